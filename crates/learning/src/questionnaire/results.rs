//! From answers to results that betray nobody. The rule, in full:
//!
//! 1. *Versions stay apart.* Answers to different versions are never counted together, so there is nothing to subtract between them.
//! 2. *Groups.* A version with fewer answers than the threshold has no results. It may be split once, for good, by one question with
//!    one choice. The groups divide everybody; who gave no answer to that question is a group as well. Groups below the threshold are
//!    put together; what is put together takes in the smallest other group until it is large enough. If one group is left, there is
//!    no split.
//! 3. *Cells.* Within a question everybody in the group counts in exactly one cell: an answer, or no answer. No cell holds 1 to 4
//!    people. Small cells are put together with a neighbour (scale, matrix) or with the smallest other cell (choice). If everybody
//!    stands in one cell, the question is not shown: then everybody's answer would be known.
//! 4. *Complement.* In a split, cells are put together in the same way for every group, looking at all of them: whatever is small in
//!    one group is put together in all. So no group can be found by subtracting the others from the whole.
//! 5. *Once.* Results are made once, after closing, when no answer can be added. There is no second report to subtract from the first.
//! 6. *Several choices.* Each answer of such a question is a yes or a no; it is shown only if neither is a small cell in any group.
//! 7. *Own words* are shown for the whole version only, in alphabetical order, after a person looked at each.

use super::{
    answers::{Answer, Answers, Sheet},
    question::{Asks, Question},
};
use kernel::Note;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// No cell with fewer people than this, but for an empty one.
pub(super) const SMALLEST_CELL: usize = 5;
/// The lowest threshold that can be chosen.
pub const LOWEST_THRESHOLD: u16 = 5;
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

/// How many people stand in these cells together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The cells that were put together, in order.
    pub cells: Vec<Cell>,
    /// How many people.
    pub people: usize,
}

/// The counts of one question, one line of a matrix, or one answer of several choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The question.
    pub question: u16,
    /// The line of a matrix, or the answer of several choices.
    pub part: Option<u16>,
    /// The bars; empty when it is not shown.
    pub bars: Vec<Bar>,
}

/// A group with its tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which answers to the question it was split by; empty for everybody.
    pub of: Vec<Cell>,
    /// How many people.
    pub people: usize,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// What was written to one question, as far as it may be shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    /// The question.
    pub question: u16,
    /// The texts, in alphabetical order.
    pub texts: Vec<Note>,
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
        let whole = Group {
            of: Vec::new(),
            people: answers.len(),
            tables: together(questions, &[answers.as_slice()]).remove(0),
        };
        let groups = split.map_or_else(Vec::new, |by| groups(questions, &answers, by, threshold));
        let words = questions.iter().filter_map(|question| {
            let mut texts = shared.get(&(version, question.number))?.clone();
            texts.sort();
            Some(OwnWords { question: question.number, texts })
        });
        OfVersion { version, whole: Some(whole), groups, words: words.collect() }
    };
    Results { split, versions: (1..).zip(versions).map(one).collect() }
}

