//! The sentences of an independent review, Dutch beside English.

use super::model::Event;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Begun { .. } => {
            Say::of("Een onafhankelijke toets is voorgesteld.", "An independent review was proposed.")
        }
        Event::Drafted { .. } => {
            Say::of("De tekst voor de toetser is geschreven.", "The text for the reviewer was written.")
        }
        Event::KeyTurned { .. } => Say::of("Een sleutel is omgedraaid.", "A key was turned."),
        Event::Objected { .. } => {
            Say::of("Een van de drie stemt niet in met de tekst.", "One of the three does not agree with the text.")
        }
        Event::Accepted => Say::of(
            "De toetser zegt onafhankelijk te zijn en leest het uittreksel.",
            "The reviewer says to be independent and reads the extract.",
        ),
        Event::Declined { .. } => {
            Say::of("De toetser doet het niet, met een reden.", "The reviewer does not do it, with a reason.")
        }
        Event::AskedBack { .. } => {
            Say::of("De toetser vroeg een toelichting.", "The reviewer asked for a clarification.")
        }
        Event::Clarified { .. } => Say::of("Daarop is geantwoord.", "That was answered."),
        Event::Reminded { .. } => Say::of(
            "Er is nagebeld; er is een nieuwe dag voor het oordeel.",
            "The reviewer was called; there is a new day for the opinion.",
        ),
        Event::Given { .. } => Say::of("De toetser gaf een oordeel.", "The reviewer gave an opinion."),
        Event::Taken => Say::of("Het oordeel staat nu bij de casus.", "The opinion now stands at the case."),
        Event::Answered { .. } => Say::of("Er is geantwoord op een aanbeveling.", "A recommendation was answered."),
        Event::AnswersRead => Say::of("De toetser las de antwoorden.", "The reviewer read the answers."),
        Event::Withdrawn { .. } => Say::of("De vraag is ingetrokken.", "The question was withdrawn."),
        Event::CaseEnded => Say::of("De casus is gesloten.", "The case was closed."),
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
