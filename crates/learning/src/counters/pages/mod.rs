//! The pages of counts: a year of a house, or of all houses together, quarter by quarter; and the same as a file.

mod asked;
mod mirror;
mod sheet;
pub(crate) mod year;

use super::acts::ReadCounters;
use web::Rooms;

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<ReadCounters, _>("/tellingen", year::show);
    house.takeaway::<ReadCounters, _>("/tellingen/bestand/{soort}", sheet::print);
}
