//! The press: one document as JSON on its input, one PDF on its output, and then it is gone with everything it knew of it. Or what somebody
//! added, of which it draws pictures: whatever a file does to who reads it, it does here. It opens no connection, no file but fonts in the folder that it is told, and says nothing of what it was given: how it ended is its number.

mod content;
mod letters;
mod look;
mod set;
mod world;

use paper::{Document, Error, FONTS, LOOK, MOST_BYTES, Original, TAKE};
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
    let made = match words.split_first_chunk::<4>() {
        Some((LOOK, order)) => look::one(order)?,
        Some((TAKE, order)) => {
            let (document, pictures) = taken(order)?;
            set(&document, &pictures)?
        }
        _ => set(&serde_json::from_slice(&words).map_err(|_| Error::Layout)?, &[])?,
    };
    let mut out = io::stdout().lock();
    out.write_all(&made).and_then(|()| out.flush()).map_err(|_| Error::Archive)
}

fn set(document: &Document, pictures: &[Vec<u8>]) -> Result<Vec<u8>, Error> {
    letters::complete(document, std::env::var_os(FONTS).map(PathBuf::from));
    set::pdf(document, pictures)
}

/// What stands before the pictures, and the pictures of what was added.
fn taken(order: &[u8]) -> Result<(Document, Vec<Vec<u8>>), Error> {
    let (sort, rest) = order.split_first().ok_or(Error::Layout)?;
    let sort = Original::of_byte(*sort).ok_or(Error::Layout)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(Error::Layout)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Error::Layout)?;
    let (words, bytes) = rest.split_at_checked(length).ok_or(Error::Layout)?;
    let document = serde_json::from_slice(words).map_err(|_| Error::Layout)?;
    Ok((document, look::all(sort, bytes)?))
}
