//! The guide's questions, computed for this scenario.

use super::dom::{El, Html, classed, key_of};
use super::lines::{Chart, Series};
use super::state::Page;
use super::words;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::answer::Answer;
use crate::scenario::questions::{cheapest, gpt3, rtx_4090_or_a100, sizes};
use crate::scenario::{PriceKind, Scenario};

/// Questions cost two dozen answers: they are computed when they are opened, and again on request.
pub fn inside(page: Page, section: El) {
    let place = classed("div", "questions").attr("aria-live", "polite");
    let filled = place.clone();
    let compute = move || filled.refill(&answers(&page.scenario_now()));
    let again = classed("button", "button")
        .attr("type", "button")
        .attr("data-key", "compute")
        .text("Compute for this scenario")
        .on("click", move |event| {
            if key_of(&event).is_some() {
                compute();
            }
        });
    section
        .html("<p class=lede>Four questions that the guide answers in general, answered for the model, data and recipe above.</p>")
        .child(classed("p", "acts").child(again))
        .child(place);
}

fn answers(scenario: &Scenario) -> Html {
    let mut html = Html::new();
    html.raw("<h3>The cheapest way to fine-tune this model?</h3>");
    match cheapest(scenario) {
        Some(best) => html.form("<p class=lede>$a</p>", &[&plan(&best)]),
        None => html.raw("<p class=lede>No plan of the catalog runs it.</p>"),
    };
    html.raw("<h3>RTX 4090 or A100?</h3><ul>");
    let both = rtx_4090_or_a100(scenario);
    for (gpu, answer) in &both {
        match answer {
            Some(answer) => html.form("<li>$a</li>", &[&plan(answer)]),
            None => html.form("<li>It does not run on any $a of the catalog.</li>", &[gpu.get().name]),
        };
    }
    html.raw("</ul>");
    if let [(_, Some(first)), (_, Some(second))] = &both {
        let (first, second) = (usd(first), usd(second));
        let (name, share) =
            if first <= second { ("RTX 4090", 1.0 - first / second) } else { ("A100", 1.0 - second / first) };
        html.form("<p class=lede>The $a costs $b less here.</p>", &[name, &format::percent(share)]);
    }
    html.raw("<h3>Does cost grow in proportion to the model\u{2019}s size?</h3>");
    let found = sizes(scenario);
    if let Some(exponent) = found.exponent {
        let doubling = js_sys::Math::pow(2.0, exponent);
        let label = format!(
            "Cost of the cheapest plan for Qwen2.5 models. Twice the size costs {} times as much: an exponent of {}.",
            format::significant(doubling, 2),
            format::significant(exponent, 2)
        );
        html.form("<p class=lede>$a The guide says 1.5 to 2 times.</p>", &[&label]);
        let chart = Chart {
            label: &label,
            series: vec![Series {
                class: "own",
                points: found.points.iter().map(|point| (point.n_params, point.usd.mid)).collect(),
            }],
            marks: Vec::new(),
            x_text: format::count,
            y_text: |usd| format::usd(Usd(usd)),
        };
        html.raw("<figure>").raw(chart.html().as_str()).raw("</figure>");
    }
    let region = "<table class=sum><thead><tr><th scope=col>Model<th scope=col class=number>Parameters<th scope=col class=number>Cost</thead><tbody>";
    html.raw(region);
    for point in &found.points {
        html.form(
            "<tr><th scope=row>$a<td class=number>$b<td class=number>$c",
            &[point.model.get().name, &format::count(point.n_params), &format::usd_range(point.usd.map(Usd))],
        );
    }
    html.raw("</tbody></table><h3>What would GPT-3 take?</h3><ul>");
    for (answer, kind) in gpt3(scenario).iter().zip(["on demand", "on spot"]) {
        match answer {
            Some(answer) => html.form(
                "<li>One epoch of these tokens, all 175 B parameters, $a: $b</li>",
                &[kind, &plan(answer)],
            ),
            None => html.form("<li>No plan of the catalog runs it $a.</li>", &[kind]),
        };
    }
    html.raw("</ul><p class=hint>The guide says 16 GPUs and more, $3,000 to $5,000 an epoch on demand, $1,000 to $2,000 on spot.</p>");
    html
}

fn usd(answer: &Answer) -> f64 {
    answer.cost().map_or(f64::INFINITY, |cost| cost.mid.0)
}

/// `QLoRA on 1x RTX 3090 at RunPod, on demand: $0.20 to $0.60, about 2 h.`
fn plan(answer: &Answer) -> String {
    let Some(row) = answer.chosen_row() else { return String::new() };
    let wall = answer.wall().map_or(Hours::ZERO, |wall| wall.mid);
    let cost = &row.estimate.cost;
    let stops = match cost.timeline.interruptions {
        stops if stops >= 0.5 => format!(
            " Any of {} can stop it: {} interruptions on average.",
            format::plural(cost.n_instances, "instance", "instances"),
            format::significant(stops, 2)
        ),
        _ => String::new(),
    };
    format!(
        "{} on {}, {}: {}, about {}.{stops}",
        words::technique(&answer.scenario),
        words::plan(row),
        if answer.scenario.price_kind == PriceKind::Spot { "spot" } else { "on demand" },
        answer.cost().map(format::usd_range).unwrap_or_default(),
        words::hours(wall),
    )
}
