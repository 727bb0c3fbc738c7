//! The settings for documents, and what is made of them: a house without them takes none.

#![allow(unused_qualifications, reason = "what derives the settings writes paths in full")]

use super::clamd::{At, Clamd};
use confique::Config;
use std::{net::SocketAddr, time::Duration};
use vault::{FileRules, LARGEST_FILE};

/// A million bytes, as machines count them.
const MEGABYTE: usize = 1024 * 1024;

/// Documents, in a part of its own: `[documents]`. Few and small: a PDF, a picture or a text at a contribution to a case.
#[derive(Debug, Clone, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub(crate) struct DocumentSettings {
    /// Whether documents are taken in. Without a scanner they stay in quarantine, where nobody opens them. What lies there stays when this is
    /// turned off again.
    #[config(env = "CASUSTAFEL_DOCUMENTS_ON", default = false)]
    pub(crate) on: bool,

    /// The most megabytes of one document, from 1 to 10; no more than `limits.file_kilobytes` lets in.
    #[config(env = "CASUSTAFEL_DOCUMENTS_MEGABYTES", default = 5)]
    pub(crate) megabytes: usize,

    /// How many belong to one contribution at most, from 1 to 20.
    #[config(env = "CASUSTAFEL_DOCUMENTS_PER_ITEM", default = 3)]
    pub(crate) per_item: usize,

    /// The scanner, on this machine: `clamd:127.0.0.1:3310`, or the path of its socket, such as `clamd:/run/clamav/clamd.ctl`. Its `StreamMaxLength`
    /// is at least `megabytes`, and its list of malware is kept up to date by who keeps the machine. It has `AlertExceedsMax yes`:
    /// without that it says that it found nothing in what lay beyond its own limits, and is not believed.
    #[config(env = "CASUSTAFEL_DOCUMENTS_SCANNER")]
    pub(crate) scanner: Option<String>,
}

impl DocumentSettings {
    /// Which documents are taken in; a body holds at most so many bytes of a file.
    ///
    /// # Errors
    /// A sentence that names the setting that does not fit.
    pub(crate) fn rules(&self, largest_body: usize) -> Result<FileRules, String> {
        if !(1..=LARGEST_FILE / MEGABYTE).contains(&self.megabytes) {
            return Err("settings: documents.megabytes is a number from 1 to 10".into());
        }
        if !(1..=20).contains(&self.per_item) {
            return Err("settings: documents.per_item is a number from 1 to 20".into());
        }
        let most_bytes = self.megabytes * MEGABYTE;
        if self.on && most_bytes > largest_body {
            return Err("settings: documents.megabytes is more than limits.file_kilobytes lets in".into());
        }
        let scanned = self.clamd()?.is_some();
        Ok(FileRules { on: self.on, most_bytes, per_thing: self.per_item, scanned })
    }

    /// The scanner, where there is one.
    ///
    /// # Errors
    /// A sentence that says what the setting is.
    pub(crate) fn clamd(&self) -> Result<Option<Clamd>, String> {
        const WRONG: &str =
            "settings: documents.scanner is clamd:ADDRESS:PORT of this machine, or clamd: and the path of a socket";
        let Some(scanner) = &self.scanner else { return Ok(None) };
        let at = scanner.strip_prefix("clamd:").ok_or(WRONG)?;
        let at = if at.starts_with('/') && cfg!(unix) {
            At::Socket(at.into())
        } else {
            let at: SocketAddr = at.parse().map_err(|_| WRONG)?;
            // clamd speaks in the clear: on its way others could read along.
            if !at.ip().is_loopback() {
                return Err(WRONG.into());
            }
            At::Port(at)
        };
        Ok(Some(Clamd { at, patience: Duration::from_secs(60) }))
    }
}
