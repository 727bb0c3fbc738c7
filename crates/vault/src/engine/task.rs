//! What a dossier asks of people.

use crate::engine::people::Role;
use kernel::{AgencyId, Date, PersonId};

/// Something asked of an agency, of a role within it, or of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Whose work it is.
    pub agency: AgencyId,
    /// Only for people in this role.
    pub role: Option<Role>,
    /// Only for this person, as long as they sit there; besides for who stands in for them, and then for whoever sits there.
    pub person: Option<PersonId>,
    /// The name of the act that ends it: where the worklist leads and what it says.
    pub act: &'static str,
    /// Since when it waits. A day to come: nobody is asked before it, so that what returns every year need not be written every year.
    pub since: Date,
    /// By when it is due.
    pub due: Option<Date>,
    /// Whether the dossier says that it cannot wait.
    pub urgent: bool,
    /// Who asks, where somebody does and not the calendar: they read what they wait for.
    pub asker: Option<AgencyId>,
    /// The person of that agency who asked, where one did.
    pub asked_by: Option<PersonId>,
    /// The number within the dossier of the very thing it is about, such as an agreement.
    pub thing: Option<u32>,
    /// Whether the table meets on the day it is due, such as to look again: whoever sits there reads that day beside their work.
    pub meets: bool,
}

impl Task {
    /// Asked of everybody of an agency who sits there, without a last day.
    #[must_use]
    pub fn of(agency: &AgencyId, act: &'static str, since: Date) -> Self {
        Self {
            agency: agency.clone(),
            role: None,
            person: None,
            act,
            since,
            due: None,
            urgent: false,
            asker: None,
            asked_by: None,
            thing: None,
            meets: false,
        }
    }

    /// Only for people in this role.
    #[must_use]
    pub fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    /// Only for this person.
    #[must_use]
    pub fn person(self, person: &PersonId) -> Self {
        Self { person: Some(person.clone()), ..self }
    }

    /// Due on this day, if there is one.
    #[must_use]
    pub fn due(self, due: Option<Date>) -> Self {
        Self { due, ..self }
    }

    /// Whether it cannot wait.
    #[must_use]
    pub fn urgent(self, urgent: bool) -> Self {
        Self { urgent, ..self }
    }

    /// Asked by this agency, by nobody in particular.
    #[must_use]
    pub fn asked(self, asker: &AgencyId) -> Self {
        Self { asker: Some(asker.clone()), ..self }
    }

    /// Asked by this person for this agency, where it is known.
    #[must_use]
    pub fn asked_by(self, by: Option<(&AgencyId, &PersonId)>) -> Self {
        match by {
            Some((agency, person)) => Self { asker: Some(agency.clone()), asked_by: Some(person.clone()), ..self },
            None => self,
        }
    }

    /// The table meets on the day it is due.
    #[must_use]
    pub fn meeting(self) -> Self {
        Self { meets: true, ..self }
    }

    /// About the thing of this number.
    #[must_use]
    pub fn about(self, thing: u32) -> Self {
        Self { thing: Some(thing), ..self }
    }
}
