//! The sentence that the reader edits: the five inputs, and the limits under it.

use leptos::prelude::*;

use super::state::Page;
use super::{choice, number, words};

pub fn view(page: Page) -> AnyView {
    view! {
        <div class="sentence" role="group" aria-label="The run">
            "Fine-tune " {choice::model(page)} " on " {number::inline(page, "tokens", "tokens")} " for "
            {number::inline(page, "epochs", "epochs")} " with "
            {choice::inline(page, "technique", words::technique)} " on " {choice::hardware(page)} " at "
            {choice::inline(page, "price", words::prices)} "."
        </div>
        <div class="sentence second" role="group" aria-label="Your limits">
            "You have " {number::inline(page, "budget", "dollars")} " and "
            {number::inline(page, "deadline_hours", "hours")} " for it."
        </div>
    }
    .into_any()
}
