//! The guide's questions, answered by computing (Q2 is [`break_even`](super::break_even)).

use super::answer::{Answer, Row, answer};
use super::{Hardware, Method, PriceKind, Scenario, presets};
use crate::catalog::{GpuId, ModelId, OfferId};
use crate::engine::recipe::{Optimizer, Precision, Recompute, Technique};
use crate::engine::units::Band;

/// The scenario without what ties it to one plan.
fn open(scenario: &Scenario) -> Scenario {
    Scenario {
        method: Method::Physical,
        preset: None,
        hardware: Hardware::Cheapest,
        n_gpus: None,
        micro_batch_size: None,
        sharding: None,
        usd_per_instance_hour: None,
        price_as_of: None,
        measured_tokens_per_sec: None,
        measured_step_secs: None,
        measured_peak_mem_gib: None,
        ..*scenario
    }
}

/// An answer whose plan runs at a price.
fn that_runs(scenario: &Scenario) -> Option<Answer> {
    Some(answer(scenario)).filter(|answer| answer.chosen_row().is_some_and(Row::usable))
}

fn usd(answer: &Answer) -> f64 {
    answer.cost().map_or(f64::INFINITY, |cost| cost.mid.0)
}

/// Q1: one epoch of the scenario's tokens through all 175 billion parameters of GPT-3: the cheapest plan on demand and
/// on spot. The recipe is what fits such a run: mixed precision, sharded states, recompute.
pub fn gpt3(scenario: &Scenario) -> [Option<Answer>; 2] {
    let base = Scenario {
        model: presets::model("gpt-3-175b"),
        technique: Technique::Full,
        epochs: 1.0,
        precision: Precision::Bf16Mixed,
        optimizer: Optimizer::Adamw,
        recompute: Recompute::Full,
        seq_len: scenario.seq_len.min(2048),
        global_batch_size: scenario.global_batch_size.max(128),
        ..open(scenario)
    };
    [PriceKind::OnDemand, PriceKind::Spot].map(|price_kind| that_runs(&Scenario { price_kind, ..base }))
}

/// Q3: the cheapest way to tune the scenario's model: every technique, on demand and on spot.
pub fn cheapest(scenario: &Scenario) -> Option<Answer> {
    let techniques = [Technique::Qlora, Technique::Lora, Technique::Lora8bit, Technique::Full];
    techniques
        .into_iter()
        .flat_map(|technique| {
            [PriceKind::OnDemand, PriceKind::Spot].map(|price_kind| Scenario {
                technique,
                price_kind,
                ..open(scenario)
            })
        })
        .filter_map(|scenario| that_runs(&scenario))
        .min_by(|a, b| usd(a).total_cmp(&usd(b)))
}

/// Q4: the RTX 4090 against the A100 for this scenario: the cheapest plan on each.
pub fn rtx_4090_or_a100(scenario: &Scenario) -> [(GpuId, Option<Answer>); 2] {
    ["rtx-4090", "a100-sxm-80gb"].map(|id| {
        let gpu = GpuId::find(id).unwrap_or(GpuId(0));
        // The cheapest of the A100's forms.
        let forms = GpuId::all().filter(|other| other.get().name.starts_with("A100") == (id != "rtx-4090"));
        let best = forms
            .filter(|other| id != "rtx-4090" || *other == gpu)
            .filter(|other| OfferId::all().any(|offer| offer.get().gpu == *other))
            .filter_map(|gpu| that_runs(&Scenario { hardware: Hardware::Gpu(gpu), ..open(scenario) }))
            .min_by(|a, b| usd(a).total_cmp(&usd(b)));
        (gpu, best)
    })
}

/// A model of Q5's curve and what its cheapest plan costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizePoint {
    pub model: ModelId,
    pub n_params: f64,
    pub usd: Band<f64>,
}

/// Q5's curve, and how steep it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizes {
    pub points: Vec<SizePoint>,
    /// `cost ~ params^exponent`, by least squares of the logarithms: 1 is in proportion.
    pub exponent: Option<f64>,
}

/// Dense models of one maker, from the smallest to the largest, so that nothing but size differs much.
const SIZES: [&str; 7] =
    ["qwen2.5-0.5b", "qwen2.5-1.5b", "qwen2.5-3b", "qwen2.5-7b", "qwen2.5-14b", "qwen2.5-32b", "qwen2.5-72b"];

