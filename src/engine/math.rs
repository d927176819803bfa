//! Logarithm, exponential and power by series.
//!
//! The standard library's come with tables that take 6 kB of the page's download, and differ in the last digit between
//! machines. These are the same everywhere, and exact to some twelve digits.

use core::f64::consts::{LN_2, SQRT_2};

/// Natural logarithm of a positive, finite number.
///
/// `ln(m 2^e) = e ln 2 + 2 artanh((m - 1) / (m + 1))`
///
/// ```
/// use tunecost::engine::math::{exp, ln, pow};
/// assert!((ln(10.0) - std::f64::consts::LN_10).abs() < 1e-14);
/// assert!((exp(1.0) - std::f64::consts::E).abs() < 1e-14);
/// assert!((pow(10.0, 2.5) / 316.227_766_016_837_94 - 1.0).abs() < 1e-13);
/// ```
pub fn ln(value: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    let bits = value.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as f64 - 1023.0;
    let mut mantissa = f64::from_bits((bits & MANTISSA) | 1.0_f64.to_bits());
    if mantissa > SQRT_2 {
        mantissa *= 0.5;
        exponent += 1.0;
    }
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    // |ratio| < 0.172: the first term left out is below 1e-17.
    let series = (0..11).rev().fold(0.0, |sum, term| sum * square + 1.0 / f64::from(2 * term + 1));
    exponent * LN_2 + 2.0 * ratio * series
}

/// `e^x`, for results within the range of floats.
pub fn exp(x: f64) -> f64 {
    let power = (x / LN_2).round();
    let rest = x - power * LN_2;
    // |rest| < 0.347: the first term left out is below 1e-17.
    let series = (1..15).rev().fold(1.0, |sum, term| 1.0 + sum * rest / f64::from(term));
    // A cast from a float saturates.
    let biased = ((power + 1023.0) as u64).min(2046);
    series * f64::from_bits(biased << 52)
}

/// `base^exponent` for a base that is not negative; 0 for 0.
pub fn pow(base: f64, exponent: f64) -> f64 {
    if base > 0.0 { exp(exponent * ln(base)) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{exp, ln, pow};

    #[test]
    fn they_agree_with_the_standard_library() {
        let mut value = 1e-12;
        while value < 1e15 {
            assert!((ln(value) - value.ln()).abs() <= 1e-14 * value.ln().abs().max(1.0), "ln {value}");
            assert!((exp(ln(value)) / value - 1.0).abs() < 1e-13, "exp {value}");
            assert!((pow(value, 2.073) / value.powf(2.073) - 1.0).abs() < 1e-12, "pow {value}");
            value *= 1.37;
        }
        assert_eq!(pow(0.0, 2.0), 0.0);
        assert_eq!(ln(1.0), 0.0);
        assert_eq!(exp(0.0), 1.0);
    }
}
