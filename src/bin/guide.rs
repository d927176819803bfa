//! `guide`: the audit of the guide's claims and the table of the estimator's constants, as Markdown for the user guide.

use tunecost::catalog::guide::{
    AS_OF, BUDGETS, CONTRADICTIONS, GuideTechnique, HOURS, HOURS_TOKENS, HoursRow, HoursUnit, QUESTIONS,
    RULES, STRATEGIES, SizeClass,
};
use tunecost::catalog::{GpuId, ModelId};
use tunecost::engine::constants::Constants;
use tunecost::engine::fitted::FITTED;
use tunecost::engine::recipe::Technique;
use tunecost::engine::units::Usd;
use tunecost::format;
use tunecost::scenario::answer::{Answer, answer};
use tunecost::scenario::presets::PresetId;
use tunecost::scenario::{Hardware, Scenario, link, words};

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("audit") => audit(),
        Some("constants") => constants(),
        _ => {
            eprintln!("Usage: guide audit | constants");
            std::process::exit(2);
        }
    }
}

/// A line of a table; what would end a cell is escaped.
fn row<const N: usize>(cells: [String; N]) {
    println!("| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "));
}

/// What the estimator says, linked to the page.
fn estimator(scenario: &Scenario) -> String {
    let answer = answer(scenario);
    format!("[{}](../?{})", said(&answer), link::encode(scenario).replace('|', "%7C"))
}

fn said(answer: &Answer) -> String {
    let Some(row) = answer.chosen_row() else { return "no offer".into() };
    if !row.runs() {
        let memory = &row.estimate.memory;
        let needs = format!("needs {} of {}", format::gib(memory.device.mid), format::gib(memory.capacity));
        return row.block.map_or(needs, |block| block.message().trim_end_matches('.').to_owned());
    }
    let hours = words::hours_range(row.estimate.time.wall);
    row.estimate.cost.total.map_or(hours.clone(), |total| format!("{}, {hours}", format::usd_range(total)))
}

fn audit() {
    println!(
        "The guide is a public text of {AS_OF}. Every row below is a claim that it prints, beside what the estimator says today.\n"
    );
    println!("## Budgets\n");
    println!("| | Run | The guide | The estimator |\n| --- | --- | --- | --- |");
    for budget in BUDGETS {
        let Some(preset) = PresetId::find(budget.id) else { continue };
        let run = format!(
            "{}, {} tokens, {} epochs, {}\u{d7} {}",
            budget.model_as_printed,
            format::count(budget.tokens),
            format::plain(budget.epochs),
            budget.n_gpus,
            words::hardware(preset.scenario().hardware)
        );
        let guide = format!(
            "{} for {} h an epoch. {}.",
            format::usd_exact(Usd(budget.cost_usd)),
            format::plain(budget.hours_per_epoch),
            budget.verdict
        );
        row([budget.id.into(), run, guide, estimator(&preset.scenario())]);
    }
    println!("\n## Hours\n\nOne epoch of 1 M tokens.\n");
    println!("| | Run | The guide | The estimator |\n| --- | --- | --- | --- |");
    for hours in HOURS {
        let unit = if hours.unit == HoursUnit::GpuHours { "GPU-hours" } else { "h" };
        let ends = format::range(&format::plain(hours.low), &format::plain(hours.high));
        let ours = scenario_of(hours).map_or("no such GPU".into(), |scenario| estimator(&scenario));
        let run = format!(
            "{} {}, {}\u{d7} {}",
            hours.size.label(),
            hours.technique.label(),
            hours.n_gpus,
            hours.gpu.label()
        );
        row([hours.id.into(), run, format!("{ends} {unit}"), ours]);
    }
    println!("\n## Rules\n\n| | The guide | What is wrong with it |\n| --- | --- | --- |");
    for rule in RULES {
        row([rule.id.into(), rule.text.into(), against(rule.id)]);
    }
    println!("\n## Strategies and questions\n\n| | The guide | What is wrong with it |\n| --- | --- | --- |");
    for strategy in STRATEGIES {
        row([strategy.id.into(), format!("{}: {}", strategy.name, strategy.text), against(strategy.id)]);
    }
    for question in QUESTIONS {
        row([question.id.into(), format!("{} {}", question.question, question.answer), against(question.id)]);
    }
    println!("\n## Contradictions\n\nWhere the guide disagrees with itself or with physics.\n");
    println!("| | About | Claim | Arithmetic |\n| --- | --- | --- | --- |");
    for found in CONTRADICTIONS {
        row([found.id.into(), found.about.join(" "), found.claim.into(), found.arithmetic.into()]);
    }
}

/// The contradictions that a row is part of.
fn against(id: &str) -> String {
    let about = CONTRADICTIONS.iter().filter(|found| found.about.contains(&id));
    about.map(|found| found.id).collect::<Vec<_>>().join(", ")
}

/// The run of a row: Llama 2 of that size.
fn scenario_of(row: &HoursRow) -> Option<Scenario> {
    let model = match row.size {
        SizeClass::B7 => "llama-2-7b",
        SizeClass::B13 => "llama-2-13b",
        SizeClass::B34To70 | SizeClass::B70Up => "llama-2-70b",
    };
    Some(Scenario {
        model: ModelId::find(model)?,
        tokens: HOURS_TOKENS,
        epochs: 1.0,
        technique: match row.technique {
            GuideTechnique::Full => Technique::Full,
            GuideTechnique::Lora => Technique::Lora,
            GuideTechnique::LoraQuantised => Technique::Qlora,
        },
        hardware: Hardware::Gpu(GpuId::all().find(|gpu| row.gpu.covers(gpu.get()))?),
        n_gpus: Some(row.n_gpus),
        ..Scenario::default()
    })
}

/// Name, value, unit, and what was expected before any run was measured.
fn constants() {
    println!("| Constant | Value | Unit | Expected | May be off by |\n| --- | --- | --- | --- | --- |");
    let values = FITTED.to_array();
    for ((name, unit), (value, (prior, spread))) in
        Constants::FIELDS.iter().zip(values.iter().zip(Constants::PRIOR))
    {
        row([
            format!("`{name}`"),
            format::significant(*value, 3),
            if *unit == "1" { String::new() } else { (*unit).into() },
            format::plain(*prior),
            format!("{}\u{d7}", format::plain(*spread)),
        ]);
    }
}
