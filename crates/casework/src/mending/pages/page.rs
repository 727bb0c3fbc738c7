//! What of a signal can be put right: each thing a form of its own, folded away.

use super::{
    change,
    sheet::{Mend, Sheet, with},
    subject,
};
use crate::places;
use crate::signal::acts::{CorrectSignal, ReadSignal, RevealBsn, RevealReporter};
use kernel::Say;
use vault::Act;
use web::{Filled, FormSpec, Page, Trouble, Visit};

/// Shows it.
pub(super) async fn show(visit: Visit<ReadSignal>, filled: Filled) -> Result<Page<Mend>, Trouble> {
    let intake = visit.dossier().intake().ok_or(Trouble::Denied)?;
    let at = places::SIGNALS.under(visit.id(), "/verbeteren");
    let sheet = |rest: &str, title: Say, form: FormSpec| {
        Sheet::of((&visit.ask, &filled, visit.seq()), &format!("{at}/{rest}"), title, &form)
    };
    let about = if intake.subject.is_unnamed() {
        Say::of("Omschrijving", "Description")
    } else if intake.subject.is_organisation() {
        Say::of("Naam van de organisatie", "Name of the organisation")
    } else {
        Say::of("Naam en geboortedatum", "Name and date of birth")
    };
    let forms = vec![
        sheet("persoon", about, subject::person_form(&at, intake)),
        sheet("gemeente", change::PLACE, change::place_form(&visit.ask, &at, intake)),
        sheet("duiding", change::READING, change::reading_form(&at, intake)),
        sheet("spoed", change::URGENCY, change::urgency_form(&at, intake)),
        sheet("ideologie", change::IDEOLOGY, change::ideology_form(&at, intake)),
        sheet("kanaal", change::CHANNEL, change::channel_form(&at, intake)),
        sheet("aanspreekpunt", change::CONTACT, change::contact_form(&at, intake)),
    ];
    let mut elsewhere = Vec::new();
    if visit.may::<RevealBsn>() && !intake.subject.is_organisation() && !intake.subject.is_unnamed() {
        elsewhere.push((format!("{at}/bsn"), Say::of("Het BSN", "The BSN")));
    }
    if visit.may::<RevealReporter>() {
        elsewhere.push((format!("{at}/melder"), Say::of("Wie het meldde", "Who reported it")));
    }
    with(&visit, CorrectSignal::INFO.says, forms, elsewhere)
}
