//! Opening the house: the right key, a store of a version we know, the rules, and the threads.

use crate::{
    doors::unopened::OpenError,
    engine::{
        blind::BlindError,
        book,
        carry::Carrying,
        directory::Directory,
        files::FileRules,
        forget,
        keys::{self, Key, Keys, Random, SystemRandom},
        kind::{self, Kind},
        lease,
        ledger::snapshot::Underway,
        live,
        neighbour::{Neighbour, Own},
        places::Places,
        ring::{Again, Ring, RingError},
        rules::Rulebook,
        slice::{self, Turning},
        store::{self, Connection, Database, Listener, News, Store, StoreError, Verdict},
        succession::Tried,
        time::{Clock, SystemClock},
        upgrade::Taking,
    },
};
use kernel::{CaseTerms, LifeArea, OwnNames, Terms, Timestamp, TriageRule};
use std::{
    sync::{Arc, RwLock, atomic::AtomicBool},
    thread,
    time::Duration,
};

/// What a house is opened with.
pub struct Opening {
    /// Where the store is.
    pub database: Database,
    /// The master key.
    pub master: Key,
    /// The rules; houses in one process may share them.
    pub rules: Arc<Rulebook>,
    /// The kinds of dossier.
    pub kinds: Vec<Kind>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The random source.
    pub random: Arc<dyn Random>,
    /// The name of this node: each node writes its own chain in the book.
    pub node: String,
    /// How many reading connections, where reading is waiting for another process.
    pub readers: usize,
    /// How much work may wait for the store before the next is refused.
    pub queue: usize,
    /// Whether an older store is taken over as it is found, also when its own checks find something wrong.
    pub as_found: bool,
    /// Where passwords are hashed: each takes 19 MiB and a processor for a while.
    pub passwords: Places,
    /// How many events a dossier takes: [`CEILING`], lower in tests.
    pub ceiling: u64,
    /// How long a slice of the key ring rests after it was turned: what is forgotten in it meanwhile is gone after that.
    pub rest: Duration,
    /// How long each step may take.
    pub terms: Terms,
    /// How long a question to scale a case may wait, and when a case stands still.
    pub case_terms: CaseTerms,
    /// About which areas of life its tables speak.
    pub life: Vec<LifeArea>,
    /// What it calls the levels at which help is organised.
    pub levels: OwnNames,
    /// Which documents it takes in.
    pub files: FileRules,
    /// Asks for the master key again, where another one may take its place while the house is open.
    pub again: Option<Again>,
    /// The houses elsewhere with which blind questions are exchanged.
    pub neighbours: Vec<Neighbour>,
    /// The houses that opened a triage, each with when it is and who sits there.
    pub triages: Vec<TriageRule>,
}

/// How many events a dossier takes. Three years of a busy case are some 800; what comes near this is a program that repeats itself.
pub const CEILING: u64 = 20_000;

impl Opening {
    /// A house at this place with this key and these rules; the rest as usual.
    #[must_use]
    pub fn new(database: Database, master: Key, rules: impl Into<Arc<Rulebook>>, kinds: Vec<Kind>) -> Self {
        Self {
            database,
            master,
            rules: rules.into(),
            kinds,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            node: "1".into(),
            readers: 2,
            queue: 1024,
            as_found: false,
            passwords: Places::one_per_processor(256),
            ceiling: CEILING,
            rest: Duration::ZERO,
            terms: Terms::default(),
            case_terms: CaseTerms::default(),
            life: LifeArea::usual(),
            levels: OwnNames::default(),
            files: FileRules::default(),
            again: None,
            neighbours: Vec::new(),
            triages: Vec::new(),
        }
    }
}

/// The one room with data. Cheap to clone.
#[derive(Clone)]
pub struct Vault(pub(crate) Arc<Inner>);

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

pub(crate) struct Inner {
    pub(crate) store: Store<book::Head>,
    pub(crate) database: Database,
    pub(crate) keys: Arc<Keys>,
    pub(crate) rules: Arc<Rulebook>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) node: String,
    pub(crate) directory: RwLock<Arc<Directory>>,
    pub(crate) passwords: Places,
    /// How long a slice of the key ring rests after it was turned.
    pub(crate) rest: Duration,
    pub(crate) live: Arc<live::Live>,
    /// A word for this process, by which it knows what it told itself.
    pub(crate) process: String,
    /// Whether somebody is at work already to make what was forgotten gone.
    pub(crate) cleaning: AtomicBool,
    /// The leases of others whose clocks run ahead.
    pub(crate) leases: lease::Seen,
    /// Of which dossiers a snapshot is being made.
    pub(crate) snapshots: Underway,
    /// What cannot go over as it stands.
    pub(crate) tried: Tried,
    /// How many events a dossier takes.
    pub(crate) ceiling: u64,
    /// How long each step may take.
    pub(crate) terms: Terms,
    /// The same for cases.
    pub(crate) case_terms: CaseTerms,
    /// About which areas of life its tables speak.
    pub(crate) life: Vec<LifeArea>,
    /// What it calls the levels at which help is organised.
    pub(crate) levels: OwnNames,
    /// The houses elsewhere.
    pub(crate) neighbours: Vec<Neighbour>,
    /// The houses that opened a triage.
    pub(crate) triages: Vec<TriageRule>,
    /// This house, as they know it.
    pub(crate) own: Own,
    /// Which documents it takes in.
    pub(crate) files: FileRules,
    /// Hears other nodes as long as the house is open.
    _listener: Listener,
}

