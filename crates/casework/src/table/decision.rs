//! The one decision object. "Do nothing" is an outcome with reasons too.

use kernel::counters::{Counter, Measure};
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

impl<O> Decision<O> {
    /// What is counted when it is taken: that it was, and which of the five things that make it explicit it carries. Not what it says.
    #[must_use]
    pub fn measures(&self) -> Vec<Measure> {
        // A dash or a dot in a field that must be filled in says nothing.
        let says = |text: &Note| text.as_str().chars().any(char::is_alphanumeric);
        let carried = [
            (Counter::Decision, true),
            (Counter::DecisionGround, says(&self.ground)),
            (Counter::DecisionExpectation, says(&self.expectation)),
            (Counter::DecisionOwner, !self.by.is_empty()),
            (Counter::DecisionAlternative, self.options.iter().any(says)),
            (Counter::DecisionReview, self.review.is_some()),
        ];
        carried.into_iter().filter(|(_, there)| *there).map(|(what, _)| Measure::of(what)).collect()
    }
}
