//! One item: its category, whether it is a fact or a judgement, why it is needed, on what ground, and for whose eyes.
//! What the law does not allow has no place in the types: there is no value for it (SPC-01).

use super::super::opening::Regime;
use super::{Instrument, Knowing, SharedOn};
use kernel::Choice as _;
use kernel::{AgencyId, Bsn, Date, Expression, Line, Note, Refusal};
use serde::{Deserialize, Serialize};
use vault::AgencyKind;

kernel::words! {
    /// The closed list of what may be put on the table (Wgpga art. 4, under a to h).
    pub enum Category {
        Identity = "a", "wie het is en hoe die te bereiken is", "who it is and how to reach them";
        Number = "b", "burgerservicenummer", "citizen service number";
        Signals = "c", "de signalen zelf", "the signals themselves";
        Source = "d", "wie de signalen inbracht", "who brought the signals";
        Tasks = "e", "wat de organisatie weet uit eigen taak", "what the organisation knows from its own task";
        Police = "f", "politiegegevens", "police data";
        Justice = "g", "justitiële en strafvorderlijke gegevens", "judicial and criminal-procedure data";
        Related = "h", "iemand uit de omgeving", "someone close by";
    }
}

kernel::words! {
    /// Whether it was seen or concluded (PRV-08).
    pub enum Nature {
        Fact = "fact", "feit", "fact";
        Judgement = "judgement", "oordeel", "judgement";
    }
}

kernel::words! {
    /// The four special categories that the law allows (Wgpga art. 8 lid 1).
    pub enum SpecialKind {
        Origin = "origin", "ras of etnische afkomst", "race or ethnic origin";
        Politics = "politics", "politieke opvattingen", "political views";
        Belief = "belief", "religie of levensovertuiging", "religion or belief";
        Health = "health", "gezondheid", "health";
    }
}

kernel::words! {
    /// As what a person occurs in police data (Wpg art. 6b).
    pub enum PersonRole {
        Suspect = "suspect", "verdachte", "suspect";
        Convicted = "convicted", "veroordeelde", "convicted person";
        Victim = "victim", "slachtoffer", "victim";
        Third = "third", "derde", "third person";
    }
}

kernel::words! {
    /// On which article the OM supplies (PRV-10).
    pub enum OmGround {
        Judicial = "8a", "justitiële gegevens (Wjsg art. 8a)", "judicial data (Wjsg art. 8a)";
        Procedure = "39fb", "strafvorderlijke gegevens (Wjsg art. 39fb)", "criminal-procedure data (Wjsg art. 39fb)";
    }
}

kernel::words! {
    /// Why someone with a duty of medical secrecy may supply (WGS art. 2.29).
    pub enum MedicalGround {
        Consent = "consent", "uitdrukkelijke toestemming", "explicit consent";
        Rule = "rule", "een wettelijke regel", "a legal rule";
        GoodCare = "good-care", "goed zorgverlenerschap", "the duty of a good care provider";
    }
}

kernel::words! {
    /// Who read an item again before it went on the table, where it holds a special category (SPC-07).
    pub enum Reread {
        Colleague = "colleague", "een collega van mijn organisatie", "a colleague of my organisation";
        Giver = "giver", "ik zelf: er is hier geen tweede lezer", "me: there is no second reader here";
    }
}

/// A special category, with why the plan cannot do without (SPC-02).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Special {
    /// Which.
    pub kind: SpecialKind,
    /// Why it cannot be left out.
    pub necessity: Note,
}

/// Reads the special category of a form: empty is none.
///
/// # Errors
/// A sentence for a category that may not be recorded here at all.
pub fn special_kind(word: &str) -> Result<Option<SpecialKind>, Refusal> {
    if word.is_empty() || word == "none" {
        return Ok(None);
    }
    SpecialKind::of_word(word).map(Some).ok_or(
        Refusal::of(
            "Dit soort gegevens mag hier niet worden vastgelegd, ook niet als u het belangrijk vindt.",
            "This kind of data may not be recorded here, even if you think it matters.",
        )
        .at("special"),
    )
}

/// What police data carry besides (PRV-06, PRV-08, PRV-09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoliceMark {
    /// As what the person occurs.
    pub role: PersonRole,
    /// How reliable, in words.
    pub reliability: Note,
    /// The agreement of the competent authority.
    pub agreement: Line,
}

/// What data of the OM carry besides (PRV-10, PRV-12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OmMark {
    /// On which article.
    pub ground: OmGround,
    /// Checked that no other person can be traced by it.
    pub others_checked: bool,
}

/// Who of the participants may see an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "kebab-case")]
pub enum Audience {
    /// All participants.
    All,
    /// Only these, and who gave it.
    Named {
        /// Which.
        agencies: Vec<AgencyId>,
    },
}

/// Where an item comes from that came from the table of another house, as that called it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The house.
    pub house: Line,
    /// Who gave it there.
    pub organisation: Line,
    /// When.
    pub day: Date,
}

/// What an organisation gives, as it fills in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// The question it answers.
    pub answers: Option<u32>,
    /// From the closed list.
    pub category: Category,
    /// Seen or concluded.
    pub nature: Nature,
    /// The item itself.
    pub text: Note,
    /// Why the case needs it.
    pub necessity: Note,
    /// On what ground the organisation supplies it.
    pub ground: SharedOn,
    /// Whether a fact is only an expression that the law protects, as its giver sees it (P5). It decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<Expression>,
    /// How its giver knows a fact, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Knowing>,
    /// The instrument with which a judgement was come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Instrument>,
    /// A special category.
    pub special: Option<Special>,
    /// Who read it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reread: Option<Reread>,
    /// For criminal data: where it comes from (SPC-03).
    pub criminal: Option<Note>,
    /// For police data.
    pub police: Option<PoliceMark>,
    /// For data of the OM.
    pub om: Option<OmMark>,
    /// For a care provider under the WGS.
    pub medical: Option<MedicalGround>,
    /// For someone close by: why this matters to the plan (PRV-04).
    pub relevance: Option<Note>,
    /// Which participants see it.
    pub audience: Audience,
    /// Which third parties see it; none unless named.
    pub thirds: Vec<AgencyId>,
    /// The last day on which others see it.
    pub until: Option<Date>,
    /// Where it comes from, when that is the table of another house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Provenance>,
}

