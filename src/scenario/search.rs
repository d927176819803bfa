//! What the scenario leaves open: how many GPUs, which micro-batch, how much sharding.

use super::Scenario;
use super::resolve::{self, Layout, Plan};
use crate::catalog::GpuId;
use crate::engine::memory::{Fit, MemoryEstimate, memory};
use crate::engine::recipe::Sharding;

/// Most instances that a plan spreads over when the number of GPUs is open.
pub const MAX_INSTANCES: u32 = 16;
/// Largest micro-batch that is tried; beyond it kernels are full and only memory grows.
pub const MAX_MICRO_BATCH: u32 = 64;

/// How near a plan is to fitting: needed over available memory.
pub(super) fn fit_order(memory: &MemoryEstimate) -> f64 {
    memory.device.mid / memory.capacity
}

/// Share of a card that the middle of the band may fill in a plan that is recommended, where its high end does not fit.
///
/// An assumption: the band's high end is what one measured run in twenty passes, so a card of that size would be
/// recommended to twenty readers for the sake of one; and cards that are nearly full slow down (measured: the same batch
/// a third slower at 81 GB in use than at 64 GB).
pub const COMFORTABLE: f64 = 0.8;

/// Good enough to recommend: the whole band fits, or its middle leaves room.
pub(super) fn fits_well(memory: &MemoryEstimate) -> bool {
    has_room(memory.device.mid.0, memory.device.high.0, memory.capacity.0)
}

/// The same for bytes: middle and high end of the band, and what the card has.
pub(super) fn has_room(mid: f64, high: f64, capacity: f64) -> bool {
    high <= capacity || mid / capacity <= COMFORTABLE
}

/// A plan and how well it fits.
#[derive(Clone, Copy)]
struct Tried {
    plan: Plan,
    /// 0 well, 1 by the middle of the band, 2 not.
    rank: u8,
    /// The whole band fits.
    sure: bool,
    order: f64,
}

/// Searches plans for one scenario and remembers what it found: memory depends on the GPU and on how many share the
/// states, not on the price, nor on the links between them.
pub(super) struct Search<'a> {
    scenario: &'a Scenario,
    tried: Vec<((GpuId, u32), Tried)>,
}

impl<'a> Search<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        Self { scenario, tried: Vec::new() }
    }

    /// The asked number of GPUs, or the fewest whole instances that fit well; failing that, that fit by the middle
    /// of the band; failing that, what is nearest to fitting.
    pub(super) fn plan(&mut self, layout: &Layout) -> Plan {
        let model_parallel = self.scenario.model_parallel();
        let mut counts: Vec<u32> = match self.scenario.n_gpus {
            Some(n_gpus) => vec![n_gpus],
            None => (0..=MAX_INSTANCES.ilog2())
                .map(|power| layout.gpus_per_instance << power)
                .filter(|n_gpus| n_gpus.is_multiple_of(model_parallel))
                .collect(),
        };
        if counts.is_empty() {
            counts.push(model_parallel);
        }
        let mut best: Option<Tried> = None;
        for n_gpus in counts {
            let tried = self.best_on(layout, n_gpus);
            let better = best.is_none_or(|best| {
                (tried.rank, if tried.rank == 2 { tried.order } else { 0.0 })
                    < (best.rank, if best.rank == 2 { best.order } else { 0.0 })
            });
            if better {
                best = Some(tried);
            }
            if tried.rank == 0 {
                break;
            }
        }
        best.map_or(Plan { n_gpus: 1, micro_batch_size: 1, sharding: Sharding::None }, |best| best.plan)
    }

    fn best_on(&mut self, layout: &Layout, n_gpus: u32) -> Tried {
        let key = (layout.gpu, n_gpus);
        if let Some((_, tried)) = self.tried.iter().find(|(done, _)| *done == key) {
            return *tried;
        }
        let shardings: &[Sharding] = match self.scenario.sharding {
            _ if n_gpus == 1 => &[Sharding::None],
            Some(asked) => &[asked],
            None => &[Sharding::None, Sharding::Fsdp],
        };
        let mut best: Option<Tried> = None;
        for &sharding in shardings {
            let tried = self.largest_micro_batch(layout, n_gpus, sharding);
            if best.is_none_or(|best| (tried.rank, tried.order) < (best.rank, best.order)) {
                best = Some(tried);
            }
            if tried.rank == 0 {
                // The lightest sharding that fits: gathering more than needed only costs time.
                best = Some(tried);
                break;
            }
        }
        let best = best.unwrap_or_else(|| {
            self.try_plan(layout, Plan { n_gpus, micro_batch_size: 1, sharding: Sharding::None })
        });
        self.tried.push((key, best));
        best
    }

    /// The largest power of two whose whole band fits and does not blow up the global batch; otherwise 1.
    fn largest_micro_batch(&self, layout: &Layout, n_gpus: u32, sharding: Sharding) -> Tried {
        let plan = |micro_batch_size| Plan { n_gpus, micro_batch_size, sharding };
        if let Some(asked) = self.scenario.micro_batch_size {
            return self.try_plan(layout, plan(asked));
        }
        let mut best = self.try_plan(layout, plan(1));
        let mut size = 2;
        while best.sure && size <= MAX_MICRO_BATCH {
            if keeps_batch(self.scenario.global_batch_size, size, self.scenario.data_parallel(n_gpus)) {
                let tried = self.try_plan(layout, plan(size));
                if !tried.sure {
                    break;
                }
                best = tried;
            }
            size *= 2;
        }
        best
    }

    fn try_plan(&self, layout: &Layout, plan: Plan) -> Tried {
        let memory = memory(&resolve::inputs_on(self.scenario, layout, plan));
        let rank = match memory.fit {
            _ if fits_well(&memory) => 0,
            fit if fit.fits() => 1,
            _ => 2,
        };
        Tried { plan, rank, sure: matches!(memory.fit, Fit::Fits { .. }), order: fit_order(&memory) }
    }
}

/// Whole steps of accumulation overshoot the global batch by at most an eighth: a larger micro-batch is not worth
/// training with another batch than asked.
pub(super) fn keeps_batch(global_batch_size: u32, micro_batch_size: u32, data_parallel: u32) -> bool {
    let steps = resolve::grad_accum_steps(global_batch_size, micro_batch_size, data_parallel);
    let effective = u64::from(steps) * u64::from(micro_batch_size) * u64::from(data_parallel);
    effective * 8 <= u64::from(global_batch_size) * 9
}

#[cfg(test)]
mod tests {
    use super::keeps_batch;

    #[test]
    fn micro_batches_keep_the_global_batch() {
        assert!(keeps_batch(16, 16, 1));
        assert!(keeps_batch(24, 8, 1));
        assert!(!keeps_batch(24, 16, 1));
        assert!(keeps_batch(17, 2, 1));
        assert!(!keeps_batch(17, 4, 1));
        assert!(!keeps_batch(16, 4, 8));
    }
}
