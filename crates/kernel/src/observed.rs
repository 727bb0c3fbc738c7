//! What was observed, apart from what anybody makes of it.

use crate::{Date, Line, Note};
use serde::{Deserialize, Serialize};

/// One thing that was seen, heard or read (WEG-13): as a form asks it, as a signal keeps it and as it lies on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// What, without what it might mean.
    pub text: Note,
    /// On which day; nobody always knows.
    pub on: Option<Date>,
    /// Who saw it, as a function or a relation; never more than is needed.
    pub observer: Option<Line>,
    /// Whether the one who tells it saw it, or heard it from somebody.
    pub first_hand: bool,
}
