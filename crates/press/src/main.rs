//! The press: one document as JSON on its input, one PDF on its output, and then it is gone with everything it knew of it. Or what somebody
//! added, of which it draws pictures: whatever a file does to who reads it, it does here. Or the template of a house, of which it makes a look
//! for documents to come. It opens no connection, no file but fonts in the folder that it is told, and says nothing of what it was given: how
//! it ended is its number.

mod content;
mod face;
mod letters;
mod look;
mod memory;
mod set;
mod template;
mod told;
mod values;
mod world;

use face::Face;
use paper::{Document, Error, FACE, FONTS, LOOK, MOST_BYTES, MOST_FACE, Original, TAKE, WITH, unpack};
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
    memory::limit()?;
    let mut given = Vec::new();
    io::stdin().lock().take(MOST_BYTES + MOST_FACE + 9).read_to_end(&mut given).map_err(|_| Error::Layout)?;
    let (face, words) = match given.split_first_chunk::<4>() {
        Some((WITH, order)) => long(order)?,
        _ => (&[][..], given.as_slice()),
    };
    if u64::try_from(words.len()).map_or(true, |length| length > MOST_BYTES) {
        return Err(Error::TooMuch);
    }
    let made = match words.split_first_chunk::<4>() {
        Some((LOOK, order)) => look::one(order)?,
        Some((FACE, order)) => template::answer(order)?,
        Some((TAKE, order)) => {
            let (document, pictures) = taken(order)?;
            set(&document, &pictures, face)?
        }
        _ => set(&serde_json::from_slice(words).map_err(|_| Error::Layout)?, &[], face)?,
    };
    let mut out = io::stdout().lock();
    out.write_all(&made).and_then(|()| out.flush()).map_err(|_| Error::Archive)
}

/// What says how long it is, and what follows it.
fn long(order: &[u8]) -> Result<(&[u8], &[u8]), Error> {
    let (length, rest) = order.split_first_chunk::<4>().ok_or(Error::Layout)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Error::Layout)?;
    rest.split_at_checked(length).ok_or(Error::Layout)
}

/// Sets it in this look, which was made of a template before; in ours without one.
fn set(document: &Document, pictures: &[Vec<u8>], face: &[u8]) -> Result<Vec<u8>, Error> {
    let mut parts = unpack(face).ok_or(Error::Layout)?.into_iter();
    let face = parts.next().map(serde_json::from_slice::<Face>).transpose().map_err(|_| Error::Layout)?;
    let fonts: Vec<Vec<u8>> = parts.map(<[u8]>::to_vec).collect();
    let fonts = letters::brought(&fonts).map_err(|_| Error::Layout)?;
    letters::complete(document, fonts, std::env::var_os(FONTS).map(PathBuf::from));
    set::pdf(document, pictures, face.unwrap_or_default())
}

/// What stands before the pictures, and the pictures of what was added.
fn taken(order: &[u8]) -> Result<(Document, Vec<Vec<u8>>), Error> {
    let (sort, rest) = order.split_first().ok_or(Error::Layout)?;
    let sort = Original::of_byte(*sort).ok_or(Error::Layout)?;
    let (words, bytes) = long(rest)?;
    let document = serde_json::from_slice(words).map_err(|_| Error::Layout)?;
    Ok((document, look::all(sort, bytes)?))
}
