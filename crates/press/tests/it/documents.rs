//! A document becomes a PDF that lasts and can be read aloud, whatever people typed in it.

use crate::left_out::left_out;
use jiff::civil::date;
use paper::{Chart, Document, Error, Language, Table};
use std::io::Write;
use std::process::{Command, Stdio};

/// Texts that would do something if anything in here were read as markup, or that are hard to print.
const NASTY: [&str; 14] = [
    "#set page(width: 1cm)",
    "#panic(\"klaar\")",
    "#read(\"/etc/passwd\")",
    "$x^2$ kost $5",
    "[haken] en {accolades}",
    "`terug` ```blok``` \\ schuin",
    "*vet* _schuin_ ~ @bron <anker>",
    "= geen kop",
    "// geen opmerking /* ook niet */",
    "\"dubbel\" 'enkel' – „laag” ‘hoog’",
    "\\u{41} \\n \\",
    "Şerife Ünlü-Östberg d’Ávila Żółć Ελένη Ирина",
    "<script>alert(1)</script> &amp; &#65;",
    "https://example.org/een/heel/lang/adres/zonder/een/enkele/plaats/om/af/te/breken?en=ook&nog=vragen",
];

const BARS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160" width="480" height="160" font-family="sans-serif" font-size="13">
<rect x="120" y="10" width="300" height="30" fill="#1f4468"/><text x="0" y="30">Begon op tijd</text><text x="428" y="30">12</text>
<rect x="120" y="60" width="150" height="30" fill="#1f4468"/><text x="0" y="80">Liep uit</text><text x="278" y="80">6</text>
</svg>"##;

pub(crate) fn nasty() -> Document {
    let mut document = Document::new("#title[$x$] van *alles*", Language::Dutch, date(2026, 4, 3))
        .subtitle("= een \\ onderkop")
        .reference("REF-`7`")
        .author("Gemeente #Veldwijk")
        .about("Van", "[iedereen]");
    document.section("#heading").note("`let op`\n\n#noot");
    for text in NASTY {
        document.paragraph(text);
    }
    document
        .bullets(NASTY)
        .numbered([("#1", NASTY[0]), ("2.b", NASTY[3])])
        .pairs(NASTY.map(|text| (text, text)))
        .table(NASTY.into_iter().fold(Table::new(["#", "$"]), |table, text| table.row([text, text])).caption("#onder"))
        .chart(Chart::new(BARS, "#twee balken").caption("$balken$"))
        .page_break()
        .chapter("= slot");
    document
}

