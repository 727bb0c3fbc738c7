//! Opening the house: the right key, a store of a version we know, the rules, and the threads.

use crate::dossier::Dossier;
use crate::{
    book,
    directory::Directory,
    keys::{Key, Keys, Random, SystemRandom},
    ledger::{self, Opened, Sealing, Unreadable},
    places::Places,
    rules::Rulebook,
    store::{self, Database, Link, Store, StoreError},
};
use kernel::{DossierId, Timestamp};
use std::sync::{Arc, RwLock};

/// Tells the time. A parameter, so that tests are exact.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

type Refresh = fn(&Keys, &dyn Random, DossierId, &Opened) -> Result<ledger::Change, Unreadable>;
type Restate = fn(&Opened) -> Result<crate::dossier::Card, Unreadable>;

/// A kind of dossier, for work that goes over all of them.
#[derive(Clone, Copy)]
pub struct Kind {
    pub(crate) name: &'static str,
    pub(crate) refresh: Refresh,
    pub(crate) restate: Restate,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kind({})", self.name)
    }
}

impl Kind {
    /// The kind of this type.
    #[must_use]
    pub fn of<D: Dossier>() -> Self {
        fn refresh<D: Dossier>(
            keys: &Keys,
            random: &dyn Random,
            id: DossierId,
            opened: &Opened,
        ) -> Result<ledger::Change, Unreadable> {
            let state: D = opened.fold(u64::MAX)?;
            let (key, seq, head) = (&opened.key, opened.seq, opened.head.as_slice());
            Ok(Sealing { keys, random, id, key, new: false, seq, head }.refresh(&state))
        }
        Self { name: D::KIND, refresh: refresh::<D>, restate: |opened| Ok(opened.fold::<D>(u64::MAX)?.card()) }
    }
}

/// What a house is opened with.
pub struct Opening {
    /// Where the store is.
    pub database: Database,
    /// The master key.
    pub master: Key,
    /// The rules.
    pub rules: Rulebook,
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
    /// Where passwords are hashed: each takes 19 MiB and a processor for a while.
    pub passwords: Places,
}

impl Opening {
    /// A house at this place with this key and these rules; the rest as usual.
    #[must_use]
    pub fn new(database: Database, master: Key, rules: Rulebook, kinds: Vec<Kind>) -> Self {
        Self {
            database,
            master,
            rules,
            kinds,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            node: "1".into(),
            readers: 2,
            passwords: Places::one_per_processor(256),
        }
    }
}

/// Why a house does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {
    /// The store cannot be reached or read.
    Store(StoreError),
    /// The store was made with another master key.
    WrongKey,
    /// The store is of a newer program.
    Newer {
        /// What the store is.
        store: i64,
        /// What this program knows.
        program: i64,
    },
}

impl std::fmt::Display for Closed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(e) => write!(f, "the store does not open: {e}"),
            Self::WrongKey => f.write_str("the master key does not belong to this store"),
            Self::Newer { store, program } => {
                write!(
                    f,
                    "the store is of version {store}, this program knows versions up to {program}: use a newer program"
                )
            }
        }
    }
}

impl std::error::Error for Closed {}

impl From<StoreError> for Closed {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
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
    pub(crate) rules: Rulebook,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) node: String,
    pub(crate) directory: RwLock<Arc<Directory>>,
    pub(crate) tries: crate::login::Tries,
    pub(crate) passwords: Places,
    pub(crate) live: crate::live::Live,
}

/// Refuses a store of a newer program or with another key; makes an empty one ready.
pub(crate) fn prepare(link: &mut dyn Link, keys: &Keys) -> Result<i64, Closed> {
    const CHECK: &str = "INSERT INTO meta (name, value) VALUES ('key-check', $1) ON CONFLICT (name) DO NOTHING";
    let found = store::version(link)?;
    if found > store::schema::VERSION {
        return Err(Closed::Newer { store: found, program: store::schema::VERSION });
    }
    let check = link.first("SELECT value FROM meta WHERE name = 'key-check'", &[])?;
    match check {
        Some(row) if row.text(0)? != keys.check() => return Err(Closed::WrongKey),
        Some(_) => {}
        None if found > 0 => return Err(Closed::WrongKey),
        None => {
            link.exec(CHECK, &[keys.check().into()])?;
        }
    }
    Ok(store::migrate(link)?)
}

impl Vault {
    /// Opens a house; brings an older store up to this version.
    ///
    /// # Errors
    /// Another key, a newer store, or a store that cannot be reached.
    pub fn open(opening: Opening) -> Result<Self, Closed> {
        let keys = Arc::new(Keys::of(&opening.master));
        let mut link = opening.database.connect()?;
        prepare(&mut *link, &keys)?;
        let directory = Directory::load(&mut *link)?;
        let node = opening.node.clone();
        let store = Store::open(&opening.database, opening.readers.max(1), move |link| book::Head::hold(link, &node))?;
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
            tries: crate::login::Tries::default(),
            passwords: opening.passwords,
            live: crate::live::Live::default(),
        })))
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &Rulebook {
        &self.0.rules
    }

    /// The present moment by the house's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Bytes of the house's chance, such as for the word that ties the lines of one request together.
    #[must_use]
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        crate::keys::fresh(&*self.0.random)
    }

    /// Houses, municipalities and organisations.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        self.0.directory.read().map_or_else(|poisoned| Arc::clone(&poisoned.into_inner()), |d| Arc::clone(&d))
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn is_well(&self) -> Result<(), StoreError> {
        self.0.store.read(|link| link.query("SELECT value FROM meta WHERE name = 'version'", &[]).map(drop)).await
    }

    /// The next number of a row of numbers such as `signal/2026`; begins at 1 and never gives one twice.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn next_number(&self, name: &str) -> Result<u64, StoreError> {
        const SQL: &str = "INSERT INTO counter (name, n) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET n = counter.n + 1 RETURNING n";
        let (name, keys) = (name.to_owned(), Arc::clone(&self.0.keys));
        self.0
            .store
            .write(move |link, _| {
                let row = link.first(SQL, &[name.as_str().into()])?.ok_or(StoreError::Shape("a number"))?;
                crate::directory::guard(link, &keys, "counter")?;
                u64::try_from(row.int(0)?).map_err(|_| StoreError::Shape("a number"))
            })
            .await
    }
}
