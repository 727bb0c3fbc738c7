//! What can become of a reporter's door. Pure.

use crate::signal::ReporterKind;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId, Note, Refusal, local_day};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, VecDeque};
use vault::{AnHour, Author, Persons, Stamp};

/// So many reports wait at a door; who comes after is asked to call. Whoever has the address and means no good cannot fill the house.
pub const MOST_WAITING: usize = 200;
/// So many come in within an hour. Whoever has the address and means no good does not fill the door either before somebody can look.
pub const AN_HOUR: AnHour = AnHour { from_one_place: 5, altogether: 40 };

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// The door was opened.
    Opened {
        /// For whom, at which address.
        opening: Box<Opening>,
    },
    /// Somebody reported something.
    Reported {
        /// What.
        report: Box<Report>,
    },
    /// It was decided what becomes of a report. The event in which it came is erased with this one.
    Settled {
        /// Its number.
        no: u32,
        /// What came of it.
        outcome: Outcome,
        /// What its sender calls it by.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<Line>,
        /// The day it came in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        came: Option<Date>,
    },
    /// Nobody can report any more; what waits is still decided.
    Closed {
        /// Why.
        reason: Note,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

/// For whom the door is, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What colleagues call it.
    pub reference: Line,
    /// Where the person stays about whom somebody reports.
    pub municipality: MunicipalityId,
    /// In whose region that is.
    pub house: HouseId,
    /// Which organisation reads what comes in.
    pub keeper: AgencyId,
    /// The code in its address.
    pub code: String,
    /// Whom to call when it cannot wait, as the page says it.
    pub call: Line,
}

/// What somebody reports, in their own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Its number at this door.
    pub no: u32,
    /// What its sender calls it by.
    pub receipt: Line,
    /// The day it came in.
    pub on: Date,
    /// What they saw or heard.
    pub seen: Note,
    /// What they make of it.
    pub reading: Option<Note>,
    /// Whom it is about, as far as they know.
    pub about: Option<Line>,
    /// What they are to the person, or do for a living.
    pub kind: ReporterKind,
    /// Their name; nobody has to give one.
    pub name: Option<Line>,
    /// How to call them back.
    pub contact: Option<Line>,
}

/// What came of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "o", rename_all = "kebab-case")]
pub enum Outcome {
    /// A signal was registered from it.
    TakenUp {
        /// Which.
        signal: DossierId,
    },
    /// Nothing is done with it.
    LaidAside {
        /// Why, without a word of the report.
        reason: Note,
    },
}

kernel::words! {
    /// Where it stands.
    #[derive(Default)]
    pub enum State {
        /// Anybody with the address can report.
        #[default]
        Open = "open", "Open", "Open";
        /// Nobody can any more.
        Closed = "closed", "Gesloten", "Closed";
    }
}

/// What is left of a report that was decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// What its sender calls it by, where that was kept.
    pub receipt: Option<Line>,
    /// The day it came in.
    pub came: Option<Date>,
    /// What came of it.
    pub outcome: Outcome,
    /// Who decided.
    pub by: Author,
    /// When.
    pub on: Date,
}

/// So many of the latest decisions are listed: who calls with a receipt mostly calls soon.
const LISTED: usize = 100;

/// A reporter's door.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    pub(super) opening: Option<Opening>,
    pub(super) opened: Option<Date>,
    pub(super) state: State,
    /// What waits for somebody to decide, the oldest first, each with the event in which it came.
    pub(super) waiting: Vec<(Report, u64)>,
    /// What was decided last, the oldest first.
    pub(super) settled: VecDeque<Settled>,
    /// The greatest number given out.
    pub(super) numbers: u32,
    pub(super) named: Persons,
}

impl Door {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// For whom, and where.
    #[must_use]
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// What waits, the oldest first.
    pub fn waiting(&self) -> impl Iterator<Item = &Report> {
        self.waiting.iter().map(|(report, _)| report)
    }

    /// What was decided last, the latest first.
    pub fn settled(&self) -> impl Iterator<Item = &Settled> {
        self.settled.iter().rev()
    }

