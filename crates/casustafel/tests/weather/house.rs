//! A house of its own for each test: a folder with the invented region, the program on the command line, and the program as a server.

use crate::http::Asking;
use serde_json::Value;
use std::{
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// The register of a region, 24 rows, and one with five faults.
pub(crate) const REGISTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../casework/tests/data/signaalregister.csv");
pub(crate) const FAULTY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../casework/tests/data/signaalregister-met-fouten.csv");

/// The program, away from the settings of whoever runs the test.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casustafel"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CASUSTAFEL_")) {
        command.env_remove(name);
    }
    // Started by a test, the program has nothing to build for itself.
    command.env_remove("CARGO").stdin(Stdio::null());
    // The statement of secrecy is looked at where it is tested; everywhere else it was read on paper.
    command.env("CASUSTAFEL_SECRECY", "on-paper");
    command
}

/// What a command said.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// A refusal at the start: exit code 1 and one line that names the thing.
    #[track_caller]
    pub(crate) fn refuses(&self, names: &[&str]) {
        assert_eq!(self.code, 1, "{} {}", self.out, self.err);
        assert_eq!(self.err.trim_end().lines().count(), 1, "one line: {}", self.err);
        for name in names {
            assert!(self.err.contains(name), "{name} in: {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// For this account only, as the program makes its files.
pub(crate) fn keep_private(file: &Path) {
    set_mode(file, 0o600);
}

/// Sets what others may do with a file, where a system knows that.
pub(crate) fn set_mode(file: &Path, mode: u32) {
    #[cfg(unix)]
    fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    #[cfg(not(unix))]
    drop((file, mode));
}

/// A folder with data.
pub(crate) struct Place {
    folder: TempDir,
    /// A PostgreSQL, where the store is not in the folder.
    url: Option<String>,
}

/// The files of an empty invented region, made once by the program itself.
fn region(demo: bool) -> &'static [(String, Vec<u8>)] {
    static EMPTY: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    static DEMO: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    let make = || {
        let place = Place { folder: TempDir::new().unwrap(), url: None };
        if demo {
            place.must(&["demo", "--prepare-only"]);
        } else {
            place.must(&["migrate", "--new-key"]);
            place.must(&["seed", "--cases", "0"]);
        }
        let files = fs::read_dir(place.data()).unwrap().map(Result::unwrap);
        files.map(|f| (f.file_name().into_string().unwrap(), fs::read(f.path()).unwrap())).collect()
    };
    if demo { DEMO.get_or_init(make) } else { EMPTY.get_or_init(make) }
}

impl Place {
    /// The region with its accounts and without a dossier.
    pub(crate) fn empty() -> Self {
        Self::from(region(false))
    }

    /// The demonstration, where a browser picks who it is.
    pub(crate) fn demo() -> Self {
        Self::from(region(true))
    }

    /// No house at all.
    pub(crate) fn bare() -> Self {
        Self::from(&[])
    }

    /// The region with its accounts and without a dossier, at this empty PostgreSQL.
    pub(crate) fn empty_at(url: String) -> Self {
        let place = Self { url: Some(url), ..Self::bare() };
        place.must(&["migrate", "--new-key"]);
        place.must(&["seed", "--cases", "0"]);
        place
    }

    fn from(files: &[(String, Vec<u8>)]) -> Self {
        let place = Self { folder: TempDir::new().unwrap(), url: None };
        fs::create_dir(place.data()).unwrap();
        for (name, bytes) in files {
            fs::write(place.data().join(name), bytes).unwrap();
            keep_private(&place.data().join(name));
        }
        place
    }

    /// Where the data is.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path beside the data.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The store.
    pub(crate) fn store(&self) -> PathBuf {
        self.data().join("casustafel.db")
    }

    /// A command on this folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = program();
        command.current_dir(self.folder.path()).args(args).arg("--data").arg(self.data());
        if let Some(url) = &self.url {
            command.args(["--database-url", url]);
        }
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().unwrap().into()
    }

    /// Runs a command that must do well.
    #[track_caller]
    pub(crate) fn must(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {} {}", ran.out, ran.err);
        ran.out
    }

    /// A token of this person.
    pub(crate) fn token(&self, person: &str) -> String {
        self.must(&["token", "--as", person]).trim().to_owned()
    }

    /// Serves the house.
    pub(crate) fn serve(&self) -> Served {
        self.start("serve")
    }

    /// Serves it, where a browser picks who it is.
    pub(crate) fn start(&self, how: &str) -> Served {
        self.start_by(|port| self.command(&[how, "--listen", &format!("127.0.0.1:{port}")]))
    }

    /// Serves it as the node of this name.
    pub(crate) fn serve_as(&self, node: &str) -> Served {
        self.start_by(|port| {
            let mut command = self.command(&["serve", "--listen", &format!("127.0.0.1:{port}")]);
            command.env("CASUSTAFEL_NODE", node);
            command
        })
    }

    /// Serves it by another command.
    pub(crate) fn start_by(&self, command: impl Fn(u16) -> Command) -> Served {
        for _ in 0..5 {
            let port = free_port();
            let log = File::options().create(true).append(true).open(self.beside("log")).unwrap();
            let child = command(port)
                .env("CASUSTAFEL_LOG", "info")
                .env("CASUSTAFEL_METRICS", "true")
                .stdout(Stdio::null())
                .stderr(log)
                .spawn()
                .unwrap();
            let mut served = Served { child, port };
            if served.answers() {
                return served;
            }
        }
        panic!("the server does not start: {}", self.log())
    }

    /// What the servers of this folder wrote.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.beside("log")).unwrap_or_default()
    }

    /// Walks everything.
    #[track_caller]
    pub(crate) fn is_well(&self) {
        let ran = self.run(&["verify"]);
        assert_eq!(ran.code, 0, "{} {}", ran.out, ran.err);
        assert!(ran.out.contains("All is well."), "{}", ran.out);
    }
}

/// The program as a server. Dropping it kills it.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
}

impl Served {
    /// Asks until it answers; false when it ended, as when somebody took the port.
    fn answers(&mut self) -> bool {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if Asking::of(self.port, "GET", "/gezondheid").try_send().is_ok_and(|said| said.status == 200) {
                return true;
            }
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// A question.
    pub(crate) fn get(&self, path: &str) -> Asking {
        Asking::of(self.port, "GET", path)
    }

    /// An act.
    pub(crate) fn post(&self, path: &str) -> Asking {
        Asking::of(self.port, "POST", path)
    }

    /// The signals of this person's tables, all of them.
    pub(crate) fn signals(&self, token: &str) -> Vec<Value> {
        let (mut all, mut next) = (Vec::new(), Some("/signalen".to_owned()));
        while let Some(path) = next {
            let page = self.get(&format!("/api/v1{path}")).by(token).send().json();
            all.extend(page["rows"].as_array().expect("rows").clone());
            next = page["next"].as_str().map(str::to_owned);
        }
        all
    }

    /// Waits until it has ended by itself.
    pub(crate) fn await_end(mut self) {
        let began = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kills it on the spot, as a power cut does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Whether these bytes stand anywhere in the files of a folder; tells in which.
pub(crate) fn found_in(folder: &Path, needle: &[u8]) -> Option<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.is_file());
    files.into_iter().find(|path| contains(&fs::read(path).unwrap(), needle))
}

/// Whether these bytes stand in these.
pub(crate) fn contains(all: &[u8], needle: &[u8]) -> bool {
    all.windows(needle.len()).any(|w| w == needle)
}
