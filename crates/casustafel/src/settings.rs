//! Settings: a file, then the environment, then the command line; the last one wins. A setting that does not fit is an error that
//! names it.

#![allow(unused_qualifications, reason = "what derives the settings writes paths in full")]

use crate::{
    areas::{AreaSetting, areas},
    levels::{LevelSetting, levels},
    limits::LimitSettings,
    mail::{Mail, MailSettings},
    neighbours::{NeighbourSetting, neighbours},
    papers::PaperSettings,
    scan::{Clamd, DocumentSettings},
    secrecy::{self, SecrecySetting},
    terms::TermSettings,
    triage::{TriageSetting, triages},
};
use confique::Config;
use serde::Deserialize;
use std::{net::SocketAddr, path::PathBuf, time::Duration};
use web::{Proxies, ProxyHeader};

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

    /// `postgres://user@host:port/name` for PostgreSQL; without it SQLite in the data folder. Behind a `?` goes what libpq reads there,
    /// such as `sslmode=verify-full&sslrootcert=FILE`. Keep the password out of it: `PGPASSFILE` or `~/.pgpass` (chmod 600), or
    /// `PGPASSWORD`.
    #[config(env = "CASUSTAFEL_DATABASE_URL")]
    pub(crate) database_url: Option<String>,

    /// The file with the master key, 64 hexadecimal digits. Keep it apart from backups.
    #[config(env = "CASUSTAFEL_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,

    /// The file with the key ring of a house on PostgreSQL, in a place that all nodes share; without it `sleutelring` in the data folder.
    /// Of an SQLite store it always lies beside the file. Losing it is losing everything that lives: a copy goes with every backup.
    #[config(env = "CASUSTAFEL_RING_FILE")]
    pub(crate) ring_file: Option<PathBuf>,

    /// How many seconds a slice of the key ring rests after it was turned. What is forgotten in it meanwhile is gone after that, and is
    /// told to be *being erased* until then.
    #[config(env = "CASUSTAFEL_RING_REST", default = 10)]
    pub(crate) ring_rest: u64,

    /// The name of this node; each node at one PostgreSQL store needs its own.
    #[config(env = "CASUSTAFEL_NODE", default = "1")]
    pub(crate) node: String,

    /// Reading connections to PostgreSQL. A store inside the program is read by whoever asks.
    #[config(env = "CASUSTAFEL_READERS", default = 2)]
    pub(crate) readers: usize,

    /// How much work may wait for the store. The next gets "too busy, try again in a moment" instead of waiting longer and longer.
    #[config(env = "CASUSTAFEL_QUEUE", default = 1024)]
    pub(crate) queue: usize,

    /// The program that sets documents as PDF; without it `casustafel-press` beside this program.
    #[config(env = "CASUSTAFEL_PRESS")]
    pub(crate) press: Option<PathBuf>,

    /// A folder with fonts (TTF, OTF) for letters that the press does not have itself, such as `/usr/share/fonts/opentype/noto` of a Debian
    /// package. It has Latin, Greek, Cyrillic, Hebrew and Arabic; what no font has is told by name on the page.
    #[config(env = "CASUSTAFEL_FONTS")]
    pub(crate) fonts: Option<PathBuf>,

    /// Whether `/metrics` answers, to this machine only.
    #[config(env = "CASUSTAFEL_METRICS", default = false)]
    pub(crate) metrics: bool,

    /// How much to log, to standard error as lines of JSON: `error`, `warn`, `info`, `debug` or `off`.
    #[config(env = "CASUSTAFEL_LOG", default = "info")]
    pub(crate) log: LogLevel,

    /// Addresses and ranges of the proxies in front, such as `["127.0.0.1", "10.0.0.0/8"]` (in the environment with commas). Only their
    /// word is taken for where somebody asks from; from anybody else such a header is ignored.
    #[config(env = "CASUSTAFEL_PROXIES", default = [], parse_env = confique::env::parse::list_by_comma)]
    pub(crate) proxies: Vec<String>,

    /// The header in which those proxies say it: `x-forwarded-for` or `forwarded`. The other one is never read.
    #[config(env = "CASUSTAFEL_PROXY_HEADER", default = "x-forwarded-for")]
    pub(crate) proxy_header: Header,

    /// The folder with the house's own look: in `theme.toml` its name, its logo and other values for tokens of the stylesheet. What does not
    /// fit, and colours on which words do not stand out, are refused at the start. `docs/theme` is an example.
    #[config(env = "CASUSTAFEL_THEME")]
    pub(crate) theme: Option<PathBuf>,

    /// Where people take notice of the statement of secrecy (Wgpga art. 17, WGS art. 1.11): `asked`, once for each version of its words and
    /// before anything else opens, or `on-paper` where the house keeps that itself.
    #[config(env = "CASUSTAFEL_SECRECY", default = "asked")]
    pub(crate) secrecy: SecrecySetting,

    /// A file with the house's own words for it: plain text, with an empty line between two paragraphs. Other words are asked of everybody
    /// anew.
    #[config(env = "CASUSTAFEL_SECRECY_TEXT")]
    pub(crate) secrecy_text: Option<PathBuf>,

    /// Houses elsewhere with which blind questions are exchanged, for cases under the WGS. Each is a part `[[neighbours]]` with what people call
    /// it (`name`), where it listens (`address`) and its public key (`key`), as `casustafel neighbour-key` prints it there; the keeper of that
    /// house names this one in the same way. Nothing of it is secret.
    #[config(default = [])]
    pub(crate) neighbours: Vec<NeighbourSetting>,

    /// About which areas of life the tables speak, in this order. Each is a part `[[life_areas]]` with its `word`: one that the program knows
    /// (housing, money, work, family, mind, body, substances, network, community, leisure, justice, meaning), or one of the house's own with its
    /// names in `nl` and `en`. Without any these twelve. What was said before keeps its area.
    #[config(default = [])]
    pub(crate) life_areas: Vec<AreaSetting>,

    /// What the house calls the levels at which the help around somebody is organised, as its region agreed. Each is a part `[[levels]]` with the
    /// `word` of the program (ordinary, together, directed, raised, authorities) and the names of the house in `nl` and `en`; one that is not
    /// there is called as the program calls it. A name is of the help, and never of a person.
    #[config(default = [])]
    pub(crate) levels: Vec<LevelSetting>,

    /// The weekly triage of complex cases (WGS), of a house that opens one; without it there is none. Each is a part `[[triage]]` with the `house`, the
    /// `day` on which it is, `hand_in_day` and `hand_in_before` (such as `monday` and `12:00`) until when something is handed in for it,
    /// the organisations that sit there besides the house, the municipality of stay, police and OM (`seats`), those that may submit (`partners`), and
    /// after how many days what was decided on is destroyed (`keep_days`, usually 90).
    #[config(default = [])]
    pub(crate) triage: Vec<TriageSetting>,

    /// How many days each step may take: the last one is part of it. What began keeps the terms that held then.
    #[config(nested)]
    pub(crate) terms: TermSettings,

    /// Ceilings on what the house takes in.
    #[config(nested)]
    pub(crate) limits: LimitSettings,

    /// Mail that says that something is asked, and nothing else.
    #[config(nested)]
    pub(crate) mail: MailSettings,

    /// Documents at contributions to a case. A house takes none unless it says so here.
    #[config(nested)]
    pub(crate) documents: DocumentSettings,

    /// The look of papers, where a house has its own.
    #[config(nested)]
    pub(crate) papers: PaperSettings,

    /// Checkpoints of everything that happened, for witnesses outside the house.
    #[config(nested)]
    pub(crate) checkpoint: CheckpointSettings,
}

