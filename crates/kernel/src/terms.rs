//! By when something is asked: so many days, the last one included, moved off weekends and holidays as the house has set it.
//!
//! *By* a day (*uiterlijk*) means up to and including that day, everywhere. A dossier keeps the terms that held when it began: a day that
//! was promised does not move because a setting did.

use crate::calendar::{working_day_from, working_day_until, working_days_after};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a term is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Choosing what becomes of a signal.
    Choose,
    /// Confirming that what cannot wait was seen.
    Confirm,
    /// Weighing.
    Weigh,
    /// Writing the advice, and laying it before the triangle.
    Advise,
    /// Deciding on the advice.
    Decide,
}

/// What becomes of a last day that is a Saturday, a Sunday or a holiday.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rest {
    /// The first working day after it, as the Algemene termijnenwet art. 1 has it for terms of a law.
    #[default]
    After,
    /// The last working day before it, but never before the day on which the term began.
    Before,
    /// It stays.
    Stay,
}

/// So many days, as a rule and for what cannot wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// As a rule.
    pub usual: u16,
    /// For what cannot wait.
    pub urgent: u16,
}

/// How long a question to scale a case up or down may wait for its answer, and after how long a case stands still. The law names no term for
/// any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTerms {
    /// Working days for a question to scale up.
    pub up: u16,
    /// Days for one that cannot wait; a weekend does not lengthen it.
    pub acute: u16,
    /// Working days for a question to scale down.
    pub down: u16,
    /// Days in which nothing happened.
    pub still: u16,
    /// Days after which an agreement that is late, or a look back that did not come, calls for the process director.
    pub late: u16,
    /// Days after which who was let in besides the three reads a case no longer that nobody said is still needed; in what began before that was
    /// kept they read on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<u16>,
}

impl Default for CaseTerms {
    fn default() -> Self {
        Self { up: 3, acute: 1, down: 10, still: 28, late: 7, confirm: Some(365) }
    }
}

impl CaseTerms {
    /// The last day to answer a question to scale up, or down, that was asked on this one.
    #[must_use]
    pub fn answer_by(&self, asked: Date, up: bool, acute: bool) -> Date {
        match (up, acute) {
            (true, true) => asked.checked_add(i64::from(self.acute).days()).unwrap_or(asked),
            (true, false) => working_days_after(asked, self.up),
            (false, _) => working_days_after(asked, self.down),
        }
    }
}

/// How long each step may take. The law names no term for any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Choosing what becomes of a signal.
    pub choose: Days,
    /// Confirming that it was seen; only what cannot wait is confirmed.
    pub confirm: u16,
    /// Weighing.
    pub weigh: Days,
    /// Writing the advice.
    pub advise: Days,
    /// Deciding on it.
    pub decide: Days,
    /// What becomes of a last day on which nobody is at work.
    pub rest: Rest,
    /// The same for what cannot wait.
    pub rest_urgent: Rest,
}

impl Default for Terms {
    fn default() -> Self {
        let days = |usual, urgent| Days { usual, urgent };
        Self {
            choose: days(14, 1),
            confirm: 1,
            weigh: days(21, 3),
            advise: days(14, 1),
            decide: days(7, 2),
            rest: Rest::After,
            // A weekend lengthens no term of what cannot wait.
            rest_urgent: Rest::Before,
        }
    }
}

impl Terms {
    /// The last day of a step that begins on this one: that day included.
    #[must_use]
    pub fn until(&self, step: Step, from: Date, urgent: bool) -> Date {
        let of = |days: Days| if urgent { days.urgent } else { days.usual };
        let days = match step {
            Step::Choose => of(self.choose),
            Step::Confirm => self.confirm,
            Step::Weigh => of(self.weigh),
            Step::Advise => of(self.advise),
            Step::Decide => of(self.decide),
        };
        let last = from.checked_add(i64::from(days).days()).unwrap_or(from);
        match if urgent { self.rest_urgent } else { self.rest } {
            Rest::After => working_day_from(last),
            Rest::Before => {
                let before = working_day_until(last);
                // Who files on a Saturday with a day to go gets that day, rest or not.
                if before < from { last } else { before }
            }
            Rest::Stay => last,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_cannot_wait_has_terms_of_its_own() {
        let terms = Terms::default();
        let monday = day("2026-11-23");
        let both = |step| [false, true].map(|urgent| terms.until(step, monday, urgent).to_string());
        assert_eq!(both(Step::Choose), ["2026-12-07", "2026-11-24"]);
        assert_eq!(both(Step::Weigh), ["2026-12-14", "2026-11-26"]);
        assert_eq!(both(Step::Advise), ["2026-12-07", "2026-11-24"]);
        assert_eq!(both(Step::Decide), ["2026-11-30", "2026-11-25"]);
        assert_eq!(both(Step::Confirm)[1], "2026-11-24");
    }

    #[test]
    fn a_usual_term_that_ends_over_christmas_ends_after_it_and_an_urgent_one_before() {
        let terms = Terms::default();
        assert_eq!(terms.until(Step::Choose, day("2026-12-11"), false), day("2026-12-28"));
        assert_eq!(terms.until(Step::Weigh, day("2026-12-23"), true), day("2026-12-24"));
    }

    #[test]
    fn an_urgent_term_is_never_over_before_it_began() {
        let terms = Terms::default();
        assert_eq!(
            terms.until(Step::Choose, day("2026-11-27"), true),
            day("2026-11-27"),
            "filed on a Friday: that Friday"
        );
        assert_eq!(
            terms.until(Step::Choose, day("2026-11-28"), true),
            day("2026-11-29"),
            "filed on a Saturday: as counted"
        );
    }

    #[test]
    fn a_question_waits_so_many_working_days_and_an_acute_one_until_tomorrow() {
        let terms = CaseTerms::default();
        let by = |day, up, acute| terms.answer_by(day, up, acute).to_string();
        let thursday = day("2026-11-26");
        assert_eq!(by(thursday, true, false), "2026-12-01", "over a weekend");
        assert_eq!(by(thursday, true, true), "2026-11-27");
        assert_eq!(by(day("2026-11-27"), true, true), "2026-11-28", "danger does not wait for Monday");
        assert_eq!(by(thursday, false, false), "2026-12-10");
        assert_eq!(by(day("2026-12-23"), true, false), "2026-12-29", "over Christmas");
    }

    #[test]
    fn a_house_that_shifts_nothing_counts_days_only() {
        let terms = Terms { rest: Rest::Stay, rest_urgent: Rest::Stay, ..Terms::default() };
        assert_eq!(terms.until(Step::Choose, day("2026-12-11"), false), day("2026-12-25"));
        assert_eq!(terms.until(Step::Choose, day("2026-11-27"), true), day("2026-11-28"));
    }
}
