//! Lists. Seats narrow in the store; the rule decides on every row.

use crate::{
    doors::{
        keeping::{self, Error},
        there::{self, to_do},
        vault::Vault,
    },
    engine::{
        act::{Act, ActInfo, Sort},
        book::{self, Entry, Outcome, Purpose},
        dossier::{EVERYONE, Row, Tier},
        keys::Keys,
        ledger,
        people::{Actor, Role},
        rules::{Question, is_third},
        store::{Connection, Row as Stored, StoreError, Value},
    },
};
use kernel::{Date, DossierId, Say, local_day};
use std::sync::Arc;

/// Which rows are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only of this facet.
    pub facet: Option<String>,
    /// Only begun on or after this day.
    pub since: Option<Date>,
    /// From behind this row.
    pub after: Option<Cursor>,
    /// At most so many; 100 when 0, at most 500.
    pub limit: u32,
    /// What everybody may find, instead of what the asker's agency has a seat at.
    pub everyone: bool,
    /// Without what cannot wait, where [`Vault::urgent`] shows that above the list.
    pub calm: bool,
}

/// The place of a row in a list: its day and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    opened: Date,
    id: DossierId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.opened, self.id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = kernel::Refusal;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const NO: kernel::Refusal = kernel::Refusal::of("Deze bladzijde bestaat niet.", "This page does not exist.");
        let (day, id) = text.split_once('.').ok_or(NO)?;
        Ok(Self { opened: day.parse().map_err(|_| NO)?, id: id.parse()? })
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// From new to old.
    pub rows: Vec<Row>,
    /// How many there are in all, exactly.
    pub total: u64,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// Reads the columns of a card; what is said behind comes after them.
macro_rules! cards {
    ($($rest:expr),* $(,)?) => {
        concat!("SELECT c.dossier, d.key, d.epoch, c.kind, c.facet, c.state, c.house, c.municipality, c.reference, c.opened, c.due, c.seats, c.label ",
                $($rest),*)
    };
}
pub(crate) use cards;

/// What cannot wait among the seats of `$1` and `$2` of the kind `$3`, begun on `$4` or later, of the facet `$5` where one is given, on the day
/// `$6`. One condition and one order for both halves of a list: whatever is not among these stands in the rest. It is little, so it is
/// looked up among the tasks and not along the seats; an incidental third party has its rows in one list.
macro_rules! pressing {
    () => {
        concat!(
            "FROM seat s JOIN card c ON c.dossier = s.dossier JOIN dossier d ON d.id = s.dossier ",
            "WHERE s.holder = $1 AND s.person = $2 AND s.kind = $3 AND s.listed = 1 AND s.third = 0 AND s.opened >= $4 ",
            "AND ($5 = '' OR s.facet = $5) AND s.dossier IN (SELECT t.dossier FROM task t WHERE t.urgent = 1 AND t.kind = $3 AND ",
            to_do!("$6"),
            ") ORDER BY COALESCE(c.due, '9999'), s.dossier LIMIT 500"
        )
    };
}

macro_rules! page {
    ($($facet:literal)?) => {
        cards!(
            "FROM seat s JOIN card c ON c.dossier = s.dossier JOIN dossier d ON d.id = s.dossier ",
            "WHERE s.holder = $1 AND s.person = $2 AND s.kind = $3 AND s.listed = 1 AND (s.opened, s.dossier) < ($7, $8) AND s.opened >= $4 ",
            $($facet,)?
            "AND (CAST($10 AS BIGINT) = 0 OR s.dossier NOT IN (SELECT p.dossier FROM (SELECT s.dossier ",
            pressing!(),
            ") p)) ORDER BY s.opened DESC, s.dossier DESC LIMIT $9"
        )
    };
}

const PAGE: &str = page!();
const FACET_PAGE: &str = page!("AND s.facet = $5 ");
const URGENT: &str = cards!(pressing!());
// One row by its reference, and then its seat: said so that no engine walks along all seats of the holder instead.
const REFERENCE: &str = cards!(
    "FROM card c JOIN dossier d ON d.id = c.dossier JOIN seat s ON s.dossier = c.dossier AND s.holder = $1 AND s.person = $2 AND s.listed + 0 = 1 ",
    "WHERE c.reference = $3 AND c.kind = $4"
);

/// A row with its house and its seats, as they are stored.
pub(crate) type Card = (Row, String, String);

