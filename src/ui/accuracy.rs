//! Is it right? How far estimates fall from what people measured, and every measured run with its estimate.
//!
//! The errors on sources that the fit had not seen are part of the program. The runs are a file of their own, fetched
//! when a reader asks; it holds words as they are shown, so that only the places of points are numbers here. Few readers
//! ask, and everybody downloads this: so the fold is one piece of markup with places to fill, and one listener.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent, XmlHttpRequest};

use super::choice::option;
use super::dom::{El, Html, classed, fill, key_of, listen_to, show, sort_by, target, value_of};
use super::state::Page;
use crate::engine::bands::{self, Evidence, LeftOut};
use crate::engine::fitted::LEFT_OUT;
use crate::format;
use crate::scenario::answer::Row;
use crate::scenario::{Method, Scenario, link};

const FILE: &str = "accuracy.tsv";

/// A line of the file, by column.
type Run = [&'static str; 14];
/// The first columns are what the reader can narrow the runs down to.
const METRIC: usize = 0;
const TECHNIQUE: usize = 1;
const SOURCE: usize = 3;
const N_FILTERS: usize = 4;
const MODEL: usize = 4;
const RECIPE: usize = 5;
const MEASURED: usize = 6;
const ESTIMATED: usize = 7;
const OFF_BY: usize = 8;
const GPUS: usize = 9;
/// A thousand times the decimal logarithm of the measured value.
const X: usize = 10;
/// The same of the estimated one.
const Y: usize = 11;
const COVERED: usize = 12;
const QUERY: usize = 13;

/// The table's columns.
const TABLE: [(usize, &str); 8] = [
    (MODEL, "Model"),
    (GPUS, "GPUs"),
    (TECHNIQUE, "Technique"),
    (RECIPE, "Batch \u{d7} length"),
    (MEASURED, "Measured"),
    (ESTIMATED, "Estimated"),
    (OFF_BY, "Off by"),
    (SOURCE, "Source"),
];

/// Rows that are drawn before the reader asks for all.
const FIRST_ROWS: usize = 40;
const N_WORST: usize = 3;

/// Marks of an axis: 1, 2 and 5 of each decade, in thousandths of one.
const MARKS: [i32; 3] = [0, 301, 699];
const TWICE: i32 = 301;
/// Pixels within which a point is meant.
const REACH: i32 = 20;

const LOADING: &str = "The runs are on their way.";
const MISSING: &str = "The runs did not arrive. Fold this away and open it again. In a copy of your own, \
                       scripts/build writes them to accuracy.tsv, and scripts/serve serves them.";

/// What the fold holds once the runs are there: places with names, filled by [`redraw`].
const INSIDE: &str = "<div class=runs-filters>\
    <div class=field><label for=runs-0>Figure</label><select class=box id=runs-0></select></div>\
    <div class=field><label for=runs-1>Technique</label><select class=box id=runs-1></select></div>\
    <div class=field><label for=runs-2>GPU</label><select class=box id=runs-2></select></div>\
    <div class=field><label for=runs-3>Source</label><select class=box id=runs-3></select></div>\
    </div><div class=runs-figure><div class=plot><div class=area id=runs-plot></div></div><div id=runs-words></div>\
    </div><div class=scroller role=region aria-label=\"Measured runs\" tabindex=0><table class=\"offers runs\">\
    <thead><tr id=runs-head></tr></thead><tbody id=runs-body></tbody></table></div><p id=runs-more></p>";

/// What of the runs is looked at, and how.
#[derive(Clone, Copy)]
struct Look {
    /// The worst miss first. Empty until the file is there.
    runs: &'static [Run],
    /// By filter; empty is all.
    wanted: [&'static str; N_FILTERS],
    column: usize,
    descending: bool,
    all: bool,
    /// The run that is pointed at.
    near: Option<usize>,
}

impl Look {
    /// Does a run pass every filter but one?
    fn takes(&self, run: &Run, but: usize) -> bool {
        (0..N_FILTERS).all(|filter| {
            filter == but || self.wanted[filter].is_empty() || self.wanted[filter] == run[filter]
        })
    }

    /// The runs that pass, the worst miss first.
    #[inline(never)]
    fn shown(&self) -> Vec<usize> {
        let mut shown = Vec::new();
        for (index, run) in self.runs.iter().enumerate() {
            if self.takes(run, N_FILTERS) {
                shown.push(index);
            }
        }
        shown
    }

    /// The marks at which the axes of this metric begin and end, whatever else is filtered.
    #[inline(never)]
    fn frame(&self) -> (usize, usize) {
        let (mut low, mut high) = (usize::MAX, 0);
        for run in self.runs.iter().filter(|run| run[METRIC] == self.wanted[METRIC]) {
            for place in [whole(run[X]), whole(run[Y])] {
                let mut above = 0;
                while mark(above) < place {
                    above += 1;
                }
                high = high.max(above);
                low = low.min(above.saturating_sub(1));
            }
        }
        (low, high)
    }
}

/// Digits of the file.
#[inline(never)]
fn whole(digits: &str) -> i32 {
    digits.bytes().fold(0, |number, digit| number * 10 + i32::from(digit & 15))
}

fn mark(index: usize) -> i32 {
    (index / 3 * 1000) as i32 + MARKS[index % 3]
}

pub fn view(page: Page) -> El {
    let look: &'static Cell<Look> = Box::leak(Box::new(Cell::new(Look {
        runs: &[],
        wanted: ["Memory", "", "", ""],
        column: OFF_BY,
        descending: true,
        all: false,
        near: None,
    })));
    let mut html = Html::new();
    html.raw(
        "<h2 id=accuracy-title>Is it right?</h2><p class=lede>What people measured and published, against what this \
         page says of the same run. Each source is left out in turn: its runs are estimated by a fit that has not \
         seen them.</p><ul class=left-out>",
    );
    for (name, of) in ["Memory", "Speed"].into_iter().zip(LEFT_OUT) {
        left_out(&mut html, name, &of);
    }
    html.raw(
        "</ul><div class=folds><details class=fold id=runs><summary><h3>The measured runs</h3><span class=digest>\
         each beside its estimate</span></summary><div class=inside><p role=status id=runs-said></p>\
         <div id=runs-there></div>",
    );
    let section = classed("section", "section")
        .id("accuracy")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "accuracy-title")
        .html(html.as_str());
    // The fold's own event does not bubble; the others do.
    if let Ok(Some(fold)) = section.0.query_selector("details") {
        for event in ["toggle", "change", "click", "pointermove"] {
            listen_to(&fold, event, Box::new(move |event| act(page, look, &event)));
        }
    }
    section
}

