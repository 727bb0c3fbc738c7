//! The sentences of a weighing.

use super::model::Event;
use super::way::Settle;
use kernel::Say;

/// What the filer reads when it does not come to a case conference; the same in every case.
pub const NOT_SUBMITTED: Say = Say::of(
    "Gemeente, politie en OM hebben uw aanmelding gewogen. Er komt geen casusoverleg.",
    "Municipality, police and OM have weighed your filing. There will be no case conference.",
);

/// What the filer reads while the three weigh.
pub const BEING_WEIGHED: Say = Say::of(
    "Gemeente, politie en OM wegen uw aanmelding. U hoort het als dat verandert.",
    "Municipality, police and OM are weighing your filing. You will hear when that changes.",
);

/// What the filer reads while the triangle decides.
pub const ADVISED: Say = Say::of(
    "Gemeente, politie en OM hebben uw aanmelding gewogen. Het advies ligt bij de gezagsdriehoek. U hoort hoe het verder gaat.",
    "Municipality, police and OM have weighed your filing. Their advice is with the authority triangle; you will hear what happens next.",
);

/// What the filer reads once a conference began.
pub const CASE_OPENED: Say = Say::of(
    "Na uw aanmelding is een casusoverleg begonnen. Zit uw organisatie daarbij, dan vindt u het bij Casussen. Meer leest u hier niet.",
    "A case conference began after your filing. If your organisation sits there, you will find it under Cases. You can read no more here.",
);

/// What the filer reads once that is over.
pub const CASE_CLOSED: Say = Say::of(
    "Het casusoverleg na uw aanmelding is afgesloten. Ziet u iets nieuws? Leg dan een nieuw signaal vast.",
    "The case conference after your filing has been closed. Have you seen something new? Then register a new signal.",
);

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Opened { .. } => Say::of("De aanmelding kwam op tafel.", "The filing came to the table."),
        Event::Consulted { .. } => Say::of("Een partner kreeg een vraag.", "A partner was asked a question."),
        Event::Answered { .. } => Say::of("Een partner gaf antwoord.", "A partner answered."),
        Event::Supplied { .. } => Say::of("Het college vulde iets aan.", "The municipal executive added something."),
        Event::ViewHandedIn { .. } => Say::of("Een zienswijze werd ingeleverd.", "A view was handed in."),
        Event::Jotted { .. } => Say::of("Er werd meegeschreven.", "Something was written along."),
        Event::Drafted { .. } => Say::of(
            "Het oordeel werd geschreven of veranderd. Alle sleutels gingen terug.",
            "The judgement was written or changed. All keys went back.",
        ),
        Event::KeyTurned { .. } => Say::of("Een sleutel werd omgedraaid.", "A key was turned."),
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
        Event::Disagreed { .. } => Say::of("Een organisatie stemde niet in.", "An organisation did not agree."),
        Event::Settled(settled) => match settled.how {
            Settle::Repeat { .. } => Say::of("De weging wordt overgedaan.", "The weighing is being repeated."),
            Settle::Triangle => {
                Say::of("De driehoek wordt gevraagd mee te kijken.", "The triangle is asked for its view.")
            }
            Settle::End => {
                Say::of("De weging eindigde zonder overeenstemming.", "The weighing ended without agreement.")
            }
        },
        Event::Handed(what) => what.tell(),
        Event::UrgentSeen { .. } => Say::of(
            "Een organisatie bevestigde dat zij de spoed zag.",
            "An organisation confirmed that it saw the urgency.",
        ),
        Event::Restated { reason: None, reporter: false, .. } => Say::of(
            "Er kwam een feit bij. Sleutels op wat nog niet was besloten, gingen terug.",
            "A fact was added. Keys on what had not been decided yet went back.",
        ),
        Event::Restated { .. } => Say::of(
            "De aanmelding werd verbeterd. Sleutels op wat nog niet was besloten, gingen terug.",
            "The filing was corrected. Keys on what had not been decided yet went back.",
        ),
        Event::ViewAdded { .. } => Say::of("Een zienswijze werd aangevuld.", "Something was added to a view."),
        Event::WayProposed { .. } => Say::of(
            "Een van de drie deed een voorstel over hoe het verder gaat.",
            "One of the three proposed how to proceed.",
        ),
        Event::WayAgreed { .. } => {
            Say::of("Een van de drie stemde in met het voorstel.", "One of the three agreed on how to proceed.")
        }
        Event::WayDropped { .. } => Say::of(
            "Een voorstel over hoe het verder gaat, ging van tafel.",
            "A proposal on how to proceed was dropped.",
        ),
        Event::NoticeTaken => Say::of("De aanmelder las het bericht.", "The filer read the notice."),
        Event::Advised { .. } => Say::of("Een advies werd begonnen.", "Work on the advice began."),
        Event::CaseOpened { .. } => Say::of("Een casus werd geopend.", "A case was opened."),
        Event::CaseClosed { .. } => Say::of("De casus werd afgesloten.", "The case was closed."),
        Event::NotFollowed => Say::of("De driehoek besloot: geen aanpak.", "The triangle decided: no approach."),
    }
}
