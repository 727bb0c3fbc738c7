//! What has happened in a calibration and what can become of it. Pure: no clock, no store, no page.
//!
//! It must never hold who said what: a table has a name, the people at it have none.

use super::{
    library::{self, Variant},
    reading::TableReading,
};
use kernel::{AgencyId, Date, HouseId, Line, Note, Refusal, Say, Slug, local_day};
use serde::{Deserialize, Serialize};
use vault::Stamp;

kernel::words! {
    /// Where a calibration stands.
    pub enum State {
        /// The tables are made.
        Prepared = "prepared", "voorbereid", "prepared";
        /// The tables read and hand in, each without the others.
        Open = "open", "tafels lezen", "tables read";
        /// The readings lie side by side.
        Opened = "opened", "naast elkaar", "side by side";
        /// It is over.
        Closed = "closed", "afgesloten", "closed";
    }
}

/// How the people of a table read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "read", rename_all = "kebab-case")]
pub enum Seats {
    /// Together: one reading.
    Together,
    /// Each first alone, at so many places; only the merged reading counts.
    Apart {
        /// How many.
        places: u16,
    },
}

kernel::words! {
    /// How the people of a table read, to choose from.
    pub enum How {
        /// Together.
        Together = "together", "Samen: elke tafel levert één lezing in", "Together: each table hands in one reading";
        /// Each first alone.
        Apart = "apart", "Eerst ieder apart: alleen wat de tafel samen leest telt", "First each alone: only what the table reads together counts";
    }
}

impl How {
    /// The seats of a table that reads so; without a number of places there are none.
    #[must_use]
    pub fn seats(self, places: Option<u16>) -> Seats {
        match self {
            Self::Together => Seats::Together,
            Self::Apart => Seats::Apart { places: places.unwrap_or(0) },
        }
    }
}

/// A table that takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its number.
    pub no: u16,
    /// What it calls itself.
    pub name: Line,
    /// What it reads.
    pub variant: Variant,
    /// How it reads.
    pub seats: Seats,
    /// The word in its address that nobody can guess.
    pub ticket: String,
}

/// What a calibration begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    /// What colleagues call it.
    pub reference: Line,
    /// What it is called.
    pub title: Line,
    /// Which invented signal is read.
    pub signal: Slug,
    /// In which house.
    pub house: HouseId,
    /// Who leads it.
    pub facilitator: AgencyId,
    /// The code that leads to it.
    pub code: String,
    /// When it was prepared.
    pub on: Date,
}

/// What can happen in a calibration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was prepared.
    Prepared(Box<Preparation>),
    /// A table takes part.
    TableAdded(Table),
    /// The tables may read.
    Started,
    /// The readings were opened; what was handed in apart was merged and thrown away.
    Opened {
        /// One per table that handed in.
        readings: Vec<TableReading>,
    },
    /// Something of the talk was written down.
    Noted {
        /// What.
        text: Note,
    },
    /// A lesson was agreed on.
    Agreed {
        /// Which.
        lesson: Note,
    },
    /// It is over.
    Closed,
}

/// One calibration.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Calibration {
    pub(super) preparation: Option<Preparation>,
    pub(super) state: Option<State>,
    tables: Vec<Table>,
    readings: Vec<TableReading>,
    notes: Vec<(Date, Note)>,
    lessons: Vec<(Date, Note)>,
}

/// More tables than this do not fit in a talk.
pub(super) const MOST_TABLES: usize = 40;
/// More people than this are not one table.
pub(super) const MOST_PLACES: u16 = 12;

const NOT_NOW: Refusal = Refusal::of(
    "Dit kan nu niet. Kijk waar de weegijking staat.",
    "This is not possible now. See where the calibration stands.",
);

impl Calibration {
    /// Takes in what happened. Never refuses.
    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match event {
            Event::Prepared(preparation) => {
                self.preparation = Some((**preparation).clone());
                self.state = Some(State::Prepared);
            }
            Event::TableAdded(table) => self.tables.push(table.clone()),
            Event::Started => self.state = Some(State::Open),
            Event::Opened { readings } => {
                self.readings.clone_from(readings);
                self.state = Some(State::Opened);
            }
            Event::Noted { text } => self.notes.push((today, text.clone())),
            Event::Agreed { lesson } => self.lessons.push((today, lesson.clone())),
            Event::Closed => self.state = Some(State::Closed),
        }
    }
}

