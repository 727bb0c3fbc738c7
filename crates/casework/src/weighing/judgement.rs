//! The one text that three keys are turned on.

use super::view::{Criteria, Extra, alternatives};
use crate::table::Decision;
use kernel::{Date, Note, Prose, Refusal};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// What the three can decide together. People choose it; nothing computes it (WEG-07). That the three do not agree is no choice of
    /// theirs but a state of the weighing.
    pub enum Outcome {
        /// It fits the purpose of the law: a case conference may be considered.
        Fits = "fits", "Past: integrale aanpak overwegen", "Fits: consider an integral approach";
        /// It does not.
        DoesNotFit = "does-not-fit", "Past niet: hier eindigt het", "Does not fit: it ends here";
        /// Not radicalisation, but care is needed.
        CareNeeded = "care-needed", "Geen radicalisering, wel zorg nodig", "No radicalisation, but care is needed";
        /// Another table is the right place.
        OtherTable = "other-table", "Hoort aan een andere tafel", "Belongs at another table";
        /// The OM takes it up as a criminal matter.
        CriminalTrack = "criminal-track", "Het OM pakt het strafrechtelijk op", "The OM takes it up as a criminal matter";
        /// Too little to judge: a fresh round.
        MoreInformation = "more-information", "Meer informatie nodig: nieuwe ronde", "More information needed: a new round";
    }
}

impl Outcome {
    /// Whether it must be looked at again on a day: what goes on has a next moment, what ends has none of itself.
    #[must_use]
    pub fn needs_review(self) -> bool {
        match self {
            Self::Fits | Self::MoreInformation => true,
            Self::DoesNotFit | Self::CareNeeded | Self::OtherTable | Self::CriminalTrack => false,
        }
    }
}

/// The judgement of the table. The overall reasoning, dissent, outcome, expectation and next look are in the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The facts it rests on, without anybody's reading (WEG-13).
    pub facts: Prose,
    /// The five criteria.
    pub criteria: Criteria,
    /// One more, where it helps.
    pub extra: Option<Extra>,
    /// Why this is not more than the matter needs.
    pub proportionality: Note,
    /// Why something lighter would not do.
    pub subsidiarity: Note,
    /// What is missing. `None` says: nothing, and that was asked.
    pub missing: Option<Note>,
    /// What else could explain it, at least one.
    pub alternatives: Vec<Note>,
    /// What was decided and why.
    pub decision: Decision<Outcome>,
}

impl Judgement {
    /// Whether the text may be laid before the three.
    ///
    /// # Errors
    /// A sentence with its field for what is missing.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        alternatives(&self.alternatives)?;
        if self.decision.options.is_empty() {
            return Err(Refusal::of(
                "Noem minstens één andere uitkomst die mogelijk was.",
                "Name at least one other outcome that was possible.",
            )
            .at("options"));
        }
        match self.decision.review {
            None if self.decision.outcome.needs_review() => {
                Err(Refusal::of("Kies wanneer u hier weer naar kijkt.", "Choose when you look at this again.")
                    .at("review"))
            }
            Some(day) => kernel::planned_later(day, today).map_err(|no| no.at("review")),
            None => Ok(()),
        }
    }
}
