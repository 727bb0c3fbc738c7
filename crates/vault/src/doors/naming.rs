//! Who is named for a table by the way, when something happens at it: nobody is asked, and everybody reads it in the history.

use crate::{
    doors::desk::Open,
    engine::{
        dossier::{Card, Dossier},
        seating::{Named, Persons},
    },
};
use kernel::{AgencyId, PersonId, local_day};
use std::collections::BTreeSet;

impl<D: Dossier> Open<D> {
    /// Who is named by the way, for organisations that get a seat by these events. Whoever acts for one sits there; and a small organisation
    /// may have everybody named who works there, without being asked. For the rest its desk names, also where it sat here before: who
    /// sat then does not come back by themselves.
    pub(crate) fn named_by(&self, events: &[D::Event]) -> Vec<D::Event> {
        if D::NAMING.is_none() {
            return Vec::new();
        }
        let (mut after, before, stamp) = (self.dossier.clone(), self.dossier.card(), self.stamp());
        events.iter().for_each(|event| after.apply(event, &stamp));
        let card = after.card();
        let sat: BTreeSet<&AgencyId> = before.seats.iter().map(|seat| &seat.agency).collect();
        let of =
            |card: &Card, agency: &AgencyId| card.persons.as_ref().and_then(|p| p.of(agency).map(<[Named]>::to_vec));
        // Whom these events name themselves is named.
        let says_so = |agency: &AgencyId| of(&card, agency) != of(&before, agency);
        let came: BTreeSet<&AgencyId> = card
            .seats
            .iter()
            .map(|seat| &seat.agency)
            .filter(|agency| !sat.contains(agency) && !says_so(agency))
            .collect();
        let had = |agency: &AgencyId| card.persons.as_ref().is_some_and(|p| p.of(agency).is_some());
        let whom = |agency: &AgencyId| (agency.clone(), self.whom(agency));
        let says = |(agency, persons): &(AgencyId, Vec<Named>)| !persons.is_empty() || had(agency);
        let named: Persons = came.into_iter().map(whom).filter(says).collect();
        if named.is_empty() { Vec::new() } else { D::naming(named).into_iter().collect() }
    }

    /// Whom an organisation has at a table at once: who acts for it, and everybody where that is automatic.
    fn whom(&self, agency: &AgencyId) -> Vec<Named> {
        let (actor, today) = (&self.permit.actor, local_day(self.now));
        let directory = self.vault.directory();
        let automatic = directory.agency(agency).is_some_and(|a| a.office.desk.automatic);
        let colleagues = directory.colleagues_of(agency).into_iter().filter(|c| automatic && c.can_sit(today));
        let acts = (actor.agency.id == *agency && actor.role.sits()).then_some(&actor.person);
        let persons: BTreeSet<&PersonId> = colleagues.map(|c| &c.person).chain(acts).collect();
        persons.into_iter().map(|person| Named::since(person.clone(), today)).collect()
    }
}
