//! The physical half of the search: the best recipe for each machine, number of GPUs and technique.
//!
//! On one offer and number of instances, a plan that trains faster is also cheaper. So what is left open in the recipe
//! (optimiser, recompute, sharding, micro-batch) is settled here, once for all offers that are built alike, and no
//! price is looked at. Each stage of the engine is computed once for what it depends on; trying one plan is then a few
//! additions, and a plan whose arithmetic alone takes longer than the best one is not tried at all.

use super::limits::{Limits, OPTIMIZERS, RECOMPUTES, SHARDINGS, Spread, TECHNIQUES};
use crate::catalog::GpuId;
use crate::engine::activations::{Activations, activations};
use crate::engine::bands::{self, Factors};
use crate::engine::communication::{Traffic, traffic};
use crate::engine::estimate::{Calibration, Inputs};
use crate::engine::fitted::FITTED;
use crate::engine::memory;
use crate::engine::recipe::{Optimizer, Recompute, Sharding, Technique};
use crate::engine::states::{Peak, states};
use crate::engine::time::{OptimizerStep, StepTime, micro_batch, n_steps, optimizer_step};
use crate::engine::units::{Bytes, Hours, Secs};
use crate::scenario::Scenario;
use crate::scenario::answer::{Block, block};
use crate::scenario::resolve::{self, Layout, Plan};
use crate::scenario::search::{MAX_INSTANCES, MAX_MICRO_BATCH, has_room, keeps_batch};

/// How well a plan fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The whole band of its memory fits, or its middle leaves room.
    Fits,
    /// The middle fits.
    Tight,
    Exceeds,
}

/// What a search chooses for one technique on so many GPUs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    pub technique: Technique,
    pub optimizer: Optimizer,
    pub recompute: Recompute,
    pub plan: Plan,
}

/// The best plan of one technique on so many GPUs of one kind of machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Position in [`TECHNIQUES`].
    pub technique: u8,
    pub n_instances: u8,
    pub standing: Standing,
    pub choice: Choice,
    /// Hours of optimiser steps, middle of the band. Of two plans on the same machines the one with fewer is done sooner
    /// and costs less, whatever surrounds the steps: so cells are chosen by it.
    pub train: Hours,
    /// Middle of the band; where nothing fits, of the plan that needs least.
    pub memory: Bytes,
}

/// Cells of one kind of machine.
#[derive(Clone, Debug)]
pub(super) struct Machine {
    pub block: Option<Block>,
    /// Positions in [`Cells::cells`].
    pub cells: core::ops::Range<usize>,
    /// Plans that the cells stand for, before prices.
    pub n_plans: u64,
}

/// Every cell of a scenario.
pub(super) struct Cells {
    pub machines: Vec<Machine>,
    pub cells: Vec<Cell>,
}

const N_T: usize = TECHNIQUES.len();
const N_R: usize = RECOMPUTES.len();
const N_S: usize = SHARDINGS.len();
const N_O: usize = OPTIMIZERS.len();

/// What activations depend on beside technique, recompute and micro-batch: one GPU, a copy on each, DeepSpeed, FSDP.
const SPREADS: [Sharding; 4] = [Sharding::None, Sharding::None, Sharding::Zero3, Sharding::Fsdp];

/// Position in [`SPREADS`].
const fn spread_of(n_gpus: u32, sharding: Sharding) -> usize {
    match (n_gpus, sharding) {
        (1, _) => 0,
        (_, Sharding::None) => 1,
        (_, sharding) if sharding.is_deepspeed() => 2,
        _ => 3,
    }
}

/// The open half of a recipe, and what the stages say of it.
struct Space<'a> {
    scenario: &'a Scenario,
    techniques: Vec<usize>,
    optimizers: Vec<Optimizer>,
    shardings: Vec<usize>,
    micro_batch_sizes: Vec<u32>,
    /// Inputs of each technique on one GPU and on several; the GPU and the recipe's open half change.
    templates: Vec<[Inputs; 2]>,
    /// `[technique][spread][recompute][micro-batch]`
    activations: Vec<Activations>,
    /// Numbers of GPUs whose memory is known.
    counts: Vec<u32>,
    /// Bytes in use at the peak: `[count][technique][sharding][recompute][micro-batch][optimiser]`
    peaks: Vec<Peak>,
}

