//! One question with its answer, on one sheet: to read for who asked, and to print.

use super::turn::Turn;
use super::view::{AnswerView, HandoverView, QuestionView, is_read};
use crate::case::pages::given::number;
use crate::case::{Answered, Case, ReadScaling};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/scaling/one.html")]
pub(in crate::case::pages) struct OneScaling {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    back: String,
    reference: String,
    question: QuestionView,
    answer: AnswerView,
    /// Who gave it; of each of the three where they did.
    signed: Vec<AuthorSays>,
    on: ShownDay,
    handover: Option<HandoverView>,
    /// As it is today; not for a third party.
    turn: Option<Turn>,
}

pub(in crate::case::pages) async fn show(visit: Visit<ReadScaling>, _: Filled) -> Result<Page<OneScaling>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let all = &case.scaling().answered;
    let found = all.iter().find(|one| one.asked.asking.no == no && is_read(ask, case, &one.asked));
    let Answered { asked, answer, by, on, handover } = found.ok_or(Trouble::Denied)?;
    let third = case.is_third(&ask.actor.agency.id);
    let body = OneScaling {
        lang: ask.lang,
        back: places::CASES.under(visit.id(), "/opschalen"),
        reference: reference(case),
        question: QuestionView::of(ask, case, asked),
        answer: AnswerView::of(ask, case, answer),
        // A third party reads who of its own organisation did something, and of others the organisation.
        signed: by
            .iter()
            .map(|by| match third && by.agency != ask.actor.agency.id {
                true => AuthorSays::nobody(ask, &by.agency),
                false => AuthorSays::of(ask, by),
            })
            .collect(),
        on: day_month_year(*on),
        handover: handover.as_ref().filter(|_| !third).map(|it| HandoverView::of(ask, it)),
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
