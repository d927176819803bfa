//! Every plan that the catalog allows for a scenario: each offer, 1 to 16 instances, technique, optimiser, recompute,
//! sharding, micro-batch, on demand and on spot.
//!
//! The search is exact. [`cells`] settles what no price can change; here each cell meets the prices of the offers that
//! are built like it, and [`picks`] ranks what comes out. `tests/plans.rs` holds it to plain enumeration.

pub mod cells;
pub mod filter;
pub mod limits;
pub mod lines;
pub mod picks;

use super::answer::{Answer, Block};
use super::bill;
use super::resolve::{self, Layout};
use super::{Date, Hardware, PriceKind, Scenario};
use crate::catalog::OfferId;
use crate::engine::bill::{middle, timeline};
use crate::engine::estimate::{Calibration, Inputs};
use crate::engine::units::{Hours, Usd};
use cells::{Cell, Cells, Machine, Standing};
use limits::{Names, PRICE_KINDS, TECHNIQUES};
use picks::Picks;

/// A plan that runs, at a price that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanRow {
    pub offer: OfferId,
    pub kind: PriceKind,
    /// Position in [`Plans::cells`].
    pub cell: u32,
    /// Middle of the band.
    pub cost: Usd,
    /// Middle of the band.
    pub wall: Hours,
}

/// Why no plan on an offer is listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    Blocked(Block),
    /// The plan that is nearest to fitting. Position in [`Plans::cells`].
    DoesNotFit(u32),
    /// It fits, and the offer has no price of an allowed kind.
    NoPrice,
    /// The limits leave no number of GPUs.
    TooMany,
}

/// Everything that a search finds.
pub struct Plans {
    /// Plans that were weighed against each other.
    pub n_plans: u64,
    /// The best plan for each technique and number of GPUs of each kind of machine.
    pub cells: Vec<Cell>,
    /// Those that run, once an offer and a kind of price; in the order in which ties fall.
    pub rows: Vec<PlanRow>,
    /// Offers without a row.
    pub refused: Vec<(OfferId, Refusal)>,
    pub picks: Picks,
    calibration: Calibration,
}

/// Searches the whole catalog, whatever number of GPUs, micro-batch and sharding the scenario names: using a plan names
/// them, and the others stay there to compare.
pub fn plans(scenario: &Scenario, calibration: Calibration, today: Option<Date>) -> Plans {
    let offers: Vec<OfferId> = OfferId::all().collect();
    let open = Scenario { n_gpus: None, micro_batch_size: None, sharding: None, ..*scenario };
    plans_of(&open, calibration, today, &offers)
}

/// What the answer's own calibration says, for [`plans`].
pub fn calibration(answer: &Answer) -> Calibration {
    answer.rows.first().map_or(Calibration::NONE, |row| row.inputs.calibration)
}

