//! Text to quantities: as links write them, and as people type them.

use super::scale;

/// A plain decimal number as links and files write it: `300000000`, `2.5e9`, `-0.5`. No separators, no suffix.
pub fn parse_number(text: &str) -> Option<f64> {
    let (negative, text) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let (digits, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], parse_exponent(&text[at + 1..])?),
        None => (text, 0),
    };
    let mut mantissa: u64 = 0;
    let (mut seen, mut decimals, mut dropped, mut point) = (0, 0, 0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                seen += 1;
                // 17 digits are more than a quantity keeps; the rest only moves the point.
                if mantissa < 100_000_000_000_000_000 {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                    decimals += i32::from(point);
                } else {
                    dropped += i32::from(!point);
                }
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    if seen == 0 {
        return None;
    }
    let power = exponent - decimals + dropped;
    if mantissa == 0 {
        return Some(0.0);
    }
    if !(-300..=300).contains(&power) {
        return None;
    }
    // Trailing zeros go into the power, so that 5000000.000 stays exact.
    let (mut mantissa, mut power) = (mantissa, power);
    while mantissa.is_multiple_of(10) && power < 0 {
        mantissa /= 10;
        power += 1;
    }
    let value = scale(mantissa as f64, power);
    value.is_finite().then_some(if negative { -value } else { value })
}

fn parse_exponent(text: &str) -> Option<i32> {
    let (sign, digits) = match text.as_bytes() {
        [b'-', ..] => (-1, &text[1..]),
        [b'+', ..] => (1, &text[1..]),
        _ => (1, text),
    };
    if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse::<i32>().ok().map(|value| value * sign)
}

/// What people type: `300M`, `1,000`, `2.5e9`, `5 m`, `1 000`, `1.5 billion`, `$30`, `40%`.
///
/// Commas and spaces group thousands and never mark decimals: `1,5` is refused rather than guessed.
pub fn parse_quantity(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_prefix('$').unwrap_or(text).trim_start();
    // Letters beyond ASCII are refused with the number; telling them apart would bring their table into the page.
    let cut = text
        .char_indices()
        .find(|&(at, letter)| letter == '%' || letter.is_ascii_alphabetic() && !is_exponent(&text[at..]))
        .map_or(text.len(), |(at, _)| at);
    let (number, suffix) = (text[..cut].trim_end(), text[cut..].trim());
    let factor = match suffix.to_ascii_lowercase().as_str() {
        "" => 0,
        "k" | "thousand" => 3,
        "m" | "mn" | "mio" | "million" => 6,
        "b" | "bn" | "g" | "billion" => 9,
        "t" | "tn" | "trillion" => 12,
        "%" => -2,
        _ => return None,
    };
    let number = ungroup(number)?;
    // The suffix joins the exponent, so that 0.3M is exactly 300000.
    let (digits, exponent) = match number.find(['e', 'E']) {
        Some(at) => (&number[..at], parse_exponent(&number[at + 1..])?),
        None => (number.as_str(), 0),
    };
    parse_number(&format!("{digits}e{}", exponent + factor))
}

/// `e9`, `E-3`: the exponent of a number, not a word.
fn is_exponent(text: &str) -> bool {
    let rest = match text.as_bytes() {
        [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E', rest @ ..] => rest,
        _ => return false,
    };
    rest.first().is_some_and(u8::is_ascii_digit)
}

/// Without its thousands separators, if they stand where they belong.
fn ungroup(text: &str) -> Option<String> {
    let is_separator =
        |letter: char| matches!(letter, ',' | ' ' | '_' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let (integer, rest) = text.split_at(text.find(['.', 'e', 'E']).unwrap_or(text.len()));
    if rest.contains(is_separator) {
        return None;
    }
    let mut groups = integer.split(is_separator);
    let first = groups.next()?;
    let mut plain = String::from(first);
    let sign = usize::from(first.starts_with(['-', '+']));
    for next in groups {
        if next.len() != 3 || first.len() == sign || first.len() - sign > 3 {
            return None;
        }
        plain.push_str(next);
    }
    plain.push_str(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        let good = [
            ("300M", 3e8),
            ("1,000", 1000.0),
            ("2.5e9", 2.5e9),
            ("5 m", 5e6),
            ("1 000", 1000.0),
            ("1\u{202f}000\u{202f}000", 1e6),
            ("1_000_000", 1e6),
            ("$30", 30.0),
            ("40%", 0.4),
            ("1.5 billion", 1.5e9),
            ("0.3M", 300_000.0),
            (" 7 ", 7.0),
            (".5", 0.5),
            ("1e5k", 1e8),
            ("-3", -3.0),
            ("100000000000000000000", 1e20),
        ];
        for (text, value) in good {
            assert_eq!(parse_quantity(text), Some(value), "{text}");
        }
        let bad = [
            "", " ", "abc", "1,5", "1,00", "1,0000", "1..2", "NaN", "inf", "-", "e9", "1e", "1e9999",
            "5 apples", "1 2", ",000", "1.000,5", "0x10", "٣", "５", "5 µ", "5µ", "5 млн", "é5", "5é3",
        ];
        for text in bad {
            assert_eq!(parse_quantity(text), None, "{text}");
        }
    }
}
