//! The reporter's door: a page without an account on which a professional or a citizen tells a municipality what worries them, once that
//! municipality opened it. Who reports looks into nothing and gets a receipt. A report starts nothing (Wgpga art. 5 lid 1): somebody of the
//! municipality reads it, and registers a signal from it or lays it aside with a reason. With that the words and the name are forgotten
//! here; what is needed lives on in the signal.

mod acts;
mod card;
mod model;
mod pages;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use model::{AN_HOUR, Door, Event, MOST_WAITING, Opening, Outcome, Report, Settled, State};

use vault::Act as _;

/// Who may do what at the reporter's door, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Door>(crate::places::DOORS.list());
    pages::rooms(house);
}

/// What the report is called that a task is about, where it is about one: two that wait at one door are two.
pub(crate) fn called(act: &str, thing: Option<u32>) -> Option<kernel::Say> {
    let no = thing.filter(|_| act == TakeUpReport::INFO.name)?;
    Some(kernel::Say::made(format!("melding {no}"), format!("report {no}")))
}

/// Where this task leads: to the very report.
pub(crate) fn work_at(act: &str, id: kernel::DossierId, thing: Option<u32>) -> Option<String> {
    let no = thing.filter(|_| act == TakeUpReport::INFO.name)?;
    Some(crate::places::DOORS.under(id, &format!("/melding/{no}")))
}
