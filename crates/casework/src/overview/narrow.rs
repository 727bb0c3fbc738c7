//! Narrowing a list by more than where its dossiers stand, and its other order: by house and municipality, state and first day, by words of
//! a title, by what is late, cannot wait or is asked of one's own organisation, and the soonest due first. Never by who somebody is (AUT-02).

use crate::sheets::Sheet;
use kernel::{Date, DossierId, Say, folded};
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
        Ours = "aan-zet", "Mijn organisatie is aan zet", "My organisation's turn";
    }
}

kernel::words! {
    /// In which order a list runs.
    pub(super) enum Order {
        /// As it always runs.
        Newest = "nieuwste", "Nieuwste eerst", "Newest first";
        /// By the day that something is due.
        Due = "uiterlijk", "Eerst wat het eerst af moet", "Soonest due first";
    }
}

/// What was asked for.
pub(super) struct Narrow {
    /// Words that a title holds, as they were typed.
    pub(super) title: Option<String>,
    pub(super) house: Option<String>,
    pub(super) municipality: Option<String>,
    pub(super) state: Option<&'static str>,
    /// Narrows with the others; alone the ordinary list knows it.
    since: Option<Date>,
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

/// What a list is narrowed by, besides what each is.
#[derive(Clone, Copy)]
pub(super) struct By {
    /// Words of a title.
    pub(super) title: bool,
    /// House and municipality.
    pub(super) place: bool,
}

/// A page of it.
pub(super) struct Narrowed {
    pub(super) rows: Vec<vault::Row>,
    pub(super) total: u64,
    /// The number of the next page.
    pub(super) next: Option<usize>,
}

impl Narrow {
    /// As it stands in the address; what it does not know, and what this list is not narrowed by, it leaves out.
    pub(super) fn of(ask: &Ask, states: &[(&'static str, Say)], by: By, since: Option<Date>) -> Self {
        let word = |name| ask.query.first(name).filter(|text| !text.is_empty());
        let place = |name| word(name).filter(|_| by.place);
        // An address that was kept from before a merger leads to what is in its place.
        let known = |id: &str| ask.directory.municipality_named(id).map(|m| m.id.to_string());
        Self {
            title: word("titel").map(str::trim).filter(|text| by.title && !text.is_empty()).map(str::to_owned),
            house: place("huis")
                .filter(|id| ask.directory.houses.iter().any(|h| h.id.as_str() == *id))
                .map(str::to_owned),
            municipality: place("gemeente").and_then(known),
            state: states.iter().map(|(state, _)| *state).find(|state| word("staat") == Some(state)),
            since,
            only: Only::ALL.into_iter().find(|only| word("alleen") == Some(only.word())),
            order: if word("volgorde") == Some(Order::Due.word()) { Order::Due } else { Order::Newest },
        }
    }

    /// Whether the list is another one than it always is.
    pub(super) fn is_any(&self) -> bool {
        let [title, house, municipality] = [&self.title, &self.house, &self.municipality].map(Option::is_some);
        title || house || municipality || self.state.is_some() || self.only.is_some() || self.order == Order::Due
    }

    /// For an address.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let due = Some(self.order).filter(|order| *order == Order::Due).map(Order::word);
        let all = [
            ("titel", self.title.clone()),
            ("huis", self.house.clone()),
            ("gemeente", self.municipality.clone()),
            ("staat", self.state.map(str::to_owned)),
            ("vanaf", self.since.map(|day| day.to_string())),
            ("alleen", self.only.map(|only| only.word().to_owned())),
            ("volgorde", due.map(str::to_owned)),
        ];
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
            house: self.house.clone(),
            state: self.state.map(str::to_owned),
            since: self.since,
            late: self.only == Some(Only::Late),
            urgent: self.only == Some(Only::Urgent),
            ours: self.only == Some(Only::Ours),
            by_due: self.order == Order::Due,
        };
        let mut left = ask.vault.narrowed(&ask.actor, A::REF, sieve).await?;
        if let Some(title) = &self.title {
            left = titled(ask, left, title).await?;
        }
        let total = left.len();
        let sheet = Sheet::of(ask, total, MOST);
        let ids: Vec<_> = sheet.cut(left).collect();
        let mut told: BTreeMap<_, vault::Row> = ask.vault.tell_tables(&ask.actor, ids.clone()).await?;
        let rows = ids.iter().filter_map(|id| told.remove(id)).collect();
        Ok(Narrowed { rows, total: total as u64, next: sheet.next() })
    }

    /// The houses that can be chosen: those of the municipalities, where there is more than one.
    pub(super) fn houses(&self, ask: &Ask) -> Vec<Choice> {
        let of = |house: &vault::House| Choice {
            word: house.id.to_string(),
            says: Say::same(house.name.to_string()),
            here: self.house.as_deref() == Some(house.id.as_str()),
        };
        let served = |house: &&vault::House| served(ask).any(|m| m.house == house.id);
        let all: Vec<Choice> = ask.directory.houses.iter().filter(served).map(of).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// The states that can be chosen.
    pub(super) fn states(&self, states: &[(&'static str, Say)]) -> Vec<Choice> {
        let one = |(word, says): &(&'static str, Say)| Choice {
            word: (*word).into(),
            says: says.clone(),
            here: self.state == Some(*word),
        };
        states.iter().map(one).collect()
    }

    /// The municipalities that can be chosen: those that the reader's organisation serves, or all.
    pub(super) fn municipalities(&self, ask: &Ask) -> Vec<Choice> {
        let mut all: Vec<Choice> = served(ask)
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

/// The municipalities of the reader's organisation, or all.
fn served(ask: &Ask) -> impl Iterator<Item = &vault::Municipality> {
    let served = &ask.actor.agency.municipalities;
    ask.directory.municipalities.iter().filter(|m| served.is_empty() || served.contains(&m.id))
}

/// So many titles are opened at once.
const AT_ONCE: usize = 500;

/// Those whose title, as the reader may read it, holds every one of these words; accents and capitals make no difference. Titles are sealed,
/// so each is opened: what this takes grows with the tables at which the reader sits.
async fn titled(ask: &Ask, all: Vec<DossierId>, title: &str) -> Result<Vec<DossierId>, Trouble> {
    let words: Vec<String> = folded(title).split_whitespace().map(str::to_owned).collect();
    let mut left = Vec::new();
    for some in all.chunks(AT_ONCE) {
        let told = ask.vault.tell_tables(&ask.actor, some.to_vec()).await?;
        let holds = |id: &&DossierId| {
            told.get(*id).is_some_and(|row| {
                let title = folded(row.label.title.as_str());
                words.iter().all(|word| title.contains(word.as_str()))
            })
        };
        left.extend(some.iter().filter(holds));
    }
    Ok(left)
}
