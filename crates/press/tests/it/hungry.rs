//! What asks for memory without end ends the press, and neither the machine nor the next paper.
#![cfg(target_os = "linux")]

use crate::looks::folder;
use jiff::civil::date;
use paper::{Document, Error, Language, Look, MOST_MEMORY, Original, sample};
use std::{
    io::Write,
    process::{Command, Stdio},
};

#[test]
fn a_template_that_asks_for_very_much_is_told_and_the_next_paper_is_well() {
    for greedy in ["#let x = \"0123456789\" * 900000000", "#let x = range(2000000000)", "#let x = (0,) * 2000000000"] {
        let (folder, path) = folder(&format!("{greedy}\n#let look = (name: \"A\")"));
        let said = Look::of(&path).unwrap_err();
        let at = folder.path().join("huisstijl.typ");
        assert_eq!(said, format!("{}: it asks for more memory than the press may have", at.display()), "{greedy}");
    }
    assert!(sample(Language::Dutch).pdf().is_ok());
}

/// A PDF of one page with a picture on it of so many dots on each side, all of one colour: a small file.
fn vast(side: usize) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    // A run of 128 dots is two bytes, and so many of the same are packed once more.
    packed.write_all(&[129, 0].repeat(side * side / 128 + 1)).unwrap();
    let packed = packed.finish().unwrap();
    let words = b"q 600 0 0 800 0 0 cm /I Do Q";
    let stream = |head: String, bytes: &[u8]| [head.as_bytes(), b"stream\n", bytes, b"\nendstream"].concat();
    let parts = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>".to_vec(),
        stream(format!("<</Length {}>>", words.len()), words),
        stream(
            format!(
                "<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray/BitsPerComponent 8\
                 /Filter[/FlateDecode/RunLengthDecode]/Length {}>>",
                packed.len()
            ),
            &packed,
        ),
    ];
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (no, part) in (1..).zip(&parts) {
        places.push(pdf.len());
        let no: usize = no;
        pdf.extend([format!("{no} 0 obj\n").as_bytes(), part, b"\nendobj\n"].concat());
    }
    let table = pdf.len();
    pdf.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    pdf.extend(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").as_bytes());
    pdf
}

#[test]
fn a_document_that_somebody_added_and_asks_for_very_much_ends_the_press_and_the_next_is_well() {
    assert!(Original::Pdf.picture(&vast(900), 1).is_ok(), "the same, smaller, is drawn");
    let bomb = vast(36_000);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let mut document = Document::new("Bijlage", Language::Dutch, date(2026, 4, 3));
    document.chapter("Wat dit is");
    assert_eq!(Original::Pdf.behind(&document, &bomb), Err(Error::Memory));
    assert!(document.pdf().is_ok());
}

/// How a press ends that was given only so much memory before it began.
fn with_only(memory: u64, document: &Document) -> bool {
    let limited = format!("ulimit -d {}; exec \"$0\"", memory / 1024);
    let mut press = Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_casustafel-press")])
        .env("RAYON_NUM_THREADS", "2")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It may close its input before it has had everything.
    let _ = press.stdin.take().unwrap().write_all(&serde_json::to_vec(document).unwrap());
    press.wait_with_output().unwrap().status.success()
}

#[test]
fn a_normal_paper_needs_a_small_part_of_what_the_press_may_have() {
    let mut long = sample(Language::Dutch);
    for no in 0..20 {
        long.chapter(format!("Punt {no}")).paragraph("Een agenda met alles wat de tafel te lezen heeft. ".repeat(60));
    }
    for paper in [sample(Language::English), long] {
        assert!(with_only(MOST_MEMORY / 8, &paper));
    }
    assert!(!with_only(3 * 1024 * 1024, &sample(Language::Dutch)), "and a limit that is there already is kept");
}
