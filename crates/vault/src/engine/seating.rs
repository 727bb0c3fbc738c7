//! Who sits is a person: whom an organisation named for a table, from when until when, and in whose place; and the organisation's desk,
//! which names them.

use kernel::{AgencyId, Date, PersonId};
use serde::{Deserialize, Deserializer, Serialize};
use std::{cell::RefCell, collections::BTreeMap};

/// A person whom an organisation named for a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day; without one until somebody else is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// In whose place, for who stands in while somebody is away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy_for: Option<PersonId>,
}

impl Named {
    /// From this day on.
    #[must_use]
    pub fn since(person: PersonId, from: Date) -> Self {
        Self { person, from, until: None, deputy_for: None }
    }

    /// Whether it counts on this day.
    #[must_use]
    pub fn counts_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Who sits at a table, for each organisation that ever named somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Persons(BTreeMap<AgencyId, Vec<Named>>);

thread_local! {
    /// Whom this thread leaves out of what it reads at this moment.
    static LEFT_OUT: RefCell<Option<AgencyId>> = const { RefCell::new(None) };
}

impl<'de> Deserialize<'de> for Persons {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut all = BTreeMap::deserialize(from)?;
        LEFT_OUT.with_borrow(|out| out.as_ref().map(|out| all.remove(out)));
        Ok(Self(all))
    }
}

impl Persons {
    /// Reads something that was kept, without whom this organisation named in it.
    pub(crate) fn read_without<T>(agency: &AgencyId, read: impl FnOnce() -> T) -> T {
        /// Also when the reading stops halfway.
        struct Undo(Option<AgencyId>);
        impl Drop for Undo {
            fn drop(&mut self) {
                LEFT_OUT.replace(self.0.take());
            }
        }
        let _undo = Undo(LEFT_OUT.replace(Some(agency.clone())));
        read()
    }

    /// Who sits for one organisation.
    #[must_use]
    pub fn only(agency: AgencyId, persons: Vec<Named>) -> Self {
        Self([(agency, persons)].into())
    }

    /// Takes in what organisations say now of who sits for them, in place of what they said before.
    pub fn name(&mut self, named: &Self) {
        self.0.extend(named.0.clone());
    }

    /// Whom this organisation named; nothing where it never named anybody.
    #[must_use]
    pub fn of(&self, agency: &AgencyId) -> Option<&[Named]> {
        self.0.get(agency).map(Vec::as_slice)
    }

    /// Whether this person sits there for the organisation on this day.
    #[must_use]
    pub fn sits(&self, agency: &AgencyId, person: &PersonId, day: Date) -> bool {
        self.of(agency).is_some_and(|all| all.iter().any(|named| named.person == *person && named.counts_on(day)))
    }

    /// Whether no organisation ever named anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everybody who is named, by organisation.
    pub fn all(&self) -> impl Iterator<Item = (&AgencyId, &Named)> {
        self.0.iter().flat_map(|(agency, all)| all.iter().map(move |named| (agency, named)))
    }
}

impl FromIterator<(AgencyId, Vec<Named>)> for Persons {
    fn from_iter<T: IntoIterator<Item = (AgencyId, Vec<Named>)>>(all: T) -> Self {
        Self(all.into_iter().collect())
    }
}

/// Who names the persons that sit for an organisation. A desk reads no more of a table than its reference, what it is and since when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NamingDesk {
    /// Whom the organisation designated for it.
    #[serde(default)]
    pub persons: Vec<PersonId>,
    /// A small organisation may have everybody named who works there when it gets a seat, without being asked.
    #[serde(default)]
    pub automatic: bool,
}

impl NamingDesk {
    /// A desk that names everybody who works there.
    #[must_use]
    pub fn everybody() -> Self {
        Self { persons: Vec::new(), automatic: true }
    }
}
