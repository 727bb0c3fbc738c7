//! Naming: which persons an organisation may have at a table, and in whose place. Pure.

use kernel::{Date, PersonId, Refusal};
use vault::{Colleague, Named};

pub(super) const NOT_YOURS: Refusal = Refusal::of(
    "U kunt alleen mensen van uw eigen organisatie aanwijzen die aan een tafel mogen zitten.",
    "You can only name people from your own organisation who may sit at a table.",
);
const ENDS_BEFORE_IT_BEGINS: Refusal =
    Refusal::of("De laatste dag ligt voor de eerste.", "The last day is before the first.");
const NOBODY_TO_STAND_IN_FOR: Refusal = Refusal::of(
    "Deze persoon zit hier niet voor uw organisatie. Er is dus niemand te vervangen.",
    "This person does not sit here for your organisation. So there is nobody to stand in for.",
);
const DEPUTY_OF_A_DEPUTY: Refusal = Refusal::of(
    "Deze persoon vervangt zelf iemand. Wijs een vervanger aan voor degene om wie het gaat.",
    "This person stands in for somebody. Name a deputy for the person it is about.",
);
const SITS_ALREADY: Refusal =
    Refusal::of("Deze persoon zit hier al op een eigen plaats.", "This person already has a place of their own here.");

/// Somebody of these colleagues, if they can sit on this day.
pub(crate) fn who_can_sit<'a>(colleagues: &[&'a Colleague], person: &PersonId, day: Date) -> Option<&'a Colleague> {
    colleagues.iter().find(|c| c.person == *person && c.can_sit(day)).copied()
}

fn known(colleagues: &[&Colleague], person: &PersonId, day: Date) -> Result<(), Refusal> {
    who_can_sit(colleagues, person, day).map(drop).ok_or(NOT_YOURS)
}

/// Who sits from now on: those of `before` who stay as they were named, with their deputies, and the others of `persons` from `from` until
/// `until`. Whoever is named twice sits once, and whose days are over is named anew.
///
/// # Errors
/// Somebody who does not work there or cannot sit at a table; days in the wrong order.
pub(super) fn name(
    before: &[Named],
    persons: &[PersonId],
    (from, until): (Date, Option<Date>),
    colleagues: &[&Colleague],
) -> Result<Vec<Named>, Refusal> {
    if until.is_some_and(|until| until < from) {
        return Err(ENDS_BEFORE_IT_BEGINS);
    }
    let goes_on = |n: &&Named| n.from <= from && n.until.is_none_or(|last| from <= last);
    let stays = |n: &&Named| goes_on(n) && persons.contains(n.deputy_for.as_ref().unwrap_or(&n.person));
    let mut named: Vec<Named> = before.iter().filter(stays).cloned().collect();
    for person in persons {
        known(colleagues, person, from)?;
        if !named.iter().any(|n| n.person == *person && n.deputy_for.is_none()) {
            named.push(Named { until, ..Named::since(person.clone(), from) });
        }
    }
    Ok(named)
}

/// The same with a deputy for somebody who sits there: from a day until a day, and never for a deputy.
///
/// # Errors
/// As [`name`]; somebody who does not sit there, or sits there already.
pub(super) fn deputise(
    before: &[Named],
    deputy: &PersonId,
    place: &PersonId,
    (from, until): (Date, Date),
    colleagues: &[&Colleague],
) -> Result<Vec<Named>, Refusal> {
    if until < from {
        return Err(ENDS_BEFORE_IT_BEGINS);
    }
    known(colleagues, deputy, from)?;
    let own = |person: &PersonId| before.iter().find(|n| n.person == *person && n.deputy_for.is_none());
    let Some(sits) = own(place).filter(|sits| sits.counts_on(from)) else {
        let stands_in = before.iter().any(|n| n.person == *place);
        return Err(if stands_in { DEPUTY_OF_A_DEPUTY } else { NOBODY_TO_STAND_IN_FOR });
    };
    if own(deputy).is_some_and(|own| own.counts_on(from)) {
        return Err(SITS_ALREADY);
    }
    // A deputy does not outlast whose place it is.
    let until = sits.until.map_or(until, |last| last.min(until));
    let mut named: Vec<Named> =
        before.iter().filter(|n| n.person != *deputy || n.deputy_for.as_ref() != Some(place)).cloned().collect();
    named.push(Named { person: deputy.clone(), from, until: Some(until), deputy_for: Some(place.clone()) });
    Ok(named)
}
