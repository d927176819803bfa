//! What the search leaves out: sets of names to tick, and the quantities of the same group.

use super::choice;
use super::dom::{El, classed, el, is_checked, target};
use super::number;
use super::state::Page;
use crate::scenario::fields::{CHOICE_FIELDS, Group, NUMBER_FIELDS, SET_FIELDS, SetField};
use crate::scenario::plans::limits::{Allowed, Limits};

pub fn view(page: Page) -> El {
    let sets = SET_FIELDS.iter().map(|field| ticks(page, field));
    let choices = CHOICE_FIELDS.iter().filter(|field| field.group == Group::Plans);
    let numbers = NUMBER_FIELDS.iter().filter(|field| field.group == Group::Plans);
    let fields = classed("div", "grid")
        .children(choices.map(|field| choice::block(page, field)))
        .children(numbers.map(|field| number::block(page, field)));
    let clear = classed("button", "button")
        .attr("type", "button")
        .text("Rule out nothing")
        .live_switch("disabled", move || page.scenario().limits == Limits::default())
        .on("click", move |_| page.pick(|scenario| scenario.limits = Limits::default()));
    let summary = el("summary")
        .child(el("h3").text("Rule out"))
        .child(classed("span", "digest").live(move || recap(page)));
    classed("details", "fold").id("limits").child(summary).child(
        classed("div", "inside")
            .html("<p class=lede>Tick what a plan may use. Where nothing is ticked, everything counts.</p>")
            .child(classed("div", "sets").children(sets))
            .child(fields)
            .child(clear),
    )
}

/// What is ruled out, in a few words.
fn recap(page: Page) -> String {
    let scenario = page.scenario();
    let mut said: Vec<String> = SET_FIELDS
        .iter()
        .filter(|field| (field.get)(&scenario) != Allowed::ANY)
        .map(|field| {
            let set = (field.get)(&scenario);
            let options = (field.options)();
            let names =
                options.iter().enumerate().filter(|(at, _)| set.has(*at)).map(|(_, (_, label))| *label);
            names.collect::<Vec<_>>().join(", ")
        })
        .collect();
    for field in
        CHOICE_FIELDS.iter().filter(|field| field.group == Group::Plans && (field.get)(&scenario) > 0)
    {
        said.push(field.chosen(&scenario).label.into());
    }
    for field in NUMBER_FIELDS.iter().filter(|field| field.group == Group::Plans) {
        if (field.get)(&scenario).is_some() {
            said.push([field.label, " ", &field.text(&scenario), " ", field.unit].concat());
        }
    }
    if said.is_empty() { "nothing".into() } else { ["all but ", &said.join("; ")].concat() }
}

fn ticks(page: Page, field: &'static SetField) -> El {
    let options = (field.options)();
    let boxes = options.into_iter().enumerate().map(move |(at, (value, label))| {
        let id = [field.key, "-", value].concat();
        let tick = el("input")
            .attr("type", "checkbox")
            .id(&id)
            .live_switch("checked", move || {
                let set = (field.get)(&page.choices());
                set != Allowed::ANY && set.has(at)
            })
            .on("change", move |event| {
                let on = target(&event).is_some_and(|tick| is_checked(&tick));
                page.pick(|scenario| {
                    let set = (field.get)(scenario);
                    if (set != Allowed::ANY && set.has(at)) != on {
                        (field.set)(scenario, set.toggled(at));
                    }
                });
            });
        classed("div", "tick").child(tick).child(el("label").attr("for", &id).text(label))
    });
    let boxes: Vec<El> = boxes.collect();
    let hint = [field.key, "-help"].concat();
    el("fieldset")
        .attr("aria-describedby", &hint)
        .child(el("legend").text(field.label))
        .children(boxes)
        .child(classed("p", "hint").id(&hint).text(field.help))
}
