//! Closing: why, what came of each goal, what worry is left and who keeps an eye. Three keys; the third shields at once (CAS-05).

mod steps;

use crate::table::{Decision, Keys};
use crate::watching::Terms;
use kernel::{AgencyId, Date, Note, Refusal};
use serde::{Deserialize, Serialize};
use vault::Author;

kernel::words! {
    /// Why a case ends.
    pub enum ClosingReason {
        GoalsMet = "goals-met", "de doelen zijn bereikt", "the goals have been reached";
        NotNeeded = "not-needed", "de casus is niet meer nodig", "the case is no longer needed";
        NotFitting = "not-fitting", "het bleek geen radicalisering", "it turned out not to be radicalisation";
        Moved = "moved", "de persoon is verhuisd", "the person has moved";
        Detained = "detained", "de persoon zit lang vast", "the person is detained for a long time";
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
    /// What it minds, until when, and whom it calls; nothing in what was proposed before that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watch: Option<Terms>,
    /// What the reporter hears.
    pub feedback: Note,
    /// Why it closes while the help was not given back to a more ordinary level, where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scaled: Option<Note>,
}

/// A proposal to close with its keys.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingClosing {
    /// What is proposed.
    pub closing: Closing,
    /// Who proposed it.
    pub by: Author,
    /// Whose keys are turned.
    pub keys: Keys,
    /// Since when.
    pub since: Date,
}

/// What is said when a goal is left out.
pub(super) const UNTOLD: Refusal =
    Refusal::of("Zeg bij elk doel wat ervan is geworden.", "Say for each goal what came of it.");
