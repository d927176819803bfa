//! What the guide says about a scenario, by its own method: hours from its tables, in proportion to the tokens,
//! times epochs, times a price.

use super::answer::Row;
use super::presets::PresetId;
use super::{Hardware, Method, Scenario, resolve};
use crate::catalog::{GpuId, OfferId};
use crate::engine::guide::GuidePlan;
use crate::engine::recipe::Technique;
use crate::engine::units::{Band, Hours, Usd, UsdPerHour};
use crate::format;

/// What the guide prints for this scenario, where it prints anything.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideAnswer {
    /// The offer whose price it takes.
    pub offer: OfferId,
    pub n_gpus: u32,
    pub n_instances: u32,
    /// For all instances together.
    pub per_hour: UsdPerHour,
    /// Wall-clock hours of the run, low and high of the guide's range.
    pub hours_low: Hours,
    pub hours_high: Hours,
    pub usd_low: Usd,
    pub usd_high: Usd,
    /// `H11` or `B1`: the row of the guide that it comes from.
    pub row: &'static str,
    /// The guide's own verdict, where it gives one.
    pub verdict: Option<&'static str>,
    /// How the row was scaled, in a sentence.
    pub how: String,
}

impl GuideAnswer {
    /// Ends and middle.
    pub fn cost(&self) -> Band<Usd> {
        Band { low: self.usd_low, mid: (self.usd_low + self.usd_high) * 0.5, high: self.usd_high }
    }
    /// Ends and middle.
    pub fn hours(&self) -> Band<Hours> {
        Band { low: self.hours_low, mid: (self.hours_low + self.hours_high) * 0.5, high: self.hours_high }
    }
}

/// Why there is no answer by the guide's method.
pub const NOT_IN_GUIDE: &str = "The guide prints no hours for this. It knows the RTX 4090, A100 and H100, models from 7B, \
     and more than one GPU from 34B. Choose such hardware, or the estimator.";

/// Hours of the guide's tables for one epoch of 1 M tokens.
struct HourRow {
    id: &'static str,
    size: Size,
    /// LoRA, with or without quantisation.
    adapter: bool,
    /// Start of the catalog's GPU ids that it means, and of those it stands in for.
    gpu: &'static str,
    family: &'static str,
    n_gpus: u32,
    /// All GPUs together: wall-clock hours times their number.
    gpu_hours: (f64, f64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    B7,
    B13,
    B34To70,
    B70Plus,
}

impl Size {
    /// The nearest class: a model belongs to the class that its size is the smaller factor away from. The guide's
    /// 70B rows for four GPUs and more are a class of their own.
    fn of(n_params: f64, adapter: bool, n_gpus: Option<u32>) -> Self {
        match n_params / 1e9 {
            ..9.5 => Self::B7,
            ..21.0 => Self::B13,
            60.0.. if adapter && n_gpus.is_some_and(|n_gpus| n_gpus > 2) => Self::B70Plus,
            ..100.0 => Self::B34To70,
            _ if adapter => Self::B70Plus,
            _ => Self::B34To70,
        }
    }
    const fn label(self) -> &'static str {
        match self {
            Self::B7 => "7B",
            Self::B13 => "13B",
            Self::B34To70 => "34B to 70B",
            Self::B70Plus => "70B and up",
        }
    }
}

const fn row(
    id: &'static str,
    size: Size,
    adapter: bool,
    gpu: &'static str,
    family: &'static str,
    n_gpus: u32,
    gpu_hours: (f64, f64),
) -> HourRow {
    HourRow { id, size, adapter, gpu, family, n_gpus, gpu_hours }
}

