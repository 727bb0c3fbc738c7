//! A demo house of its own for each journey: the program as people start it, with data that is gone afterwards.

use crate::left_out::left_out;
use std::{
    env,
    ffi::OsString,
    fs::{self, File},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// Whether the journeys are to be made. Says so in one line when they are not.
pub(crate) fn wanted() -> bool {
    let wanted = env::var_os("CASUSTAFEL_BROWSER").is_some_and(|v| v == "1");
    if !wanted {
        left_out("CASUSTAFEL_BROWSER=1 or `cargo xtask journeys` makes the journeys in a browser");
    }
    wanted
}

/// The running program. Dropping it ends it.
pub(crate) struct House {
    process: Child,
    address: String,
    folder: TempDir,
}

/// The files of the invented region as it is at its beginning, made once; every house is a copy of it.
fn region() -> &'static [(OsString, Vec<u8>)] {
    static MADE: OnceLock<Vec<(OsString, Vec<u8>)>> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder for the region");
        let made = program().args(["demo", "--prepare-only", "--data"]).arg(folder.path()).output().expect("it starts");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let files = fs::read_dir(folder.path()).expect("the region").flatten();
        files.map(|file| (file.file_name(), fs::read(file.path()).expect("a file of the region"))).collect()
    })
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casustafel"));
    // Started by a test, the program has nothing to build for itself.
    command.env_remove("CASUSTAFEL_TEST_PG").env_remove("CARGO").stdin(Stdio::null());
    command
}

impl House {
    /// Starts a demo and waits until it answers.
    pub(crate) fn open() -> Self {
        let folder = TempDir::new().expect("a folder for data");
        let data = folder.path().join("data");
        fs::create_dir(&data).expect("a folder for the store");
        for (name, bytes) in region() {
            let file = data.join(name);
            fs::write(&file, bytes).expect("a copy of the region");
            // The key is its owner's alone, or the program does not start.
            fs::set_permissions(file, fs::Permissions::from_mode(0o600)).expect("a file of one's own");
        }
        let port = free_port();
        let address = format!("127.0.0.1:{port}");
        let log = File::create(folder.path().join("log")).expect("a log");
        let process = program()
            .args(["demo", "--listen", &address, "--data"])
            .arg(data)
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let mut house = Self { process, address, folder };
        house.await_answer();
        house
    }

    fn await_answer(&mut self) {
        let began = Instant::now();
        while TcpStream::connect(&self.address).is_err() {
            let ended = self.process.try_wait().expect("a state");
            assert!(ended.is_none(), "the program ended with {}: {}", ended.unwrap(), self.said());
            assert!(began.elapsed() < PATIENCE, "the program does not answer: {}", self.said());
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// The address of a page.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Everything the program wrote on its output: what may hold no name and no number of a person.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Lets the clock of the demonstration go on by half an hour, in which nobody asked for anything: every session has ended.
    pub(crate) fn half_an_hour_passes(&self) {
        let so_often = || self.said().matches("Half an hour has passed.").count();
        let before = so_often();
        let told = Command::new("sh").args(["-c", &format!("kill -USR1 {}", self.process.id())]).status();
        assert!(told.is_ok_and(|status| status.success()), "the program is told");
        let began = Instant::now();
        while so_often() == before {
            assert!(began.elapsed() < PATIENCE, "the program does not hear: {}", self.said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Where its data is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|l| l.local_addr()).expect("a free port").port()
}
