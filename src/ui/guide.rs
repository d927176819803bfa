//! The guide: its budgets, prices, hours, rules and contradictions.

use super::dom::{El, el};
use super::state::Page;

pub fn view(_page: Page) -> El {
    el("div")
}
