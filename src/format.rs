//! Quantities to text and back, in en-US, whatever the reader's machine is set to.
//!
//! Every float becomes text, and every text a float, by integer arithmetic written here: the standard library's
//! float printing and parsing would cost the page 20 kB of download, and the browser's own would make the page and
//! the command line two implementations that have to be kept alike. Numbers that people type or prices print have
//! at most [`SIGNIFICANT_DIGITS`] digits; for those the text is the shortest that reads back as the same number.

mod parse;

pub use parse::{parse_number, parse_quantity};

use crate::engine::units::{Band, Bytes, Hours, Secs, Usd, UsdPerHour};

/// Digits that a quantity keeps: more than any price or token count has, few enough to be exact in a float.
pub const SIGNIFICANT_DIGITS: i32 = 12;

/// Between two ends of a range.
const DASH: &str = "\u{2013}";
/// For a figure that nobody knows.
pub const UNKNOWN: &str = "unknown";

/// Powers of ten that a float holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];
/// Whole numbers below this are exact in a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// `mantissa x 10^exponent`, correctly rounded while both are exact in a float.
fn scale(mantissa: f64, exponent: i32) -> f64 {
    let mut value = mantissa;
    let mut left = exponent;
    while left > 0 {
        let step = left.min(22);
        value *= POWERS[step as usize];
        left -= step;
    }
    while left < 0 {
        let step = (-left).min(22);
        value /= POWERS[step as usize];
        left += step;
    }
    value
}

/// Power of ten of the first digit: 0 for 1 to 9.99, -1 for 0.1 to 0.99. Zero for zero.
fn magnitude(value: f64) -> i32 {
    let value = value.abs();
    if value == 0.0 || !value.is_finite() {
        return 0;
    }
    let mut power = 0;
    while power < 308 && value >= scale(1.0, power + 1) {
        power += 1;
    }
    while power > -307 && value < scale(1.0, power) {
        power -= 1;
    }
    power
}

/// Rounded to a number of significant digits.
///
/// ```
/// assert_eq!(tunecost::format::round_to(12_345.0, 2), 12_000.0);
/// assert_eq!(tunecost::format::round_to(0.098_76, 2), 0.099);
/// ```
pub fn round_to(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let exponent = magnitude(value) - digits + 1;
    scale(scale(value, -exponent).round(), exponent)
}

/// As a quantity is kept: at most [`SIGNIFICANT_DIGITS`] digits.
pub fn tidy(value: f64) -> f64 {
    round_to(value, SIGNIFICANT_DIGITS)
}

fn group(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Non-negative, finite and below 2^53 once scaled, or the next larger step of `decimals`.
fn digits(value: f64, decimals: usize, grouped: bool) -> String {
    let mut decimals = decimals.min(15);
    while decimals > 0 && value * POWERS[decimals] >= EXACT {
        decimals -= 1;
    }
    if value >= 1e19 {
        // Beyond a 64-bit integer: whole powers of ten.
        let power = magnitude(value);
        return format!("{}e{power}", digits(scale(value, -power), 2, false));
    }
    let whole = (value * POWERS[decimals]).round() as u64;
    let unit = 10_u64.pow(decimals as u32);
    let integer = (whole / unit).to_string();
    let mut text = if grouped { group(&integer) } else { integer };
    if decimals > 0 {
        let fraction = (whole % unit).to_string();
        text.push('.');
        for _ in fraction.len()..decimals {
            text.push('0');
        }
        text.push_str(&fraction);
    }
    text
}

fn signed(value: f64, write: impl Fn(f64) -> String) -> String {
    if value.is_nan() {
        return UNKNOWN.into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "unlimited".into() } else { "-unlimited".into() };
    }
    let text = write(value.abs());
    if value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        format!("\u{2212}{text}")
    } else {
        text
    }
}

/// With a fixed number of decimals and thousands separators: `1,234.50`.
pub fn fixed(value: f64, decimals: usize) -> String {
    signed(value, |value| digits(value, decimals, true))
}

/// Shortest text that [`parse_number`] reads back as the same number: `0.34`, `5000000`, `0.001`.
/// For links, files and fields; it has no separators.
pub fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let size = tidy(value.abs());
    let sign = if value < 0.0 && size > 0.0 { "-" } else { "" };
    if size >= 1e19 || (size > 0.0 && size < 1e-9) {
        let power = magnitude(size);
        return format!("{sign}{}e{power}", plain(tidy(scale(size, -power))));
    }
    for (decimals, power) in POWERS.iter().enumerate() {
        let whole = (size * power).round();
        if whole < EXACT && whole / power == size {
            return format!("{sign}{}", digits_of(whole as u64, decimals));
        }
        if whole >= EXACT {
            break;
        }
    }
    format!("{sign}{}", digits(size, 0, false))
}

