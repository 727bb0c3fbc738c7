//! A file that goes along in a form from one step to the next, so that nobody has to choose it twice and nothing of it is kept meanwhile.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read, Write};

/// The file as letters that a form sends as they are: packed, then base64 without signs that would be written out.
#[must_use]
pub fn carry(bytes: &[u8]) -> String {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory does not fail.
    let written = packed.write_all(bytes);
    BASE64_URL_SAFE_NO_PAD.encode(written.and_then(|()| packed.finish()).unwrap_or_default())
}

/// The file again; `None` when these are not letters of [`carry`], or hold more than `most` bytes.
#[must_use]
pub fn carried(text: &str, most: usize) -> Option<Vec<u8>> {
    let packed = BASE64_URL_SAFE_NO_PAD.decode(text.trim()).ok()?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    DeflateDecoder::new(&*packed).take(limit).read_to_end(&mut bytes).ok()?;
    (!bytes.is_empty() && bytes.len() <= most).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_as_it_was_and_no_larger_than_may_be() {
        let file: Vec<u8> = (0..=255u8).cycle().take(70_000).collect();
        assert_eq!(carried(&carry(&file), 70_000).as_deref(), Some(&*file));
        assert_eq!(carried(&carry(&file), 69_999), None);
        // Many times as large as what was sent.
        let bomb = carry(&vec![0; 30_000_000]);
        assert!(bomb.len() < 1_000_000 && carried(&bomb, 500_000).is_none());
        assert_eq!(carried("geen bestand", 10), None);
        assert_eq!(carried("", 10), None);
    }
}
