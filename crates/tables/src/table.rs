//! One table out of a file: which kind of file, which sheet, where the names are, and what is wrong with each row.

use crate::{
    asked::{Bounds, Kind, Wish},
    book::{Book, NO_TABLE, Over, Raw, Sheet},
    damage::{self, Damage},
    head::{self, Wanted},
    letters::{Letters, Sample},
    ods, text, xls, xlsx, zipped,
};
use kernel::{Refusal, Say};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// How a file was read: what who sent it should be able to see and to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which kind of file.
    pub kind: Kind,
    /// The alphabet of a text.
    pub letters: Option<Letters>,
    /// Some words in which that alphabet matters.
    pub words: Vec<String>,
    /// The separator of a text.
    pub separator: Option<char>,
    /// The names of the sheets that hold something.
    pub sheets: Vec<String>,
    /// Which of them was read.
    pub sheet: usize,
    /// The number of the row with the names.
    pub head: usize,
    /// The numbers of the rows above it that hold something: they are not read.
    pub above: Vec<usize>,
    /// Columns that are read under another name than the usual one: the name in the file, and the usual one.
    pub other_names: Vec<(String, &'static str)>,
}

/// What is to be answered before the file can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// In which alphabet it is written, with how it reads in each.
    Letters(Vec<Sample>),
    /// Which sheet is meant.
    Sheet,
    /// Which column holds what is needed; by place in what was wanted.
    Columns(Vec<usize>),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the spreadsheet.
    pub number: usize,
    /// Its cells, as many as there are names or more.
    pub cells: Vec<String>,
    /// Everything that is wrong with it before anybody asks what it says.
    pub damage: Vec<Damage>,
    /// How many cells at its end were missing in the file and are read as empty.
    pub short: usize,
    /// Whether the spreadsheet does not show it: hidden by hand, or by a filter.
    pub hidden: bool,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How it was read.
    pub source: Source,
    /// The names of the columns.
    pub names: Vec<String>,
    /// For each wanted column its place among the names.
    pub places: Vec<Option<usize>>,
    /// The rows beneath the names; with a doubt they are the first few, to look at.
    pub rows: Vec<Row>,
    /// What is to be answered first; then nothing may be taken over yet.
    pub doubts: Vec<Doubt>,
}

impl Table {
    /// The text in a wanted column, by place in what was wanted; empty when the table has no such column.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a Row, wanted: usize) -> &'a str {
        let place = self.places.get(wanted).copied().flatten();
        place.and_then(|place| row.cells.get(place)).map_or("", String::as_str)
    }

    /// The names that were matched by hand, as [`Wish::remembered`] wants them.
    #[must_use]
    pub fn matched(&self, wanted: &[Wanted]) -> BTreeMap<String, String> {
        let by_hand = |(one, place): (&Wanted, &Option<usize>)| {
            let name = head::folded(self.names.get((*place)?)?);
            let usual = one.names.iter().any(|usual| head::folded(usual) == name);
            (!usual && !name.is_empty()).then(|| (name, one.key.to_owned()))
        };
        wanted.iter().zip(&self.places).filter_map(by_hand).collect()
    }

    /// The wanted column that stands at this place of the file, by place in what was wanted.
    #[must_use]
    pub fn wanted_at(&self, column: usize) -> Option<usize> {
        self.places.iter().position(|place| *place == Some(column))
    }

    /// The names of columns that nobody asked for, as far as they have one.
    #[must_use]
    pub fn ignored(&self) -> Vec<String> {
        let left = |(place, name): (usize, &String)| {
            (!name.is_empty() && self.wanted_at(place).is_none()).then(|| name.chars().take(80).collect())
        };
        self.names.iter().enumerate().filter_map(left).collect()
    }
}

const EMPTY: Refusal = Refusal::of("Er staan geen rijen in dit bestand.", "There are no rows in this file.");

/// What is said of a file of more than so many bytes.
#[must_use]
pub fn too_large(most: usize) -> Refusal {
    let (size, unit) = if most < 1_000_000 { (most / 1000, "kB") } else { (most / 1_000_000, "MB") };
    Say::made(
        format!(
            "Dit bestand is te groot: er past hooguit {size} {unit}. Haal weg wat niet nodig is, of knip het in stukken."
        ),
        format!("This file is too large: at most {size} {unit} fits. Take away what is not needed, or cut it into parts."),
    )
    .into()
}