/// Q5: how cost grows with the model's size, everything else as in the scenario.
pub fn sizes(scenario: &Scenario) -> Sizes {
    let points: Vec<SizePoint> = SIZES
        .iter()
        .filter_map(|id| ModelId::find(id))
        .filter_map(|model| {
            let answer = that_runs(&Scenario { model, ..open(scenario) })?;
            let usd = answer.cost()?.map(|usd| usd.0);
            Some(SizePoint { model, n_params: model.get().model.n_params(), usd })
        })
        .collect();
    let exponent = exponent(&points);
    Sizes { points, exponent }
}

fn exponent(points: &[SizePoint]) -> Option<f64> {
    let n = points.len() as f64;
    let logs = points.iter().map(|point| (point.n_params.ln(), point.usd.mid.ln()));
    let (x, y) = logs.clone().fold((0.0, 0.0), |(a, b), (x, y)| (a + x / n, b + y / n));
    let (xy, xx) = logs.fold((0.0, 0.0), |(xy, xx), (a, b)| (xy + (a - x) * (b - y), xx + (a - x) * (a - x)));
    (points.len() > 2 && xx > 0.0).then(|| xy / xx)
}

/// The chance that a limit holds, by a band that nine runs in ten fall within: one in twenty below it, half at its middle,
/// and straight in between. `None`: beyond the band's ends, where the band says no more than one in twenty.
pub fn chance(band: Band<f64>, limit: f64) -> Option<f64> {
    let between = |low: f64, high: f64| if high > low { (limit - low) / (high - low) } else { 1.0 };
    if limit < band.low || limit > band.high {
        None
    } else if limit <= band.mid {
        Some(0.05 + 0.45 * between(band.low, band.mid))
    } else {
        Some(0.5 + 0.45 * between(band.mid, band.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_have_computed_answers() {
        let scenario = Scenario::default();
        let [on_demand, spot] = gpt3(&scenario);
        let on_demand = on_demand.expect("a plan for 175 B parameters");
        let row = on_demand.chosen_row().expect("a row");
        // 175 B parameters with mixed-precision AdamW are 2.8 TB of states: the guide's 16 and more.
        assert!(row.plan.n_gpus >= 16, "{}", row.plan.n_gpus);
        // Spot need not be cheaper: each start fetches 350 GB, and any of the machines stops them all.
        assert!(spot.is_none_or(|spot| usd(&spot) > 0.0));

        let best = cheapest(&scenario).expect("a plan");
        assert!(usd(&best) <= usd(&answer(&scenario)));

        for (gpu, answer) in rtx_4090_or_a100(&scenario) {
            let answer = answer.expect("8 B fits on both");
            let name = answer.chosen_row().expect("a row").offer.get().gpu.get().name;
            assert_eq!(name.split(' ').next(), gpu.get().name.split(' ').next());
        }

        let found = sizes(&scenario);
        assert!(found.points.len() >= 5, "{:?}", found.points);
        let exponent = found.exponent.expect("a slope");
        assert!((0.4..1.6).contains(&exponent), "{exponent}");
        assert!(found.points.windows(2).all(|pair| pair[0].n_params < pair[1].n_params));
    }

    #[test]
    fn a_power_law_gives_its_exponent() {
        let model = ModelId(0);
        let points = [1.0, 4.0, 16.0, 64.0].map(|n: f64| SizePoint {
            model,
            n_params: n,
            usd: Band::exact(3.0 * n.powf(0.75)),
        });
        assert!((exponent(&points).expect("a slope") - 0.75).abs() < 1e-12);
        assert_eq!(exponent(&points[..2]), None);
    }

    #[test]
    fn the_share_of_the_band_that_decides() {
        let band = Band { low: 10.0, mid: 20.0, high: 40.0 };
        assert_eq!((chance(band, 9.0), chance(band, 41.0)), (None, None));
        assert_eq!(
            (chance(band, 10.0), chance(band, 20.0), chance(band, 40.0)),
            (Some(0.05), Some(0.5), Some(0.95))
        );
        assert_eq!(chance(Band::exact(5.0), 5.0), Some(0.05 + 0.45));
    }
}
