//! A document that somebody added, looked at: its pages as pictures that the press makes anew, and the same as a PDF of our own with words across
//! every page. What was in the file besides what one sees (whereabouts in a photograph, scripts, what was cut off) does not come through.

use crate::{
    Document, Error, Look,
    look::chosen,
    press::{MOST_BYTES, made, press, turn},
    print::{Printed, printed},
};
use serde::{Deserialize, Serialize};

/// What the press begins its reading with where it is asked for a picture of one page, or how many there are.
pub const LOOK: &[u8; 4] = b"LOOK";
/// The same where it is asked for all of it as a PDF, behind a document that says what stands before it.
pub const TAKE: &[u8; 4] = b"TAKE";
/// So many pages are looked at or taken along at most.
pub const MOST_PAGES: u32 = 60;

/// What sort of original it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Original {
    /// A PDF.
    Pdf,
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
}

impl Original {
    /// The byte that tells it to the press.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Pdf => b'd',
            Self::Png => b'p',
            Self::Jpeg => b'j',
        }
    }

    /// The sort that this byte tells.
    #[must_use]
    pub fn of_byte(byte: u8) -> Option<Self> {
        [Self::Pdf, Self::Png, Self::Jpeg].into_iter().find(|sort| sort.byte() == byte)
    }

    /// How many pages it has; one for a picture. This waits for a program.
    ///
    /// # Errors
    /// When there is no press, when it has no time, or when this is not what it says it is.
    pub fn pages(self, bytes: &[u8]) -> Result<u32, Error> {
        let told = self.looked(0, bytes)?;
        let told = told.strip_prefix(LOOK).and_then(|count| count.try_into().ok()).ok_or(Error::Layout)?;
        Ok(u32::from_be_bytes(told))
    }

    /// One of its pages as a picture (PNG), the first is 1. This waits for a program.
    ///
    /// # Errors
    /// As [`Original::pages`], and when there is no such page.
    pub fn picture(self, bytes: &[u8], page: u32) -> Result<Vec<u8>, Error> {
        self.looked(page.max(1), bytes)
    }

    fn looked(self, page: u32, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let asked = [LOOK.as_slice(), &[self.byte()], &page.to_be_bytes(), bytes].concat();
        ordered(&asked, if page == 0 { LOOK } else { b"\x89PNG" })
    }

    /// All of its pages as a PDF, behind what this document says. This waits for a program.
    ///
    /// # Errors
    /// As [`Original::pages`], and when there are more than [`MOST_PAGES`].
    pub fn behind(self, document: &Document, bytes: &[u8]) -> Result<Printed, Error> {
        self.behind_in(document, bytes, chosen(document.house.as_deref()))
    }

    /// The same in this look, or with none in ours.
    ///
    /// # Errors
    /// As [`Original::behind`].
    pub fn behind_in(self, document: &Document, bytes: &[u8], look: Option<&Look>) -> Result<Printed, Error> {
        let words = serde_json::to_vec(document).map_err(|_| Error::Layout)?;
        let length = u32::try_from(words.len()).map_err(|_| Error::TooMuch)?.to_be_bytes();
        let asked = [TAKE.as_slice(), &[self.byte()], &length, &words, bytes].concat();
        printed(&asked, look)
    }
}

fn ordered(asked: &[u8], begins: &[u8; 4]) -> Result<Vec<u8>, Error> {
    let program = press().ok_or(Error::NoPress)?;
    if u64::try_from(asked.len()).map_or(true, |length| length > MOST_BYTES) {
        return Err(Error::TooMuch);
    }
    let _turn = turn()?;
    made(&program, asked, begins)
}
