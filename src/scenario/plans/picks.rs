//! What stands out among the plans: the cheapest, the fastest, what meets budget and deadline, and the front.
//!
//! A plan whose memory fits only by the middle of its band is picked only where no other plan runs. Ties go to the
//! cheaper, then to the faster, then to the earlier row.

use core::cmp::Ordering;

use super::cells::{Cell, Standing};
use super::limits::TECHNIQUES;
use super::{PlanRow, PriceKind};
use crate::catalog::{GpuId, tables};
use crate::engine::units::{Hours, Usd};
use crate::scenario::Scenario;

/// Positions in the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picks {
    pub cheapest: Option<u32>,
    pub fastest: Option<u32>,
    /// Cheapest of those that are done by the deadline.
    pub by_deadline: Option<u32>,
    /// Fastest of those within the budget.
    pub within_budget: Option<u32>,
    /// Cheapest of those that meet both.
    pub meets_both: Option<u32>,
    /// Cheapest of each technique, in the order of [`TECHNIQUES`].
    pub by_technique: [Option<u32>; TECHNIQUES.len()],
    /// Cheapest of each provider, in catalog order.
    pub by_provider: Vec<(&'static str, u32)>,
    /// Cheapest of each GPU, in catalog order.
    pub by_gpu: Vec<(GpuId, u32)>,
    /// Cheapest on demand and on spot.
    pub by_kind: [Option<u32>; 2],
    /// No other plan is both cheaper and faster; from the cheapest to the fastest.
    pub front: Vec<u32>,
    /// Rows that fit well; the picks are among them. Where there is none, among those that fit by the middle.
    pub n_fit: u32,
}

/// Cheaper, then faster, then earlier.
fn by_cost(rows: &[PlanRow], a: u32, b: u32) -> Ordering {
    let (x, y) = (&rows[a as usize], &rows[b as usize]);
    x.cost.0.total_cmp(&y.cost.0).then(x.wall.0.total_cmp(&y.wall.0)).then(a.cmp(&b))
}

/// Faster, then cheaper, then earlier.
fn by_wall(rows: &[PlanRow], a: u32, b: u32) -> Ordering {
    let (x, y) = (&rows[a as usize], &rows[b as usize]);
    x.wall.0.total_cmp(&y.wall.0).then(x.cost.0.total_cmp(&y.cost.0)).then(a.cmp(&b))
}

/// Keeps the better of the two.
fn keep(best: &mut Option<u32>, rows: &[PlanRow], row: u32, order: fn(&[PlanRow], u32, u32) -> Ordering) {
    if best.is_none_or(|best| order(rows, row, best).is_lt()) {
        *best = Some(row);
    }
}

impl Picks {
    pub(super) fn new(scenario: &Scenario, cells: &[Cell], rows: &[PlanRow]) -> Self {
        let standing = |row: u32| cells[rows[row as usize].cell as usize].standing;
        let all = 0..rows.len() as u32;
        let n_fit = all.clone().filter(|row| standing(*row) == Standing::Fits).count() as u32;
        let wanted = if n_fit > 0 { Standing::Fits } else { Standing::Tight };
        let mut picks = Self { n_fit, ..Self::default() };
        let mut by_gpu = vec![None; tables::GPUS.len()];
        let budget = scenario.budget_usd.map(|budget| Usd(budget - scenario.experiments_usd));
        let deadline = scenario.deadline_hours.map(Hours);
        for index in all.clone().filter(|row| standing(*row) == wanted) {
            let row = &rows[index as usize];
            keep(&mut picks.cheapest, rows, index, by_cost);
            keep(&mut picks.fastest, rows, index, by_wall);
            let affordable = budget.is_some_and(|budget| row.cost <= budget);
            let in_time = deadline.is_some_and(|deadline| row.wall <= deadline);
            if affordable {
                keep(&mut picks.within_budget, rows, index, by_wall);
            }
            if in_time {
                keep(&mut picks.by_deadline, rows, index, by_cost);
            }
            if affordable && in_time {
                keep(&mut picks.meets_both, rows, index, by_cost);
            }
            let technique = usize::from(cells[row.cell as usize].technique);
            keep(&mut picks.by_technique[technique], rows, index, by_cost);
            keep(&mut picks.by_kind[usize::from(row.kind == PriceKind::Spot)], rows, index, by_cost);
            let offer = row.offer.get();
            keep(&mut by_gpu[offer.gpu.0 as usize], rows, index, by_cost);
            match picks.by_provider.iter_mut().find(|(name, _)| *name == offer.provider) {
                Some((_, best)) if by_cost(rows, index, *best).is_lt() => *best = index,
                Some(_) => {}
                None => picks.by_provider.push((offer.provider, index)),
            }
        }
        picks.by_gpu =
            by_gpu.iter().enumerate().filter_map(|(gpu, row)| Some((GpuId(gpu as u16), (*row)?))).collect();
        picks.front = front(rows, all.filter(|row| standing(*row) == wanted));
        picks
    }
}

/// Steps of cost into which the front's candidates are sieved.
const STEPS: usize = 512;

/// The rows that no other row beats in cost and in time, from the cheapest on. Of equal rows, the first.
///
/// Most rows fall through a sieve of steps of cost: a row that is slower than the fastest of a cheaper step is not on
/// the front. What is left is sorted.
fn front(rows: &[PlanRow], among: impl Iterator<Item = u32> + Clone) -> Vec<u32> {
    let ends = among.clone().fold((f64::INFINITY, 0.0f64), |(low, high), row| {
        let cost = rows[row as usize].cost.0;
        (low.min(cost), high.max(cost))
    });
    let (low, high) = ends;
    // Costs span decades: steps of the square root of the square root are near enough to equal in size.
    let scale = |cost: f64| cost.sqrt().sqrt();
    let width = (scale(high) - scale(low)).max(f64::MIN_POSITIVE) / STEPS as f64;
    let step = |cost: f64| (((scale(cost) - scale(low)) / width) as usize).min(STEPS - 1);
    let mut fastest = [f64::INFINITY; STEPS];
    for row in among.clone() {
        let row = &rows[row as usize];
        let fastest = &mut fastest[step(row.cost.0)];
        *fastest = fastest.min(row.wall.0);
    }
    // The fastest of all cheaper steps.
    let mut before = f64::INFINITY;
    for fastest in &mut fastest {
        before = before.min(core::mem::replace(fastest, before));
    }
    let mut left: Vec<u32> = among
        .filter(|row| {
            let row = &rows[*row as usize];
            row.wall.0 < fastest[step(row.cost.0)]
        })
        .collect();
    left.sort_unstable_by(|a, b| by_cost(rows, *a, *b));
    let mut fastest = f64::INFINITY;
    left.retain(|row| {
        let wall = rows[*row as usize].wall.0;
        let on_front = wall < fastest;
        fastest = fastest.min(wall);
        on_front
    });
    left
}
