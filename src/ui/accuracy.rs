//! Is it right? How far estimates fall from what people measured, and every measured run with its estimate.
//!
//! The errors on sources that the fit had not seen are part of the program. The runs are a file of their own, fetched
//! when a reader asks; it holds words as they are shown, so that only places of points are numbers here.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent, XmlHttpRequest};

use super::breakdown::scroller;
use super::choice::option;
use super::dom::{El, Html, classed, el, key_of, listen_to, show, sort_by, target, value_of};
use super::state::Page;
use crate::engine::bands::{self, Evidence, LeftOut};
use crate::engine::fitted::LEFT_OUT;
use crate::format;
use crate::scenario::answer::Row;
use crate::scenario::{Method, Scenario, link};

const FILE: &str = "accuracy.tsv";

/// A line of the file, by column.
type Run = [&'static str; 14];
const METRIC: usize = 0;
const TECHNIQUE: usize = 1;
const GPU: usize = 2;
const SOURCE: usize = 3;
const MODEL: usize = 4;
const RECIPE: usize = 5;
const MEASURED: usize = 6;
const ESTIMATED: usize = 7;
const OFF_BY: usize = 8;
const N_GPUS: usize = 9;
/// A thousand times the decimal logarithm of the measured value; of the estimate in the next column.
const X: usize = 10;
const Y: usize = 11;
const COVERED: usize = 12;
const QUERY: usize = 13;

/// What the reader can narrow the runs down to; the file's first columns.
const FILTERS: [(usize, &str, &str); 4] = [
    (METRIC, "runs-metric", "Figure"),
    (TECHNIQUE, "runs-technique", "Trained with"),
    (GPU, "runs-gpu", "On"),
    (SOURCE, "runs-source", "Source"),
];

const TABLE: [(usize, &str); 8] = [
    (MODEL, "Model"),
    (GPU, "GPUs"),
    (TECHNIQUE, "Technique"),
    (RECIPE, "Batch \u{d7} length"),
    (MEASURED, "Measured"),
    (ESTIMATED, "Estimated"),
    (OFF_BY, "Off by"),
    (SOURCE, "Source"),
];

/// Rows that are drawn before the reader asks for all.
const FIRST_ROWS: usize = 40;
const WORST: usize = 3;

const LOADING: &str = "The runs are on their way.";
const MISSING: &str = "The runs did not arrive. Fold this away and open it again. In a copy of your own, \
                       scripts/build writes them to accuracy.tsv, and scripts/serve serves them.";

/// Marks of an axis: 1, 2 and 5 of each decade, in thousandths of one.
const MARKS: [i32; 3] = [0, 301, 699];
const TWICE: i32 = 301;
/// Pixels within which a point is meant.
const REACH: i32 = 20;

/// What of the runs is looked at, and how.
#[derive(Clone, Copy)]
struct Look {
    /// The worst miss first. Empty until the file is there.
    runs: &'static [Run],
    /// By filter; empty is all.
    wanted: [&'static str; FILTERS.len()],
    column: usize,
    descending: bool,
    all: bool,
    /// The run that is pointed at.
    near: Option<usize>,
    said: &'static str,
}

impl Look {
    /// Does a run pass every filter but one?
    fn takes(&self, run: &Run, but: usize) -> bool {
        (0..FILTERS.len()).all(|filter| {
            filter == but || self.wanted[filter].is_empty() || self.wanted[filter] == run[filter]
        })
    }

    /// The runs that pass, the worst miss first.
    fn shown(&self) -> Vec<usize> {
        let nothing = FILTERS.len();
        (0..self.runs.len()).filter(|index| self.takes(&self.runs[*index], nothing)).collect()
    }

    /// The marks at which the axes of this metric begin and end, whatever else is filtered.
    fn frame(&self) -> (usize, usize) {
        let (mut low, mut high) = (usize::MAX, 0);
        for run in self.runs.iter().filter(|run| run[METRIC] == self.wanted[METRIC]) {
            for place in [whole(run[X]), whole(run[Y])] {
                let above = (0..).find(|index| mark(*index) >= place).unwrap_or(0);
                high = high.max(above);
                low = low.min(if mark(above) > place { above - 1 } else { above });
            }
        }
        (low, high)
    }
}

/// Digits of the file.
fn whole(digits: &str) -> i32 {
    digits.bytes().fold(0, |number, digit| number * 10 + i32::from(digit & 15))
}

fn mark(index: usize) -> i32 {
    (index / 3 * 1000) as i32 + MARKS[index % 3]
}

/// `200`, `5k`
fn mark_text(index: usize) -> String {
    let decade = index / 3;
    let thousands = ["", "k", "M", "G"][decade / 3 % 4];
    format!("{}{}{thousands}", ["1", "2", "5"][index % 3], ["", "0", "00"][decade % 3])
}

pub fn view(page: Page) -> El {
    let look = RwSignal::new(Look {
        runs: &[],
        wanted: ["Memory", "", "", ""],
        column: OFF_BY,
        descending: true,
        all: false,
        near: None,
        said: "",
    });
    let missing = move || look.get().runs.is_empty();
    let said = classed("p", "lede")
        .attr("role", "status")
        .live_switch("hidden", move || look.get().said.is_empty())
        .live(move || look.get().said.into());
    let runs = el("div")
        .live_switch("hidden", missing)
        .child(filters(look))
        .child(classed("div", "runs-figure").child(plot(page, look)).child(
            el("div").live_html(move || words(&look.get())).on("click", move |event| {
                open(page, look, &event);
            }),
        ))
        .child(table(page, look));
    let rows = u32::from(LEFT_OUT[0].rows + LEFT_OUT[1].rows);
    let digest = format::plural(rows, "figure and its estimate", "figures and their estimates");
    let summary = el("summary")
        .child(el("h3").text("The measured runs"))
        .child(classed("span", "digest").text(&digest));
    let fold = classed("details", "fold")
        .id("runs")
        .child(summary)
        .child(classed("div", "inside").child(said).child(runs))
        .on("toggle", move |_| fetch(look));
    classed("section", "section")
        .id("accuracy")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "accuracy-title")
        .html("<h2 id=accuracy-title>Is it right?</h2>")
        .child(classed("p", "lede").text(
            "What people measured and published, against what this page says of the same run. Each source is left \
             out in turn: its runs are estimated by a fit that has not seen them.",
        ))
        .child(classed("ul", "left-out").html(left_out().as_str()))
        .child(classed("div", "folds").child(fold))
}

/// The errors on what the fit had not seen, in words.
fn left_out() -> Html {
    let mut html = Html::new();
    for (name, of) in ["Memory", "Speed"].into_iter().zip(LEFT_OUT) {
        let LeftOut { rows, sources, median, p90, under10 } = of;
        html.mix(&[
            "<li><b>",
            name,
            "</b> ",
            &format!(
                "Half of the estimates are within {}, nine in ten within {}. {} are more than 10 % too low.",
                format::percent(median),
                format::percent(p90),
                format::percent(under10),
            ),
            "<small>",
            &format!(
                "{} of {}",
                format::plural(u32::from(rows), "published figure", "published figures"),
                format::plural(u32::from(sources), "source", "sources")
            ),
            "</small>",
        ]);
    }
    html
}

/// Asks for the runs, once; after a failure again when the fold is opened again.
fn fetch(look: RwSignal<Look>) {
    let mut now = look.get_untracked();
    if !now.runs.is_empty() || now.said == LOADING {
        return;
    }
    now.said = LOADING;
    look.set(now);
    let Ok(request) = XmlHttpRequest::new() else { return };
    let answered = request.clone();
    let done = move |_| {
        let text = answered.response_text().ok().flatten().unwrap_or_default();
        // Kept for as long as the page is open.
        now.runs = read(text.leak()).leak();
        now.said = if now.runs.is_empty() { MISSING } else { "" };
        look.set(now);
    };
    listen_to(&request, "loadend", Box::new(done));
    let _ = request.open("GET", FILE);
    let _ = request.send();
}

/// The lines of the file under its first. What is no such file has none.
fn read(text: &'static str) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in text.lines().skip(1) {
        let mut run = [""; QUERY + 1];
        let mut columns = 0;
        for (field, text) in run.iter_mut().zip(line.split('\t')) {
            *field = text;
            columns += 1;
        }
        if columns == run.len() {
            runs.push(run);
        }
    }
    runs
}

