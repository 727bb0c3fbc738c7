//! The view that one organisation writes before it knows what the others wrote.

use kernel::criteria::Criterion;
use kernel::{Date, Line, Note, Prose, Refusal};
use serde::{Deserialize, Serialize};
use vault::Author;

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
    /// By whom, for which organisation.
    pub by: Author,
    /// On which day.
    pub on: Date,
    /// What it says.
    pub view: View,
    /// How often what it rests on had been put right or added to by then.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub restated: usize,
    /// What was added after what it rests on was put right or added to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Addition>,
}

fn is_nought(times: &usize) -> bool {
    *times == 0
}

/// Something added to a view that was handed in: the view itself stays what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// By whom, for the same organisation.
    pub by: Author,
    /// On which day.
    pub on: Date,
    /// What it says.
    pub text: Note,
}