impl<'a> Space<'a> {
    fn new(scenario: &'a Scenario, limits: &Limits, calibration: Calibration, gpu: Layout) -> Self {
        let techniques = (0..N_T).filter(|index| limits.techniques.has(*index)).collect();
        let shardings = (0..N_S)
            .filter(|index| scenario.sharding.is_none_or(|asked| asked == SHARDINGS[*index]))
            .collect();
        let micro_batch_sizes = match scenario.micro_batch_size {
            Some(asked) => vec![asked],
            None => (0..=MAX_MICRO_BATCH.ilog2())
                .map(|power| 1 << power)
                .filter(|size| *size <= scenario.global_batch_size)
                .collect(),
        };
        let templates = TECHNIQUES
            .iter()
            .map(|technique| {
                let scenario = Scenario { technique: *technique, ..*scenario };
                [1, 2].map(|n_gpus| {
                    let plan = Plan { n_gpus, micro_batch_size: 1, sharding: Sharding::None };
                    Inputs { calibration, ..resolve::inputs_on(&scenario, &gpu, plan) }
                })
            })
            .collect();
        let mut space = Self {
            scenario,
            techniques,
            optimizers: limits.optimizers(scenario),
            shardings,
            micro_batch_sizes,
            templates,
            activations: Vec::new(),
            counts: Vec::new(),
            peaks: Vec::new(),
        };
        space.activations = space.all_activations();
        space
    }

    fn all_activations(&self) -> Vec<Activations> {
        let mut all = Vec::with_capacity(N_T * SPREADS.len() * N_R * self.micro_batch_sizes.len());
        for templates in &self.templates {
            for (spread, sharding) in SPREADS.into_iter().enumerate() {
                let mut inputs = templates[spread.min(1)];
                inputs.recipe.sharding = sharding;
                for recompute in RECOMPUTES {
                    inputs.recipe.recompute = recompute;
                    for size in &self.micro_batch_sizes {
                        inputs.recipe.micro_batch_size = *size;
                        all.push(activations(&inputs, &FITTED));
                    }
                }
            }
        }
        all
    }

    fn activations(&self, technique: usize, spread: usize, recompute: usize, size: usize) -> &Activations {
        &self.activations
            [((technique * SPREADS.len() + spread) * N_R + recompute) * self.micro_batch_sizes.len() + size]
    }

    /// Shardings of so many GPUs.
    fn shardings(&self, n_gpus: u32) -> &[usize] {
        if n_gpus == 1 { &[0] } else { &self.shardings }
    }

    /// Position of the peaks of one plan's optimisers.
    fn peak_index(
        &self,
        count: usize,
        technique: usize,
        sharding: usize,
        recompute: usize,
        size: usize,
    ) -> usize {
        ((((count * N_T + technique) * N_S + sharding) * N_R + recompute) * self.micro_batch_sizes.len()
            + size)
            * self.optimizers.len()
    }

    /// Position in `counts`; the peaks of a new count are worked out.
    fn count(&mut self, n_gpus: u32) -> usize {
        if let Some(index) = self.counts.iter().position(|count| *count == n_gpus) {
            return index;
        }
        let count = self.counts.len();
        self.counts.push(n_gpus);
        let start = self.peak_index(count, 0, 0, 0, 0);
        let end = self.peak_index(count + 1, 0, 0, 0, 0);
        let mut peaks = core::mem::take(&mut self.peaks);
        peaks.resize(end, Peak { bytes: f64::INFINITY, ..Peak::default() });
        debug_assert_eq!(start + (end - start), peaks.len());
        for &technique in &self.techniques {
            for &sharding in self.shardings(n_gpus) {
                let mut inputs = self.templates[technique][usize::from(n_gpus > 1)];
                inputs.cluster.n_gpus = n_gpus;
                inputs.recipe.sharding = SHARDINGS[sharding];
                let spread = spread_of(n_gpus, SHARDINGS[sharding]);
                for (at, optimizer) in self.optimizers.iter().enumerate() {
                    inputs.recipe.optimizer = *optimizer;
                    let states = states(&inputs, &FITTED);
                    for recompute in 0..N_R {
                        for (size, micro) in self.micro_batch_sizes.iter().enumerate() {
                            if !self.admits(*micro, n_gpus) {
                                continue;
                            }
                            let steps = self.accumulation(*micro, n_gpus);
                            let activations = self.activations(technique, spread, recompute, size);
                            let index = self.peak_index(count, technique, sharding, recompute, size) + at;
                            peaks[index] = states.peak(activations, steps > 1, &FITTED);
                        }
                    }
                }
            }
        }
        self.peaks = peaks;
        count
    }

    /// A micro-batch that the reader asks for is tried whatever it makes of the global batch, as everywhere.
    fn admits(&self, micro_batch_size: u32, n_gpus: u32) -> bool {
        self.scenario.micro_batch_size.is_some()
            || keeps_batch(self.scenario.global_batch_size, micro_batch_size, n_gpus)
    }

    fn accumulation(&self, micro_batch_size: u32, n_gpus: u32) -> u32 {
        resolve::grad_accum_steps(self.scenario.global_batch_size, micro_batch_size, n_gpus)
    }
}

