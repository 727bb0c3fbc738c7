//! The document as the template takes it: checked, in printable letters, with its headings in order.

use crate::face::Face;
use crate::letters::{breakable, line, missing, printable};
use paper::{Block, Chart, Document, Language, Level, Signature, Table};
use serde::Serialize;

/// What the template reads.
#[derive(Serialize)]
pub(crate) struct Content {
    language: &'static str,
    /// "page" and "of", in the language of the document.
    page: &'static str,
    of: &'static str,
    title: String,
    subtitle: Option<String>,
    reference: Option<String>,
    author: Option<String>,
    about: Vec<Pair>,
    blocks: Vec<Piece>,
    /// What stands across every page.
    across: Option<String>,
    /// A page each, with the same in words.
    sheets: Vec<Sheet>,
    /// What stands around it, and in which colours and letters.
    face: Face,
    /// The size of the letter in points.
    pub(crate) size: f32,
    /// Whether the white around it is narrow.
    pub(crate) narrow: bool,
}

/// A picture of a page.
#[derive(Serialize)]
struct Sheet {
    file: String,
    alternative: String,
}

#[derive(Serialize)]
struct Pair {
    term: String,
    value: String,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Piece {
    Heading { level: u8, text: String },
    Paragraph { text: String },
    Bullets { items: Vec<String> },
    Numbered { items: Vec<Pair> },
    Table(Grid),
    Pairs { items: Vec<Pair> },
    Chart { svg: String, alternative: String, caption: Option<String> },
    Note { paragraphs: Vec<String> },
    Signatures { items: Vec<Signed>, sign: &'static str },
    Page,
}

#[derive(Serialize)]
struct Signed {
    office: String,
    organisation: String,
    said: Vec<String>,
}

/// A table of which every row is as wide as the widest.
#[derive(Serialize)]
struct Grid {
    columns: Vec<Column>,
    /// Whether its words may be broken: only where they do not fit beside each other whole.
    hyphenate: bool,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    caption: Option<String>,
}

#[derive(Serialize)]
struct Column {
    weight: usize,
    figures: bool,
}

impl Content {
    pub(crate) fn has_headings(&self) -> bool {
        self.blocks.iter().any(|piece| matches!(piece, Piece::Heading { .. }))
    }
}

pub(crate) fn of(document: &Document, pictures: usize, face: Face) -> Content {
    let (language, page, of) = match document.language {
        Language::Dutch => ("nl", "pagina", "van"),
        Language::English => ("en", "page", "of"),
    };
    let reference = present(document.reference.as_deref());
    let title = present(Some(&document.title)).or_else(|| reference.clone());
    let mut depth = 0;
    let mut blocks: Vec<Piece> =
        document.blocks.iter().flat_map(|block| pieces(block, &mut depth, document.language)).collect();
    blocks.extend(untold(document));
    Content {
        language,
        page,
        of,
        // A lasting PDF has a title; who gave none reads a dash.
        title: title.unwrap_or_else(|| "–".to_owned()),
        subtitle: present(document.subtitle.as_deref()),
        reference,
        author: present(document.author.as_deref()),
        about: pairs(&document.about),
        blocks,
        across: present(document.across.as_deref()),
        sheets: (1..=pictures).map(|no| sheet(no, pictures, document.language)).collect(),
        face,
        size: 11.0,
        narrow: false,
    }
}

fn sheet(no: usize, of: usize, language: Language) -> Sheet {
    let alternative = match language {
        Language::Dutch => format!("Afbeelding van bladzijde {no} van {of} van het document"),
        Language::English => format!("Picture of page {no} of {of} of the document"),
    };
    Sheet { file: format!("{no}.png"), alternative }
}

/// The block as the template takes it; nothing for a block without a word.
fn pieces(block: &Block, depth: &mut u8, language: Language) -> Vec<Piece> {
    match block {
        Block::Heading { level, text } => {
            let text = breakable(&line(text));
            if text.is_empty() {
                return Vec::new();
            }
            let wanted = match level {
                Level::Chapter => 1,
                Level::Section => 2,
                Level::Point => 3,
            };
            // Who reads by ear walks along the headings: a step may not be missing.
            *depth = wanted.min(*depth + 1);
            vec![Piece::Heading { level: *depth, text }]
        }
        Block::Paragraph(text) => paragraphs(text).into_iter().map(|text| Piece::Paragraph { text }).collect(),
        Block::Bullets(items) => {
            let items: Vec<String> = items.iter().map(|item| words(item)).filter(|item| !item.is_empty()).collect();
            if items.is_empty() { Vec::new() } else { vec![Piece::Bullets { items }] }
        }
        Block::Numbered(items) => some(Piece::Numbered { items: pairs(items) }, items),
        Block::Table(table) => grid(table).into_iter().map(Piece::Table).collect(),
        Block::Pairs(items) => some(Piece::Pairs { items: pairs(items) }, items),
        Block::Chart(chart) => vec![picture(chart)],
        Block::Note(text) => {
            let paragraphs = paragraphs(text);
            if paragraphs.is_empty() { Vec::new() } else { vec![Piece::Note { paragraphs }] }
        }
        Block::Signatures(all) if all.is_empty() => Vec::new(),
        Block::Signatures(all) => {
            let sign = match language {
                Language::Dutch => "Handtekening",
                Language::English => "Signature",
            };
            vec![Piece::Signatures { items: all.iter().map(signed).collect(), sign }]
        }
        Block::PageBreak => vec![Piece::Page],
    }
}

fn signed(one: &Signature) -> Signed {
    Signed {
        office: breakable(&line(&one.office)),
        organisation: breakable(&line(&one.organisation)),
        said: one.said.iter().map(|text| words(text)).filter(|text| !text.is_empty()).collect(),
    }
}

/// So many letters are told by name; of more it is said that there are more.
const MOST_NAMED: usize = 12;

/// What nobody could print, by name: a mark in the text says where, and this says what.
fn untold(document: &Document) -> Option<Piece> {
    let missing = missing(document);
    let named: Vec<String> = missing.iter().take(MOST_NAMED).map(|c| name_of(*c)).collect();
    let more = missing.len().saturating_sub(MOST_NAMED);
    if named.is_empty() {
        return None;
    }
    let (begin, rest) = match document.language {
        Language::Dutch => (
            "Voor deze tekens is hier geen lettertype. Op hun plaats staat \u{FFFD}:",
            (more > 0).then(|| format!("en nog {more} andere")),
        ),
        Language::English => (
            "There is no font here for these signs. In their place stands \u{FFFD}:",
            (more > 0).then(|| format!("and {more} others")),
        ),
    };
    let all: Vec<String> = named.into_iter().chain(rest).collect();
    Some(Piece::Note { paragraphs: vec![format!("{begin} {}.", all.join("; "))] })
}

/// A letter by its number and its name in the standard.
fn name_of(c: char) -> String {
    let number = format!("U+{:04X}", u32::from(c));
    unicode_names2::name(c).map_or_else(|| number.clone(), |name| format!("{number} {name}"))
}

fn some<T>(piece: Piece, items: &[T]) -> Vec<Piece> {
    if items.is_empty() { Vec::new() } else { vec![piece] }
}

fn words(text: &str) -> String {
    breakable(printable(text).trim())
}

/// A text on one line, if there is any.
fn present(text: Option<&str>) -> Option<String> {
    text.map(line).filter(|text| !text.is_empty()).map(|text| breakable(&text))
}

fn pairs(items: &[(String, String)]) -> Vec<Pair> {
    items.iter().map(|(term, value)| Pair { term: breakable(&line(term)), value: words(value) }).collect()
}

/// The paragraphs of a text: an empty line parts them.
fn paragraphs(text: &str) -> Vec<String> {
    let text = printable(text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let parts = lines.split(|line| line.is_empty()).map(|part| part.join("\n"));
    parts.filter(|part| !part.trim().is_empty()).map(|part| breakable(&part)).collect()
}

fn picture(chart: &Chart) -> Piece {
    // A picture without words is still a picture; the norm wants words, and the caption is the nearest.
    let alternative = present(Some(&chart.alternative)).or_else(|| present(chart.caption.as_deref()));
    Piece::Chart {
        svg: printable(&chart.svg),
        alternative: alternative.unwrap_or_else(|| "–".to_owned()),
        caption: present(chart.caption.as_deref()),
    }
}

fn grid(table: &Table) -> Option<Grid> {
    let width = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().filter(|width| *width > 0)?;
    let filled = |row: &[String]| {
        let mut row: Vec<String> = row.iter().map(|cell| words(cell)).collect();
        row.resize(width, String::new());
        row
    };
    let head = if table.head.is_empty() { Vec::new() } else { filled(&table.head) };
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| filled(row)).collect();
    let columns = (0..width).map(|index| column(index, &head, &rows, width)).collect();
    let longest: usize = (0..width).map(|index| longest_word(index, &head, &rows)).sum();
    Some(Grid {
        columns,
        hyphenate: longest + 3 * width > LINE,
        head,
        rows,
        caption: present(table.caption.as_deref()),
    })
}

/// A longer word gets no room of its own: it is broken.
const MOST_WORD: usize = 30;
/// So many letters of a table stand beside each other on a page.
const LINE: usize = 88;

/// The length of the longest word of a column.
fn longest_word(index: usize, head: &[String], rows: &[Vec<String>]) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(index)).chain(head.get(index));
    cells.flat_map(|cell| cell.split([' ', '\n', '\u{200B}'])).map(length).max().unwrap_or(0)
}

/// How much room a column asks for, and whether it stands to the right because there are only figures in it.
fn column(index: usize, head: &[String], rows: &[Vec<String>], width: usize) -> Column {
    let most = (240 / width.max(1)).clamp(12, 36);
    let cells = || rows.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_empty());
    // No word is broken as long as each column has room for its longest.
    let word = longest_word(index, head, rows);
    let longest = cells().map(|cell| length(cell)).max().unwrap_or(0);
    let figure = |cell: &String| {
        cell.chars().any(|c| c.is_ascii_digit())
            && cell.chars().all(|c| {
                c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '+' | '–' | '€' | '<' | ' ' | '\u{A0}')
            })
    };
    // The more columns, the less a talkative one may take from the others. The three are for the white on both sides and the bold of the head.
    Column {
        weight: longest.clamp(3, most).max((word + 1).min(MOST_WORD)) + 3,
        figures: cells().next().is_some() && cells().all(figure),
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}
