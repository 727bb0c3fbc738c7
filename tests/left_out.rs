//! How a test leaves itself out when something is not on this machine: it says so, and writes it down where `cargo xtask check` counts it.
//! Test programs of several crates take this file in, so it lists nothing but the standard library.

use std::{env, fs::OpenOptions, io::Write, thread};

/// The test that calls this is not made, and this is why.
pub(crate) fn left_out(why: &str) {
    eprintln!("left out: {why}");
    let Some(list) = env::var_os("CASUSTAFEL_LEFT_OUT") else { return };
    let program = env::current_exe().expect("this program has a file");
    let program = program.file_name().expect("a name").to_string_lossy().into_owned();
    // A test runs in a thread that is called after it.
    let test = thread::current().name().expect("the thread of a test").to_owned();
    let line = format!("{program}\t{test}\t{why}\n");
    OpenOptions::new().append(true).open(list).and_then(|mut list| list.write_all(line.as_bytes())).expect("the list");
}