/// Refuses a store of a newer program or with another key; makes an empty one ready, and brings an older one up to version `to`.
pub(crate) fn prepare(conn: &mut dyn Connection, to: i64, taking: &Taking<'_>) -> Result<i64, OpenError> {
    const CHECK: &str = "INSERT INTO meta (name, value) VALUES ('key-check', $1) ON CONFLICT (name) DO NOTHING";
    let keys = taking.keys;
    let check = |conn: &mut dyn Connection, found| {
        if found > store::VERSION {
            return Err(OpenError::Newer { store: found, program: store::VERSION });
        }
        let check = conn.first("SELECT value FROM meta WHERE name = 'key-check'", &[])?;
        match check {
            Some(row) if row.text(0)? != keys.check() => return Err(OpenError::WrongKey),
            Some(_) => {}
            None if found > 0 && !taking.restored => return Err(OpenError::WrongKey),
            None => {
                conn.exec(CHECK, &[keys.check().into()])?;
            }
        }
        Ok(())
    };
    store::migrate(conn, to, check, |conn, version| match taking.after(conn, version)? {
        wrong if wrong.is_empty() => Ok(()),
        wrong => Err(OpenError::Unsound(wrong)),
    })
}

/// The key ring of a house; made where there is no house yet, and for one whose keys were made from the master key.
fn find_ring(conn: &mut dyn Connection, opening: &Opening) -> Result<Ring, OpenError> {
    const AWHILE: usize = 25;
    let (path, random) = (opening.database.ring(), &*opening.random);
    match store::version(conn)? {
        0 => match Ring::make(&path, &opening.master, &Keys::new_ring(random)) {
            // Another node may be making this house at this moment; else the ring is of another store, and not to be touched.
            Err(there @ RingError::There(_)) => {
                for _ in 0..AWHILE {
                    thread::sleep(Duration::from_millis(200));
                    if store::version(conn)? > 0 {
                        return Ok(Ring::open(&path, &opening.master)?);
                    }
                }
                Err(there.into())
            }
            made => Ok(made?),
        },
        1 | 2 if !path.exists() => {
            let ring = Keys::old_ring(random, &opening.master);
            let check = conn.first("SELECT value FROM meta WHERE name = 'key-check'", &[])?;
            if check.map(|row| row.text(0).map(str::to_owned)).transpose()? != Some(Keys::check_of(&ring)) {
                return Err(OpenError::WrongKey);
            }
            match Ring::make(&path, &opening.master, &ring) {
                // Another node takes the store over at this moment.
                Err(RingError::There(_)) => Ok(Ring::open(&path, &opening.master)?),
                made => Ok(made?),
            }
        }
        _ => Ok(Ring::open(&path, &opening.master)?),
    }
}

/// Makes the cards of kinds anew that another fold wrote, and refuses those that a newer program wrote in.
fn refold(conn: &mut dyn Connection, keys: &Keys, random: &dyn Random, kinds: &[Kind]) -> Result<(), OpenError> {
    const SET: &str =
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    let stored = |conn: &mut dyn Connection, name: String| -> Result<Option<u32>, StoreError> {
        let row = conn.first("SELECT value FROM meta WHERE name = $1", &[name.into()])?;
        row.map(|r| r.text(0)?.parse().map_err(|_| StoreError::Shape("a number"))).transpose()
    };
    let mut behind = Vec::new();
    for kind in kinds {
        let (fold, events) = (format!("fold-{}", kind.name), format!("events-{}", kind.name));
        let (had, wrote) = (stored(conn, fold)?, stored(conn, events)?);
        if had.is_some_and(|had| had > kind.fold) || wrote.is_some_and(|wrote| wrote > kind.events) {
            return Err(OpenError::NewerKind(kind.name));
        }
        if had != Some(kind.fold) || wrote != Some(kind.events) {
            behind.push((kind, had != Some(kind.fold)));
        }
    }
    if behind.is_empty() {
        return Ok(());
    }
    conn.begin()?;
    let mut anew = || -> Result<(), StoreError> {
        conn.lock_migrations()?;
        for (kind, cards) in &behind {
            if *cards {
                kind::recard(conn, keys, random, kind)?;
            }
            conn.exec(SET, &[format!("fold-{}", kind.name).into(), kind.fold.to_string().into()])?;
            conn.exec(SET, &[format!("events-{}", kind.name).into(), kind.events.to_string().into()])?;
        }
        kind::recount(conn)?;
        conn.say("COMMIT")
    };
    let done = anew();
    if done.is_err() {
        drop(conn.say("ROLLBACK"));
    }
    Ok(done?)
}

