//! The bill: every line of it, what the provider counts, and what spot instances would make of it.

use super::breakdown::scroller;
use super::dom::{El, Html, classed, el};
use super::folds::fold;
use super::lines::{Chart, Mark, Series};
use super::settled::{Pace, Settled};
use super::state::Page;
use super::words;
use crate::engine::bill::{BillPart, N_RUN_PARTS};
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::answer::Row;
use crate::scenario::fields::Group;
use crate::scenario::spot_view::{self, OnSpot, SpotView};
use crate::scenario::{PriceKind, Scenario};

pub fn inside(page: Page, section: El) {
    let settled = Settled::of(page, &section, Pace::Frame);
    let lines = classed("table", "sum bill")
        .html("<thead><tr><th scope=col>Line<th scope=col>How<th scope=col class=number>Amount</thead>")
        .child(el("tbody").live_html(move || table(settled)));
    let around = fold(page, ("bill-inputs", "h3"), "What surrounds the run", Group::Bill, digest);
    section
        .child(classed("p", "lede").live(move || lede(settled)))
        .child(scroller("Lines of the bill").child(lines))
        .child(el("ul").attr("class", "bill-notes").live_html(move || notes(settled)))
        .html("<h3 id=spot>On spot instances</h3>")
        .child(el("div").attr("class", "on-spot").live_html(move || spot(settled)))
        .child(classed("div", "folds").child(around));
}

/// What is set, in one line.
fn digest(page: Page) -> String {
    let terms = page.scenario().bill;
    let mut parts = vec![
        format!("start {} min", format::plain(terms.start_minutes)),
        format!("{} evaluations", format::plain(terms.evaluations)),
    ];
    if terms.trials > 0.0 {
        parts.push(format!("{} trials", format::plain(terms.trials)));
    }
    if terms.failed_share > 0.0 {
        parts.push(format!("{} fail", format::percent(terms.failed_share)));
    }
    if terms.hands_on_days > 0.0 {
        parts.push(format!("{} days", format::plain(terms.hands_on_days)));
    }
    parts.join(" \u{b7} ")
}

fn chosen<T>(settled: Settled, read: impl FnOnce(&Scenario, &Row) -> T) -> Option<T> {
    let answer = settled.answer();
    answer.chosen_row().filter(|row| row.runs()).map(|row| read(&answer.scenario, row))
}

fn lede(settled: Settled) -> String {
    let text = |_: &Scenario, row: &Row| {
        let cost = &row.estimate.cost;
        let Some(bill) = cost.bill else {
            return format!("No price is known for {}, so there is no bill.", words::plan(row));
        };
        let mut text = format!(
            "{} for {} of {}",
            words::plan(row),
            words::hours(cost.timeline.billed),
            format::plural(cost.n_instances, "instance", "instances"),
        );
        match (cost.timeline.interruptions, cost.timeline.wall > cost.timeline.held) {
            (interruptions, _) if interruptions > 0.0 => text.push_str(&format!(
                ", with {} interruptions on average and {} on the wall.",
                format::significant(interruptions, 2),
                words::hours(cost.timeline.wall)
            )),
            _ => text.push('.'),
        }
        if bill.idle > Usd::ZERO {
            text.push_str(&format!(
                " {} of it pay for {} that stand idle.",
                format::usd(bill.idle),
                format::plural(cost.idle_gpus, "GPU", "GPUs")
            ));
        }
        text
    };
    chosen(settled, text).unwrap_or_else(|| "Nothing runs, so there is no bill.".into())
}

fn table(settled: Settled) -> Html {
    let mut html = Html::new();
    chosen(settled, |scenario, row| lines(&mut html, scenario, row));
    html
}

