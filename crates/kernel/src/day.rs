//! Days and moments as people in the Netherlands write them; stored in UTC, shown in Europe/Amsterdam.

use crate::Refusal;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Reads `dd-mm-jjjj` (as people write it) or `jjjj-mm-dd` (as browsers send it).
///
/// # Errors
/// A sentence when it is not a date, or a date that does not exist such as 31-02-2026.
pub fn parse_day(text: &str) -> Result<Date, Refusal> {
    const SHAPE: Refusal = Refusal::of("Schrijf de datum als dd-mm-jjjj.", "Write the date as dd-mm-yyyy.");
    const GONE: Refusal = Refusal::of("Deze datum bestaat niet.", "This date does not exist.");
    let parts: Vec<&str> = text.trim().split('-').collect();
    let [a, b, c] = parts.as_slice() else {
        return Err(SHAPE);
    };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return Err(SHAPE);
    }
    let digits = |t: &str| {
        if t.bytes().all(|b| b.is_ascii_digit()) { t.parse::<i16>().ok() } else { None }
    };
    let (Some(year), Some(month), Some(day)) = (digits(year), digits(month), digits(day)) else {
        return Err(SHAPE);
    };
    let narrow = |n: i16| i8::try_from(n).ok();
    let (Some(month), Some(day)) = (narrow(month), narrow(day)) else {
        return Err(GONE);
    };
    Date::new(year, month, day).map_err(|_| GONE)
}

/// `dd-mm-jjjj`.
#[must_use]
pub fn day_month_year(day: Date) -> String {
    format!("{:02}-{:02}-{:04}", day.day(), day.month(), day.year())
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

/// `dd-mm-jjjj uu:mm` in the Netherlands.
#[must_use]
pub fn local_minute(at: Timestamp) -> String {
    let z = at.to_zoned(amsterdam());
    format!("{} {:02}:{:02}", day_month_year(z.date()), z.hour(), z.minute())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read() {
        assert_eq!(parse_day(" 3-2-2026 ").unwrap(), parse_day("2026-02-03").unwrap());
    }

    #[test]
    fn an_impossible_day_is_named_as_such() {
        assert!(parse_day("31-02-2026").unwrap_err().why.nl.contains("bestaat niet"));
        assert!(parse_day("morgen").unwrap_err().why.nl.contains("dd-mm"));
        assert!(parse_day("3-2-26").unwrap_err().why.nl.contains("dd-mm"));
        assert!(parse_day("+3-02-2026").unwrap_err().why.nl.contains("dd-mm"));
    }

    #[test]
    fn summer_time_is_kept() {
        let at: Timestamp = "2026-07-01T22:30:00Z".parse().unwrap();
        assert_eq!(local_minute(at), "02-07-2026 00:30");
        assert_eq!(day_month_year(local_day("2026-01-01T22:30:00Z".parse().unwrap())), "01-01-2026");
    }
}
