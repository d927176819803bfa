//! Cost against time: every plan that runs as a speck, the front as a line of points that can be used.
//!
//! The picture is made as wide as its place, so that a unit is a pixel and type keeps its size. A pointer anywhere finds
//! the nearest plan; the arrow keys walk along the front; a list under it says the same as data.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::dom::{El, Html, classed, el, focus, key_of, listen_to};
use super::plan_words as say;
use super::words;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::Scenario;
use crate::scenario::plans::lines::{Line, Lines};
use crate::scenario::plans::{PlanRow, Plans};

const HEIGHT: f64 = 340.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 40.0;
/// Specks closer than this are one.
const GRAIN: f64 = 3.0;
/// A pointer further from every plan than this points at none, pixels.
const REACH: f64 = 28.0;

/// One axis, logarithmic.
#[derive(Clone, Copy)]
struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Axis {
    fn new(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let (low, high) = values
            .filter(|value| *value > 0.0 && value.is_finite())
            .fold((f64::INFINITY, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
        // Half a hair of room, and never an axis of one point.
        let (low, high) = if low <= high { (low * 0.8, high * 1.25) } else { (1.0, 10.0) };
        Self { low: js_sys::Math::log10(low), high: js_sys::Math::log10(high), from, to }
    }
    fn at(&self, value: f64) -> f64 {
        let share = (js_sys::Math::log10(value) - self.low) / (self.high - self.low);
        self.from + (self.to - self.from) * share
    }
    /// The values of a scale that are on the axis and `apart` pixels or more from the last one that was kept.
    fn ticks(&self, scale: impl Iterator<Item = f64>, apart: f64) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut last = f64::NEG_INFINITY;
        for value in scale {
            let place = self.at(value);
            let share = (place - self.from) / (self.to - self.from);
            if (0.0..=1.0).contains(&share) && (place - last).abs() >= apart {
                last = place;
                ticks.push(value);
            }
        }
        ticks
    }
}

/// Durations that people count in, hours.
const HOURS: [f64; 30] = [
    1.0 / 60.0,
    2.0 / 60.0,
    5.0 / 60.0,
    10.0 / 60.0,
    20.0 / 60.0,
    30.0 / 60.0,
    1.0,
    1.5,
    2.0,
    3.0,
    5.0,
    10.0,
    20.0,
    48.0,
    72.0,
    120.0,
    240.0,
    480.0,
    960.0,
    2400.0,
    4800.0,
    9600.0,
    24e3,
    48e3,
    96e3,
    24e4,
    48e4,
    96e4,
    24e5,
    24e6,
];

/// 1, 2, 5 and so on, from a cent.
fn dollars() -> impl Iterator<Item = f64> {
    let mut decade = 0.001;
    (0..13).flat_map(move |_| {
        decade *= 10.0;
        [decade, decade * 2.0, decade * 5.0]
    })
}

/// Where things are in the picture.
#[derive(Clone, Copy)]
struct Frame {
    width: f64,
    x: Axis,
    y: Axis,
}

impl Frame {
    fn new(plans: &Plans, width: f64) -> Self {
        let rows = || plans.rows.iter();
        Self {
            width,
            x: Axis::new(rows().map(|row| row.wall.0), LEFT, width - RIGHT),
            y: Axis::new(rows().map(|row| row.cost.0), HEIGHT - BOTTOM, TOP),
        }
    }
    fn place(&self, row: &PlanRow) -> (f64, f64) {
        (self.x.at(row.wall.0), self.y.at(row.cost.0))
    }
}

/// What a pointer or a key stands on; a position in the rows.
type Found = RwSignal<Option<u32>>;

pub fn view(
    plans: Memo<Option<Arc<Plans>>>,
    scenario: Memo<Scenario>,
    used: impl Fn(u32) + Clone + 'static,
) -> El {
    let found: Found = RwSignal::new(None);
    let width = RwSignal::new(720.0_f64);
    let picture = classed("div", "picture");
    let place = picture.0.clone();
    let fit = move || {
        let wide = f64::from(place.client_width());
        if wide > 0.0 && (wide - width.get_untracked()).abs() > 1.0 {
            width.set(wide);
        }
    };
    let resized = fit.clone();
    listen_to(&window(), "resize", Box::new(move |_| resized()));
    // The place has no width before it is on the page.
    request_animation_frame(fit);

    let drawn = move || {
        let mut html = Html::new();
        if let Some(plans) = plans.get() {
            scenario.with(|scenario| draw(&mut html, &plans, scenario, width.get()));
        }
        html
    };
    let (over, press, keys) = (picture.0.clone(), used.clone(), picture.0.clone());
    let nearest = move |event: &web_sys::Event| {
        let event: &web_sys::MouseEvent = event.unchecked_ref();
        let area = over.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top());
        plans.with_untracked(|plans| near(plans.as_ref()?, width.get_untracked(), x, y))
    };
    let (moved, clicked) = (nearest.clone(), nearest);
    let picture = picture
        .live_html(drawn)
        .on("pointermove", move |event| {
            let row = moved(&event);
            if row != found.get_untracked() {
                found.set(row);
            }
        })
        .on("pointerleave", move |_| found.set(None))
        .on("focusin", move |event| found.set(key_of(&event).and_then(|key| key.parse().ok())))
        .on("click", move |event| {
            let key = key_of(&event).and_then(|key| key.parse().ok());
            if let Some(row) = key.or_else(|| clicked(&event)) {
                press(row);
            }
        })
        .on("keydown", move |event| {
            let event: &web_sys::KeyboardEvent = event.unchecked_ref();
            match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => walk(&keys, event, 1),
                "ArrowLeft" | "ArrowDown" => walk(&keys, event, -1),
                "Enter" | " " => {
                    if let Some(row) = key_of(event).and_then(|key| key.parse().ok()) {
                        event.prevent_default();
                        used(row);
                    }
                }
                _ => {}
            }
        });
    let readout = classed("p", "readout").live(move || {
        let said = plans.get().zip(found.get()).and_then(|(plans, row)| {
            plans.rows.get(row as usize)?;
            Some(scenario.with(|scenario| describe(&line(&plans, scenario, row))))
        });
        said.unwrap_or_else(|| {
            "Each speck is a plan that fits. No plan is both cheaper and faster than one on the line. Point at one to \
             read it, press it to use it."
                .into()
        })
    });
    el("figure").child(picture).child(readout).child(front_list(plans, scenario))
}

