//! Is it right? How far estimates fall from what people measured, and every measured run with its estimate.
//!
//! The errors on sources that the fit had not seen are part of the program. The runs are a file of their own, fetched
//! when a reader asks; it holds words as they are shown and places as they are drawn. Few readers ask, and everybody
//! downloads this: so the fold is one piece of markup with places to fill, and one listener.

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

/// A line of the file, by column: a run, or a mark of the axes.
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
/// Thousandths of the picture from the left: what was measured.
const X: usize = 10;
/// Thousandths from the top: what is estimated.
const Y: usize = 11;
/// `1`: the measured value is in the range of the estimate. Empty: a mark.
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

/// Pixels within which a point is meant.
const REACH: i32 = 20;
/// The label of the mark where the line of twice the measured value leaves the picture.
const TWICE: &str = "2\u{d7}";
/// The cross of a run outside, around its place.
const CROSS: &str = "m-8-8l16 16m0-16l-16 16";

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
    /// Is it a run that passes every filter but one?
    fn takes(&self, run: &Run, but: usize) -> bool {
        !run[COVERED].is_empty()
            && (0..N_FILTERS).all(|filter| {
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
}

/// The number that the digits of a text make.
#[inline(never)]
fn whole(text: &str) -> i32 {
    let mut number = 0;
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            number = number * 10 + i32::from(byte & 15);
        }
    }
    number
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
            let filter = whole(&target.id()) as usize;
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
            let number = whole(&key) as usize;
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

/// The lines of the file. What is no such file has none.
fn read(text: &'static str) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in text.split('\n') {
        let mut run = [""; QUERY + 1];
        let mut fields = line.split('\t');
        let mut n = 0;
        while n < run.len() {
            let Some(field) = fields.next() else { break };
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
    let place = |pixels| pixels * 1000 / width;
    let (x, y, reach) = (place(mouse.offset_x()), place(mouse.offset_y()), place(REACH));
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
    let (mut inside, mut outside, mut n_inside) = (Html::new(), Html::new(), 0);
    for index in &shown {
        let run = &look.runs[*index];
        let (path, shape) = if run[COVERED] == "1" {
            n_inside += 1;
            (&mut inside, "h0")
        } else {
            (&mut outside, CROSS)
        };
        path.mix(&["M", run[X], " ", run[Y], shape]);
    }
    let n_outside = (shown.len() - n_inside).to_string();
    let n_inside = n_inside.to_string();
    let unit = if look.wanted[METRIC] == "Memory" { "GiB" } else { "tokens/s a GPU" };

    let mut html = Html::new();
    html.mix(&[
        "<svg role=img aria-label=\"Estimated against measured ",
        unit,
        ": ",
        &n_inside,
        " runs inside the range of their estimate, ",
        &n_outside,
        " outside. The table below names them.\"><line class=even y1=100% x2=100% />",
    ]);
    for mark in look.runs.iter().filter(|run| run[COVERED].is_empty() && run[METRIC] == look.wanted[METRIC]) {
        let (label, x, y) = (mark[MODEL], mark[X], mark[Y]);
        if label == TWICE {
            html.mix(&["<line class=twice y1=", x, " x2=", x, " /><line class=twice x1=", y]);
            html.mix(&[" y1=100% x2=100% y2=", y, " /><text class=x x=", x, " y=-.5em>2\u{d7}</text>"]);
            html.mix(&["<text x=100% y=", y, " dx=.5em dy=.35em>\u{bd}\u{d7}</text>"]);
        } else {
            html.mix(&["<line x1=", x, " x2=", x, " y2=100% /><line x2=100% y1=", y, " y2=", y]);
            html.mix(&[" /><text class=x x=", x, " y=100% dy=1.6em>", label, "</text><text class=y y="]);
            html.mix(&["", y, " dx=-.6em dy=.35em>", label, "</text>"]);
        }
    }
    html.mix(&[
        "<text class=name y=-.9em>Estimated, ",
        unit,
        "</text><text class=\"name y\" x=100% y=100% dy=3.2em>Measured, ",
        unit,
        "</text><svg viewBox=\"0 0 1000 1000\"><path class=in d=\"",
        inside.as_str(),
        "\"/><path class=out d=\"",
        outside.as_str(),
        "\"/>",
    ]);
    if let Some(index) = look.near {
        html.mix(&["<path class=halo d=\"M", look.runs[index][X], " ", look.runs[index][Y], "h0\"/>"]);
    }
    html.raw("</svg></svg>");
    fill("runs-plot", html.as_str());

    let mut html = Html::new();
    html.mix(&[
        "<ul class=key><li class=in>",
        &n_inside,
        " inside the range of their estimate<li class=out>",
        &n_outside,
        " outside</ul><p>",
    ]);
    // The worst come first, so the middle one halves them.
    if let Some(middle) = shown.get(shown.len() / 2) {
        html.mix(&[
            "Half are at most ",
            look.runs[*middle][OFF_BY].split(" too").next().unwrap_or_default(),
            " off. This fit has seen all of them, so it does better here than on new ones.",
        ]);
    }
    html.raw("</p><p class=near>");
    match look.near {
        Some(index) => name(&mut html, look, index),
        None => {
            html.raw("Point at a run in the picture to see which one it is.");
        }
    }
    html.raw("</p><h4>The worst misses</h4><ol class=worst>");
    let mut sources: Vec<&str> = Vec::new();
    for index in shown {
        let source = look.runs[index][SOURCE];
        // One a source, unless a source is all there is.
        if sources.len() < N_WORST && (!look.wanted[SOURCE].is_empty() || !sources.contains(&source)) {
            html.raw("<li>");
            name(&mut html, look, index);
            sources.push(source);
        }
    }
    html.raw("</ol>");
    fill("runs-words", html.as_str());
}

/// Which run it is, what was measured and estimated.
#[inline(never)]
fn name(html: &mut Html, look: &Look, index: usize) {
    let run = &look.runs[index];
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
    let (x, y) = (whole(run[X]), 1000 - whole(run[Y]));
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
    let evidence = bands::evidence(&row.inputs);
    let narrow =
        if matches!(evidence, Evidence::Extrapolated { .. }) { " and may be too narrow" } else { "" };
    let (Evidence::Measured { rows, sources } | Evidence::Extrapolated { rows, sources }) = evidence;
    html.mix(&[
        "<p>The range of the time rests on ",
        &n_of(rows, "measured run", sources),
        narrow,
        "",
        ", that of the memory on ",
        &n_of(memory.rows, "measured run", memory.sources),
        ". <button type=button class=plain data-key=why>Is it right?</button></p>",
    ]);
}