pub(crate) fn holds(pdf: &[u8], wanted: &str) -> bool {
    pdf.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

/// The words of a PDF, if there is a tool on this machine that reads them.
pub(crate) fn read(pdf: &[u8]) -> Option<String> {
    let tool =
        Command::new("pdftotext").args(["-layout", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut tool) = tool else {
        left_out("pdftotext reads back what was printed");
        return None;
    };
    tool.stdin.take().unwrap().write_all(pdf).unwrap();
    Some(String::from_utf8(tool.wait_with_output().unwrap().stdout).unwrap())
}

pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect()
}

#[test]
fn what_people_type_is_printed_and_never_run() {
    let pdf = nasty().pdf().unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    for sign in
        ["/StructTreeRoot", "/Lang(nl", "pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<", "/MarkInfo"]
    {
        assert!(holds(&pdf, sign), "{sign}");
    }
    let Some(text) = read(&pdf) else { return };
    let text = squeezed(&text);
    for wanted in
        NASTY.into_iter().chain(["#title[$x$] van *alles*", "REF-`7`", "Gemeente #Veldwijk", "#noot", "pagina 1 van"])
    {
        assert!(text.contains(&squeezed(wanted)), "{wanted}");
    }
}

#[test]
fn a_letter_that_cannot_be_printed_leaves_a_mark_and_is_told_by_name() {
    let mut document = Document::new("Namen", Language::English, date(2026, 4, 3));
    document
        .paragraph("Anna 名 Bram 😀 Chris \u{E000} Dina\u{0} Ella\u{202E} Fatma ①")
        .bullets(["\u{1F469}\u{200D}\u{1F4BB}"]);
    let pdf = document.pdf().unwrap();
    let Some(text) = read(&pdf) else { return };
    assert!(text.contains("Anna \u{FFFD} Bram \u{FFFD} Chris \u{FFFD} Dina Ella Fatma"), "{text}");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "There is no font here for these signs",
        "U+540D CJK UNIFIED IDEOGRAPH-540D",
        "U+1F600 GRINNING FACE",
        "U+E000;",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(
        !text.contains("U+202E") && !text.contains("U+2460"),
        "what nobody sees, and what is written plainly, is not missed"
    );
    assert!(text.contains("page 1 of 1"));
}

#[test]
fn a_document_with_next_to_nothing_in_it_is_still_one() {
    let empty = Document::new(" ", Language::Dutch, date(2026, 4, 3)).pdf().unwrap();
    assert!(holds(&empty, "pdfaid:part>2<"));
    assert!(!holds(&empty, "pdfuaid"), "the norm for reading aloud wants headings");
    let mut document = Document::new("", Language::Dutch, date(2026, 4, 3)).reference("").author("").about("", "");
    document.point("").chapter("").paragraph("").note("").bullets([""; 2]).numbered([("", "")]).pairs([("", "")]);
    document.table(Table::new([""; 0])).table(Table::new(["a"])).table(Table::default().row(["1", "2"]).row(["3"]));
    document.page_break().page_break().point("Diep").section("Hoger").chart(Chart::new(BARS, ""));
    assert!(document.pdf().is_ok());
}

#[test]
fn a_picture_that_is_none_is_an_error_without_a_word_of_it() {
    let mut document = Document::new("Beeld", Language::Dutch, date(2026, 4, 3));
    document.chart(Chart::new("<svg Jansen", "Jansen"));
    let error = document.pdf().unwrap_err();
    assert_eq!(error, Error::Layout);
    assert!(!format!("{error} {error:?}").contains("Jansen"));
}

#[test]
fn a_picture_fetches_nothing() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname" width="9" height="9"/></svg>"#;
    let mut document = Document::new("Beeld", Language::Dutch, date(2026, 4, 3));
    document.chart(Chart::new(svg, "niets"));
    assert_eq!(document.pdf(), Err(Error::Layout));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(nasty().pdf(), nasty().pdf());
}

/// How many pages a PDF says it has, at the foot of its last.
fn counted(pdf: &[u8]) -> Option<usize> {
    let text = read(pdf)?;
    let last = text.rsplit("pagina").next()?;
    last.split("van").nth(1)?.split_whitespace().next()?.parse().ok()
}

#[test]
fn ligatures_are_written_out_and_arabic_is_printed() {
    let mut document = Document::new("Letters", Language::Dutch, date(2026, 4, 3));
    document
        .chapter("Namen")
        .paragraph("De o\u{FB03}cier en \u{FB01}losoof: محمد and \u{FEE3}\u{FEA4}\u{FEE4}\u{FEAA}.");
    let pdf = document.pdf().unwrap();
    assert!(holds(&pdf, "NotoNaskhArabic"), "the font is inside");
    let Some(text) = read(&pdf) else { return };
    assert!(text.contains("officier en filosoof"), "{text}");
    assert!(!text.contains('\u{FFFD}') && !text.contains("U+"), "{text}");
}

#[test]
fn letters_of_a_folder_with_further_fonts_are_printed_and_not_missed() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    // Nothing in that folder has it either: it is told all the same, and what is no font there is passed over.
    let mut document = Document::new("Namen", Language::Dutch, date(2026, 4, 3));
    document.chapter("Namen").paragraph("Anna 名");
    let pdf = set_with(&document, Some(own));
    let Some(text) = read(&pdf) else { return };
    assert!(text.contains("U+540D"), "{text}");
    let Some(folder) = ["/usr/share/fonts/truetype/dejavu"].into_iter().find(|at| std::path::Path::new(at).is_dir())
    else {
        left_out("a font of the system prints what the fonts inside do not have");
        return;
    };
    let mut document = Document::new("Namen", Language::Dutch, date(2026, 4, 3));
    document.chapter("Namen").paragraph("Armeens: Անի");
    let told = read(&set_with(&document, None)).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("U+0531 ARMENIAN CAPITAL LETTER AYB"), "{told}");
    let text = read(&set_with(&document, Some(folder))).unwrap();
    assert!(text.contains("Անի") && !text.contains("U+0531"), "{text}");
}

