//! `scripts/bench`: how fast an estimate and a search are, natively and, built for WebAssembly, in a browser.
//!
//! The same work either way: the script calls the exported functions from Chromium's own clock; `main` times them
//! itself.

use std::hint::black_box;

use tunecost::catalog::OfferId;
use tunecost::engine::estimate::{Calibration, Inputs, estimate};
use tunecost::engine::recipe::Sharding;
use tunecost::scenario::Scenario;
use tunecost::scenario::answer::answer;
use tunecost::scenario::plans::{Plans, plans_of};
use tunecost::scenario::resolve::{self, Plan};

/// What the page opens on, on one GPU.
fn inputs() -> Inputs {
    let scenario = Scenario::default();
    let offer = OfferId(0);
    let plan = Plan { n_gpus: 1, micro_batch_size: 2, sharding: Sharding::None };
    resolve::inputs(&scenario, offer, plan)
}

/// `times` complete estimates: memory, time, cost. The sum keeps the compiler from leaving any out.
#[unsafe(no_mangle)]
pub extern "C" fn estimates(times: u32) -> f64 {
    let mut inputs = inputs();
    let mut sum = 0.0;
    for index in 0..times {
        inputs.workload.tokens_per_epoch += f64::from(index & 1);
        let whole = estimate(black_box(&inputs));
        sum +=
            whole.memory.device.mid.0 + whole.time.wall.mid.0 + whole.cost.total.map_or(0.0, |usd| usd.mid.0);
    }
    sum
}

fn search(copies: u32, tokens: f64) -> Plans {
    let offers: Vec<OfferId> = (0..copies).flat_map(|_| OfferId::all()).collect();
    let scenario = Scenario { tokens, ..Scenario::default() };
    plans_of(black_box(&scenario), Calibration::NONE, None, &offers)
}

/// A whole search with ranking and front over the catalog, `copies` times over. Plans that were weighed.
#[unsafe(no_mangle)]
pub extern "C" fn search_plans(copies: u32, tokens: f64) -> f64 {
    let plans = black_box(search(copies, tokens));
    plans.n_plans as f64
}

/// Rows of a search: what the table can show.
#[unsafe(no_mangle)]
pub extern "C" fn search_rows(copies: u32) -> f64 {
    search(copies, 5e6).rows.len() as f64
}

/// What a step of a slider computes: the scenario on every offer.
#[unsafe(no_mangle)]
pub extern "C" fn answers(tokens: f64) -> f64 {
    answer(black_box(&Scenario { tokens, ..Scenario::default() })).rows.len() as f64
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::time::Instant;

    /// Runs for a median; an odd number.
    const RUNS: usize = 31;
    let median = |mut work: Box<dyn FnMut(usize) -> f64>| {
        let mut secs: Vec<f64> = (0..RUNS)
            .map(|run| {
                let begin = Instant::now();
                black_box(work(run));
                begin.elapsed().as_secs_f64()
            })
            .collect();
        secs.sort_by(f64::total_cmp);
        secs[RUNS / 2]
    };
    const TIMES: u32 = 20_000;
    let secs = median(Box::new(|_| estimates(TIMES)));
    println!("bench estimate_native {:.0} ns", secs / f64::from(TIMES) * 1e9);
    println!("bench answer_native {:.3} ms", median(Box::new(|run| answers(5e6 + run as f64))) * 1e3);
    println!("bench plans {} count", search_plans(1, 5e6));
    println!("bench plan_rows {} count", search_rows(1));
    for copies in [1, 2, 4, 8] {
        let secs = median(Box::new(move |run| search_plans(copies, 5e6 + run as f64)));
        println!("bench search_native_{copies}x {:.2} ms", secs * 1e3);
    }
}
