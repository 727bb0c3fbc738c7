//! The pages of a referral: where it is written at the table it comes from, one to read it and say what is to be said, and the list.

mod address;
mod answer;
pub(crate) mod begin;
mod item;
mod list;
pub(crate) mod page;
mod sender;

pub(crate) use item::{Said, act as answer_item};
pub(crate) use page::{show, shown};
pub(crate) use sender::Ends;

use super::acts as a;

/// Every address of this feature but four: what the table it came from is told of is done above that table, and there it is known who may open that.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListReferrals, _>("/doorgeleidingen", list::show);
    house.act::<a::SendReferral, sender::Goes, a::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/versturen",
        show,
        sender::send,
    );
    house.act::<a::TakeOn, answer::Takes, a::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/aannemen",
        show,
        answer::take_on,
    );
    house.act::<a::AskBack, answer::Asks, a::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/terugvragen",
        show,
        answer::ask_back,
    );
    house.act::<a::DeclineReferral, answer::Why, a::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/niet",
        show,
        answer::decline,
    );
    house.act::<a::ReplyReferral, sender::Replies, a::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/antwoord",
        show,
        sender::reply,
    );
    house.act::<a::RemindReferral, sender::Reminds, a::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/nabellen",
        show,
        sender::remind,
    );
    house.act::<a::ProlongReferral, sender::Prolongs, a::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/verlengen",
        show,
        sender::prolong,
    );
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/doorgeleidingen/{id}/personen", "/doorgeleidingen/{id}/personen/vervanging"],
    );
}

impl crate::seating::Naming for a::NamePersons {}
