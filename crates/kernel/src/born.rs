//! A day of birth as far as it is known: the day, the month and the year, or the year alone.

use crate::{Date, Refusal, day_month_year, parse_day};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// When somebody was born, as far as it is known. Stored and told to programs as ISO 8601: `2009-03-14`, `2009-03`, `2009`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Born {
    /// The very day.
    On(Date),
    /// The month; the day in it says nothing.
    In(Date),
    /// The year; the month and the day in it say nothing.
    During(Date),
}

const SHAPE: Refusal = Refusal::of(
    "Schrijf de datum als dd-mm-jjjj. Weet u alleen de maand of het jaar? Schrijf dan mm-jjjj of jjjj.",
    "Write the date as dd-mm-yyyy. Do you know the month or the year only? Then write mm-yyyy or yyyy.",
);

impl Born {
    /// The day, where it is known: only by that anybody may be found.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        match self {
            Self::On(day) => Some(day),
            Self::In(_) | Self::During(_) => None,
        }
    }

    /// The first day that it can have been.
    #[must_use]
    pub fn earliest(self) -> Date {
        match self {
            Self::On(day) | Self::In(day) | Self::During(day) => day,
        }
    }

    /// As programs read it.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Self::On(day) => day.to_string(),
            Self::In(day) => format!("{:04}-{:02}", day.year(), day.month()),
            Self::During(day) => format!("{:04}", day.year()),
        }
    }
}

impl From<Date> for Born {
    fn from(day: Date) -> Self {
        Self::On(day)
    }
}

/// As people write it: `14-03-2009`, `03-2009`, `2009`.
impl fmt::Display for Born {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day_month_year(*day).fmt(f),
            Self::In(day) => write!(f, "{:02}-{:04}", day.month(), day.year()),
            Self::During(day) => write!(f, "{:04}", day.year()),
        }
    }
}

impl FromStr for Born {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let digits =
            |part: &str| if part.bytes().all(|b| b.is_ascii_digit()) { part.parse::<i16>().ok() } else { None };
        let year = |part: &str| if part.len() == 4 { digits(part).filter(|year| *year >= 1900) } else { None };
        let first = |year: i16, month: i16| Date::new(year, i8::try_from(month).ok()?, 1).ok();
        let parts: Vec<&str> = text.trim().split(['-', '/', '.']).map(str::trim).collect();
        match parts.as_slice() {
            [only] if year(only).is_some() => year(only).and_then(|year| first(year, 1)).map(Self::During).ok_or(SHAPE),
            [a, b] => {
                let (year, month) = match (year(a), year(b)) {
                    (Some(year), None) => (year, digits(b)),
                    (None, Some(year)) => (year, digits(a)),
                    (Some(_), Some(_)) | (None, None) => return Err(SHAPE),
                };
                month.and_then(|month| first(year, month)).map(Self::In).ok_or(SHAPE)
            }
            _ => parse_day(text).map(Self::On),
        }
    }
}

impl Serialize for Born {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for Born {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|refusal: Refusal| de::Error::custom(refusal.why.en))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn born(text: &str) -> Born {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_or_a_month_and_year_is_kept_as_such_and_is_no_exact_day() {
        for (typed, iso, shown) in [
            ("1988", "1988", "1988"),
            ("5-1988", "1988-05", "05-1988"),
            ("1988-05", "1988-05", "05-1988"),
            ("05/1988", "1988-05", "05-1988"),
        ] {
            let told = born(typed);
            assert_eq!((told.iso().as_str(), told.to_string().as_str(), told.exact()), (iso, shown, None), "{typed}");
            assert_eq!(serde_json::from_str::<Born>(&serde_json::to_string(&told).unwrap()).unwrap(), told);
        }
        assert_eq!(born("14-3-2009").exact(), Some(Date::constant(2009, 3, 14)));
        assert_eq!(serde_json::to_string(&born("14-3-2009")).unwrap(), "\"2009-03-14\"");
    }

    #[test]
    fn what_was_stored_as_a_day_is_read_as_that_day() {
        let stored: Born = serde_json::from_str("\"2009-03-14\"").unwrap();
        assert_eq!(stored, Born::from(Date::constant(2009, 3, 14)));
    }

    #[test]
    fn what_is_no_date_of_birth_is_refused_with_how_to_write_it() {
        for wrong in
            ["88", "13-1988", "0-1988", "mei 1988 ongeveer", "1988-1989", "31-02-1988", "ongeveer 1988", "1790"]
        {
            assert!(wrong.parse::<Born>().is_err(), "{wrong}");
        }
        assert!("ongeveer-1988".parse::<Born>().unwrap_err().why.nl.contains("mm-jjjj"));
    }
}
