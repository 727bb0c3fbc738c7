//! What rows say of one another: a reference that comes twice, a number with two names.

use super::{Column, MOST_TOLD, Problem, Row};
use crate::signal::Intake;
use kernel::{Say, folded};
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

/// One BSN with two names, or one person with two of them: one of the rows is about somebody else, and nobody here can say which.
fn hint_at_two_people(rows: &mut [Row]) {
    type People = BTreeMap<String, Vec<(usize, String)>>;
    let (mut by_bsn, mut by_name): (People, People) = (BTreeMap::new(), BTreeMap::new());
    let person = |intake: &Intake| {
        let bsn = intake.subject.bsn()?.reveal().to_owned();
        let birth =
            intake.subject.birth().and_then(kernel::Born::exact).map(|birth| format!(" {birth}")).unwrap_or_default();
        Some((bsn, folded(intake.subject.name().as_str()), birth))
    };
    for row in rows.iter() {
        let Some((bsn, name, birth)) = row.read.as_ref().ok().and_then(|intake| person(intake)) else { continue };
        by_bsn.entry(bsn.clone()).or_default().push((row.number, name.clone()));
        if !birth.is_empty() {
            by_name.entry(format!("{name}{birth}")).or_default().push((row.number, bsn));
        }
    }
    let unlike = |all: &People, key: &str, own: &str| -> Vec<usize> {
        let same = all.get(key).map(Vec::as_slice).unwrap_or_default();
        same.iter().filter(|(_, other)| other != own).map(|(number, _)| *number).collect()
    };
    for row in rows.iter_mut() {
        let Some((bsn, name, birth)) = row.read.as_ref().ok().and_then(|intake| person(intake)) else { continue };
        let named = unlike(&by_bsn, &bsn, &name);
        if !named.is_empty() {
            let others = others(&named, row.number);
            row.hints.push(Say::made(
                format!("Dit BSN staat met een andere naam op rij {others}. Kijk na van wie het is."),
                format!("This BSN is with another name on row {others}. Check whose it is."),
            ));
        }
        let numbered = unlike(&by_name, &format!("{name}{birth}"), &bsn);
        if !numbered.is_empty() {
            let others = others(&numbered, row.number);
            row.hints.push(Say::made(
                format!("Deze naam en geboortedatum staan met een ander BSN op rij {others}. Kijk na welk BSN klopt."),
                format!("This name and date of birth are with another BSN on row {others}. Check which BSN is right."),
            ));
        }
    }
}
