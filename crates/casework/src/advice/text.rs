//! What the advice says and what the triangle makes of it, in words.

use crate::table::Decision;
use kernel::{Date, Note, Refusal};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// What is advised.
    pub enum Advise {
        /// An integral approach.
        Integral = "integral", "Wel een integrale aanpak", "An integral approach";
        /// No integral approach.
        NoIntegral = "no-integral", "Geen integrale aanpak", "No integral approach";
    }
}

kernel::words! {
    /// What one signatory decides.
    pub enum Choice {
        /// An integral approach.
        Approve = "approve", "Ik besluit: een integrale aanpak", "My decision: an integral approach";
        /// No integral approach.
        Decline = "decline", "Ik besluit: geen integrale aanpak", "My decision: no integral approach";
        /// Something must be known or mended first: it goes back to who wrote it, at once.
        Return = "return", "Ik stuur het terug met een opmerking", "I send it back with a remark";
    }
}

impl Choice {
    /// Whether it goes against what was advised.
    #[must_use]
    pub fn deviates_from(self, advise: Advise) -> bool {
        match (self, advise) {
            (Self::Approve, Advise::NoIntegral) | (Self::Decline, Advise::Integral) => true,
            (Self::Approve, Advise::Integral) | (Self::Decline, Advise::NoIntegral) | (Self::Return, _) => false,
        }
    }
}

/// How a round ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// All decided for an integral approach.
    Approved,
    /// All decided against it.
    Declined,
    /// One of them sent it back.
    Returned,
    /// They did not decide the same.
    Undecided,
}

/// The advice, small enough for one page. Its grounds, its minority view, what is expected and when it is looked at again are in the
/// decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceText {
    /// Who should sit at the table, each with why: one line per partner.
    pub partners: Vec<Note>,
    /// What should be done first.
    pub first_steps: Vec<Note>,
    /// Under which conditions. `None` says: none, and that was asked.
    pub conditions: Option<Note>,
    /// What is advised and why.
    pub decision: Decision<Advise>,
}

/// How much fits on one page in a readable letter, beside who signs.
const PAGE: usize = 3600;
/// What a line takes at least.
const LINE: usize = 60;

impl AdviceText {
    /// Whether it may be laid before the triangle.
    ///
    /// # Errors
    /// A sentence with its field for what is missing, or when it is longer than a page.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        if self.decision.options.is_empty() {
            return Err(Refusal::of("Noem wat er ook had gekund.", "Name what else was possible.").at("options"));
        }
        match self.decision.outcome {
            Advise::Integral => {
                if self.partners.is_empty() {
                    return Err(Refusal::of(
                        "Noem wie er aan tafel moet, en waarom.",
                        "Name who should be at the table, and why.",
                    )
                    .at("partners"));
                }
                if self.first_steps.is_empty() {
                    return Err(Refusal::of("Noem een eerste stap.", "Name a first step.").at("first-steps"));
                }
                let Some(review) = self.decision.review else {
                    return Err(Refusal::of(
                        "Kies een dag na vandaag waarop u hier weer naar kijkt.",
                        "Choose a day after today to look at this again.",
                    )
                    .at("review"));
                };
                kernel::planned_later(review, today).map_err(|no| no.at("review"))?;
            }
            Advise::NoIntegral => {}
        }
        if self.length() > PAGE {
            return Err(Refusal::of(
                "Dit past niet op één bladzijde. Maak het korter; de driehoek leest alleen dit.",
                "This does not fit on one page. Shorten it; this is all the triangle reads.",
            )
            .at("grounds"));
        }
        Ok(())
    }

    fn length(&self) -> usize {
        let lists = self.partners.iter().chain(&self.first_steps).chain(&self.decision.options);
        let texts = lists.chain(&self.conditions).chain(&self.decision.dissent).chain([
            &self.decision.question,
            &self.decision.ground,
            &self.decision.expectation,
        ]);
        // A short line takes a line all the same.
        let notes: usize =
            texts.map(|n| n.as_str().lines().map(|line| line.chars().count().max(LINE)).sum::<usize>()).sum();
        notes + self.decision.considerations.as_str().chars().count()
    }
}
