//! Pictures and papers for people to look at, in target/screenshots.

use crate::browser::Browser;
use std::{fs, path::PathBuf};

impl Browser {
    /// A picture of the whole page in target/screenshots.
    pub(crate) fn picture(&self, name: &str) -> PathBuf {
        self.keep(&format!("{name}.png"), &self.good(self.driver.picture(false)))
    }

    /// Keeps a picture or a paper that the driver sent, in target/screenshots.
    pub(crate) fn keep(&self, name: &str, sent: &str) -> PathBuf {
        let folder =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().map_or_else(PathBuf::new, |p| p.join("screenshots"));
        fs::create_dir_all(&folder).expect("a folder for pictures");
        let path = folder.join(format!("{}-{name}", self.name));
        fs::write(&path, base64(sent)).expect("a picture");
        path
    }

    /// Stops the test with a picture of where it was.
    pub(crate) fn stop(&self, why: &str) -> ! {
        let picture = self.driver.picture(false).map(|taken| self.keep("stopped.png", &taken).display().to_string());
        panic!("{}: {why}\n{}", self.name, picture.unwrap_or_default())
    }
}

/// The browser sends pictures as base64.
pub(crate) fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).expect("a byte"));
        }
    }
    bytes
}