/// The errors on what the fit had not seen, in words.
fn left_out(html: &mut Html, name: &str, of: &LeftOut) {
    html.mix(&[
        "<li><b>",
        name,
        "</b> Half of the estimates are within ",
        &format::percent(of.median),
        ", nine in ten within ",
        &format::percent(of.p90),
        ". ",
        &format::percent(of.under10),
        " are more than 10 % too low.<small>",
        &n_of(of.rows, "published figure", of.sources),
        "</small>",
    ]);
}

/// `651 published figures of 24 sources`
fn n_of(rows: u16, what: &str, sources: u16) -> String {
    let mut text = format::plural(u32::from(rows), what, &[what, "s"].concat());
    text.push_str(" of ");
    text.push_str(&format::plural(u32::from(sources), "source", "sources"));
    text
}

/// Whatever happens in the fold.
fn act(page: Page, look: &'static Cell<Look>, event: &Event) {
    let Some(target) = target(event) else { return };
    let mut next = look.get();
    let kind = event.type_();
    match kind.as_str() {
        "toggle" => {
            if next.runs.is_empty() && target.has_attribute("open") {
                fetch(look);
            }
            return;
        }
        "change" => {
            let filter = whole(target.id().trim_start_matches("runs-")) as usize;
            let value = value_of(&target);
            let known = next.runs.iter().map(|run| run[filter]).find(|known| *known == value);
            next.wanted[filter] = known.unwrap_or_default();
            next.near = None;
        }
        _ => {
            if target.id() == "runs-plot" {
                let near = nearest(&next, &target, event);
                // A finger's first touch names the run, the second opens it; a mouse has named it on the way.
                if near == next.near {
                    if let (Some(index), "click") = (near, kind.as_str()) {
                        visit(page, next.runs[index][QUERY]);
                    }
                    return;
                }
                next.near = near;
                look.set(next);
                return draw(&next);
            }
            let Some(key) = key_of(event).filter(|_| kind == "click") else { return };
            let number = whole(key.trim_start_matches(['r', 'c'])) as usize;
            if key == "more" {
                next.all = true;
            } else if key.starts_with('c') {
                next.descending = if next.column == number { !next.descending } else { number == OFF_BY };
                next.column = number;
            } else {
                // A key held down asks for another tab.
                if !event.dyn_ref::<MouseEvent>().is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key()) {
                    event.prevent_default();
                    visit(page, next.runs[number][QUERY]);
                }
                return;
            }
        }
    }
    look.set(next);
    redraw(&next);
}

