//! A browser takes seconds to start, so one that a journey is done with is emptied and lent to the next. When nobody has one any more, all
//! are closed: nothing is left running behind the tests.

use crate::driver::Driver;
use serde_json::{Value, json};
use std::{
    ops::Deref,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
};
use tempfile::TempDir;

const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=nl-NL",
    "--window-size=1280,1600",
];

struct Own {
    // Before the profile, so that the browser has gone when its folder goes.
    driver: Driver,
    _profile: TempDir,
}

struct Crowd {
    idle: Vec<Own>,
    out: usize,
}

static CROWD: Mutex<Crowd> = Mutex::new(Crowd { idle: Vec::new(), out: 0 });

/// A browser for as long as this is kept.
pub(crate) struct Lent(Option<Own>);

impl Lent {
    /// One that knows nothing, started anew if none is waiting.
    pub(crate) fn one() -> Self {
        let waiting = {
            let mut crowd = crowd();
            crowd.out += 1;
            crowd.idle.pop()
        };
        // From here on the count goes down again also when it does not start.
        let mut lent = Self(waiting);
        if lent.0.is_none() {
            lent.0 = Some(Own::start());
        }
        lent
    }
}

impl Deref for Lent {
    type Target = Driver;
    fn deref(&self) -> &Driver {
        &self.0.as_ref().expect("it is there until it is given back").driver
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // One that stopped a journey is of no use to anybody.
        let good = self.0.take().filter(|own| !thread::panicking() && own.forget_all().is_ok());
        let closing = {
            let mut crowd = crowd();
            crowd.idle.extend(good);
            crowd.out -= 1;
            if crowd.out == 0 { std::mem::take(&mut crowd.idle) } else { Vec::new() }
        };
        drop(closing);
    }
}

impl Own {
    fn start() -> Self {
        let profile = TempDir::new().expect("a folder for the profile");
        let mut args = FLAGS.map(str::to_owned).to_vec();
        args.push(format!("--user-data-dir={}", profile.path().display()));
        let prefs = json!({"intl.accept_languages": "nl-NL,nl"});
        let driver = Driver::start(&json!({"goog:chromeOptions": {"args": args, "prefs": prefs}}));
        Self { driver, _profile: profile }
    }

    /// Leaves nothing of who had it: no page, no cookie, no way back, nothing that was set.
    fn forget_all(&self) -> Result<(), String> {
        let tell = |what: &str, with: Value| {
            self.driver.post("/goog/cdp/execute", &json!({"cmd": what, "params": with})).map(drop)
        };
        tell("Emulation.setScriptExecutionDisabled", json!({"value": false}))?;
        tell("Emulation.setEmulatedMedia", json!({"media": "", "features": []}))?;
        self.driver.post("/url", &json!({"url": "about:blank"}))?;
        tell("Network.clearBrowserCookies", json!({}))?;
        tell("Network.clearBrowserCache", json!({}))?;
        tell("Page.resetNavigationHistory", json!({}))
    }
}

fn crowd() -> MutexGuard<'static, Crowd> {
    CROWD.lock().unwrap_or_else(PoisonError::into_inner)
}
