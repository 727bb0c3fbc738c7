//! A document becomes a PDF: in the look of its house, or in ours.

use crate::{
    Document, Error, Look,
    look::chosen,
    press::{MOST_BYTES, made, press, turn},
};

impl Document {
    /// The document as PDF/A-2a, tagged for who reads by ear, with its fonts inside. A document with at least one heading is PDF/UA-1
    /// as well; that norm wants a list of headings, and a document without has none to give. The same document gives the same bytes.
    ///
    /// This waits for a program: keep it away from threads that must answer others.
    ///
    /// # Errors
    /// When there is no press, when it has no time, or when it cannot set this.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        self.printed().map(|printed| printed.pdf)
    }

    /// The same, with what is to be known of how it was printed.
    ///
    /// # Errors
    /// As [`Document::pdf`].
    pub fn printed(&self) -> Result<Printed, Error> {
        self.printed_in(chosen(self.house.as_deref()))
    }

    /// The same in this look, or with none in ours.
    ///
    /// # Errors
    /// As [`Document::pdf`].
    pub fn printed_in(&self, look: Option<&Look>) -> Result<Printed, Error> {
        printed(&serde_json::to_vec(self).map_err(|_| Error::Layout)?, look)
    }
}

/// A document that was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Why it is not in the look that it should have had, but in ours; for the log.
    pub in_ours: Option<Error>,
}

/// What the press makes of this in a look. A document that cannot be set in it is set in ours: that of a house is never in the way of what is said.
/// One that takes too long does so in every look.
pub(crate) fn printed(words: &[u8], look: Option<&Look>) -> Result<Printed, Error> {
    let program = press().ok_or(Error::NoPress)?;
    if u64::try_from(words.len()).map_or(true, |length| length > MOST_BYTES) {
        return Err(Error::TooMuch);
    }
    let _turn = turn()?;
    set(words, look, |asked| made(&program, asked, b"%PDF"))
}

fn set(words: &[u8], look: Option<&Look>, made: impl Fn(&[u8]) -> Result<Vec<u8>, Error>) -> Result<Printed, Error> {
    let Some(look) = look else { return made(words).map(|pdf| Printed { pdf, in_ours: None }) };
    match look.before(words).ok_or(Error::TooMuch).and_then(|asked| made(&asked)) {
        Ok(pdf) => Ok(Printed { pdf, in_ours: None }),
        Err(Error::TooSlow) => Err(Error::TooSlow),
        Err(why) => made(words).map(|pdf| Printed { pdf, in_ours: Some(why) }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_set_in_the_look_of_a_house_is_set_in_ours_and_that_is_told() {
        let look = Look::by_chance();
        let breaks =
            |how: Error| move |asked: &[u8]| if asked.starts_with(b"WITH") { Err(how) } else { Ok(asked.to_vec()) };
        for how in [Error::Layout, Error::Archive, Error::TooMuch, Error::Memory] {
            let ours = Printed { pdf: b"words".to_vec(), in_ours: Some(how) };
            assert_eq!(set(b"words", Some(&look), breaks(how)), Ok(ours));
        }
        assert_eq!(
            set(b"words", Some(&look), breaks(Error::TooSlow)),
            Err(Error::TooSlow),
            "a minute is not waited twice"
        );
        assert_eq!(set(b"words", None, breaks(Error::Layout)).unwrap().in_ours, None);
        assert!(set(b"words", Some(&look), |asked| Ok(asked.to_vec())).unwrap().pdf.ends_with(b"words"));
        assert_eq!(set(b"words", Some(&look), |_| Err(Error::Layout)), Err(Error::Layout));
    }
}
