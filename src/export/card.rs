//! What a card shows: the answer in words, and a few inputs with their options.

use serde::Serialize;

use super::json::{self, Plan, Range};
use super::outcome::{Failure, code};
use crate::catalog::{GpuId, ModelId, OfferId};
use crate::format;
use crate::scenario::answer::{Answer, Row, Verdict, answer};
use crate::scenario::fields::{self, HARDWARE, MODEL};
use crate::scenario::link::{apply, decode, encode, encode_pinned};
use crate::scenario::{Hardware, Method, PriceKind, Scenario, words};

/// A card, ready to be drawn.
#[derive(Serialize)]
pub struct Card {
    /// The scenario, as the page opens it.
    link: String,
    /// The same with today's offer and price.
    pinned_link: String,
    /// `QLoRA of Llama 3.1 8B, 5 M tokens, 3 epochs`
    title: String,
    /// The verdict in words.
    verdict: String,
    /// What runs and is within budget and deadline.
    good: bool,
    cost: Figure,
    wall: Figure,
    memory: Figure,
    /// Shares of the card's memory: low, middle and high of the peak; more than 1 where it does not fit.
    memory_shares: Option<[f64; 3]>,
    /// `$0.34/h on demand, RunPod, 2026-03`; empty where there is no price.
    price: String,
    /// The price's date: `2026-03`.
    as_of: Option<String>,
    /// What of the scenario was ignored.
    notices: Vec<String>,
    fields: Vec<Field>,
    /// Offers, best first, where the card has a table.
    rows: Vec<Line>,
    estimate: Summary,
}

/// One offer of the table.
#[derive(Serialize)]
struct Line {
    /// `1x RTX 4090 at RunPod`
    plan: String,
    cost: String,
    wall: String,
    /// `17.4 of 24.0 GiB`
    memory: String,
    as_of: &'static str,
    link: String,
}

/// The estimate for programs, with the names of the full one.
#[derive(Serialize)]
struct Summary {
    fits: bool,
    fit: Option<&'static str>,
    peak_mem_gib: Option<Range>,
    tokens_per_sec: Option<Range>,
    gpu_hours: Option<Range>,
    wall_hours: Option<Range>,
    cost_usd: Option<Range>,
    budget: Option<&'static str>,
    deadline: Option<&'static str>,
    plan: Option<Plan>,
}

/// A figure and its range, or why there is none.
#[derive(Default, Serialize)]
struct Figure {
    mid: String,
    range: String,
}

/// One input of the card.
#[derive(Serialize)]
struct Field {
    key: &'static str,
    label: &'static str,
    value: String,
    /// Empty: a text field for a number.
    options: Vec<(String, String)>,
}

/// The card of a link with inputs for some of its keys, separated by commas, and a table of `rows` offers. Keys that are
/// no input are left out.
pub fn card(link: &str, inputs: &str, rows: usize) -> Card {
    let decoded = decode(link);
    let scenario = decoded.scenario;
    let answer = answer(&scenario);
    let (verdict, runs) = words::verdict(&answer);
    let (mut verdict, mut good) = (verdict, runs);
    for (limit, name) in [(answer.budget, "budget"), (answer.deadline, "deadline")] {
        let said = match limit {
            Some(Verdict::Over) => "It is over your ",
            Some(Verdict::Tight) => "It may go over your ",
            _ => continue,
        };
        good &= limit != Some(Verdict::Over);
        verdict.push(' ');
        verdict.push_str(said);
        verdict.push_str(name);
        verdict.push('.');
    }
    let row = answer.chosen_row();
    let memory = row.map(|row| row.estimate.memory);
    let (price, as_of) = price(&answer).unzip();
    Card {
        link: encode(&scenario),
        pinned_link: encode_pinned(&answer),
        title: title(&scenario),
        verdict,
        good,
        cost: cost(&answer),
        wall: wall(&answer),
        memory: memory
            .map(|memory| Figure {
                mid: format::gib(memory.device.mid),
                range: {
                    let range = format::gib_range(memory.device).replace(" GiB", "");
                    [&range, "of", &format::gib(memory.capacity)].join(" ")
                },
            })
            .unwrap_or_default(),
        memory_shares: memory.map(|memory| {
            [memory.device.low, memory.device.mid, memory.device.high]
                .map(|bytes| format::round_to(bytes / memory.capacity, 4))
        }),
        price: price.unwrap_or_default(),
        as_of: as_of.flatten(),
        notices: decoded.notices.into_iter().map(|notice| notice.message).collect(),
        fields: inputs.split(',').filter_map(|key| field(&scenario, key.trim())).collect(),
        rows: lines(&answer, rows),
        estimate: summary(&answer),
    }
}

