//! What the guide says about a scenario, by its own method: hours from its tables, in proportion to the tokens,
//! times epochs, times a price.

use super::answer::Row;
use super::{Hardware, Method, Scenario, resolve};
use crate::catalog::guide::{self, GuideTechnique, HoursRow};
use crate::catalog::{GpuEntry, OfferId};
use crate::engine::guide::GuidePlan;
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
pub const NOT_IN_GUIDE: &str = "The guide prints no hours for this. It knows the RTX 4090, A100 and H100, models of 7B, 13B and \
     34B and up, and from 34B up more than one GPU. Choose such a plan, or the estimator.";

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
    let budget = preset.budget().filter(|_| same)?;
    let share = scenario.tokens / asked.tokens;
    let hours = budget.hours_per_epoch * share;
    let unchanged = share == 1.0 && scenario.epochs == asked.epochs;
    let how = format!(
        "{}: {} an epoch of {} tokens, times {} epochs.",
        budget.id,
        format::hours(Hours(hours)),
        format::count(scenario.tokens),
        format::plain(scenario.epochs)
    );
    let verdict = unchanged.then_some(budget.verdict);
    priced(scenario, offer, budget.n_gpus, budget.id, (hours, hours), verdict, how)
}

fn by_table(scenario: &Scenario, offer: OfferId) -> Option<GuideAnswer> {
    let gpu = offer.get().gpu.get();
    let row = hours_row(scenario, gpu)?;
    let n_gpus = scenario.n_gpus.unwrap_or(row.n_gpus);
    // The guide calls one GPU insufficient from 34B up.
    if n_gpus == 1 && row.n_gpus > 1 {
        return None;
    }
    let scale = scenario.tokens / guide::HOURS_TOKENS * f64::from(row.n_gpus) / f64::from(n_gpus);
    let (low, high) = row.wall_clock();
    let how = format!(
        "{}: {} h for an epoch of {} tokens, {} {} on {}x {}. In proportion to {} tokens and {}, times {} epochs.",
        row.id,
        format::range(&format::plain(low), &format::plain(high)),
        format::count(guide::HOURS_TOKENS),
        row.size.label(),
        row.technique.label(),
        row.n_gpus,
        row.gpu.label(),
        format::count(scenario.tokens),
        format::plural(n_gpus, "GPU", "GPUs"),
        format::plain(scenario.epochs),
    );
    priced(scenario, offer, n_gpus, row.id, (low * scale, high * scale), None, how)
}

/// The row of the guide's tables that is nearest: the size class covers the model, the name covers the GPU; then the
/// technique itself before another with adapters, the number of GPUs asked before others, and the fewest GPUs.
fn hours_row(scenario: &Scenario, gpu: &GpuEntry) -> Option<&'static HoursRow> {
    let n_params = scenario.model.get().model.n_params();
    let technique = GuideTechnique::of(scenario.technique);
    let adapter = |technique| technique != GuideTechnique::Full;
    let distance = |row: &HoursRow| {
        let asked = scenario.n_gpus.unwrap_or(1);
        (row.technique != technique, asked.max(row.n_gpus) / asked.min(row.n_gpus).max(1), row.n_gpus)
    };
    guide::HOURS
        .iter()
        .filter(|row| row.size.covers(n_params) && row.gpu.covers(gpu))
        .filter(|row| adapter(row.technique) == adapter(technique))
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
    use super::super::presets::PresetId;
    use super::*;
    use crate::catalog::guide::SizeClass;
    use crate::catalog::{GpuId, ModelId};
    use crate::engine::recipe::Technique;

    fn by_guide(scenario: Scenario) -> Option<GuideAnswer> {
        answer(&Scenario { method: Method::Guide, ..scenario }).guide
    }

    /// `guide.md` budgets B1 to B3 and the alternative.
    #[test]
    fn the_guides_budgets_come_out_to_the_cent() {
        let expected = [
            (PresetId::B1, "$0.84", "$30.84", 6.0, "Well under budget"),
            (PresetId::B2, "$28.56", "$28.56", 24.0, "Sufficient"),
            (PresetId::B3, "$215.20", "$215.20", 40.0, "Well under budget"),
            (PresetId::B3Alt, "$430.40", "$430.40", 40.0, "Well under budget"),
        ];
        for (preset, usd, with_experiments, hours, verdict) in expected {
            let answer = answer(&Scenario { method: Method::Guide, ..preset.scenario() });
            let guide = answer.guide.as_ref().expect(usd);
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
        for row in guide::HOURS {
            let model = match row.size {
                SizeClass::B7 => "llama-2-7b",
                SizeClass::B13 => "llama-2-13b",
                SizeClass::B34To70 | SizeClass::B70Up => "llama-2-70b",
            };
            let technique = match row.technique {
                GuideTechnique::Full => Technique::Full,
                GuideTechnique::Lora => Technique::Lora,
                GuideTechnique::LoraQuantised => Technique::Qlora,
            };
            let priced =
                |offer: &OfferId| row.gpu.covers(offer.get().gpu.get()) && offer.get().on_demand.is_some();
            let offer = OfferId::all().find(priced).expect(row.id);
            let scenario = Scenario {
                model: ModelId::find(model).expect(model),
                tokens: 1e6,
                epochs: 1.0,
                technique,
                n_gpus: Some(row.n_gpus),
                hardware: Hardware::Offer(offer),
                ..Scenario::default()
            };
            let answer = by_guide(scenario).expect(row.id);
            assert_eq!(answer.row, row.id);
            assert_eq!((answer.hours_low.0, answer.hours_high.0), row.wall_clock());
        }
    }

    /// Every price of the guide comes out of a scenario that takes its offer.
    #[test]
    fn every_price_of_the_guide_is_paid() {
        for price in guide::PRICES {
            let offer = OfferId::find(price.offer).expect(price.offer);
            let scenario = Scenario { hardware: Hardware::Offer(offer), ..Scenario::default() };
            let answer = answer(&scenario);
            let row = answer.chosen_row().expect(price.id);
            let per_instance = row.price.per_instance.expect(price.id).0;
            let per_gpu = per_instance / f64::from(offer.get().gpus_per_instance);
            // $49.24 for eight is printed as 6.16 each.
            assert!((per_gpu - price.usd_per_gpu_hour).abs() < 0.006, "{}: {per_gpu}", price.id);
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
