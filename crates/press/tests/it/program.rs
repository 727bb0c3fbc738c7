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
