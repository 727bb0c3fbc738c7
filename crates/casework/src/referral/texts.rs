//! The sentences of a referral, Dutch beside English.

use super::model::Event;
use crate::outgoing::Reply;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Begun { .. } => Say::of("De doorgeleiding is geschreven.", "The referral was written."),
        Event::Enclosed { .. } => Say::of(
            "Aan wie iets gaf is gevraagd of het mee mag.",
            "Whoever gave something was asked whether it may go along.",
        ),
        Event::ItemAnswered { reply: Reply::Yes { .. }, .. } => {
            Say::of("Een bijdrage mag mee.", "A contribution may go along.")
        }
        Event::ItemAnswered { reply: Reply::No { .. }, .. } => {
            Say::of("Een bijdrage gaat niet mee.", "A contribution does not go along.")
        }
        Event::Sent => Say::of("De doorgeleiding is verstuurd.", "The referral was sent."),
        Event::TakenOn { .. } => Say::of("De andere tafel pakt het op.", "The other table takes it on."),
        Event::AskedBack { .. } => {
            Say::of("De andere tafel vroeg iets terug.", "The other table asked something back.")
        }
        Event::Replied { .. } => Say::of("Daarop is geantwoord.", "That was answered."),
        Event::Declined { .. } => Say::of(
            "De andere tafel pakt het niet op, met een reden.",
            "The other table does not take it on, with a reason.",
        ),
        Event::AnswerTaken => Say::of("Het antwoord is gelezen.", "The answer was read."),
        Event::Reminded { .. } => Say::of(
            "Er is nagebeld; er is een nieuwe dag voor het antwoord.",
            "The other table was called; there is a new day for the answer.",
        ),
        Event::Prolonged { .. } => Say::of("Het gaat door, met een reden.", "It goes on, with a reason."),
        Event::Ended { .. } => Say::of("De doorgeleiding is beëindigd.", "The referral has ended."),
        Event::Followed { what, .. } => {
            let says = what.says();
            Say::made(format!("Aan de tafel: {}.", says.nl), format!("At the table: {}.", says.en))
        }
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
