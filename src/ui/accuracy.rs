//! Is it right? How far estimates fall from what people measured, and every measured run with its estimate.
//!
//! The errors on sources that the fit had not seen are part of the program. The runs are a file of their own, fetched
//! when a reader asks; it holds words as they are shown and places as they are drawn. Few readers ask, and everybody
//! downloads this: so the fold is one piece of markup with places to fill, and one listener.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent, XmlHttpRequest};

use super::dom::{El, Html, fill, key_of, listen_to, show, sort_by, target, value_of};
use super::evidence::n_of;
use super::state::Page;
use crate::engine::bands::LeftOut;
use crate::engine::fitted::LEFT_OUT;
use crate::format;
use crate::scenario::link;

const FILE: &str = "accuracy.tsv";

/// A line of the file: a run, or a mark of the axes. The letters are the columns in the templates.
type Run = [&'static str; 14];
/// `$a`; the first columns, up to `$d`, are what the reader can narrow the runs down to.
const METRIC: usize = 0;
/// `$b`
const TECHNIQUE: usize = 1;
/// `$d`
const SOURCE: usize = 3;
const N_FILTERS: usize = 4;
/// `$e`
const MODEL: usize = 4;
/// `$f`
const RECIPE: usize = 5;
/// `$g`
const MEASURED: usize = 6;
/// `$h`
const ESTIMATED: usize = 7;
/// `$i`
const OFF_BY: usize = 8;
/// `$j`
const GPUS: usize = 9;
/// `$k`, thousandths of the picture from the left: what was measured.
const X: usize = 10;
/// `$l`, thousandths from the top: what is estimated.
const Y: usize = 11;
/// `$m`, `1`: the measured value is in the range of the estimate. Empty: a mark.
const COVERED: usize = 12;
/// `$n`
const QUERY: usize = 13;

/// The table's columns, and a row of it.
const TABLE: [(usize, &str); 8] = [
    (MODEL, "Model"),
    (MEASURED, "Measured"),
    (ESTIMATED, "Estimated"),
    (OFF_BY, "Off by"),
    (GPUS, "GPUs"),
    (TECHNIQUE, "Technique"),
    (RECIPE, "Batch \u{d7} length"),
    (SOURCE, "Source"),
];
const ROW: &str = "<th scope=row>$e<td>$g<td>$h<td>$i<td>$j<td>$b<td>$f<td>$d<td class=use-cell>";
/// Which run it is, what was measured and estimated.
const NAME: &str = "<b>$e</b>, $b, $j, $f<br>$g measured, $h estimated: <b>$i</b><br><small>$d</small> ";
const OPEN: &str = "<a href=\"?$n\" data-key=\"$n\" aria-label=\"Open $e, $b, $g\">Open</a>";
/// A run inside and one outside the range of its estimate, and the one that is pointed at.
const DOT: &str = "M$k $lh0";
const CROSS: &str = "M$k $lm-8-8l16 16m0-16l-16 16";
const HALO: &str = "<path class=halo d=\"M$k $lh0\" />";
/// A mark on both axes.
const MARK: &str = "<line x1=$k x2=$k y2=100% /><line x2=100% y1=$l y2=$l /><text class=x x=$k y=100% dy=1.6em>$e\
    </text><text class=y y=$l dx=-.6em dy=.35em>$e</text>";
/// The mark with this label is where the line of twice the measured value leaves the picture.
const TWICE: &str = "2\u{d7}";
const LINES: &str = "<line class=twice y1=$k x2=$k /><line class=twice x1=$l y1=100% x2=100% y2=$l />\
    <text class=x x=$k y=-.5em>2\u{d7}</text><text x=100% y=$l dx=.5em dy=.35em>\u{bd}\u{d7}</text>";

/// Rows that are drawn before the reader asks for all.
const FIRST_ROWS: usize = 40;
const N_WORST: usize = 3;

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
    near: Option<&'static Run>,
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

pub fn inside(page: Page, section: El) {
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
        "<p class=lede>What people measured and published, against what this \
         page says of the same run. Each source is left out in turn: its runs are estimated by a fit that has not \
         seen them.</p><ul class=left-out>",
    );
    for (name, of) in ["Memory", "Speed"].into_iter().zip(LEFT_OUT) {
        let LeftOut { rows, sources, median, p90, under10 } = of;
        html.form(
            "<li><b>$a</b> Half of the estimates are within $b, nine in ten within $c. $d are more than 10 % too low.\
             <small>$e</small>",
            &[
                name,
                &format::percent(median),
                &format::percent(p90),
                &format::percent(under10),
                &n_of(rows, "published figure", sources),
            ],
        );
    }
    html.raw(
        "</ul><div class=folds><details class=fold id=runs><summary><h3>The measured runs</h3><span class=digest>\
         each beside its estimate</span></summary><div class=inside><p role=status id=runs-said></p>\
         <div id=runs-there></div>",
    );
    let section = section.html(html.as_str());
    // The fold's own event does not bubble; the others do.
    if let Ok(Some(fold)) = section.0.query_selector("details") {
        for event in ["toggle", "change", "click", "pointermove"] {
            listen_to(&fold, event, Box::new(move |event| act(page, look, &event)));
        }
    }
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
                // A finger's first touch names the run, the second opens it; a mouse has named it on the way.
                if kind == "click"
                    && let Some(run) = next.near
                    && nearest(&Look { runs: std::slice::from_ref(run), ..next }, &target, event).is_some()
                {
                    return visit(page, run[QUERY]);
                }
                let near = nearest(&next, &target, event);
                if near == next.near {
                    return;
                }
                next.near = near;
                look.set(next);
                return draw(&next);
            }
            let Some(key) = key_of(event).filter(|_| kind == "click") else { return };
            if key == "more" {
                next.all = true;
            } else if key.len() == 1 {
                let column = whole(&key) as usize;
                next.descending = if next.column == column { !next.descending } else { column == OFF_BY };
                next.column = column;
            } else {
                // A key held down asks for another tab.
                if !event.dyn_ref::<MouseEvent>().is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key()) {
                    event.prevent_default();
                    visit(page, &key);
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
    let mut counts = vec![(wanted, 0_usize)];
    let mut all = 0_usize;
    for run in look.runs.iter().filter(|run| look.takes(run, filter)) {
        all += 1;
        match counts.iter_mut().find(|known| known.0 == run[filter]) {
            Some(known) => known.1 += 1,
            None => counts.push((run[filter], 1)),
        }
    }
    let order = sort_by(0..counts.len(), &|a, b| counts[b].1.cmp(&counts[a].1));
    let mut html = Html::new();
    let mut add = |value: &str, label: &str, count: usize| {
        let chosen = if value == wanted { "selected" } else { "" };
        html.form("<option value=\"$a\" $b>$c ($d)</option>", &[value, chosen, label, &count.to_string()]);
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
fn nearest(look: &Look, area: &web_sys::Element, event: &Event) -> Option<&'static Run> {
    let mouse = event.dyn_ref::<MouseEvent>()?;
    let width = area.client_width().max(1);
    let place = |pixels| pixels * 1000 / width;
    let (x, y, reach) = (place(mouse.offset_x()), place(mouse.offset_y()), place(REACH));
    let (mut near, mut closest) = (None, reach * reach);
    for run in look.runs.iter().filter(|run| look.takes(run, N_FILTERS)) {
        let (dx, dy) = (whole(run[X]) - x, whole(run[Y]) - y);
        let distance = dx * dx + dy * dy;
        if distance < closest {
            (near, closest) = (Some(run), distance);
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
        if run[COVERED] == "1" {
            n_inside += 1;
            inside.form(DOT, run);
        } else {
            outside.form(CROSS, run);
        }
    }
    let mut worst = Html::new();
    let (mut sources, mut named) = ([""; N_WORST], 0);
    for index in &shown {
        let run = &look.runs[*index];
        // One a source, unless a source is all there is.
        if named < N_WORST && (!look.wanted[SOURCE].is_empty() || !sources.contains(&run[SOURCE])) {
            name(worst.raw("<li>"), run);
            sources[named] = run[SOURCE];
            named += 1;
        }
    }
    // The worst come first, so the middle one halves them.
    let half = shown.get(shown.len() / 2).map_or("", |middle| look.runs[*middle][OFF_BY]);
    let values = [
        if look.wanted[METRIC] == "Memory" { "GiB" } else { "tokens/s a GPU" },
        &n_inside.to_string(),
        &(shown.len() - n_inside).to_string(),
        half.split(" too").next().unwrap_or_default(),
    ];

    let mut html = Html::new();
    html.form(
        "<svg role=img aria-label=\"Estimated against measured $a: $b runs inside the range of their estimate, $c \
         outside. The table below names them.\"><line class=even y1=100% x2=100% />\
         <text class=name y=-.9em>Estimated, $a</text>\
         <text class=\"name y\" x=100% y=100% dy=3.2em>Measured, $a</text>",
        &values,
    );
    for mark in look.runs.iter().filter(|run| run[COVERED].is_empty() && run[METRIC] == look.wanted[METRIC]) {
        html.form(if mark[MODEL] == TWICE { LINES } else { MARK }, mark);
    }
    html.raw("<svg viewBox=\"0 0 1000 1000\" aria-hidden=true><path class=in d=\"").raw(inside.as_str());
    html.raw("\"/><path class=out d=\"").raw(outside.as_str()).raw("\"/>");
    if let Some(run) = look.near {
        html.form(HALO, run);
    }
    html.raw("</svg></svg>");
    fill("runs-plot", html.as_str());

    let mut html = Html::new();
    html.form(
        "<ul class=in-out><li class=in>$b inside the range of their estimate<li class=out>$c outside</ul><p>Half are at \
         most $d off. This fit has seen all of them: go by the figures above.</p><p class=near>",
        &values,
    );
    match look.near {
        Some(run) => name(&mut html, run),
        None => {
            html.raw("Point at a run in the picture to see which one it is.");
        }
    }
    html.raw("</p><h4>The worst misses</h4><ol class=worst>").raw(worst.as_str()).raw("</ol>");
    fill("runs-words", html.as_str());
}

#[inline(never)]
fn name(html: &mut Html, run: &Run) {
    link_to(html.form(NAME, run), run);
}

#[inline(never)]
fn link_to(html: &mut Html, run: &Run) {
    if !run[QUERY].is_empty() {
        html.form(OPEN, run);
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
        html.form(
            "<th scope=col aria-sort=$a><button type=button data-key=$b>$c</button>",
            &[sorted, &this.to_string(), label],
        );
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
        html.raw(if run[COVERED] == "1" { "<tr>" } else { "<tr class=out>" }).form(ROW, run);
        link_to(&mut html, run);
    }
    fill("runs-body", html.as_str());

    let mut html = Html::new();
    if limit < n {
        html.form(
            "<button type=button class=\"button more\" data-key=more>List all $a</button>",
            &[&n.to_string()],
        );
    }
    fill("runs-more", html.as_str());
}
