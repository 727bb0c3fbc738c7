//! Whole files, as people hand them in: every kind reads the same, nothing is repaired in silence, and no file costs more than it may.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a test may stop, and says what it is in its name")]

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::io::{Cursor, Write};
use tables::{Bounds, Doubt, Kind, Letters, Table, Wanted, Wish, read};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const WANTED: [Wanted; 4] = [
    Wanted { key: "id", names: &["Nummer", "No."], needed: true },
    Wanted { key: "on", names: &["Datum"], needed: true },
    Wanted { key: "who", names: &["Naam vereniging"], needed: true },
    Wanted { key: "note", names: &["Notitie"], needed: false },
];
const BOUNDS: Bounds = Bounds { bytes: 500_000, rows: 50, columns: 20, cell: 2_000 };

fn look(bytes: &[u8]) -> Result<Table, String> {
    read(bytes, &WANTED, &BOUNDS, &Wish::default()).map_err(|refusal| refusal.why.nl.into_owned())
}

/// The cells of all rows in the order of what was wanted, with their numbers.
fn cells(table: &Table) -> Vec<(usize, Vec<String>)> {
    let row = |row| (0..WANTED.len()).map(|n| table.cell(row, n).to_owned()).collect();
    table.rows.iter().map(|one| (one.number, row(one))).collect()
}

fn damage(table: &Table) -> String {
    table.rows.iter().flat_map(|row| &row.damage).map(|damage| &*damage.why.nl).collect::<Vec<_>>().join(" ")
}

const TEXT: &str = "Nummer;Datum;Naam vereniging;Notitie\r\n7;03-11-2026;Schaakclub Één;\"regel een\r\nregel twee\"\r\n\r\n8;04-11-2026;Café Zoë;\r\n";

#[test]
fn any_separator_and_a_line_that_names_it_read_the_same() {
    let plain = cells(&look(TEXT.as_bytes()).unwrap());
    assert_eq!(plain[0].1, ["7", "03-11-2026", "Schaakclub Één", "regel een\nregel twee"]);
    assert_eq!(plain.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [2, 4], "the empty row counts");
    for sign in [',', '\t', '|', '^', ':', '~'] {
        let text = TEXT.replace(';', &sign.to_string());
        assert_eq!(cells(&look(text.as_bytes()).unwrap()), plain, "{sign:?}");
    }
    for sign in [';', '#', '¦'] {
        let text = format!("sep={sign}\r\n{}", TEXT.replace(';', &sign.to_string()));
        let table = look(text.as_bytes()).unwrap();
        assert_eq!((cells(&table), table.source.separator), (plain.clone(), Some(sign)));
    }
}

#[test]
fn every_alphabet_reads_the_same_and_is_told() {
    let plain = cells(&look(TEXT.as_bytes()).unwrap());
    let dos = oem_cp_of(TEXT);
    let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows = encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned();
    for (bytes, letters) in [(dos, Letters::Dos), (wide, Letters::Unicode16), (windows, Letters::Windows)] {
        let table = look(&bytes).unwrap();
        assert_eq!((table.source.letters, cells(&table)), (Some(letters), plain.clone()));
    }
}

fn oem_cp_of(text: &str) -> Vec<u8> {
    let table = &oem_cp::code_table::DECODING_TABLE_CP850;
    let sign = |c: char| {
        let high = table.iter().position(|known| *known == c).and_then(|n| u8::try_from(n + 128).ok());
        if c.is_ascii() { u8::try_from(c).unwrap() } else { high.unwrap() }
    };
    text.chars().map(sign).collect()
}

#[test]
fn what_may_be_two_alphabets_waits_for_an_answer() {
    let text = encoding_rs::MACINTOSH.encode("x").0.into_owned();
    assert_eq!(text, b"x");
    // 0x9a: ö for a Macintosh, š for Windows.
    let file = b"Nummer;Datum;Naam vereniging\n1;03-11-2026;K\x9anig\n";
    let table = look(file).unwrap();
    let [Doubt::Letters(samples)] = table.doubts.as_slice() else { panic!("{:?}", table.doubts) };
    assert!(samples.iter().any(|s| s.letters == Letters::Mac && s.words == ["König"]), "{samples:?}");
    let chosen = Wish { letters: Some(Letters::Mac), ..Wish::default() };
    let table = read(file, &WANTED, &BOUNDS, &chosen).unwrap();
    assert!(table.doubts.is_empty() && cells(&table)[0].1[2] == "König");
}

