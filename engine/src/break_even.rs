//! Train and serve it yourself, have it tuned and served, or ask a larger model: what each costs over months of calls,
//! and where one overtakes another.

use super::bill::HOURS_A_MONTH;
use super::units::{Usd, UsdPerHour};

/// US dollars for a million tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct UsdPerMtok(pub f64);

impl UsdPerMtok {
    pub fn of(self, tokens: f64) -> Usd {
        Usd(self.0 * tokens / 1e6)
    }
}

/// The tokens of one call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Call {
    pub prompt_tokens: f64,
    pub answer_tokens: f64,
}

/// A server of one's own, running all month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Server {
    /// Answer tokens a second with endless requests, as published: an upper bound.
    pub published_rate: f64,
    /// What is left of it in service.
    pub derate: f64,
    /// Share of the time that there is work.
    pub utilisation: f64,
    pub per_hour: UsdPerHour,
}

impl Server {
    /// Calls that one server answers in a month: `rate x derate x utilisation x month / answer`.
    pub fn calls_a_month(&self, call: &Call) -> f64 {
        self.published_rate * self.derate * self.utilisation * HOURS_A_MONTH * 3600.0
            / call.answer_tokens.max(1.0)
    }
    /// Whole servers, at least one.
    pub fn n_servers(&self, call: &Call, calls: f64) -> f64 {
        (calls / self.calls_a_month(call) - 1e-12).ceil().max(1.0)
    }
    pub fn per_month(&self) -> Usd {
        Usd(self.per_hour.0 * HOURS_A_MONTH)
    }
}

/// A price for calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallPrice {
    pub input: UsdPerMtok,
    pub output: UsdPerMtok,
}

impl CallPrice {
    /// `prompt x input + answer x output`
    pub fn of(&self, call: &Call) -> Usd {
        self.input.of(call.prompt_tokens) + self.output.of(call.answer_tokens)
    }
}

/// A managed fine-tuning job.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Job {
    pub price: UsdPerMtok,
    pub minimum: Option<Usd>,
}

/// What a managed job counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JobTokens {
    /// Tokens of the training data, once.
    pub training: f64,
    pub epochs: f64,
    /// Tokens of the validation data, once.
    pub validation: f64,
    pub evaluations: f64,
    /// Share of each row that is data. Providers that pad bill `rows x max length`, which is `tokens / fill`; 1 when
    /// rows are packed.
    pub fill: f64,
}

impl JobTokens {
    /// `(epochs x training + evaluations x validation) / fill`
    pub fn billed(&self) -> f64 {
        (self.epochs * self.training + self.evaluations * self.validation) / self.fill
    }
}

impl Job {
    /// `max(price x tokens, minimum)`
    ///
    /// ```
    /// use tunecost_engine::break_even::{Job, JobTokens, UsdPerMtok};
    /// use tunecost_engine::units::Usd;
    ///
    /// let tokens = JobTokens { training: 1e6, epochs: 3.0, validation: 1e5, evaluations: 2.0, fill: 1.0 };
    /// let job = Job { price: UsdPerMtok(0.5), minimum: Some(Usd(4.0)) };
    /// assert_eq!(job.cost(&tokens), Usd(4.0));
    /// assert_eq!(job.cost(&JobTokens { fill: 0.1, ..tokens }), Usd(16.0));
    /// ```
    pub fn cost(&self, tokens: &JobTokens) -> Usd {
        self.price.of(tokens.billed()).max(self.minimum.unwrap_or_default())
    }
}

/// One way to get the answers: something once, and something every month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    Own {
        once: Usd,
        server: Server,
    },
    /// Managed tuning, or a model as it is (`once` is zero).
    Calls {
        once: Usd,
        price: CallPrice,
    },
}

/// Where a way is the cheaper of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// At any number.
    Always,
    /// At no number.
    Never,
    /// From here on. Whole servers make steps: just behind a step the other may be cheaper again, but never from
    /// `for_good` on.
    From { first: f64, for_good: f64 },
}

impl Way {
    pub fn once(&self) -> Usd {
        match self {
            Self::Own { once, .. } | Self::Calls { once, .. } => *once,
        }
    }
    pub fn per_month(&self, call: &Call, calls: f64) -> Usd {
        match self {
            Self::Own { server, .. } => server.per_month() * server.n_servers(call, calls),
            Self::Calls { price, .. } => price.of(call) * calls,
        }
    }
    /// `once + months x per_month(calls)`
    pub fn cost(&self, call: &Call, calls: f64, months: f64) -> Usd {
        self.once() + self.per_month(call, calls) * months
    }

    /// From which number of calls a month this way is cheaper than `other`, over so many months.
    pub fn cheaper_from_calls(&self, other: &Self, call: &Call, months: f64) -> Crossing {
        match (self, other) {
            (Self::Own { once, server }, Self::Calls { once: other_once, price }) => {
                own_over_calls(*once - *other_once, server, price, call, months)
            }
            (Self::Calls { once, price }, Self::Calls { once: other_once, price: other_price }) => {
                let saved = (other_price.of(call) - price.of(call)) * months;
                line(*once - *other_once, saved)
            }
            // A server's steps against a line, seen from the line; or two servers: nobody asks from which number on.
            _ => Crossing::Never,
        }
    }

