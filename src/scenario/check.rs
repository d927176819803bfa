//! Contradictions between fields, and what to know about a combination.

use super::answer::block;
use super::fields::FieldError;
use super::{Hardware, Scenario};
use crate::catalog::GpuId;
use crate::engine::recipe::{Precision, Sharding, Stack, Technique};
use crate::format;

/// What cannot be as asked; each says what to change.
pub fn check(scenario: &Scenario) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut add = |key, message| errors.push(FieldError { key, message });
    if let Some(micro) = scenario.micro_batch_size
        && micro > scenario.global_batch_size
    {
        let global = format::plural(scenario.global_batch_size, "sequence", "sequences");
        add(
            "micro_batch_size",
            format!(
                "Micro-batch must be at most the global batch of {global}. Lower it, or raise the global batch."
            ),
        );
    }
    if let Some(gpu) = named_gpu(scenario)
        && let Some(block) = block(scenario, &gpu.get().gpu)
    {
        // Not `replacen`: the standard library's search for a text is 1 kB of the page's first download.
        let message = block.message();
        let at = message.as_bytes().windows(8).position(|word| word.eq_ignore_ascii_case(b"this GPU"));
        let named = at.map(|at| [&message[..at], gpu.get().name, &message[at + 8..]].concat());
        add(block.key(), named.unwrap_or_else(|| message.into()));
    }
    parallel(scenario, &mut add);
    if scenario.usd_per_instance_hour.is_some() && !matches!(scenario.hardware, Hardware::Offer(_)) {
        add(
            "usd",
            "Your price needs the offer that it is for. Choose one under Hardware, like H100 SXM at RunPod."
                .into(),
        );
    }
    errors
}

/// As many as the field takes.
const MAX_GPUS: u32 = 16_384;

/// Degrees that the GPUs or the model do not allow.
fn parallel(scenario: &Scenario, add: &mut impl FnMut(&'static str, String)) {
    let model = scenario.model.get();
    let ways = scenario.model_parallel();
    let takes = |then: &str| format!("A copy of the model takes {ways} GPUs. {then}");
    if ways > MAX_GPUS {
        add("tensor_parallel", takes("Lower a degree."));
    } else if let Some(n_gpus) = scenario.n_gpus.filter(|n_gpus| !n_gpus.is_multiple_of(ways)) {
        let next = n_gpus.div_ceil(ways) * ways;
        add("n_gpus", takes(&format!("Enter a multiple of it, like {next}.")));
    }
    let layers = model.model.n_layers;
    let experts = model.model.moe.map_or(1, |moe| moe.n_experts);
    let has = |most: u32, what| if most > 1 { format!("{most} {what}") } else { format!("no {what}") };
    let mut within = |key, degree, most, what| {
        if degree > most {
            add(key, format!("{} has {}. Enter at most {most}.", model.name, has(most, what)));
        }
    };
    within("pipeline_parallel", scenario.pipeline_parallel, layers, "layers");
    within("expert_parallel", scenario.expert_parallel, experts, "experts");
}

/// What the estimate does all the same, and the reader should know.
pub fn advice(scenario: &Scenario) -> Vec<FieldError> {
    let mut notices = Vec::new();
    let mut add = |key, message| notices.push(FieldError { key, message });
    let model = scenario.model.get();
    if model.max_seq_len > 0 && scenario.seq_len > model.max_seq_len {
        add(
            "seq_len",
            format!(
                "{} reads at most {} tokens at once. The estimate goes on, the model may not.",
                model.name,
                format::grouped(f64::from(model.max_seq_len))
            ),
        );
    }
    if let Some(n_gpus) = scenario.n_gpus
        && let copies = scenario.data_parallel(n_gpus)
        && copies > scenario.global_batch_size
    {
        add(
            "n_gpus",
            format!(
                "{copies} copies take at least one sequence each, more than the global batch of {}. The estimate trains with {copies}.",
                scenario.global_batch_size,
            ),
        );
    }
    // accelerate, torchtitan and llm-foundry upcast what FSDP shards; torchtune does not.
    if scenario.technique == Technique::Full
        && scenario.sharding == Some(Sharding::Fsdp)
        && scenario.precision == Precision::Bf16
        && scenario.stack != Stack::Plain
    {
        add(
            "precision",
            "Most FSDP trainers keep 32-bit weights, twice the memory. Unless yours does not, choose bf16 over 32-bit weights."
                .into(),
        );
    }
    if scenario.tokens * scenario.epochs < f64::from(scenario.seq_len) {
        add("tokens", "The data is shorter than one sequence. The estimate counts one step.".into());
    }
    notices
}

fn named_gpu(scenario: &Scenario) -> Option<GpuId> {
    match scenario.hardware {
        Hardware::Gpu(gpu) => Some(gpu),
        Hardware::Offer(offer) => Some(offer.get().gpu),
        Hardware::Cheapest | Hardware::Fastest => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(errors: &[FieldError]) -> Vec<&'static str> {
        errors.iter().map(|error| error.key).collect()
    }

    #[test]
    fn contradictions_say_what_to_change() {
        let good = Scenario::default();
        assert!(check(&good).is_empty() && advice(&good).is_empty());
        let micro = Scenario { micro_batch_size: Some(32), ..good };
        assert_eq!(
            check(&micro)[0].message,
            "Micro-batch must be at most the global batch of 16 sequences. Lower it, or raise the global batch."
        );
        let sharded = Scenario { technique: Technique::Full, sharding: Some(Sharding::Fsdp), ..good };
        assert_eq!(keys(&advice(&sharded)), ["precision"]);
        assert!(advice(&Scenario { precision: Precision::Bf16Mixed, ..sharded }).is_empty());
        let priced = Scenario { usd_per_instance_hour: Some(1.0), ..good };
        assert_eq!(keys(&check(&priced)), ["usd"]);
        let long = Scenario { seq_len: 1_048_576, ..good };
        assert_eq!(keys(&advice(&long)), ["seq_len"]);
        let wide = Scenario { n_gpus: Some(64), ..good };
        assert_eq!(keys(&advice(&wide)), ["n_gpus"]);
        let halves = Scenario { tensor_parallel: 2, n_gpus: Some(3), ..good };
        assert_eq!(
            check(&halves)[0].message,
            "A copy of the model takes 2 GPUs. Enter a multiple of it, like 4."
        );
        let deep = Scenario { pipeline_parallel: 64, n_gpus: Some(64), ..good };
        assert_eq!(check(&deep)[0].message, "Llama 3.1 8B has 32 layers. Enter at most 32.");
        let experts = Scenario { expert_parallel: 2, ..good };
        assert_eq!(check(&experts)[0].message, "Llama 3.1 8B has no experts. Enter at most 1.");
        let endless = Scenario { tensor_parallel: 64, context_parallel: 128, pipeline_parallel: 4, ..good };
        assert_eq!(keys(&check(&endless)), ["tensor_parallel"]);
        let short = Scenario { tokens: 100.0, ..good };
        assert_eq!(keys(&advice(&short)), ["tokens"]);
    }
}
