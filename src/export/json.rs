//! The answer as data for programs: what `scripts/estimate` prints and what JavaScript gets.
//!
//! The wire form is listed by hand, so that a renamed type inside does not rename a key outside.

use serde::{Serialize, Serializer};

use crate::engine::bill::BillPart;
use crate::engine::memory::{Fit, MemoryPart, Moment};
use crate::engine::recipe::Sharding;
use crate::engine::time::TimePart;
use crate::engine::units::Band;
use crate::format;
use crate::scenario::answer::{Answer, Row, Verdict, answer};
use crate::scenario::fields;
use crate::scenario::guide::{GuideAnswer, NOT_IN_GUIDE};
use crate::scenario::link::{Decoded, Notice, decode, encode, encode_pinned, values};
use crate::scenario::resolve::DEFAULT_NETWORK_GBPS;
use crate::scenario::ways_out::ways_out;
use crate::scenario::{Method, PriceKind, Scenario, check};

/// One estimate. Without an offer of the hardware asked for, everything about a plan is `null`.
#[derive(Serialize)]
pub struct Wire {
    /// Of this form.
    version: u32,
    /// The scenario without what was ignored, defaults left out.
    link: String,
    /// The same with the offer and its price as they are now.
    pinned_link: String,
    scenario: Object<Value>,
    method: &'static str,
    fits: bool,
    /// `fits`: the whole band; `tight`: its middle; `exceeds`.
    fit: Option<&'static str>,
    /// Why the plan cannot be recommended.
    reason: Option<&'static str>,
    /// One GPU, as nvidia-smi shows it.
    peak_mem_gib: Option<Range>,
    tokens_per_sec: Option<Range>,
    tokens_per_sec_per_gpu: Option<Range>,
    /// By the method asked, like the three that follow.
    gpu_hours: Option<Range>,
    wall_hours: Option<Range>,
    /// Without experiments.
    cost_usd: Option<Range>,
    cost_with_experiments_usd: Option<Range>,
    /// `under`, `tight` or `over`; `null` where none is set, or where nothing runs.
    budget: Option<&'static str>,
    deadline: Option<&'static str>,
    plan: Option<Plan>,
    model: Model,
    memory: Option<Memory>,
    time: Option<Time>,
    cost: Option<Cost>,
    guide: Option<Guide>,
    ways_out: Vec<WayOut>,
    notices: Vec<WireNotice>,
}

#[derive(Serialize)]
pub(super) struct Range {
    low: f64,
    mid: f64,
    high: f64,
}

impl Range {
    pub(super) fn of<T: Copy>(band: Band<T>, figure: impl Fn(T) -> f64) -> Self {
        // As many digits as a quantity keeps: 0.84, not 0.8400000000000001.
        let figure = |end| format::tidy(figure(end));
        Self { low: figure(band.low), mid: figure(band.mid), high: figure(band.high) }
    }
}

#[derive(Serialize)]
pub(super) struct Plan {
    gpu: &'static str,
    gpu_name: &'static str,
    offer: &'static str,
    provider: &'static str,
    /// Empty where the source names none; like `region`.
    tier: &'static str,
    region: &'static str,
    n_gpus: u32,
    n_instances: u32,
    gpus_per_instance: u32,
    idle_gpus: u32,
    micro_batch_size: u32,
    grad_accum_steps: u32,
    effective_batch_size: u32,
    sharding: &'static str,
    price: Price,
}

#[derive(Serialize)]
struct Price {
    kind: &'static str,
    usd_per_instance_hour: Option<f64>,
    usd_per_hour: Option<f64>,
    as_of: Option<String>,
    source: &'static str,
    /// Set by the link, not by the catalog.
    pinned: bool,
    /// Worked out from the on-demand price and the assumed discount.
    discounted: bool,
}

#[derive(Serialize)]
struct Model {
    id: &'static str,
    name: &'static str,
    n_params: f64,
    n_active_params: f64,
    n_trainable_params: f64,
}

#[derive(Serialize)]
struct Memory {
    capacity_gib: f64,
    allocated_gib: Range,
    reserved_gib: Range,
    device_gib: Range,
    peak_moment: &'static str,
    /// They add up to the middle of `device_gib`.
    parts_gib: Object<f64>,
    bytes_per_param: BytesPerParam,
}

#[derive(Serialize)]
struct BytesPerParam {
    weights: f64,
    gradients: f64,
    optimizer: f64,
}

#[derive(Serialize)]
struct Time {
    n_steps: f64,
    step_secs: Range,
    /// They add up to the middle of `step_secs`.
    parts_secs: Object<f64>,
    train_hours: Range,
    mfu: f64,
}

