//! On what ground an organisation shares: the list of its own kind under the law of the case. Nobody types the law.

use super::super::opening::Regime;
use kernel::{Note, Refusal, Say};
use serde::{Deserialize, Serialize};
use vault::AgencyKind;

kernel::words! {
    /// A ground to share on.
    pub enum ShareGround {
        Participant = "participant", "als deelnemer (Wgpga art. 4)", "as participant (Wgpga art. 4)";
        ParticipantWgs = "participant-wgs", "als deelnemer (WGS art. 1.5)", "as participant (WGS art. 1.5)";
        Police = "police", "als deelnemer (Wgpga art. 4 en Wpg art. 20 lid 4)", "as participant (Wgpga art. 4 and Wpg art. 20(4))";
        PoliceWgs = "police-wgs", "als deelnemer (WGS art. 1.5, langs de Wpg)", "as participant (WGS art. 1.5, by way of the Wpg)";
        Consent = "consent", "de persoon zelf vindt het goed (toestemming)", "the person agrees (consent)";
        OwnRule = "own-rule", "een wettelijke regel van uw eigen organisatie", "a legal rule of your own organisation";
        GoodCare = "good-care", "goed zorgverlenerschap (conflict van plichten)", "the duty of a good care provider (conflict of duties)";
    }
}

impl ShareGround {
    /// The grounds of an organisation of this kind under this law. A third party is not on the list of the law: it has its own rules, or the
    /// consent of the person.
    #[must_use]
    pub fn list(third: bool, kind: AgencyKind, regime: Regime) -> &'static [Self] {
        match (third, kind, regime) {
            (_, AgencyKind::Care, _) => &[Self::Consent, Self::OwnRule, Self::GoodCare],
            (true, _, _) => &[Self::Consent, Self::OwnRule],
            (false, AgencyKind::Police, Regime::Wgpga) => &[Self::Police],
            (false, AgencyKind::Police, Regime::WgsZvh) => &[Self::PoliceWgs],
            (false, _, Regime::Wgpga) => &[Self::Participant],
            (false, _, Regime::WgsZvh) => &[Self::ParticipantWgs],
        }
    }
}

/// The ground as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SharedOn {
    /// Of the list.
    Listed(ShareGround),
    /// As somebody wrote it before there was a list.
    Typed(Note),
}

impl SharedOn {
    /// What people read.
    #[must_use]
    pub fn says(&self) -> Say {
        match self {
            Self::Listed(ground) => ground.says(),
            Self::Typed(text) => Say::same(text.to_string()),
        }
    }

    /// Whether an organisation of this kind may share on it under this law.
    pub(super) fn fits(&self, third: bool, kind: AgencyKind, regime: Regime) -> Result<(), Refusal> {
        match self {
            Self::Listed(ground) if ShareGround::list(third, kind, regime).contains(ground) => Ok(()),
            Self::Listed(_) | Self::Typed(_) => Err(Refusal::of(
                "Kies een grond uit de lijst van uw organisatie.",
                "Choose a ground from the list of your organisation.",
            )
            .at("ground")),
        }
    }
}
