//! The pages of a case that another house hands over: bringing the file in, reading what it is, and the answer.

mod answer;
mod bring;
mod list;
mod read;

use super::acts as a;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListReceptions, _>("/ontvangsten", list::show);
    house.begin::<a::BringIn, bring::Brought, _, _>("/ontvangsten/nieuw", bring::show, bring::act);
    house.page::<a::ReadReception, _>("/ontvangsten/{id}", read::show);
    house.file::<a::ReadReception, _>("/ontvangsten/{id}/bewijs.txt", answer::receipt);
    house.act::<a::AcceptReception, answer::Accepts, a::ReadReception, _, _>(
        "/ontvangsten/{id}/overnemen",
        read::show,
        answer::accept,
    );
    house.act::<a::DeclineReception, answer::Declines, a::ReadReception, _, _>(
        "/ontvangsten/{id}/niet",
        read::show,
        answer::decline,
    );
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/ontvangsten/{id}/personen", "/ontvangsten/{id}/personen/vervanging"],
    );
}

impl crate::seating::Naming for a::NamePersons {}
