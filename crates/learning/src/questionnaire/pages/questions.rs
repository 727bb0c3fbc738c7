//! How questions are told on a page of the team.

use crate::questionnaire::{Asks, Question, Sort};
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;

/// A question as it is told.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "QuestionTold")]
pub(super) struct Told {
    pub(super) number: u16,
    pub(super) text: String,
    pub(super) sort: &'static str,
    #[serde(skip)]
    pub(super) says: Say,
    pub(super) rows: Vec<String>,
    pub(super) answers: Vec<String>,
    pub(super) only_if: Option<String>,
    pub(super) new_page: bool,
}

/// Every question.
pub(super) fn told(questions: &[Question], lang: Lang) -> Vec<Told> {
    questions.iter().map(|q| one(q, questions, lang)).collect()
}

fn one(question: &Question, all: &[Question], lang: Lang) -> Told {
    let texts = |list: &[kernel::Line]| list.iter().map(ToString::to_string).collect();
    let (rows, answers) = match &question.asks {
        Asks::Scale { steps, low, high } => (Vec::new(), vec![format!("1 = {low}"), format!("{steps} = {high}")]),
        Asks::Choice { options, .. } => (Vec::new(), texts(options)),
        Asks::Open => (Vec::new(), Vec::new()),
        Asks::Matrix { rows, columns } => (texts(rows), texts(columns)),
    };
    let sort: Sort = question.asks.sort();
    Told {
        number: question.number,
        text: question.text.to_string(),
        sort: sort.word(),
        says: sort.says(),
        rows,
        answers,
        only_if: condition(question, all, lang),
        new_page: question.new_page,
    }
}

/// The condition of a question in words.
pub(super) fn condition(question: &Question, all: &[Question], lang: Lang) -> Option<String> {
    let rule = question.only_if?;
    let answer = all.iter().find(|q| q.number == rule.question)?.options().get(usize::from(rule.option))?;
    Some(match lang {
        Lang::Nl => format!("Alleen als u bij vraag {} koos: {answer}", rule.question),
        Lang::En => format!("Only if you chose at question {}: {answer}", rule.question),
    })
}
