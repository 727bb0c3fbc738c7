//! Words that several pages of a weighing say: what it is called, and the ways on when the three did not agree.

use crate::weighing::{Settle, Weighing};
use kernel::Say;
use web::Choice;

/// What colleagues call it.
pub(super) fn reference(weighing: &Weighing) -> String {
    weighing.filing().map(|f| f.reference.to_string()).unwrap_or_default()
}

/// The ways, as words of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Repeat,
    Triangle,
    End,
}

impl Choice for Way {
    fn all() -> &'static [Self] {
        &[Self::Repeat, Self::Triangle, Self::End]
    }
    fn word(self) -> &'static str {
        match self {
            Self::Repeat => "repeat",
            Self::Triangle => "triangle",
            Self::End => "end",
        }
    }
    fn says(self) -> Say {
        match self {
            Self::Repeat => Say::of("Wij wegen één keer opnieuw", "We weigh once more"),
            Self::Triangle => Say::of("Wij vragen de driehoek mee te kijken", "We ask the triangle to look along"),
            Self::End => Say::of("Het eindigt hier", "It ends here"),
        }
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
