/**
 * Tunecost for JavaScript. Nothing here throws: every answer is `{ ok: true, value }` or `{ ok: false, error }`.
 *
 * Money is in US dollars. GiB are 2^30 bytes, GB are 10^9. A figure that nobody knows is `null`, never zero.
 */

/** Success or failure as a value. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: TunecostError };

export interface TunecostError {
  /**
   * - `not_started`: `init()` has not been awaited.
   * - `invalid_argument`: an argument is of the wrong kind.
   * - `unknown_key`: there is no such input or constraint.
   * - `invalid_value`: a value cannot be read, is out of its bounds, or is not in the catalog.
   * - `contradiction`: two inputs exclude each other.
   * - `internal`: a case that the estimator cannot compute; a mistake of Tunecost.
   */
  code: 'not_started' | 'invalid_argument' | 'unknown_key' | 'invalid_value' | 'contradiction' | 'internal';
  /** The input or constraint in question, where there is one. */
  key: string | null;
  /** What to enter instead, for people. */
  message: string;
}

/** Low and high ends come from the estimator's measured error; nine in ten runs are meant to lie between. */
export interface Range {
  /** Low end, in the unit of the field. */
  low: number;
  /** Best estimate. */
  mid: number;
  /** High end. */
  high: number;
}

export type Technique = Extract<Scenario['technique'], string>;

/** Inputs of a run. What is left out, or `undefined`, keeps its default. `null` empties an optional input. */
export interface Scenario {
  /** Ready scenario to start from: the guide's budgets. */
  preset?: 'B1' | 'B2' | 'B3' | 'B3-alt' | null;
  /** Id, name or Hugging Face repository of a model: `llama-3.1-8b`. */
  model?: string;
  /** `cheapest`, `fastest`, a GPU (`h100-sxm`) or an offer (`runpod.rtx-4090.2026-03`). */
  hardware?: string;
  /** Date of the price in `usd`: `2026-03` or `2026-03-31`. */
  price_as_of?: string | null;
  // The build writes every other input here, from the tables that the page draws its controls from.
}

/** Price that a plan pays. */
export interface Price {
  /** On demand or spot. */
  kind: 'on-demand' | 'spot';
  /** US dollars an hour, one instance as sold. */
  usd_per_instance_hour: number | null;
  /** US dollars an hour, all instances of the plan. */
  usd_per_hour: number | null;
  /** `2026-03` or `2026-03-31`; `null`: the source bears no date. */
  as_of: string | null;
  /** Where the price is from. */
  source: string;
  /** Set by the scenario, not by the catalog. */
  pinned: boolean;
  /** Worked out from the on-demand price and the assumed discount. */
  discounted: boolean;
}

export interface Plan {
  /** Id of the GPU. */
  gpu: string;
  /** As people write it: `H100 SXM`. */
  gpu_name: string;
  /** Id of the offer. */
  offer: string;
  /** Who rents it out. */
  provider: string;
  /** `community`, `secure`, `marketplace`, or empty. */
  tier: string;
  /** As the provider names it, or empty. */
  region: string;
  /** GPUs that train. */
  n_gpus: number;
  /** Instances that are paid for. */
  n_instances: number;
  /** GPUs of one instance as sold. */
  gpus_per_instance: number;
  /** GPUs that are paid for and do not train. */
  idle_gpus: number;
  /** Sequences that one GPU takes at once. */
  micro_batch_size: number;
  /** Micro-batches of one optimiser step on one GPU. */
  grad_accum_steps: number;
  /** Sequences of one optimiser step; more than asked where accumulation rounds up. */
  effective_batch_size: number;
  /** What the GPUs split between them. */
  sharding: 'none' | 'zero1' | 'zero2' | 'zero3' | 'fsdp';
  /** What is paid, and of when it is. */
  price: Price;
}

export interface Notice {
  /** The input in question; empty for the link as a whole. */
  key: string;
  /** What was ignored, and what to enter instead. */
  message: string;
}

/** What both a full estimate and a card's event carry. */
export interface Summary {
  /** The plan runs: the middle of its memory fits, and the GPU can do what is asked. */
  fits: boolean;
  /** `fits`: the whole range; `tight`: its middle; `exceeds`. `null`: no offer of this hardware. */
  fit: 'fits' | 'tight' | 'exceeds' | null;
  /** GiB on the fullest GPU, as nvidia-smi shows it. */
  peak_mem_gib: Range | null;
  /** Tokens a second, all GPUs. */
  tokens_per_sec: Range | null;
  /** GPUs times hours, by the method asked. */
  gpu_hours: Range | null;
  /** Hours on the wall, by the method asked. */
  wall_hours: Range | null;
  /** US dollars without experiments, by the method asked. */
  cost_usd: Range | null;
  /** The cost with experiments against the budget; `null`: none is set, or nothing runs. */
  budget: 'under' | 'tight' | 'over' | null;
  /** The hours against the deadline. */
  deadline: 'under' | 'tight' | 'over' | null;
  /** The plan that is recommended, or the one nearest to fitting; `null`: no offer of this hardware. */
  plan: Plan | null;
}

