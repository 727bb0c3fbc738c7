//! Long histories: what it costs to open a case, to see its page and to add a note, with few events and with many.

use super::{
    measure::{self, Line, Server, words},
    operation::{Request, get, note_for},
};
use crate::settings::Settings;
use casework::case::{AddNote, Agreement, Event, MakeAgreement, Purpose, Remark, State};
use kernel::{AgencyId, Date, DossierId, Lang, Refusal, local_day};
use std::time::Duration;
use vault::{Actor, SessionSort, Vault};

/// How many events the cases have, and under which names that is told.
const LENGTHS: [(u64, [&str; 3]); 3] = [
    (40, ["open 40", "page 40", "note 40"]),
    (1_000, ["open 1000", "page 1000", "note 1000"]),
    (4_000, ["open 4000", "page 4000", "note 4000"]),
];
/// How many cases of each length: notes are spread over them, so that none becomes much longer while it is measured.
const CASES: usize = 20;

fn no(refusal: &Refusal) -> String {
    refusal.why.en.to_string()
}

/// One event in thirty is an agreement and the rest are notes, as in a case that runs for years.
fn event(n: u64, state: State, agency: &AgencyId, day: Date) -> Result<Event, String> {
    let number = u32::try_from(n).map_err(words)?;
    let text = "Verzonnen notitie van een verzonnen casus, zo lang als mensen ze schrijven. ".repeat(4);
    let what = if n.is_multiple_of(30) {
        let what = text.parse().map_err(|r| no(&r))?;
        let (agency, accepted) = (agency.clone(), Some(day));
        let done = Some((day, "Gedaan.".parse().map_err(|r| no(&r))?));
        Event::AgreementMade(Agreement { no: number, accepted, done, ..Agreement::asked(agency, what, day, day) })
    } else {
        let text = format!("{n}. {text}").parse().map_err(|r| no(&r))?;
        Event::Noted(Remark { no: number, agency: agency.clone(), day, text })
    };
    Ok(match state {
        State::Planned => Event::Toward { purpose: Purpose::Execute, what: Box::new(what) },
        State::Unopened | State::Open | State::Switched | State::Closed => what,
    })
}

/// How many events go in together.
const AT_ONCE: usize = 500;

/// Makes a case as long as this, each event by the act that it would come by.
async fn lengthen(vault: &Vault, actor: &Actor, id: DossierId, length: u64) -> Result<(), String> {
    let desk = vault.open_desk::<MakeAgreement>(actor, id).await.map_err(words)?;
    let (from, day, state, agency) = (desk.seq(), local_day(vault.now()), desk.dossier().state, desk.agency().clone());
    if from >= length {
        return Ok(());
    }
    let of = |agreement: bool, n: u64| n.is_multiple_of(30) == agreement;
    let made = |n: &u64| event(*n, state, &agency, day);
    let agreements: Vec<u64> = (from + 1..=length).filter(|n| of(true, *n)).collect();
    desk.commit(agreements.iter().map(made).collect::<Result<_, String>>()?).await.map_err(words)?;
    let notes: Vec<u64> = (from + 1..=length).filter(|n| of(false, *n)).collect();
    for some in notes.chunks(AT_ONCE) {
        let desk = vault.open_desk::<AddNote>(actor, id).await.map_err(words)?;
        desk.commit(some.iter().map(made).collect::<Result<_, String>>()?).await.map_err(words)?;
    }
    Ok(())
}

/// Makes the cases, and measures each length with one client.
///
/// # Errors
/// A sentence when there are too few cases, or what the store says.
pub(crate) async fn run(
    settings: &Settings,
    vault: Vault,
    (account, ids): (&str, &[String]),
    span: Duration,
) -> Result<Vec<Line>, String> {
    let actor = vault.actor(account).await.map_err(words)?.ok_or(format!("there is no account {account}"))?;
    if ids.len() < CASES * LENGTHS.len() {
        return Err("too few cases; fill an empty house with `casustafel seed --cases 1000`".to_owned());
    }
    let mut made = Vec::new();
    for ((length, _), ids) in LENGTHS.iter().zip(ids.chunks(CASES)) {
        for id in ids {
            lengthen(&vault, &actor, id.parse().map_err(|r| no(&r))?, *length).await?;
        }
        made.push(ids);
    }
    let token = vault.session_open(&actor.person, SessionSort::Token, Lang::Nl).await.map_err(words)?;
    let cookie = vault.session_open(&actor.person, SessionSort::Browser, Lang::Nl).await.map_err(words)?;
    drop(vault);
    let server = Server::start(settings)?;
    let mut lines = Vec::new();
    for ((_, names), ids) in LENGTHS.iter().zip(made) {
        let any = |n: u64| ids[usize::try_from(n).unwrap_or(0) % ids.len()].as_str();
        // Each is looked at twice first, as it would have been on the day before: the snapshot is written behind a look.
        for n in (0..CASES as u64).chain(0..CASES as u64) {
            measure::once(&server, &token, get(format!("/api/v1/zaken/{}", any(n)))).await?;
        }
        let open = |n| get(format!("/api/v1/zaken/{}", any(n)));
        let page = |n| Request { cookie: Some(cookie.clone()), ..get(format!("/zaken/{}", any(n))) };
        let note = |n| note_for(any(n));
        let asked: [&(dyn Fn(u64) -> Request + Sync); 3] = [&open, &page, &note];
        for (operation, request) in names.iter().zip(asked) {
            let figures = measure::run(&server, &token, 1, span, request).await?;
            lines.push(Line { operation, clients: 1, figures });
        }
    }
    Ok(lines)
}
