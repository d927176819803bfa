//! The sentence that the reader edits: the five inputs, and the limits under it.

use super::dom::{El, classed};
use super::state::Page;
use super::{choice, number, words};

pub fn view(page: Page) -> [El; 2] {
    let run = classed("div", "sentence")
        .attr("role", "group")
        .attr("aria-label", "The run")
        .text("Fine-tune ")
        .child(choice::model(page))
        .text(" on ")
        .child(number::inline(page, "tokens", ("", "tokens")))
        .text(" for ")
        .child(number::inline(page, "epochs", ("", "epochs")))
        .text(" with ")
        .child(choice::inline(page, "technique", words::technique))
        .text(" on ")
        .child(choice::hardware(page))
        .text(" at ")
        .child(choice::inline(page, "price", words::prices))
        .text(".");
    let limits = classed("div", "sentence second")
        .attr("role", "group")
        .attr("aria-label", "Your limits")
        .text("For at most ")
        .child(number::inline(page, "budget", ("any amount", "dollars")))
        .text(" within ")
        .child(number::inline(page, "deadline_hours", ("any time", "hours")))
        .text(".");
    [run, limits]
}
