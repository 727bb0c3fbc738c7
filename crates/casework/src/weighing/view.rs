//! The view that one organisation writes before it knows what the others wrote.

use kernel::{AgencyId, Date, Line, Note, PersonId, Prose, Refusal, Say};
use serde::{Deserialize, Serialize};

/// The five objective criteria of the law (Wgpga art. 5 lid 3). They are read together; they are not a list to tick (WEG-07).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// Readiness to use violence or to support it.
    Violence,
    /// Adherence to the ideology.
    Adherence,
    /// Social relations.
    Relations,
    /// Identification with an extremist group.
    Identification,
    /// Self-reliance and resilience.
    Resilience,
}

impl Criterion {
    /// All five, in the order in which a table speaks of them.
    pub const ALL: [Self; 5] =
        [Self::Violence, Self::Adherence, Self::Relations, Self::Identification, Self::Resilience];

    /// The word in forms; also the name of the field.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::Adherence => "adherence",
            Self::Relations => "relations",
            Self::Identification => "identification",
            Self::Resilience => "resilience",
        }
    }

    /// Its heading.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Violence => Say::of("Bereidheid tot geweld", "Readiness for violence"),
            Self::Adherence => Say::of("Aanhangen van de ideologie", "Adherence to the ideology"),
            Self::Relations => Say::of("Sociale relaties", "Social relations"),
            Self::Identification => {
                Say::of("Zich rekenen tot een extremistische groep", "Identification with an extremist group")
            }
            Self::Resilience => Say::of("Zelfredzaamheid en weerbaarheid", "Self-reliance and resilience"),
        }
    }

    /// What to think of when writing.
    #[must_use]
    pub fn asks(self) -> Say {
        match self {
            Self::Violence => Say::of(
                "Wil iemand zelf geweld gebruiken, of steunt iemand geweld van anderen? Waar blijkt dat uit?",
                "Is the person ready to use violence, or to support violence by others? What shows it?",
            ),
            Self::Adherence => Say::of(
                "Hoe vast zit iemand in het gedachtegoed? Geloof of een mening alleen is geen antwoord.",
                "How firmly does the person hold the ideas? Faith or an opinion alone is no answer.",
            ),
            Self::Relations => Say::of(
                "Met wie gaat iemand om? Wie trekt de goede kant op, wie de verkeerde?",
                "Who does the person spend time with? Who pulls the right way, who the wrong way?",
            ),
            Self::Identification => Say::of(
                "Rekent iemand zich tot een groep? Wat vraagt die groep?",
                "Does the person belong to a group, in their own eyes? What does that group ask?",
            ),
            Self::Resilience => Say::of(
                "Wat houdt iemand overeind: werk, school, familie, eigen kracht? Wat ontbreekt?",
                "What keeps the person upright: work, school, family, own strength? What is missing?",
            ),
        }
    }
}

/// What is said on one criterion. Silence is not possible; not knowing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "text", rename_all = "kebab-case")]
pub enum Finding {
    /// Reasoned text.
    Known(Note),
    /// We do not know, and say so.
    NotKnown,
}

impl Finding {
    /// The text, where there is one.
    #[must_use]
    pub fn text(&self) -> Option<&Note> {
        match self {
            Self::Known(text) => Some(text),
            Self::NotKnown => None,
        }
    }
}

/// All five, each with its finding. A criterion cannot be left out, because the type has no place for that (WEG-06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criteria {
    /// Readiness to use violence or to support it.
    pub violence: Finding,
    /// Adherence to the ideology.
    pub adherence: Finding,
    /// Social relations.
    pub relations: Finding,
    /// Identification with an extremist group.
    pub identification: Finding,
    /// Self-reliance and resilience.
    pub resilience: Finding,
}

impl Criteria {
    /// What is said on this one.
    #[must_use]
    pub fn on(&self, criterion: Criterion) -> &Finding {
        match criterion {
            Criterion::Violence => &self.violence,
            Criterion::Adherence => &self.adherence,
            Criterion::Relations => &self.relations,
            Criterion::Identification => &self.identification,
            Criterion::Resilience => &self.resilience,
        }
    }
}

/// A criterion that the law does not name, in one's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// What it is called.
    pub name: Line,
    /// What is said on it.
    pub text: Note,
}

/// What one organisation thinks, before it knows what the others think.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// The five criteria.
    pub criteria: Criteria,
    /// One more, where it helps.
    pub extra: Option<Extra>,
    /// How it all hangs together.
    pub overall: Prose,
    /// What is missing. `None` says: nothing, and that was asked.
    pub missing: Option<Note>,
    /// What else could explain it, at least one.
    pub alternatives: Vec<Note>,
    /// Where one leans for now, in words.
    pub reading: Note,
}

impl View {
    /// Whether it may be handed in.
    ///
    /// # Errors
    /// A sentence when no other explanation was thought of.
    pub fn check(&self) -> Result<(), Refusal> {
        alternatives(&self.alternatives)
    }
}

/// A first impression is tested only by looking for what else it could be.
pub(super) fn alternatives(given: &[Note]) -> Result<(), Refusal> {
    if given.is_empty() {
        return Err(Refusal::of("Noem minstens één andere verklaring.", "Name at least one other explanation.")
            .at("alternatives"));
    }
    Ok(())
}

/// A view with who handed it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedIn {
    /// For which organisation.
    pub agency: AgencyId,
    /// By whom.
    pub person: PersonId,
    /// On which day.
    pub on: Date,
    /// What it says.
    pub view: View,
}
