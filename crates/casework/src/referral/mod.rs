//! Referral: a hand-over to another kind of table, such as regular care, *Levensloop* or the RIEC; light support; and keeping somebody in view. It
//! says what is asked in words written for it, on which ground, until which day and whom to call, and who is asked answers
//! ([ADR 35](../../../../docs/adr/0035-a-referral-carries-its-own-words.md)).
//!
//! It is a dossier of its own and no event of the case: whoever receives it reads this alone, and never the table it came from. What lay there goes
//! along only where its giver said yes to this text with a ground of its own.

mod acts;
mod card;
mod decided;
mod ground;
mod hand;
mod kept;
mod model;
pub(crate) mod pages;
mod table;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use decided::Decided;
pub use ground::{Based, Ground, Law};
pub use hand::{Enclosed, Hand, How, Informed, Origin, TakenOn};
pub use kept::{Came, Handed, Referrals, Referred, ReferredTo};
pub use model::{Event, Followed, Referral, State};
pub use table::Table;

/// Who may do what with it, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Referral>(crate::places::REFERRALS.list());
    pages::rooms(house);
}

/// Where this task leads, when that is not the top of the referral itself.
pub(crate) fn work_at(act: &str, id: kernel::DossierId, thing: Option<u32>) -> Option<String> {
    let item = thing.filter(|_| act == <AnswerEnclosed as vault::Act>::INFO.name)?;
    Some(crate::places::REFERRALS.under(id, &format!("#item-{item}")))
}
