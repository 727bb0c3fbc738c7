//! Where somebody sits, for who hands it over: their own tables, or those of a colleague for the desk of the organisation. Shows of a table
//! which one it is, and since when; of a person who they are and how much is asked of them.

use crate::{
    doors::{
        keeping::{self, Error},
        tasks::{PLAIN_COLUMNS, Plain, UNNAMED, plain},
        vault::Vault,
        version::Version,
    },
    engine::{
        act::ActInfo,
        book::Outcome,
        ledger,
        people::{Actor, Role},
        store::{Connection, Row as Stored, StoreError, Value},
    },
};
use kernel::{Date, DossierId, Line, PersonId, local_day};
use std::collections::{BTreeMap, HashMap};

/// A table, as whoever hands it over sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Which dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// What colleagues call it; empty for who finds it in none of their lists.
    pub reference: String,
    /// The day it began.
    pub opened: Date,
    /// How much is asked there of who sits, today.
    pub tasks: u64,
    /// Between which days they sit there, as it is stored: for the version.
    days: String,
}

/// What became of somebody who is named for a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SitterState {
    /// They sit.
    Sits,
    /// Their designation ended.
    Ended,
    /// Their account was closed, or they work elsewhere.
    Gone,
    /// Nobody: tables where nobody sits who can.
    Nobody,
}

/// Somebody who is named for tables, as the desk of their organisation sees them; or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitter {
    /// Who; nothing for where nobody sits.
    pub person: Option<PersonId>,
    /// Their name and function, as they are now; nothing for who works elsewhere by now.
    pub known: Option<(Line, Line)>,
    /// What became of them.
    pub state: SitterState,
    /// Where they are named, today or from a day to come, from new to old.
    pub tables: Vec<TableRow>,
}

/// What is shown, and the version of it: for a form to carry, so that a change made meanwhile is noticed.
#[derive(Debug, Clone)]
pub struct Tables<T> {
    /// What is shown.
    pub all: Vec<T>,
    /// Another one after anything of it changed.
    pub version: Version,
}

/// The tables of one person of an organisation, found by the seats of its desk; or all of its desk itself.
const TABLES: &str = plain!(
    ", c.reference ",
    "FROM seat k JOIN seat s ON s.dossier = k.dossier AND s.holder = k.holder AND s.person = $3 JOIN card c ON c.dossier = s.dossier ",
    "WHERE k.holder = $1 AND k.person = $2 AND k.listed = 0 AND (s.last IS NULL OR s.last >= $4) ORDER BY s.opened DESC, s.dossier DESC"
);
/// Who is named where for an organisation, today or from a day to come, and how much is asked of them; what is only to be read passes to
/// nobody. `$3` is one person, or nothing.
pub(crate) const SITS: &str = "SELECT s.dossier, s.person, s.first, s.last, a.name, a.function, a.role, a.until, a.closed, a.agency, \
     (SELECT COUNT(*) FROM task t WHERE t.dossier = s.dossier AND t.agency = s.holder AND t.since <= $4 \
      AND (t.role IS NULL OR t.role = a.role) AND (t.person IS NULL OR t.person = s.person) \
      AND t.act NOT LIKE '%.read-%') \
     FROM seat k JOIN seat s ON s.dossier = k.dossier AND s.holder = k.holder AND s.person NOT IN ('', $2) AND ($3 = '' OR s.person = $3) \
     LEFT JOIN account a ON a.id = s.person WHERE k.holder = $1 AND k.person = $2 AND k.listed = 0 AND s.last >= $4 \
     ORDER BY s.person, s.opened DESC, s.dossier DESC";

/// Somebody at a table, read from [`SITS`].
struct Place {
    id: DossierId,
    person: PersonId,
    days: String,
    known: Option<(Line, Line)>,
    state: SitterState,
    tasks: u64,
}

