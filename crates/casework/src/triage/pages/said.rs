//! The words of a submission, as everybody reads them who may: who submitted it and who sits at the triage.

use super::informed;
use crate::triage::{Criterion, Triage};
use kernel::{Born, Lang, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer to one of the questions.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TriageAnswer")]
pub(super) struct AnswerView {
    pub(super) asks: String,
    pub(super) is: String,
    pub(super) words: Option<String>,
}

/// What was submitted.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TriageWords")]
pub(super) struct Said {
    pub(super) name: String,
    pub(super) born: Option<Born>,
    /// Whether a number was given; it is shown on no page.
    pub(super) has_bsn: bool,
    pub(super) address: Option<String>,
    pub(super) reason: String,
    pub(super) goal: String,
    pub(super) answers: Vec<AnswerView>,
    /// Who should come to the table, and why.
    pub(super) wished: Vec<(String, String)>,
    pub(super) informed: String,
    /// What was added later.
    pub(super) added: Vec<(ShownDay, String)>,
}

impl Said {
    /// As it is kept here; nothing once it was erased.
    pub(super) fn of(lang: Lang, triage: &Triage) -> Option<Self> {
        let said = triage.submission()?;
        let answer = |criterion: Criterion| {
            let on = said.answers.on(criterion);
            AnswerView {
                asks: criterion.asks().to(lang).to_owned(),
                is: on.mark.says().to(lang).to_owned(),
                words: on.words.as_ref().map(ToString::to_string),
            }
        };
        Some(Self {
            name: said.person.name.to_string(),
            born: said.person.born,
            has_bsn: said.person.bsn.is_some(),
            address: said.person.address.as_ref().map(ToString::to_string),
            reason: said.reason.to_string(),
            goal: said.goal.to_string(),
            answers: Criterion::ALL.map(answer).into(),
            wished: said.wished.iter().map(|one| (one.organisation.to_string(), one.why.to_string())).collect(),
            informed: informed::told(lang, &said.informed),
            added: triage.added().iter().map(|(on, text)| (day_month_year(*on), text.to_string())).collect(),
        })
    }
}

/// The same, one to a line: for a table before a meeting.
pub(super) fn lines(lang: Lang, triage: &Triage) -> Vec<String> {
    let Some(said) = Said::of(lang, triage) else { return Vec::new() };
    let line = |nl: &str, en: &str, text: &str| format!("{}: {text}", if lang == Lang::Nl { nl } else { en });
    let mut all = vec![
        line("Over wie", "About whom", &said.name),
        line("Waarom", "Why", &said.reason),
        line("Wat de aanmelder wil bereiken", "What who submitted it wants to achieve", &said.goal),
    ];
    all.extend(said.added.iter().map(|(on, text)| format!("{on}: {text}")));
    let answer = |one: &AnswerView| match &one.words {
        Some(words) => format!("{} {}: {words}", one.asks, one.is),
        None => format!("{} {}", one.asks, one.is),
    };
    all.extend(said.answers.iter().map(answer));
    all
}
