//! What has happened in a session and what it is now. Pure: no clock, no store, no page. What phones send is not in here; that lies in
//! boxes beside the dossier, because an event has a moment and an order, and those would tell whose answer it is.

use super::{
    code::Code,
    plan::{Part, Plan, Step},
    slip::{Mark, Outcome},
    words::Words,
};
use kernel::{AgencyId, Date, DossierId, Line, Note, PersonId, Timestamp, local_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use vault::Stamp;

/// What can happen in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields say what they are")]
pub enum Event {
    /// It was planned, and got its code.
    Planned { reference: Line, code: Code, plan: Box<Plan> },
    /// Title, aim or day changed.
    Described { title: Line, aim: Note, on: Date },
    /// A step that did not run yet was rewritten.
    StepWritten { place: usize, step: Box<Step> },
    /// A step was put in.
    StepAdded { place: usize, step: Box<Step> },
    /// A step went to another place.
    StepMoved { from: usize, to: usize },
    /// A step was taken out.
    StepDropped { place: usize },
    /// The card of a part was rewritten.
    PartWritten { place: usize, part: Box<Part> },
    /// An organisation may read along.
    Invited { agency: AgencyId },
    /// An organisation helps to lead.
    LeadsAlong { agency: AgencyId },
    /// The organisation that leads asked another one to take over.
    Offered { agency: AgencyId },
    /// It took over.
    TakenOver { person: PersonId },
    /// The session will not be held.
    CalledOff { reason: Note },
    /// It began, with its first step.
    Started,
    /// The programme went to this step; those it passed over without running them are named.
    WentTo { place: usize, skipped: Vec<usize> },
    /// The present step got more time.
    Extended { minutes: u16 },
    /// The clock of the present step was stopped; answers go on.
    Paused,
    /// It runs again, with the time that was left.
    Resumed,
    /// The answers to the present step were closed.
    AnswersClosed,
    /// The notes of a step were put on the screen.
    Shown { place: usize },
    /// The facilitator points at something on the screen: a sheet, a group, one note.
    Pointed { view: View },
    /// A note was taken off the screen.
    Hidden { mark: Mark },
    /// It may be seen again.
    Unhidden { mark: Mark },
    /// Notes were put together under a name.
    Clustered { place: usize, name: Line, marks: Vec<Mark> },
    /// Something happened in the exercise.
    Injected { text: Box<Words> },
    /// Something was agreed.
    Agreed { agreement: Box<Agreement> },
    /// An agreement was taken back.
    AgreementDropped { place: usize },
    /// What was written in a step was put under a recommendation.
    PassedOn { place: usize, under: DossierId, marks: Vec<Mark> },
    /// The session ended; this is what was shared in it.
    Ended { record: Vec<Kept> },
    /// What phones sent was destroyed; the result note stays.
    Emptied,
}

/// Who does what, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// What will be done.
    pub what: Note,
    /// Who sees to it: an organisation or a function, in the words of the room.
    pub who: Line,
    /// By when.
    pub by: Date,
    /// Under which heading of the step that asked for directions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<usize>,
}

/// What stays of one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How many phones answered.
    pub answered: usize,
    /// What may be read of it, without what was hidden.
    pub outcome: Outcome,
}

kernel::words! {
    /// What a session is now.
    #[derive(Default)]
    pub enum State {
        /// It is to be held; people may come in and wait.
        #[default]
        Planned = "planned", "Gepland", "Planned";
        /// It is being held.
        Running = "running", "Loopt nu", "Running now";
        /// It was held. What phones sent is still there.
        Closed = "closed", "Geweest", "Held";
        /// What phones sent was destroyed; the result note stays.
        Emptied = "emptied", "Geweest, antwoorden vernietigd", "Held, answers destroyed";
        /// It will not be held.
        CalledOff = "called-off", "Afgezegd", "Called off";
    }
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It is still to come.
    #[default]
    Waiting,
    /// It runs, and its answers are open.
    Open,
    /// It ran, and its answers are closed.
    Closed,
    /// It was passed over.
    Skipped,
}

/// One step as it went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Where it stands.
    pub fate: Fate,
    /// Since when it ran.
    pub since: Option<Timestamp>,
    /// Until when it has time, if the clock is not stopped.
    pub until: Option<Timestamp>,
    /// Since when its clock is stopped.
    pub paused: Option<Timestamp>,
    /// Whether its notes are on the screen.
    pub shown: bool,
    /// Its notes, put together.
    pub clusters: Vec<Cluster>,
}

