//! What a learning evaluation says to people, Dutch beside English.

use super::{event::Event, words::State};
use kernel::{Refusal, Say};

pub(super) const WHICH_HOUSES: Refusal = Refusal::of(
    "Kies over welk huis het gaat. Meer dan één mag.",
    "Choose which house it is about. More than one is fine.",
);
pub(super) const WHICH_TABLES: Refusal =
    Refusal::of("Kies over welke tafels het gaat.", "Choose which tables it is about.");
pub(super) const RUNS_BACKWARDS: Refusal =
    Refusal::of("Deze dag ligt voor het begin van de periode.", "This day lies before the beginning of the period.");
pub(super) const STEP_IS_DONE: Refusal = Refusal::of("Deze stap is gedaan.", "This step has been done.");
pub(super) const NOT_IN_FUTURE: Refusal = Refusal::of("Deze dag moet nog komen.", "This day has yet to come.");
pub(super) const LIES_THERE: Refusal = Refusal::of("Dit hoort er al bij.", "This belongs to it already.");
pub(super) const RESTS_ON_NOTHING: Refusal = Refusal::of(
    "Schrijf op waaruit dit blijkt. Een bevinding zonder onderbouwing is een mening.",
    "Write down what shows this. A finding that rests on nothing is an opinion.",
);
pub(super) const NOT_OF_THIS_EVALUATION: Refusal = Refusal::of(
    "Dit hoort niet bij deze evaluatie. Leg het er eerst naast.",
    "This does not belong to this evaluation. Lay it beside it first.",
);
pub(super) const TOO_MANY_FINDINGS: Refusal = Refusal::of(
    "Er staan al zestig bevindingen in. Voeg samen wat op elkaar lijkt.",
    "There are sixty findings already. Put together what is alike.",
);
pub(super) const NO_SUCH_FINDING: Refusal = Refusal::of("Deze bevinding is er niet.", "There is no such finding.");
pub(super) const FIND_SOMETHING_FIRST: Refusal = Refusal::of(
    "Schrijf eerst op wat u hebt gevonden. Een aanbeveling volgt daaruit.",
    "First write down what you found. A recommendation follows from that.",
);
pub(super) const WHAT_GOES_WELL: Refusal = Refusal::of(
    "Schrijf ook op wat er goed gaat. Daar begint leren mee.",
    "Write down what goes well too. Learning begins there.",
);
pub(super) const NO_REPORT: Refusal = Refusal::of("Er is nog geen verslag.", "There is no report yet.");
pub(super) const IS_CHECKED: Refusal = Refusal::of(
    "Het verslag is nagekeken. Schrijf een nieuw concept als er iets moet veranderen.",
    "The report has been checked. Write a new draft if something must change.",
);
pub(super) const CHECK_FIRST: Refusal = Refusal::of(
    "Laat de opdrachtgever het verslag eerst nakijken op feiten.",
    "First let whoever asked for it check the report on facts.",
);
pub(super) const NOTHING_ADVISED: Refusal =
    Refusal::of("Er staat nog geen aanbeveling in.", "There is no recommendation in it yet.");
pub(super) const ADVISE_FIRST: Refusal = Refusal::of(
    "Doe eerst een aanbeveling. Daarover gaat de leersessie.",
    "Make a recommendation first. The learning session is about that.",
);
pub(super) const WHICH_ADVICE: Refusal =
    Refusal::of("Kies over welke aanbevelingen het gaat.", "Choose which recommendations it is about.");
pub(super) const DAY_HAS_PASSED: Refusal =
    Refusal::of("Kies een dag die nog komt.", "Choose a day that is still to come.");
pub(super) const IS_PUBLIC: Refusal = Refusal::of(
    "Het verslag is openbaar en verandert niet meer.",
    "The report is public and does not change any more.",
);
pub(super) const NOT_PUBLIC: Refusal = Refusal::of("Maak het verslag eerst openbaar.", "Make the report public first.");
pub(super) const DAY_DOES_NOT_FIT: Refusal = Refusal::of(
    "Kies een dag na het verslag, en niet later dan vandaag.",
    "Choose a day after the report, and not later than today.",
);
pub(super) const SAME_RESULTS: Refusal = Refusal::of(
    "Dit is dezelfde vragenlijst. Kies de nieuwe meting.",
    "This is the same questionnaire. Choose the new measurement.",
);

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Begun { .. } => Say::of("Evaluatie begonnen", "Evaluation begun"),
        Event::Changed { .. } => Say::of("Opzet veranderd", "Set-up changed"),
        Event::Planned { .. } => Say::of("Stap gepland", "Step planned"),
        Event::StepDone { .. } => Say::of("Stap gedaan", "Step done"),
        Event::Linked { .. } => Say::of("Bron toegevoegd", "Source added"),
        Event::Found { .. } => Say::of("Bevinding toegevoegd", "Finding added"),
        Event::TakenBack { .. } => Say::of("Bevinding teruggenomen", "Finding taken back"),
        Event::Advised { .. } => Say::of("Aanbeveling gedaan", "Recommendation made"),
        Event::LearningPlanned { .. } => Say::of("Leersessie gepland", "Learning session planned"),
        Event::Drafted { .. } => Say::of("Verslag geschreven", "Report written"),
        Event::Checked { .. } => Say::of("Verslag nagekeken", "Report checked"),
        Event::Published { .. } => Say::of("Verslag openbaar gemaakt", "Report made public"),
        Event::FollowedUp { .. } => Say::of("Opnieuw gemeten", "Measured again"),
    }
}

/// Where it stands, in a sentence.
pub(super) fn stands(state: State) -> Say {
    match state {
        State::Running => Say::of(
            "Deze evaluatie loopt: vragen, gesprekken en observaties.",
            "This evaluation is running: questions, talks and observations.",
        ),
        State::Drafted => Say::of(
            "Er is een conceptverslag. De opdrachtgever kijkt het na op feiten.",
            "There is a draft report. Whoever asked for it checks it on facts.",
        ),
        State::Checked => Say::of(
            "Het verslag is nagekeken en kan openbaar worden.",
            "The report has been checked and can be made public.",
        ),
        State::Public => Say::of("Iedereen kan het verslag lezen.", "Everybody can read the report."),
        State::FollowedUp => Say::of(
            "Er is opnieuw gemeten. Toen en nu staan naast elkaar.",
            "It has been measured again. Then and now stand side by side.",
        ),
    }
}
