//! A case as it lies on the table of a meeting.

use super::{
    agree, agreement,
    head::{is_third, state},
    read,
    sheet::Sheet,
    show,
};
use crate::{
    case::{Agreement, ReadCase, ReadPersons},
    table::{AtMeeting, Parts, Sitting, Unanswered, Wanted, draw, happened_since},
};
use kernel::{Timestamp, day_month_year};
use web::{Filled, Trouble, Visit, and_back};

/// So many facts at most: the rest is read at the table.
const MOST: usize = 12;

/// What a meeting shows of it, each form leading back to there. A third party reads what is its own (PAR-05).
pub(crate) async fn at_meeting(
    visit: &Visit<ReadCase>,
    filled: &Filled,
    (back, since): (&str, Timestamp),
) -> Result<AtMeeting, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let third = is_third(visit);
    let seats = case.places();
    let home = crate::places::CASES.of(visit.id());
    let asked = read::todos(visit).into_iter().map(|todo| Wanted {
        says: todo.says,
        at: and_back(&todo.address, back),
        first: false,
    });
    // What is special stands folded away until one asks for it (SPC-02), and that is at the table.
    let facts = show::items(visit).into_iter().filter(|item| item.special.is_none());
    let facts = facts.take(MOST).map(|item| format!("{}: {} ({})", item.agency, item.text, item.nature));
    let form = |sheet: Sheet| {
        let asking = sheet.back(back).html(ask, filled, Some(visit.seq()));
        (asking.title.unwrap_or_default(), asking.open, asking.html)
    };
    Ok(AtMeeting {
        drawn: draw(&seats, &Sitting::of::<ReadCase, ReadPersons>(visit, &seats), Vec::new()),
        state: state(case, ask.lang),
        asked: asked.collect(),
        unanswered: unanswered(visit, back),
        picture: facts.collect(),
        written: Vec::new(),
        recorded: if third { Parts::new() } else { recorded(visit) },
        forms: agree::forms(visit, &home).into_iter().map(form).collect(),
        since: if third { Vec::new() } else { happened_since(ask, &visit.seen, since).await? },
    })
}

/// What was expected at this table and is not answered, or late; a third party reads what is its own (PAR-05). Each leads back to the meeting.
pub(crate) fn unanswered(visit: &Visit<ReadCase>, back: &str) -> Vec<Unanswered> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let line = |one: &Agreement| {
        let agency = ask.directory.agency_name(&one.agency);
        let person = one.person.as_ref().and_then(|person| ask.directory.colleague(person));
        Unanswered {
            what: one.what.to_string(),
            of: person.map_or(agency.clone(), |person| format!("{agency}, {}", person.name)),
            due: day_month_year(one.due),
            state: agreement::stands(case, one),
            late: one.is_late(ask.today),
            at: and_back(&crate::places::agreement_of(visit.id(), one.no), back),
        }
    };
    let mut all: Vec<&Agreement> = case.unanswered_for(&ask.actor.agency.id, ask.today).collect();
    all.sort_by_key(|one| (one.due, one.no));
    all.into_iter().map(line).collect()
}

/// What was agreed and noted today: read back before the next item.
fn recorded(visit: &Visit<ReadCase>) -> Parts {
    let (ask, case) = (&visit.ask, visit.dossier());
    let agreed = case.agreements.iter().filter(|one| one.made == ask.today).map(|one| {
        let by = format!("{} {}", ask.lang.both("uiterlijk", "by"), day_month_year(one.due));
        (ask.directory.agency_name(&one.agency), format!("{} ({by})", one.what))
    });
    let noted = case.remarks.latest().filter(|(_, one)| one.remark.day == ask.today);
    let noted = noted.map(|(_, one)| (ask.lang.both("Notitie", "Note").to_owned(), one.remark.text.to_string()));
    agreed.chain(noted).collect()
}