fn visit(page: Page, query: &str) {
    if !query.is_empty() {
        page.pick_scenario(link::decode(query).scenario);
        show("answer");
    }
}

/// Asks for the runs; after a failure again when the fold is opened again.
fn fetch(look: &'static Cell<Look>) {
    let Ok(request) = XmlHttpRequest::new() else { return };
    fill("runs-said", LOADING);
    let answered = request.clone();
    let done = move |_| {
        let text = answered.response_text().ok().flatten().unwrap_or_default();
        let mut next = look.get();
        // Kept for as long as the page is open.
        next.runs = read(text.leak()).leak();
        if next.runs.is_empty() {
            return fill("runs-said", MISSING);
        }
        look.set(next);
        fill("runs-said", "");
        fill("runs-there", INSIDE);
        redraw(&next);
    };
    listen_to(&request, "loadend", Box::new(done));
    let _ = request.open("GET", FILE);
    let _ = request.send();
}

/// The lines of the file under its first. What is no such file has none.
fn read(text: &'static str) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in text.split('\n').skip(1) {
        let mut run = [""; QUERY + 1];
        let mut n = 0;
        for field in line.split('\t').take(run.len()) {
            run[n] = field;
            n += 1;
        }
        if n == run.len() {
            runs.push(run);
        }
    }
    runs
}

/// Everything anew.
fn redraw(look: &Look) {
    for (filter, id) in ["runs-0", "runs-1", "runs-2", "runs-3"].into_iter().enumerate() {
        fill(id, options(look, filter).as_str());
    }
    table(look);
    draw(look);
}

/// What a filter offers under the other ones, the most frequent first.
fn options(look: &Look, filter: usize) -> Html {
    let wanted = look.wanted[filter];
    // What is chosen stays in the list, even where the other filters leave nothing of it.
    let mut counts = vec![(wanted, 0)];
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
    let mut add = |value, label, count: i32| {
        option(&mut html, value, &[label, " (", &count.to_string(), ")"].concat(), value == wanted);
    };
    if filter != METRIC {
        add("", "All", all);
    }
    for index in order {
        let (value, count) = counts[index];
        if !value.is_empty() {
            add(value, value, count);
        }
    }
    html
}

/// The run whose point is meant.
fn nearest(look: &Look, area: &web_sys::Element, event: &Event) -> Option<usize> {
    let mouse = event.dyn_ref::<MouseEvent>()?;
    let width = area.client_width().max(1);
    let (first, last) = look.frame();
    let span = mark(last) - mark(first);
    let x = mark(first) + mouse.offset_x() * span / width;
    let y = mark(last) - mouse.offset_y() * span / width;
    let reach = REACH * span / width;
    let (mut near, mut closest) = (None, reach * reach);
    for index in look.shown() {
        let run = &look.runs[index];
        let (dx, dy) = (whole(run[X]) - x, whole(run[Y]) - y);
        let distance = dx * dx + dy * dy;
        if distance < closest {
            (near, closest) = (Some(index), distance);
        }
    }
    near
}

