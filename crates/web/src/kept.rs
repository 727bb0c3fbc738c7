//! What somebody typed, given back when there was no room to store it and the page itself could not be opened either: opening is
//! written in the book, and that needs room too. Shows only what its own sender sent.

use crate::{answer::Page, ask::Ask, values::Values};
use askama::Template;
use kernel::Say;

#[derive(Template)]
#[template(path = "kept.html")]
struct Kept<'a> {
    heading: &'a str,
    texts: Vec<&'a str>,
}

/// A page with the texts, so that they can be copied and sent again.
pub(crate) fn page(ask: &Ask, values: &Values) -> Page {
    let typed = values.pairs().filter(|(name, text)| !name.starts_with('_') && !text.trim().is_empty());
    let heading = Say::of("Wat u typte", "What you typed");
    let body = Kept { heading: heading.to(ask.lang), texts: typed.map(|(_, text)| text).collect() };
    Page::open(Say::of("Geen ruimte", "No room"), &body)
}