fn line(plans: &Plans, scenario: &Scenario, row: u32) -> Line {
    Lines::Every(plans, scenario).line(row as usize)
}

/// `2× H100 SXM at Lambda, on demand, LoRA, 8-bit AdamW …: $31, 9 h`
fn describe(line: &Line) -> String {
    let mut recipe = String::new();
    say::recipe(line, &mut recipe);
    let cost = line.cost.map(format::usd).unwrap_or_default();
    let wall = line.wall.map(words::hours).unwrap_or_default();
    [&cost, ", ", &wall, ": ", &say::plan(line), ", ", say::technique(line.technique), ", ", &recipe].concat()
}

/// The front as data.
fn front_list(plans: Memo<Option<Arc<Plans>>>, scenario: Memo<Scenario>) -> El {
    let rows = move || {
        let mut html = Html::new();
        if let Some(plans) = plans.get() {
            for &row in &plans.picks.front {
                scenario.with(|scenario| {
                    html.mix(&["<li>", &describe(&line(&plans, scenario, row))]);
                });
            }
        }
        html
    };
    classed("details", "as-data")
        .child(el("summary").text("The line as a list"))
        .child(el("ol").live_html(rows))
}

/// Moves the focus along the points of the front.
fn walk(picture: &web_sys::Element, event: &web_sys::KeyboardEvent, by: i32) {
    let Ok(points) = picture.query_selector_all("[data-key]") else { return };
    let now = key_of(event);
    let at = (0..points.length()).find(|at| {
        let point = points.get(*at).and_then(|point| point.dyn_into::<web_sys::Element>().ok());
        point.and_then(|point| point.get_attribute("data-key")) == now
    });
    let next = at.map(|at| at as i32 + by).filter(|next| *next >= 0);
    let next = next
        .and_then(|next| points.get(next as u32))
        .and_then(|next| next.dyn_into::<web_sys::Element>().ok());
    if let Some(next) = next {
        event.prevent_default();
        // One stop for the tab key, wherever the reader was.
        for at in 0..points.length() {
            if let Some(point) = points.get(at).and_then(|point| point.dyn_into::<web_sys::Element>().ok()) {
                let _ = point.set_attribute("tabindex", "-1");
            }
        }
        let _ = next.set_attribute("tabindex", "0");
        focus(&next);
    }
}

/// The plan nearest to a place in the picture; a point of the front is nearer than it looks.
fn near(plans: &Plans, width: f64, x: f64, y: f64) -> Option<u32> {
    let frame = Frame::new(plans, width);
    let mut best: Option<(f64, u32)> = None;
    let mut weigh = |index: u32, favour: f64| {
        let (at_x, at_y) = frame.place(&plans.rows[index as usize]);
        let away = ((at_x - x) * (at_x - x) + (at_y - y) * (at_y - y)) * favour;
        if best.is_none_or(|(least, _)| away < least) {
            best = Some((away, index));
        }
    };
    for index in 0..plans.rows.len() as u32 {
        weigh(index, 1.0);
    }
    for index in &plans.picks.front {
        weigh(*index, 0.2);
    }
    best.filter(|(away, _)| *away < REACH * REACH).map(|(_, index)| index)
}

/// To a tenth of a pixel.
fn px(value: f64) -> String {
    format::plain((value * 10.0).round() / 10.0)
}

fn draw(html: &mut Html, plans: &Plans, scenario: &Scenario, width: f64) {
    let frame = Frame::new(plans, width);
    let n_front = format::plural(plans.picks.front.len() as u32, "plan", "plans");
    html.mix(&[
        "<svg role=group aria-label=\"Cost against wall-clock, both logarithmic. ",
        &n_front,
        " on the front.\" viewBox=\"0 0 ",
        &px(frame.width),
        " 340\" width=\"",
        &px(frame.width),
        "\" height=340>",
    ]);
    axes(html, &frame);
    limits(html, &frame, scenario);
    specks(html, &frame, plans);
    front(html, &frame, plans, scenario);
    html.raw("</svg>");
}

