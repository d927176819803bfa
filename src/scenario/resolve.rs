//! Where the scenario meets the catalog: identifiers become the engine's inputs. The only place that does this.

use super::{PriceKind, Scenario, book};
use crate::catalog::{GpuId, OfferId};
use crate::engine::cost::Price;
use crate::engine::estimate::{Calibration, Inputs};
use crate::engine::gpu::{Cluster, Gpu};
use crate::engine::recipe::{CrossEntropy, HeldGradients, Recipe, Sharding, Stack, Technique};
use crate::engine::time::Workload;
use crate::engine::units::{BytesPerSec, UsdPerHour};

/// Between machines whose provider states no speed: 25 Gbit/s a machine.
///
/// An assumption: the network that clouds sell with small GPU instances; fabrics for training are 16 times as fast,
/// and offers with one say so.
pub const DEFAULT_NETWORK_GBPS: f64 = 25.0;

/// A plan on one offer: what is searched for where the scenario leaves it open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    pub n_gpus: u32,
    pub micro_batch_size: u32,
    pub sharding: Sharding,
}

/// How an offer's machines are built: plans on offers with equal layouts train alike, whatever they cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    pub gpu: GpuId,
    pub gpus_per_instance: u32,
    pub max_gpus_per_node: u32,
    pub network_gbps: Option<f64>,
}

impl Layout {
    pub fn of(offer: OfferId) -> Self {
        let offer = offer.get();
        Self {
            gpu: offer.gpu,
            gpus_per_instance: offer.gpus_per_instance.max(1),
            max_gpus_per_node: offer.max_gpus_per_node.max(offer.gpus_per_instance).max(1),
            network_gbps: offer.network_gbps,
        }
    }

    /// GPUs of a plan and the links between them.
    ///
    /// A machine's network is shared by its GPUs: `inter_node = network / 8 / gpus_per_node`, bytes a second.
    pub fn cluster(&self, n_gpus: u32) -> Cluster {
        let gpu = &self.gpu.get().gpu;
        let gpus_per_node = n_gpus.clamp(1, self.max_gpus_per_node);
        let network = self.network_gbps.unwrap_or(DEFAULT_NETWORK_GBPS);
        Cluster {
            n_gpus,
            gpus_per_node,
            intra_node: gpu.nvlink.unwrap_or(gpu.pcie),
            inter_node: BytesPerSec::from_gb(network / 8.0 / f64::from(gpus_per_node)),
        }
    }
}

/// The price of an offer that a scenario pays, and whether the reader or a link set it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceUsed {
    /// One whole instance. `None`: the offer has no price of this kind.
    pub per_instance: Option<UsdPerHour>,
    pub kind: PriceKind,
    /// Set by the scenario, not by the catalog.
    pub pinned: bool,
    /// Worked out from the on-demand price and the assumed discount.
    pub discounted: bool,
}

/// A pinned price wins; a spot price that no list gives follows from the assumed discount, where there is one.
pub fn price(scenario: &Scenario, id: OfferId) -> PriceUsed {
    let (on_demand, spot, _) = book::prices(id);
    let kind = scenario.price_kind;
    let used = |per_instance, pinned, discounted| PriceUsed { per_instance, kind, pinned, discounted };
    if let (super::Hardware::Offer(named), Some(usd)) = (scenario.hardware, scenario.usd_per_instance_hour)
        && named == id
    {
        return used(Some(UsdPerHour(usd)), true, false);
    }
    match kind {
        PriceKind::OnDemand => used(on_demand, false, false),
        PriceKind::Spot if spot.is_some() => used(spot, false, false),
        PriceKind::Spot => {
            let discounted = on_demand.zip(scenario.spot_discount);
            used(discounted.map(|(price, discount)| price * (1.0 - discount)), false, discounted.is_some())
        }
    }
}

/// Steps of accumulation that reach the global batch: `ceil(global / (micro x data parallel))`.
pub fn grad_accum_steps(global_batch_size: u32, micro_batch_size: u32, data_parallel: u32) -> u32 {
    let per_step = u64::from(micro_batch_size.max(1)) * u64::from(data_parallel.max(1));
    u64::from(global_batch_size).div_ceil(per_step).clamp(1, u64::from(u32::MAX)) as u32
}

