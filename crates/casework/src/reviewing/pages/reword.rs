//! Changing what would go to a reviewer: after one of the three said no, or who was asked does not do it.

use super::begin::AskPage;
use super::form::{self, Asks};
use super::told::{case_of, heard};
use crate::places;
use crate::review::pages::ExtractView;
use crate::review::{ReadReview, Review, RewordReview};
use kernel::Say;
use vault::Desk;
use web::{Ask, Filled, Page, Redirect, Trouble, Visit};

const TITLE: Say = Say::of("De tekst voor de toetser aanpassen", "Change the text for the reviewer");

/// The page.
pub(super) async fn show(visit: Visit<ReadReview>, filled: Filled) -> Result<Page<AskPage>, Trouble> {
    let (ask, review, id) = (&visit.ask, visit.dossier(), visit.id());
    let (about, text) = review.about().zip(review.text()).ok_or(Trouble::Denied)?;
    if !visit.may::<RewordReview>() || review.may_reword().is_err() {
        return Err(Trouble::Denied);
    }
    let case = case_of(ask, review).await?;
    let to = places::REVIEWS.under(id, "/tekst");
    let form = form::form(ask, to, case.dossier(), &text.extract, Some(text)).html(ask, &filled, Some(visit.seq()));
    let body = AskPage {
        lang: ask.lang,
        back: places::REVIEWS.of(id),
        called: about.reference.to_string(),
        overseen: Vec::new(),
        extract: Some(ExtractView::of(ask.lang, &text.extract, true)),
        form: Some(form),
        not_now: None,
        nobody: false,
    };
    Ok(Page::of(ask, TITLE, body))
}

/// Lays another text before the three; the one before is erased.
pub(super) async fn reword(desk: Desk<RewordReview>, ask: Ask, form: Asks) -> Result<Redirect, Trouble> {
    let review = desk.dossier();
    let before = review.text().ok_or(Trouble::Denied)?;
    let case = case_of(&ask, review).await?;
    let text = form.text(case.dossier(), &ask.directory, before.extract.clone(), desk.today())?;
    let (until, id) = (text.until, desk.id());
    let (event, erased) = review.reword(text, desk.today())?;
    let to = places::REVIEWS.of(id);
    let others = vec![heard(case, Review::asked_by(id, until))?];
    desk.commit_erasing_with(vec![event], erased, others).await?;
    Ok(Redirect::to(to))
}