fn axes(html: &mut Html, frame: &Frame) {
    let (left, right) = (px(LEFT), px(frame.width - RIGHT));
    let (top, bottom) = (px(TOP), px(HEIGHT - BOTTOM));
    html.raw("<g class=grid aria-hidden=true>");
    for value in frame.x.ticks(HOURS.into_iter(), 58.0) {
        let at = frame.x.at(value);
        // The last label stays inside.
        let anchor = if at > frame.width - 50.0 { "end" } else { "middle" };
        let x = px(at);
        html.form(
            "<path d=\"M$a $bV$c\"/><text x=\"$a\" y=\"$d\" text-anchor=$f>$e</text>",
            &[&x, &top, &bottom, &px(HEIGHT - BOTTOM + 16.0), &words::hours(Hours(value)), anchor],
        );
    }
    for value in frame.y.ticks(dollars(), 24.0) {
        let y = frame.y.at(value);
        html.form(
            "<path d=\"M$a $bH$c\"/><text x=\"$d\" y=\"$e\" text-anchor=end>$f</text>",
            &[&left, &px(y), &right, &px(LEFT - 8.0), &px(y + 4.0), &format::usd(Usd(value))],
        );
    }
    html.form(
        "<text class=axis x=\"$a\" y=\"$b\" text-anchor=end>Wall-clock</text><text class=axis x=\"$c\" y=\"$d\">Cost</text></g>",
        &[&right, &px(HEIGHT - 4.0), &px(LEFT + 6.0), &px(TOP + 10.0)],
    );
}

/// Budget and deadline as lines.
fn limits(html: &mut Html, frame: &Frame, scenario: &Scenario) {
    let within = |axis: &Axis, value: f64| {
        let place = js_sys::Math::log10(value);
        place > axis.low && place < axis.high
    };
    if let Some(budget) =
        scenario.budget_usd.map(|usd| usd - scenario.experiments_usd).filter(|usd| *usd > 0.0)
        && within(&frame.y, budget)
    {
        let y = frame.y.at(budget);
        html.form(
            "<path class=limit d=\"M$a $bH$c\"/><text class=limit x=\"$c\" y=\"$d\" text-anchor=end>budget</text>",
            &[&px(LEFT), &px(y), &px(frame.width - RIGHT), &px(y - 4.0)],
        );
    }
    if let Some(deadline) = scenario.deadline_hours
        && within(&frame.x, deadline)
    {
        let x = frame.x.at(deadline);
        html.form(
            "<path class=limit d=\"M$a $bV$c\"/><text class=limit x=\"$d\" y=\"$e\">deadline</text>",
            &[&px(x), &px(TOP), &px(HEIGHT - BOTTOM), &px(x + 4.0), &px(TOP + 24.0)],
        );
    }
}

/// Every plan, one path: a speck for each small square that holds one.
fn specks(html: &mut Html, frame: &Frame, plans: &Plans) {
    let columns = (frame.width / GRAIN) as usize + 1;
    let lines = (HEIGHT / GRAIN) as usize + 1;
    let mut taken = vec![false; columns * lines];
    let mut path = String::new();
    for row in &plans.rows {
        let (x, y) = frame.place(row);
        let (column, line) = ((x / GRAIN) as usize, (y / GRAIN) as usize);
        let Some(taken) = taken.get_mut(line * columns + column.min(columns - 1)) else { continue };
        if !core::mem::replace(taken, true) {
            path.push('M');
            path.push_str(&((x / GRAIN) as u32 * GRAIN as u32 + 1).to_string());
            path.push(' ');
            path.push_str(&((y / GRAIN) as u32 * GRAIN as u32 + 1).to_string());
            path.push_str("h.1");
        }
    }
    html.raw("<path class=specks aria-hidden=true d=\"").raw(&path).raw("\"/>");
}

fn front(html: &mut Html, frame: &Frame, plans: &Plans, scenario: &Scenario) {
    let mut path = String::new();
    for (at, row) in plans.picks.front.iter().enumerate() {
        let (x, y) = frame.place(&plans.rows[*row as usize]);
        // Between two points nothing is cheaper: steps, not slopes.
        path.push_str(&if at == 0 {
            ["M", &px(x), " ", &px(y)].concat()
        } else {
            ["V", &px(y), "H", &px(x)].concat()
        });
    }
    html.raw("<path class=front aria-hidden=true d=\"").raw(&path).raw("\"/>");
    for (at, index) in plans.picks.front.iter().enumerate() {
        let row = &plans.rows[*index as usize];
        let (x, y) = frame.place(row);
        html.mix(&[
            "<circle role=button r=5 tabindex=",
            if at == 0 { "0" } else { "-1" },
            " cx=\"",
            &px(x),
            "\" cy=\"",
            &px(y),
            "\" data-key=",
            &index.to_string(),
            " aria-label=\"Use ",
            &describe(&line(plans, scenario, *index)),
            "\"/>",
        ]);
    }
}
