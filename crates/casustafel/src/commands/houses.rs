//! Other houses: the public key of this one, for their keepers, and the keys of those to which a case may go and from which one may come.

use crate::{
    opening,
    settings::Settings,
    terminal::{block_on, say},
};
use kernel::{Line, Refusal};
use vault::{HouseKey, KnownHouse};

/// Prints the public key of this house, and what two people read to each other.
///
/// # Errors
/// A sentence when the house does not open.
pub(crate) fn key(settings: &Settings) -> Result<(), String> {
    let key = opening::open_existing(settings)?.house_key();
    say(&key.to_string());
    say(&format!("fingerprint: {}", key.fingerprint()));
    Ok(())
}

/// Makes another house known by its key, forgets it, or tells which are known.
///
/// # Errors
/// A sentence when the name or the key is none, or what the store says.
pub(crate) fn know(settings: &Settings, name: Option<&str>, key: Option<&str>, forget: bool) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    let told = |r: Refusal| r.why.en.to_string();
    let named = |name: &str| name.parse::<Line>().map_err(|r| format!("--name: {}", told(r)));
    let known = block_on(async {
        match (name, key, forget) {
            (Some(name), Some(key), false) => {
                let key: HouseKey = key.parse().map_err(told)?;
                vault.know_house(&named(name)?, Some(key)).await.map_err(|e| e.to_string())?;
            }
            (Some(name), None, true) => {
                vault.know_house(&named(name)?, None).await.map_err(|e| e.to_string())?;
            }
            (None, None, false) => {}
            _ => return Err("give --name with a key, --name with --forget, or nothing to see which are known".into()),
        }
        let known = vault.known_houses().await.map_err(|e| e.to_string())?;
        known.ok_or_else(|| CHANGED.to_owned())
    })?;
    known.iter().for_each(tell);
    if known.is_empty() {
        say("No other house is known: no case goes to one, and none comes in.");
    }
    Ok(())
}

const CHANGED: &str = "the settings in the store were changed by something else than this program, so no house is trusted: see `casustafel verify`, \
                       and `casustafel accept` when the change is meant";

fn tell(house: &KnownHouse) {
    say(&format!("{}: {}", house.name, house.key.fingerprint()));
}
