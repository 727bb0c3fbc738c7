//! What the independent reviews of a case follow of it: that it is over, who leads it, who sits there. In one transaction with what is done at the case.

use crate::case::{Case, NamePersons};
use crate::review::{EndWithCase, FollowCase};
use crate::seating::Naming;
use kernel::{AgencyId, DossierId};
use vault::{Desk, Draft, Named, Persons};
use web::{Ask, Trouble};

/// What was given to a reviewer out of a case that ends here ends with it, whoever turned the last key.
pub(super) async fn ended(ask: &Ask, case: &Case) -> Result<Vec<Draft>, Trouble> {
    let mut drafts = Vec::new();
    for one in case.overseen().all() {
        drafts.extend(end(ask, one.id).await?);
    }
    Ok(drafts)
}

async fn end(ask: &Ask, id: DossierId) -> Result<Option<Draft>, Trouble> {
    let desk = ask.vault.desk_if_any::<EndWithCase>(&ask.actor, id).await?;
    Ok(desk.and_then(|desk| desk.dossier().end_with_case().map(|event| desk.draft(vec![event]))))
}

/// Another municipality leads the case: what has no opinion yet ends, and of what has one the new municipality answers in place of the one before.
pub(super) async fn moved(ask: &Ask, case: &Case, to: &AgencyId) -> Result<Vec<Draft>, Trouble> {
    // Where it never named anybody, everybody of it sits there until it does.
    let persons: Persons = case.named().of(to).map(|sit| (to.clone(), sit.to_vec())).into_iter().collect();
    let mut drafts = Vec::new();
    for one in case.overseen().all() {
        let desk = ask.vault.desk_if_any::<FollowCase>(&ask.actor, one.id).await?;
        let moved = |desk: Desk<FollowCase>| {
            let event = desk.dossier().move_stay(to, persons.clone())?;
            Some(desk.draft(vec![event]))
        };
        match desk.and_then(moved) {
            Some(draft) => drafts.push(draft),
            None => drafts.extend(end(ask, one.id).await?),
        }
    }
    Ok(drafts)
}

impl Naming for NamePersons {
    /// Who sits at the case sits at its reviews, and who left it reads no more of them.
    async fn follows(ask: &Ask, case: &Case, (agency, sit): (&AgencyId, &[Named])) -> Result<Vec<Draft>, Trouble> {
        let mut drafts = Vec::new();
        for one in case.overseen().all() {
            if let Some(desk) = ask.vault.desk_if_any::<FollowCase>(&ask.actor, one.id).await?
                && let Some(event) = desk.dossier().name(agency, sit)
            {
                drafts.push(desk.draft(vec![event]));
            }
        }
        Ok(drafts)
    }
}
