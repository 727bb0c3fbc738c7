//! Questions: four kinds, and a rule to skip one. None of them must be answered: taking part is voluntary, question by question.

use super::{texts, words::Sort};
use kernel::{Line, Note, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most questions: more is no short questionnaire.
pub(super) const MOST_QUESTIONS: usize = 60;
/// The most answers to choose from, and the most columns of a matrix.
pub(super) const MOST_OPTIONS: usize = 20;
/// The most lines of a matrix.
pub(super) const MOST_ROWS: usize = 12;
/// The highest number of a question: fields of forms have a name for each.
pub(super) const HIGHEST: u16 = 200;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Asks {
    /// From 1 to `steps`, with words at both ends.
    Scale {
        /// How many steps.
        steps: u16,
        /// What 1 means.
        low: Line,
        /// What the last step means.
        high: Line,
    },
    /// One or several of these.
    Choice {
        /// What one can choose.
        options: Vec<Line>,
        /// Whether more than one may be chosen.
        many: bool,
    },
    /// In one's own words.
    Open,
    /// The same answers for several lines.
    Matrix {
        /// The lines.
        rows: Vec<Line>,
        /// The answers, in their order.
        columns: Vec<Line>,
    },
}

impl Asks {
    /// What sort it is.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self {
            Self::Scale { .. } => Sort::Scale,
            Self::Choice { many: false, .. } => Sort::One,
            Self::Choice { many: true, .. } => Sort::Many,
            Self::Open => Sort::Open,
            Self::Matrix { .. } => Sort::Matrix,
        }
    }
}

/// Show a question only to who chose this answer to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlyIf {
    /// The number of the earlier question.
    pub question: u16,
    /// Which of its answers, counted from 0.
    pub option: u16,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its number. It stays the same in later versions and waves, so that answers can be compared.
    pub number: u16,
    /// What is asked.
    pub text: Note,
    /// How it is asked.
    pub asks: Asks,
    /// To whom; to everybody when `None`.
    pub only_if: Option<OnlyIf>,
    /// Whether a new page begins with it.
    pub new_page: bool,
}

impl Question {
    /// The answers that one can point at by number: the options of a choice.
    #[must_use]
    pub fn options(&self) -> &[Line] {
        match &self.asks {
            Asks::Choice { options, .. } => options,
            Asks::Scale { .. } | Asks::Open | Asks::Matrix { .. } => &[],
        }
    }

    /// Whether this question can be asked, beside the others.
    ///
    /// # Errors
    /// A sentence: too few or too many answers, or one of them twice.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let fits = |list: &[Line], least: usize, most: usize| (least..=most).contains(&list.len()) && distinct(list);
        let good = match &self.asks {
            Asks::Scale { steps, .. } => (2..=10).contains(steps),
            Asks::Choice { options, .. } => fits(options, 2, MOST_OPTIONS),
            Asks::Open => true,
            Asks::Matrix { rows, columns } => fits(rows, 1, MOST_ROWS) && fits(columns, 2, MOST_OPTIONS),
        };
        if good { Ok(()) } else { Err(texts::not_right(self.number, self.asks.sort())) }
    }
}

fn distinct(list: &[Line]) -> bool {
    list.iter().map(|line| line.as_str().to_lowercase()).collect::<BTreeSet<_>>().len() == list.len()
}

/// Whether these questions can be asked.
///
/// # Errors
/// A sentence that names the question: a number twice, too many, no choice to make, or a rule about a question that is not before it.
pub(super) fn check(questions: &[Question]) -> Result<(), Refusal> {
    if questions.len() > MOST_QUESTIONS {
        return Err(texts::TOO_MANY_QUESTIONS);
    }
    for (place, question) in questions.iter().enumerate() {
        let before = questions.get(..place).unwrap_or_default();
        let in_range = (1..=HIGHEST).contains(&question.number);
        if !in_range || before.iter().any(|q| q.number == question.number) {
            return Err(texts::number_twice(question.number));
        }
        question.check()?;
        if let Some(rule) = question.only_if {
            let target = before.iter().find(|q| q.number == rule.question);
            if target.is_none_or(|q| q.options().len() <= usize::from(rule.option)) {
                return Err(texts::rule_leads_nowhere(question.number));
            }
        }
    }
    Ok(())
}

/// The number after the highest.
#[must_use]
pub(super) fn next_number(questions: &[Question]) -> u16 {
    questions.iter().map(|q| q.number).max().unwrap_or(0) + 1
}

/// These questions behind those, with numbers that are free. Rules among them keep pointing at each other.
#[must_use]
pub(super) fn joined(questions: &[Question], more: &[Question]) -> Vec<Question> {
    let first = next_number(questions);
    let new_number = |old: u16| {
        let place = more.iter().position(|q| q.number == old)?;
        u16::try_from(place).ok().map(|place| first + place)
    };
    let moved = more.iter().map(|q| Question {
        number: new_number(q.number).unwrap_or(first),
        only_if: q.only_if.and_then(|rule| Some(OnlyIf { question: new_number(rule.question)?, ..rule })),
        ..q.clone()
    });
    questions.iter().cloned().chain(moved).collect()
}

/// Without this one. A rule that pointed at it goes too, so that the other question is asked of everybody.
#[must_use]
pub(super) fn without(questions: &[Question], number: u16) -> Vec<Question> {
    let kept = questions.iter().filter(|q| q.number != number);
    kept.map(|q| Question { only_if: q.only_if.filter(|rule| rule.question != number), ..q.clone() }).collect()
}

/// The questions page by page.
#[must_use]
pub(super) fn pages(questions: &[Question]) -> Vec<Vec<&Question>> {
    let mut pages: Vec<Vec<&Question>> = Vec::new();
    for question in questions {
        match pages.last_mut() {
            Some(page) if !question.new_page => page.push(question),
            _ => pages.push(vec![question]),
        }
    }
    pages
}
