//! The library: every invented signal with its difficulty and what a table can learn from it.

use super::tell::Told;
use crate::calibration::{Variant, acts::PrepareCalibration, library};
use askama::Template;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Page, Trouble};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ShelfItem")]
struct Item {
    name: &'static str,
    title: Say,
    aim: Say,
    difficulty: Say,
    swap: (Say, Say),
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "calibration/pages/shelf.html")]
pub(super) struct Shelf {
    #[serde(skip)]
    lang: Lang,
    may_prepare: bool,
    items: Vec<Item>,
}

fn item(signal: &'static library::Signal) -> Item {
    let ideology = |variant| signal.telling(variant).ideology.clone();
    Item {
        name: signal.name,
        title: signal.title.clone(),
        aim: signal.aim.clone(),
        difficulty: signal.difficulty.says(),
        swap: (ideology(Variant::A), ideology(Variant::B)),
    }
}

fn may_prepare(ask: &Ask) -> bool {
    ask.vault.may_begin::<PrepareCalibration>(&ask.actor).is_yes()
}

pub(super) async fn list(ask: Ask) -> Result<Page<Shelf>, Trouble> {
    let body =
        Shelf { lang: ask.lang, may_prepare: may_prepare(&ask), items: library::all().iter().map(item).collect() };
    Ok(Page::of(&ask, Say::of("Verzonnen signalen", "Invented signals"), body))
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ShelfSide")]
struct Side {
    variant: Say,
    ideology: Say,
    told: Told,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "calibration/pages/book.html")]
pub(super) struct Book {
    #[serde(skip)]
    lang: Lang,
    may_prepare: bool,
    item: Item,
    sides: Vec<Side>,
}

pub(super) async fn show(ask: Ask) -> Result<Page<Book>, Trouble> {
    let signal = library::signal(ask.part("naam")).ok_or(Trouble::Denied)?;
    let side = |variant: &Variant| {
        let telling = signal.telling(*variant);
        Side { variant: variant.says(), ideology: telling.ideology.clone(), told: Told::of(telling, ask.lang) }
    };
    let body = Book {
        lang: ask.lang,
        may_prepare: may_prepare(&ask),
        item: item(signal),
        sides: Variant::ALL.iter().map(side).collect(),
    };
    Ok(Page::of(&ask, signal.title.clone(), body))
}
