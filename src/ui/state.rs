//! What the page knows: one scenario, what is half typed, and the answer that follows.

use std::sync::Arc;

use leptos::prelude::*;

use super::address;
use crate::scenario::Scenario;
use crate::scenario::answer::{Answer, Row, answer};
use crate::scenario::check::check;
use crate::scenario::fields::{FieldError, NUMBER_FIELDS, NumberField};
use crate::scenario::kept::Kept;

/// How the address bar takes a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A value moved: the entry of the history is replaced, a moment later.
    Move,
    /// The reader picked something: a new entry, so that going back undoes it.
    Pick,
    /// The address is where the scenario came from.
    Opened,
}

/// A field that is being typed in. The text stays as typed, whether it can be read or not.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    key: &'static str,
    text: String,
    complaint: Option<String>,
}

/// The answer as the memo passes it on: two are equal when they are the same one.
#[derive(Clone)]
pub struct Answered(Arc<Inner>);

struct Inner {
    answer: Arc<Answer>,
    /// It answers an earlier scenario.
    kept: bool,
}

impl Answered {
    /// A scenario that contradicts itself keeps the last good answer.
    fn to(scenario: &Scenario, contradicts: bool, last: Option<&Self>) -> Self {
        let kept = last.filter(|_| contradicts).map(|last| last.0.answer.clone());
        let (kept, answer) = (kept.is_some(), kept.unwrap_or_else(|| Arc::new(answer(scenario))));
        Self(Arc::new(Inner { answer, kept }))
    }
}

impl PartialEq for Answered {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl core::ops::Deref for Answered {
    type Target = Answer;
    fn deref(&self) -> &Answer {
        &self.0.answer
    }
}

/// One quantity of the scenario. What follows it hears nothing of the others.
#[derive(Clone, Copy)]
pub struct Quantity {
    page: Page,
    field: &'static NumberField,
    moved: Option<Trigger>,
}

impl Quantity {
    /// Reads it.
    pub fn get(self) -> Option<f64> {
        if let Some(moved) = self.moved {
            moved.track();
        }
        self.now()
    }
    /// Reads it without following it.
    pub fn now(self) -> Option<f64> {
        self.page.scenario.with_untracked(self.field.get)
    }
}

/// Handles of the page's signals.
///
/// A change of a signal makes work for all that follow it, also for those that it turns out not to concern, and the
/// fields' texts are hundreds: so each field has a trigger of its own, pulled when its value changes.
#[derive(Clone, Copy)]
pub struct Page {
    scenario: RwSignal<Scenario>,
    /// One for each of [`NUMBER_FIELDS`].
    moved: &'static [Trigger],
    /// Something else than quantities changed.
    decided: Trigger,
    /// What in the scenario contradicts what.
    contradictions: RwSignal<Vec<FieldError>>,
    answered: Memo<Answered>,
    /// Pulled when the reader's own prices change: see [`book`](crate::scenario::book).
    prices: Trigger,
    drafts: RwSignal<Vec<Draft>>,
    /// What the reader keeps to compare; change it through [`Page::keep`].
    pub kept: RwSignal<Kept>,
    /// What the link said that was not taken.
    pub notices: RwSignal<Vec<String>>,
    step: StoredValue<Step>,
}

impl Page {
    /// As the address bar says.
    pub fn open() -> Self {
        let (opened, kept, notices) = address::read();
        let scenario = RwSignal::new(opened);
        let prices = Trigger::new();
        let contradictions = RwSignal::new(check(&opened));
        let answered = Memo::new(move |last| {
            prices.track();
            let contradicts = contradictions.with_untracked(|all| !all.is_empty());
            scenario.with(|scenario| Answered::to(scenario, contradicts, last))
        });
        Self {
            scenario,
            moved: NUMBER_FIELDS.iter().map(|_| Trigger::new()).collect::<Vec<_>>().leak(),
            decided: Trigger::new(),
            contradictions,
            answered,
            prices,
            drafts: RwSignal::new(Vec::new()),
            kept: RwSignal::new(kept),
            notices: RwSignal::new(notices),
            step: StoredValue::new(Step::Opened),
        }
    }

    /// Reads the scenario.
    pub fn scenario(self) -> Scenario {
        self.scenario.get()
    }

    /// Reads what lists and ticks say; what follows it is not told when only a quantity moves.
    pub fn choices(self) -> Scenario {
        self.decided.track();
        self.scenario_now()
    }

    /// Reads one quantity; what follows it is not told of the others.
    pub fn quantity(self, field: &'static NumberField) -> Quantity {
        let at = NUMBER_FIELDS.iter().position(|other| other.key == field.key);
        let moved = at.and_then(|at| self.moved.get(at)).copied();
        Quantity { page: self, field, moved }
    }

    /// Reads the scenario without following it.
    pub fn scenario_now(self) -> Scenario {
        self.scenario.get_untracked()
    }

    /// Reads the answer.
    pub fn answer(self) -> Answered {
        self.answered.get()
    }

    /// Reads the answer without following it.
    pub fn answer_now(self) -> Answered {
        self.answered.get_untracked()
    }

