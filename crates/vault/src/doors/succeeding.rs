//! The day on which something goes over into another: the directory first, in one step, so that nobody begins anything with the one before;
//! then dossier by dossier, each an event and a line in the book. Whoever is stopped halfway goes on where it stopped.

use crate::{
    doors::{
        keeping::{Draft, Error},
        vault::Vault,
    },
    engine::{
        book::{self, SYSTEM},
        directory::{Directory, Region, alone_at, guarded},
        dossier::{Called, Stamp},
        handover,
        kind::Succeeding,
        ledger,
        office::Leaving,
        store::{Connection, Row, StoreError, Value},
        succession::{ACT, Body, Succession, Why},
    },
};
use kernel::{AgencyId, Date, DossierId, PersonId, local_day};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// How often a dossier is tried that others change at the same moment; then the next run takes it.
const TRIES: usize = 5;
/// So many days after a municipality or house went over it is looked whether somebody has begun a dossier of it at the last moment.
const LOOKED_FOR: i64 = 31;

/// A dossier at which something stayed as it was, by what colleagues call it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// The kind.
    pub kind: String,
    /// Its reference.
    pub reference: String,
    /// Why.
    pub why: Why,
}

/// What goes over with one succession, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passing {
    /// Which.
    pub succession: Succession,
    /// How many dossiers of each kind.
    pub dossiers: BTreeMap<String, u64>,
    /// How much that is asked.
    pub tasks: u64,
    /// The accounts.
    pub accounts: Vec<PersonId>,
    /// Accounts that stay behind, for the human has another designation at the one after, or gets it there by another succession.
    pub twice: Vec<PersonId>,
    /// Who holds the office that lapses.
    pub holder: Option<PersonId>,
    /// How many mandates lapse.
    pub mandates: usize,
    /// Who names who sits, and does so no more.
    pub desk: Vec<PersonId>,
    /// Where both sit, and nothing goes over until one of the seats is ended.
    pub left: Vec<Left>,
}

/// What went over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passed {
    /// What the directory took over now: as it was found before.
    pub taken: Vec<Passing>,
    /// How many dossiers of each kind.
    pub dossiers: BTreeMap<String, u64>,
    /// Where something stayed as it was.
    pub left: BTreeSet<Left>,
}

/// A dossier that the one before is in.
struct Candidate {
    id: DossierId,
    kind: String,
    reference: String,
    both: bool,
    seq: i64,
}

/// How one dossier was tried: whether something went over, and why something stays as it was.
type Tried = (bool, Option<Why>);

impl Vault {
    /// What would go over, of everything that has not gone over as a whole: also of what has its day still to come.
    ///
    /// # Errors
    /// What the store says.
    pub async fn would_pass(&self) -> Result<Vec<Passing>, StoreError> {
        let directory = self.directory_now().await?;
        let mut all = Vec::new();
        for (n, succession) in directory.successions.iter().enumerate() {
            let passing = self.passing(succession.clone(), before(&directory.successions, n)).await?;
            let rests = passing.left.is_empty() && passing.twice.is_empty();
            if succession.done.is_none() || !(passing.dossiers.is_empty() && rests) {
                all.push(passing);
            }
        }
        Ok(all)
    }

    /// How much waits to go over today: what the directory has not taken over, and dossiers. Not those that were tried here and stay as they are
    /// until something happens in them.
    ///
    /// # Errors
    /// What the store says.
    pub async fn to_pass(&self) -> Result<u64, StoreError> {
        let (directory, today) = (self.directory_now().await?, local_day(self.now()));
        let mut waiting = Succession::due(&directory.successions, today).len() as u64;
        let done = directory.successions.iter().filter(|s| s.done.is_some()).count();
        let waits = |c: &&Candidate| !c.both && self.0.tried.stays(c.id, (c.seq, done)).is_none();
        for succession in directory.successions.iter().filter(|s| is_looked_for(s, today)) {
            waiting += self.candidates(succession).await?.iter().filter(waits).count() as u64;
        }
        Ok(waiting)
    }

