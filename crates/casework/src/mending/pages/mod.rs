//! The addresses at which something is put right, and at which what was put right is read.

mod change;
mod facts;
mod follow;
mod history;
mod identify;
mod page;
mod reporter;
mod sheet;
mod subject;

use crate::advice;
use crate::signal::{
    acts::{AddFact, CorrectSignal, Identify, ReadCorrections, ReadSignal, RevealBsn, RevealReporter},
    pages::{enrich::NewFact, read},
};
use crate::weighing::ReadRestatings;
use web::Rooms;

/// Puts the pages in the house.
pub(crate) fn rooms(house: &mut Rooms) {
    house.page::<ReadSignal, _>("/signalen/{id}/verbeteren", page::show);
    house.act::<CorrectSignal, subject::Person, ReadSignal, _, _>(
        "/signalen/{id}/verbeteren/persoon",
        page::show,
        subject::person,
    );
    house.act::<CorrectSignal, change::Place, ReadSignal, _, _>(
        "/signalen/{id}/verbeteren/gemeente",
        page::show,
        change::place,
    );
    house.act::<CorrectSignal, change::Reading, ReadSignal, _, _>(
        "/signalen/{id}/verbeteren/duiding",
        page::show,
        change::reading,
    );
    house.act::<CorrectSignal, change::Urgency, ReadSignal, _, _>(
        "/signalen/{id}/verbeteren/spoed",
        page::show,
        change::urgency,
    );
    house.act::<CorrectSignal, change::Ideologies, ReadSignal, _, _>(
        "/signalen/{id}/verbeteren/ideologie",
        page::show,
        change::ideology,
    );
    house.act::<CorrectSignal, change::Worded, ReadSignal, _, _>(
        "/signalen/{id}/verbeteren/kanaal",
        page::show,
        change::channel,
    );
    house.act::<CorrectSignal, change::Worded, ReadSignal, _, _>(
        "/signalen/{id}/verbeteren/aanspreekpunt",
        page::show,
        change::contact,
    );
    house.page::<ReadSignal, _>("/signalen/{id}/wie", identify::show);
    house.act::<Identify, identify::Identified, ReadSignal, _, _>("/signalen/{id}/wie", identify::show, identify::act);
    house.page::<RevealBsn, _>("/signalen/{id}/verbeteren/bsn", subject::show_number);
    house.act::<CorrectSignal, subject::Number, RevealBsn, _, _>(
        "/signalen/{id}/verbeteren/bsn",
        subject::show_number,
        subject::number,
    );
    house.page::<RevealReporter, _>("/signalen/{id}/verbeteren/melder", reporter::show);
    house.act::<CorrectSignal, reporter::Mended, RevealReporter, _, _>(
        "/signalen/{id}/verbeteren/melder",
        reporter::show,
        reporter::act,
    );
    house.act::<AddFact, NewFact, ReadSignal, _, _>("/signalen/{id}/feit", read::show, facts::add);
    house.page::<ReadSignal, _>("/signalen/{id}/feit/{no}", facts::show);
    house.act::<CorrectSignal, facts::Mended, ReadSignal, _, _>(
        "/signalen/{id}/feit/{no}/verbeteren",
        facts::show,
        facts::mend,
    );
    house.act::<CorrectSignal, facts::Withdrawn, ReadSignal, _, _>(
        "/signalen/{id}/feit/{no}/intrekken",
        facts::show,
        facts::withdraw,
    );
    house.page::<ReadCorrections, _>("/signalen/{id}/verbeteringen", history::of_signal);
    house.page::<ReadRestatings, _>("/wegingen/{id}/verbeteringen", history::of_weighing);
    house.page::<advice::ReadRestatings, _>("/adviezen/{id}/verbeteringen", history::of_advice);
}
