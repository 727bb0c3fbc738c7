//! Looking over many tables at once: the narrowed list, the days, the board. The store finds them without a row being opened or a rule being
//! asked, by the seats whose days run, as the exact count of a list does; what is shown of a page is asked and opened by
//! [`Vault::tell_tables`]. An incidental third party is found by what is asked of itself (PAR-05).

use crate::{
    doors::{keeping::Error, list::stored_day, there::to_do, vault::Vault},
    engine::{
        act::ActInfo,
        people::Actor,
        store::{Row as Stored, StoreError, Value},
    },
};
use kernel::{Date, DossierId, Timestamp, local_day};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    /// Only of this facet.
    pub facet: Option<String>,
    /// Only of this municipality.
    pub municipality: Option<String>,
    /// Only of this house.
    pub house: Option<String>,
    /// Only in the state of this name.
    pub state: Option<String>,
    /// Only begun on or after this day.
    pub since: Option<Date>,
    /// Only where something should have been done.
    pub late: bool,
    /// Only where something is asked that cannot wait.
    pub urgent: bool,
    /// Only where something is asked of the asker's organisation.
    pub ours: bool,
    /// What cannot wait first, then the soonest due; else, behind that, from new to old.
    pub by_due: bool,
}

/// Something that is due at a table; what exactly is asked, and of whom, stands in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// The act.
    pub act: String,
    /// Whether it cannot wait.
    pub urgent: bool,
}

/// How a table stands at which something is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub struct Standing {
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// The name of its state.
    pub state: String,
    /// The day by which something is due.
    pub due: Option<Date>,
    /// The day something last happened there.
    pub last: Date,
    /// Whether something is asked that cannot wait.
    pub urgent: bool,
    /// Whether something asked should have been done.
    pub late: bool,
    /// Whether the table meets again, today or on a day to come.
    pub again: bool,
}

/// Of a seat `s` that it counts today, as the rules have it in the ordinary list.
macro_rules! sits {
    () => {
        "s.holder = $1 AND s.person = $2 AND s.kind = $3 AND s.listed = 1 \
         AND (s.first IS NULL OR s.first <= $4) AND (s.last IS NULL OR s.last >= $4)"
    };
}
pub(super) use sits;

/// What is to be done at the table of a seat `s`; for an incidental third party what is asked of itself.
macro_rules! theirs {
    () => {
        concat!("t.dossier = s.dossier AND (s.third = 0 OR t.agency = $1) AND ", to_do!("$4"))
    };
}

macro_rules! narrowed {
    ($order:literal) => {
        concat!(
            "SELECT x.dossier FROM (SELECT s.dossier, s.opened, CASE WHEN s.third = 1 THEN (SELECT MIN(t.due) FROM task t WHERE ",
            theirs!(),
            ") ELSE c.due END AS due, (SELECT MIN(t.due) FROM task t WHERE ",
            theirs!(),
            ") AS late, CASE WHEN EXISTS (SELECT 1 FROM task t WHERE t.urgent = 1 AND ",
            theirs!(),
            ") THEN 1 ELSE 0 END AS urgent FROM seat s JOIN card c ON c.dossier = s.dossier WHERE ",
            sits!(),
            " AND ($5 = '' OR s.facet = $5) AND ($6 = '' OR c.municipality = $6) \
             AND ($10 = '' OR c.house = $10) AND ($11 = '' OR c.state = $11) AND ($12 = '' OR s.opened >= $12) ",
            "AND ($7 = '' OR s.dossier IN (SELECT t.dossier FROM task t WHERE t.agency = $1 AND ",
            to_do!("$4"),
            "))) x WHERE ($8 = '' OR x.late < $4) AND ($9 = '' OR x.urgent = 1) ORDER BY ",
            $order
        )
    };
}

const BY_DUE: &str = narrowed!("x.urgent DESC, CASE WHEN x.due IS NULL THEN 1 ELSE 0 END, x.due, x.dossier");
const BY_DAY: &str = narrowed!("x.urgent DESC, x.opened DESC, x.dossier DESC");

macro_rules! days {
    ($head:literal, $tail:literal) => {
        concat!(
            $head,
            "SELECT t.due, t.dossier, s.kind, t.act, MAX(t.urgent) AS urgent FROM seat s JOIN task t ON ",
            theirs!(),
            " WHERE ",
            sits!(),
            " AND t.due <= $5 AND ($6 = '' OR t.agency = $1) GROUP BY t.due, t.dossier, s.kind, t.act",
            $tail
        )
    };
}

const COUNT_DAYS: &str = days!("SELECT COUNT(*) FROM (", ") x");
const DAYS: &str = days!("", " ORDER BY t.due, urgent DESC, t.dossier, t.act LIMIT $7");

// Over the tasks of these tables and of no others: what is asked elsewhere in the store makes no difference to what this costs.
const STANDING: &str = concat!(
    "SELECT s.dossier, MAX(c.state), MAX(c.due), MAX(e.at), MAX(t.urgent), MIN(t.due), \
     CAST(MAX(CASE WHEN t.meets = 1 AND t.due >= $4 THEN 1 ELSE 0 END) AS BIGINT) FROM seat s JOIN card c ON c.dossier = s.dossier \
     JOIN dossier d ON d.id = s.dossier JOIN event e ON e.dossier = d.id AND e.seq = d.seq JOIN task t ON t.dossier = s.dossier AND ",
    to_do!("$4"),
    " WHERE s.third = 0 AND ",
    sits!(),
    " GROUP BY s.dossier"
);

