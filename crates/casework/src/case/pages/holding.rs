//! Who holds what: for each organisation what it put on the table, what it was asked and what it said, and what of it nobody took up (P6).
//! It is read off the table as its reader sees it. Who looked at what is not on it: the book is no instrument of the work (Wgpga art. 14 lid 2).

use super::{
    head::{Head, Part, is_third},
    offered::seated,
};
use crate::case::{Answer, Category, Item, Nature, ReadCase};
use askama::Template;
use kernel::{AgencyId, Lang, LifeArea, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use web::{Filled, Page, Trouble, Visit};

const TITLE: Say = Say::of("Wie weet wat", "Who holds what");

/// Something that lies on the table.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "HeldItem")]
struct Held {
    category: String,
    nature: String,
    day: ShownDay,
    /// The areas of life of the factors that rest on it, as far as the reader sees them.
    serves: Vec<String>,
    /// It could carry a factor, and the reader sees none: a dead end. Who it is and where it came from carries none.
    unused: bool,
}

/// A question and what became of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "HeldQuestion")]
struct Put {
    question: String,
    answer: String,
    /// Whether it is still to be answered.
    open: bool,
    late: bool,
    /// Whether it led to something on the table.
    gave: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Holder")]
struct Holder {
    organisation: String,
    mine: bool,
    held: Vec<Held>,
    put: Vec<Put>,
}

impl Holder {
    /// Nothing lies here and nothing was asked: nobody knows what this organisation knows.
    fn is_silent(&self) -> bool {
        self.held.is_empty() && self.put.is_empty()
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/holding.html")]
pub(super) struct Holding {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    #[serde(skip)]
    giving: String,
    holders: Vec<Holder>,
    /// The areas of life about which no factor says anything.
    blank: Vec<String>,
}

pub(super) async fn show(visit: Visit<ReadCase>, _: Filled) -> Result<Page<Holding>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let (lang, me) = (ask.lang, &ask.actor.agency.id);
    let (items, factors) = (case.items_for(me, ask.today), case.factors_for(me, ask.today));
    let held = |item: &&&Item| {
        let serves = domains(factors.iter().filter(|f| f.facts.contains(&item.no)).map(|f| &f.domain), lang);
        let carries = !matches!(item.gift.category, Category::Identity | Category::Number | Category::Source);
        Held {
            category: item.gift.category.says().to(lang).to_owned(),
            nature: item.gift.nature.says().to(lang).to_owned(),
            day: day_month_year(item.day),
            unused: carries && item.gift.nature == Nature::Fact && serves.is_empty(),
            serves,
        }
    };
    let put = |asked: &&crate::case::Asked| {
        let says = match &asked.answer {
            None => Say::of("nog niet beantwoord", "not answered yet"),
            Some(Answer::Info { .. }) => Say::of("gaf het", "gave it"),
            Some(Answer::NothingKnown) => Say::of("niets bekend", "nothing known"),
            Some(Answer::MayNotShare { .. }) => Say::of("mag niet delen", "may not share"),
        };
        Put {
            question: asked.request.question.to_string(),
            answer: says.to(lang).to_owned(),
            open: asked.answer.is_none(),
            late: asked.answer.is_none() && asked.request.due < ask.today,
            gave: matches!(asked.answer, Some(Answer::Info { .. })),
        }
    };
    // Whoever gave or was asked and left since is on the map too: what lies on the table stays theirs.
    let mut all: Vec<&AgencyId> = seated(case);
    all.extend(items.iter().map(|item| &item.agency));
    all.extend(case.asked.iter().map(|asked| &asked.request.agency));
    let mut seen = BTreeSet::new();
    all.retain(|agency| seen.insert(*agency));
    let holder = |agency: &AgencyId| Holder {
        organisation: ask.directory.agency_name(agency),
        mine: agency == me,
        held: items.iter().filter(|item| &item.agency == agency).map(|item| held(&item)).collect(),
        put: case.asked.iter().filter(|asked| &asked.request.agency == agency).map(|asked| put(&asked)).collect(),
    };
    let named: BTreeSet<&str> = factors.iter().map(|f| f.domain.word()).collect();
    let body = Holding {
        lang,
        head: Head::of(&visit, Part::Giving),
        giving: format!("{}/{}", crate::places::CASES.of(visit.id()), Part::Giving.path()),
        holders: all.into_iter().map(holder).collect(),
        blank: domains(ask.vault.life().iter().filter(|area| !named.contains(area.word())), lang),
    };
    let reference = &body.head.reference;
    let title = Say::made(format!("{} in {reference}", TITLE.nl), format!("{} in {reference}", TITLE.en));
    Ok(Page::of(ask, title, body))
}

/// What these areas of life are called, each once.
fn domains<'a>(all: impl Iterator<Item = &'a LifeArea>, lang: Lang) -> Vec<String> {
    let mut named: Vec<String> = all.map(|domain| domain.says().to(lang).to_owned()).collect();
    named.dedup();
    named
}
