//! What can happen to a learning evaluation, as it is stored. Every variant ever written stays readable: add, never change.

use super::words::{Side, Source, Step, Table};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note, Prose, Say, crowd::Told};
use serde::{Deserialize, Serialize};

/// What is evaluated, for whom, by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What colleagues call it; made from a counter. It is also the address of the public report.
    pub reference: Line,
    /// What it is called.
    pub title: Line,
    /// What it wants to find out.
    pub question: Note,
    /// Which tables.
    pub tables: Vec<Table>,
    /// Which houses.
    pub houses: Vec<HouseId>,
    /// From which day on the work is looked at.
    pub from: Date,
    /// Until which day.
    pub until: Date,
    /// Who asked for it, and checks the report on facts.
    pub commissioner: AgencyId,
    /// Who evaluates.
    pub team: AgencyId,
    /// The organisations that take part and read along.
    pub invited: Vec<AgencyId>,
}

/// What a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What sort of thing.
    pub source: Source,
    /// Which one, when it lies in here.
    pub piece: Option<DossierId>,
    /// What in it supports the finding.
    pub note: Note,
}

/// Something that goes well or could be better, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its number, from 1.
    pub number: u16,
    /// Which side.
    pub side: Side,
    /// What it is about, in a word or two.
    pub theme: Line,
    /// What was found.
    pub text: Note,
    /// What it rests on; at least one.
    pub evidence: Vec<Evidence>,
}

/// A recommendation that came out of it. What becomes of it is kept with the recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advised {
    /// Its number within this evaluation.
    pub number: u16,
    /// The recommendation.
    pub id: DossierId,
    /// What it says.
    pub text: Note,
    /// What it is about.
    pub theme: Line,
}

/// What the report says besides findings and recommendations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// In short.
    pub summary: Prose,
    /// How it was done.
    pub approach: Prose,
    /// What it means for working together.
    pub reflection: Prose,
}

/// A figure of the report: one question of released results, as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What was asked.
    pub title: Note,
    /// Bar by bar: its words and how many people, of a figure from before there was [`Figure::told`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) bars: Vec<(String, usize)>,
    /// What may be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) told: Option<Told>,
    /// The answers in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) options: Vec<Say>,
}

impl Figure {
    /// A question with what may be told of it.
    #[must_use]
    pub fn of(title: Note, options: Vec<Say>, told: Told) -> Self {
        Self { title, bars: Vec::new(), told: Some(told), options }
    }

    /// What may be told, and the words it needs. Counts of before the rule are judged by it.
    #[must_use]
    pub fn told(&self) -> (Told, Vec<Say>) {
        match &self.told {
            Some(told) => (told.clone(), self.options.clone()),
            None => {
                let bar = |(n, (_, people)): (usize, &(String, usize))| (vec![u16::try_from(n).ok()], *people);
                let told = Told::stored(self.bars.iter().enumerate().map(bar).collect());
                (told, self.bars.iter().map(|(label, _)| Say::same(label.clone())).collect())
            }
        }
    }
}

/// What was found when it was measured again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// When.
    pub on: Date,
    /// The questionnaire of then.
    pub then: Option<DossierId>,
    /// The new wave of it.
    pub now: Option<DossierId>,
    /// What changed, and what did not.
    pub text: Note,
}

/// What can happen to a learning evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was begun.
    Begun {
        /// What, for whom, by whom.
        opening: Box<Opening>,
    },
    /// Its scope or question was changed.
    Changed {
        /// As it is now.
        opening: Box<Opening>,
    },
    /// A step got a day.
    Planned {
        /// The step.
        step: Step,
        /// The day.
        on: Date,
    },
    /// A step was done.
    StepDone {
        /// The step.
        step: Step,
        /// When.
        on: Date,
    },
    /// A questionnaire, a talk or an observation was laid beside it.
    Linked {
        /// What sort of thing.
        source: Source,
        /// Which one.
        piece: DossierId,
        /// What it is called.
        title: Line,
    },
    /// Something was found.
    Found {
        /// What.
        finding: Box<Finding>,
    },
    /// A finding was taken back.
    TakenBack {
        /// Its number.
        number: u16,
    },
    /// A recommendation was begun.
    Advised {
        /// Which.
        advised: Advised,
    },
    /// A session was planned in which participants devise directions under recommendations.
    LearningPlanned {
        /// The session.
        session: DossierId,
        /// What it is called.
        title: Line,
        /// The day it is held.
        on: Date,
    },
    /// The report was written, or rewritten.
    Drafted {
        /// The report.
        report: Box<Report>,
    },
    /// Whoever asked for it has checked it on facts.
    Checked {
        /// What should still be looked at, if anything.
        remark: Option<Note>,
    },
    /// Everybody can read it.
    Published {
        /// The figures in it.
        figures: Vec<Figure>,
    },
    /// It was measured again.
    FollowedUp {
        /// What was found.
        follow_up: Box<FollowUp>,
    },
}
