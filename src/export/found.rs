//! The plans that meet what a program asks for, as data.

use serde::Serialize;

use super::json::{Plan, Range, fit, plan};
use super::outcome::{Failure, code};
use crate::catalog::{GpuId, OfferId};
use crate::scenario::answer::{Row, answer};
use crate::scenario::link::encode;
use crate::scenario::{Hardware, Scenario, fields};

/// What a plan must meet. An empty list leaves its question open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The middle of the cost, experiments included, is at most this. The scenario's own budget counts where it is `None`.
    pub budget_usd: Option<f64>,
    /// The middle of the wall-clock time is at most this. The scenario's own deadline counts where it is `None`.
    pub deadline_hours: Option<f64>,
    /// As the catalog names them; case does not matter. Like `regions`.
    pub providers: Vec<String>,
    pub regions: Vec<String>,
    /// By id, name or alias.
    pub gpus: Vec<String>,
    /// As links write them. Empty: the scenario's own.
    pub techniques: Vec<String>,
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
}

/// What a search gives back.
#[derive(Serialize)]
pub struct Found {
    plans: Vec<FoundPlan>,
    /// Plans that were estimated.
    considered: u32,
    /// Of these, how many meet everything; `plans` holds the first of them.
    matching: u32,
}

#[derive(Serialize)]
struct FoundPlan {
    /// Opens the page on this plan.
    link: String,
    technique: &'static str,
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

/// Constraints that have been read: ids in place of names.
struct Filter {
    budget_usd: f64,
    deadline_hours: f64,
    providers: Vec<String>,
    regions: Vec<String>,
    gpus: Vec<GpuId>,
    single_node: bool,
}

/// Every offer under every technique asked for, filtered and put in order.
pub fn found(scenario: &Scenario, constraints: &Constraints) -> Result<Found, Failure> {
    let filter = filter(scenario, constraints)?;
    let mut considered = 0;
    let mut kept: Vec<(Scenario, Row)> = Vec::new();
    for scenario in techniques(scenario, &constraints.techniques)? {
        for row in answer(&scenario).rows {
            considered += 1;
            if row.matches && filter.keeps(&scenario, &row) {
                kept.push((scenario, row));
            }
        }
    }
    let key = |row: &Row| {
        let usd = row.estimate.cost.total.map_or(f64::INFINITY, |total| total.mid.0);
        let hours = row.estimate.time.wall.mid.0;
        match constraints.order {
            Order::Cost => (usd, hours),
            Order::Time => (hours, usd),
        }
    };
    let limit = match constraints.limit {
        0 => Constraints::DEFAULT_LIMIT,
        limit => limit,
    };
    let matching = kept.len() as u32;
    kept.sort_by(|(_, a), (_, b)| {
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    kept.truncate(limit as usize);
    let plans = kept.iter().filter_map(|(scenario, row)| found_plan(scenario, row)).collect();
    Ok(Found { plans, considered, matching })
}

impl Filter {
    fn keeps(&self, scenario: &Scenario, row: &Row) -> bool {
        let offer = row.offer.get();
        let among = |list: &[String], text: &str| {
            list.is_empty() || list.iter().any(|asked| asked.eq_ignore_ascii_case(text))
        };
        row.usable()
            && row
                .estimate
                .cost
                .total
                .is_some_and(|total| total.mid.0 + scenario.experiments_usd <= self.budget_usd)
            && row.estimate.time.wall.mid.0 <= self.deadline_hours
            && (self.gpus.is_empty() || self.gpus.contains(&offer.gpu))
            && among(&self.providers, offer.provider)
            && among(&self.regions, offer.region)
            && (!self.single_node || row.inputs.cluster.n_nodes() <= 1)
    }
}

fn filter(scenario: &Scenario, constraints: &Constraints) -> Result<Filter, Failure> {
    let mut gpus = Vec::new();
    for name in &constraints.gpus {
        gpus.push(GpuId::find(name).ok_or_else(|| {
            invalid(
                "gpus",
                format!("No GPU is called \u{201c}{name}\u{201d}. Name one of the catalog, like h100-sxm."),
            )
        })?);
    }
    known("providers", &constraints.providers, |offer| offer.get().provider)?;
    known("regions", &constraints.regions, |offer| offer.get().region)?;
    Ok(Filter {
        budget_usd: constraints.budget_usd.or(scenario.budget_usd).unwrap_or(f64::INFINITY),
        deadline_hours: constraints.deadline_hours.or(scenario.deadline_hours).unwrap_or(f64::INFINITY),
        providers: constraints.providers.clone(),
        regions: constraints.regions.clone(),
        gpus,
        single_node: constraints.single_node,
    })
}

/// A name that no offer bears is a slip of the pen, not an empty result.
fn known(key: &str, asked: &[String], name: fn(OfferId) -> &'static str) -> Result<(), Failure> {
    for text in asked {
        if !OfferId::all().any(|offer| name(offer).eq_ignore_ascii_case(text)) {
            let mut names: Vec<&str> = Vec::new();
            for name in OfferId::all().map(name) {
                if !name.is_empty() && !names.contains(&name) {
                    names.push(name);
                }
            }
            let names = names.join(", ");
            return Err(invalid(key, format!("No offer is of \u{201c}{text}\u{201d}. There are {names}.")));
        }
    }
    Ok(())
}

fn techniques(scenario: &Scenario, asked: &[String]) -> Result<Vec<Scenario>, Failure> {
    if asked.is_empty() {
        return Ok(vec![*scenario]);
    }
    let Some(field) = fields::choice(fields::TECHNIQUE) else { return Ok(Vec::new()) };
    let with = |text: &String| {
        let index = field.find(text).ok_or_else(|| invalid("techniques", field.error().message))?;
        let mut scenario = *scenario;
        (field.set)(&mut scenario, index);
        Ok(scenario)
    };
    asked.iter().map(with).collect()
}

fn invalid(key: &str, message: String) -> Failure {
    Failure::new(code::INVALID_VALUE, key, message)
}

fn found_plan(scenario: &Scenario, row: &Row) -> Option<FoundPlan> {
    let memory = &row.estimate.memory;
    let fixed = Scenario { hardware: Hardware::Offer(row.offer), ..*scenario };
    let technique = fields::choice(fields::TECHNIQUE).map_or("", |field| field.chosen(scenario).value);
    Some(FoundPlan {
        link: encode(&fixed),
        technique,
        fit: fit(row),
        single_node: row.inputs.cluster.n_nodes() <= 1,
        peak_mem_gib: Range::of(memory.device, |bytes| bytes.gib()),
        memory_capacity_gib: memory.capacity.gib(),
        tokens_per_sec: Range::of(row.estimate.time.tokens_per_sec, |rate| rate),
        wall_hours: Range::of(row.estimate.time.wall, |hours| hours.0),
        cost_usd: Range::of(row.estimate.cost.total?, |usd| usd.0),
        plan: plan(scenario, row),
    })
}
