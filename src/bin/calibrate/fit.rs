//! Weighted, robust fit of the constants, by coordinate descent in the logarithm.

use std::collections::BTreeMap;

use tunecost::engine::constants::Constants;
use tunecost::scenario::accuracy::predicted;
use tunecost::scenario::measured::{MeasuredRun, Metric};

pub const N: usize = Constants::FIELDS.len();

/// A run and what it weighs.
pub struct Weighted<'a> {
    pub run: &'a MeasuredRun,
    pub weight: f64,
}

/// A source of `n` rows weighs `sqrt(n)`: sweeps repeat themselves. Quality B weighs half.
pub fn weigh<'a>(runs: impl Iterator<Item = &'a MeasuredRun> + Clone) -> Vec<Weighted<'a>> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for run in runs.clone() {
        *counts.entry(&run.source).or_default() += 1.0;
    }
    runs.map(|run| {
        let quality = if run.quality_a { 1.0 } else { 0.5 };
        // Speed over sequences of unknown length says little.
        let quality = if run.metric == Metric::TokensPerSecPerGpu && !run.full_length {
            0.25 * quality
        } else {
            quality
        };
        Weighted { run, weight: quality / counts[run.source.as_str()].sqrt() }
    })
    .collect()
}

/// Quadratic up to a tenth, then linear: one strange row must not bend a constant.
fn huber(log_ratio: f64) -> f64 {
    const KNEE: f64 = 0.1;
    let size = log_ratio.abs() / KNEE;
    if size < 1.0 { 0.5 * size * size } else { size - 0.5 }
}

/// A memory estimate that is too low costs the reader a run; one that is too high, a look at a smaller card.
const TOO_LOW: f64 = 1.5;

/// Of the runs of one metric.
fn misfit(runs: &[Weighted], metric: Metric, values: &[f64; N]) -> f64 {
    let constants = Constants::from_array(*values);
    runs.iter()
        .filter(|one| one.run.metric == metric)
        .map(|one| {
            let off = (predicted(one.run, &constants).mid / one.run.value).ln();
            let low = off < 0.0 && metric == Metric::PeakMemGib;
            one.weight * huber(off) * if low { TOO_LOW } else { 1.0 }
        })
        .sum()
}

/// Of values that are not what was expected.
fn surprise(values: &[f64; N]) -> f64 {
    values
        .iter()
        .zip(Constants::PRIOR)
        .filter(|(_, (_, spread))| *spread > 1.0)
        .map(|(value, (prior, spread))| ((value / prior).ln() / spread.ln()).powi(2) * 0.5)
        .sum()
}

fn loss(runs: &[Weighted], values: &[f64; N]) -> f64 {
    METRICS.iter().map(|metric| misfit(runs, *metric, values)).sum::<f64>() + surprise(values)
}

const METRICS: [Metric; 2] = [Metric::PeakMemGib, Metric::TokensPerSecPerGpu];

/// Whether a constant moves the estimates of a metric: most move one alone, and the other need not be computed again.
fn moves(runs: &[Weighted], metric: Metric, values: &[f64; N], at: usize) -> bool {
    let mut moved = *values;
    moved[at] *= 1.5;
    let (here, there) = (Constants::from_array(*values), Constants::from_array(moved));
    runs.iter()
        .filter(|one| one.run.metric == metric)
        .any(|one| predicted(one.run, &here).mid != predicted(one.run, &there).mid)
}

/// Values that minimise the loss, starting from `start`.
pub fn fit(runs: &[Weighted], start: [f64; N]) -> [f64; N] {
    let mut values = start;
    for (value, (prior, spread)) in values.iter_mut().zip(Constants::PRIOR) {
        if *spread == 1.0 {
            *value = *prior;
        }
    }
    let moves: [[bool; 2]; N] =
        std::array::from_fn(|at| METRICS.map(|metric| moves(runs, metric, &values, at)));
    let mut misfits = METRICS.map(|metric| misfit(runs, metric, &values));
    let mut best = misfits.iter().sum::<f64>() + surprise(&values);
    for first_step in [0.25_f64, 0.1, 0.1, 0.05] {
        let mut steps: [f64; N] =
            std::array::from_fn(|at| if Constants::PRIOR[at].1 > 1.0 { first_step } else { 0.0 });
        while steps.iter().any(|step| *step > 2e-3) {
            for at in (0..N).filter(|at| Constants::PRIOR[*at].1 > 1.0) {
                let mut moved = false;
                for direction in [1.0, -1.0] {
                    let mut trial = values;
                    trial[at] *= (direction * steps[at]).exp();
                    let mut off = misfits;
                    for (of, metric) in METRICS.iter().enumerate().filter(|(of, _)| moves[at][*of]) {
                        off[of] = misfit(runs, *metric, &trial);
                    }
                    let there = off.iter().sum::<f64>() + surprise(&trial);
                    if there < best - 1e-9 {
                        (values, best, misfits, moved) = (trial, there, off, true);
                        break;
                    }
                }
                steps[at] *= if moved { 1.2 } else { 0.6 };
            }
        }
    }
    values
}

/// How far each constant can move before the loss rises by a half: its one-sigma factor.
pub fn confidence(runs: &[Weighted], values: &[f64; N]) -> [f64; N] {
    let base = loss(runs, values);
    std::array::from_fn(|at| {
        if Constants::PRIOR[at].1 == 1.0 {
            return 1.0;
        }
        let step = 0.05_f64;
        let mut rise = 0.0;
        for direction in [1.0, -1.0] {
            let mut trial = *values;
            trial[at] *= (direction * step).exp();
            rise += (loss(runs, &trial) - base).max(0.0) / 2.0;
        }
        if rise <= 0.0 { f64::INFINITY } else { (step * (0.5 / rise).sqrt()).exp() }
    })
}