#[test]
fn a_mark_that_is_not_closed_refuses_the_file_and_names_its_row() {
    let why = look(b"Nummer;Datum;Naam vereniging\n1;2-2-2026;A\n2;2-2-2026;\"B\n3;2-2-2026;C\n").unwrap_err();
    assert!(why.contains("rij 3") && why.contains("sluit"), "{why}");
    // Closed by chance, by the mark of another cell.
    let rows = "1;2-2-2026;\"A\n2;2-2-2026;B\n3;2-2-2026;\"C\"\n4;2-2-2026;D\n";
    let table = look(format!("Nummer;Datum;Naam vereniging\n{rows}").as_bytes()).unwrap();
    assert!(!table.rows[0].damage.is_empty() && table.rows.last().unwrap().damage.is_empty());
    let closed = "1;2-2-2026;\"A\n2;2-2-2026;B\n3;2-2-2026;C\"\n";
    let table = look(format!("Nummer;Datum;Naam vereniging\n{closed}").as_bytes()).unwrap();
    assert!(damage(&table).contains("hele rijen"), "{table:?}");
}

#[test]
fn letters_that_are_not_there_are_told_at_their_row() {
    let mixed =
        [&b"Nummer;Datum;Naam vereniging\n1;2-2-2026;Caf\xe9 M\xfcller\n2;2-2-2026;"[..], "Café Zoë\n".as_bytes()];
    let table = look(&mixed.concat()).unwrap();
    assert!(table.rows[0].damage.is_empty() && damage(&table).contains("verkeerd gelezen"), "{table:?}");
    let lost =
        ["Nummer;Datum;Naam vereniging\n1;2-2-2026;Café\n2;2-2-2026;Zo".as_bytes(), b"\xff", " één\n".as_bytes()];
    let table = look(&lost.concat()).unwrap();
    assert!(table.rows[0].damage.is_empty() && damage(&table).contains("verloren"), "{table:?}");
}

#[test]
fn rows_without_their_last_cells_are_filled_and_say_so() {
    let table = look(b"Nummer;Datum;Naam vereniging;Notitie\n1;2-2-2026;A\n2;2-2-2026;B;x;y\n").unwrap();
    assert_eq!((table.rows[0].short, table.rows[0].damage.len()), (1, 0));
    assert!(damage(&table).contains("te veel cellen: 5 in plaats van 4"));
}

#[test]
fn a_separator_that_is_told_wrong_or_not_known_is_not_taken_for_missing_columns() {
    let table = look(format!("sep=,\r\n{TEXT}").as_bytes()).unwrap();
    assert_eq!(table.source.separator, Some(';'));
    for sign in ['#', '/', '§', '*', ' '] {
        let text = TEXT.replace(';', &sign.to_string()).replace("Naam vereniging", "Vereniging");
        let why = look(text.as_bytes()).unwrap_err();
        assert!(why.contains("niet in cellen te verdelen") && why.contains("XLSX"), "{sign}: {why}");
    }
}

