//! An invented signal on a page.

use crate::calibration::library::Telling;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;

/// What was seen, by whom, and what the reporter makes of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignalTold")]
pub(super) struct Told {
    pub(super) person: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) reading: String,
}

impl Told {
    pub(super) fn of(telling: &Telling, lang: Lang) -> Self {
        let to = |says: &Say| says.to(lang).to_owned();
        Self {
            person: to(&telling.person),
            facts: telling.facts.iter().map(|(fact, seen)| (to(fact), to(seen))).collect(),
            reading: to(&telling.reading),
        }
    }
}
