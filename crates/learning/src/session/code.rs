//! The short code that people type to come in, and the ticket of one phone. Neither says anything of a person, a house or a subject.

use kernel::Refusal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Eight letters and digits, made by the vault, read out in a room.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// As it is typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In two groups, as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let (first, second) = self.0.split_at(self.0.len() / 2);
        format!("{first} {second}")
    }

    /// What the session claims, so that a bearer is let in.
    #[must_use]
    pub fn claim(&self) -> String {
        vault::code_claim(&self.0)
    }
}

impl FromStr for Code {
    type Err = Refusal;
    /// Small letters, spaces and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let typed: String =
            text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        // Six in sessions that were planned before codes had eight.
        if matches!(typed.len(), 6 | 8) && typed.bytes().all(|b| b.is_ascii_alphanumeric()) {
            Ok(Self(typed))
        } else {
            Err(Refusal::of(
                "Deze code klopt niet. Een code heeft acht tekens en staat op het scherm.",
                "This code is not right. A code has eight characters and is on the screen.",
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

/// One device in one session: random, with the house's own mark behind it, and in no other place than the address of its own pages and the
/// cookie by which the same browser comes back to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket(String);

impl Ticket {
    /// As it stands in the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Ticket {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == 48 && text.bytes().all(hex) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::of("Deze kaart bestaat niet.", "This ticket does not exist."))
        }
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
        let code: Code = "cd-f4 67ab".parse().unwrap();
        assert_eq!(code.as_str(), "CDF467AB");
        assert_eq!(code.spoken(), "CDF4 67AB");
        assert_eq!(code.spoken().to_lowercase().parse::<Code>().unwrap(), code);
    }

    #[test]
    fn what_is_no_code_is_told_so() {
        for text in ["", "CDF46", "CDF467AB9", "CDF46\u{e9}", "../../"] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_ticket_is_not_in_a_log_and_nothing_else_passes_for_one() {
        let ticket: Ticket = "0123456789abcdef0123456789abcdef0123456789abcdef".parse().unwrap();
        assert_eq!(format!("{ticket:?}"), "Ticket(..)");
        assert!("0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF".parse::<Ticket>().is_err());
        assert!("kaart".parse::<Ticket>().is_err());
    }
}
