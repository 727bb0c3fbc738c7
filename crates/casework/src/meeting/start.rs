//! At what time something begins, as people write it.

use jiff::civil::Time;
use kernel::{Date, Refusal, Timestamp, moment_of};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A time of the day in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Start(Time);

impl Start {
    /// So many minutes later, at most the last minute of the day.
    #[must_use]
    pub fn after(self, minutes: u32) -> Self {
        let all = u32::from(self.0.hour().unsigned_abs()) * 60 + u32::from(self.0.minute().unsigned_abs()) + minutes;
        Self::of(all.min(24 * 60 - 1)).unwrap_or(self)
    }

    /// The moment at which it is this time on this day.
    #[must_use]
    pub fn on(self, day: Date) -> Timestamp {
        moment_of(day, self.0)
    }

    fn of(minutes: u32) -> Option<Self> {
        let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
        Time::new(hour, minute, 0, 0).ok().map(Self)
    }
}

/// `10.30`, `10:30`, `10u30`, `1030`, `9.05`, `9`; also followed by `u` or `uur`.
impl FromStr for Start {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        const HOW: Refusal = Refusal::of("Schrijf een tijd als 10.30 of 9.00.", "Write a time such as 10.30 or 9.00.");
        let text = text.trim().trim_end_matches("uur").trim_end_matches(['u', 'h']).trim_end();
        let whole = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
        let (hour, minute) = match text.split_once(['.', ':', 'u', 'h']) {
            Some((hour, minute)) if minute.len() == 2 && (1..=2).contains(&hour.len()) => (whole(hour), whole(minute)),
            None if (1..=2).contains(&text.len()) => (whole(text), Some(0)),
            None if (3..=4).contains(&text.len()) && text.is_ascii() => {
                let (hour, minute) = text.split_at(text.len() - 2);
                (whole(hour), whole(minute))
            }
            Some(_) | None => (None, None),
        };
        match (hour, minute) {
            (Some(hour @ 0..24), Some(minute @ 0..60)) => Self::of(hour * 60 + minute).ok_or(HOW),
            _ => Err(HOW),
        }
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0.hour(), self.0.minute())
    }
}

impl TryFrom<String> for Start {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|no: Refusal| no.why.en.into_owned())
    }
}

impl From<Start> for String {
    fn from(start: Start) -> Self {
        start.to_string()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (typed, shown) in [
            ("10.30", "10.30"),
            ("10:30", "10.30"),
            ("1030", "10.30"),
            ("930", "9.30"),
            ("9", "9.00"),
            ("09.05 uur", "9.05"),
            ("0.00", "0.00"),
            ("23.59u", "23.59"),
        ] {
            let start: Start = typed.parse().unwrap();
            assert_eq!(start.to_string(), shown, "{typed}");
            assert_eq!(serde_json::from_str::<Start>(&serde_json::to_string(&start).unwrap()).unwrap(), start);
        }
        for typed in ["", "24.00", "10.60", "10.3", "half elf", "10.30.00", "-1", "+9", "1é", "99999"] {
            assert!(typed.parse::<Start>().is_err(), "{typed}");
        }
    }

    #[test]
    fn what_comes_later_begins_later_and_never_the_next_day() {
        let ten: Start = "10.00".parse().unwrap();
        assert_eq!((ten.after(0).to_string(), ten.after(95).to_string()), ("10.00".into(), "11.35".into()));
        assert_eq!(ten.after(5000).to_string(), "23.59");
    }
}
