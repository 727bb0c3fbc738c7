//! Who is named for a table by the way, when something happens at it: nobody is asked, and everybody reads it in the history.

use crate::{
    doors::desk::Open,
    engine::{
        dossier::Dossier,
        seating::{Named, Persons},
    },
};
use kernel::{AgencyId, PersonId, local_day};
use std::collections::BTreeSet;

impl<D: Dossier> Open<D> {
    /// Who is named by the way. Whoever acts for an organisation that gets a seat sits there; and a small organisation may have everybody
    /// named who works there, without being asked. The rest waits until the organisation's desk names somebody.
    pub(crate) fn named_by(&self, events: &[D::Event]) -> Vec<D::Event> {
        if D::NAMING.is_none() {
            return Vec::new();
        }
        let mut after = self.dossier.clone();
        let stamp = self.stamp();
        events.iter().for_each(|event| after.apply(event, &stamp));
        let card = after.card();
        let unnamed = |agency: &&AgencyId| card.persons.as_ref().is_none_or(|p| p.of(agency).is_none());
        let agencies: BTreeSet<&AgencyId> = card.seats.iter().map(|seat| &seat.agency).collect();
        let whom = |agency: &AgencyId| (agency.clone(), self.whom(agency));
        let named: Persons =
            agencies.into_iter().filter(unnamed).map(whom).filter(|(_, persons)| !persons.is_empty()).collect();
        if named.is_empty() { Vec::new() } else { D::naming(named).into_iter().collect() }
    }

    /// Whom an organisation has at a table at once: who acts for it, and everybody where that is automatic.
    fn whom(&self, agency: &AgencyId) -> Vec<Named> {
        let (actor, today) = (&self.permit.actor, local_day(self.now));
        let directory = self.vault.directory();
        let automatic = directory.agency(agency).is_some_and(|a| a.desk.automatic);
        let colleagues = directory.colleagues_of(agency).into_iter().filter(|c| automatic && c.can_sit(today));
        let acts = (actor.agency.id == *agency && actor.role.sits()).then_some(&actor.person);
        let persons: BTreeSet<&PersonId> = colleagues.map(|c| &c.person).chain(acts).collect();
        persons.into_iter().map(|person| Named::since(person.clone(), today)).collect()
    }
}
