//! What can happen to a signal, as it is stored. Every variant ever written stays readable: add, never change.

use super::{
    change::Change,
    intake::{Intake, Subject},
    words::NoticeTo,
};
use crate::table::Explicit;
use crate::table::Reader;
use kernel::{AgencyId, Date, DossierId, Line, Note, Observed, PersonId};
use serde::{Deserialize, Serialize};
use vault::Persons;

/// What can happen to a signal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was written down.
    Registered {
        /// What colleagues call it; made from a counter, says nothing of a person.
        reference: Line,
        /// What was written down.
        intake: Box<Intake>,
    },
    /// A fact was added.
    FactAdded {
        /// The fact.
        fact: Observed,
    },
    /// The reporter was called back.
    Clarified {
        /// What the reporter answered.
        answer: Note,
        /// Who called.
        asked_by: PersonId,
        /// When.
        on: Date,
    },
    /// The owner thinks that this is no signal in the meaning of the law.
    ScreenOutProposed {
        /// Why.
        reason: Note,
        /// Who is asked to look along.
        second: AgencyId,
        /// On which ground, with what expectation and until when, as far as that was said.
        #[serde(default, skip_serializing_if = "Explicit::is_empty")]
        explicit: Explicit,
    },
    /// The second core partner agrees.
    ScreenOutConfirmed {
        /// What it wants to add.
        remark: Option<Note>,
    },
    /// The second core partner does not agree; the signal is open again.
    ScreenOutRefused {
        /// Why not.
        reason: Note,
    },
    /// A participant filed it: from a report to an application (Wgpga art. 5 lid 1 en 2).
    Filed {
        /// The addressee: police, OM, or the mayor of the municipality of stay.
        to: AgencyId,
        /// The participant.
        by: AgencyId,
        /// The weighing that began with it.
        weighing: DossierId,
    },
    /// The weighing ended.
    Ended {
        /// With which outcome, as the weighing calls it.
        outcome: Line,
    },
    /// The three cannot go on before it is known who it is about.
    NameAsked,
    /// The reporter may hear that it was dealt with, from who keeps the signal.
    ReporterToHear {
        /// What the table wrote for that; nothing where it wrote nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Note>,
    },
    /// Somebody was told.
    NoticeGiven {
        /// Who.
        to: NoticeTo,
        /// When.
        on: Date,
    },
    /// Something that was written down was put right.
    Corrected {
        /// What, and what it says from now on.
        change: Box<Change>,
        /// Why.
        reason: Note,
        /// Who read what was wrong, and is told.
        told: Vec<Reader>,
    },
    /// It is known now who it is about.
    Identified {
        /// Who.
        subject: Subject,
        /// How that became known.
        reason: Note,
        /// Who read the signal before, and is told.
        told: Vec<Reader>,
    },
    /// Who keeps both linked it to another signal about the same person.
    Linked {
        /// The other signal.
        to: DossierId,
    },
    /// It is about somebody else after all.
    Unlinked {
        /// The other signal.
        from: DossierId,
        /// Why.
        reason: Note,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}