impl Calibration {
    /// Prepares one.
    ///
    /// # Errors
    /// A sentence when the library has no such signal.
    pub fn prepare(preparation: Preparation) -> Result<Event, Refusal> {
        if library::signal(preparation.signal.as_str()).is_none() {
            return Err(
                Refusal::of("Kies een signaal uit de bibliotheek.", "Choose a signal from the library.").at("signal")
            );
        }
        Ok(Event::Prepared(Box::new(preparation)))
    }

    /// Lets a table take part; its number follows from its place.
    ///
    /// # Errors
    /// A sentence when the readings are open already, the name is taken, or there are too many.
    pub fn add_table(&self, name: Line, variant: Variant, seats: Seats, ticket: String) -> Result<Event, Refusal> {
        self.must_be(&[State::Prepared, State::Open])?;
        self.may_join(&name, seats, &[])?;
        Ok(Event::TableAdded(Table { no: self.next_no(0), name, variant, seats, ticket }))
    }

    /// The tables that a calibration begins with, by name. When the signal is swapped, they get the two variants in turn.
    ///
    /// # Errors
    /// As [`Calibration::add_table`], and when there are fewer than two.
    pub fn first_tables(
        names: Vec<Line>,
        swap: bool,
        seats: Seats,
        mut ticket: impl FnMut() -> String,
    ) -> Result<Vec<Event>, Refusal> {
        if names.len() < 2 {
            return Err(Refusal::of("Noem minstens twee tafels.", "Name at least two tables.").at("tables"));
        }
        let empty = Self::default();
        let mut before: Vec<Line> = Vec::new();
        let mut events = Vec::new();
        for name in names {
            empty.may_join(&name, seats, &before)?;
            let variant = if swap && before.len() % 2 == 1 { Variant::B } else { Variant::A };
            let no = empty.next_no(before.len());
            before.push(name.clone());
            events.push(Event::TableAdded(Table { no, name, variant, seats, ticket: ticket() }));
        }
        Ok(events)
    }

    fn next_no(&self, more: usize) -> u16 {
        u16::try_from(self.tables.len() + more + 1).unwrap_or(u16::MAX)
    }

    fn may_join(&self, name: &Line, seats: Seats, before: &[Line]) -> Result<(), Refusal> {
        let taken = |other: &Line| other.as_str().to_lowercase() == name.as_str().to_lowercase();
        if self.tables.iter().any(|t| taken(&t.name)) || before.iter().any(taken) {
            return Err(Refusal::of("Er is al een tafel met deze naam.", "There is a table with this name already.")
                .at("tables"));
        }
        if self.tables.len() + before.len() >= MOST_TABLES {
            let why = Say::made(
                format!("Er passen hooguit {MOST_TABLES} tafels."),
                format!("At most {MOST_TABLES} tables fit."),
            );
            return Err(Refusal::from(why).at("tables"));
        }
        match seats {
            Seats::Apart { places } if usize::from(places) < super::reading::MERGED_FROM || places > MOST_PLACES => {
                Err(Refusal::of(
                    "Kies 5 tot en met 12 plaatsen per tafel. Met minder mensen zou het de lezing van één persoon zijn.",
                    "Choose 5 to 12 places per table. With fewer people it would be the reading of one person.",
                )
                .at("places"))
            }
            Seats::Apart { .. } | Seats::Together => Ok(()),
        }
    }

    /// Lets the tables read.
    ///
    /// # Errors
    /// A sentence when it runs already or has fewer than two tables.
    pub fn start(&self) -> Result<Event, Refusal> {
        self.must_be(&[State::Prepared])?;
        if self.tables.len() < 2 {
            return Err(Refusal::of("Er zijn minstens twee tafels nodig.", "At least two tables are needed."));
        }
        Ok(Event::Started)
    }

