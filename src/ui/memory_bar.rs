//! Memory of the fullest GPU, part by part, against the card.

use leptos::prelude::*;

use super::live::{Text, flag, text};
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
    format::plain(format::round_to((bytes / width(memory)).clamp(0.0, 1.0), 4))
}

pub fn view(page: Page) -> AnyView {
    let memory = Memo::new(move |_| page.chosen(|row| row.estimate.memory));
    let read = move |read: fn(&MemoryEstimate) -> String| -> Text {
        text(move || memory.get().as_ref().map(read).unwrap_or_default())
    };
    let parts = MemoryPart::ALL.map(|part| segment(memory, part)).collect_view();
    let legend = MemoryPart::ALL.map(|part| entry(memory, part)).collect_view();
    view! {
        <section class="memory" aria-labelledby="memory-title" hidden=flag(move || memory.get().is_none())>
            <div class="memory-head">
                <h2 id="memory-title">"Memory on the fullest GPU"</h2>
                <p>{read(headroom)}</p>
            </div>
            <div class="bar" role="img" aria-label=read(spoken) style=("--card", read(|memory| share(memory.capacity, memory)))>
                <div class="card"></div>
                <div class="parts">{parts}</div>
                <div class="over" hidden=flag(move || memory.get().is_none_or(|memory| memory.fit.fits()))></div>
                <div class="edge"></div>
                <div
                    class="whisker"
                    style=("--from", read(|memory| share(memory.device.low, memory)))
                    style=("--to", read(|memory| share(memory.device.high, memory)))
                ></div>
            </div>
            <ul class="legend">{legend}</ul>
            <p class="recipe">{text(move || recipe(page))}</p>
        </section>
    }
    .into_any()
}

fn segment(memory: Memo<Option<MemoryEstimate>>, part: MemoryPart) -> AnyView {
    let (_, name, _) = words::memory_part(part);
    let share = text(move || {
        memory.get().map(|memory| share(memory.peak.get(part), &memory)).unwrap_or_default()
    });
    view! { <div class="part" data-part=name style=("--share", share)></div> }.into_any()
}

fn entry(memory: Memo<Option<MemoryEstimate>>, part: MemoryPart) -> AnyView {
    let (label, name, _) = words::memory_part(part);
    let bytes = Memo::new(move |_| memory.get().map_or(Bytes::ZERO, |memory| memory.peak.get(part)));
    view! {
        <li data-part=name hidden=flag(move || bytes.get() <= Bytes::ZERO)>
            <span class="swatch"></span>
            {label} " "
            <b>{text(move || format::gib(bytes.get()))}</b>
        </li>
    }
    .into_any()
}

/// `6.6 GiB spare of 24.0 GiB`
fn headroom(memory: &MemoryEstimate) -> String {
    let card = format::gib(memory.capacity);
    match memory.fit {
        Fit::Fits { spare } => format!("{} spare of {card}", format::gib(spare)),
        Fit::Tight { spare } => format!("{} spare of {card}, less than the estimate's band", format::gib(spare)),
        Fit::Exceeds { needed, available } => format!("{} over the {card} of the card", format::gib(needed - available)),
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
        let technique = row.inputs.recipe.technique;
        let trained = if technique.is_adapter() {
            row.inputs.model.lora_params(row.inputs.recipe.lora_rank, row.inputs.recipe.target_modules)
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
