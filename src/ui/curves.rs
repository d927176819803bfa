//! A small curve beside each slider: the cost over its range, and a dot where it stands.
//!
//! Curves are drawn once the answer rests, for sliders on the screen. While a slider is dragged its own curve stays, as
//! the offer is held; only the dot moves along it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::dom::{El, always, listen_to, target};
use super::settled::{Pace, Settled};
use super::state::Page;
use super::words;
use crate::format;
use crate::scenario::answer::Answer;
use crate::scenario::curve::{Curve, N_POINTS, curve};
use crate::scenario::fields::{NUMBER_FIELDS, NumberField, SLIDER_STEPS};
use crate::scenario::plans;

/// Units of the picture: ten a step between points, so that nothing but whole numbers is written.
const STEP: usize = 10;
const WIDTH: f64 = (STEP * (N_POINTS - 1)) as f64;
const HEIGHT: f64 = 100.0;

/// A slider and the picture beside it.
struct Track {
    field: &'static NumberField,
    place: Element,
    picture: Element,
    drawn: RefCell<Option<Curve>>,
}

/// Puts a curve beside every slider of the page.
pub fn attach(page: Page) {
    let mut tracks: Vec<Rc<Track>> = Vec::new();
    for field in NUMBER_FIELDS {
        let selector = [".track[data-field=", field.key, "]"].concat();
        let Ok(Some(place)) = document().query_selector(&selector) else { continue };
        let picture = El(place.clone()).html(
            "<svg class=curve hidden role=img viewBox=\"0 -8 320 116\" preserveAspectRatio=none><title></title>\
             <path /><path class=dot /></svg>",
        );
        if let Ok(Some(picture)) = picture.0.query_selector("svg") {
            let settled = Settled::first_seen(page, &place, Pace::Rest);
            let track = Rc::new(Track { field, place, picture, drawn: RefCell::default() });
            tracks.push(track.clone());
            always(Box::new(move |seen| {
                let answer = settled.answer();
                if seen {
                    track.draw(page, &answer);
                }
            }));
        }
    }
    listen_to(
        &document(),
        "input",
        Box::new(move |event| {
            let place = target(&event).and_then(|slider| slider.closest(".track").ok().flatten());
            if let Some(track) = tracks.iter().find(|track| Some(&track.place) == place.as_ref()) {
                track.dot(page);
            }
        }),
    );
}

impl Track {
    /// Draws the curve of the answer.
    fn draw(&self, page: Page, answer: &Answer) {
        let row = answer.chosen_row();
        let found =
            row.and_then(|row| curve(&answer.scenario, self.field, row.offer, plans::calibration(answer)));
        match (&found, row) {
            (Some(curve), Some(row)) => {
                let said = [
                    "Cost along ",
                    self.field.label,
                    ": ",
                    &format::usd(curve.least),
                    " to ",
                    &format::usd(curve.most),
                    " on ",
                    &words::plan(row),
                    if curve.by_decades { ", drawn by decades" } else { "" },
                ];
                self.set("title", None, &said.concat());
                self.set("path", Some("d"), &line(curve));
                let _ = self.picture.remove_attribute("hidden");
            }
            _ => {
                let _ = self.picture.set_attribute("hidden", "");
            }
        }
        self.drawn.replace(found);
        self.dot(page);
    }

    /// Where the slider stands, on the curve as it was drawn.
    fn dot(&self, page: Page) {
        let value = (self.field.get)(&page.scenario_now());
        let position = value.map(|value| self.field.to_slider(value));
        let drawn = self.drawn.borrow();
        let height = position.zip(drawn.as_ref()).and_then(|(position, curve)| curve.height_at(position));
        let path = match position.zip(height) {
            Some((position, height)) => {
                let x = format::plain((position / SLIDER_STEPS * WIDTH).round());
                let y = format::plain(((1.0 - height) * HEIGHT).round());
                ["M", &x, " ", &y, "h0"].concat()
            }
            None => String::new(),
        };
        self.set(".dot", Some("d"), &path);
    }

    fn set(&self, part: &str, attribute: Option<&str>, text: &str) {
        if let Ok(Some(part)) = self.picture.query_selector(part) {
            match attribute {
                Some(name) => {
                    let _ = part.set_attribute(name, text);
                }
                None => part.set_text_content(Some(text)),
            }
        }
    }
}

/// Straight lines between the points; a gap begins a new one.
fn line(curve: &Curve) -> String {
    let mut path = String::new();
    let mut pen = "M";
    for (point, cost) in curve.costs.iter().enumerate() {
        match cost {
            Some(cost) => {
                let y = format::plain(((1.0 - curve.height(*cost)) * HEIGHT).round());
                for piece in [pen, &(point * STEP).to_string(), " ", &y] {
                    path.push_str(piece);
                }
                pen = "L";
            }
            None => pen = "M",
        }
    }
    path
}