pub(crate) fn open_all(keys: &Keys, rows: &[Stored]) -> Result<Vec<Card>, Error> {
    Ok(rows.iter().map(|r| ledger::open_card(keys, r)).collect::<Result<_, _>>()?)
}

/// What the rule is asked about a row.
pub(crate) fn about(actor: &Actor, info: &ActInfo, (row, house, seats): &Card, today: Date) -> Question {
    let tiers = ledger::tiers_of(seats, actor, today);
    keeping::question(actor, info, &row.state, (tiers, today), (house, &row.municipality))
}

impl Vault {
    /// One page of the dossiers this person's agency has a seat at and the rule lets it list. One line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] when the rule allows no list at all; what the store says.
    pub async fn list<A: Act>(&self, actor: &Actor, wanted: Wanted) -> Result<Listed, Error> {
        self.list_by(actor, A::REF, wanted).await
    }

    /// What cannot wait among the dossiers that [`Vault::list`] shows, the soonest due first: at most 500. The line in the book is that of
    /// the list, which is read with it.
    ///
    /// # Errors
    /// [`Error::Denied`] when the rule allows no list at all; what the store says.
    pub async fn urgent<A: Act>(
        &self,
        actor: &Actor,
        facet: Option<String>,
        since: Option<Date>,
    ) -> Result<Vec<Row>, Error> {
        let info = A::REF;
        if !self.may_begin_by(actor, info).is_yes() {
            return self.refuse(actor, info, None).await;
        }
        let [agency, person] = self.seated(actor, info).map(Value::from);
        let since = since.map_or_else(String::new, |day| day.to_string());
        let today = local_day(self.now()).to_string();
        let values = [agency, person, info.kind.into(), since.into(), facet.unwrap_or_default().into(), today.into()];
        let keys = Arc::clone(&self.0.keys);
        let cards = self.read_again(move |conn| open_all(&keys, &conn.query(URGENT, &values)?)).await?;
        self.shown_with(actor, info, cards).await
    }

    async fn list_by(&self, actor: &Actor, info: &'static ActInfo, wanted: Wanted) -> Result<Listed, Error> {
        let answer = self.may_begin_by(actor, info);
        if !answer.is_yes() {
            return self.refuse(actor, info, None).await;
        }
        let limit = if wanted.limit == 0 { 100 } else { wanted.limit.min(500) };
        let holder =
            if wanted.everyone { [EVERYONE, ledger::ALL].map(str::to_owned) } else { self.seated(actor, info) };
        let (keys, kind, facet, since) = (Arc::clone(&self.0.keys), info.kind, wanted.facet.clone(), wanted.since);
        let (calm, today) = (wanted.calm, local_day(self.now()).to_string());
        let (before, id) = wanted.after.map_or_else(
            || ("9999-12-31".to_owned(), vec![0xff; 16]),
            |c| (c.opened.to_string(), c.id.bytes().to_vec()),
        );
        let (mut cards, total) = self
            .read_again(move |conn| {
                let [agency, person] = &holder;
                let values: [Value; 10] = [
                    agency.as_str().into(),
                    person.as_str().into(),
                    kind.into(),
                    since.map_or_else(String::new, |d| d.to_string()).into(),
                    facet.as_deref().unwrap_or_default().into(),
                    today.as_str().into(),
                    before.as_str().into(),
                    id.as_slice().into(),
                    i64::from(limit + 1).into(),
                    i64::from(calm).into(),
                ];
                let sql = if facet.is_some() { FACET_PAGE } else { PAGE };
                let rows = conn.query(sql, &values)?;
                let total = match since {
                    None => total(conn, &holder, kind, facet.as_deref())?,
                    Some(day) => total_since(conn, &holder, kind, facet.as_deref(), day)?,
                };
                Ok((open_all(&keys, &rows)?, total))
            })
            .await?;
        let next = (cards.len() > limit as usize)
            .then(|| cards.truncate(limit as usize))
            .and_then(|()| cards.last().map(|(row, ..)| Cursor { opened: row.opened, id: row.id }));
        let read = cards.len();
        let rows = self.shown_with(actor, info, cards).await?;
        // A seat whose days are over is counted until something happens in its dossier; who had it does not learn that from a number.
        let total = total.saturating_sub((read - rows.len()) as u64);
        self.enter(vec![keeping::line(
            actor,
            info,
            self.now(),
            None,
            Outcome::List,
            answer.names(),
            &self.trace_of(actor),
        )])
        .await?;
        Ok(Listed { rows, total, next })
    }

