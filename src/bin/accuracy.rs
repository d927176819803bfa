//! `accuracy FILE.csv...` scores the estimator on tables of measured runs.

use std::collections::BTreeMap;
use std::process::ExitCode;

use tunecost::engine::fitted::FITTED;
use tunecost::export::measured::read;
use tunecost::scenario::accuracy::{Compared, predicted, score};
use tunecost::scenario::measured::{MeasuredRun, Metric};

const USAGE: &str = "\
usage: accuracy [--rows] FILE.csv...

Scores the estimator on tables with the columns of tests/data/measured.csv: by source, technique and GPU,
then one line a metric. --rows prints every row instead of the groups.
Exits with 1 when more than 5 % of the rows of quality A cannot be expressed.";

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    if files.is_empty() || flags.iter().any(|flag| flag != "--rows") {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let mut runs = Vec::new();
    let mut skipped: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let (mut skipped_a, mut all_a) = (0, 0);
    for file in &files {
        let rows = match std::fs::read_to_string(file)
            .map_err(|error| error.to_string())
            .and_then(|text| read(&text))
        {
            Ok(rows) => rows,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(2);
            }
        };
        for row in rows {
            all_a += usize::from(row.quality_a);
            match row.run {
                Ok(run) => runs.push(run),
                Err(reason) => {
                    skipped_a += usize::from(row.quality_a);
                    *skipped.entry(row.metric).or_default().entry(reason).or_default() += 1;
                }
            }
        }
    }
    let compared: Vec<Compared> =
        runs.iter().map(|run| Compared { run, predicted: predicted(run, &FITTED) }).collect();
    if flags.is_empty() {
        groups(&compared)
    } else {
        rows(&compared)
    }
    for (metric, reasons) in &skipped {
        for (reason, count) in reasons {
            println!("skipped {count:4} {metric}: {reason}");
        }
    }
    println!();
    for (metric, name) in
        [(Metric::PeakMemGib, "peak_mem_gib"), (Metric::TokensPerSecPerGpu, "tokens_per_sec_per_gpu")]
    {
        let total = score(compared.iter().copied().filter(|one| one.run.metric == metric));
        let skips: usize = skipped.get(name).map_or(0, |reasons| reasons.values().sum());
        println!(
            "score metric={name} rows={} skipped={skips} median={:.3} p90={:.3} under10={:.3} covered={:.2}",
            total.rows, total.median, total.p90, total.under10, total.covered
        );
    }
    if skipped_a * 20 > all_a {
        eprintln!("{skipped_a} of {all_a} rows of quality A cannot be expressed: more than 5 %.");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// A table by source, technique and GPU.
fn groups(compared: &[Compared]) {
    type Key = fn(&MeasuredRun) -> String;
    let keys: [(&str, Key); 3] = [
        ("source", |run| run.source.clone()),
        ("technique", |run| format!("{:?}", run.inputs.recipe.technique)),
        ("gpu", |run| run.gpu.get().name.to_owned()),
    ];
    for metric in [Metric::PeakMemGib, Metric::TokensPerSecPerGpu] {
        for (title, key) in keys {
            let mut groups: BTreeMap<String, Vec<Compared>> = BTreeMap::new();
            for one in compared.iter().filter(|one| one.run.metric == metric) {
                groups.entry(key(one.run)).or_default().push(*one);
            }
            let unit = if metric == Metric::PeakMemGib { "memory" } else { "speed" };
            println!(
                "\n{:<44} {:>5} {:>7} {:>7} {:>8} {:>8} {:>6}",
                format!("{unit} by {title}"),
                "rows",
                "median",
                "p90",
                "under10",
                "covered",
                "bias"
            );
            for (name, group) in groups {
                let score = score(group.iter().copied());
                let mut ratios: Vec<f64> = group.iter().map(Compared::ratio).collect();
                ratios.sort_by(f64::total_cmp);
                let bias = tunecost::scenario::accuracy::quantile(&ratios, 0.5);
                println!(
                    "{name:<44} {:>5} {:>7.3} {:>7.3} {:>8.3} {:>8.2} {bias:>6.2}",
                    score.rows, score.median, score.p90, score.under10, score.covered
                );
            }
        }
    }
}

fn rows(compared: &[Compared]) {
    println!("id\tmetric\tmeasured\tpredicted\tratio\tcovered");
    for one in compared {
        println!(
            "{}\t{:?}\t{}\t{:.4}\t{:.4}\t{}",
            one.run.id,
            one.run.metric,
            one.run.value,
            one.predicted.mid,
            one.ratio(),
            one.covered()
        );
    }
}