/// Divides everybody by their answer to one question, in groups that are large enough; none when that leaves one group.
fn groups(questions: &[Question], answers: &[&Answers], by: u16, threshold: usize) -> Vec<Group> {
    let Some(question) = questions.iter().find(|q| q.number == by) else {
        return Vec::new();
    };
    let options = u16::try_from(question.options().len()).unwrap_or(0);
    let cell_of = |answers: &Answers| match answers.0.get(&by) {
        Some(Answer::Options(chosen)) if chosen.len() == 1 => chosen.first().map_or(Cell::Nothing, |n| Cell::At(*n)),
        _ => Cell::Nothing,
    };
    let mut parts: Vec<(Vec<Cell>, Vec<&Answers>)> = (0..options)
        .map(Cell::At)
        .chain([Cell::Nothing])
        .map(|cell| (vec![cell], answers.iter().copied().filter(|a| cell_of(a) == cell).collect::<Vec<_>>()))
        .filter(|(_, people)| !people.is_empty())
        .collect();
    parts.sort_by_key(|(_, people)| people.len());
    while parts.len() > 1 && parts.first().is_some_and(|(_, people)| people.len() < threshold) {
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
    let people: Vec<&[&Answers]> = parts.iter().map(|(_, people)| people.as_slice()).collect();
    let tables = together(questions, &people);
    let group = |((of, people), tables): (&(Vec<Cell>, Vec<&Answers>), Vec<Table>)| Group {
        of: of.clone(),
        people: people.len(),
        tables,
    };
    parts.iter().zip(tables).map(group).collect()
}

/// The tables of several groups, with cells put together in the same way for all of them.
fn together(questions: &[Question], groups: &[&[&Answers]]) -> Vec<Vec<Table>> {
    let mut all: Vec<Vec<Table>> = groups.iter().map(|_| Vec::new()).collect();
    for question in questions {
        for counted in counted(question) {
            let counts: Vec<BTreeMap<Cell, usize>> =
                groups.iter().map(|people| tally(people, |answers| (counted.cell)(question, answers))).collect();
            let bars = safe(&counted.cells, counted.ordered, &counts);
            for (tables, bars) in all.iter_mut().zip(bars) {
                tables.push(Table { question: question.number, part: counted.part, bars });
            }
        }
    }
    all
}

/// In which cell an answer stands.
type WhichCell = Box<dyn Fn(&Question, &Answers) -> Cell>;

/// Something that can be counted: everybody stands in one of its cells.
struct Counted {
    part: Option<u16>,
    cells: Vec<Cell>,
    ordered: bool,
    cell: WhichCell,
}

fn counted(question: &Question) -> Vec<Counted> {
    let range = |n: usize| (0..u16::try_from(n).unwrap_or(0)).map(Cell::At).chain([Cell::Nothing]).collect::<Vec<_>>();
    match &question.asks {
        Asks::Scale { steps, .. } => vec![Counted {
            part: None,
            cells: (1..=*steps).map(Cell::At).chain([Cell::Nothing]).collect(),
            ordered: true,
            cell: Box::new(|q, answers| match answers.0.get(&q.number) {
                Some(Answer::Step(step)) => Cell::At(*step),
                _ => Cell::Nothing,
            }),
        }],
        Asks::Choice { options, many: false } => vec![Counted {
            part: None,
            cells: range(options.len()),
            ordered: false,
            cell: Box::new(|q, answers| match answers.0.get(&q.number) {
                Some(Answer::Options(chosen)) => chosen.first().map_or(Cell::Nothing, |n| Cell::At(*n)),
                _ => Cell::Nothing,
            }),
        }],
        Asks::Choice { options, many: true } => (0..u16::try_from(options.len()).unwrap_or(0))
            .map(|option| Counted {
                part: Some(option),
                cells: vec![Cell::At(option), Cell::Nothing],
                ordered: false,
                cell: Box::new(move |q, answers| match answers.0.get(&q.number) {
                    Some(Answer::Options(chosen)) if chosen.contains(&option) => Cell::At(option),
                    _ => Cell::Nothing,
                }),
            })
            .collect(),
        Asks::Open => Vec::new(),
        Asks::Matrix { rows, columns } => (0..u16::try_from(rows.len()).unwrap_or(0))
            .map(|row| Counted {
                part: Some(row),
                cells: range(columns.len()),
                ordered: true,
                cell: Box::new(move |q, answers| match answers.0.get(&q.number) {
                    Some(Answer::Cells(cells)) => cells.get(&row).map_or(Cell::Nothing, |n| Cell::At(*n)),
                    _ => Cell::Nothing,
                }),
            })
            .collect(),
    }
}

fn tally(people: &[&Answers], cell: impl Fn(&Answers) -> Cell) -> BTreeMap<Cell, usize> {
    let mut counts = BTreeMap::new();
    for answers in people {
        *counts.entry(cell(answers)).or_default() += 1;
    }
    counts
}

/// Puts cells together until none is small in any group. No bars at all when one cell is left.
pub(super) fn safe(cells: &[Cell], ordered: bool, groups: &[BTreeMap<Cell, usize>]) -> Vec<Vec<Bar>> {
    let in_group = |of: &[Cell], counts: &BTreeMap<Cell, usize>| -> usize {
        of.iter().map(|cell| counts.get(cell).copied().unwrap_or(0)).sum()
    };
    let everywhere = |of: &[Cell]| -> usize { groups.iter().map(|counts| in_group(of, counts)).sum() };
    let is_small = |of: &[Cell]| groups.iter().any(|counts| (1..SMALLEST_CELL).contains(&in_group(of, counts)));
    let mut bars: Vec<Vec<Cell>> = cells.iter().map(|cell| vec![*cell]).collect();
    while let Some(small) = bars.iter().position(|of| is_small(of)) {
        // Alone with an empty cell there is nobody to hide among.
        let others = (0..bars.len()).filter(|n| *n != small && (!ordered || n.abs_diff(small) == 1));
        let people = |n: usize| bars.get(n).map_or(0, |of| everywhere(of));
        let Some(with) = others.min_by_key(|n| (!ordered && people(*n) == 0, people(*n))) else {
            break;
        };
        let (first, second) = (small.min(with), small.max(with));
        let taken = bars.remove(second);
        if let Some(bar) = bars.get_mut(first) {
            bar.extend(taken);
            bar.sort();
        }
    }
    let all_in_one = |counts: &BTreeMap<Cell, usize>| bars.iter().filter(|of| in_group(of, counts) > 0).count() < 2;
    if bars.iter().any(|of| is_small(of)) || groups.iter().any(all_in_one) {
        return groups.iter().map(|_| Vec::new()).collect();
    }
    let made = |counts: &BTreeMap<Cell, usize>| {
        bars.iter().map(|of| Bar { cells: of.clone(), people: in_group(of, counts) }).collect()
    };
    groups.iter().map(made).collect()
}
