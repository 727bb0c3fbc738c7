//! What a handler gives back: a page, a place to go to, a file, or trouble. Never a status code; that is the server's business.

use crate::{ask::Ask, form::Filled, html::Html, leaf::grouped};
use askama::Template;
use kernel::{DossierId, Refusal, Say};
use serde::Serialize;
use std::{borrow::Borrow, marker::PhantomData};
use vault::{PlacesError, StoreError, Version};

/// What a browser is to keep for one place: the ticket of a device, and for how many seconds; or nothing any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Keeps {
    Ticket { ticket: String, seconds: u32 },
    Nothing,
}

/// A page that was drawn, or written for a program. The layout is put around it by the server.
#[derive(Debug)]
pub struct Drawn {
    pub(crate) title: Say,
    pub(crate) html: Html,
    /// The same for a program: a JSON object as text, so that a long list is written once.
    pub(crate) json: String,
    /// What should be read first: that there is little room left.
    pub(crate) warning: Option<Say>,
    pub(crate) keeps: Option<Keeps>,
    /// What colleagues call what it is about, where that stands on it.
    pub(crate) reference: Option<String>,
    /// Whether it hangs on a wall: it fills the screen, without anything around it.
    pub(crate) wall: bool,
}

/// The body of a page with its title. What it is made of stays in its type, so that the description of the interface can tell which answer
/// an address gives.
#[derive(Debug)]
pub struct Page<B> {
    drawn: Drawn,
    body: PhantomData<fn() -> B>,
}

impl<B> Page<B> {
    fn new(drawn: Drawn) -> Self {
        Self { drawn, body: PhantomData }
    }

    /// The page without the type of what it is made of.
    pub(crate) fn drawn(self) -> Drawn {
        self.drawn
    }

    /// The page without its type, where one address shows different ones: only who has no account reads such an address, and no program.
    #[must_use]
    pub fn untyped(self) -> Page<()> {
        Page::new(self.drawn)
    }

    /// Has a browser without an account keep this ticket for the place it is at, for so many seconds.
    #[must_use]
    pub fn with_ticket(self, ticket: impl Into<String>, seconds: u32) -> Self {
        let keeps = Some(Keeps::Ticket { ticket: ticket.into(), seconds });
        Self::new(Drawn { keeps, ..self.drawn })
    }

    /// Has it let go of the ticket it kept for this place.
    #[must_use]
    pub fn without_ticket(self) -> Self {
        Self::new(Drawn { keeps: Some(Keeps::Nothing), ..self.drawn })
    }

    /// For a screen that a whole room looks at: without menu, header and margins, which nobody can use there.
    #[must_use]
    pub fn on_the_wall(self) -> Self {
        Self::new(Drawn { wall: true, ..self.drawn })
    }
}

impl<B: Template> Page<B> {
    /// A page for somebody who is not logged in.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "handlers give away what they are done with")]
    pub fn open(title: Say, body: B) -> Self {
        Self::new(Drawn::of(title, &body))
    }
}

impl<B: Template + Serialize> Page<B> {
    /// A page for who asks: markup for a browser, the same struct as JSON for a program.
    #[must_use]
    pub fn of(ask: impl Borrow<Ask>, title: Say, body: B) -> Self {
        if ask.borrow().is_program() {
            let json = serde_json::to_string(&body).unwrap_or_default();
            Self::new(Drawn { json, ..Drawn::new(title, Html::default()) })
        } else {
            Self::open(title, body)
        }
    }
}

impl Drawn {
    /// Markup, for a browser.
    pub(crate) fn of(title: Say, body: &impl Template) -> Self {
        Self::new(title, Html::rendered(body))
    }

    fn new(title: Say, html: Html) -> Self {
        Self { title, html, json: String::new(), warning: None, keeps: None, reference: None, wall: false }
    }

    /// About what colleagues call this: said below it on paper where its reader reads that on the page, and nowhere else.
    pub(crate) fn about(mut self, reference: String) -> Self {
        let stands = !reference.is_empty() && self.html.as_str().contains(&reference);
        self.reference = stands.then_some(reference);
        self
    }

    /// Tells a program which version was seen, so that it can send that back as a form does; and everybody that there is room for so many more
    /// only.
    pub(crate) fn with_version(mut self, version: Version, room: Option<u64>) -> Self {
        self.warning = room.map(little_room);
        if let Some(members) = self.json.strip_suffix('}') {
            let comma = if members.ends_with('{') { "" } else { "," };
            self.json.truncate(members.len());
            self.json.push_str(&format!("{comma}\"_seq\":\"{version}\"}}"));
        }
        self
    }
}

/// Said before somebody types, when a dossier is nearly full.
fn little_room(left: u64) -> Say {
    let number = |stop| grouped(left, stop);
    match left {
        0 => Say::of(
            "Dit dossier is vol. U kunt nog terugnemen en afsluiten. Is er meer vast te leggen? Sluit dit dan af en begin een nieuw dossier.",
            "This dossier is full. You can still take things back and close it. Is there more to record? Then close this one and start a new dossier.",
        ),
        _ => Say::made(
            format!(
                "Dit dossier is bijna vol: er passen nog {} handelingen in. Bedenk samen of u het afsluit.",
                number(".")
            ),
            format!(
                "This dossier is nearly full: there is room for {} more acts. Consider together whether to close it.",
                number(",")
            ),
        ),
    }
}

/// Where to go after something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    pub(crate) address: String,
    pub(crate) made: Option<(DossierId, String)>,
    pub(crate) keeps: Option<Keeps>,
    /// Whether the next page says nothing of what was done, because nothing was or it says so itself.
    pub(crate) quiet: bool,
}