/// The picture, and beside it how many are inside, what is pointed at, the worst misses.
fn draw(look: &Look) {
    let shown = look.shown();
    let (first, last) = look.frame();
    let (low, high) = (mark(first), mark(last));
    let span = high - low;
    // Where something is on an axis: `43.7%`.
    let share = |place: i32| {
        let share = (place - low) * 1000 / span;
        format!("{}.{}%", share / 10, share % 10)
    };

    let (mut grid, mut marks) = (String::new(), String::new());
    for index in first..=last {
        let at = mark(index);
        grid.push_str(&format!("M{at} {}v{span}M{low} {}h{span}", -high, -at));
        // Three marks a decade over more than three decades are too many to read on a phone.
        if span < 3000 || index % 3 == 0 {
            let decade = index / 3;
            let text =
                [["1", "2", "5"][index % 3], ["", "0", "00"][decade % 3], if decade < 3 { "" } else { "k" }]
                    .concat();
            marks.push_str(&format!(
                "<text class=x x={} y=100% dy=1.6em>{text}</text><text class=y x=0 y={} dx=-.6em dy=.35em>{text}</text>",
                share(at),
                share(high + low - at)
            ));
        }
    }
    let (mut inside, mut outside, mut n_inside) = (String::new(), String::new(), 0);
    let cross = span / 130;
    for index in &shown {
        let run = &look.runs[*index];
        let (x, y) = (whole(run[X]), -whole(run[Y]));
        if run[COVERED] == "1" {
            n_inside += 1;
            inside.push_str(&format!("M{x} {y}h0"));
        } else {
            let side = 2 * cross;
            outside.push_str(&format!("M{} {}l{side} {side}m0-{side}l-{side} {side}", x - cross, y - cross));
        }
    }
    let n = shown.len();
    let n_outside = n - n_inside;
    let unit = if look.wanted[METRIC] == "Memory" { "GiB" } else { "tokens/s a GPU" };
    let ring = match look.near {
        Some(index) => {
            let run = &look.runs[index];
            format!("<circle r=9 cx={} cy={} />", share(whole(run[X])), share(high + low - whole(run[Y])))
        }
        None => String::new(),
    };
    fill(
        "runs-plot",
        &format!(
            "<svg role=img aria-label=\"Estimated against measured {unit}: {n} runs, {n_inside} inside the range of \
             their estimate, {n_outside} outside. The table below names them.\">\
             <svg viewBox=\"{low} -{high} {span} {span}\"><path class=grid d=\"{grid}\"/>\
             <path class=even d=\"M{low}-{low}l{span}-{span}\"/>\
             <path class=twice d=\"M{low}-{low}m0-{TWICE}l{span}-{span}M{low}-{low}m{TWICE} 0l{span}-{span}\"/>\
             <path class=in d=\"{inside}\"/><path class=out d=\"{outside}\"/></svg>{marks}{ring}\
             <text class=name y=-.9em>Estimated, {unit}</text>\
             <text class=\"name y\" x=100% y=100% dy=3.2em>Measured, {unit}</text>\
             <text class=x x={} y=-.5em>2\u{d7}</text><text x=100% y={} dx=.5em dy=.35em>\u{bd}\u{d7}</text></svg>",
            share(high - TWICE),
            share(low + TWICE)
        ),
    );

    let mut html = Html::new();
    html.raw(&format!(
        "<ul class=key><li class=in>{n_inside} inside the range of their estimate<li class=out>{n_outside} outside</ul><p>"
    ));
    // The worst come first, so the middle one halves them.
    if let Some(middle) = shown.get(n / 2) {
        html.mix(&[
            "Half are at most ",
            look.runs[*middle][OFF_BY].split(" too").next().unwrap_or_default(),
            " off. This fit has seen all of them, so it does better here than on new ones.",
        ]);
    }
    html.raw("</p><p class=near>");
    match look.near {
        Some(index) => name(&mut html, &look.runs[index], index),
        None => {
            html.raw("Point at a run in the picture to see which one it is.");
        }
    }
    html.raw("</p><h4>The worst misses</h4><ol class=worst>");
    let mut sources: Vec<&str> = Vec::new();
    for index in shown {
        let run = &look.runs[index];
        // One a source, unless a source is all there is.
        if sources.len() < N_WORST && (!look.wanted[SOURCE].is_empty() || !sources.contains(&run[SOURCE])) {
            html.raw("<li>");
            name(&mut html, run, index);
            sources.push(run[SOURCE]);
        }
    }
    html.raw("</ol>");
    fill("runs-words", html.as_str());
}

/// Which run it is, what was measured and estimated.
#[inline(never)]
fn name(html: &mut Html, run: &Run, index: usize) {
    html.mix(&[
        "<b>",
        run[MODEL],
        "</b>, ",
        run[TECHNIQUE],
        ", ",
        run[GPUS],
        ", ",
        run[RECIPE],
        "<br>",
        run[MEASURED],
        " measured, ",
        run[ESTIMATED],
        " estimated: <b>",
        run[OFF_BY],
        "</b><br><small>",
        run[SOURCE],
        "</small>",
    ]);
    link_to(html, run, index, "plain");
}

