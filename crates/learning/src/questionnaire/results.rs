//! From answers to results that betray nobody. What may be told of a question is judged by the one rule ([`kernel::crowd`]); this file says
//! of whom it is asked:
//!
//! 1. *Versions stay apart.* Answers to different versions are never counted together, so there is nothing to subtract between them.
//! 2. *Groups.* A version with fewer answers than the threshold has no results. It may be split once, for good, by one question with
//!    one choice. The groups divide everybody; who gave no answer to that question is a group as well. Groups too small for bars are
//!    put together; what is put together takes in the smallest other group until it is large enough. If one group is left, there is
//!    no split.
//! 3. *Whole and groups.* Where a question is shown by group, everybody and each group have the same bars; else only everybody is told.
//! 4. *Some are asked.* A question that not everybody is asked would tell, by how many answered it, how many chose what leads to it. So it is
//!    told only where that answer is a bar of its own, of those who were asked, and never by group.
//! 5. *Once.* Results are made once, after closing, when no answer can be added. There is no second report to subtract from the first.
//! 6. *Several choices.* Each answer of such a question is a yes or a no.
//! 7. *Own words* are held to the same threshold: as many must have written something, whatever is shared of it afterwards. They are shown
//!    for the whole version only, mixed, after a person looked at each.

use super::{
    answers::{Answer, Answers, Sheet},
    question::{Asks, Question},
};
use kernel::{
    Note, Say,
    crowd::{self, FLOOR, Order, SMALL, Tally, Told},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The lowest threshold that can be chosen.
#[allow(clippy::cast_possible_truncation, reason = "five")]
pub const LOWEST_THRESHOLD: u16 = FLOOR as u16;
/// The threshold if nobody chooses another.
pub const USUAL_THRESHOLD: u16 = 10;

/// One answer that can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// A step, an option or a column.
    At(u16),
    /// No answer, or not asked.
    Nothing,
}

/// How many people stand in these cells together, as it was kept before [`Table::told`] was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The cells that were put together, in order.
    pub cells: Vec<Cell>,
    /// How many people.
    pub(super) people: usize,
}

/// What may be told of one question, one line of a matrix, or one answer of several choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The question.
    pub question: u16,
    /// The line of a matrix, or the answer of several choices.
    pub part: Option<u16>,
    /// Bars of results from before the rule; they are judged by it when they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) bars: Vec<Bar>,
    /// What may be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) told: Option<Told>,
}

/// A group with its tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which answers to the question it was split by; empty for everybody.
    pub of: Vec<Cell>,
    /// How many people.
    pub(super) people: usize,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// What was written to one question, as far as it may be shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    /// The question.
    pub question: u16,
    /// The texts that may be shared.
    pub(super) texts: Vec<Note>,
    /// Whether as many people wrote something as the threshold asks; not known of results from before the rule.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    enough: bool,
}

/// The results of one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfVersion {
    /// The version.
    pub version: u16,
    /// Everybody; `None` below the threshold.
    pub whole: Option<Group>,
    /// The groups, if it was split.
    pub groups: Vec<Group>,
    /// What was written.
    pub words: Vec<OwnWords>,
}

/// What is released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// The question it was split by.
    pub split: Option<u16>,
    /// Version by version.
    pub versions: Vec<OfVersion>,
}

impl Table {
    /// What may be told of this question.
    #[must_use]
    pub fn told(&self, asks: &Asks) -> Told {
        let cell = |cell: &Cell| match (cell, asks) {
            (Cell::Nothing, Asks::Choice { many: true, .. }) => Some(1),
            (Cell::At(_), Asks::Choice { many: true, .. }) => Some(0),
            (Cell::Nothing, _) => None,
            (Cell::At(step), Asks::Scale { .. }) => Some(step.saturating_sub(1)),
            (Cell::At(n), _) => Some(*n),
        };
        let old = || self.bars.iter().map(|bar| (bar.cells.iter().map(cell).collect(), bar.people)).collect();
        self.told.clone().unwrap_or_else(|| Told::stored(old()))
    }
}

impl Group {
    /// How many answered.
    #[must_use]
    pub fn answered(&self) -> Say {
        crowd::answers_say(self.people)
    }
}

impl OwnWords {
    /// The texts, mixed; none where too few people wrote something.
    #[must_use]
    pub fn mixed(&self) -> Vec<&Note> {
        let mut texts: Vec<&Note> = self.texts.iter().filter(|_| self.enough || self.texts.len() >= FLOOR).collect();
        crowd::mixed(&mut texts, &self.question.to_string(), ToString::to_string);
        texts
    }
}

