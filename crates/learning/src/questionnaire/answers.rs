//! What somebody answered. A slip holds the version, the week and the answers; never a name, an invitation or a moment.

use super::question::{Asks, Question};
use kernel::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// A step of a scale, from 1.
    Step(u16),
    /// The options that were chosen, from 0.
    Options(BTreeSet<u16>),
    /// Own words.
    Words(String),
    /// Line to column, both from 0.
    Cells(BTreeMap<u16, u16>),
}

/// Every answer of one person, by the number of the question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<u16, Answer>);

/// The longest open answer, in characters.
pub(super) const LONGEST: usize = 2000;

impl Answers {
    /// Whether this question is asked of who gave these answers.
    #[must_use]
    pub fn is_asked(&self, question: &Question) -> bool {
        question.only_if.is_none_or(
            |rule| matches!(self.0.get(&rule.question), Some(Answer::Options(chosen)) if chosen.contains(&rule.option)),
        )
    }

    /// Only what fits the questions and was asked: the browser of somebody else is not trusted with the rules. Questions are gone
    /// through in order, so that what hangs on a skipped question is skipped as well.
    #[must_use]
    pub fn fitting(&self, questions: &[Question]) -> Self {
        let mut kept = Self::default();
        for question in questions {
            if !kept.is_asked(question) {
                continue;
            }
            if let Some(answer) = self.0.get(&question.number).and_then(|answer| fitted(answer, &question.asks)) {
                kept.0.insert(question.number, answer);
            }
        }
        kept
    }

    /// Whether nothing was answered at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was written in own words.
    pub fn words(&self) -> impl Iterator<Item = (u16, &str)> {
        self.0.iter().filter_map(|(number, answer)| match answer {
            Answer::Words(text) => Some((*number, text.as_str())),
            Answer::Step(_) | Answer::Options(_) | Answer::Cells(_) => None,
        })
    }
}

fn fitted(answer: &Answer, asks: &Asks) -> Option<Answer> {
    let below = |n: u16, list: &[kernel::Line]| usize::from(n) < list.len();
    match (answer, asks) {
        (Answer::Step(step), Asks::Scale { steps, .. }) => (1..=*steps).contains(step).then_some(Answer::Step(*step)),
        (Answer::Options(chosen), Asks::Choice { options, many }) => {
            let most = if *many { options.len() } else { 1 };
            let known: BTreeSet<u16> = chosen.iter().copied().filter(|n| below(*n, options)).take(most).collect();
            (!known.is_empty()).then_some(Answer::Options(known))
        }
        (Answer::Words(text), Asks::Open) => {
            let text: String = text.trim().chars().take(LONGEST).collect();
            (!text.is_empty()).then_some(Answer::Words(text))
        }
        (Answer::Cells(cells), Asks::Matrix { rows, columns }) => {
            let known: BTreeMap<u16, u16> =
                cells.iter().map(|(r, c)| (*r, *c)).filter(|(r, c)| below(*r, rows) && below(*c, columns)).collect();
            (!known.is_empty()).then_some(Answer::Cells(known))
        }
        (Answer::Step(_) | Answer::Options(_) | Answer::Words(_) | Answer::Cells(_), _) => None,
    }
}

/// What lies in the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Which version of the questions was answered.
    pub version: u16,
    /// The week, such as `2026-W14`: nothing finer is ever written.
    pub week: String,
    /// The answers.
    pub answers: Answers,
}

impl Sheet {
    /// A sheet of this day's week.
    #[must_use]
    pub fn of(version: u16, today: Date, answers: Answers) -> Self {
        let week = today.iso_week_date();
        Self { version, week: format!("{}-W{:02}", week.year(), week.week()), answers }
    }

    /// As it goes into the box.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        // Maps of numbers and texts always become JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// As it comes out; `None` for what was never a sheet.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }
}

/// Answers that somebody keeps for later. They lie under a random word that is not the invitation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The version that was being answered.
    pub version: u16,
    /// What was answered so far.
    pub answers: Answers,
    /// Whether it was sent in the meantime; then nothing is left in it.
    pub sent: bool,
}

impl Kept {
    /// As it goes into the box.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// As it comes out.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }
}
