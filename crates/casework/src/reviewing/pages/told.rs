//! What the case hears of its review, and what is held against its words before who reviews reads it.

use crate::case::{Case, HearReview};
use crate::places;
use crate::review::pages::{Answering, Clarifies, Withdraws};
use crate::review::{AnswerReview, ClarifyReview, Event, Overseen, Review, TakeOpinion, WithdrawReview};
use crate::reviewing::hiding;
use kernel::{DossierId, Refusal};
use vault::{Act, Desk, Draft};
use web::{Ask, Redirect, Trouble};

/// A desk at the case.
async fn case_of(ask: &Ask, review: &Review) -> Result<Desk<HearReview>, Trouble> {
    let about = review.about().ok_or(Trouble::Denied)?;
    Ok(ask.vault.open_desk::<HearReview>(&ask.actor, about.case).await?)
}

/// What the case keeps of it.
fn heard(desk: Desk<HearReview>, what: Vec<Overseen>) -> Result<Draft, Refusal> {
    let case: &Case = desk.dossier();
    let events: Result<Vec<_>, Refusal> = what.into_iter().map(|one| case.hear_review(one)).collect();
    Ok(desk.draft(events?))
}

async fn keep<A: Act<On = Review>>(desk: Desk<A>, events: Vec<Event>, others: Vec<Draft>) -> Result<Redirect, Trouble> {
    let to = places::REVIEWS.of(desk.id());
    desk.commit_with(events, others).await?;
    Ok(Redirect::to(to))
}

fn came(id: DossierId, review: &Review) -> Option<Overseen> {
    let (opinion, _) = review.opinion()?;
    Some(Overseen::Came { id, opinion: Box::new(opinion.clone()) })
}

/// Read the opinion; from now on it stands at the case.
pub(super) async fn take(desk: Desk<TakeOpinion>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take()?;
    let case = case_of(&ask, desk.dossier()).await?;
    let what = came(desk.id(), desk.dossier()).into_iter().collect();
    let others = vec![heard(case, what)?];
    keep(desk, vec![event], others).await
}

/// Answers a recommendation; who answers read the opinion, so with the first answer it stands at the case as well.
pub(super) async fn answer(desk: Desk<AnswerReview>, ask: Ask, form: Answering) -> Result<Redirect, Trouble> {
    let no = ask.part("no").parse().unwrap_or_default();
    let answer = form.of(no);
    let (review, id) = (desk.dossier(), desk.id());
    let event = review.answer(desk.agency(), answer.clone(), desk.today())?;
    let case = case_of(&ask, review).await?;
    let masks = hiding::of(case.dossier(), &ask.directory);
    let owner = answer.owner.iter().map(|owner| ("owner".to_owned(), owner.as_str()));
    hiding::check(&masks, [("reason".to_owned(), answer.reason.as_str())].into_iter().chain(owner))?;
    let taken: Vec<Event> = review.take().into_iter().collect();
    let first = came(id, review).filter(|_| !taken.is_empty());
    let what = first.into_iter().chain([Overseen::Answered { id, answer }]).collect();
    let others = vec![heard(case, what)?];
    keep(desk, taken.into_iter().chain([event]).collect(), others).await
}

/// Answers what who reviews asked.
pub(super) async fn clarify(desk: Desk<ClarifyReview>, ask: Ask, form: Clarifies) -> Result<Redirect, Trouble> {
    let case = case_of(&ask, desk.dossier()).await?;
    let masks = hiding::of(case.dossier(), &ask.directory);
    hiding::check(&masks, [("text".to_owned(), form.0.as_str())])?;
    let event = desk.dossier().clarify(form.0)?;
    keep(desk, vec![event], Vec::new()).await
}

/// Withdraws the question.
pub(super) async fn withdraw(desk: Desk<WithdrawReview>, ask: Ask, form: Withdraws) -> Result<Redirect, Trouble> {
    let event = desk.dossier().withdraw(form.0)?;
    let case = case_of(&ask, desk.dossier()).await?;
    let others = vec![heard(case, vec![Overseen::Over { id: desk.id() }])?];
    keep(desk, vec![event], others).await
}
