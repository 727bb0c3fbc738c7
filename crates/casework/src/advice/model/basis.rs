//! What an advice rests on, and who decides about it.

use crate::weighing;
use kernel::{AgencyId, DossierId, HouseId, Line, MunicipalityId, Prose, Refusal, Terms};
use serde::{Deserialize, Serialize};

/// What is said when the moment is wrong.
pub(super) const NOT_NOW: Refusal = Refusal::of(
    "Dit kan nu niet. Kijk hoe ver het advies is.",
    "This is not possible now. Check where the advice stands.",
);

/// What is said to who would write what they sign.
pub(super) const SIGNS: Refusal = Refusal::of(
    "U besluit over dit advies. Daarom schrijft u er niet aan mee: stuur het terug met een opmerking als er iets anders moet.",
    "You decide on this advice, so you do not help to write it. If something should be different, send it back with a remark.",
);

/// For whom somebody writes, and whether they could sign for that organisation: as its office holder or by mandate.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'a> {
    /// For whom.
    pub agency: &'a AgencyId,
    /// Whether they could sign.
    pub signs: bool,
}

/// Whose signature it takes.
pub(super) fn signatories(mode: Mode, basis: &Basis) -> Vec<AgencyId> {
    match mode {
        Mode::Three => basis.trio.to_vec(),
        Mode::Mayor => vec![basis.trio[0].clone()],
        Mode::None => Vec::new(),
    }
}

/// Who decides in this region (setting `triangle.mode`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Mayor, public prosecutor and police.
    #[default]
    Three,
    /// The mayor alone, who keeps the case-conference structure.
    Mayor,
    /// Nobody: a case opens from the weighing.
    None,
}

impl Mode {
    /// The setting with this word; the most careful where it is unknown or silent.
    #[must_use]
    pub fn from_word(word: Option<&str>) -> Self {
        match word {
            Some("mayor") => Self::Mayor,
            Some("none") => Self::None,
            Some(_) | None => Self::Three,
        }
    }
}

/// What the advice rests on: a snapshot of the concluded weighing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The weighing.
    pub weighing: DossierId,
    /// What colleagues call it aloud.
    pub reference: Line,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// The house.
    pub house: HouseId,
    /// About whom.
    pub subject: weighing::Subject,
    /// Whether three keys said that it fits. If not, a case cannot come from this (WEG-11).
    pub fits: bool,
    /// The reasoning of the three, as far as there is one text of theirs.
    pub reasoning: Option<Prose>,
    /// Municipality of stay, police, OM.
    pub trio: [AgencyId; 3],
    /// The agency of the house.
    pub director: AgencyId,
    /// Whether the signal said that it cannot wait.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub acute: bool,
    /// The terms that held when it was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

impl Basis {
    /// How long each step may take here.
    #[must_use]
    pub fn terms(&self) -> Terms {
        self.terms.unwrap_or_default()
    }

    /// What an advice takes over from a weighing.
    ///
    /// # Errors
    /// A sentence when this weighing does not go to the triangle.
    pub fn of(id: DossierId, from: &weighing::Weighing) -> Result<Self, Refusal> {
        from.may_advise()?;
        let filing = from.filing().ok_or(NOT_NOW)?;
        Ok(Self {
            weighing: id,
            reference: filing.reference.clone(),
            municipality: filing.municipality.clone(),
            house: filing.house.clone(),
            subject: filing.subject.clone(),
            fits: from.judged().is_some(),
            reasoning: from.judged().map(|j| j.decision.considerations.clone()),
            trio: filing.trio.clone(),
            director: filing.director.clone(),
            acute: filing.acute,
            terms: filing.terms,
        })
    }
}
