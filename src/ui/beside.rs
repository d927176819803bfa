//! Beside the answer: budget and deadline, and what the guide says.

use leptos::prelude::*;

use super::live::{Text, flag, text};
use super::state::{Answered, Page};
use super::words;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::answer::Verdict;
use crate::scenario::Method;

pub fn view(page: Page) -> AnyView {
    view! {
        <aside class="beside" aria-label="Limits and methods">
            {limits(page)} {methods(page)}
        </aside>
    }
    .into_any()
}

fn limits(page: Page) -> AnyView {
    let budget = Memo::new(move |_| budget(&page.answer()));
    let deadline = Memo::new(move |_| deadline(&page.answer()));
    view! {
        <div hidden=flag(move || budget.get().is_none() && deadline.get().is_none())>
            <h2>"Within your limits?"</h2>
            <ul class="checks">{check(budget)} {check(deadline)}</ul>
        </div>
    }
    .into_any()
}

type Check = Option<(&'static str, String)>;

fn check(said: Memo<Check>) -> AnyView {
    let class: Text = text(move || said.get().map_or("", |said| said.0).to_string());
    view! {
        <li class=class hidden=flag(move || said.get().is_none())>
            {text(move || said.get().map(|said| said.1).unwrap_or_default())}
        </li>
    }
    .into_any()
}

fn budget(answer: &Answered) -> Check {
    let verdict = answer.budget?;
    let cost = answer.cost_with_experiments()?;
    let limit = format::usd_exact(Usd(answer.scenario.budget_usd?));
    let what = if answer.scenario.experiments_usd > 0.0 { ", experiments included," } else { "" };
    let cost = if answer.scenario.method == Method::Guide { words::cents(cost) } else { format::usd_range(cost) };
    let said = match verdict {
        Verdict::Under => format!("Within the budget: {cost}{what} of {limit}."),
        Verdict::Tight => format!("The budget may not do: {cost}{what} of {limit}."),
        Verdict::Over => format!("Over the budget: {cost}{what} where you have {limit}."),
    };
    Some((verdict.id(), said))
}

fn deadline(answer: &Answered) -> Check {
    let verdict = answer.deadline?;
    let wall = format::hours_range(answer.wall()?.map(words::rounded));
    let limit = format::hours(Hours(answer.scenario.deadline_hours?));
    let said = match verdict {
        Verdict::Under => format!("In time: {wall} of {limit}."),
        Verdict::Tight => format!("It may be late: {wall} of {limit}."),
        Verdict::Over => format!("Too late: {wall} where you have {limit}."),
    };
    Some((verdict.id(), said))
}

fn methods(page: Page) -> AnyView {
    view! {
        <fieldset class="methods">
            <legend>"Two methods"</legend>
            {method(page, Method::Physical, "The estimator", physical)}
            {method(page, Method::Guide, "The guide\u{2019}s tables", guide)}
        </fieldset>
    }
    .into_any()
}

fn method(page: Page, method: Method, label: &'static str, says: fn(&Answered) -> String) -> AnyView {
    let id = if method == Method::Guide { "method-guide" } else { "method-physical" };
    let said = Memo::new(move |_| says(&page.answer()));
    view! {
        <div class="method">
            <input
                type="radio"
                name="method"
                id=id
                prop:checked=flag(move || page.scenario().method == method)
                on:change=move |_| page.pick(|scenario| scenario.method = method)
            />
            <label for=id>{label}</label>
            <small>{text(move || said.get())}</small>
        </div>
    }
    .into_any()
}

/// What the estimator says, whichever method is asked.
fn physical(answer: &Answered) -> String {
    let Some(row) = answer.chosen_row() else { return "No such offer.".into() };
    if let Some(reason) = row.reason() {
        return format!("{}: {}", words::plan(row), reason.message());
    }
    let cost = row.estimate.cost.total.map(format::usd_range).unwrap_or_default();
    format!("{}: {cost}, {}", words::plan(row), format::hours_range(row.estimate.time.wall.map(words::rounded)))
}

fn guide(answer: &Answered) -> String {
    let Some(guide) = &answer.guide else { return "The guide prints nothing for this run.".into() };
    format!(
        "{}\u{d7} {} at {}: {}, {} ({}). {}",
        guide.n_gpus,
        guide.offer.get().gpu.get().name,
        guide.offer.get().provider,
        words::cents(guide.cost()),
        format::hours_range(guide.hours()),
        guide.row,
        guide.how
    )
}