    /// The dossier of this reference, if this person may list it. One line in the book.
    ///
    /// # Errors
    /// As [`Vault::list`].
    pub async fn by_reference<A: Act>(&self, actor: &Actor, reference: &str) -> Result<Option<Row>, Error> {
        self.referred_by(actor, A::REF, reference).await
    }

    async fn referred_by(&self, actor: &Actor, info: &'static ActInfo, reference: &str) -> Result<Option<Row>, Error> {
        let answer = self.may_begin_by(actor, info);
        if !answer.is_yes() {
            return self.refuse(actor, info, None).await;
        }
        let [agency, person] = self.seated(actor, info).map(Value::from);
        let values = [agency, person, reference.into(), info.kind.into()];
        let keys = Arc::clone(&self.0.keys);
        let cards = self.read_again(move |conn| open_all(&keys, &conn.query(REFERENCE, &values)?)).await?;
        let found = self.shown_with(actor, info, cards).await?.into_iter().next();
        let id = found.as_ref().map(|row| row.id);
        self.enter(vec![keeping::line(
            actor,
            info,
            self.now(),
            id,
            Outcome::List,
            answer.names(),
            &self.trace_of(actor),
        )])
        .await?;
        Ok(found)
    }

    /// Under whose seats somebody's lists of this kind are found: their organisation, and where persons sit themselves.
    pub(super) fn seated(&self, actor: &Actor, info: &ActInfo) -> [String; 2] {
        let by_person = self.0.kinds.iter().any(|kind| kind.name == info.kind && kind.by_person);
        [actor.agency.id.to_string(), if by_person { actor.person.to_string() } else { ledger::ALL.to_owned() }]
    }

    /// The rows that the rule lets this person see, as [`Vault::shown`], with who sits there and what is asked.
    async fn shown_with(&self, actor: &Actor, info: &'static ActInfo, cards: Vec<Card>) -> Result<Vec<Row>, Error> {
        let (today, asker) = (local_day(self.now()), actor.clone());
        let read = self.0.rules.act(&format!("{}.read", info.kind));
        let one = |card: Card| {
            let question = about(actor, info, &card, today);
            let row = self.shown(question.clone(), card.0)?;
            let reads = |read: &ActInfo| self.0.rules.ask(&Question { act: read.name, ..question }).is_yes();
            let told = is_third(&row.seats) || read.is_some_and(reads);
            Some((row, told.then_some(card.2)))
        };
        let shown: Vec<_> = cards.into_iter().filter_map(one).collect();
        Ok(self.0.store.read(move |conn| there::fill(conn, &asker, today, shown)).await?)
    }

    /// The row, when the rule lets this person see it, with as what its agency sits there, and called as those call it who may read it.
    pub(super) fn shown(&self, question: Question, mut row: Row) -> Option<Row> {
        if !self.0.rules.ask(&question).is_yes() {
            return None;
        }
        if let Some(called) = row.label.called.take()
            && let Some(read) = self.0.rules.act(&format!("{}.read", question.kind))
            && self.0.rules.ask(&Question { act: read.name, ..question.clone() }).is_yes()
        {
            row.label.title = called;
        }
        // That somebody names who sits there shows them no more.
        Some(Row { seats: question.seats.into_iter().filter(|tier| *tier != Tier::Desk).collect(), ..row })
    }

    /// For each word whether a dossier claims it.
    ///
    /// # Errors
    /// [`Error::Denied`] when the rule does not allow the act; what the store says.
    pub async fn claimed<A: Act>(&self, actor: &Actor, words: Vec<String>) -> Result<Vec<bool>, Error> {
        self.claimed_by(actor, A::REF, words).await
    }

    async fn claimed_by(&self, actor: &Actor, info: &'static ActInfo, words: Vec<String>) -> Result<Vec<bool>, Error> {
        if !self.may_begin_by(actor, info).is_yes() {
            return self.refuse(actor, info, None).await;
        }
        let keys = Arc::clone(&self.0.keys);
        let read = move |conn: &mut dyn Connection| {
            let one = |w: &String| {
                let digest = ledger::claiming(&keys, w).to_vec().into();
                Ok(conn.first("SELECT dossier FROM claim WHERE digest = $1", &[digest])?.is_some())
            };
            words.iter().map(one).collect()
        };
        Ok(self.0.store.read(read).await?)
    }

