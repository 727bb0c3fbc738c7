//! Which persons go along when a dossier begins at the table of another.

use kernel::AgencyId;
use std::collections::BTreeSet;
use vault::{Named, Persons};
use web::Ask;

/// Those who sit there for these organisations; who begins it sits for their own from today, where they did not.
pub(crate) fn taken_along<'a>(ask: &Ask, named: &Persons, agencies: impl IntoIterator<Item = &'a AgencyId>) -> Persons {
    let own = &ask.actor.agency.id;
    let begins = Named::since(ask.actor.person.clone(), ask.today);
    let of = |agency: &AgencyId| {
        let mut all = named.of(agency).unwrap_or_default().to_vec();
        if agency == own && !all.iter().any(|one| one.person == begins.person) {
            all.push(begins.clone());
        }
        (!all.is_empty()).then(|| (agency.clone(), all))
    };
    agencies.into_iter().collect::<BTreeSet<_>>().into_iter().filter_map(of).collect()
}
