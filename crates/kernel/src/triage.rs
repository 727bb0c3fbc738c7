//! The weekly triage of a house: on which day people sit together, until when something is handed in for it, and who sits there. What is handed in
//! later goes to the one after it. Everything is counted as the clock on the wall has it, also in the weeks in which that is put forward or back.

use crate::calendar::is_holiday;
use crate::{AgencyId, HouseId, Say, local_day, moment_of};
use jiff::civil::{Date, Time, Weekday};
use jiff::{Timestamp, ToSpan};

/// So many days are looked through for a day on which nobody rests: more holidays in a row on one day of the week there are not.
const AHEAD: usize = 42;

/// On which day of the week a triage is, and until when something is handed in for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The day of the triage. On a holiday of the Algemene termijnenwet there is none.
    pub meets: Weekday,
    /// The day until which is handed in: the last such day before the triage, or the day itself.
    pub hand_in: Weekday,
    /// Until which time on that day. What comes at that time or later is too late.
    pub until: Time,
}

/// One triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// The day.
    pub day: Date,
    /// Until when something is handed in for it; that moment is too late.
    pub until: Timestamp,
}

impl Rhythm {
    /// The first triage to which something goes that is handed in at this moment.
    #[must_use]
    pub fn next(&self, at: Timestamp) -> Round {
        let before = i64::from(self.hand_in.until(self.meets));
        let round = |day: Date| Round { day, until: moment_of(day.saturating_sub(before.days()), self.until) };
        let mut day = local_day(at);
        for _ in 0..AHEAD {
            let found = round(day);
            if day.weekday() == self.meets && !is_holiday(day) && at < found.until {
                return found;
            }
            day = day.tomorrow().unwrap_or(day);
        }
        round(day)
    }
}

/// The triage of one house, as it set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriageRule {
    /// Which house.
    pub house: HouseId,
    /// When.
    pub rhythm: Rhythm,
    /// Who sits there, besides the house itself and the three who hold the keys.
    pub seats: Vec<AgencyId>,
    /// Who may submit.
    pub partners: Vec<AgencyId>,
    /// After so many days what was decided on is destroyed.
    pub keep: u16,
}

/// What people call a day of the week.
#[must_use]
pub fn weekday_says(day: Weekday) -> Say {
    match day {
        Weekday::Monday => Say::of("maandag", "Monday"),
        Weekday::Tuesday => Say::of("dinsdag", "Tuesday"),
        Weekday::Wednesday => Say::of("woensdag", "Wednesday"),
        Weekday::Thursday => Say::of("donderdag", "Thursday"),
        Weekday::Friday => Say::of("vrijdag", "Friday"),
        Weekday::Saturday => Say::of("zaterdag", "Saturday"),
        Weekday::Sunday => Say::of("zondag", "Sunday"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn tuesdays() -> Rhythm {
        Rhythm { meets: Weekday::Tuesday, hand_in: Weekday::Monday, until: Time::constant(12, 0, 0, 0) }
    }

    fn next(rhythm: Rhythm, at: &str) -> (String, String) {
        let round = rhythm.next(at.parse().unwrap());
        (round.day.to_string(), round.until.to_string())
    }

    fn is(day: &str, until: &str) -> (String, String) {
        (day.to_owned(), until.to_owned())
    }

    #[test]
    fn what_comes_before_the_moment_goes_to_this_week_and_what_comes_at_it_to_the_next() {
        let of = |at| next(tuesdays(), at);
        // In winter twelve o'clock is eleven in UTC.
        assert_eq!(of("2026-02-02T10:59:59Z"), is("2026-02-03", "2026-02-02T11:00:00Z"));
        assert_eq!(of("2026-02-02T11:00:00Z"), is("2026-02-10", "2026-02-09T11:00:00Z"));
        assert_eq!(of("2026-02-03T09:00:00Z"), is("2026-02-10", "2026-02-09T11:00:00Z"), "on the day itself");
        assert_eq!(of("2026-02-04T09:00:00Z"), is("2026-02-10", "2026-02-09T11:00:00Z"));
    }

    #[test]
    fn in_the_weeks_in_which_the_clock_changes_twelve_stays_twelve() {
        let of = |at| next(tuesdays(), at);
        // Summer time begins on Sunday 29 March 2026 and ends on Sunday 25 October.
        assert_eq!(of("2026-03-23T10:59:59Z"), is("2026-03-24", "2026-03-23T11:00:00Z"));
        assert_eq!(of("2026-03-24T08:00:00Z"), is("2026-03-31", "2026-03-30T10:00:00Z"));
        assert_eq!(of("2026-03-30T09:59:59Z").0, "2026-03-31");
        assert_eq!(of("2026-03-30T10:00:00Z").0, "2026-04-07", "twelve by the new clock, eleven by the old");
        assert_eq!(of("2026-10-26T10:30:00Z"), is("2026-10-27", "2026-10-26T11:00:00Z"));
        assert_eq!(of("2026-10-26T11:00:00Z").0, "2026-11-03");
    }

    #[test]
    fn just_before_midnight_the_day_is_the_one_in_the_netherlands() {
        let same_day =
            Rhythm { meets: Weekday::Tuesday, hand_in: Weekday::Tuesday, until: Time::constant(0, 30, 0, 0) };
        // A quarter past midnight on Tuesday here is still Monday in UTC.
        assert_eq!(next(same_day, "2026-02-02T23:15:00Z").0, "2026-02-03");
        assert_eq!(next(same_day, "2026-02-02T23:30:00Z").0, "2026-02-10");
    }

    #[test]
    fn on_a_holiday_there_is_no_triage_and_what_waits_goes_to_the_one_after() {
        // 5 May 2026 is a Tuesday; and Christmas and New Year fall on one day of the week.
        assert_eq!(next(tuesdays(), "2026-05-04T08:00:00Z"), is("2026-05-12", "2026-05-11T10:00:00Z"));
        let fridays = Rhythm { meets: Weekday::Friday, hand_in: Weekday::Wednesday, ..tuesdays() };
        assert_eq!(next(fridays, "2026-12-21T08:00:00Z"), is("2027-01-08", "2027-01-06T11:00:00Z"));
    }

    #[test]
    fn a_moment_a_week_ahead_is_of_the_week_before() {
        let far = Rhythm { meets: Weekday::Monday, hand_in: Weekday::Tuesday, ..tuesdays() };
        assert_eq!(next(far, "2026-02-02T08:00:00Z"), is("2026-02-09", "2026-02-03T11:00:00Z"));
    }

    #[test]
    fn every_day_of_the_week_has_its_word_in_both_languages() {
        let mut day = Weekday::Monday;
        let mut words = std::collections::BTreeSet::new();
        for _ in 0..7 {
            words.insert(weekday_says(day).nl.to_string());
            words.insert(weekday_says(day).en.to_string());
            day = day.next();
        }
        assert_eq!(words.len(), 14);
    }
}
