//! `calibrate FILE.csv...` fits the constants on measured runs and writes them.

mod bands;
mod fit;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::ExitCode;

use bands::Bands;
use fit::{N, confidence, fit, weigh};
use tunecost::engine::bands::{Factors, LeftOut, Speeds};
use tunecost::engine::constants::Constants;
use tunecost::engine::fitted::{FITTED, LEFT_OUT, MEMORY_BANDS, TIME_BANDS};
use tunecost::export::measured::read;
use tunecost::scenario::accuracy::{Compared, Score, predicted, quantile, score};
use tunecost::scenario::measured::{MeasuredRun, Metric};

const USAGE: &str = "\
usage: calibrate [--write FITTED.rs] [--residuals FILE.tsv] [--quick] FILE.csv...

Fits the constants of the estimator on tables of measured runs, each source weighing the root of its rows.
Leaves every source out in turn and reports the error on it (--quick: does not).";

fn main() -> ExitCode {
    let mut files = Vec::new();
    let (mut write, mut residuals, mut quick) = (None, None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => write = arguments.next(),
            "--residuals" => residuals = arguments.next(),
            "--quick" => quick = true,
            _ => files.push(argument),
        }
    }
    if files.is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(&files, write.as_deref(), residuals.as_deref(), quick) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(files: &[String], write: Option<&str>, residuals: Option<&str>, quick: bool) -> Result<(), String> {
    let mut runs = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        runs.extend(
            read(&text)
                .map_err(|error| format!("{file}: {error}"))?
                .into_iter()
                .filter_map(|row| row.run.ok()),
        );
    }
    let all = weigh(runs.iter());
    let values = fit(&all, FITTED.to_array());
    let sigma = confidence(&all, &values);
    for (at, (name, unit)) in Constants::FIELDS.iter().enumerate() {
        println!(
            "{name:<32} {:>14.4} {unit:<12} prior {:>10} x/ {:.3}",
            values[at],
            Constants::PRIOR[at].0,
            sigma[at]
        );
    }
    report("fit", runs.iter().map(|run| (run, values)));

    let mut bands = (MEMORY_BANDS, TIME_BANDS);
    let mut blind_scores = LEFT_OUT;
    if !quick {
        // Each source is estimated with constants that have not seen it.
        let sources: BTreeSet<&str> = runs.iter().map(|run| run.source.as_str()).collect();
        let sources: Vec<&str> = sources.into_iter().collect();
        let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let without = |source: &str| fit(&weigh(runs.iter().filter(|run| run.source != source)), values);
        let unseen: BTreeMap<&str, [f64; N]> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..workers)
                .map(|first| {
                    let own = sources.iter().skip(first).step_by(workers);
                    scope.spawn(move || own.map(|source| (*source, without(source))).collect::<Vec<_>>())
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
        });
        let left_out: Vec<(&MeasuredRun, [f64; N])> =
            runs.iter().filter_map(|run| Some((run, *unseen.get(run.source.as_str())?))).collect();
        report("left out", left_out.iter().copied());
        bands = bands::bands(&left_out);
        blind_scores =
            [Metric::PeakMemGib, Metric::TokensPerSecPerGpu].map(|metric| blind(&left_out, metric));
        if let Some(file) = residuals {
            let mut text = String::from("id\tsource\tmetric\tratio\n");
            for (run, blind) in &left_out {
                let ratio = predicted(run, &Constants::from_array(*blind)).mid / run.value;
                let _ = writeln!(text, "{}\t{}\t{:?}\t{ratio:.4}", run.id, run.source, run.metric);
            }
            std::fs::write(file, text).map_err(|error| format!("{file}: {error}"))?;
        }
    }
    if let Some(file) = write {
        std::fs::write(file, source(&values, &sigma, &runs, &bands, &blind_scores))
            .map_err(|error| format!("{file}: {error}"))?;
    }
    Ok(())
}

