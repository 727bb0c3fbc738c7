//! What a figure of a calibration needs: how many tables, and what its range is drawn from.

use crate::calibration::FEWEST_TABLES;
use kernel::DossierId;
use vault::Vault;
use web::Trouble;

/// From how many tables on this house shows a figure; never fewer than five.
pub(super) async fn fewest(vault: &Vault) -> Result<usize, Trouble> {
    let set = vault.setting("calibration.tables").await?;
    let set = set.and_then(|n| n.parse().ok()).unwrap_or(FEWEST_TABLES);
    Ok(set.max(FEWEST_TABLES))
}

/// What the range of a figure is drawn from: the same for everybody who looks at this calibration.
pub(super) fn seed(id: DossierId) -> u64 {
    id.bytes().iter().rev().take(8).fold(0, |seed, byte| (seed << 8) | u64::from(*byte))
}
