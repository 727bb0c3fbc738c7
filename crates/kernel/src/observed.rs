//! What was observed, apart from what anybody makes of it.

use crate::{Date, Line, Note, Say};
use serde::{Deserialize, Serialize};

crate::words! {
    /// Whether what was seen is only something that the law protects: a belief, an opinion, a demonstration (P5). Who writes a fact down is
    /// asked it; the answer stays with the fact and decides nothing.
    pub enum Expression {
        /// Nothing but that: no reason by itself to worry.
        Only = "only", "ja, alleen een uiting", "yes, only an expression";
        More = "more", "nee, er is meer gezien of gebeurd", "no, more was seen or happened";
        Unsure = "unsure", "dat weten wij niet", "we do not know";
    }
}

impl Expression {
    /// The question, as every form asks it.
    pub const ASKS: Say =
        Say::of("Is dit alleen een uiting die de wet beschermt?", "Is this only an expression that the law protects?");
    /// What helps to answer it.
    pub const HELPS: Say = Say::of(
        "Bijvoorbeeld bidden, kleding, een mening of meelopen in een demonstratie. Het antwoord blijft bij het feit staan en beslist niets.",
        "For example praying, clothing, an opinion or joining a demonstration. The answer stays with the fact and decides nothing.",
    );
}

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
    /// Whether it is only an expression that the law protects, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<Expression>,
}