impl Place {
    fn read(row: &Stored, agency: &str, today: Date) -> Result<Self, StoreError> {
        const SHAPE: StoreError = StoreError::Shape("a seat");
        let day = |text: &str| text.parse::<Date>().map_err(|_| SHAPE);
        let until = row.text_or_null(7)?.map(day).transpose()?;
        let here = row.text_or_null(9)? == Some(agency);
        let sits = row.text_or_null(6)?.and_then(Role::from_word).is_some_and(Role::sits);
        let known = match (row.text_or_null(4)?, row.text_or_null(5)?) {
            (Some(name), Some(function)) if here => {
                Some((name.parse().map_err(|_| SHAPE)?, function.parse().map_err(|_| SHAPE)?))
            }
            _ => None,
        };
        let state = match (here && sits && row.int_or_null(8)? == Some(0), until) {
            (false, _) => SitterState::Gone,
            (true, Some(until)) if until < today => SitterState::Ended,
            (true, _) => SitterState::Sits,
        };
        let days = format!("{} {}", row.text_or_null(2)?.unwrap_or_default(), row.text_or_null(3)?.unwrap_or_default());
        Ok(Self {
            id: DossierId::from_bytes(row.bytes(0)?).ok_or(SHAPE)?,
            person: row.text(1)?.parse().map_err(|_| SHAPE)?,
            days,
            known,
            state,
            tasks: u64::try_from(row.int(10)?).unwrap_or(0),
        })
    }
}

/// A table with what colleagues call it: nothing of it is sealed, so none of its card is opened.
type Called = (Plain, String);

fn called(row: &Stored) -> Result<Called, StoreError> {
    Ok((Plain::read(row)?, row.text(PLAIN_COLUMNS)?.to_owned()))
}

/// A table where nobody sits, with how much is asked of the organisation there.
type Waiting = (DossierId, u64);

fn waiting(conn: &mut dyn Connection, id: DossierId, agency: &str, day: &str) -> Result<Waiting, StoreError> {
    const SQL: &str =
        "SELECT COUNT(*) FROM task WHERE dossier = $1 AND agency = $2 AND since <= $3 AND act NOT LIKE '%.read-%'";
    let row = conn.first(SQL, &[id.bytes().as_slice().into(), agency.into(), day.into()])?;
    let tasks = row.map_or(Ok(0), |row| row.int(0))?;
    Ok((id, u64::try_from(tasks).unwrap_or(0)))
}

fn table((plain, reference): &Called, tasks: u64, days: &str) -> TableRow {
    let (reference, kind, days) = (reference.clone(), plain.kind.clone(), days.to_owned());
    TableRow { id: plain.id, kind, reference, opened: plain.opened, tasks, days }
}

