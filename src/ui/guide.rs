//! The guide: its budgets, prices, hours, rules and contradictions, with the estimator's word beside them.

use std::cell::Cell;

use super::breakdown::scroller;
use super::dom::{El, Html, classed, el, key_of, later, show};
use super::state::Page;
use super::words;
use crate::catalog::guide::{
    AS_OF, BUDGETS, Budget, CONTRADICTIONS, GuideTechnique, HOURS, HOURS_TOKENS, HoursRow, HoursUnit,
    LARGE_MODELS, MULTI_EPOCH, PRICES, QUESTIONS, RULES, SPOT_DISCOUNT, SPOT_DISCOUNT_RUNPOD, STRATEGIES,
    SizeClass,
};
use crate::catalog::{GpuId, ModelId, OfferId};
use crate::engine::recipe::Technique;
use crate::engine::units::{Usd, UsdPerHour};
use crate::format;
use crate::scenario::answer::{Answer, answer};
use crate::scenario::presets::PresetId;
use crate::scenario::{Hardware, Method, Scenario, link};

/// The page's own answer comes first; these follow.
const LATER_MS: u32 = 30;

pub fn inside(page: Page, section: El) {
    let mut rules = Html::new();
    for rule in RULES {
        item(&mut rules, rule.id, rule.text, "");
    }
    for text in LARGE_MODELS {
        item(&mut rules, "", text, "");
    }
    let mut strategies = Html::new();
    for strategy in STRATEGIES {
        item(&mut strategies, strategy.id, strategy.name, strategy.text);
    }
    let mut questions = Html::new();
    for question in QUESTIONS {
        item(&mut questions, question.id, question.question, question.answer);
    }
    let mut contradictions = Html::new();
    for against in CONTRADICTIONS {
        item(&mut contradictions, &against.about.join(" "), against.claim, against.arithmetic);
    }
    let list = |html: &Html| classed("ul", "rows").html(html.as_str());
    section
        .html(
            "<p class=lede>A public guide to the cost of fine-tuning, March 2026, is \
             where this page started. Here is every figure of it, with the estimator\u{2019}s word beside it.</p>",
        )
        .child(budgets(page))
        .child(
            classed("div", "folds")
                .child(fold("guide-prices", "Prices", "P1 to P16, an hour", prices()))
                .child(hours())
                .child(fold("guide-rules", "Rules", "R1 to R9", list(&rules)))
                .child(fold("guide-strategies", "Strategies", "S1 to S5", list(&strategies)))
                .child(fold("guide-questions", "Questions", "Q1 to Q5", list(&questions)))
                .child(fold(
                    "guide-contradictions",
                    "Contradictions",
                    "where it disagrees with itself or with physics",
                    list(&contradictions),
                )),
        );
}

fn fold(id: &str, title: &str, digest: &str, inside: El) -> El {
    let summary = el("summary").child(el("h3").text(title)).child(classed("span", "digest").text(digest));
    classed("details", "fold").id(id).child(summary).child(classed("div", "inside").child(inside))
}

fn item(html: &mut Html, id: &str, first: &str, second: &str) {
    html.mix(&["<li><span class=id>", id, "</span><div><p>", first, "</p>"]);
    if !second.is_empty() {
        html.mix(&["<p>", second, "</p>"]);
    }
    html.raw("</div></li>");
}

/// What the estimator says in a few words.
fn estimator(answer: &Answer) -> String {
    match answer.chosen_row() {
        Some(row) if row.runs() => {
            let hours = words::hours_range(row.estimate.time.wall);
            match row.estimate.cost.total {
                Some(total) => format!("{}, {hours}", format::usd_range(total)),
                None => hours,
            }
        }
        Some(row) => match row.reason() {
            Some(reason) => {
                let memory = &row.estimate.memory;
                let needs =
                    format!("needs {} of {}", format::gib(memory.device.mid), format::gib(memory.capacity));
                if row.block.is_none() { format!("does not fit: {needs}") } else { reason.message().into() }
            }
            None => String::new(),
        },
        None => String::new(),
    }
}