static HOURS: [HourRow; 21] = [
    row("H1", Size::B7, false, "rtx-4090", "rtx-4090", 1, (8.0, 8.0)),
    row("H2", Size::B7, false, "a100-pcie", "a100", 1, (6.0, 6.0)),
    row("H3", Size::B7, false, "h100", "h100", 1, (4.0, 4.0)),
    row("H4", Size::B7, true, "rtx-4090", "rtx-4090", 1, (2.0, 4.0)),
    row("H5", Size::B7, true, "a100", "a100", 1, (1.0, 2.0)),
    row("H6", Size::B7, true, "h100", "h100", 1, (1.0, 2.0)),
    row("H7", Size::B13, false, "rtx-4090", "rtx-4090", 1, (16.0, 20.0)),
    row("H8", Size::B13, false, "a100-pcie", "a100", 1, (12.0, 16.0)),
    row("H9", Size::B13, false, "a100-sxm", "a100", 1, (10.0, 14.0)),
    row("H10", Size::B13, false, "h100", "h100", 1, (8.0, 10.0)),
    row("H11", Size::B13, true, "rtx-4090", "rtx-4090", 1, (4.0, 8.0)),
    row("H12", Size::B13, true, "a100", "a100", 1, (3.0, 6.0)),
    row("H13", Size::B13, true, "h100", "h100", 1, (2.0, 4.0)),
    row("H14", Size::B34To70, false, "a100", "a100", 2, (60.0, 100.0)),
    row("H15", Size::B34To70, false, "h100", "h100", 2, (40.0, 60.0)),
    row("H16", Size::B34To70, false, "a100", "a100", 4, (60.0, 100.0)),
    row("H17", Size::B34To70, true, "a100", "a100", 2, (16.0, 24.0)),
    row("H18", Size::B34To70, true, "h100", "h100", 2, (12.0, 16.0)),
    row("H19", Size::B70Plus, true, "a100", "a100", 4, (40.0, 80.0)),
    row("H20", Size::B70Plus, true, "h100", "h100", 4, (25.0, 40.0)),
    row("H21", Size::B70Plus, true, "h100", "h100", 8, (15.0, 25.0)),
];

/// The guide's plan for one of its budgets.
struct Budget {
    /// One epoch of the budget's own tokens, on the budget's GPUs.
    hours_per_epoch: f64,
    verdict: &'static str,
}

fn budget(preset: PresetId) -> Budget {
    match preset {
        PresetId::B1 => Budget { hours_per_epoch: 2.0, verdict: "well under budget" },
        PresetId::B2 => Budget { hours_per_epoch: 12.0, verdict: "sufficient" },
        PresetId::B3 | PresetId::B3Alt => Budget { hours_per_epoch: 20.0, verdict: "well under budget" },
    }
}

/// The guide's answer beside ours: for the offer that we choose, or, where the guide's method is asked for and the
/// hardware is open, for the cheapest or fastest that it knows. `None`: it prints nothing about this, see
/// [`NOT_IN_GUIDE`].
pub fn guide_answer(scenario: &Scenario, chosen: Option<&Row>) -> Option<GuideAnswer> {
    if scenario.method == Method::Physical {
        return on_offer(scenario, chosen?.offer);
    }
    let asked = |offer: &OfferId| match scenario.hardware {
        Hardware::Cheapest | Hardware::Fastest => true,
        Hardware::Gpu(gpu) => offer.get().gpu == gpu,
        Hardware::Offer(named) => *offer == named,
    };
    let answers = OfferId::all().filter(asked).filter_map(|offer| on_offer(scenario, offer));
    answers.min_by(|a, b| {
        let by_cost = a.cost().mid.0.total_cmp(&b.cost().mid.0);
        let by_time = a.hours().mid.0.total_cmp(&b.hours().mid.0);
        if scenario.hardware == Hardware::Fastest { by_time.then(by_cost) } else { by_cost.then(by_time) }
    })
}

fn on_offer(scenario: &Scenario, offer: OfferId) -> Option<GuideAnswer> {
    by_budget(scenario, offer).or_else(|| by_table(scenario, offer))
}

