//! The sentences of an enquiry, Dutch beside English.

use super::model::Event;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Put { .. } => Say::of("De vraag werd voorgelegd.", "The question was asked."),
        Event::Answered { .. } => Say::of("Er is geantwoord.", "An answer was given."),
        Event::Declined { .. } => Say::of("Een organisatie antwoordt niet.", "An organisation does not answer."),
        Event::Taken => Say::of("Het antwoord werd gelezen.", "The answer was read."),
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
