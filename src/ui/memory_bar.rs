//! Memory of the fullest GPU, part by part, against the card.

use super::dom::{El, classed, el};
use super::state::Page;
use super::words;
use crate::engine::memory::{Fit, MemoryEstimate, MemoryPart};
use crate::engine::units::Bytes;
use crate::format;

/// What the bar's whole width stands for: the card, or the need where that is more.
fn width(memory: &MemoryEstimate) -> Bytes {
    memory.capacity.max(memory.device.high)
}

fn share(bytes: Bytes, memory: &MemoryEstimate) -> String {
    format::plain(format::round_to(bytes.min(width(memory)) / width(memory), 4))
}

pub fn view(page: Page) -> El {
    let read = move |read: fn(&MemoryEstimate) -> String| {
        move || page.chosen(|row| read(&row.estimate.memory)).unwrap_or_default()
    };
    let over = move || page.chosen(|row| !row.estimate.memory.fit.fits()) == Some(true);
    let head = classed("div", "memory-head")
        .html("<h2 id=memory-title>Memory on the fullest GPU</h2>")
        .child(el("p").live(read(headroom)));
    let parts = MemoryPart::ALL.map(|part| {
        classed("div", "part").attr("data-part", words::memory_part(part).1).live_var("--share", move || {
            page.chosen(|row| share(row.estimate.memory.peak.get(part), &row.estimate.memory))
                .unwrap_or_default()
        })
    });
    let bar = classed("div", "bar")
        .attr("role", "img")
        .live_attr("aria-label", read(spoken))
        .live_var("--card", read(|memory| share(memory.capacity, memory)))
        .live_var("--need", read(|memory| share(memory.device.mid, memory)))
        .child(classed("div", "card"))
        .child(classed("div", "parts").children(parts))
        .child(classed("div", "over").live_switch("hidden", move || !over()))
        .child(classed("div", "edge"))
        .child(
            classed("div", "whisker")
                .live_var("--from", read(|memory| share(memory.device.low, memory)))
                .live_var("--to", read(|memory| share(memory.device.high, memory))),
        );
    classed("section", "memory")
        .attr("aria-labelledby", "memory-title")
        .live_switch("hidden", move || page.chosen(|_| ()).is_none())
        .child(head)
        .child(bar)
        .child(classed("ul", "legend").children(MemoryPart::ALL.map(|part| entry(page, part))))
        .child(classed("p", "recipe").live(move || recipe(page)))
}

fn entry(page: Page, part: MemoryPart) -> El {
    let (label, name, _) = words::memory_part(part);
    let bytes = move || page.chosen(|row| row.estimate.memory.peak.get(part)).unwrap_or_default();
    el("li")
        .attr("data-part", name)
        .live_switch("hidden", move || bytes() <= Bytes::ZERO)
        .child(classed("span", "swatch"))
        .text(label)
        .text(" ")
        .child(el("b").live(move || format::gib(bytes())))
}

/// `6.6 GiB spare of 24.0 GiB`
fn headroom(memory: &MemoryEstimate) -> String {
    let card = format::gib(memory.capacity);
    match memory.fit {
        Fit::Fits { spare } => format!("{} spare of {card}", format::gib(spare)),
        Fit::Tight { spare } => {
            format!("{} spare of {card}, less than the estimate\u{2019}s band", format::gib(spare))
        }
        Fit::Exceeds { needed, available } => {
            format!("{} more than the card\u{2019}s {card}", format::gib(needed - available))
        }
    }
}

fn spoken(memory: &MemoryEstimate) -> String {
    format!("{} used at the peak, {}.", format::gib(memory.device.mid), headroom(memory))
}

/// The recipe in bytes a parameter.
fn recipe(page: Page) -> String {
    page.chosen(|row| {
        let bytes = row.estimate.memory.bytes_per_param;
        let all = row.inputs.model.n_params();
        let recipe = &row.inputs.recipe;
        let trained = if recipe.technique.is_adapter() {
            row.inputs.model.lora_params(recipe.lora_rank, recipe.target_modules)
        } else {
            all
        };
        format!(
            "{} parameters at {} bytes; {} trained, each with {} bytes of gradient and {} of optimiser state. The peak is {}.",
            format::count(all),
            format::significant(bytes.weights, 3),
            format::count(trained),
            format::significant(bytes.gradients, 3),
            format::significant(bytes.optimizer, 3),
            words::moment(row.estimate.memory.peak_moment),
        )
    })
    .unwrap_or_default()
}
