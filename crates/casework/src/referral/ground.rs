//! On which ground something goes to another kind of table. The Wgpga has no article for it in general (CAS-07): what goes rests on the word of the
//! person or on another law, which is named.

use super::{Table, decided::Decided};
use kernel::{Date, Line, Refusal, Say};
use serde::{Deserialize, Serialize};
use vault::AgencyKind;

kernel::words! {
    /// Under which law the table sat that it comes from.
    pub enum Law {
        Wgpga = "wgpga", "Wgpga", "Wgpga";
        Wgs = "wgs", "WGS", "WGS";
    }
}

kernel::words! {
    /// On which ground; the list for each law, table and giver is closed.
    pub enum Ground {
        /// The person, or who has authority over them, agrees.
        Agreed = "agreed", "De persoon stemt ermee in (AVG art. 6 lid 1 onder a; bij bijzondere gegevens art. 9 lid 2 onder a)", "The person agrees (GDPR art. 6(1)(a); for special categories art. 9(2)(a))";
        /// What the municipality must do for care and support.
        MunicipalTask = "municipal-task", "Een taak van de gemeente in zorg en ondersteuning (Wmo 2015 of Jeugdwet)", "A task of the municipality in care and support (Wmo 2015 or Jeugdwet)";
        /// A report to Veilig Thuis.
        SafeHome = "safe-home", "Melden bij Veilig Thuis (Wmo 2015 art. 5.2.6)", "Reporting to Veilig Thuis (Wmo 2015 art. 5.2.6)";
        /// A report that compulsory care may be needed.
        CompulsoryCare = "compulsory-care", "Melden dat verplichte zorg nodig kan zijn (Wvggz art. 5:2)", "Reporting that compulsory care may be needed (Wvggz art. 5:2)";
        /// A result of processing under the WGS, to a third party.
        Result = "result", "Een resultaat aan een derde, na advies van de rechtmatigheidsadviescommissie (WGS art. 1.7 lid 2 en 3)", "A result to a third party, after advice of the legality committee (WGS art. 1.7(2) and (3))";
        /// A decision of who answers for police data, for this one time.
        Police = "police", "Een besluit van de politie voor dit geval (Wpg art. 19)", "A decision of the police for this one case (Wpg art. 19)";
        /// A decision of who answers for police data to provide them structurally to a partnership.
        Structural = "structural", "Een besluit van de politie om structureel te verstrekken (Wpg art. 20)", "A decision of the police to provide structurally (Wpg art. 20)";
        /// Data of the OM.
        Prosecution = "prosecution", "Verstrekken door het OM (Wjsg art. 39f)", "Provision by the OM (Wjsg art. 39f)";
        /// Another law, which is named.
        OtherLaw = "other-law", "Een andere wet verplicht het of staat het toe", "Another law requires or allows it";
    }
}

impl Ground {
    /// On which of these a hand-over goes from a table under this law to that one.
    #[must_use]
    pub fn of_hand(law: Law, table: Table) -> Vec<Self> {
        let all =
            [Self::Agreed, Self::MunicipalTask, Self::SafeHome, Self::CompulsoryCare, Self::Result, Self::OtherLaw];
        all.into_iter().filter(|ground| ground.fits(law, table)).collect()
    }

    /// On which of these who gave an item lets it go along.
    #[must_use]
    pub fn of_item(kind: AgencyKind, law: Law, table: Table) -> Vec<Self> {
        let own = |ground: &Self| match ground {
            Self::MunicipalTask | Self::CompulsoryCare => kind == AgencyKind::Municipality,
            Self::Police | Self::Structural => kind == AgencyKind::Police,
            Self::Prosecution => kind == AgencyKind::Prosecution,
            Self::Agreed | Self::SafeHome | Self::Result | Self::OtherLaw => true,
        };
        Self::ALL.into_iter().filter(|ground| own(ground) && ground.fits(law, table)).collect()
    }

    fn fits(self, law: Law, table: Table) -> bool {
        match self {
            Self::SafeHome => table == Table::SafeHome,
            Self::Result => law == Law::Wgs,
            Self::Agreed
            | Self::MunicipalTask
            | Self::CompulsoryCare
            | Self::Police
            | Self::Structural
            | Self::Prosecution
            | Self::OtherLaw => true,
        }
    }

    /// Which law or decision it is has to be named with it.
    #[must_use]
    pub fn is_named(self) -> bool {
        matches!(self, Self::OtherLaw | Self::Police | Self::Structural | Self::Result)
    }
}

/// A ground, with the law or decision where one is to be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Based {
    /// Which.
    pub ground: Ground,
    /// Which law and article, or which decision or advice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<Line>,
    /// What the decision to provide structurally says, where it rests on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Box<Decided>>,
}

impl Based {
    /// A ground that rests on no decision to provide structurally.
    #[must_use]
    pub fn on(ground: Ground, named: Option<Line>) -> Self {
        Self { ground, named, decided: None }
    }

    /// Whether it is one of these, with what is to be named.
    ///
    /// # Errors
    /// A sentence when it is not.
    pub fn check(&self, allowed: &[Ground], today: Date) -> Result<(), Refusal> {
        if !allowed.contains(&self.ground) {
            return Err(Refusal::of("Kies een grond die hier geldt.", "Choose a ground that holds here.").at("ground"));
        }
        if self.ground.is_named() && self.named.is_none() {
            return Err(Refusal::of(
                "Noem de wet en het artikel, het besluit of het advies, met de dag.",
                "Name the law and the article, the decision or the advice, with its day.",
            )
            .at("law"));
        }
        match (&self.decided, self.ground == Ground::Structural) {
            (Some(decided), true) => decided.check(today),
            (None, false) => Ok(()),
            (None, true) | (Some(_), false) => {
                Err(Refusal::of("Neem over wat het besluit zegt.", "Take over what the decision says.").at("interest"))
            }
        }
    }

    /// In words.
    #[must_use]
    pub fn says(&self) -> Say {
        let says = self.ground.says();
        let says = match &self.named {
            Some(named) => Say::made(format!("{}: {named}", says.nl), format!("{}: {named}", says.en)),
            None => says,
        };
        match self.decided.as_ref().map(|decided| decided.says()) {
            Some(decided) => Say::made(format!("{}. {}", says.nl, decided.nl), format!("{}. {}", says.en, decided.en)),
            None => says,
        }
    }
}
