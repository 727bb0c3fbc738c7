//! The workbooks of Excel before 2007. The library lays out each sheet from its first to its last cell and copies every text at each of its
//! places, so what a file asks for is counted first; what goes to the library is what was counted and nothing else.

use crate::{
    asked::{Bounds, Kind},
    book::{Book, Gather, MOST_SHEETS, NO_TABLE, locked},
    xlsx::{index, said},
};
use calamine::{Reader, Xls};
use cfb::{CompoundFile, Version};
use kernel::Refusal;
use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
};

/// The most places of a sheet from its first to its last cell, all sheets together.
const MOST_PLACES: usize = 1_000_000;
/// The most bytes of text, each counted at every place where it stands.
const MOST_TEXT: usize = 16 * 1024 * 1024;

const TOO_MUCH: Refusal = Refusal::of(
    "Dit werkblad is te groot om een register of vragenlijst te zijn. Sla alleen het tabblad op dat u nodig hebt, als XLSX.",
    "This workbook is too large to be a register or questionnaire. Save only the sheet that you need, as XLSX.",
);

pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Book, Refusal> {
    let stream = stream_of(bytes)?;
    let unseen = hidden(&stream);
    let packed = repacked(stream)?;
    let why = |error| if matches!(error, calamine::XlsError::Password) { locked() } else { NO_TABLE };
    let mut book: Xls<_> = Xls::new(Cursor::new(packed)).map_err(why)?;
    let names: Vec<String> = book.sheet_names().into_iter().take(MOST_SHEETS).collect();
    let mut sheets = Vec::new();
    for (place, name) in names.into_iter().enumerate() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut gather = Gather::of(name, bounds);
        for (row, column, value) in range.used_cells() {
            let Some((text, damage)) = said(value) else { continue };
            let (row, column) = (index(first_row).saturating_add(row), index(first_column).saturating_add(column));
            if !gather.put(row, column, &text, damage) {
                break;
            }
        }
        if let Some(unseen) = unseen.get(place) {
            gather.hide(unseen);
        }
        sheets.push(gather.done());
    }
    Ok(Book { kind: Kind::Xls, sheets })
}

/// The stream with the workbook.
fn stream_of(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| NO_TABLE)?;
    if file.exists("/EncryptedPackage") {
        return Err(locked());
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(NO_TABLE)?;
    let mut stream = Vec::new();
    let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    file.open_stream(name).and_then(|found| found.take(most).read_to_end(&mut stream)).map_err(|_| NO_TABLE)?;
    Ok(stream)
}

/// The same stream alone in a file, counted, and without the words that make the library set room aside.
fn repacked(mut stream: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    count(&mut stream)?;
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new())).map_err(|_| NO_TABLE)?;
    let written = file.create_stream("/Workbook").and_then(|mut out| {
        out.write_all(&stream)?;
        out.flush()
    });
    written.and_then(|()| file.flush()).map_err(|_| NO_TABLE)?;
    Ok(file.into_inner().into_inner())
}

fn short(data: &[u8], at: usize) -> usize {
    let byte = |n: usize| data.get(n).copied().map_or(0, usize::from);
    byte(at) | byte(at + 1) << 8
}

/// Where records begin, with their sort and length; from a place of the stream to its end.
fn records(stream: &[u8], mut at: usize) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    while at.saturating_add(4) <= stream.len() {
        let (sort, length) = (short(stream, at), short(stream, at + 2));
        found.push((sort, at + 4, length));
        at = at.saturating_add(4).saturating_add(length);
    }
    found
}

/// Where each sheet begins.
fn starts(stream: &[u8], globals: &[(usize, usize, usize)]) -> Vec<usize> {
    let named = globals.iter().filter(|(sort, ..)| *sort == 0x85).take(MOST_SHEETS + 1);
    named.map(|(_, at, _)| short(stream, *at) | short(stream, at + 2) << 16).collect()
}

