//! A small line chart on logarithmic axes, in words and as data too: the caller puts a table under it.

use super::dom::Html;
use crate::format;

const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 58.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 34.0;

/// A line and what it is called; `class` sets its colour.
pub struct Series<'a> {
    pub class: &'a str,
    pub points: Vec<(f64, f64)>,
}

/// A value on the horizontal axis that has a name.
pub struct Mark<'a> {
    pub label: &'a str,
    pub at: f64,
}

/// What is drawn.
pub struct Chart<'a> {
    /// What a screen reader says of it.
    pub label: &'a str,
    pub series: Vec<Series<'a>>,
    pub marks: Vec<Mark<'a>>,
    pub x_text: fn(f64) -> String,
    pub y_text: fn(f64) -> String,
}

struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    fn new(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = values
            .filter(|value| *value > 0.0 && value.is_finite())
            .fold((f64::INFINITY, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
        let log = js_sys::Math::log10;
        (low <= high).then(|| Self { low: log(low * 0.9), high: log(high * 1.1) })
    }
    /// 0 to 1.
    fn share(&self, value: f64) -> f64 {
        (js_sys::Math::log10(value) - self.low) / (self.high - self.low)
    }
    /// Powers of ten, with twos and fives where there is room.
    fn ticks(&self, most: f64) -> Vec<f64> {
        let steps: &[f64] = if self.high - self.low < most / 2.5 { &[1.0, 2.0, 5.0] } else { &[1.0] };
        let every = ((self.high - self.low) / most).ceil().max(1.0);
        let mut ticks = Vec::new();
        let mut power = self.low.floor();
        while power <= self.high {
            let unit = js_sys::Math::pow(10.0, power);
            for value in steps.iter().map(|step| format::tidy(step * unit)) {
                if (0.0..=1.0).contains(&self.share(value)) {
                    ticks.push(value);
                }
            }
            power += every;
        }
        ticks
    }
}

fn number(value: f64) -> String {
    format::plain((value * 10.0).round() / 10.0)
}

impl Chart<'_> {
    /// Empty where there is nothing to draw.
    pub fn html(&self) -> Html {
        let mut html = Html::new();
        let points = || self.series.iter().flat_map(|series| series.points.iter());
        let (Some(x), Some(y)) =
            (Axis::new(points().map(|point| point.0)), Axis::new(points().map(|point| point.1)))
        else {
            return html;
        };
        let across = |value| LEFT + (WIDTH - LEFT - RIGHT) * x.share(value);
        let up = |value| HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y.share(value);
        html.mix(&["<svg class=lines role=img viewBox=\"0 0 440 250\" aria-label=\"", self.label, "\">"]);
        for value in y.ticks(5.0) {
            let at = number(up(value));
            html.form(
                "<path class=grid d=\"M58 $aH430\"/><text class=y x=52 y=\"$a\">$b</text>",
                &[&at, &(self.y_text)(value)],
            );
        }
        for value in x.ticks(5.0) {
            let at = number(across(value));
            html.form("<text class=x x=\"$a\" y=238>$b</text>", &[&at, &(self.x_text)(value)]);
        }
        for mark in self.marks.iter().filter(|mark| (0.0..=1.0).contains(&x.share(mark.at))) {
            let at = across(mark.at);
            let side = if at > WIDTH * 0.7 { "end" } else { "start" };
            let beside = number(if side == "end" { at - 4.0 } else { at + 4.0 });
            html.form(
                "<path class=mark d=\"M$a 10V216\"/><text class=\"mark $b\" x=\"$c\" y=20>$d</text>",
                &[&number(at), side, &beside, mark.label],
            );
        }
        for series in &self.series {
            let mut path = String::new();
            for (index, point) in series.points.iter().enumerate() {
                path.push_str(if index == 0 { "M" } else { "L" });
                path.push_str(&number(across(point.0)));
                path.push(' ');
                path.push_str(&number(up(point.1).clamp_to(TOP, HEIGHT - BOTTOM)));
            }
            html.form("<path class=\"line $a\" d=\"$b\"/>", &[series.class, &path]);
        }
        html.raw("</svg>");
        html
    }
}

trait ClampTo {
    fn clamp_to(self, low: f64, high: f64) -> f64;
}

impl ClampTo for f64 {
    /// `f64::clamp` prints floats.
    fn clamp_to(self, low: f64, high: f64) -> f64 {
        self.max(low).min(high)
    }
}
