//! Who sits for an organisation at a table about a person: its desk names persons, from a day until a day, and deputies for who is away.
//! Every kind of dossier here has this page; its two acts are its own.
//!
//! It must never show a desk what the table is about: no more than which one it is and since when.

mod along;
mod naming;
mod page;
mod passing;

#[cfg(test)]
mod tests;

pub(crate) use along::taken_along;
pub(crate) use naming::who_can_sit;
pub(crate) use page::{Naming, offered, rooms};
pub(crate) use passing::{Days, Passing, Whose, named_at};

/// Where this page is, below the address of a dossier.
const PATH: &str = "/personen";

/// Where who is asked to name somebody does so: the page of a dossier is not for its desk.
pub(crate) fn work_at(act: &str, dossier: &str) -> Option<String> {
    act.ends_with(".name-persons").then(|| format!("{dossier}{PATH}"))
}