/// Reads a file. Heavy work: belongs beside the threads that answer.
///
/// # Errors
/// A sentence when it is no table, too large, locked, or holds a quotation mark that is not closed.
pub fn read(bytes: &[u8], wanted: &[Wanted], bounds: &Bounds, wish: &Wish) -> Result<Table, Refusal> {
    if bytes.len() > bounds.bytes {
        return Err(too_large(bounds.bytes));
    }
    let zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    let old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if !zip && !old {
        let text = text::read(bytes, wanted, bounds, wish)?;
        let source = Source {
            kind: Kind::Text,
            letters: Some(text.letters),
            words: text.words,
            separator: Some(text.separator),
            sheets: Vec::new(),
            sheet: 0,
            head: 0,
            above: Vec::new(),
            other_names: Vec::new(),
        };
        let doubt = (!text.doubt.is_empty()).then_some(Doubt::Letters(text.doubt));
        return table_of(text.sheet, source, doubt, wanted, bounds, wish);
    }
    // Readers of other people's formats may stop on what they did not expect; that says something of the file and nothing else.
    let read = || if zip { zip_of(bytes, bounds) } else { xls::read(bytes, bounds) };
    let book = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(NO_TABLE))?;
    sheet_of_book(book, wanted, bounds, wish)
}

fn zip_of(bytes: &[u8], bounds: &Bounds) -> Result<Book, Refusal> {
    let parts = zipped::parts(bytes)?;
    let has = |name: &str| parts.iter().any(|part| part.eq_ignore_ascii_case(name));
    if has("xl/workbook.xml") {
        xlsx::read(bytes, bounds)
    } else if has("content.xml") {
        ods::read(bytes, bounds)
    } else {
        Err(NO_TABLE)
    }
}

/// The sheet that is meant: the one that was chosen, the only one with something in it, or the only one that names most.
fn sheet_of_book(book: Book, wanted: &[Wanted], bounds: &Bounds, wish: &Wish) -> Result<Table, Refusal> {
    let mut sheets: Vec<Sheet> =
        book.sheets.into_iter().filter(|sheet| !sheet.rows.is_empty() || sheet.over.is_some()).collect();
    if sheets.is_empty() {
        return Err(EMPTY);
    }
    let fits: Vec<usize> = sheets.iter().map(|sheet| head::fit(&sheet.rows, wanted, wish)).collect();
    let most = fits.iter().copied().max().unwrap_or(0);
    let chosen = wish.sheet.as_ref().and_then(|name| sheets.iter().position(|sheet| sheet.name == *name));
    let place = chosen.or_else(|| fits.iter().position(|fit| *fit == most)).unwrap_or(0);
    let unsure = chosen.is_none() && fits.iter().filter(|fit| **fit == most).count() > 1;
    let source = Source {
        kind: book.kind,
        letters: None,
        words: Vec::new(),
        separator: None,
        sheets: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        sheet: place,
        head: 0,
        above: Vec::new(),
        other_names: Vec::new(),
    };
    let sheet = sheets.swap_remove(place);
    table_of(sheet, source, unsure.then_some(Doubt::Sheet), wanted, bounds, wish)
}

fn table_of(
    sheet: Sheet,
    mut source: Source,
    doubt: Option<Doubt>,
    wanted: &[Wanted],
    bounds: &Bounds,
    wish: &Wish,
) -> Result<Table, Refusal> {
    if let Some(over) = sheet.over {
        return Err(over.refusal(bounds));
    }
    let place = head::find(&sheet.rows, wanted, wish).ok_or(EMPTY)?;
    let mut rows = sheet.rows;
    let beneath = rows.split_off(place.saturating_add(1));
    let first = rows.pop().ok_or(EMPTY)?;
    source.head = first.number;
    source.above = rows.iter().map(|row| row.number).collect();
    let names: Vec<String> = first.cells.iter().map(|cell| head::spaced(cell)).collect();
    if beneath.len() > bounds.rows {
        return Err(Over::Rows.refusal(bounds));
    }
    if beneath.is_empty() {
        return Err(EMPTY);
    }
    let places = head::places(&names, wanted, wish)?;
    let missing: Vec<usize> = (0..wanted.len())
        .filter(|n| wanted.get(*n).is_some_and(|one| one.needed) && places.get(*n).copied().flatten().is_none())
        .collect();
    let mut doubts: Vec<Doubt> = doubt.into_iter().collect();
    if !missing.is_empty() {
        let named = names.iter().filter(|name| !name.is_empty()).count();
        if named < wanted.iter().filter(|one| one.needed).count() {
            let whole = source.kind == Kind::Text && named == 1;
            return Err(if whole { undivided(source.head) } else { without(&missing, wanted, source.head) });
        }
        doubts.push(Doubt::Columns(missing));
    }
    source.other_names = wanted
        .iter()
        .zip(&places)
        .filter_map(|(one, place)| Some((names.get((*place)?)?, one.name())))
        .filter(|(name, usual)| head::folded(name) != head::folded(usual))
        .map(|(name, usual)| (name.chars().take(80).collect(), usual))
        .collect();
    let width = names.len();
    let rows = beneath.into_iter().map(|raw| row_of(raw, width, source.kind, bounds)).collect();
    Ok(Table { source, names, places, rows, doubts })
}

