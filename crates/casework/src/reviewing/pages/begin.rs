//! Asking for an independent review, at the case it is about.

use super::form::{self, Asks};
use crate::case::{AskReview, ReadCase};
use crate::places;
use crate::review::pages::{ExtractView, KeptView, kept};
use crate::review::{About, BeginReview, Review};
use crate::reviewing::extracting::extract;
use crate::seating::taken_along;
use kernel::{AgencyId, Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Filled, Html, Page, Redirect, Trouble, Visit};

const TITLE: Say = Say::of("Onafhankelijke toets", "Independent review");

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "reviewing/pages/begin.html")]
#[schemars(rename = "ReviewAsking")]
pub(super) struct AskPage {
    #[serde(skip)]
    pub(super) lang: Lang,
    /// Where it comes from.
    pub(super) back: String,
    pub(super) called: String,
    pub(super) overseen: Vec<KeptView>,
    pub(super) extract: Option<ExtractView>,
    pub(super) form: Option<Html>,
    /// Why one cannot ask now.
    pub(super) not_now: Option<String>,
    /// Whether there is nobody to ask.
    pub(super) nobody: bool,
}

/// The page: what was asked before for who reads the decisions, and the form for who may ask.
pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<AskPage>, Trouble> {
    let (ask, case, id) = (&visit.ask, visit.dossier(), visit.id());
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    if case.is_third(&ask.actor.agency.id) {
        return Err(Trouble::Denied);
    }
    let may = visit.may::<AskReview>();
    let not_now = case.may_ask_review(ask.today).err().filter(|_| may);
    let nobody = form::reviewers(case, &ask.directory, ask.today).is_empty();
    let offered = may && not_now.is_none() && !nobody;
    let extract = extract(case, &ask.directory, ask.today).filter(|_| offered);
    let form = extract.as_ref().map(|extract| {
        let to = places::CASES.under(id, places::REVIEWING);
        form::form(ask, to, case, extract, None).html(ask, &filled, Some(visit.seq()))
    });
    let body = AskPage {
        lang: ask.lang,
        back: places::CASES.of(id),
        called: opening.reference.to_string(),
        overseen: kept(ask, case.overseen()).await?,
        extract: extract.map(|extract| ExtractView::of(ask.lang, &extract, true)),
        form,
        not_now: not_now.map(|no| no.why.to(ask.lang).to_owned()),
        nobody: may && nobody,
    };
    Ok(Page::of(ask, TITLE, body))
}

/// Lays it before the three.
pub(super) async fn ask(desk: Desk<AskReview>, ask: Ask, form: Asks) -> Result<Redirect, Trouble> {
    let (case, today) = (desk.dossier(), desk.today());
    case.may_ask_review(today)?;
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    let extract = extract(case, &ask.directory, today).ok_or(Trouble::Denied)?;
    let text = form.text(case, &ask.directory, extract, today)?;
    let begun = ask.vault.begin::<BeginReview>(&ask.actor).await?;
    let id = begun.id();
    // By chance: a number that counts would tell how often this is asked.
    let chance = id.to_string();
    let reference = format!("O-{}", chance.get(chance.len().saturating_sub(6)..).unwrap_or_default());
    let trio: Vec<AgencyId> = case.takers().into_iter().cloned().collect();
    let agencies = [trio.as_slice(), std::slice::from_ref(&opening.director)].concat();
    let about = About {
        reference: reference.parse().unwrap_or_default(),
        case: desk.id(),
        called: opening.reference.clone(),
        case_until: case.destroy_by(),
        house: opening.house.clone(),
        persons: taken_along(&ask, case.named(), &agencies),
        trio,
        director: opening.director.clone(),
    };
    let asked = desk.dossier().ask_review(Review::asked(id, &text), today)?;
    let draft = begun.draft(Review::begin(about, text, today)?);
    desk.commit_with(vec![asked], vec![draft]).await?;
    Ok(Redirect::to(places::REVIEWS.of(id)))
}