impl Turn {
    /// Until when it has time; nobody can say while the clock is stopped.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        self.until.filter(|_| self.paused.is_none())
    }

    /// How many seconds are left, none when the time is up; a clock that is stopped keeps what was left.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> Option<i64> {
        let until = self.until?;
        Some(until.as_second().saturating_sub(self.paused.unwrap_or(now).as_second()).max(0))
    }
}

/// What the facilitator points at on the screen. Nothing: sheets turn by themselves, and everything that may be seen is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// The sheet that stays, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<usize>,
    /// The only group of notes that is seen, by its name or heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Line>,
    /// The one note that is large.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Mark>,
}

/// Notes under one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// What the room calls it.
    pub name: Line,
    /// Which notes.
    pub marks: BTreeSet<Mark>,
}

/// A session of people in a room.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Session {
    pub(super) state: State,
    pub(super) reference: Line,
    pub(super) code: Option<Code>,
    pub(super) plan: Option<Plan>,
    pub(super) opened: Date,
    pub(super) turns: Vec<Turn>,
    pub(super) at: usize,
    pub(super) helpers: Vec<AgencyId>,
    pub(super) invited: Vec<AgencyId>,
    pub(super) offered: Option<AgencyId>,
    pub(super) hidden: BTreeSet<Mark>,
    pub(super) view: View,
    pub(super) injected: Vec<(usize, Words)>,
    pub(super) agreements: Vec<Agreement>,
    pub(super) record: Vec<Kept>,
    pub(super) passed: Vec<(DossierId, Vec<Mark>)>,
    pub(super) ended: Option<Date>,
    pub(super) called_off: Option<Note>,
}

mod look;

/// A step whose answers do not end with its time ends so many minutes later all the same: nobody is in the room any more, and what was
/// answered without a name is to be sealed, also when who led forgot to end it.
const FORGOTTEN: i64 = 24 * 60;

/// Whether the answers of an open step may be read because of the time: a choice under time pressure when it is up, any other only when
/// it was forgotten. Who leads reads them by closing them, and until then may give more time.
pub(super) fn is_over(step: &Step, turn: &Turn, now: Timestamp) -> bool {
    let left = if step.kind.ends_in_time() && turn.paused.is_none() { 0 } else { FORGOTTEN };
    turn.paused.or(turn.until).and_then(|from| later(from, left)).is_some_and(|last| now >= last)
}

/// Whether the time of a step is up: then no phone sends anything any more.
pub(super) fn is_up(turn: &Turn, now: Timestamp) -> bool {
    turn.ends().is_some_and(|until| now >= until)
}

fn later(at: Timestamp, minutes: i64) -> Option<Timestamp> {
    Timestamp::from_second(at.as_second().saturating_add(minutes.saturating_mul(60))).ok()
}

