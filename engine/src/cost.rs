//! What a plan costs: its bill with the band of its time.

use super::bill::{Around, Bill, Billing, Start, Timeline, n_instances, sums};
use super::estimate::Inputs;
use super::spot::{Market, SURCHARGE_ERROR};
use super::time::TimeEstimate;
use super::units::{Band, Hours, Usd, UsdPerHour};

/// How an offer is paid for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// For one whole instance as sold. `None`: no price is known, so no cost is.
    pub per_instance: Option<UsdPerHour>,
    pub gpus_per_instance: u32,
    pub billing: Billing,
    /// Where spot instances come from. `None`: nobody takes the instances away.
    pub market: Option<Market>,
}

impl Price {
    /// An offer without a price, as plans are made before one is chosen.
    pub const fn unknown(gpus_per_instance: u32) -> Self {
        Self { per_instance: None, gpus_per_instance, billing: Billing::BY_THE_SECOND, market: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostEstimate {
    /// `ceil(n_gpus / gpus_per_instance)`
    pub n_instances: u32,
    /// GPUs paid for and not used.
    pub idle_gpus: u32,
    pub per_hour: Option<UsdPerHour>,
    /// The run: instances, storage, traffic.
    pub total: Option<Band<Usd>>,
    /// With trials, runs that fail, experiments and people's time.
    pub project: Option<Band<Usd>>,
    /// Every line, at the middle of the band.
    pub bill: Option<Bill>,
    /// The run on the clock, at the middle of the band.
    pub timeline: Timeline,
    /// Hours on the wall, with waiting for capacity.
    pub wall: Band<Hours>,
    /// Hours that each instance is held.
    pub held: Band<Hours>,
}

impl CostEstimate {
    /// False on spot instances that stop faster than the run may get on.
    pub fn ends(&self) -> bool {
        self.held.high.0.is_finite()
    }
}

/// Bills a plan from its hours of steps. Of `inputs` it reads the cluster's size, the workload's overhead, the price and
/// what surrounds the run; it allocates nothing.
pub fn cost(inputs: &Inputs, time: &TimeEstimate) -> CostEstimate {
    let price = &inputs.price;
    let around: &Around = &inputs.around;
    let n_instances = n_instances(inputs.cluster.n_gpus, price);
    let paid_gpus = n_instances * price.gpus_per_instance.max(1);
    let idle_gpus = paid_gpus - inputs.cluster.n_gpus;
    let idle_share = f64::from(idle_gpus) / f64::from(paid_gpus.max(1));
    let per_hour = price.per_instance.map(|price| price * f64::from(n_instances));
    let start = Start::of(around, n_instances);
    let at = |train, surprise| {
        let market = price.market.as_ref();
        let mut clock = start.timeline(around, train, inputs.workload.overhead, market, surprise);
        clock.round(&price.billing);
        clock
    };
    let timelines = Band {
        low: at(time.train.low, 1.0 - SURCHARGE_ERROR),
        mid: at(time.train.mid, 1.0),
        high: at(time.train.high, 1.0 + SURCHARGE_ERROR),
    };
    // A run that may never end has no price: it cannot be the cheapest.
    let per_hour_if_ends = per_hour.filter(|_| timelines.high.ends());
    let ends = per_hour_if_ends.map(|per_hour| {
        [&timelines.low, &timelines.mid, &timelines.high].map(|clock| sums(around, clock, per_hour))
    });
    let run = ends.map(|[low, mid, high]| Band { low: low.0, mid: mid.0, high: high.0 });
    let project = ends.map(|[low, mid, high]| Band { low: low.1, mid: mid.1, high: high.1 });
    CostEstimate {
        n_instances,
        idle_gpus,
        per_hour,
        total: run,
        project,
        bill: per_hour_if_ends.map(|per_hour| Bill::new(around, &timelines.mid, per_hour, idle_share)),
        timeline: timelines.mid,
        wall: Band { low: timelines.low.wall, mid: timelines.mid.wall, high: timelines.high.wall },
        held: Band { low: timelines.low.held, mid: timelines.mid.held, high: timelines.high.held },
    }
}
