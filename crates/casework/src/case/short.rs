//! Naming a thing by the beginning of its text.

/// A text shortened to one line.
pub(crate) fn short(text: &str) -> String {
    const FITS: usize = 110;
    let line = text.replace('\n', " ");
    if line.chars().count() <= FITS { line } else { line.chars().take(FITS - 1).chain(['…']).collect() }
}
