//! A history, an attempt, and what should come of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm, reason = "a test may stop")]

mod import;
mod rules;
mod suppression;

use super::*;
use kernel::{Date, Line, Note, PersonId, Refusal, Timestamp};
use std::collections::BTreeMap;
use vault::{Dossier, SlipId, Stamp};

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    kernel::parse_day(text).unwrap()
}

fn slip(n: usize) -> SlipId {
    format!("{n:016x}").parse().unwrap()
}

fn opening() -> Opening {
    Opening {
        reference: line("V-2026-0001"),
        title: line("Zo weegt u samen"),
        purpose: note("Om te leren hoe het wegen gaat."),
        team: "onderzoek".parse().unwrap(),
        readers: vec!["zvh-nhn".parse().unwrap()],
        houses: vec!["nhn".parse().unwrap()],
        evaluation: None,
        anonymity: Anonymity::Anonymous,
        people: 30,
        threshold: 10,
        keep_days: 60,
        open_link: false,
        code: line("HK4T7W"),
        repeats: None,
    }
}

fn question(number: u16, asks: Asks) -> Question {
    Question { number, text: note("Hoe gaat het?"), asks, only_if: None, new_page: false }
}

fn choice(options: &[&str], many: bool) -> Asks {
    Asks::Choice { options: options.iter().map(|o| line(o)).collect(), many }
}

fn scale() -> Asks {
    Asks::Scale { steps: 5, low: line("nooit"), high: line("altijd") }
}

/// Which table (one choice), a scale, several choices, own words.
fn questions() -> Vec<Question> {
    vec![
        question(1, choice(&["weging", "casus", "aanpak"], false)),
        question(2, scale()),
        question(3, choice(&["tijd", "vertrouwen"], true)),
        question(4, Asks::Open),
    ]
}

fn answers(table: u16, step: u16) -> Answers {
    Answers(BTreeMap::from([(1, Answer::Options([table].into())), (2, Answer::Step(step))]))
}

fn sheet(version: u16, answers: Answers) -> Sheet {
    Sheet::of(version, day("01-04-2026"), answers)
}

fn numbered(sheets: Vec<Sheet>) -> Vec<(SlipId, Sheet)> {
    sheets.into_iter().enumerate().map(|(n, sheet)| (slip(n), sheet)).collect()
}

fn after(events: impl IntoIterator<Item = Event>) -> Questionnaire {
    let mut one = Questionnaire::default();
    for (seq, event) in (1..).zip(events) {
        let stamp = Stamp {
            seq,
            at: "2026-04-01T08:00:00Z".parse::<Timestamp>().unwrap(),
            who: "evaluator".parse::<PersonId>().unwrap(),
            agency: "onderzoek".parse().unwrap(),
            called: vault::Called::default(),
            act: "questionnaire.test".into(),
        };
        one.apply(&event, &stamp);
    }
    one
}

fn begun() -> Event {
    Questionnaire::begin(opening()).unwrap()
}

fn open() -> Questionnaire {
    after([begun(), Event::Arranged { questions: questions() }, Event::Opened])
}

fn closed() -> Questionnaire {
    after([begun(), Event::Arranged { questions: questions() }, Event::Opened, Event::Closed])
}

fn why<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> String {
    refused.unwrap_err().why.en.into_owned()
}
