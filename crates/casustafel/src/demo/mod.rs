//! The demonstration: an invented region with dossiers in every state, so that whoever opens it sees a living house. Every person,
//! event and organisation's doing in it is made up; everything is written by the same acts as in the pages.

mod dossiers;

use crate::{opening, region, settings::Settings};
use vault::Vault;

/// Opens the folder of the demonstration; makes it when there is none.
///
/// # Errors
/// A sentence when the folder holds a house that does not open.
pub(crate) fn open(settings: &Settings) -> Result<Vault, String> {
    if opening::master(settings).is_err() {
        opening::new_master(settings)?;
    }
    opening::open(settings, None)
}

/// Fills the house when it is empty.
///
/// # Errors
/// A sentence when the house is somebody's own, or what the store says.
pub(crate) async fn fill(vault: &Vault) -> Result<(), String> {
    let marked = vault.setting("demo").await.map_err(|e| e.to_string())?;
    if marked.as_deref() == Some("whole") {
        return Ok(());
    }
    if marked.is_none() && !vault.people().await.map_err(|e| e.to_string())?.is_empty() {
        return Err(
            "this folder holds a house of your own; the demonstration needs a folder of its own (--data DIR)".into()
        );
    }
    if marked.is_some() {
        return Err("the invented data in this folder was not finished; remove the folder and start again".into());
    }
    vault.set_setting("demo", "begun").await.map_err(|e| e.to_string())?;
    region::fill(vault).await.map_err(|e| e.to_string())?;
    dossiers::fill(vault).await?;
    vault.set_setting("demo", "whole").await.map_err(|e| e.to_string())
}
