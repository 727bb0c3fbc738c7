//! What a session is before anybody comes in: an aim, a programme of timed steps, and for a simulation the parts that are played.
//! Nothing in here can hold the name of a person a dossier is about, and no step asks for one.

use super::{script::Script, words::Words};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note, PersonId, Refusal};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// What a session is for: which of the forms that ship it was made from.
    pub enum Shape {
        /// An hour or two under some pressure, on one question that does not go away.
        PressureCooker = "pressure-cooker", "Pressure cooker", "Pressure cooker";
        /// Working out one thing together.
        WorkSession = "work-session", "Werksessie", "Work session";
        /// A meeting on a theme.
        ThemeMeeting = "theme-meeting", "Themabijeenkomst", "Theme meeting";
        /// A group talk for an evaluation.
        GroupTalk = "group-talk", "Groepsgesprek", "Group talk";
        /// Solution directions under recommendations.
        LearningSession = "learning-session", "Leersessie", "Learning session";
        /// Looking through the eyes of an invented young person.
        InTheirShoes = "in-their-shoes", "In andermans schoenen", "In someone's shoes";
        /// Playing a case table with parts.
        Simulation = "simulation", "Casussimulatie", "Case simulation";
        /// Colleagues helping one colleague with a question on the own work.
        Intervision = "intervision", "Intervisie", "Intervision";
    }
}

kernel::words! {
    /// What happens in a step.
    pub enum Kind {
        /// The facilitator tells.
        Introduction = "introduction", "Inleiding", "Introduction";
        /// Everybody thinks alone; nothing is sent.
        Reflection = "reflection", "Voor uzelf nadenken", "Thinking for yourself";
        /// Agree, disagree or pass on each of a few statements.
        Statements = "statements", "Stellingen", "Statements";
        /// Two by two.
        Pair = "pair", "In tweetallen", "In pairs";
        /// Everybody sends short notes, under headings where the step has them.
        Notes = "notes", "Briefjes van iedereen", "Notes from everybody";
        /// The facilitator puts the notes of an earlier step together under names.
        Sort = "sort", "Briefjes bij elkaar leggen", "Putting notes together";
        /// One choice out of a few, before the time is up.
        Choose = "choose", "Kiezen onder tijdsdruk", "Choosing under time pressure";
        /// Everybody takes a part and reads its card.
        Cards = "cards", "Rollen verdelen", "Giving out parts";
        /// Something happens.
        Inject = "inject", "Er gebeurt iets", "Something happens";
        /// Writing as somebody else.
        Perspective = "perspective", "Schrijven als een ander", "Writing as somebody else";
        /// Who does what, and when.
        Agree = "agree", "Afspraken", "Agreements";
        /// What do we take from this?
        LookBack = "look-back", "Terugkijken", "Looking back";
    }
}

/// What a phone sends in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sends {
    /// Nothing: the step is done in the room.
    Nothing,
    /// A vote on each statement.
    Votes,
    /// One choice.
    Pick,
    /// Short texts.
    Notes,
    /// Which part one plays.
    Part,
}

impl Kind {
    /// What a phone sends.
    #[must_use]
    pub fn sends(self) -> Sends {
        match self {
            Self::Introduction | Self::Reflection | Self::Pair | Self::Sort | Self::Inject | Self::Agree => {
                Sends::Nothing
            }
            Self::Statements => Sends::Votes,
            Self::Choose => Sends::Pick,
            Self::Notes | Self::Perspective | Self::LookBack => Sends::Notes,
            Self::Cards => Sends::Part,
        }
    }

    /// Whether the answers of this step end when its time is up, and not only when the facilitator says so.
    #[must_use]
    pub fn ends_in_time(self) -> bool {
        self == Self::Choose
    }
}

kernel::words! {
    /// Whether an answer carries a name. Fixed before the step runs, and told on the phone before anything is typed.
    pub enum Voice {
        /// Nobody can tell whose it is; one answer per phone, which cannot be changed.
        Anonymous = "anonymous", "Zonder naam", "Without a name";
        /// With the name or the part that the phone gave; it can be changed while the step is open.
        Named = "named", "Met naam", "With a name";
    }
}

/// One step of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What happens.
    pub kind: Kind,
    /// Its name in the programme.
    pub title: Words,
    /// What the room reads on the screen; phones too, when they are asked nothing else.
    pub prompt: Words,
    /// What a phone asks, where that is something else than the room reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Words>,
    /// What only who leads reads.
    #[serde(default, skip_serializing_if = "Script::is_empty")]
    pub script: Script,
    /// How long it takes.
    pub minutes: u16,
    /// With or without a name; only where something is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// The statements, the choices, or the headings under which notes are written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Words>,
}

