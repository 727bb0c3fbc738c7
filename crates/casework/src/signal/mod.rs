//! Signal: factual behaviour or an utterance that may carry a risk, as somebody reported it. It is registered, always, and then either
//! filed with police, OM or the mayor of the municipality of stay - from there the weighing takes over - or screened out by two
//! organisations together. Nothing in here judges a person.

pub mod acts;
mod card;
mod change;
mod correct;
mod counted;
mod event;
mod hearing;
pub mod import;
mod intake;
mod known;
mod link;
mod model;
pub(crate) mod pages;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use card::{FITS, claim};
pub use change::{Change, Correction, Link, Withdrawal};
pub use event::Event;
pub(crate) use import::next_reference;
pub use intake::{Brought, Intake, Reporter, Subject};
pub use known::{KnownBy, Question};
pub use model::{Answer, By, Clarification, Filing, KeptFact, Screening, Signal, is_core, is_participant};
pub(crate) use pages::{Registration, expression, registration};
pub(crate) use texts::corrected;
pub use words::{Ideology, NoticeTo, ReporterKind, State};

/// Who may do what, each with its ground in law.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Signal>(crate::places::SIGNALS.list());
    pages::rooms(house);
}
