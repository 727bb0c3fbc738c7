//! The pages of a calibration: the library, the page of who leads it, and the page of a table.

mod beside;
mod figures;
mod join;
mod list;
mod note;
mod prepare;
mod read;
mod shelf;
mod steps;
mod tell;

use super::acts;
use web::Rooms;

const INVENTED: &str = "invented signals, the same for everybody who is logged in";

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.kind::<super::Calibration>(crate::places::CALIBRATIONS.list());
    house.list::<acts::ListCalibrations, _>("/weegijkingen", list::show);
    house.mine("/weegijkingen/signalen", INVENTED, shelf::list);
    house.mine("/weegijkingen/signalen/{naam}", INVENTED, shelf::show);
    house.begin::<acts::PrepareCalibration, prepare::Prepared, _, _>(
        "/weegijkingen/nieuw",
        prepare::show,
        prepare::act,
    );
    house.page::<acts::ReadCalibration, _>("/weegijkingen/{id}", read::show);
    house.live::<acts::ReadCalibration>("/weegijkingen/{id}/live");
    house.file::<acts::ReadCalibration, _>("/weegijkingen/{id}/verslag", note::print);
    house.act::<acts::AddTable, steps::NewTable, acts::ReadCalibration, _, _>(
        "/weegijkingen/{id}/tafel",
        read::show,
        steps::add_table,
    );
    house.act::<acts::StartCalibration, (), acts::ReadCalibration, _, _>(
        "/weegijkingen/{id}/lezen",
        read::show,
        steps::start,
    );
    house.act::<acts::OpenReadings, (), acts::ReadCalibration, _, _>(
        "/weegijkingen/{id}/openen",
        read::show,
        steps::open,
    );
    house.act::<acts::NoteTalk, steps::Written, acts::ReadCalibration, _, _>(
        "/weegijkingen/{id}/gesprek",
        read::show,
        steps::note,
    );
    house.act::<acts::AgreeLesson, steps::Written, acts::ReadCalibration, _, _>(
        "/weegijkingen/{id}/les",
        read::show,
        steps::agree,
    );
    house.act::<acts::CloseCalibration, (), acts::ReadCalibration, _, _>(
        "/weegijkingen/{id}/sluiten",
        read::show,
        steps::close,
    );
    house.held_page::<acts::JoinCalibration, _>("/weegijking/{code}/{kaart}", join::show);
    house.held_live::<acts::JoinCalibration>("/weegijking/{code}/{kaart}/live");
    house.held_act::<acts::HandInReading, join::Given, acts::JoinCalibration, _, _>(
        "/weegijking/{code}/{kaart}/lezing",
        join::show,
        join::hand_in,
    );
}
