//! Spot instances: what interruptions cost, in money and in time.
//!
//! A run of `work` hours is cut into pieces, each followed by a checkpoint. An interruption loses the piece that was
//! under way; then the run waits for capacity, starts again and goes on from the last checkpoint. Time that instances
//! are held costs money; waiting for capacity costs time alone.
//!
//! Real markets are not memoryless: short stays cluster, and so do long ones. Here a stay of the instances falls into
//! one of two kinds of time, contended or calm, each memoryless by itself. With equal hazards it is the usual formula.

use super::units::Hours;

/// How far a market is from memoryless.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Share of stays that begin in contended times.
    pub contended: f64,
    /// Hazard in contended times over the mean hazard, above `contended`. The calm hazard follows: the mean stays.
    pub contended_hazard: f64,
    /// Correlation of the kinds of stays that follow each other, 0 to 1.
    pub persistence: f64,
    /// Mean wait of who comes at any moment without capacity, over the mean wait after an interruption:
    /// `E[wait^2] / (2 E[wait]^2)`. 1 for memoryless waits, more where long waits are.
    pub first_wait: f64,
}

impl Shape {
    /// One hazard at all times.
    pub const MEMORYLESS: Self =
        Self { contended: 0.5, contended_hazard: 1.0, persistence: 0.0, first_wait: 1.0 };
    /// As observed: the values for which eight public traces (AWS, V100, 2023; published with *Can't Be Late*, NSDI
    /// 2024) come out best when each lends its own hazard and availability alone. `scripts/spot-replay` judges it.
    pub const OBSERVED: Self =
        Self { contended: 0.85, contended_hazard: 2.0, persistence: 0.2, first_wait: 2.2 };

    /// Calm hazard over the mean hazard, from `contended / contended_hazard + calm / calm_hazard = 1`.
    pub fn calm_hazard(&self) -> f64 {
        (1.0 - self.contended) / (1.0 - self.contended / self.contended_hazard)
    }
}

/// Where the instances come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Market {
    /// Interruptions an hour that one instance is held, on average.
    pub hazard: f64,
    /// Mean time from an interruption until there is capacity again.
    pub wait: Hours,
    pub shape: Shape,
}

impl Market {
    /// The market of a trace or a region that is known by its hazard and by the share of time with capacity.
    ///
    /// `wait = (1 / availability - 1) / hazard`
    pub fn of_availability(hazard: f64, availability: f64, shape: Shape) -> Self {
        Self { hazard, wait: Hours((1.0 / availability - 1.0) / hazard), shape }
    }
    /// Share of time with capacity for all `n_instances`: `up / (up + wait)`, `up = 1 / (n_instances x hazard)`.
    pub fn availability(&self, n_instances: u32) -> f64 {
        1.0 / (1.0 + self.hazard * f64::from(n_instances) * self.wait.0)
    }
}

/// A run on spot instances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpotRun {
    /// Without interruptions, starts and checkpoints.
    pub work: Hours,
    /// Any one that stops, stops the run.
    pub n_instances: u32,
    /// Work between two checkpoints. As long as the work, or longer: nothing is saved but the result.
    pub interval: Hours,
    /// Writing one checkpoint.
    pub write: Hours,
    /// From an instance to the first step: provision, pull, load. The first start takes it too.
    pub restart: Hours,
}

/// Means over all moments at which a run can begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Hours that the instances are held, and paid for.
    pub held: Hours,
    /// Hours on the wall: held, and waiting for capacity.
    pub wall: Hours,
    pub interruptions: f64,
}

impl Expected {
    /// It never ends.
    pub const NEVER: Self =
        Self { held: Hours(f64::INFINITY), wall: Hours(f64::INFINITY), interruptions: f64::INFINITY };
    pub fn ends(&self) -> bool {
        self.held.0.is_finite()
    }
}