/// `whole / 10^decimals` in digits.
fn digits_of(whole: u64, decimals: usize) -> String {
    let text = whole.to_string();
    if decimals == 0 {
        return text;
    }
    let padded = format!("{}{text}", "0".repeat((decimals + 1).saturating_sub(text.len())));
    let (integer, fraction) = padded.split_at(padded.len() - decimals);
    format!("{integer}.{fraction}")
}

/// Like [`plain`], with thousands separators: `1,048,576`, `0.34`.
pub fn grouped(value: f64) -> String {
    let text = plain(value);
    if text.contains('e') {
        return text;
    }
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("\u{2212}", rest));
    match text.split_once('.') {
        Some((integer, fraction)) => format!("{sign}{}.{fraction}", group(integer)),
        None => format!("{sign}{}", group(text)),
    }
}

/// To a number of significant digits, trailing zeros kept off: `8.03`, `1,200`, `0.099`.
pub fn significant(value: f64, digits: i32) -> String {
    if !value.is_finite() {
        return signed(value, |_| String::new());
    }
    grouped(round_to(value, digits))
}

/// An estimate in dollars, two significant digits: `$31`, `$0.84`, `$1,200`. Cents below $10.
pub fn usd(value: Usd) -> String {
    signed(value.0, |value| {
        let rounded = round_to(value, 2);
        let decimals = if rounded == 0.0 || rounded >= 10.0 {
            0
        } else {
            // $0.40 reads as money, $0.4 does not; $0.0012 keeps its digits.
            (1 - magnitude(rounded)).max(2) as usize
        };
        format!("${}", digits(rounded, decimals, true))
    })
}

/// A bill in dollars and cents: `$215.20`. Fractions of a cent keep two digits: `$0.0012`.
pub fn usd_exact(value: Usd) -> String {
    signed(value.0, |value| {
        if value > 0.0 && value < 0.01 { usd(Usd(value)) } else { format!("${}", digits(value, 2, true)) }
    })
}

/// A price an hour: `$2.69/h`, `$1.191/h`.
pub fn usd_per_hour(price: UsdPerHour) -> String {
    signed(price.0, |price| {
        let text = plain(round_to(price, 5));
        let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len()).clamp(2, 4);
        format!("${}/h", digits(price, decimals, true))
    })
}

/// A duration: `40 s`, `35 min`, `9 h 20 min`, `3.2 days`.
pub fn hours(value: Hours) -> String {
    signed(value.0, |value| {
        let secs = value * 3600.0;
        if secs < 0.95 {
            return if secs == 0.0 { "0 s".into() } else { format!("{} s", significant(secs, 1)) };
        }
        if secs < 59.5 {
            return format!("{} s", digits(secs, 0, false));
        }
        let minutes = (value * 60.0).round();
        if minutes < 60.0 {
            return format!("{} min", digits(minutes, 0, false));
        }
        if minutes < 48.0 * 60.0 {
            let whole = (minutes / 60.0).floor();
            let rest = minutes - whole * 60.0;
            let text = digits(whole, 0, false);
            return if rest == 0.0 {
                format!("{text} h")
            } else {
                format!("{text} h {} min", digits(rest, 0, false))
            };
        }
        let days = value / 24.0;
        format!("{} days", significant(days, if days < 100.0 { 2 } else { 3 }))
    })
}

/// A short duration: `1.2 s`, `35 ms`.
pub fn secs(value: Secs) -> String {
    signed(value.0, |value| {
        if value >= 60.0 {
            hours(value_hours(value))
        } else if value >= 1.0 || value == 0.0 {
            format!("{} s", significant(value, 2))
        } else if value >= 1e-3 {
            format!("{} ms", significant(value * 1e3, 2))
        } else {
            format!("{} \u{b5}s", significant(value * 1e6, 2))
        }
    })
}

fn value_hours(secs: f64) -> Hours {
    Secs(secs).hours()
}

/// Memory in GiB: `17.4 GiB`, `0.31 GiB`, `1,208 GiB`.
pub fn gib(value: Bytes) -> String {
    signed(value.gib(), |value| {
        let decimals = if value >= 100.0 {
            0
        } else if value >= 1.0 || value == 0.0 {
            1
        } else {
            2
        };
        format!("{} GiB", digits(value, decimals, true))
    })
}

/// A count with a suffix, three significant digits: `5 M`, `8.03 B`, `300 k`, `512`.
pub fn count(value: f64) -> String {
    signed(value, |value| {
        // Round first, so that 999,999 becomes 1 M and not 1,000 k.
        let rounded = round_to(value, 3);
        for (unit, suffix) in [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")] {
            if rounded >= unit {
                return format!("{} {suffix}", grouped(tidy(rounded / unit)));
            }
        }
        grouped(rounded)
    })
}

/// A rate of tokens, two significant digits: `3,400 tokens/s`.
pub fn tokens_per_sec(value: f64) -> String {
    signed(value, |value| format!("{} tokens/s", significant(value, 2)))
}

/// A share: `35 %`, `0.5 %`.
pub fn percent(share: f64) -> String {
    signed(share, |share| {
        let value = share * 100.0;
        format!("{} %", if value >= 10.0 { digits(value, 0, true) } else { significant(value, 2) })
    })
}

