//! The words of a case by which somebody would be known: whom it is about, what it is called, where it is, who sits there.

use crate::case::{Case, Trio};
use crate::review::{Masks, kind_says};
use kernel::{AgencyId, Born, Date, Refusal};
use std::collections::BTreeSet;
use vault::{AgencyKind, Directory};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// All of them.
pub(super) fn of(case: &Case, directory: &Directory) -> Masks {
    let mut masks = Masks::default();
    let Some(opening) = &case.opening else { return masks };
    // A citizen service number stands in no text at all (SPC-05).
    let before = case.restated.all.iter().map(|before| &before.was);
    for subject in before.chain([&opening.subject]) {
        masks.hide_each(subject.name.as_str(), "[de persoon]", &[]);
        if let Some(day) = subject.born.and_then(Born::exact) {
            days(&mut masks, day);
        }
    }
    masks.hide(opening.reference.as_str(), "[de casus]");
    masks.hide(opening.title.as_str(), "[de casus]");
    let mut municipalities = vec![opening.municipality.clone()];
    let members = case.members.iter().map(|member| &member.proposal.agency);
    let three = case.trio().map(Trio::all).into_iter().flatten();
    let own = [&opening.director].into_iter().chain(&opening.support);
    let agencies: BTreeSet<&AgencyId> = three.chain(members).chain(own).collect();
    let called: Vec<String> = agencies.iter().map(|agency| directory.agency_name(agency)).collect();
    for agency in agencies {
        let known = directory.agency(agency);
        let kind = known.map_or(AgencyKind::Other, |one| one.kind);
        masks.hide(&directory.agency_name(agency), &format!("[{}]", kind_says(kind).nl));
        municipalities.extend(
            known.filter(|_| kind == AgencyKind::Municipality).iter().flat_map(|one| one.municipalities.clone()),
        );
    }
    for municipality in municipalities {
        masks.hide(&directory.municipality_name(&municipality), "[plaats]");
    }
    if let Some(house) = directory.house(&opening.house) {
        masks.hide(house.name.as_str(), "[Zorg- en Veiligheidshuis]");
    }
    for person in case.overseen().sat() {
        if let Some(known) = directory.colleague(person) {
            masks.hide_each(known.name.as_str(), "[een medewerker]", &called);
        }
    }
    masks
}

/// A day as people write it.
fn days(masks: &mut Masks, day: Date) {
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    let place = usize::try_from(month).unwrap_or(1).saturating_sub(1);
    let named = MONTHS.get(place).copied().unwrap_or_default();
    for written in [
        format!("{of_month:02}-{month:02}-{year}"),
        format!("{of_month}-{month}-{year}"),
        format!("{year}-{month:02}-{of_month:02}"),
        format!("{of_month} {named} {year}"),
    ] {
        masks.hide(&written, "[geboortedag]");
    }
}

/// Whether none of these texts holds one of them; each with the field in which it was typed.
///
/// # Errors
/// A sentence at that field, which names the word.
pub(super) fn check<'a>(masks: &Masks, texts: impl IntoIterator<Item = (String, &'a str)>) -> Result<(), Refusal> {
    for (field, text) in texts {
        masks.check(text).map_err(|no| Refusal { field: Some(field.into()), ..no })?;
    }
    Ok(())
}