/// How far nine replays in ten of observed traces fall from [`expected`], as a share of what interruptions add to the
/// run (`scripts/spot-replay`, eight traces, each with its own hazard and availability alone).
pub const SURCHARGE_ERROR: f64 = 0.5;

impl SpotRun {
    /// Checkpoints of the run, its result among them: `max(1, work / interval)`.
    ///
    /// Not rounded: the last piece then counts in proportion, and more work never takes less.
    pub fn pieces(&self) -> f64 {
        pieces(self.work, self.interval)
    }
}

/// Pieces of work between checkpoints, at least one.
pub fn pieces(work: Hours, interval: Hours) -> f64 {
    if interval < work { work / interval.max(SHORTEST_INTERVAL) } else { 1.0 }.max(1.0)
}

/// No checkpoint comes sooner after another: a second.
pub const SHORTEST_INTERVAL: Hours = Hours(1.0 / 3600.0);

/// Hours. What takes a thousand centuries never ends, and would drown every difference between plans.
const LONGEST: f64 = 1e9;

/// Two kinds of time, contended first.
type Two = [f64; 2];

/// `1 - e^(-hazard x hours)`: the chance that a stay ends within.
fn gone(hazards: Two, hours: f64) -> Two {
    hazards.map(|hazard| -(-hazard * hours).exp_m1())
}

