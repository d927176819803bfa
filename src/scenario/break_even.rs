//! Question Q2: fine-tune, or call an API? The scenario's run with a server, against managed tuning and a larger model.

use super::Scenario;
use super::answer::{Answer, Row};
use super::bill::Serving;
use crate::catalog::tables::{API_PRICES, SERVING};
use crate::catalog::{ApiId, ApiPrice, ModelId, Offer, OfferId, ServingSpeed};
use crate::engine::break_even::{Call, CallPrice, Crossing, Job, JobTokens, Server, UsdPerMtok, Way};
use crate::engine::units::{Usd, UsdPerHour};

/// The price list's row of each option of the fields, in their order.
pub const API_ROWS: [&str; 9] = [
    "openai.gpt-4o-2024-08-06.2026-08",
    "openai.gpt-4o-mini-2024-07-18.2026-08",
    "openai.gpt-4-1-2025-04-14.2026-08",
    "openai.gpt-4-1-mini-2025-04-14.2026-08",
    "openai.gpt-4-1-nano-2025-04-14.2026-08",
    "vertex.gemini-2-5-pro.2026-08",
    "vertex.gemini-2-5-flash.2026-08",
    "vertex.gemini-2-5-flash-lite.2026-08",
    "cohere.command-r-fine-tuned.undated",
];

/// The row of an option.
pub fn api(option: u8) -> Option<&'static ApiPrice> {
    ApiId::find(API_ROWS.get(usize::from(option))?).map(ApiId::get)
}

/// A server of one's own: published speed and the cheapest offer that it runs on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnServer {
    pub server: Server,
    pub speed: &'static ServingSpeed,
    /// The speed is another model's, in inverse proportion to active parameters. An assumption.
    pub scaled: bool,
    pub offer: OfferId,
    pub n_instances: u32,
}

/// The three ways, as far as prices are known.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    pub call: Call,
    pub calls: f64,
    pub months: f64,
    pub own_server: Option<OwnServer>,
    pub own: Option<Way>,
    pub managed_tokens: f64,
    pub managed: Option<Way>,
    pub plain: Option<Way>,
}

/// A crossing by calls and one by months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overtakes {
    pub calls: Crossing,
    pub months: Crossing,
}

impl BreakEven {
    pub fn new(answer: &Answer) -> Self {
        let scenario = &answer.scenario;
        let serving = &scenario.serving;
        let call = Call { prompt_tokens: serving.prompt_tokens, answer_tokens: serving.answer_tokens };
        let own_server = own_server(scenario);
        // The whole project pays for a model of one's own.
        let once = answer.cost_with_experiments().map(|band| band.mid);
        let own = once.zip(own_server).map(|(once, own)| Way::Own { once, server: own.server });
        let tokens = job_tokens(scenario);
        let managed = api(serving.managed);
        Self {
            call,
            calls: serving.calls_per_month,
            months: serving.months,
            own_server,
            own,
            managed_tokens: tokens.billed(),
            managed: managed.and_then(|managed| {
                let (job, price) = (job(managed)?, tuned_price(managed)?);
                Some(Way::Calls { once: job.cost(&tokens), price })
            }),
            plain: plain_price(serving).map(|price| Way::Calls { once: Usd::ZERO, price }),
        }
    }

    /// Where `way` becomes cheaper than `other`.
    pub fn overtakes(&self, way: &Way, other: &Way) -> Overtakes {
        Overtakes {
            calls: way.cheaper_from_calls(other, &self.call, self.months),
            months: way.cheaper_from_months(other, &self.call, self.calls),
        }
    }

    /// Cost of a way over the months at so many calls a month.
    pub fn cost(&self, way: &Way, calls: f64) -> Usd {
        way.cost(&self.call, calls, self.months)
    }
}

/// What a managed job counts of the scenario's data. Without packing, providers bill padded rows.
pub fn job_tokens(scenario: &Scenario) -> JobTokens {
    JobTokens {
        training: scenario.tokens,
        epochs: scenario.epochs,
        validation: scenario.tokens * scenario.bill.validation_share,
        evaluations: scenario.bill.evaluations,
        fill: if scenario.packing { 1.0 } else { scenario.fill },
    }
}

/// The job of a price list's row. `None`: it names no price for training tokens.
pub fn job(api: &ApiPrice) -> Option<Job> {
    let price = UsdPerMtok(api.training_usd_per_million_tokens?);
    Some(Job { price, minimum: api.minimum_usd_per_job.map(Usd) })
}

