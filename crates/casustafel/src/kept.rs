//! What is secret is kept in a file that others cannot read.

#[cfg(unix)]
use std::fs;
use std::path::Path;

/// Refuses a key that others can read or write. Of a key that root lends, its group may read it: that is how services get theirs.
///
/// # Errors
/// A sentence that names the file and the command that mends it.
#[cfg(unix)]
pub(crate) fn is_kept(file: &Path, what: &str) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(found) = fs::metadata(file) else { return Ok(()) };
    let wide = found.mode() & if found.uid() == 0 { 0o037 } else { 0o077 };
    if wide == 0 {
        return Ok(());
    }
    let file = file.display();
    Err(format!("others than its owner can read or change {what} {file}: chmod 600 {file}"))
}

/// Elsewhere files have no such rights.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub(crate) fn is_kept(_: &Path, _: &str) -> Result<(), String> {
    Ok(())
}
