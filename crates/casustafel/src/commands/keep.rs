//! Verify, back up, restore, move, reindex.

use crate::terminal::{block_on, complain, progress, say};
use crate::{opening, settings::Settings};
use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};
use vault::{BackupError, Clock, Database, Findings, KeptNote, Vault};

fn report(found: &Findings) -> ExitCode {
    say(&format!("{} dossiers, {} events, {} lines in the book", found.dossiers, found.events, found.lines));
    if found.wrong.is_empty() {
        say("All is well.");
        return ExitCode::SUCCESS;
    }
    for wrong in &found.wrong {
        complain(wrong);
    }
    complain(&format!("{} thing(s) wrong", found.wrong.len()));
    ExitCode::FAILURE
}

fn walk(vault: &Vault) -> Result<ExitCode, String> {
    walk_against(vault, &[], Duration::ZERO)
}

fn walk_against(vault: &Vault, kept: &[KeptNote], may_lag: Duration) -> Result<ExitCode, String> {
    let bar = progress("verifying", None);
    let found = vault.verify_against(kept, may_lag, || bar.inc(1)).map_err(|e| e.to_string())?;
    bar.finish_and_clear();
    Ok(report(&found))
}

/// Walks everything, and holds it against checkpoints that were kept outside; exit 1 when something is wrong.
///
/// # Errors
/// A sentence when the store or a file cannot be read at all.
pub(crate) fn verify(settings: &Settings, checkpoints: &[PathBuf]) -> Result<ExitCode, String> {
    let read = |file: &PathBuf| {
        let name = file.display().to_string();
        // What is no text is no checkpoint, and is told as that.
        let bytes = fs::read(file).map_err(|e| format!("{name}: {e}"))?;
        Ok(KeptNote { text: String::from_utf8_lossy(&bytes).into_owned(), name })
    };
    let kept = checkpoints.iter().map(read).collect::<Result<Vec<_>, String>>()?;
    let vault = opening::open_existing(settings)?;
    let done = walk_against(&vault, &kept, settings.checkpoint.may_lag())?;
    if !kept.is_empty() && done == ExitCode::SUCCESS {
        say(&format!("It extends {} checkpoint(s) that were kept.", kept.len()));
    }
    Ok(done)
}

fn ring_beside(file: &Path, ring: Option<PathBuf>) -> PathBuf {
    ring.unwrap_or_else(|| file.with_file_name("sleutelbos"))
}

/// Writes a file beside its place, for this account alone, and puts it there when it is whole.
///
/// # Errors
/// A sentence about the file; then an earlier one of that name is as it was.
pub(super) fn write_whole(file: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), String>) -> Result<(), String> {
    let mut part = file.to_owned().into_os_string();
    part.push(".deel");
    let part = PathBuf::from(part);
    let say_which = |e: std::io::Error| format!("{}: {e}", part.display());
    let mut out = BufWriter::new(opening::own_file(&part).map_err(say_which)?);
    let filled = fill(&mut out).and_then(|()| {
        let file = out.into_inner().map_err(|e| e.to_string())?;
        file.sync_all().map_err(say_which)
    });
    if let Err(e) = filled {
        drop(fs::remove_file(&part));
        return Err(e);
    }
    fs::rename(&part, file).and_then(|()| opening::keep_name(file)).map_err(|e| format!("{}: {e}", file.display()))
}

/// Backs up while the house is open.
///
/// # Errors
/// A sentence about the file or the store; then an earlier file of that name is as it was.
pub(crate) fn backup(settings: &Settings, file: &Path, ring: Option<PathBuf>) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    let ring = ring_beside(file, ring);
    let bar = progress("backing up", None);
    let mut rows = 0;
    write_whole(file, |to| {
        write_whole(&ring, |keys| {
            rows = vault.back_up(to, keys, || bar.inc(1)).map_err(|e| e.to_string())?;
            Ok(())
        })
    })?;
    bar.finish_and_clear();
    say(&format!(
        "{rows} rows to {}; the key ring to {}, which replaces the one before",
        file.display(),
        ring.display()
    ));
    Ok(())
}

/// The files of an SQLite store that is not there yet; none for another place.
fn not_there_yet(place: &Database) -> Vec<PathBuf> {
    let Database::Sqlite(file) = place else { return Vec::new() };
    if file.exists() {
        return Vec::new();
    }
    let beside = |end: &str| {
        let mut name = file.clone().into_os_string();
        name.push(end);
        PathBuf::from(name)
    };
    vec![file.clone(), beside("-wal"), beside("-shm"), beside("-ring-lock")]
}

