//! What is asked of the reader: how much it may read, and what somebody chose about a file.

use crate::letters::Letters;
use std::collections::BTreeMap;

/// How much is read of a file.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The largest file, in bytes. Four times as much may stand in the cells of one sheet.
    pub bytes: usize,
    /// The most rows with something in them, without the names.
    pub rows: usize,
    /// The most columns.
    pub columns: usize,
    /// The longest cell, in characters.
    pub cell: usize,
}

/// What somebody chose about how a file is read; nothing chosen leaves it to what is found.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The alphabet.
    pub letters: Option<Letters>,
    /// The name of the sheet.
    pub sheet: Option<String>,
    /// The row with the names of the columns.
    pub head: Option<usize>,
    /// By the key of a wanted column the place, from 0, of the column in the file; `None` for a column that is not there.
    pub columns: BTreeMap<String, Option<usize>>,
    /// Names of columns that were matched by hand before: from the name as [`crate::folded`] makes it to the key of a wanted column.
    pub remembered: BTreeMap<String, String>,
}

kernel::words! {
    /// A kind of file.
    pub enum Kind {
        Text = "text", "tekst", "text";
        Xlsx = "xlsx", "XLSX", "XLSX";
        Ods = "ods", "ODS", "ODS";
        Xls = "xls", "XLS", "XLS";
    }
}
