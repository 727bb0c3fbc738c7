//! Who should come to the table: one to a line, an organisation with why it is needed.

use crate::triage::Wished;
use kernel::{Prose, Refusal, Say};
use web::{Field, Reader};

/// Reads the lines.
pub(super) fn of_form(read: &mut Reader) -> Option<Vec<Wished>> {
    let text = read.may::<Prose>("wished")?;
    let lines = text.as_ref().map(Prose::as_str).unwrap_or_default().lines();
    let lines =
        lines.map(|line| line.trim().trim_start_matches(['-', '•', '*']).trim()).filter(|line| !line.is_empty());
    match lines.map(one).collect::<Result<Vec<_>, Refusal>>() {
        Ok(all) => Some(all),
        Err(refusal) => {
            read.wrong("wished", refusal.why);
            None
        }
    }
}

fn one(line: &str) -> Result<Wished, Refusal> {
    let halves = line.split_once(':').map(|(who, why)| (who.trim(), why.trim()));
    match halves.filter(|(who, why)| !who.is_empty() && !why.is_empty()) {
        Some((organisation, why)) => Ok(Wished { organisation: organisation.parse()?, why: why.parse()? }),
        None => Err(Say::made(
            format!("Zet achter de organisatie een dubbele punt en waarom zij nodig is: \u{201c}{line}\u{201d}."),
            format!("Put a colon after the organisation, and why it is needed: \u{201c}{line}\u{201d}."),
        )
        .into()),
    }
}

/// The field that is read so.
pub(super) fn field() -> Field {
    let asks = Say::of("Wie zou er aan tafel moeten komen, en waarom?", "Who should come to the table, and why?");
    Field::prose("wished", asks).optional().hint(Say::of(
        "Eén organisatie per regel, met een dubbele punt en waarom: Reclassering Nederland: houdt toezicht.",
        "One organisation per line, with a colon and why: Reclassering Nederland: supervises.",
    ))
}
