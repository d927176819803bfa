//! What is said about an answer, on the page and in a card.

use super::answer::{Answer, Reason, Row};
use super::{Hardware, Method, PriceKind};
use crate::engine::memory::Fit;
use crate::engine::units::{Band, Hours, Usd};
use crate::format;

/// A number as the page's fields write it: `5 M` where that is the whole truth, digits otherwise.
pub fn figure(value: f64) -> String {
    let short = format::count(value);
    if value >= 1e4 && format::parse_quantity(&short) == Some(value) { short } else { format::grouped(value) }
}

/// Hardware as the sentence says it.
pub fn hardware(hardware: Hardware) -> String {
    match hardware {
        Hardware::Cheapest => "the cheapest that fits".into(),
        Hardware::Fastest => "the fastest that fits".into(),
        Hardware::Gpu(gpu) => gpu.get().name.into(),
        Hardware::Offer(offer) => {
            let offer = offer.get();
            format!("{} at {}", offer.gpu.get().name, offer.provider)
        }
    }
}

/// `1x RTX 4090 at RunPod`
pub fn plan(row: &Row) -> String {
    let offer = row.offer.get();
    format!("{}\u{d7} {} at {}", row.plan.n_gpus, offer.gpu.get().name, offer.provider)
}

const fn kind(kind: PriceKind) -> &'static str {
    match kind {
        PriceKind::OnDemand => "on demand",
        PriceKind::Spot => "on spot",
    }
}

/// The verdict in words, and whether it is a good one.
pub fn verdict(answer: &Answer) -> (String, bool) {
    if answer.scenario.method == Method::Guide {
        return guide_verdict(answer);
    }
    let Some(row) = answer.chosen_row() else {
        let text = format!(
            "No offer of {} is in the catalog. Choose another GPU, or the cheapest that fits.",
            hardware(answer.scenario.hardware)
        );
        return (text, false);
    };
    let open = matches!(answer.scenario.hardware, Hardware::Cheapest | Hardware::Fastest);
    match row.reason() {
        Some(Reason::DoesNotFit) => {
            let memory = &row.estimate.memory;
            let (needs, has) = (format::gib(memory.device.mid), format::gib(memory.capacity));
            let text = if open {
                format!("Nothing fits. Nearest is {}, where each GPU has {has} and needs {needs}.", plan(row))
            } else {
                format!("It does not fit: {} has {has} a GPU and the run needs {needs}.", plan(row))
            };
            (text, false)
        }
        Some(Reason::Blocked(block)) => {
            (format!("It does not run on {}. {}", plan(row), block.message()), false)
        }
        Some(Reason::NoPrice(price)) => {
            let text = format!(
                "{} takes about {}. No price {} is listed for it.",
                plan(row),
                hours(row.estimate.time.wall.mid),
                kind(price)
            );
            (text, false)
        }
        None => {
            let lead = match answer.scenario.hardware {
                Hardware::Cheapest => "Cheapest that fits: ",
                Hardware::Fastest => "Fastest that fits: ",
                _ => "",
            };
            let cost = row.estimate.cost.total.map(|total| format::usd(total.mid)).unwrap_or_default();
            let mut text = format!(
                "{lead}{}, {}: about {cost}, {}.",
                plan(row),
                kind(row.price.kind),
                hours(row.estimate.time.wall.mid),
            );
            if let Fit::Tight { .. } = row.estimate.memory.fit {
                text.push_str(" Memory is tight.");
            }
            (text, true)
        }
    }
}

fn guide_verdict(answer: &Answer) -> (String, bool) {
    let Some(guide) = &answer.guide else {
        return (
            "The guide prints nothing for this. Choose the estimator, or one of its budgets.".into(),
            false,
        );
    };
    let offer = guide.offer.get();
    let mut text = format!(
        "By the guide: {}\u{d7} {} at {}: {}, {}.",
        guide.n_gpus,
        offer.gpu.get().name,
        offer.provider,
        cents(guide.cost()),
        hours_range(guide.hours()),
    );
    if let Some(verdict) = guide.verdict {
        text.push(' ');
        text.push_str(verdict);
        text.push('.');
    }
    (text, true)
}

/// A range of a bill to the cent: the guide's own figures are exact.
pub fn cents(band: Band<Usd>) -> String {
    format::range(&format::usd_exact(band.low), &format::usd_exact(band.high))
}

/// An estimate of a duration, to two significant digits: `35 min`, `5.6 h`, `3.2 days`.
pub fn hours(hours: Hours) -> String {
    let (value, unit) = measure(hours.0, hours.0);
    format!("{value} {unit}")
}

/// Both ends in the unit of the larger: `4.2-7.5 h`.
pub fn hours_range(band: Band<Hours>) -> String {
    let (low, _) = measure(band.low.0, band.high.0);
    let (high, unit) = measure(band.high.0, band.high.0);
    format!("{} {unit}", format::range(&low, &high))
}

/// A number of hours in the unit that suits `size` hours.
fn measure(hours: f64, size: f64) -> (String, &'static str) {
    let (factor, unit) = match size {
        size if !size.is_finite() => return (format::hours(Hours(size)), ""),
        size if size < 1.0 / 60.0 => (3600.0, "s"),
        size if size < 1.0 => (60.0, "min"),
        size if size < 48.0 => (1.0, "h"),
        _ => (1.0 / 24.0, "days"),
    };
    (format::significant(hours * factor, 2), unit)
}