    /// The report of this number, if it waits, with the event in which it came.
    ///
    /// # Errors
    /// A sentence when it was decided already.
    pub fn report(&self, no: u32) -> Result<(&Report, u64), Refusal> {
        self.waiting
            .iter()
            .find(|(report, _)| report.no == no)
            .map(|(report, seq)| (report, *seq))
            .ok_or(Refusal::of("Over deze melding is al besloten.", "This report has been decided on already."))
    }

    /// Whether too many wait to take one more.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.waiting.len() >= MOST_WAITING
    }

    /// Takes a report in.
    ///
    /// # Errors
    /// A sentence when the door is closed, or too many wait.
    pub fn report_in(&self, report: Report) -> Result<Event, Refusal> {
        if self.state == State::Closed {
            return Err(Refusal::of("Deze meldpagina is gesloten.", "This reporting page is closed."));
        }
        if self.is_full() {
            return Err(Refusal::of(
                "Er wachten nu te veel meldingen. Bel het nummer dat hierboven staat.",
                "Too many reports are waiting now. Call the number that stands above.",
            ));
        }
        let report = Report { no: self.numbers.saturating_add(1), ..report };
        Ok(Event::Reported { report: Box::new(report) })
    }

    /// Decides what becomes of a report.
    ///
    /// # Errors
    /// A sentence when that was decided already.
    pub fn settle(&self, no: u32, outcome: Outcome) -> Result<(Event, u64), Refusal> {
        let (report, seq) = self.report(no)?;
        let (receipt, came) = (Some(report.receipt.clone()), Some(report.on));
        Ok((Event::Settled { no, outcome, receipt, came }, seq))
    }

    /// Lays all of these aside for one reason. Gives what happens, and the events that are erased with it.
    ///
    /// # Errors
    /// A sentence when one of them was decided already, or there are none.
    pub fn lay_aside(&self, all: &BTreeSet<u32>, reason: &Note) -> Result<(Vec<Event>, Vec<u64>), Refusal> {
        const NONE: Refusal = Refusal::of("Vink aan welke meldingen u bedoelt.", "Tick which reports you mean.");
        if all.is_empty() {
            return Err(NONE.at("reports"));
        }
        let aside = |no: &u32| self.settle(*no, Outcome::LaidAside { reason: reason.clone() });
        Ok(all.iter().map(aside).collect::<Result<Vec<_>, _>>()?.into_iter().unzip())
    }

    /// Goes on as another dossier, under this name, with the same address, and the same people who read what comes in. What waits here is still
    /// decided here. Gives what happens here, and what happens there.
    ///
    /// # Errors
    /// A sentence when it is closed.
    pub fn go_on_as(&self, reference: Line) -> Result<(Event, Vec<Event>), Refusal> {
        const WHY: &str = "Gaat verder op een nieuwe pagina met hetzelfde adres.";
        let closed = self.close(WHY.parse()?)?;
        let opening = self.opening.clone().map(|opening| Box::new(Opening { reference, ..opening }));
        let opened = opening.map(|opening| Event::Opened { opening });
        Ok((closed, opened.into_iter().chain([Event::PersonsNamed { named: self.named.clone() }]).collect()))
    }

    /// Closes it.
    ///
    /// # Errors
    /// A sentence when it is closed.
    pub fn close(&self, reason: Note) -> Result<Event, Refusal> {
        match self.state {
            State::Open => Ok(Event::Closed { reason }),
            State::Closed => {
                Err(Refusal::of("Deze meldpagina is al gesloten.", "This reporting page is closed already."))
            }
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        match event {
            Event::Opened { opening } => {
                self.opening = Some((**opening).clone());
                self.opened = Some(local_day(stamp.at));
            }
            Event::Reported { report } => {
                self.numbers = self.numbers.max(report.no);
                self.waiting.push(((**report).clone(), stamp.seq));
            }
            // All of it follows without the event that is erased with it.
            Event::Settled { no, outcome, receipt, came } => {
                self.numbers = self.numbers.max(*no);
                self.waiting.retain(|(report, _)| report.no != *no);
                let (by, on) = (stamp.author(), local_day(stamp.at));
                let (receipt, outcome) = (receipt.clone(), outcome.clone());
                self.settled.push_back(Settled { receipt, came: *came, outcome, by, on });
                if self.settled.len() > LISTED {
                    self.settled.pop_front();
                }
            }
            Event::Closed { .. } => self.state = State::Closed,
            Event::PersonsNamed { named } => self.named.name(named),
        }
    }
}
