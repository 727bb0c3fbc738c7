//! Papers in the look of a house: it is around them, and nothing of what they say is lost.

use crate::documents::{advice, holds, nasty, read, squeezed};
use crate::left_out::left_out;
use jiff::civil::date;
use paper::{Document, Error, Language, Look, Original, Table, sample};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// The example of the documentation.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/papers/huisstijl.typ")
}

/// A folder with this template in it.
pub(crate) fn folder(template: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("huisstijl.typ");
    fs::write(&path, template).unwrap();
    (folder, path)
}

fn look(template: &str) -> Look {
    let (_folder, path) = folder(template);
    Look::of(&path).unwrap()
}

/// One of every kind of sheet that there is.
fn sheets() -> Vec<(&'static str, Document)> {
    let empty = |language| Document::new(" ", language, date(2026, 4, 3));
    let mut wide = Document::new("Breed", Language::Dutch, date(2026, 4, 3));
    let head = (1..=9).map(|no| format!("Kolom {no}"));
    wide.chapter("Kop")
        .table((1..80).fold(Table::new(head), |table, row| table.row((1..=9).map(|no| (row * no).to_string()))));
    let mut draft =
        Document::new("Agenda", Language::Dutch, date(2026, 4, 3)).across("Meegenomen door A. Lezer op 03-04-2026");
    draft.note("Concept: dit overleg is nog niet gehouden.").chapter("Punten").paragraph("Een punt. ".repeat(900));
    vec![
        ("what people type", nasty()),
        ("an advice of one page", advice(300)),
        ("an advice that is set smaller", advice(2800)),
        ("an advice of more pages", advice(4400)),
        ("a sample", sample(Language::Dutch)),
        ("a sample in English", sample(Language::English).one_page()),
        ("next to nothing", empty(Language::English)),
        ("a wide table", wide),
        ("a draft with words across", draft),
    ]
}

