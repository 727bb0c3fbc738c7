//! Where something of a case is put right, for who is responsible for it.

use crate::case::{CorrectCase, ReadCase};
use crate::places;
use web::Visit;

/// Where something of a case is put right.
pub(super) fn at(id: kernel::DossierId, no: u32) -> String {
    places::CASES.under(id, &format!("/verbeteren/{no}"))
}

/// Where this is put right, for who is responsible for it or did it.
pub(super) fn way(visit: &Visit<ReadCase>, no: u32) -> Option<String> {
    let (case, me, today) = (visit.dossier(), &visit.ask.actor.agency.id, visit.ask.today);
    let own = |text| case.answers_for(&text, me, today) || case.did(&text, me);
    let mine = visit.may::<CorrectCase>() && case.mendable(no).is_some_and(own);
    mine.then(|| at(visit.id(), no))
}
