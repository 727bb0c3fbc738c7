//! A house that is thrown away: a folder in the target folder with an empty invented region, on one engine or the other, and the program
//! as its server, one node or more.

use super::http::Asking;
use crate::{
    cluster::Cluster,
    machine::{self, Trouble},
};
use std::{
    env,
    ffi::OsStr,
    fs::{self, File},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const PATIENCE: Duration = Duration::from_secs(60);

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

impl std::str::FromStr for Engine {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" | "pg" => Ok(Self::Postgres),
            _ => Err(()),
        }
    }
}

impl Engine {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// The folder with the data, the program, and the cluster where there is one.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    program: PathBuf,
    /// Ends with the place.
    cluster: Option<Cluster>,
}

/// The folder where rigs keep their things.
pub(super) fn folder(root: &Path) -> Result<PathBuf, Trouble> {
    let folder = machine::target(root).join("rig");
    fs::create_dir_all(&folder).map_err(|e| Trouble(format!("{}: {e}", folder.display())))?;
    Ok(folder)
}

/// The program that was built: the one in this environment variable, or the newer of release and debug.
fn built(root: &Path) -> Result<PathBuf, Trouble> {
    if let Some(named) = env::var_os("CASUSTAFEL_PROGRAM") {
        return Ok(named.into());
    }
    let made = ["release", "debug"].map(|profile| machine::target(root).join(profile).join("casustafel"));
    let newest = made.into_iter().filter_map(|file| Some((fs::metadata(&file).ok()?.modified().ok()?, file))).max();
    newest.map(|(_, file)| file).ok_or_else(|| Trouble("no program was built: `cargo build` first".into()))
}

impl Place {
    /// An empty region, in a folder of this name.
    pub(super) fn empty(root: &Path, name: &str, engine: Engine) -> Result<Self, Trouble> {
        let place = Self::bare(root, name, engine)?;
        place.must(&["migrate", "--new-key"])?;
        place.must(&["seed", "--cases", "0"])?;
        Ok(place)
    }

    /// No house at all.
    pub(super) fn bare(root: &Path, name: &str, engine: Engine) -> Result<Self, Trouble> {
        let folder = folder(root)?.join(name);
        let program = built(root)?;
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|e| Trouble(format!("{}: {e}", folder.display())))?;
        }
        fs::create_dir_all(&folder).map_err(|e| Trouble(format!("{}: {e}", folder.display())))?;
        let cluster = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Cluster::start(root)?),
        };
        Ok(Self { folder, program, cluster })
    }

    /// Which program, as a word for a report.
    pub(super) fn profile(&self) -> String {
        let folder = self.program.parent().and_then(Path::file_name).unwrap_or_default();
        folder.to_string_lossy().into_owned()
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A command on this house.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        self.command_at(words, &self.data())
    }

    /// The same for another folder with data, at the same cluster.
    pub(super) fn command_at(&self, words: &[&str], data: &Path) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("CASUSTAFEL_")) {
            command.env_remove(name);
        }
        command.env_remove("CARGO").stdin(Stdio::null()).current_dir(&self.folder);
        command.args(words).arg("--data").arg(data);
        if let Some(cluster) = &self.cluster {
            command.args(["--database-url", &cluster.url()]);
        }
        command
    }

    /// Runs a command: whether it ended well, and what it said.
    pub(super) fn run(&self, words: &[&str]) -> Result<(bool, String), Trouble> {
        said(self.command(words))
    }

    /// Runs a command that must end well; gives what it said.
    pub(super) fn must(&self, words: &[&str]) -> Result<String, Trouble> {
        match self.run(words)? {
            (true, said) => Ok(said),
            (false, said) => Err(Trouble(format!("casustafel {}: {}", words.join(" "), said.trim()))),
        }
    }

    pub(super) fn token(&self, person: &str) -> Result<String, Trouble> {
        Ok(self.must(&["token", "--as", person])?.trim().to_owned())
    }

    /// Starts a node and waits until it answers.
    pub(super) fn serve(&self, node: usize) -> Result<Node, Trouble> {
        for _ in 0..5 {
            let port = free_port()?;
            let listen = format!("127.0.0.1:{port}");
            let log = File::options().create(true).append(true).open(self.folder.join("log"));
            let log = log.map_err(|e| Trouble(format!("no log: {e}")))?;
            let mut command = self.command(&["serve", "--listen", &listen]);
            command.env("CASUSTAFEL_LOG", "warn").env("CASUSTAFEL_NODE", node.to_string());
            let child = command.stdout(Stdio::null()).stderr(log).spawn();
            let mut node = Node { child: child.map_err(|e| Trouble(format!("the server: {e}")))?, port };
            if node.answers() {
                return Ok(node);
            }
        }
        Err(Trouble(format!("the server does not start; see {}", self.folder.join("log").display())))
    }
}

/// Runs a command to its end.
pub(super) fn said(mut command: Command) -> Result<(bool, String), Trouble> {
    let ran = command.output().map_err(|e| {
        Trouble(format!("{} did not start: {e}", Path::new(OsStr::new(command.get_program())).display()))
    })?;
    let text = [ran.stdout, ran.stderr].concat();
    Ok((ran.status.success(), String::from_utf8_lossy(&text).into_owned()))
}

/// A server; dropping it kills it, as a power cut does.
pub(super) struct Node {
    child: Child,
    pub(super) port: u16,
}

impl Node {
    fn answers(&mut self) -> bool {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if Asking::get(self.port, "/gezondheid").send().is_ok_and(|said| said.status == 200) {
                return true;
            }
            if !matches!(self.child.try_wait(), Ok(None)) {
                return false;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }

    /// The most memory it ever had, in KiB; 0 where the system does not tell.
    pub(super) fn peak_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    }

    /// Kills it on the spot.
    pub(super) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

fn free_port() -> Result<u16, Trouble> {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|l| l.local_addr());
    free.map(|at| at.port()).map_err(|e| Trouble(format!("no free port: {e}")))
}
