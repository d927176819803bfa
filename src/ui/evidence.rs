//! Under the answer: what its ranges rest on, and whether it is scaled to a run of the reader's own.

use super::dom::{El, Html, classed, key_of, show};
use super::state::Page;
use crate::engine::bands::{self, Evidence};
use crate::format;
use crate::scenario::answer::Row;
use crate::scenario::{Method, Scenario};

pub fn view(page: Page) -> El {
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
            html.raw(lead).form("$a times our $b", &[&format::significant(factor, 2), of]);
            lead = ", ";
        }
    }
    if lead == ", " {
        html.raw(". <button type=button class=plain data-key=clear>Clear</button></p>");
    }
    let memory = bands::memory(&row.inputs);
    let evidence = bands::evidence(&row.inputs);
    let wider = if matches!(evidence, Evidence::Extrapolated { .. }) { " and is wider for it" } else { "" };
    let (Evidence::Measured { rows, sources } | Evidence::Extrapolated { rows, sources }) = evidence;
    html.form(
        "<p>The range of the time rests on $a$b, that of the memory on $c. <button type=button class=plain \
         data-key=why>Is it right?</button></p>",
        &[&n_of(rows, "measured run", sources), wider, &n_of(memory.rows, "measured run", memory.sources)],
    );
}

/// `651 published figures of 24 sources`
pub fn n_of(rows: u16, what: &str, sources: u16) -> String {
    if rows == 0 {
        return format!("no {what}");
    }
    let mut text = format::plural(u32::from(rows), what, &[what, "s"].concat());
    text.push_str(" of ");
    text.push_str(&format::plural(u32::from(sources), "source", "sources"));
    text
}
