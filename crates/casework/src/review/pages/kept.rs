//! What a case shows of its independent reviews, to who reads its decisions: the opinion and what each of the three answered.

use crate::places;
use crate::review::kept::{Overseeings, Oversight};
use crate::review::opinion::{Answered, Opinion};
use crate::review::{ListReviews, ReadReview};
use crate::table::AuthorSays;
use kernel::{DossierId, Lang, Line, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Html, Trouble};

/// What was answered to a recommendation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewAnswer")]
pub(crate) struct AnswerView {
    /// The organisation, or what kind it is.
    pub(super) by: String,
    pub(super) on: ShownDay,
    pub(super) follow: Say,
    pub(super) reason: String,
    pub(super) owner: Option<String>,
    pub(super) day: Option<ShownDay>,
}

impl AnswerView {
    pub(super) fn of(answered: &Answered, by: String) -> Self {
        let answer = &answered.answer;
        Self {
            by,
            on: day_month_year(answered.on),
            follow: answer.follow.says(),
            reason: answer.reason.to_string(),
            owner: answer.owner.as_ref().map(Line::to_string),
            day: answer.day.map(day_month_year),
        }
    }
}

/// A recommendation with what was answered.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewRecommendation")]
pub(crate) struct RecommendationView {
    pub(super) no: u32,
    pub(super) text: String,
    pub(super) answers: Vec<AnswerView>,
    /// For one of the three that has not answered.
    #[serde(skip)]
    pub(super) form: Option<Html>,
}

/// An opinion.
#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "review/pages/opinion.html")]
#[schemars(rename = "ReviewOpinion")]
pub(crate) struct OpinionView {
    #[serde(skip)]
    pub(super) lang: Lang,
    pub(super) on: ShownDay,
    pub(super) necessary: String,
    pub(super) doubt: String,
    pub(super) label: String,
    pub(super) recommendations: Vec<RecommendationView>,
}

impl askama::filters::HtmlSafe for OpinionView {}

impl OpinionView {
    /// Of this opinion with these answers; `name` says who answered.
    pub(super) fn of(
        lang: Lang,
        (opinion, on): &(Opinion, kernel::Date),
        answers: &[Answered],
        name: impl Fn(&Answered) -> String,
    ) -> Self {
        let said = |no: u32| {
            let all = answers.iter().filter(|one| one.answer.no == no);
            all.map(|one| AnswerView::of(one, name(one))).collect()
        };
        let one = |(text, no): (&kernel::Note, u32)| RecommendationView {
            no,
            text: text.to_string(),
            answers: said(no),
            form: None,
        };
        Self {
            lang,
            on: day_month_year(*on),
            necessary: opinion.necessary.to_string(),
            doubt: opinion.doubt.to_string(),
            label: opinion.label.to_string(),
            recommendations: opinion.recommendations.iter().zip(1..).map(one).collect(),
        }
    }
}

/// A review at its case.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewKept")]
pub(crate) struct KeptView {
    /// Where it is read, by who may.
    pub(crate) address: Option<String>,
    pub(crate) by: AuthorSays,
    pub(crate) on: ShownDay,
    pub(crate) stands: Say,
    pub(crate) waits: bool,
    pub(crate) opinion: Option<OpinionView>,
}

/// The reviews of a case, the latest first.
pub(crate) async fn kept(ask: &Ask, all: &Overseeings) -> Result<Vec<KeptView>, Trouble> {
    let mut views = Vec::new();
    for one in all.all().iter().rev() {
        views.push(KeptView {
            address: address(ask, one.id).await?,
            by: AuthorSays::of(ask, &one.by),
            on: day_month_year(one.on),
            stands: stands(ask, one),
            waits: one.waits(ask.today),
            opinion: one.opinion.as_ref().map(|opinion| {
                let name = |answered: &Answered| ask.directory.agency_name(&answered.agency);
                OpinionView::of(ask.lang, opinion, &one.answers, name)
            }),
        });
    }
    Ok(views)
}

async fn address(ask: &Ask, id: DossierId) -> Result<Option<String>, Trouble> {
    if !ask.vault.may_begin::<ListReviews>(&ask.actor).is_yes() {
        return Ok(None);
    }
    let reads = ask.vault.may_on::<ReadReview>(&ask.actor, id).await?;
    Ok(reads.then(|| places::REVIEWS.of(id)))
}

fn stands(ask: &Ask, one: &Oversight) -> Say {
    if one.opinion.is_some() {
        return Say::of("oordeel gegeven", "opinion given");
    }
    if one.over {
        return Say::of("ingetrokken", "withdrawn");
    }
    if one.waits(ask.today) {
        Say::of("loopt", "under way")
    } else {
        Say::of("geen oordeel gekomen", "no opinion came")
    }
}
