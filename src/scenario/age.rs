//! How old a price is.

use super::Date;

/// Days after which a price looks old.
pub const OLD_AFTER_DAYS: i64 = 60;
/// Days after which the reader is warned of it.
pub const STALE_AFTER_DAYS: i64 = 180;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Fresh,
    /// Days: shown, and grey.
    Old(i64),
    /// Days: shown, with a warning.
    Stale(i64),
    /// The source bears no date.
    Unknown,
}

impl Age {
    /// Of a price on a day. A month counts from its first day.
    pub fn of(as_of: Option<Date>, today: Date) -> Self {
        match as_of.map(|date| date.days_until(today)) {
            None => Self::Unknown,
            Some(days) if days > STALE_AFTER_DAYS => Self::Stale(days),
            Some(days) if days > OLD_AFTER_DAYS => Self::Old(days),
            Some(_) => Self::Fresh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_age_at_sixty_and_a_hundred_and_eighty_days() {
        let date = |text: &str| Date::parse(text).expect("a date");
        let of = |as_of: &str| Age::of(Some(date(as_of)), date("2026-11-24"));
        assert_eq!(of("2026-09-25"), Age::Fresh);
        assert_eq!(of("2026-09-24"), Age::Old(61));
        assert_eq!(of("2026-05-28"), Age::Old(180));
        assert_eq!(of("2026-05-27"), Age::Stale(181));
        assert_eq!(of("2026-03"), Age::Stale(268));
        assert_eq!(of("2027-01"), Age::Fresh);
        assert_eq!(Age::of(None, date("2026-11-24")), Age::Unknown);
    }
}
