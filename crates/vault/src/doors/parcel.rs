//! Sealing for another house, and opening what another house sealed for this one. Which houses those are, the keeper says, after two people
//! compared the key; what is in it, the side that asks knows.

use crate::{
    doors::{people::put_setting, vault::Vault},
    engine::{
        cipher::{fresh, hex},
        directory::is_guarded,
        parcel::{House, HouseKey, NotOpened, Parcel},
        store::{Connection, StoreError},
    },
};
use base64::{Engine, prelude::BASE64_STANDARD};
use kernel::Line;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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

const UNREAD: StoreError = StoreError::Shape("the houses that are known");

/// The houses as they are kept.
fn kept(conn: &mut dyn Connection) -> Result<Vec<KnownHouse>, StoreError> {
    let row = conn.first("SELECT value FROM setting WHERE name = $1", &[KNOWN.into()])?;
    let Some(row) = row else { return Ok(Vec::new()) };
    let stored: Vec<Stored> = serde_json::from_str(row.text(0)?).map_err(|_| UNREAD)?;
    let house = |one: Stored| Ok(KnownHouse { name: one.name, key: one.key.parse().map_err(|_| UNREAD)? });
    stored.into_iter().map(house).collect()
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

    /// The other houses that are known here; nothing where something else than this program changed them. A case that is sealed for a key goes to
    /// whoever has it, so a key that somebody put into the store is none.
    ///
    /// # Errors
    /// When the store does not answer, or what is kept of them cannot be read.
    pub async fn known_houses(&self) -> Result<Option<Vec<KnownHouse>>, StoreError> {
        let keys = Arc::clone(&self.0.keys);
        let read = move |conn: &mut dyn Connection| match is_guarded(conn, &keys, "setting")? {
            true => kept(conn).map(Some),
            false => Ok(None),
        };
        self.0.store.read(read).await
    }

    /// Names another house with its key, in place of what was there under that name; or forgets it. One line in the book, with the fingerprint.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn know_house(&self, name: &Line, key: Option<HouseKey>) -> Result<(), StoreError> {
        let told = match &key {
            Some(key) => format!("{KNOWN}: {name}, {}", key.fingerprint()),
            None => format!("{KNOWN}: not {name}"),
        };
        let name = name.clone();
        self.0
            .store
            .write(self.administered("setting.set", "setting", told, move |conn| {
                let mut all = kept(conn)?;
                all.retain(|one| one.name != name && Some(one.key) != key);
                all.extend(key.map(|key| KnownHouse { name: name.clone(), key }));
                let stored = |one: KnownHouse| Stored { name: one.name, key: one.key.to_string() };
                let stored: Vec<Stored> = all.into_iter().map(stored).collect();
                put_setting(conn, KNOWN, &serde_json::to_string(&stored).map_err(|_| UNREAD)?)
            }))
            .await
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
