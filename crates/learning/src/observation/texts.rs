//! What an observation says to people, Dutch beside English.

use super::{event::Event, words::State};
use kernel::{Refusal, Say};

pub(super) const NOT_YET: Refusal = Refusal::of("Dit overleg moet nog komen.", "This meeting has yet to come.");
pub(super) const WHO_SITS_THERE: Refusal = Refusal::of(
    "Kies wie aan tafel zat. Met hen wordt dit besproken.",
    "Choose who sat at the table. This will be discussed with them.",
);
pub(super) const MARK_EVERY_LOOK: Refusal = Refusal::of(
    "Kies bij elke vraag een antwoord. Niet van toepassing mag ook.",
    "Choose an answer to every question. Not applicable is fine too.",
);
pub(super) const TOO_MANY_MOMENTS: Refusal =
    Refusal::of("Er staan al veertig momenten in.", "There are forty moments in it already.");
pub(super) const NO_SUCH_MOMENT: Refusal = Refusal::of("Dit moment is er niet.", "There is no such moment.");
pub(super) const NOTHING_SEEN: Refusal =
    Refusal::of("Schrijf eerst ten minste één moment op.", "Write down at least one moment first.");
pub(super) const IS_SHARED: Refusal = Refusal::of(
    "Deze observatie ligt bij de tafel en verandert niet meer.",
    "This observation is with the table and does not change any more.",
);
pub(super) const GIVE_IT_FIRST: Refusal =
    Refusal::of("Geef de observatie eerst aan de tafel.", "Give the observation to the table first.");
pub(super) const IS_DISCUSSED: Refusal =
    Refusal::of("Deze observatie is besproken.", "This observation has been discussed.");
pub(super) const DAY_DOES_NOT_FIT: Refusal = Refusal::of(
    "Kies een dag nadat de tafel het kreeg, en niet later dan vandaag.",
    "Choose a day after the table got it, and not later than today.",
);

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Begun { .. } => Say::of("Observatie begonnen", "Observation begun"),
        Event::Noted { .. } => Say::of("Moment opgeschreven", "Moment written down"),
        Event::Struck { .. } => Say::of("Moment weggehaald", "Moment taken out"),
        Event::Remarked { .. } => Say::of("Punt toegevoegd", "Point added"),
        Event::Shared => Say::of("Aan de tafel gegeven", "Given to the table"),
        Event::Discussed { .. } => Say::of("Besproken met de tafel", "Discussed with the table"),
    }
}

/// Where it stands, in a sentence.
pub(super) fn stands(state: State) -> Say {
    match state {
        State::Filling => Say::of(
            "De waarnemer schrijft nog. De tafel leest het pas als het klaar is.",
            "The observer is still writing. The table reads it once it is finished.",
        ),
        State::Shared => Say::of(
            "De tafel kan dit lezen en zegt wat zij ervan vindt. Tot dan telt het niet mee.",
            "The table can read this and says what it thinks of it. Until then it does not count.",
        ),
        State::Discussed => Say::of(
            "Dit is besproken met de tafel. Het mag nu meetellen.",
            "This has been discussed with the table. It may count now.",
        ),
    }
}
