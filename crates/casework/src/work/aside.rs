//! What stands beside My work: what one waits for from others, and the days that tables meet.

use super::lines::BESIDE;
use crate::table::of_others;
use jiff::ToSpan;
use kernel::{Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Trouble};

/// So many days ahead a meeting is told.
const AHEAD: i64 = 28;

/// Something asked of somebody else.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorkWaited")]
pub(super) struct Waited {
    pub(super) address: String,
    /// Of whom.
    pub(super) of: String,
    pub(super) what: Say,
    pub(super) title: String,
    pub(super) reference: String,
    pub(super) since: ShownDay,
    pub(super) due: Option<ShownDay>,
    pub(super) late: bool,
    pub(super) urgent: bool,
}

/// A day on which a table meets.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorkMet")]
pub(super) struct Met {
    pub(super) address: String,
    pub(super) on: ShownDay,
    pub(super) kind: Say,
    pub(super) title: String,
    pub(super) reference: String,
}

/// What this person's organisation asked of others: what cannot wait first, then the longest waiting.
pub(super) async fn waits_for(ask: &Ask) -> Result<Vec<Waited>, Trouble> {
    let waited = |w: vault::Waits| {
        Some(Waited {
            address: ask.kinds.of(&w.kind, w.id)?.0,
            of: ask.directory.agency_name(&w.of),
            what: of_others(&ask.vault.rules().act(&w.act)?.says),
            title: w.title,
            reference: w.reference,
            since: day_month_year(w.since),
            due: w.due.map(day_month_year),
            late: w.due.is_some_and(|due| due < ask.today),
            urgent: w.urgent,
        })
    };
    let mut all: Vec<Waited> = Vec::new();
    for one in ask.vault.waits_for(&ask.actor).await?.into_iter().filter_map(waited) {
        // Several people of one organisation who are asked the same are one line.
        let same = |other: &Waited| (&other.address, &other.of, &other.what) == (&one.address, &one.of, &one.what);
        if !all.iter().any(same) {
            all.push(one);
        }
    }
    all.truncate(BESIDE);
    Ok(all)
}

/// The days from today on, four weeks ahead, on which a table of this person meets.
pub(super) async fn coming(ask: &Ask) -> Result<Vec<Met>, Trouble> {
    let until = ask.today.checked_add(AHEAD.days()).unwrap_or(ask.today);
    let met = |c: vault::Coming| {
        let (address, kind) = ask.kinds.of(&c.kind, c.id)?;
        Some(Met { address, on: day_month_year(c.on), kind: kind.clone(), title: c.title, reference: c.reference })
    };
    Ok(ask.vault.coming(&ask.actor, until).await?.into_iter().filter_map(met).take(BESIDE).collect())
}
