//! A day of birth as far as it is known: the day, the month and the year, or the year alone.

use crate::{Date, Refusal, day_month_year, parse_day, read_day};
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

/// The number that a part of a date is; none where it is anything else.
fn digits(part: &str) -> Option<i16> {
    if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
}

/// A year is written in full.
fn year(part: &str) -> Option<i16> {
    if part.len() == 4 { digits(part) } else { None }
}

/// The first day of a month.
fn first(year: i16, month: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, 1).ok()
}

/// As people write it, in a form or a file: also `maart 2009`. In a year that can be.
impl FromStr for Born {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let year = |part: &str| year(part).filter(|year| read_day::in_bounds(*year));
        if let Some((month, written)) = read_day::month_and_year(text) {
            return year(written).and_then(|year| first(year, month.into())).map(Self::In).ok_or(SHAPE);
        }
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

/// What was stored once, of whatever year: what a form takes may become narrower, and no dossier stops to open by it.
fn stored(text: &str) -> Option<Born> {
    let partly = || match text.split_once('-') {
        None => year(text).and_then(|year| first(year, 1)).map(Born::During),
        Some((a, b)) => year(a).zip(digits(b)).and_then(|(year, month)| first(year, month)).map(Born::In),
    };
    text.parse().ok().map(Born::On).or_else(partly)
}

impl Serialize for Born {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for Born {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        stored(&text).map_or_else(|| text.parse(), Ok).map_err(|refusal: Refusal| de::Error::custom(refusal.why.en))
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
            ("mei 1988", "1988-05", "05-1988"),
            ("Mei 1988", "1988-05", "05-1988"),
            ("mrt. 1988", "1988-03", "03-1988"),
            ("maart-1988", "1988-03", "03-1988"),
            ("March 1988", "1988-03", "03-1988"),
            (" sept  1988 ", "1988-09", "09-1988"),
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

    /// What a form takes today is narrower than what one took once, and whatever was written opens.
    #[test]
    fn what_was_stored_is_read_also_where_no_form_would_take_it() {
        for stored in ["1790-02-03", "0026-11-03", "9999-12-31", "2150-01-01", "1790-02", "9999-12", "1790", "9999"] {
            let kept = format!("\"{stored}\"");
            let read: Born = serde_json::from_str(&kept).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), kept);
            assert!(stored.parse::<Born>().is_err(), "{stored}");
        }
        assert_eq!(serde_json::from_str::<Born>("\"1790-02-03\"").unwrap().exact(), Some(Date::constant(1790, 2, 3)));
        for never in ["2009-13", "20090", "", "2009-02-30", "02009"] {
            assert!(serde_json::from_str::<Born>(&format!("\"{never}\"")).is_err(), "{never}");
        }
    }

    #[test]
    fn what_is_no_date_of_birth_is_refused_with_how_to_write_it() {
        let wrong = ["88", "13-1988", "0-1988", "mei 1988 ongeveer", "1988-1989", "31-02-1988", "ongeveer 1988"];
        let never = ["1790", "9999", "2101", "05-2101", "05-1899", "mei 1899", "01-01-9999"];
        for wrong in wrong.into_iter().chain(never).chain(["ma 2009", "2009 maart", "14 maart", "maart 09"]) {
            assert!(wrong.parse::<Born>().is_err(), "{wrong}");
        }
        assert!("1900".parse::<Born>().is_ok() && "12-2100".parse::<Born>().is_ok());
        assert!("ongeveer-1988".parse::<Born>().unwrap_err().why.nl.contains("mm-jjjj"));
    }
}
