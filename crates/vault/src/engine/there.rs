//! What stands at a table beside its card, for a list that says whom it waits for.

use crate::engine::people::{Actor, Role};
use kernel::{AgencyId, Date, PersonId};

/// Something that is asked at a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedThere {
    /// The act.
    pub act: String,
    /// Of whom.
    pub of: AgencyId,
    /// By when.
    pub due: Option<Date>,
    /// Whether the table meets on that day.
    pub meets: bool,
    /// Whether it cannot wait.
    pub urgent: bool,
    /// Of whom it is asked there, by what they do; `None` for everybody who sits.
    pub role: Option<Role>,
    /// Of whom alone it is asked.
    pub person: Option<PersonId>,
}

impl AskedThere {
    /// Whether it comes to this person, and not to a colleague only.
    #[must_use]
    pub fn comes_to(&self, actor: &Actor) -> bool {
        self.of == actor.agency.id
            && self.role.is_none_or(|role| role == actor.role)
            && self.person.as_ref().is_none_or(|person| *person == actor.person)
    }
}

/// Who sits at a table and what is asked there now, as far as the asker may read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct There {
    /// Whether something is asked that cannot wait.
    pub urgent: bool,
    /// What is asked; of an incidental third party its own only (PAR-05).
    pub asked: Vec<AskedThere>,
    /// Who sits there; an incidental third party is not told.
    pub sits: Vec<AgencyId>,
}