/// The cheapest offers that run, or the fastest where the scenario asks for those.
fn lines(answer: &Answer, most: usize) -> Vec<Line> {
    let key = |row: &Row| match answer.scenario.hardware {
        Hardware::Fastest => row.estimate.time.wall.mid.0,
        _ => row.estimate.cost.total.map_or(f64::INFINITY, |total| total.mid.0),
    };
    let mut best: Vec<&Row> = Vec::new();
    for row in answer.rows.iter().filter(|row| row.matches && row.usable()) {
        let at = best.partition_point(|other| key(other) <= key(row));
        if at < most {
            best.truncate(most - 1);
            best.insert(at, row);
        }
    }
    best.into_iter().map(|row| line(&answer.scenario, row)).collect()
}

fn line(scenario: &Scenario, row: &Row) -> Line {
    let (memory, offer) = (&row.estimate.memory, row.offer.get());
    let used = format::gib(memory.device.mid).replace(" GiB", "");
    Line {
        plan: words::plan(row),
        cost: row.estimate.cost.total.map(format::usd_range).unwrap_or_default(),
        wall: words::hours_range(row.estimate.time.wall),
        memory: [&used, "of", &format::gib(memory.capacity)].join(" "),
        as_of: offer.provenance.as_of.unwrap_or("undated"),
        link: encode(&Scenario { hardware: Hardware::Offer(row.offer), ..*scenario }),
    }
}

fn summary(answer: &Answer) -> Summary {
    let row = answer.chosen_row();
    let estimate = row.map(|row| &row.estimate);
    let wall = answer.wall();
    let n_gpus = match (answer.scenario.method, &answer.guide) {
        (Method::Guide, guide) => guide.as_ref().map(|guide| guide.n_gpus),
        _ => row.map(|row| row.plan.n_gpus),
    };
    let gpu_hours = wall.zip(n_gpus).map(|(wall, n_gpus)| wall.map(|hours| hours.on_gpus(n_gpus)));
    Summary {
        fits: row.is_some_and(Row::runs),
        fit: row.map(json::fit),
        peak_mem_gib: estimate.map(|e| Range::of(e.memory.device, |bytes| bytes.gib())),
        tokens_per_sec: estimate.map(|e| Range::of(e.time.tokens_per_sec, |rate| rate)),
        gpu_hours: gpu_hours.map(|band| Range::of(band, |hours| hours.0)),
        wall_hours: wall.map(|band| Range::of(band, |hours| hours.0)),
        cost_usd: answer.cost().map(|band| Range::of(band, |usd| usd.0)),
        budget: answer.budget.map(Verdict::id),
        deadline: answer.deadline.map(Verdict::id),
        plan: row.map(|row| json::plan(&answer.scenario, row)),
    }
}

/// The link with one field changed as the reader typed or chose it.
pub fn edit(link: &str, key: &str, text: &str) -> Result<String, Failure> {
    let mut scenario = decode(link).scenario;
    let invalid = |message| Failure::new(code::INVALID_VALUE, key, message);
    match fields::number(key) {
        // Without the echo that a link's notice has: the text is in the field, in sight.
        Some(field) => {
            let value = field.parse(text).map_err(|error| invalid(error.message))?;
            (field.set)(&mut scenario, value);
        }
        None => apply(&mut scenario, key, text).map_err(invalid)?,
    }
    Ok(encode(&scenario))
}

