//! The pages of a calibration: the library, the page of who leads it, and the page of a table.

mod beside;
mod join;
mod list;
mod note;
mod prepare;
mod read;
mod shelf;
mod steps;
mod tell;

use super::acts;
use kernel::DossierId;
use vault::Vault;
use web::{Rooms, Trouble};

const INVENTED: &str = "invented signals, the same for everybody who is logged in";

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.kind::<super::Calibration>("/weegijkingen");
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

/// Where a calibration is led.
pub(super) fn at(id: DossierId) -> String {
    format!("/weegijkingen/{id}")
}

/// Where a table reads.
fn table_at(code: &str, ticket: &str) -> String {
    format!("/weegijking/{code}/{ticket}")
}

/// From how many tables on this house shows a figure; never fewer than five.
async fn fewest(vault: &Vault) -> Result<usize, Trouble> {
    let set = vault.setting("calibration.tables").await?;
    let set = set.and_then(|n| n.parse().ok()).unwrap_or(super::FEWEST_TABLES);
    Ok(set.max(super::FEWEST_TABLES))
}

/// What the range of a figure is drawn from: the same for everybody who looks at this calibration.
fn seed(id: DossierId) -> u64 {
    id.bytes().iter().rev().take(8).fold(0, |seed, byte| (seed << 8) | u64::from(*byte))
}
