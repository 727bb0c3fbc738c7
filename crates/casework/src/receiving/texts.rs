//! The sentences of a case that another house hands over, Dutch beside English.

use super::model::Event;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Brought { .. } => Say::of("Een overgedragen casus kwam binnen.", "A transferred case came in."),
        Event::Accepted { .. } => Say::of("De casus is overgenomen.", "The case was taken over."),
        Event::Declined { .. } => {
            Say::of("De casus is niet overgenomen, met een reden.", "The case was not taken over, with a reason.")
        }
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
