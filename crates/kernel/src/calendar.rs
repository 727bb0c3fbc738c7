//! The days on which nobody is at work in the Netherlands: weekends, and the holidays of the Algemene termijnenwet art. 3.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Easter Sunday of a year, by the Gregorian reckoning (Meeus, Jones and Butcher). Nothing outside the years that a date can have.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// Whether it is a holiday of the Algemene termijnenwet art. 3: New Year, Good Friday, Easter Monday, King's Day, 5 May, Ascension, Whit
/// Monday and both days of Christmas; Easter and Whit Sunday are Sundays already.
#[must_use]
pub fn is_holiday(day: Date) -> bool {
    let fixed = matches!((day.month(), day.day()), (1, 1) | (5, 5) | (12, 25 | 26));
    let king = Date::new(day.year(), 4, 27).is_ok_and(|feast| {
        let kept = if feast.weekday() == Weekday::Sunday { feast.yesterday().unwrap_or(feast) } else { feast };
        kept == day
    });
    let after_easter = easter(day.year()).map(|easter| (day - easter).get_days());
    fixed || king || matches!(after_easter, Some(-2 | 0 | 1 | 39 | 49 | 50))
}

/// Whether nobody is expected at work: a Saturday, a Sunday or a holiday.
#[must_use]
pub fn is_rest_day(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || is_holiday(day)
}

/// The first working day on or after this one.
#[must_use]
pub fn working_day_from(day: Date) -> Date {
    let mut found = day;
    while is_rest_day(found) {
        let Ok(next) = found.checked_add(1.day()) else { return day };
        found = next;
    }
    found
}

/// The last of so many working days after this one.
#[must_use]
pub fn working_days_after(day: Date, days: u16) -> Date {
    (0..days).fold(day, |last, _| last.checked_add(1.day()).map_or(last, working_day_from))
}

/// The last working day on or before this one.
#[must_use]
pub fn working_day_until(day: Date) -> Date {
    let mut found = day;
    while is_rest_day(found) {
        let Ok(before) = found.checked_sub(1.day()) else { return day };
        found = before;
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        let almanac = [
            "1900-04-15",
            "1943-04-25",
            "1954-04-18",
            "1961-04-02",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2018-04-01",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2100-03-28",
        ];
        for sunday in almanac {
            assert_eq!(easter(day(sunday).year()), Some(day(sunday)));
        }
        for year in 1900..=2100 {
            let easter = easter(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sunday, "{year}");
            assert!((day(&format!("{year}-03-22"))..=day(&format!("{year}-04-25"))).contains(&easter), "{year}");
        }
    }

    #[test]
    fn the_holidays_of_2026_and_2027_are_those_of_the_law() {
        let of = |year: i16| -> Vec<String> {
            let mut days = Vec::new();
            let mut at = Date::new(year, 1, 1).unwrap();
            while at.year() == year {
                if is_holiday(at) {
                    days.push(at.to_string());
                }
                at = at.tomorrow().unwrap();
            }
            days
        };
        assert_eq!(
            of(2026),
            [
                "2026-01-01",
                "2026-04-03",
                "2026-04-05",
                "2026-04-06",
                "2026-04-27",
                "2026-05-05",
                "2026-05-14",
                "2026-05-24",
                "2026-05-25",
                "2026-12-25",
                "2026-12-26",
            ]
        );
        assert_eq!(
            of(2027),
            [
                "2027-01-01",
                "2027-03-26",
                "2027-03-28",
                "2027-03-29",
                "2027-04-27",
                "2027-05-05",
                "2027-05-06",
                "2027-05-16",
                "2027-05-17",
                "2027-12-25",
                "2027-12-26",
            ]
        );
        assert!(
            is_holiday(day("2025-04-26")) && !is_holiday(day("2025-04-27")),
            "a King's Day on a Sunday is kept a day before"
        );
    }

    #[test]
    fn a_rest_day_gives_way_to_the_working_day_after_or_before_it() {
        assert_eq!(working_day_from(day("2026-04-03")), day("2026-04-07"), "from Good Friday over Easter");
        assert_eq!(working_day_until(day("2026-04-06")), day("2026-04-02"));
        assert_eq!(working_day_from(day("2026-12-25")), day("2026-12-28"));
        assert_eq!(working_day_from(day("2026-11-27")), day("2026-11-27"));
    }
}
