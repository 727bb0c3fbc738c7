//! The weighing (i2o): municipality of stay, police and OM judge together what an aanmelding means.
//!
//! Each writes its own view first, sealed for the others; then the views lie side by side; then one text with three keys
//! (Wgpga art. 5 lid 3). Nothing in here computes an outcome, and there is no number about a person in any type.

mod acts;
mod card;
mod correct;
mod filing;
mod hearing;
mod jot;
mod judgement;
mod line;
mod model;
pub(crate) mod pages;
mod restated;
mod seats;
pub mod texts;
mod view;
mod way;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use filing::{Addressee, Answer, Category, Filer, Filing, Subject};
pub use hearing::Notice;
pub use jot::{Jot, JotPart};
pub use judgement::{Judgement, Outcome};
pub use kernel::criteria::Criterion;
pub use line::FilerLine;
pub use model::{
    ConsultMode, Consultation, Deadlock, Disagreement, Event, Noticed, Round, State, Supply, Text, Weighing,
};
pub(crate) use pages::file::goes_on;
pub use restated::{Because, Restated, Restating, ToldThere};
pub use view::{Addition, Criteria, Extra, Finding, HandedIn, View};
pub use way::{Settle, Settled, WayDropped, WayProposed};

use vault::Act as _;

/// Who may do what in a weighing, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Weighing>(crate::places::WEIGHINGS.list());
    pages::rooms(house);
}

/// Where the work of this act is done, when that is not the page of the weighing itself: a consulted organisation and a filer cannot
/// read that page.
#[must_use]
pub fn work_at(act: &str, id: kernel::DossierId) -> Option<String> {
    let places = [
        (AnswerQuestion::INFO, "/vraag"),
        (TakeNotice::INFO, "/bericht"),
        (HandInView::INFO, "/zienswijze"),
        (DraftJudgement::INFO, "/oordeel"),
        (SettleNoAgreement::INFO, "/verder"),
        (SupplyToTrio::INFO, "/college"),
        (ReadSupply::INFO, "/college"),
        (TurnKey::INFO, "#keys"),
        (ConfirmUrgent::INFO, "#urgent"),
    ];
    let rest = places.iter().find(|(info, _)| info.name == act)?.1;
    Some(crate::places::WEIGHINGS.under(id, rest))
}
