//! Who may take part, and for which statutory task. The lists are closed and carry a version (PAR-01, PAR-02, PAR-08):
//! another version is another decision of the lawmaker, not of a house.

use super::super::opening::Regime;
use kernel::{Refusal, Say};
use serde::{Deserialize, Serialize};
use vault::AgencyKind;

/// The consolidated text from which the lists below were made.
pub const VERSION: &str = "2025-07-05";

kernel::words! {
    /// The statutory task for which an organisation takes part.
    pub enum Ground {
        MayorOrder = "mayor-order", "burgemeester: openbare orde (Gemeentewet)", "mayor: public order (Gemeentewet)";
        MayorPolice = "mayor-police", "burgemeester: gezag over de politie (Politiewet)", "mayor: authority over the police (Politiewet)";
        MayorPremises = "mayor-premises", "burgemeester: sluiten van panden (Opiumwet 13b)", "mayor: closing premises (Opiumwet 13b)";
        MayorExclusion = "mayor-exclusion", "burgemeester: tijdelijk huisverbod (Wth)", "mayor: temporary exclusion order (Wth)";
        MayorCare = "mayor-care", "burgemeester: verplichte zorg (Wvggz, Wzd)", "mayor: compulsory care (Wvggz, Wzd)";
        CollegeSupport = "college-support", "college: maatschappelijke ondersteuning (Wmo)", "municipal executive: social support (Wmo)";
        CollegeYouth = "college-youth", "college: jeugdhulp (Jeugdwet)", "municipal executive: youth care (Jeugdwet)";
        CollegeWork = "college-work", "college: werk en inkomen (Participatiewet)", "municipal executive: work and income (Participatiewet)";
        CollegeDebt = "college-debt", "college: schuldhulpverlening", "municipal executive: debt counselling";
        CollegeSchool = "college-school", "college: leerplicht", "municipal executive: compulsory education";
        CollegeCare = "college-care", "college: verplichte zorg (Wvggz)", "municipal executive: compulsory care (Wvggz)";
        Police = "police", "politie: politietaak (Politiewet)", "police: police task (Politiewet)";
        Prosecution = "prosecution", "OM: strafrechtelijke handhaving", "OM: criminal law enforcement";
        Probation = "probation", "reclassering: toezicht en begeleiding", "probation: supervision and guidance";
        ChildProtection = "child-protection", "Raad voor de Kinderbescherming: wettelijke taken", "Child Protection Board: statutory tasks";
        Treatment = "treatment", "zorgaanbieder: behandeling en zorg (alleen WGS)", "care provider: treatment and care (WGS only)";
    }
}

kernel::words! {
    /// Why another municipality than that of stay takes part (PAR-03).
    pub enum ElsewhereGround {
        Effects = "effects", "de gevolgen zijn daar merkbaar", "the effects are felt there";
        SocialRelation = "social-relation", "daar woont iemand die ertoe doet", "someone who matters lives there";
    }
}

/// How an organisation stands in law once it takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Joint controller.
    Controller,
    /// Takes part without being a controller: a private party under the WGS (WGS art. 2.27).
    Private,
}

impl Ground {
    /// For what kind of organisation this task is.
    #[must_use]
    pub fn kind(self) -> AgencyKind {
        match self {
            Self::MayorOrder
            | Self::MayorPolice
            | Self::MayorPremises
            | Self::MayorExclusion
            | Self::MayorCare
            | Self::CollegeSupport
            | Self::CollegeYouth
            | Self::CollegeWork
            | Self::CollegeDebt
            | Self::CollegeSchool
            | Self::CollegeCare => AgencyKind::Municipality,
            Self::Police => AgencyKind::Police,
            Self::Prosecution => AgencyKind::Prosecution,
            Self::Probation => AgencyKind::Probation,
            Self::ChildProtection => AgencyKind::ChildProtection,
            Self::Treatment => AgencyKind::Care,
        }
    }

    /// For which task an organisation of this kind takes part: what was chosen, or the only one there is. Nobody has to choose from one.
    ///
    /// # Errors
    /// A sentence when there are more and none was chosen.
    pub fn meant(kind: AgencyKind, regime: Regime, chosen: Option<Self>) -> Result<Self, Refusal> {
        match (chosen, Self::list(kind, regime).as_slice()) {
            (Some(chosen), _) => Ok(chosen),
            (None, [only]) => Ok(*only),
            // Not on the list of the law: the step says so, whatever the task is.
            (None, []) => Err(fits(kind, regime, Self::Police).err().unwrap_or(CHOOSE)),
            (None, _) => Err(CHOOSE.at("ground")),
        }
    }

    /// The tasks an organisation of this kind may take part for under this law.
    #[must_use]
    pub fn list(kind: AgencyKind, regime: Regime) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|g| g.kind() == kind && standing(kind, regime).is_some()).collect()
    }
}

const CHOOSE: Refusal = Refusal::of("Kies voor welke taak.", "Choose for which task.");

/// How an organisation of this kind stands under this law; `None` means that it can only be a third party.
#[must_use]
pub fn standing(kind: AgencyKind, regime: Regime) -> Option<Standing> {
    match (kind, regime) {
        (
            AgencyKind::Municipality | AgencyKind::Police | AgencyKind::Prosecution | AgencyKind::ChildProtection,
            Regime::Wgpga | Regime::WgsZvh,
        )
        | (AgencyKind::Probation, Regime::Wgpga) => Some(Standing::Controller),
        (AgencyKind::Probation | AgencyKind::Care, Regime::WgsZvh) => Some(Standing::Private),
        (AgencyKind::Care, Regime::Wgpga)
        | (AgencyKind::School | AgencyKind::SafetyHouse | AgencyKind::Oversight | AgencyKind::Other, _) => None,
    }
}

/// Whether this kind of organisation may take part for this task under this law.
///
/// # Errors
/// A sentence when the kind is not on the list of the law, or the task is that of another kind.
pub fn fits(kind: AgencyKind, regime: Regime, ground: Ground) -> Result<Standing, Refusal> {
    let Some(standing) = standing(kind, regime) else {
        return Err(Refusal::from(Say::of(
            "Deze organisatie staat niet op de lijst van de wet. Zij kan alleen als incidentele derde aansluiten.",
            "This organisation is not on the list of the act. It can only join as an incidental third party.",
        ))
        .at("agency"));
    };
    if ground.kind() == kind {
        Ok(standing)
    } else {
        Err(Refusal::of(
            "Deze taak is van een ander soort organisatie.",
            "This task belongs to another kind of organisation.",
        )
        .at("ground"))
    }
}
