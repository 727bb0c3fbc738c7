//! The page on which a case goes to another house: what goes along, who is asked, and what is to be done.

mod answer;
mod page;
mod propose;
mod send;

pub(super) use answer::{Said, act as answer, turn};
pub(super) use page::show;
pub(super) use propose::{Proposed, Stops, act as propose, withdraw};
pub(super) use send::{Back, Sends, act as send, file, take};

use crate::places::CASES;
use kernel::{DossierId, Refusal};
use vault::{KnownHouse, Vault};
use web::Trouble;

/// The last part of the address of the page.
pub(super) const AT: &str = "ander-huis";

/// The other houses that are known here.
///
/// # Errors
/// A sentence where something else than the program changed them: a case goes to whoever has the key, and what somebody put there is none.
pub(crate) async fn known_houses(vault: &Vault) -> Result<Vec<KnownHouse>, Trouble> {
    const CHANGED: Refusal = Refusal::of(
        "De huizen die hier bekend zijn, zijn veranderd door iets anders dan dit programma. Er gaat niets weg en er komt niets in totdat de beheerder dat heeft nagekeken.",
        "The houses that are known here were changed by something else than this program. Nothing leaves and nothing comes in until the keeper has looked into it.",
    );
    vault.known_houses().await?.ok_or_else(|| CHANGED.into())
}

/// An address below it.
fn at(id: DossierId, rest: &str) -> String {
    CASES.under(id, &format!("/{AT}{rest}"))
}
