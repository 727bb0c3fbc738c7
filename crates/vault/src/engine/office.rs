//! The office of an organisation: who holds it, such as its mayor, chief or chief prosecutor; who acts in that place by mandate; and its
//! desk. A key of an organisation is turned by its office holder or by mandate, and by nobody else (Awb art. 10:1 to 10:12).

use crate::engine::{
    seating::NamingDesk,
    store::{Connection, StoreError},
};
use kernel::{AgencyId, Date, Line, PersonId};
use serde::{Deserialize, Serialize};

/// Somebody who may do some things in the place of the office holder, from a day until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// Who may.
    pub to: PersonId,
    /// The names of the acts: the keys it is for, each of one kind of dossier.
    pub acts: Vec<String>,
    /// The decision by which it was given, as it is found in the organisation's own records (Awb art. 10:5).
    pub decision: Line,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Mandate {
    /// Whether it counts on this day.
    #[must_use]
    pub fn counts_on(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }

    fn is_for(&self, act: &str, day: Date) -> bool {
        self.counts_on(day) && self.acts.iter().any(|named| named == act)
    }
}

/// What an organisation arranged about who speaks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Office {
    /// Who names the persons that sit for it.
    #[serde(default)]
    pub desk: NamingDesk,
    /// Who holds the office, when that was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<PersonId>,
    /// Who acts in that place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mandates: Vec<Mandate>,
}

impl Office {
    /// Of an organisation that arranged nothing yet: its desk names everybody, and nobody turns its keys.
    #[must_use]
    pub fn open() -> Self {
        Self { desk: NamingDesk::everybody(), ..Self::default() }
    }

    /// In which right this person turns a key of the organisation on this day; none where they may not.
    #[must_use]
    pub fn right(&self, person: &PersonId, act: &str, day: Date) -> Option<Right> {
        if self.holder.as_ref() == Some(person) {
            return Some(Right::Holder);
        }
        let mandate = self.mandates.iter().find(|m| m.to == *person && m.is_for(act, day))?;
        Some(Right::Mandate(mandate.decision.clone()))
    }

    /// Who may turn this key on this day: the office holder first.
    pub fn who_may<'a>(&'a self, act: &'a str, day: Date) -> impl Iterator<Item = &'a PersonId> {
        let by_mandate = self.mandates.iter().filter(move |m| m.is_for(act, day)).map(|m| &m.to);
        self.holder.iter().chain(by_mandate.filter(|to| self.holder.as_ref() != Some(to)))
    }
}

/// How somebody leaves an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// Their account was closed, or they went to work elsewhere or to guard.
    Wholly,
    /// Their designation ended, and they are designated again. An office is not held over such a gap; what has a last day of its own goes on.
    ForAGap,
}

impl Office {
    /// What is left of it when this person leaves; nothing where that changes nothing. A mandate outlives who gave it, and a gap ends nothing
    /// that has a last day of its own.
    #[must_use]
    pub fn without(&self, person: &PersonId, how: Leaving) -> Option<Self> {
        let mut left = self.clone();
        left.holder = left.holder.filter(|held| held != person);
        if how == Leaving::Wholly {
            left.mandates.retain(|mandate| mandate.to != *person);
            left.desk.persons.retain(|named| named != person);
        }
        (left != *self).then_some(left)
    }

    /// Puts it with its organisation; the caller guards the table.
    pub(crate) fn put(&self, conn: &mut dyn Connection, agency: &AgencyId) -> Result<(), StoreError> {
        let stored = serde_json::to_string(self).unwrap_or_default();
        conn.put("UPDATE agency SET office = $1 WHERE id = $2", &[stored.into(), agency.as_str().into()])
    }
}

/// In which right somebody turned a key of their organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// As who holds the office.
    Holder,
    /// By a mandate, given by this decision.
    Mandate(Line),
}

impl Right {
    /// The word in the book.
    pub(crate) fn word(&self) -> String {
        match self {
            Self::Holder => "office".to_owned(),
            Self::Mandate(decision) => format!("mandate:{decision}"),
        }
    }
}