/// What the press makes of it with this folder of fonts.
fn set_with(document: &Document, folder: Option<&str>) -> Vec<u8> {
    let mut press = Command::new(env!("CARGO_BIN_EXE_casustafel-press"))
        .env_clear()
        .envs(folder.map(|folder| (paper::FONTS, folder)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    press.stdin.take().unwrap().write_all(&serde_json::to_vec(document).unwrap()).unwrap();
    let done = press.wait_with_output().unwrap();
    assert!(done.status.success());
    done.stdout
}

/// An advice as long as it may be, with three who sign.
pub(crate) fn advice(letters: usize) -> Document {
    let words = "De signalen hangen samen en geen van de drie organisaties redt dit alleen. ".repeat(60);
    let mut document =
        Document::new("Integraal advies", Language::Dutch, date(2026, 4, 3)).one_page().reference("S-2026-0007");
    document.paragraph("Is een integrale aanpak nodig?").note("Advies: wel een integrale aanpak");
    document.chapter("Waarom").paragraph(words.chars().take(letters).collect::<String>());
    document.chapter("Aan tafel").bullets(["Reclassering: kent hem van het toezicht."; 3]);
    document
        .chapter("Eerste stappen")
        .numbered([(1, "De jongerenwerker zoekt hem op."), (2, "De school belt zijn moeder.")]);
    document.chapter("Verder").pairs([
        ("Voorwaarden", "Geen"),
        ("Wie het anders ziet", "Niemand"),
        ("Grond", "Wgpga art. 5 lid 5"),
    ]);
    let one = |office: &str| paper::Signature {
        office: office.to_owned(),
        organisation: "Openbaar Ministerie Noord-Holland".to_owned(),
        said: vec![
            "Ik besluit: een integrale aanpak, 27-11-2026".to_owned(),
            "Hilde Rechtema, officier van justitie".to_owned(),
        ],
    };
    document
        .chapter("Besluit")
        .signatures(["De burgemeester", "De politiechef", "De officier van justitie"].map(one).into());
    document
}

#[test]
fn an_advice_is_one_page_with_a_place_for_each_signature() {
    for letters in [300, 1500, 2800] {
        let pdf = advice(letters).pdf().unwrap();
        let Some(text) = read(&pdf) else { return };
        assert_eq!(counted(&pdf), Some(1), "{letters}: {text}");
        assert_eq!(text.matches("Handtekening").count(), 3, "{text}");
    }
    assert!(
        counted(&advice(4400).pdf().unwrap()).is_some_and(|pages| pages > 1),
        "never in a letter that nobody reads"
    );
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    for lines in 30..46 {
        let mut document = Document::new("Verslag", Language::Dutch, date(2026, 4, 3));
        for line in 0..lines {
            document.bullets([format!("regel {line}")]);
        }
        document.chapter("Een kop").table(Table::new(["Week", "Overleggen"]).row(["10", "4"]).row(["11", "5"]));
        let Some(text) = read(&document.pdf().unwrap()) else { return };
        let page = text.split('\u{C}').find(|page| page.contains("Een kop")).unwrap();
        assert!(page.contains("Overleggen"), "{lines}: {page}");
    }
}

#[test]
fn no_word_in_a_column_is_broken_as_long_as_the_columns_fit() {
    let table = Table::new(["Wie", "Organisatie", "Wat", "Uiterlijk"])
        .row([
            "Jeugdbescherming",
            "Reclassering Nederland",
            "Onderhoudt wekelijks contact met de verantwoordelijke en schrijft dat op. ",
            "27-11-2026",
        ])
        .row(["Politie", "Verantwoordelijkheidsgebied", "Belt.", "28-11-2026"]);
    let mut document = Document::new("Afspraken", Language::Dutch, date(2026, 4, 3));
    document.chapter("Wie doet wat").table(table);
    let Some(text) = read(&document.pdf().unwrap()) else { return };
    for word in ["Jeugdbescherming", "Verantwoordelijkheidsgebied", "verantwoordelijke", "27-11-2026"] {
        assert!(text.contains(word), "{word}: {text}");
    }
}