/// Calls to the tuned model.
pub fn tuned_price(api: &ApiPrice) -> Option<CallPrice> {
    let (input, output) = (api.input_usd_per_million_tokens?, api.output_usd_per_million_tokens?);
    Some(CallPrice { input: UsdPerMtok(input), output: UsdPerMtok(output) })
}

/// Calls to the larger model as it is.
fn plain_price(serving: &Serving) -> Option<CallPrice> {
    let api = api(serving.plain)?;
    let input = serving.plain_input_usd.or(api.base_input_usd_per_million_tokens)?;
    let output = serving.plain_output_usd.or(api.base_output_usd_per_million_tokens)?;
    Some(CallPrice { input: UsdPerMtok(input), output: UsdPerMtok(output) })
}

/// Managed jobs for a model of this size or by this name, cheapest first: what the training alone would cost there.
pub fn jobs_for(scenario: &Scenario) -> Vec<(&'static ApiPrice, Usd)> {
    let tokens = job_tokens(scenario);
    let mut jobs: Vec<_> = API_PRICES
        .iter()
        .filter(|api| covers(api, scenario))
        .filter_map(|api| Some((api, job(api)?.cost(&tokens))))
        .collect();
    jobs.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
    jobs
}

/// A row that names the scenario's model, or a class of sizes and a technique that cover it: `17B-69B SFT LoRA`. Classes
/// go by total parameters.
fn covers(api: &ApiPrice, scenario: &Scenario) -> bool {
    if ModelId::find(api.model) == Some(scenario.model) {
        return true;
    }
    let mut words = api.model.split(' ');
    let billions = scenario.model.get().model.n_params() / 1e9;
    let class = match (words.next(), words.next(), words.next()) {
        (Some("up"), Some("to"), Some(most)) => size(most).is_some_and(|most| billions <= most + 0.5),
        (Some(range), ..) => range.split_once('-').is_some_and(|(low, high)| {
            size(low)
                .zip(size(high))
                .is_some_and(|(low, high)| billions > low - 0.5 && billions <= high + 0.5)
        }),
        _ => false,
    };
    let lora = api.model.contains("LoRA");
    class && !api.model.contains("DPO") && lora == scenario.technique.is_adapter()
}

/// `16.1B` in billions.
fn size(text: &str) -> Option<f64> {
    crate::format::parse_number(text.strip_suffix('B')?)
}

/// The published speed that is nearest to the scenario's model and call, on the offer that serves it for least.
fn own_server(scenario: &Scenario) -> Option<OwnServer> {
    let serving = &scenario.serving;
    let model = scenario.model.get();
    let active = model.model.n_active_params();
    let params = |id: &str| ModelId::find(id).map(|model| model.get().model.n_active_params());
    // The model itself; else the one nearest in active parameters.
    let apart = |speed: &ServingSpeed| match params(speed.model) {
        _ if speed.model == model.id => 1.0,
        Some(other) => f64::max(other / active, active / other) + 1.0,
        None => f64::INFINITY,
    };
    let nearest = SERVING.iter().map(apart).fold(f64::INFINITY, f64::min);
    let far = |a: f64, b: u32| f64::max(a, f64::from(b)) / f64::min(a, f64::from(b)).max(1.0);
    let shape = |speed: &ServingSpeed| {
        far(serving.prompt_tokens, speed.prompt_tokens) * far(serving.answer_tokens, speed.answer_tokens)
    };
    // Of each kind of server the row whose call is most alike; of the servers the one that answers most for a dollar.
    let rows = SERVING.iter().filter(|speed| apart(speed) == nearest);
    let alike = rows.clone().filter(|speed| {
        rows.clone()
            .filter(|other| (other.gpu, other.n_gpus) == (speed.gpu, speed.n_gpus))
            .all(|other| shape(speed) <= shape(other))
    });
    alike
        .filter_map(|speed| {
            let (offer, n_instances, per_hour) = cheapest(speed)?;
            let scaled = speed.model != model.id;
            let factor = if scaled { params(speed.model)? / active } else { 1.0 };
            let server = Server {
                published_rate: speed.answer_tokens_per_sec * factor,
                derate: serving.derate,
                utilisation: serving.utilisation,
                per_hour,
            };
            Some(OwnServer { server, speed, scaled, offer, n_instances })
        })
        .min_by(|a, b| {
            let per_answer = |own: &OwnServer| own.server.per_hour.0 / own.server.published_rate;
            per_answer(a).total_cmp(&per_answer(b))
        })
}