/// Median, ninth decile and share of low estimates, by metric: over rows, and over sources.
fn report<'a>(title: &str, runs: impl Iterator<Item = (&'a MeasuredRun, [f64; N])> + Clone) {
    for metric in [Metric::PeakMemGib, Metric::TokensPerSecPerGpu] {
        let mut errors = Vec::new();
        let mut by_source = BTreeMap::<&str, Vec<f64>>::new();
        let mut low = 0_usize;
        for (run, values) in runs.clone().filter(|(run, _)| run.metric == metric) {
            let ratio = predicted(run, &Constants::from_array(values)).mid / run.value;
            low += usize::from(ratio < 0.9);
            errors.push((ratio - 1.0).abs());
            by_source.entry(&run.source).or_default().push((ratio - 1.0).abs());
        }
        errors.sort_by(f64::total_cmp);
        let mut medians: Vec<f64> = by_source
            .values_mut()
            .map(|errors| {
                errors.sort_by(f64::total_cmp);
                quantile(errors, 0.5)
            })
            .collect();
        medians.sort_by(f64::total_cmp);
        println!(
            "{title:<9} {metric:?} rows={} median={:.3} p90={:.3} under10={:.3} median_of_sources={:.3}",
            errors.len(),
            quantile(&errors, 0.5),
            quantile(&errors, 0.9),
            low as f64 / errors.len().max(1) as f64,
            quantile(&medians, 0.5),
        );
    }
}

/// The file that the engine compiles.
fn source(
    values: &[f64; N],
    sigma: &[f64; N],
    runs: &[MeasuredRun],
    bands: &Bands,
    blind: &[LeftOut; 2],
) -> String {
    let rows = runs.len();
    let mut text = format!(
        "//! Written by `calibrate` from {rows} measured figures. Do not edit.\n//!\n\
         //! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.\n\n\
         use super::bands::{{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds}};\n\
         use super::constants::Constants;\nuse super::gpu::Arch;\n\n#[rustfmt::skip]\n#[allow(clippy::approx_constant)] // A fitted value may come close to one.\npub static FITTED: Constants = Constants {{\n"
    );
    for (at, (name, _)) in Constants::FIELDS.iter().enumerate() {
        let known = match Constants::PRIOR[at].1 {
            1.0 => "assumed".to_owned(),
            _ => format!("x/ {:.3}", sigma[at]),
        };
        let _ = writeln!(text, "    {name}: {:?}, // {known}", round(values[at]));
    }
    text.push_str("};\n");
    for (name, length, bands) in
        [("MEMORY_BANDS", "N_MEMORY_CLASSES", &bands.0[..]), ("TIME_BANDS", "N_TIME_CLASSES", &bands.1[..])]
    {
        let _ = writeln!(text, "\npub static {name}: [Factors; {length}] = [");
        for Factors { low, high, rows, sources } in bands {
            let _ = writeln!(
                text,
                "    Factors {{ low: {low:.3}, high: {high:.3}, rows: {rows}, sources: {sources} }},"
            );
        }
        text.push_str("];\n");
    }
    text.push_str(
        "\n/// By technique, then generation.\n#[rustfmt::skip]\npub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [\n",
    );
    for generations in bands::evidence(runs) {
        text.push_str("    [\n");
        for Speeds { rows, sources } in generations {
            let _ = writeln!(text, "        Speeds {{ rows: {rows}, sources: {sources} }},");
        }
        text.push_str("    ],\n");
    }
    text.push_str("];\n");
    text.push_str("\n/// Memory, then speed.\n#[rustfmt::skip]\npub static LEFT_OUT: [LeftOut; 2] = [\n");
    for LeftOut { rows, sources, median, p90, under10 } in blind {
        let _ = writeln!(
            text,
            "    LeftOut {{ rows: {rows}, sources: {sources}, median: {median:.3}, p90: {p90:.3}, under10: {under10:.3} }},"
        );
    }
    text.push_str("];\n");
    text
}

/// Errors on sources that the constants have not seen.
fn blind(left_out: &[(&MeasuredRun, [f64; N])], metric: Metric) -> LeftOut {
    let runs: Vec<_> = left_out.iter().filter(|(run, _)| run.metric == metric).collect();
    let compared = runs
        .iter()
        .map(|(run, values)| Compared { run, predicted: predicted(run, &Constants::from_array(*values)) });
    let Score { rows, median, p90, under10, .. } = score(compared);
    let sources: BTreeSet<&str> = runs.iter().map(|(run, _)| run.source.as_str()).collect();
    LeftOut { rows: rows as u16, sources: sources.len() as u16, median, p90, under10 }
}

/// Four significant digits.
fn round(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}