    /// Lets go over what has its day today or had it: the directory, with the accounts and what somebody serves, and then every dossier. An
    /// office and its mandates lapse, and so does its desk; the organisation after names its holder itself (Awb art. 10:1 to 10:12).
    ///
    /// # Errors
    /// What the store says; what went over by then has.
    pub async fn pass(&self) -> Result<Passed, StoreError> {
        let (directory, today) = (self.directory_now().await?, local_day(self.now()));
        let mut passed = Passed::default();
        let due = Succession::due(&directory.successions, today);
        for (n, succession) in due.iter().enumerate() {
            passed.taken.push(self.passing(succession.clone(), before(&due, n)).await?);
        }
        for passing in
            passed.taken.iter().filter(|p| p.succession.body == Body::Agency && p.succession.heir().is_some())
        {
            self.lapse_office(&directory, &AgencyId::from(passing.succession.from.clone())).await?;
        }
        if !passed.taken.is_empty() {
            self.take_over(today).await?;
        }
        let done: Vec<Succession> = self.directory().successions.iter().filter(|s| s.done.is_some()).cloned().collect();
        let mut all: BTreeMap<DossierId, Candidate> = BTreeMap::new();
        for succession in &done {
            all.extend(self.candidates(succession).await?.into_iter().map(|candidate| (candidate.id, candidate)));
        }
        for Candidate { id, kind, reference, seq, .. } in all.into_values() {
            let stands = (seq, done.len());
            let (moved, why) = match self.0.tried.stays(id, stands) {
                Some(why) => (false, Some(why)),
                None => self.pass_surely(id, &done).await?,
            };
            // Where something did go over it stands elsewhere now, and is tried once more.
            self.0.tried.tried(id, stands, why.filter(|_| !moved));
            if moved {
                *passed.dossiers.entry(kind.clone()).or_default() += 1;
            }
            passed.left.extend(why.map(|why| Left { kind, reference, why }));
        }
        Ok(passed)
    }

    /// What one succession is about now, and when those of before it have brought whom they bring to the same.
    async fn passing(&self, succession: Succession, before: Vec<String>) -> Result<Passing, StoreError> {
        const TASKS: &str = "SELECT COUNT(*) FROM task WHERE agency = $1";
        const ACCOUNTS: &str = "SELECT a.id, CAST(CASE WHEN EXISTS (SELECT 1 FROM account b WHERE b.agency = $2 AND b.closed = 0 AND b.id <> a.id \
                                AND COALESCE(b.login, b.id) = COALESCE(a.login, a.id)) THEN 1 ELSE 0 END AS BIGINT) \
                                FROM account a WHERE a.agency = $1 AND a.closed = 0 ORDER BY a.id";
        let all = self.candidates(&succession).await?;
        let mut passing = Passing {
            dossiers: BTreeMap::new(),
            tasks: 0,
            accounts: Vec::new(),
            twice: Vec::new(),
            holder: None,
            mandates: 0,
            desk: Vec::new(),
            left: all
                .iter()
                .filter(|c| c.both)
                .map(|c| Left { kind: c.kind.clone(), reference: c.reference.clone(), why: Why::BothSit })
                .collect(),
            succession,
        };
        for candidate in all.iter().filter(|c| !c.both) {
            *passing.dossiers.entry(candidate.kind.clone()).or_default() += 1;
        }
        if passing.succession.body != Body::Agency || passing.succession.heir().is_none() {
            return Ok(passing);
        }
        let (from, to) = (passing.succession.from.to_string(), passing.succession.to.to_string());
        if let Some(agency) = self.directory().agency(&AgencyId::from(passing.succession.from.clone())) {
            passing.holder.clone_from(&agency.office.holder);
            passing.mandates = agency.office.mandates.len();
            passing.desk.clone_from(&agency.office.desk.persons);
        }
        let read = move |conn: &mut dyn Connection| {
            let tasks = conn.first(TASKS, &[from.as_str().into()])?.map_or(Ok(0), |row| row.int(0))?;
            let mut accounts: BTreeMap<PersonId, bool> = BTreeMap::new();
            for there in std::iter::once(&to).chain(&before) {
                for row in conn.query(ACCOUNTS, &[from.as_str().into(), there.as_str().into()])? {
                    let person = row.text(0)?.parse().map_err(|_| StoreError::Shape("a person"))?;
                    *accounts.entry(person).or_default() |= row.int(1)? != 0;
                }
            }
            Ok((tasks, accounts))
        };
        let (tasks, accounts) = self.0.store.read(read).await?;
        passing.tasks = u64::try_from(tasks).unwrap_or(0);
        for (person, twice) in accounts {
            if twice { passing.twice.push(person) } else { passing.accounts.push(person) }
        }
        Ok(passing)
    }

