//! Sealing for another house, and opening what another house sealed for this one. Which houses those are, the keeper says, after two people
//! compared the key; what is in it, the side that asks knows.

use crate::{
    doors::vault::Vault,
    engine::{
        cipher::{fresh, hex},
        parcel::{House, HouseKey, NotOpened, Parcel},
        store::StoreError,
    },
};
use base64::{Engine, prelude::BASE64_STANDARD};
use kernel::Line;
use serde::{Deserialize, Serialize};

/// The setting under which the other houses stand.
const KNOWN: &str = "house.known";

/// Another house, as the keeper named it, with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownHouse {
    /// What people call it here.
    pub name: Line,
    /// Its public key.
    pub key: HouseKey,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    name: Line,
    key: String,
}

impl Vault {
    fn house(&self) -> House {
        House::of(&self.0.keys.parcel, &self.0.keys.sender)
    }

    /// The public key of this house, for the keeper of another.
    #[must_use]
    pub fn house_key(&self) -> HouseKey {
        self.house().key()
    }

    /// The other houses that are known here.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn known_houses(&self) -> Result<Vec<KnownHouse>, StoreError> {
        let kept = self.setting(KNOWN).await?.unwrap_or_default();
        let stored: Vec<Stored> = serde_json::from_str(&kept).unwrap_or_default();
        Ok(stored
            .into_iter()
            .filter_map(|one| Some(KnownHouse { name: one.name, key: one.key.parse().ok()? }))
            .collect())
    }

    /// Names another house with its key, in place of what was there under that name; or forgets it. One line in the book.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn know_house(&self, name: &Line, key: Option<HouseKey>) -> Result<(), StoreError> {
        let mut all = self.known_houses().await?;
        all.retain(|one| one.name != *name && Some(one.key) != key);
        all.extend(key.map(|key| KnownHouse { name: name.clone(), key }));
        let stored = |one: KnownHouse| Stored { name: one.name, key: one.key.to_string() };
        let stored: Vec<Stored> = all.into_iter().map(stored).collect();
        self.set_setting(KNOWN, &serde_json::to_string(&stored).unwrap_or_default()).await
    }

    /// A number by chance, by which what goes to another house is known there and here.
    #[must_use]
    pub fn parcel_number(&self) -> String {
        hex(&fresh::<16>(&*self.0.random))
    }

    /// Seals this for another house, signed by this one.
    #[must_use]
    pub fn seal_parcel(&self, to: &HouseKey, sort: Parcel, plain: &[u8]) -> Vec<u8> {
        self.house().seal(&*self.0.random, to, sort, plain)
    }

    /// Opens what one of these houses sealed for this one.
    ///
    /// # Errors
    /// Why it does not open.
    pub fn open_parcel(
        &self,
        known: &[KnownHouse],
        sort: Parcel,
        bytes: &[u8],
    ) -> Result<(KnownHouse, Vec<u8>), NotOpened> {
        let (from, plain) = self.house().open(known.iter().map(|one| one.key), sort, bytes)?;
        let from = known.iter().find(|one| one.key == from).cloned().ok_or(NotOpened::Unknown)?;
        Ok((from, plain))
    }
}

/// Something sealed as text, to paste.
#[must_use]
pub fn parcel_text(sealed: &[u8]) -> String {
    BASE64_STANDARD.encode(sealed)
}

/// Something sealed out of text that was pasted: spaces and ends of lines do not count. Nothing where it is none.
#[must_use]
pub fn parcel_of_text(text: &str) -> Option<Vec<u8>> {
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    BASE64_STANDARD.decode(packed).ok().filter(|bytes| !bytes.is_empty())
}
