//! What of a weighing is counted: how it ended, how long it took, and how explicit the decision was. Nothing of what it says.

use super::{State, Weighing};
use kernel::{
    Date,
    counters::{Counter, Measure},
};

impl Weighing {
    /// What this event changed, as counts; `before` is the weighing before it.
    pub(in crate::weighing) fn count(&self, before: &Self, today: Date) -> Vec<Measure> {
        let outcome = match (before.state, self.state) {
            (State::Open, State::Fits) => Counter::WeighingFits,
            (State::Open, State::DoesNotFit) => Counter::WeighingDoesNotFit,
            (State::Open, State::CareNeeded) => Counter::WeighingCareNeeded,
            (State::Open, State::OtherTable) => Counter::WeighingOtherTable,
            (State::Open, State::CriminalTrack) => Counter::WeighingCriminalTrack,
            (State::Open, State::Analysing) => Counter::WeighingMoreInformation,
            (State::Open, State::NoAgreement) => return vec![Measure::of(Counter::WeighingNoAgreement)],
            (State::NoAgreement | State::Referred, State::Ended) => return self.lasted(today),
            (_, _) => return Vec::new(),
        };
        // The text that three keys were turned on, also when a fresh round began with it.
        let round = before.rounds.len().checked_sub(1).and_then(|last| self.rounds.get(last));
        let decision = round.and_then(|r| r.texts.last()).map(|text| text.judgement.decision.measures());
        let mut all = vec![Measure::of(outcome)];
        all.extend(decision.into_iter().flatten());
        if self.concluded_on.is_some() {
            all.extend(self.lasted(today));
        }
        all
    }

    fn lasted(&self, today: Date) -> Vec<Measure> {
        let began = self.filing.as_ref().map(|filing| filing.opened);
        began.map(|began| Measure::lasting(Counter::WeighingConcluded, began, today)).into_iter().collect()
    }
}