/// What is said of a text of which no separator was found.
fn undivided(head: usize) -> Refusal {
    Say::made(
        format!(
            "Rij {head} is niet in cellen te verdelen. Staat er een ander scheidingsteken tussen dan een puntkomma, komma of tab? Sla het bestand in uw rekenprogramma op als XLSX, of als CSV met puntkomma's."
        ),
        format!(
            "Row {head} cannot be divided into cells. Is there another separator between them than a semicolon, comma or tab? Save the file as XLSX in your spreadsheet program, or as CSV with semicolons."
        ),
    )
    .into()
}

fn without(missing: &[usize], wanted: &[Wanted], head: usize) -> Refusal {
    let names = missing.iter().filter_map(|n| wanted.get(*n)).map(Wanted::name).collect::<Vec<_>>().join(", ");
    Say::made(
        format!("In rij {head} ontbreekt: {names}. Zet daar de namen van de kolommen, zoals in het voorbeeld."),
        format!("Missing in row {head}: {names}. Put the names of the columns there, as in the example."),
    )
    .into()
}

fn row_of(raw: Raw, width: usize, kind: Kind, bounds: &Bounds) -> Row {
    let Raw { number, mut cells, mut damage, hidden } = raw;
    for (column, cell) in cells.iter_mut().enumerate() {
        let long = cell.chars().nth(bounds.cell).is_some();
        let why = if long { Some(too_long(cell.chars().count(), bounds.cell)) } else { damage::of(cell) };
        if long {
            *cell = cell.chars().take(80).collect();
        }
        damage.extend(why.map(|why| Damage { column: Some(column), why }));
    }
    // A workbook keeps no empty cells; a text should have them.
    let short = if kind == Kind::Text { width.saturating_sub(cells.len()) } else { 0 };
    if cells.len() < width {
        cells.resize(width, String::new());
    }
    if cells.iter().skip(width).any(|cell| !cell.is_empty()) {
        let why = if kind == Kind::Text { too_wide(cells.len(), width) } else { nameless(cells.len()) };
        damage.push(Damage { column: None, why });
    }
    Row { number, cells, damage, short, hidden }
}

fn too_long(signs: usize, most: usize) -> Say {
    Say::made(
        format!("Deze cel is te lang: {signs} tekens, hooguit {most} passen."),
        format!("This cell is too long: {signs} characters, at most {most} fit."),
    )
}

/// What is said of a cell of a workbook to the right of the last name.
fn nameless(place: usize) -> Say {
    let letters = letters_of(place.saturating_sub(1));
    Say::made(
        format!(
            "In kolom {letters} staat iets, maar die kolom heeft geen naam. Geef haar een naam of maak de cel leeg."
        ),
        format!(
            "There is something in column {letters}, but that column has no name. Give it a name or empty the cell."
        ),
    )
}

/// What a spreadsheet calls a column without a name, by its place from 0: A, B, ... Z, AA.
#[must_use]
pub fn letters_of(place: usize) -> String {
    let last = u8::try_from(place % 26).map_or('?', |n| char::from(b'A' + n));
    if place < 26 { last.to_string() } else { format!("{}{last}", letters_of(place / 26 - 1)) }
}

fn too_wide(have: usize, want: usize) -> Say {
    Say::made(
        format!(
            "Deze rij heeft te veel cellen: {have} in plaats van {want}. Zet tekst met een scheidingsteken tussen aanhalingstekens."
        ),
        format!(
            "This row has too many cells: {have} instead of {want}. Put text with a separator between quotation marks."
        ),
    )
}