fn title(scenario: &Scenario) -> String {
    let technique = fields::choice(fields::TECHNIQUE).map_or("", |field| field.chosen(scenario).label);
    let technique = technique.split(" (").next().unwrap_or_default();
    let epochs = format::grouped(scenario.epochs);
    let unit = if scenario.epochs == 1.0 { "epoch" } else { "epochs" };
    let tokens = words::figure(scenario.tokens);
    [technique, " of ", scenario.model.get().name, ", ", &tokens, " tokens, ", &epochs, " ", unit].concat()
}

fn cost(answer: &Answer) -> Figure {
    let Some(band) = answer.cost() else { return Figure::default() };
    match answer.scenario.method {
        Method::Guide => Figure { mid: words::cents(band), range: "as the guide prints it".into() },
        Method::Physical => Figure { mid: format::usd(band.mid), range: format::usd_range(band) },
    }
}

fn wall(answer: &Answer) -> Figure {
    let Some(band) = answer.wall() else { return Figure::default() };
    match answer.scenario.method {
        Method::Guide => Figure { mid: words::hours_range(band), range: "as the guide prints it".into() },
        Method::Physical => Figure { mid: words::hours(band.mid), range: words::hours_range(band) },
    }
}

/// The price with its kind and provider, and its date.
fn price(answer: &Answer) -> Option<(String, Option<String>)> {
    if let (Method::Guide, Some(guide)) = (answer.scenario.method, &answer.guide) {
        let offer = guide.offer.get();
        let text = [&format::usd_per_hour(guide.per_hour), ", ", offer.provider].concat();
        return Some((text, offer.provenance.as_of.map(str::to_owned)));
    }
    let row = answer.chosen_row()?;
    let (offer, price) = (row.offer.get(), row.price);
    let usd = format::usd_per_hour(row.estimate.cost.per_hour?);
    let kind = match (price.kind, price.discounted) {
        (PriceKind::OnDemand, _) => " on demand, ",
        (PriceKind::Spot, false) => " on spot, ",
        (PriceKind::Spot, true) => " with an assumed spot discount, ",
    };
    let date = match price.pinned {
        true => answer.scenario.price_as_of.map(|date| date.to_string()),
        false => offer.provenance.as_of.map(str::to_owned),
    };
    let by = if price.pinned { "as the link says" } else { offer.provider };
    Some(([&usd, kind, by].concat(), date))
}

fn field(scenario: &Scenario, key: &str) -> Option<Field> {
    if let Some(field) = fields::number(key) {
        let value = (field.get)(scenario).map(words::figure).unwrap_or_default();
        return Some(Field { key: field.key, label: field.label, value, options: Vec::new() });
    }
    if let Some(field) = fields::choice(key) {
        // What has no value of its own in a link can be shown, and not chosen.
        let options = field.options.iter().map(|option| (option.value.into(), option.label.into())).collect();
        let value = field.chosen(scenario).value.into();
        return Some(Field { key: field.key, label: field.label, value, options });
    }
    let field = fields::catalog(key)?;
    let pair = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    let mut options = Vec::new();
    if field.key == MODEL.key {
        options.extend(ModelId::all().map(|id| pair(id.get().id, id.get().name)));
    } else if field.key == HARDWARE.key {
        options.push(pair("cheapest", "Cheapest that fits"));
        options.push(pair("fastest", "Fastest that fits"));
        if let Hardware::Offer(offer) = scenario.hardware {
            options.push(pair(offer.get().id, &words::hardware(scenario.hardware)));
        }
        let offered = |gpu: &GpuId| OfferId::all().any(|offer| offer.get().gpu == *gpu);
        options.extend(GpuId::all().filter(offered).map(|id| pair(id.get().id, id.get().name)));
    }
    Some(Field { key: field.key, label: field.label, value: (field.get)(scenario).into(), options })
}
