//! Which rows an XLSX does not show: hidden by hand, or by a filter. They are rows like any other, but whoever hands in the file cannot see
//! them there.

use crate::{ods::attribute, zipped};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::collections::BTreeSet;

/// The numbers of the hidden rows of this sheet; none when the file does not say so in the usual way.
pub(crate) fn rows(bytes: &[u8], sheet: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let Some(text) = part_of(bytes, sheet).and_then(|part| zipped::part(bytes, &part).ok()) else { return found };
    let mut last = 0_usize;
    each(&text, "row", |row| {
        last = attribute(row, "r").and_then(|r| r.parse().ok()).unwrap_or(last.saturating_add(1));
        if attribute(row, "hidden").is_some_and(|is| is == "1" || is == "true") {
            found.insert(last);
        }
    });
    found
}

/// The part of the archive with the sheet of this name.
fn part_of(bytes: &[u8], sheet: &str) -> Option<String> {
    let (mut id, mut target) = (None, None);
    each(&zipped::part(bytes, "xl/workbook.xml").ok()?, "sheet", |one| {
        if attribute(one, "name").is_some_and(|name| name == sheet) {
            id = attribute(one, "r:id");
        }
    });
    let id = id?;
    each(&zipped::part(bytes, "xl/_rels/workbook.xml.rels").ok()?, "Relationship", |one| {
        if attribute(one, "Id").is_some_and(|own| own == id) {
            target = attribute(one, "Target");
        }
    });
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// Every element of this name, until the text ends or cannot be read.
fn each(text: &str, name: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == name => see(&start),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
