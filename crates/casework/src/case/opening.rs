//! How a case begins: under which law, for what purpose, about whom, and who sits there from the start.
//! Nothing here has a default: who does not choose, has not opened a case (REG-01).

use kernel::{AgencyId, Bsn, Date, DossierId, HouseId, Line, MunicipalityId, Note, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use vault::Findable;

kernel::words! {
    /// The law under which a case runs. It decides participants, data and clock.
    pub enum Regime {
        Wgpga = "wgpga", "Wet gegevensverwerking persoonsgerichte aanpak (Wgpga)", "Act on the person-centred approach (Wgpga)";
        WgsZvh = "wgs-zvh", "Wet samenwerkingsverbanden, Zorg- en Veiligheidshuis (WGS)", "Act on partnerships, Care and Safety House (WGS)";
    }
}

kernel::words! {
    /// What sort of case it is; the filter of the list.
    pub enum CaseKind {
        Cter = "cter", "radicalisering en extremisme", "radicalisation and extremism";
        Complex = "complex", "complexe casus", "complex case";
        PgaYouth = "pga-youth", "persoonsgerichte aanpak jeugd", "person-centred approach for youth";
        LifeCourse = "life-course", "levensloopaanpak", "life-course approach";
        Aftercare = "aftercare", "nazorg", "aftercare";
    }
}

kernel::words! {
    /// Whether a case is about a person or an organisation (REG-05).
    pub enum SubjectKind {
        Natural = "natural", "een persoon", "a person";
        Legal = "legal", "een organisatie", "an organisation";
    }
}

/// About whom the case is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// A person or an organisation.
    pub kind: SubjectKind,
    /// The name.
    pub name: Line,
    /// Date of birth, of a person.
    pub born: Option<kernel::Born>,
    /// Citizen service number, where the law provides for it.
    pub bsn: Option<Bsn>,
}

impl Subject {
    /// Whether the person must be informed (AVG art. 14): only of people, not of organisations (REG-05).
    #[must_use]
    pub fn is_informed(&self) -> bool {
        self.kind == SubjectKind::Natural
    }

    /// What an exact question with a reason may find the case by.
    #[must_use]
    pub fn findable(&self) -> Vec<Findable> {
        let number = self.bsn.clone().map(Findable::Bsn);
        let name = self.born.and_then(kernel::Born::exact).map(|day| Findable::NameAndBirth(self.name.clone(), day));
        number.into_iter().chain(name).collect()
    }
}

/// The three who decide who takes part: municipality of stay, police, OM (Wgpga art. 5 lid 3 and 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trio {
    /// The municipality of stay, which keeps the direction (REG-04).
    pub stay: AgencyId,
    /// The police.
    pub police: AgencyId,
    /// The Public Prosecution Service.
    pub prosecution: AgencyId,
}

impl Trio {
    /// The three, in the order in which they are drawn.
    #[must_use]
    pub fn all(&self) -> [&AgencyId; 3] {
        [&self.stay, &self.police, &self.prosecution]
    }

    /// Whether this is one of the three.
    #[must_use]
    pub fn has(&self, agency: &AgencyId) -> bool {
        self.all().contains(&agency)
    }

    /// The three as holders of keys.
    #[must_use]
    pub fn holders(&self) -> Vec<AgencyId> {
        self.all().into_iter().cloned().collect()
    }
}

/// The submission for triage that a case came of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromTriage {
    /// Which.
    pub id: DossierId,
    /// The day it was submitted: something of the person was processed from then on, and the clock of the WGS runs from the first day.
    pub since: Date,
}

/// Everything a case begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What colleagues call the case aloud.
    pub reference: Line,
    /// What the list shows.
    pub title: Line,
    /// What gave cause.
    pub summary: Note,
    /// Under which law.
    pub regime: Regime,
    /// What the case is for, in words of this case.
    pub purpose: Note,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// The house in whose region it lies.
    pub house: HouseId,
    /// About whom.
    pub subject: Subject,
    /// What sort of case.
    pub kind: CaseKind,
    /// Who decides on taking part, on the plan and on closing.
    pub trio: Trio,
    /// The house's organisation that guards the process.
    pub director: AgencyId,
    /// The process director, once named.
    pub director_person: Option<PersonId>,
    /// The case director of the municipality, once named.
    pub case_director: Option<PersonId>,
    /// Experts who act for the municipality of stay by designation (Wgpga art. 12 lid 3).
    pub support: Option<AgencyId>,
    /// The advice or weighing it comes from.
    pub from: Option<DossierId>,
    /// The weighing behind that, whose filer hears how it goes on; nothing where no weighing came before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighing: Option<DossierId>,
    /// Who of the three takes part only once it turned its own key: police and OM, where no judgement of three came before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<AgencyId>,
    /// The submission for triage that it came of; nothing where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<FromTriage>,
    /// What it counts with; nothing in what was opened before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<kernel::CaseTerms>,
}

impl Opening {
    /// Whether a case can begin like this.
    ///
    /// # Errors
    /// A sentence when the three are not three, or an organisation has a birthday.
    pub fn check(&self) -> Result<(), Refusal> {
        let [a, b, c] = self.trio.all();
        if a == b || b == c || a == c {
            return Err(Refusal::of(
                "Gemeente, politie en OM moeten drie verschillende organisaties zijn.",
                "Municipality, police and OM must be three different organisations.",
            ));
        }
        let about = &self.subject;
        if about.kind == SubjectKind::Legal && (about.born.is_some() || about.bsn.is_some()) {
            return Err(Refusal::of(
                "Een organisatie heeft geen geboortedatum en geen BSN.",
                "An organisation has no date of birth and no BSN.",
            )
            .at("subject_kind"));
        }
        // A radicalisation case has its own law; the general one does not apply to it (WGS art. 2.31 lid 13).
        if self.kind == CaseKind::Cter && self.regime != Regime::Wgpga {
            return Err(Refusal::of(
                "Een casus over radicalisering valt onder de Wgpga.",
                "A case about radicalisation falls under the Wgpga.",
            )
            .at("regime"));
        }
        if self.kind != CaseKind::Cter && self.kind != CaseKind::Aftercare && self.regime == Regime::Wgpga {
            return Err(Refusal::of(
                "De Wgpga is er alleen voor radicalisering. Kies een andere wet of een andere soort casus.",
                "The Wgpga is for radicalisation only. Choose another act or another kind of case.",
            )
            .at("regime"));
        }
        Ok(())
    }
}