fn budgets(page: Page) -> El {
    let cards = classed("div", "budgets").on("click", move |event| {
        let Some(key) = key_of(&event) else { return };
        let (id, method) = key.split_at(key.len() - 1);
        if let Some(preset) = PresetId::find(id) {
            event.prevent_default();
            let method = if method == "g" { Method::Guide } else { Method::Physical };
            page.pick_scenario(Scenario { method, ..preset.scenario() });
            show("answer");
        }
    });
    let place = cards.clone();
    let fill = move || {
        let mut html = Html::new();
        for budget in BUDGETS {
            card(&mut html, budget);
        }
        place.html(html.as_str());
    };
    later(LATER_MS, Box::new(fill)).forget();
    cards
}

fn card(html: &mut Html, budget: &Budget) {
    let Some(preset) = PresetId::find(budget.id) else { return };
    let offer = OfferId::find(budget.offer).map(|offer| offer.get());
    let place = offer.map_or_else(String::new, |offer| {
        format!("{}\u{d7} {} at {}", budget.n_gpus, offer.gpu.get().name, offer.provider)
    });
    let plan = format!(
        "{}, {} tokens, {} epochs of {}",
        budget.model_as_printed,
        format::count(budget.tokens),
        format::plain(budget.epochs),
        format::hours(crate::engine::units::Hours(budget.hours_per_epoch)),
    );
    let with_experiments = match budget.experiments_usd {
        0.0 => String::new(),
        experiments => {
            format!("{} with experiments. ", format::usd_exact(Usd(budget.cost_usd + experiments)))
        }
    };
    let (low, high) = budget.budget_usd;
    let limit = format::range(&format::usd(Usd(low)), &format::usd(Usd(high)));
    html.mix(&[
        "<article class=budget><h3><span class=id>",
        budget.id,
        "</span> ",
        budget.who,
        "</h3><p>",
        &plan,
        "</p><p>",
        &place,
        "</p><p class=price>",
        &format::usd_exact(Usd(budget.cost_usd)),
        "</p><p>",
        &with_experiments,
        "",
        budget.verdict,
        ": ",
        &limit,
        ".</p><p>The estimator: ",
        &estimator(&answer(&preset.scenario())),
        ".</p><p class=links><a href=\"?",
        &link::encode(&Scenario { method: Method::Guide, ..preset.scenario() }),
        "\" data-key=\"",
        budget.id,
        "g\">By the guide</a><a href=\"?",
        &link::encode(&preset.scenario()),
        "\" data-key=\"",
        budget.id,
        "p\">By the estimator</a></p></article>",
    ]);
}

fn prices() -> El {
    let mut html = Html::new();
    html.raw("<thead><tr><th scope=col><span class=unseen>Row</span><th scope=col>Provider<th scope=col>GPU<th scope=col class=number>A GPU<th scope=col class=number>As sold</thead><tbody>");
    for price in PRICES {
        let Some(offer) = OfferId::find(price.offer).map(|offer| offer.get()) else { continue };
        let sold = offer.on_demand.map(format::usd_per_hour).unwrap_or_default();
        html.mix(&[
            "<tr><td class=id>",
            price.id,
            "<th scope=row>",
            offer.provider,
            "<td>",
            offer.gpu.get().name,
            "<td class=number>",
            &format::usd_per_hour(UsdPerHour(price.usd_per_gpu_hour)),
            "<td class=number>",
            &if offer.gpus_per_instance > 1 {
                format!("{sold} for {}", offer.gpus_per_instance)
            } else {
                sold
            },
        ]);
    }
    let share = |(low, high)| format::range(&format::percent(low), &format::percent(high));
    html.mix(&[
        "<tr><td class=id>P16<th scope=row>Spot<td colspan=3>",
        &format!("{} off at RunPod, {} off in general", share(SPOT_DISCOUNT_RUNPOD), share(SPOT_DISCOUNT)),
        "</tbody>",
    ]);
    let dated = format!("On demand, US dollars, {AS_OF}. What is sold by the node of eight costs eight.");
    let table = scroller("Prices of the guide").child(classed("table", "sum").html(html.as_str()));
    el("div").child(classed("p", "lede").text(&dated)).child(table)
}

