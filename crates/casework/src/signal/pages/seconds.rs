//! Who may look along at a signal that is to be screened out.

use crate::signal::is_core;
use kernel::AgencyId;
use vault::{Agency, Directory};

/// The organisations that may be asked to look along at a signal of this municipality.
pub(super) fn seconds<'a>(
    directory: &'a Directory,
    municipality: &'a kernel::MunicipalityId,
    owner: &'a AgencyId,
) -> impl Iterator<Item = &'a Agency> {
    let own = directory.agency(owner).map(|agency| agency.kind);
    directory.agencies.iter().filter(move |agency| {
        is_core(agency.kind) && Some(agency.kind) != own && agency.municipalities.contains(municipality)
    })
}
