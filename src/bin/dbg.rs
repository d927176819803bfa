#[cfg(feature = "cli")]
fn main() {
    use tunecost::export::measured::read;
    let f = std::env::args().nth(1).unwrap();
    let pat = std::env::args().nth(2).unwrap();
    let text = std::fs::read_to_string(f).unwrap();
    for row in read(&text).unwrap() {
        let Ok(run) = row.run else { continue };
        if !format!("{} {} {:?}", run.id, run.source, run.metric).contains(&pat) {
            continue;
        }
        let m = tunecost::engine::memory::memory(&run.inputs);
        let t = tunecost::engine::time::time(&run.inputs);
        let g: Vec<String> = tunecost::engine::memory::MemoryPart::ALL
            .iter()
            .map(|p| format!("{p:?}={:.2}", m.peak.get(*p).gib()))
            .filter(|s| !s.ends_with("=0.00"))
            .collect();
        let h: Vec<String> = tunecost::engine::time::TimePart::ALL
            .iter()
            .map(|p| format!("{p:?}={:.3}", t.parts[*p as usize].0))
            .filter(|s| !s.ends_with("=0.000"))
            .collect();
        let p = tunecost::scenario::accuracy::predicted(&run, &tunecost::engine::fitted::FITTED);
        println!(
            "{} {:?} meas {} pred {:.2} r {:.2} | {:?} {} | step {:.3} {} tps {:.0}",
            run.id,
            run.inputs.recipe.stack,
            run.value,
            p.mid,
            p.mid / run.value,
            m.peak_moment,
            g.join(" "),
            t.step.mid.0,
            h.join(" "),
            t.tokens_per_sec_per_gpu.mid
        );
    }
}
#[cfg(not(feature = "cli"))]
fn main() {}