/// The records of one sheet; a chart in it is a stream within the stream.
fn own(stream: &[u8], start: usize) -> Vec<(usize, usize, usize)> {
    let mut depth = 0_usize;
    let inside = |(sort, ..): &(usize, usize, usize)| {
        match sort {
            0x809 => depth += 1,
            0x0a => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0
    };
    records(stream, start).into_iter().take_while(inside).collect()
}

/// Per sheet the numbers of the rows that are not shown.
fn hidden(stream: &[u8]) -> Vec<BTreeSet<usize>> {
    let unseen = |start: usize| {
        let rows =
            own(stream, start).into_iter().filter(|(sort, at, _)| *sort == 0x208 && short(stream, at + 12) & 0x20 != 0);
        rows.map(|(_, at, _)| short(stream, at) + 1).collect()
    };
    starts(stream, &records(stream, 0)).into_iter().map(unseen).collect()
}

/// From the least to the most of what was met.
type Span = Option<(usize, usize)>;

/// Holds what the stream asks for against what may be.
fn count(stream: &mut [u8]) -> Result<(), Refusal> {
    let globals = records(stream, 0);
    let texts = texts_of(stream, &globals);
    let starts = starts(stream, &globals);
    if starts.len() > MOST_SHEETS {
        return Err(TOO_MUCH);
    }
    let (mut places, mut text) = (0usize, 0usize);
    for start in starts {
        let (mut rows, mut columns): (Span, Span) = (None, None);
        for (sort, at, length) in records(stream, start) {
            let (row, column) = (short(stream, at), short(stream, at + 2));
            let last = match sort {
                // The size that a sheet says it has; the library sets that much room aside at once. As a blank cell it is passed over.
                0x200 => {
                    if let Some(bytes) = stream.get_mut(at - 4..at - 2) {
                        bytes.copy_from_slice(&[0x01, 0x02]);
                    }
                    continue;
                }
                0xfd => {
                    let which = short(stream, at + 6) | short(stream, at + 8) << 16;
                    text = text.saturating_add(texts.as_ref().and_then(|all| all.get(which)).copied().unwrap_or(0));
                    column
                }
                0x203 | 0x204 | 0xd6 | 0x205 | 0x27e | 0x6 => column,
                0xbd => column.saturating_add(length / 6),
                _ => continue,
            };
            rows = Some(rows.map_or((row, row), |(least, most)| (least.min(row), most.max(row))));
            columns = Some(columns.map_or((column, last), |(least, most)| (least.min(column), most.max(last))));
        }
        let wide = |span: Span| span.map_or(0, |(least, most)| most.saturating_sub(least) + 1);
        places = places.saturating_add(wide(rows).saturating_mul(wide(columns)));
    }
    if places > MOST_PLACES || text > MOST_TEXT { Err(TOO_MUCH) } else { Ok(()) }
}

/// How long each shared text is at most, in bytes of UTF-8; `None` when there are none.
fn texts_of(stream: &[u8], globals: &[(usize, usize, usize)]) -> Option<Vec<usize>> {
    let first = globals.iter().position(|(sort, ..)| *sort == 0xfc)?;
    // The table goes on in the records behind it.
    let rest = globals.get(first..).unwrap_or_default();
    let more = rest.iter().enumerate().take_while(|(n, (sort, ..))| *n == 0 || *sort == 0x3c);
    let blocks: Vec<&[u8]> =
        more.map(|(_, (_, at, length))| stream.get(*at..at.saturating_add(*length)).unwrap_or_default()).collect();
    let mut walk = Walk { blocks, block: 0, at: 8 };
    let mut found = Vec::new();
    while let Some(length) = walk.text() {
        found.push(length);
    }
    Some(found)
}

/// A walk through texts that run from one record into the next.
struct Walk<'a> {
    blocks: Vec<&'a [u8]>,
    block: usize,
    at: usize,
}

impl Walk<'_> {
    fn byte(&mut self) -> Option<usize> {
        while self.at >= self.blocks.get(self.block)?.len() {
            self.block += 1;
            self.at = 0;
        }
        let byte = self.blocks.get(self.block)?.get(self.at).copied().map(usize::from);
        self.at += 1;
        byte
    }

    fn two(&mut self) -> Option<usize> {
        Some(self.byte()? | self.byte()? << 8)
    }

    /// Goes over one text: its length in bytes of UTF-8, at most.
    fn text(&mut self) -> Option<usize> {
        let signs = self.two()?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.two()? } else { 0 };
        let beside = if flags & 4 != 0 { self.two()? | self.two()? << 16 } else { 0 };
        for _ in 0..signs {
            // Where a record ends inside a text, the next one begins by saying anew how wide its signs are.
            if self.at >= self.blocks.get(self.block)?.len() {
                flags = self.byte()?;
            }
            self.byte()?;
            if flags & 1 != 0 {
                self.byte()?;
            }
        }
        for _ in 0..runs.saturating_mul(4).saturating_add(beside) {
            self.byte()?;
        }
        Some(signs.saturating_mul(3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(sort: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap_or(u16::MAX);
        [&sort.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    /// A stream with one sheet of these records.
    fn book(shared: &[u8], records: &[Vec<u8>]) -> Vec<u8> {
        let bof = record(0x809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let shared = if shared.is_empty() { Vec::new() } else { record(0xfc, shared) };
        let head = bof.len() + shared.len() + 4 + 12 + 4;
        let start = u32::try_from(head).unwrap_or(0).to_le_bytes();
        let named = record(0x85, &[&start[..], &[0, 0, 4, 0], b"Blad"].concat());
        [bof.clone(), shared, named, record(0x0a, &[]), bof, records.concat(), record(0x0a, &[])].concat()
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        record(0x203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &7f64.to_le_bytes()].concat())
    }

    #[test]
    fn two_cells_far_apart_are_refused_before_there_is_room_made_for_all_between() {
        let far = book(&[], &[cell(0, 0), cell(65_535, 255)]);
        assert_eq!(repacked(far).map(|_| ()), Err(TOO_MUCH));
        let near = book(&[], &[cell(0, 0), cell(1_999, 200)]);
        assert!(repacked(near).is_ok());
    }

    #[test]
    fn a_size_that_a_sheet_only_claims_to_have_makes_no_room() {
        let claims = record(0x200, &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0]);
        let mut stream = book(&[], &[claims, cell(0, 0)]);
        assert_eq!(count(&mut stream), Ok(()));
        assert!(records(&stream, 0).iter().all(|(sort, ..)| *sort != 0x200));
    }

    #[test]
    fn rows_that_are_not_shown_are_told_of_their_own_sheet() {
        let row =
            |number: u16, flags: u8| record(0x208, &[&number.to_le_bytes()[..], &[0; 10], &[flags, 1, 0, 0]].concat());
        let stream = book(&[], &[row(1, 0x20), row(2, 0), cell(1, 0), cell(2, 0)]);
        assert_eq!(hidden(&stream), [BTreeSet::from([2])]);
    }

    #[test]
    fn one_long_text_at_very_many_places_is_refused() {
        let text = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &[0x00, 0x20, 0], &[b'a'; 0x2000]].concat();
        let at = |n: u16| record(0xfd, &[&n.to_le_bytes()[..], &[0, 0, 0, 0, 0, 0, 0, 0]].concat());
        let many: Vec<Vec<u8>> = (0..2_000).map(at).collect();
        assert_eq!(count(&mut book(&text, &many)), Err(TOO_MUCH));
        let few: Vec<Vec<u8>> = (0..200).map(at).collect();
        assert_eq!(count(&mut book(&text, &few)), Ok(()));
    }
}
