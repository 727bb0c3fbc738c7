//! Everybody goes round the house: whoever one is, each kind of page one can get at is looked at once, in both languages.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
};
use std::collections::{BTreeSet, VecDeque};

/// Those who see different pages. A list here is a promise that the demo has them.
const EVERYBODY: [&str; 11] = [
    "expert-nh",
    "gemeente-hoorn",
    "burgemeester-hoorn",
    "politie-nh",
    "om-nh",
    "procesregisseur-nhn",
    "casusregisseur-hoorn",
    "reclassering",
    "fg",
    "evaluator",
    "beheer",
];

/// Kinds of pages, not pages: of a hundred signals one is enough.
const MOST_PAGES: usize = 40;

#[test]
fn everybody_gets_good_pages_in_dutch() {
    go_round("round-nl", Language::Dutch);
}

#[test]
fn everybody_gets_good_pages_in_english() {
    go_round("round-en", Language::English);
}

fn go_round(name: &str, language: Language) {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, name, language, Script::On);
    for person in EVERYBODY {
        visit.come_as(person);
        let mut seen: BTreeSet<String> = BTreeSet::from([kind("/inloggen"), kind(&visit.browser.path())]);
        let mut waiting: VecDeque<String> = visit.links().into();
        while let Some(path) = waiting.pop_front() {
            if seen.len() >= MOST_PAGES || !seen.insert(kind(&path)) {
                continue;
            }
            visit.go(&path);
            waiting.extend(visit.links());
        }
        visit.leave();
    }
}

/// An address without what makes it this dossier's.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let part = |part: &str| {
        if part.len() >= 32 || part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty() {
            "{id}".to_owned()
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
