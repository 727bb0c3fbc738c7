//! The open kind of workbook. It says "the same cell, sixteen thousand times" in forty letters, so it is read here as it comes and stopped
//! where there is too much, and not laid out first.

use crate::{
    asked::{Bounds, Kind},
    book::{Book, Gather, MOST_SHEETS, NO_TABLE, formula_error, locked, moment, number},
    damage::tidied,
    zipped,
};
use kernel::Refusal;
use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};
use std::collections::BTreeSet;

/// A cell as far as it was read.
#[derive(Default)]
struct Cell {
    repeated: usize,
    value: Option<String>,
    text: String,
    wrong: bool,
    /// How deep in a remark that hangs at the cell.
    aside: usize,
    paragraphs: usize,
}

impl Cell {
    fn of(start: &BytesStart<'_>) -> Self {
        let kind = attribute(start, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => {
                attribute(start, "office:value").and_then(|text| text.parse().ok()).map(number)
            }
            "date" => attribute(start, "office:date-value").map(|text| day(&text)),
            "boolean" => {
                attribute(start, "office:boolean-value").map(|b| if b == "true" { "ja" } else { "nee" }.into())
            }
            _ => attribute(start, "office:string-value"),
        };
        let wrong = attribute(start, "calcext:value-type").is_some_and(|kind| kind == "error");
        Self { repeated: repeated(start, "table:number-columns-repeated"), value, wrong, ..Self::default() }
    }

    fn says(self) -> String {
        tidied(self.value.as_deref().unwrap_or(&self.text))
    }
}

/// `2026-02-13` or `2026-02-13T09:15:00` as people write it; what is neither stays as it is.
fn day(text: &str) -> String {
    let (on, at) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = on.split('-').map(str::parse::<u16>);
    let mut times = at.split(':').map(|part| part.parse::<u8>().unwrap_or(0));
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return text.to_owned();
    };
    let narrow = |n: u16| u8::try_from(n).unwrap_or(0);
    moment((year, narrow(month), narrow(day), times.next().unwrap_or(0), times.next().unwrap_or(0)))
}

/// The value of an attribute.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    // The check for attributes that come twice holds each against all others.
    let mut all = start.attributes();
    let found = all.with_checks(false).flatten().find(|attribute| attribute.key.0 == name)?;
    unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

fn repeated(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Book, Refusal> {
    if zipped::part(bytes, "META-INF/manifest.xml").is_ok_and(|text| text.contains("manifest:encryption-data")) {
        return Err(locked());
    }
    let text = zipped::part(bytes, "content.xml")?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading {
        bounds,
        sheets: Vec::new(),
        gather: None,
        row: 0,
        times: 1,
        hidden: false,
        unseen: BTreeSet::new(),
        cells: Vec::new(),
        cell: None,
    };
    loop {
        match reader.read_event().map_err(|_| NO_TABLE)? {
            Event::Start(start) => reading.begins(&start),
            Event::End(end) => reading.ends(end.name().0),
            Event::Text(text) => reading.says(&text.xml10_content()),
            Event::CData(text) => reading.says(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let sign = name.resolve_char_ref().ok().flatten().map(String::from);
                reading.says(
                    &sign.or_else(|| Some(unescape(&format!("&{};", &*name)).ok()?.into_owned())).unwrap_or_default(),
                );
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    Ok(Book { kind: Kind::Ods, sheets: reading.sheets })
}

struct Reading<'a> {
    bounds: &'a Bounds,
    sheets: Vec<crate::book::Sheet>,
    /// The sheet being read; `None` between sheets, and when no more of it may come.
    gather: Option<(Gather<'a>, bool)>,
    row: usize,
    times: usize,
    /// Whether this row is not shown, and the numbers of all such rows of the sheet.
    hidden: bool,
    unseen: BTreeSet<usize>,
    /// The cells of this row that hold something, with their column.
    cells: Vec<(usize, String, bool)>,
    cell: Option<(usize, Cell)>,
}

impl Reading<'_> {
    fn begins(&mut self, start: &BytesStart<'_>) {
        match start.name().0 {
            "table:table" if self.gather.is_none() && self.sheets.len() < MOST_SHEETS => {
                let name = attribute(start, "table:name").unwrap_or_default();
                self.gather = Some((Gather::of(name, self.bounds), true));
                self.row = 0;
            }
            "table:table-row" => {
                self.times = repeated(start, "table:number-rows-repeated");
                self.hidden = attribute(start, "table:visibility").is_some_and(|shown| shown != "visible");
                self.cells.clear();
                self.cell = Some((0, Cell { repeated: 0, ..Cell::default() }));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let column = self.cell.take().map_or(0, |(column, before)| column.saturating_add(before.repeated));
                self.cell = Some((column, Cell::of(start)));
            }
            name => {
                let Some((_, cell)) = &mut self.cell else { return };
                match name {
                    "office:annotation" => cell.aside += 1,
                    _ if cell.aside > 0 => {}
                    "text:p" => {
                        if cell.paragraphs > 0 {
                            cell.text.push('\n');
                        }
                        cell.paragraphs += 1;
                    }
                    "text:line-break" => cell.text.push('\n'),
                    "text:tab" => cell.text.push('\t'),
                    "text:s" => {
                        let spaces = repeated(start, "text:c").min(100);
                        cell.text.push_str(&" ".repeat(spaces));
                    }
                    _ => {}
                }
            }
        }
    }

    fn says(&mut self, text: &str) {
        if let Some((_, cell)) = &mut self.cell
            && cell.aside == 0
            && cell.paragraphs > 0
        {
            cell.text.push_str(text);
        }
    }

    fn ends(&mut self, name: &str) {
        match name {
            "office:annotation" => {
                if let Some((_, cell)) = &mut self.cell {
                    cell.aside = cell.aside.saturating_sub(1);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let Some((column, cell)) = self.cell.take() else { return };
                let times = cell.repeated;
                let wrong = cell.wrong;
                let text = cell.says();
                if !text.is_empty() || wrong {
                    // One more than may be is enough to tell that there are too many.
                    for n in 0..times.min(self.bounds.columns.saturating_add(1)) {
                        self.cells.push((column.saturating_add(n), text.clone(), wrong));
                    }
                }
                self.cell = Some((column, Cell { repeated: times, ..Cell::default() }));
            }
            "table:table-row" => self.row_ends(),
            "table:table" => {
                let unseen = std::mem::take(&mut self.unseen);
                self.sheets.extend(self.gather.take().map(|(mut gather, _)| {
                    gather.hide(&unseen);
                    gather.done()
                }));
            }
            _ => {}
        }
    }

    fn row_ends(&mut self) {
        self.cell = None;
        let Some((gather, more)) = &mut self.gather else { return };
        let times = if self.cells.is_empty() { 0 } else { self.times };
        for n in 0..times {
            for (column, text, wrong) in &self.cells {
                *more = *more && gather.put(self.row.saturating_add(n), *column, text, wrong.then(formula_error));
            }
            if !*more {
                break;
            }
            if self.hidden {
                self.unseen.insert(self.row.saturating_add(n).saturating_add(1));
            }
        }
        self.row = self.row.saturating_add(self.times);
    }
}
