//! About which area of life a factor is: offered as the house sets it, kept as it was called when it was said.

use crate::case::Factor;
use kernel::{LifeArea, Line, Refusal, Say};
use vault::Vault;
use web::Field;

/// Asks the area; of a factor that is put right its own stands there, also where the house offers it no more.
pub(super) fn field(vault: &Vault, now: Option<&LifeArea>) -> Field {
    let options = offered(vault, now).map(|area| (area.word().to_owned(), area.says())).collect();
    let field = Field::choice("domain", Say::of("Over welk leefgebied?", "About which area of life?"), options);
    match now {
        Some(now) => field.value(now.word()),
        None => field,
    }
}

/// The area that was chosen.
///
/// # Errors
/// A sentence for one that is not offered.
pub(super) fn chosen(vault: &Vault, word: &Line, now: Option<&LifeArea>) -> Result<LifeArea, Refusal> {
    let found = offered(vault, now).find(|area| area.word() == word.as_str()).cloned();
    found.ok_or(Refusal::of("Kies een leefgebied uit de lijst.", "Choose an area of life from the list.").at("domain"))
}

/// The areas of the house, and those of these factors that it offers no more; each once.
pub(super) fn of_house_and<'a>(vault: &'a Vault, factors: &[&'a Factor]) -> Vec<&'a LifeArea> {
    let mut all: Vec<&LifeArea> = vault.life().iter().collect();
    for factor in factors {
        if all.iter().all(|area| area.word() != factor.domain.word()) {
            all.push(&factor.domain);
        }
    }
    all
}

fn offered<'a>(vault: &'a Vault, now: Option<&'a LifeArea>) -> impl Iterator<Item = &'a LifeArea> {
    let set = vault.life().iter().filter(move |area| now.is_none_or(|now| now.word() != area.word()));
    now.into_iter().chain(set)
}
