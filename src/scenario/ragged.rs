//! Measured runs whose sequences differ in length.

use super::trainer::DOCUMENT;

/// Sequences of a micro-batch beyond which its longest is as long as the limit anyway.
const LARGEST: u32 = 1024;

/// Sequences shorter than the limit that a row gives as `seq_len`, padded to the longest of their micro-batch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ragged {
    /// Mean length, tokens, where the row says it.
    mean: Option<f64>,
}

impl Ragged {
    /// From a note that says "mean 105" or "avg ~210 tok".
    pub(super) fn of(note: &str) -> Self {
        let mean = ["mean ", "avg ", "average "].iter().find_map(|word| {
            let (_, after) = note.split_once(word)?;
            let after =
                after.trim_start_matches(['~', ' ']).trim_start_matches("length ").trim_start_matches('~');
            let digits = after.split(|letter: char| !letter.is_ascii_digit()).next()?;
            digits.parse::<f64>().ok().filter(|mean| *mean > 0.0)
        });
        Self { mean }
    }
    /// The longest sequence of a run decides the peak: the limit, unless the mean is far below it.
    pub(super) fn longest(self, seq_len: u32) -> u32 {
        self.mean.map_or(seq_len, |mean| seq_len.min((5.0 * mean) as u32))
    }
    /// Length to which a micro-batch is padded, and the share of its tokens that carry data.
    ///
    /// Between the mean and the mean of the longest of `micro_batch_size` lengths that are spread like waiting times:
    /// some trainers put like lengths together.
    pub(super) fn padded(self, seq_len: u32, micro_batch_size: u32) -> (u32, f64) {
        let limit = f64::from(seq_len.max(1));
        let typical = f64::from(DOCUMENT);
        let mean = self.mean.unwrap_or(typical).min(0.75 * limit);
        let longest: f64 = (1..=micro_batch_size.min(LARGEST)).map(|n| 1.0 / f64::from(n)).sum();
        let padded = (mean * f64::midpoint(1.0, longest)).min(limit);
        ((padded as u32).max(1), mean / padded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_gives_the_mean() {
        assert_eq!(Ragged::of("MetaMathQA samples (avg ~210 tok)"), Ragged { mean: Some(210.0) });
        assert_eq!(Ragged::of("800 rows (mean 105, cap 512)"), Ragged { mean: Some(105.0) });
        assert_eq!(Ragged::of("the mean of three runs"), Ragged { mean: None });
    }

    #[test]
    fn the_longest_is_the_limit_where_the_mean_is_not_known() {
        assert_eq!(Ragged { mean: None }.longest(4096), 4096);
        assert_eq!(Ragged { mean: Some(100.0) }.longest(4096), 500);
        assert_eq!(Ragged { mean: Some(100.0) }.longest(256), 256);
    }

    #[test]
    fn one_sequence_is_not_padded_and_more_are_never_beyond_the_limit() {
        assert_eq!(Ragged { mean: Some(100.0) }.padded(512, 1), (100, 1.0));
        let (four, fill) = Ragged { mean: Some(100.0) }.padded(512, 4);
        assert!(four > 100 && fill < 1.0 && (f64::from(four) * fill - 100.0).abs() < 1.0);
        assert_eq!(Ragged { mean: Some(400.0) }.padded(512, u32::MAX).0, 512);
    }
}
