//! The one reader of days, for every form, address and file that is taken over: whatever a date is written as in the Netherlands, and
//! ISO 8601, as browsers and programs send it. It gives a whole day or says what it made of what was typed; it never guesses.
//!
//! Of some people only the year of birth is known, or the month and the year. That is no day, so it is no business of this reader: it says
//! that the day is missing.

use crate::{Refusal, Say, day::day_month_year};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// No date in the house lies before this year.
const FIRST_YEAR: i16 = 1900;
/// Or after this one.
const LAST_YEAR: i16 = 2100;
/// What is planned, is planned within so many years.
const PLANNED_YEARS: i64 = 10;

const SHAPE: Refusal = Refusal::of(
    "Dit is geen datum. Schrijf bijvoorbeeld 14-03-2026 of 14 maart 2026 (dd-mm-jjjj).",
    "This is no date. Write for example 14-03-2026 or 14 March 2026 (dd-mm-yyyy).",
);
const NO_DAY: Refusal = Refusal::of(
    "De dag ontbreekt. Schrijf de hele datum, bijvoorbeeld 14-03-2026.",
    "The day is missing. Write the whole date, for example 14-03-2026.",
);
const NO_MONTH: Refusal = Refusal::of(
    "Deze maand is er niet. Schrijf bijvoorbeeld 14 maart 2026 of 14-03-2026.",
    "There is no such month. Write for example 14 March 2026 or 14-03-2026.",
);

/// Reads a day: `14-3-2009`, `14/03/2009`, `14.03.2009`, `14 maart 2009`, `14 mrt 2009`, `zaterdag 14 maart 2009`, `14032009`, and
/// `2009-03-14` or `20090314`. English names of months are read as well.
///
/// # Errors
/// A sentence that says what was understood: a day that does not exist, a year of two digits (which century?) or one that cannot be, days and
/// months the other way round, or no date at all.
pub fn parse_day(text: &str) -> Result<Date, Refusal> {
    let pieces = pieces(text.trim()).ok_or(SHAPE)?;
    let (weekday, pieces) = match pieces.as_slice() {
        [Piece::Word(word), rest @ ..] if weekday(word).is_some() => (weekday(word), rest),
        all => (None, all),
    };
    let day = match pieces {
        [Piece::Number(one)] => run_together(one),
        [Piece::Number(day), Piece::Word(ordinal), Piece::Word(name), Piece::Number(year)] if is_ordinal(ordinal) => {
            of_name(day, name, year)
        }
        [Piece::Number(day), Piece::Word(name), Piece::Number(year)] => of_name(day, name, year),
        [Piece::Word(name), Piece::Number(day), Piece::Number(year)] => of_name(day, name, year),
        [Piece::Number(a), Piece::Number(b), Piece::Number(c)] if a.len() == 4 => whole([c, b, a]),
        [Piece::Number(a), Piece::Number(b), Piece::Number(c)] => whole([a, b, c]),
        [Piece::Number(day), Piece::Word(name)] if day.len() <= 2 => Err(no_year(day, month(name).ok_or(NO_MONTH)?)),
        [Piece::Number(day), Piece::Number(month)] if day.len() <= 2 && month.len() <= 2 => {
            Err(no_year(day, month.parse().map_err(|_| SHAPE)?))
        }
        [Piece::Word(name), Piece::Number(year)] if year.len() == 4 && month(name).is_some() => Err(NO_DAY),
        [Piece::Number(month), Piece::Number(year)] if year.len() == 4 && month.len() <= 2 => Err(NO_DAY),
        _ => Err(SHAPE),
    }?;
    match weekday {
        Some(said) if said != day.weekday() => Err(another_weekday(day, said)),
        Some(_) | None => Ok(day),
    }
}

/// A month by its name and the year behind it, as it was written: `maart 2009`, `mrt. 2009`. No day; for who may not know one.
pub(crate) fn month_and_year(text: &str) -> Option<(i8, &str)> {
    match pieces(text.trim())?.as_slice() {
        [Piece::Word(name), Piece::Number(year)] => Some((month(name)?, year)),
        _ => None,
    }
}

/// What happened did so today or before.
///
/// # Errors
/// A sentence with the day as it was understood.
pub fn happened(day: Date, today: Date) -> Result<(), Refusal> {
    if day <= today {
        return Ok(());
    }
    let shown = day_month_year(day);
    Err(made(
        format!("{shown} ligt in de toekomst. Kijk de datum na."),
        format!("{shown} lies in the future. Check the date."),
    ))
}

