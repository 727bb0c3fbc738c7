//! A token with which a program acts for a person.

use crate::terminal::{block_on, say};
use crate::{opening, settings::Settings};
use kernel::Lang;

/// Prints a token.
///
/// # Errors
/// A sentence when there is no such account.
pub(crate) fn token(settings: &Settings, account: &str) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    let token = block_on(async move {
        let actor = vault.actor(account).await.map_err(|e| e.to_string())?;
        let actor =
            actor.filter(|a| a.designated).ok_or(format!("there is no account {account} with a valid designation"))?;
        let made = vault.token_open(&actor.person, Lang::Nl).await.map_err(|e| e.to_string())?;
        made.map_err(|many| many.why.en.into_owned())
    })?;
    say(&token);
    Ok(())
}
