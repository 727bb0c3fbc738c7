//! The citizen service number. Only where the law provides for it (UAVG art. 46, Wgpga art. 4 under b).

use crate::Refusal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Nine digits that pass the eleven-test. Its `Debug` and `Display` are masked; only [`Bsn::reveal`] gives the number.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Bsn(String);

impl Bsn {
    /// The number itself: for matching and for a page whose reading was written in the book.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Bsn {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let digits: Vec<i32> = text.bytes().filter(u8::is_ascii_digit).map(|b| i32::from(b - b'0')).collect();
        if text.len() != 9 || digits.len() != 9 {
            return Err(Refusal::of("Een BSN heeft negen cijfers.", "A BSN has nine digits."));
        }
        let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
        let sum: i32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
        if sum == 0 || sum % 11 != 0 {
            return Err(Refusal::of("Dit BSN klopt niet (elfproef).", "This BSN is not valid (eleven-test)."));
        }
        Ok(Self(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Bsn {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(|r: Refusal| serde::de::Error::custom(r.why.en))
    }
}

impl fmt::Display for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••••••••")
    }
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(•••••••••)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_valid_number_passes_and_never_prints() {
        let bsn: Bsn = "999993276".parse().unwrap();
        assert_eq!(bsn.reveal(), "999993276");
        assert!(!format!("{bsn} {bsn:?}").contains('3'));
    }

    #[test]
    fn wrong_numbers_get_their_reason() {
        assert!("123456789".parse::<Bsn>().unwrap_err().why.nl.contains("elfproef"));
        assert!("000000000".parse::<Bsn>().is_err());
        assert!("99999327".parse::<Bsn>().unwrap_err().why.nl.contains("negen"));
        assert!("٩٩٩٩٩٣٢٧٦".parse::<Bsn>().is_err());
    }

    proptest! {
        /// SPC-05: whoever mistypes one digit is told.
        #[test]
        fn one_wrong_digit_is_always_found(place in 0usize..9, by in 1u8..10) {
            let mut digits = *b"999993276";
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            let text = String::from_utf8(digits.to_vec()).unwrap();
            prop_assert!(text.parse::<Bsn>().is_err());
        }
    }
}
