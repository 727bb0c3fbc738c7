//! The lists of dossiers that somebody may open, for pages that look over all of them.

use crate::{advice::ListAdvices, case::ListCases, signal::acts::ListSignals, weighing::ListWeighings};
use vault::{Act, ActInfo};
use web::Ask;

/// The lists that this person may open.
pub(crate) fn lists(ask: &Ask) -> impl Iterator<Item = &'static ActInfo> {
    let all = [may::<ListSignals>(ask), may::<ListWeighings>(ask), may::<ListAdvices>(ask), may::<ListCases>(ask)];
    all.into_iter().flatten()
}

fn may<A: Act>(ask: &Ask) -> Option<&'static ActInfo> {
    ask.vault.may_begin::<A>(&ask.actor).is_yes().then_some(A::REF)
}
