//! Identifiers: a dossier by a random number that says nothing, the rest by a short word.

use crate::Refusal;
use serde::{Deserialize, Serialize};
use std::{cell::RefCell, fmt, str::FromStr};
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

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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

/// Whose place another takes: the one before, and the one after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heir {
    /// A house goes over into another.
    House(HouseId, HouseId),
    /// A municipality.
    Municipality(MunicipalityId, MunicipalityId),
    /// An organisation.
    Agency(AgencyId, AgencyId),
}

thread_local! {
    /// Whose place another takes in what this thread reads at this moment.
    static HEIR: RefCell<Option<Heir>> = const { RefCell::new(None) };
}

impl Heir {
    /// Reads something that was kept, with the one after in every place where the one before stands. An id knows what it is of, so that a
    /// person, a word or a text that is spelled the same stays what it is.
    pub fn over<T>(&self, read: impl FnOnce() -> T) -> T {
        /// Also when the reading stops halfway.
        struct Undo(Option<Heir>);
        impl Drop for Undo {
            fn drop(&mut self) {
                HEIR.replace(self.0.take());
            }
        }
        let _undo = Undo(HEIR.replace(Some(self.clone())));
        read()
    }
}

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident $(as $heir:ident)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Slug);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let read = Self(Slug::deserialize(d)?);
                $(
                    let after = HEIR.with_borrow(|heir| match heir {
                        Some(Heir::$heir(before, after)) if *before == read => Some(after.clone()),
                        _ => None,
                    });
                    let read = after.unwrap_or(read);
                )?
                Ok(read)
            }
        }
        impl From<Slug> for $name {
            fn from(word: Slug) -> Self {
                Self(word)
            }
        }

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
    AgencyId as Agency
}
slug_id! {
    /// A person with an account: `expert-nh`.
    PersonId
}
slug_id! {
    /// A Zorg- en Veiligheidshuis: `nhn`, `kennemerland`.
    HouseId as House
}
slug_id! {
    /// A municipality: `hoorn`, `den-helder`.
    MunicipalityId as Municipality
}

/// Who takes the place of whom is a matter of what an id is of.
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Kept {
        table: BTreeMap<AgencyId, Vec<PersonId>>,
        of: Option<MunicipalityId>,
        text: String,
        #[serde(flatten)]
        more: BTreeMap<String, AgencyId>,
    }

    fn kept(agency: &str, municipality: &str) -> Kept {
        let id: AgencyId = agency.parse().unwrap();
        Kept {
            table: [(id.clone(), vec!["hoorn".parse().unwrap()])].into(),
            of: Some(municipality.parse().unwrap()),
            text: "hoorn".into(),
            more: [("wie".to_owned(), id)].into(),
        }
    }

    #[test]
    fn only_ids_of_the_same_sort_are_taken_over_and_only_while_something_is_read_so() {
        let text = serde_json::to_string(&kept("hoorn", "hoorn")).unwrap();
        let read = || serde_json::from_str::<Kept>(&text).unwrap();
        let agency = Heir::Agency("hoorn".parse().unwrap(), "westland".parse().unwrap());
        let municipality = Heir::Municipality("hoorn".parse().unwrap(), "westland".parse().unwrap());
        assert_eq!(agency.over(read), kept("westland", "hoorn"));
        assert_eq!(municipality.over(read), kept("hoorn", "westland"));
        assert_eq!(agency.over(|| municipality.over(read)), kept("hoorn", "westland"));
        assert_eq!(read(), kept("hoorn", "hoorn"));
    }
}
