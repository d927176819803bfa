//! What a reader types over a column: `>=8`, `1..4`, `lambda || runpod`, `h100 !pcie`.

use crate::format;

/// Alternatives; a row passes one of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    any: Vec<Vec<Test>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// Both ends count where `strict` says nothing else.
    Within {
        low: f64,
        high: f64,
        strict: bool,
    },
    Not(f64),
    /// Lower case; `false`: must not be there.
    Word(String, bool),
}

/// What to enter instead.
pub const HELP: &str = "Enter words, a number, a range or a limit, like h100, 8, 1..4, >=8, or a || b.";

impl Filter {
    /// Reads what is typed. Empty passes everything.
    ///
    /// ```
    /// use tunecost::scenario::plans::filter::Filter;
    /// let filter = Filter::parse("1..4 || >=16").unwrap();
    /// assert!(filter.passes(Some(2.0), "2") && filter.passes(Some(16.0), "16"));
    /// assert!(!filter.passes(Some(8.0), "8") && !filter.passes(None, "\u{2013}"));
    /// assert!(Filter::parse(">=").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut any = Vec::new();
        for alternative in text.split("||") {
            let tests = tests(alternative.trim())?;
            if !tests.is_empty() {
                any.push(tests);
            }
        }
        Ok(Self { any })
    }

    pub fn is_empty(&self) -> bool {
        self.any.is_empty()
    }

    /// A value and the text that stands for it. A missing value passes no test of numbers.
    pub fn passes(&self, value: Option<f64>, text: &str) -> bool {
        self.any.is_empty() || self.any.iter().any(|tests| tests.iter().all(|test| test.passes(value, text)))
    }
}

fn tests(text: &str) -> Result<Vec<Test>, &'static str> {
    let number = |text: &str| format::parse_quantity(text.trim()).ok_or(HELP);
    let within = |low, high, strict| Ok(vec![Test::Within { low, high, strict }]);
    let any = f64::INFINITY;
    for (sign, strict, down) in
        [(">=", false, false), ("<=", false, true), (">", true, false), ("<", true, true)]
    {
        if let Some(rest) = text.strip_prefix(sign) {
            let limit = number(rest)?;
            return if down { within(-any, limit, strict) } else { within(limit, any, strict) };
        }
    }
    if let Some(rest) = text.strip_prefix("!=") {
        return Ok(vec![Test::Not(number(rest)?)]);
    }
    if let Some((low, high)) = text.split_once("..") {
        let end = |text: &str, open: f64| if text.trim().is_empty() { Ok(open) } else { number(text) };
        return within(end(low, -any)?, end(high, any)?, false);
    }
    let text = text.strip_prefix('=').unwrap_or(text);
    Ok(text
        .split_whitespace()
        .map(|word| match word.strip_prefix('!') {
            Some(word) if !word.is_empty() => Test::Word(word.to_ascii_lowercase(), false),
            _ => Test::Word(word.to_ascii_lowercase(), true),
        })
        .collect())
}

impl Test {
    fn passes(&self, value: Option<f64>, text: &str) -> bool {
        match self {
            Self::Within { low, high, strict: false } => {
                value.is_some_and(|value| *low <= value && value <= *high)
            }
            Self::Within { low, high, strict: true } => {
                value.is_some_and(|value| *low < value && value < *high)
            }
            Self::Not(other) => value.is_some_and(|value| value != *other),
            Self::Word(word, there) => match (value, format::parse_quantity(word)) {
                // A bare number over a column of numbers: that number, as shown.
                (Some(value), Some(wanted)) => {
                    (format::round_to(value, 2) == wanted || value == wanted) == *there
                }
                _ => contains(text, word) == *there,
            },
        }
    }
}

/// Without regard to case; `word` is lower case.
fn contains(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.len() >= word.len() && text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::Filter;

    fn passes(filter: &str, value: Option<f64>, text: &str) -> bool {
        Filter::parse(filter).unwrap().passes(value, text)
    }

    #[test]
    fn numbers() {
        for (filter, yes, no) in [
            (">=8", 8.0, 7.9),
            (">8", 8.1, 8.0),
            ("<=1.5k", 1500.0, 1501.0),
            ("< $2", 1.99, 2.0),
            ("1..4", 4.0, 4.5),
            ("..4", -3.0, 5.0),
            ("1..", 1e9, 0.0),
            ("8", 8.0, 80.0),
            ("=8", 8.0, 9.0),
            ("!=8", 9.0, 8.0),
            ("1 || 3", 3.0, 2.0),
        ] {
            assert!(passes(filter, Some(yes), "x"), "{filter}");
            assert!(!passes(filter, Some(no), "x"), "{filter}");
            assert!(!passes(filter, None, "x"), "{filter}");
        }
    }

    #[test]
    fn words() {
        assert!(passes("h100 sxm", None, "NVIDIA H100 SXM"));
        assert!(!passes("h100 pcie", None, "NVIDIA H100 SXM"));
        assert!(passes("lambda || RunPod", None, "RunPod"));
        assert!(passes("h100 !pcie", None, "H100 SXM"));
        assert!(!passes("h100 !sxm", None, "H100 SXM"));
        assert!(passes("", None, "anything"));
        assert!(passes(" || ", None, "anything"));
    }

    #[test]
    fn what_cannot_be_read_says_what_to_enter() {
        for text in [">=", "<x", "1..y", "!=z", ">= || 3"] {
            assert_eq!(Filter::parse(text), Err(super::HELP), "{text}");
        }
    }
}
