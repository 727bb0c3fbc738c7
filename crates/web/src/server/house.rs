//! What every request may need, and what the server must be told.

use super::{
    counts::Counts,
    crowd::Crowd,
    source::{Proxies, Source},
};
use crate::{
    kinds::KindRooms,
    limits::Limits,
    rooms::{API, Address},
};
use kernel::Say;
use std::{net::SocketAddr, sync::Arc};
use tokio::sync::{Semaphore, watch};
use vault::{Places, Vault};

/// What the server must be told.
#[derive(Debug, Clone)]
pub struct WebConfig {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What people type in their browser: `https://tafel.example.org`. Without https no one but this machine should reach it.
    pub public_url: String,
    /// Whether it shows invented persons and lets anybody be any of them.
    pub demo: bool,
    /// Whether counters are served, to this machine only.
    pub metrics: bool,
    /// The proxies whose word is taken for where somebody asks from.
    pub proxies: Proxies,
    /// The ceilings on what is taken in.
    pub limits: Limits,
}

impl Default for WebConfig {
    /// A house on this machine, at a port that the system chooses.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: "http://localhost".to_owned(),
            demo: false,
            metrics: false,
            proxies: Proxies::default(),
            limits: Limits::default(),
        }
    }
}

impl WebConfig {
    pub(crate) fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// A link at the top of every page.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Where it leads.
    pub address: &'static str,
    /// What it says.
    pub label: Say,
}

impl NavItem {
    /// A link with its words.
    #[must_use]
    pub const fn to(address: &'static str, label: Say) -> Self {
        Self { address, label }
    }
}

/// What every request may need.
pub(crate) struct House {
    pub(crate) config: WebConfig,
    pub(crate) vault: Vault,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) addresses: Vec<Address>,
    pub(crate) kinds: KindRooms,
    pub(crate) counts: Counts,
    pub(crate) description: String,
    /// Requests under way, by source.
    pub(crate) crowd: Crowd<Source>,
    /// Streams of changes, by session.
    pub(crate) streams: Crowd<String>,
    /// Says that a session was ended, so that its streams end too.
    pub(crate) ended: watch::Sender<u64>,
    /// Where heavy work is done.
    pub(crate) heavy: Places,
    /// Room for bodies in memory, in KiB: of who is logged in, and of everybody else.
    pub(crate) bodies: Arc<Semaphore>,
    pub(crate) strangers_bodies: Arc<Semaphore>,
    /// Becomes true when the server goes down, so that nobody is kept listening.
    pub(crate) closing: watch::Receiver<bool>,
}

/// Whether an address is for programs.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path == API || path.strip_prefix(API).is_some_and(|rest| rest.starts_with('/'))
}