fn filters(look: RwSignal<Look>) -> El {
    classed("div", "runs-filters").children(FILTERS.map(|(filter, id, label)| {
        let list = classed("select", "box").id(id).live_html(move || options(&look.get(), filter)).on(
            "change",
            move |event| {
                let Some(value) = target(&event).map(|list| value_of(&list)) else { return };
                let mut next = look.get_untracked();
                let known = next.runs.iter().map(|run| run[filter]).find(|known| *known == value);
                next.wanted[filter] = known.unwrap_or_default();
                next.near = None;
                look.set(next);
            },
        );
        classed("div", "field").child(el("label").attr("for", id).text(label)).child(list)
    }))
}

/// What a filter offers under the other ones, the most frequent first.
fn options(look: &Look, filter: usize) -> Html {
    let wanted = look.wanted[filter];
    // What is chosen stays in the list, even where the other filters leave nothing of it.
    let mut counts = vec![(wanted, 0_u32)];
    let mut all = 0;
    for run in look.runs.iter().filter(|run| look.takes(run, filter)) {
        all += 1;
        match counts.iter_mut().find(|known| known.0 == run[filter]) {
            Some(known) => known.1 += 1,
            None => counts.push((run[filter], 1)),
        }
    }
    let order = sort_by(0..counts.len(), &|a, b| counts[b].1.cmp(&counts[a].1));
    let mut html = Html::new();
    if filter != METRIC {
        option(&mut html, "", &format!("All ({all})"), wanted.is_empty());
    }
    for (value, count) in order.into_iter().map(|index| counts[index]).filter(|one| !one.0.is_empty()) {
        option(&mut html, value, &format!("{value} ({count})"), value == wanted);
    }
    html
}