impl Vault {
    /// Where this person is named, today or from a day to come, and may hand over by one of these acts, each of another kind of dossier;
    /// with how much is asked of them there. One line in the book per act.
    ///
    /// # Errors
    /// What the store says.
    pub async fn own_tables(&self, actor: &Actor, acts: &[&'static ActInfo]) -> Result<Tables<TableRow>, Error> {
        let (mut all, today) = (Vec::new(), local_day(self.now()));
        let (tables, places, _) = self.places_of(actor, Some(&actor.person)).await?;
        let places: HashMap<DossierId, Place> = places.into_iter().map(|place| (place.id, place)).collect();
        for called in self.allowed(actor, acts, tables).await? {
            let plain = &called.0;
            if let Some(place) = places.get(&plain.id) {
                let row = table(&called, place.tasks, &place.days);
                // Who finds it in no list, such as a third party before its declaration, does not learn here what it is called.
                let tiers = ledger::tiers_of(&plain.seats, actor, today);
                let lists = |act| self.answer(actor, act, plain, &tiers).is_yes();
                let named = self.0.rules.list_act(&row.kind).is_some_and(lists);
                all.push(if named { row } else { TableRow { reference: String::new(), ..row } });
            }
        }
        let version = self.version_of(&all.iter().flat_map(TableRow::parts).collect::<Vec<_>>());
        Ok(Tables { all, version })
    }

    /// Who of an organisation is named for its tables, and where nobody sits, for its desk: by one of these acts, each of another kind of
    /// dossier. Also those whose designation ended and whose account was closed. One line in the book per act.
    ///
    /// # Errors
    /// [`Error::Denied`] for who is at no desk, which is then in the book; what the store says.
    pub async fn tables_of_colleagues(
        &self,
        actor: &Actor,
        acts: &[&'static ActInfo],
    ) -> Result<Tables<Sitter>, Error> {
        if !(actor.is_at_desk() && actor.designated) {
            return match acts.first() {
                Some(act) => self.refuse(actor, act, None).await,
                None => Err(Error::Denied),
            };
        }
        let (tables, places, empty) = self.places_of(actor, None).await?;
        let tables: HashMap<DossierId, Called> =
            self.allowed(actor, acts, tables).await?.into_iter().map(|called| (called.0.id, called)).collect();
        let nobody: Vec<TableRow> =
            empty.iter().filter_map(|(id, tasks)| Some(table(tables.get(id)?, *tasks, ""))).collect();
        let mut all: Vec<Sitter> = Vec::new();
        for place in places {
            let Some(called) = tables.get(&place.id) else { continue };
            let row = table(called, place.tasks, &place.days);
            match all.last_mut().filter(|sitter| sitter.person.as_ref() == Some(&place.person)) {
                Some(sitter) => sitter.tables.push(row),
                None => all.push(Sitter {
                    person: Some(place.person),
                    known: place.known,
                    state: place.state,
                    tables: vec![row],
                }),
            }
        }
        if !nobody.is_empty() {
            all.push(Sitter { person: None, known: None, state: SitterState::Nobody, tables: nobody });
        }
        let of = |sitter: &Sitter| sitter.person.as_ref().map(|p| p.as_str().as_bytes().to_vec()).unwrap_or_default();
        let persons: Vec<Vec<u8>> = all.iter().map(of).collect();
        let parts = all.iter().zip(&persons).flat_map(|(sitter, person)| {
            std::iter::once(person.as_slice()).chain(sitter.tables.iter().flat_map(TableRow::parts))
        });
        let version = self.version_of(&parts.collect::<Vec<_>>());
        Ok(Tables { all, version })
    }

    /// The tables of one person of the organisation, or of all where it sits; who is named there; and, of all, where nobody sits.
    async fn places_of(
        &self,
        actor: &Actor,
        person: Option<&PersonId>,
    ) -> Result<(Vec<Called>, Vec<Place>, Vec<Waiting>), Error> {
        let today = local_day(self.now());
        let (agency, desk, day) = (actor.agency.id.to_string(), Value::from(ledger::DESK), today.to_string());
        let whose = person.map_or(desk.clone(), |person| person.as_str().into());
        let only = person.map_or("", PersonId::as_str).to_owned();
        self.read_again(move |conn| {
            let of = |whom: Value| [agency.as_str().into(), desk.clone(), whom, day.as_str().into()];
            let tables =
                conn.query(TABLES, &of(whose.clone()))?.iter().map(called).collect::<Result<_, StoreError>>()?;
            let rows = conn.query(SITS, &of(only.as_str().into()))?;
            let places = rows.iter().map(|row| Place::read(row, &agency, today)).collect::<Result<_, _>>()?;
            let empty = if only.is_empty() {
                let values = [agency.as_str().into(), desk.clone(), day.as_str().into()];
                let empty = conn.query(UNNAMED, &values)?;
                let empty = empty.iter().map(|row| waiting(conn, Plain::read(row)?.id, &agency, &day));
                empty.collect::<Result<_, StoreError>>()?
            } else {
                Vec::new()
            };
            Ok((tables, places, empty))
        })
        .await
    }

    /// Those of the tables on which the rule allows the act of their kind. One line in the book per act.
    async fn allowed(
        &self,
        actor: &Actor,
        acts: &[&'static ActInfo],
        tables: Vec<Called>,
    ) -> Result<Vec<Called>, Error> {
        let (now, today, trace) = (self.now(), local_day(self.now()), self.trace_of(actor));
        let (mut lines, mut allowed) = (BTreeMap::new(), Vec::with_capacity(tables.len()));
        for called in tables {
            let plain = &called.0;
            let Some(act) = acts.iter().find(|act| act.kind == plain.kind) else { continue };
            let answer = self.answer(actor, act, plain, &ledger::tiers_of(&plain.seats, actor, today));
            if answer.is_yes() {
                let line = || keeping::line(actor, act, now, None, Outcome::List, answer.names(), &trace);
                lines.entry(act.name).or_insert_with(line);
                allowed.push(called);
            }
        }
        if !lines.is_empty() {
            self.enter(lines.into_values().collect()).await?;
        }
        Ok(allowed)
    }
}

impl TableRow {
    fn parts(&self) -> [&[u8]; 2] {
        [self.id.bytes(), self.days.as_bytes()]
    }
}
