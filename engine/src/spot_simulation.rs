//! The spread of a run on spot instances: a seeded simulation of what [`spot::expected`](super::spot::expected) takes
//! the mean of. For one plan, not for a search.

use super::spot::{Market, SpotRun};
use super::units::Hours;

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
    /// Exponential with mean 1, by von Neumann's comparison of uniform numbers (1951): no logarithm.
    fn exponential(&mut self) -> f64 {
        let mut whole = 0.0;
        loop {
            let first = self.share();
            let mut last = first;
            let mut falls = 1;
            loop {
                let next = self.share();
                if next >= last {
                    break;
                }
                last = next;
                falls += 1;
            }
            if falls % 2 == 1 {
                return whole + first;
            }
            whole += 1.0;
        }
    }
}

/// Of many runs: the middle one, the one that 19 in 20 stay under, and the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub p50: Hours,
    pub p95: Hours,
    pub mean: Hours,
}

impl Spread {
    fn of(mut hours: Vec<f64>) -> Self {
        hours.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| Hours(hours[((hours.len() - 1) as f64 * share).round() as usize]);
        let mean = hours.iter().sum::<f64>() / hours.len() as f64;
        Self { p50: at(0.5), p95: at(0.95), mean: Hours(mean) }
    }
}

/// Hours that the instances are held, and hours on the wall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Simulated {
    pub held: Spread,
    pub wall: Spread,
}

/// Interruptions of one run after which it counts as never ending.
const MOST: u32 = 100_000;

/// Two kinds of waits with equal shares of the waiting, so that `E[wait^2] / (2 E[wait]^2)` is `first_wait`.
struct Waits {
    mean: f64,
    /// Share of short waits.
    short: f64,
}

impl Waits {
    fn new(market: &Market) -> Self {
        // Balanced means (Tijms 1994, appendix B): `p (1 - p) = 1 / (4 first_wait)`.
        let root = (1.0 - 1.0 / market.shape.first_wait.max(1.0)).sqrt();
        Self { mean: market.wait.0, short: (1.0 + root) / 2.0 }
    }
    fn after_interruption(&self, random: &mut Random) -> f64 {
        let share = if random.share() < self.short { self.short } else { 1.0 - self.short };
        random.exponential() * self.mean / (2.0 * share)
    }
    /// What is left of a wait at any moment of it: both kinds fill equal times.
    fn at_any_moment(&self, random: &mut Random) -> f64 {
        let share = if random.share() < 0.5 { self.short } else { 1.0 - self.short };
        random.exponential() * self.mean / (2.0 * share)
    }
}

/// `n_runs` runs from a seed. `None`: the hazard is zero, or a run does not end.
pub fn simulate(run: &SpotRun, market: &Market, seed: u64, n_runs: u32) -> Option<Simulated> {
    let n_instances = run.n_instances.max(1);
    let mean = market.hazard * f64::from(n_instances);
    if mean.is_nan() || mean <= 0.0 || n_runs == 0 {
        return None;
    }
    let shape = &market.shape;
    let hazards = [mean * shape.contended_hazard, mean * shape.calm_hazard()];
    let contended = shape.contended;
    let stationary = contended / shape.contended_hazard;
    let available = market.availability(n_instances);
    let waits = Waits::new(market);
    // Pieces are equal here, as many as fit.
    let pieces = run.pieces().ceil();
    let piece = run.work.0 / run.pieces() + run.write.0;
    let total = run.pieces() * piece;
    let mut random = Random(seed);
    let (mut held, mut wall) = (Vec::new(), Vec::new());
    for _ in 0..n_runs {
        let (mut spent, mut waited, mut done) = (0.0, 0.0, 0.0);
        let mut kind = if random.share() < available {
            usize::from(random.share() >= stationary)
        } else {
            waited += waits.at_any_moment(&mut random);
            usize::from(random.share() >= contended)
        };
        let mut interruptions = 0;
        loop {
            let stay = random.exponential() / hazards[kind];
            let needed = run.restart.0 + total - done * piece;
            if needed <= stay {
                spent += needed;
                break;
            }
            let more = ((stay - run.restart.0) / piece).floor().max(0.0);
            done = f64::min(done + more, pieces - 1.0);
            spent += stay;
            interruptions += 1;
            if interruptions > MOST {
                return None;
            }
            waited += waits.after_interruption(&mut random);
            if random.share() >= shape.persistence {
                kind = usize::from(random.share() >= contended);
            }
        }
        held.push(spent);
        wall.push(spent + waited);
    }
    Some(Simulated { held: Spread::of(held), wall: Spread::of(wall) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_have_their_moments() {
        let mut random = Random(1);
        let draws: Vec<f64> = (0..200_000).map(|_| random.exponential()).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let square = draws.iter().map(|draw| draw * draw).sum::<f64>() / draws.len() as f64;
        assert!((mean - 1.0).abs() < 0.01 && (square - 2.0).abs() < 0.04, "{mean} {square}");
    }
}
