//! What a page knows of who asks: the person, the language, the moment, what was in the address. Never the dossier itself.

use crate::{kinds::KindRooms, values::Values};
use kernel::{Date, DossierId, Lang, Say, Timestamp};
use std::sync::Arc;
use vault::{Act, Actor, Directory, Places, Seen, Vault, Version};

/// Who asks, when, and in which language.
#[derive(Clone)]
pub struct Ask {
    /// Who asks, and for which agency.
    pub actor: Actor,
    /// The language to answer in.
    pub lang: Lang,
    /// The moment of asking.
    pub now: Timestamp,
    /// The day of asking, in the Netherlands.
    pub today: Date,
    /// The one room with data.
    pub vault: Vault,
    /// Houses, municipalities, agencies.
    pub directory: Arc<Directory>,
    /// What stood behind the question mark of the address.
    pub query: Values,
    /// The parts of the address besides `{id}`, such as `{item}`.
    pub parts: Values,
    /// Where dossiers are read.
    pub kinds: KindRooms,
    /// The address of the house as others reach it, for what is read off a screen: `https://casustafel.example`.
    pub public_url: Arc<str>,
    /// What stands on this page of the menu and not in the menu: where it leads, and what it says.
    pub below: Vec<(&'static str, Say)>,
    /// The ticket that a browser without an account kept for this place. Anybody can send anything.
    pub ticket: Option<String>,
    /// From where, as text.
    pub(crate) source: String,
    pub(crate) via: Via,
    /// Where heavy work is done.
    pub(crate) heavy: Places,
}

/// How the question came in.
#[derive(Clone)]
pub(crate) enum Via {
    /// From a browser, with the token its forms must carry.
    Browser {
        /// The token against forged requests.
        csrf: String,
    },
    /// From a program that reads JSON.
    Program,
}

impl Ask {
    /// The token that forms carry; programs have none.
    pub(crate) fn csrf(&self) -> &str {
        match &self.via {
            Via::Browser { csrf } => csrf,
            Via::Program => "",
        }
    }

    /// From where somebody asks, to count what strangers hand in by it and for nothing else: it goes to no log and on no page.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether a program asks, which gets JSON.
    #[must_use]
    pub fn is_program(&self) -> bool {
        match self.via {
            Via::Browser { .. } => false,
            Via::Program => true,
        }
    }

    /// A part of the address besides `{id}`; empty when the address has no such part.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.parts.first(name).unwrap_or_default()
    }
}

/// A dossier that may be read, and who asks. The reading is already in the book.
pub struct Visit<A: Act> {
    /// The dossier as it is now.
    pub seen: Seen<A>,
    /// Who asks.
    pub ask: Ask,
}

impl<A: Act> Visit<A> {
    /// The dossier as it is now.
    #[must_use]
    pub fn dossier(&self) -> &A::On {
        self.seen.dossier()
    }

    /// Which dossier.
    #[must_use]
    pub fn id(&self) -> DossierId {
        self.seen.id()
    }

    /// What a form on this page must carry, so that a change made meanwhile is noticed.
    #[must_use]
    pub fn seq(&self) -> Version {
        self.seen.version()
    }

    /// Whether the same person may do this other act on it now: to show a button or not. The act itself asks again.
    #[must_use]
    pub fn may<B: Act<On = A::On>>(&self) -> bool {
        self.seen.may::<B>()
    }

    /// Who could do it for one's organisation, when a mandate is all that this person lacks: to say so where the button would stand.
    #[must_use]
    pub fn lacks_mandate<B: Act<On = A::On>>(&self) -> Option<String> {
        self.seen.lacks_mandate::<B>().map(|who| who.to(self.ask.lang).to_owned())
    }
}

/// Who looks at a page that needs no login, such as the login page itself.
#[derive(Clone)]
pub struct Guest {
    /// The language to answer in.
    pub lang: Lang,
    /// The moment of asking.
    pub now: Timestamp,
    /// The one room with data.
    pub vault: Vault,
    /// Houses, municipalities, agencies.
    pub directory: Arc<Directory>,
    /// What stood behind the question mark of the address.
    pub query: Values,
    /// The parts of the address, such as `{number}`.
    pub parts: Values,
}

impl Guest {
    /// A part of the address; empty when the address has no such part.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.parts.first(name).unwrap_or_default()
    }
}
