//! The parts of a plan: factor, goal, intervention, agreement.

use super::measuring::Rhythm;
use kernel::{AgencyId, Date, LifeArea, Note, PersonId};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// Whether a factor raises concern or gives hold.
    pub enum FactorKind {
        Risk = "risk", "risicofactor", "risk factor";
        Protective = "protective", "beschermende factor", "protective factor";
    }
}

kernel::words! {
    /// By which road an intervention goes.
    pub enum Track {
        Administrative = "administrative", "bestuurlijk", "administrative";
        Criminal = "criminal", "strafrechtelijk", "criminal law";
        Care = "care", "zorg", "care";
        Other = "other", "overig", "other";
    }
}

kernel::words! {
    /// How far an intervention is.
    pub enum Status {
        Running = "running", "loopt", "running";
        Done = "done", "klaar", "done";
        Stopped = "stopped", "gestopt", "stopped";
        Failed = "failed", "niet gelukt", "did not succeed";
    }
}

/// Something that raises concern or gives hold; always on facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// Its number within the case.
    pub no: u32,
    /// Concern or hold.
    pub kind: FactorKind,
    /// Area of life, under its name of the day on which it was said.
    pub domain: LifeArea,
    /// In words.
    pub text: Note,
    /// The facts it rests on, by number of item.
    pub facts: Vec<u32>,
}

/// What is to be reached, worded as what will be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Its number within the case.
    pub no: u32,
    /// In words.
    pub text: Note,
    /// How the table will see that it is reached.
    pub seen_by: Note,
    /// The factors it works on.
    pub factors: Vec<u32>,
    /// How it was when the goal was set; nothing in goals of before that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Note>,
    /// How often somebody says how it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<Rhythm>,
    /// When it was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Date>,
}

impl Goal {
    /// What is to be reached on these factors, and how that will be seen.
    #[must_use]
    pub fn new(text: Note, seen_by: Note, factors: Vec<u32>) -> Self {
        Self { no: 0, text, seen_by, factors, baseline: None, rhythm: None, set: None }
    }
}

/// What one organisation does, by a power of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervention {
    /// Its number within the case.
    pub no: u32,
    /// For which goal.
    pub goal: u32,
    /// On which factors.
    pub factors: Vec<u32>,
    /// What is done.
    pub text: Note,
    /// Who does it.
    pub agency: AgencyId,
    /// By which statutory power of its own (CAS-02).
    pub power: Note,
    /// By which road.
    pub track: Track,
    /// What it is meant to bring about.
    pub effect: Note,
    /// By when.
    pub due: Date,
    /// When who does it accepted.
    pub accepted: Option<Date>,
    /// How it went, from old to new.
    #[serde(default)]
    pub progress: Vec<Progress>,
}

/// One report on an intervention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How far.
    pub status: Status,
    /// In words.
    pub text: Note,
    /// When.
    pub day: Date,
}

impl Intervention {
    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.progress.last().is_none_or(|p| p.status == Status::Running)
    }
}

/// Who does what by when. It binds from the moment that who must keep it accepts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its number within the case.
    pub no: u32,
    /// Who keeps it.
    pub agency: AgencyId,
    /// What.
    pub what: Note,
    /// By when.
    pub due: Date,
    /// When it was made.
    pub made: Date,
    /// When it was accepted.
    pub accepted: Option<Date>,
    /// When it was kept, and how.
    pub done: Option<(Date, Note)>,
    /// Of whom in that organisation, where it is expected of one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// That it was broken or let go; nothing where it was kept, also afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unkept: Option<Unkept>,
}

impl Agreement {
    /// What one organisation is expected to do, as it is spoken: nobody has said yes to it yet.
    #[must_use]
    pub fn asked(agency: AgencyId, what: Note, due: Date, made: Date) -> Self {
        Self { no: 0, agency, what, due, made, accepted: None, done: None, person: None, unkept: None }
    }

    /// Whether something is still to be done: it was not kept, broken or let go.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.unkept.is_none()
    }

    /// Whether its day has passed while something is still to be done. It says no more than that: whether it was broken, people say.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.is_open() && self.due < today
    }
}

kernel::words! {
    /// How an agreement ended that was not kept.
    pub enum Ending {
        Broken = "broken", "niet nagekomen", "not kept";
        Released = "released", "losgelaten", "let go";
    }
}

/// That an agreement was not kept, as people said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unkept {
    /// Broken, or let go by who asked for it.
    pub how: Ending,
    /// When that was said.
    pub day: Date,
    /// Why.
    pub reason: Note,
}

kernel::words! {
    /// How far it is with what was expected.
    pub enum Standing {
        Asked = "asked", "gevraagd, nog geen antwoord", "asked, no answer yet";
        Declined = "declined", "zo niet aangenomen", "not accepted like this";
        Accepted = "accepted", "aangenomen", "accepted";
        Kept = "kept", "nagekomen", "kept";
        Broken = "broken", "niet nagekomen", "not kept";
        Released = "released", "losgelaten", "let go";
    }
}
