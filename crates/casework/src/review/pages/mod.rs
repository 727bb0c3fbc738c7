//! The pages of an independent review: one to read it and say what is to be said, and the list. What concerns the case as well is done above both.

mod answering;
mod extract;
mod kept;
mod list;
mod page;
mod reviewer;
mod three;

use crate::table::key_form::Objection;
pub(crate) use answering::{Answering, Clarifies, Withdraws};
pub(crate) use extract::ExtractView;
pub(crate) use kept::{KeptView, kept};
pub(crate) use page::show;
pub(crate) use reviewer::{Accepts, Gives};
pub(crate) use three::Reminds;

use super::acts as a;

/// Every address of this feature but those of which the case hears.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListReviews, _>("/toetsingen", list::show);
    house.page::<a::ReadReview, _>("/toetsingen/{id}", show);
    house.act::<a::ObjectToReview, Objection, a::ReadReview, _, _>(
        "/toetsingen/{id}/niet-instemmen",
        show,
        three::object,
    );
    house.act::<a::TakeOpinion, (), a::ReadReview, _, _>("/toetsingen/{id}/gelezen", show, three::take);
    house.act::<a::DeclineReview, reviewer::Why, a::ReadReview, _, _>("/toetsingen/{id}/niet", show, reviewer::decline);
    house.act::<a::AskOfReview, reviewer::Asks, a::ReadReview, _, _>("/toetsingen/{id}/vraag", show, reviewer::ask);
    house.act::<a::TakeAnswers, (), a::ReadReview, _, _>(
        "/toetsingen/{id}/antwoorden-gelezen",
        show,
        reviewer::take_answers,
    );
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/toetsingen/{id}/personen", "/toetsingen/{id}/personen/vervanging"],
    );
}

impl crate::seating::Naming for a::NamePersons {}
