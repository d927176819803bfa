//! Or call an API? Train and serve, have it tuned, or ask a larger model: in words, as lines, as data.

use super::breakdown::scroller;
use super::dom::{El, Html, classed, el};
use super::folds::fold;
use super::lines::{Chart, Mark, Series};
use super::settled::{Pace, Settled};
use super::state::Page;
use crate::engine::break_even::{Crossing, Way};
use crate::engine::units::Usd;
use crate::format;
use crate::scenario::break_even::{BreakEven, api, guide_preset, jobs_for};
use crate::scenario::fields::Group;
use crate::scenario::{Scenario, fields};

pub fn inside(page: Page, section: El) {
    let settled = Settled::of(page, &section, Pace::Frame);
    let serving = fold(page, ("api-inputs", "h3"), "What the model is for", Group::Serving, digest);
    let guide = classed("button", "button")
        .attr("type", "button")
        .text("The guide\u{2019}s prices")
        .on("click", move |_| page.pick_scenario(guide_preset(&page.scenario_now())));
    section
        .child(el("div").attr("class", "break-even").live_html(move || answer(settled)))
        .child(classed("div", "folds").child(serving))
        .child(classed("p", "acts").child(guide))
        .html("<h3>Managed jobs for a model of this size</h3>")
        .child(scroller("Managed jobs").child(classed("table", "sum").live_html(move || jobs(settled))));
}

fn digest(page: Page) -> String {
    let serving = page.scenario().serving;
    format!(
        "{} calls a month for {} months, {} + {} tokens",
        format::count(serving.calls_per_month),
        format::plain(serving.months),
        format::grouped(serving.prompt_tokens),
        format::grouped(serving.answer_tokens),
    )
}

fn label(key: &str, scenario: &Scenario) -> &'static str {
    fields::choice(key).map_or("", |field| field.chosen(scenario).label)
}

/// A way with its name and the class of its line.
type Named<'a> = (&'a str, &'a str, Way);

fn answer(settled: Settled) -> Html {
    let answer = settled.answer();
    let scenario = &answer.scenario;
    let found = BreakEven::new(&answer);
    let tuned = format!("{}, tuned by its provider", label("managed", scenario));
    let plain = format!("{} as it is", label("plain", scenario));
    let ways: Vec<Named> = [
        ("Your own model", "own", found.own),
        (tuned.as_str(), "managed", found.managed),
        (plain.as_str(), "large", found.plain),
    ]
    .into_iter()
    .filter_map(|(name, class, way)| Some((name, class, way?)))
    .collect();
    let mut html = Html::new();
    let cheapest = ways.iter().min_by(|a, b| {
        let cost = |way: &Named| found.cost(&way.2, found.calls).0;
        cost(a).total_cmp(&cost(b))
    });
    if let Some((name, _, way)) = cheapest {
        html.form(
            "<p class=lede>At $a calls a month for $b months: <b>$c</b> costs least, $d.</p>",
            &[
                &format::count(found.calls),
                &format::plain(found.months),
                name,
                &format::usd(found.cost(way, found.calls)),
            ],
        );
    }
    html.raw("<ul class=crossings>");
    for (index, (name, _, way)) in ways.iter().enumerate() {
        for (other_name, _, other) in &ways[index + 1..] {
            html.form("<li>$a</li>", &[&crossing(&found, (name, way), (other_name, other))]);
        }
    }
    if found.own.is_none() {
        html.raw("<li>Your own model has no cost here: nothing runs, or no price is known.</li>");
    }
    html.raw("</ul>");
    chart(&mut html, &found, &ways);
    table(&mut html, &found, &ways);
    if let Some(own) = &found.own_server {
        let offer = own.offer.get();
        html.form(
            "<p class=hint>Your server: $a\u{d7} $b at $c for $d, all month. Published speed with endless requests: $e answer \
             tokens a second$f; $g of it is left, and it has work $h of the time. <small>$i</small></p>",
            &[
                &own.speed.n_gpus.to_string(),
                offer.gpu.get().name,
                offer.provider,
                &format::usd_per_hour(own.server.per_hour),
                &format::grouped(format::round_to(own.server.published_rate, 3)),
                if own.scaled { ", scaled from another model by active parameters" } else { "" },
                &format::percent(own.server.derate),
                &format::percent(own.server.utilisation),
                own.speed.provenance.source(),
            ],
        );
    }
    html
}

