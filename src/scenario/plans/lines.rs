//! What a table of plans shows, whether its lines are the scenario on every offer or every plan of the search.

use super::cells::Standing;
use super::filter::Filter;
use super::{Plans, Refusal};
use crate::catalog::OfferId;
use crate::engine::memory::Fit;
use crate::engine::recipe::{Optimizer, Recompute, Sharding, Technique};
use crate::engine::units::{Bytes, Hours, Usd, UsdPerHour};
use crate::scenario::answer::{Answer, Block, Row};
use crate::scenario::resolve;
use crate::scenario::{Hardware, PriceKind, Scenario};

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub offer: OfferId,
    pub kind: PriceKind,
    pub n_gpus: u32,
    pub technique: Technique,
    pub optimizer: Optimizer,
    pub recompute: Recompute,
    pub sharding: Sharding,
    pub micro_batch_size: u32,
    pub state: State,
    /// `None`: it does not run, or has no price.
    pub cost: Option<Usd>,
    /// `None`: it does not run.
    pub wall: Option<Hours>,
    /// Of one GPU. `None`: no plan was tried.
    pub memory: Option<Bytes>,
    pub capacity: Bytes,
    pub per_hour: Option<UsdPerHour>,
    pub tokens_per_sec: Option<f64>,
    /// GPUs paid for and not used.
    pub idle_gpus: u32,
}

/// Whether it runs, and why not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    Fits,
    Tight,
    Exceeds,
    Blocked(Block),
    NoPrice,
    /// The limits leave no number of GPUs.
    LeftOut,
}

impl State {
    pub const fn runs(self) -> bool {
        matches!(self, Self::Fits | Self::Tight | Self::NoPrice)
    }
}

/// Columns of the table. Text columns are filtered by words, the others by numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Offer,
    Gpus,
    Cost,
    Wall,
    Memory,
    Technique,
    Recipe,
    Kind,
    PerHour,
    GpuHours,
    Speed,
    Date,
}

impl Column {
    pub const ALL: [Self; 12] = [
        Self::Offer,
        Self::Gpus,
        Self::Cost,
        Self::Wall,
        Self::Memory,
        Self::Technique,
        Self::Recipe,
        Self::Kind,
        Self::PerHour,
        Self::GpuHours,
        Self::Speed,
        Self::Date,
    ];

    /// What it sorts and filters by, in the unit that the table shows. `None` comes last either way.
    pub fn number(self, line: &Line) -> Option<f64> {
        match self {
            Self::Gpus => Some(f64::from(line.n_gpus)).filter(|_| line.memory.is_some()),
            Self::Cost => line.cost.map(|usd| usd.0),
            Self::Wall => line.wall.map(|hours| hours.0),
            Self::Memory => line.memory.map(Bytes::gib),
            Self::PerHour => line.per_hour.map(|price| price.0),
            Self::GpuHours => line.wall.map(|hours| hours.on_gpus(line.n_gpus).0),
            Self::Speed => line.tokens_per_sec,
            _ => None,
        }
    }

    pub const fn is_number(self) -> bool {
        !matches!(self, Self::Offer | Self::Technique | Self::Recipe | Self::Kind | Self::Date)
    }
}

/// The lines of one of the two tables.
#[derive(Clone, Copy)]
pub enum Lines<'a> {
    /// The scenario's own recipe on every offer.
    ThisRun(&'a Answer),
    Every(&'a Plans, &'a Scenario),
}

