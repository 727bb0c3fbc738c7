//! What came along from the table of the house that a case came from. It was decided there: here it is only read, and what the table here wants it
//! says itself.

use super::head::{Head, Part, is_third};
use crate::case::{AgreementStands, PackedName, ReadCase};
use askama::Template;
use kernel::{Choice as _, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

/// An agreement as it stood there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ArrivedAgreement")]
struct AgreementView {
    organisation: String,
    what: String,
    due: ShownDay,
    stands: String,
}

/// What the three there decided.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ArrivedDecision")]
struct DecisionView {
    outcome: String,
    question: String,
    considerations: String,
    dissent: Option<String>,
    ground: String,
    expectation: String,
    on: ShownDay,
    by: Vec<String>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/arrived.html")]
pub(super) struct ArrivedPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    house: String,
    municipality: String,
    by: String,
    on: ShownDay,
    ground: String,
    why: String,
    goals: Vec<(String, String)>,
    agreements: Vec<AgreementView>,
    decision: Option<DecisionView>,
}

fn called(by: &PackedName) -> String {
    format!("{}, {} ({})", by.name, by.function, by.organisation)
}

pub(super) async fn show(visit: Visit<ReadCase>, _: Filled) -> Result<Page<ArrivedPage>, Trouble> {
    let (lang, case) = (visit.ask.lang, visit.dossier());
    let arrived = case.arrived.as_ref().filter(|_| !is_third(&visit)).ok_or(Trouble::Denied)?;
    let stands =
        |word: &str| AgreementStands::of_word(word).map_or_else(String::new, |it| it.says().to(lang).to_owned());
    let outcome = |word: &str| {
        crate::case::PlanOutcome::of_word(word).map_or_else(String::new, |it| it.says().to(lang).to_owned())
    };
    let body = ArrivedPage {
        lang,
        head: Head::of(&visit, Part::Table),
        house: arrived.from.house.to_string(),
        municipality: arrived.from.municipality.to_string(),
        by: called(&arrived.from.by),
        on: day_month_year(arrived.sent),
        ground: arrived.ground.says().to(lang).to_owned(),
        why: arrived.why.to_string(),
        goals: arrived.goals.iter().map(|goal| (goal.text.to_string(), goal.seen_by.to_string())).collect(),
        agreements: arrived
            .agreements
            .iter()
            .map(|one| AgreementView {
                organisation: one.organisation.to_string(),
                what: one.what.to_string(),
                due: day_month_year(one.due),
                stands: stands(&one.stands),
            })
            .collect(),
        decision: arrived.decision.as_ref().map(|it| DecisionView {
            outcome: outcome(&it.outcome),
            question: it.question.to_string(),
            considerations: it.considerations.to_string(),
            dissent: it.dissent.as_ref().map(ToString::to_string),
            ground: it.ground.to_string(),
            expectation: it.expectation.to_string(),
            on: day_month_year(it.on),
            by: it.by.iter().map(called).collect(),
        }),
    };
    let reference = &body.head.reference;
    let title =
        Say::made(format!("Casus {reference}: van een ander huis"), format!("Case {reference}: from another house"));
    Ok(Page::of(&visit.ask, title, body))
}
