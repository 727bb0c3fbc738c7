//! The sentences of an agreement to keep an eye, Dutch beside English.

use super::model::Event;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Begun { .. } => {
            Say::of("Er werd gevraagd een oogje in het zeil te houden.", "It was asked to keep an eye.")
        }
        Event::Confirmed => Say::of("Het werd toegezegd.", "It was confirmed."),
        Event::Declined { .. } => Say::of("Het kan niet, met een reden.", "It was declined, with a reason."),
        Event::AnswerTaken => Say::of("De toezegging werd gelezen.", "The confirmation was read."),
        Event::AskedAnother { .. } => Say::of("Het werd een ander gevraagd.", "Another was asked."),
        Event::Ended { .. } => Say::of("Het stopte.", "It stopped."),
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
