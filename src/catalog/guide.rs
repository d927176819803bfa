//! The guide as data: rules, hours, prices, strategies, budgets, answers, contradictions.