    /// The dossiers that the one before is in; of an office nothing goes over.
    async fn candidates(&self, succession: &Succession) -> Result<Vec<Candidate>, StoreError> {
        const OF_HOUSE: &str = "SELECT c.dossier, c.kind, c.reference, CAST(0 AS BIGINT), d.seq \
             FROM card c JOIN dossier d ON d.id = c.dossier WHERE c.house = $1";
        const OF_MUNICIPALITY: &str = "SELECT c.dossier, c.kind, c.reference, CAST(0 AS BIGINT), d.seq \
             FROM card c JOIN dossier d ON d.id = c.dossier WHERE c.municipality = $1";
        const OF_AGENCY: &str = "SELECT c.dossier, c.kind, c.reference, \
             CAST(CASE WHEN EXISTS (SELECT 1 FROM seat b WHERE b.dossier = c.dossier AND b.holder = $2) THEN 1 ELSE 0 END AS BIGINT), d.seq \
             FROM card c JOIN dossier d ON d.id = c.dossier WHERE c.dossier IN (SELECT dossier FROM seat WHERE holder = $1 AND listed = 1 \
             UNION SELECT dossier FROM seat WHERE holder = $1 AND listed = 0 UNION SELECT dossier FROM task WHERE agency = $1)";
        if succession.heir().is_none() {
            return Ok(Vec::new());
        }
        let (from, to) = (Value::from(succession.from.as_str()), Value::from(succession.to.as_str()));
        let (sql, values) = match succession.body {
            Body::House => (OF_HOUSE, vec![from]),
            Body::Municipality => (OF_MUNICIPALITY, vec![from]),
            Body::Agency => (OF_AGENCY, vec![from, to]),
        };
        let arranges: Vec<&'static str> =
            self.0.kinds.iter().filter(|kind| kind.arranges).map(|kind| kind.name).collect();
        let rows = self.0.store.read(move |conn| conn.query(sql, &values)).await?;
        let one = |row: &Row| {
            let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
            Ok(Candidate {
                id,
                kind: row.text(1)?.to_owned(),
                reference: row.text(2)?.to_owned(),
                both: row.int(3)? == 1,
                seq: row.int(4)?,
            })
        };
        let all: Vec<Candidate> = rows.iter().map(one).collect::<Result<_, StoreError>>()?;
        Ok(all.into_iter().filter(|c| !arranges.contains(&c.kind.as_str())).collect())
    }

    /// Ends what people have of the office of an organisation that goes over.
    async fn lapse_office(&self, directory: &Directory, id: &AgencyId) -> Result<(), StoreError> {
        let Some(agency) = directory.agency(id) else { return Ok(()) };
        let office = &agency.office;
        let all = office.holder.iter().chain(office.mandates.iter().map(|m| &m.to)).chain(&office.desk.persons);
        for person in all.collect::<BTreeSet<_>>() {
            self.leave_office(id, person, Leaving::Wholly).await?;
        }
        Ok(())
    }

