//! The one decision object. "Do nothing" is an outcome with reasons too.

use kernel::{Date, Note, PersonId, Prose};
use serde::{Deserialize, Serialize};

/// What a table decided and why (CAS-11). `O` is the set of outcomes of this kind of decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision<O> {
    /// What was asked.
    pub question: Note,
    /// What else was possible, at least one.
    pub options: Vec<Note>,
    /// What was weighed.
    pub considerations: Prose,
    /// Who saw it otherwise, and how. `None` says: nobody did, and that was asked.
    pub dissent: Option<Note>,
    /// What it became.
    pub outcome: O,
    /// On what ground.
    pub ground: Note,
    /// What the partners expect of each other from here.
    pub expectation: Note,
    /// Who decided, in the order in which they did.
    pub by: Vec<PersonId>,
    /// When it is looked at again; `None` only where the outcome ends the dossier.
    pub review: Option<Date>,
}
