//! Facts one by one: what, when, who saw it, first-hand or not. Apart from what somebody makes of them.

use super::{AskedSort, Reader, Wrong};
use kernel::{Date, Line, Note, Say, parse_day};
use std::collections::BTreeSet;

/// One fact as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// What happened or was seen.
    pub text: Note,
    /// When, if known.
    pub on: Option<Date>,
    /// Who saw it, if told.
    pub observer: Option<Line>,
    /// Whether the reporter saw it with their own eyes.
    pub first_hand: bool,
}

/// More than this many rows is not a form but a file.
pub(super) const MOST: usize = 50;

impl Reader {
    /// Rows of facts: `facts.0.what`, `.when`, `.who`, `.first`. Empty rows are skipped; at least one is needed.
    pub fn facts(&mut self, name: &'static str) -> Option<Vec<FactRow>> {
        self.note(name, AskedSort::Facts, true, Vec::new());
        let (rows, wrong) = read_rows(self, name);
        if rows.is_empty() && wrong.is_empty() {
            self.wrong(
                format!("{name}.0.what"),
                Say::of("Beschrijf ten minste een feit.", "Describe at least one fact."),
            );
            return None;
        }
        let good = wrong.is_empty();
        for w in wrong {
            self.wrong(w.field, w.say);
        }
        good.then_some(rows)
    }

    /// The same, where no fact at all is an answer too.
    pub fn may_facts(&mut self, name: &'static str) -> Option<Vec<FactRow>> {
        self.note(name, AskedSort::Facts, false, Vec::new());
        let (rows, wrong) = read_rows(self, name);
        let good = wrong.is_empty();
        for w in wrong {
            self.wrong(w.field, w.say);
        }
        good.then_some(rows)
    }
}

/// The numbers of the rows that were sent, in order.
pub(super) fn row_numbers<'a>(names: impl Iterator<Item = &'a str>, name: &str) -> Vec<usize> {
    let numbers: BTreeSet<usize> = names
        .filter_map(|n| n.strip_prefix(name)?.strip_prefix('.')?.split_once('.')?.0.parse().ok())
        .filter(|n| *n < MOST)
        .collect();
    numbers.into_iter().collect()
}

fn read_rows(read: &Reader, name: &str) -> (Vec<FactRow>, Vec<Wrong>) {
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for n in row_numbers(read.values().names(), name) {
        let at = |part: &str| format!("{name}.{n}.{part}");
        let (what, when, who) = (read.text(&at("what")), read.text(&at("when")), read.text(&at("who")));
        let first_hand = !read.text(&at("first")).is_empty();
        if what.is_empty() && when.is_empty() && who.is_empty() && !first_hand {
            continue;
        }
        let mut keep = |part: &str, say: Say| wrong.push(Wrong { field: at(part), say });
        let text = what.parse::<Note>().map_err(|r| keep("what", r.why)).ok();
        let on =
            if when.is_empty() { Some(None) } else { parse_day(when).map_err(|r| keep("when", r.why)).ok().map(Some) };
        let observer = if who.is_empty() {
            Some(None)
        } else {
            who.parse().map_err(|r: kernel::Refusal| keep("who", r.why)).ok().map(Some)
        };
        if let (Some(text), Some(on), Some(observer)) = (text, on, observer) {
            rows.push(FactRow { text, on, observer, first_hand });
        }
    }
    (rows, wrong)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::values::Values;

    fn reader(body: &str) -> Reader {
        Reader::of(Values::from_form(body.as_bytes()).unwrap())
    }

    #[test]
    fn empty_rows_are_skipped_and_full_ones_read() {
        let mut read = reader("facts.0.what=&facts.1.what=zag+het&facts.1.when=3-2-2026&facts.1.first=ja&facts.2.who=");
        let rows = read.facts("facts").unwrap();
        assert_eq!(rows.len(), 1);
        assert!(rows[0].first_hand && rows[0].observer.is_none() && rows[0].on.is_some());
    }

    #[test]
    fn a_row_with_a_day_and_no_fact_gets_its_message_at_its_place() {
        let mut read = reader("facts.0.what=a&facts.2.when=morgen");
        assert!(read.facts("facts").is_none());
        let (_, wrong) = read_rows(&read, "facts");
        let at: Vec<_> = wrong.iter().map(|w| w.field.as_str()).collect();
        assert_eq!(at, ["facts.2.what", "facts.2.when"]);
    }

    #[test]
    fn no_fact_at_all_is_told() {
        assert!(reader("").facts("facts").is_none());
        assert_eq!(reader("").may_facts("facts").unwrap(), []);
    }
}