#[inline(never)]
fn link_to(html: &mut Html, run: &Run, index: usize, class: &str) {
    if !run[QUERY].is_empty() {
        html.mix(&[
            " <a class=",
            class,
            " href=\"?",
            run[QUERY],
            "\" data-key=r",
            &index.to_string(),
            " aria-label=\"Open ",
            run[MODEL],
            ", ",
            run[TECHNIQUE],
            ", ",
            run[MEASURED],
            "\">Open</a>",
        ]);
    }
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

fn table(look: &Look) {
    let column = look.column;
    let mut html = Html::new();
    for (this, label) in TABLE {
        let sorted = match (column == this, look.descending) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        };
        html.mix(&[
            "<th scope=col aria-sort=",
            sorted,
            "><button type=button data-key=c",
            &this.to_string(),
            ">",
            label,
            "</button>",
        ]);
    }
    html.raw("<td class=use-cell>");
    fill("runs-head", html.as_str());

    let order = sort_by(look.shown().into_iter(), &|a, b| {
        let (a, b) = (&look.runs[a], &look.runs[b]);
        let order = number(a, column).cmp(&number(b, column)).then(a[column].cmp(b[column]));
        if look.descending { order.reverse() } else { order }
    });
    let n = order.len();
    let limit = if look.all { n } else { n.min(FIRST_ROWS) };
    let mut html = Html::new();
    for index in &order[..limit] {
        let run = &look.runs[*index];
        html.raw(if run[COVERED] == "1" { "<tr>" } else { "<tr class=out>" });
        for (column, _) in TABLE {
            html.mix(&[if column == MODEL { "<th scope=row>" } else { "<td>" }, run[column]]);
        }
        html.raw("<td class=use-cell>");
        link_to(&mut html, run, *index, "use");
    }
    fill("runs-body", html.as_str());

    let mut html = Html::new();
    if limit < n {
        html.mix(&[
            "<button type=button class=\"button more\" data-key=more>List all ",
            &n.to_string(),
            "</button>",
        ]);
    }
    fill("runs-more", html.as_str());
}

/// Under the answer: what its ranges rest on, and whether it is scaled to a run of the reader's own.
pub fn evidence(page: Page) -> El {
    classed("div", "evidence")
        .live_html(move || {
            let mut html = Html::new();
            if page.scenario().method == Method::Physical {
                page.chosen(|row| rests_on(&mut html, row));
            }
            html
        })
        .on("click", move |event| match key_of(&event).as_deref() {
            Some("clear") => page.pick_scenario(Scenario {
                measured_tokens_per_sec: None,
                measured_step_secs: None,
                measured_peak_mem_gib: None,
                ..page.scenario_now()
            }),
            Some(_) => show("accuracy"),
            None => {}
        })
}

fn rests_on(html: &mut Html, row: &Row) {
    let calibration = row.inputs.calibration;
    let mut lead = "<p>Scaled to your run: ";
    for (factor, of) in [(calibration.tokens_per_sec, "speed"), (calibration.memory, "memory")] {
        if let Some(factor) = factor {
            html.mix(&[lead, &format::significant(factor, 2), " times our ", of]);
            lead = ", ";
        }
    }
    if lead == ", " {
        html.raw(". <button type=button class=plain data-key=clear>Clear</button></p>");
    }
    let memory = bands::memory(&row.inputs);
    let memory = n_of(memory.rows, "measured run", memory.sources);
    let (lead, time, rest) = match bands::evidence(&row.inputs) {
        Evidence::Measured { rows, sources } => (
            "<p>Ranges rest on runs like this one: time on ",
            n_of(rows, "measured run", sources),
            ", memory on ",
        ),
        Evidence::Extrapolated { rows: 0, .. } => (
            "<p>No measured run is like this one. The range of the time comes from other GPUs and may be too narrow",
            String::new(),
            "; that of the memory rests on ",
        ),
        Evidence::Extrapolated { rows, sources } => (
            "<p>The range of the time rests on ",
            n_of(rows, "measured run", sources),
            " alone and may be too narrow; that of the memory on ",
        ),
    };
    html.mix(&[
        lead,
        &time,
        rest,
        &memory,
        ". <button type=button class=plain data-key=why>Is it right?</button></p>",
    ]);
}