fn lines(html: &mut Html, scenario: &Scenario, row: &Row) {
    let cost = &row.estimate.cost;
    let (Some(bill), Some(per_hour)) = (cost.bill, cost.per_hour) else { return };
    // What is shown adds up: cents are shared out over the lines.
    let cents = bill.cents();
    let amount = |index: usize| match cents {
        Some((cents, _)) => format::usd_exact(Usd(cents[index] as f64 / 100.0)),
        None => format::usd(bill.parts[index]),
    };
    let mut run = 0;
    for part in BillPart::ALL {
        let index = part as usize;
        if let Some((cents, _)) = cents
            && index < N_RUN_PARTS
        {
            run += cents[index];
        }
        let how = match (part, cost.timeline.parts.get(index)) {
            (_, Some(hours)) if hours.0 > 0.0 => {
                format!("{} \u{d7} {}", format::usd_per_hour(per_hour), words::hours(*hours))
            }
            (BillPart::Storage, _) => match row.inputs.around.storage {
                Some(rate) => format!(
                    "{} GB at {} a month",
                    format::significant(row.inputs.around.kept.0 / 1e9, 2),
                    format::usd_exact(Usd(rate.0))
                ),
                None => "No source names this provider\u{2019}s price".into(),
            },
            (BillPart::Egress, _) => match row.inputs.around.egress {
                Some(rate) => format!(
                    "{} GB at {}",
                    format::significant(row.inputs.around.leaves.0 / 1e9, 2),
                    format::usd_exact(Usd(rate.0))
                ),
                None => "No source names this provider\u{2019}s price".into(),
            },
            (BillPart::Trials, _) => format!("{} runs", format::plain(scenario.bill.trials)),
            _ => String::new(),
        };
        let unknown = matches!(
            (part, row.inputs.around.storage, row.inputs.around.egress),
            (BillPart::Storage, None, _) | (BillPart::Egress, _, None)
        );
        if bill.parts[index] > Usd::ZERO || unknown {
            let amount = if unknown { "\u{2013}".into() } else { amount(index) };
            html.form(
                "<tr><th scope=row>$a<td class=how>$b<td class=number>$c",
                &[words::bill_part(part), &how, &amount],
            );
        }
        if index + 1 == N_RUN_PARTS {
            let run = if cents.is_some() {
                format::usd_exact(Usd(run as f64 / 100.0))
            } else {
                format::usd(bill.run())
            };
            html.form(
                "<tr class=total><th scope=row>The run<td class=how>$a<td class=number>$b",
                &[&cost.total.map(format::usd_range).unwrap_or_default(), &run],
            );
        }
    }
    if bill.total() > bill.run() {
        let total = match cents {
            Some((_, total)) => format::usd_exact(Usd(total as f64 / 100.0)),
            None => format::usd(bill.total()),
        };
        html.form(
            "<tr class=total><th scope=row>The project<td class=how>$a<td class=number>$b",
            &[&cost.project.map(format::usd_range).unwrap_or_default(), &total],
        );
    }
    if let Some((amount, how)) = words::in_currency(scenario, bill.total()) {
        html.form("<tr><th scope=row>In your currency<td class=how>$a<td class=number>$b", &[&how, &amount]);
    }
}

/// How the provider counts, and how old its price is.
fn notes(settled: Settled) -> Html {
    let mut html = Html::new();
    chosen(settled, |scenario, row| {
        let provider = row.offer.get().provider;
        let billing = &row.inputs.price.billing;
        match spot_view::rule(row).filter(|rule| rule.increment.is_some()) {
            Some(rule) => {
                let step = match billing.increment.0 as u32 {
                    1 => "second".into(),
                    60 => "minute".into(),
                    3600 => "hour".to_string(),
                    secs => format!("{secs} seconds"),
                };
                let least = if billing.minimum.0 > 0.0 {
                    format!(", at least {}", words::hours(billing.minimum.hours()))
                } else {
                    String::new()
                };
                html.form(
                    "<li>$a bills by the $b that has begun$c. <small>$d</small>",
                    &[provider, &step, &least, rule.provenance.source()],
                );
            }
            None => {
                html.form(
                    "<li>No source says how $a counts time. It is billed by the second here.",
                    &[provider],
                );
            }
        }
        if let Some(age) = words::price_age(row.offer) {
            html.form("<li>The price is $a. Ask $b before you rent.", &[&age, provider]);
        }
        if !scenario.packing {
            html.form(
                "<li>Without packing, $a of the computed tokens are padding, and you pay for them.",
                &[&format::percent(crate::scenario::break_even::padding(row))],
            );
        }
    });
    html
}

fn spot(settled: Settled) -> Html {
    let mut html = Html::new();
    let view = chosen(settled, |scenario, row| (SpotView::new(scenario, row), *scenario, words::plan(row)));
    match view {
        None => {
            html.raw("<p class=lede>Nothing runs.</p>");
        }
        Some((None, _, plan)) => {
            html.form(
                "<p class=lede>No spot price is listed for $a. Enter a spot discount under Assumptions, or choose another offer.</p>",
                &[&plan],
            );
        }
        Some((Some(view), scenario, plan)) => spot_table(&mut html, &view, &scenario, &plan),
    }
    html
}

