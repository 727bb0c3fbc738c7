//! The demonstration: an invented region with dossiers in every state, so that whoever opens it sees a living house. Every person,
//! event and organisation's doing in it is made up; everything is written by the same acts as in the pages.

mod advices;
mod calibration;
mod cases;
mod doors;
mod dossiers;
mod evaluation;
mod lessons;
mod looking;
mod mail;
mod matters;
mod meetings;
mod offices;
mod plans;
mod referrals;
mod reviews;
mod scaling;
mod scene;
mod sessions;
mod signals;
mod steps;
mod table;
mod telling;
mod triages;
mod weighings;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod answers;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod ends;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod unsent;

use crate::{opening, region, settings::Settings, today::Today, triage};
use scene::DemoClock;
use std::sync::Arc;
use vault::Vault;

/// The first day of the stories, counted from today.
const FIRST_DAY: i64 = -400;

/// After so many seconds in which nothing was asked, a session has ended.
const HALF_AN_HOUR: i64 = 1801;

/// The demonstration's house, and the clock that its stories turn.
pub(crate) struct Demo {
    /// The house.
    pub(crate) vault: Vault,
    clock: Arc<DemoClock>,
}

/// Opens the folder of the demonstration, on this day; makes it when there is none.
///
/// # Errors
/// A sentence when the folder holds a house that does not open.
pub(crate) fn open(settings: &Settings, today: Today) -> Result<Demo, String> {
    if opening::has_master(settings) {
        // What is wrong with it is told, and it is never replaced.
        opening::master(settings)?;
    } else {
        opening::new_master(settings)?;
    }
    let clock = Arc::new(DemoClock::on(today));
    // One house of the region opened its triage.
    let settings = Settings { triage: triage::of_the_demonstration(), ..settings.clone() };
    let vault = opening::open(&settings, Some(clock.clone()))?;
    Ok(Demo { vault, clock })
}

/// Fills the house when it is empty.
///
/// # Errors
/// A sentence when the house is somebody's own, or what the store says.
pub(crate) async fn fill(demo: &Demo) -> Result<(), String> {
    let vault = &demo.vault;
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
    demo.clock.go(FIRST_DAY);
    let told = tell(demo).await;
    demo.clock.go(0);
    told?;
    mail::addresses(vault).await.map_err(|e| e.to_string())?;
    vault.set_setting("demo", "whole").await.map_err(|e| e.to_string())
}

/// Lets half an hour pass whenever the program is told to (`kill -USR1`), and says so: what time does can be seen without waiting for it.
#[cfg(unix)]
pub(crate) async fn lets_time_pass(demo: Demo) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut told) = signal(SignalKind::user_defined1()) else { return };
    while told.recv().await.is_some() {
        demo.clock.pass(HALF_AN_HOUR);
        crate::terminal::say("Half an hour has passed.");
    }
}

async fn tell(demo: &Demo) -> Result<(), String> {
    demo.vault.set_setting("demo", "begun").await.map_err(|e| e.to_string())?;
    region::fill(&demo.vault).await.map_err(|e| e.to_string())?;
    offices::arrange(&demo.vault).await?;
    // The three houses of this region share a store and so a key: a case of one may go to another, in the same sealed file as to a house elsewhere.
    let neighbour =
        "Zorg- en Veiligheidshuis Kennemerland".parse().map_err(|r: kernel::Refusal| r.why.en.to_string())?;
    demo.vault.know_house(&neighbour, Some(demo.vault.house_key())).await.map_err(|e| e.to_string())?;
    take_notice(&demo.vault).await.map_err(|e| e.to_string())?;
    dossiers::fill(&demo.vault, &demo.clock).await?;
    // Who came since.
    take_notice(&demo.vault).await.map_err(|e| e.to_string())
}

/// Works here for the first time today, and meets the statement of secrecy.
const NEWCOMER: &str = "ggz-kennemerland";

/// Everybody took notice of the statement of secrecy on their first day, but for who comes today.
async fn take_notice(vault: &Vault) -> Result<(), vault::StoreError> {
    let version = crate::secrecy::usual().version().to_owned();
    for actor in vault.people().await?.iter().filter(|actor| actor.person.as_str() != NEWCOMER) {
        if vault.secrecy_acknowledged(&actor.person, &version).await?.is_none() {
            vault.acknowledge_secrecy(actor, &version).await?;
        }
    }
    Ok(())
}
