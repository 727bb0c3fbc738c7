//! What a feature tells the vault about its dossiers: events that are kept in order, and a fold that makes the present out of them.

pub use crate::engine::tier::Tier;
use crate::engine::{
    files::{Filed, Judged},
    office::{Leaving, Office, Right},
    people::NOBODY,
    promise::Promise,
    seating::Persons,
    task::Task,
    there::There,
    touch::Touch,
};
use kernel::counters::Measure;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId, Note, PersonId, Say, Timestamp};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{borrow::Cow, collections::BTreeSet, fmt};

/// Something people decide about: a signal, a weighing, an advice, a case. Its state can be written down and read back, so that a long
/// history is folded on from a sealed snapshot and not from its beginning.
pub trait Dossier: Default + Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What can happen in it. Stored as sealed JSON; every variant ever written stays readable.
    type Event: Serialize + DeserializeOwned + Clone + Send + Sync + 'static;
    /// The word for this kind in policies, addresses of the interface and the book: `signal`.
    const KIND: &'static str;
    /// What it is called.
    const SAYS: Say;
    /// The version of what [`Dossier::apply`] and [`Dossier::card`] make of its events: one more whenever the same events give another
    /// state or another card. Cards of an older one are made anew when the house opens and snapshots of another one are passed over; of
    /// a newer one the house stays closed.
    const FOLD: u32 = 1;
    /// Whether a look with a code stands in the book: where it shows something of a person. Elsewhere anybody with an address could fill it.
    const BOOKS_CODES: bool = false;
    /// The act by which the desk of an organisation names who sits, where who sits is a person, as it is where a dossier is about
    /// somebody; none where everybody sits whose organisation has a seat.
    const NAMING: Option<&'static str> = None;
    /// The states of which the day on the card is the last one: after it the clock of the house destroys the dossier. None where a dossier
    /// stays until somebody ends it.
    const LASTS: &'static [&'static str] = &[];
    /// Takes in one event. Never refuses and never looks outside: what happened, happened.
    fn apply(&mut self, event: &Self::Event, stamp: &Stamp);
    /// What the dossier says about itself, for lists, worklists, rules and reminders.
    fn card(&self) -> Card;
    /// What is expected of organisations in it and by when, for a list over many dossiers; nothing where nobody keeps such a list.
    fn promises(&self) -> Vec<Promise> {
        Vec::new()
    }
    /// One line on an event, without content: what a colleague reads on the conflict page and in the history.
    fn tell(event: &Self::Event) -> Say;
    /// Whether the people of this organisation may read which person did what in it, and not for which organisation alone.
    fn shows_who(&self, agency: &AgencyId) -> bool {
        let _ = agency;
        true
    }
    /// What of the dossier it touches: what somebody sends who has not seen the latest of it goes through where nobody touched the same.
    fn touches(event: &Self::Event) -> Touch {
        let _ = event;
        Touch::Whole
    }
    /// The dossier whose listeners hear of this event, where those of this one must not: who has no seat there learns not even that something
    /// happened. `self` is the dossier after it.
    fn heard_at(&self, event: &Self::Event) -> Option<DossierId> {
        let _ = event;
        None
    }
    /// Whether this event leads towards the end: such events are still taken in when a dossier has reached its ceiling, so that it can be
    /// closed and in time destroyed.
    fn ends(event: &Self::Event) -> bool {
        let _ = event;
        false
    }
    /// The boxes that this shuts; `self` is the dossier before it. From then on nothing goes into them, which tickets were used is
    /// forgotten, and what was handed in is sealed anew, so that nothing tells in which order or when.
    fn shuts(&self, event: &Self::Event) -> Vec<String> {
        let _ = event;
        Vec::new()
    }
    /// What is kept when organisations say who sits for them; nothing where nobody is named.
    fn naming(named: Persons) -> Option<Self::Event> {
        let _ = named;
        None
    }
    /// What an organisation arranged in it about who speaks for it: the directory takes it over whenever something happens there.
    fn office(&self) -> Option<(AgencyId, Office)> {
        None
    }
    /// Whether [`Dossier::office`] ever says something: then the house tells it who leaves the organisation.
    const ARRANGES: bool = false;
    /// What is kept when somebody leaves the organisation whose office this is, so that nobody who comes back has by themselves what they
    /// had; nothing where they had nothing.
    fn left(&self, person: &PersonId, how: Leaving) -> Option<Self::Event> {
        let _ = (person, how);
        None
    }
    /// The boxes whose last moment has passed by now without anybody doing anything: the house shuts them by itself. What it says of a box
    /// must stay so, unless something happens in the dossier.
    fn over(&self, now: Timestamp) -> Vec<String> {
        let _ = now;
        Vec::new()
    }
    /// The files that lie with it, whose bytes came with its events.
    fn files(&self) -> Vec<Filed> {
        Vec::new()
    }
    /// What happens when the scanner has looked at the file of this number, and found nothing or something; nothing where there is no such file,
    /// or it was looked at before. What erases the event by which it came must leave what the events leave without that one.
    fn judged(&self, no: u32, clean: bool) -> Option<Judged<Self::Event>> {
        let _ = (no, clean);
        None
    }
    /// What is counted when this happened; `self` is the dossier after it, `before` the dossier before it. Nothing else of a
    /// dossier crosses to the learning side, and a count holds no way back to it.
    fn measures(&self, before: &Self, event: &Self::Event, stamp: &Stamp) -> Vec<Measure> {
        let _ = (before, event, stamp);
        Vec::new()
    }
}