/// Time of micro-batches on one kind of GPU.
struct Pace {
    gpu: GpuId,
    /// Alone and among several: `[technique][recompute][micro-batch]`: seconds, passes over the weights
    micro: [Vec<(Secs, f64)>; 2],
}

impl Pace {
    fn new(space: &Space, layout: &Layout) -> Self {
        let size = N_T * N_R * space.micro_batch_sizes.len();
        let mut micro = [Vec::with_capacity(size), Vec::with_capacity(size)];
        for technique in 0..N_T {
            let [alone, among] = space.templates[technique];
            let start = micro[0].len();
            Self::push(&mut micro[0], space, layout, alone);
            // What a stack keeps in 32 bits on one GPU alone is all that sets the two apart.
            if alone.recipe.kbit_upcast == among.recipe.kbit_upcast {
                let [alone, among] = &mut micro;
                among.extend_from_slice(&alone[start..]);
            } else {
                Self::push(&mut micro[1], space, layout, among);
            }
        }
        Self { gpu: layout.gpu, micro }
    }

    /// The times of one technique.
    fn push(times: &mut Vec<(Secs, f64)>, space: &Space, layout: &Layout, mut inputs: Inputs) {
        inputs.gpu = layout.gpu.get().gpu;
        for recompute in RECOMPUTES {
            inputs.recipe.recompute = recompute;
            for size in &space.micro_batch_sizes {
                inputs.recipe.micro_batch_size = *size;
                let micro_batch = micro_batch(&inputs, &FITTED);
                times.push((micro_batch.total, micro_batch.weight_passes));
            }
        }
    }
}

/// One plan in the order in which equal ones stand: the earlier wins.
#[derive(Clone, Copy)]
struct Best {
    standing: Standing,
    train: f64,
    memory: f64,
    sharding: usize,
    recompute: usize,
    size: usize,
    optimizer: usize,
}

impl Best {
    /// Fits better, then is faster (or, where neither fits, needs less), then comes earlier.
    fn beats(&self, other: &Self) -> bool {
        let key = |best: &Self| if best.standing == Standing::Exceeds { best.memory } else { best.train };
        let place = |best: &Self| (best.sharding, best.recompute, best.size, best.optimizer);
        match self.standing.cmp(&other.standing).then(key(self).total_cmp(&key(other))) {
            core::cmp::Ordering::Equal => place(self) < place(other),
            order => order.is_lt(),
        }
    }
}

impl Cells {
    /// The cells of the machines that offers are made of.
    pub(super) fn new(
        scenario: &Scenario,
        limits: &Limits,
        calibration: Calibration,
        layouts: &[Layout],
    ) -> Self {
        let mut found = Self { machines: Vec::with_capacity(layouts.len()), cells: Vec::new() };
        let Some(first) = layouts.first() else { return found };
        let mut space = Space::new(scenario, limits, calibration, *first);
        let mut paces: Vec<Pace> = Vec::new();
        for layout in layouts {
            let pace = match paces.iter().position(|pace| pace.gpu == layout.gpu) {
                Some(index) => index,
                None => {
                    paces.push(Pace::new(&space, layout));
                    paces.len() - 1
                }
            };
            let start = found.cells.len();
            let block = block(scenario, &layout.gpu.get().gpu);
            let mut n_plans = 0;
            let mut dead = block.is_some();
            for n_instances in 1..=MAX_INSTANCES {
                let Some(n_gpus) = n_gpus(scenario, limits, layout, n_instances) else { continue };
                if dead {
                    break;
                }
                let count = space.count(n_gpus);
                for technique in 0..space.techniques.len() {
                    let technique = space.techniques[technique];
                    let (cell, tried) =
                        cell(&space, &paces[pace], layout, count, technique, n_instances as u8);
                    n_plans += tried;
                    found.cells.extend(cell);
                }
                dead = scenario.n_gpus.is_some();
            }
            found.machines.push(Machine { block, cells: start..found.cells.len(), n_plans });
        }
        found
    }
}

/// GPUs that a plan uses of so many instances: all of them; of one instance, as many as the global batch can feed.
fn n_gpus(scenario: &Scenario, limits: &Limits, layout: &Layout, n_instances: u32) -> Option<u32> {
    let per_instance = layout.gpus_per_instance;
    let keeps = |n_gpus: u32| keeps_batch(scenario.global_batch_size, 1, n_gpus);
    let n_gpus = match scenario.n_gpus {
        Some(asked) => (asked.div_ceil(per_instance) == n_instances).then_some(asked),
        None if n_instances == 1 => (1..=per_instance).rev().find(|n_gpus| keeps(*n_gpus)),
        None => Some(n_instances * per_instance).filter(|n_gpus| keeps(*n_gpus)),
    }?;
    let n_nodes = n_gpus.div_ceil(layout.max_gpus_per_node);
    let near = match limits.spread {
        Spread::Any => true,
        Spread::OneMachine => n_nodes == 1,
        Spread::OneGpu => n_gpus == 1,
    };
    let linked = n_nodes == 1
        || limits.min_network_gbps.is_none_or(|least| layout.network_gbps.is_some_and(|gbps| gbps >= least));
    (near && linked).then_some(n_gpus)
}