/** Everything that the page shows for a scenario; also what `scripts/estimate` prints. */
export interface Estimate extends Summary {
  /** Of this form. */
  version: number;
  /** The scenario as a query, defaults left out. */
  link: string;
  /** The same with the offer and its price as they are now. */
  pinned_link: string;
  /** Every input, defaults included. */
  scenario: Required<Scenario>;
  /** Which arithmetic answered. */
  method: 'physical' | 'guide';
  /** Why the plan cannot be recommended. */
  reason: string | null;
  /** Tokens a second, one GPU. */
  tokens_per_sec_per_gpu: Range | null;
  /** US dollars with experiments. */
  cost_with_experiments_usd: Range | null;
  model: {
    /** Id in the catalog. */
    id: string;
    /** As people write it. */
    name: string;
    /** Parameters. */
    n_params: number;
    /** Parameters that one token passes. */
    n_active_params: number;
    /** Parameters that are trained. */
    n_trainable_params: number;
  };
  memory: {
    /** GiB of one GPU. */
    capacity_gib: number;
    /** GiB that tensors hold at the peak. */
    allocated_gib: Range;
    /** GiB that the allocator holds. */
    reserved_gib: Range;
    /** GiB with the CUDA context. */
    device_gib: Range;
    /** When in the step the peak is. */
    peak_moment: 'loss' | 'backward_start' | 'backward_end' | 'step';
    /** GiB by part; they add up to the middle of `device_gib`. */
    parts_gib: Record<string, number>;
    bytes_per_param: {
      /** Bytes a parameter of the model, as stored. */
      weights: number;
      /** Bytes a trained parameter. */
      gradients: number;
      /** Bytes a trained parameter: the optimiser's states. */
      optimizer: number;
    };
  } | null;
  time: {
    /** Optimiser steps. */
    n_steps: number;
    /** Seconds. */
    step_secs: Range;
    /** Seconds by kind of work; they add up to the middle of `step_secs`. */
    parts_secs: Record<string, number>;
    /** Hours of steps alone. */
    train_hours: Range;
    /** Share of the GPU's peak that the model's own arithmetic reaches. */
    mfu: number;
  } | null;
  cost: {
    /** US dollars an hour, the whole plan. */
    usd_per_hour: number | null;
    /** US dollars by line of the bill. */
    parts_usd: Record<string, number>;
    /** US dollars. */
    experiments_usd: number;
  } | null;
  /** What the guide prints for it, where it prints anything. */
  guide: {
    /** Row of the guide: `H11`, `B1`. */
    row: string;
    /** Id of the offer. */
    offer: string;
    /** GPUs in all. */
    n_gpus: number;
    /** US dollars an hour. */
    usd_per_hour: number;
    /** Hours. */
    wall_hours: Range;
    /** GPUs times hours. */
    gpu_hours: Range;
    /** US dollars. */
    cost_usd: Range;
    /** The guide's own verdict, where it gives one. */
    verdict: string | null;
    /** How the row was scaled. */
    how: string;
  } | null;
  /** Changes that make a plan run which does not; empty for one that does. */
  ways_out: readonly {
    /** As a button says it. */
    label: string;
    /** Query of the changed scenario. */
    link: string;
    /** What it needs then: `17.4 of 23.5 GiB on 1x RTX 4090`. */
    effect: string;
    /** US dollars then. */
    cost_usd: number | null;
    /** US dollars more than the plan that does not fit. */
    extra_usd: number | null;
    /** Hours more. */
    extra_hours: number;
  }[];
  /** What was ignored, and what to know. */
  notices: readonly Notice[];
}

