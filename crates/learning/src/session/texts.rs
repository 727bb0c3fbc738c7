//! What people read about a session.

use super::{model::Event, plan::Voice};
use kernel::Say;

impl Voice {
    /// What a phone says before anything is typed.
    #[must_use]
    pub fn promise(self) -> Say {
        match self {
            Self::Anonymous => Say::of(
                "Zonder naam. Niemand kan zien welk antwoord van u is, ook de begeleider niet. U antwoordt één keer en kunt dat daarna niet meer veranderen. De groep ziet pas iets als de antwoorden gesloten zijn en er minstens vijf zijn.",
                "Without a name. Nobody can see which answer is yours, not the facilitator either. You answer once and cannot change it afterwards. The group sees something only once the answers are closed and there are at least five.",
            ),
            Self::Named => Say::of(
                "Met naam. De groep ziet wat u schrijft en de naam of rol die u opgeeft. U kunt het veranderen zolang de stap open is.",
                "With a name. The group sees what you write and the name or part you give. You can change it while the step is open.",
            ),
        }
    }
}

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Planned { .. } => Say::of("De sessie is gepland.", "The session was planned."),
        Event::Described { .. } => Say::of("Titel, doel of dag is veranderd.", "Title, aim or day changed."),
        Event::StepWritten { place, .. } => numbered(*place, "is herschreven", "was rewritten"),
        Event::StepAdded { place, .. } => numbered(*place, "is toegevoegd", "was added"),
        Event::StepMoved { from, .. } => numbered(*from, "is verplaatst", "was moved"),
        Event::StepDropped { place } => numbered(*place, "is weggehaald", "was taken out"),
        Event::PartWritten { .. } => Say::of("Een rolkaart is herschreven.", "The card of a part was rewritten."),
        Event::Invited { .. } => Say::of("Een organisatie is uitgenodigd.", "An organisation was invited."),
        Event::LeadsAlong { .. } => Say::of("Een organisatie leidt mee.", "An organisation leads along."),
        Event::Offered { .. } => {
            Say::of("Er is gevraagd de leiding over te nemen.", "Somebody was asked to take over the lead.")
        }
        Event::TakenOver { .. } => Say::of("De leiding is overgenomen.", "The lead was taken over."),
        Event::CalledOff { .. } => Say::of("De sessie is afgezegd.", "The session was called off."),
        Event::Started => Say::of("De sessie is begonnen.", "The session began."),
        Event::WentTo { place, skipped } if skipped.is_empty() => numbered(*place, "is begonnen", "began"),
        Event::WentTo { place, .. } => {
            numbered(*place, "is begonnen; er is iets overgeslagen", "began; something was passed over")
        }
        Event::Extended { .. } => Say::of("De stap kreeg meer tijd.", "The step got more time."),
        Event::Paused => Say::of("De klok is stilgezet.", "The clock was stopped."),
        Event::Resumed => Say::of("De klok loopt weer.", "The clock runs again."),
        Event::Pointed { .. } => {
            Say::of("Er is iets anders aangewezen op het scherm.", "Something else was pointed at on the screen.")
        }
        Event::AnswersClosed => Say::of("De antwoorden zijn gesloten.", "The answers were closed."),
        Event::Shown { .. } => Say::of("De briefjes staan op het scherm.", "The notes are on the screen."),
        Event::Hidden { .. } => Say::of("Een briefje is van het scherm gehaald.", "A note was taken off the screen."),
        Event::Unhidden { .. } => Say::of("Een briefje staat weer op het scherm.", "A note is on the screen again."),
        Event::Clustered { .. } => Say::of("Briefjes zijn bij elkaar gelegd.", "Notes were put together."),
        Event::Injected { .. } => Say::of("Er gebeurde iets in de oefening.", "Something happened in the exercise."),
        Event::Agreed { .. } => Say::of("Er is een afspraak opgeschreven.", "An agreement was written down."),
        Event::AgreementDropped { .. } => Say::of("Een afspraak is teruggenomen.", "An agreement was taken back."),
        Event::PassedOn { place, .. } => {
            numbered(*place, "gaf richtingen aan een aanbeveling", "gave directions to a recommendation")
        }
        Event::Ended { .. } => Say::of("De sessie is afgesloten.", "The session ended."),
        Event::Emptied => Say::of("De antwoorden van de telefoons zijn vernietigd.", "What phones sent was destroyed."),
    }
}

fn numbered(place: usize, nl: &str, en: &str) -> Say {
    let n = place + 1;
    Say::made(format!("Stap {n} {nl}."), format!("Step {n} {en}."))
}
