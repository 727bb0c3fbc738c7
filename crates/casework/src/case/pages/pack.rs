//! What somebody needs who takes a case over or stands in for a while, on one sheet to read or print: who is on turn, who sits there, what is
//! still to be done and when the table looks again. Everything on it stands elsewhere in the case; the sheet keeps nothing.

use super::head::is_third;
use super::scaling::Turn;
use super::taking;
use super::under_way::{UnderWay, under_way};
use crate::case::{Case, Direction, ReadCase, ReadPersons};
use crate::places;
use askama::Template;
use kernel::{AgencyId, Date, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Dossier, Named};
use web::{Ask, Filled, Page, Trouble, Visit};

/// So many of a sort fit on it, the soonest first.
const MOST: usize = 30;

/// Something that is still to be done.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PackOpen")]
pub(super) struct Open {
    pub(super) organisation: String,
    pub(super) what: String,
    pub(super) due: ShownDay,
    pub(super) late: bool,
    /// Nobody took it on yet.
    pub(super) unaccepted: bool,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/pack.html")]
pub(super) struct Pack {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    home: String,
    /// Where it is taken along on paper.
    #[serde(skip)]
    taking: Option<String>,
    reference: String,
    purpose: String,
    turn: Turn,
    seats: Vec<(String, Vec<String>)>,
    agreements: Vec<Open>,
    steps: Vec<Open>,
    questions: Vec<Open>,
    under_way: Vec<UnderWay>,
    /// Whether more is open than fits on the sheet.
    more: bool,
    next_look: Option<ShownDay>,
    /// Whether that day is over.
    look_late: bool,
    on: ShownDay,
}

pub(super) async fn show(visit: Visit<ReadCase>, _: Filled) -> Result<Page<Pack>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let ([(_, agreements), (_, steps), (_, questions)], more) = open_here(ask, case);
    let reference = opening.reference.to_string();
    let title = Say::made(format!("Overdrachtsblad casus {reference}"), format!("Hand-over sheet case {reference}"));
    let body = Pack {
        lang: ask.lang,
        home: places::CASES.of(visit.id()),
        taking: taking::way(&visit),
        reference,
        purpose: opening.purpose.to_string(),
        turn: Turn::of(ask, case, None),
        seats: seats_here(ask, case, visit.may::<ReadPersons>()),
        agreements,
        steps,
        questions,
        under_way: under_way(ask, case),
        more,
        next_look: case.next_look().map(day_month_year),
        look_late: case.next_look().is_some_and(|day| day < ask.today),
        on: day_month_year(ask.today),
    };
    Ok(Page::of(ask, title, body))
}

/// What is open, the soonest first: agreements, interventions and questions, each under its name; and whether more is open than fits on a sheet.
pub(super) fn open_here(ask: &Ask, case: &Case) -> ([(Say, Vec<Open>); 3], bool) {
    let open = |(agency, what, due, unaccepted): (&AgencyId, String, Date, bool)| Open {
        organisation: ask.directory.agency_name(agency),
        what,
        due: day_month_year(due),
        late: due < ask.today,
        unaccepted,
    };
    let cut = |mut all: Vec<(&AgencyId, String, Date, bool)>| {
        all.sort_by_key(|(.., due, _)| *due);
        let more = all.len() > MOST;
        (all.into_iter().take(MOST).map(open).collect::<Vec<_>>(), more)
    };
    let agreements = case.agreements.iter().filter(|a| a.is_open());
    let agreements = agreements.map(|a| (&a.agency, a.what.to_string(), a.due, a.accepted.is_none()));
    let steps = case.plan.interventions.iter().filter(|i| i.is_open());
    let steps = steps.map(|i| (&i.agency, i.text.to_string(), i.due, i.accepted.is_none()));
    let questions = case.asked.iter().filter(|a| a.answer.is_none());
    let questions = questions.map(|a| (&a.request.agency, a.request.question.to_string(), a.request.due, false));
    let (agreements, more_agreements) = cut(agreements.collect());
    let (steps, more_steps) = cut(steps.collect());
    let (questions, more_questions) = cut(questions.collect());
    let all = [
        (Say::of("Afspraken", "Agreements"), agreements),
        (Say::of("Interventies", "Interventions"), steps),
        (Say::of("Vragen", "Questions"), questions),
    ];
    (all, more_agreements || more_steps || more_questions)
}

/// Who sits there; with the persons of each where the reader may see them.
pub(super) fn seats_here(ask: &Ask, case: &Case, shown: bool) -> Vec<(String, Vec<String>)> {
    let named = case.card().persons.unwrap_or_default();
    let person = |one: &Named| ask.directory.colleague(&one.person).map(|c| format!("{}, {}", c.name, c.function));
    let seat = |agency: &AgencyId| {
        let persons = named.of(agency).unwrap_or_default().iter().filter(|one| shown && one.counts_on(ask.today));
        (ask.directory.agency_name(agency), persons.filter_map(person).collect())
    };
    let director = case.agency_of(Direction::Process);
    super::offered::seated(case).into_iter().chain(director).map(seat).collect()
}