/// The best plan of one technique on so many GPUs, and how many plans it was chosen from.
fn cell(
    space: &Space,
    pace: &Pace,
    layout: &Layout,
    count: usize,
    technique: usize,
    n_instances: u8,
) -> (Option<Cell>, u64) {
    let n_gpus = space.counts[count];
    let among = usize::from(n_gpus > 1);
    let times = &pace.micro[among];
    let mut inputs = space.templates[technique][among];
    inputs.gpu = layout.gpu.get().gpu;
    inputs.cluster = layout.cluster(n_gpus);
    let capacity = inputs.gpu.memory;
    let memory_band = bands::memory(&inputs);
    let faster = inputs.calibration.tokens_per_sec.unwrap_or(1.0);
    let n_sizes = space.micro_batch_sizes.len();
    let mut best: Option<Best> = None;
    let mut n_plans = 0;
    let mut between: [Option<Traffic>; N_S * N_R] = [None; N_S * N_R];
    let mut updates: [Option<OptimizerStep>; N_S * N_O] = [None; N_S * N_O];
    for (size, &micro_batch_size) in space.micro_batch_sizes.iter().enumerate() {
        if !space.admits(micro_batch_size, n_gpus) {
            continue;
        }
        inputs.recipe.micro_batch_size = micro_batch_size;
        inputs.recipe.grad_accum_steps = space.accumulation(micro_batch_size, n_gpus);
        let micro_batches = f64::from(inputs.recipe.grad_accum_steps);
        let tokens_per_step = inputs.recipe.tokens_per_micro_batch() * micro_batches * f64::from(n_gpus);
        let n_steps = n_steps(&inputs.workload, tokens_per_step);
        for recompute in 0..N_R {
            let (micro, passes) = times[(technique * N_R + recompute) * n_sizes + size];
            let hours = |step: Secs| (step * n_steps).hours().0;
            let least = hours(micro * micro_batches / faster);
            for &sharding in space.shardings(n_gpus) {
                n_plans += space.optimizers.len() as u64;
                let peaks = &space.peaks[space.peak_index(count, technique, sharding, recompute, size)..]
                    [..space.optimizers.len()];
                let mut computing: Option<StepTime> = None;
                for (at, peak) in peaks.iter().enumerate() {
                    let memory = memory::meters(&inputs, &FITTED, *peak).device;
                    let standing = standing(memory, capacity, memory_band);
                    let hopeless = best.is_some_and(|best| {
                        standing > best.standing
                            || standing == best.standing
                                && standing != Standing::Exceeds
                                && least > best.train
                    });
                    if hopeless {
                        continue;
                    }
                    inputs.recipe.sharding = SHARDINGS[sharding];
                    let step = computing.get_or_insert_with(|| {
                        let traffic = between[sharding * N_R + recompute]
                            .get_or_insert_with(|| traffic(&inputs, &FITTED, passes));
                        StepTime::new(micro, micro_batches, 0.0, traffic)
                    });
                    let update = updates[sharding * N_O + at].get_or_insert_with(|| {
                        inputs.recipe.optimizer = space.optimizers[at];
                        optimizer_step(&inputs, &FITTED)
                    });
                    let train = hours(step.total(update, faster));
                    let tried = Best { standing, train, memory, sharding, recompute, size, optimizer: at };
                    if best.as_ref().is_none_or(|best| tried.beats(best)) {
                        best = Some(tried);
                    }
                }
            }
        }
    }
    let cell = best.map(|best| Cell {
        technique: technique as u8,
        n_instances,
        standing: best.standing,
        choice: Choice {
            technique: TECHNIQUES[technique],
            optimizer: space.optimizers[best.optimizer],
            recompute: RECOMPUTES[best.recompute],
            plan: Plan {
                n_gpus,
                micro_batch_size: space.micro_batch_sizes[best.size],
                sharding: SHARDINGS[best.sharding],
            },
        },
        train: Hours(best.train),
        memory: Bytes(best.memory),
    });
    (cell, n_plans)
}

/// How well so much memory fits a card.
fn standing(device: f64, capacity: Bytes, band: Factors) -> Standing {
    if device > capacity.0 {
        Standing::Exceeds
    } else if has_room(device, device * band.high, capacity.0) {
        Standing::Fits
    } else {
        Standing::Tight
    }
}
