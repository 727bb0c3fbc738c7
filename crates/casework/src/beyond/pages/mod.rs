//! The pages of a question to another house: where it is asked at the case, one to read and decide, the list, and for who keeps the house how
//! it goes with other houses.

mod ask;
mod keeper;
mod list;
mod read;

use super::acts as a;
use crate::case::{AskElsewhere, ReadCase};

/// How it goes with other houses, for who keeps the house.
pub const STATE: &str = "/beheer/huizen";

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListBeyond, _>("/elders", list::show);
    house.page::<ReadCase, _>("/zaken/{id}/elders", ask::show);
    house.act::<AskElsewhere, ask::Asking, ReadCase, _, _>("/zaken/{id}/elders", ask::show, ask::act);
    house.page::<a::ReadBeyond, _>("/elders/{id}", read::show);
    house.act::<a::AskContact, web::Sure, a::ReadBeyond, _, _>("/elders/{id}/contact", read::show, read::contact);
    house.act::<a::TakeOutcome, (), a::ReadBeyond, _, _>("/elders/{id}/gelezen", read::show, read::take);
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/elders/{id}/personen", "/elders/{id}/personen/vervanging"],
    );
    house.mine(STATE, "the vault asks whether it is who keeps the house, and writes it in the book", keeper::show);
}

impl crate::seating::Naming for a::NamePersons {}
