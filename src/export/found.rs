//! The plans that meet what a program asks for, as data.

use serde::Serialize;

use super::json::{Plan, Range, fit, plan};
use super::outcome::{Failure, code};
use crate::catalog::{GpuId, OfferId};
use crate::scenario::answer::{Row, answer, row_on};
use crate::scenario::link::encode;
use crate::scenario::plans::limits::{Allowed, Spread};
use crate::scenario::plans::{self, PlanRow, Plans, cells::Standing};
use crate::scenario::{Hardware, PriceKind, Scenario, fields};

/// What a plan must meet. `None` and an empty list leave the question to the scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The middle of the cost, experiments included, is at most this.
    pub budget_usd: Option<f64>,
    /// The middle of the wall-clock time is at most this.
    pub deadline_hours: Option<f64>,
    /// Names of the sets that links know: `techniques`, `optimizers`, `price_kinds`, `providers`, `regions`.
    pub sets: Vec<(&'static str, Vec<String>)>,
    /// By id, name or alias.
    pub gpus: Vec<String>,
    /// All GPUs in one machine.
    pub single_node: bool,
    /// Most plans to give back; zero means [`Constraints::DEFAULT_LIMIT`].
    pub limit: u32,
    pub order: Order,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Cost,
    Time,
}

impl Constraints {
    pub const DEFAULT_LIMIT: u32 = 10;
    /// Keys of the sets.
    pub const SETS: [&str; 5] = ["techniques", "optimizers", "price_kinds", "providers", "regions"];
}

/// What a search gives back.
#[derive(Serialize)]
pub struct Found {
    /// The best of each offer, kind of price and technique, best first.
    plans: Vec<FoundPlan>,
    /// How many there are without the limit.
    matching: u32,
    /// No plan that meets everything is both cheaper and faster than one of these; from the cheapest to the fastest.
    front: Vec<FoundPlan>,
    /// Plans that were weighed against each other.
    considered: f64,
}

#[derive(Serialize)]
struct FoundPlan {
    /// Opens the page on this plan.
    link: String,
    technique: &'static str,
    optimizer: &'static str,
    recompute: &'static str,
    /// `fits`: the whole band; `tight`: its middle.
    fit: &'static str,
    /// All of its GPUs sit in one machine.
    single_node: bool,
    peak_mem_gib: Range,
    memory_capacity_gib: f64,
    tokens_per_sec: Range,
    wall_hours: Range,
    /// Without experiments.
    cost_usd: Range,
    plan: Plan,
}

/// Every plan of the catalog, filtered and put in order.
pub fn found(scenario: &Scenario, constraints: &Constraints) -> Result<Found, Failure> {
    let scenario = constrained(scenario, constraints)?;
    let answer = answer(&scenario);
    let offers = offers(&scenario, &gpus(&constraints.gpus)?);
    let found = plans::plans_of(&scenario, plans::calibration(&answer), None, &offers);
    let mut rows: Vec<&PlanRow> = found.rows.iter().filter(|row| keeps(&scenario, &found, row)).collect();
    // A plan whose memory is sure goes before one that only may fit, as the page has it.
    let key = |row: &PlanRow| {
        let ends = match constraints.order {
            Order::Cost => (row.cost.0, row.wall.0),
            Order::Time => (row.wall.0, row.cost.0),
        };
        (found.cell(row).standing, ends)
    };
    rows.sort_by(|a, b| {
        let ((a_fits, a), (b_fits, b)) = (key(a), key(b));
        a_fits.cmp(&b_fits).then(a.0.total_cmp(&b.0)).then(a.1.total_cmp(&b.1))
    });
    let front = front(&rows);
    let mut seen: Vec<(OfferId, PriceKind, usize)> = Vec::new();
    rows.retain(|row| {
        let what = (row.offer, row.kind, found.technique(row));
        let new = !seen.contains(&what);
        if new {
            seen.push(what);
        }
        new
    });
    let limit = if constraints.limit == 0 { Constraints::DEFAULT_LIMIT } else { constraints.limit };
    let matching = rows.len() as u32;
    rows.truncate(limit as usize);
    let written = |rows: &[&PlanRow]| rows.iter().filter_map(|row| written(&scenario, &found, row)).collect();
    Ok(Found { plans: written(&rows), matching, front: written(&front), considered: found.n_plans as f64 })
}

