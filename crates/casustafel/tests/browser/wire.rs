//! A browser at the end of a pipe, spoken to in its own protocol (the one its developer tools use): a message of JSON that ends in a zero byte,
//! and an answer of the same number. No port, no driver in between, and a browser that hears nothing more closes by itself.

use serde_json::{Value, json};
use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a browser may take over anything. It is for one that hangs; a machine on which much else runs is no reason to stop.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// A browser that has no window draws nothing unless it is asked for a picture, which is half of what a page costs.
const ASKED: &[&str] = &["--enable-begin-frame-control", "--run-all-compositor-stages-before-draw"];
/// One that could have a window must be told that it has none, and draws as if it had.
const DRAWING: &[&str] = &["--headless=new"];

/// The browsers that will do, the lightest first.
const BROWSERS: [(&str, &[&str]); 5] = [
    ("chromium-headless-shell", ASKED),
    ("chrome-headless-shell", ASKED),
    ("chromium", DRAWING),
    ("google-chrome", DRAWING),
    ("chromium-browser", DRAWING),
];

const FLAGS: [&str; 13] = [
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A page that was left is left: kept pages are processes.
    "--disable-features=BackForwardCache",
    "--lang=nl-NL",
    "--accept-lang=nl-NL,nl",
    "--window-size=1280,1600",
];

/// A running browser. Dropping it closes it, also when a test stops halfway.
pub(crate) struct Wire {
    /// Whether it draws only when it is asked for a picture.
    pub(crate) asked_to_draw: bool,
    process: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    asked: u64,
    // After the process, so that the browser has gone when its folder goes.
    _profile: TempDir,
}

/// What somebody hears who waits for an answer: news of a page that came by meanwhile.
pub(crate) type News<'a> = &'a mut dyn FnMut(&Value);

impl Wire {
    /// Starts a browser with an empty profile.
    pub(crate) fn start() -> Self {
        let (browser, own) = BROWSERS
            .into_iter()
            .find_map(|(name, own)| Some((on_path(name)?, own)))
            .expect("a browser; `cargo xtask needs` brings it");
        let profile = TempDir::new().expect("a folder for the profile");
        // The browser listens on descriptor 3 and answers on 4; a shell puts them there.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", "sh"])
            .arg(browser)
            .args(own)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .env("LANGUAGE", "nl")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a browser starts");
        let to = process.stdin.take().expect("its ear");
        let from = listen(process.stdout.take().expect("its mouth"));
        Self { asked_to_draw: own == ASKED, process, to, from, asked: 0, _profile: profile }
    }

    /// Asks something of the browser, or of a page when a session with one is named, and waits for the answer.
    pub(crate) fn ask(&mut self, session: &str, what: &str, with: &Value, news: News<'_>) -> Result<Value, String> {
        let number = self.tell(session, what, with)?;
        self.answer(number, news).map_err(|why| format!("{what}: {why}"))
    }

    /// Says something without waiting; gives the number of the answer that is to come.
    pub(crate) fn tell(&mut self, session: &str, what: &str, with: &Value) -> Result<u64, String> {
        self.asked += 1;
        let mut message = json!({"id": self.asked, "method": what, "params": with});
        if !session.is_empty() {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).map_err(|e| format!("the browser has gone: {e}"))?;
        Ok(self.asked)
    }

    /// Waits for the answer of this number.
    pub(crate) fn answer(&mut self, number: u64, news: News<'_>) -> Result<Value, String> {
        let until = Instant::now() + PATIENCE;
        loop {
            let mut heard = self.hear(until)?;
            if heard["id"] != number {
                news(&heard);
            } else if heard["error"].is_null() {
                return Ok(heard["result"].take());
            } else {
                return Err(heard["error"]["message"].as_str().unwrap_or("an error without words").to_owned());
            }
        }
    }

    /// Waits for whatever comes next.
    pub(crate) fn hear(&mut self, until: Instant) -> Result<Value, String> {
        let left = until.saturating_duration_since(Instant::now());
        self.from.recv_timeout(left).map_err(|e| format!("the browser says nothing any more: {e}"))
    }

    /// What has come already, if anything.
    pub(crate) fn heard(&mut self) -> Option<Value> {
        self.from.try_recv().ok()
    }
}

/// Reads what the browser says, in a thread of its own: a wait can have an end, and no pipe gets full.
fn listen(mouth: ChildStdout) -> Receiver<Value> {
    let (heard, from) = mpsc::channel();
    thread::spawn(move || {
        let messages = BufReader::new(mouth).split(0).map_while(Result::ok);
        let mut messages = messages.filter_map(|message| serde_json::from_slice(&message).ok());
        while messages.next().is_some_and(|message| heard.send(message).is_ok()) {}
    });
    from
}

fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.tell("", "Browser.close", &json!({})).is_ok() {
            // It closes the pipe when it has closed everything else.
            let until = Instant::now() + Duration::from_secs(10);
            while self.hear(until).is_ok() {}
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