impl Lines<'_> {
    pub fn len(&self) -> usize {
        match self {
            Self::ThisRun(answer) => answer.rows.len(),
            Self::Every(plans, _) => plans.rows.len() + plans.refused.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line at a position below [`Self::len`].
    pub fn line(&self, index: usize) -> Line {
        match self {
            Self::ThisRun(answer) => of_row(&answer.rows[index]),
            Self::Every(plans, scenario) if index < plans.rows.len() => of_plan(plans, scenario, index),
            Self::Every(plans, scenario) => {
                let (offer, refusal) = plans.refused[index - plans.rows.len()];
                of_refusal(plans, scenario, offer, refusal)
            }
        }
    }

    /// The scenario that the line is: what a click makes of the page.
    pub fn scenario(&self, index: usize, base: &Scenario) -> Scenario {
        match self {
            Self::ThisRun(answer) => {
                let keeps = base.hardware == Hardware::Offer(answer.rows[index].offer);
                Scenario {
                    hardware: Hardware::Offer(answer.rows[index].offer),
                    usd_per_instance_hour: base.usd_per_instance_hour.filter(|_| keeps),
                    price_as_of: base.price_as_of.filter(|_| keeps),
                    ..*base
                }
            }
            Self::Every(plans, _) if index < plans.rows.len() => plans.scenario(base, &plans.rows[index]),
            Self::Every(plans, _) => Scenario {
                hardware: Hardware::Offer(plans.refused[index - plans.rows.len()].0),
                usd_per_instance_hour: None,
                price_as_of: None,
                ..*base
            },
        }
    }
}

fn of_row(row: &Row) -> Line {
    let estimate = &row.estimate;
    let recipe = &row.inputs.recipe;
    let state = match (row.block, estimate.memory.fit) {
        (Some(block), _) => State::Blocked(block),
        (None, Fit::Exceeds { .. }) => State::Exceeds,
        _ if estimate.cost.total.is_none() => State::NoPrice,
        _ if row.fits_well() => State::Fits,
        _ => State::Tight,
    };
    let runs = row.runs();
    Line {
        offer: row.offer,
        kind: row.price.kind,
        n_gpus: row.plan.n_gpus,
        technique: recipe.technique,
        optimizer: recipe.optimizer,
        recompute: recipe.recompute,
        sharding: recipe.sharding,
        micro_batch_size: recipe.micro_batch_size,
        state,
        cost: estimate.cost.total.filter(|_| runs).map(|band| band.mid),
        wall: runs.then_some(estimate.time.wall.mid),
        memory: Some(estimate.memory.device.mid),
        capacity: estimate.memory.capacity,
        per_hour: estimate.cost.per_hour,
        tokens_per_sec: runs.then_some(estimate.time.tokens_per_sec.mid),
        idle_gpus: estimate.cost.idle_gpus,
    }
}

fn of_plan(plans: &Plans, scenario: &Scenario, index: usize) -> Line {
    let row = &plans.rows[index];
    let cell = plans.cell(row);
    let choice = &cell.choice;
    let offer = row.offer.get();
    let price = resolve::price(&Scenario { price_kind: row.kind, ..*scenario }, row.offer).per_instance;
    let n_instances = u32::from(cell.n_instances);
    let fill = if scenario.packing { 1.0 } else { scenario.fill };
    Line {
        offer: row.offer,
        kind: row.kind,
        n_gpus: choice.plan.n_gpus,
        technique: choice.technique,
        optimizer: choice.optimizer,
        recompute: choice.recompute,
        sharding: choice.plan.sharding,
        micro_batch_size: choice.plan.micro_batch_size,
        state: if cell.standing == Standing::Fits { State::Fits } else { State::Tight },
        cost: Some(row.cost),
        wall: Some(row.wall),
        memory: Some(cell.memory),
        capacity: offer.gpu.get().gpu.memory,
        per_hour: price.map(|price| price * f64::from(n_instances)),
        tokens_per_sec: Some(scenario.tokens * scenario.epochs / fill / cell.train.secs().0),
        idle_gpus: (n_instances * offer.gpus_per_instance).saturating_sub(choice.plan.n_gpus),
    }
}

fn of_refusal(plans: &Plans, scenario: &Scenario, offer: OfferId, refusal: Refusal) -> Line {
    let (state, cell) = match refusal {
        Refusal::Blocked(block) => (State::Blocked(block), None),
        Refusal::DoesNotFit(cell) => (State::Exceeds, plans.cells.get(cell as usize)),
        Refusal::NoPrice => (State::NoPrice, None),
        Refusal::TooMany => (State::LeftOut, None),
    };
    let choice = cell.map(|cell| cell.choice);
    Line {
        offer,
        kind: scenario.price_kind,
        n_gpus: choice.map_or(0, |choice| choice.plan.n_gpus),
        technique: choice.map_or(scenario.technique, |choice| choice.technique),
        optimizer: choice.map_or(scenario.optimizer, |choice| choice.optimizer),
        recompute: choice.map_or(scenario.recompute, |choice| choice.recompute),
        sharding: choice.map_or(Sharding::None, |choice| choice.plan.sharding),
        micro_batch_size: choice.map_or(0, |choice| choice.plan.micro_batch_size),
        state,
        cost: None,
        wall: None,
        memory: cell.map(|cell| cell.memory),
        capacity: offer.get().gpu.get().gpu.memory,
        per_hour: None,
        tokens_per_sec: None,
        idle_gpus: 0,
    }
}

/// How a table is sorted and what it leaves out.
pub struct Look<'a> {
    pub column: Column,
    pub descending: bool,
    /// Over all words of a line.
    pub words: &'a Filter,
    /// Over single columns.
    pub columns: &'a [(Column, Filter)],
    /// Only what runs.
    pub fitting: bool,
    /// The words of a line: all of them, or those of one column. A buffer is filled, not a new text made.
    pub text: &'a dyn Fn(&Line, Option<Column>, &mut String),
}