/// One pair in a sentence.
fn crossing(found: &BreakEven, way: (&str, &Way), other: (&str, &Way)) -> String {
    let overtakes = found.overtakes(way.1, other.1);
    let months = match overtakes.months {
        Crossing::From { for_good, .. } if for_good <= 1200.0 => {
            format!(
                " At {} calls it takes {} months.",
                format::count(found.calls),
                format::significant(for_good, 2)
            )
        }
        _ => String::new(),
    };
    match overtakes.calls {
        Crossing::Always => format!("{} costs less than {} at any number of calls.", way.0, other.0),
        Crossing::Never => {
            let back = found.overtakes(other.1, way.1).calls;
            match back {
                Crossing::From { for_good, .. } => format!(
                    "{} costs less than {} from {} calls a month.",
                    other.0,
                    way.0,
                    format::count(format::round_to(for_good, 2))
                ),
                _ => format!("{} costs more than {} at any number of calls.", way.0, other.0),
            }
        }
        Crossing::From { first, for_good } => {
            let mut text = format!(
                "{} costs less than {} from {} calls a month.",
                way.0,
                other.0,
                format::count(format::round_to(first, 2))
            );
            if for_good > first * 1.01 {
                text.push_str(&format!(
                    " Just after each new server it costs more again, for good it does not from {}.",
                    format::count(format::round_to(for_good, 2))
                ));
            }
            text + &months
        }
    }
}

/// Calls a month that the lines are drawn over: two decades each way, in eighths.
fn calls(found: &BreakEven) -> Vec<f64> {
    let middle = found.calls.max(100.0);
    (0..=32).map(|step| middle * js_sys::Math::pow(10.0, f64::from(step) / 8.0 - 2.0)).collect()
}

fn chart(html: &mut Html, found: &BreakEven, ways: &[Named]) {
    let calls = calls(found);
    let label = format!("Cost over {} months against calls a month.", format::plain(found.months));
    let chart = Chart {
        label: &label,
        series: ways
            .iter()
            .map(|(_, class, way)| Series {
                class,
                points: calls.iter().map(|calls| (*calls, found.cost(way, *calls).0)).collect(),
            })
            .collect(),
        marks: vec![Mark { label: "yours", at: found.calls }],
        x_text: format::count,
        y_text: |usd| format::usd(Usd(usd)),
    };
    html.raw("<figure>").raw(chart.html().as_str()).raw("<figcaption>");
    for (name, class, _) in ways {
        html.form("<span class=\"key $a\">$b</span> ", &[class, name]);
    }
    html.raw("</figcaption></figure>");
}

fn table(html: &mut Html, found: &BreakEven, ways: &[Named]) {
    html.raw(
        "<details class=data><summary>The lines as data</summary><div class=scroller role=region aria-label=\"Cost by calls\" \
         tabindex=0><table class=sum><thead><tr><th scope=col>Calls a month",
    );
    for (name, ..) in ways {
        html.mix(&["<th scope=col class=number>", name]);
    }
    html.raw("</thead><tbody><tr><th scope=row>Once");
    for (.., way) in ways {
        html.mix(&["<td class=number>", &format::usd(way.once())]);
    }
    for at in calls(found).into_iter().step_by(4) {
        html.mix(&["<tr><th scope=row>", &format::count(format::round_to(at, 2))]);
        for (.., way) in ways {
            html.mix(&["<td class=number>", &format::usd(found.cost(way, at))]);
        }
    }
    html.raw("</tbody></table></div></details>");
}

/// What training alone costs at providers that tune models of this size.
fn jobs(settled: Settled) -> Html {
    let answer = settled.answer();
    let mut html = Html::new();
    html.raw(
        "<thead><tr><th scope=col>Provider and class<th scope=col>Source<th scope=col class=number>Training</thead><tbody>",
    );
    let found = jobs_for(&answer.scenario);
    if found.is_empty() {
        html.raw("<tr><td colspan=3>No price list here has a class for this model and technique.");
    }
    for (api, usd) in found {
        let note = if api.minimum_usd_per_job.is_some_and(|least| usd.0 <= least) {
            "the least for a job"
        } else {
            ""
        };
        html.form(
            "<tr><th scope=row>$a<small>$b</small><td class=how>$c<small>$d</small><td class=number>$e<small>$f</small>",
            &[
                api.provider,
                api.model,
                api.provenance.source(),
                api.provenance.as_of.unwrap_or("undated"),
                &format::usd(usd),
                note,
            ],
        );
    }
    let chosen = api(answer.scenario.serving.managed);
    if let Some(chosen) = chosen {
        html.form(
            "<tr><td colspan=3 class=how>Compared above: $a at $b, prices of $c.",
            &[chosen.model, chosen.provider, chosen.provenance.as_of.unwrap_or("no date")],
        );
    }
    html
}
