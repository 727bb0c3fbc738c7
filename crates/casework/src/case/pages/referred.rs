//! What the referrals of a case follow of it: that something which goes along was taken back at the table, or is in doubt there. In one transaction with that.

use crate::case::Case;
use crate::referral::{FollowTable, Followed};
use vault::Draft;
use web::{Ask, Trouble};

/// What each referral takes in of it, where this item goes along in any.
pub(super) async fn followed(ask: &Ask, case: &Case, item: u32, what: Followed) -> Result<Vec<Draft>, Trouble> {
    let mut drafts = Vec::new();
    for one in case.referrals().iter() {
        let Some(desk) = ask.vault.desk_if_any::<FollowTable>(&ask.actor, one.to.id).await? else { continue };
        let (events, erased) = desk.dossier().follow(item, what);
        if !events.is_empty() {
            drafts.push(desk.draft_erasing(events, erased));
        }
    }
    Ok(drafts)
}
