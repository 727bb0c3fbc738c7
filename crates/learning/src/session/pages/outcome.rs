//! What may be read of a step, as a page and a screen show it: counts with a bar, notes in piles.

use crate::session::{Mark, Outcome, Session, Shared, Vote, Words};
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use web::Html;

/// One count with its bar.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OutcomeBar")]
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) count: usize,
    /// The width of the bar out of a hundred.
    #[serde(skip)]
    pub(super) wide: usize,
    /// The look of the bar.
    #[serde(skip)]
    pub(super) sort: &'static str,
}

/// A statement or a question with its counts.
#[derive(Serialize, JsonSchema)]
pub(super) struct Counted {
    pub(super) about: Option<String>,
    pub(super) bars: Vec<Bar>,
}

/// A note.
#[derive(Serialize, JsonSchema)]
pub(super) struct NoteShown {
    pub(super) mark: String,
    pub(super) text: String,
    pub(super) by: Option<String>,
    pub(super) hidden: bool,
    /// Whether it came after the step was closed.
    pub(super) late: bool,
    /// What one may do with it.
    #[serde(skip)]
    pub(super) controls: Vec<Html>,
}

/// Notes under one name.
#[derive(Serialize, JsonSchema)]
pub(super) struct Pile {
    pub(super) name: Option<String>,
    /// By which it is told from others, in whatever language it is read.
    #[serde(skip)]
    pub(super) group: Option<kernel::Line>,
    pub(super) notes: Vec<NoteShown>,
}

/// What is shown of a step.
#[derive(Serialize, JsonSchema, Default)]
pub(super) struct OutcomeShown {
    /// A sentence instead of a result.
    pub(super) says: Option<String>,
    pub(super) counted: Vec<Counted>,
    pub(super) piles: Vec<Pile>,
}

fn bars(all: impl Iterator<Item = (String, usize, &'static str)> + Clone) -> Vec<Bar> {
    let most: usize = all.clone().map(|(_, n, _)| n).sum::<usize>().max(1);
    all.map(|(label, count, sort)| Bar { label, count, wide: count * 100 / most, sort }).collect()
}

/// Shows an outcome of the step at this place.
pub(super) fn shown(session: &Session, place: usize, outcome: Outcome, lang: Lang) -> OutcomeShown {
    let items = session.step(place).map_or(&[][..], |(step, _)| step.items.as_slice());
    let sentence = |nl, en| OutcomeShown { says: Some(Say::of(nl, en).to(lang).to_owned()), ..OutcomeShown::default() };
    match outcome {
        Outcome::Nothing => OutcomeShown::default(),
        Outcome::Open => sentence(
            "De antwoorden worden getoond als de begeleider dat doet.",
            "The answers are shown when the facilitator does so.",
        ),
        Outcome::TooFew => sentence(
            "Er zijn minder dan vijf antwoorden. Dan tonen wij niets: praat er samen over.",
            "There are fewer than five answers. Then we show nothing: talk about it together.",
        ),
        Outcome::Votes(counts) => OutcomeShown {
            counted: items.iter().zip(counts).map(|(item, count)| votes(item, count, lang)).collect(),
            ..OutcomeShown::default()
        },
        Outcome::Picks(counts) => {
            let all = items.iter().zip(counts).map(|(item, n)| (item.to(lang).to_owned(), n, "bar"));
            OutcomeShown { counted: vec![Counted { about: None, bars: bars(all) }], ..OutcomeShown::default() }
        }
        Outcome::Notes(notes) => {
            OutcomeShown { piles: piles(session, place, items, &notes, lang), ..OutcomeShown::default() }
        }
    }
}

fn votes(item: &Words, count: [usize; 3], lang: Lang) -> Counted {
    // class: bar--disagree bar--pass
    let sorts = ["bar", "bar bar--disagree", "bar bar--pass"];
    let all = Vote::ALL.into_iter().zip(count).zip(sorts).map(|((v, n), s)| (v.says().to(lang).to_owned(), n, s));
    Counted { about: Some(item.to(lang).to_owned()), bars: bars(all) }
}

/// The notes as they were put together; else under their headings; else in one pile.
fn piles(session: &Session, place: usize, items: &[Words], notes: &[Shared], lang: Lang) -> Vec<Pile> {
    let clusters = session.turns().get(place).map_or(&[][..], |t| t.clusters.as_slice());
    let view = |n: &Shared| NoteShown {
        mark: n.mark.to_string(),
        text: n.text.to_string(),
        by: n.by.as_ref().map(ToString::to_string),
        hidden: session.is_hidden(&n.mark),
        late: n.late,
        controls: Vec::new(),
    };
    let mut piles: Vec<Pile> = clusters
        .iter()
        .map(|c| Pile {
            name: Some(c.name.to_string()),
            group: Some(c.name.clone()),
            notes: notes.iter().filter(|n| c.marks.contains(&n.mark)).map(view).collect(),
        })
        .collect();
    let placed: BTreeSet<&Mark> = clusters.iter().flat_map(|c| &c.marks).collect();
    let rest: Vec<&Shared> = notes.iter().filter(|n| !placed.contains(&n.mark)).collect();
    if items.is_empty() {
        let name = (!piles.is_empty()).then(|| Say::of("Nog los", "Not put together yet").to(lang).to_owned());
        piles.push(Pile { name, group: None, notes: rest.iter().map(|n| view(n)).collect() });
    } else {
        piles.extend(items.iter().enumerate().map(|(at, item)| Pile {
            name: Some(item.to(lang).to_owned()),
            group: item.nl.as_str().parse().ok(),
            notes: rest.iter().filter(|n| n.under == Some(at)).map(|n| view(n)).collect(),
        }));
    }
    piles.retain(|p| !p.notes.is_empty());
    piles
}
