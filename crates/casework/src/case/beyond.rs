//! Whether the person of a case may be asked for in another house: under the WGS between Care and Safety Houses (art. 2.28), under the Wgpga
//! never. There it goes by article 7, item by item and with a veto of whoever supplied it.

use super::{
    model::{Case, State},
    opening::{Regime, SubjectKind},
};
use kernel::{Date, Refusal};
use vault::Findable;

impl Case {
    /// The states in which a case may be matched.
    pub const MATCHED: &'static [&'static str] = &["open", "planned"];

    /// By what the person of this case is found by another house that asks blind: while it runs under the WGS, as long as somebody says that
    /// it is needed, and by an exact number or a name with a full date of birth only.
    #[must_use]
    pub fn matched(&self, today: Date) -> Vec<Findable> {
        let opening = self.opening.as_ref().filter(|_| self.may_ask_elsewhere(today).is_ok());
        opening.map(|opening| opening.subject.findable()).unwrap_or_default()
    }

    /// Whether another house may be asked for the person of this case.
    ///
    /// # Errors
    /// A sentence: it runs under another law or no longer, nobody said that it is needed, or there is nothing exact to ask by.
    pub fn may_ask_elsewhere(&self, today: Date) -> Result<(), Refusal> {
        let opening = self.opening.as_ref().filter(|_| matches!(self.state, State::Open | State::Planned));
        let Some(opening) = opening else {
            return Err(Refusal::of("Deze casus loopt niet meer.", "This case is no longer running."));
        };
        if opening.regime == Regime::Wgpga {
            return Err(Refusal::of(
                "Deze casus valt onder de Wgpga. Die kent geen vraag of iemand elders bekend is. Gegevens gaan alleen naar een casusoverleg van een andere gemeente langs artikel 7, en wie ze gaf kan dat tegenhouden.",
                "This case falls under the Wgpga, which knows no question whether somebody is known elsewhere. Data only go to a case conference of another municipality by article 7, and whoever gave them can stop that.",
            ));
        }
        if opening.subject.kind != SubjectKind::Natural || opening.subject.findable().is_empty() {
            return Err(Refusal::of(
                "U kunt dit alleen vragen over een persoon van wie het BSN bekend is, of de naam met de volledige geboortedatum.",
                "You can only ask this about a person whose BSN is known, or whose name is known with the full date of birth.",
            ));
        }
        self.must_be_confirmed(today)
    }
}