    /// The lines of the book on one dossier, for who may read it under this act and says for what. Reading it is a look at the dossier, and
    /// a line of its own with the purpose, before anything is given out.
    ///
    /// # Errors
    /// As [`Vault::look`].
    pub async fn book_of<A: Act>(&self, actor: &Actor, id: DossierId, purpose: Purpose) -> Result<Vec<Entry>, Error> {
        let seen = self.look::<A>(actor, id).await?;
        self.enter(vec![self.reading(actor, Some(id), seen.why().names(), purpose)]).await?;
        Ok(self.0.store.read(move |conn| book::of_dossier(conn, id, 500)).await?)
    }

    /// The latest lines of the whole book, at most `limit`, for who watches over the house and says for what: the keeper and the privacy
    /// officer. Not the committee on legality: the book says who sits at which table, and who judges one from outside is kept from that.
    /// Reading it is a line of the book, with the purpose, before anything is given out.
    ///
    /// # Errors
    /// [`Error::Denied`] for anybody else, which is then in the book; what the store says.
    pub async fn book_latest(&self, actor: &Actor, purpose: Purpose, limit: u32) -> Result<Vec<Entry>, Error> {
        let watches = matches!(actor.role, Role::Keeper | Role::PrivacyOfficer);
        if !(watches && actor.designated) {
            return self.refuse(actor, &READ_BOOK, None).await;
        }
        self.enter(vec![self.reading(actor, None, READ_BOOK.name.to_owned(), purpose)]).await?;
        Ok(self.0.store.read(move |conn| book::latest(conn, i64::from(limit))).await?)
    }

    /// The line that tells of a reading of the book.
    pub(super) fn reading(&self, actor: &Actor, id: Option<DossierId>, ground: String, purpose: Purpose) -> book::Line {
        let line = keeping::line(actor, &READ_BOOK, self.now(), id, Outcome::List, ground, &self.trace_of(actor));
        book::Line { detail: format!("purpose={}", purpose.word()), ..line }
    }
}

/// Reading the book itself.
const READ_BOOK: ActInfo = ActInfo {
    name: "book.read",
    kind: "book",
    sort: Sort::List,
    says: Say::of("Het logboek lezen", "Read the log"),
    done: None,
};

fn total(
    conn: &mut dyn Connection,
    [agency, person]: &[String; 2],
    kind: &str,
    facet: Option<&str>,
) -> Result<u64, StoreError> {
    const ALL: &str =
        "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM tally WHERE holder = $1 AND person = $2 AND kind = $3";
    const ONE: &str = "SELECT n FROM tally WHERE holder = $1 AND person = $2 AND kind = $3 AND facet = $4";
    let mut values: Vec<Value> = vec![agency.as_str().into(), person.as_str().into(), kind.into()];
    let row = match facet {
        Some(facet) => {
            values.push(facet.into());
            conn.first(ONE, &values)?
        }
        None => conn.first(ALL, &values)?,
    };
    row.map_or(Ok(0), |r| Ok(u64::try_from(r.int(0)?).unwrap_or(0)))
}

/// From a day on is not counted beforehand; the index has it.
fn total_since(
    conn: &mut dyn Connection,
    [agency, person]: &[String; 2],
    kind: &str,
    facet: Option<&str>,
    day: Date,
) -> Result<u64, StoreError> {
    const ALL: &str =
        "SELECT COUNT(*) FROM seat WHERE holder = $1 AND person = $2 AND kind = $3 AND listed = 1 AND opened >= $4";
    const ONE: &str = "SELECT COUNT(*) FROM seat WHERE holder = $1 AND person = $2 AND kind = $3 AND listed = 1 \
                       AND opened >= $4 AND facet = $5";
    let mut values: Vec<Value> =
        vec![agency.as_str().into(), person.as_str().into(), kind.into(), day.to_string().into()];
    let row = match facet {
        Some(facet) => {
            values.push(facet.into());
            conn.first(ONE, &values)?
        }
        None => conn.first(ALL, &values)?,
    };
    row.map_or(Ok(0), |r| Ok(u64::try_from(r.int(0)?).unwrap_or(0)))
}

/// A day as it is stored.
pub(crate) fn stored_day(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::Shape("a day"))
}
