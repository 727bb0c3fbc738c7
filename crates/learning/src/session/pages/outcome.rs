//! What may be read of a step, as a page and a screen show it: what may be told of answers, in words or bars, and notes in piles.

use crate::{
    chart::Band,
    session::{FLOOR, Mark, Outcome, Sends, Session, Shared, Step, Words, answers_of},
};
use kernel::{
    Lang, Say,
    crowd::{self, Told},
};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use web::Html;

/// Answers that stand together, with what part of all they are.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OutcomeBar")]
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) share: String,
    /// The width of the bar out of a thousand.
    #[serde(skip)]
    pub(super) wide: usize,
    /// The look of the bar.
    #[serde(skip)]
    pub(super) sort: &'static str,
}

/// A statement or a question with what may be told of the answers: a sentence, and bars where the group is large enough.
#[derive(Serialize, JsonSchema)]
pub(super) struct Counted {
    pub(super) about: Option<String>,
    /// All of it in words.
    pub(super) says: String,
    /// Of how many answers the bars are shares.
    pub(super) number: Option<String>,
    pub(super) bars: Vec<Bar>,
    /// The same sentence drawn: the answers, and whether most stand there.
    #[serde(skip)]
    pub(super) band: Band,
}

/// A note.
#[derive(Serialize, JsonSchema)]
pub(super) struct NoteShown {
    /// Which note, for who may hide it and nobody else: it holds the number of its slip, by which notes of one phone are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<String>,
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

/// Shows an outcome of the step at this place.
pub(super) fn shown(session: &Session, place: usize, outcome: Outcome, lang: Lang) -> OutcomeShown {
    told(session, (place, false), outcome, lang)
}

/// The same for who arranges the screen, with the mark of each note.
pub(super) fn with_marks(session: &Session, place: usize, outcome: Outcome, lang: Lang) -> OutcomeShown {
    told(session, (place, true), outcome, lang)
}

fn told(session: &Session, (place, marks): (usize, bool), outcome: Outcome, lang: Lang) -> OutcomeShown {
    let Some((step, _)) = session.step(place) else { return OutcomeShown::default() };
    let items = step.items.as_slice();
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
        Outcome::Votes(_) | Outcome::Picks(_) | Outcome::Told(_) => {
            OutcomeShown { counted: counted(step, &outcome, lang), ..OutcomeShown::default() }
        }
        Outcome::Notes(notes) => {
            OutcomeShown { piles: piles(session, (place, marks), items, &notes, lang), ..OutcomeShown::default() }
        }
    }
}

/// What may be told, statement by statement.
fn counted(step: &Step, outcome: &Outcome, lang: Lang) -> Vec<Counted> {
    let options = answers_of(step);
    let statements = step.kind.sends() == Sends::Votes;
    let one = |(n, told): (usize, &Told)| {
        let bar = |(bar, share): (&crowd::Bar, crowd::Share)| Bar {
            label: bar.says(&options).to(lang).to_owned(),
            share: share.says().to(lang).to_owned(),
            wide: share.thousandths(),
            sort: if statements { sort(bar) } else { "bar" },
        };
        Counted {
            about: step.items.get(n).filter(|_| statements).map(|item| item.to(lang).to_owned()),
            says: told.says(&options, FLOOR).to(lang).to_owned(),
            number: told.of_how_many().map(|number| number.to(lang).to_owned()),
            bars: told.shares().map(bar).collect(),
            band: Band::of(told, &options, lang),
        }
    };
    outcome.told(step).iter().enumerate().map(one).collect()
}

/// Who passes stands between who agrees and who does not.
fn sort(bar: &crowd::Bar) -> &'static str {
    // class: bar--disagree bar--pass
    match bar.cells() {
        [Some(0), ..] => "bar",
        [Some(1)] => "bar bar--pass",
        [..] => "bar bar--disagree",
    }
}

/// The notes as they were put together; else under their headings; else in one pile.
fn piles(session: &Session, (place, marks): (usize, bool), items: &[Words], notes: &[Shared], lang: Lang) -> Vec<Pile> {
    let clusters = session.turns().get(place).map_or(&[][..], |t| t.clusters.as_slice());
    let view = |n: &Shared| NoteShown {
        mark: marks.then(|| n.mark.to_string()),
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