    /// Reads from the chosen row, if there is one.
    pub fn chosen<T>(self, read: impl FnOnce(&Row) -> T) -> Option<T> {
        let answer = self.answer();
        answer.chosen.and_then(|index| answer.rows.get(index)).map(read)
    }

    /// The reader's own prices changed: everything is answered again.
    pub fn reprice(self) {
        self.prices.notify();
    }

    /// How the last change came about.
    pub fn step(self) -> Step {
        self.step.get_value()
    }

    fn become_(self, next: Scenario, step: Step) {
        let mut last = self.scenario_now();
        if next == last {
            return;
        }
        self.step.set_value(step);
        let contradictions = check(&next);
        if self.contradictions.with_untracked(|last| *last != contradictions) {
            self.contradictions.set(contradictions);
        }
        self.scenario.set(next);
        for (field, moved) in NUMBER_FIELDS.iter().zip(self.moved) {
            let value = (field.get)(&next);
            if value != (field.get)(&last) {
                (field.set)(&mut last, value);
                moved.notify();
            }
        }
        // The quantities are the same now.
        if next != last {
            self.decided.notify();
        }
    }

    /// A value moves.
    pub fn slide(self, change: impl FnOnce(&mut Scenario)) {
        let mut next = self.scenario_now();
        change(&mut next);
        self.become_(next, Step::Move);
    }

    /// The reader picks something.
    pub fn pick(self, change: impl FnOnce(&mut Scenario)) {
        let mut next = self.scenario_now();
        change(&mut next);
        self.become_(next, Step::Pick);
    }

    /// The reader picks a whole scenario; what was half typed belongs to the old one.
    pub fn pick_scenario(self, next: Scenario) {
        self.forget_drafts();
        self.become_(next, Step::Pick);
    }

    /// The address changed under the page.
    pub fn reopen(self) {
        let (opened, kept, notices) = address::read();
        self.forget_drafts();
        self.notices.set(notices);
        self.keep_as(kept, Step::Opened);
        self.become_(opened, Step::Opened);
    }

    /// The reader keeps a scenario, names it, or takes one away.
    pub fn keep(self, change: impl FnOnce(&mut Kept)) {
        let mut next = self.kept.get_untracked();
        change(&mut next);
        self.keep_as(next, Step::Pick);
    }

    fn keep_as(self, next: Kept, step: Step) {
        if self.kept.with_untracked(|kept| *kept != next) {
            self.step.set_value(step);
            self.kept.set(next);
        }
    }

    fn forget_drafts(self) {
        if self.drafts.with_untracked(|drafts| !drafts.is_empty()) {
            self.drafts.set(Vec::new());
        }
    }

    /// Takes what is typed: a value that can be read moves the answer, any other stays in the field with what to enter.
    pub fn typed(self, field: &'static NumberField, text: String) {
        let complaint = match field.parse(&text) {
            Ok(value) => {
                self.slide(|scenario| (field.set)(scenario, value));
                None
            }
            Err(error) => Some(error.message),
        };
        self.drafts.update(|drafts| {
            drafts.retain(|draft| draft.key != field.key);
            drafts.push(Draft { key: field.key, text, complaint });
        });
    }

    /// The field is left: a text that was understood gives way to the value as the page writes it.
    pub fn left(self, key: &'static str) {
        let done = |draft: &Draft| draft.key == key && draft.complaint.is_none();
        if self.drafts.with_untracked(|drafts| drafts.iter().any(done)) {
            self.drafts.update(|drafts| drafts.retain(|draft| !done(draft)));
        }
    }

    /// Another control sets the field's value.
    pub fn overrule(self, key: &'static str) {
        if self.drafts.with_untracked(|drafts| drafts.iter().any(|draft| draft.key == key)) {
            self.drafts.update(|drafts| drafts.retain(|draft| draft.key != key));
        }
    }

    /// What the field holds while it is typed in.
    pub fn draft(self, key: &'static str) -> Option<String> {
        self.drafts
            .with(|drafts| drafts.iter().find(|draft| draft.key == key).map(|draft| draft.text.clone()))
    }

    /// What to enter instead.
    pub fn complaint(self, key: &'static str) -> Option<String> {
        let typed = self.drafts.with(|drafts| {
            drafts.iter().find(|draft| draft.key == key).and_then(|draft| draft.complaint.clone())
        });
        let contradicted = || {
            self.contradictions
                .with(|all| all.iter().find(|error| error.key == key).map(|error| error.message.clone()))
        };
        typed.or_else(contradicted)
    }

    /// What keeps the answer from being new.
    pub fn first_complaint(self) -> String {
        let typed = self.drafts.with(|drafts| drafts.iter().find_map(|draft| draft.complaint.clone()));
        let last_good = |complaint: &str| format!("{complaint} This is the last good answer.");
        let contradicted = || {
            let message = self.contradictions.with(|all| Some(all.first()?.message.clone()))?;
            Some(if self.answer().0.kept { last_good(&message) } else { message })
        };
        typed.as_deref().map(last_good).or_else(contradicted).unwrap_or_default()
    }

    /// The answer is older than what the fields say.
    pub fn is_stale(self) -> bool {
        self.contradictions.with(|all| !all.is_empty())
            || self.drafts.with(|drafts| drafts.iter().any(|draft| draft.complaint.is_some()))
    }
}
