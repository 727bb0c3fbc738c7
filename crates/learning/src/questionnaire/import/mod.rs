//! Questions from elsewhere: a LimeSurvey file (`.lss`) or a table (CSV). All of it or nothing: whoever imports learns of everything
//! that does not fit, in one go, and nothing is half taken over.

mod fault;
mod limesurvey;
mod table;

use super::question::{self, Question};
use kernel::Say;

pub use fault::Fault;

/// The largest file.
const LARGEST: usize = 2_000_000;

/// The questions in this file.
///
/// # Errors
/// Everything that does not fit; at least one.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Question>, Vec<Fault>> {
    const TOO_LARGE: Say = Say::of("Dit bestand is te groot.", "This file is too large.");
    const NO_QUESTIONS: Say = Say::of("Er staat geen vraag in dit bestand.", "There is no question in this file.");
    const WHICH: Say = Say::of(
        "Kies een bestand van LimeSurvey (.lss) of een tabel (.csv).",
        "Choose a file of LimeSurvey (.lss) or a table (.csv).",
    );
    if bytes.len() > LARGEST {
        return Err(vec![Fault::of("", TOO_LARGE)]);
    }
    let end = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let read = match end.as_str() {
        "lss" | "xml" => limesurvey::read(bytes)?,
        "csv" | "txt" => table::read(bytes)?,
        _ => return Err(vec![Fault::of("", WHICH)]),
    };
    if read.is_empty() {
        return Err(vec![Fault::of("", NO_QUESTIONS)]);
    }
    question::check(&read).map_err(|refusal| vec![Fault::of("", refusal.why)])?;
    Ok(read)
}
