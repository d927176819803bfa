//! One of several: native lists and ticks, in the sentence and in the folds.
//!
//! The options of a list are one piece of markup with the chosen one marked in it, so list and scenario cannot disagree.

use super::dom::{El, Html, classed, el, is_checked, sort_by, target, value_of};
use super::number::complaint;
use super::state::Page;
use super::words;
use crate::catalog::{GpuId, ModelId};
use crate::scenario::fields::{self, ChoiceField, FlagField, HARDWARE, MODEL};
use crate::scenario::{Hardware, Scenario};

/// A native list. `html` is read again when the scenario changes, and drawn when it reads differently.
fn list(
    page: Page,
    key: &'static str,
    html: impl Fn(&Scenario) -> Html + 'static,
    set: impl Fn(&mut Scenario, &str) + 'static,
) -> El {
    el("select")
        .id(key)
        .attr("name", key)
        .attr("aria-describedby", &format!("{key}-complaint {key}-help"))
        .live_attr("aria-invalid", move || page.complaint(key).is_some().to_string())
        .live_html(move || html(&page.choices()))
        .on("change", move |event| {
            if let Some(list) = target(&event) {
                page.pick(|scenario| set(scenario, &value_of(&list)));
            }
        })
}

/// The chosen text with the list over it, so that the word is as wide as the choice.
fn word(
    page: Page,
    (key, label, help): (&str, &str, &str),
    shown: impl Fn(&Scenario) -> String + 'static,
    list: El,
) -> El {
    classed("span", "word choice")
        .child(classed("label", "unseen").attr("for", key).text(label))
        .child(classed("span", "shown").attr("aria-hidden", "true").live(move || shown(&page.choices())))
        .child(list)
        .child(classed("span", "unseen").id(&format!("{key}-help")).attr("hidden", "").text(help))
}

/// The model as a word of the sentence.
pub fn model(page: Page) -> El {
    let list = list(
        page,
        MODEL.key,
        |scenario| models(scenario.model),
        |scenario, value| {
            (MODEL.set)(scenario, value);
        },
    );
    let about = (MODEL.key, MODEL.label, MODEL.help);
    word(page, about, |scenario| scenario.model.get().name.into(), list)
}

/// The hardware as a word of the sentence.
pub fn hardware(page: Page) -> El {
    let list = list(
        page,
        HARDWARE.key,
        |scenario| places(scenario.hardware),
        |scenario, value| {
            // A pinned price belongs to the offer that it was pinned for.
            if (HARDWARE.set)(scenario, value) {
                scenario.usd_per_instance_hour = None;
                scenario.price_as_of = None;
            }
        },
    );
    let about = (HARDWARE.key, HARDWARE.label, HARDWARE.help);
    word(page, about, |scenario| words::hardware(scenario.hardware), list)
}

/// A choice as a word of the sentence.
pub fn inline(page: Page, key: &'static str, shown: fn(&Scenario) -> &'static str) -> El {
    let Some(field) = fields::choice(key) else { return el("span") };
    word(page, (key, field.label, field.help), move |scenario| shown(scenario).into(), values(page, field))
}

/// A choice with its label above and its help below.
pub fn block(page: Page, field: &'static ChoiceField) -> El {
    classed("div", "field")
        .child(el("label").attr("for", field.key).text(field.label))
        .child(values(page, field).attr("class", "box"))
        .child(complaint(page, field.key))
        .child(classed("p", "hint").id(&format!("{}-help", field.key)).text(field.help))
}

fn values(page: Page, field: &'static ChoiceField) -> El {
    let html = move |scenario: &Scenario| {
        let chosen = (field.get)(scenario);
        let mut html = Html::new();
        for (index, value) in field.options.iter().enumerate() {
            option(&mut html, value.value, value.label, index == chosen);
        }
        html
    };
    list(page, field.key, html, |scenario, value| {
        if let Some(index) = field.find(value) {
            (field.set)(scenario, index);
        }
    })
}

/// A switch.
pub fn tick(page: Page, field: &'static FlagField) -> El {
    let key = field.key;
    let input = el("input")
        .attr("type", "checkbox")
        .id(key)
        .attr("name", key)
        .attr("aria-describedby", &format!("{key}-help"))
        .live_switch("checked", move || (field.get)(&page.choices()))
        .on("change", move |event| {
            if let Some(input) = target(&event) {
                page.pick(|scenario| (field.set)(scenario, is_checked(&input)));
            }
        });
    classed("div", "field")
        .child(classed("div", "tick").child(input).child(el("label").attr("for", key).text(field.label)))
        .child(classed("p", "hint").id(&format!("{key}-help")).text(field.help))
}

/// Models by family, the smallest first.
fn models(chosen: ModelId) -> Html {
    let models: Vec<_> = ModelId::all().map(ModelId::get).collect();
    let order = sort_by(0..models.len(), &|a, b| {
        let (a, b) = (models[a], models[b]);
        a.family.cmp(b.family).then(a.model.n_params().total_cmp(&b.model.n_params()))
    });
    let mut html = Html::new();
    let mut family = "";
    for model in order.into_iter().map(|index| models[index]) {
        if model.family != family {
            family = model.family;
            open_group(&mut html, words::family(family));
        }
        option(&mut html, model.id, model.name, model.id == chosen.get().id);
    }
    html
}

/// Where it can run: by wish, on the one offer that was picked in the table, or by GPU.
fn places(chosen: Hardware) -> Html {
    let mut html = Html::new();
    option(&mut html, "cheapest", "the cheapest that fits", chosen == Hardware::Cheapest);
    option(&mut html, "fastest", "the fastest that fits", chosen == Hardware::Fastest);
    if let Hardware::Offer(offer) = chosen {
        open_group(&mut html, "One offer, from the table below");
        option(&mut html, offer.get().id, &words::hardware(chosen), true);
    }
    let vendors: [&str; 2] = ["NVIDIA", "AMD"];
    for vendor in vendors {
        open_group(&mut html, vendor);
        for gpu in GpuId::all().filter(|gpu| gpu.get().vendor == vendor) {
            option(&mut html, gpu.get().id, gpu.get().name, chosen == Hardware::Gpu(gpu));
        }
    }
    html
}

/// A group ends where the next begins.
fn open_group(html: &mut Html, label: &str) {
    html.mix(&["</optgroup><optgroup label=\"", label, "\">"]);
}

fn option(html: &mut Html, value: &str, label: &str, chosen: bool) {
    html.mix(&["<option value=\"", value, if chosen { "\" selected>" } else { "\">" }, label, "</option>"]);
}
