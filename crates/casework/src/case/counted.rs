//! What of a case is counted: that it opened and closed, how explicit its decisions were, and which questions were answered without
//! information. Nothing of what anything says.

use super::contribution::Answer;
use super::model::{Case, Event, State};
use kernel::{
    Date,
    counters::{Counter, Measure},
};

impl Case {
    /// What this event changed, as counts; `before` is the case before it.
    pub(super) fn count(&self, before: &Self, event: &Event, today: Date) -> Vec<Measure> {
        let mut all = Vec::new();
        if before.opening.is_none() && self.opening.is_some() {
            all.push(Measure::of(Counter::CaseOpened));
        }
        if before.state != State::Closed && self.state == State::Closed {
            all.extend(self.opened.map(|began| Measure::lasting(Counter::CaseClosed, began, today)));
            all.extend(self.closing.iter().flat_map(|pending| {
                let mut decision = pending.closing.decision.clone();
                decision.by = pending.keys.people().cloned().collect();
                decision.measures()
            }));
        }
        if self.plan.agreed.len() > before.plan.agreed.len() {
            all.extend(self.plan.agreed.last().map(|agreed| agreed.decision.measures()).into_iter().flatten());
        }
        all.extend(answered(event));
        all
    }
}

/// A question that was answered without information.
#[allow(clippy::wildcard_enum_match_arm, reason = "every other event answers nothing")]
fn answered(event: &Event) -> Option<Measure> {
    match event {
        Event::Toward { what, .. } => answered(what),
        Event::Answered { answer: Answer::NothingKnown, .. } => Some(Measure::of(Counter::NothingKnown)),
        Event::Answered { answer: Answer::MayNotShare { .. }, .. } => Some(Measure::of(Counter::MayNotShare)),
        _ => None,
    }
}
