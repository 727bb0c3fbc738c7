//! The pages of a signal. The reading page is the centre: every form about one signal stands there and comes back there.

mod answer;
pub(crate) mod enrich;
mod example;
mod known;
mod link;
mod list;
mod overtake;
pub(crate) mod read;
pub(crate) mod register;
mod reveal;
mod screen;
mod seconds;

pub(crate) use enrich::expression;
#[cfg(test)]
pub(super) use example::example as example_sheet;
pub(crate) use register::{Registration, registration};

use super::acts;
use crate::seating;
use web::Rooms;

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<acts::ListSignals, _>("/signalen", list::show);
    house.begin::<acts::RegisterSignal, Registration, _, _>("/signalen/nieuw", register::show, register::act);
    house.question::<acts::ImportSignals, overtake::File, _, _>(
        "/signalen/overnemen",
        overtake::show,
        overtake::preview,
    );
    house.begin::<acts::ImportSignals, overtake::Choice, _, _>(
        "/signalen/overnemen/kiezen",
        overtake::again,
        overtake::act,
    );
    house.takeaway::<acts::ImportSignals, _>("/signalen/overnemen/voorbeeld/csv", example::csv);
    house.takeaway::<acts::ImportSignals, _>("/signalen/overnemen/voorbeeld/ods", example::ods);
    house.takeaway::<acts::ImportSignals, _>("/signalen/overnemen/voorbeeld/xlsx", example::xlsx);
    house.question::<acts::KnownHere, known::Asked, _, _>("/signalen/bekend", known::show, known::answer);
    house.page::<acts::ReadSignal, _>("/signalen/{id}", read::show);
    house.page::<acts::RevealBsn, _>("/signalen/{id}/bsn", reveal::bsn);
    house.page::<acts::RevealReporter, _>("/signalen/{id}/melder", reveal::reporter);
    house.act::<acts::ClarifySignal, enrich::Called, acts::ReadSignal, _, _>(
        "/signalen/{id}/terugbellen",
        read::show,
        enrich::clarify,
    );
    house.act::<acts::GiveNotice, enrich::Told, acts::ReadSignal, _, _>(
        "/signalen/{id}/kennisgeving",
        read::show,
        enrich::give_notice,
    );
    house.act::<acts::ProposeScreenOut, screen::Proposal, acts::ReadSignal, _, _>(
        "/signalen/{id}/uitsluiten",
        read::show,
        screen::act,
    );
    house.act::<acts::ConfirmScreenOut, answer::Agree, acts::ReadSignal, _, _>(
        "/signalen/{id}/meekijken",
        read::show,
        answer::confirm,
    );
    house.act::<acts::RefuseScreenOut, answer::Disagree, acts::ReadSignal, _, _>(
        "/signalen/{id}/niet-uitsluiten",
        read::show,
        answer::refuse,
    );
    house.act::<acts::LinkSignals, link::Other, acts::ReadSignal, _, _>(
        "/signalen/{id}/koppelen",
        read::show,
        link::link,
    );
    house.act::<acts::UnlinkSignals, link::Why, acts::ReadSignal, _, _>(
        "/signalen/{id}/ontkoppelen",
        read::show,
        link::unlink,
    );
    seating::rooms::<acts::ReadPersons, acts::NamePersons>(
        house,
        ["/signalen/{id}/personen", "/signalen/{id}/personen/vervanging"],
    );
}

impl seating::Naming for acts::NamePersons {}