/// What a PDF says between header and footer, as one word: where lines end and words are broken makes no difference.
fn said(pdf: &[u8], (top, bottom): (u32, u32)) -> Option<String> {
    let area =
        ["-raw", "-r", "72", "-x", "0", "-W", "596", "-y", &top.to_string(), "-H", &(842 - top - bottom).to_string()]
            .map(str::to_owned);
    let tool =
        Command::new("pdftotext").args(area).args(["-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut tool) = tool else {
        left_out("pdftotext reads back what was printed");
        return None;
    };
    tool.stdin.take().unwrap().write_all(pdf).unwrap();
    let text = String::from_utf8(tool.wait_with_output().unwrap().stdout).unwrap();
    Some(squeezed(&text).replace(['-', '\u{2010}', '\u{AD}'], ""))
}

/// Every text in a document.
fn texts(document: &Document) -> Vec<String> {
    fn walk(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => found.extend(text.split("\n").map(str::to_owned)),
            serde_json::Value::Array(all) => all.iter().for_each(|one| walk(one, found)),
            serde_json::Value::Object(all) => all.values().for_each(|one| walk(one, found)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(document).unwrap(), &mut found);
    found.iter().map(|text| squeezed(text).replace('-', "")).filter(|text| !text.is_empty()).collect()
}

/// The words across a page come between others where they are read by place; without them the rest is whole.
fn without_across(document: &Document) -> Document {
    Document { across: None, ..document.clone() }
}

/// Whether nothing of a document is missing in a look, whose margins at top and bottom are so many points.
fn nothing_is_lost(name: &str, document: &Document, look: &Look, margins: (u32, u32)) {
    let document = without_across(document);
    let ours = document.printed_in(None).unwrap().pdf;
    let own = document.printed_in(Some(look)).unwrap();
    assert_eq!(own.in_ours, None, "{name}");
    // What fits on one page may have its narrow white, about which no template here says anything, and the whole page has header and footer.
    let ways = |pdf: &[u8], usual| [usual, (58, 47), (0, 0)].map(|margins| said(pdf, margins).unwrap_or_default());
    let (ours, own) = (ways(&ours, (90, 84)), ways(&own.pdf, margins));
    if ours.iter().all(String::is_empty) {
        return;
    }
    let holds = |ways: &[String], text: &str| ways.iter().any(|way| way.contains(text));
    let mut found = 0;
    for text in texts(&document).iter().filter(|text| holds(&ours, text)) {
        assert!(holds(&own, text), "{name}: {text}\n{own:?}");
        found += 1;
    }
    assert!(found > 3 || name == "next to nothing", "{name}: {found}");
}

#[test]
fn every_kind_of_sheet_is_set_in_the_example_and_nothing_of_it_is_lost() {
    let look = Look::of(&example()).unwrap();
    for (name, document) in sheets() {
        nothing_is_lost(name, &document, &look, (96, 84));
    }
}

#[test]
fn what_a_paper_must_be_it_is_in_the_look_of_a_house_as_well() {
    let look = Look::of(&example()).unwrap();
    for (name, document) in sheets() {
        let ours = document.printed_in(None).unwrap().pdf;
        let own = document.printed_in(Some(&look)).unwrap().pdf;
        let language = if document.language == Language::Dutch { "/Lang(nl" } else { "/Lang(en" };
        for sign in ["%PDF-1.7", "/StructTreeRoot", language, "pdfaid:part>2<", "pdfaid:conformance>A<", "/MarkInfo"] {
            assert!(holds(&own, sign), "{name}: {sign}");
        }
        assert_eq!(holds(&own, "pdfuaid:part>1<"), holds(&ours, "pdfuaid:part>1<"), "{name}");
        assert_ne!(own, ours, "{name}");
        let Some(text) = read(&own) else { continue };
        let pages = text.matches('\u{C}').count();
        let (page, of) = if document.language == Language::Dutch { ("pagina", "van") } else { ("page", "of") };
        for (no, sheet) in (1..).zip(text.split('\u{C}').filter(|sheet| !sheet.trim().is_empty())) {
            let numbered = format!("{page}{no}{of}{pages}");
            assert!(squeezed(sheet).contains(&numbered), "{name}: {numbered} in {sheet}");
            for wanted in document.reference.iter().chain(&document.author) {
                assert!(squeezed(sheet).contains(&squeezed(wanted)), "{name}: {wanted} in {sheet}");
            }
        }
    }
}

/// What another program says is wrong with how a PDF is built. `None` where there is no such program.
fn faults(pdf: &[u8]) -> Option<String> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.pdf");
    fs::write(&file, pdf).unwrap();
    let Ok(looked) = Command::new("pdftotext").arg(&file).arg("-").output() else {
        left_out("pdftotext looks at how a paper is built");
        return None;
    };
    Some(String::from_utf8_lossy(&looked.stderr).into_owned())
}

#[test]
fn nothing_is_wrong_with_the_build_of_a_paper_in_the_look_of_a_house_and_it_is_seen_when_something_is() {
    let look = Look::of(&example()).unwrap();
    for (name, document) in sheets() {
        let pdf = document.printed_in(Some(&look)).unwrap().pdf;
        let Some(said) = faults(&pdf) else { return };
        assert_eq!(said, "", "{name}");
        assert_ne!(faults(&pdf[..pdf.len() - 40]), Some(String::new()), "{name}: a paper of which the end is missing");
    }
}

#[test]
fn the_words_across_stand_over_every_page_of_a_paper_in_the_look_of_a_house() {
    let look = Look::of(&example()).unwrap();
    let mut document = Document::new("Stuk", Language::Dutch, date(2026, 4, 3)).across("XYZXYZ");
    document.chapter("Kop").table((0..90).fold(Table::new(["Week"]), |table, row| table.row([row.to_string()])));
    let Some(text) = read(&document.printed_in(Some(&look)).unwrap().pdf) else { return };
    let sheets: Vec<&str> = text.split('\u{C}').filter(|sheet| !sheet.trim().is_empty()).collect();
    assert!(sheets.len() > 2);
    for sheet in sheets {
        assert!(sheet.contains('X') && sheet.contains('Y') && sheet.contains('Z'), "{sheet}");
    }
}

#[test]
fn a_letterhead_is_read_aloud_in_the_language_of_the_paper() {
    let look = look(
        "#let look = (name: \"Huis A\", letterhead: language => if language == \"nl\" [Postbus] else [Box], accent: rgb(\"#7a1030\"))",
    );
    let said = |language| sample(language).printed_in(Some(&look)).unwrap().pdf;
    assert!(holds(&said(Language::Dutch), "/Alt(Huis A Postbus)") && !holds(&said(Language::Dutch), "Huis A Box"));
    assert!(holds(&said(Language::English), "/Alt(Huis A Box)"));
}

/// Dots of this colour or nearly, on the first page.
fn dots(pdf: &[u8], wanted: [u8; 3]) -> usize {
    let png = Original::Pdf.picture(pdf, 1).unwrap();
    let picture = image::load_from_memory(&png).unwrap().into_rgb8();
    picture.pixels().filter(|dot| dot.0.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 8)).count()
}

