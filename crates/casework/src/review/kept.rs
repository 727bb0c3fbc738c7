//! What the case keeps of an independent review: that it was asked, the opinion, and what the three answered. What went to the
//! reviewer stays in the review and goes with it.

use super::opinion::{Answer, Answered, Opinion};
use kernel::{Date, DossierId, PersonId, Refusal, Say, local_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use vault::{Author, Persons, Stamp};

/// What happens at the case with its reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "o", rename_all = "kebab-case")]
pub enum Overseen {
    /// One was asked.
    Asked {
        /// The review itself.
        id: DossierId,
        /// The last day on which it can still be running.
        last: Date,
    },
    /// An opinion is waited for until another day.
    Later {
        /// Of which.
        id: DossierId,
        /// The last day on which it can still be running.
        last: Date,
    },
    /// Its opinion was given.
    Came {
        /// Of which.
        id: DossierId,
        /// What.
        opinion: Box<Opinion>,
    },
    /// One of the three answered a recommendation.
    Answered {
        /// Of which.
        id: DossierId,
        /// What.
        answer: Answer,
    },
    /// It was withdrawn.
    Over {
        /// Which.
        id: DossierId,
    },
}

impl Overseen {
    /// One line, without content.
    #[must_use]
    pub fn tell(&self) -> Say {
        match self {
            Self::Asked { .. } => Say::of("Onafhankelijke toets gevraagd", "Independent review asked for"),
            Self::Later { .. } => {
                Say::of("Andere dag voor de onafhankelijke toets", "Another day for the independent review")
            }
            Self::Came { .. } => {
                Say::of("Oordeel van de onafhankelijke toetser", "Opinion of the independent reviewer")
            }
            Self::Answered { .. } => {
                Say::of("Geantwoord op een aanbeveling van de toetser", "Answered a recommendation of the reviewer")
            }
            Self::Over { .. } => Say::of("Onafhankelijke toets ingetrokken", "Independent review withdrawn"),
        }
    }
}

/// A review as its case keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oversight {
    /// The review itself.
    pub id: DossierId,
    /// Who asked for it.
    pub by: Author,
    /// When.
    pub on: Date,
    /// The last day on which it can still be running.
    pub last: Date,
    /// The opinion, and since when it is known here.
    pub opinion: Option<(Opinion, Date)>,
    /// What was answered to it.
    pub answers: Vec<Answered>,
    /// Whether it was withdrawn.
    pub over: bool,
}

impl Oversight {
    /// Whether an opinion is still waited for.
    #[must_use]
    pub fn waits(&self, today: Date) -> bool {
        self.opinion.is_none() && !self.over && today <= self.last
    }
}

/// All of them, the first one first; and whoever was ever named for the table, for none of them reviews it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overseeings {
    all: Vec<Oversight>,
    sat: BTreeSet<PersonId>,
}

impl Overseeings {
    /// Takes in what happened.
    pub fn take_in(&mut self, what: &Overseen, stamp: &Stamp) {
        let today = local_day(stamp.at);
        let id = match what {
            Overseen::Asked { id, last } => {
                let by = stamp.author();
                let one =
                    Oversight { id: *id, by, on: today, last: *last, opinion: None, answers: Vec::new(), over: false };
                self.all.push(one);
                return;
            }
            Overseen::Later { id, .. }
            | Overseen::Came { id, .. }
            | Overseen::Answered { id, .. }
            | Overseen::Over { id } => *id,
        };
        let Some(one) = self.all.iter_mut().find(|one| one.id == id) else { return };
        match what {
            Overseen::Later { last, .. } => one.last = *last,
            Overseen::Came { opinion, .. } => one.opinion = Some(((**opinion).clone(), today)),
            Overseen::Answered { answer, .. } => {
                let agency = stamp.agency.clone();
                one.answers.push(Answered { answer: answer.clone(), agency, on: today });
            }
            Overseen::Over { .. } => one.over = true,
            Overseen::Asked { .. } => {}
        }
    }

    /// Keeps whom organisations named.
    pub fn named(&mut self, named: &Persons) {
        self.sat.extend(named.all().map(|(_, one)| one.person.clone()));
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Oversight] {
        &self.all
    }

    /// Whoever was ever named for the table.
    #[must_use]
    pub fn sat(&self) -> &BTreeSet<PersonId> {
        &self.sat
    }

    /// The one that is waited for.
    #[must_use]
    pub fn waiting(&self, today: Date) -> Option<&Oversight> {
        self.all.iter().find(|one| one.waits(today))
    }

    /// What the case hears of one of its reviews.
    ///
    /// # Errors
    /// A sentence when it is none of this case, or that was heard.
    pub fn hear(&self, what: Overseen) -> Result<Overseen, Refusal> {
        const KNOWN: Refusal = Refusal::of("Dit is hier al bekend.", "This is already known here.");
        let new = match &what {
            Overseen::Asked { .. } => false,
            Overseen::Later { id, .. } | Overseen::Came { id, .. } => {
                self.all.iter().any(|one| one.id == *id && one.opinion.is_none())
            }
            // With the first answer comes the opinion itself.
            Overseen::Answered { id, .. } => self.all.iter().any(|one| one.id == *id),
            Overseen::Over { id } => self.all.iter().any(|one| one.id == *id && !one.over),
        };
        if new { Ok(what) } else { Err(KNOWN) }
    }
}