#[derive(Serialize)]
struct Cost {
    usd_per_hour: Option<f64>,
    parts_usd: Object<f64>,
    experiments_usd: f64,
}

#[derive(Serialize)]
struct Guide {
    row: &'static str,
    offer: &'static str,
    n_gpus: u32,
    usd_per_hour: f64,
    wall_hours: Range,
    gpu_hours: Range,
    cost_usd: Range,
    verdict: Option<&'static str>,
    how: String,
}

#[derive(Serialize)]
struct WayOut {
    label: String,
    link: String,
    effect: String,
    cost_usd: Option<f64>,
    extra_usd: Option<f64>,
    extra_hours: f64,
}

#[derive(Serialize)]
pub(super) struct WireNotice {
    pub(super) key: String,
    pub(super) message: String,
}

/// Pairs in their own order, written as an object.
pub(super) struct Object<T>(Vec<(&'static str, T)>);

/// A field of a scenario.
pub(super) enum Value {
    Number(f64),
    Flag(bool),
    Text(String),
    /// An optional field that is empty.
    Open,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(value) => to.serialize_f64(*value),
            Self::Flag(on) => to.serialize_bool(*on),
            Self::Text(text) => to.serialize_str(text),
            Self::Open => to.serialize_unit(),
        }
    }
}

/// Every field by the key that links give it, the preset first.
pub(super) fn fields_of(scenario: &Scenario) -> Object<Value> {
    let text = |text: String| if text.is_empty() { Value::Open } else { Value::Text(text) };
    let preset = (fields::PRESET, text(fields::preset_text(scenario.preset).to_owned()));
    let others = values(scenario).into_iter().map(|(key, value)| {
        let value = match (fields::number(key), fields::flag(key)) {
            (Some(field), _) => (field.get)(scenario).map_or(Value::Open, Value::Number),
            (_, Some(field)) => Value::Flag((field.get)(scenario)),
            _ => text(value),
        };
        (key, value)
    });
    Object([preset].into_iter().chain(others).collect())
}

impl<T: Serialize> Serialize for Object<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

const fn memory_part(part: MemoryPart) -> &'static str {
    match part {
        MemoryPart::Weights => "weights",
        MemoryPart::Adapters => "adapters",
        MemoryPart::Gradients => "gradients",
        MemoryPart::OptimizerStates => "optimizer_states",
        MemoryPart::OptimizerTemporary => "optimizer_temporary",
        MemoryPart::Activations => "activations",
        MemoryPart::Logits => "logits",
        MemoryPart::Dequantised => "dequantised",
        MemoryPart::Gathered => "gathered",
        MemoryPart::Fragmentation => "fragmentation",
        MemoryPart::Context => "context",
    }
}

const fn time_part(part: TimePart) -> &'static str {
    match part {
        TimePart::Matmul => "matmul",
        TimePart::Attention => "attention",
        TimePart::Elementwise => "elementwise",
        TimePart::CrossEntropy => "cross_entropy",
        TimePart::Dequantisation => "dequantisation",
        TimePart::Adapters => "adapters",
        TimePart::Launch => "launch",
        TimePart::Communication => "communication",
        TimePart::Bubble => "bubble",
        TimePart::OptimizerStep => "optimizer_step",
        TimePart::Offload => "offload",
    }
}

const fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Loss => "loss",
        Moment::BackwardStart => "backward_start",
        Moment::BackwardEnd => "backward_end",
        Moment::Step => "step",
    }
}

const fn sharding(sharding: Sharding) -> &'static str {
    match sharding {
        Sharding::None => "none",
        Sharding::Zero1 => "zero1",
        Sharding::Zero2 => "zero2",
        Sharding::Zero3 => "zero3",
        Sharding::Fsdp => "fsdp",
    }
}

const fn price_kind(kind: PriceKind) -> &'static str {
    match kind {
        PriceKind::OnDemand => "on-demand",
        PriceKind::Spot => "spot",
    }
}

pub(super) const fn fit(row: &Row) -> &'static str {
    match row.estimate.memory.fit {
        Fit::Fits { .. } => "fits",
        Fit::Tight { .. } => "tight",
        Fit::Exceeds { .. } => "exceeds",
    }
}

/// The estimate for a link, a query or a whole address.
pub fn estimate(link: &str) -> Wire {
    let Decoded { scenario, notices, .. } = decode(link);
    wire(&answer(&scenario), notices)
}

/// What a link says: every field, defaults included, and what of it was ignored.
#[derive(Serialize)]
pub struct Parsed {
    /// The same scenario in its shortest readable form.
    link: String,
    scenario: Object<Value>,
    notices: Vec<WireNotice>,
}

