//! What the case hears of its review, and what is held against its words before who reviews reads it.

use super::form;
use crate::case::{Case, HearReview};
use crate::places;
use crate::review::pages::{Accepts, Answering, Clarifies, Gives, Reminds, Withdraws};
use crate::review::{
    AcceptReview, AnswerReview, ClarifyReview, Event, GiveOpinion, Overseen, RemindReview, Review, TurnReviewKey,
    WithdrawReview,
};
use crate::reviewing::hiding;
use crate::table::key_form::Turned;
use kernel::Refusal;
use vault::{Act, Desk, Draft};
use web::{Ask, Redirect, Trouble};

/// A desk at the case.
pub(super) async fn case_of(ask: &Ask, review: &Review) -> Result<Desk<HearReview>, Trouble> {
    let about = review.about().ok_or(Trouble::Denied)?;
    Ok(ask.vault.open_desk::<HearReview>(&ask.actor, about.case).await?)
}

/// What the case keeps of it.
pub(super) fn heard(desk: Desk<HearReview>, what: Overseen) -> Result<Draft, Refusal> {
    let event = desk.dossier().hear_review(what)?;
    Ok(desk.draft(vec![event]))
}

async fn keep<A: Act<On = Review>>(desk: Desk<A>, events: Vec<Event>, others: Vec<Draft>) -> Result<Redirect, Trouble> {
    let to = places::REVIEWS.of(desk.id());
    desk.commit_with(events, others).await?;
    Ok(Redirect::to(to))
}

/// Whether who is asked may still review this case, of which more may be known by now than when the text was written.
fn still_may(ask: &Ask, case: &Case, review: &Review, no: Refusal) -> Result<(), Refusal> {
    let person = review.text().map(|text| &text.reviewer.person);
    let may = form::reviewers(case, &ask.directory, ask.today).iter().any(|one| Some(&one.person) == person);
    if may { Ok(()) } else { Err(no) }
}

/// Turns the key; with the third one it goes.
pub(super) async fn turn(desk: Desk<TurnReviewKey>, ask: Ask, form: Turned) -> Result<Redirect, Trouble> {
    const NO_MORE: Refusal = Refusal::of(
        "Deze toetser, of de organisatie, zit of zat intussen zelf aan deze tafel. Laat de tekst aanpassen en vraag een ander.",
        "This reviewer, or the organisation, by now sits or sat at this table. Have the text changed and ask another.",
    );
    let review = desk.dossier();
    let event = review.turn_key(desk.agency(), &desk.actor().person, form.0, desk.today())?;
    if review.is_last_key(desk.agency()) {
        still_may(&ask, case_of(&ask, review).await?.dossier(), review, NO_MORE)?;
    }
    keep(desk, vec![event], Vec::new()).await
}

/// Who reviews learns no more of the case than that.
const NOT_INDEPENDENT: Refusal = Refusal::of(
    "Er is iets veranderd waardoor u dit niet meer onafhankelijk kunt toetsen. Zeg hieronder dat u het niet doet.",
    "Something changed by which you cannot review this independently any more. Say below that you do not do it.",
);

/// Who reviews begins.
pub(super) async fn accept(desk: Desk<AcceptReview>, ask: Ask, _: Accepts) -> Result<Redirect, Trouble> {
    let event = desk.dossier().accept(&desk.actor().person)?;
    still_may(&ask, case_of(&ask, desk.dossier()).await?.dossier(), desk.dossier(), NOT_INDEPENDENT)?;
    keep(desk, vec![event], Vec::new()).await
}

/// Gives the opinion; with that it stands at the case, whether anybody says to have read it or not.
pub(super) async fn give(desk: Desk<GiveOpinion>, ask: Ask, form: Gives) -> Result<Redirect, Trouble> {
    let event = desk.dossier().give(&desk.actor().person, form.0.clone())?;
    let case = case_of(&ask, desk.dossier()).await?;
    still_may(&ask, case.dossier(), desk.dossier(), NOT_INDEPENDENT)?;
    let came = Overseen::Came { id: desk.id(), opinion: Box::new(form.0) };
    let others = vec![heard(case, came)?];
    keep(desk, vec![event], others).await
}

/// Writes down what was agreed with who reviews; the case waits as long.
pub(super) async fn remind(desk: Desk<RemindReview>, ask: Ask, form: Reminds) -> Result<Redirect, Trouble> {
    let event = desk.dossier().remind(form.until, form.said, desk.today())?;
    let case = case_of(&ask, desk.dossier()).await?;
    let others = vec![heard(case, Review::asked_by(desk.id(), form.until))?];
    keep(desk, vec![event], others).await
}

/// Answers a recommendation; who answers read the opinion.
pub(super) async fn answer(desk: Desk<AnswerReview>, ask: Ask, form: Answering) -> Result<Redirect, Trouble> {
    let no = ask.part("no").parse().unwrap_or_default();
    let answer = form.of(no);
    let (review, id) = (desk.dossier(), desk.id());
    let event = review.answer(desk.agency(), answer.clone(), desk.today())?;
    let case = case_of(&ask, review).await?;
    let masks = hiding::of(case.dossier(), &ask.directory);
    let owner = answer.owner.iter().map(|owner| ("owner".to_owned(), owner.as_str()));
    hiding::check(&masks, [("reason".to_owned(), answer.reason.as_str())].into_iter().chain(owner))?;
    let taken = review.take().into_iter();
    let others = vec![heard(case, Overseen::Answered { id, answer })?];
    keep(desk, taken.chain([event]).collect(), others).await
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
    let others = vec![heard(case, Overseen::Over { id: desk.id() })?];
    keep(desk, vec![event], others).await
}
