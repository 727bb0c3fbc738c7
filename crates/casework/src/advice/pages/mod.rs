//! The pages of an advice: one sheet that prints as the document that is signed, and the round in which it is decided.

pub(crate) mod at_meeting;
mod decide;
mod list;
mod paper;
mod read;
mod restated;
mod taking;
mod write;

pub(crate) use restated::means;

use super::acts as a;
use crate::outgoing::Statement;
use crate::seating;
use crate::weighing::{Advise as BringToTriangle, ReadWeighing};

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.page::<ReadWeighing, _>("/wegingen/{id}/advies", write::show_new);
    house.act::<BringToTriangle, write::AdviceForm, ReadWeighing, _, _>(
        "/wegingen/{id}/advies",
        write::show_new,
        write::begin,
    );
    house.list::<a::ListAdvices, _>("/adviezen", list::show);
    house.page::<a::ReadAdvice, _>("/adviezen/{id}", read::show);
    house.file::<a::TakeAdvice, _>("/adviezen/{id}/advies.pdf", paper::print);
    house.act::<a::StateTaking, Statement, a::ReadAdvice, _, _>("/adviezen/{id}/meenemen", read::show, taking::state);
    house.page::<a::ReadAdvice, _>("/adviezen/{id}/tekst", write::show);
    house.page::<a::ReadAdvice, _>("/adviezen/{id}/versies", write::versions);
    house.act::<a::RedraftAdvice, write::AdviceForm, a::ReadAdvice, _, _>(
        "/adviezen/{id}/tekst",
        write::show,
        write::redraft,
    );
    house.act::<a::IssueAdvice, decide::IssueForm, a::ReadAdvice, _, _>(
        "/adviezen/{id}/voorleggen",
        read::show,
        decide::issue,
    );
    house.act::<a::RecallAdvice, decide::RecallForm, a::ReadAdvice, _, _>(
        "/adviezen/{id}/terughalen",
        read::show,
        decide::recall,
    );
    house.act::<a::DecideAdvice, decide::DecideForm, a::ReadAdvice, _, _>(
        "/adviezen/{id}/besluit",
        read::show,
        decide::decide,
    );
    house.act::<a::DecideAdvice, decide::WithdrawForm, a::ReadAdvice, _, _>(
        "/adviezen/{id}/terugzenden-intrekken",
        read::show,
        decide::withdraw,
    );
    seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/adviezen/{id}/personen", "/adviezen/{id}/personen/vervanging"],
    );
}

impl seating::Naming for a::NamePersons {}
