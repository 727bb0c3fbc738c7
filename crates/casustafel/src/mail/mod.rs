//! Mail: a word that something is asked, to who gave an address and confirmed it. It says nothing else. What is new the vault says, when
//! that is mailed the clock; here is where it goes to, what it says, and the two pages about it.

mod letter;
mod pages;
mod post;
mod settings;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
pub(crate) mod tests;

pub(crate) use pages::{STATE, rooms};
pub(crate) use post::Line;
pub(crate) use settings::MailSettings;

use jiff::civil::Time;
use kernel::{Date, Timestamp, calendar::is_rest_day, local_day, moment_of};
use post::Postman;

/// A house that mails: where to, and from what hour on.
#[derive(Clone)]
pub(crate) struct Mail {
    postman: Postman,
    hour: Time,
}

impl Mail {
    /// The day of which the mail goes out now: today, on a working day from the set hour on.
    pub(crate) fn day(&self, now: Timestamp) -> Option<Date> {
        let today = local_day(now);
        (!is_rest_day(today) && now >= moment_of(today, self.hour)).then_some(today)
    }

    /// Who brings it.
    pub(crate) fn postman(&self) -> &Postman {
        &self.postman
    }
}
