//! Houses and organisations as forms offer them and pages name them.

use kernel::{AgencyId, HouseId, Line, Refusal, Say};
use vault::{AgencyKind, Directory};

/// The houses to choose from, by name.
pub(crate) fn houses(directory: &Directory) -> Vec<(String, Say)> {
    let mut all: Vec<_> = directory.houses.iter().map(|h| (h.id.to_string(), h.name.to_string())).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all.into_iter().map(|(id, name)| (id, Say::same(name))).collect()
}

/// The organisations that work with the houses, by name; those that only watch over the system are left out.
pub(crate) fn agencies(directory: &Directory) -> Vec<(String, Say)> {
    let works = |kind| !matches!(kind, AgencyKind::Oversight | AgencyKind::Other);
    let mut all: Vec<_> =
        directory.agencies.iter().filter(|a| works(a.kind)).map(|a| (a.id.to_string(), a.name.to_string())).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all.into_iter().map(|(id, name)| (id, Say::same(name))).collect()
}

/// What a house is called.
pub(crate) fn house_name(directory: &Directory, id: &HouseId) -> String {
    directory.house(id).map_or_else(|| id.to_string(), |house| house.name.to_string())
}

/// What a region is called.
pub(crate) fn region_says(region: &Line) -> Say {
    Say::made(format!("Regio {region}"), format!("Region {region}"))
}

/// What all of them are called.
pub(crate) const ALL_HOUSES: Say = Say::of("Alle huizen samen", "All houses together");

/// Refuses a house that does not exist.
pub(crate) fn known_houses(directory: &Directory, ids: &[HouseId]) -> Result<(), Refusal> {
    const UNKNOWN: Refusal = Refusal::of("Dit huis bestaat niet.", "This house does not exist.");
    if ids.iter().all(|id| directory.house(id).is_some()) { Ok(()) } else { Err(UNKNOWN.at("houses")) }
}

/// Refuses an organisation that does not exist.
pub(crate) fn known_agencies(directory: &Directory, ids: &[AgencyId], field: &'static str) -> Result<(), Refusal> {
    const UNKNOWN: Refusal = Refusal::of("Deze organisatie bestaat niet.", "This organisation does not exist.");
    if ids.iter().all(|id| directory.agency(id).is_some()) { Ok(()) } else { Err(UNKNOWN.at(field)) }
}
