//! A table as people have it in: text with any separator in any of the alphabets that spreadsheets write, or a workbook (XLSX, ODS, XLS).
//!
//! Two things it never does. It never guesses in silence: what it is not sure of, it asks (a [`Doubt`]), and what it took for granted, it
//! tells (a [`Source`]). And it never repairs in silence: an unclosed quotation mark, a letter that does not exist, an alphabet read for
//! another one are said at their row, and what is wrong with a row is for its reader to refuse. Rows carry the number they have in the
//! spreadsheet.
//!
//! A file comes from anybody who may hand one in. How much is read is bounded before it is laid out: see [`Bounds`].

mod asked;
mod book;
mod carry;
mod damage;
mod head;
mod hidden;
mod letters;
mod lines;
mod ods;
mod table;
mod text;
mod xls;
mod xlsx;
mod zipped;

pub use asked::{Bounds, Kind, Wish};
pub use carry::{carried, carry};
pub use damage::Damage;
pub use head::{Wanted, folded, spaced};
pub use letters::{Letters, Sample};
pub use table::{Doubt, Row, Source, Table, letters_of, read, too_large};
