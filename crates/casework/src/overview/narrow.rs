//! Narrowing a list by more than where its dossiers stand, and its other order: by municipality, by what is late, cannot wait or is asked of
//! one's own organisation, and the soonest due first. Never by who somebody is (AUT-02).

use crate::sheets::Sheet;
use kernel::Say;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use vault::{Act, Sieve};
use web::{Ask, Trouble};

kernel::words! {
    /// What is left of a list.
    pub(super) enum Only {
        /// Something should have been done.
        Late = "te-laat", "Te laat", "Late";
        /// The dossier says that it cannot wait.
        Urgent = "spoed", "Spoed", "Urgent";
        /// Something is asked of the reader's organisation.
        Ours = "aan-zet", "Mijn organisatie is aan zet", "My organisation is to move";
    }
}

kernel::words! {
    /// In which order a list runs.
    pub(super) enum Order {
        /// As it always runs.
        Newest = "nieuwste", "Nieuwste eerst", "Newest first";
        /// By the day that something is due.
        Due = "uiterlijk", "Wat het eerst af moet eerst", "Soonest due first";
    }
}

/// What was asked for.
pub(super) struct Narrow {
    pub(super) municipality: Option<String>,
    pub(super) only: Option<Only>,
    pub(super) order: Order,
}

/// A choice of the form, as it is drawn.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseworkChoice")]
pub(super) struct Choice {
    pub(super) word: String,
    pub(super) says: Say,
    pub(super) here: bool,
}

/// So many rows stand on a page of a narrowed list.
const MOST: usize = 50;

/// A page of it.
pub(super) struct Narrowed {
    pub(super) rows: Vec<vault::Row>,
    pub(super) total: u64,
    /// The number of the next page.
    pub(super) next: Option<usize>,
}

impl Narrow {
    /// As it stands in the address; what it does not know it leaves out.
    pub(super) fn of(ask: &Ask) -> Self {
        let word = |name| ask.query.first(name).filter(|text| !text.is_empty());
        // An address that was kept from before a merger leads to what is in its place.
        let known = |id: &str| ask.directory.municipality_named(id).map(|m| m.id.to_string());
        Self {
            municipality: word("gemeente").and_then(known),
            only: Only::ALL.into_iter().find(|only| word("alleen") == Some(only.word())),
            order: if word("volgorde") == Some(Order::Due.word()) { Order::Due } else { Order::Newest },
        }
    }

    /// Whether the list is another one than it always is.
    pub(super) fn is_any(&self) -> bool {
        self.municipality.is_some() || self.only.is_some() || self.order == Order::Due
    }

    /// For an address.
    pub(super) fn pairs(&self) -> Vec<(&'static str, &str)> {
        let due = Some(self.order).filter(|order| *order == Order::Due).map(Order::word);
        let all =
            [("gemeente", self.municipality.as_deref()), ("alleen", self.only.map(Only::word)), ("volgorde", due)];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// A page of the dossiers that are left.
    ///
    /// # Errors
    /// Refused when the rule allows no list.
    pub(super) async fn read<A: Act>(&self, ask: &Ask, facet: Option<&str>) -> Result<Narrowed, Trouble> {
        let sieve = Sieve {
            facet: facet.map(str::to_owned),
            municipality: self.municipality.clone(),
            late: self.only == Some(Only::Late),
            urgent: self.only == Some(Only::Urgent),
            ours: self.only == Some(Only::Ours),
            by_due: self.order == Order::Due,
        };
        let left = ask.vault.narrowed(&ask.actor, A::REF, sieve).await?;
        let total = left.len();
        let sheet = Sheet::of(ask, total, MOST);
        let ids: Vec<_> = sheet.cut(left).collect();
        let mut told: BTreeMap<_, vault::Row> = ask.vault.tell_tables(&ask.actor, ids.clone()).await?;
        let rows = ids.iter().filter_map(|id| told.remove(id)).collect();
        Ok(Narrowed { rows, total: total as u64, next: sheet.next() })
    }

    /// The municipalities that can be chosen: those that the reader's organisation serves, or all.
    pub(super) fn municipalities(&self, ask: &Ask) -> Vec<Choice> {
        let served = &ask.actor.agency.municipalities;
        let all = ask.directory.municipalities.iter().filter(|m| served.is_empty() || served.contains(&m.id));
        let mut all: Vec<Choice> = all
            .map(|m| Choice {
                word: m.id.to_string(),
                says: Say::same(m.name.to_string()),
                here: self.municipality.as_deref() == Some(m.id.as_str()),
            })
            .collect();
        all.sort_by(|a, b| a.says.nl.cmp(&b.says.nl));
        all
    }

    pub(super) fn onlys(&self) -> Vec<Choice> {
        let one = |only: Only| Choice { word: only.word().into(), says: only.says(), here: self.only == Some(only) };
        Only::ALL.into_iter().map(one).collect()
    }

    pub(super) fn orders(&self) -> Vec<Choice> {
        let one = |order: Order| Choice { word: order.word().into(), says: order.says(), here: self.order == order };
        Order::ALL.into_iter().map(one).collect()
    }
}
