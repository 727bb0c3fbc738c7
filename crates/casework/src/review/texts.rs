//! The sentences of an independent review, Dutch beside English.

use super::acts;
use super::model::Event;
use kernel::Say;
use vault::Act as _;

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
            "The reviewer says that they are independent and reads the extract.",
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
        Event::Given { .. } => Say::of(
            "De toetser gaf een oordeel. Het staat ook bij de casus.",
            "The reviewer gave an opinion. It stands at the case as well.",
        ),
        Event::Taken => Say::of("Wie erom vroeg, las het oordeel.", "Whoever asked for it read the opinion."),
        Event::Answered { .. } => Say::of("Er is geantwoord op een aanbeveling.", "A recommendation was answered."),
        Event::AnswersRead => Say::of("De toetser las de antwoorden.", "The reviewer read the answers."),
        Event::Withdrawn { .. } => Say::of("De vraag is ingetrokken.", "The question was withdrawn."),
        Event::CaseEnded => Say::of("De casus is gesloten.", "The case was closed."),
        Event::StayMoved { .. } => {
            Say::of("Een andere gemeente antwoordt voortaan.", "Another municipality answers from now on.")
        }
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}

/// Why something is asked, beside who asks it.
pub(crate) fn why_asked(act: &str) -> Option<Say> {
    let all = [
        (
            acts::TurnReviewKey::INFO,
            Say::of("zonder uw sleutel leest de toetser niets", "without your key the reviewer reads nothing"),
        ),
        (
            acts::AcceptReview::INFO,
            Say::of(
                "drie organisaties vragen uw onafhankelijke oordeel",
                "three organisations ask for your independent opinion",
            ),
        ),
        (acts::GiveOpinion::INFO, Say::of("u leest het uittreksel", "you read the extract")),
        (
            acts::ClarifyReview::INFO,
            Say::of("de toetser wil eerst iets weten", "the reviewer wants to know something first"),
        ),
        (
            acts::RewordReview::INFO,
            Say::of(
                "een van de drie of de toetser zei nee, met een reden",
                "one of the three or the reviewer said no, with a reason",
            ),
        ),
        (acts::RemindReview::INFO, Say::of("het oordeel kwam niet op tijd", "the opinion did not come in time")),
        (acts::TakeOpinion::INFO, Say::of("de toetser gaf een oordeel", "the reviewer gave an opinion")),
        (
            acts::AnswerReview::INFO,
            Say::of("ieder van de drie antwoordt op elke aanbeveling", "each of the three answers each recommendation"),
        ),
        (acts::TakeAnswers::INFO, Say::of("de drie hebben geantwoord", "the three have answered")),
    ];
    all.into_iter().find(|(info, _)| info.name == act).map(|(_, says)| says)
}
