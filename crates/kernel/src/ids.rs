//! Identifiers: a dossier by a random number that says nothing, the rest by a short word.

use crate::Refusal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A dossier: time-ordered and random, so an address tells nothing of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DossierId(Uuid);

impl DossierId {
    /// Makes an id from the moment of creation and ten random bytes (UUID version 7).
    #[must_use]
    pub fn new(millis: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// The sixteen bytes as stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// From sixteen stored bytes; `None` for any other length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Uuid::from_slice(bytes).ok().map(Self)
    }
}

impl fmt::Display for DossierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.simple())
    }
}

impl FromStr for DossierId {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        const UNKNOWN: Refusal = Refusal::of("Dit nummer bestaat niet.", "This number does not exist.");
        if text.len() != 32 {
            return Err(UNKNOWN);
        }
        Uuid::try_parse(text).map(Self).map_err(|_| UNKNOWN)
    }
}

/// A short lower-case word such as `politie-nh`: letters, digits and hyphens, at most 64.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The word itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let fits = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::of(
                "Gebruik kleine letters, cijfers en streepjes.",
                "Use lower-case letters, digits and hyphens.",
            ))
        }
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(|r: Refusal| serde::de::Error::custom(r.why.en))
    }
}

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Slug);

        impl $name {
            /// The word itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }
        /// `none`: what a dossier says before its first event.
        impl Default for $name {
            fn default() -> Self {
                Self(Slug("none".to_owned()))
            }
        }
        impl $name {
            /// A word that stands in the program itself and is known to be one.
            #[must_use]
            pub fn fixed(word: &'static str) -> Self {
                debug_assert!(word.parse::<Slug>().is_ok(), "{word}");
                Self(Slug(word.to_owned()))
            }
        }
        impl FromStr for $name {
            type Err = Refusal;
            fn from_str(text: &str) -> Result<Self, Refusal> {
                text.parse().map(Self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

slug_id! {
    /// An organisation: `politie-nh`, `om-nh`, `gemeente-hoorn`.
    AgencyId
}
slug_id! {
    /// A person with an account: `expert-nh`.
    PersonId
}
slug_id! {
    /// A Zorg- en Veiligheidshuis: `nhn`, `kennemerland`.
    HouseId
}
slug_id! {
    /// A municipality: `hoorn`, `den-helder`.
    MunicipalityId
}
