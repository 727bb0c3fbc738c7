//! How a table stands, read from its card and what is asked there. Pure.

use crate::{advice, case, referral, signal, weighing};
use jiff::ToSpan;
use kernel::{Choice as _, Date, Say};
use vault::{Dossier as _, Standing};

/// After so many days in which nothing happened a table lies still.
pub(super) const STILL_DAYS: i64 = 28;

/// What is the matter with a table that runs; all of it may be false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(super) struct State {
    pub(super) urgent: bool,
    /// Something should have been done by a day that is over.
    pub(super) late: bool,
    /// Nothing happened for four weeks.
    pub(super) still: bool,
    /// A case without a plan.
    pub(super) no_plan: bool,
    /// A case without a day to come on which the table looks again.
    pub(super) no_look: bool,
}

impl State {
    pub(super) fn of(table: &Standing, today: Date) -> Self {
        let is_case = table.kind == case::Case::KIND;
        let still = table.last.checked_add(STILL_DAYS.days()).is_ok_and(|day| day < today);
        Self {
            urgent: table.urgent,
            late: table.late,
            still,
            no_plan: is_case && table.state == case::State::Open.word(),
            no_look: is_case && !table.again,
        }
    }

    /// Whether somebody should look at it.
    pub(super) fn calls(self) -> bool {
        self.urgent || self.late || self.still || self.no_look
    }
}

/// What a state of a kind is called.
pub(crate) fn says(kind: &str, word: &str) -> Say {
    let unknown = Say::of("-", "-");
    match kind {
        signal::Signal::KIND => signal::State::meant_by(word).map_or(unknown, signal::State::says),
        weighing::Weighing::KIND => {
            weighing::State::ALL.into_iter().find(|s| s.word() == word).map_or(unknown, weighing::State::says)
        }
        advice::Advice::KIND => {
            advice::State::ALL.into_iter().find(|s| s.word() == word).map_or(unknown, advice::State::says)
        }
        referral::Referral::KIND => {
            referral::State::ALL.into_iter().find(|s| s.word() == word).map_or(unknown, referral::State::says)
        }
        _ => case::says_word(word),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn table(kind: &str, state: &str) -> Standing {
        Standing {
            id: kernel::DossierId::new(1, [1; 10]),
            kind: kind.into(),
            state: state.into(),
            due: None,
            last: day("2026-03-01"),
            urgent: false,
            late: false,
            again: false,
        }
    }

    #[test]
    fn a_table_lies_still_after_four_weeks() {
        let one = table("weighing", "open");
        assert!(!State::of(&one, day("2026-03-29")).still && State::of(&one, day("2026-03-30")).still);
        assert!(!State::of(&one, day("2026-03-11")).no_look, "only a case looks again");
        assert!(!State::of(&one, day("2026-03-11")).calls());
    }

    #[test]
    fn a_case_that_does_not_meet_again_or_has_no_plan_says_so() {
        let planned = Standing { again: true, ..table("case", "planned") };
        assert_eq!(State::of(&planned, day("2026-03-02")), State::default());
        let open = State::of(&table("case", "open"), day("2026-03-02"));
        assert!(open.no_look && open.no_plan && open.calls());
    }
}
