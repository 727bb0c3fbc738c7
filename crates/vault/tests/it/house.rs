//! A small invented house to try the vault on: one kind of dossier, three organisations, a clock that stands still.

use kernel::counters::{Counter, Measure};
use kernel::{AgencyId, DossierId, Line, Note, Say, Timestamp};
use serde::{Deserialize, Serialize};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use vault::*;

/// A sheet of paper on a table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sheet {
    pub(crate) lines: Vec<(u64, String)>,
    owner: Option<AgencyId>,
    guest: Option<AgencyId>,
    closed: bool,
    opened: Option<kernel::Date>,
    bsn: Option<kernel::Bsn>,
    register: Option<String>,
    /// Number, digest, whether it was checked, and the event it came in.
    pub(crate) filed: Vec<(u32, FileDigest, bool, u64)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum SheetEvent {
    Begun { owner: AgencyId, text: Note, bsn: Option<kernel::Bsn>, register: Option<String> },
    Added(Note),
    Invited(AgencyId),
    Withdrawn { seq: u64 },
    Closed,
    Shut,
    Filed(u32, FileDigest),
    Judged(u32, bool),
    Unfiled(u32),
}

impl Dossier for Sheet {
    type Event = SheetEvent;
    const KIND: &'static str = "sheet";
    const SAYS: Say = Say::of("blad", "sheet");
    const GOES_WITH_ITS_SEATS: bool = true;
    fn apply(&mut self, event: &SheetEvent, stamp: &Stamp) {
        match event {
            SheetEvent::Begun { owner, text, bsn, register } => {
                self.owner = Some(owner.clone());
                self.lines.push((stamp.seq, text.to_string()));
                self.opened = Some(kernel::local_day(stamp.at));
                self.bsn = bsn.clone();
                self.register = register.clone();
            }
            SheetEvent::Added(text) => self.lines.push((stamp.seq, text.to_string())),
            SheetEvent::Invited(who) => self.guest = Some(who.clone()),
            SheetEvent::Withdrawn { seq } => self.lines.retain(|(s, _)| s != seq),
            SheetEvent::Closed => self.closed = true,
            SheetEvent::Shut => {}
            SheetEvent::Filed(no, digest) => self.filed.push((*no, digest.clone(), false, stamp.seq)),
            SheetEvent::Judged(no, true) => self.filed.iter_mut().filter(|f| f.0 == *no).for_each(|f| f.2 = true),
            SheetEvent::Judged(no, false) | SheetEvent::Unfiled(no) => self.filed.retain(|f| f.0 != *no),
        }
    }
    fn files(&self) -> Vec<Filed> {
        let filed = |(no, digest, checked, _): &(u32, FileDigest, bool, u64)| Filed {
            no: *no,
            digest: digest.clone(),
            checked: *checked,
        };
        self.filed.iter().map(filed).collect()
    }
    fn judged(&self, no: u32, clean: bool) -> Option<Judged<SheetEvent>> {
        let (.., came) = self.filed.iter().find(|(n, _, checked, _)| *n == no && !checked)?;
        let erased = if clean { Vec::new() } else { vec![*came] };
        Some(Judged { event: SheetEvent::Judged(no, clean), erased })
    }
    fn card(&self) -> Card {
        let seat = |a: &Option<AgencyId>, tier| a.iter().map(move |a| Seat::of(a.clone(), tier)).collect::<Vec<_>>();
        let seats = if self.closed {
            vec![]
        } else {
            [seat(&self.owner, Tier::Owner), seat(&self.guest, Tier::Third)].concat()
        };
        Card {
            state: if self.closed { "closed" } else { "open" },
            facet: if self.lines.len() > 2 { "long" } else { "short" },
            house: "nhn".parse().unwrap(),
            municipality: "hoorn".parse().unwrap(),
            reference: "BLAD-1".parse().unwrap(),
            opened: self.opened.unwrap_or_default(),
            due: None,
            label: Label {
                title: self.lines.first().map_or("leeg", |l| &l.1).parse().unwrap(),
                summary: None,
                called: None,
                urgent: false,
            },
            tasks: self.guest.iter().map(|g| Task::of(g, "sheet.add", self.opened.unwrap_or_default())).collect(),
            seats,
            persons: None,
            findable: self.bsn.iter().cloned().map(Findable::Bsn).collect(),
            claims: self.register.iter().cloned().collect(),
        }
    }
    /// A line that begins with a day is expected of the guest, or of the owner where there is none.
    fn promises(&self) -> Vec<Promise> {
        let of = self.guest.as_ref().or(self.owner.as_ref());
        let promise = |(seq, text): &(u64, String)| {
            let (day, what) = text.split_once(' ')?;
            Some(Promise {
                no: u32::try_from(*seq).unwrap(),
                agency: of?.clone(),
                person: None,
                asker: self.owner.clone(),
                asked_by: None,
                stands: "asked",
                running: true,
                due: day.parse().ok()?,
                what: note(what),
            })
        };
        if self.closed { Vec::new() } else { self.lines.iter().filter_map(promise).collect() }
    }
    fn tell(event: &SheetEvent) -> Say {
        match event {
            SheetEvent::Begun { .. } => Say::of("Begonnen.", "Begun."),
            SheetEvent::Added(_) => Say::of("Regel toegevoegd.", "Line added."),
            SheetEvent::Invited(_) => Say::of("Gast gevraagd.", "Guest invited."),
            SheetEvent::Withdrawn { .. } => Say::of("Regel ingetrokken.", "Line withdrawn."),
            SheetEvent::Closed => Say::of("Gesloten.", "Closed."),
            SheetEvent::Shut => Say::of("Dicht.", "Shut."),
            SheetEvent::Filed(..) => Say::of("Bestand erbij.", "File added."),
            SheetEvent::Judged(..) => Say::of("Bestand bekeken.", "File scanned."),
            SheetEvent::Unfiled(_) => Say::of("Bestand weg.", "File gone."),
        }
    }
    fn touches(event: &SheetEvent) -> Touch {
        match event {
            SheetEvent::Added(_) => Touch::Adds,
            SheetEvent::Invited(_) => Touch::Writes("guests".into()),
            SheetEvent::Withdrawn { seq } => Touch::writes("line", seq),
            SheetEvent::Closed => Touch::Signs("lines".into()),
            SheetEvent::Filed(..) | SheetEvent::Judged(..) => Touch::Adds,
            SheetEvent::Unfiled(no) => Touch::writes("file", no),
            SheetEvent::Begun { .. } | SheetEvent::Shut => Touch::Whole,
        }
    }
    fn ends(event: &SheetEvent) -> bool {
        matches!(event, SheetEvent::Closed)
    }
    fn measures(&self, before: &Self, event: &SheetEvent, stamp: &Stamp) -> Vec<Measure> {
        match event {
            SheetEvent::Begun { .. } => vec![Measure::of(Counter::CaseOpened)],
            SheetEvent::Closed => before
                .opened
                .map(|began| Measure::lasting(Counter::CaseClosed, began, kernel::local_day(stamp.at)))
                .into_iter()
                .collect(),
            SheetEvent::Added(_)
            | SheetEvent::Invited(_)
            | SheetEvent::Withdrawn { .. }
            | SheetEvent::Shut
            | SheetEvent::Filed(..)
            | SheetEvent::Judged(..)
            | SheetEvent::Unfiled(_) => Vec::new(),
        }
    }
    fn shuts(&self, event: &SheetEvent) -> Vec<String> {
        if matches!(event, SheetEvent::Shut) { vec!["stap".into()] } else { Vec::new() }
    }
    /// Its step is over with its day.
    fn over(&self, now: Timestamp) -> Vec<String> {
        if self.opened.is_some_and(|day| day < kernel::local_day(now)) { vec!["stap".into()] } else { Vec::new() }
    }
}

