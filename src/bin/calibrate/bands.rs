//! Bands from the residuals of sources that the fit had not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::fit::N;
use tunecost::engine::bands::{
    Factors, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds, memory_class, technique_class,
    time_class,
};
use tunecost::engine::constants::Constants;
use tunecost::engine::gpu::Arch;
use tunecost::scenario::accuracy::predicted;
use tunecost::scenario::measured::{MeasuredRun, Metric};

pub type Bands = ([Factors; N_MEMORY_CLASSES], [Factors; N_TIME_CLASSES]);

/// Share of runs that may lie beyond either end.
const TAIL: f64 = 0.065;
/// Weight of a row that leaves fields open: what was assumed for them is not what a reader's scenario is off by.
const GUESSED: f64 = 0.25;
/// A class of few sources borrows from all classes together, as if they were this many sources.
const BORROWED_SOURCES: f64 = 2.0;

/// A class's `ln(measured / estimated)`, each with the weight of its row.
#[derive(Default)]
struct Residuals<'a> {
    rows: Vec<(f64, f64)>,
    sources: BTreeSet<&'a str>,
}

impl Residuals<'_> {
    /// Weighted quantile.
    fn quantile(&self, share: f64) -> f64 {
        let mut rows = self.rows.clone();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = rows.iter().map(|(_, weight)| weight).sum();
        let mut below = 0.0;
        for (residual, weight) in &rows {
            below += weight;
            if below >= share * total {
                return *residual;
            }
        }
        rows.last().map_or(0.0, |(residual, _)| *residual)
    }
}

pub fn bands(left_out: &[(&MeasuredRun, [f64; N])]) -> Bands {
    (
        class_bands(left_out, Metric::PeakMemGib, |run| memory_class(&run.inputs)),
        // A slow run is a long one: the time's band is the speed's, turned over.
        class_bands(left_out, Metric::TokensPerSecPerGpu, |run| time_class(&run.inputs))
            .map(|factors| Factors { low: 1.0 / factors.high, high: 1.0 / factors.low, ..factors }),
    )
}

/// How many speeds there are of each technique on each generation.
pub fn evidence(runs: &[MeasuredRun]) -> [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] {
    let mut found: [[BTreeMap<&str, u16>; Arch::COUNT]; N_TECHNIQUE_CLASSES] = Default::default();
    for run in runs.iter().filter(|run| run.metric == Metric::TokensPerSecPerGpu && run.full_length) {
        let (technique, arch) = (technique_class(run.inputs.recipe.technique), run.inputs.gpu.arch as usize);
        *found[technique][arch].entry(&run.source).or_default() += 1;
    }
    found.map(|generations| {
        generations.map(|sources| Speeds { rows: sources.values().sum(), sources: sources.len() as u16 })
    })
}

fn class_bands<const CLASSES: usize>(
    left_out: &[(&MeasuredRun, [f64; N])],
    metric: Metric,
    class: impl Fn(&MeasuredRun) -> usize,
) -> [Factors; CLASSES] {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    let chosen = || {
        left_out
            .iter()
            .filter(|(run, _)| run.metric == metric && (run.full_length || metric == Metric::PeakMemGib))
    };
    for (run, _) in chosen() {
        *counts.entry(&run.source).or_default() += 1.0;
    }
    let mut all = Residuals::default();
    let mut classes: [Residuals; CLASSES] = std::array::from_fn(|_| Residuals::default());
    for (run, values) in chosen() {
        let residual = (run.value / predicted(run, &Constants::from_array(*values)).mid).ln();
        let weight = if run.quality_a { 1.0 } else { GUESSED } / counts[run.source.as_str()].sqrt();
        for group in [&mut all, &mut classes[class(run)]] {
            group.rows.push((residual, weight));
            group.sources.insert(&run.source);
        }
    }
    classes.map(|group| {
        let own = group.sources.len() as f64;
        let mix = |share: f64| {
            let borrowed = all.quantile(share);
            let blended = if group.rows.is_empty() {
                // Nothing measured: half as wide again.
                borrowed * 1.5
            } else {
                (group.quantile(share) * own + borrowed * BORROWED_SOURCES) / (own + BORROWED_SOURCES)
            };
            blended.exp()
        };
        Factors {
            low: mix(TAIL).min(0.97),
            high: mix(1.0 - TAIL).max(1.03),
            rows: group.rows.len() as u16,
            sources: group.sources.len() as u16,
        }
    })
}