/// An item on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number within the case.
    pub no: u32,
    /// Who gave it and keeps owning it.
    pub agency: AgencyId,
    /// What sort of organisation that is.
    pub kind: AgencyKind,
    /// When.
    pub day: Date,
    /// What was given.
    #[serde(flatten)]
    pub gift: Gift,
}

impl Item {
    /// Whether it is a special category or about criminal matters: a yes to its going elsewhere is said by name.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.gift.special.is_some() || self.gift.criminal.is_some()
    }
}

impl Gift {
    /// Whether the law lets this kind of organisation supply this.
    pub(super) fn check(&self, third: bool, (kind, regime): (AgencyKind, Regime), today: Date) -> Result<(), Refusal> {
        self.ground.fits(third, kind, regime)?;
        self.known.as_ref().map_or(Ok(()), |known| known.check(today))?;
        self.instrument.as_ref().map_or(Ok(()), |it| it.check(&self.text, today))?;
        self.category_fits(kind)?;
        self.special_fits(regime)?;
        self.marks_fit(kind, regime)?;
        if [&self.text, &self.necessity].into_iter().any(|t| Bsn::is_within(t.as_str())) {
            return Err(Refusal::of(
                "Er staat een BSN in uw tekst. Haal het weg: het BSN heeft een eigen plaats.",
                "There is a BSN in your text. Remove it: the BSN has a place of its own.",
            )
            .at("text"));
        }
        Ok(())
    }

    fn category_fits(&self, kind: AgencyKind) -> Result<(), Refusal> {
        let refuse = |nl, en| Err(Refusal::of(nl, en).at("category"));
        match self.category {
            Category::Number => refuse(
                "Het BSN is geen bijdrage. Het staat afgeschermd bij de persoon.",
                "The BSN is not a contribution. It is kept shielded, with the person.",
            ),
            Category::Police if kind != AgencyKind::Police => {
                refuse("Alleen de politie brengt politiegegevens in.", "Only the police contribute police data.")
            }
            Category::Justice if kind != AgencyKind::Prosecution && kind != AgencyKind::Probation => refuse(
                "Alleen het OM en de reclassering brengen deze gegevens in.",
                "Only the OM and probation contribute these data.",
            ),
            Category::Related if self.relevance.is_none() => Err(Refusal::of(
                "Zeg waarom deze persoon ertoe doet voor het plan.",
                "Say why this person matters to the plan.",
            )
            .at("relevance")),
            Category::Identity
            | Category::Signals
            | Category::Source
            | Category::Tasks
            | Category::Police
            | Category::Justice
            | Category::Related => Ok(()),
        }
    }

    /// The WGS allows health data only (SPC-04). What holds such data was read again (SPC-07); whether it does is for its giver to say.
    fn special_fits(&self, regime: Regime) -> Result<(), Refusal> {
        match (&self.special, regime) {
            (Some(s), Regime::WgsZvh) if s.kind != SpecialKind::Health => Err(Refusal::of(
                "Onder de WGS mag van de bijzondere gegevens alleen gezondheid worden vastgelegd.",
                "Under the WGS, health is the only special category that may be recorded.",
            )
            .at("special")),
            (Some(_), _) if self.reread.is_none() => Err(Refusal::of(
                "Er zit een bijzonder gegeven in. Laat uw tekst eerst nalezen, en zeg wie dat deed.",
                "It contains special category data. Have somebody check your text first, and say who did.",
            )
            .at("reread")),
            _ => Ok(()),
        }
    }

    fn marks_fit(&self, kind: AgencyKind, regime: Regime) -> Result<(), Refusal> {
        if kind == AgencyKind::Police && self.police.is_none() {
            return Err(Refusal::of(
                "Bij gegevens van de politie horen de rol van de persoon, de betrouwbaarheid en de afspraak met het bevoegd gezag.",
                "Police data come with the role of the person, the reliability and the agreement with the competent authority.",
            )
            .at("agreement"));
        }
        if kind == AgencyKind::Prosecution {
            let Some(mark) = &self.om else {
                return Err(Refusal::of(
                    "Kies op grond van welk artikel het OM dit verstrekt.",
                    "Choose under which article the OM supplies this.",
                )
                .at("om_ground"));
            };
            if !mark.others_checked {
                return Err(Refusal::of(
                    "Controleer eerst of anderen hierdoor niet te herkennen zijn.",
                    "First check that others cannot be recognised from this.",
                )
                .at("others_checked"));
            }
        }
        if kind == AgencyKind::Care && regime == Regime::WgsZvh && self.medical.is_none() {
            return Err(Refusal::of(
                "Kies waarom u ondanks uw beroepsgeheim mag delen.",
                "Choose why you may share despite your professional secrecy.",
            )
            .at("medical"));
        }
        if self.category == Category::Justice && self.criminal.is_none() {
            return Err(Refusal::of(
                "Noem de bron van de strafrechtelijke gegevens.",
                "Name the source of the criminal data.",
            )
            .at("criminal"));
        }
        Ok(())
    }
}
