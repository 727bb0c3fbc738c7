//! The files of a store inside the process: for the account of the program only, and one server at a time.

use super::StoreError;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// The place of the one server at a store. Dropping it gives the place away.
#[derive(Debug)]
pub struct Held(#[expect(dead_code, reason = "held, not read: the lock lives as long as the open file")] Option<File>);

impl Held {
    /// Where there is no such place.
    pub(super) fn nothing() -> Self {
        Self(None)
    }
}

/// A file that lies beside the store and is named after it.
pub(crate) fn beside(store: &Path, end: &str) -> PathBuf {
    let mut name = store.to_owned().into_os_string();
    name.push(end);
    name.into()
}

/// How to make a file that only the account of the program can read.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes from a file what others may do with it. A file that is not there is well.
fn narrow(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        match fs::metadata(path) {
            Ok(found) if found.permissions().mode() & 0o077 != 0 => {
                fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
            }
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Makes the file of the store when it is not there, and narrows what an earlier version left wider. The engine gives the files it
/// makes beside it the rights of the store itself.
pub(super) fn keep_private(store: &Path) -> Result<(), StoreError> {
    // Never opened when it is there already: to close it again would take away the locks that another connection of this process has.
    match private().create_new(true).open(store) {
        Ok(_) => {}
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
        Err(e) => return Err(told(&e)),
    }
    for file in [store.to_owned(), beside(store, "-wal"), beside(store, "-shm")] {
        if narrow(&file).is_err() {
            // Somebody else's file, on purpose perhaps; it can be read and written, so that is said and not refused.
            tracing::warn!(file = %file.display(), "others may read this file and it cannot be narrowed: chmod 600");
        }
    }
    Ok(())
}

/// A full disk is told apart; of the rest the kind is enough.
fn told(e: &io::Error) -> StoreError {
    if matches!(e.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
        StoreError::Full
    } else {
        StoreError::Engine(format!("the file of the store: {}", e.kind()))
    }
}

/// Locks the file beside the store that says who serves it. The system frees it when the process ends, however it ends; the file
/// itself stays, because removing it could take away the lock of who came next.
pub(super) fn hold(store: &Path) -> Result<Held, StoreError> {
    let path = beside(store, "-server");
    let file = private().create(true).truncate(false).open(&path).map_err(|e| told(&e))?;
    match file.try_lock() {
        Ok(()) => Ok(Held(Some(file))),
        Err(TryLockError::WouldBlock) => Err(StoreError::Served(path)),
        Err(TryLockError::Error(e)) => Err(told(&e)),
    }
}