/// Reads a link, a query or a whole address without estimating anything.
pub fn parsed(link: &str) -> Parsed {
    let Decoded { scenario, notices, .. } = decode(link);
    let notices = notices.into_iter().map(|notice| WireNotice { key: notice.key, message: notice.message });
    Parsed { link: encode(&scenario), scenario: fields_of(&scenario), notices: notices.collect() }
}

/// An answer with what is to be said about its link.
pub fn wire(answer: &Answer, notices: Vec<Notice>) -> Wire {
    let scenario = &answer.scenario;
    let row = answer.chosen_row();
    let guide = answer.guide.as_ref();
    let by_guide = scenario.method == Method::Guide;
    let estimate = row.map(|row| &row.estimate);
    let physical = estimate.filter(|_| !by_guide);
    let cost = if by_guide { guide.map(GuideAnswer::cost) } else { estimate.and_then(|e| e.cost.total) };
    let experiments = scenario.experiments_usd;
    Wire {
        version: 1,
        link: encode(scenario),
        pinned_link: encode_pinned(answer),
        scenario: fields_of(scenario),
        method: if by_guide { "guide" } else { "physical" },
        fits: row.is_some_and(Row::runs),
        fit: row.map(fit),
        reason: row.and_then(Row::reason).map(|reason| reason.message()),
        peak_mem_gib: estimate.map(|e| Range::of(e.memory.device, |bytes| bytes.gib())),
        tokens_per_sec: estimate.map(|e| Range::of(e.time.tokens_per_sec, |rate| rate)),
        tokens_per_sec_per_gpu: estimate.map(|e| Range::of(e.time.tokens_per_sec_per_gpu, |rate| rate)),
        gpu_hours: physical
            .map(|e| Range::of(e.time.gpu_hours, |hours| hours.0))
            .or_else(|| guide.filter(|_| by_guide).map(guide_gpu_hours)),
        wall_hours: physical
            .map(|e| Range::of(e.time.wall, |hours| hours.0))
            .or_else(|| guide.filter(|_| by_guide).map(|guide| Range::of(guide.hours(), |hours| hours.0))),
        cost_usd: cost.map(|band| Range::of(band, |usd| usd.0)),
        cost_with_experiments_usd: cost.map(|band| Range::of(band, |usd| usd.0 + experiments)),
        budget: answer.budget.map(Verdict::id),
        deadline: answer.deadline.map(Verdict::id),
        plan: row.map(|row| plan(scenario, row)),
        model: model(scenario),
        memory: row.map(memory),
        time: row.map(time),
        cost: row.map(|row| self::cost(row, experiments)),
        guide: guide.map(guide_wire),
        ways_out: row.map(|row| ways(scenario, row)).unwrap_or_default(),
        notices: all_notices(answer, notices),
    }
}

pub(super) fn plan(scenario: &Scenario, row: &Row) -> Plan {
    let offer = row.offer.get();
    let recipe = &row.inputs.recipe;
    let gpu = offer.gpu.get();
    let as_of = match (row.price.pinned, scenario.price_as_of) {
        (true, date) => date.map(|date| date.to_string()),
        (false, _) => offer.provenance.as_of.map(str::to_owned),
    };
    Plan {
        gpu: gpu.id,
        gpu_name: gpu.name,
        offer: offer.id,
        provider: offer.provider,
        tier: offer.tier,
        region: offer.region,
        n_gpus: row.plan.n_gpus,
        n_instances: row.estimate.cost.n_instances,
        gpus_per_instance: offer.gpus_per_instance,
        idle_gpus: row.estimate.cost.idle_gpus,
        micro_batch_size: recipe.micro_batch_size,
        grad_accum_steps: recipe.grad_accum_steps,
        effective_batch_size: row.effective_batch_size(),
        sharding: sharding(recipe.sharding),
        price: Price {
            kind: price_kind(row.price.kind),
            usd_per_instance_hour: row.price.per_instance.map(|usd| usd.0),
            usd_per_hour: row.estimate.cost.per_hour.map(|usd| usd.0),
            as_of,
            source: if row.price.pinned { "the link" } else { offer.provenance.source() },
            pinned: row.price.pinned,
            discounted: row.price.discounted,
        },
    }
}

fn model(scenario: &Scenario) -> Model {
    let entry = scenario.model.get();
    let n_params = entry.model.n_params();
    let adapters = entry.model.lora_params(scenario.lora_rank, scenario.target_modules);
    Model {
        id: entry.id,
        name: entry.name,
        n_params,
        n_active_params: entry.model.n_active_params(),
        n_trainable_params: if scenario.technique.is_adapter() { adapters } else { n_params },
    }
}

