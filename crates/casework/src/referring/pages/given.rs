//! The referral, also for who gave something that may go along: whoever may open the case it lies in, reads which that is.

use crate::case::{Case, ReadCase};
use crate::referral::{
    ReadReferral,
    pages::{self, page::ReferralPage},
};
use vault::Dossier as _;
use web::{Filled, Page, Trouble, Visit};

/// Shows it.
pub(super) async fn show(visit: Visit<ReadReferral>, filled: Filled) -> Result<Page<ReferralPage>, Trouble> {
    let origin = visit.dossier().hand().map(|hand| hand.origin.clone());
    let opens = match origin.filter(|origin| origin.kind.as_str() == Case::KIND) {
        Some(origin) => visit.ask.vault.may_on::<ReadCase>(&visit.ask.actor, origin.id).await?,
        None => false,
    };
    pages::shown(visit, filled, opens).await
}