/// The scenario that a row of hours describes: one epoch of 1 M tokens of the model that names the class.
fn scenario_of(row: &HoursRow) -> Option<Scenario> {
    let model = match row.size {
        SizeClass::B7 => "llama-2-7b",
        SizeClass::B13 => "llama-2-13b",
        SizeClass::B34To70 | SizeClass::B70Up => "llama-2-70b",
    };
    let technique = match row.technique {
        GuideTechnique::Full => Technique::Full,
        GuideTechnique::Lora => Technique::Lora,
        GuideTechnique::LoraQuantised => Technique::Qlora,
    };
    let gpu = GpuId::all().find(|gpu| row.gpu.covers(gpu.get()))?;
    Some(Scenario {
        model: ModelId::find(model)?,
        tokens: HOURS_TOKENS,
        epochs: 1.0,
        technique,
        hardware: Hardware::Gpu(gpu),
        n_gpus: Some(row.n_gpus),
        ..Scenario::default()
    })
}

fn hours() -> El {
    let body = el("tbody");
    let place = body.clone();
    let filled = Cell::new(false);
    let table = classed("table", "sum").html(
        "<thead><tr><th scope=col><span class=unseen>Row</span><th scope=col>Run<th scope=col>Hardware\
         <th scope=col class=number>Guide<th scope=col class=number>Estimator</thead>",
    );
    let inside = el("div")
        .child(classed("p", "lede").text(
            "One epoch of 1 M tokens. The estimator\u{2019}s column is Llama 2 of that size on that hardware.",
        ))
        .child(scroller("Hours of the guide").child(table.child(body)))
        .child(epochs());
    // Twenty-one estimates wait until somebody looks.
    fold("guide-hours", "Hours", "H1 to H21, one epoch of 1 M tokens", inside).on("toggle", move |_| {
        if !filled.replace(true) {
            let mut html = Html::new();
            for row in HOURS {
                hours_line(&mut html, row);
            }
            place.clone().html(html.as_str());
        }
    })
}

fn hours_line(html: &mut Html, row: &HoursRow) {
    let ends = |low, high| format::range(&format::plain(low), &format::plain(high));
    let unit = if row.unit == HoursUnit::GpuHours { "GPU-hours" } else { "h" };
    let scenario = scenario_of(row);
    let ours = scenario.as_ref().map(|scenario| estimator(&answer(scenario))).unwrap_or_default();
    html.mix(&[
        "<tr><td class=id>",
        row.id,
        "<th scope=row>",
        &format!("{} {}", row.size.label(), row.technique.label()),
        "<td>",
        &format!("{}\u{d7} {}", row.n_gpus, row.gpu.label()),
        "<td class=number>",
        &format!("{} {unit}", ends(row.low, row.high)),
        "<small>",
        row.note,
        "</small><td class=number>",
    ]);
    match scenario {
        Some(scenario) => {
            html.mix(&["<a href=\"?", &link::encode(&scenario), "\">", &ours, "</a>"]);
        }
        None => {
            html.text(&ours);
        }
    }
}

/// The guide's totals for whole runs.
fn epochs() -> El {
    let mut text = String::from("3 to 5 epochs of full fine-tuning, as printed: ");
    for (index, row) in MULTI_EPOCH.iter().enumerate() {
        let hours = format::range(&format::plain(row.low), &format::plain(row.high));
        let end = if index + 1 == MULTI_EPOCH.len() { "." } else { "; " };
        text.push_str(&format!("{} {} {hours} h{end}", row.size.label(), row.gpu.label()));
    }
    classed("p", "lede").text(&text)
}