/// Expected hours and interruptions of a run, by renewal.
///
/// Memoryless, with `l = n_instances x hazard`, `n` pieces of `t` and checkpoints of `w` hours, starts of `r` hours:
/// `held = (e^(l r) - 1) / l + n e^(l r) (e^(l (t + w)) - 1) / l` (Daly 2006, equation 13, and the first start).
///
/// In two kinds of time `i`, let `x_i(k)` be what `k` pieces still take from the moment that a checkpoint is done, and
/// `F_i` what they take after an interruption. With `a_i = e^(-l_i (t + w))`:
/// `x_i(k) = (1 - a_i)(1 / l_i + F_i(k)) + a_i x_i(k - 1)`, and `F` is linear in `x`. The recursion
/// `x(k) = M x(k - 1) + c` has the eigenvalues 1 and `theta`, so `x(n)` is closed: a line and a power of `theta`.
///
/// It holds where stays are exponential in each kind of time and hazards do not depend on what the run does. The run
/// begins at any moment: with the market's availability inside a stay, else after a wait.
///
/// ```
/// use tunecost_engine::spot::{Market, Shape, SpotRun, expected};
/// use tunecost_engine::units::Hours;
///
/// let market = Market { hazard: 0.15, wait: Hours(0.5), shape: Shape::MEMORYLESS };
/// let run = SpotRun { work: Hours(48.5), n_instances: 1, interval: Hours(0.5), write: Hours(0.02), restart: Hours(0.25) };
/// let found = expected(&run, &market);
/// let daly = ((0.15_f64 * 0.25).exp() - 1.0) / 0.15
///     + 97.0 * (0.15_f64 * 0.25).exp() * ((0.15_f64 * 0.52).exp() - 1.0) / 0.15;
/// assert!((found.held.0 / daly - 1.0).abs() < 1e-12);
/// // Each hour held brings 0.15 interruptions, each interruption half an hour of waiting.
/// assert!((found.interruptions / (0.15 * daly) - 1.0).abs() < 1e-12);
/// // Without checkpoints nearly ten thousand hours are held for the same work.
/// let without = expected(&SpotRun { interval: run.work, ..run }, &market);
/// assert!(without.held.0 > 9_000.0);
/// ```
pub fn expected(run: &SpotRun, market: &Market) -> Expected {
    let n = run.pieces();
    let piece = run.work.0 / n + run.write.0;
    let mean = market.hazard * f64::from(run.n_instances.max(1));
    if mean.is_nan() || mean <= 0.0 {
        let held = run.restart + Hours(n * piece);
        return Expected { held, wall: held, interruptions: 0.0 };
    }
    let shape = &market.shape;
    let q = [shape.contended, 1.0 - shape.contended];
    let hazards = [mean * shape.contended_hazard, mean * shape.calm_hazard()];
    let rest = 1.0 - shape.persistence;

    // Starting: `b` the chance to get through, `v` where the next running stay is.
    let lost = gone(hazards, run.restart.0);
    let b = lost.map(|lost| 1.0 - lost);
    let d = lost.map(|lost| 1.0 - shape.persistence * lost);
    let z = q[0] * b[0] / d[0] + q[1] * b[1] / d[1];
    let v = [q[0] * b[0] / d[0] / z, q[1] * b[1] / d[1] / z];
    let cross = [rest * v[1] / d[0], rest * v[0] / d[1]];

    // One piece.
    let fail = gone(hazards, piece);
    let a = fail.map(|fail| 1.0 - fail);
    let determinant = a[0] * a[1] + a[0] * fail[1] * cross[1] + a[1] * fail[0] * cross[0];
    if !(determinant > 0.0 && z > 0.0) {
        return Expected::NEVER;
    }
    let m12 = fail[0] * cross[0] * a[1] / determinant;
    let m21 = fail[1] * cross[1] * a[0] / determinant;
    let gap = m12 + m21;
    let decay = power(1.0 - gap, n);

    // A reward at each end of a stay: `1 / hazard` adds up to hours held, 1 to interruptions.
    let available = market.availability(run.n_instances.max(1));
    let stays = [q[0] / hazards[0] * mean, q[1] / hazards[1] * mean];
    let begin =
        [available * stays[0] + (1.0 - available) * q[0], available * stays[1] + (1.0 - available) * q[1]];
    let total = |reward: Two| {
        let again = (q[0] * lost[0] * reward[0] / d[0] + q[1] * lost[1] * reward[1] / d[1]) / z;
        let f = [0, 1].map(|i| (shape.persistence * lost[i] * reward[i] + rest * again) / d[i]);
        let r = [0, 1].map(|i| fail[i] * (reward[i] + f[i]));
        let c1 = ((a[1] + fail[1] * cross[1]) * r[0] + fail[0] * cross[0] * r[1]) / determinant;
        let c2 = (fail[1] * cross[1] * r[0] + (a[0] + fail[0] * cross[0]) * r[1]) / determinant;
        let (apart, sum) = if gap > 0.0 {
            let limit = (c1 - c2) / gap;
            (limit * (1.0 - decay), limit * (n - (1.0 - decay) / gap))
        } else {
            (n * (c1 - c2), 0.0)
        };
        let calm = n * c2 + m21 * sum;
        let x = [calm + apart, calm];
        let after = [f[0] + x[0] - cross[0] * (x[0] - x[1]), f[1] + x[1] + cross[1] * (x[0] - x[1])];
        let from = [0, 1].map(|i| lost[i] * (reward[i] + after[i]) + b[i] * x[i]);
        begin[0] * from[0] + begin[1] * from[1]
    };
    let held = total(hazards.map(|hazard| 1.0 / hazard));
    let interruptions = total([1.0, 1.0]);
    if held.is_nan() || held >= LONGEST {
        return Expected::NEVER;
    }
    let waits = interruptions + (1.0 - available) * shape.first_wait;
    Expected { held: Hours(held), wall: Hours(held) + market.wait * waits, interruptions }
}

/// `base^exponent`, straight between whole exponents: by squaring, without a logarithm.
fn power(base: f64, exponent: f64) -> f64 {
    let mut whole = exponent.min(1e15) as u64;
    let rest = (exponent - exponent.floor()) * (1.0 - base);
    let (mut square, mut result) = (base, 1.0);
    while whole > 0 && result > 0.0 {
        if whole & 1 == 1 {
            result *= square;
        }
        square *= square;
        whole >>= 1;
    }
    result * (1.0 - rest)
}

