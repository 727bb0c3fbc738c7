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

impl Bsn {
    /// Whether a text holds one: nine digits that pass the eleven-test, in a row or in groups of two to four with a dot, a space or a hyphen
    /// between them, and not part of a longer word or number, of a telephone number with its country, or named as that of an organisation (RSIN).
    #[must_use]
    pub fn is_within(text: &str) -> bool {
        let signs: Vec<char> = text.chars().collect();
        let begins = |at: usize| {
            let before = signs.get(..at).unwrap_or_default();
            !before.last().is_some_and(|c| c.is_alphanumeric()) && !is_other(before)
        };
        let starts = signs.iter().enumerate().filter(|(at, c)| c.is_ascii_digit() && begins(*at));
        starts
            .map(|(at, _)| at)
            .any(|at| signs.get(at..).and_then(grouped_at).is_some_and(|n| n.parse::<Self>().is_ok()))
    }

    /// A free text as it is, when it holds none (SPC-05).
    ///
    /// # Errors
    /// A sentence that says where such a number belongs, and what to do with another number that looks like one.
    pub fn none_in(text: &str) -> Result<&str, Refusal> {
        if Self::is_within(text) {
            return Err(Refusal::of(
                "Hier staat een BSN. Haal het weg: een BSN hoort alleen in het veld dat ervoor is. Is het een ander nummer? Zet er dan letters \
                 voor, zoals nr123.",
                "This holds a citizen service number. Remove it: it belongs only in the field that is meant for it. Is it another number? Then \
                 put letters in front of it, as in nr123.",
            ));
        }
        Ok(text)
    }
}

/// Whether what stands before digits says that they are another number: the rest of a telephone number, or that of an organisation.
fn is_other(before: &[char]) -> bool {
    let between = |c: &char| matches!(c, '.' | ' ' | '-' | '\u{a0}' | '(' | ')');
    let run = before.iter().rev().take_while(|c| c.is_ascii_digit() || between(c)).count();
    let (ahead, run) = before.split_at(before.len().saturating_sub(run));
    let digits: String = run.iter().filter(|c| c.is_ascii_digit()).collect();
    // Behind the country come nine digits, and then another number may begin.
    let telephone =
        (ahead.last() == Some(&'+') && digits.len() < 11) || (digits.starts_with("0031") && digits.len() < 13);
    let word: String =
        before.iter().rev().skip_while(|c| between(c) || **c == ':').take_while(|c| c.is_alphabetic()).collect();
    telephone || word.eq_ignore_ascii_case("nisr")
}

/// The nine digits that these signs begin with, one by one or in groups.
fn grouped_at(signs: &[char]) -> Option<String> {
    let (mut digits, mut groups, mut between) = (String::new(), vec![0_usize], None);
    let mut rest = signs.iter().copied().peekable();
    while let Some(sign) = rest.next() {
        let more = rest.peek().is_some_and(char::is_ascii_digit);
        if sign.is_ascii_digit() {
            digits.push(sign);
            if let Some(last) = groups.last_mut() {
                *last = last.saturating_add(1);
            }
        } else if matches!(sign, '.' | ' ' | '-' | '\u{a0}')
            && more
            && digits.len() < 9
            && between.is_none_or(|b| b == sign)
        {
            between = Some(sign);
            groups.push(0);
        } else {
            if sign.is_alphanumeric() {
                return None;
            }
            break;
        }
    }
    let fits = groups.len() == 1 || groups.iter().all(|n| (2..=4).contains(n));
    (digits.len() == 9 && fits).then_some(digits)
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

    #[test]
    fn a_number_in_a_text_is_noticed_however_it_is_grouped() {
        let texts = [
            "BSN 999993276.",
            "999.993.276",
            "zijn nummer (9999.93.276) staat er",
            "999 993 276 en verder",
            "999-993-276",
            "op 12 maart: 999993276",
            "12 999993276 12",
            "a\u{a0}999\u{a0}993\u{a0}276",
            "+31 20 123 45 67 999993276",
            "geen RSIN maar 999993276",
        ];
        for text in texts {
            assert!(Bsn::is_within(text), "{text}");
        }
    }

    #[test]
    fn another_number_is_left_alone() {
        let texts = [
            "nr999993276",
            "999993276x",
            "9999932760",
            "1999993276",
            "123456789",
            "99999 3276",
            "999.993-276",
            "999993 27 6",
            "06 12 34 56 78",
            "+31 99 999 32 76",
            "+31 999993276",
            "0031 999993276",
            "+31 (0)99 999 32 76",
            "+999993276",
            "RSIN 999993276",
            "rsin: 999.993.276",
            "14-03-2009 12",
            "",
            "٩٩٩٩٩٣٢٧٦",
        ];
        for text in texts {
            assert!(!Bsn::is_within(text), "{text}");
        }
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
