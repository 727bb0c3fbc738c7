//! Where the pages of one referral are.

use crate::places;
use kernel::DossierId;

/// An address of one.
pub(super) fn at(id: DossierId, rest: &str) -> String {
    places::REFERRALS.under(id, rest)
}
