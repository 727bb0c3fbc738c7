//! The forms that stand on a page about one piece of work, folded away until they are needed or have to be mended.

use kernel::Say;
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Stamp};
use web::{Filled, FormSpec, Growing, Html, Leaf, Trouble, Visit};

/// A form with the words under which it is folded away.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LearningAsking")]
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
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LearningMoment")]
pub(crate) struct Moment {
    /// When.
    pub(crate) at: kernel::ShownMoment,
    /// Which organisation.
    pub(crate) agency: String,
    /// What.
    pub(crate) says: Say,
}

/// This form on the page of this visit, for the address below `at`.
pub(crate) fn asking<A: Act>(visit: &Visit<A>, filled: &Filled, address: &str, says: Say, form: &FormSpec) -> Asking {
    Asking { says, open: filled.is_for(address), form: form.html(&visit.ask, filled, Some(visit.seq())) }
}

/// The way through what happened, page by page.
const HISTORY: Growing = Growing::of("gebeurd", "gebeurd", ("gebeurtenissen", "events"), 25);

/// A page of what happened.
#[derive(Serialize, JsonSchema)]
pub(crate) struct History {
    /// The latest first.
    #[serde(rename = "history")]
    pub(crate) moments: Vec<Moment>,
    /// The way to what is older.
    #[serde(rename = "history_leaf")]
    pub(crate) leaf: Leaf,
}

/// What happened, the latest first or from where the address says, on the page at `home`.
pub(crate) async fn history<A: Act>(visit: &Visit<A>, home: &str) -> Result<History, Trouble> {
    let past = visit.seen.history(HISTORY.place(&visit.ask)).await?;
    let moment = |(stamp, said): (Stamp, Option<Say>)| Moment {
        at: kernel::local_minute(stamp.at),
        agency: visit.ask.directory.agency_name_on(&stamp.agency, kernel::local_day(stamp.at)),
        says: said.unwrap_or(Say::of("Gewist", "Erased")),
    };
    let moments: Vec<Moment> = past.moments.into_iter().map(moment).collect();
    let leaf = HISTORY.read(&visit.ask, home, past.older, (moments.len(), Some(visit.seen.seq())));
    Ok(History { moments, leaf })
}

/// Why this person may read it.
pub(crate) fn why<A: Act>(visit: &Visit<A>) -> Vec<Say> {
    visit.seen.why().grounds.iter().map(|ground| ground.says.clone()).collect()
}