impl Session {
    /// Takes in what happened. Never refuses.
    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        match event {
            Event::Planned { reference, code, plan } => {
                self.reference = reference.clone();
                self.code = Some(code.clone());
                self.opened = local_day(stamp.at);
                self.turns = vec![Turn::default(); plan.steps.len()];
                self.plan = Some((**plan).clone());
            }
            Event::Described { .. }
            | Event::StepWritten { .. }
            | Event::StepAdded { .. }
            | Event::StepMoved { .. }
            | Event::StepDropped { .. }
            | Event::PartWritten { .. } => self.rewrite(event),
            Event::Offered { agency } => self.offered = Some(agency.clone()),
            Event::Invited { agency } => self.invited.push(agency.clone()),
            Event::LeadsAlong { agency } => {
                self.invited.retain(|a| a != agency);
                self.helpers.push(agency.clone());
            }
            Event::TakenOver { person } => {
                self.offered = None;
                self.take_over(&stamp.agency, person);
            }
            Event::CalledOff { reason } => {
                self.state = State::CalledOff;
                self.called_off = Some(reason.clone());
            }
            Event::Started => {
                self.state = State::Running;
                self.open(0, stamp.at);
            }
            Event::WentTo { place, skipped } => {
                self.close();
                self.view = View::default();
                for passed in skipped {
                    if let Some(turn) = self.turns.get_mut(*passed) {
                        turn.fate = Fate::Skipped;
                    }
                }
                self.open(*place, stamp.at);
            }
            Event::Extended { minutes } => {
                if let Some(turn) = self.turns.get_mut(self.at) {
                    // Who asks for five minutes more when the time is up means five minutes from now.
                    let from = turn.until.map_or(stamp.at, |until| until.max(turn.paused.unwrap_or(stamp.at)));
                    turn.until = later(from, i64::from(*minutes));
                }
            }
            Event::Paused => {
                if let Some(turn) = self.turns.get_mut(self.at) {
                    turn.paused = Some(stamp.at);
                }
            }
            Event::Resumed => {
                if let Some(turn) = self.turns.get_mut(self.at) {
                    let left = turn.left(stamp.at);
                    turn.paused = None;
                    turn.until = left.and_then(|left| stamp.at.checked_add(jiff::SignedDuration::from_secs(left)).ok());
                }
            }
            Event::AnswersClosed => self.close(),
            Event::Shown { place } => {
                if let Some(turn) = self.turns.get_mut(*place) {
                    turn.shown = true;
                }
                self.view = View::default();
            }
            Event::Pointed { view } => self.view = view.clone(),
            Event::Hidden { mark } => {
                self.view.note.take_if(|note| note == mark);
                self.hidden.insert(mark.clone());
            }
            Event::Unhidden { mark } => {
                self.hidden.remove(mark);
            }
            Event::Clustered { place, name, marks } => self.put_together(*place, name, marks),
            Event::Injected { text } => self.injected.push((self.at, (**text).clone())),
            Event::Agreed { agreement } => self.agreements.push((**agreement).clone()),
            Event::AgreementDropped { place } => {
                if *place < self.agreements.len() {
                    self.agreements.remove(*place);
                }
            }
            Event::PassedOn { under, marks, .. } => self.passed.push((*under, marks.clone())),
            Event::Ended { record } => {
                self.close();
                self.state = State::Closed;
                self.record.clone_from(record);
                self.ended = Some(local_day(stamp.at));
            }
            Event::Emptied => self.state = State::Emptied,
        }
    }
}

impl Session {
    fn take_over(&mut self, agency: &AgencyId, person: &PersonId) {
        let Some(plan) = &mut self.plan else { return };
        let before = std::mem::replace(&mut plan.lead.agency, agency.clone());
        plan.lead.person = person.clone();
        self.helpers.retain(|a| a != agency);
        self.invited.retain(|a| a != agency);
        // Who led keeps helping, so that nothing is lost in the middle of an evening.
        if before != *agency {
            self.helpers.push(before);
        }
    }

    /// What changes the plan itself.
    fn rewrite(&mut self, event: &Event) {
        let Some(plan) = &mut self.plan else { return };
        if let Event::Described { title, aim, on } = event {
            (plan.title, plan.aim, plan.on) = (title.clone(), aim.clone(), *on);
        }
        if let Event::StepWritten { place, step } = event
            && let Some(old) = plan.steps.get_mut(*place)
        {
            *old = (**step).clone();
        }
        if let Event::PartWritten { place, part } = event
            && let Some(old) = plan.parts.get_mut(*place)
        {
            *old = (**part).clone();
        }
        if let Event::StepAdded { place, step } = event
            && *place <= plan.steps.len()
        {
            plan.steps.insert(*place, (**step).clone());
            self.turns.insert((*place).min(self.turns.len()), Turn::default());
        }
        if let Event::StepDropped { place } = event
            && *place < plan.steps.len()
        {
            plan.steps.remove(*place);
            self.turns.remove(*place);
        }
        if let Event::StepMoved { from, to } = event
            && *from < plan.steps.len()
            && *to < plan.steps.len()
        {
            let step = plan.steps.remove(*from);
            plan.steps.insert(*to, step);
            let turn = self.turns.remove(*from);
            self.turns.insert(*to, turn);
        }
    }

    fn put_together(&mut self, place: usize, name: &Line, marks: &[Mark]) {
        let Some(turn) = self.turns.get_mut(place) else { return };
        for cluster in &mut turn.clusters {
            cluster.marks.retain(|m| !marks.contains(m));
        }
        match turn.clusters.iter_mut().find(|c| c.name == *name) {
            Some(cluster) => cluster.marks.extend(marks.iter().cloned()),
            None => turn.clusters.push(Cluster { name: name.clone(), marks: marks.iter().cloned().collect() }),
        }
        turn.clusters.retain(|c| !c.marks.is_empty());
    }
}
