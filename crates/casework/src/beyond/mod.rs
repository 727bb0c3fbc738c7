//! Beyond: "known elsewhere?" between this house and another, for a case under the WGS (PRV-16). In two steps: first blind, so that who asks
//! reads only whether the same person is known there and the other house learns nothing; then, after a hit and when a person decides so, who
//! asks and why is put to who sits at the table there, who answers in words or not. Data do not travel.
//!
//! It is a dossier of its own and no event of the case: it waits for a machine elsewhere, and only who asked reads what came of it. It holds no
//! name and no number of the person; those the vault takes from the case at the moment it asks.

mod acts;
mod answer;
mod card;
mod model;
mod pages;
mod talk;
mod texts;
mod travel;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use answer::hear;
pub use model::{Beyond, Event, Question, Reply, Shown, State};
pub use pages::STATE as KEEPERS_PAGE;
pub use travel::{Carried, Carrier, Pauses, UnreachedError, travel, waiting};

/// Who may do what with it, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Beyond>(crate::places::BEYOND.list());
    pages::rooms(house);
}

/// Whether somebody has a list of questions to other houses: who may put one, where there is another house.
#[must_use]
pub fn has_list(vault: &vault::Vault, actor: &vault::Actor) -> bool {
    !vault.neighbours().is_empty() && vault.may_begin::<ListBeyond>(actor).is_yes()
}

/// Puts in where other houses write to; only where there are any.
pub fn listens(house: &mut web::Rooms) {
    house.machine(
        "/huizen/brief",
        "taken only with the signature of another house whom the keeper named",
        |vault, letter| async move { Ok(hear(&vault, &letter).await?) },
    );
}
