//! The pages on which a review is asked for and its text is changed, and what the case hears.

mod begin;
mod form;
mod reword;
mod told;

use crate::case::{AskReview, ReadCase};
use crate::review::{self as r, pages};
use crate::table::key_form::Turned;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/toets", begin::show);
    house.act::<AskReview, form::Asks, ReadCase, _, _>("/zaken/{id}/toets", begin::show, begin::ask);
    house.page::<r::ReadReview, _>("/toetsingen/{id}/tekst", reword::show);
    house.act::<r::RewordReview, form::Asks, r::ReadReview, _, _>(
        "/toetsingen/{id}/tekst",
        reword::show,
        reword::reword,
    );
    house.act::<r::ClarifyReview, pages::Clarifies, r::ReadReview, _, _>(
        "/toetsingen/{id}/toelichting",
        pages::show,
        told::clarify,
    );
    house.act::<r::TurnReviewKey, Turned, r::ReadReview, _, _>("/toetsingen/{id}/sleutel", pages::show, told::turn);
    house.act::<r::AcceptReview, pages::Accepts, r::ReadReview, _, _>(
        "/toetsingen/{id}/aannemen",
        pages::show,
        told::accept,
    );
    house.act::<r::GiveOpinion, pages::Gives, r::ReadReview, _, _>("/toetsingen/{id}/oordeel", pages::show, told::give);
    house.act::<r::RemindReview, pages::Reminds, r::ReadReview, _, _>(
        "/toetsingen/{id}/nabellen",
        pages::show,
        told::remind,
    );
    house.act::<r::AnswerReview, pages::Answering, r::ReadReview, _, _>(
        "/toetsingen/{id}/aanbeveling/{no}",
        pages::show,
        told::answer,
    );
    house.act::<r::WithdrawReview, pages::Withdraws, r::ReadReview, _, _>(
        "/toetsingen/{id}/intrekken",
        pages::show,
        told::withdraw,
    );
}
