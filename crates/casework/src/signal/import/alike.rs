//! What rows say of one another: a reference that comes twice, a number with two names.

use super::{Column, MOST_TOLD, Problem, Row};
use kernel::{Born, Date, Say, folded};
use std::collections::BTreeMap;

/// Tells it at each of the rows.
pub(super) fn tell(rows: &mut [Row]) {
    refuse_doubles(rows);
    hint_at_two_people(rows);
}

/// The numbers of the other rows, the first few of them: all of them at each of them would be a list as long as the file, as often as it has
/// rows.
fn others(same: &[usize], own: usize) -> String {
    let others = same.iter().filter(|number| **number != own).take(MOST_TOLD).map(usize::to_string);
    let others = others.collect::<Vec<_>>().join(", ");
    if same.len() > MOST_TOLD + 1 { format!("{others}, ...") } else { others }
}

/// Two rows with one reference: nobody but the keeper of the register knows which of the two is right, so neither is taken over.
fn refuse_doubles(rows: &mut [Row]) {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in rows.iter() {
        if let Some(reference) = &row.reference {
            seen.entry(folded(reference.as_str())).or_default().push(row.number);
        }
    }
    for row in rows.iter_mut() {
        let same = row.reference.as_ref().and_then(|reference| seen.get(&folded(reference.as_str())));
        let Some(same) = same.filter(|same| same.len() > 1) else { continue };
        let others = others(same, row.number);
        let problem = Problem {
            column: Some(Column::Reference),
            why: Say::made(
                format!("Dit kenmerk staat ook op rij {others}. Geef elk signaal een eigen kenmerk."),
                format!("This reference is also on row {others}. Give every signal its own reference."),
            ),
        };
        match &mut row.read {
            Ok(_) => row.read = Err(vec![problem]),
            Err(problems) => problems.push(problem),
        }
    }
}

/// Somebody with a BSN, as a row tells of them.
struct Person {
    row: usize,
    number: usize,
    bsn: String,
    name: String,
    born: Option<Date>,
}

/// One BSN with two names or two dates of birth, or one person with two of them: one of the rows is about somebody else, and nobody here can
/// say which.
fn hint_at_two_people(rows: &mut [Row]) {
    let person = |(row, one): (usize, &Row)| {
        let subject = &one.read.as_ref().ok()?.subject;
        let (bsn, name) = (subject.bsn()?.reveal().to_owned(), folded(subject.name().as_str()));
        Some(Person { row, number: one.number, bsn, name, born: subject.birth().and_then(Born::exact) })
    };
    let people: Vec<Person> = rows.iter().enumerate().filter_map(person).collect();
    let mut by_bsn: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
    let mut by_name: BTreeMap<(&str, Date), Vec<&Person>> = BTreeMap::new();
    for one in &people {
        by_bsn.entry(&one.bsn).or_default().push(one);
        if let Some(born) = one.born {
            by_name.entry((&one.name, born)).or_default().push(one);
        }
    }
    for one in &people {
        let other_name = |other: &Person| other.name != one.name;
        let other_birth =
            |other: &Person| other.name == one.name && other.born.zip(one.born).is_some_and(|(a, b)| a != b);
        let other_bsn = |other: &Person| other.bsn != one.bsn;
        let with_bsn = by_bsn.get(one.bsn.as_str());
        let with_name = one.born.and_then(|born| by_name.get(&(&*one.name, born)));
        let of = |all: Option<&Vec<&Person>>, is: &dyn Fn(&Person) -> bool| {
            let numbers: Vec<usize> =
                all.into_iter().flatten().filter(|other| is(other)).map(|other| other.number).collect();
            (!numbers.is_empty()).then(|| others(&numbers, one.number))
        };
        let hints = [
            of(with_bsn, &other_name).map(|rows| {
                Say::made(
                    format!("Dit BSN staat met een andere naam op rij {rows}. Kijk na van wie het is."),
                    format!("This BSN has a different name on row {rows}. Check whose it is."),
                )
            }),
            of(with_bsn, &other_birth).map(|rows| {
                Say::made(
                    format!("Dit BSN staat met een andere geboortedatum op rij {rows}. Kijk na welke klopt."),
                    format!("This BSN has a different date of birth on row {rows}. Check which is right."),
                )
            }),
            of(with_name, &other_bsn).map(|rows| {
                Say::made(
                    format!(
                        "Deze naam en geboortedatum staan met een ander BSN op rij {rows}. Kijk na welk BSN klopt."
                    ),
                    format!(
                        "This name and date of birth have a different BSN on row {rows}. Check which BSN is right."
                    ),
                )
            }),
        ];
        if let Some(row) = rows.get_mut(one.row) {
            row.hints.extend(hints.into_iter().flatten());
        }
    }
}
