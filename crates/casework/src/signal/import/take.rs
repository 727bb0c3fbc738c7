//! Taking over what was read. Everything that is chosen goes in one transaction: nothing is ever half imported, and the same file
//! twice changes nothing.

use super::{Place, Preview};
use crate::signal::{
    acts::ImportSignals,
    card::claim,
    intake::Intake,
    model::{By, Signal},
};
use kernel::{DossierId, Line, Refusal, Say, reference::Row};
use vault::{Actor, AgencyKind, Directory, Vault};
use web::Trouble;

kernel::words! {
    /// What to do when some rows are wrong.
    pub enum Choose {
        /// Take over everything, or nothing.
        AllOrNothing = "all-or-nothing", "Alleen als alle rijen goed zijn", "Only if every row is good";
        /// Take over the good ones.
        GoodOnes = "good-ones", "De goede rijen; de andere verbeter ik later", "The good rows; I will correct the others later";
    }
}

/// What was taken over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// The new signals with their references, in the order of the file.
    pub made: Vec<(DossierId, Line)>,
    /// How many rows had been taken over before.
    pub before: usize,
    /// How many rows are wrong and were left.
    pub left: usize,
}

/// Why nothing was taken over.
#[derive(Debug)]
pub enum NotTaken {
    /// A rule says no.
    Refused(Refusal),
    /// The vault does not do it.
    Vault(vault::Error),
}

impl From<NotTaken> for Trouble {
    fn from(not: NotTaken) -> Self {
        match not {
            NotTaken::Refused(refusal) => refusal.into(),
            NotTaken::Vault(error) => error.into(),
        }
    }
}

impl From<Refusal> for NotTaken {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<vault::Error> for NotTaken {
    fn from(error: vault::Error) -> Self {
        match error {
            // Somebody took over the same register between the look and the choice.
            vault::Error::Claimed => Self::Refused(Refusal::of(
                "Een collega nam net hetzelfde register over. Er is niets gewijzigd. Lees het bestand opnieuw in.",
                "A colleague has just taken over the same register. Nothing was changed. Read the file again.",
            )),
            vault::Error::Denied
            | vault::Error::Refused(_)
            | vault::Error::Stale
            | vault::Error::Long
            | vault::Error::Store(_) => Self::Vault(error),
        }
    }
}

/// Finds municipalities for [`super::read`] in the directory: by a name of before too, but never one of those over which another was divided.
pub fn places(directory: &Directory) -> impl Fn(&str) -> Result<Place, Refusal> + '_ {
    const UNKNOWN: Refusal = Refusal::of(
        "Deze gemeente is niet bekend in deze regio. Schrijf alleen de huidige naam, voluit en zonder 'gemeente' of provincie.",
        "This municipality is not known in this region. Write only its present name, in full and without 'gemeente' or a province.",
    );
    |name| {
        let became = directory.municipality_became(name);
        let sentence = |say: Say| Say::made(format!("{}.", say.nl), format!("{}.", say.en));
        let Some(found) = directory.municipality_named(name) else {
            return Err(became.map_or(UNKNOWN, |divided| sentence(divided).into()));
        };
        let stay = *directory.serving(AgencyKind::Municipality, &found.id).first().ok_or(UNKNOWN)?;
        let (municipality, house) = (found.id.clone(), found.house.clone());
        Ok(Place { municipality, house, stay: stay.id.clone(), became: became.map(sentence) })
    }
}

/// Which rows were taken over before, by their number in the file.
///
/// # Errors
/// What the vault says.
pub async fn taken_before(vault: &Vault, actor: &Actor, preview: &Preview) -> Result<Vec<usize>, vault::Error> {
    let claims: Vec<(usize, String)> =
        preview.good().filter_map(|(row, intake)| Some((row.number, claim_of(intake)?))).collect();
    let words = claims.iter().map(|(_, claim)| claim.clone()).collect();
    let known = vault.claimed::<ImportSignals>(actor, words).await?;
    Ok(claims.into_iter().zip(known).filter_map(|((number, _), known)| known.then_some(number)).collect())
}

fn claim_of(intake: &Intake) -> Option<String> {
    intake.register_reference.as_ref().map(|line| claim(intake.owner.as_str(), line))
}

/// Takes over the rows that were not taken over before, all in one transaction.
///
/// # Errors
/// A sentence when rows are wrong and everything or nothing was chosen, or a colleague was first; what the vault says.
pub async fn take_over(vault: &Vault, actor: &Actor, preview: &Preview, choose: Choose) -> Result<Taken, NotTaken> {
    let left = preview.wrong().count();
    if left > 0 && choose == Choose::AllOrNothing {
        return Err(Refusal::from(Say::made(
            format!("Er is niets overgenomen: {left} rij(en) kloppen niet. Verbeter het bestand of neem alleen de goede rijen over."),
            format!("Nothing was taken over: {left} row(s) are wrong. Correct the file or take over the good rows only."),
        ))
        .into());
    }
    let known = taken_before(vault, actor, preview).await?;
    let by = By { person: &actor.person, agency: &actor.agency };
    let mut made = Vec::new();
    let mut drafts = Vec::new();
    for (_, intake) in preview.good().filter(|(row, _)| !known.contains(&row.number)) {
        let desk = vault.begin::<ImportSignals>(actor).await?;
        let reference = next_reference(vault, desk.today()).await?;
        let event = Signal::register(
            Intake { terms: Some(vault.terms()), ..intake.clone() },
            reference.clone(),
            by,
            desk.today(),
        )?;
        made.push((desk.id(), reference));
        drafts.push(desk.draft(vec![event]));
    }
    if !drafts.is_empty() {
        vault.keep(drafts).await?;
    }
    Ok(Taken { made, before: known.len(), left })
}

/// The next reference of this year: `S-2026-0012`. It says nothing of a person or a place.
///
/// # Errors
/// What the store says.
pub async fn next_reference(vault: &Vault, today: kernel::Date) -> Result<Line, NotTaken> {
    let number = vault.next_number(&Row::Signal.counter(today.year())).await.map_err(vault::Error::Store)?;
    Ok(Row::Signal.reference(today.year(), number)?)
}
