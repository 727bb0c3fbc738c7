//! The press: the program that prints stands beside this one. Who starts the demonstration out of the source tree has not built it yet,
//! because it is the largest part of all there is to build: it is built while they look around.

use crate::{settings::Settings, terminal::say};
use kernel::HouseId;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
    thread,
    time::Duration,
};

/// Uses the press and the fonts that the settings name, if they name them.
///
/// # Errors
/// A sentence when that is no file, or no folder.
pub(crate) fn choose(settings: &Settings) -> Result<(), String> {
    if let Some(folder) = &settings.fonts {
        if !folder.is_dir() {
            return Err(format!("settings: fonts: there is no folder {}", folder.display()));
        }
        paper::use_fonts(folder.clone());
    }
    let Some(program) = &settings.press else { return Ok(()) };
    if !program.is_file() {
        return Err(format!("settings: press: there is no file {}", program.display()));
    }
    paper::use_press(program.clone());
    Ok(())
}

/// Uses the looks that the settings name. Each is made here once, which takes a moment.
///
/// # Errors
/// A sentence when a template is not good, with the line where it is not.
pub(crate) fn dress(settings: &Settings, there: impl Fn(&HouseId) -> bool) -> Result<(), String> {
    paper::use_looks(settings.papers.looks()?);
    for house in settings.papers.unknown(there) {
        say(&format!("settings: papers.houses: there is no house {house} here; its template is used for nothing."));
    }
    Ok(())
}

/// Says at the start of a house that it cannot print, when it cannot, and that nothing limits the memory of the press, where that is so.
/// Nothing is built for it.
pub(crate) fn missed() -> Option<Building> {
    if paper::press().is_none() {
        say("There is no press (casustafel-press) beside this program: documents cannot be printed until it is there.");
    }
    if !paper::LIMITS_MEMORY {
        say(
            "This system has no limit of memory that the press can take upon itself: a document may ask for all there is.",
        );
    }
    None
}

/// Has cargo build the press, when it is missing and cargo started this program out of its source tree. Dropping what comes back ends
/// the building.
pub(crate) fn build() -> Option<Building> {
    if paper::press().is_some() {
        return None;
    }
    let Some(recipe) = Recipe::here() else { return missed() };
    let building = Arc::new(Mutex::new(recipe.start()?));
    say("The press is being built meanwhile: documents can be printed in some minutes.");
    let watched = Arc::downgrade(&building);
    thread::spawn(move || tell_end(&watched));
    Some(Building(building))
}

/// The press being built; dropping it ends that.
pub(crate) struct Building(Arc<Mutex<Child>>);

impl Drop for Building {
    fn drop(&mut self) {
        let mut child = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // It may have ended long ago.
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Says when it can be used, unless nobody waits for it any more.
fn tell_end(watched: &Weak<Mutex<Child>>) {
    loop {
        thread::sleep(Duration::from_secs(1));
        let Some(building) = watched.upgrade() else { return };
        let ended = building.lock().unwrap_or_else(PoisonError::into_inner).try_wait();
        match ended {
            Ok(None) => {}
            Ok(Some(_)) | Err(_) if paper::press().is_some() => {
                return say("The press is there: documents can be printed.");
            }
            Ok(Some(_)) | Err(_) => {
                return say("The press was not built. What it says: cargo build --release -p press");
            }
        }
    }
}

/// How cargo builds the press beside this program.
#[derive(Debug, PartialEq, Eq)]
struct Recipe {
    cargo: OsString,
    root: PathBuf,
    target: PathBuf,
    profile: String,
}

impl Recipe {
    fn here() -> Option<Self> {
        // Cargo says these to a program that it runs, and only then.
        let (cargo, manifest) = (env::var_os("CARGO")?, env::var_os("CARGO_MANIFEST_DIR")?);
        Self::of(cargo, Path::new(&manifest), &env::current_exe().ok()?)
    }

    /// From where cargo is, what it says the crate's folder is, and where it put this program.
    fn of(cargo: OsString, manifest: &Path, program: &Path) -> Option<Self> {
        let root = manifest.parent()?.parent()?;
        if !root.join("crates/press/Cargo.toml").is_file() {
            return None;
        }
        let folder = program.parent()?;
        let profile = match folder.file_name()?.to_str()? {
            "debug" => "dev",
            named => named,
        };
        let target = folder.parent()?.to_path_buf();
        Some(Self { cargo, root: root.to_path_buf(), target, profile: profile.to_owned() })
    }

    /// Starts it behind everything else, where the system knows how.
    fn start(&self) -> Option<Child> {
        let plain = std::slice::from_ref(&self.cargo);
        let nice = ["nice", "-n", "10"].map(OsString::from);
        self.command(&[&nice, plain].concat()).or_else(|| self.command(plain))
    }

    fn command(&self, begin: &[OsString]) -> Option<Child> {
        let (program, first) = begin.split_first()?;
        Command::new(program)
            .args(first)
            .args(["build", "--quiet", "--package", "press", "--profile", &self.profile, "--target-dir"])
            .arg(&self.target)
            .current_dir(&self.root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn the_press_is_built_beside_the_program_and_in_the_same_way() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let made = |program: &str| Recipe::of("cargo".into(), manifest, Path::new(program)).unwrap();
        let release = made("/huis/target/release/casustafel");
        assert_eq!((release.target.as_path(), release.profile.as_str()), (Path::new("/huis/target"), "release"));
        assert_eq!(made("/huis/target/debug/casustafel").profile, "dev");
        assert!(release.root.join("Cargo.lock").is_file());
    }

    #[test]
    fn without_the_source_tree_nothing_is_built() {
        assert_eq!(Recipe::of("cargo".into(), Path::new("/usr/share/x/y"), Path::new("/usr/bin/casustafel")), None);
    }
}
