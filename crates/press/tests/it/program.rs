//! The program itself: what it does with what is no document.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What it says on both outputs and how it ends, given this.
fn given(words: &[u8]) -> (Option<i32>, Vec<u8>) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_casustafel-press"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may close its input before it has had everything.
    let _ = program.stdin.take().unwrap().write_all(words);
    let ended = program.wait_with_output().unwrap();
    (ended.status.code(), [ended.stdout, ended.stderr].concat())
}

#[test]
fn what_is_no_document_ends_with_a_number_and_without_a_word() {
    let layout = Some(i32::from(paper::Error::Layout.code()));
    for words in [&b""[..], b"{\"title\":\"Jansen\"}", b"[[[[[[", b"\xff\xfe"] {
        assert_eq!(given(words), (layout, Vec::new()), "{}", String::from_utf8_lossy(words));
    }
}

#[test]
fn more_than_a_document_may_hold_is_not_read() {
    let much = vec![b' '; usize::try_from(paper::MOST_BYTES).unwrap() + 1];
    assert_eq!(given(&much), (Some(i32::from(paper::Error::TooMuch.code())), Vec::new()));
}

/// A picture of so many dots that it says it has, and none that it has.
fn vast(width: u32, height: u32) -> Vec<u8> {
    let mut head = b"IHDR".to_vec();
    head.extend(width.to_be_bytes().into_iter().chain(height.to_be_bytes()).chain([8, 6, 0, 0, 0]));
    let crc = !head.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 })
    });
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0d".as_slice(), &head, &crc.to_be_bytes()].concat()
}

#[test]
fn what_somebody_added_and_cannot_be_drawn_ends_with_a_number_and_without_a_word() {
    let layout = Some(i32::from(paper::Error::Layout.code()));
    let look = |sort: u8, page: u32, bytes: &[u8]| [b"LOOK".as_slice(), &[sort], &page.to_be_bytes(), bytes].concat();
    for asked in [
        b"LOOK".to_vec(),
        b"LOOKd\0".to_vec(),
        look(b'x', 1, b"%PDF-1.7"),
        look(b'd', 1, b"%PDF-1.7 and nothing else"),
        look(b'd', 0, b"%PDF-1.7 and nothing else"),
        look(b'p', 1, b"\x89PNG\r\n\x1a\n"),
        look(b'p', 1, &vast(60_000, 60_000)),
        look(b'p', 1, &vast(16_000, 16_000)),
        look(b'j', 1, &[0xff, 0xd8, 0xff, 0xe0]),
        b"TAKE".to_vec(),
        b"TAKEd\xff\xff\xff\xff{}".to_vec(),
        b"TAKEp\0\0\0\x02{}\x89PNG".to_vec(),
    ] {
        assert_eq!(given(&asked), (layout, Vec::new()), "{}", String::from_utf8_lossy(&asked));
    }
}
