//! The guide: its budgets, prices, hours, rules and contradictions.

use leptos::prelude::*;

use super::state::Page;

pub fn view(_page: Page) -> AnyView {
    ().into_any()
}