/** What a plan must meet. What is left out stays open. */
export interface Constraints {
  /** US dollars; the middle of the cost, experiments included, is at most this. */
  budget_usd?: number | null;
  /** Hours; the middle of the time on the wall is at most this. */
  deadline_hours?: number | null;
  /** Names of providers; case does not matter. */
  providers?: string | readonly string[] | null;
  /** Regions as offers name them. */
  regions?: string | readonly string[] | null;
  /** Ids, names or aliases of GPUs. */
  gpus?: string | readonly string[] | null;
  /** Techniques to choose from; the scenario's own where it is left out. */
  techniques?: Technique | readonly Technique[] | null;
  /** Optimisers to choose from; the scenario's own and AdamW's forms where it is left out. */
  optimizers?: string | readonly string[] | null;
  /** Kinds of price; the scenario's own where it is left out. */
  price_kinds?: 'on-demand' | 'spot' | readonly ('on-demand' | 'spot')[] | null;
  /** All GPUs in one machine. */
  single_node?: boolean | null;
  /** Most plans to give back; 10 where it is left out. */
  limit?: number | null;
  /** What comes first; the cheapest where it is left out. */
  order?: 'cost' | 'time' | null;
}

export interface FoundPlan {
  /** Query that opens the page on this plan. */
  link: string;
  /** What is trained. */
  technique: Technique;
  /** As links write it. */
  optimizer: string;
  /** Gradient checkpointing. */
  recompute: 'full' | 'selective' | 'none';
  /** `fits`: the whole range of memory; `tight`: its middle. */
  fit: 'fits' | 'tight';
  /** All of its GPUs sit in one machine. */
  single_node: boolean;
  /** GiB on the fullest GPU. */
  peak_mem_gib: Range;
  /** GiB of one GPU. */
  memory_capacity_gib: number;
  /** Tokens a second, all GPUs. */
  tokens_per_sec: Range;
  /** Hours on the wall. */
  wall_hours: Range;
  /** US dollars without experiments. */
  cost_usd: Range;
  /** Hardware, batch, sharding and price. */
  plan: Plan;
}

export interface Found {
  /** The best plan of each offer, kind of price and technique, best first. Tight fits come last. */
  plans: readonly FoundPlan[];
  /** How many there are without the limit. */
  matching: number;
  /** No plan that meets everything is both cheaper and faster than one of these; from the cheapest to the fastest. */
  front: readonly FoundPlan[];
  /** Plans that were weighed against each other. */
  considered: number;
}

export interface ParsedLink {
  /** The same scenario in its shortest readable form. */
  link: string;
  /** Every input, defaults included. */
  scenario: Required<Scenario>;
  /** What of the link was ignored, and why. */
  notices: readonly Notice[];
}

export interface Catalog {
  gpus: readonly {
    /** What links carry. */
    id: string;
    /** As people write it. */
    name: string;
    /** Maker. */
    vendor: string;
    /** Year in which it came out. */
    release_year: number;
    /** SXM, PCIe, … */
    form_factor: string;
    /** GiB that a program sees. */
    memory_gib: number;
    /** GB a second. */
    memory_bandwidth_gb_per_sec: number;
    /** TFLOP a second, dense, with 32-bit accumulation; like the three that follow. */
    bf16_tflops: number | null;
    /** As `bf16_tflops`. */
    fp16_tflops: number | null;
    /** As `bf16_tflops`. */
    fp8_tflops: number | null;
    /** As `bf16_tflops`. */
    fp32_tflops: number | null;
    /** GB a second, one way. */
    nvlink_gb_per_sec: number | null;
    /** GB a second, one way. */
    pcie_gb_per_sec: number;
    /** Watts of the board. */
    tdp_watts: number | null;
    /** Where the figures are from. */
    source: string;
    /** Date of the source. */
    as_of: string | null;
  }[];
  models: readonly {
    /** What links carry. */
    id: string;
    /** As people write it. */
    name: string;
    /** Repository on Hugging Face, or empty. */
    hf_id: string;
    /** Family of models. */
    family: string;
    /** Parameters. */
    n_params: number;
    /** Parameters that one token passes. */
    n_active_params: number;
    /** Tokens; 0 where it is not known. */
    max_seq_len: number;
    /** Where the figures are from. */
    source: string;
    /** Date of the source: `2026-03` or `2026-03-31`; `null`: it bears none. */
    as_of: string | null;
  }[];
  offers: readonly {
    /** What links carry. */
    id: string;
    /** Who sells it. */
    provider: string;
    /** Name of the product. */
    sku: string;
    /** Id of the GPU. */
    gpu: string;
    /** GPUs of one instance as sold. */
    gpus_per_instance: number;
    /** `community`, `secure`, `marketplace`, or empty. */
    tier: string;
    /** As the provider names it, or empty. */
    region: string;
    /** US dollars an hour, one instance. */
    on_demand_usd_per_hour: number | null;
    /** US dollars an hour, one instance. */
    spot_usd_per_hour: number | null;
    /** Gigabits a second between machines. */
    network_gbit_per_sec: number | null;
    /** A row of the guide's own price list. */
    from_guide: boolean;
    /** Where the figures are from. */
    source: string;
    /** Date of the source: `2026-03` or `2026-03-31`; `null`: it bears none. */
    as_of: string | null;
  }[];
  api_prices: readonly {
    /** What links carry. */
    id: string;
    /** Who sells it. */
    provider: string;
    /** As the provider names it. */
    model: string;
    /** US dollars a million tokens. */
    training_usd_per_million_tokens: number | null;
    /** US dollars. */
    minimum_usd_per_job: number | null;
    /** Where the figures are from. */
    source: string;
    /** Date of the source: `2026-03` or `2026-03-31`; `null`: it bears none. */
    as_of: string | null;
  }[];
  presets: readonly {
    /** What links carry. */
    id: string;
    /** As the page says it. */
    label: string;
  }[];
  /** Quantities of a scenario, with their bounds in their unit. */
  numbers: readonly {
    /** What links carry. */
    id: string;
    /** As the page says it. */
    label: string;
    /** What it means. */
    help: string;
    /** Empty: a plain number. */
    unit: string;
    /** Smallest value, in the unit. */
    min: number;
    /** Largest value, in the unit. */
    max: number;
    /** Whole numbers only. */
    whole: boolean;
    /** It can be `null`. */
    optional: boolean;
  }[];
  /** Inputs with one of a few values. */
  choices: readonly Choice[];
  /** Inputs that are on or off. */
  flags: readonly {
    /** What links carry. */
    id: string;
    /** As the page says it. */
    label: string;
    /** What it means. */
    help: string;
  }[];
  /** Inputs with any of a few values; none means all. */
  sets: readonly Choice[];
}

