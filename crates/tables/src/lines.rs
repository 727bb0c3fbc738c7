//! From text to cells. The kept reader of such files (`csv`) mends what is wrong without a word: a quotation mark that is not closed makes
//! one cell of all rows behind it, and empty rows are not counted. Here both are told, so it is a state machine of our own, held against
//! the kept one on everything that is right.

use crate::{book::Raw, damage::Damage};
use kernel::{Refusal, Say};

/// Cells of a text, row by row.
pub(crate) struct Lines<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    number: usize,
}

/// One row, and whether its last cell began with a quotation mark that nothing closed.
pub(crate) struct Line {
    pub(crate) raw: Raw,
    pub(crate) unclosed: bool,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str, separator: char) -> Self {
        Self { rest: text.chars().peekable(), separator, number: 0 }
    }

    /// Goes over a line end, when it stands here.
    fn ends(&mut self) -> bool {
        match self.rest.peek() {
            Some('\r') => {
                self.rest.next();
                self.rest.next_if_eq(&'\n');
                true
            }
            Some('\n') => {
                self.rest.next();
                true
            }
            Some(_) => false,
            None => true,
        }
    }

    /// A cell between quotation marks, behind the first; whether it was closed.
    fn quoted(&mut self, cell: &mut String) -> bool {
        while let Some(c) = self.rest.next() {
            match c {
                '"' if self.rest.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => return true,
                other => cell.push(other),
            }
        }
        false
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        self.rest.peek()?;
        self.number += 1;
        let (mut cells, mut damage, mut unclosed) = (Vec::new(), Vec::new(), false);
        loop {
            let mut cell = String::new();
            if self.rest.next_if_eq(&'"').is_some() {
                unclosed = !self.quoted(&mut cell);
                let mut trailing = String::new();
                while let Some(c) = self.rest.next_if(|c| *c != self.separator && !matches!(c, '\r' | '\n')) {
                    trailing.push(c);
                }
                if !trailing.trim().is_empty() {
                    cell.push_str(&trailing);
                    damage.push(Damage { column: None, why: QUOTES });
                }
            } else {
                while let Some(c) = self.rest.next_if(|c| *c != self.separator && !matches!(c, '\r' | '\n')) {
                    cell.push(c);
                }
            }
            cells.push(cell);
            if self.rest.next_if_eq(&self.separator).is_none() {
                self.ends();
                break;
            }
        }
        Some(Line { raw: Raw { number: self.number, cells, damage, hidden: false }, unclosed })
    }
}

const QUOTES: Say = Say::of(
    "De aanhalingstekens kloppen niet: achter het sluitende teken staat nog tekst. Misschien zijn hier rijen samengevoegd. Een aanhalingsteken in een tekst schrijft u dubbel.",
    "The quotation marks are not right: there is text behind the closing one. Perhaps rows were joined here. Write a quotation mark in a text twice.",
);

/// What is said of a file in which a quotation mark is not closed.
pub(crate) fn unclosed(row: usize) -> Refusal {
    Say::made(
        format!(
            "Op rij {row} begint een cel met een aanhalingsteken dat nergens sluit. Alles daarachter zou in die ene cel terechtkomen, ook de rijen van anderen. Zet het teken erbij of haal het weg."
        ),
        format!(
            "On row {row} a cell begins with a quotation mark that is closed nowhere. Everything behind it would end up in that one cell, rows of others too. Add the mark or take it away."
        ),
    )
    .into()
}

/// A first line that only says which separator follows, and what comes behind it. Spreadsheets do not count it as a row.
pub(crate) fn told(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once(['\r', '\n']).unwrap_or((text, ""));
    let bare = first.trim_matches('"');
    let mark = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| bare.get(4..))?;
    let mut signs = mark.chars();
    let separator = signs.next().filter(|c| !matches!(c, '"' | '\r' | '\n'))?;
    signs.next().is_none().then_some((separator, rest.strip_prefix('\n').unwrap_or(rest)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
        Lines::of(text, separator).map(|line| (line.raw.number, line.raw.cells)).collect()
    }

    #[test]
    fn empty_rows_count_and_every_line_end_is_read() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "", "c;\"d;\"\"e\"", "f;g", ""].join(end);
            let found = cells(&text, ';');
            assert_eq!(found.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 2, 3, 4], "{end:?}");
            assert_eq!(found[2].1, ["c", "d;\"e"]);
        }
    }

    #[test]
    fn a_mark_that_is_not_closed_and_text_behind_one_that_is_are_told() {
        let open: Vec<Line> = Lines::of("a;\"b\nc;d\n", ';').collect();
        assert!(open.len() == 1 && open[0].unclosed);
        let joined: Vec<Line> = Lines::of("a;\"b\nc;d\ne;\"f\"\n", ';').collect();
        assert_eq!(joined[0].raw.damage.len(), 1);
        let stray: Vec<Line> = Lines::of("a;Test \"Pietje\" Persoon\n", ';').collect();
        assert_eq!((stray[0].raw.cells[1].as_str(), stray[0].raw.damage.len()), ("Test \"Pietje\" Persoon", 0));
    }

    #[test]
    fn a_line_that_names_the_separator_is_read_as_that() {
        assert_eq!(told("sep=^\r\na^b"), Some(('^', "a^b")));
        assert_eq!(told("SEP=,\nx"), Some((',', "x")));
        assert_eq!(told("sep=\t\nx"), Some(('\t', "x")));
        assert_eq!(told("separaat;b"), None);
        assert_eq!(told("sep=;;\nx"), None);
    }

    proptest! {
        #[test]
        fn what_is_right_reads_as_the_kept_reader_reads_it(
            rows in proptest::collection::vec(proptest::collection::vec("[a-c;\"\\né ]{0,6}", 2..5), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<Vec<String>> = Lines::of(&text, ';').map(|line| line.raw.cells).collect();
            prop_assert_eq!(&read, &rows);
            let all_right = Lines::of(&text, ';').all(|line| !line.unclosed && line.raw.damage.is_empty());
            prop_assert!(all_right);
        }

        #[test]
        fn no_text_makes_it_stumble(text in "[a;\"\\r\\n\\t,é ]{0,80}") {
            let signs: usize = Lines::of(&text, ';').flat_map(|line| line.raw.cells).map(|cell| cell.len()).sum();
            prop_assert!(signs <= text.len());
        }
    }
}
