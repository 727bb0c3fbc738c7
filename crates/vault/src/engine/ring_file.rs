//! The file of the key ring on the disk: written whole, by one at a time, and what was there before is written over, also after a crash.

use crate::engine::{
    keyring::RingError,
    store::{beside, private},
};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// Cleans up when there is anything: not while another process is at work, and without a lock where nothing is left.
pub(super) fn after_a_crash(path: &Path) -> Result<(), RingError> {
    if !["-part", "-was"].iter().any(|end| beside(path, end).exists()) {
        return Ok(());
    }
    let _alone = alone(path)?;
    clean_up(path)
}

/// A lock that the system lets go of when the process ends.
pub(super) fn alone(path: &Path) -> Result<File, RingError> {
    let lock = private().create(true).truncate(false).open(beside(path, "-lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// Whoever keeps the house by another account, such as root, leaves the ring to who it was of.
#[cfg(unix)]
fn keep_owner(old: &File, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let (before, after) = (old.metadata()?, new.metadata()?);
    if (before.uid(), before.gid()) == (after.uid(), after.gid()) {
        return Ok(());
    }
    fchown(new, Some(before.uid()), Some(before.gid()))
}

/// Puts the file in its place whole, on the disk, and writes over what was there. Until that is done what was there keeps a second name,
/// so that whoever comes after a crash still finds it to write over. Only who holds the lock comes here.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), RingError> {
    let (part, was) = (beside(path, "-part"), beside(path, "-was"));
    clean_up(path)?;
    let old = OpenOptions::new().write(true).open(path).ok();
    let mut file = private().create_new(true).open(&part)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    if let Some(old) = &old {
        keep_owner(old, &file)?;
        // Where the disk knows no second names a crash in the next few lines leaves the blocks of the old file as they are.
        drop(fs::hard_link(path, &was));
    }
    file.sync_all()?;
    sync_folder(path)?;
    fs::rename(&part, path)?;
    sync_folder(path)?;
    if let Some(old) = old {
        blank(old)?;
    }
    remove(&was)
}

/// Writes over what a crash left between two names: a file that was not put in its place yet, or one that had lost it. Only who holds the lock
/// comes here.
fn clean_up(path: &Path) -> Result<(), RingError> {
    for end in ["-part", "-was"] {
        let left = beside(path, end);
        match OpenOptions::new().write(true).open(&left) {
            // The crash came before the new file took the place: this is a second name of the ring itself.
            Ok(file) if is_in_place(&file, path)? => {}
            Ok(file) => blank(file)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
            Err(e) => return Err(e.into()),
        }
        remove(&left)?;
    }
    Ok(())
}

/// Whether this file is the one in the place of the ring.
#[cfg(unix)]
fn is_in_place(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let of = |found: fs::Metadata| (found.dev(), found.ino());
    match fs::metadata(path) {
        Ok(there) => Ok(of(there) == of(file.metadata()?)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

/// Elsewhere no second name was made.
#[cfg(not(unix))]
fn is_in_place(_: &File, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Writes over a file that has no place any more: its blocks may be read off the disk until something else is written there.
fn blank(mut file: File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

fn remove(path: &Path) -> Result<(), RingError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