vault::acts! { Sheet;
    /// Begins one.
    BeginSheet = "sheet.begin", Create, "Beginnen", "Begin";
    /// Reads one.
    ReadSheet = "sheet.read", Look, "Lezen", "Read";
    /// Adds to one.
    AddLine = "sheet.add", Change, "Toevoegen", "Add";
    /// Ends one.
    CloseSheet = "sheet.close", Change, "Sluiten", "Close";
    /// Lists.
    ListSheets = "sheet.list", List, "Overzicht", "List";
}

pub(crate) const POLICY: &str = r#"
@id("sheet.municipality") @ground("voorbeeld") @nl("U mag dit.") @en("You may.")
permit (principal, action in [Action::"sheet.begin", Action::"sheet.read", Action::"sheet.add", Action::"sheet.close"], resource)
when { principal.designated && principal.agency == "municipality" && (resource.state == "none" || context.seat.contains("owner")) };
@id("sheet.guest") @ground("voorbeeld") @nl("U bent te gast.") @en("You are a guest.")
permit (principal, action in [Action::"sheet.read", Action::"sheet.add"], resource)
when { principal.designated && context.seat.contains("third") };
@id("sheet.bearer") @ground("voorbeeld") @nl("U hebt een code.") @en("You hold a code.")
permit (principal, action in [Action::"sheet.read", Action::"sheet.add"], resource)
when { principal.role == "bearer" && context.seat.contains("bearer") && resource.state == "open" };
@id("sheet.list") @ground("voorbeeld") @nl("U hebt overzicht.") @en("You may list.")
permit (principal, action == Action::"sheet.list", resource)
when { principal.designated && resource.state != "closed" };
"#;

