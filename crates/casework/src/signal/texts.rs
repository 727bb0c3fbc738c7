//! What a signal says to people, Dutch beside English.

use super::model::Event;
use kernel::{Refusal, Say};

pub(super) const ONLY_CORE_REGISTERS: Refusal = Refusal::of(
    "Een signaal wordt vastgelegd door de gemeente, de politie of het OM, voor de eigen organisatie.",
    "A signal is registered by the municipality, the police or the OM, for their own organisation.",
);
pub(super) const ONLY_OWNER: Refusal = Refusal::of(
    "Alleen de organisatie die dit signaal bijhoudt kan dit doen.",
    "Only the organisation that keeps this signal can do this.",
);
pub(super) const SECOND_IS_ANOTHER_CORE_PARTNER: Refusal = Refusal::of(
    "Kies een andere kernpartner: gemeente, politie of OM. Twee organisaties kijken mee voordat een signaal afvalt.",
    "Choose another core partner: municipality, police or OM. Two organisations look before a signal is dropped.",
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
    "This signal waits for the second core partner. After that it can go on.",
);
pub(super) const IS_SCREENED_OUT: Refusal = Refusal::of(
    "Dit signaal is uitgesloten. Is er iets nieuws gezien? Leg dan een nieuw signaal vast.",
    "This signal was screened out. Has something new been seen? Then register a new signal.",
);
pub(super) const IS_FILED: Refusal = Refusal::of(
    "Dit signaal is aangemeld. Het gaat verder in de weging.",
    "This signal has been filed. It goes on in the weighing.",
);
pub(super) const NOTHING_ASKED: Refusal =
    Refusal::of("Er ligt geen voorstel om dit signaal uit te sluiten.", "There is no proposal to screen out this signal.");
pub(super) const ASKED_OF_ANOTHER: Refusal = Refusal::of(
    "Dit is aan een andere organisatie gevraagd.",
    "This was asked of another organisation.",
);
pub(super) const NOT_YOUR_OWN_PROPOSAL: Refusal = Refusal::of(
    "U deed dit voorstel zelf. Een ander kijkt mee.",
    "You made this proposal yourself. Somebody else looks along.",
);

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
        Event::NoticeGiven { .. } => Say::of("Kennisgeving gedaan", "Notice given"),
    }
}
