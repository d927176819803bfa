//! Training, model parallelism and assumptions: folded, with what they are set to in one line.

use super::dom::{El, always, classed, el};
use super::lazy::{self, Part};
use super::state::Page;
use super::{choice, number};
use crate::format;
use crate::scenario::Scenario;
use crate::scenario::fields::{self, CHOICE_FIELDS, FLAG_FIELDS, Group, NUMBER_FIELDS};

pub fn view(page: Page) -> El {
    lazy::fill(page, classed("div", "folds inputs"), Part::Folds)
}

pub fn inside(page: Page, folds: El) {
    folds
        .child(fold(page, ("training", "h2"), "Training", Group::Training, training))
        .child(fold(page, ("parallel", "h2"), "Model parallelism", Group::Parallel, parallel))
        .child(fold(page, ("assumptions", "h2"), "Assumptions", Group::Assumptions, assumptions));
}

/// The fields of a group, folded, under a heading of a rank.
pub fn fold(
    page: Page,
    (id, heading): (&str, &str),
    label: &str,
    group: Group,
    digest: fn(Page) -> String,
) -> El {
    let mut grid = classed("div", "inside grid");
    for field in NUMBER_FIELDS.iter().filter(|field| field.group == group) {
        grid = grid.child(number::block(page, field));
    }
    for field in CHOICE_FIELDS.iter().filter(|field| field.group == group) {
        grid = grid.child(choice::block(page, field));
    }
    for field in FLAG_FIELDS.iter().filter(|field| field.group == group) {
        grid = grid.child(choice::tick(page, field));
    }
    let summary = el("summary")
        .child(el(heading).text(label))
        .child(classed("span", "digest").live(move || digest(page)));
    let fold = classed("details", "fold").id(id).child(summary).child(grid);
    let place = fold.clone();
    let keys = move || {
        let numbers = NUMBER_FIELDS.iter().filter(move |field| field.group == group).map(|field| field.key);
        let choices = CHOICE_FIELDS.iter().filter(move |field| field.group == group).map(|field| field.key);
        numbers.chain(choices)
    };
    // What a field complains of must not stay folded away.
    always(Box::new(move |_| {
        if keys().any(|key| page.complaint(key).is_some()) {
            let _ = place.0.set_attribute("open", "");
        }
    }));
    fold
}

fn named(key: &str, scenario: &Scenario) -> &'static str {
    fields::choice(key).map_or("", |field| field.chosen(scenario).label)
}

fn training(page: Page) -> String {
    let scenario = page.scenario();
    let mut parts = vec![format!("{} tokens a sequence", format::grouped(f64::from(scenario.seq_len)))];
    let batch = page.chosen(|row| {
        let recipe = &row.inputs.recipe;
        let copies = recipe.data_parallel(row.plan.n_gpus);
        let copies = if copies == row.plan.n_gpus {
            format::plural(copies, "GPU", "GPUs")
        } else {
            format::plural(copies, "copy", "copies")
        };
        format!(
            "batch {} = {} \u{d7} {} steps \u{d7} {copies}",
            row.effective_batch_size(),
            recipe.micro_batch_size,
            recipe.grad_accum_steps,
        )
    });
    parts.extend(batch);
    if scenario.technique.is_adapter() {
        parts.push(format!("rank {}", scenario.lora_rank));
    }
    for key in ["optimizer", "precision", "stack"] {
        parts.push(named(key, &scenario).to_string());
    }
    parts.join(" \u{b7} ")
}

/// `tensor 4 x pipeline 2`
fn parallel(page: Page) -> String {
    let scenario = page.scenario();
    let degrees = [
        ("tensor ", scenario.tensor_parallel),
        ("pipeline ", scenario.pipeline_parallel),
        ("context ", scenario.context_parallel),
        ("experts ", scenario.expert_parallel),
    ];
    let split = degrees.iter().filter(|(_, degree)| *degree > 1);
    let parts: Vec<_> = split.map(|(name, degree)| [*name, &degree.to_string()].concat()).collect();
    if parts.is_empty() { "every GPU computes whole layers".into() } else { parts.join(" \u{d7} ") }
}

fn assumptions(page: Page) -> String {
    let scenario = page.scenario();
    let mut parts = vec![format!("{} overhead", format::percent(scenario.overhead))];
    if scenario.experiments_usd > 0.0 {
        parts.push(format!(
            "{} of experiments",
            format::usd(crate::engine::units::Usd(scenario.experiments_usd))
        ));
    }
    parts.push(match scenario.spot_discount {
        Some(discount) => format!("{} off where no spot price is listed", format::percent(discount)),
        None => "listed spot prices only".into(),
    });
    parts.push(match scenario.usd_per_instance_hour {
        Some(usd) => format!("{} pinned", format::usd_per_hour(crate::engine::units::UsdPerHour(usd))),
        None => "prices as listed".into(),
    });
    parts.join(" \u{b7} ")
}
