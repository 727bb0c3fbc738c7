//! Words that several pages of a weighing say: what it is called, and the ways on when the three did not agree.

use crate::weighing::{Settle, Weighing};
use kernel::Say;

/// What colleagues call it.
pub(super) fn reference(weighing: &Weighing) -> String {
    weighing.filing().map(|f| f.reference.to_string()).unwrap_or_default()
}

kernel::words! {
    /// The ways, as words of a form.
    pub(super) enum Way {
        Repeat = "repeat", "Wij wegen één keer opnieuw", "We weigh once more";
        Triangle = "triangle", "Wij vragen de driehoek mee te kijken", "We ask the triangle for its view";
        End = "end", "Het eindigt hier", "It ends here";
    }
}

/// What was chosen, in words.
pub(super) fn way(how: Settle) -> Say {
    match how {
        Settle::Repeat { .. } => Way::Repeat.says(),
        Settle::Triangle => Way::Triangle.says(),
        Settle::End => Way::End.says(),
    }
}
