//! Quantities as types: only the operators that physics has.

use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, Mul, Sub};

/// The larger of two numbers. `f64::max` minds NaN, and calls a function for it in WebAssembly; no quantity is NaN.
#[inline(always)]
pub const fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// The smaller of two numbers, as [`larger`].
#[inline(always)]
pub const fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

// A build for size would call these instead of adding two numbers: estimates take a quarter longer that way.
macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl $name {
            pub const ZERO: Self = Self(0.0);
            /// The larger of two.
            #[inline(always)]
            pub fn max(self, other: Self) -> Self {
                Self(larger(self.0, other.0))
            }
            /// The smaller of two.
            #[inline(always)]
            pub fn min(self, other: Self) -> Self {
                Self(smaller(self.0, other.0))
            }
        }
        impl Add for $name {
            type Output = Self;
            #[inline(always)]
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl AddAssign for $name {
            #[inline(always)]
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl Sub for $name {
            type Output = Self;
            #[inline(always)]
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Mul<f64> for $name {
            type Output = Self;
            #[inline(always)]
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Div<f64> for $name {
            type Output = Self;
            #[inline(always)]
            fn div(self, divisor: f64) -> Self {
                Self(self.0 / divisor)
            }
        }
        impl Div for $name {
            type Output = f64;
            #[inline(always)]
            fn div(self, other: Self) -> f64 {
                self.0 / other.0
            }
        }
        impl Sum for $name {
            #[inline(always)]
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
                Self(items.map(|item| item.0).sum())
            }
        }
    };
}

/// `$a / $b = $c`, and so `$b * $c = $a`.
macro_rules! ratio {
    ($a:ident / $b:ident = $c:ident) => {
        impl Div<$b> for $a {
            type Output = $c;
            #[inline(always)]
            fn div(self, other: $b) -> $c {
                $c(self.0 / other.0)
            }
        }
        impl Mul<$c> for $b {
            type Output = $a;
            #[inline(always)]
            fn mul(self, other: $c) -> $a {
                $a(self.0 * other.0)
            }
        }
        impl Mul<$b> for $c {
            type Output = $a;
            #[inline(always)]
            fn mul(self, other: $b) -> $a {
                $a(self.0 * other.0)
            }
        }
    };
}

quantity!(
    /// An amount of memory or traffic, in bytes.
    Bytes
);
quantity!(
    /// An amount of floating-point work: a multiply and an add are two.
    Flop
);
quantity!(
    /// A rate of floating-point work, FLOP a second. Peaks are dense, with 32-bit accumulation.
    FlopPerSec
);
quantity!(
    /// A rate of traffic, bytes a second.
    BytesPerSec
);
quantity!(
    /// A duration in seconds.
    Secs
);
quantity!(
    /// One GPU held for one hour.
    GpuHours
);
quantity!(
    /// US dollars.
    Usd
);
quantity!(
    /// US dollars an hour.
    UsdPerHour
);
quantity!(
    /// Hours on the wall.
    Hours
);

ratio!(Flop / FlopPerSec = Secs);
ratio!(Bytes / BytesPerSec = Secs);
ratio!(Usd / UsdPerHour = Hours);

impl Bytes {
    /// 2^30 bytes.
    pub const GIB: f64 = 1_073_741_824.0;
    pub const fn from_gib(gib: f64) -> Self {
        Self(gib * Self::GIB)
    }
    pub const fn from_mib(mib: f64) -> Self {
        Self(mib * 1_048_576.0)
    }
    pub fn gib(self) -> f64 {
        self.0 / Self::GIB
    }
}

impl FlopPerSec {
    pub const fn from_tflops(tflops: f64) -> Self {
        Self(tflops * 1e12)
    }
}

impl BytesPerSec {
    /// Decimal gigabytes a second, as data sheets print them.
    pub const fn from_gb(gb_per_sec: f64) -> Self {
        Self(gb_per_sec * 1e9)
    }
}

impl Secs {
    #[inline(always)]
    pub fn hours(self) -> Hours {
        Hours(self.0 / 3600.0)
    }
}

impl Hours {
    #[inline(always)]
    pub fn secs(self) -> Secs {
        Secs(self.0 * 3600.0)
    }
    /// `gpu_hours = hours x n_gpus`
    #[inline(always)]
    pub fn on_gpus(self, n_gpus: u32) -> GpuHours {
        GpuHours(self.0 * f64::from(n_gpus))
    }
}

/// An estimate with its band: the low and high ends that measured runs fall between.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band<T> {
    pub low: T,
    pub mid: T,
    pub high: T,
}

impl<T: Copy> Band<T> {
    /// A figure that is known exactly.
    #[inline(always)]
    pub fn exact(value: T) -> Self {
        Self { low: value, mid: value, high: value }
    }
    #[inline(always)]
    pub fn map<U>(self, f: impl Fn(T) -> U) -> Band<U> {
        Band { low: f(self.low), mid: f(self.mid), high: f(self.high) }
    }
}

impl<T: Copy + Mul<f64, Output = T>> Band<T> {
    /// `mid` with its low and high ends as factors of it.
    #[inline(always)]
    pub fn around(mid: T, low: f64, high: f64) -> Self {
        Self { low: mid * low, mid, high: mid * high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_over_rate_is_time() {
        assert_eq!(Flop(6e12) / FlopPerSec::from_tflops(2.0), Secs(3.0));
        assert_eq!(UsdPerHour(2.0) * Hours(3.0), Usd(6.0));
        assert_eq!(Bytes::from_gib(2.0).gib(), 2.0);
    }
}