/// When an event happened, who did it, and its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The first event is number 1.
    pub seq: u64,
    /// The moment.
    pub at: Timestamp,
    /// The person who acted.
    pub who: PersonId,
    /// The agency on whose behalf.
    pub agency: AgencyId,
    /// The name of the act.
    pub act: Cow<'static, str>,
    /// As whom they were known that day.
    pub called: Called,
}

impl Stamp {
    /// Who did it.
    #[must_use]
    pub fn author(&self) -> Author {
        Author { person: self.who.clone(), agency: self.agency.clone(), called: self.called.clone() }
    }
}

/// As whom somebody acted: their name and function as they were that day, kept with what they did. A dash each, as every line that
/// nobody filled in, for what was kept before names were.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Called {
    /// Their name.
    pub name: Line,
    /// Their function.
    pub function: Line,
    /// In which right, for the key of an organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<Right>,
}

/// Who did something, for whom, and as whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The person.
    pub person: PersonId,
    /// The organisation on whose behalf.
    pub agency: AgencyId,
    /// As whom.
    #[serde(flatten)]
    pub called: Called,
}

impl Author {
    /// Whether it is nobody with an account: who came in with a code, and said themselves who they are.
    #[must_use]
    pub fn has_no_account(&self) -> bool {
        self.person.as_str() == NOBODY
    }

    /// For whom, and who.
    #[must_use]
    pub fn who(&self) -> (&AgencyId, &PersonId) {
        (&self.agency, &self.person)
    }
}

/// A dossier's present state as lists and rules see it. It holds no text about a person outside `label`, which is stored sealed,
/// and `findable` and `claims`, of which only keyed digests are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The name of the state, as the policies use it.
    pub state: &'static str,
    /// A filter of lists within the kind; never a special category (AUT-02).
    pub facet: &'static str,
    /// The house in whose region it lies.
    pub house: HouseId,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// What colleagues call it aloud; says nothing of a person.
    pub reference: Line,
    /// The day it began; lists run from new to old.
    pub opened: Date,
    /// The day by which something is due.
    pub due: Option<Date>,
    /// Title and summary, stored sealed.
    pub label: Label,
    /// Who sits at this table. An agency without a seat does not know the dossier exists.
    pub seats: Vec<Seat>,
    /// Which persons sit there; nothing where everybody of an organisation does.
    pub persons: Option<Persons>,
    /// What is asked of whom.
    pub tasks: Vec<Task>,
    /// What an exact question with a reason may find it by.
    pub findable: Vec<Findable>,
    /// Words that may belong to one dossier only, such as the line of a register that was taken over.
    pub claims: Vec<String>,
}

