//! What colleagues call a dossier aloud: a letter, the year and a number that is given out once. The letters of all kinds stand here
//! together, because two kinds with one letter are two dossiers with one name in the same room. What was given out stays as it is: until
//! version 0.1 a session was an S, as a signal is.

use crate::{Line, Refusal};

/// A row of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Signals. The weighing of a signal and the advice on it keep its reference, so that one matter has one name until there is a case.
    Signal,
    /// Cases.
    Case,
    /// Sessions.
    Session,
    /// Calibrations.
    Calibration,
    /// Observations.
    Observation,
    /// Questionnaires.
    Questionnaire,
    /// Evaluations.
    Evaluation,
    /// Recommendations.
    Recommendation,
    /// Who signs for an organisation.
    Office,
}

impl Row {
    /// Every row.
    pub const ALL: [Self; 9] = [
        Self::Signal,
        Self::Case,
        Self::Session,
        Self::Calibration,
        Self::Observation,
        Self::Questionnaire,
        Self::Evaluation,
        Self::Recommendation,
        Self::Office,
    ];

    /// The letter: of this row alone.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Signal => 'S',
            Self::Case => 'C',
            // Zitting.
            Self::Session => 'Z',
            Self::Calibration => 'W',
            Self::Observation => 'O',
            Self::Questionnaire => 'V',
            Self::Evaluation => 'E',
            Self::Recommendation => 'A',
            // Bevoegdheid.
            Self::Office => 'B',
        }
    }

    /// The word of the kind of dossier that is numbered in it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Signal => "signal",
            Self::Case => "case",
            Self::Session => "session",
            Self::Calibration => "calibration",
            Self::Observation => "observation",
            Self::Questionnaire => "questionnaire",
            Self::Evaluation => "evaluation",
            Self::Recommendation => "recommendation",
            Self::Office => "office",
        }
    }

    /// The name of the counter that gives out the numbers of this year.
    #[must_use]
    pub fn counter(self, year: i16) -> String {
        format!("{}/{year}", self.word())
    }

    /// The reference with this number, such as `S-2026-0012`. It says nothing of a person or a place.
    ///
    /// # Errors
    /// None for a year and a number that fit in a line.
    pub fn reference(self, year: i16, number: u64) -> Result<Line, Refusal> {
        format!("{}-{year}-{number:04}", self.letter()).parse()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::Row;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_kinds_share_a_letter_or_a_counter() {
        let letters: BTreeSet<char> = Row::ALL.map(Row::letter).into();
        let counters: BTreeSet<String> = Row::ALL.map(|row| row.counter(2026)).into();
        assert_eq!((letters.len(), counters.len()), (Row::ALL.len(), Row::ALL.len()));
    }

    #[test]
    fn a_session_is_not_called_like_a_signal() {
        assert_eq!(Row::Session.reference(2026, 7).unwrap().as_str(), "Z-2026-0007");
        assert_eq!(Row::Signal.reference(2026, 12345).unwrap().as_str(), "S-2026-12345");
    }
}
