//! Settings: a file, then the environment, then the command line; the last one wins. A setting that does not fit is an error that
//! names it.

use confique::Config;
use serde::Deserialize;
use std::{net::SocketAddr, path::PathBuf};

/// Everything that can be set. Each can stand in `casustafel.toml` or in the environment.
#[derive(Debug, Clone, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub(crate) struct Settings {
    /// The address to listen on. Only loopback unless a reverse proxy with TLS stands in front.
    #[config(env = "CASUSTAFEL_LISTEN", default = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    /// The address people type. When it begins with `https://`, cookies are `__Host-` and `Secure`.
    #[config(env = "CASUSTAFEL_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,

    /// The folder with the SQLite store and, unless set otherwise, the master key.
    #[config(env = "CASUSTAFEL_DATA", default = "data")]
    pub(crate) data: PathBuf,

    /// `postgres://user@host:port/name` for PostgreSQL; without it SQLite in the data folder.
    #[config(env = "CASUSTAFEL_DATABASE_URL")]
    pub(crate) database_url: Option<String>,

    /// The file with the master key, 64 hexadecimal digits. Keep it apart from backups.
    #[config(env = "CASUSTAFEL_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,

    /// The name of this node; each node at one PostgreSQL store needs its own.
    #[config(env = "CASUSTAFEL_NODE", default = "1")]
    pub(crate) node: String,

    /// Reading connections to PostgreSQL. A store inside the program is read by whoever asks.
    #[config(env = "CASUSTAFEL_READERS", default = 2)]
    pub(crate) readers: usize,

    /// The program that sets documents as PDF; without it `casustafel-press` beside this program.
    #[config(env = "CASUSTAFEL_PRESS")]
    pub(crate) press: Option<PathBuf>,

    /// Whether `/metrics` answers, to this machine only.
    #[config(env = "CASUSTAFEL_METRICS", default = false)]
    pub(crate) metrics: bool,

    /// How much to log, to standard error as lines of JSON: `error`, `warn`, `info`, `debug` or `off`.
    #[config(env = "CASUSTAFEL_LOG", default = "info")]
    pub(crate) log: LogLevel,
}

/// How much to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
}

/// What the command line says of settings.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Overrides {
    /// A file with settings (default: casustafel.toml, if it is there)
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder with the store
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// postgres://user@host:port/name, for PostgreSQL
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// The file with the master key (default: meestersleutel in the data folder)
    #[arg(long, global = true, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

/// A message in one line. Of the drawing of the place in the file only the name of the setting is kept: what is set may be a secret.
fn one_line(message: &str) -> String {
    let part = |line: &str| {
        let drawn = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').strip_prefix('|');
        let named = drawn.map(|d| d.split_once('=').map_or("", |(name, _)| name));
        named.unwrap_or(line).trim().to_owned()
    };
    message.lines().map(part).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

impl Settings {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence that names the setting that does not fit, or the file that cannot be read.
    pub(crate) fn load(over: &Overrides) -> Result<Self, String> {
        let mut builder = Self::builder().env();
        if let Some(file) = &over.config {
            if !file.is_file() {
                return Err(format!("--config: there is no file {}", file.display()));
            }
            builder = builder.file(file);
        } else {
            builder = builder.file("casustafel.toml");
        }
        let mut settings = builder.load().map_err(|e| format!("settings: {}", one_line(&format!("{e:#}"))))?;
        if let Some(data) = &over.data {
            settings.data.clone_from(data);
        }
        settings.database_url = over.database_url.clone().or(settings.database_url);
        settings.key_file = over.key_file.clone().or(settings.key_file);
        if let Some(url) = &settings.public_url
            && !url.starts_with("https://")
            && !url.starts_with("http://")
        {
            return Err("settings: public_url begins with https:// or http://".into());
        }
        if settings.readers == 0 || settings.readers > 64 {
            return Err("settings: readers is a number from 1 to 64".into());
        }
        Ok(settings)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use confique::toml::{FormatOptions, template};

    /// `docs/settings.toml` is made of the comments above; `CASUSTAFEL_BLESS=1` writes it anew.
    #[test]
    fn every_setting_stands_in_the_example_file() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/settings.toml");
        let made = template::<Settings>(FormatOptions::default());
        if std::env::var_os("CASUSTAFEL_BLESS").is_some() {
            std::fs::write(file, &made).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(file).unwrap_or_default(),
            made,
            "renew it: CASUSTAFEL_BLESS=1 cargo test -p casustafel settings"
        );
    }

    #[test]
    fn a_message_names_the_setting_and_not_what_it_is_set_to() {
        let drawn = "TOML parse error at line 3, column 8\n  |\n3 | readers = \"geheim\"\n  |           ^^^^^^^^\ninvalid type\n";
        assert_eq!(one_line(drawn), "TOML parse error at line 3, column 8: readers: invalid type");
        assert_eq!(one_line("one\n"), "one");
    }
}