/// Checkpoints, in a part of its own: `[checkpoint]`.
#[derive(Debug, Clone, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub(crate) struct CheckpointSettings {
    /// Within so many seconds what happens goes under a checkpoint, from 10 to 3600. What lies outside one can be cut unnoticed.
    #[config(env = "CASUSTAFEL_CHECKPOINT_EVERY_SECONDS", default = 300)]
    pub(crate) every_seconds: u64,
}

impl CheckpointSettings {
    /// For how long something may lie under no checkpoint before `verify --checkpoint` says so: twice what is promised.
    pub(crate) fn may_lag(&self) -> Duration {
        Duration::from_secs(self.every_seconds) * 2
    }
}

/// The header in which a proxy says where somebody asks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Header {
    XForwardedFor,
    Forwarded,
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
        let mut settings =
            builder.load().map_err(|e| format!("settings: {}", crate::message::one_line(&format!("{e:#}"))))?;
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
        settings.limits.check()?;
        settings.terms.check()?;
        settings.file_rules()?;
        if !(10..=3600).contains(&settings.checkpoint.every_seconds) {
            return Err("settings: checkpoint.every_seconds is a number from 10 to 3600".into());
        }
        settings.proxies()?;
        settings.neighbours()?;
        areas(&settings.life_areas)?;
        levels(&settings.levels)?;
        settings.triages()?;
        if settings.readers == 0 || settings.readers > 64 {
            return Err("settings: readers is a number from 1 to 64".into());
        }
        if settings.queue == 0 || settings.queue > 65_536 {
            return Err("settings: queue is a number from 1 to 65536".into());
        }
        Ok(settings)
    }

    /// What mails, where the house does.
    ///
    /// # Errors
    /// A sentence that names what does not fit, or the file that cannot be read.
    pub(crate) fn mail(&self) -> Result<Option<Mail>, String> {
        self.mail.mail(self.public_url.as_deref())
    }

    /// The houses elsewhere.
    ///
    /// # Errors
    /// A sentence that names what does not fit.
    pub(crate) fn neighbours(&self) -> Result<Vec<vault::Neighbour>, String> {
        neighbours(&self.neighbours)
    }

    /// The triages that houses opened.
    ///
    /// # Errors
    /// A sentence that names what does not fit.
    pub(crate) fn triages(&self) -> Result<Vec<kernel::TriageRule>, String> {
        triages(&self.triage)
    }

    /// Which documents are taken in.
    ///
    /// # Errors
    /// A sentence that names what does not fit.
    pub(crate) fn file_rules(&self) -> Result<vault::FileRules, String> {
        self.documents.rules(self.limits.limits().file)
    }

    /// What looks at documents before anybody opens them, where the house has it.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub(crate) fn scanner(&self) -> Result<Option<Clamd>, String> {
        self.documents.clamd()
    }

    /// The house's own look, where it has one.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub(crate) fn theme(&self) -> Result<Option<web::Theme>, String> {
        self.theme.as_deref().map(crate::theme::read).transpose()
    }

    /// The statement of secrecy that is laid before everybody; nothing where that is done on paper.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub(crate) fn secrecy(&self) -> Result<Option<web::Secrecy>, String> {
        let own = self.secrecy_text.as_deref().map(secrecy::of_the_house).transpose()?;
        Ok((self.secrecy == SecrecySetting::Asked).then(|| own.unwrap_or_else(secrecy::usual)))
    }

    /// The proxies whose word is taken.
    ///
    /// # Errors
    /// A sentence that names what is no address and no range.
    pub(crate) fn proxies(&self) -> Result<Proxies, String> {
        let header = match self.proxy_header {
            Header::XForwardedFor => ProxyHeader::XForwardedFor,
            Header::Forwarded => ProxyHeader::Forwarded,
        };
        // An empty variable names nobody.
        let named = self.proxies.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        Proxies::named(named, header)
            .map_err(|bad| format!("settings: proxies holds {bad:?}, which is no address and no range"))
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
}
