//! The sentences of an agreement to keep an eye, Dutch beside English.

use super::model::Event;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Begun { .. } => Say::of(
            "Er is gevraagd om een oogje in het zeil te houden.",
            "An organisation was asked to keep an eye on things.",
        ),
        Event::Confirmed => Say::of("De organisatie zei ja.", "The organisation said yes."),
        Event::Declined { .. } => {
            Say::of("De organisatie zei nee, met een reden.", "The organisation said no, with a reason.")
        }
        Event::AnswerTaken => Say::of("De toezegging werd gelezen.", "The confirmation was read."),
        Event::AskedAnother { .. } => Say::of("Een andere organisatie is gevraagd.", "Another organisation was asked."),
        Event::Ended { .. } => Say::of("De afspraak is gestopt.", "The agreement ended."),
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
