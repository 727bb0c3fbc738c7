//! The pages of an enquiry: one for the table that was asked, one for who asked. Neither says of the other more than it must.

mod read;
mod reply;

use super::acts as a;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.page::<a::ReadEnquiry, _>("/navragen/{id}", read::show);
    house.act::<a::AnswerEnquiry, read::Answering, a::ReadEnquiry, _, _>(
        "/navragen/{id}/antwoord",
        read::show,
        read::answer,
    );
    house.act::<a::DeclineEnquiry, read::Declining, a::ReadEnquiry, _, _>(
        "/navragen/{id}/geen-antwoord",
        read::show,
        read::decline,
    );
    house.page::<a::ReadReply, _>("/navragen/{id}/reactie", reply::show);
    house.act::<a::TakeReply, (), a::ReadReply, _, _>("/navragen/{id}/reactie/gelezen", reply::show, reply::take);
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/navragen/{id}/personen", "/navragen/{id}/personen/vervanging"],
    );
}

impl crate::seating::Naming for a::NamePersons {}
