//! A PostgreSQL of one's own: a fresh cluster on a free port of loopback that lives as long as the run and leaves nothing
//! behind. It never touches a cluster that was there already.

use crate::machine::{self, Trouble, is_root, number, signal};
use std::{
    env, fs,
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How the folder of a cluster is called, followed by the number of the run it belongs to.
const NAME: &str = "casustafel-pg-";

const PATIENCE: Duration = Duration::from_secs(60);

/// A running cluster; dropping it ends it and removes its folder, also when the tests failed.
pub(crate) struct Cluster {
    server: Child,
    folder: PathBuf,
    port: u16,
    version: String,
}

impl Cluster {
    /// Makes a cluster and waits until it answers.
    pub(crate) fn start(root: &Path) -> Result<Self, Trouble> {
        let Some(programs) = machine::postgres() else {
            return Err(Trouble("the programs of PostgreSQL are missing; see `cargo xtask needs`".into()));
        };
        let account = account()?;
        sweep(root);
        let folder = folder(root, account).map_err(|e| Trouble(format!("no folder for PostgreSQL: {e}")))?;
        let made = Self::begin(&programs, account, folder.clone());
        if made.is_err() {
            // The folder is worth nothing without a server.
            let _ = fs::remove_dir_all(&folder);
        }
        made
    }

    fn begin(programs: &Path, account: Option<(u32, u32)>, folder: PathBuf) -> Result<Self, Trouble> {
        let data = folder.join("data");
        let log = folder.join("log");
        let made = as_account(&programs.join("initdb"), account, &folder)
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"])
            .arg(&data)
            .output()
            .map_err(|e| Trouble(format!("initdb did not start: {e}")))?;
        if !made.status.success() {
            return Err(Trouble(format!("initdb: {}", String::from_utf8_lossy(&made.stderr).trim())));
        }
        let port = free_port().map_err(|e| Trouble(format!("no free port: {e}")))?;
        let lines = fs::File::create(&log).map_err(|e| Trouble(format!("no log: {e}")))?;
        let server = as_account(&programs.join("postgres"), account, &folder)
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            // Loopback only, no socket file, as durable as the real thing; every test has its own database and threads.
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
            .args(["-c", "fsync=on", "-c", "max_connections=400"])
            .stdout(Stdio::null())
            .stderr(lines)
            .spawn()
            .map_err(|e| Trouble(format!("postgres did not start: {e}")))?;
        let mut cluster = Self { server, folder, port, version: version(programs) };
        cluster.await_answer(&log)?;
        Ok(cluster)
    }

    fn await_answer(&mut self, log: &Path) -> Result<(), Trouble> {
        let began = Instant::now();
        loop {
            if lets_in(self.port) {
                return Ok(());
            }
            let ended = matches!(self.server.try_wait(), Ok(Some(_)) | Err(_));
            if ended || began.elapsed() > PATIENCE {
                let said = fs::read_to_string(log).unwrap_or_default();
                return Err(Trouble(format!("PostgreSQL does not answer: {}", said.trim())));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Where tests find it; each makes a database of its own there.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// One line for the person at the terminal.
    pub(crate) fn tells(&self) -> String {
        format!("{} on 127.0.0.1:{}, data in {}", self.version, self.port, self.folder.display())
    }

    /// Stays until the server ends, as it does on Ctrl-C.
    pub(crate) fn wait(&mut self) -> Result<(), Trouble> {
        self.server.wait().map(|_| ()).map_err(|e| Trouble(format!("cannot wait for PostgreSQL: {e}")))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if matches!(self.server.try_wait(), Ok(None)) {
            // An interrupt is what PostgreSQL calls a fast shutdown: it does not wait for clients.
            signal("INT", self.server.id());
            let began = Instant::now();
            while matches!(self.server.try_wait(), Ok(None)) && began.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(20));
            }
            let _ = self.server.kill();
            let _ = self.server.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// PostgreSQL refuses to run as root, so root lends it the account that came with the package.
fn account() -> Result<Option<(u32, u32)>, Trouble> {
    if !is_root() {
        return Ok(None);
    }
    match (number(&["-u", "postgres"]), number(&["-g", "postgres"])) {
        (Some(user), Some(group)) => Ok(Some((user, group))),
        _ => Err(Trouble("PostgreSQL does not run as root and there is no account `postgres`".into())),
    }
}

fn as_account(program: &Path, account: Option<(u32, u32)>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    // The account may not enter the folder the command was given in.
    command.current_dir(folder).stdin(Stdio::null()).env("LC_ALL", "C");
    if let Some((user, group)) = account {
        command.uid(user).gid(group);
    }
    command
}

/// Where clusters may be: the target folder, or where temporary things go.
fn places(root: &Path) -> [PathBuf; 2] {
    [machine::target(root), env::temp_dir()]
}

/// A folder named after this run, in the first place that the account can reach.
fn folder(root: &Path, account: Option<(u32, u32)>) -> io::Result<PathBuf> {
    let mut last = io::Error::other("no place");
    for place in places(root) {
        match place_for(&place.join(format!("{NAME}{}", process::id())), account) {
            Ok(folder) => return Ok(folder),
            Err(e) => last = e,
        }
    }
    Err(last)
}

/// Ends and removes what an earlier run left behind because it was killed before it could do so itself.
fn sweep(root: &Path) {
    for entry in places(root).iter().filter_map(|p| fs::read_dir(p).ok()).flatten().flatten() {
        let name = entry.file_name();
        let run = name.to_str().and_then(|n| n.strip_prefix(NAME)?.parse::<u32>().ok());
        if run.is_none_or(|run| Path::new("/proc").join(run.to_string()).exists()) {
            continue;
        }
        let folder = entry.path();
        if let Some(server) = server_of(&folder) {
            signal("INT", &server);
            let began = Instant::now();
            while server_of(&folder).is_some() && began.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(50));
            }
        }
        let _ = fs::remove_dir_all(folder);
    }
}

/// The number of the server that works in this folder, when it still runs and really is that server.
fn server_of(folder: &Path) -> Option<String> {
    let data = folder.join("data");
    let server = fs::read_to_string(data.join("postmaster.pid")).ok()?.lines().next()?.trim().to_owned();
    let command = fs::read(Path::new("/proc").join(&server).join("cmdline")).ok()?;
    String::from_utf8_lossy(&command).contains(data.to_str()?).then_some(server)
}

fn place_for(folder: &Path, account: Option<(u32, u32)>) -> io::Result<PathBuf> {
    if folder.exists() {
        // Left by an earlier run that was killed and had the number of this one.
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let Some((user, group)) = account else {
        return folder.canonicalize();
    };
    chown(folder, Some(user), Some(group))?;
    // Writing alone is not enough: every folder above must let the account through, and only trying tells.
    let reached =
        as_account(Path::new("test"), account, folder).arg("-w").arg(folder).status().is_ok_and(|s| s.success());
    if reached {
        folder.canonicalize()
    } else {
        let _ = fs::remove_dir_all(folder);
        Err(io::Error::other(format!("the account `postgres` cannot write in {}", folder.display())))
    }
}

/// Whether the server answers a greeting with `R`, what PostgreSQL says to whoever may come in; while it starts it says `E`.
fn lets_in(port: u16) -> bool {
    let words = b"user\0postgres\0database\0postgres\0\0";
    let length = u32::try_from(words.len() + 8).unwrap_or_default();
    let greeting = [&length.to_be_bytes()[..], &196_608_u32.to_be_bytes()[..], &words[..]].concat();
    let greet = || -> io::Result<u8> {
        let mut wire = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        wire.set_read_timeout(Some(Duration::from_secs(2)))?;
        wire.write_all(&greeting)?;
        let mut answer = [0];
        wire.read_exact(&mut answer)?;
        Ok(answer[0])
    };
    greet().is_ok_and(|answer| answer == b'R')
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn version(programs: &Path) -> String {
    let said = Command::new(programs.join("postgres")).arg("--version").output();
    said.map_or_else(|_| "PostgreSQL".into(), |s| String::from_utf8_lossy(&s.stdout).trim().to_owned())
}