/// What is planned is planned for today or later, and not absurdly far: within ten years.
///
/// # Errors
/// A sentence with the day as it was understood.
pub fn planned(day: Date, today: Date) -> Result<(), Refusal> {
    let shown = day_month_year(day);
    if day < today {
        return Err(made(
            format!("{shown} is al geweest. Kies vandaag of een latere dag."),
            format!("{shown} has passed. Choose today or a later day."),
        ));
    }
    if today.checked_add(PLANNED_YEARS.years()).is_ok_and(|last| last < day) {
        return Err(made(
            format!("{shown} is over meer dan tien jaar. Kijk het jaar na."),
            format!("{shown} is more than ten years away. Check the year."),
        ));
    }
    Ok(())
}

/// The same for what can only be planned for a day after today, such as looking again at what is decided now.
///
/// # Errors
/// A sentence with the day as it was understood.
pub fn planned_later(day: Date, today: Date) -> Result<(), Refusal> {
    if day == today {
        return Err(Refusal::of("Kies een dag na vandaag.", "Choose a day after today."));
    }
    planned(day, today)
}

fn made(nl: String, en: String) -> Refusal {
    Say::made(nl, en).into()
}

/// A piece of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Number(&'a str),
    Word(&'a str),
}

/// The numbers and words of it, without what stands between; nothing when something else is in it.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (is_digit, is_letter) = (c.is_ascii_digit(), c.is_alphabetic());
        if is_digit || is_letter {
            let same = |c: char| if is_digit { c.is_ascii_digit() } else { c.is_alphabetic() };
            let (piece, left) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
            pieces.push(if is_digit { Piece::Number(piece) } else { Piece::Word(piece) });
            // A hundred pages pasted into the field are no date.
            if pieces.len() > 6 {
                return None;
            }
            rest = left;
        } else if is_between(c) && !pieces.is_empty() {
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        } else {
            return None;
        }
    }
    // A text that breaks off is not a whole date.
    let ends = text.chars().next_back().is_none_or(|c| c.is_alphanumeric() || c == '.' || c == ',');
    ends.then_some(pieces)
}

/// Signs that stand between the parts of a date, with the dashes that a word processor makes of a hyphen.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',' | '\'' | '’' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// `14032009`, `20090314` or `140309`. A year of four digits tells the first two apart: 2009 is no month and day, 1403 no year.
fn run_together(digits: &str) -> Result<Date, Refusal> {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    match digits.len() {
        8 if in_bounds(part(0, 4).parse().unwrap_or(0)) && !in_bounds(part(4, 8).parse().unwrap_or(0)) => {
            whole([part(6, 8), part(4, 6), part(0, 4)])
        }
        8 => whole([part(0, 2), part(2, 4), part(4, 8)]),
        6 => whole([part(0, 2), part(2, 4), part(4, 6)]),
        4 if in_bounds(digits.parse().unwrap_or(0)) => Err(NO_DAY),
        _ => Err(SHAPE),
    }
}

fn of_name(day: &str, name: &str, year: &str) -> Result<Date, Refusal> {
    let month = month(name).ok_or(NO_MONTH)?;
    whole([day, &month.to_string(), year])
}

/// A day of its three parts, as they were typed.
fn whole([day, month, year]: [&str; 3]) -> Result<Date, Refusal> {
    if day.len() > 2 || month.len() > 2 || !matches!(year.len(), 2 | 4) {
        return Err(SHAPE);
    }
    let (Ok(day), Ok(month), Ok(number)) = (day.parse::<i8>(), month.parse::<i8>(), year.parse::<i16>()) else {
        return Err(SHAPE);
    };
    if year.len() == 4 { exact(day, month, number) } else { Err(short(day, month, number)) }
}

/// A day with a year of two digits: of which century is asked, for nobody can know it.
fn short(day: i8, month: i8, year: i16) -> Refusal {
    let of = |hundreds: i16| exact(day, month, hundreds + year);
    let shown = |hundreds: i16| format!("{day:02}-{month:02}-{}", hundreds + year);
    // Only a day that exists is asked about: 29-02-00 was one in 2000 and none in 1900.
    let (nl, en) = match (of(2000), of(1900)) {
        (Err(why), Err(_)) => return why,
        (Ok(_), Ok(_)) => {
            (format!("{} of {}", shown(2000), shown(1900)), format!("{} or {}", shown(2000), shown(1900)))
        }
        (Ok(_), Err(_)) => (shown(2000), shown(2000)),
        (Err(_), Ok(_)) => (shown(1900), shown(1900)),
    };
    made(format!("Schrijf het jaar voluit: {nl}?"), format!("Write the year in full: {en}?"))
}

/// Whether it is a year that a date of a form can lie in.
pub(crate) fn in_bounds(year: i16) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&year)
}