pub(super) fn id_of(row: &Stored, column: usize) -> Result<DossierId, StoreError> {
    DossierId::from_bytes(row.bytes(column)?).ok_or(StoreError::Shape("an id"))
}

/// A condition that is asked for, or not.
pub(super) fn asked(is: bool) -> Value {
    if is { "1".into() } else { "".into() }
}

impl Vault {
    /// Who asks, where persons sit as whom, of which kind and on which day: the first four values of the queries here.
    pub(super) fn place(&self, actor: &Actor, list: &ActInfo) -> [Value; 4] {
        let [agency, person] = self.seated(actor, list);
        [agency.into(), person.into(), list.kind.into(), local_day(self.now()).to_string().into()]
    }

    /// The dossiers of a list that is narrowed, in its order. One line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] when the rule allows no list at all; what the store says.
    pub async fn narrowed(&self, actor: &Actor, list: &'static ActInfo, sieve: Sieve) -> Result<Vec<DossierId>, Error> {
        self.opens(actor, list).await?;
        let [agency, person, kind, today] = self.place(actor, list);
        let values = [
            agency,
            person,
            kind,
            today,
            sieve.facet.unwrap_or_default().into(),
            sieve.municipality.unwrap_or_default().into(),
            asked(sieve.ours),
            asked(sieve.late),
            asked(sieve.urgent),
            sieve.house.unwrap_or_default().into(),
            sieve.state.unwrap_or_default().into(),
            sieve.since.map(|day| day.to_string()).unwrap_or_default().into(),
        ];
        let sql = if sieve.by_due { BY_DUE } else { BY_DAY };
        let read = move |row: &Stored| id_of(row, 0);
        Ok(self.0.store.read(move |conn| conn.query(sql, &values)?.iter().map(read).collect()).await?)
    }

    /// What is due until this day at the tables of these lists, the soonest first and on a day what cannot wait: as many as asked for, and how many there are. One line in
    /// the book per list.
    ///
    /// # Errors
    /// As [`Vault::narrowed`].
    pub async fn days(
        &self,
        actor: &Actor,
        lists: &[&'static ActInfo],
        (until, ours): (Date, bool),
        first: impl Fn(usize) -> usize,
    ) -> Result<(Vec<Due>, usize), Error> {
        let (mut all, mut totals) = (Vec::new(), Vec::new());
        for list in lists {
            self.opens(actor, list).await?;
            let mut values = self.place(actor, list).to_vec();
            values.extend([until.to_string().into(), asked(ours)]);
            let total = |row: Stored| row.int(0).map(|n| usize::try_from(n).unwrap_or(0));
            let given = values.clone();
            let found = move |conn: &mut dyn crate::engine::store::Connection| {
                conn.first(COUNT_DAYS, &given)?.map_or(Ok(0), total)
            };
            totals.push((self.0.store.read(found).await?, values));
        }
        let total = totals.iter().map(|(n, _)| n).sum();
        let many = first(total);
        for (_, mut values) in totals.into_iter().filter(|(n, _)| *n > 0) {
            values.push(i64::try_from(many).unwrap_or(i64::MAX).into());
            let read = |row: &Stored| {
                let (kind, act) = (row.text(2)?.to_owned(), row.text(3)?.to_owned());
                Ok(Due { on: stored_day(row.text(0)?)?, id: id_of(row, 1)?, kind, act, urgent: row.int(4)? != 0 })
            };
            let found: Vec<Due> =
                self.0.store.read(move |conn| conn.query(DAYS, &values)?.iter().map(read).collect()).await?;
            all.extend(found);
        }
        all.sort_by(|a, b| (a.on, !a.urgent, a.id, &a.act).cmp(&(b.on, !b.urgent, b.id, &b.act)));
        all.truncate(many);
        Ok((all, total))
    }

    /// How every table of this list stands at which something is asked, and which is not there for one thing only. One line in the book.
    ///
    /// # Errors
    /// As [`Vault::narrowed`].
    pub async fn standing(&self, actor: &Actor, list: &'static ActInfo) -> Result<Vec<Standing>, Error> {
        self.opens(actor, list).await?;
        let (values, today) = (self.place(actor, list), local_day(self.now()));
        let read = move |row: &Stored| {
            let at = Timestamp::from_microsecond(row.int(3)?).map_err(|_| StoreError::Shape("a moment"))?;
            let day = |n| row.text_or_null(n)?.map(stored_day).transpose();
            Ok(Standing {
                id: id_of(row, 0)?,
                kind: list.kind.to_owned(),
                state: row.text(1)?.to_owned(),
                due: day(2)?,
                last: local_day(at),
                urgent: row.int(4)? != 0,
                late: day(5)?.is_some_and(|due| due < today),
                again: row.int(6)? != 0,
            })
        };
        Ok(self.0.store.read(move |conn| conn.query(STANDING, &values)?.iter().map(read).collect()).await?)
    }
}