#[test]
fn what_stands_beside_the_names_of_a_workbook_is_told_by_its_column() {
    assert_eq!([0, 25, 26, 51, 52, 701, 702].map(tables::letters_of), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    let mut book = workbook();
    book.worksheet_from_name("2026").unwrap().write_string(5, 7, "los").unwrap();
    let table = look(&book.save_to_buffer().unwrap()).unwrap();
    assert!(damage(&table).contains("In kolom H staat iets"), "{}", damage(&table));
}

/// The workbook with its second sheet as it becomes of what it is.
fn with_sheet(file: &[u8], becomes: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::copy(&mut part, &mut text).unwrap();
        if name.ends_with("sheet2.xml") {
            text = becomes(String::from_utf8(text).unwrap()).into_bytes();
        }
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(&text).unwrap();
    }
    made.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_that_is_damaged_refuses_the_file_and_no_other_is_read_in_its_place() {
    let mut book = workbook();
    book.add_worksheet().set_name("2025").unwrap().write_string(0, 0, "Nummer").unwrap();
    let file = book.save_to_buffer().unwrap();
    assert_eq!(look(&with_sheet(&file, |sheet| sheet)).unwrap().rows.len(), 2);
    for part in [2, 3, 4] {
        let cut = with_sheet(&file, |sheet| sheet.split_at(sheet.len() / part).0.to_owned());
        assert!(look(&cut).unwrap_err().contains("geen tabel"), "{part}");
    }
}

#[test]
fn a_formula_that_was_never_worked_out_is_told_and_no_empty_cell() {
    let mut book = workbook();
    let sheet = book.worksheet_from_name("2026").unwrap();
    sheet.write_formula(3, 3, rust_xlsxwriter::Formula::new("=A4&\"x\"").set_result("")).unwrap();
    let worked_out = look(&book.save_to_buffer().unwrap()).unwrap();
    let never = look(&with_sheet(&book.save_to_buffer().unwrap(), |sheet| {
        let (before, rest) = sheet.split_once("</f>").unwrap();
        let (_, after) = rest.split_once("</c>").unwrap();
        format!("{before}</f></c>{after}")
    }))
    .unwrap();
    assert!(worked_out.rows[0].damage.is_empty(), "{worked_out:?}");
    assert!(damage(&never).contains("formule zonder uitkomst"), "{never:?}");
}

#[test]
fn rows_that_the_spreadsheet_does_not_show_say_so() {
    let shown = |file: &[u8]| look(file).unwrap().rows.iter().map(|row| (row.number, row.hidden)).collect::<Vec<_>>();
    let mut book = workbook();
    book.worksheet_from_name("2026").unwrap().set_row_hidden(5).unwrap();
    assert_eq!(shown(&book.save_to_buffer().unwrap()), [(4, false), (6, true)]);
    let cells: String = ["7", "3-11-2026", "A"].map(text_cell).concat();
    let row = |how: &str| format!("<table:table-row{how}>{cells}</table:table-row>");
    let rows = [row(""), row(" table:visibility=\"filter\""), row(" table:visibility=\"collapse\""), row("")].concat();
    let open = ods(&format!("{}{rows}", ods_head()));
    assert_eq!(shown(&open), [(2, false), (3, true), (4, true), (5, false)]);
}

#[test]
fn names_are_found_under_titles_and_others_are_matched_by_hand() {
    let text = "Verenigingen;;\n;;\nNo.;datum;NAAM  VERENIGING;Kleur\n1;2-2-2026;A;rood\n";
    let table = look(text.as_bytes()).unwrap();
    assert_eq!((table.source.head, &*table.source.above, &*table.ignored()), (3, &[1][..], &["Kleur".to_owned()][..]));
    assert_eq!(table.source.other_names, [("No.".to_owned(), "Nummer")]);
    assert_eq!(cells(&table)[0], (4, ["1", "2-2-2026", "A", ""].map(str::to_owned).to_vec()));
    let other = "Lijst;;\nVolgnr;Wanneer;Club\n1;2-2-2026;A\n";
    let table = look(other.as_bytes()).unwrap();
    assert_eq!((table.source.head, &*table.doubts), (2, &[Doubt::Columns(vec![0, 1, 2])][..]));
    let columns = [("id", 0), ("on", 1), ("who", 2)].map(|(key, place)| (key.to_owned(), Some(place)));
    let wish = Wish { head: Some(2), columns: columns.into(), ..Wish::default() };
    let table = read(other.as_bytes(), &WANTED, &BOUNDS, &wish).unwrap();
    assert_eq!((cells(&table)[0].1[2].as_str(), &*table.doubts), ("A", &[][..]));
    let twice =
        Wish { columns: [("id", 0), ("on", 0), ("who", 2)].map(|(k, p)| (k.to_owned(), Some(p))).into(), ..wish };
    assert!(read(other.as_bytes(), &WANTED, &BOUNDS, &twice).unwrap_err().why.nl.contains("twee dingen"));
}

fn workbook() -> Workbook {
    let mut book = Workbook::new();
    let first = book.add_worksheet().set_name("Uitleg").unwrap();
    first.write_string(0, 0, "Deze lijst houden wij bij").unwrap();
    let sheet = book.add_worksheet().set_name("2026").unwrap();
    sheet.write_string(0, 0, "Register 2026").unwrap();
    for (column, name) in (0..).zip(["Nummer", "Datum", "Naam vereniging", "Notitie"]) {
        sheet.write_string(2, column, name).unwrap();
    }
    sheet.write_number(3, 0, 999_993_276).unwrap();
    let day = Format::new().set_num_format("dd-mm-yyyy");
    sheet.write_datetime_with_format(3, 1, ExcelDateTime::from_ymd(2026, 11, 3).unwrap(), &day).unwrap();
    sheet.write_string(3, 2, "Café Zoë").unwrap();
    sheet.write_string(3, 3, "regel een\nregel twee").unwrap();
    sheet.write_boolean(5, 3, true).unwrap();
    sheet.write_string(5, 2, "Łódź").unwrap();
    book
}

#[test]
fn a_workbook_reads_its_sheet_its_days_and_its_numbers() {
    let table = look(&workbook().save_to_buffer().unwrap()).unwrap();
    assert_eq!((table.source.kind, table.source.sheet, table.source.head), (Kind::Xlsx, 1, 3));
    assert_eq!(table.source.sheets, ["Uitleg", "2026"]);
    let read = cells(&table);
    assert_eq!(
        read[0],
        (4, ["999993276", "03-11-2026", "Café Zoë", "regel een\nregel twee"].map(str::to_owned).to_vec())
    );
    assert_eq!(read[1], (6, ["", "", "Łódź", "ja"].map(str::to_owned).to_vec()));
    let chosen = Wish { sheet: Some("Uitleg".into()), ..Wish::default() };
    let file = workbook().save_to_buffer().unwrap();
    assert!(read_err(&file, &chosen).contains("geen rijen"));
}

fn read_err(bytes: &[u8], wish: &Wish) -> String {
    read(bytes, &WANTED, &BOUNDS, wish).unwrap_err().why.nl.into_owned()
}

#[test]
fn two_sheets_that_fit_alike_are_asked_about() {
    let mut book = Workbook::new();
    for year in ["2025", "2026"] {
        let sheet = book.add_worksheet().set_name(year).unwrap();
        for (column, name) in (0..).zip(["Nummer", "Datum", "Naam vereniging"]) {
            sheet.write_string(0, column, name).unwrap();
            sheet.write_string(1, column, year).unwrap();
        }
    }
    let file = book.save_to_buffer().unwrap();
    assert_eq!(look(&file).unwrap().doubts, [Doubt::Sheet]);
    let wish = Wish { sheet: Some("2026".into()), ..Wish::default() };
    let table = read(&file, &WANTED, &BOUNDS, &wish).unwrap();
    assert!(table.doubts.is_empty() && cells(&table)[0].1[0] == "2026");
}

#[test]
fn an_old_workbook_reads_like_a_new_one() {
    let file = include_bytes!("data/verenigingen.xls");
    let table = look(file).unwrap();
    assert_eq!(
        (table.source.kind, &*table.source.sheets[table.source.sheet], table.source.head),
        (Kind::Xls, "2026", 3)
    );
    let read = cells(&table);
    assert_eq!(
        read[0],
        (4, ["999993276", "03-11-2026", "Café Zoë", "regel een\nregel twee"].map(str::to_owned).to_vec())
    );
    assert_eq!(read[1], (6, ["", "", "Łódź", "ja"].map(str::to_owned).to_vec()));
}

/// An open workbook with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="Blad"><table:table-column table:number-columns-repeated="16384"/>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        archive.start_file(name, packed).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn text_cell(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn ods_head() -> String {
    let names: String = ["Nummer", "Datum", "Naam vereniging", "Notitie"].map(text_cell).concat();
    format!("<table:table-row>{names}<table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>")
}

