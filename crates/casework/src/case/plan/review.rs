//! Looking back: per goal better, same or worse in words, and whether the case is still needed and in proportion.

use super::super::model::{Case, Event, Purpose};
use super::super::words::words;
use kernel::{Date, Note, Refusal};
use serde::{Deserialize, Serialize};

words! {
    /// How a goal stands against last time; a word of the table, not a measure.
    Trend {
        Better = "better", "beter", "better";
        Same = "same", "gelijk", "the same";
        Worse = "worse", "slechter", "worse";
    }
}

words! {
    /// What the table does next.
    Next {
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
}

/// What is said when a goal is left out.
pub(in crate::case) const UNTOLD: Refusal =
    Refusal::of("Zeg van elk doel hoe het ermee staat.", "Say of every goal how it stands.");

impl Case {
    /// Looks back on the plan.
    ///
    /// # Errors
    /// A sentence when a goal is left out, or a case that is no longer needed would go on.
    pub fn review(&self, review: Review) -> Result<Event, Refusal> {
        let told = |no: u32| review.goals.iter().any(|g| g.goal == no);
        if !self.plan.goals.iter().all(|g| told(g.no)) {
            return Err(UNTOLD.at("goals"));
        }
        if !review.necessary && review.next != Next::Close {
            return Err(Refusal::of(
                "Is de casus niet meer nodig, dan moet de tafel afsluiten (Wgpga art. 9).",
                "When the case is no longer needed, the table must close it (Wgpga art. 9).",
            )
            .at("next"));
        }
        if !review.proportionate && review.next == Next::Continue {
            return Err(Refusal::of(
                "Is het te zwaar geworden, stel het plan dan bij of sluit af.",
                "When it has become too much, adjust the plan or close.",
            )
            .at("next"));
        }
        if review.next != Next::Close && review.again.is_none_or(|d| d <= review.day) {
            return Err(
                Refusal::of("Kies wanneer de tafel opnieuw kijkt.", "Choose when the table looks again.").at("again")
            );
        }
        self.toward(Some(Purpose::Evaluate), Event::Reviewed(Review { no: self.next(), ..review }))
    }
}
