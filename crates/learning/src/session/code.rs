//! The short code that people type to come in, and the ticket of one phone. Neither says anything of a person, a house or a subject.

use kernel::Refusal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Letters and digits that nobody takes for another one, and without vowels, so that no word comes out by accident.
const ALPHABET: &[u8; 22] = b"CDFGHJKMNPQRTVWXY34679";

/// Six characters: enough that guessing finds nothing in the hours that a session is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// A code out of random bytes. The first six that give a character without favouring one are used.
    #[must_use]
    pub fn of(random: [u8; 24]) -> Self {
        // 242 is the greatest multiple of 22 in a byte; what lies above it is passed over. All twenty-four above it is not a thing
        // that happens; then the plain remainder will do.
        let fair: Vec<u8> = random.iter().copied().filter(|b| *b < 242).collect();
        let bytes = if fair.len() < 6 { random.to_vec() } else { fair };
        let letter = |b: &u8| char::from(ALPHABET[usize::from(*b) % ALPHABET.len()]);
        Self(bytes.iter().take(6).map(letter).collect())
    }

    /// As it is typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In two groups, as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let (first, second) = self.0.split_at(3);
        format!("{first} {second}")
    }

    /// What the session claims, so that a bearer is let in.
    #[must_use]
    pub fn claim(&self) -> String {
        format!("code:{}", self.0)
    }
}

impl FromStr for Code {
    type Err = Refusal;
    /// Small letters, spaces and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let typed: String =
            text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        if typed.len() == 6 && typed.bytes().all(|b| ALPHABET.contains(&b)) {
            Ok(Self(typed))
        } else {
            Err(Refusal::of(
                "Deze code klopt niet. Een code heeft zes tekens en staat op het scherm.",
                "This code is not right. A code has six characters and is on the screen.",
            ))
        }
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(|r: Refusal| serde::de::Error::custom(r.why.en))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One phone in one session: random, and in no other place than the address of its own pages.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket(String);

impl Ticket {
    /// A ticket out of random bytes.
    #[must_use]
    pub fn of(random: [u8; 24]) -> Self {
        let letter = |b: &u8| char::from(ALPHABET[usize::from(*b) % ALPHABET.len()].to_ascii_lowercase());
        Self(random.iter().map(letter).collect())
    }

    /// As it stands in the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Ticket {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        if text.len() == 24 && text.bytes().all(|b| ALPHABET.contains(&b.to_ascii_uppercase())) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(Refusal::of("Deze kaart bestaat niet.", "This ticket does not exist."))
        }
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Ticket {
    /// A ticket never reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(..)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = Code::of([7; 24]);
        let typed = format!(" {} ", code.spoken().to_lowercase());
        assert_eq!(typed.parse::<Code>().unwrap(), code);
        assert_eq!("cd-f4 67".parse::<Code>().unwrap().as_str(), "CDF467");
    }

    #[test]
    fn no_code_has_a_character_that_looks_like_another() {
        for letter in ALPHABET {
            assert!(!b"0O1IL2Z5S8BU".contains(letter), "{}", char::from(*letter));
        }
        for text in ["", "CDF46", "CDF4677", "CDF46O", "CDF46\u{e9}", "../../"] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_byte_gives_a_code_that_is_read_back() {
        for byte in 0..=u8::MAX {
            let code = Code::of([byte; 24]);
            assert_eq!(code.as_str().parse::<Code>().unwrap(), code);
            let ticket = Ticket::of([byte; 24]);
            assert_eq!(ticket.as_str().parse::<Ticket>().unwrap(), ticket);
        }
    }

    #[test]
    fn a_ticket_is_not_in_a_log() {
        assert_eq!(format!("{:?}", Ticket::of([3; 24])), "Ticket(..)");
    }
}
