//! Runs replayed through what spot instances did: the judge of [`spot::expected`](super::spot::expected).
//!
//! A trace says how long instances were there and how long they were away. It is taken as a ring: a run that reaches the
//! end goes on at the beginning, so every start counts alike and none is cut off. Where the first and the last segment
//! are of one kind they are one segment; else each is as long as it was watched.

use super::spot::{Market, Shape, SpotRun};
use super::units::Hours;

/// A time with or without capacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    pub up: bool,
    pub length: Hours,
}

/// What a market did.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    segments: Vec<Segment>,
    /// Where each segment ends.
    ends: Vec<f64>,
    /// Hours that instances stayed, and stayed away.
    stays: Vec<f64>,
    waits: Vec<f64>,
}

/// Hours held and hours on the wall of one replayed run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replayed {
    pub held: Hours,
    pub wall: Hours,
}

/// Rounds of the ring after which a run will not end.
const MAX_ROUNDS: f64 = 50.0;

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

impl Trace {
    /// `None`: there is no interruption, or no capacity, to learn from.
    pub fn new(segments: impl IntoIterator<Item = Segment>) -> Option<Self> {
        let mut ring: Vec<Segment> = Vec::new();
        for segment in segments.into_iter().filter(|segment| segment.length.0 > 0.0) {
            match ring.last_mut() {
                Some(last) if last.up == segment.up => last.length += segment.length,
                _ => ring.push(segment),
            }
        }
        if ring.len() > 1 && ring[0].up == ring[ring.len() - 1].up {
            let first = ring.remove(0);
            ring.last_mut()?.length += first.length;
        }
        let ends = ring
            .iter()
            .scan(0.0, |end, segment| {
                *end += segment.length.0;
                Some(*end)
            })
            .collect();
        let of = |up| ring.iter().filter(|s| s.up == up).map(|s| s.length.0).collect::<Vec<_>>();
        let (stays, waits) = (of(true), of(false));
        (!stays.is_empty() && !waits.is_empty()).then_some(Self { segments: ring, ends, stays, waits })
    }

    /// Interruptions an hour of capacity.
    pub fn hazard(&self) -> f64 {
        1.0 / mean(&self.stays)
    }
    pub fn n_interruptions(&self) -> usize {
        self.stays.len()
    }
    /// Share of time with capacity.
    pub fn availability(&self) -> f64 {
        let up: f64 = self.stays.iter().sum();
        up / (up + self.waits.iter().sum::<f64>())
    }

    /// The market by its hazard and availability, in a given shape.
    pub fn market(&self, shape: Shape) -> Market {
        Market::of_availability(self.hazard(), self.availability(), shape)
    }

    /// The trace's own shape: two exponentials by expectation and maximisation, the correlation of neighbouring stays by
    /// what each probably is, and the second moment of the waits.
    pub fn shape(&self) -> Shape {
        let n = self.stays.len();
        let up = mean(&self.stays);
        let wait = mean(&self.waits);
        let square = |values: &[f64]| mean(&values.iter().map(|value| value * value).collect::<Vec<_>>());
        let first_wait = square(&self.waits) / (2.0 * wait * wait);
        // No more spread than one exponential has: nothing to tell apart.
        if square(&self.stays) <= 2.0 * up * up || n < 4 {
            return Shape { first_wait, ..Shape::MEMORYLESS };
        }
        let (mut share, mut fast, mut slow) = (0.6, 3.0 / up, 0.3 / up);
        let mut contended = vec![0.0; n];
        for _ in 0..400 {
            for (chance, stay) in contended.iter_mut().zip(&self.stays) {
                let a = share * fast * (-fast * stay).exp();
                let b = (1.0 - share) * slow * (-slow * stay).exp();
                *chance = if a + b > 0.0 { a / (a + b) } else { 0.0 };
            }
            let sum: f64 = contended.iter().sum();
            let hours: f64 = contended.iter().zip(&self.stays).map(|(chance, stay)| chance * stay).sum();
            let rest: f64 = self.stays.iter().sum::<f64>() - hours;
            share = sum / n as f64;
            fast = sum / hours;
            slow = (n as f64 - sum) / rest;
        }
        let spread: f64 = contended.iter().map(|chance| (chance - share).powi(2)).sum();
        let together: f64 = (0..n).map(|i| (contended[i] - share) * (contended[(i + 1) % n] - share)).sum();
        Shape {
            contended: share,
            contended_hazard: fast * up,
            persistence: (together / spread).clamp(0.0, 0.95),
            first_wait,
        }
    }

