//! The pages of observations: for the observer, and for the table that is observed.

mod fill;
mod list;
mod read;

use super::acts;
use web::Rooms;

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<acts::ListObservations, _>("/observaties", list::show);
    house.begin::<acts::BeginObservation, fill::Begun, _, _>("/observaties/nieuw", fill::show, fill::begin);
    house.page::<acts::ReadObservation, _>("/observaties/{id}", read::show);
    house.act::<acts::FillObservation, fill::Seen, acts::ReadObservation, _, _>(
        "/observaties/{id}/moment",
        read::show,
        fill::note,
    );
    house.act::<acts::FillObservation, fill::Struck, acts::ReadObservation, _, _>(
        "/observaties/{id}/moment-weg",
        read::show,
        fill::strike,
    );
    house.act::<acts::FillObservation, fill::Point, acts::ReadObservation, _, _>(
        "/observaties/{id}/punt",
        read::show,
        fill::remark,
    );
    house.act::<acts::ShareObservation, (), acts::ReadObservation, _, _>(
        "/observaties/{id}/geven",
        read::show,
        fill::share,
    );
    house.act::<acts::DiscussObservation, fill::Said, acts::ReadObservation, _, _>(
        "/observaties/{id}/bespreken",
        read::show,
        fill::discuss,
    );
}
