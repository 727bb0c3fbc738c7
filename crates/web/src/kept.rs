//! What somebody typed, given back when it could not be stored and the page itself could not be opened either: opening is
//! written in the book, and that needs room too. Shows only what its own sender sent.

use crate::{answer::Drawn, ask::Ask, values::Values};
use askama::Template;
use kernel::Say;

pub(crate) const NO_ROOM: Say = Say::of("Geen ruimte", "No room");
pub(crate) const NOT_NOW: Say = Say::of("Even te druk", "Too busy for a moment");

#[derive(Template)]
#[template(path = "kept.html")]
struct Kept<'a> {
    heading: &'a str,
    texts: Vec<&'a str>,
}

/// A page with the texts, so that they can be copied and sent again.
pub(crate) fn page(ask: &Ask, title: Say, values: &Values) -> Drawn {
    let typed = values.pairs().filter(|(name, text)| !name.starts_with('_') && !text.trim().is_empty());
    let heading = Say::of("Wat u typte", "What you typed");
    let body = Kept { heading: heading.to(ask.lang), texts: typed.map(|(_, text)| text).collect() };
    Drawn::of(title, &body)
}