/// Estimated against measured.
fn plot(page: Page, look: RwSignal<Look>) -> El {
    let at = move |variable: usize| {
        move || {
            let look = look.get();
            let (low, high) = look.frame();
            match look.near {
                Some(index) => share(whole(look.runs[index][variable]), mark(low), mark(high)),
                None => String::new(),
            }
        }
    };
    let ring = classed("span", "ring")
        .live_switch("hidden", move || look.get().near.is_none())
        .live_var("--x", at(X))
        .live_var("--y", at(Y));
    let point = move |event: Event| {
        let mut next = look.get_untracked();
        let last = next.near;
        next.near = nearest(&next, &event);
        if next.near != last {
            look.set(next);
        } else if event.type_() == "click" {
            // A finger's first touch names the run, the second opens it; a mouse has named it on the way.
            if let Some(index) = last {
                visit(page, next.runs[index][QUERY]);
            }
        }
    };
    let area = classed("div", "area")
        .live_class("hit", move || look.get().near.is_some())
        .child(classed("div", "drawn").live_html(move || draw(&look.get())))
        .child(ring)
        .on("pointermove", point)
        .on("click", point);
    classed("div", "plot").child(area)
}

/// Where a place is on an axis: `43.7%`.
fn share(place: i32, low: i32, high: i32) -> String {
    let share = (place - low) * 1000 / (high - low);
    format!("{}.{}%", share / 10, share % 10)
}

/// The run whose point is meant.
fn nearest(look: &Look, event: &Event) -> Option<usize> {
    let mouse = event.dyn_ref::<MouseEvent>()?;
    let width = event.current_target()?.dyn_ref::<web_sys::Element>()?.client_width();
    let (low, high) = look.frame();
    let (low, high) = (mark(low), mark(high));
    let span = high - low;
    let x = low + mouse.offset_x() * span / width.max(1);
    let y = high - mouse.offset_y() * span / width.max(1);
    let distance = |index: &usize| {
        let run = &look.runs[*index];
        let (dx, dy) = (whole(run[X]) - x, whole(run[Y]) - y);
        dx * dx + dy * dy
    };
    let reach = REACH * span / width.max(1);
    look.shown().into_iter().min_by_key(distance).filter(|index| distance(index) <= reach * reach)
}