/// A clock that a test moves.
#[derive(Debug)]
pub(crate) struct StandingClock(pub(crate) AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

pub(crate) struct House {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<StandingClock>,
    pub(crate) database: Database,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) hoorn: Actor,
    pub(crate) texel: Actor,
    pub(crate) police: Actor,
}

pub(crate) fn master() -> Key {
    Key::from_bytes([42; 32])
}

pub(crate) fn opening(database: &Database) -> Opening {
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    Opening::new(database.clone(), master(), rules, vec![Kind::of::<Sheet>()])
}

static NEXT: AtomicU64 = AtomicU64::new(0);

/// An empty place on the engine under test: PostgreSQL when `CASUSTAFEL_TEST_PG` names a server, else SQLite.
pub(crate) fn place(folder: &tempfile::TempDir) -> Database {
    match std::env::var("CASUSTAFEL_TEST_PG") {
        Ok(url) => {
            let name = format!("vault_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
            let mut admin = postgres::Client::connect(&url, postgres::NoTls).unwrap();
            admin.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
            let (server, _) = url.rsplit_once('/').unwrap();
            Database::Postgres { url: format!("{server}/{name}"), ring: folder.path().join(format!("{name}-ring")) }
        }
        Err(_) => {
            let n = NEXT.fetch_add(1, Ordering::SeqCst);
            Database::Sqlite(PathBuf::from(folder.path()).join(format!("{n}.db")))
        }
    }
}

pub(crate) fn on_sqlite() -> bool {
    std::env::var("CASUSTAFEL_TEST_PG").is_err()
}

pub(crate) async fn house() -> House {
    house_of(opening).await
}

/// The same house, opened in another way.
pub(crate) async fn house_of(opening: fn(&Database) -> Opening) -> House {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_owned();
    let database = {
        let folder = tempfile::Builder::new().prefix("x").tempdir_in(at).unwrap();
        let place = tokio::task::spawn_blocking(move || {
            let place = place(&folder);
            let _kept = folder.keep();
            place
        });
        place.await.unwrap()
    };
    let clock = Arc::new(StandingClock(AtomicI64::new(1_770_000_000)));
    let mut with = opening(&database);
    with.clock = clock.clone();
    let vault = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    let agency = |id: &str, kind| Agency {
        id: id.parse().unwrap(),
        kind,
        name: id.parse().unwrap(),
        house: "nhn".parse().unwrap(),
        municipalities: vec!["hoorn".parse().unwrap()],
        office: Office::open(),
    };
    let agencies = vec![
        agency("gemeente-hoorn", AgencyKind::Municipality),
        agency("gemeente-texel", AgencyKind::Municipality),
        agency("politie-nh", AgencyKind::Police),
    ];
    vault.set_agencies(agencies).await.unwrap();
    let accounts = vec![
        account("hoorn", "gemeente-hoorn", Role::Official),
        account("texel", "gemeente-texel", Role::Official),
        account("agent", "politie-nh", Role::Police),
    ];
    vault.set_accounts(accounts).await.unwrap();
    let [hoorn, texel, police] = ["hoorn", "texel", "agent"].map(|p| vault.actor(p));
    let (hoorn, texel, police) =
        (hoorn.await.unwrap().unwrap(), texel.await.unwrap().unwrap(), police.await.unwrap().unwrap());
    House { vault, clock, database, folder, hoorn, texel, police }
}

/// Somebody to work for an organisation.
pub(crate) fn account(person: &str, agency: &str, role: Role) -> NewAccount {
    NewAccount {
        person: person.parse().unwrap(),
        agency: agency.parse().unwrap(),
        role,
        name: line("Iemand Verzonnen"),
        function: line("Functie"),
        until: None,
        login: None,
    }
}

pub(crate) fn note(text: &str) -> Note {
    text.parse().unwrap()
}

pub(crate) fn line(text: &str) -> Line {
    text.parse().unwrap()
}

impl House {
    /// Does something to the store behind the program's back, as who can write to it and has no key. Gives how many rows changed.
    pub(crate) async fn behind(&self, sql: &str) -> u64 {
        let (database, sql) = (self.database.clone(), sql.to_owned());
        let work = move || match &database {
            Database::Sqlite(path) => {
                let conn = rusqlite::Connection::open(path).unwrap();
                conn.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
                u64::try_from(conn.execute(&sql, []).unwrap()).unwrap()
            }
            Database::Postgres { url, .. } => {
                postgres::Client::connect(url, postgres::NoTls).unwrap().execute(sql.as_str(), &[]).unwrap()
            }
        };
        tokio::task::spawn_blocking(work).await.unwrap()
    }

    /// The latest lines of the book, as who watches over the house reads them; without the lines that tell of reading it.
    pub(crate) async fn book(&self, most: usize) -> Vec<Entry> {
        let reader = Actor { role: Role::PrivacyOfficer, ..self.hoorn.clone() };
        let read = self.vault.book_latest(&reader, Purpose::Control, u32::try_from(most + 500).unwrap()).await.unwrap();
        read.into_iter().filter(|line| line.act != "book.read").take(most).collect()
    }

    pub(crate) async fn sheet(&self, text: &str) -> DossierId {
        let desk = self.vault.begin::<BeginSheet>(&self.hoorn).await.unwrap();
        let (id, owner) = (desk.id(), self.hoorn.agency.id.clone());
        desk.commit(vec![SheetEvent::Begun { owner, text: note(text), bsn: None, register: None }]).await.unwrap();
        id
    }

    pub(crate) async fn add(&self, id: DossierId, text: &str) {
        let desk = self.vault.open_desk::<AddLine>(&self.hoorn, id).await.unwrap();
        desk.commit(vec![SheetEvent::Added(note(text))]).await.unwrap();
    }

    pub(crate) async fn texts(&self, id: DossierId) -> Vec<String> {
        let seen = self.vault.look::<ReadSheet>(&self.hoorn, id).await.unwrap();
        seen.dossier().lines.iter().map(|(_, t)| t.clone()).collect()
    }

    pub(crate) async fn verify(&self) -> Findings {
        let vault = self.vault.clone();
        tokio::task::spawn_blocking(move || vault.verify(|| ()).unwrap()).await.unwrap()
    }
}