impl Card {
    /// Of a dossier in which nothing has happened yet: it says nothing, and no list ever shows it.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            state: "none",
            facet: "none",
            house: HouseId::default(),
            municipality: MunicipalityId::default(),
            reference: Line::default(),
            opened: Date::ZERO,
            due: None,
            label: Label { title: Line::default(), summary: None, called: None, urgent: false },
            seats: Vec::new(),
            persons: None,
            tasks: Vec::new(),
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

/// The title and summary of a dossier.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What the list shows.
    pub title: Line,
    /// A few sentences, where the list has room.
    pub summary: Option<Note>,
    /// What it is called by those who may read it, such as the name of whom it is about; in place of the title, and for nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<Line>,
    /// Whether what it is about cannot wait, also where nothing is asked here now; who lists it reads that beside it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
}

/// Without the mark where there is none, as it is stored: so a kind that never carries it makes, to the letter, what it made before there was one.
impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { title, summary, called, urgent } = self;
        let mut all = f.debug_struct("Label");
        all.field("title", title).field("summary", summary).field("called", called);
        if *urgent { all.field("urgent", urgent).finish() } else { all.finish() }
    }
}

/// A place at the table.
#[derive(Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who sits there.
    pub agency: AgencyId,
    /// As what.
    pub tier: Tier,
    /// The first and the last day on which it counts, both included; without them every day. A card is written when something happens
    /// and asked on days after it, so whoever asks lays its own day beside these.
    pub days: Option<(Date, Date)>,
    /// Whose alone it is among those whom the organisation named; without one of all of them.
    pub person: Option<PersonId>,
}

/// Whose alone it is only where it is somebody's: a card of which no seat is reads as it did before there were such.
impl fmt::Debug for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut seat = f.debug_struct("Seat");
        seat.field("agency", &self.agency).field("tier", &self.tier).field("days", &self.days);
        if let Some(person) = &self.person {
            seat.field("person", person);
        }
        seat.finish()
    }
}

/// The holder of a seat that everybody with an account has.
pub(crate) const EVERYONE: &str = "iedereen";

impl Seat {
    /// A seat of this agency, on every day.
    #[must_use]
    pub fn of(agency: AgencyId, tier: Tier) -> Self {
        Self { agency, tier, days: None, person: None }
    }

    /// The same seat, which counts from the first of these days up to and including the last.
    #[must_use]
    pub fn on(self, first: Date, last: Date) -> Self {
        Self { days: Some((first, last)), ..self }
    }

    /// The same seat, of this person alone.
    #[must_use]
    pub fn only_of(self, person: PersonId) -> Self {
        Self { person: Some(person), ..self }
    }

    /// Whether it is a seat of this person, where it is of one.
    pub(crate) fn is_for(&self, person: &PersonId) -> bool {
        self.person.as_ref().is_none_or(|only| only == person)
    }

    /// Whether it counts on this day.
    pub fn counts_on(&self, today: Date) -> bool {
        self.days.is_none_or(|(first, last)| (first..=last).contains(&today))
    }

    /// Everybody with an account may find it; what they may do with it, the rules say. Never for a dossier about a person.
    #[must_use]
    pub fn everyone() -> Self {
        Self::of(AgencyId::fixed(EVERYONE), Tier::Reader)
    }

    /// Whether it is a seat of this agency, or everybody's.
    pub(crate) fn is_of(agency: &str, asker: &str) -> bool {
        agency == asker || agency == EVERYONE
    }
}

/// What a dossier may be found by, exactly and with a reason (ACC-03); stored as a keyed digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Findable {
    /// By citizen service number.
    Bsn(kernel::Bsn),
    /// By name and date of birth; case and double spaces do not count.
    NameAndBirth(Line, Date),
}

/// A dossier in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which dossier.
    pub id: DossierId,
    /// What colleagues call it.
    pub reference: String,
    /// The name of its state.
    pub state: String,
    /// The filter it falls under.
    pub facet: String,
    /// The municipality of stay.
    pub municipality: String,
    /// The day it began.
    pub opened: Date,
    /// The day by which something is due.
    pub due: Option<Date>,
    /// Its title and summary.
    pub label: Label,
    /// As what the asker's agency sits at it: a page may have to show less to an incidental third party.
    #[serde(skip)]
    pub seats: BTreeSet<Tier>,
    /// Who sits there and what is asked, for who reads it.
    #[serde(skip)]
    pub there: There,
}