fn draw(look: &Look) -> Html {
    let mut html = Html::new();
    if look.runs.is_empty() {
        return html;
    }
    let (first, last) = look.frame();
    let (low, high) = (mark(first), mark(last));
    let span = high - low;
    let shown = look.shown();

    let (mut grid, mut ticks) = (String::new(), String::new());
    for index in first..=last {
        let at = mark(index);
        grid.push_str(&format!("M{at} {}v{span}M{low} {}h{span}", -high, -at));
        // Three marks a decade over more than three decades are too many to read on a phone.
        if span < 3000 || index % 3 == 0 {
            let text = mark_text(index);
            let (x, y) = (share(at, low, high), share(high + low - at, low, high));
            ticks.push_str(&format!(
                "<text class=x x={x} y=100% dy=1.6em>{text}</text><text class=y x=0 y={y} dx=-.6em dy=.35em>{text}</text>"
            ));
        }
    }
    let (mut inside, mut outside) = (String::new(), String::new());
    let cross = span / 130;
    let mut n_inside = 0;
    for index in &shown {
        let run = &look.runs[*index];
        let (x, y) = (whole(run[X]), -whole(run[Y]));
        if run[COVERED] == "1" {
            n_inside += 1;
            inside.push_str(&format!("M{x} {y}h0"));
        } else {
            let (left, top, side) = (x - cross, y - cross, 2 * cross);
            outside.push_str(&format!("M{left} {top}l{side} {side}m0-{side}l-{side} {side}"));
        }
    }
    let unit = if look.wanted[METRIC] == "Memory" { "GiB" } else { "tokens/s a GPU" };
    let n = shown.len();
    let spoken = format!(
        "Estimated against measured {unit}, {n} runs. {n_inside} lie inside the range of their estimate, {} outside. The table below names them.",
        n - n_inside
    );
    let lines = format!(
        "<path class=grid d=\"{grid}\"/><path class=even d=\"M{low} {}L{high} {}\"/>\
         <path class=twice d=\"M{low} {}L{} {}M{} {}L{high} {}\"/>\
         <path class=in d=\"{inside}\"/><path class=out d=\"{outside}\"/>",
        -low,
        -high,
        -low - TWICE,
        high - TWICE,
        -high,
        low + TWICE,
        -low,
        TWICE - high,
    );
    let edge = share(high - TWICE, low, high);
    let below = share(low + TWICE, low, high);
    html.raw(&format!(
        "<svg role=img aria-label=\"{spoken}\"><svg viewBox=\"{low} {} {span} {span}\">{lines}</svg>{ticks}\
         <text class=name y=-.9em>Estimated, {unit}</text><text class=\"name y\" x=100% y=100% dy=3.2em>Measured, {unit}</text>\
         <text class=x x={edge} y=-.5em>2\u{d7}</text><text x=100% y={below} dx=.5em dy=.35em>\u{bd}\u{d7}</text></svg>",
        -high
    ));
    html
}

/// `Llama 2 7B, LoRA, 4x H100 SXM, 4 x 512`, and what was measured and estimated.
fn name(html: &mut Html, run: &Run, index: usize) {
    html.mix(&[
        "<b>",
        run[MODEL],
        "</b>, ",
        &format!("{}, {}\u{d7} {}, {}", run[TECHNIQUE], run[N_GPUS], run[GPU], run[RECIPE]),
        "<br>",
        &format!("{} measured, {} estimated: ", run[MEASURED], run[ESTIMATED]),
        "<span class=off>",
        run[OFF_BY],
        "</span><br><small>",
        run[SOURCE],
        "</small>",
    ]);
    link_to(html, run, index, "plain");
}