impl Redirect {
    /// To this address of the house.
    #[must_use]
    pub fn to(address: impl Into<String>) -> Self {
        Self { address: address.into(), made: None, keeps: None, quiet: false }
    }

    /// Without a word of what was done: nothing was, or the page it leads to says so itself.
    #[must_use]
    pub fn quietly(self) -> Self {
        Self { quiet: true, ..self }
    }

    /// Has a browser without an account keep this ticket for the place it is at, for so many seconds.
    #[must_use]
    pub fn with_ticket(self, ticket: impl Into<String>, seconds: u32) -> Self {
        Self { keeps: Some(Keeps::Ticket { ticket: ticket.into(), seconds }), ..self }
    }

    /// Tells a program which dossier was begun and what colleagues call it.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "handlers give away what they are done with")]
    pub fn with(mut self, id: DossierId, reference: impl ToString) -> Self {
        self.made = Some((id, reference.to_string()));
        self
    }
}

/// A file to take along, such as a printed advice.
#[derive(Clone)]
pub struct Download {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Whether it is seen in its place on a page, and not taken along.
    pub(crate) seen: bool,
}

impl Download {
    /// A file with its media type and its name. The name says nothing of a person: a reference, never a name.
    #[must_use]
    pub fn of(kind: &'static str, name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { kind, name: name.into(), bytes, seen: false }
    }

    /// A picture that is seen on a page: one that this house drew itself (PNG), and never what somebody sent.
    #[must_use]
    pub fn picture(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { seen: true, ..Self::of("image/png", name, bytes) }
    }
}

/// Does heavy work, such as reading a file or writing a large table, beside the threads that answer. There is a bounded number of places
/// for it, and a bounded line before them.
///
/// # Errors
/// When the line is full, or the work stopped halfway.
pub async fn aside<T: Send + 'static>(
    ask: impl Borrow<Ask>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    let places = ask.borrow().heavy.clone();
    places.run(work).await.map_err(|not_done| match not_done {
        PlacesError::Busy => Trouble::Busy,
        PlacesError::Stopped => Trouble::Store("heavy work stopped halfway".to_owned()),
    })
}

/// What somebody reads who is asked to come back, and after how many seconds that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// A sentence, with what to do.
    pub why: Say,
    /// Told to programs as `Retry-After`.
    pub seconds: u16,
}

/// Why it did not happen.
#[derive(Debug)]
pub enum Trouble {
    /// No rule allows it, or it does not exist; outside they look the same.
    Denied,
    /// A rule of the profession says no; the person reads why and can mend it.
    Refused(Refusal),
    /// The same, and that it was tried is kept and counted: a code of which only so many may be wrong.
    Counted(Refusal),
    /// It cannot be done as things stand now, whatever is typed: what must come before it did not.
    NotNow(Refusal),
    /// Something else comes first, which is done at this address of the house: whoever is told may open it.
    First(Refusal, String),
    /// Somebody else was first.
    Conflict,
    /// There is no room to store; nothing was changed.
    Full,
    /// Not now: what it needs is busy or not there yet.
    Later(Later),
    /// More is waiting than may wait; nothing was changed, and in a moment it may go.
    Busy,
    /// The connection was lost while it was being kept: it may have been done.
    Unknown,
    /// The store failed. The text is for the log and holds no content.
    Store(String),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<vault::Error> for Trouble {
    fn from(error: vault::Error) -> Self {
        match error {
            vault::Error::Denied => Self::Denied,
            vault::Error::Stale => Self::Conflict,
            vault::Error::Claimed => Self::Refused(TAKEN),
            vault::Error::Refused(who) => Self::Refused(who.into()),
            vault::Error::Long => Self::Refused(FULL),
            vault::Error::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Busy | StoreError::Turned | StoreError::Overloaded => Self::Busy,
            StoreError::Unknown => Self::Unknown,
            StoreError::Taken
            | StoreError::Damaged
            | StoreError::Shape(_)
            | StoreError::Stopped
            | StoreError::Lost
            | StoreError::Told(_)
            | StoreError::Served(_)
            | StoreError::Engine(_)
            | StoreError::Closed => Self::Store(error.to_string()),
        }
    }
}

const TAKEN: Refusal =
    Refusal::of("Dit is al eerder overgenomen of bestaat al.", "This has been taken over before, or already exists.");

const FULL: Refusal = Refusal::of(
    "Dit dossier is vol: er kan niets meer bij. Er is niets opgeslagen. Wat u typte staat hier nog; neem het over in een nieuw \
     dossier. Terugnemen en afsluiten kan nog wel.",
    "This dossier is full: nothing more can be added. Nothing was saved. What you typed is still here; take it to a new dossier. You can still \
     take things back and close it.",
);

/// What came of a request, before it is written as a page or as JSON.
pub(crate) enum Answer {
    /// A page.
    Page(Drawn),
    /// A page shown again because of what was sent: stale, wrong, or no room.
    Again(Why, Box<Drawn>, Filled),
    /// The same for a program, which needs no page.
    Mend(Why, Filled),
    /// Done; go there.
    Go(Redirect),
    /// A file.
    File(Download),
}

impl Answer {
    /// What the browser is to keep.
    pub(crate) fn keeps(&self) -> Option<Keeps> {
        match self {
            Self::Page(page) => page.keeps.clone(),
            Self::Again(_, page, _) => page.keeps.clone(),
            Self::Go(go) => go.keeps.clone(),
            Self::Mend(..) | Self::File(_) => None,
        }
    }
}

/// Why a page is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Something is to be mended.
    Wrong,
    /// What must come before it did not.
    Early,
    /// Somebody else changed the dossier in the meantime.
    Stale,
    /// There was no room to store.
    Full,
    /// More was waiting than may wait.
    Busy,
    /// Whether it was done is not known.
    Unknown,
}
