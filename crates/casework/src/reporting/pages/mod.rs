//! The pages of a reporter's door: one for anybody who reports, and those of the municipality that reads what came in.

mod door;
mod list;
mod open;
mod report;
mod tell;

use super::acts as a;
use crate::signal::Registration;
use web::Sure;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListDoors, _>("/meldpaginas", list::show);
    house.begin::<a::OpenDoor, open::Opens, _, _>("/meldpaginas/nieuw", open::show, open::act);
    house.page::<a::ReadDoor, _>("/meldpaginas/{id}", door::show);
    house.act::<a::CloseDoor, door::Closes, a::ReadDoor, _, _>("/meldpaginas/{id}/sluiten", door::show, door::close);
    house.act::<a::GoOn, Sure, a::ReadDoor, _, _>("/meldpaginas/{id}/verder", door::show, door::go_on);
    house.act::<a::LayAside, door::Several, a::ReadDoor, _, _>("/meldpaginas/{id}/terzijde", door::show, door::aside);
    house.page::<a::ReadDoor, _>("/meldpaginas/{id}/melding/{no}", report::show);
    house.act::<a::TakeUpReport, Registration, a::ReadDoor, _, _>(
        "/meldpaginas/{id}/melding/{no}/signaal",
        report::show,
        report::take_up,
    );
    house.act::<a::LayAside, report::Aside, a::ReadDoor, _, _>(
        "/meldpaginas/{id}/melding/{no}/terzijde",
        report::show,
        report::lay_aside,
    );
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/meldpaginas/{id}/personen", "/meldpaginas/{id}/personen/vervanging"],
    );
    house.open("/melden", "Anybody may read what a receipt is for; no report is shown.", tell::sent);
    house.held_page::<a::SeeDoor, _>("/melden/{code}", tell::show);
    house.held_act::<a::SendReport, tell::Told, a::SeeDoor, _, _>("/melden/{code}", tell::show, tell::act);
}

impl crate::seating::Naming for a::NamePersons {}