fn link_to(html: &mut Html, run: &Run, index: usize, class: &str) {
    if !run[QUERY].is_empty() {
        html.mix(&[
            " <a class=",
            class,
            " href=\"?",
            run[QUERY],
            "\" data-key=",
            &index.to_string(),
            " aria-label=\"Open ",
            &format!("{}, {}, {}", run[MODEL], run[TECHNIQUE], run[MEASURED]),
            "\">Open</a>",
        ]);
    }
}

/// What is pointed at, how many are inside, the worst misses.
fn words(look: &Look) -> Html {
    let mut html = Html::new();
    let shown = look.shown();
    let inside = shown.iter().filter(|index| look.runs[**index][COVERED] == "1").count();
    html.mix(&["<ul class=key><li class=in>", &format!("{inside} inside the range of their estimate"), ""]);
    html.mix(&["<li class=out>", &format!("{} outside", shown.len() - inside), "</ul><p>"]);
    // The worst come first, so the middle one halves them.
    if let Some(middle) = shown.get(shown.len() / 2) {
        let off = look.runs[*middle][OFF_BY];
        let off = off.split_once(" too").map_or(off, |(off, _)| off);
        html.text(&format!(
            "Half of these {} are within {off}. This fit has seen them all, so it does better here than on new ones.",
            shown.len()
        ));
    }
    html.raw("</p><p class=near>");
    match look.near {
        Some(index) => name(&mut html, &look.runs[index], index),
        None => {
            html.raw("Point at a dot and it says which run it is.");
        }
    }
    html.raw("</p><h4>The worst misses</h4><ol class=worst>");
    let mut sources: Vec<&str> = Vec::new();
    for index in shown {
        let run = &look.runs[index];
        // One a source, unless a source is all there is.
        if !look.wanted[SOURCE].is_empty() || !sources.contains(&run[SOURCE]) {
            html.raw("<li>");
            name(&mut html, run, index);
            sources.push(run[SOURCE]);
        }
        if sources.len() == WORST {
            break;
        }
    }
    html.raw("</ol>");
    html
}

fn table(page: Page, look: RwSignal<Look>) -> El {
    let head = el("tr").live_html(move || head(&look.get())).on("click", move |event| {
        let Some(column) = key_of(&event).map(|key| whole(&key) as usize) else { return };
        let mut next = look.get_untracked();
        next.descending = if next.column == column { !next.descending } else { column == OFF_BY };
        next.column = column;
        look.set(next);
    });
    let body = el("tbody").live_html(move || lines(&look.get())).on("click", move |event| {
        open(page, look, &event);
    });
    let more = classed("button", "button more")
        .attr("type", "button")
        .live_switch("hidden", move || look.get().all || look.get().shown().len() <= FIRST_ROWS)
        .live(move || format!("List all {}", look.get().shown().len()))
        .on("click", move |_| {
            let mut next = look.get_untracked();
            next.all = true;
            look.set(next);
        });
    let table = classed("table", "offers runs").child(el("thead").child(head)).child(body);
    el("div").child(scroller("Measured runs").child(table)).child(more)
}

fn head(look: &Look) -> Html {
    let mut html = Html::new();
    for (column, label) in TABLE {
        let sorted = match (look.column == column, look.descending) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        };
        html.mix(&[
            "<th scope=col aria-sort=",
            sorted,
            "><button type=button data-key=",
            &column.to_string(),
            ">",
            label,
            "</button>",
        ]);
    }
    html.raw("<td class=use-cell>");
    html
}

/// What a column sorts by before its text.
fn number(run: &Run, column: usize) -> i32 {
    let (x, y) = (whole(run[X]), whole(run[Y]));
    match column {
        MEASURED => x,
        ESTIMATED => y,
        OFF_BY => (y - x).abs(),
        _ => 0,
    }
}

