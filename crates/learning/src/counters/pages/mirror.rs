//! The mirror: of the decisions that were taken, how many carried a ground, an expectation, an owner, another option and a day to look
//! again. It shows a house to itself, over time. It says nothing of who decided, and a decision that carries all five can still be wrong.

use super::asked::Year;
use kernel::{
    Say,
    counters::{Counter, Figure, Tells},
};
use schemars::JsonSchema;
use serde::Serialize;

/// How long a whole bar is, in the units of its drawing.
const WHOLE: u64 = 200;

/// One thing that makes a decision explicit.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MirrorLine")]
pub(super) struct Line {
    pub(super) says: Say,
    pub(super) quarters: Vec<Say>,
    pub(super) year: Say,
    /// How much of the bar is filled, where that may be told; the words beside it say the same.
    pub(super) bar: Option<u64>,
}

/// The mirror of a year.
#[derive(Serialize, JsonSchema)]
pub(super) struct Mirror {
    pub(super) sentence: Say,
    pub(super) all: Vec<Say>,
    pub(super) year: Say,
    pub(super) lines: Vec<Line>,
}

/// What a year of decisions carried.
pub(super) fn mirror(asked: &Year) -> Mirror {
    let all = asked.whole.count(Counter::Decision);
    Mirror {
        sentence: sentence(all),
        all: asked.quarters.iter().map(|q| q.count(Counter::Decision).says()).collect(),
        year: all.says(),
        lines: Counter::ALL
            .iter()
            .copied()
            .filter(|what| what.tells() == Tells::ShareOfDecisions)
            .map(|what| line(asked, what, all))
            .collect(),
    }
}

fn line(asked: &Year, what: Counter, all: Figure) -> Line {
    let year = asked.whole.count(what);
    let parts: Vec<(Figure, Figure)> =
        asked.quarters.iter().map(|q| (q.count(what), q.count(Counter::Decision))).collect();
    Line {
        says: what.says(),
        quarters: asked.quarters.iter().map(|q| q.count(what).says()).collect(),
        bar: filled(year, all),
        year: Figure::part_says(&parts).unwrap_or_else(|| year.says()),
    }
}

fn filled(part: Figure, whole: Figure) -> Option<u64> {
    match (part, whole) {
        // At least so much of it; the words say so.
        (Figure::Exact(part) | Figure::AtLeast(part), Figure::Exact(whole)) if part > 0 => {
            (part * WHOLE).checked_div(whole).map(|n| n.min(WHOLE))
        }
        (_, _) => None,
    }
}

fn sentence(all: Figure) -> Say {
    match all {
        Figure::Exact(n) => Say::made(
            format!("In dit jaar zijn {n} besluiten vastgelegd. Hoeveel daarvan droegen:"),
            format!("In this year {n} decisions were recorded. How many of them carried:"),
        ),
        Figure::AtLeast(0) | Figure::Few | Figure::NearlyAll => Say::of(
            "In dit jaar zijn te weinig besluiten vastgelegd om iets over te zeggen.",
            "In this year too few decisions were recorded to say anything.",
        ),
        Figure::AtLeast(n) => Say::made(
            format!("In dit jaar zijn ten minste {n} besluiten vastgelegd. Hoeveel daarvan droegen:"),
            format!("In this year at least {n} decisions were recorded. How many of them carried:"),
        ),
    }
}
