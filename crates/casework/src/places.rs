//! Where everything about a person is read and begun. No page spells an address of another feature: an arrow upward, such as from a signal
//! to its weighing, is a line in here.

use kernel::DossierId;
use web::Place;

/// My work, where everybody begins.
pub(crate) const WORK: &str = "/";
/// What is due on which day.
pub(crate) const DAYS: Place = Place::at("/dagen");
/// Every table of a house, for who guards its process.
pub(crate) const BOARD: Place = Place::at("/bord");
/// Where the agreements of one case stand, below it.
pub(crate) const AGREEMENTS: &str = "/afspraken";
/// What is agreed and expected over all cases.
pub(crate) const PROMISES: Place = Place::at("/afspraken");
/// Where a task is taken up or passed on.
pub(crate) const TAKING: Place = Place::at("/oppakken");
/// The signals.
pub(crate) const SIGNALS: Place = Place::at("/signalen");
/// The weighings.
pub(crate) const WEIGHINGS: Place = Place::at("/wegingen");
/// The advices.
pub(crate) const ADVICES: Place = Place::at("/adviezen");
/// Who signs for each organisation.
pub(crate) const OFFICES: Place = Place::at("/organisaties");
/// The cases.
pub(crate) const CASES: Place = Place::at("/zaken");
/// Where who has no account answers one question of a case, by a link.
pub(crate) const ANSWERING: Place = Place::at("/beantwoorden");

/// The questions that were put to a table elsewhere.
pub(crate) const ENQUIRIES: Place = Place::at("/navragen");
/// The questions to other houses.
pub(crate) const BEYOND: Place = Place::at("/elders");
/// What goes on at another kind of table.
pub(crate) const REFERRALS: Place = Place::at("/doorgeleidingen");
/// Where it is written, below the table it comes from.
pub(crate) const REFERRING: &str = "/doorgeleiden";
/// The independent reviews.
pub(crate) const REVIEWS: Place = Place::at("/toetsingen");
/// Where one is asked for, below its case.
pub(crate) const REVIEWING: &str = "/toets";
/// Where an eye is kept after a case was closed.
pub(crate) const WATCHES: Place = Place::at("/oogjes");
/// The reporting pages of a municipality.
pub(crate) const DOORS: Place = Place::at("/meldpaginas");
/// Where anybody with its address reports.
pub(crate) const REPORTING: Place = Place::at("/melden");
/// What other houses handed over.
pub(crate) const RECEPTIONS: Place = Place::at("/ontvangsten");
/// What was submitted for triage.
pub(crate) const TRIAGES: Place = Place::at("/triage");
/// The meetings.
pub(crate) const MEETINGS: Place = Place::at("/overleggen");
/// Where people hand over where they sit.
pub(crate) const HANDING_OVER: Place = Place::at("/overdragen");
/// What somebody did, for who accounts for it to their organisation.
pub(crate) const ACCOUNTING: Place = Place::at("/verantwoording");
/// Where the desk of an organisation hands over where a colleague sits.
pub(crate) const HANDING_OVER_OF_A_COLLEAGUE: Place = Place::at("/overdragen/collega");

/// The page of parts, in the demonstration.
pub(crate) const PARTS: Place = Place::at("/onderdelen");

/// Where another house is asked about the person of a case, below it.
pub(crate) fn asking_elsewhere(case: DossierId) -> String {
    CASES.under(case, "/elders")
}

/// Where the link is made by which who has no account answers a question of a case.
pub(crate) fn link_to(case: DossierId, no: u32) -> String {
    CASES.under(case, &format!("/vraag/{no}/link"))
}

/// Where a new dossier of a kind is begun.
pub(crate) const NEW: &str = "nieuw";

/// Where a signal is filed for weighing.
pub(crate) fn filing_of(signal: DossierId) -> String {
    SIGNALS.under(signal, "/aanmelden")
}

/// Where an advice is written from a weighing.
pub(crate) fn advice_from(weighing: DossierId) -> String {
    WEIGHINGS.under(weighing, "/advies")
}

/// Where the agreement of this number stands in its case, however old it is.
pub(crate) fn agreement_of(case: DossierId, no: u32) -> String {
    CASES.under(case, &format!("{AGREEMENTS}?afspraak={no}#agreement-{no}"))
}

/// Where a case is opened from a weighing.
pub(crate) fn case_from_weighing(weighing: DossierId) -> String {
    format!("{}?weging={weighing}", CASES.of(NEW))
}

/// Where a case is opened after the triage.
pub(crate) fn case_from_triage(triage: DossierId) -> String {
    format!("{}?triage={triage}", CASES.of(NEW))
}

/// Where a case is opened from an advice.
pub(crate) fn case_from_advice(advice: DossierId) -> String {
    format!("{}?advies={advice}", CASES.of(NEW))
}
