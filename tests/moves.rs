//! What moves the answer, what saves, and how the cost runs along a slider: each held to the answers themselves.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use proptest::prelude::*;
use tunecost::engine::estimate::Calibration;
use tunecost::engine::units::Usd;
use tunecost::scenario::answer::{Answer, answer, row_on};
use tunecost::scenario::check::check;
use tunecost::scenario::curve::{N_POINTS, curve, value_at};
use tunecost::scenario::fields::{self, NUMBER_FIELDS};
use tunecost::scenario::presets::PresetId;
use tunecost::scenario::savings::{Saving, Worth, base, changes, saving, savings};
use tunecost::scenario::sensitivity::{Measure, tornado};
use tunecost::scenario::{Hardware, Scenario};

#[test]
fn show() {
    for s in [Scenario::default(), PresetId::B3.scenario(), PresetId::B2.scenario()] {
        let a = answer(&s);
        let begin = std::time::Instant::now();
        let t = tornado(&a);
        println!("tornado {:?}", begin.elapsed());
        if let Some(t) = &t {
            let bars = t.bars(Measure::Cost).unwrap();
            for bar in &bars.bars {
                println!(
                    "{:28} {:?} {:?} .. {:?} {:?}  {:.2} {:.2} {}",
                    bar.sway.label,
                    bar.least.0,
                    bar.least.1.map(|e| &e.at),
                    bar.most.0,
                    bar.most.1.map(|e| &e.at),
                    bar.from,
                    bar.to,
                    bar.cut
                );
            }
            println!("still {:?}", bars.still.iter().map(|s| s.label).collect::<Vec<_>>());
        }
        let begin = std::time::Instant::now();
        let l = savings(&s);
        println!("savings {} {:?}", l.len(), begin.elapsed());
        for s in &l {
            println!(
                "{:5} {:5} {:40} {:?}",
                s.helps(),
                s.change.in_use,
                s.change.label,
                match &s.worth {
                    Worth::Known(d) => format!(
                        "${:.4} {:.3} {:.2} h, {:.2} GiB freed {:?} -> {:?}",
                        d.usd.0,
                        d.share,
                        d.wall.0,
                        d.memory.gib(),
                        d.freed.map(|f| f.gib()),
                        d.moves_to
                    ),
                    Worth::Unknown(w) => w.clone(),
                }
            );
        }
    }
}
