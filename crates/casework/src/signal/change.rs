//! What can be put right in a signal, and what is kept of that; and that it is linked to another.

use super::intake::{Reporter, Subject};
use super::words::Ideology;
use kernel::{AgencyId, Bsn, Date, DossierId, HouseId, Line, MunicipalityId, Note, Observed};
use serde::{Deserialize, Serialize};
use vault::Author;

/// What is put right, with what it says from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Change {
    /// Who it is about: name and date of birth, or that it is another sort of subject.
    Subject {
        /// The subject, with its number, which does not change by this.
        subject: Subject,
    },
    /// The citizen service number; none when it is not known after all.
    Number {
        /// The number.
        bsn: Option<Bsn>,
    },
    /// The municipality of stay, with what follows from it.
    Place {
        /// The municipality.
        municipality: MunicipalityId,
        /// In whose region that is.
        house: HouseId,
        /// The organisation of that municipality.
        stay: AgencyId,
    },
    /// What the reporter makes of it.
    Reading {
        /// The text; none when the reporter gave no opinion after all.
        reading: Option<Note>,
    },
    /// Whether it can wait.
    Urgency {
        /// Whether somebody may come to harm before the next meeting.
        acute: bool,
    },
    /// What is suspected.
    Ideologies {
        /// All of it; an empty list says that nothing is.
        ideologies: Vec<Ideology>,
    },
    /// How it came in.
    Channel {
        /// The channel.
        channel: Line,
    },
    /// Whom to call at the participant that brought it.
    Contact {
        /// Name and how to reach them.
        contact: Line,
    },
    /// Who reported it.
    Reporter {
        /// The reporter.
        reporter: Reporter,
    },
    /// A fact.
    Fact {
        /// Its place in the list, from nought.
        place: usize,
        /// What it says.
        fact: Observed,
    },
    /// A fact is withdrawn: it keeps its place, and counts no more.
    Withdrawn {
        /// Its place in the list, from nought.
        place: usize,
    },
}

impl Change {
    /// What of a signal it is about, by the word with which two who act at once are told apart.
    pub(super) fn part(&self) -> String {
        match self {
            Self::Subject { .. } | Self::Number { .. } => "subject".into(),
            Self::Place { .. } => "place".into(),
            Self::Reading { .. } => "reading".into(),
            Self::Urgency { .. } => "urgency".into(),
            Self::Ideologies { .. } => "ideologies".into(),
            Self::Channel { .. } => "channel".into(),
            Self::Contact { .. } => "contact".into(),
            Self::Reporter { .. } => "reporter".into(),
            Self::Fact { place, .. } | Self::Withdrawn { place } => format!("fact/{place}"),
        }
    }

    /// Whether others than the owner read it only where the reporter is not shielded.
    #[must_use]
    pub fn is_of_reporter(&self) -> bool {
        match self {
            Self::Reporter { .. } => true,
            Self::Subject { .. }
            | Self::Number { .. }
            | Self::Place { .. }
            | Self::Reading { .. }
            | Self::Urgency { .. }
            | Self::Ideologies { .. }
            | Self::Channel { .. }
            | Self::Contact { .. }
            | Self::Fact { .. }
            | Self::Withdrawn { .. } => false,
        }
    }
}

/// What was put right: the old beside the new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What it said.
    pub was: Change,
    /// What it says since.
    pub now: Change,
    /// Why.
    pub reason: Note,
    /// By whom.
    pub by: Author,
    /// When.
    pub on: Date,
}

/// That a fact was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Why.
    pub reason: Note,
    /// By whom.
    pub by: Author,
    /// When.
    pub on: Date,
    /// Whether it was before the signal was filed, so that the three never had it.
    pub unfiled: bool,
}

/// That another signal is about the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other signal.
    pub to: DossierId,
    /// By whom it was linked.
    pub by: Author,
}
