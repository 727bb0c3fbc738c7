//! One question with its answer, on one sheet: to read for who asked, and to print.

use super::turn::Turn;
use super::view::{AnswerView, HandoverView, QuestionView, answered};
use crate::case::pages::given::number;
use crate::case::{Answered, Case, ReadScaling, StateTaking};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Author;
use web::{Ask, Filled, Page, Trouble, Visit};

/// A question with its answer, as its reader reads them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingOne")]
pub(in crate::case::pages) struct OneView {
    pub(in crate::case::pages) question: QuestionView,
    pub(in crate::case::pages) answer: AnswerView,
    /// Who gave it; of each of the three where they did.
    pub(in crate::case::pages) signed: Vec<AuthorSays>,
    pub(in crate::case::pages) on: ShownDay,
    pub(in crate::case::pages) handover: Option<HandoverView>,
}

impl OneView {
    /// Of this question, where it was answered and the reader reads it.
    pub(in crate::case::pages) fn of(ask: &Ask, case: &Case, no: u32) -> Option<Self> {
        let found = answered(ask, case).find(|one| one.asked.asking.no == no)?;
        let Answered { asked, answer, by, on, handover } = found;
        let third = case.is_third(&ask.actor.agency.id);
        // A third party reads who of its own organisation did something, and of others the organisation.
        let signed = |by: &Author| match third && by.agency != ask.actor.agency.id {
            true => AuthorSays::nobody(ask, &by.agency),
            false => AuthorSays::of(ask, by),
        };
        Some(Self {
            question: QuestionView::of(ask, case, asked),
            answer: AnswerView::of(ask, case, answer),
            signed: by.iter().map(signed).collect(),
            on: day_month_year(*on),
            handover: handover.as_ref().filter(|_| !third).map(|it| HandoverView::of(ask, it)),
        })
    }
}

/// The answer that was given last and that the reader reads, by its number.
pub(in crate::case::pages) fn latest_answer(ask: &Ask, case: &Case) -> Option<u32> {
    answered(ask, case).next().map(|one| one.asked.asking.no)
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/scaling/one.html")]
pub(in crate::case::pages) struct OneScaling {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    back: String,
    /// Where it is taken along on paper.
    #[serde(skip)]
    taking: Option<String>,
    reference: String,
    #[serde(flatten)]
    one: OneView,
    /// As it is today; not for a third party.
    turn: Option<Turn>,
}

pub(in crate::case::pages) async fn show(visit: Visit<ReadScaling>, _: Filled) -> Result<Page<OneScaling>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let third = case.is_third(&ask.actor.agency.id);
    let body = OneScaling {
        lang: ask.lang,
        back: places::CASES.under(visit.id(), "/opschalen"),
        taking: (!third && visit.may::<StateTaking>()).then(|| places::CASES.under(visit.id(), "/meenemen")),
        reference: reference(case),
        one: OneView::of(ask, case, no).ok_or(Trouble::Denied)?,
        turn: (!third).then(|| Turn::of(ask, case, None)),
    };
    let reference = reference(case);
    let title =
        Say::made(format!("Casus {reference}: op- en afschalen"), format!("Case {reference}: scaling up and down"));
    Ok(Page::of(ask, title, body))
}

fn reference(case: &Case) -> String {
    case.opening.as_ref().map(|opening| opening.reference.to_string()).unwrap_or_default()
}
