//! The lists of dossiers that somebody may open, for pages that look over all of them.

use crate::{
    advice::ListAdvices, case::ListCases, meeting::ListMeetings, referral::ListReferrals, signal::acts::ListSignals,
    triage, weighing::ListWeighings,
};
use vault::{Act, ActInfo};
use web::Ask;

/// The lists that this person may open.
pub(crate) fn lists(ask: &Ask) -> impl Iterator<Item = &'static ActInfo> {
    let all = [may::<ListSignals>(ask), may::<ListWeighings>(ask), may::<ListAdvices>(ask), may::<ListCases>(ask)];
    all.into_iter().flatten()
}

/// The list of referrals, for who may open it: they wait for an answer of somebody who sits at no table here.
pub(crate) fn referrals(ask: &Ask) -> Option<&'static ActInfo> {
    may::<ListReferrals>(ask)
}

/// The list of meetings, for who may open it: no table of their own, but on a day of theirs tables come together.
pub(crate) fn meetings(ask: &Ask) -> Option<&'static ActInfo> {
    may::<ListMeetings>(ask)
}

/// The list of submissions for triage, for whom there is one: they come on an agenda, and are no table of the board.
pub(crate) fn triages(ask: &Ask) -> Option<&'static ActInfo> {
    may::<triage::ListTriages>(ask).filter(|_| triage::is_there_for(&ask.vault, &ask.actor))
}

fn may<A: Act>(ask: &Ask) -> Option<&'static ActInfo> {
    ask.vault.may_begin::<A>(&ask.actor).is_yes().then_some(A::REF)
}
