//! How sure something is: how who gives a fact knows it, and with which instrument a judgement was come to. Said in words, never in marks.

use kernel::{Date, Line, Note, Refusal};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// How who gives a fact knows it.
    pub enum Heard {
        Seen = "seen", "zelf gezien of gehoord", "seen or heard personally";
        Told = "told", "van iemand anders gehoord", "heard from somebody else";
        File = "file", "uit een dossier of systeem", "from a file or a system";
        Unknown = "unknown", "dat weten wij niet", "we do not know";
    }
}

/// How sure a fact is, as far as its giver says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knowing {
    /// How its giver knows it.
    pub heard: Heard,
    /// On which day it was seen or heard; nobody always knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What its giver doubts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Note>,
}

/// The instrument behind a judgement, as a reference: what it found stands in the judgement itself, in words. There is no place for its items or
/// its scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// What it is called.
    pub name: Line,
    /// Which version.
    pub version: Line,
    /// Who used it, as a function; never more than is needed.
    pub assessor: Line,
    /// Whether that person was trained for it.
    pub trained: bool,
    /// When it was used.
    pub on: Date,
}

impl Knowing {
    /// Whether its day can be.
    pub(super) fn check(&self, today: Date) -> Result<(), Refusal> {
        self.on.map_or(Ok(()), |on| kernel::happened(on, today).map_err(|no| no.at("known_on")))
    }
}

impl Instrument {
    /// Whether its day can be, and the conclusion that rests on it is told in words.
    pub(super) fn check(&self, conclusion: &Note, today: Date) -> Result<(), Refusal> {
        kernel::happened(self.on, today).map_err(|no| no.at("instrument_on"))?;
        if tells_a_score(conclusion.as_str()) {
            return Err(Refusal::of(
                "Schrijf de conclusie in woorden. Een score, of punten per vraag, legt u hier niet vast.",
                "Write the conclusion in words. A score, or points for each question, is not recorded here.",
            )
            .at("text"));
        }
        Ok(())
    }
}

/// Whether a conclusion speaks of a score or of points.
fn tells_a_score(text: &str) -> bool {
    let is = |word: &str| {
        ["score", "scoor", "subscore", "totaalscore"].iter().any(|it| word.starts_with(it))
            || ["punten", "points", "percentiel", "percentile"].contains(&word)
    };
    text.to_lowercase().split(|sign: char| !sign.is_alphabetic()).any(is)
}

#[cfg(test)]
mod tests {
    use super::tells_a_score;

    #[test]
    fn a_score_is_noticed_and_a_conclusion_in_words_is_not() {
        for text in ["Scoort hoog op binding.", "Totaalscore: 34", "21 punten op schaal B", "Score=3"] {
            assert!(tells_a_score(text), "{text}");
        }
        for text in ["Hij is vooral bezig met erkenning.", "Aandachtspunten: school en thuis.", "Een punt van zorg."] {
            assert!(!tells_a_score(text), "{text}");
        }
    }
}
