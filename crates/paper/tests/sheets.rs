//! A table that is written and read back is the same table, whatever people typed in it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use calamine::{Data, Ods, Reader, Xlsx, open_workbook_from_rs};
use paper::{Cell, Sheet};
use std::io::Cursor;

const NASTY: [&str; 12] = [
    "=HYPERLINK(\"http://example.org\";\"klik\")",
    "+31 6 00000000",
    "-2+3",
    "@SUM(A1:A9)",
    " =1+1",
    "＝1+1",
    "<script>alert('x')</script> & \"zo\"",
    "regel een\nregel twee",
    "Şerife Ünlü-Östberg d’Ávila",
    "a;b,c\td",
    "twee  spaties en _x0041_ en ]]>",
    "\u{1}\u{b}niets\u{FFFE}",
];

fn sheet() -> Sheet {
    let mut sheet = Sheet::new("Wat: er [was]?", ["Naam", "=Aantal"]);
    for text in NASTY {
        sheet.push([Cell::from(text), Cell::from(-2.5)]);
    }
    sheet.push([Cell::Empty, Cell::Number(f64::NAN)]);
    sheet.push([]);
    sheet.push([Cell::from("laatste"), Cell::from(Some(7_u32)), Cell::from("te veel")]);
    sheet
}

/// What is left of the nasty texts: only what XML cannot hold is gone.
fn kept(text: &str) -> String {
    text.replace(['\u{1}', '\u{b}', '\u{FFFE}'], "")
}

fn check(name: &str, range: &calamine::Range<Data>) {
    let read = |row: u32, column: u32| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(read(0, 1), Data::String("=Aantal".to_owned()), "{name}");
    for (index, text) in (1..).zip(NASTY) {
        assert_eq!(read(index, 0), Data::String(kept(text)), "{name}");
        assert_eq!(read(index, 1), Data::Float(-2.5), "{name}");
    }
    assert_eq!(read(13, 0), Data::Empty, "{name}");
    assert_eq!(read(13, 1), Data::Empty, "{name}");
    assert_eq!(read(15, 0), Data::String("laatste".to_owned()), "{name}: an empty row stays a row");
    assert_eq!(read(15, 1), Data::Float(7.0), "{name}");
    assert_eq!(read(15, 2), Data::String("te veel".to_owned()), "{name}");
}

#[test]
fn xlsx_comes_back_as_it_went() {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(sheet().xlsx().unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Wat  er  was"]);
    check("xlsx", &book.worksheet_range("Wat  er  was").unwrap());
    let formulas = book.worksheet_formula("Wat  er  was").unwrap();
    assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
}

#[test]
fn ods_comes_back_as_it_went() {
    let bytes = sheet().ods().unwrap();
    assert_eq!(&bytes[30..38], b"mimetype", "the kind of file stands first");
    let mut book: Ods<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Wat  er  was"]);
    check("ods", &book.worksheet_range("Wat  er  was").unwrap());
}

#[test]
fn csv_holds_nothing_that_a_spreadsheet_runs() {
    let bytes = sheet().csv().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("a mark that says UTF-8");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), NASTY.len() + 4, "an empty row stays a row");
    let run = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    for (row, text) in rows.iter().skip(1).zip(NASTY) {
        assert!(!run(&row[0]), "{}", &row[0]);
        assert_eq!(row[0].strip_prefix('\'').unwrap_or(&row[0]), kept(text));
        assert_eq!(&row[1], "-2,5", "a number stays a number");
    }
    assert_eq!(&rows[0][1], "'=Aantal");
}

#[test]
fn a_name_for_a_tab_always_does() {
    for name in ["", "'", "[]:*?/\\", "een naam die veel langer is dan een tabblad ooit zal zijn"] {
        let sheet = Sheet::new(name, ["a"]);
        assert!(sheet.xlsx().is_ok(), "{name}");
        assert!(sheet.ods().is_ok(), "{name}");
    }
}
