//! Days and moments: people read them as they are written in the Netherlands (Europe/Amsterdam), programs as ISO 8601; stored in UTC.

use crate::Say;
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde::Serialize;
use std::fmt;

/// A day on a page: `dd-mm-jjjj` for who reads it, `jjjj-mm-dd` for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ShownDay(Date);

impl ShownDay {
    /// As a program reads it, for the attribute of a `time` on a page.
    #[must_use]
    pub fn iso(self) -> Date {
        self.0
    }
}

/// As people read it, for a form that is filled in beforehand and for paper.
impl From<ShownDay> for String {
    fn from(day: ShownDay) -> Self {
        day.to_string()
    }
}

impl fmt::Display for ShownDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}-{:04}", self.0.day(), self.0.month(), self.0.year())
    }
}

/// A moment on a page: `dd-mm-jjjj uu:mm` in the Netherlands for who reads it, UTC (RFC 3339) for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ShownMoment(Timestamp);

impl ShownMoment {
    /// The same moment, of which people read the time of the day alone.
    #[must_use]
    pub fn time(self) -> ShownTime {
        ShownTime(self.0)
    }

    /// As a program reads it, for the attribute of a `time` on a page.
    #[must_use]
    pub fn iso(self) -> Timestamp {
        self.0
    }
}

impl fmt::Display for ShownMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", day_month_year(local_day(self.0)), self.time())
    }
}

/// A moment of today: `uu:mm` in the Netherlands for who reads it, UTC (RFC 3339) for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ShownTime(Timestamp);

impl fmt::Display for ShownTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let z = self.0.to_zoned(amsterdam());
        write!(f, "{:02}:{:02}", z.hour(), z.minute())
    }
}

/// A day as it is shown: `dd-mm-jjjj`.
#[must_use]
pub fn day_month_year(day: Date) -> ShownDay {
    ShownDay(day)
}

fn amsterdam() -> TimeZone {
    // The zone data is compiled in, so this cannot fail in a built program; UTC is the honest fallback.
    TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)
}

/// The day on which a moment falls in the Netherlands.
#[must_use]
pub fn local_day(at: Timestamp) -> Date {
    at.to_zoned(amsterdam()).date()
}

/// The moment at which it is this time on this day in the Netherlands. In the hour that is skipped in spring it is an hour later, and in the hour
/// that comes twice in autumn the first of the two.
#[must_use]
pub fn moment_of(day: Date, time: Time) -> Timestamp {
    // Only a day at the very end of the calendar has no such moment.
    amsterdam().to_timestamp(day.to_datetime(time)).unwrap_or(Timestamp::MAX)
}

/// A moment as it is shown: `dd-mm-jjjj uu:mm` in the Netherlands.
#[must_use]
pub fn local_minute(at: Timestamp) -> ShownMoment {
    ShownMoment(at)
}

/// How long this day is from today, as people say it.
#[must_use]
pub fn days_left(due: Date, today: Date) -> Say {
    let days = i64::from((due - today).get_days());
    match days {
        0 => Say::of("vandaag", "today"),
        1 => Say::of("morgen", "tomorrow"),
        -1 => Say::of("1 dag te laat", "1 day late"),
        late if late < 0 => Say::made(format!("{} dagen te laat", -late), format!("{} days late", -late)),
        more => Say::made(format!("over {more} dagen"), format!("in {more} days")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn summer_time_is_kept() {
        let at: Timestamp = "2026-07-01T22:30:00Z".parse().unwrap();
        assert_eq!(local_minute(at).to_string(), "02-07-2026 00:30");
        assert_eq!(day_month_year(local_day("2026-01-01T22:30:00Z".parse().unwrap())).to_string(), "01-01-2026");
    }

    #[test]
    fn a_time_of_the_day_is_one_moment_also_when_the_clock_changes() {
        let moment = |day: i8, month: i8, hour: i8| {
            moment_of(Date::constant(2026, month, day), Time::constant(hour, 30, 0, 0)).to_string()
        };
        assert_eq!([moment(28, 3, 10), moment(29, 3, 10)], ["2026-03-28T09:30:00Z", "2026-03-29T08:30:00Z"]);
        assert_eq!([moment(24, 10, 10), moment(25, 10, 10)], ["2026-10-24T08:30:00Z", "2026-10-25T09:30:00Z"]);
        assert_eq!([moment(29, 3, 2), moment(25, 10, 2)], ["2026-03-29T01:30:00Z", "2026-10-25T00:30:00Z"]);
    }

    #[test]
    fn how_long_it_is_is_said_in_days_and_what_is_over_is_late() {
        let left = |n: i8| days_left(Date::constant(2026, 3, n), Date::constant(2026, 3, 9)).nl.to_string();
        assert_eq!(
            [7, 8, 9, 10, 11].map(left),
            ["2 dagen te laat", "1 dag te laat", "vandaag", "morgen", "over 2 dagen"]
        );
        assert_eq!(days_left(Date::constant(2027, 3, 9), Date::constant(2026, 3, 9)).en, "in 365 days");
    }

    #[test]
    fn people_read_what_is_written_here_and_programs_iso() {
        let (day, at) = (Date::constant(2026, 3, 9), "2026-07-01T22:30:00Z".parse().unwrap());
        assert_eq!(day_month_year(day).to_string(), "09-03-2026");
        assert_eq!(serde_json::to_string(&day_month_year(day)).unwrap(), "\"2026-03-09\"");
        assert_eq!(local_minute(at).time().to_string(), "00:30");
        assert_eq!(serde_json::to_string(&local_minute(at).time()).unwrap(), "\"2026-07-01T22:30:00Z\"");
        assert_eq!(serde_json::to_string(&local_minute(at)).unwrap(), "\"2026-07-01T22:30:00Z\"");
    }
}
