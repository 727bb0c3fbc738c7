//! What an organisation is expected to do, and by when, as a dossier tells it to a list over many of them.

use kernel::{AgencyId, Date, Note, PersonId};

/// Something that is expected of an organisation, was agreed with it, or was. Only its words are content: they are kept sealed, and the
/// rest is words of the program, ids and days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its number within the dossier.
    pub no: u32,
    /// Of which organisation it is expected.
    pub agency: AgencyId,
    /// Of whom there, where it is expected of one person.
    pub person: Option<PersonId>,
    /// Which organisation expects it.
    pub asker: Option<AgencyId>,
    /// Who there said so.
    pub asked_by: Option<PersonId>,
    /// How far it is, in a word of its kind.
    pub stands: &'static str,
    /// Whether something is still to be answered or done.
    pub running: bool,
    /// By when.
    pub due: Date,
    /// What.
    pub what: Note,
}
