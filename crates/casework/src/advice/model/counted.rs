//! What of an advice is counted: that it was decided, after how many days, and how explicit the decision was.

use super::{Advice, State};
use crate::table::Decision;
use kernel::{
    Date,
    counters::{Counter, Measure},
};

impl Advice {
    /// What changed since `before`, as counts.
    pub(in crate::advice) fn count(&self, before: &Self, today: Date) -> Vec<Measure> {
        match (before.state, self.state) {
            (State::Round, State::Approved | State::Declined) => {
                let lasted = self.began.map(|began| Measure::lasting(Counter::AdviceDecided, began, today));
                let decision = self.ended().map(Decision::measures).unwrap_or_default();
                lasted.into_iter().chain(decision).collect()
            }
            (_, _) => Vec::new(),
        }
    }
}
