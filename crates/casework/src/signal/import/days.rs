//! Days in a register: as people and spreadsheets write them, and as far as a date of birth is known.

use kernel::{Born, Date, Refusal, Say, happened, parse_day};

/// A day on which something happened.
pub(super) fn day(text: &str, today: Date) -> Result<Date, Refusal> {
    let day = parse_day(text).map_err(|why| of_a_program(text).unwrap_or(why))?;
    happened(day, today)?;
    Ok(day)
}

/// What is said of a day as a program writes it: counted in days since 1900, or with a time behind it.
fn of_a_program(text: &str) -> Option<Refusal> {
    const COUNTED: Refusal = Refusal::of(
        "Zo bewaart een rekenprogramma een datum. Geef de kolom daar de opmaak Datum en sla het bestand opnieuw op.",
        "This is how a spreadsheet program stores a date. Give the column the Date format there and save the file again.",
    );
    const TIMED: Refusal = Refusal::of(
        "Hier staat ook een tijd. Laat in deze cel alleen de datum staan.",
        "There is a time here too. Leave only the date in this cell.",
    );
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // From 1954 to 2064.
    if digits(rest) && whole.len() == 5 && whole.parse().is_ok_and(|n: u32| (20_000..60_000).contains(&n)) {
        return Some(COUNTED);
    }
    let before = text.split_once('T').or_else(|| text.rsplit_once(' ')).map(|(on, _)| on);
    (text.contains(':') && before.is_some_and(|on| parse_day(on).is_ok())).then_some(TIMED)
}

/// Whether a day is written somewhere in a text.
pub(super) fn holds_day(text: &str) -> bool {
    text.split_whitespace().any(|word| parse_day(word.trim_matches(|c: char| !c.is_ascii_digit())).is_ok())
}

/// A date of birth. Of some people only the year is known, or the month and the year: that is kept, and what stands in the place of what
/// nobody knows is not guessed at.
pub(super) fn birth_of(text: &str, today: Date) -> Result<Born, Refusal> {
    const PARTLY: Refusal = Refusal::of(
        "Is alleen het jaar of de maand bekend? Schrijf dan 1990 of 05-1990.",
        "Is only the year or the month known? Then write 1990 or 05-1990.",
    );
    const UNKNOWN: Refusal = Refusal::of(
        "Dit is geen datum. Is de geboortedatum niet bekend? Laat de cel dan leeg.",
        "This is not a date. Is the date of birth not known? Then leave the cell empty.",
    );
    if let Ok(partly @ (Born::In(_) | Born::During(_))) = text.parse::<Born>() {
        return day(&partly.earliest().to_string(), today).map(|_| partly);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Err(UNKNOWN);
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let unknown = |part: &&str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'0' | b'?' | b'x' | b'X'));
    let only_year = digits.len() == 4 && text.contains(digits.as_str()) && digits.parse::<Born>().is_ok();
    if only_year || (parts.len() == 3 && parts.iter().any(unknown)) {
        return Err(PARTLY);
    }
    day(text, today).map(Born::On)
}

/// What is said of somebody who was born after what is told of them.
pub(super) fn born_too_late(birth: Date, received: Option<Date>, facts: impl IntoIterator<Item = Date>) -> Option<Say> {
    if received.is_some_and(|received| received < birth) {
        return Some(Say::of(
            "Deze geboortedatum ligt na de dag van ontvangst.",
            "This date of birth is after the day of receipt.",
        ));
    }
    facts.into_iter().any(|on| on < birth).then_some(Say::of(
        "Deze geboortedatum ligt na de dag van een feit.",
        "This date of birth is after the day of a fact.",
    ))
}