impl Lines<'_> {
    /// Positions of the lines that pass, in order. Equal lines stay in the order in which ties fall.
    pub fn order(&self, look: &Look) -> Vec<u32> {
        let mut keyed: Vec<(f64, u32)> = Vec::with_capacity(self.len());
        let mut words: Vec<String> = Vec::new();
        let mut text = String::new();
        for index in 0..self.len() {
            let line = self.line(index);
            if look.fitting && !line.state.runs() || !passes(&line, look, &mut text) {
                continue;
            }
            // Missing last either way; among them, what is nearest to fitting first.
            let lack =
                || 1e300 * (1.0 + line.memory.map_or(1.0, |memory| (memory / line.capacity).min(1e6)) * 1e-7);
            let key = if look.column.is_number() {
                look.column
                    .number(&line)
                    .map_or_else(lack, |value| if look.descending { -value } else { value })
            } else {
                text.clear();
                (look.text)(&line, Some(look.column), &mut text);
                let at = words.iter().position(|word| *word == text).unwrap_or_else(|| {
                    words.push(text.clone());
                    words.len() - 1
                });
                at as f64
            };
            keyed.push((key, index as u32));
        }
        if !look.column.is_number() {
            rank_words(&words, look.descending, &mut keyed);
        }
        keyed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        keyed.into_iter().map(|(_, index)| index).collect()
    }
}

/// From the position among the words seen to the position in the alphabet; no word comes last.
fn rank_words(words: &[String], descending: bool, keyed: &mut [(f64, u32)]) {
    let mut sorted: Vec<usize> = (0..words.len()).collect();
    sorted.sort_unstable_by(|a, b| {
        let (a, b) = (&words[*a], &words[*b]);
        let order = if descending { b.cmp(a) } else { a.cmp(b) };
        match (a.is_empty(), b.is_empty()) {
            (false, false) => order,
            (a, b) => a.cmp(&b),
        }
    });
    let mut rank = vec![0.0; words.len()];
    for (place, word) in sorted.into_iter().enumerate() {
        rank[word] = place as f64;
    }
    for (key, _) in keyed {
        *key = rank[*key as usize];
    }
}

fn passes(line: &Line, look: &Look, text: &mut String) -> bool {
    let mut pass = |filter: &Filter, column: Option<Column>| {
        text.clear();
        (look.text)(line, column, text);
        filter.passes(column.filter(|column| column.is_number()).and_then(|column| column.number(line)), text)
    };
    (look.words.is_empty() || pass(look.words, None))
        && look.columns.iter().all(|(column, filter)| {
            let missing = column.is_number() && column.number(line).is_none();
            filter.is_empty() || !missing && pass(filter, Some(*column))
        })
}
