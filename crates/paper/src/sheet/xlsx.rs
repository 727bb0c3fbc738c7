//! The kind of file that Excel keeps.

use super::{Cell, Sheet, clean};
use crate::Error;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// As many characters as a cell of this kind of file can hold.
const LONGEST: usize = 32_767;

impl Sheet {
    /// The table as XLSX, with its head bold and fixed. Text is stored as text and is never a formula.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        self.workbook().and_then(|mut book| book.save_to_buffer()).map_err(lost)
    }

    fn workbook(&self) -> Result<Workbook, XlsxError> {
        let mut book = Workbook::new();
        let tab = book.add_worksheet().set_name(self.tab())?;
        let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
        let body = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        for (column, name) in self.columns.iter().enumerate() {
            tab.write_string_with_format(0, place(column)?, short(name), &head)?;
        }
        for (index, row) in self.rows.iter().enumerate() {
            let line = u32::try_from(index + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
            for (column, cell) in row.iter().enumerate() {
                match cell {
                    Cell::Text(text) => tab.write_string_with_format(line, place(column)?, short(text), &body)?,
                    Cell::Number(number) if number.is_finite() => {
                        tab.write_number_with_format(line, place(column)?, *number, &body)?
                    }
                    Cell::Number(_) | Cell::Empty => continue,
                };
            }
        }
        tab.set_freeze_panes(1, 0)?;
        tab.set_autofit_max_width(420).autofit();
        Ok(book)
    }
}

fn place(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

fn short(text: &str) -> String {
    clean(text).chars().take(LONGEST).collect()
}

// Takes the error whole so that nothing of the cell it was about goes further.
fn lost(_: XlsxError) -> Error {
    Error::Sheet
}