fn lines(look: &Look) -> Html {
    let column = look.column;
    let mut order = look.shown();
    // The file is in the order of the worst first.
    if column != OFF_BY || !look.descending {
        order = sort_by(order.into_iter(), &|a, b| {
            let (a, b) = (&look.runs[a], &look.runs[b]);
            let order = number(a, column).cmp(&number(b, column)).then(a[column].cmp(b[column]));
            if look.descending { order.reverse() } else { order }
        });
    }
    let limit = if look.all { usize::MAX } else { FIRST_ROWS };
    let mut html = Html::new();
    for index in order.into_iter().take(limit) {
        let run = &look.runs[index];
        html.mix(&[
            "<tr><th scope=row>",
            run[MODEL],
            "<td>",
            &format!("{}\u{d7} {}", run[N_GPUS], run[GPU]),
            "<td>",
            run[TECHNIQUE],
            "<td>",
            run[RECIPE],
            "<td>",
            run[MEASURED],
            "<td>",
            run[ESTIMATED],
            if run[COVERED] == "1" { "<td>" } else { "<td class=out>" },
            run[OFF_BY],
            "<td>",
            run[SOURCE],
            "<td class=use-cell>",
        ]);
        link_to(&mut html, run, index, "use");
    }
    html
}

/// A link of a run that was clicked.
fn open(page: Page, look: RwSignal<Look>, event: &Event) {
    // A key held down asks for another tab.
    let aside = event.dyn_ref::<MouseEvent>().is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key());
    let Some(key) = key_of(event).filter(|_| !aside) else { return };
    event.prevent_default();
    visit(page, look.get_untracked().runs[whole(&key) as usize][QUERY]);
}

fn visit(page: Page, query: &str) {
    if !query.is_empty() {
        page.pick_scenario(link::decode(query).scenario);
        show("answer");
    }
}

/// Under the answer: what its ranges rest on, and whether it is scaled to a run of the reader's own.
pub fn evidence(page: Page) -> El {
    let more = classed("button", "plain")
        .attr("type", "button")
        .text("Is it right?")
        .on("click", move |_| show("accuracy"));
    let scaled = move || page.chosen(scaled).unwrap_or_default();
    let clear = classed("button", "plain").attr("type", "button").text("Clear").on("click", move |_| {
        page.pick_scenario(Scenario {
            measured_tokens_per_sec: None,
            measured_step_secs: None,
            measured_peak_mem_gib: None,
            ..page.scenario_now()
        });
    });
    classed("div", "evidence")
        .live_switch("hidden", move || {
            page.scenario().method == Method::Guide || page.chosen(|_| ()).is_none()
        })
        .child(el("p").live_switch("hidden", move || scaled().is_empty()).live(scaled).text(" ").child(clear))
        .child(el("p").live(move || page.chosen(rests_on).unwrap_or_default()).text(" ").child(more))
}

fn rests_on(row: &Row) -> String {
    let of = |rows: u16, sources: u16| {
        format!(
            "{} of {}",
            format::plural(u32::from(rows), "measured run", "measured runs"),
            format::plural(u32::from(sources), "source", "sources")
        )
    };
    let memory = bands::memory(&row.inputs);
    let memory = of(memory.rows, memory.sources);
    match bands::evidence(&row.inputs) {
        Evidence::Measured { rows, sources } => {
            format!("Ranges rest on runs like this one: time on {}, memory on {memory}.", of(rows, sources))
        }
        Evidence::Extrapolated { rows: 0, .. } => format!(
            "No measured run is like this one. The range of the time comes from other GPUs and may be too narrow; that of the memory rests on {memory}."
        ),
        Evidence::Extrapolated { rows, sources } => format!(
            "The range of the time rests on {} alone and may be too narrow; that of the memory on {memory}.",
            of(rows, sources)
        ),
    }
}

fn scaled(row: &Row) -> String {
    let calibration = row.inputs.calibration;
    let parts = [(calibration.tokens_per_sec, "speed"), (calibration.memory, "memory")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(factor, of)| Some(format!("{} times our {of}", format::significant(factor?, 2))))
        .collect();
    if parts.is_empty() { String::new() } else { format!("Scaled to your run: {}.", parts.join(", ")) }
}
