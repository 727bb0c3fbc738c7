//! The pages of meetings: the list, planning one, and the agenda with everything that is done from it.

mod agenda;
mod calendar;
mod cancelled;
mod item;
mod lead;
mod list;
mod now;
mod order;
mod paper;
mod plan;
mod read;
mod tables;
mod taking;
mod told;
mod turn;

use super::{Holding, Phase, Prompt, acts as a};
use crate::outgoing::Statement;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<a::ListMeetings, _>("/overleggen", list::show);
    house.begin::<a::PlanMeeting, plan::Planning, _, _>("/overleggen/nieuw", plan::show, plan::act);
    house.page::<a::ReadMeeting, _>("/overleggen/{id}", read::show);
    house.file::<a::TakeDate, _>("/overleggen/{id}/overleg.ics", calendar::take);
    house.file::<a::TakePaper, _>("/overleggen/{id}/agenda.pdf", paper::agenda);
    house.file::<a::TakePaper, _>("/overleggen/{id}/verslag.pdf", paper::minutes);
    house.act::<a::StateTaking, Statement, a::ReadMeeting, _, _>(
        "/overleggen/{id}/meenemen",
        read::show,
        taking::state,
    );
    house.act::<a::AnswerInvitation, read::Coming, a::ReadMeeting, _, _>(
        "/overleggen/{id}/komst",
        read::show,
        read::answer,
    );
    house.act::<a::PutOnAgenda, agenda::Put, a::ReadMeeting, _, _>("/overleggen/{id}/agenda", read::show, agenda::put);
    house.act::<a::Reinvite, (), a::ReadMeeting, _, _>("/overleggen/{id}/uitnodigingen", read::show, agenda::reinvite);
    house.act::<a::Replan, plan::Again, a::ReadMeeting, _, _>("/overleggen/{id}/verzetten", read::show, plan::again);
    house.act::<a::CancelMeeting, lead::Why, a::ReadMeeting, _, _>(
        "/overleggen/{id}/afzeggen",
        read::show,
        lead::cancel,
    );
    house.act::<a::BeginMeeting, (), a::ReadMeeting, _, _>("/overleggen/{id}/beginnen", read::show, lead::begin);
    house.act::<a::EndMeeting, lead::Ending, a::ReadMeeting, _, _>("/overleggen/{id}/sluiten", read::show, lead::end);
    running(house);
    house.page::<a::ReadMeeting, _>("/overleggen/{id}/punt/{no}", item::show);
    house.act::<a::SitOut, item::Out, a::ReadMeeting, _, _>(
        "/overleggen/{id}/punt/{no}/niet-mee",
        item::show,
        item::sit_out,
    );
    house.act::<a::PutOnAgenda, item::Back, a::ReadMeeting, _, _>(
        "/overleggen/{id}/punt/{no}/weer-mee",
        item::show,
        item::let_back,
    );
    house.act::<a::PutOnAgenda, item::Minutes, a::ReadMeeting, _, _>(
        "/overleggen/{id}/punt/{no}/duur",
        item::show,
        item::time,
    );
    house.act::<a::PutOnAgenda, item::Before, a::ReadMeeting, _, _>(
        "/overleggen/{id}/punt/{no}/eerder",
        item::show,
        item::raise,
    );
    house.page::<a::ReadCancellation, _>("/overleggen/{id}/afgezegd", cancelled::show);
    house.act::<a::TakeOffAgenda, item::Off, a::ReadMeeting, _, _>(
        "/overleggen/{id}/punt/{no}/eraf",
        item::show,
        item::take_off,
    );
    house.act::<a::HoldItem, Holding, a::ReadMeeting, _, _>(
        "/overleggen/{id}/punt/{no}/afronden",
        item::show,
        item::hold,
    );
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/overleggen/{id}/personen", "/overleggen/{id}/personen/vervanging"],
    );
}

/// While it is held.
fn running(house: &mut web::Rooms) {
    house.page::<a::ReadMeeting, _>("/overleggen/{id}/nu", now::show);
    house.live_with::<a::ReadMeeting>("/overleggen/{id}/live", |meeting, actor| meeting.tables_for(&actor.person));
    house.act::<a::LeadTalk, (), a::ReadMeeting, _, _>("/overleggen/{id}/nu/open/{no}", now::show, now::open);
    house.act::<a::HoldItem, Holding, a::ReadMeeting, _, _>("/overleggen/{id}/nu/afronden/{no}", now::show, item::hold);
    house.act::<a::LeadTalk, now::Step<Phase>, a::ReadMeeting, _, _>(
        "/overleggen/{id}/nu/fase/{no}",
        now::show,
        now::phase,
    );
    house.act::<a::LeadTalk, now::Step<Prompt>, a::ReadMeeting, _, _>(
        "/overleggen/{id}/nu/vraag/{no}",
        now::show,
        now::prompt,
    );
    house.act::<a::TakeCounter, now::Counter, a::ReadMeeting, _, _>(
        "/overleggen/{id}/nu/tegenstem",
        now::show,
        now::counter,
    );
}

impl crate::seating::Naming for a::NamePersons {}
