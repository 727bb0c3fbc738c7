//! Serving the house, and the demonstration.

use crate::terminal::{block_on, say};
use crate::{clock::Clockwork, demo, opening, press, settings::Settings, today::Today, wiring};
use vault::Vault;
use web::WebConfig;

async fn asked_to_stop() {
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! { () = interrupted => {}, _ = terminated.recv() => {} }
            return;
        }
    }
    interrupted.await;
}

async fn run(settings: &Settings, vault: Vault, demo: bool) -> Result<(), String> {
    press::choose(settings)?;
    let directory = vault.directory();
    press::dress(settings, |house| directory.house(house).is_some())?;
    let taken = |e: std::io::Error| format!("{}: {e}", settings.listen);
    let listener = tokio::net::TcpListener::bind(settings.listen).await.map_err(taken)?;
    // With port 0 the system chose one.
    let listen = listener.local_addr().map_err(taken)?;
    let here = format!("http://{listen}");
    let public_url = settings.public_url.clone().unwrap_or_else(|| here.clone());
    if !listen.ip().is_loopback() && !public_url.starts_with("https://") {
        return Err("listening beyond this machine needs a public_url with https:// and a proxy that speaks TLS".into());
    }
    // The demonstration mails nobody: its people are invented, and an address that somebody types in it is not.
    let mail = settings.mail()?.filter(|_| !demo);
    let mut rooms = wiring::rooms(mail.is_some());
    if !vault.neighbours().is_empty() {
        casework::beyond::listens(&mut rooms);
    }
    if demo {
        casework::parts::rooms(&mut rooms);
    }
    rooms.check().map_err(|e| format!("the rooms: {e:?}"))?;
    let config = WebConfig {
        listen,
        public_url: public_url.clone(),
        demo,
        metrics: settings.metrics,
        proxies: settings.proxies()?,
        limits: settings.limits.limits(),
        theme: settings.theme()?,
        secrecy: settings.secrecy()?,
    };
    say(&format!("Casustafel: {public_url}"));
    let _building = if demo { press::build() } else { press::missed() };
    let clock = Clockwork::start(&vault, &settings.checkpoint, mail, settings.scanner()?);
    web::serve(listener, config, vault, rooms, wiring::nav(), asked_to_stop()).await;
    clock.end().await;
    Ok(())
}

/// Serves a house.
///
/// # Errors
/// A sentence when it does not open, another server has it, or the address is taken.
pub(crate) fn serve(settings: &Settings) -> Result<(), String> {
    opening::must_exist(settings)?;
    // Before the store is opened: a newer program would change the tables under a server that runs.
    let _held = opening::hold(settings)?;
    let vault = opening::open_existing(settings)?;
    block_on(run(settings, vault, false))
}

/// Serves an invented region, today or on another day; makes it when it is not there yet.
///
/// # Errors
/// A sentence when the folder holds another house, or the address is taken.
pub(crate) fn demo(settings: &Settings, prepare_only: bool, today: Option<&str>) -> Result<(), String> {
    let today = Today::typed(today)?;
    let _held = opening::hold(settings)?;
    let region = demo::open(settings, today)?;
    block_on(async {
        demo::fill(&region).await?;
        if prepare_only {
            say("The invented region is ready.");
            return Ok(());
        }
        let vault = region.vault.clone();
        #[cfg(unix)]
        let _passing = tokio::spawn(demo::lets_time_pass(region));
        run(settings, vault, true).await
    })
}
