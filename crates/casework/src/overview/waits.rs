//! Whom a table waits for, as a row of a list says it.

use crate::table::{Place, mini, of_others};
use kernel::Say;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use vault::{There, Tier};
use web::Ask;

/// Something that a table waits for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseworkWaits")]
pub(super) struct Waits {
    pub(super) what: Say,
    /// Of which organisations, beside that.
    pub(super) of: Vec<String>,
    /// Whether it comes to the reader.
    pub(super) own: bool,
}

/// What is asked, each act once; what only colleagues of the reader can do, under the name of their organisation.
pub(super) fn of(ask: &Ask, there: &There) -> Vec<Waits> {
    let acts: BTreeSet<&str> = there.asked.iter().map(|one| one.act.as_str()).collect();
    let one = |act: &str| {
        let (own, others): (Vec<_>, Vec<_>) =
            there.asked.iter().filter(|one| one.act == act).partition(|one| one.comes_to(&ask.actor));
        let of: BTreeSet<String> = others.into_iter().map(|one| ask.directory.agency_name(&one.of)).collect();
        let (own, of) = (!own.is_empty(), of.into_iter().collect());
        let says = &ask.vault.rules().act(act)?.says;
        Some(Waits { what: if own { says.clone() } else { of_others(says) }, own, of })
    };
    let mut all: Vec<Waits> = acts.into_iter().filter_map(one).collect();
    all.sort_by_key(|one| !one.own);
    all
}

/// The table in small: who is to move, and who is not.
pub(super) fn in_small(ask: &Ask, there: &There) -> String {
    let place = |agency: &kernel::AgencyId| {
        let owes = there.asked.iter().any(|one| one.of == *agency);
        Place {
            agency: agency.clone(),
            tier: Tier::Participant,
            spoken: None,
            key: None,
            owes: owes.then_some(Say::of("is aan zet", "has to act")),
        }
    };
    let places: Vec<Place> = there.sits.iter().map(place).collect();
    // A table of one is no table, and what is over waits for nobody.
    if places.len() > 1 && !there.asked.is_empty() { mini(&places, ask.lang) } else { String::new() }
}