fn memory(row: &Row) -> Memory {
    let memory = &row.estimate.memory;
    let per_param = memory.bytes_per_param;
    Memory {
        capacity_gib: memory.capacity.gib(),
        allocated_gib: Range::of(memory.allocated, |bytes| bytes.gib()),
        reserved_gib: Range::of(memory.reserved, |bytes| bytes.gib()),
        device_gib: Range::of(memory.device, |bytes| bytes.gib()),
        peak_moment: moment(memory.peak_moment),
        parts_gib: Object(
            MemoryPart::ALL.map(|part| (memory_part(part), memory.peak.get(part).gib())).into(),
        ),
        bytes_per_param: BytesPerParam {
            weights: per_param.weights,
            gradients: per_param.gradients,
            optimizer: per_param.optimizer,
        },
    }
}

fn time(row: &Row) -> Time {
    let time = &row.estimate.time;
    Time {
        n_steps: time.n_steps,
        step_secs: Range::of(time.step, |secs| secs.0),
        parts_secs: Object(TimePart::ALL.map(|part| (time_part(part), time.parts[part as usize].0)).into()),
        train_hours: Range::of(time.train, |hours| hours.0),
        mfu: time.mfu,
    }
}

fn cost(row: &Row, experiments_usd: f64) -> Cost {
    let cost = &row.estimate.cost;
    let parts =
        cost.bill.iter().flat_map(|bill| BillPart::ALL.map(|part| (bill_part(part), bill.part(part).0)));
    Cost { usd_per_hour: cost.per_hour.map(|usd| usd.0), parts_usd: Object(parts.collect()), experiments_usd }
}

/// Key of a line of the bill.
const fn bill_part(part: BillPart) -> &'static str {
    match part {
        BillPart::Training => "training",
        BillPart::Evaluation => "evaluation",
        BillPart::Provisioning => "provisioning",
        BillPart::Download => "download",
        BillPart::Tokenising => "tokenising",
        BillPart::Saving => "saving",
        BillPart::OtherTime => "other_time",
        BillPart::Interruptions => "interruptions",
        BillPart::RoundingUp => "rounding_up",
        BillPart::Storage => "storage",
        BillPart::Egress => "egress",
        BillPart::Trials => "trials",
        BillPart::FailedRuns => "failed_runs",
        BillPart::Experiments => "experiments",
        BillPart::HandsOn => "hands_on",
    }
}

fn guide_gpu_hours(guide: &GuideAnswer) -> Range {
    Range::of(guide.hours(), |hours| hours.on_gpus(guide.n_gpus).0)
}

fn guide_wire(guide: &GuideAnswer) -> Guide {
    Guide {
        row: guide.row,
        offer: guide.offer.get().id,
        n_gpus: guide.n_gpus,
        usd_per_hour: guide.per_hour.0,
        wall_hours: Range::of(guide.hours(), |hours| hours.0),
        gpu_hours: guide_gpu_hours(guide),
        cost_usd: Range::of(guide.cost(), |usd| usd.0),
        verdict: guide.verdict,
        how: guide.how.clone(),
    }
}

fn ways(scenario: &Scenario, row: &Row) -> Vec<WayOut> {
    ways_out(scenario, row)
        .into_iter()
        .map(|way| WayOut {
            label: way.label,
            link: encode(&way.scenario),
            effect: way.effect,
            cost_usd: way.usd.map(|usd| usd.0),
            extra_usd: way.extra_usd.map(|usd| usd.0),
            extra_hours: way.extra_hours.0,
        })
        .collect()
}

fn all_notices(answer: &Answer, from_link: Vec<Notice>) -> Vec<WireNotice> {
    let scenario = &answer.scenario;
    let mut notices: Vec<WireNotice> =
        from_link.into_iter().map(|notice| WireNotice { key: notice.key, message: notice.message }).collect();
    let mut add = |key: &str, message: String| notices.push(WireNotice { key: key.into(), message });
    for error in check::check(scenario).into_iter().chain(check::advice(scenario)) {
        add(error.key, error.message);
    }
    if scenario.method == Method::Guide && answer.guide.is_none() {
        add("method", NOT_IN_GUIDE.into());
    }
    match answer.chosen_row() {
        None => add("hardware", "No offer of this hardware is listed. Choose another, like H100 SXM.".into()),
        Some(row) => {
            let effective = row.effective_batch_size();
            if effective != scenario.global_batch_size {
                let asked = scenario.global_batch_size;
                add(
                    "global_batch_size",
                    format!("The plan trains with a global batch of {effective}, not {asked}."),
                );
            }
            if row.inputs.cluster.n_nodes() > 1 && row.offer.get().network_gbps.is_none() {
                let gbps = format::plain(DEFAULT_NETWORK_GBPS);
                add(
                    "hardware",
                    format!("No network speed is listed for this offer. {gbps} Gbit/s a machine is assumed."),
                );
            }
        }
    }
    notices
}