    /// Takes everything that is due over into the directory, whole or not at all.
    async fn take_over(&self, today: Date) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.0);
        let line = self.system_line(ACT, String::new());
        self.0
            .store
            .write(move |conn, head| {
                let keys = &inner.keys;
                alone_at(conn, &["agency", "account", "setting"])?;
                let mut region = Region::load(conn)?;
                let due = Succession::due(&region.successions, today);
                let mut lines = Vec::new();
                for succession in &due {
                    guarded(conn, keys, "agency", |conn| handover::agencies(conn, keys, &mut region, succession))?;
                    guarded(conn, keys, "account", |conn| handover::accounts(conn, succession))?;
                    handover::region(&mut region, succession, today);
                    let Succession { body, from, to, .. } = succession;
                    lines.push(book::Line { detail: format!("{} {from} {to}", body.word()), ..line.clone() });
                }
                guarded(conn, keys, "setting", |conn| region.put(conn))?;
                Directory::changed(conn)?;
                head.write(conn, keys, &inner.node, &lines)
            })
            .await?;
        self.reload_directory().await
    }

    /// One dossier.
    async fn pass_surely(&self, id: DossierId, done: &[Succession]) -> Result<Tried, StoreError> {
        for _ in 0..TRIES {
            if let Some(how) = self.pass_one(id, done).await? {
                return Ok(how);
            }
        }
        Ok((false, Some(Why::Busy)))
    }

    /// The same once: nothing when somebody was first.
    async fn pass_one(&self, id: DossierId, done: &[Succession]) -> Result<Option<Tried>, StoreError> {
        // One moment for the event and its line: `verify` holds them against each other.
        let at = self.now();
        let stamp = Stamp {
            seq: 0,
            at,
            who: PersonId::fixed(SYSTEM),
            agency: AgencyId::fixed(SYSTEM),
            act: Cow::Borrowed(ACT),
            called: Called::default(),
        };
        let (inner, done) = (Arc::clone(&self.0), done.to_vec());
        let made = self
            .read_again(move |conn| -> Result<Succeeding, Error> {
                let Some(opened) = ledger::read(conn, &inner.keys, id)? else { return Ok((None, None)) };
                let Some(kind) = inner.kinds.iter().find(|kind| kind.name == opened.kind) else {
                    return Ok((None, Some(Why::Unread)));
                };
                Ok((kind.succeed)((&inner.keys, &*inner.random), (id, &opened), &done, &stamp)?)
            })
            .await;
        let (change, left) = match made {
            Ok((Some(change), left)) => (change, left),
            Ok((None, left)) => return Ok(Some((false, left))),
            // Of which `verify` tells, and which opens to nobody.
            Err(Error::Store(StoreError::Damaged)) => return Ok(Some((false, Some(Why::Unread)))),
            Err(Error::Store(e)) => return Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => return Ok(None),
        };
        let line = book::Line { at, dossier: Some(id), ..self.system_line(ACT, String::new()) };
        let (erased, emptied) = (Vec::new(), Vec::new());
        let draft = Draft {
            change: Ok(change),
            id,
            heard: BTreeSet::from([id]),
            line,
            full: false,
            clashes: false,
            erased,
            emptied,
        };
        match self.keep(vec![draft]).await {
            Ok(()) => Ok(Some((true, left))),
            Err(Error::Store(e)) => Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => Ok(None),
        }
    }
}

/// What goes over into the same before the `n`th: whom that brings is there already when it comes.
fn before(all: &[Succession], n: usize) -> Vec<String> {
    let Some(this) = all.get(n).filter(|s| s.body == Body::Agency) else { return Vec::new() };
    let same = |s: &Succession| s.body == Body::Agency && s.done.is_none() && s.to == this.to && s.from != s.to;
    let sooner = all.iter().enumerate().filter(|(i, s)| same(s) && (s.on, *i) < (this.on, n));
    sooner.map(|(_, s)| s.from.to_string()).collect()
}

/// Whether it is looked for dossiers by the clock: of an organisation always, by an index; of the others as long as somebody may have begun one
/// at the last moment.
fn is_looked_for(succession: &Succession, today: Date) -> bool {
    let last = succession.done.map(|done| done.saturating_add(jiff::Span::new().days(LOOKED_FOR)));
    match succession.body {
        Body::Agency => succession.done.is_some(),
        Body::House | Body::Municipality => last.is_some_and(|last| today <= last),
    }
}
