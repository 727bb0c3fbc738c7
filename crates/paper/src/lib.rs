//! A document in, a PDF out; a table in, a file for a spreadsheet out; a moment in, a file for a calendar out.
//!
//! This crate knows nobody: it takes words and figures, and does not know whose they are. What it is given, it prints; it never reads
//! it as markup, as a formula or as an instruction. Setting a document is heavy work, so a program of its own does it: the press.

mod appointment;
mod document;
mod error;
mod press;
mod sheet;
mod sight;

pub use appointment::Appointment;
pub use document::{Block, Chart, Document, Language, Level, Signature, Table};
pub use error::Error;
pub use press::{FONTS, MOST_BYTES, press, use_fonts, use_press};
pub use sheet::{Cell, Sheet};
pub use sight::{LOOK, MOST_PAGES, Original, TAKE};
