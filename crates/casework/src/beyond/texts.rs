//! The sentences of a question to another house, Dutch beside English.

use super::model::Event;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Asked { .. } => Say::of("De vraag werd gesteld.", "The question was put."),
        Event::Heard { .. } => Say::of("Het andere huis antwoordde.", "The other house answered."),
        Event::ContactAsked { .. } => Say::of("Er werd om contact gevraagd.", "Contact was asked for."),
        Event::Arrived => Say::of("Het verzoek kwam aan.", "The request arrived."),
        Event::NotThere => Say::of("De persoon is daar niet meer bekend.", "The person is no longer known there."),
        Event::Answered { .. } => Say::of("Iemand daar antwoordde.", "Somebody there answered."),
        Event::Taken => Say::of("De uitkomst werd gelezen.", "The outcome was read."),
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
