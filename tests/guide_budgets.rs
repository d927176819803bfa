//! The guide's three budgets, as links that a reader opens.

#![cfg(not(target_arch = "wasm32"))]

use tunecost::catalog::guide::BUDGETS;
use tunecost::format::{hours, usd_exact};
use tunecost::scenario::answer::{Answer, Verdict, answer};
use tunecost::scenario::link::decode;

fn open(link: &str) -> Answer {
    let decoded = decode(link);
    assert!(decoded.notices.is_empty(), "{link}: {:?}", decoded.notices);
    answer(&decoded.scenario)
}

/// Cost of the run, with experiments, and hours on the wall.
fn headline(answer: &Answer) -> [String; 3] {
    let cost = answer.cost().unwrap();
    let all = answer.cost_with_experiments().unwrap();
    let wall = answer.wall().unwrap();
    assert_eq!((cost.low, cost.high), (cost.mid, cost.mid), "the guide's budgets have no range");
    [usd_exact(cost.mid), usd_exact(all.mid), hours(wall.mid)]
}

#[test]
fn the_guides_method_gives_the_guides_figures() {
    let expected = [
        ("B1", "$0.84", "$30.84", "6 h", "Well under budget"),
        ("B2", "$28.56", "$28.56", "24 h", "Sufficient"),
        ("B3", "$215.20", "$215.20", "40 h", "Well under budget"),
        ("B3-alt", "$430.40", "$430.40", "40 h", "Well under budget"),
    ];
    for (preset, cost, with_experiments, wall, verdict) in expected {
        let answer = open(&format!("preset={preset}&method=guide"));
        assert_eq!(headline(&answer), [cost, with_experiments, wall], "{preset}");
        assert_eq!(answer.guide.as_ref().and_then(|guide| guide.verdict), Some(verdict), "{preset}");
        assert_eq!(answer.budget, Some(Verdict::Under), "{preset}");
        let printed = BUDGETS.iter().find(|budget| budget.id == preset).unwrap();
        assert!((answer.cost().unwrap().mid.0 - printed.cost_usd).abs() < 1e-9, "{preset}");
    }
}

/// The estimator answers the same scenarios by itself, and the guide's figure stands beside it.
#[test]
fn the_estimator_gives_its_own_answer_beside_the_guides() {
    for budget in BUDGETS {
        let answer = open(&format!("v=1&preset={}", budget.id));
        let row = answer.chosen_row().unwrap();
        assert_eq!(row.offer.get().id, budget.offer);
        assert_eq!(row.plan.n_gpus, budget.n_gpus);
        let guide = answer.guide.as_ref().unwrap();
        assert!((guide.usd_low.0 - budget.cost_usd).abs() < 1e-9);
        let per_hour = row.estimate.cost.per_hour.unwrap();
        assert!((per_hour.0 - budget.usd_per_hour).abs() < 1e-9, "{}: {per_hour:?}", budget.id);
        let estimated = row.estimate.cost.total.unwrap();
        assert!(estimated.mid != guide.usd_low, "{}", budget.id);
    }
}

/// Off the budget's own figures the answer goes in proportion (rule R9), and the guide's verdict is no longer its own.
#[test]
fn a_changed_budget_goes_in_proportion() {
    let twice = open("preset=B2&method=guide&tokens=20M");
    assert_eq!(headline(&twice)[0], "$57.12");
    assert_eq!(twice.guide.as_ref().and_then(|guide| guide.verdict), None);
    let longer = open("preset=B3&method=guide&epochs=3");
    assert_eq!(headline(&longer)[0], "$322.80");
    // On demand, B1's card costs 0.34.
    assert_eq!(headline(&open("preset=B1&method=guide&price=on-demand"))[0], "$2.04");
    // Other hardware than the budget's: a row of the tables.
    let h100 = open("preset=B1&method=guide&hardware=h100-sxm&price=on-demand");
    assert_eq!(h100.guide.as_ref().map(|guide| guide.row), Some("H6"));
}