/// The guide's budgets take the hours of its 1 M-token tables for whatever number of tokens they have; from there the
/// answer goes in proportion (rule R9).
fn by_budget(scenario: &Scenario, offer: OfferId) -> Option<GuideAnswer> {
    let preset = scenario.preset?;
    let asked = preset.scenario();
    let same = scenario.model == asked.model
        && scenario.technique == asked.technique
        && scenario.n_gpus == asked.n_gpus
        && matches!(asked.hardware, Hardware::Offer(named) if named.get().gpu == offer.get().gpu);
    if !same {
        return None;
    }
    let budget = budget(preset);
    let share = scenario.tokens / asked.tokens;
    let hours = budget.hours_per_epoch * share;
    let unchanged = share == 1.0 && scenario.epochs == asked.epochs;
    let how = format!(
        "{}: {} an epoch of {} tokens, times {} epochs.",
        preset.id(),
        format::hours(Hours(hours)),
        format::count(scenario.tokens),
        format::plain(scenario.epochs)
    );
    let n_gpus = asked.n_gpus.unwrap_or(1);
    let verdict = unchanged.then_some(budget.verdict);
    priced(scenario, offer, n_gpus, preset.id(), (hours, hours), verdict, how)
}

fn by_table(scenario: &Scenario, offer: OfferId) -> Option<GuideAnswer> {
    let row = hour_row(scenario, offer.get().gpu)?;
    let n_gpus = scenario.n_gpus.unwrap_or(row.n_gpus);
    // The guide calls one GPU insufficient from 34B up.
    if n_gpus == 1 && row.n_gpus > 1 {
        return None;
    }
    let scale = scenario.tokens / 1e6;
    let wall = |gpu_hours: f64| gpu_hours / f64::from(n_gpus) * scale;
    let (low, high) = row.gpu_hours;
    let technique = if row.adapter { "LoRA" } else { "full fine-tuning" };
    let how = format!(
        "{}: {} GPU-hours for an epoch of 1 M tokens, {} {technique} on {}, in proportion to {} tokens, times {} epochs.",
        row.id,
        format::range(&format::plain(low), &format::plain(high)),
        row.size.label(),
        offer.get().gpu.get().name,
        format::count(scenario.tokens),
        format::plain(scenario.epochs),
    );
    priced(scenario, offer, n_gpus, row.id, (wall(low), wall(high)), None, how)
}

/// The row of the guide's tables that is nearest: same size class and kind of technique, same family of GPU, the exact
/// GPU before its relatives, the nearest number of GPUs before others.
fn hour_row(scenario: &Scenario, gpu: GpuId) -> Option<&'static HourRow> {
    let adapter = scenario.technique != Technique::Full;
    let size = Size::of(scenario.model.get().model.n_params(), adapter, scenario.n_gpus);
    let gpu = gpu.get().id;
    let distance = |row: &HourRow| {
        let asked = scenario.n_gpus.unwrap_or(1);
        let gpus = asked.max(row.n_gpus) / asked.min(row.n_gpus).max(1);
        (!gpu.starts_with(row.gpu), gpus)
    };
    HOURS
        .iter()
        .filter(|row| row.size == size && row.adapter == adapter && gpu.starts_with(row.family))
        .min_by_key(|row| distance(row))
}

fn priced(
    scenario: &Scenario,
    offer: OfferId,
    n_gpus: u32,
    row: &'static str,
    (low, high): (f64, f64),
    verdict: Option<&'static str>,
    how: String,
) -> Option<GuideAnswer> {
    let n_instances = n_gpus.div_ceil(offer.get().gpus_per_instance.max(1));
    let price = resolve::price(scenario, offer).per_instance? * f64::from(n_instances);
    let plan = |hours| GuidePlan { hours_per_epoch: Hours(hours), epochs: scenario.epochs, price };
    Some(GuideAnswer {
        offer,
        n_gpus,
        n_instances,
        per_hour: price,
        hours_low: plan(low).hours(),
        hours_high: plan(high).hours(),
        usd_low: plan(low).cost(),
        usd_high: plan(high).cost(),
        row,
        verdict,
        how,
    })
}

