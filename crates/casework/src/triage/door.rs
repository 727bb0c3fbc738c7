//! Whether the triage is there at all: in which houses it was opened, for whom. For everybody else it is a page that does not exist.

use super::acts::ListTriages;
use super::submission::{About, takes_part};
use kernel::{AgencyId, Date, DossierId, HouseId, MunicipalityId, TriageRule};
use vault::{Actor, Agency, AgencyKind, Author, Called, Directory, Vault};

/// How the house opened its triage; nothing where it did not.
#[must_use]
pub fn opened_by<'a>(vault: &'a Vault, house: &HouseId) -> Option<&'a TriageRule> {
    vault.triages().iter().find(|rule| rule.house == *house)
}

/// Whether one of these is that organisation, or was one of before that went over into it.
fn names(directory: &Directory, all: &[AgencyId], agency: &AgencyId) -> bool {
    all.iter().any(|named| directory.agency_after(named) == *agency)
}

/// Whether this organisation may submit to this triage: the house named it, and the law has it take part.
pub(super) fn may_submit(directory: &Directory, rule: &TriageRule, agency: &Agency) -> bool {
    takes_part(agency.kind) && names(directory, &rule.partners, &agency.id)
}

/// Who sits there besides the three and the house, as they are called today.
fn seats(directory: &Directory, rule: &TriageRule) -> Vec<AgencyId> {
    let known = |id: &AgencyId| directory.agency(&directory.agency_after(id)).filter(|one| takes_part(one.kind));
    let mut all: Vec<AgencyId> = rule.seats.iter().filter_map(known).map(|one| one.id.clone()).collect();
    all.sort();
    all.dedup();
    all
}

/// Whether this triage is there for this organisation: it submits there, sits there, or holds a key.
fn concerns(directory: &Directory, rule: &TriageRule, agency: &Agency) -> bool {
    let of_house = |place: &&vault::Municipality| place.house == rule.house;
    let holds = || {
        let places = directory.municipalities.iter().filter(of_house);
        places.filter_map(|place| directory.trio(&place.id)).any(|three| three.contains(&agency.id))
    };
    may_submit(directory, rule, agency)
        || names(directory, &rule.seats, &agency.id)
        || (agency.kind == AgencyKind::SafetyHouse && agency.house == rule.house)
        || holds()
}

/// The triages that are there for this organisation.
pub(super) fn concerning<'a>(
    vault: &'a Vault,
    directory: &'a Directory,
    agency: &'a Agency,
) -> impl Iterator<Item = &'a TriageRule> {
    vault.triages().iter().filter(move |rule| concerns(directory, rule, agency))
}

/// Whether there is a triage for this person: the rule lets them see a list, and a house that they have to do with opened one.
#[must_use]
pub fn is_there_for(vault: &Vault, actor: &Actor) -> bool {
    let directory = vault.directory();
    vault.may_begin::<ListTriages>(actor).is_yes() && concerning(vault, &directory, &actor.agency).next().is_some()
}

/// What stays of a submission by this person for this municipality; nothing where its house opened no triage, or it is not set who decides there.
#[must_use]
pub fn about(
    vault: &Vault,
    directory: &Directory,
    (actor, municipality): (&Actor, &MunicipalityId),
    (id, today): (DossierId, Date),
) -> Option<About> {
    let place = directory.municipality(municipality)?;
    let rule = opened_by(vault, &place.house)?;
    // By chance: a number that counts would tell how many there are.
    let word = id.to_string();
    let reference = format!("T-{}", word.get(word.len().saturating_sub(6)..).unwrap_or_default());
    let called = Called { name: actor.name.clone(), function: actor.function.clone(), right: None };
    Some(About {
        reference: reference.parse().ok()?,
        municipality: place.id.clone(),
        house: place.house.clone(),
        trio: directory.trio(&place.id)?,
        director: directory.house_office(&place.house)?.id.clone(),
        seats: seats(directory, rule),
        submitter: Author { person: actor.person.clone(), agency: actor.agency.id.clone(), called },
        submitter_called: directory.agency_name(&actor.agency.id).parse().ok(),
        since: today,
        keep: rule.keep,
    })
}