    /// Puts the readings side by side.
    ///
    /// # Errors
    /// A sentence when the tables are not reading, or fewer than two have handed in.
    pub fn open(&self, readings: Vec<TableReading>) -> Result<Event, Refusal> {
        self.must_be(&[State::Open])?;
        if readings.len() < 2 {
            return Err(Refusal::of(
                "Er zijn minstens twee lezingen nodig om naast elkaar te leggen.",
                "At least two readings are needed to lay side by side.",
            ));
        }
        Ok(Event::Opened { readings })
    }

    /// Writes down something of the talk.
    ///
    /// # Errors
    /// A sentence when the readings do not lie side by side.
    pub fn note(&self, text: Note) -> Result<Event, Refusal> {
        self.must_be(&[State::Opened])?;
        Ok(Event::Noted { text })
    }

    /// Agrees on a lesson.
    ///
    /// # Errors
    /// As [`Calibration::note`].
    pub fn agree(&self, lesson: Note) -> Result<Event, Refusal> {
        self.must_be(&[State::Opened])?;
        Ok(Event::Agreed { lesson })
    }

    /// Ends it.
    ///
    /// # Errors
    /// A sentence when the readings were not talked over: one ends with at least one lesson or note.
    pub fn close(&self) -> Result<Event, Refusal> {
        self.must_be(&[State::Opened])?;
        if self.notes.is_empty() && self.lessons.is_empty() {
            return Err(Refusal::of(
                "Schrijf eerst op wat u van elkaar leerde, al is het één zin.",
                "First write down what you learned from each other, be it one sentence.",
            ));
        }
        Ok(Event::Closed)
    }

    fn must_be(&self, states: &[State]) -> Result<(), Refusal> {
        if self.state.is_some_and(|s| states.contains(&s)) { Ok(()) } else { Err(NOT_NOW) }
    }

    /// What it began with.
    #[must_use]
    pub fn preparation(&self) -> Option<&Preparation> {
        self.preparation.as_ref()
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state.unwrap_or(State::Prepared)
    }

    /// Every table, in the order in which they were named.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The signal that is read.
    #[must_use]
    pub fn signal(&self) -> Option<&'static library::Signal> {
        self.preparation.as_ref().and_then(|p| library::signal(p.signal.as_str()))
    }

    /// The readings with their tables; empty until they are opened.
    #[must_use]
    pub fn spoken(&self) -> Vec<(&Table, &TableReading)> {
        let spoke =
            |(table, reading): &(&Table, &TableReading)| table.seats == Seats::Together || reading.is_of_enough();
        let all = self.tables.iter().filter_map(|t| Some((t, self.readings.iter().find(|r| r.table == t.no)?)));
        all.filter(spoke).collect()
    }

    /// What was written down of the talk.
    #[must_use]
    pub fn notes(&self) -> &[(Date, Note)] {
        &self.notes
    }

    /// What was agreed on.
    #[must_use]
    pub fn lessons(&self) -> &[(Date, Note)] {
        &self.lessons
    }

    /// The place that a word in an address stands for: a table, and at which of its places when its people read apart.
    #[must_use]
    pub fn place(&self, word: &str) -> Option<Place<'_>> {
        let table = |ticket: &str| self.tables.iter().find(|t| t.ticket == ticket);
        if let Some(table) = table(word) {
            return Some(match table.seats {
                Seats::Together => Place::Reads(table),
                Seats::Apart { places } => Place::Chooses(table, places),
            });
        }
        let (ticket, place) = word.rsplit_once('-')?;
        let (table, place) = (table(ticket)?, place.parse::<u16>().ok()?);
        match table.seats {
            Seats::Apart { places } if (1..=places).contains(&place) => Some(Place::Reads(table)),
            Seats::Apart { .. } | Seats::Together => None,
        }
    }
}

impl Table {
    /// The box in which its readings lie.
    #[must_use]
    pub fn box_name(&self) -> String {
        format!("table-{}", self.no)
    }

    /// The words in addresses at which something may be handed in for this table.
    #[must_use]
    pub fn tickets(&self) -> Vec<String> {
        match self.seats {
            Seats::Together => vec![self.ticket.clone()],
            Seats::Apart { places } => (1..=places).map(|n| format!("{}-{n}", self.ticket)).collect(),
        }
    }
}

/// What a word in an address stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// Here a reading is handed in.
    Reads(&'a Table),
    /// Here one of so many places is chosen first.
    Chooses(&'a Table, u16),
}