fn exact(day: i8, month: i8, year: i16) -> Result<Date, Refusal> {
    if !in_bounds(year) {
        return Err(made(
            format!("Het jaar {year:04} kan niet kloppen. Verbeter de datum."),
            format!("The year {year:04} cannot be right. Mend the date."),
        ));
    }
    if !(1..=12).contains(&month) {
        let typed = format!("{day:02}-{month:02}-{year:04}");
        // As Americans write it.
        if let Ok(other) = Date::new(year, day, month) {
            let other = day_month_year(other);
            return Err(made(
                format!("{typed} bestaat niet: er is geen maand {month}. Bedoelt u {other}? Schrijf eerst de dag."),
                format!("{typed} does not exist: there is no month {month}. Do you mean {other}? Write the day first."),
            ));
        }
        return Err(made(
            format!("{typed} bestaat niet: er is geen maand {month}."),
            format!("{typed} does not exist: there is no month {month}."),
        ));
    }
    Date::new(year, month, day).map_err(|_| gone(day, month, year))
}

/// A day that this month does not have.
fn gone(day: i8, month: i8, year: i16) -> Refusal {
    let (typed, name) = (format!("{day:02}-{month:02}-{year:04}"), month_name(month));
    let days = Date::new(year, month, 1).map_or(31, Date::days_in_month);
    made(
        format!("{typed} bestaat niet: {} {year} heeft {days} dagen.", name.nl),
        format!("{typed} does not exist: {} {year} has {days} days.", name.en),
    )
}

fn no_year(day: &str, month: i8) -> Refusal {
    let name = month_name(month);
    made(
        format!("Schrijf er een jaar bij, bijvoorbeeld {day} {} 2026.", name.nl),
        format!("Write a year with it, for example {day} {} 2026.", name.en),
    )
}

fn another_weekday(day: Date, said: Weekday) -> Refusal {
    let (shown, is, said) = (day_month_year(day), weekday_name(day.weekday()), weekday_name(said));
    made(
        format!("{shown} is een {}, geen {}. Kijk de datum na.", is.nl, said.nl),
        format!("{shown} is a {}, not a {}. Check the date.", is.en, said.en),
    )
}

fn is_ordinal(word: &str) -> bool {
    ["e", "de", "ste", "st", "nd", "rd", "th"].contains(&word.to_lowercase().as_str())
}

/// The months in both languages.
const MONTHS: [Say; 12] = [
    Say::of("januari", "January"),
    Say::of("februari", "February"),
    Say::of("maart", "March"),
    Say::of("april", "April"),
    Say::of("mei", "May"),
    Say::of("juni", "June"),
    Say::of("juli", "July"),
    Say::of("augustus", "August"),
    Say::of("september", "September"),
    Say::of("oktober", "October"),
    Say::of("november", "November"),
    Say::of("december", "December"),
];

fn month_name(month: i8) -> Say {
    let at = usize::try_from(month).unwrap_or(0).saturating_sub(1);
    MONTHS.get(at).cloned().unwrap_or(Say::of("die maand", "that month"))
}

/// The month of a name or of a usual short form: `mrt`, `sept`, and the first letters of a name from three on.
fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    if word == "mrt" {
        return Some(3);
    }
    let begins = |name: &str| word.len() >= 3 && name.to_lowercase().starts_with(&word);
    let at = MONTHS.iter().position(|name| begins(&name.nl) || begins(&name.en))?;
    i8::try_from(at + 1).ok()
}

const WEEKDAYS: [(Weekday, Say); 7] = [
    (Weekday::Monday, Say::of("maandag", "Monday")),
    (Weekday::Tuesday, Say::of("dinsdag", "Tuesday")),
    (Weekday::Wednesday, Say::of("woensdag", "Wednesday")),
    (Weekday::Thursday, Say::of("donderdag", "Thursday")),
    (Weekday::Friday, Say::of("vrijdag", "Friday")),
    (Weekday::Saturday, Say::of("zaterdag", "Saturday")),
    (Weekday::Sunday, Say::of("zondag", "Sunday")),
];

fn weekday_name(day: Weekday) -> Say {
    WEEKDAYS.into_iter().find(|(one, _)| *one == day).map_or(Say::of("", ""), |(_, says)| says)
}

/// The day of the week of its Dutch name, its two letters or its English name.
fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    let is = |says: &Say| says.nl == word || says.nl.get(..2) == Some(word.as_str()) || says.en.to_lowercase() == word;
    WEEKDAYS.iter().find(|(_, says)| is(says)).map(|(day, _)| *day)
}

#[cfg(test)]
#[path = "read_day_tests.rs"]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;