    /// After how many months this way is cheaper, at so many calls a month.
    pub fn cheaper_from_months(&self, other: &Self, call: &Call, calls: f64) -> Crossing {
        line(self.once() - other.once(), other.per_month(call, calls) - self.per_month(call, calls))
    }
}

/// Where `saved x n` makes up for `more`.
fn line(more: Usd, saved: Usd) -> Crossing {
    if more <= Usd::ZERO && saved >= Usd::ZERO {
        return Crossing::Always;
    }
    if saved <= Usd::ZERO {
        return Crossing::Never;
    }
    let n = more / saved;
    Crossing::From { first: n, for_good: n }
}

/// `k` servers answer up to `k c` calls and cost `k s`. They are cheaper than `u` a call from
/// `x_k = (more / months + k s) / u`, if that is at most `k c`; and where `x_(k+1) <= k c` there is no way back.
fn own_over_calls(more: Usd, server: &Server, price: &CallPrice, call: &Call, months: f64) -> Crossing {
    let capacity = server.calls_a_month(call);
    let each = price.of(call).0;
    let month = server.per_month().0;
    let extra = more.0 / months;
    let by = |servers: f64| (extra + servers * month) / each;
    if each <= 0.0 || capacity - month / each <= 0.0 {
        // A full server costs more a call than the other way: at most its head start keeps it cheaper.
        return if extra + month <= 0.0 { Crossing::Always } else { Crossing::Never };
    }
    let gain = capacity - month / each;
    let servers = (extra / each / gain).ceil().max(1.0);
    let first = by(servers).max((servers - 1.0) * capacity);
    let last = ((extra / each + month / each) / gain).ceil().max(1.0);
    let for_good = by(last).max(first).max((last - 1.0) * capacity);
    if for_good <= 0.0 { Crossing::Always } else { Crossing::From { first: first.max(0.0), for_good } }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: Call = Call { prompt_tokens: 500.0, answer_tokens: 200.0 };
    /// The guide's prices: $0.03 for a thousand tokens.
    const LARGE: Way =
        Way::Calls { once: Usd(0.0), price: CallPrice { input: UsdPerMtok(30.0), output: UsdPerMtok(30.0) } };

    fn server(rate: f64, usd: f64) -> Server {
        Server { published_rate: rate, derate: 0.5, utilisation: 0.3, per_hour: UsdPerHour(usd) }
    }

    /// By hand: $20 once and $1,460 a month (2.00 x 730) against $0.021 a call: (20 / 12 + 1460) / 0.021.
    #[test]
    fn the_crossing_is_where_both_cost_the_same() {
        let own = Way::Own { once: Usd(20.0), server: server(15_000.0, 2.0) };
        let Crossing::From { first, for_good } = own.cheaper_from_calls(&LARGE, &CALL, 12.0) else {
            panic!("it crosses")
        };
        assert!((first - (20.0 / 12.0 + 1460.0) / 0.021).abs() < 1e-6, "{first}");
        assert_eq!(first, for_good);
        let gap = own.cost(&CALL, first, 12.0).0 - LARGE.cost(&CALL, first, 12.0).0;
        assert!(gap.abs() < 1e-6, "{gap}");
    }

    /// Every crossing against costs on a fine grid of calls.
    #[test]
    fn crossings_hold_on_a_grid() {
        for (rate, usd, input, once) in [
            (300.0, 2.0, 3.0, 50.0),
            (120.0, 1.0, 8.0, 5000.0),
            (15.0, 1.0, 40.0, 0.0),
            (15_000.0, 2.0, 0.2, 20.0),
        ] {
            let own = Way::Own { once: Usd(once), server: server(rate, usd) };
            let price = CallPrice { input: UsdPerMtok(input), output: UsdPerMtok(input * 4.0) };
            let api = Way::Calls { once: Usd(0.0), price };
            let cheaper = |calls: f64| own.cost(&CALL, calls, 6.0) <= api.cost(&CALL, calls, 6.0);
            let grid = (1..200_000).map(|step| f64::from(step) * 101.0);
            match own.cheaper_from_calls(&api, &CALL, 6.0) {
                Crossing::From { first, for_good } => {
                    for calls in grid {
                        assert!(calls >= first * 0.999_999 || !cheaper(calls), "{calls} before {first}");
                        assert!(calls <= for_good * 1.000_001 || cheaper(calls), "{calls} after {for_good}");
                    }
                    assert!(cheaper(first * 1.000_001) && !cheaper(first * 0.999_999 - 1e-3));
                }
                Crossing::Never => assert!(grid.into_iter().all(|calls| !cheaper(calls))),
                Crossing::Always => assert!(grid.into_iter().all(cheaper)),
            }
        }
    }

    #[test]
    fn lines_cross_once() {
        let tuned = CallPrice { input: UsdPerMtok(3.0), output: UsdPerMtok(6.0) };
        let managed = Way::Calls { once: Usd(24.0), price: tuned };
        let Crossing::From { first, .. } = managed.cheaper_from_calls(&LARGE, &CALL, 1.0) else {
            panic!("it crosses")
        };
        assert!((first - 24.0 / (0.021 - 0.0027)).abs() < 1e-6);
        assert_eq!(LARGE.cheaper_from_calls(&managed, &CALL, 1.0), Crossing::Never);
        assert_eq!(managed.cheaper_from_months(&LARGE, &CALL, 0.0), Crossing::Never);
        assert_eq!(LARGE.cheaper_from_months(&managed, &CALL, 0.0), Crossing::Always);
    }
}