export interface Choice {
  /** What links carry. */
  id: string;
  /** As the page says it. */
  label: string;
  /** What it means. */
  help: string;
  options: readonly {
    /** What links carry. */
    id: string;
    /** As the page says it. */
    label: string;
  }[];
}

/** A figure as text; both empty where there is none. */
export interface Figure {
  /** Best estimate with its unit: `$4.00`. */
  mid: string;
  /** Its range: `$3.00–$8.90`. */
  range: string;
}

/** The answer in words, as a card shows it. */
export interface Card {
  /** The scenario as a query. */
  link: string;
  /** The same with today's offer and price. */
  pinned_link: string;
  /** `QLoRA of Llama 3.1 8B, 20 M tokens, 3 epochs` */
  title: string;
  /** The answer in a sentence. */
  verdict: string;
  /** It runs, and is not over budget or deadline. */
  good: boolean;
  /** US dollars, as text. */
  cost: Figure;
  /** Time on the wall, as text. */
  wall: Figure;
  /** Memory of one GPU, as text. */
  memory: Figure;
  /** Low, middle and high of the peak, as shares of one GPU's memory. */
  memory_shares: readonly [number, number, number] | null;
  /** `$0.34/h on demand, RunPod`; empty where there is none. */
  price: string;
  /** Date of the source: `2026-03` or `2026-03-31`; `null`: it bears none. */
  as_of: string | null;
  /** What of the link was ignored. */
  notices: readonly string[];
  /** The figures behind the words. */
  estimate: Summary;
}

/**
 * Loads the WebAssembly. Await it once before the first call; in Node.js it is already there.
 *
 * @param from Where the WebAssembly is; beside this module where it is left out.
 */
export function init(from?: string | URL | Request | Response | BufferSource | WebAssembly.Module): Promise<void>;

/**
 * Estimates a scenario.
 *
 * A query or an address is read as far as it can be, and `notices` say what was ignored. An object must be right.
 */
export function estimate(scenario?: Scenario | string): Result<Estimate>;

/** Plans that run the scenario and meet the constraints, best first. A scenario's own `hardware` counts. */
export function search(scenario?: Scenario | string, constraints?: Constraints): Result<Found>;

/** Every input of a link, a query or an address. It never fails on account of the link. */
export function parseLink(link: string): Result<ParsedLink>;

/** The query of a scenario, without `?`: in words, or as short as it gets. */
export function toLink(scenario?: Scenario | string, options?: { form?: 'readable' | 'compact' }): Result<string>;

/** GPUs, models, offers and managed prices with sources and dates, and every input with its bounds. */
export function catalog(): Result<Catalog>;

/** The answer in words. */
export function card(scenario?: Scenario | string): Result<Card>;
