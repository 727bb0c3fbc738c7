//! What every request may need, and what the server must be told.

use super::{
    counts::Counts,
    crowd::Crowd,
    source::{Proxies, Source},
};
use crate::{
    doors::Welcomed,
    kinds::KindRooms,
    limits::Limits,
    rooms::{API, Address, first_word},
    secrecy::Secrecy,
    theme::Theme,
};
use kernel::{PersonId, Say};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    sync::{Arc, OnceLock, RwLock},
};
use tokio::sync::{Semaphore, watch};
use vault::{Act, Actor, Places, Role, Vault};

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
    /// The house's own look, where it has one.
    pub theme: Option<Theme>,
    /// What everybody takes notice of before anything else opens; nothing where a house does that on paper.
    pub secrecy: Option<Secrecy>,
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
            theme: None,
            secrecy: None,
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
    /// Whether it leads to the other side of the house, about the work.
    pub(crate) other: bool,
    /// The page on which it stands, where that is not the top of every page.
    pub(crate) below: Option<&'static str>,
    /// Whether the rule lets somebody in there; without it everybody is.
    may: Option<fn(&Vault, &Actor) -> bool>,
}

impl NavItem {
    /// A link with its words.
    #[must_use]
    pub const fn to(address: &'static str, label: Say) -> Self {
        Self { address, label, other: false, below: None, may: None }
    }

    /// On this page of the menu instead of in it: the menu has room for so many.
    #[must_use]
    pub fn below(self, page: &'static str) -> Self {
        Self { below: Some(page), ..self }
    }

    /// Only for who may do this, such as see a list: nobody is led to what is not there for them.
    #[must_use]
    pub fn for_who_may<A: Act>(self) -> Self {
        self.for_whom(|vault, actor| vault.may_begin::<A>(actor).is_yes())
    }

    /// Only for whom this says yes, where that hangs on more than a rule: on what a house opened.
    #[must_use]
    pub fn for_whom(self, may: fn(&Vault, &Actor) -> bool) -> Self {
        Self { may: Some(may), ..self }
    }

    /// Only for who keeps the house.
    #[must_use]
    pub fn for_keeper(self) -> Self {
        Self { may: Some(|_, actor| actor.role == Role::Keeper), ..self }
    }

    /// Whether it is there for somebody.
    pub(crate) fn is_for(&self, vault: &Vault, actor: &Actor) -> bool {
        self.may.is_none_or(|may| may(vault, actor))
    }

    /// The link to the other side of the house, which stands apart and is the current one on every page there.
    #[must_use]
    pub const fn across(address: &'static str, label: Say) -> Self {
        Self { address, label, other: true, below: None, may: None }
    }
}

/// What every request may need.
pub(crate) struct House {
    pub(crate) config: WebConfig,
    pub(crate) vault: Vault,
    pub(crate) nav: Vec<NavItem>,
    /// The first words of the addresses of the side about the work.
    pub(crate) about_the_work: BTreeSet<&'static str>,
    /// Further pages of who is logged in, with what each is called.
    pub(crate) of_oneself: Vec<(&'static str, Say)>,
    pub(crate) addresses: Vec<Address>,
    /// The pages for anybody, by their address.
    pub(crate) open: BTreeMap<&'static str, Welcomed>,
    pub(crate) kinds: KindRooms,
    pub(crate) counts: Counts,
    /// The description of the interface, which is written when somebody asks for it: few do, and it is long.
    pub(crate) description: OnceLock<String>,
    /// Requests under way, by source.
    pub(crate) crowd: Crowd<Source>,
    /// Who took notice of the statement of secrecy, as far as this node asked the book.
    pub(crate) noticed: RwLock<BTreeSet<PersonId>>,
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

impl House {
    /// Whether this address is on the side about the work, where there is no person.
    pub(crate) fn is_about_the_work(&self, path: &str) -> bool {
        self.about_the_work.contains(first_word(path))
    }
}

/// Whether an address is for programs.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path == API || path.strip_prefix(API).is_some_and(|rest| rest.starts_with('/'))
}