    /// One run that begins at `start`. Every piece takes `interval`, the last what is left. `None`: it does not end.
    pub fn replay(&self, run: &SpotRun, start: Hours) -> Option<Replayed> {
        let round = *self.ends.last()?;
        let start = start.0.rem_euclid(round);
        let mut at = self.ends.partition_point(|end| *end <= start).min(self.segments.len() - 1);
        let mut left_here = self.ends[at] - start;
        let pieces = (run.work / run.interval - 1e-9).ceil().max(1.0);
        let last = run.work.0 - (pieces - 1.0) * run.interval.0 + run.write.0;
        let piece = run.interval.0 + run.write.0;
        let (mut done, mut held, mut wall) = (0.0, 0.0, 0.0);
        while wall <= MAX_ROUNDS * round {
            if self.segments[at].up {
                let full = pieces - 1.0 - done;
                let needed = run.restart.0 + full * piece + last;
                if needed <= left_here {
                    return Some(Replayed { held: Hours(held + needed), wall: Hours(wall + needed) });
                }
                done += ((left_here - run.restart.0) / piece + 1e-12).floor().max(0.0).min(full);
                held += left_here;
            }
            wall += left_here;
            at = (at + 1) % self.segments.len();
            left_here = self.segments[at].length.0;
        }
        None
    }

    /// The mean over starts that are spread evenly over the trace. `None`: a run does not end.
    pub fn mean(&self, run: &SpotRun, n_starts: u32) -> Option<Replayed> {
        let round = *self.ends.last()?;
        let (mut held, mut wall) = (0.0, 0.0);
        for start in 0..n_starts {
            let share = (f64::from(start) + 0.5) / f64::from(n_starts);
            let replayed = self.replay(run, Hours(share * round))?;
            held += replayed.held.0;
            wall += replayed.wall.0;
        }
        let n = f64::from(n_starts);
        Some(Replayed { held: Hours(held / n), wall: Hours(wall / n) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(lengths: &[f64]) -> Trace {
        let segments =
            lengths.iter().enumerate().map(|(i, hours)| Segment { up: i % 2 == 0, length: Hours(*hours) });
        Trace::new(segments).expect("a trace")
    }

    /// Followed by hand: up 1 h, away 2 h, up 10 h, away 1 h; a start of 0.1 h, pieces of 0.5 h with 0.1 h to save.
    #[test]
    fn a_run_is_followed_as_by_hand() {
        let ring = trace(&[1.0, 2.0, 10.0, 1.0]);
        let run = SpotRun {
            work: Hours(2.0),
            n_instances: 1,
            interval: Hours(0.5),
            write: Hours(0.1),
            restart: Hours(0.1),
        };
        // One piece in the first hour (0.1 + 0.6), three more after the wait (0.1 + 1.8).
        let replayed = ring.replay(&run, Hours(0.0)).expect("it ends");
        assert!(
            (replayed.held.0 - 2.9).abs() < 1e-12 && (replayed.wall.0 - 4.9).abs() < 1e-12,
            "{replayed:?}"
        );
        // From the middle of the first wait.
        let later = ring.replay(&run, Hours(2.0)).expect("it ends");
        assert!((later.held.0 - 2.5).abs() < 1e-12 && (later.wall.0 - 3.5).abs() < 1e-12, "{later:?}");
        // What never fits never ends.
        assert_eq!(
            ring.replay(&SpotRun { work: Hours(11.0), interval: Hours(11.0), ..run }, Hours(0.0)),
            None
        );
    }

    #[test]
    fn a_ring_joins_its_ends() {
        let ring = trace(&[1.0, 2.0, 3.0]);
        assert_eq!(ring.n_interruptions(), 1);
        assert!((ring.hazard() - 0.25).abs() < 1e-12);
        assert!((ring.availability() - 4.0 / 6.0).abs() < 1e-12);
        assert_eq!(Trace::new([Segment { up: true, length: Hours(5.0) }]), None);
    }
}