/// Makes the results of these sheets.
#[must_use]
pub(super) fn make(
    versions: &[Vec<Question>],
    sheets: &[Sheet],
    threshold: u16,
    split: Option<u16>,
    shared: &BTreeMap<(u16, u16), Vec<Note>>,
) -> Results {
    let threshold = usize::from(threshold.max(LOWEST_THRESHOLD));
    let one = |(version, questions): (u16, &Vec<Question>)| {
        let answers: Vec<&Answers> = sheets.iter().filter(|s| s.version == version).map(|s| &s.answers).collect();
        if answers.len() < threshold {
            return OfVersion { version, whole: None, groups: Vec::new(), words: Vec::new() };
        }
        let parts = split.map_or_else(Vec::new, |by| parts(questions, &answers, by, threshold));
        let (whole, groups) = tables(questions, &answers, &parts, threshold);
        let words = questions.iter().filter_map(|question| {
            let enough = wrote_enough(question, answers.iter().copied(), threshold);
            let texts = shared.get(&(version, question.number)).filter(|_| enough).cloned().unwrap_or_default();
            matches!(question.asks, Asks::Open).then_some(OwnWords { question: question.number, texts, enough })
        });
        OfVersion { version, whole: Some(whole), groups, words: words.collect() }
    };
    Results { split, versions: (1..).zip(versions).map(one).collect() }
}

/// Whether as many people wrote something as is asked, whatever is shared of it afterwards: so keeping one back opens or shuts nothing. Of a
/// question that not everybody is asked it would tell how many were.
pub(super) fn wrote_enough<'a>(question: &Question, all: impl Iterator<Item = &'a Answers>, threshold: usize) -> bool {
    let wrote = |a: &&Answers| matches!(a.0.get(&question.number), Some(Answer::Words(_)));
    question.only_if.is_none() && all.filter(wrote).count() >= threshold.max(FLOOR)
}

/// People who gave the same answer to the question by which is split.
type Part<'a> = (Vec<Cell>, Vec<&'a Answers>);

/// Divides everybody by their answer to one question, in groups that are large enough; none when that leaves one group.
fn parts<'a>(questions: &[Question], answers: &[&'a Answers], by: u16, threshold: usize) -> Vec<Part<'a>> {
    let Some(question) = questions.iter().find(|q| q.number == by) else {
        return Vec::new();
    };
    let large = threshold.max(SMALL);
    let options = u16::try_from(question.options().len()).unwrap_or(0);
    let cell_of = |answers: &Answers| match answers.0.get(&by) {
        Some(Answer::Options(chosen)) if chosen.len() == 1 => chosen.first().map_or(Cell::Nothing, |n| Cell::At(*n)),
        _ => Cell::Nothing,
    };
    let mut parts: Vec<Part<'a>> = (0..options)
        .map(Cell::At)
        .chain([Cell::Nothing])
        .map(|cell| (vec![cell], answers.iter().copied().filter(|a| cell_of(a) == cell).collect::<Vec<_>>()))
        .filter(|(_, people)| !people.is_empty())
        .collect();
    parts.sort_by_key(|(_, people)| people.len());
    while parts.len() > 1 && parts.first().is_some_and(|(_, people)| people.len() < large) {
        let (cells, people) = parts.remove(0);
        if let Some((more, others)) = parts.first_mut() {
            more.extend(cells);
            others.extend(people);
        }
        parts.sort_by_key(|(_, people)| people.len());
    }
    if parts.len() < 2 {
        return Vec::new();
    }
    for (cells, _) in &mut parts {
        cells.sort();
    }
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    parts
}