/// What did not succeed leaves no store behind that looks like one.
fn or_nothing<T>(made: Vec<PathBuf>, done: Result<T, BackupError>) -> Result<T, String> {
    done.map_err(|e| {
        made.into_iter().for_each(|file| drop(fs::remove_file(file)));
        e.to_string()
    })
}

/// Puts a backup back and verifies it.
///
/// # Errors
/// A sentence about the files or the place.
pub(crate) fn restore(settings: &Settings, file: &Path, ring: Option<PathBuf>) -> Result<ExitCode, String> {
    let key = opening::master(settings)?;
    let ring = ring_beside(file, ring);
    let open = |path: &Path| File::open(path).map(BufReader::new).map_err(|e| format!("{}: {e}", path.display()));
    let (mut rows, mut keys) = (open(file)?, open(&ring)?);
    let bar = progress("restoring", None);
    let place = opening::database(settings);
    let made = not_there_yet(&place);
    let now = vault::SystemClock.now();
    let done = or_nothing(made, vault::restore(&place, &key, &mut rows, &mut keys, now, || bar.inc(1)))?;
    bar.finish_and_clear();
    say(&format!("{} rows; {}", done.rows, forgotten(done)));
    walk(&opening::open_existing(settings)?)
}

fn forgotten(done: vault::Restored) -> String {
    format!(
        "{} dossier(s) were destroyed since and stay closed, {} event(s) and boxes were erased since",
        done.destroyed, done.erased
    )
}

/// Gives an older store the keys of what lives, and verifies it.
///
/// # Errors
/// A sentence about the file or the store.
pub(crate) fn restore_keys(settings: &Settings, ring: &Path) -> Result<ExitCode, String> {
    opening::must_exist(settings)?;
    let key = opening::master(settings)?;
    let _alone = opening::hold(settings)?;
    let mut from = BufReader::new(File::open(ring).map_err(|e| format!("{}: {e}", ring.display()))?);
    let now = vault::SystemClock.now();
    let done = vault::restore_keys(&opening::database(settings), &key, &mut from, now).map_err(|e| e.to_string())?;
    say(&forgotten(done));
    walk(&opening::open_existing(settings)?)
}

/// Seals the key ring under a new master key, which takes the place of the one before when it does.
///
/// # Errors
/// A sentence about a file or the store.
pub(crate) fn rekey(settings: &Settings) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    let next = opening::next_master(settings)?;
    block_on(async { vault.change_master(next).await.map_err(|e| e.to_string()) })?;
    opening::take_next_master(settings)?;
    say(
        "The key ring is sealed under a new master key. Make a backup now: the new key opens no copy of the ring from before.",
    );
    Ok(())
}

/// Carries the house to another engine and verifies it there.
///
/// # Errors
/// A sentence about one of the stores.
pub(crate) fn carry(settings: &Settings, to: &str, ring: Option<PathBuf>) -> Result<ExitCode, String> {
    let vault = opening::open_existing(settings)?;
    let place = opening::place(settings, to, ring);
    let bar = progress("moving", None);
    let made = not_there_yet(&place);
    let rows = or_nothing(made, vault.move_to(&place, || bar.inc(1)))?;
    bar.finish_and_clear();
    say(&format!("{rows} rows; the key ring is {}", place.ring().display()));
    walk(&opening::open_at(settings, place)?)
}

/// Writes cards anew; exit 1 when some could not be read, each with its place.
///
/// # Errors
/// What the store says.
pub(crate) fn reindex(settings: &Settings) -> Result<ExitCode, String> {
    let vault = opening::open_existing(settings)?;
    let bar = progress("reindexing", None);
    let shown = bar.clone();
    let (count, unread) = block_on(async move { vault.reindex(|| shown.inc(1)).await.map_err(|e| e.to_string()) })?;
    bar.finish_and_clear();
    say(&format!("{count} dossiers"));
    unread.iter().for_each(|what| complain(what));
    Ok(if unread.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Signs a small table as it is, after somebody looked at what was changed in it.
///
/// # Errors
/// A sentence when there is no such table, or what the store says.
pub(crate) fn accept(settings: &Settings, table: &str) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    block_on(async { vault.accept(table).await.map_err(|e| e.to_string()) })?;
    say(&format!("{table} is signed as it is; it stands in the book."));
    Ok(())
}