fn spot_table(html: &mut Html, view: &SpotView, scenario: &Scenario, plan: &str) {
    let hazard = format::significant(view.market.hazard, 2);
    let source = if spot_view::hazard_is_assumed(scenario) {
        "An assumption: published bands are far lower, observed traces higher. Change it under What surrounds the run."
    } else {
        "Your figure."
    };
    html.form(
        "<p class=lede>$a at $b on spot, interrupted $c times an instance-hour. $d</p>",
        &[plan, &format::usd_per_hour(view.per_hour), &hazard, source],
    );
    html.raw(
        "<div class=scroller role=region aria-label=\"On spot instances\" tabindex=0><table class=sum><thead><tr>\
         <th scope=col>Checkpoints<th scope=col class=number>Cost<th scope=col class=number>Wall-clock\
         <th scope=col class=number>Interruptions</thead><tbody>",
    );
    let mut line = |label: &str, note: &str, way: &OnSpot| {
        let ends = way.cost.is_some();
        let cost = way.cost.map_or_else(|| "never ends".into(), format::usd);
        let wall = if ends { words::hours(way.clock.wall) } else { "\u{2013}".into() };
        let stops = if ends { format::significant(way.clock.interruptions, 2) } else { "\u{2013}".into() };
        html.form(
            "<tr><th scope=row>$a<small>$b</small><td class=number>$c<td class=number>$d<td class=number>$e",
            &[label, note, &cost, &wall, &stops],
        );
    };
    let every = |interval: Hours| format!("Every {}", words::hours(interval));
    line(&every(view.with.interval), "as planned", &view.with);
    line(&every(view.best.interval), "the best interval", &view.best);
    line("None", "all work since the start is lost", &view.without);
    html.raw("</tbody></table></div>");
    let mut text = format!(
        "Young\u{2019}s formula gives {}, Daly\u{2019}s {}.",
        words::hours(view.young),
        words::hours(view.daly)
    );
    if let Some((p50, p95)) = view.spread_cost() {
        text.push_str(&format!(
            " Of 400 simulated runs half cost up to {} for instances, 19 in 20 up to {}.",
            format::usd_exact(p50),
            format::usd_exact(p95)
        ));
    }
    if let Some((on_demand, with)) = view.on_demand.zip(view.with.cost) {
        text.push_str(&format!(" On demand the plan costs {}", format::usd(on_demand)));
        text.push_str(&match (on_demand > with, scenario.price_kind) {
            (true, PriceKind::OnDemand) => {
                format!(": spot saves {}.", format::percent(1.0 - with / on_demand))
            }
            (true, PriceKind::Spot) => format!(", spot saves {}.", format::percent(1.0 - with / on_demand)),
            (false, _) => ": interruptions cost more than spot saves.".into(),
        });
    }
    html.form("<p class=lede>$a</p>", &[&text]);
    let points: Vec<(f64, f64)> = view
        .curve
        .iter()
        .filter_map(|way| Some((way.interval.0, way.cost?.0)))
        // What is a hundred times the best only flattens the rest.
        .filter(|(_, usd)| view.best.cost.is_none_or(|best| *usd < best.0 * 20.0))
        .collect();
    let label = format!(
        "Expected cost over the time between checkpoints. Least at {}: {}.",
        words::hours(view.best.interval),
        view.best.cost.map(format::usd).unwrap_or_default()
    );
    let chart = Chart {
        label: &label,
        series: vec![Series { class: "own", points }],
        marks: vec![Mark { label: "best", at: view.best.interval.0 }],
        x_text: |hours| words::hours(Hours(hours)),
        y_text: |usd| format::usd(Usd(usd)),
    };
    html.raw("<figure>").raw(chart.html().as_str());
    html.form("<figcaption>$a</figcaption></figure>", &[&label]);
    html.raw("<details class=data><summary>The curve as data</summary><table class=sum><thead><tr><th scope=col>Every<th scope=col class=number>Cost<th scope=col class=number>Wall-clock</thead><tbody>");
    for way in view.curve.iter().step_by(4) {
        html.form(
            "<tr><th scope=row>$a<td class=number>$b<td class=number>$c",
            &[
                &words::hours(way.interval),
                &way.cost.map_or_else(|| "never ends".into(), format::usd),
                &if way.cost.is_some() { words::hours(way.clock.wall) } else { "\u{2013}".into() },
            ],
        );
    }
    html.raw("</tbody></table></details>");
}
