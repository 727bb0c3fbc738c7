//! Facts one by one: what, when, who saw it, first-hand or not. Apart from what somebody makes of them.

use super::{AskedSort, Reader, Wrong, reader::free_text};
use crate::values::Values;
use kernel::{Choice as _, Expression, Note, Observed, Say, parse_day};
use std::collections::BTreeSet;

/// So many facts fit on one form; who has more writes them down in parts.
pub(super) const MOST: usize = 50;
/// So many empty rows stand below the last one.
pub(super) const BLANK: usize = 3;

impl Reader {
    /// Rows of facts: `facts.0.what`, `.when`, `.who`, `.first`. Empty rows are skipped; at least one is needed.
    pub fn facts(&mut self, name: &str) -> Option<Vec<Observed>> {
        self.note(name, AskedSort::Facts, true, Vec::new());
        let (rows, wrong) = read_rows(self, name);
        if rows.is_empty() && wrong.is_empty() {
            self.wrong(
                format!("{name}.0.what"),
                Say::of("Beschrijf ten minste één feit.", "Describe at least one fact."),
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
    pub fn may_facts(&mut self, name: &str) -> Option<Vec<Observed>> {
        self.note(name, AskedSort::Facts, false, Vec::new());
        let (rows, wrong) = read_rows(self, name);
        let good = wrong.is_empty();
        for w in wrong {
            self.wrong(w.field, w.say);
        }
        good.then_some(rows)
    }
}

/// The numbers of the rows that hold something, in order.
pub(super) fn used_rows(values: &Values, name: &str) -> Vec<usize> {
    let number = |(n, text): (&str, &str)| {
        let (row, _) = n.strip_prefix(name)?.strip_prefix('.')?.split_once('.')?;
        row.parse().ok().filter(|n: &usize| !text.trim().is_empty() && n.to_string() == row)
    };
    values.pairs().filter_map(number).collect::<BTreeSet<usize>>().into_iter().collect()
}

fn read_rows(read: &Reader, name: &str) -> (Vec<Observed>, Vec<Wrong>) {
    let used = used_rows(read.values(), name);
    if let Some(many) = used.get(MOST) {
        let say = Say::made(
            format!(
                "Op dit formulier passen hooguit {MOST} feiten; u schreef er {}. Voeg de rest later toe.",
                used.len()
            ),
            format!("At most {MOST} facts fit on this form; you wrote {}. Add the rest later.", used.len()),
        );
        return (Vec::new(), vec![Wrong { field: format!("{name}.{many}.what").into(), say }]);
    }
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for n in used {
        let at = |part: &str| format!("{name}.{n}.{part}");
        let (what, when, who) = (read.text(&at("what")), read.text(&at("when")), read.text(&at("who")));
        let first_hand = !read.text(&at("first")).is_empty();
        let said = read.text(&at("expression"));
        let mut keep = |part: &str, say: Say| wrong.push(Wrong { field: at(part).into(), say });
        let text = free_text::<Note>(what).map_err(|r| keep("what", r.why)).ok();
        let on =
            if when.is_empty() { Some(None) } else { parse_day(when).map_err(|r| keep("when", r.why)).ok().map(Some) };
        let observer =
            if who.is_empty() { Some(None) } else { free_text(who).map_err(|r| keep("who", r.why)).ok().map(Some) };
        let expression = match (said, Expression::of_word(said)) {
            ("", _) => Some(None),
            (_, Some(one)) => Some(Some(one)),
            (_, None) => {
                keep("expression", Say::of("Maak een keuze.", "Make a choice."));
                None
            }
        };
        if let (Some(text), Some(on), Some(observer), Some(expression)) = (text, on, observer, expression) {
            rows.push(Observed { text, on, observer, first_hand, expression });
        }
    }
    (rows, wrong)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

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
        let at: Vec<_> = wrong.iter().map(|w| &*w.field).collect();
        assert_eq!(at, ["facts.2.what", "facts.2.when"]);
    }

    #[test]
    fn a_fact_too_many_is_told_and_none_is_dropped_without_a_word() {
        let rows = |many: usize| (0..many).map(|n| format!("facts.{n}.what=zag+{n}&")).collect::<String>();
        assert_eq!(reader(&rows(MOST)).facts("facts").unwrap().len(), MOST);
        let mut read = reader(&rows(MOST + 1));
        assert!(read.facts("facts").is_none() && read.may_facts("facts").is_none());
        let (_, wrong) = read_rows(&read, "facts");
        assert!(
            wrong.len() == 1 && wrong[0].field == "facts.50.what" && wrong[0].say.en.contains("At most 50"),
            "{wrong:?}"
        );
        let apart = reader("facts.7.what=a&facts.70.what=b&facts.07.what=c").facts("facts").unwrap();
        assert_eq!(apart.len(), 2, "a number is only a name");
    }

    #[test]
    fn no_fact_at_all_is_told() {
        assert!(reader("").facts("facts").is_none());
        assert_eq!(reader("").may_facts("facts").unwrap(), []);
    }
}