/// Searches some offers. Plans share a model out by sharding alone.
pub fn plans_of(
    scenario: &Scenario,
    calibration: Calibration,
    today: Option<Date>,
    offers: &[OfferId],
) -> Plans {
    let scenario = &scenario.without_model_parallel();
    let limits = &scenario.limits;
    let names = Names::new(limits);
    let mut layouts: Vec<Layout> = Vec::new();
    let mut admitted: Vec<(OfferId, usize)> = Vec::with_capacity(offers.len());
    for &offer in offers.iter().filter(|offer| limits.admits(**offer, &names, today)) {
        let layout = Layout::of(offer);
        let at = layouts.iter().position(|other| *other == layout).unwrap_or_else(|| {
            layouts.push(layout);
            layouts.len() - 1
        });
        admitted.push((offer, at));
    }
    let Cells { machines, cells } = Cells::new(scenario, limits, calibration, &layouts);

    // What surrounds the steps depends on the technique; the clock of a cell on that and on the kind of price.
    let mut arounds = TECHNIQUES.map(|technique| bill::around(&Scenario { technique, ..*scenario }));
    let market = bill::market(scenario);
    let clocks = PRICE_KINDS.map(|kind| {
        let market = (kind == PriceKind::Spot).then_some(&market);
        let clock = |cell: &Cell| {
            let around = &arounds[usize::from(cell.technique)];
            let n_instances = u32::from(cell.n_instances);
            timeline(around, cell.train, scenario.overhead, n_instances, market, 1.0)
        };
        let runs = |cell: &Cell| (cell.standing != Standing::Exceeds).then(|| clock(cell));
        cells.iter().map(runs).collect::<Vec<_>>()
    });

    let mut n_plans = 0;
    let mut rows = Vec::with_capacity(cells.len() * 2);
    let mut refused = Vec::new();
    for (offer, machine) in admitted {
        let machine = &machines[machine];
        let before = rows.len();
        let mut priced = false;
        for (at, kind) in PRICE_KINDS.into_iter().enumerate() {
            if !limits.kinds.has(at) {
                continue;
            }
            let price = resolve::price(&Scenario { price_kind: kind, ..*scenario }, offer);
            let terms = bill::terms(scenario, offer, &price);
            let Some(price) = price.per_instance else { continue };
            let (storage, egress) = bill::rates(scenario, offer);
            for around in &mut arounds {
                (around.storage, around.egress) = (storage, egress);
            }
            priced = true;
            n_plans += machine.n_plans;
            for index in machine.cells.clone() {
                let cell = &cells[index];
                let Some(clock) = &clocks[at][index] else { continue };
                let per_hour = price * f64::from(cell.n_instances);
                let around = &arounds[usize::from(cell.technique)];
                // A run that never ends on spot instances has no price.
                if let Some((cost, wall)) = middle(around, clock, per_hour, &terms.billing) {
                    rows.push(PlanRow { offer, kind, cell: index as u32, cost, wall });
                }
            }
        }
        if rows.len() == before {
            refused.push((offer, refusal(machine, &cells, priced)));
        }
    }
    let picks = Picks::new(scenario, &cells, &rows);
    Plans { n_plans, cells, rows, refused, picks, calibration }
}

fn refusal(machine: &Machine, cells: &[Cell], priced: bool) -> Refusal {
    let need = |index: usize| cells[index].memory;
    let runs = machine.cells.clone().any(|index| cells[index].standing != Standing::Exceeds);
    match machine.block {
        Some(block) => Refusal::Blocked(block),
        None if runs && !priced => Refusal::NoPrice,
        None => machine
            .cells
            .clone()
            .min_by(|a, b| need(*a).0.total_cmp(&need(*b).0))
            .map_or(Refusal::TooMany, |index| Refusal::DoesNotFit(index as u32)),
    }
}

impl Plans {
    pub fn cell(&self, row: &PlanRow) -> &Cell {
        &self.cells[row.cell as usize]
    }

    /// The scenario that is this plan: every choice of the search written into it.
    pub fn scenario(&self, base: &Scenario, row: &PlanRow) -> Scenario {
        let choice = &self.cell(row).choice;
        let keeps_price = base.hardware == Hardware::Offer(row.offer) && base.price_kind == row.kind;
        Scenario {
            hardware: Hardware::Offer(row.offer),
            price_kind: row.kind,
            n_gpus: Some(choice.plan.n_gpus),
            technique: choice.technique,
            optimizer: choice.optimizer,
            recompute: choice.recompute,
            sharding: (choice.plan.n_gpus > 1).then_some(choice.plan.sharding),
            micro_batch_size: Some(choice.plan.micro_batch_size),
            usd_per_instance_hour: base.usd_per_instance_hour.filter(|_| keeps_price),
            price_as_of: base.price_as_of.filter(|_| keeps_price),
            ..base.without_model_parallel()
        }
    }

    /// The engine's inputs for it.
    pub fn inputs(&self, base: &Scenario, row: &PlanRow) -> Inputs {
        let scenario = self.scenario(base, row);
        let plan = self.cell(row).choice.plan;
        Inputs { calibration: self.calibration, ..resolve::inputs(&scenario, row.offer, plan) }
    }

    /// Position in the list of techniques.
    pub fn technique(&self, row: &PlanRow) -> usize {
        usize::from(self.cell(row).technique).min(TECHNIQUES.len() - 1)
    }
}
