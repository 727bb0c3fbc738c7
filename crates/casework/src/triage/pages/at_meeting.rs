//! A submission as it lies on the table of a meeting: the triage of the week.

use super::said;
use crate::places;
use crate::table::{AtMeeting, Parts, Sitting, Wanted, draw, happened_since};
use crate::triage::{DraftRuling, ReadPersons, ReadTriage, SaySeen, TurnKey};
use kernel::{Say, Timestamp};
use web::{Trouble, Visit};

/// What a meeting shows of it, each form leading back to there. Who submitted it, and does not sit there, reads what it submitted.
pub(crate) async fn at_meeting(
    visit: &Visit<ReadTriage>,
    (back, since): (&str, Timestamp),
) -> Result<AtMeeting, Trouble> {
    let (ask, triage, id) = (&visit.ask, visit.dossier(), visit.id());
    let (own, lang) = (&ask.actor.agency.id, ask.lang);
    let sits = triage.about().is_some_and(|about| about.sits(own));
    let seats = triage.places(sits);
    let under = |rest: &str| web::and_back(&places::TRIAGES.under(id, rest), back);
    let asked = |says: Say, at: &str, first| Wanted { says: says.to(lang).to_owned(), at: under(at), first };
    let mut all = Vec::new();
    if visit.may::<SaySeen>() && triage.may_see(own).is_ok() && triage.view_of(own).is_none() {
        all.push(asked(
            Say::of("Zeggen hoe uw organisatie dit ziet", "Say how your organisation sees this"),
            "#view",
            true,
        ));
    }
    if visit.may::<TurnKey>() && triage.text().is_some() && !triage.has_answered(own) {
        all.push(asked(
            Say::of("Besluit lezen en uw sleutel omdraaien", "Read the decision and turn your key"),
            "#keys",
            true,
        ));
    }
    if visit.may::<DraftRuling>() && triage.may_draft(ask.today).is_ok() {
        let says = if triage.text().is_none() {
            Say::of("Hier het besluit van maken", "Make the decision of this")
        } else {
            Say::of("Besluit veranderen", "Change the decision")
        };
        all.push(asked(says, "/besluit", triage.text().is_none()));
    }
    let decision = triage.text().filter(|_| sits).map(|text| text.ruling.decision.parts(lang));
    Ok(AtMeeting {
        drawn: draw(&seats, &Sitting::of::<ReadTriage, ReadPersons>(visit, &seats), Vec::new()),
        state: triage.state().says().to(lang).to_owned(),
        asked: all,
        unanswered: Vec::new(),
        picture: said::lines(lang, triage),
        written: Vec::new(),
        recorded: decision.unwrap_or_else(Parts::new),
        forms: Vec::new(),
        since: if sits { happened_since(ask, &visit.seen, since).await? } else { Vec::new() },
    })
}
