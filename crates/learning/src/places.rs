//! Where everything about the work is read, begun and joined. No page spells an address of another feature: an arrow upward, such as from
//! an observation to its evaluation, is a line in here.

use std::fmt::Display;
use web::Place;

/// The sessions.
pub(crate) const SESSIONS: Place = Place::at("/sessies");
/// Where a phone takes part in a session, by its code.
pub(crate) const JOIN: Place = Place::at("/meedoen");
/// The screen of a session, by its code.
pub(crate) const SCREEN: Place = Place::at("/scherm");
/// The calibrations.
pub(crate) const CALIBRATIONS: Place = Place::at("/weegijkingen");
/// Where a table reads, by its code.
pub(crate) const TABLES: Place = Place::at("/weegijking");
/// The evaluations.
pub(crate) const EVALUATIONS: Place = Place::at("/evaluaties");
/// The reports of evaluations that everybody may read.
pub(crate) const PUBLIC_REPORTS: Place = Place::at("/openbaar/evaluaties");
/// The questionnaires.
pub(crate) const QUESTIONNAIRES: Place = Place::at("/vragenlijsten");
/// Where a phone answers a questionnaire, by its code.
pub(crate) const QUESTIONS: Place = Place::at("/vragen");
/// The observations.
pub(crate) const OBSERVATIONS: Place = Place::at("/observaties");
/// The recommendations.
pub(crate) const RECOMMENDATIONS: Place = Place::at("/aanbevelingen");
/// The counts.
pub(crate) const COUNTS: Place = Place::at("/tellingen");
/// What the group and who leads see of an answer, for everybody.
pub(crate) const WHAT_IS_SHOWN: Place = Place::at("/wat-ziet-de-groep");

/// Where a new piece of work of a kind is begun.
pub(crate) const NEW: &str = "nieuw";

/// Something that the phone with this ticket does, behind this code.
pub(crate) fn by_ticket(place: Place, code: impl Display, ticket: impl Display) -> String {
    format!("{place}/{code}/{ticket}")
}