#[test]
fn an_open_workbook_reads_days_entities_lines_and_repeated_rows() {
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"7\"><text:p>7,00</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-03\"><text:p>3 nov</text:p></table:table-cell>{}<table:table-cell office:value-type=\"string\"><office:annotation><text:p>een opmerking</text:p></office:annotation><text:p>een<text:s text:c=\"2\"/>&lt;twee&gt;</text:p><text:p>drie &#233;n &amp; vier</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        text_cell("Zoë<text:line-break/>Club")
    );
    let table = look(&ods(&format!("{}{row}", ods_head()))).unwrap();
    assert_eq!(table.source.kind, Kind::Ods);
    let expected = ["7", "03-11-2026", "Zoë\nClub", "een  <twee>\ndrie én & vier"].map(str::to_owned).to_vec();
    assert_eq!(cells(&table), [(5, expected)]);
}

#[test]
fn a_cell_that_says_it_is_there_a_million_times_is_refused_in_a_moment() {
    let wide = text_cell("x").replace("<table:table-cell", "<table:table-cell table:number-columns-repeated=\"16384\"");
    let all = format!("<table:table-row table:number-rows-repeated=\"1048576\">{wide}</table:table-row>").repeat(200);
    assert!(look(&ods(&format!("{}{all}", ods_head()))).unwrap_err().contains("te veel kolommen"));
    let long = format!("<table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row>", text_cell("x"));
    assert!(look(&ods(&format!("{}{long}", ods_head()))).unwrap_err().contains("hooguit 50"));
}

