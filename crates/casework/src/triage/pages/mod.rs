//! The pages of the triage: submitting, what waits, one submission for who sits there and who submitted it, and the decision.

mod answers;
pub(crate) mod at_meeting;
mod decide;
mod hear;
mod informed;
mod list;
mod read;
mod said;
mod submit;
mod views;
mod when;
mod wished;

use super::acts as a;
use crate::table::key_form::{Objection, Turned};

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListTriages, _>("/triage", list::show);
    house.begin::<a::SubmitCase, submit::Submitted, _, _>("/triage/nieuw", submit::show, submit::act);
    house.page::<a::ReadTriage, _>("/triage/{id}", read::show);
    house.act::<a::Withdraw, hear::TakesBack, a::ReadTriage, _, _>(
        "/triage/{id}/intrekken",
        read::show,
        hear::withdraw,
    );
    house.act::<a::SaySeen, views::Sees, a::ReadTriage, _, _>("/triage/{id}/zienswijze", read::show, views::see);
    house.page::<a::ReadTriage, _>("/triage/{id}/besluit", decide::show);
    house.act::<a::DraftRuling, decide::Decides, a::ReadTriage, _, _>(
        "/triage/{id}/besluit",
        decide::show,
        decide::act,
    );
    house.act::<a::TurnKey, Turned, a::ReadTriage, _, _>("/triage/{id}/sleutel", read::show, views::turn);
    house.act::<a::Disagree, Objection, a::ReadTriage, _, _>(
        "/triage/{id}/niet-instemmen",
        read::show,
        views::disagree,
    );
    house.act::<a::AnswerMore, hear::Adds, a::ReadTriage, _, _>("/triage/{id}/aanvullen", read::show, hear::add);
    house.act::<a::HearOutcome, informed::Knows, a::ReadTriage, _, _>(
        "/triage/{id}/terugkoppeling",
        read::show,
        hear::hear,
    );
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/triage/{id}/personen", "/triage/{id}/personen/vervanging"],
    );
}

impl crate::seating::Naming for a::NamePersons {}
