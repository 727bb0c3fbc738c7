//! A table for a spreadsheet, in the three kinds of file that people ask for.

mod csv;
mod ods;
mod xlsx;

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words. Never read as a formula, whatever they begin with.
    Text(String),
    /// A number, to reckon with.
    Number(f64),
    /// Nothing.
    Empty,
}

/// One table with the names of its columns.
///
/// ```
/// use paper::{Cell, Sheet};
///
/// let mut sheet = Sheet::new("Overleggen", ["Week", "Aantal", "Opmerking"]);
/// sheet.push([Cell::from("week 10"), Cell::from(4), Cell::Empty]);
/// assert!(sheet.csv().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The name of the table, on its tab.
    pub name: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// An empty table.
    pub fn new<T: Into<String>>(name: impl Into<String>, columns: impl IntoIterator<Item = T>) -> Self {
        Self { name: name.into(), columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        self.rows.push(row.into_iter().collect());
    }

    /// How many columns the widest row takes.
    fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.columns.len(), 1]).max().unwrap_or(1)
    }

    /// The name as both office suites take it: no longer than 31 characters and without their seven signs.
    fn tab(&self) -> String {
        let name = clean(&self.name).replace(['[', ']', ':', '*', '?', '/', '\\', '\n'], " ");
        let name: String = name.trim_matches([' ', '\'']).chars().take(31).collect();
        let name = name.trim_matches([' ', '\'']);
        if name.is_empty() { "1".to_owned() } else { name.to_owned() }
    }
}

/// The text without the characters that no XML file may hold.
fn clean(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    text.replace("\r\n", "\n").chars().filter(allowed).collect()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
