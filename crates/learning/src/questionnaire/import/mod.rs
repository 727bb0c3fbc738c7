//! Questions from elsewhere: a LimeSurvey file (`.lss`) or a table (a spreadsheet or CSV). Whoever hands one in learns of everything that does
//! not come along, question by question, before anything is taken over; and then takes over the rest or nothing.

mod condition;
mod fault;
mod html;
mod limesurvey;
mod survey;
mod table;

use super::question::{self, Question};
use kernel::{Refusal, Say};
use tables::{Table, Wish};

pub use fault::Fault;
pub use table::{COLUMNS, names};

/// The largest file, in bytes.
pub const LARGEST: usize = 2_000_000;

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The questions that can be asked here, in their order.
    pub questions: Vec<Question>,
    /// What does not come along.
    pub faults: Vec<Fault>,
    /// How a table was read, with what is to be answered first; `None` for a survey.
    pub table: Option<Table>,
}

impl Outcome {
    /// What is to be answered before anything can be said of the questions.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.table.as_ref().is_some_and(|table| !table.doubts.is_empty())
    }
}

/// The questions in this file, read as it is wished.
///
/// # Errors
/// A sentence when it cannot be read at all, or nothing in it is a question.
pub fn read(bytes: &[u8], wish: &Wish) -> Result<Outcome, Refusal> {
    const NO_QUESTIONS: Say = Say::of("Er staat geen vraag in dit bestand.", "There is no question in this file.");
    if bytes.len() > LARGEST {
        return Err(tables::too_large(LARGEST));
    }
    let outcome = if is_survey(bytes) {
        let (questions, faults) = limesurvey::read(bytes)?;
        Outcome { questions, faults, table: None }
    } else {
        let (questions, faults, table) = table::read(bytes, wish)?;
        Outcome { questions, faults, table: Some(table) }
    };
    if outcome.waits() {
        return Ok(outcome);
    }
    if outcome.questions.is_empty() && outcome.faults.iter().all(|fault| !fault.left) {
        return Err(NO_QUESTIONS.into());
    }
    question::check(&outcome.questions)?;
    Ok(outcome)
}

/// Whether a file is XML, as the structure of a survey is; a table that was saved as a web page is none.
fn is_survey(bytes: &[u8]) -> bool {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins: Vec<u8> = bare.iter().take(20).map(u8::to_ascii_lowercase).collect();
    let page = [&b"<html"[..], b"<table", b"<!doctype html"].iter().any(|mark| begins.starts_with(mark));
    begins.starts_with(b"<") && !page
}
