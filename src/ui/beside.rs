//! Beside the answer: budget and deadline, and what the guide says.

use super::dom::{El, classed, el};
use super::state::{Answered, Page};
use super::words;
use crate::engine::units::{Band, Hours, Usd};
use crate::format;
use crate::scenario::Method;
use crate::scenario::answer::Verdict;
use crate::scenario::questions::chance;

pub fn view(page: Page) -> El {
    let limits = el("div")
        .live_switch("hidden", move || {
            let answer = page.answer();
            budget(&answer).is_none() && deadline(&answer).is_none()
        })
        .html("<h2>Within your limits?</h2>")
        .child(classed("ul", "checks").child(check(page, budget)).child(check(page, deadline)));
    let methods = classed("fieldset", "methods")
        .html("<legend>Two methods</legend>")
        .child(method(page, Method::Physical, "The estimator", physical))
        .child(method(page, Method::Guide, "The guide\u{2019}s tables", guide));
    classed("aside", "beside").attr("aria-label", "Limits and methods").child(limits).child(methods)
}

type Check = Option<(&'static str, String)>;

fn check(page: Page, read: fn(&Answered) -> Check) -> El {
    el("li")
        .live_attr("class", move || read(&page.answer()).map_or("", |said| said.0).into())
        .live_switch("hidden", move || read(&page.answer()).is_none())
        .live(move || read(&page.answer()).map(|said| said.1).unwrap_or_default())
}

fn budget(answer: &Answered) -> Check {
    let verdict = answer.budget?;
    let cost = answer.cost_with_experiments()?;
    let limit = format::usd_exact(Usd(answer.scenario.budget_usd?));
    let what = if answer.scenario.experiments_usd > 0.0 { ", experiments included," } else { "" };
    let cost =
        if answer.scenario.method == Method::Guide { words::cents(cost) } else { format::usd_range(cost) };
    let said = match verdict {
        Verdict::Under => format!("Within the budget: {cost}{what} of {limit}."),
        Verdict::Tight => {
            format!(
                "The budget may not do: {cost}{what} of {limit}.{}",
                in_ten(answer.cost_with_experiments()?.map(|usd| usd.0), answer.scenario.budget_usd?)
            )
        }
        Verdict::Over => format!("Over the budget: {cost}{what} where you have {limit}."),
    };
    Some((verdict.id(), said))
}

/// The share of the band that decides.
fn in_ten(band: Band<f64>, limit: f64) -> String {
    let runs = chance(band, limit).map_or(0.0, |share| (share * 10.0).round());
    format!(" It does for about {} in 10 runs.", format::plain(runs))
}

fn deadline(answer: &Answered) -> Check {
    let verdict = answer.deadline?;
    let wall = words::hours_range(answer.wall()?);
    let limit = format::hours(Hours(answer.scenario.deadline_hours?));
    let said = match verdict {
        Verdict::Under => format!("In time: {wall} of {limit}."),
        Verdict::Tight => {
            format!(
                "It may be late: {wall} of {limit}.{}",
                in_ten(answer.wall()?.map(|hours| hours.0), answer.scenario.deadline_hours?)
            )
        }
        Verdict::Over => format!("Too late: {wall} where you have {limit}."),
    };
    Some((verdict.id(), said))
}

fn method(page: Page, method: Method, label: &str, says: fn(&Answered) -> String) -> El {
    let id = if method == Method::Guide { "method-guide" } else { "method-physical" };
    let input = el("input")
        .attr("type", "radio")
        .attr("name", "method")
        .id(id)
        .live_switch("checked", move || page.scenario().method == method)
        .on("change", move |_| page.pick(|scenario| scenario.method = method));
    classed("div", "method")
        .child(input)
        .child(el("label").attr("for", id).text(label))
        .child(el("small").live(move || says(&page.answer())))
}

/// What the estimator says, whichever method is asked.
fn physical(answer: &Answered) -> String {
    let Some(row) = answer.chosen_row() else { return "No such offer.".into() };
    if let Some(reason) = row.reason() {
        return format!("{}: {}", words::plan(row), reason.message());
    }
    let cost = row.estimate.cost.total.map(format::usd_range).unwrap_or_default();
    format!("{}: {cost}, {}", words::plan(row), words::hours_range(row.estimate.time.wall))
}

fn guide(answer: &Answered) -> String {
    let Some(guide) = &answer.guide else { return "The guide prints nothing for this run.".into() };
    format!(
        "{}\u{d7} {} at {}: {}, {} ({}). {}",
        guide.n_gpus,
        guide.offer.get().gpu.get().name,
        guide.offer.get().provider,
        words::cents(guide.cost()),
        words::hours_range(guide.hours()),
        guide.row,
        guide.how
    )
}
