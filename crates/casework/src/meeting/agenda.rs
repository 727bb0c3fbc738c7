//! What stands on an agenda.

use super::live::Talk;
use kernel::{Date, DossierId, Line, Note, PersonId};
use serde::{Deserialize, Serialize};
use vault::{Card, Persons, Tier};

kernel::words! {
    /// What became of an item.
    pub enum Outcome {
        /// It was dealt with.
        Done = "done", "Besproken", "Dealt with";
        /// It goes to the next meeting.
        Later = "later", "Naar het volgende overleg", "Moved to the next meeting";
    }
}

/// What who chairs it says of an item: nothing of it is filled in beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Who was there.
    pub present: Vec<PersonId>,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether what was recorded was read back.
    pub read_back: bool,
    /// Why something urgent waits for the next meeting.
    pub reason: Option<Note>,
}

/// What an item is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum About {
    /// A table: a weighing, an advice, a case. What it is called is read there.
    Table {
        /// The kind of dossier.
        kind: String,
        /// The dossier.
        id: DossierId,
    },
    /// A subject without persons, for everybody who is invited.
    Subject {
        /// In a few words.
        text: Line,
    },
}

/// An item as it was put on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number in this meeting; it is shown to nobody.
    pub no: u32,
    /// What it is about.
    pub about: About,
    /// So many minutes.
    pub minutes: u32,
}

/// An item with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// As it was put there.
    pub item: Item,
    /// Who sat at its table when they were invited.
    pub invited: Persons,
    /// Who leaves the room for it, and why, where they said so.
    pub out: Vec<(PersonId, Option<Note>)>,
    /// Who was there, and what became of it.
    pub held: Option<(Vec<PersonId>, Outcome)>,
    /// Why it waits for the next meeting, where it is urgent.
    #[serde(default)]
    pub waits: Option<Note>,
    /// Why it was taken off.
    pub off: Option<Note>,
    /// How it was talked about.
    #[serde(default)]
    pub talk: Talk,
}

impl Point {
    /// Whether it stands on the agenda.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.off.is_none()
    }

    /// Whether it is on the table now.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.stands() && self.talk.began.is_some() && self.held.is_none()
    }

    /// The dossier it is about.
    #[must_use]
    pub fn table(&self) -> Option<(&str, DossierId)> {
        match &self.item.about {
            About::Table { kind, id } => Some((kind, *id)),
            About::Subject { .. } => None,
        }
    }

    /// Who leaves the room for it.
    pub(super) fn out_of(&self) -> Vec<PersonId> {
        self.out.iter().map(|(person, _)| person.clone()).collect()
    }

    /// Whether this person leaves the room for it.
    #[must_use]
    pub fn is_out(&self, person: &PersonId) -> bool {
        self.out.iter().any(|(who, _)| who == person)
    }
}

/// Who sits at a table and can be expected for its item on this day: who `reads` it. Who was asked one thing, or has not said yet whether and
/// how it takes part, does not sit there.
#[must_use]
pub fn seated(table: &Card, day: Date, reads: impl Fn(&PersonId) -> bool) -> Persons {
    let sits =
        |tier: Tier| !matches!(tier, Tier::Filer | Tier::Consulted | Tier::Undeclared | Tier::Asked | Tier::Reader);
    let here = table.seats.iter().filter(|seat| sits(seat.tier) && seat.counts_on(day));
    let named = |agency| {
        let all = table.persons.as_ref()?.of(agency)?.iter();
        Some(all.filter(|named| reads(&named.person)).cloned().collect::<Vec<_>>()).filter(|all| !all.is_empty())
    };
    here.filter_map(|seat| Some((seat.agency.clone(), named(&seat.agency)?))).collect()
}