/// The scenario with the constraints written into it.
fn constrained(scenario: &Scenario, constraints: &Constraints) -> Result<Scenario, Failure> {
    let mut scenario = *scenario;
    // A program that says nothing means the price that the scenario has.
    if scenario.limits.kinds == Allowed::ANY {
        scenario.limits.kinds = Allowed(if scenario.price_kind == PriceKind::Spot { 2 } else { 1 });
    }
    for (key, names) in constraints.sets.iter().filter(|(_, names)| !names.is_empty()) {
        let Some(field) = fields::set(key) else { continue };
        let set = field.parse(&names.join(",")).map_err(|error| invalid(key, error.message))?;
        (field.set)(&mut scenario, set);
    }
    // Without a word about techniques, the scenario's own is meant.
    if scenario.limits.techniques == Allowed::ANY {
        let own = plans::limits::TECHNIQUES.iter().position(|technique| *technique == scenario.technique);
        scenario.limits.techniques = own.map_or(Allowed::ANY, |index| Allowed(1 << index));
    }
    if constraints.single_node && scenario.limits.spread == Spread::Any {
        scenario.limits.spread = Spread::OneMachine;
    }
    scenario.budget_usd = constraints.budget_usd.or(scenario.budget_usd);
    scenario.deadline_hours = constraints.deadline_hours.or(scenario.deadline_hours);
    Ok(scenario)
}

fn gpus(names: &[String]) -> Result<Vec<GpuId>, Failure> {
    let find = |name: &String| {
        let message =
            ["No GPU is called \u{201c}", name, "\u{201d}. Name one of the catalog, like h100-sxm."];
        GpuId::find(name).ok_or_else(|| invalid("gpus", message.concat()))
    };
    names.iter().map(find).collect()
}

fn offers(scenario: &Scenario, gpus: &[GpuId]) -> Vec<OfferId> {
    let asked = |offer: &OfferId| match scenario.hardware {
        Hardware::Cheapest | Hardware::Fastest => true,
        Hardware::Gpu(gpu) => offer.get().gpu == gpu,
        Hardware::Offer(named) => *offer == named,
    };
    let listed = |offer: &OfferId| gpus.is_empty() || gpus.contains(&offer.get().gpu);
    OfferId::all().filter(asked).filter(listed).collect()
}

fn keeps(scenario: &Scenario, found: &Plans, row: &PlanRow) -> bool {
    found.cell(row).standing != Standing::Exceeds
        && scenario.budget_usd.is_none_or(|budget| row.cost.0 + scenario.experiments_usd <= budget)
        && scenario.deadline_hours.is_none_or(|deadline| row.wall.0 <= deadline)
}

/// Of rows in any order, those that no other beats in cost and in time.
fn front<'a>(rows: &[&'a PlanRow]) -> Vec<&'a PlanRow> {
    let mut sorted = rows.to_vec();
    sorted.sort_by(|a, b| a.cost.0.total_cmp(&b.cost.0).then(a.wall.0.total_cmp(&b.wall.0)));
    let mut fastest = f64::INFINITY;
    sorted.retain(|row| {
        let better = row.wall.0 < fastest;
        fastest = fastest.min(row.wall.0);
        better
    });
    sorted
}

fn invalid(key: &str, message: String) -> Failure {
    Failure::new(code::INVALID_VALUE, key, message)
}

fn written(base: &Scenario, found: &Plans, row: &PlanRow) -> Option<FoundPlan> {
    // The search's own limits have done their work: the link is of the plan alone.
    let scenario = Scenario { limits: plans::limits::Limits::default(), ..found.scenario(base, row) };
    let row: Row = row_on(&scenario, row.offer);
    let memory = &row.estimate.memory;
    let chosen = |key| fields::choice(key).map_or("", |field| field.chosen(&scenario).value);
    Some(FoundPlan {
        link: encode(&scenario),
        technique: chosen(fields::TECHNIQUE),
        optimizer: chosen("optimizer"),
        recompute: chosen("recompute"),
        fit: fit(&row),
        single_node: row.inputs.cluster.n_nodes() <= 1,
        peak_mem_gib: Range::of(memory.device, |bytes| bytes.gib()),
        memory_capacity_gib: memory.capacity.gib(),
        tokens_per_sec: Range::of(row.estimate.time.tokens_per_sec, |rate| rate),
        wall_hours: Range::of(row.estimate.time.wall, |hours| hours.0),
        cost_usd: Range::of(row.estimate.cost.total?, |usd| usd.0),
        plan: plan(&scenario, &row),
    })
}
