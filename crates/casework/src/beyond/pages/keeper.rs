//! How it goes with other houses, for who keeps the house: which there are, how often what happened, and the key that this house tells theirs.

use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Page, Trouble};

/// How often something happened.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NeighbourCount")]
struct Count {
    what: Say,
    n: u64,
}

/// Another house.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NeighbourHouse")]
struct House {
    name: String,
    address: String,
    counts: Vec<Count>,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "beyond/pages/keeper.html")]
pub(super) struct Houses {
    #[serde(skip)]
    lang: Lang,
    /// The public key of this house, for blind questions.
    key: String,
    houses: Vec<House>,
    /// Its public key for cases that go over, and what two people read to each other.
    sealed: String,
    fingerprint: String,
    /// The houses to which a case may go, with their fingerprints; nothing where something else than the program changed them.
    known: Option<Vec<(String, String)>>,
}

/// Shows it.
pub(super) async fn show(ask: Ask) -> Result<Page<Houses>, Trouble> {
    let state = ask.vault.neighbour_state(&ask.actor).await?;
    let houses = state.into_iter().map(|one| House {
        name: one.name,
        address: one.address,
        counts: one.counts.into_iter().map(|(what, n)| Count { what: what.says(), n }).collect(),
    });
    let own = ask.vault.house_key();
    let known = ask.vault.known_houses().await?;
    let body = Houses {
        lang: ask.lang,
        key: ask.vault.neighbour_key().to_string(),
        houses: houses.collect(),
        sealed: own.to_string(),
        fingerprint: own.fingerprint(),
        known: known.map(|all| all.iter().map(|one| (one.name.to_string(), one.key.fingerprint())).collect()),
    };
    Ok(Page::of(&ask, Say::of("Andere huizen", "Other houses"), body))
}
