//! Looking back: per goal better, same or worse in words, and whether the case is still needed and in proportion.

mod steps;

use crate::table::Explicit;
use kernel::{Date, Note, Refusal};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// How a goal stands against last time; a word of the table, not a measure.
    pub enum Trend {
        Better = "better", "beter", "better";
        Same = "same", "gelijk", "the same";
        Worse = "worse", "slechter", "worse";
    }
}

kernel::words! {
    /// What the table does next.
    pub enum Next {
        Continue = "continue", "doorgaan", "continue";
        Adjust = "adjust", "het plan bijstellen", "adjust the plan";
        Close = "close", "afsluiten", "close";
    }
}

/// How one goal stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalNow {
    /// Which goal.
    pub goal: u32,
    /// The word of the table.
    pub trend: Trend,
    /// What that rests on.
    pub why: Note,
}

/// One look back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its number within the case.
    pub no: u32,
    /// When.
    pub day: Date,
    /// Each goal.
    pub goals: Vec<GoalNow>,
    /// Whether the case is still necessary.
    pub necessary: bool,
    /// Why, or why not.
    pub necessity: Note,
    /// Whether it is still in proportion.
    pub proportionate: bool,
    /// Why, or why not.
    pub proportion: Note,
    /// What the table does next.
    pub next: Next,
    /// When it looks again.
    pub again: Option<Date>,
    /// What the person, and who is close, think of it themselves; nothing where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Note>,
    /// On which ground, and what is expected of each other, as far as that was said; the day is the one above.
    #[serde(default, skip_serializing_if = "Explicit::is_empty")]
    pub explicit: Explicit,
}

/// What is said when a goal is left out.
pub(in crate::case) const UNTOLD: Refusal =
    Refusal::of("Zeg bij elk doel hoe het ermee staat.", "Say for each goal how it is going.");
