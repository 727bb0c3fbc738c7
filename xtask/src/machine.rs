//! What this machine has, and the one word for what it has not.

use std::{
    env,
    ffi::OsString,
    fmt, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Why a step did not end well, in one line.
#[derive(Debug)]
pub(crate) struct Trouble(pub(crate) String);

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a program is, if it is anywhere.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|p| Path::is_file(p))
}

/// The folder with the programs of PostgreSQL: what PATH gives, or the newest version where Debian keeps them.
pub(crate) fn postgres() -> Option<PathBuf> {
    if on_path("postgres").is_some()
        && let Some(found) = on_path("initdb")
    {
        return found.parent().map(Path::to_path_buf);
    }
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let newest = versions.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok()).max()?;
    let folder = Path::new("/usr/lib/postgresql").join(newest.to_string()).join("bin");
    folder.join("initdb").is_file().then_some(folder)
}

/// Whether this runs as root.
pub(crate) fn is_root() -> bool {
    number(&["-u"]) == Some(0)
}

/// A number that `id` tells.
pub(crate) fn number(words: &[&str]) -> Option<u32> {
    let said = Command::new("id").args(words).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(said.stdout).ok()?.trim().parse().ok()
}

/// Whether this is the build server, by the variable that all of them set.
pub(crate) fn is_build_server() -> bool {
    env::var_os("CI").is_some_and(|said| !said.is_empty() && said != "false" && said != "0")
}

/// Cargo itself, at the root of the workspace. What it told this program of itself is not handed on: build scripts look at that, and all
/// that stands on them would be built anew after every `cargo xtask`. On the build server nothing is kept for a next build, for there is
/// none: that would cost time and gigabytes.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    let of_this_program = |name: &OsString| {
        name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
    };
    for (name, _) in env::vars_os().filter(|(name, _)| of_this_program(name)) {
        command.env_remove(name);
    }
    if is_build_server() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// The folder that cargo builds in.
pub(crate) fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |given| root.join(given))
}

/// Sends a process a signal. By the shell, which has that in itself: a bare machine has no program for it.
pub(crate) fn signal(name: &str, process: impl fmt::Display) {
    let _ = Command::new("sh").args(["-c", &format!("kill -{name} {process}")]).stderr(Stdio::null()).status();
}
