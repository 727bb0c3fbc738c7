//! A document in, a PDF out; a table in, a file for a spreadsheet out.
//!
//! This crate knows nobody: it takes words and figures, and does not know whose they are. What it is given, it prints; it never reads
//! it as markup, as a formula or as an instruction.

mod document;
mod error;
mod pdf;
mod sheet;

pub use document::{Block, Chart, Document, Language, Level, Table};
pub use error::Error;
pub use sheet::{Cell, Sheet};
