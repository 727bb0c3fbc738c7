//! The press: one document as JSON on its input, one PDF on its output, and then it is gone with everything it knew of it. It opens no
//! connection, no file but fonts in the folder that it is told, and says nothing of what it was given: how it ended is its number.

mod content;
mod letters;
mod set;
mod world;

use paper::{Document, Error, FONTS, MOST_BYTES};
use std::{
    io::{self, IsTerminal, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

const HELP: &str = "\
Sets one document as a PDF: JSON on the input, the PDF on the output.
Casustafel starts this program by itself; it stands beside it and is never started by hand.
";

fn main() -> ExitCode {
    if io::stdin().is_terminal() || std::env::args().len() > 1 {
        let _ = io::stderr().write_all(HELP.as_bytes());
        return ExitCode::FAILURE;
    }
    match print() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ExitCode::from(error.code()),
    }
}

fn print() -> Result<(), Error> {
    let mut words = Vec::new();
    io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut words).map_err(|_| Error::Layout)?;
    if u64::try_from(words.len()).map_or(true, |length| length > MOST_BYTES) {
        return Err(Error::TooMuch);
    }
    let document: Document = serde_json::from_slice(&words).map_err(|_| Error::Layout)?;
    letters::complete(&document, std::env::var_os(FONTS).map(PathBuf::from));
    let pdf = set::pdf(&document)?;
    let mut out = io::stdout().lock();
    out.write_all(&pdf).and_then(|()| out.flush()).map_err(|_| Error::Archive)
}
