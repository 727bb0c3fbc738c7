//! What a signal says to people, Dutch beside English.

use super::{change::Change, event::Event, words::State};
use kernel::{Refusal, Say, ShownDay};
use vault::Tier;

pub(super) const ONLY_PARTICIPANT_REGISTERS: Refusal = Refusal::of(
    "Een signaal wordt vastgelegd door een deelnemer in de zin van de wet, voor de eigen organisatie.",
    "A signal is registered by a participant in the meaning of the law, for their own organisation.",
);
pub(super) const ONLY_OWNER: Refusal = Refusal::of(
    "Alleen de organisatie die dit signaal bijhoudt, kan dit doen.",
    "Only the organisation that keeps this signal can do this.",
);
pub(super) const SECOND_IS_ANOTHER_CORE_PARTNER: Refusal = Refusal::of(
    "Kies een andere kernpartner: gemeente, politie of OM. Twee organisaties kijken mee voordat een signaal afvalt.",
    "Choose another core partner: municipality, police or OM. Two organisations look at it before a signal is dropped.",
);
pub(super) const ONLY_PARTICIPANT_FILES: Refusal = Refusal::of(
    "Alleen een deelnemer in de zin van de wet kan een signaal aanmelden.",
    "Only a participant in the meaning of the law can file a signal.",
);
pub(super) const ADDRESSEE_IS_ONE_OF_THREE: Refusal = Refusal::of(
    "Meld aan bij de politie, het OM of de burgemeester van de gemeente van verblijf.",
    "File it with the police, the OM or the mayor of the municipality of stay.",
);
pub(super) const NO_FACT_NO_FILING: Refusal = Refusal::of(
    "Schrijf eerst ten minste één feit op. Zonder feit valt er niets te wegen.",
    "Write down at least one fact first. Without a fact there is nothing to weigh.",
);
pub(super) const NOT_FILED: Refusal = Refusal::of("Dit signaal is niet aangemeld.", "This signal has not been filed.");
pub(super) const HAS_ENDED: Refusal = Refusal::of("Dit signaal is afgerond.", "This signal has ended.");
pub(super) const WAITS_FOR_SECOND: Refusal = Refusal::of(
    "Dit signaal wacht op de tweede kernpartner. Daarna kan het verder.",
    "This signal is waiting for the second core partner. After that it can go on.",
);
pub(super) const IS_SCREENED_OUT: Refusal = Refusal::of(
    "Dit signaal is uitgesloten. Is er iets nieuws gezien? Leg dan een nieuw signaal vast.",
    "This signal was screened out. Has something new been seen? Then register a new signal.",
);
pub(super) const IS_FILED: Refusal = Refusal::of(
    "Dit signaal is aangemeld. Het gaat verder in de weging.",
    "This signal has been filed. It goes on in the weighing.",
);
pub(super) const NOTHING_ASKED: Refusal = Refusal::of(
    "Er ligt geen voorstel om dit signaal uit te sluiten.",
    "There is no proposal to screen out this signal.",
);
pub(super) const ASKED_OF_ANOTHER: Refusal =
    Refusal::of("Dit is aan een andere organisatie gevraagd.", "This was asked of another organisation.");
pub(super) const NOT_YOUR_OWN_PROPOSAL: Refusal = Refusal::of(
    "U deed dit voorstel zelf. Een ander kijkt mee.",
    "You made this proposal yourself. Somebody else gives a second opinion.",
);

/// Who asks after very many people is asked to stop: before any table is bothered, and whatever they hit.
pub(super) fn asked_enough() -> Refusal {
    let n = vault::QUESTIONS_A_DAY;
    Say::made(
        format!("U stelde vandaag al {n} vragen. Morgen kunt u weer vragen; is er haast, bel dan de procesregisseur."),
        format!("You have asked {n} questions today. You can ask again tomorrow; if it cannot wait, call the process director."),
    )
    .into()
}

pub(super) const ERASED: Say = Say::of("Gewist", "Erased");

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Registered { .. } => Say::of("Signaal vastgelegd", "Signal registered"),
        Event::FactAdded { .. } => Say::of("Feit toegevoegd", "Fact added"),
        Event::Clarified { .. } => Say::of("Melder teruggebeld", "Reporter called back"),
        Event::ScreenOutProposed { .. } => Say::of("Voorgesteld om uit te sluiten", "Proposed to screen out"),
        Event::ScreenOutConfirmed { .. } => Say::of("Uitgesloten", "Screened out"),
        Event::ScreenOutRefused { .. } => Say::of("Niet uitgesloten", "Not screened out"),
        Event::Filed { .. } => Say::of("Aangemeld voor weging", "Filed for weighing"),
        Event::Ended { .. } => Say::of("Weging afgerond", "Weighing ended"),
        Event::NameAsked => Say::of("De drie wachten op de naam", "The three are waiting for the name"),
        Event::ReporterToHear { .. } => {
            Say::of("De melder kan horen dat het is behandeld", "The reporter can be told that it was dealt with")
        }
        Event::NoticeGiven { .. } => Say::of("Vastgelegd wie er is ingelicht", "Recorded who was told"),
        Event::Identified { .. } => Say::of("Vastgelegd wie het is", "Recorded who it is"),
        // Others who sit here need not learn that there is another signal.
        Event::Linked { .. } | Event::Unlinked { .. } => {
            Say::of("Administratie bijgewerkt door wie het bijhoudt", "Records updated by whoever keeps it")
        }
        Event::Corrected { change, .. } => corrected(change),
        Event::PersonsNamed { .. } => Say::of("Aangewezen wie er aan tafel zit", "Named who sits at the table"),
    }
}

