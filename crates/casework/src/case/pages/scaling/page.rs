//! The page of scaling: who is on turn, what is asked, and what can be asked.

use super::turn::Turn;
use super::view::{AnswerView, HandoverView, QuestionView, answered, is_read};
use super::{answer, ask, duty, hand};
use crate::case::pages::head::{Head, Part, heading, is_third};
use crate::case::pages::sheet::{Asking, Sheet};
use crate::case::{
    AnswerDuty, AnswerHandover, AnswerScaling, AskScaling, Level, NameDuty, OfferHandover, ReadCase, SetCriteria,
    TurnScalingKey, Waiting,
};
use crate::places;
use crate::table::{AuthorSays, KeySays};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

/// A question that waits.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingWaiting")]
struct WaitingView {
    question: QuestionView,
    late: bool,
    /// The answer that waits for keys, who put it there, and whose keys are turned.
    draft: Option<(AnswerView, AuthorSays, Vec<KeySays>)>,
    lacks: Option<String>,
    #[serde(skip)]
    forms: Vec<Asking>,
}

/// A question that was answered.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingPast")]
struct Past {
    /// The sheet of it.
    at: String,
    on: ShownDay,
    says: String,
    outcome: String,
    by: AuthorSays,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/scaling/page.html")]
pub(in crate::case::pages) struct ScalingPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    /// For what it stands still, with the day; not for a third party.
    stalls: Vec<(String, ShownDay)>,
    /// Not for a third party, who reads its own questions.
    turn: Option<Turn>,
    waiting: Vec<WaitingView>,
    handover: Option<HandoverView>,
    past: Vec<Past>,
    /// What is asked of the reader's organisation.
    #[serde(skip)]
    mine: Vec<Asking>,
    /// What one can ask.
    #[serde(skip)]
    asks: Vec<Asking>,
    /// How it is arranged.
    #[serde(skip)]
    arranges: Vec<Asking>,
    /// Giving back waits for somebody who takes it over.
    #[serde(skip)]
    unoffered: bool,
}

pub(in crate::case::pages) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<ScalingPage>, Trouble> {
    let (ask, case, home) = (&visit.ask, visit.dossier(), places::CASES.of(visit.id()));
    let third = is_third(&visit);
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    let taken = case.handover().is_some_and(crate::case::Handover::is_taken);
    let (mut mine, mut asks, mut arranges) = (Vec::new(), Vec::new(), Vec::new());
    if visit.may::<AnswerDuty>() {
        mine.extend(duty::answers(ask, case, &home).map(html));
    }
    if visit.may::<AnswerHandover>() {
        mine.extend(hand::answer(ask, case, &home).map(html));
    }
    let may_ask = visit.may::<AskScaling>();
    if may_ask {
        asks.extend(ask::form(ask, case, &home, true).map(html));
        // Without somebody who takes it over it is refused, so it is offered only then.
        let back = if taken && !third { ask::form(ask, case, &home, false) } else { None };
        asks.extend(back.map(html));
    }
    if visit.may::<OfferHandover>() {
        arranges.push(html(hand::offer(ask, case, &home)));
    }
    if visit.may::<NameDuty>() {
        arranges.extend(duty::forms(ask, case, &home).map(html));
    }
    if visit.may::<SetCriteria>() {
        arranges.push(html(duty::criteria(case, &home)));
    }
    let waiting = case.scaling().waiting.iter().filter(|one| is_read(ask, case, one));
    let past = |one: &crate::case::Answered| Past {
        at: format!("{home}/opschalen/blad/{}", one.asked.asking.no),
        on: day_month_year(one.on),
        says: says(one.asked.asking.is_up(), &ask.vault.levels().says(one.asked.asking.to)).to(ask.lang).to_owned(),
        outcome: one.answer.decision.outcome.says().to(ask.lang).to_owned(),
        by: AuthorSays::of(ask, &one.asked.by),
    };
    let body = ScalingPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Scaling),
        id: visit.id().to_string(),
        stalls: case
            .stalls(ask.today)
            .filter(|_| !third)
            .map(|stall| (stall.says().to(ask.lang).to_owned(), day_month_year(stall.day())))
            .collect(),
        turn: (!third).then(|| Turn::of(ask, case, None)),
        waiting: waiting.map(|one| view(&visit, &home, one, &html)).collect(),
        handover: case.handover().filter(|_| !third).map(|it| HandoverView::of(ask, it)),
        past: answered(ask, case).map(past).collect(),
        mine,
        asks,
        arranges,
        unoffered: may_ask && !taken && !third,
    };
    Ok(Page::of(ask, heading(&visit, Part::Scaling), body))
}

/// What a question is about.
fn says(up: bool, to: &Say) -> Say {
    if up {
        Say::made(format!("Hulp gevraagd: {}", to.nl), format!("Help asked for: {}", to.en))
    } else {
        Say::made(format!("Gevraagd om terug te geven: {}", to.nl), format!("Asked to give back: {}", to.en))
    }
}

fn view(visit: &Visit<ReadCase>, home: &str, waiting: &Waiting, html: &impl Fn(Sheet) -> Asking) -> WaitingView {
    let (ask, case, no) = (&visit.ask, visit.dossier(), waiting.asking.no);
    let me = &ask.actor;
    let mine = waiting.draft.as_ref().is_some_and(|draft| draft.keys.may_turn(&me.agency.id, &me.person).is_ok());
    let key = (mine && visit.may::<TurnScalingKey>()).then(|| answer::key(home, no));
    let directs = case.opening.as_ref().is_some_and(|o| o.director == me.agency.id);
    let answers = visit.may::<AnswerScaling>() && (directs || waiting.asking.level() != Level::Director);
    let answers = answers.then(|| answer::form(ask, case, home, waiting));
    let more = visit.may::<AskScaling>().then(|| ask::more(home, no));
    let draft = waiting.draft.as_ref().filter(|_| !is_third(visit));
    WaitingView {
        question: QuestionView::of(ask, case, waiting),
        late: waiting.asking.due < ask.today,
        draft: draft.map(|it| {
            (AnswerView::of(ask, case, &it.answer), AuthorSays::of(ask, &it.by), KeySays::all(ask, &it.keys))
        }),
        lacks: mine.then(|| visit.lacks_mandate::<TurnScalingKey>()).flatten(),
        forms: key.into_iter().chain(answers).chain(more).map(html).collect(),
    }
}
