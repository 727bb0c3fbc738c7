//! The questions as fields, and the fields as answers.

use super::questions::condition;
use crate::questionnaire::{Answer, Answers, Asks, Question};
use kernel::{Bsn, Lang, Say};
use std::collections::{BTreeMap, BTreeSet};
use web::{Field, Form, Reader};

/// The name of the field of a question.
fn name(number: u16) -> String {
    format!("v{number}")
}

/// The name of the field of a row of a question, from 0.
fn row_name(number: u16, row: usize) -> String {
    format!("v{number}-{row}")
}

/// Which question, and which of its rows, a name stands for.
fn meant(name: &str) -> Option<(u16, Option<u16>)> {
    let text = name.strip_prefix('v')?;
    let (number, row) = text.split_once('-').map_or((text, None), |(number, row)| (number, Some(row)));
    Some((number.parse().ok()?, row.map(str::parse).transpose().ok()?))
}

/// What a browser sent, before it is laid beside the questions.
pub(super) struct Sent {
    texts: BTreeMap<u16, Vec<String>>,
    rows: BTreeMap<(u16, u16), String>,
    /// Which page was sent, from 1.
    pub(super) page: usize,
    /// Which version of the questions it showed.
    pub(super) version: Option<u16>,
    /// The word under which answers are kept, if they are.
    pub(super) word: Option<String>,
    /// Whether somebody wants to go on later.
    pub(super) later: bool,
    /// Whether somebody has seen the hint about names.
    pub(super) seen: bool,
}

impl Form for Sent {
    fn check(read: &mut Reader) -> Option<Self> {
        let later = read.tick("later");
        let (mut texts, mut rows) = (BTreeMap::<u16, Vec<String>>::new(), BTreeMap::new());
        for (name, text) in read.sent() {
            match meant(name) {
                Some((number, None)) => texts.entry(number).or_default().push(text.to_owned()),
                Some((number, Some(row))) => {
                    rows.entry((number, row)).or_insert_with(|| text.to_owned());
                }
                None => {}
            }
        }
        let found: Vec<_> = read
            .sent()
            .filter(|(name, _)| meant(name).is_some())
            .filter_map(|(name, text)| Some((name.to_owned(), Bsn::none_in(text).err()?.why)))
            .collect();
        let sound = found.is_empty();
        for (name, why) in found {
            read.wrong(name, why);
        }
        sound.then_some(())?;
        Some(Self {
            texts,
            rows,
            page: read.text("blad").parse().unwrap_or(1),
            version: read.text("versie").parse().ok(),
            word: Some(read.text("woord").to_owned()).filter(|word| !word.is_empty()),
            later,
            seen: !read.text("gezien").is_empty(),
        })
    }
}

impl Sent {
    /// The earlier answers with those of this page. What was on the page and is empty now is no longer answered.
    pub(super) fn onto(&self, before: &Answers, page: &[&Question]) -> Answers {
        let mut all = before.clone();
        for question in page {
            match self.answer(question) {
                Some(answer) => all.0.insert(question.number, answer),
                None => all.0.remove(&question.number),
            };
        }
        all
    }

    fn answer(&self, question: &Question) -> Option<Answer> {
        let texts = self.texts.get(&question.number);
        match &question.asks {
            Asks::Scale { .. } => texts?.first()?.parse().ok().map(Answer::Step),
            Asks::Choice { .. } => {
                let chosen: BTreeSet<u16> = texts?.iter().filter_map(|text| text.parse().ok()).collect();
                Some(Answer::Options(chosen))
            }
            Asks::Open => texts?.first().cloned().map(Answer::Words),
            Asks::Matrix { .. } => {
                let own = self.rows.iter().filter(|((number, _), _)| *number == question.number);
                let cells: BTreeMap<u16, u16> =
                    own.filter_map(|((_, row), text)| Some((*row, text.parse().ok()?))).collect();
                Some(Answer::Cells(cells)).filter(|_| !self.rows.is_empty())
            }
        }
    }
}

/// The fields of a page. What was answered before is filled in.
pub(super) fn fields(page: &[&Question], all: &[Question], answers: &Answers, lang: Lang) -> Vec<Field> {
    let here = |number: u16| page.iter().any(|q| q.number == number);
    let shown = |q: &&&Question| q.only_if.is_none_or(|rule| here(rule.question)) || answers.is_asked(q);
    page.iter().filter(shown).flat_map(|q| of_question(q, all, answers.0.get(&q.number), lang)).collect()
}

fn of_question(question: &Question, all: &[Question], answer: Option<&Answer>, lang: Lang) -> Vec<Field> {
    let text = question.text.to_string();
    let say = |text: String| Say::same(text);
    let hinted = |field: Field| match condition(question, all, lang) {
        Some(rule) => field.hint(say(rule)),
        None => field,
    };
    let name = name(question.number);
    let numbered = |list: &[kernel::Line]| -> Vec<(String, Say)> {
        list.iter().enumerate().map(|(n, option)| (n.to_string(), say(option.to_string()))).collect()
    };
    match &question.asks {
        Asks::Scale { steps, low, high } => {
            let word = |step: u16| match step {
                1 => format!("1 ({low})"),
                step if step == *steps => format!("{step} ({high})"),
                step => step.to_string(),
            };
            let options = (1..=*steps).map(|step| (step.to_string(), say(word(step)))).collect();
            let field = hinted(Field::choice(name, say(text), options)).optional();
            vec![if let Some(Answer::Step(step)) = answer { field.value(step.to_string()) } else { field }]
        }
        Asks::Choice { options, many } => {
            let field = if *many {
                Field::choices(name, say(text), numbered(options))
            } else {
                Field::choice(name, say(text), numbered(options)).optional()
            };
            let chosen = match answer {
                Some(Answer::Options(chosen)) => chosen.clone(),
                Some(Answer::Step(_) | Answer::Words(_) | Answer::Cells(_)) | None => BTreeSet::new(),
            };
            vec![chosen.into_iter().fold(hinted(field), |field, n| field.value(n.to_string()))]
        }
        Asks::Open => {
            let field = hinted(Field::note(name, say(text))).optional();
            vec![if let Some(Answer::Words(words)) = answer { field.value(words.clone()) } else { field }]
        }
        Asks::Matrix { rows, columns } => {
            let cells = match answer {
                Some(Answer::Cells(cells)) => cells.clone(),
                Some(Answer::Step(_) | Answer::Words(_) | Answer::Options(_)) | None => BTreeMap::new(),
            };
            let row_field = |(n, row): (usize, &kernel::Line)| {
                let label = say(format!("{text} {row}"));
                let field = hinted(Field::choice(row_name(question.number, n), label, numbered(columns))).optional();
                let chosen = u16::try_from(n).ok().and_then(|n| cells.get(&n));
                chosen.into_iter().fold(field, |field, column| field.value(column.to_string()))
            };
            rows.iter().enumerate().map(row_field).collect()
        }
    }
}
