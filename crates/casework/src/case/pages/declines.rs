//! Not taking something on as it stands: the form, and what was said with it.

use super::sheet::Sheet;
use crate::case::Declining;
use kernel::{Date, Note, Say};
use web::{Field, Form, Reader};

/// What an organisation says instead of yes.
pub(super) struct Declines {
    reason: Option<Note>,
    another: Option<Date>,
}

impl Declines {
    /// The same of this number.
    pub(super) fn of(self, no: u32, day: Date) -> Declining {
        Declining { no, reason: self.reason, another: self.another, day }
    }
}

impl Form for Declines {
    fn check(read: &mut Reader) -> Option<Self> {
        let reason = read.may("reason");
        let another = read.may_day("another");
        Some(Self { reason: reason?, another: another? })
    }
}

/// The form by which an organisation does not take something on as it stands.
pub(super) fn decline_form(at: String) -> Sheet {
    Sheet::to(at, Say::of("Antwoord versturen", "Send the answer"))
        .titled(Say::of("Dit kan niet, of niet op deze dag", "Not possible, or not by this day"))
        .secondary()
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).optional())
        .field(
            Field::day("another", Say::of("Op welke dag wel?", "By which day would it be possible?"))
                .optional()
                .hint(Say::of("Een reden, een andere dag, of allebei.", "A reason, another day, or both.")),
        )
}
