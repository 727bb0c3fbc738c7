//! What is in an archive, and that it is no more than may be. The sizes that an archive gives of itself are not believed: everything is
//! unpacked once, into nothing, and counted.

use crate::book::{NO_TABLE, locked};
use kernel::Refusal;
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// The most that a workbook may hold unpacked, in bytes. Two thousand rows of a register are about two million.
pub(crate) const MOST_UNPACKED: u64 = 16 * 1024 * 1024;
/// The most parts of a workbook.
const MOST_PARTS: usize = 500;

const TOO_LARGE: Refusal = Refusal::of(
    "Dit werkblad is uitgepakt te groot om een register of vragenlijst te zijn. Knip het in stukken of sla alleen het tabblad op dat u nodig hebt.",
    "Unpacked, this workbook is too large to be a register or questionnaire. Cut it into parts or save only the sheet that you need.",
);

/// The names of the parts.
///
/// # Errors
/// A sentence when it cannot be read, has a password, or is more than may be.
pub(crate) fn parts(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NO_TABLE)?;
    if archive.len() > MOST_PARTS {
        return Err(TOO_LARGE);
    }
    let secret =
        |error: &ZipError| matches!(error, ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED);
    let why = |error| if secret(&error) { locked() } else { NO_TABLE };
    let (mut names, mut left) = (Vec::new(), MOST_UNPACKED);
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(why)?;
        names.push(part.name().map_err(|_| NO_TABLE)?.into_owned());
        let size = std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink()).map_err(|_| NO_TABLE)?;
        left = left.checked_sub(size).ok_or(TOO_LARGE)?;
    }
    Ok(names)
}

/// One part as text; only after [`parts`] counted it.
///
/// # Errors
/// A sentence when it is not there or no text.
pub(crate) fn part(bytes: &[u8], name: &str) -> Result<String, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NO_TABLE)?;
    let mut text = String::new();
    let part = archive.by_name(name).map_err(|_| NO_TABLE)?;
    part.take(MOST_UNPACKED).read_to_string(&mut text).map_err(|_| NO_TABLE)?;
    Ok(text)
}