#[test]
fn an_archive_that_unpacks_to_far_more_than_may_be_is_refused_before_it_is_read() {
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", packed).unwrap();
    archive.write_all(b"<workbook/>").unwrap();
    archive.start_file("xl/worksheets/sheet1.xml", packed).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..40 {
        archive.write_all(&block).unwrap();
    }
    let file = archive.finish().unwrap().into_inner();
    assert!(file.len() < BOUNDS.bytes, "{}", file.len());
    assert!(look(&file).unwrap_err().contains("uitgepakt te groot"));
}

#[test]
fn two_cells_far_apart_and_one_text_everywhere_cost_no_memory() {
    let mut book = workbook();
    let sheet = book.worksheet_from_name("2026").unwrap();
    sheet.write_string(1_048_575, 0, "ver weg").unwrap();
    let table = look(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.rows.last().unwrap().number, 1_048_576);
    let sheet = book.worksheet_from_name("2026").unwrap();
    sheet.write_string(5, 16_383, "ver rechts").unwrap();
    assert!(look(&book.save_to_buffer().unwrap()).unwrap_err().contains("te veel kolommen"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let long = "x".repeat(32_000);
    for row in 0..50u32 {
        for column in 0..20u16 {
            sheet.write_string(row, column, &long).unwrap();
        }
    }
    assert!(look(&book.save_to_buffer().unwrap()).unwrap_err().contains("te veel tekst"));
}

#[test]
fn fifty_thousand_rows_are_refused_in_one_sentence() {
    let text = format!("Nummer;Datum;Naam vereniging\n{}", "1;2;3\n".repeat(50_000));
    assert!(look(text.as_bytes()).unwrap_err().contains("te veel rijen: er passen er hooguit 50"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..50_000u32 {
        sheet.write_number(row, 0, 1).unwrap();
    }
    assert!(look(&book.save_to_buffer().unwrap()).unwrap_err().contains("te veel rijen"));
}

#[test]
fn what_is_no_table_says_so() {
    let pages = ["<html><table><tr><td>Nummer", "<?xml version=\"1.0\"?><Workbook>", "  <!DOCTYPE html>"];
    for page in pages {
        assert!(look(page.as_bytes()).unwrap_err().contains("webpagina"), "{page}");
    }
    for bytes in
        [&b"PK\x03\x04abc"[..], b"%PDF-1.7", b"\x89PNG\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a\0bcdefgh"]
    {
        assert!(look(bytes).unwrap_err().contains("geen tabel"));
    }
    for empty in ["", " \n ", "Nummer;Datum;Naam vereniging\n"] {
        assert!(look(empty.as_bytes()).unwrap_err().contains("geen rijen"), "{empty:?}");
    }
    assert!(look(b"Nummer;Datum\n1;2\n").unwrap_err().contains("In rij 1 ontbreekt: Naam vereniging"));
    assert!(look(b"Nummer;Datum;Datum;Naam vereniging\n1;2;3;4\n").unwrap_err().contains("twee keer"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..800)) {
        let _ = look(&bytes);
    }

    #[test]
    fn no_damage_to_a_workbook_makes_it_stumble(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in 0usize..200) {
        let old = include_bytes!("data/verenigingen.xls").to_vec();
        for mut file in [workbook().save_to_buffer().unwrap(), ods(&ods_head()), old] {
            let place = at.index(file.len());
            file[place] = byte;
            file.truncate(file.len() - cut.min(file.len()));
            let _ = look(&file);
        }
    }

    #[test]
    fn no_text_is_lost_between_file_and_cells(names in proptest::collection::vec("[a-zé]{1,8}", 1..6)) {
        let rows: String = names.iter().map(|name| format!("1;2-2-2026;{name}\n")).collect();
        let table = look(format!("Nummer;Datum;Naam vereniging\n{rows}").as_bytes()).unwrap();
        let read: Vec<String> = cells(&table).into_iter().map(|(_, cells)| cells[2].clone()).collect();
        prop_assert_eq!(read, names);
    }
}
