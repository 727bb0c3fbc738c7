//! A document in, a PDF out; a table in, a file for a spreadsheet out; a moment in, a file for a calendar out.
//!
//! This crate knows nobody: it takes words and figures, and does not know whose they are. What it is given, it prints; it never reads
//! it as markup, as a formula or as an instruction. Setting a document is heavy work, so a program of its own does it: the press.

mod appointment;
mod document;
mod error;
mod look;
mod press;
mod print;
mod sample;
mod sheet;
mod sight;

pub use appointment::Appointment;
pub use document::{Block, Chart, Document, Language, Level, Signature, Table};
pub use error::Error;
pub use look::{FACE, Look, Looks, MOST_FACE, WITH, pack, unpack, use_looks};
pub use press::{FONTS, LIMITS_MEMORY, MOST_BYTES, MOST_MEMORY, press, use_fonts, use_press};
pub use print::Printed;
pub use sample::sample;
pub use sheet::{Cell, Sheet};
pub use sight::{LOOK, MOST_PAGES, Original, TAKE};
