//! Reading one recommendation: what is advised, what could be done, who does it, what was done, and what it changed.

use super::carry;
use crate::places;
use crate::{
    asking::{Asking, History, asking, history, why},
    directory,
    recommendation::{
        Measured, Recommendation, Step,
        acts::{
            AddDirection, DeclineRecommendation, FinishRecommendation, MoveRecommendation, ProgressRecommendation,
            ReadRecommendation, RemeasureRecommendation, ReopenRecommendation, TakeUp,
        },
        event::Opening,
        texts,
    },
};
use askama::Template;
use kernel::{DossierId, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, btree_map::Entry};
use vault::Act;
use web::{Filled, Page, Trouble, Visit};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecommendationWay")]
struct Way {
    text: String,
    /// It was devised in a session.
    devised: bool,
    /// The result of that session, for who may read it.
    note: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Stepped {
    on: ShownDay,
    by: String,
    says: Say,
    note: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ResultSide")]
struct Side {
    text: String,
    results: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ResultPair")]
struct Pair {
    on: ShownDay,
    then: Side,
    now: Side,
}

#[derive(Serialize, JsonSchema)]
struct Doing {
    owner: String,
    group: Option<String>,
    due: Option<ShownDay>,
    late: bool,
    plan: String,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "recommendation/pages/read.html")]
pub(super) struct Read {
    #[serde(skip)]
    lang: Lang,
    id: String,
    reference: String,
    number: u16,
    text: String,
    theme: String,
    state: String,
    #[serde(skip)]
    state_says: Say,
    #[serde(skip)]
    stands: Say,
    source: String,
    evaluation: Option<String>,
    houses: Vec<String>,
    addressees: Vec<String>,
    made: ShownDay,
    directions: Vec<Way>,
    doing: Option<Doing>,
    timeline: Vec<Stepped>,
    pairs: Vec<Pair>,
    asked: Vec<Asking>,
    direction: Option<Asking>,
    measure: Option<Asking>,
    #[serde(flatten)]
    history: History,
    #[serde(skip)]
    why: Vec<Say>,
}

/// Shows it. `S` is the act of reading the result of the session that a direction came from, `E` that of reading the evaluation: those lie
/// above recommendations, so whoever puts the rooms in the house says which acts these are.
pub(super) async fn show<S: Act, E: Act>(
    visit: Visit<ReadRecommendation>,
    filled: Filled,
) -> Result<Page<Read>, Trouble> {
    let Some(opening) = visit.dossier().opening() else {
        return Err(Trouble::Denied);
    };
    let title = Say::made(format!("Aanbeveling {}", opening.number), format!("Recommendation {}", opening.number));
    let directions = directions::<S>(&visit).await?;
    let history = history(&visit, &places::RECOMMENDATIONS.of(visit.id())).await?;
    let evaluation = match opening.evaluation {
        Some(id) if visit.ask.vault.may_on::<E>(&visit.ask.actor, id).await? => Some(places::EVALUATIONS.of(id)),
        _ => None,
    };
    let body = page(&visit, &filled, opening, (evaluation, directions), history);
    Ok(Page::of(&visit.ask, title, body))
}

fn page(
    visit: &Visit<ReadRecommendation>,
    filled: &Filled,
    opening: &Opening,
    (evaluation, directions): (Option<String>, Vec<Way>),
    history: History,
) -> Read {
    let (one, ask) = (visit.dossier(), &visit.ask);
    let names = &*ask.directory;
    let at = places::RECOMMENDATIONS.of(visit.id());
    Read {
        lang: ask.lang,
        id: visit.id().to_string(),
        reference: opening.reference.to_string(),
        number: opening.number,
        text: opening.text.to_string(),
        theme: opening.theme.to_string(),
        state: one.state().word().to_owned(),
        state_says: one.state().says(),
        stands: texts::stands(one.state()),
        source: opening.source.to_string(),
        evaluation,
        houses: opening.houses.iter().map(|id| directory::house_name(names, id)).collect(),
        addressees: opening.addressees.iter().map(|id| names.agency_name(id)).collect(),
        made: day_month_year(one.opened()),
        directions,
        doing: doing(one, visit),
        timeline: timeline(one, visit),
        pairs: pairs(one),
        asked: asked(visit, filled, &at),
        direction: visit.may::<AddDirection>().then(|| {
            let says = Say::of("Richting toevoegen", "Add a direction");
            asking(visit, filled, &format!("{at}/richting"), says, &carry::direction_form(&at))
        }),
        measure: visit.may::<RemeasureRecommendation>().then(|| {
            let says = Say::of("Toen en nu naast elkaar zetten", "Put then and now side by side");
            asking(visit, filled, &format!("{at}/opnieuw-meten"), says, &carry::remeasure_form(&at, ask.today))
        }),
        history,
        why: why(visit),
    }
}

async fn directions<S: Act>(visit: &Visit<ReadRecommendation>) -> Result<Vec<Way>, Trouble> {
    let (ask, all) = (&visit.ask, &visit.dossier().directions);
    let mut readable = BTreeMap::new();
    for id in all.iter().filter_map(|direction| direction.session) {
        if let Entry::Vacant(new) = readable.entry(id) {
            new.insert(ask.vault.may_on::<S>(&ask.actor, id).await?);
        }
    }
    let note =
        |id: &DossierId| readable.get(id).is_some_and(|may| *may).then(|| places::SESSIONS.under(id, "/uitkomst"));
    let way = |direction: &crate::recommendation::Direction| Way {
        text: direction.text.to_string(),
        devised: direction.session.is_some(),
        note: direction.session.as_ref().and_then(note),
    };
    Ok(all.iter().map(way).collect())
}

fn doing(one: &Recommendation, visit: &Visit<ReadRecommendation>) -> Option<Doing> {
    let undertaking = one.undertaking.as_ref()?;
    Some(Doing {
        owner: visit.ask.directory.agency_name(&undertaking.owner),
        group: undertaking.group.as_ref().map(ToString::to_string),
        due: one.due().map(day_month_year),
        late: one.due().is_some_and(|due| due < visit.ask.today),
        plan: undertaking.plan.to_string(),
    })
}

fn timeline(one: &Recommendation, visit: &Visit<ReadRecommendation>) -> Vec<Stepped> {
    let stepped = |progress: &crate::recommendation::Progress| {
        let (Step::TakenUp(note)
        | Step::NotTakenUp(note)
        | Step::Note(note)
        | Step::Moved(note)
        | Step::Finished(note)
        | Step::Reopened(note)) = &progress.step;
        Stepped {
            on: day_month_year(progress.on),
            by: visit.ask.directory.agency_name(&progress.by),
            says: texts::step(&progress.step),
            note: note.to_string(),
        }
    };
    one.timeline.iter().map(stepped).collect()
}

fn pairs(one: &Recommendation) -> Vec<Pair> {
    let side = |measured: &Measured| Side {
        text: measured.text.to_string(),
        results: measured.results.map(|id| places::QUESTIONNAIRES.of(id)),
    };
    let pair = |r: &crate::recommendation::Remeasurement| Pair {
        on: day_month_year(r.on),
        then: side(&r.then),
        now: side(&r.now),
    };
    one.remeasurements.iter().map(pair).collect()
}

fn asked(visit: &Visit<ReadRecommendation>, filled: &Filled, at: &str) -> Vec<Asking> {
    let mut all = Vec::new();
    let mut ask = |may: bool, last: &str, says: Say, form: web::FormSpec| {
        if may {
            all.push(asking(visit, filled, &format!("{at}/{last}"), says, &form));
        }
    };
    let open = visit.dossier().undertaking.is_none();
    ask(
        open && visit.may::<TakeUp>(),
        "oppakken",
        Say::of("Oppakken: wie doet het, en wanneer?", "Take it up: who does it, and when?"),
        carry::take_up_form(at, &visit.ask),
    );
    ask(
        visit.may::<ProgressRecommendation>(),
        "voortgang",
        Say::of("Opschrijven wat er is gedaan", "Write down what was done"),
        carry::progress_form(at),
    );
    ask(
        visit.may::<FinishRecommendation>(),
        "afronden",
        Say::of("Het is gedaan", "It has been done"),
        carry::finish_form(at),
    );
    ask(
        visit.may::<MoveRecommendation>(),
        "andere-dag",
        Say::of("Een andere dag kiezen", "Choose another day"),
        carry::give_day_form(at),
    );
    ask(
        visit.may::<DeclineRecommendation>(),
        "niet-oppakken",
        Say::of("Niet oppakken", "Do not take it up"),
        carry::decline_form(at),
    );
    ask(
        visit.may::<ReopenRecommendation>(),
        "opnieuw",
        Say::of("Opnieuw openen", "Open it again"),
        carry::reopen_form(at),
    );
    all
}
