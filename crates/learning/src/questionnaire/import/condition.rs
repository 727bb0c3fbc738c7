//! Conditions of a survey. One of them is the same here: an earlier choice question has one certain answer. Anything richer is told, not
//! guessed.

use super::survey::{Row, field};
use crate::questionnaire::question::{Asks, OnlyIf, Question};

/// A question that came in, with what conditions call it and its answers.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) code: String,
    /// The codes of its answers, in their order; of a question with several answers those of its lines.
    pub(super) codes: Vec<String>,
    pub(super) question: Question,
}

/// What a condition comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Everybody.
    None,
    /// Who chose this.
    One(OnlyIf),
    /// Something that cannot be said here.
    Richer,
}

/// `Q1 == "A2"`, `Q1_SQ1 == "Y"` or `9X1X1 == "A2"`, either side first, with `eq` too, and with or without `.NAOK`, `.code` and brackets.
pub(super) fn of(rule: &str, before: &[Made]) -> Rule {
    let bare: String = rule
        .replace(" eq ", " == ")
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '{' | '}'))
        .collect();
    if bare.is_empty() || bare == "1" {
        return Rule::None;
    }
    let found = bare.split_once("==").and_then(|(left, right)| {
        let either = |name: &str, answer: &str| {
            let name = [".NAOK", ".code"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
            pointed(name, answer.trim_matches(['"', '\'']), before)
        };
        either(left, right).or_else(|| either(right, left))
    });
    found.map_or(Rule::Richer, Rule::One)
}

/// The same out of the table of conditions that surveys of before version 2 have.
pub(super) fn of_rows(rows: &[&Row], before: &[Made]) -> Rule {
    match rows {
        [] => Rule::None,
        [row] if matches!(field(row, "method").trim(), "==" | "=") => {
            let name = field(row, "cfieldname").trim_start_matches('+');
            pointed(name, field(row, "value"), before).map_or(Rule::Richer, Rule::One)
        }
        [..] => Rule::Richer,
    }
}

/// The answer of an earlier question that these two name.
fn pointed(name: &str, answer: &str, before: &[Made]) -> Option<OnlyIf> {
    before.iter().find_map(|made| {
        let rest = called(name, made)?;
        let Asks::Choice { many, .. } = &made.question.asks else { return None };
        let code = match (many, rest) {
            (false, "") => answer,
            (true, line) if answer == "Y" && !line.is_empty() => line,
            (false | true, _) => return None,
        };
        let place = made.codes.iter().position(|known| known == code)?;
        Some(OnlyIf { question: made.question.number, option: u16::try_from(place).ok()? })
    })
}

/// What follows the name of this question: nothing, or the code of one of its lines. A question is called by its code, or by the numbers of
/// survey, group and question with an X between them.
fn called<'a>(name: &'a str, made: &Made) -> Option<&'a str> {
    if name == made.code {
        return Some("");
    }
    if let Some(line) = name.strip_prefix(&made.code).and_then(|rest| rest.strip_prefix('_')) {
        return Some(line);
    }
    let mut parts = name.splitn(3, 'X');
    let digits = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (_, _) = (parts.next().filter(digits)?, parts.next().filter(digits)?);
    let rest = parts.next()?.strip_prefix(made.id.as_str())?;
    (rest.is_empty() || made.codes.iter().any(|code| code == rest)).then_some(rest)
}
