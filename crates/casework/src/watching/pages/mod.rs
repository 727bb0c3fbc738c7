//! The pages of an agreement to keep an eye: one to read it and say what is to be said, and the list.

mod list;
mod read;

use super::acts as a;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListWatches, _>("/oogjes", list::show);
    house.page::<a::ReadWatch, _>("/oogjes/{id}", read::show);
    house.act::<a::ConfirmWatch, (), a::ReadWatch, _, _>("/oogjes/{id}/ja", read::show, read::confirm);
    house.act::<a::DeclineWatch, read::Why, a::ReadWatch, _, _>("/oogjes/{id}/nee", read::show, read::decline);
    house.act::<a::TakeAnswer, (), a::ReadWatch, _, _>("/oogjes/{id}/gelezen", read::show, read::take);
    house.act::<a::AskAnother, read::Other, a::ReadWatch, _, _>("/oogjes/{id}/ander", read::show, read::another);
    house.act::<a::EndWatch, read::Stops, a::ReadWatch, _, _>("/oogjes/{id}/stoppen", read::show, read::end);
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/oogjes/{id}/personen", "/oogjes/{id}/personen/vervanging"],
    );
}

impl crate::seating::Naming for a::NamePersons {}
