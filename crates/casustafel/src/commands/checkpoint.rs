//! Checkpoints by hand, the witnesses whom the house names, and what the clock would do.

use super::keep::write_whole;
use crate::terminal::{block_on, say};
use crate::{
    clock::{Act, Doing},
    opening,
    settings::Settings,
    today::Today,
};
use kernel::{AgencyId, Refusal};
use std::{path::Path, sync::Arc, time::Duration};

/// A server that is at it is waited for, and one that was killed at it for as long as its lease lasts.
const PATIENCE: Duration = Duration::from_secs(75);

/// Makes a checkpoint now and prints it, or writes it to a file.
///
/// # Errors
/// A sentence when another node is at it for long, or what the store says.
pub(crate) fn checkpoint(settings: &Settings, out: Option<&Path>) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    let made = block_on(async { vault.checkpoint(PATIENCE).await.map_err(|e| e.to_string()) })?;
    let made = made.ok_or("another node is making one; try again in a minute")?;
    match out {
        None => say(made.note.trim_end()),
        Some(file) => {
            write_whole(file, |to| to.write_all(made.note.as_bytes()).map_err(|e| e.to_string()))?;
            say(&format!("{} leaves, to {}", made.size, file.display()));
        }
    }
    Ok(())
}

/// Prints the public half of the key that signs.
///
/// # Errors
/// A sentence when the house does not open.
pub(crate) fn key(settings: &Settings) -> Result<(), String> {
    say(&opening::open_existing(settings)?.checkpoint_key().map_err(|e| e.to_string())?);
    Ok(())
}

/// Names a witness.
///
/// # Errors
/// A sentence when there is no such organisation, or the key is none of a witness.
pub(crate) fn witness(settings: &Settings, agency: &str, key: &str) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    let agency: AgencyId = agency.parse().map_err(|r: Refusal| format!("--agency: {}", r.why.en))?;
    if vault.directory().agency(&agency).is_none() {
        return Err(format!("--agency: there is no organisation {agency}"));
    }
    let named = block_on(async {
        vault.set_witness(&agency, key).await.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
        vault.witnesses().await.map_err(|e| e.to_string())
    })?;
    named.iter().for_each(|w| say(&format!("{} ({})", w.name, w.agency)));
    Ok(())
}

/// Tells what the clock would do now, or on another day; with `walk` it does so.
///
/// # Errors
/// A sentence when another day is to be walked in a house that people work in.
pub(crate) fn due(settings: &Settings, today: Option<&str>, walk: bool) -> Result<(), String> {
    opening::must_exist(settings)?;
    let clock = Arc::new(Today::typed(today)?);
    let vault = opening::open(settings, Some(clock))?;
    block_on(async {
        let demo = vault.setting("demo").await.map_err(|e| e.to_string())?.is_some();
        if walk && today.is_some() && !demo {
            return Err(
                "another day is walked in the demonstration only: what is deleted here belongs to people".into()
            );
        }
        let mail = settings.mail()?.filter(|_| !demo);
        let doing = Doing { every: Duration::ZERO, mail, scanner: settings.scanner()?, ..Doing::default() };
        let mut nothing = true;
        for act in Act::all() {
            let told = match act.due(&vault, &doing).await.map_err(|e| e.to_string())? {
                Some(_) if walk => act.run(&vault, &doing).await.map_err(|e| e.to_string())?,
                told => told,
            };
            if let Some(told) = told {
                say(&format!("{} {told}", act.name()));
                nothing = false;
            }
        }
        if nothing {
            say("Nothing.");
        }
        Ok(())
    })
}