/// The longest a step may take.
pub(super) const MOST_MINUTES: u16 = 240;
/// So many statements, choices or headings fit on a phone.
pub const MOST_ITEMS: usize = 24;
/// So many steps fit in a programme.
pub(super) const MOST_STEPS: usize = 40;

impl Step {
    /// Whether the step hangs together.
    ///
    /// # Errors
    /// What is missing, at its field.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.minutes == 0 || self.minutes > MOST_MINUTES {
            const TIME: Refusal =
                Refusal::of("Geef de stap 1 tot 240 minuten.", "Give the step between 1 and 240 minutes.");
            return Err(TIME.at("minutes"));
        }
        if self.items.len() > MOST_ITEMS {
            const MANY: Refusal = Refusal::of("Houd het bij hooguit 24 regels.", "Keep it to 24 lines at most.");
            return Err(MANY.at("items"));
        }
        let few = match self.kind.sends() {
            Sends::Votes => self.items.is_empty(),
            Sends::Pick => self.items.len() < 2,
            Sends::Nothing | Sends::Notes | Sends::Part => false,
        };
        if few {
            const NONE: Refusal = Refusal::of(
                "Schrijf de stellingen op, of minstens twee keuzes; elk op een regel.",
                "Write the statements, or at least two choices; each on a line.",
            );
            return Err(NONE.at("items"));
        }
        let voiced = match self.kind.sends() {
            Sends::Votes | Sends::Pick | Sends::Notes => self.voice.is_some(),
            Sends::Nothing => self.voice.is_none(),
            Sends::Part => self.voice == Some(Voice::Named),
        };
        if !voiced {
            const VOICE: Refusal = Refusal::of(
                "Kies zonder naam of met naam als er iets wordt gestuurd. Een rol kiest men altijd met naam.",
                "Choose without a name or with a name where something is sent. A part is always taken with a name.",
            );
            return Err(VOICE.at("voice"));
        }
        Ok(())
    }

    /// What is read on a phone.
    #[must_use]
    pub fn asks(&self) -> &Words {
        self.asks.as_ref().unwrap_or(&self.prompt)
    }

    /// Whether nobody may tell whose answer it is.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.voice == Some(Voice::Anonymous)
    }
}

/// A part in a simulation, with the card that only who plays it reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Who one is.
    pub seat: Words,
    /// What only this part knows.
    pub card: Words,
}

/// Who leads: a person with an account, for an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The organisation.
    pub agency: AgencyId,
    /// The person.
    pub person: PersonId,
}

/// A session as it is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is called.
    pub title: Line,
    /// What it is for.
    pub aim: Note,
    /// What sort of session.
    pub shape: Shape,
    /// The name of the template it was copied from.
    pub template: Line,
    /// The house that it is for.
    pub house: HouseId,
    /// Other houses that take part.
    #[serde(default)]
    pub with: Vec<HouseId>,
    /// The day it is held.
    pub on: Date,
    /// Who leads.
    pub lead: Lead,
    /// What only who leads reads about the whole of it.
    #[serde(default, skip_serializing_if = "Script::is_empty")]
    pub script: Script,
    /// The programme.
    pub steps: Vec<Step>,
    /// The parts of a simulation.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Things that may happen, ready for the facilitator.
    #[serde(default)]
    pub surprises: Vec<Words>,
    /// The recommendations under which directions are sought: the headings of the first step that asks for notes, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<DossierId>,
}

impl Plan {
    /// Whether the plan hangs together.
    ///
    /// # Errors
    /// What is missing.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.steps.is_empty() {
            return Err(Refusal::of("Een sessie heeft minstens één stap.", "A session has at least one step."));
        }
        if self.steps.len() > MOST_STEPS {
            return Err(Refusal::of("Houd het bij hooguit 40 stappen.", "Keep it to 40 steps at most."));
        }
        self.steps.iter().try_for_each(Step::check)?;
        if self.parts.is_empty() && self.steps.iter().any(|s| s.kind == Kind::Cards) {
            return Err(Refusal::of(
                "In deze sessie worden rollen verdeeld, maar er staat geen rol in.",
                "Parts are given out in this session, but it has none.",
            ));
        }
        Ok(())
    }

    /// How long it all takes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|s| u32::from(s.minutes)).sum()
    }

    /// The step whose notes are put together in this sorting step: the nearest one before it that asked for notes.
    #[must_use]
    pub fn sorted_in(&self, place: usize) -> Option<usize> {
        let before = self.steps.get(..place)?;
        self.steps.get(place).filter(|s| s.kind == Kind::Sort)?;
        before.iter().rposition(|s| s.kind.sends() == Sends::Notes)
    }
}