/// What may be told of everybody and of each group.
fn tables(questions: &[Question], all: &[&Answers], parts: &[Part<'_>], threshold: usize) -> (Group, Vec<Group>) {
    let group = |of: &[Cell], people: &[&Answers]| Group { of: of.to_vec(), people: people.len(), tables: Vec::new() };
    let mut whole = group(&[], all);
    let mut groups: Vec<Group> = parts.iter().map(|(of, people)| group(of, people)).collect();
    for question in questions {
        for asked in asked(question) {
            let tally =
                |people: &[&Answers]| Tally::of(asked.options, people.iter().map(|a| (asked.cell)(question, a)));
            let table =
                |told| Table { question: question.number, part: asked.part, bars: Vec::new(), told: Some(told) };
            if question.only_if.is_some() {
                let told = match of_those_asked(questions, question, &whole, all) {
                    Some(some) => tally(&some).told(asked.order, threshold),
                    None => Told::Hidden,
                };
                whole.tables.push(table(told));
                continue;
            }
            let mut tallies: Vec<Tally> = parts.iter().map(|(_, people)| tally(people)).collect();
            tallies.push(tally(all));
            // The last is everybody: the same bars as the groups, so that there is nothing to subtract.
            let mut beside = if groups.is_empty() { None } else { crowd::split(&tallies, asked.order) };
            let everybody = beside.as_mut().and_then(Vec::pop);
            whole.tables.push(table(everybody.unwrap_or_else(|| tally(all).told(asked.order, threshold))));
            for (group, told) in groups.iter_mut().zip(beside.into_iter().flatten()) {
                group.tables.push(table(told));
            }
        }
    }
    (whole, groups)
}

/// Who was asked a question that not everybody is asked, where how many they are may be known: the answer that leads to it is a bar of its own.
fn of_those_asked<'a>(
    questions: &[Question],
    question: &Question,
    whole: &Group,
    all: &[&'a Answers],
) -> Option<Vec<&'a Answers>> {
    let rule = question.only_if?;
    let target = questions.iter().find(|one| one.number == rule.question)?;
    let (part, option) = match target.asks {
        Asks::Choice { many: true, .. } => (Some(rule.option), 0),
        Asks::Scale { .. } | Asks::Choice { .. } | Asks::Open | Asks::Matrix { .. } => (None, rule.option),
    };
    let table = whole.tables.iter().find(|table| table.question == rule.question && table.part == part)?;
    let told = table.told(&target.asks);
    let alone = told.bars().iter().any(|bar| bar.cells() == [Some(option)]);
    alone.then(|| all.iter().copied().filter(|answers| answers.is_asked(question)).collect())
}

/// Which answer somebody gave.
type WhichAnswer = Box<dyn Fn(&Question, &Answers) -> crowd::Cell>;

/// Something that is asked with answers to choose from.
struct Asked {
    part: Option<u16>,
    options: usize,
    order: Order,
    cell: WhichAnswer,
}

fn asked(question: &Question) -> Vec<Asked> {
    let number = |list: &[kernel::Line]| 0..u16::try_from(list.len()).unwrap_or(0);
    match &question.asks {
        Asks::Scale { steps, .. } => vec![Asked {
            part: None,
            options: usize::from(*steps),
            order: Order::Scale,
            cell: Box::new(|q, answers| match answers.0.get(&q.number) {
                Some(Answer::Step(step)) => step.checked_sub(1),
                _ => None,
            }),
        }],
        Asks::Choice { options, many: false } => vec![Asked {
            part: None,
            options: options.len(),
            order: Order::Choice,
            cell: Box::new(|q, answers| match answers.0.get(&q.number) {
                Some(Answer::Options(chosen)) => chosen.first().copied(),
                _ => None,
            }),
        }],
        Asks::Choice { options, many: true } => number(options)
            .map(|option| Asked {
                part: Some(option),
                options: 2,
                order: Order::Choice,
                cell: Box::new(move |q, answers| match answers.0.get(&q.number) {
                    Some(Answer::Options(chosen)) if chosen.contains(&option) => Some(0),
                    _ => Some(1),
                }),
            })
            .collect(),
        Asks::Open => Vec::new(),
        Asks::Matrix { rows, columns } => number(rows)
            .map(|row| Asked {
                part: Some(row),
                options: columns.len(),
                order: Order::Scale,
                cell: Box::new(move |q, answers| match answers.0.get(&q.number) {
                    Some(Answer::Cells(cells)) => cells.get(&row).copied(),
                    _ => None,
                }),
            })
            .collect(),
    }
}

/// The answers to choose from, in their order, as they are told.
#[must_use]
pub fn answers_to(asks: &Asks, part: Option<u16>) -> Vec<Say> {
    match asks {
        Asks::Scale { steps, low, high } => (1..=*steps)
            .map(|step| match step {
                1 => Say::same(format!("1 ({low})")),
                step if step == *steps => Say::same(format!("{step} ({high})")),
                step => Say::same(step.to_string()),
            })
            .collect(),
        Asks::Choice { options, many: true } => {
            let option = part.and_then(|n| options.get(usize::from(n))).map(ToString::to_string);
            vec![Say::same(option.unwrap_or_default()), Say::of("niet gekozen", "not chosen")]
        }
        Asks::Choice { options: list, many: false } | Asks::Matrix { columns: list, .. } => {
            list.iter().map(|one| Say::same(one.to_string())).collect()
        }
        Asks::Open => Vec::new(),
    }
}