/// The engine's inputs for a plan on an offer.
pub fn inputs(scenario: &Scenario, offer: OfferId, plan: Plan) -> Inputs {
    let mut inputs = inputs_on(scenario, &Layout::of(offer), plan);
    super::bill::charge(scenario, offer, &price(scenario, offer), &mut inputs);
    inputs
}

/// The same before an offer is chosen: everything but the price.
pub(super) fn inputs_on(scenario: &Scenario, layout: &Layout, plan: Plan) -> Inputs {
    let gpu: Gpu = layout.gpu.get().gpu;
    Inputs {
        model: scenario.model.get().model,
        gpu,
        cluster: layout.cluster(plan.n_gpus),
        recipe: recipe(scenario, plan),
        workload: Workload {
            tokens_per_epoch: scenario.tokens,
            epochs: scenario.epochs,
            fill: if scenario.packing { 1.0 } else { scenario.fill },
            overhead: scenario.overhead,
        },
        price: Price::unknown(layout.gpus_per_instance),
        around: super::bill::around(scenario),
        calibration: Calibration::NONE,
    }
}

fn recipe(scenario: &Scenario, plan: Plan) -> Recipe {
    let copies = scenario.data_parallel(plan.n_gpus);
    let splits = scenario.pipeline_parallel > 1;
    Recipe {
        technique: scenario.technique,
        lora_rank: scenario.lora_rank,
        target_modules: scenario.target_modules,
        precision: scenario.precision,
        optimizer: scenario.optimizer,
        sharding: if plan.n_gpus == 1 { Sharding::None } else { plan.sharding },
        cpu_offload: scenario.cpu_offload,
        offload_params: false,
        // What the stacks do by themselves: PEFT's `prepare_model_for_kbit_training`, Unsloth's checkpointing.
        kbit_upcast: scenario.technique.is_quantised()
            && scenario.technique != Technique::QloraGptq
            && matches!(scenario.stack, Stack::Eager | Stack::Fused)
            && plan.n_gpus == 1,
        activation_offload: scenario.stack == Stack::Unsloth,
        recompute: scenario.recompute,
        attention: scenario.attention,
        native_attention: false,
        attention_32_bit: false,
        async_tensor: false,
        cross_entropy: if scenario.fused_cross_entropy || scenario.stack == Stack::Unsloth {
            CrossEntropy::Fused
        } else if scenario.stack == Stack::Compiled {
            CrossEntropy::Compiled
        } else {
            CrossEntropy::Whole
        },
        // transformers' default with PyTorch 2.8 and later; torchtune's and torchtitan's own.
        fused_optimizer: true,
        optimizer_in_backward: false,
        // A plan reduces with each micro-batch (accelerate's `sync_each_batch`), as its time is counted.
        held_gradients: HeldGradients::Shards,
        train_embeddings: false,
        stack: scenario.stack,
        seq_len: scenario.seq_len,
        attention_len: scenario.seq_len,
        // Blocks that the allocator keeps for reuse are no need: it gives them back before it fails.
        ragged: false,
        keeps_gathered: false,
        all_32_bit: false,
        tf32: false,
        gathers_32_bit: false,
        micro_batch_size: plan.micro_batch_size,
        grad_accum_steps: grad_accum_steps(scenario.global_batch_size, plan.micro_batch_size, copies),
        tensor_parallel: scenario.tensor_parallel,
        sequence_parallel: true,
        // Megatron gathers them again, DTensor does not.
        keeps_gathered_inputs: scenario.tensor_parallel > 1 && scenario.stack != Stack::Megatron,
        // transformers 5 groups what is not quantised.
        grouped_experts: !scenario.technique.is_quantised(),
        adapters_32_bit: false,
        tuned: false,
        cuda_graphs: false,
        splits_micro_batch: splits && matches!(scenario.stack, Stack::Plain | Stack::Compiled),
        pipeline_parallel: scenario.pipeline_parallel,
        context_parallel: scenario.context_parallel,
        expert_parallel: match scenario.model.get().model.moe {
            Some(moe) => scenario.expert_parallel.min(moe.n_experts).min(plan.n_gpus),
            None => 1,
        },
        pipeline_chunks: 1,
    }
}
