//! What a recommendation says to people, Dutch beside English.

use super::{
    event::{Event, Step},
    words::State,
};
use kernel::{Refusal, Say};

pub(super) const NUMBER_FROM_ONE: Refusal =
    Refusal::of("Geef de aanbeveling een nummer vanaf 1.", "Give the recommendation a number from 1 on.");
pub(super) const FOR_SOME_HOUSE: Refusal = Refusal::of(
    "Kies voor welk huis dit is. Meer dan één mag.",
    "Choose which house this is for. More than one is fine.",
);
pub(super) const FOR_SOMEBODY: Refusal = Refusal::of(
    "Kies wie hier iets mee kan doen. Zonder geadresseerde doet niemand het.",
    "Choose who can do something with this. Without an addressee nobody will.",
);
pub(super) const IS_TAKEN_UP: Refusal =
    Refusal::of("Deze aanbeveling is al opgepakt.", "This recommendation has been taken up already.");
pub(super) const IS_DONE: Refusal = Refusal::of(
    "Deze aanbeveling is gedaan. Is er toch nog iets nodig? Open haar dan opnieuw.",
    "This recommendation has been done. Is something needed after all? Then open it again.",
);
pub(super) const IS_NOT_TAKEN_UP: Refusal = Refusal::of(
    "Deze aanbeveling wordt niet opgepakt. Wilt u dat wel? Open haar dan opnieuw.",
    "This recommendation will not be taken up. Do you want to? Then open it again.",
);
pub(super) const IS_NOT_FINISHED: Refusal =
    Refusal::of("Deze aanbeveling loopt nog.", "This recommendation is still going on.");
pub(super) const NOBODY_TOOK_IT_UP: Refusal = Refusal::of(
    "Niemand heeft deze aanbeveling opgepakt. Zeg eerst wie het doet en wanneer.",
    "Nobody has taken this recommendation up. First say who does it, and when.",
);
pub(super) const STANDS_THERE: Refusal =
    Refusal::of("Deze richting staat er al.", "This direction stands there already.");
pub(super) const TOO_MANY_DIRECTIONS: Refusal = Refusal::of(
    "Er staan al zestig richtingen. Voeg eerst samen wat op elkaar lijkt.",
    "There are sixty directions already. First put together what is alike.",
);
pub(super) const DAY_HAS_PASSED: Refusal =
    Refusal::of("Deze dag is voorbij. Kies een latere dag.", "This day has passed. Choose a later one.");
pub(super) const SAME_DAY: Refusal = Refusal::of("Dit is dezelfde dag.", "This is the same day.");
pub(super) const NOT_IN_FUTURE: Refusal = Refusal::of("Deze dag moet nog komen.", "This day has yet to come.");
pub(super) const SAME_RESULTS: Refusal = Refusal::of(
    "Toen en nu komen uit dezelfde vragenlijst. Kies de nieuwe meting.",
    "Then and now come from the same questionnaire. Choose the new measurement.",
);

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Made { .. } => Say::of("Aanbeveling gedaan", "Recommendation made"),
        Event::DirectionAdded { .. } => Say::of("Oplossingsrichting toegevoegd", "Solution direction added"),
        Event::TakenUp { .. } => Say::of("Opgepakt", "Taken up"),
        Event::NotTakenUp { .. } => Say::of("Niet opgepakt", "Not taken up"),
        Event::Progressed { .. } => Say::of("Voortgang opgeschreven", "Progress written down"),
        Event::Moved { .. } => Say::of("Andere dag gekozen", "Another day chosen"),
        Event::Finished { .. } => Say::of("Gedaan", "Done"),
        Event::Reopened { .. } => Say::of("Opnieuw geopend", "Opened again"),
        Event::Remeasured { .. } => Say::of("Opnieuw gemeten", "Measured again"),
    }
}

/// What a step on the way is called.
pub(super) fn step(step: &Step) -> Say {
    match step {
        Step::TakenUp(_) => Say::of("Opgepakt", "Taken up"),
        Step::NotTakenUp(_) => Say::of("Niet opgepakt", "Not taken up"),
        Step::Note(_) => Say::of("Voortgang", "Progress"),
        Step::Moved(_) => Say::of("Andere dag", "Another day"),
        Step::Finished(_) => Say::of("Gedaan", "Done"),
        Step::Reopened(_) => Say::of("Opnieuw geopend", "Opened again"),
    }
}

/// Where it stands, in a sentence.
pub(super) fn stands(state: State) -> Say {
    match state {
        State::Open => {
            Say::of("Nog niemand heeft gezegd wat hiermee gebeurt.", "Nobody has said yet what becomes of this.")
        }
        State::TakenUp => Say::of("Hier wordt aan gewerkt.", "This is being worked on."),
        State::Done => Say::of(
            "Dit is gedaan. Hieronder staat wat er veranderde.",
            "This has been done. What changed stands below.",
        ),
        State::NotTakenUp => Say::of(
            "Dit wordt niet gedaan. De reden staat hieronder.",
            "This will not be done. The reason stands below.",
        ),
    }
}