impl Vault {
    /// Opens a house; brings an older store up to this version.
    ///
    /// # Errors
    /// Another key, a newer store, or a store that cannot be reached.
    pub fn open(opening: Opening) -> Result<Self, OpenError> {
        let mut conn = opening.database.enter()?;
        let ring = find_ring(&mut *conn, &opening)?.asking(opening.again.clone());
        let keys = Arc::new(Keys::of(Arc::new(ring), &*opening.random)?);
        let own = Own::of(&keys).map_err(|BlindError| RingError::NotOurs)?;
        let taking = Taking {
            master: &opening.master,
            keys: &keys,
            random: &*opening.random,
            now: opening.clock.now(),
            node: &opening.node,
            as_found: opening.as_found,
            restored: false,
        };
        prepare(&mut *conn, store::VERSION, &taking)?;
        refold(&mut *conn, &keys, &*opening.random, &opening.kinds)?;
        match slice::lacking(&mut *conn, &keys)? {
            0 => {}
            n => return Err(OpenError::Older(n)),
        }
        let turning = Turning { keys: &keys, random: &*opening.random, now: opening.clock.now(), rest: opening.rest };
        if let Err(why) = forget::clean(&mut *conn, &turning) {
            tracing::warn!(%why, "what was forgotten may still be found; it is tried again when something else is");
        }
        let directory = Directory::load(&mut *conn, &keys)?;
        let (random, node, now) = (&*opening.random, opening.node.as_str(), opening.clock.now());
        Carrying { keys: &keys, random, directory: &directory, node, now }.all(&mut *conn, &opening.kinds)?;
        let live = Arc::new(live::Live::default());
        let process = keys::hex(&keys::fresh::<8>(&*opening.random));
        let (told, mine) = (Arc::clone(&live), process.clone());
        let listener = Listener::start(&opening.database, &[live::CHANNEL], move |news| match news {
            News::Word { payload, .. } => told.hear(&payload, &mine),
            News::Missed => told.tell_all(),
        })?;
        let node = opening.node.clone();
        let signing = Arc::clone(&keys);
        let load = move |conn: &mut dyn Connection| book::Head::hold(conn, &signing, &node);
        let store = Store::open(&opening.database, opening.readers.max(1), opening.queue.max(1), load)?;
        Ok(Self(Arc::new(Inner {
            store,
            database: opening.database,
            keys,
            rules: opening.rules,
            kinds: opening.kinds,
            clock: opening.clock,
            random: opening.random,
            node: opening.node,
            directory: RwLock::new(Arc::new(directory)),
            passwords: opening.passwords,
            rest: opening.rest,
            live,
            process,
            cleaning: AtomicBool::new(false),
            leases: lease::Seen::default(),
            snapshots: Underway::default(),
            tried: Tried::default(),
            ceiling: opening.ceiling,
            terms: opening.terms,
            case_terms: opening.case_terms,
            life: opening.life,
            levels: opening.levels,
            neighbours: opening.neighbours,
            triages: opening.triages,
            own,
            files: opening.files,
            _listener: listener,
        })))
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &Rulebook {
        &self.0.rules
    }

    /// Bytes of the house's chance, such as for the word that ties the lines of one request together.
    #[must_use]
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        keys::fresh(&*self.0.random)
    }

    /// The present moment by the house's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Houses, municipalities and organisations.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        self.0.directory.read().map_or_else(|poisoned| Arc::clone(&poisoned.into_inner()), |d| Arc::clone(&d))
    }

    /// Whether the store answers who reads and who writes: asked through the same queues as everything else, within five seconds.
    ///
    /// # Errors
    /// When it does not.
    pub async fn is_well(&self) -> Result<(), StoreError> {
        const LIMIT: Duration = Duration::from_secs(5);
        const SILENT: StoreError = StoreError::Told("the store does not answer within five seconds");
        let inner = Arc::clone(&self.0);
        let ring = tokio::task::spawn_blocking(move || inner.keys.ring.copy().map(drop));
        let asked = async {
            // Without it the house goes on until it is opened again, and then never more.
            ring.await.map_err(|_| StoreError::Stopped)?.map_err(|e| StoreError::Engine(e.to_string()))?;
            self.0
                .store
                .read(|conn| conn.query("SELECT value FROM meta WHERE name = 'version'", &[]).map(drop))
                .await?;
            match self.0.store.write_or_undo(|_, _| Ok(Verdict::Undo(()))).await {
                // It answers; and who wants to keep something is told about the disk.
                Err(StoreError::Full) => Ok(()),
                answer => answer,
            }
        };
        tokio::time::timeout(LIMIT, asked).await.unwrap_or(Err(SILENT))
    }
}