/// Young's interval (1974): `sqrt(2 w / l)`. It holds while a piece is much shorter than a stay.
pub fn young_interval(write: Hours, hazard: f64) -> Hours {
    Hours((2.0 * write.0 / hazard).sqrt())
}

/// Daly's interval (2006, equation 37): `sqrt(2 w / l) (1 + sqrt(w l / 2) / 3 + w l / 18) - w` while `w < 2 / l`, else
/// `1 / l`.
pub fn daly_interval(write: Hours, hazard: f64) -> Hours {
    let half = write.0 * hazard / 2.0;
    if half >= 1.0 {
        return Hours(1.0 / hazard);
    }
    young_interval(write, hazard) * (1.0 + half.sqrt() / 3.0 + half / 9.0) - write
}

/// The interval that a run takes where nobody asks for another: Daly's for the hazard of all instances.
///
/// It does not depend on the work, so more work never costs less. [`best_interval`] says how near it is to the best.
pub fn default_interval(write: Hours, n_instances: u32, market: &Market) -> Hours {
    daly_interval(write, market.hazard * f64::from(n_instances.max(1))).max(SHORTEST_INTERVAL)
}

/// The interval at which the run is held for the fewest hours: the optimum of [`expected`] itself, by golden section over
/// the square root of the interval, from an eighth to eight times of Daly's. About thirty evaluations: for one plan, not for a search.
pub fn best_interval(run: &SpotRun, market: &Market) -> Hours {
    let middle = default_interval(run.write, run.n_instances, market);
    let held = |root: f64| expected(&SpotRun { interval: Hours(root * root), ..*run }, market).held.0;
    // Golden section: https://en.wikipedia.org/wiki/Golden-section_search
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let (mut low, mut high) = ((middle.0 / 8.0).sqrt(), (middle.0 * 8.0).sqrt());
    for _ in 0..28 {
        let step = (high - low) * GOLDEN;
        if held(high - step) <= held(low + step) { high = low + step } else { low = high - step }
    }
    let best = (low + high) / 2.0;
    // Where checkpoints cost more than they save there are none.
    if held(run.work.0.sqrt()) <= held(best) { run.work } else { Hours(best * best).min(run.work) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: SpotRun = SpotRun {
        work: Hours(24.0),
        n_instances: 1,
        interval: Hours(0.5),
        write: Hours(1.0 / 60.0),
        restart: Hours(1.0 / 6.0),
    };

    /// The recursion of the doc comment, piece by piece and without its closed form.
    fn by_recursion(run: &SpotRun, market: &Market) -> f64 {
        let mean = market.hazard * f64::from(run.n_instances);
        let shape = market.shape;
        let hazards = [mean * shape.contended_hazard, mean * shape.calm_hazard()];
        let q = [shape.contended, 1.0 - shape.contended];
        let keep = |i: usize, j: usize| {
            shape.persistence * f64::from(u8::from(i == j)) + (1.0 - shape.persistence) * q[j]
        };
        let b = hazards.map(|hazard| (-hazard * run.restart.0).exp());
        let a = hazards.map(|hazard| (-hazard * (run.interval.0 + run.write.0)).exp());
        // After an interruption, by iteration until it stands still.
        let after = |x: Two| {
            let mut f = [0.0; 2];
            for _ in 0..300 {
                let g = [0, 1].map(|j| (1.0 - b[j]) * (1.0 / hazards[j] + f[j]) + b[j] * x[j]);
                f = [0, 1].map(|i| keep(i, 0) * g[0] + keep(i, 1) * g[1]);
            }
            f
        };
        let mut x: Two = [0.0; 2];
        for _ in 0..run.pieces() as u32 {
            let old = x;
            for _ in 0..40 {
                let f = after(x);
                x = [0, 1].map(|i| (1.0 - a[i]) * (1.0 / hazards[i] + f[i]) + a[i] * old[i]);
            }
        }
        let f = after(x);
        let available = market.availability(run.n_instances);
        [0, 1]
            .map(|i| {
                let begin = available * q[i] / hazards[i] * mean + (1.0 - available) * q[i];
                begin * ((1.0 - b[i]) * (1.0 / hazards[i] + f[i]) + b[i] * x[i])
            })
            .iter()
            .sum()
    }

    #[test]
    fn the_closed_form_is_the_recursion() {
        for (hazard, shape) in [
            (0.3, Shape::OBSERVED),
            (0.05, Shape { contended: 0.6, contended_hazard: 5.0, persistence: 0.4, first_wait: 2.0 }),
            (0.7, Shape::MEMORYLESS),
        ] {
            let market = Market { hazard, wait: Hours(1.0), shape };
            let run = SpotRun { work: Hours(4.0), n_instances: 2, ..RUN };
            let (closed, slow) = (expected(&run, &market).held.0, by_recursion(&run, &market));
            assert!((closed / slow - 1.0).abs() < 1e-9, "{hazard}: {closed} and {slow}");
        }
    }

    #[test]
    fn a_market_without_hazard_is_on_demand() {
        let market = Market { hazard: 0.0, wait: Hours(1.0), shape: Shape::OBSERVED };
        let found = expected(&RUN, &market);
        assert_eq!(found.held, found.wall);
        assert!((found.held.0 - (24.0 + 48.0 / 60.0 + 1.0 / 6.0)).abs() < 1e-12);
        let nearly = expected(&RUN, &Market { hazard: 1e-12, ..market });
        assert!((nearly.held / found.held - 1.0).abs() < 1e-9, "{nearly:?}");
    }

    #[test]
    fn what_never_ends_says_so() {
        let market = Market { hazard: 5.0, wait: Hours(1.0), shape: Shape::MEMORYLESS };
        assert!(!expected(&SpotRun { work: Hours(1000.0), interval: Hours(1000.0), ..RUN }, &market).ends());
    }

    #[test]
    fn the_best_interval_is_no_worse_than_young_and_daly() {
        for hazard in [0.01, 0.1, 0.5, 2.0] {
            for shape in [Shape::MEMORYLESS, Shape::OBSERVED] {
                let market = Market { hazard, wait: Hours(0.5), shape };
                let held = |interval| expected(&SpotRun { interval, ..RUN }, &market).held.0;
                let least = held(best_interval(&RUN, &market));
                for interval in [young_interval(RUN.write, hazard), daly_interval(RUN.write, hazard)] {
                    let other = held(interval);
                    assert!(least <= other * (1.0 + 1e-9), "{hazard}: {least} and {other}");
                    // Both are near enough to be the default.
                    assert!(other / least < 1.01, "{hazard} {shape:?}: {least} and {other}");
                }
                for minutes in 1..600 {
                    assert!(
                        least <= held(Hours(f64::from(minutes) / 60.0)) * (1.0 + 1e-9),
                        "{hazard}: {minutes} min"
                    );
                }
            }
        }
    }

    #[test]
    fn more_work_and_more_hazard_take_more() {
        let market = |hazard| Market { hazard, wait: Hours(0.5), shape: Shape::OBSERVED };
        let at = |work, hazard| {
            let interval = default_interval(RUN.write, 1, &market(hazard));
            expected(&SpotRun { work: Hours(work), interval, ..RUN }, &market(hazard))
        };
        for step in 1..2000 {
            let (work, more) = (f64::from(step) * 0.03, f64::from(step) * 0.03 + 0.02);
            assert!(at(work, 0.1).held < at(more, 0.1).held, "{work}");
            assert!(at(work, 0.1).wall < at(more, 0.1).wall, "{work}");
            let (hazard, higher) = (f64::from(step) * 1e-3, f64::from(step) * 1.001e-3);
            assert!(at(24.0, hazard).held < at(24.0, higher).held, "{hazard}");
        }
    }
}