#[cfg(test)]
mod tests {
    use super::super::answer::answer;
    use super::*;
    use crate::catalog::ModelId;

    fn by_guide(scenario: Scenario) -> Option<GuideAnswer> {
        answer(&Scenario { method: Method::Guide, ..scenario }).guide
    }

    /// `guide.md` budgets B1 to B3 and the alternative.
    #[test]
    fn the_guides_budgets_come_out_to_the_cent() {
        let expected = [
            (PresetId::B1, "$0.84", "$30.84", 6.0, "well under budget"),
            (PresetId::B2, "$28.56", "$28.56", 24.0, "sufficient"),
            (PresetId::B3, "$215.20", "$215.20", 40.0, "well under budget"),
            (PresetId::B3Alt, "$430.40", "$430.40", 40.0, "well under budget"),
        ];
        for (preset, usd, with_experiments, hours, verdict) in expected {
            let answer = answer(&Scenario { method: Method::Guide, ..preset.scenario() });
            let guide = answer.guide.as_ref().expect(preset.id());
            assert_eq!(format::usd_exact(guide.usd_low), usd, "{preset:?}");
            assert_eq!(guide.usd_low, guide.usd_high);
            assert!((guide.hours_low.0 - hours).abs() < 1e-9);
            assert_eq!(guide.verdict, Some(verdict));
            let total = answer.cost_with_experiments().expect(usd);
            assert_eq!(format::usd_exact(total.mid), with_experiments);
            assert_eq!(answer.budget, Some(super::super::answer::Verdict::Under));
        }
    }

    /// Every hour of the tables comes out of a scenario of one epoch of 1 M tokens.
    #[test]
    fn every_row_of_the_tables_can_be_reached() {
        for row in &HOURS {
            let model = match row.size {
                Size::B7 => "llama-2-7b",
                Size::B13 => "llama-2-13b",
                Size::B34To70 | Size::B70Plus => "llama-2-70b",
            };
            let scenario = Scenario {
                model: ModelId::find(model).expect(model),
                tokens: 1e6,
                epochs: 1.0,
                technique: if row.adapter { Technique::Qlora } else { Technique::Full },
                n_gpus: Some(row.n_gpus),
                ..Scenario::default()
            };
            let gpu = GpuId::all().find(|gpu| gpu.get().id.starts_with(row.gpu)).expect(row.gpu);
            let offer = OfferId::all().find(|offer| offer.get().gpu.get().id.starts_with(row.gpu));
            assert_eq!(hour_row(&scenario, gpu).map(|found| found.id), Some(row.id));
            let scenario = Scenario { hardware: Hardware::Offer(offer.expect(row.gpu)), ..scenario };
            if let Some(guide) = by_guide(scenario) {
                assert_eq!(guide.row, row.id);
                let n_gpus = f64::from(row.n_gpus);
                assert_eq!((guide.hours_low.0 * n_gpus, guide.hours_high.0 * n_gpus), row.gpu_hours);
            } else {
                assert!(resolve::price(&scenario, offer.expect(row.gpu)).per_instance.is_none());
            }
        }
    }

    #[test]
    fn hours_go_with_tokens_and_epochs_and_no_row_is_no_answer() {
        let h100 = GpuId::find("h100-sxm").map(Hardware::Gpu).expect("h100-sxm");
        let base = Scenario { hardware: h100, ..Scenario::default() };
        let one = by_guide(Scenario { tokens: 1e6, epochs: 1.0, ..base }).expect("a row");
        let six = by_guide(Scenario { tokens: 2e6, epochs: 3.0, ..base }).expect("a row");
        assert!((six.usd_low / one.usd_low - 6.0).abs() < 1e-12);
        let unknown = GpuId::find("t4").map(Hardware::Gpu).expect("t4");
        assert_eq!(by_guide(Scenario { hardware: unknown, ..base }), None);
    }
}