/// The cheapest way to rent a server's GPUs in one machine, on demand: whole instances.
fn cheapest(speed: &ServingSpeed) -> Option<(OfferId, u32, UsdPerHour)> {
    let fits = |offer: &Offer| {
        offer.gpu == speed.gpu && offer.max_gpus_per_node.max(offer.gpus_per_instance) >= speed.n_gpus
    };
    OfferId::all()
        .filter(|id| fits(id.get()))
        .filter_map(|id| {
            let offer = id.get();
            let n_instances = speed.n_gpus.div_ceil(offer.gpus_per_instance.max(1));
            Some((id, n_instances, super::book::prices(id).0? * f64::from(n_instances)))
        })
        .min_by(|a, b| a.2.0.total_cmp(&b.2.0))
}

/// The scenario of question Q2 with the guide's own figures: its larger model costs $0.03 for a thousand tokens. It
/// names no price for answers; the same is taken.
pub fn guide_preset(scenario: &Scenario) -> Scenario {
    let mut guide = *scenario;
    guide.serving.plain_input_usd = Some(30.0);
    guide.serving.plain_output_usd = Some(30.0);
    guide
}

/// What padding adds to the bill of the plan: the share of its computed tokens that carry nothing.
pub fn padding(row: &Row) -> f64 {
    1.0 - row.inputs.workload.fill
}

#[cfg(test)]
mod tests {
    use super::super::answer::answer;
    use super::super::fields;
    use super::*;

    #[test]
    fn the_default_scenario_has_all_three_ways() {
        let found = BreakEven::new(&answer(&Scenario::default()));
        let (own, managed, plain) = (found.own.unwrap(), found.managed.unwrap(), found.plain.unwrap());
        assert_eq!(found.own_server.unwrap().speed.model, "llama-3.1-8b");
        // 5 M tokens x 3 epochs and 3 passes over 2 % of them, at $3 a million.
        assert!((managed.once().0 - 3.0 * (15.0 + 0.3)).abs() < 1e-9, "{managed:?}");
        assert_eq!(plain.once(), Usd::ZERO);
        assert!(matches!(found.overtakes(&own, &plain).calls, Crossing::From { .. }));
    }

    #[test]
    fn a_padded_job_is_billed_by_rows() {
        let packed = Scenario::default();
        let padded = Scenario { packing: false, fill: 0.25, ..packed };
        assert_eq!(job_tokens(&padded).billed(), 4.0 * job_tokens(&packed).billed());
    }

    /// The guide: competitive above about a million calls. Over a year that is 83,000 a month.
    #[test]
    fn the_guides_figures_come_near_its_own_answer() {
        let found = BreakEven::new(&answer(&guide_preset(&Scenario::default())));
        let overtakes = found.overtakes(&found.own.unwrap(), &found.plain.unwrap());
        let Crossing::From { for_good, .. } = overtakes.calls else { panic!("{overtakes:?}") };
        assert!((200_000.0..3_000_000.0).contains(&(for_good * 12.0)), "{for_good}");
    }

    #[test]
    fn classes_cover_sizes_and_techniques() {
        let jobs = jobs_for(&Scenario::default());
        assert!(jobs.iter().any(|(api, _)| api.model == "up to 16B SFT LoRA"));
        assert!(jobs.iter().any(|(api, _)| api.model == "llama-3.1-8b-instruct"));
        assert!(jobs.iter().all(|(api, _)| !api.model.contains("full") && !api.model.contains("DPO")));
        let large = Scenario { model: ModelId::find("llama-3.3-70b").unwrap(), ..Scenario::default() };
        assert!(jobs_for(&large).iter().any(|(api, _)| api.model == "70B-100B SFT LoRA"));
    }

    #[test]
    fn every_option_has_its_prices() {
        for key in ["managed", "plain"] {
            assert_eq!(fields::choice(key).unwrap().options.len(), API_ROWS.len());
        }
        for option in 0..API_ROWS.len() as u8 {
            let api = api(option).unwrap();
            assert!(job(api).is_some() && tuned_price(api).is_some(), "{}", api.id);
            let serving = Serving { plain: option, ..Serving::DEFAULT };
            assert!(plain_price(&serving).is_some(), "{}", api.id);
            let name = fields::choice("plain").unwrap().options[usize::from(option)].value.replace('.', "-");
            assert!(api.id.contains(&name), "{} is not {name}", api.id);
        }
    }

    #[test]
    fn what_has_no_price_makes_no_way() {
        let unpriced = API_PRICES.iter().find(|api| api.training_usd_per_million_tokens.is_none()).unwrap();
        assert_eq!(job(unpriced), None);
        assert_eq!(tuned_price(API_PRICES.iter().find(|api| api.provider == "Together").unwrap()), None);
    }
}
