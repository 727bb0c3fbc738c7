//! Closing: why, what came of each goal, what worry is left and who keeps an eye. Three keys; the third shields at once (CAS-05).

use super::model::{Case, Event, Purpose, State};
use super::words::words;
use crate::table::{Decision, Keys};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Refusal};
use serde::{Deserialize, Serialize};

words! {
    /// Why a case ends.
    ClosingReason {
        GoalsMet = "goals-met", "de doelen zijn bereikt", "the goals have been reached";
        NotNeeded = "not-needed", "de casus is niet meer nodig", "the case is no longer needed";
        NotFitting = "not-fitting", "het bleek geen radicalisering", "it turned out not to be radicalisation";
        Moved = "moved", "de persoon is verhuisd", "the person has moved";
        Detained = "detained", "de persoon zit lang vast", "the person is detained for long";
        Deceased = "deceased", "de persoon is overleden", "the person has died";
        NoGround = "no-ground", "er is geen wettelijke grond meer", "there is no legal ground any more";
        Transferred = "transferred", "een andere tafel neemt het over", "another table takes over";
    }
}

/// What came of one goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalEnd {
    /// Which goal.
    pub goal: u32,
    /// In words.
    pub outcome: Note,
}

/// A proposal to close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// The decision; its outcome is the reason.
    pub decision: Decision<ClosingReason>,
    /// What came of each goal.
    pub goals: Vec<GoalEnd>,
    /// What worry is left, in words.
    pub residual: Note,
    /// Who keeps an eye, within its ordinary work.
    pub watcher: AgencyId,
    /// What the reporter hears.
    pub feedback: Note,
}

/// A proposal to close with its keys.
#[derive(Debug, Clone)]
pub struct PendingClosing {
    /// What is proposed.
    pub closing: Closing,
    /// Whose keys are turned.
    pub keys: Keys,
    /// Since when.
    pub since: Date,
}

/// What is said when a goal is left out.
pub(super) const UNTOLD: Refusal =
    Refusal::of("Zeg van elk doel wat ervan is geworden.", "Say of every goal what came of it.");

impl Case {
    /// Proposes to close, or changes the proposal; every key goes back.
    ///
    /// # Errors
    /// A sentence when a goal is left out, or a stranger would keep an eye.
    pub fn propose_closing(&self, closing: Closing) -> Result<Event, Refusal> {
        let told = |no: u32| closing.goals.iter().any(|g| g.goal == no);
        if !self.plan.goals.iter().all(|g| told(g.no)) {
            return Err(UNTOLD.at("goals"));
        }
        if !self.sits(&closing.watcher) {
            return Err(Refusal::of("Kies een organisatie die aan tafel zit.", "Choose an organisation at the table.")
                .at("watcher"));
        }
        self.toward(Some(Purpose::Close), Event::ClosingProposed(Box::new(closing)))
    }

    /// Turns one of the three keys on closing; the third closes and shields.
    ///
    /// # Errors
    /// A sentence when nothing is proposed, or this organisation holds no key.
    pub fn turn_closing_key(&self, agency: &AgencyId, person: &PersonId) -> Result<Event, Refusal> {
        let Some(pending) = &self.closing else {
            return Err(Refusal::of("Er is geen voorstel om af te sluiten.", "There is no proposal to close."));
        };
        pending.keys.may_turn(agency, person)?;
        let (agency, person) = (agency.clone(), person.clone());
        self.toward(Some(Purpose::Close), Event::ClosingKeyTurned { agency, person })
    }

    /// The person's weighing was judged fitting: this case under the WGS stops, and the other law takes over (REG-03).
    ///
    /// # Errors
    /// A sentence when this case is under the Wgpga already, or does not run.
    pub fn switch(&self, to: Option<DossierId>) -> Result<Event, Refusal> {
        let opening = self.begun()?;
        match (opening.regime, self.state) {
            (super::Regime::WgsZvh, State::Open | State::Planned) => Ok(Event::Switched { to }),
            (super::Regime::WgsZvh, State::Unopened | State::Switched | State::Closed) => Err(self.stopped()),
            (super::Regime::Wgpga, _) => {
                Err(Refusal::of("Deze casus valt al onder de Wgpga.", "This case already falls under the Wgpga."))
            }
        }
    }
}