/// What was put right, without what it says.
pub(crate) fn corrected(change: &Change) -> Say {
    match change {
        Change::Subject { .. } => Say::of("Verbeterd: over wie het gaat", "Corrected: who it is about"),
        Change::Number { .. } => Say::of("Verbeterd: het BSN", "Corrected: the BSN"),
        Change::Place { .. } => Say::of("Verbeterd: de gemeente van verblijf", "Corrected: the municipality of stay"),
        Change::Reading { .. } => Say::of("Verbeterd: hoe de melder het ziet", "Corrected: how the reporter sees it"),
        Change::Urgency { .. } => Say::of("Verbeterd: de spoed", "Corrected: the urgency"),
        Change::Ideologies { .. } => {
            Say::of("Verbeterd: de vermoedelijke ideologie", "Corrected: the suspected ideology")
        }
        Change::Channel { .. } => Say::of("Verbeterd: hoe het binnenkwam", "Corrected: how it came in"),
        Change::Contact { .. } => Say::of("Verbeterd: het aanspreekpunt", "Corrected: the contact"),
        Change::Reporter { .. } => Say::of("Verbeterd: wie het meldde", "Corrected: who reported it"),
        Change::Fact { place, .. } => {
            Say::made(format!("Verbeterd: feit F{}", place + 1), format!("Corrected: fact F{}", place + 1))
        }
        Change::Withdrawn { place } => {
            Say::made(format!("Ingetrokken: feit F{}", place + 1), format!("Withdrawn: fact F{}", place + 1))
        }
    }
}

/// Where a signal stands, in a sentence.
pub(super) fn stands(state: State) -> Say {
    match state {
        State::Registered => Say::of(
            "Dit signaal is vastgelegd. Er is nog niet besloten wat ermee gebeurt.",
            "This signal has been registered. It has not been decided yet what happens to it.",
        ),
        State::Screening => Say::of(
            "Er ligt een voorstel om dit signaal uit te sluiten. Een tweede kernpartner kijkt mee.",
            "There is a proposal to screen out this signal. A second core partner gives a second opinion.",
        ),
        State::ScreenedOut => Say::of(
            "Twee organisaties vinden samen dat dit geen signaal is. Het blijft leesbaar, met de redenen.",
            "Two organisations agree that this is not a signal. It can still be read, with the reasons.",
        ),
        State::Filed => Say::of(
            "Dit signaal is aangemeld. Gemeente, politie en OM wegen het samen.",
            "This signal has been filed. Municipality, police and OM weigh it together.",
        ),
        State::Ended => Say::of("De weging van dit signaal is klaar.", "The weighing of this signal is complete."),
    }
}

/// What is asked of who keeps it once it is over: the reporter is told, and when.
pub(super) const TELL_REPORTER: Say = Say::of(
    "Laat de melder horen dat de melding is ontvangen en behandeld, en schrijf op welke dag dat was.",
    "Tell the reporter that the report was received and dealt with, and write down on which day.",
);

/// What is asked of who keeps it while the three wait for a name.
pub(super) const WAITS_FOR_NAME: Say = Say::of(
    "Schrijf op wie het is zodra u dat weet. Tot die tijd kan het niet verder.",
    "Write down who it is as soon as you know. Until then it cannot go on.",
);

/// What is asked of the one whose turn it is.
pub(super) fn asks(state: State, due: Option<ShownDay>) -> Say {
    match (state, due) {
        (State::Registered, Some(day)) => Say::made(
            format!("Kies uiterlijk {day}: meld dit signaal aan, of stel voor om het uit te sluiten."),
            format!("Choose by {day}: file this signal, or propose to screen it out."),
        ),
        (State::Registered, None) => Say::of(
            "Kies: meld dit signaal aan, of stel voor om het uit te sluiten.",
            "Choose: file this signal, or propose to screen it out.",
        ),
        (State::Screening, _) => Say::of(
            "U bent gevraagd om mee te kijken. Lees de feiten en de reden, en zeg of u het ermee eens bent.",
            "You were asked for a second opinion. Read the facts and the reason, and say whether you agree.",
        ),
        (State::ScreenedOut | State::Filed | State::Ended, _) => {
            Say::of("Er wordt nu niets van u gevraagd.", "Nothing is asked of you now.")
        }
    }
}

/// What a place at the table still owes the others.
pub(super) fn owes(state: State, tier: Tier, due: Option<ShownDay>) -> Option<Say> {
    let what = match (state, tier) {
        (State::Registered, Tier::Owner) => Say::of("kiest wat ermee gebeurt", "chooses what happens to it"),
        (State::Screening, Tier::Second) => Say::of("kijkt mee", "gives a second opinion"),
        _ => return None,
    };
    Some(match due {
        Some(day) => Say::made(format!("{}, uiterlijk {day}", what.nl), format!("{}, by {day}", what.en)),
        None => what,
    })
}
