//! Handing over to who takes over when the help goes back: every point to watch for, and with whom the person gets in touch.

use super::happening::Scaled;
use crate::case::model::{Case, Event};
use kernel::{AgencyId, Line, Note, Refusal};

impl Case {
    /// Offers it; what was offered before and not used falls.
    ///
    /// # Errors
    /// A sentence when that organisation does not take part, or there is nothing to watch for.
    pub fn offer_handover(&self, to: AgencyId, points: Vec<Note>, contact: Line) -> Result<Event, Refusal> {
        if !self.sits(&to) || self.is_third(&to) {
            return Err(Refusal::of(
                "Kies een organisatie die deelneemt. Neemt zij nog niet deel, stel haar dan eerst voor.",
                "Choose an organisation that takes part. If it does not yet, propose it first.",
            )
            .at("to"));
        }
        if points.is_empty() {
            return Err(Refusal::of(
                "Noem minstens één ding om op te letten.",
                "Name at least one thing to watch for.",
            )
            .at("points"));
        }
        self.scales(Scaled::HandoverOffered { to, points, contact })
    }

    /// Takes it over, each point of it, or says why not.
    ///
    /// # Errors
    /// A sentence when nothing is offered to this organisation, it answered before, or a point is left out.
    pub fn answer_handover(
        &self,
        agency: &AgencyId,
        ticked: &[usize],
        refused: Option<Note>,
    ) -> Result<Event, Refusal> {
        let offered = self.handover().filter(|it| &it.to == agency && it.said.is_none()).ok_or(Refusal::of(
            "Er is uw organisatie niets aangeboden, of zij heeft al geantwoord.",
            "Nothing was offered to your organisation, or it has already answered.",
        ))?;
        let all = (0..offered.points.len()).all(|place| ticked.contains(&place));
        if refused.is_some() && all {
            return Err(Refusal::of(
                "U zette bij elk punt een vinkje en schreef ook waarom het niet kan. Haal een van de twee weg.",
                "You ticked every point and also wrote why it is not possible. Take one of the two out.",
            )
            .at("points"));
        }
        if refused.is_none() && !all {
            return Err(Refusal::of(
                "Zet bij elk punt een vinkje dat uw organisatie overneemt. Kan dat niet, zeg dan waarom niet.",
                "Tick each point that your organisation takes over. If it cannot, say why not.",
            )
            .at("points"));
        }
        self.scales(Scaled::HandoverAnswered { refused })
    }
}
