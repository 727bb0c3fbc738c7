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
use kernel::DossierId;

/// The last part of the address of the page.
pub(super) const AT: &str = "ander-huis";

/// An address below it.
fn at(id: DossierId, rest: &str) -> String {
    CASES.under(id, &format!("/{AT}{rest}"))
}
