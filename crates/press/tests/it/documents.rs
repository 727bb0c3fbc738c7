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

fn nasty() -> Document {
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

fn holds(pdf: &[u8], wanted: &str) -> bool {
    pdf.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

/// The words of a PDF, if there is a tool on this machine that reads them.
fn read(pdf: &[u8]) -> Option<String> {
    let tool =
        Command::new("pdftotext").args(["-layout", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut tool) = tool else {
        left_out("pdftotext reads back what was printed");
        return None;
    };
    tool.stdin.take().unwrap().write_all(pdf).unwrap();
    Some(String::from_utf8(tool.wait_with_output().unwrap().stdout).unwrap())
}

fn squeezed(text: &str) -> String {
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
fn a_letter_that_cannot_be_printed_leaves_a_mark() {
    let mut document = Document::new("Namen", Language::English, date(2026, 4, 3));
    document
        .paragraph("Anna 名 Bram 😀 Chris \u{E000} Dina\u{0} Ella\u{202E} Fatma")
        .bullets(["\u{1F469}\u{200D}\u{1F4BB}"]);
    let pdf = document.pdf().unwrap();
    let Some(text) = read(&pdf) else { return };
    assert!(text.contains("Anna \u{FFFD} Bram \u{FFFD} Chris \u{FFFD} Dina Ella Fatma"), "{text}");
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