#[test]
fn the_colours_and_pictures_of_a_house_are_seen() {
    let plain = dots(&sample(Language::Dutch).printed_in(None).unwrap().pdf, [0x7a, 0x10, 0x30]);
    let red = look("#let look = (name: \"Huis A\", accent: rgb(\"#7a1030\"))");
    let with_colour = dots(&sample(Language::Dutch).printed_in(Some(&red)).unwrap().pdf, [0x7a, 0x10, 0x30]);
    let box_too = look(
        "#let look = (name: \"Huis A\", accent: rgb(\"#7a1030\"), footer: rect(width: 60mm, height: 8mm, fill: rgb(\"#7a1030\")))",
    );
    let with_box = dots(&sample(Language::Dutch).printed_in(Some(&box_too)).unwrap().pdf, [0x7a, 0x10, 0x30]);
    assert_eq!(plain, 0);
    assert!(with_colour > 500 && with_box > with_colour + 10_000, "{with_colour} {with_box}");
}

#[test]
fn what_a_template_draws_stays_in_its_place_and_covers_nothing() {
    let small = look(
        "#let look = (name: \"A\", letterhead: rect(width: 10mm, height: 10mm, fill: rgb(\"#d8d8d8\"), stroke: none))",
    );
    // As large as the sheet, over everything and put elsewhere: all of it from a place of ten millimetres.
    let greedy = look(
        "#let cover = place(dx: -50mm, dy: -50mm, rect(width: 300mm, height: 400mm, fill: white))\n\
         #let low = place(dy: 12mm, rect(width: 300mm, height: 200mm, fill: white))\n\
         #let look = (name: \"A\", letterhead: { rect(width: 10mm, height: 10mm, fill: rgb(\"#d8d8d8\"), stroke: none); low }, \
         running: { cover; box(height: 5mm) }, footer: { cover; box(height: 5mm) })",
    );
    let document = sample(Language::Dutch);
    let ink = |look: &Look| dots(&document.printed_in(Some(look)).unwrap().pdf, [0x1c, 0x24, 0x30]);
    let (small, greedy) = (ink(&small), ink(&greedy));
    assert!(small > 2000 && greedy.abs_diff(small) * 50 < small, "{small} {greedy}");
}

#[test]
fn a_template_cannot_count_other_pages_say_another_title_or_add_a_link() {
    let look = look(
        "#let look = (name: \"A\", letterhead: [#counter(page).update(40) #link(\"https://elsewhere.example/\")[hier] #metadata(1) <casustafel-look>], \
         footer: [#counter(page).update(7) voet])",
    );
    let pdf = sample(Language::Dutch).printed_in(Some(&look)).unwrap().pdf;
    assert!(!holds(&pdf, "elsewhere.example"));
    let Some(text) = read(&pdf) else { return };
    assert!(squeezed(&text).contains("pagina1van") && !squeezed(&text).contains("pagina40"), "{text}");
}

#[test]
fn the_letters_of_a_house_are_in_its_papers() {
    let Ok(font) = fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf") else {
        left_out("a font of the system is the letter of a house");
        return;
    };
    let (folder, path) = folder("#let look = (name: \"A\", font: \"DejaVu Sans\", letterhead: [Huis])");
    fs::write(folder.path().join("huis.ttf"), font).unwrap();
    let look = Look::of(&path).unwrap();
    let pdf = nasty().printed_in(Some(&look)).unwrap();
    assert_eq!(pdf.in_ours, None);
    assert!(holds(&pdf.pdf, "DejaVuSans"));
    nothing_is_lost("in other letters", &nasty(), &look, (90, 84));
}

#[test]
fn a_document_that_was_added_goes_along_in_the_look_of_the_house() {
    let look = Look::of(&example()).unwrap();
    let mut document = Document::new("Bijlage", Language::Dutch, date(2026, 4, 3)).across("Meegenomen");
    document.chapter("Wat dit is").paragraph("Een foto.");
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let taken = Original::Png.behind_in(&document, &png.into_inner(), Some(&look)).unwrap();
    assert_eq!(taken.in_ours, None);
    assert!(holds(&taken.pdf, "/Alt(Zorg- en Veiligheidshuis Voorbeeldstad"));
    assert_eq!(Original::Png.behind_in(&document, b"no picture", Some(&look)), Err(Error::Layout));
    assert_eq!(document.printed_in(Some(&look)), document.printed_in(Some(&look)), "and the same gives the same bytes");
}
