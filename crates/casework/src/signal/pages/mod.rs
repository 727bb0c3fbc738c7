//! The pages of a signal. The reading page is the centre: every form about one signal stands there and comes back there.

mod answer;
mod enrich;
mod known;
mod list;
mod overtake;
mod read;
mod register;
mod reveal;
mod screen;
mod seconds;

use super::acts;
use crate::seating;
use web::Rooms;

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<acts::ListSignals, _>("/signalen", list::show);
    house.begin::<acts::RegisterSignal, register::Registration, _, _>("/signalen/nieuw", register::show, register::act);
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
    house.question::<acts::KnownHere, known::Asked, _, _>("/signalen/bekend", known::show, known::answer);
    house.page::<acts::ReadSignal, _>("/signalen/{id}", read::show);
    house.page::<acts::RevealBsn, _>("/signalen/{id}/bsn", reveal::bsn);
    house.page::<acts::RevealReporter, _>("/signalen/{id}/melder", reveal::reporter);
    house.act::<acts::AddFact, enrich::NewFact, acts::ReadSignal, _, _>(
        "/signalen/{id}/feit",
        read::show,
        enrich::add_fact,
    );
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
    seating::rooms::<acts::ReadPersons, acts::NamePersons>(
        house,
        ["/signalen/{id}/personen", "/signalen/{id}/personen/vervanging"],
    );
}
