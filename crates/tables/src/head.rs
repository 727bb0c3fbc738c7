//! Where the names of the columns stand, and which column is which. A name counts without its capitals, spaces and signs; a name that is not
//! known is matched by hand.

use crate::{
    asked::Wish,
    book::{MOST_ABOVE, Raw},
};
use kernel::{Refusal, Say};

/// A column that a table may have.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// What it is called in a choice: one word of small letters.
    pub key: &'static str,
    /// The names it is known by, the usual one first.
    pub names: &'static [&'static str],
    /// Whether nothing can be read without it.
    pub needed: bool,
}

impl Wanted {
    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or(self.key)
    }
}

/// A name without what does not count in it.
#[must_use]
pub fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text with one plain space wherever there were several, or one that does not break; without signs that nobody sees.
#[must_use]
pub fn spaced(text: &str) -> String {
    text.chars().filter(|c| !kernel::is_unseen(*c)).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which of the wanted columns a row names.
fn named(row: &Raw, wanted: &[Wanted], wish: &Wish) -> usize {
    let cells: Vec<String> = row.cells.iter().map(|cell| folded(cell)).collect();
    let remembered =
        |one: &Wanted| cells.iter().any(|cell| wish.remembered.get(cell).is_some_and(|key| key == one.key));
    let is_there = |one: &&Wanted| one.names.iter().any(|name| cells.contains(&folded(name))) || remembered(one);
    wanted.iter().filter(is_there).count()
}

/// How well a table with these first rows fits what is wanted.
pub(crate) fn fit(rows: &[Raw], wanted: &[Wanted], wish: &Wish) -> usize {
    rows.iter().take(MOST_ABOVE).map(|row| named(row, wanted, wish)).max().unwrap_or(0)
}

/// The place of the row with the names: the one that was chosen, the one that names most, or else the first with more than one cell.
pub(crate) fn find(rows: &[Raw], wanted: &[Wanted], wish: &Wish) -> Option<usize> {
    if let Some(place) = wish.head.and_then(|number| rows.iter().position(|row| row.number == number)) {
        return Some(place);
    }
    let most = fit(rows, wanted, wish);
    let needs = wanted.len().min(2);
    if most >= needs.max(1) {
        return rows.iter().take(MOST_ABOVE).position(|row| named(row, wanted, wish) == most);
    }
    let filled = |row: &Raw| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    rows.iter().take(MOST_ABOVE).position(|row| filled(row) > 1).or((!rows.is_empty()).then_some(0))
}

/// For each wanted column the place where it stands.
///
/// # Errors
/// A sentence when a column is there twice, or one was chosen for two.
pub(crate) fn places(names: &[String], wanted: &[Wanted], wish: &Wish) -> Result<Vec<Option<usize>>, Refusal> {
    let mut places = Vec::new();
    for one in wanted {
        let by_name = |name: &str| {
            let name = folded(name);
            let mut found =
                names.iter().enumerate().filter(move |(_, cell)| folded(cell) == name).map(|(place, _)| place);
            found.next().map(|first| (first, found.next()))
        };
        let place = match wish.columns.get(one.key) {
            Some(place) => place.filter(|place| *place < names.len()),
            None => match one.names.iter().find_map(|name| by_name(name)) {
                Some((_, Some(_))) => {
                    let name = one.name();
                    return Err(Say::made(
                        format!("De kolom {name} staat twee keer in dit bestand. Haal er één weg."),
                        format!("The column {name} is in this file twice. Remove one of them."),
                    )
                    .into());
                }
                Some((first, None)) => Some(first),
                None => {
                    names.iter().position(|name| wish.remembered.get(&folded(name)).is_some_and(|key| key == one.key))
                }
            },
        };
        places.push(place);
    }
    let used: Vec<usize> = places.iter().flatten().copied().collect();
    for (n, place) in used.iter().enumerate() {
        if used.iter().take(n).any(|before| before == place) {
            let name: String = names.get(*place).map(|name| name.chars().take(80).collect()).unwrap_or_default();
            return Err(Say::made(
                format!("U koos de kolom \"{name}\" voor twee dingen. Kies haar één keer."),
                format!("You chose the column \"{name}\" for two things. Choose it once."),
            )
            .into());
        }
    }
    Ok(places)
}
