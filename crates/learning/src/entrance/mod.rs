//! The way in to the learning side: what there is for this person, one sentence each. It shows no dossier.

use crate::places;
use crate::{
    calibration::ListCalibrations, counters, evaluation::acts::ListEvaluations, observation::acts::ListObservations,
    questionnaire::acts::ListQuestionnaires, recommendation::acts::ListRecommendations, session::ListSessions,
};
use askama::Template;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Act;
use web::{Ask, Page, Trouble};

/// Puts the page in the house.
pub(crate) fn rooms(house: &mut web::Rooms) {
    house.mine("/leren", "Says only which lists there are; each list asks its own rule.", show);
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EntranceWay")]
struct Way {
    address: &'static str,
    name: Say,
    what: Say,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "entrance/page.html")]
struct Entrance {
    #[serde(skip)]
    lang: Lang,
    ways: Vec<Way>,
}

async fn show(ask: Ask) -> Result<Page<Entrance>, Trouble> {
    let ways = [
        way::<ListSessions>(
            &ask,
            places::SESSIONS.list(),
            Say::of("Sessies", "Sessions"),
            Say::of(
                "Samen oefenen of nadenken, met een programma in stappen en telefoons om mee te doen.",
                "Practising or thinking together, with a programme in steps and phones to take part.",
            ),
        ),
        way::<ListCalibrations>(
            &ask,
            places::CALIBRATIONS.list(),
            Say::of("Weegijkingen", "Calibrations"),
            Say::of(
                "Hetzelfde verzonnen signaal aan meer tafels wegen, en zien waar u anders leest.",
                "Weighing the same invented signal at several tables, and seeing where you read differently.",
            ),
        ),
        way::<ListEvaluations>(
            &ask,
            places::EVALUATIONS.list(),
            Say::of("Evaluaties", "Evaluations"),
            Say::of(
                "Wat gaat goed, wat kan beter, en waaruit dat blijkt.",
                "What goes well, what can be better, and what shows it.",
            ),
        ),
        way::<ListQuestionnaires>(
            &ask,
            places::QUESTIONNAIRES.list(),
            Say::of("Vragenlijsten", "Questionnaires"),
            Say::of(
                "Korte vragen aan veel mensen. Niemand is in de antwoorden terug te vinden.",
                "Short questions to many people. Nobody can be found in the answers.",
            ),
        ),
        way::<ListObservations>(
            &ask,
            places::OBSERVATIONS.list(),
            Say::of("Observaties", "Observations"),
            Say::of(
                "Meekijken bij een overleg, en daarna bespreken wat opviel.",
                "Looking along in a meeting, and then talking through what stood out.",
            ),
        ),
        way::<ListRecommendations>(
            &ask,
            places::RECOMMENDATIONS.list(),
            Say::of("Aanbevelingen", "Recommendations"),
            Say::of("Wat er is aangeraden, en wat ervan is geworden.", "What was recommended, and what became of it."),
        ),
    ];
    // There is no dossier of counts to begin a list with: who may see those of any house, or of all, has a way in.
    let counted = !counters::pages::year::choices(&ask).is_empty();
    let counts = counted.then(|| Way {
        address: places::COUNTS.list(),
        name: Say::of("Tellingen", "Counts"),
        what: Say::of(
            "Hoe vaak en hoe lang, per huis en per kwartaal. Nooit wie.",
            "How often and how long, per house and per quarter. Never who.",
        ),
    });
    let body = Entrance { lang: ask.lang, ways: ways.into_iter().flatten().chain(counts).collect() };
    Ok(Page::of(&ask, Say::of("Leren", "Learning"), body))
}

/// A way in, for who may ask for that list.
fn way<A: Act>(ask: &Ask, address: &'static str, name: Say, what: Say) -> Option<Way> {
    ask.vault.may_begin::<A>(&ask.actor).is_yes().then_some(Way { address, name, what })
}
