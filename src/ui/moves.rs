//! What moves the answer, and what saves: one part of the program with the kept scenarios and the sliders' curves.

use super::dom::{El, el};
use super::lazy::{Arrived, wasm_split};
use super::state::Page;
use super::{curves, savings, tornado};

#[wasm_split(moves, fallible, wasm_split_path = leptos::wasm_split)]
pub fn inside(page: Page, section: El) -> Arrived {
    let (sway, save) = (el("div"), el("div"));
    section.child(sway.clone()).child(save.clone());
    tornado::fill(page, sway);
    savings::fill(page, save);
    curves::attach(page);
    Ok(())
}
