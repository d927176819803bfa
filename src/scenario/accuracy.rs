//! How far estimates are from measured runs.

use super::measured::{MeasuredRun, Meter, Metric};
use crate::engine::constants::Constants;
use crate::engine::memory::memory_with;
use crate::engine::time::time_with;
use crate::engine::units::Band;

/// What the estimator says of a run, in the run's own unit.
pub fn predicted(run: &MeasuredRun, constants: &Constants) -> Band<f64> {
    match run.metric {
        Metric::PeakMemGib => {
            let memory = memory_with(&run.inputs, constants);
            match run.meter {
                Meter::Allocated => memory.allocated.map(|bytes| bytes.gib()),
                Meter::Reserved => memory.reserved.map(|bytes| bytes.gib()),
                Meter::NvidiaSmi => memory.device.map(|bytes| bytes.gib()),
                // Most authors read nvidia-smi; the band reaches from allocated to device.
                Meter::Unspecified => Band {
                    low: memory.allocated.low.gib(),
                    mid: memory.device.mid.gib(),
                    high: memory.device.high.gib(),
                },
            }
        }
        Metric::TokensPerSecPerGpu => {
            // Published rates count tokens that carry data, and some the time of the whole run.
            let share = run.inputs.workload.fill / (1.0 + run.inputs.workload.overhead);
            time_with(&run.inputs, constants).tokens_per_sec_per_gpu.map(|rate| rate * share)
        }
    }
}

/// A run with its estimate.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    pub run: &'a MeasuredRun,
    pub predicted: Band<f64>,
}

impl Compared<'_> {
    /// `predicted / measured`
    pub fn ratio(&self) -> f64 {
        self.predicted.mid / self.run.value
    }
    /// `|predicted - measured| / measured`
    pub fn error(&self) -> f64 {
        (self.ratio() - 1.0).abs()
    }
    /// The measured value lies in the band.
    pub fn covered(&self) -> bool {
        (self.predicted.low..=self.predicted.high).contains(&self.run.value)
    }
}

/// Summary of a group of runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    pub rows: usize,
    /// Median of the relative error.
    pub median: f64,
    pub p90: f64,
    /// Share estimated more than 10 % too low.
    pub under10: f64,
    /// Share inside the band.
    pub covered: f64,
}

/// The value below which `share` of sorted values fall, by linear interpolation.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = share * last as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64)
}

pub fn score<'a>(runs: impl Iterator<Item = Compared<'a>>) -> Score {
    let (mut errors, mut under, mut covered) = (Vec::new(), 0.0, 0.0);
    for run in runs {
        errors.push(run.error());
        under += f64::from(u8::from(run.ratio() < 0.9));
        covered += f64::from(u8::from(run.covered()));
    }
    errors.sort_by(f64::total_cmp);
    let rows = errors.len();
    let share = |count: f64| if rows == 0 { f64::NAN } else { count / rows as f64 };
    Score {
        rows,
        median: quantile(&errors, 0.5),
        p90: quantile(&errors, 0.9),
        under10: share(under),
        covered: share(covered),
    }
}
