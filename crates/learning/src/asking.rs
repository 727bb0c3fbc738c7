//! The forms that stand on a page about one piece of work, folded away until they are needed or have to be mended.

use kernel::Say;
use serde::Serialize;
use vault::{Act, Stamp};
use web::{Filled, FormSpec, Html, Visit};

/// A form with the words under which it is folded away.
#[derive(Serialize)]
pub(crate) struct Asking {
    /// What it is for.
    #[serde(skip)]
    pub(crate) says: Say,
    /// It was just sent and has to be mended.
    pub(crate) open: bool,
    /// The form.
    pub(crate) form: Html,
}

/// A line of the history.
#[derive(Serialize)]
pub(crate) struct Moment {
    /// When.
    pub(crate) at: String,
    /// Which organisation.
    pub(crate) agency: String,
    /// What.
    pub(crate) says: Say,
}

/// This form on the page of this visit, for the address below `at`.
pub(crate) fn asking<A: Act>(visit: &Visit<A>, filled: &Filled, address: &str, says: Say, form: &FormSpec) -> Asking {
    Asking { says, open: filled.is_for(address), form: form.html(&visit.ask, filled, Some(visit.seq())) }
}

/// What happened, the latest first.
pub(crate) fn history<A: Act>(visit: &Visit<A>) -> Vec<Moment> {
    let moment = |(stamp, said): &(Stamp, Option<Say>)| Moment {
        at: kernel::local_minute(stamp.at),
        agency: visit.ask.directory.agency_name(&stamp.agency),
        says: said.clone().unwrap_or(Say::of("Gewist", "Erased")),
    };
    visit.seen.history().iter().rev().map(moment).collect()
}

/// Why this person may read it.
pub(crate) fn why<A: Act>(visit: &Visit<A>) -> Vec<Say> {
    visit.seen.why().grounds.iter().map(|ground| ground.says.clone()).collect()
}
