//! What moves the answer, and what saves: one part of the program with the kept scenarios and the sliders' curves.

use super::dom::{El, el};
use super::state::Page;
use super::{curves, savings, tornado};

pub fn inside(page: Page, section: El) {
    let (sway, save) = (el("div"), el("div"));
    section.child(sway.clone()).child(save.clone());
    tornado::fill(page, sway);
    savings::fill(page, save);
    curves::attach(page);
}