/// How often larger: `1.9x`, `13x`.
pub fn times(factor: f64) -> String {
    signed(factor, |factor| format!("{}x", significant(factor, 2)))
}

/// Two ends as one text, or one text when they read the same.
pub fn range(low: &str, high: &str) -> String {
    if low == high { low.into() } else { format!("{low}{DASH}{high}") }
}

/// `$26–$39`
pub fn usd_range(band: Band<Usd>) -> String {
    range(&usd(band.low), &usd(band.high))
}

/// `8 h–11 h 30 min`
pub fn hours_range(band: Band<Hours>) -> String {
    range(&hours(band.low), &hours(band.high))
}

/// `15.1–17.9 GiB`
pub fn gib_range(band: Band<Bytes>) -> String {
    let (low, high) = (gib(band.low), gib(band.high));
    range(low.strip_suffix(" GiB").filter(|_| low != high).unwrap_or(&low), &high)
}

/// `17 days`, `1 GPU`: a whole number with its noun.
pub fn plural(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", group(&n.to_string()), if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_money() {
        assert_eq!(usd(Usd(31.4)), "$31");
        assert_eq!(usd(Usd(0.84)), "$0.84");
        assert_eq!(usd(Usd(0.4)), "$0.40");
        assert_eq!(usd(Usd(3.0)), "$3.00");
        assert_eq!(usd(Usd(9.96)), "$10");
        assert_eq!(usd(Usd(1234.0)), "$1,200");
        assert_eq!(usd(Usd(0.00123)), "$0.0012");
        assert_eq!(usd(Usd(0.0)), "$0");
        assert_eq!(usd(Usd(-12.0)), "\u{2212}$12");
        assert_eq!(usd_exact(Usd(215.2)), "$215.20");
        assert_eq!(usd_exact(Usd(28.56)), "$28.56");
        assert_eq!(usd_exact(Usd(1_234_567.891)), "$1,234,567.89");
        assert_eq!(usd_per_hour(UsdPerHour(2.69)), "$2.69/h");
        assert_eq!(usd_per_hour(UsdPerHour(0.2)), "$0.20/h");
        assert_eq!(usd_per_hour(UsdPerHour(1.1914)), "$1.1914/h");
    }

    #[test]
    fn durations_read_as_durations() {
        assert_eq!(hours(Hours(9.0 + 20.0 / 60.0)), "9 h 20 min");
        assert_eq!(hours(Hours(0.9999)), "1 h");
        assert_eq!(hours(Hours(0.5)), "30 min");
        assert_eq!(hours(Hours(40.0 / 3600.0)), "40 s");
        assert_eq!(hours(Hours(76.8)), "3.2 days");
        assert_eq!(hours(Hours(0.0)), "0 s");
        assert_eq!(secs(Secs(0.0354)), "35 ms");
        assert_eq!(secs(Secs(1.25)), "1.3 s");
    }

    #[test]
    fn counts_and_shares() {
        assert_eq!(count(5e6), "5 M");
        assert_eq!(count(8_030_261_248.0), "8.03 B");
        assert_eq!(count(999_999.0), "1 M");
        assert_eq!(count(512.0), "512");
        assert_eq!(percent(0.354), "35 %");
        assert_eq!(percent(0.005), "0.5 %");
        assert_eq!(gib(Bytes::from_gib(17.44)), "17.4 GiB");
        assert_eq!(times(1.0 / 3.0), "0.33x");
        let band =
            Band { low: Bytes::from_gib(15.1), mid: Bytes::from_gib(16.0), high: Bytes::from_gib(17.9) };
        assert_eq!(gib_range(band), "15.1\u{2013}17.9 GiB");
        assert_eq!(usd_range(Band { low: Usd(31.2), mid: Usd(31.2), high: Usd(31.4) }), "$31");
    }

    #[test]
    fn odd_floats_have_a_text() {
        assert_eq!(usd(Usd(f64::NAN)), UNKNOWN);
        assert_eq!(hours(Hours(f64::INFINITY)), "unlimited");
        assert_eq!(plain(f64::NAN), "");
        assert_eq!(plain(1e25), "1e25");
        assert_eq!(plain(2.5e-12), "2.5e-12");
        assert_eq!(fixed(-0.001, 2), "0.00");
    }

    #[test]
    fn plain_text_reads_back_and_agrees_with_the_standard_library() {
        let mut seed: u64 = 1;
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let exponent = (seed >> 40) % 24;
            let value = tidy((seed >> 11) as f64 / EXACT * scale(1.0, exponent as i32 - 6));
            let text = plain(value);
            assert_eq!(parse_number(&text), Some(value), "{text}");
            assert_eq!(text.parse::<f64>().ok(), Some(value), "{text}");
        }
        for text in ["0.1", "0.34", "2.69", "123456.789", "1e14", "0.001"] {
            assert_eq!(parse_number(text), text.parse::<f64>().ok());
        }
    }
}
