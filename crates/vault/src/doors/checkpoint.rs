//! Checkpoints: the house signs how far its log has come, anybody may fetch that with the proof that it follows from an earlier one, and
//! who keeps one outside the house can hold the store against it.

use crate::{
    doors::vault::Vault,
    engine::{
        directory::is_guarded,
        keys::{Keys, hex, sha256},
        lease,
        log::{self, Head, LEASE, Lost, Note, NoteError, SECONDS, Signature, Signer, Signs, Verifier},
        store::{Connection, StoreError},
    },
};
use kernel::{AgencyId, Timestamp};
use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

/// The act in the book by which a checkpoint is made.
const MADE: &str = "clock.checkpoint";
/// So many witnesses, and the house itself, can sign one checkpoint.
const MOST_WITNESSES: i64 = 99;
const TOO_MANY: StoreError = StoreError::Told(
    "99 witnesses are named already, as many as a checkpoint has room for beside the house: this one is not named",
);
/// How long between two looks whether another has finished.
const LOOK: Duration = Duration::from_millis(100);

/// A checkpoint of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many leaves it covers.
    pub size: u64,
    /// As signed text, for whoever wants it.
    pub note: String,
    /// Whether it was made just now; otherwise nothing happened since.
    pub fresh: bool,
}

/// What is in the book and under no checkpoint yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// How many lines of the book.
    pub lines: u64,
    /// The moment of the first of them.
    pub since: Timestamp,
    /// The moment of the last of them.
    pub until: Timestamp,
}

/// A checkpoint that somebody kept: under which name, and its text.
#[derive(Debug, Clone)]
pub struct KeptNote {
    /// The name of the file, for what is told.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// What became of a cosignature that was sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cosigned {
    /// It stands on the checkpoint.
    Kept,
    /// Nobody whom the house named as witness, or not under a checkpoint of this house.
    Refused,
    /// The checkpoint carries as many signatures as it can and stay readable.
    Full,
}

/// A witness whom the house named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedWitness {
    /// The name in its key.
    pub name: String,
    /// The organisation that keeps it.
    pub agency: String,
    /// The public half of its key.
    pub key: String,
}

/// The name of the log and the key that signs it: the same house always has the same, and no other house has.
fn signer(keys: &Keys) -> Result<Signer, StoreError> {
    const NONE: StoreError = StoreError::Shape("a key that can sign");
    let bare = Signer::of("casustafel", Signs::Note, &keys.checkpoint).map_err(|_| NONE)?;
    let [a, b, c, d, ..] = sha256(bare.verifier().to_string().as_bytes());
    Signer::of(&format!("casustafel/{}", hex(&[a, b, c, d])), Signs::Note, &keys.checkpoint).map_err(|_| NONE)
}

impl Vault {
    /// The public half of the key that signs the checkpoints of this house, with the name of its log.
    ///
    /// # Errors
    /// Never with a key of this program's.
    pub fn checkpoint_key(&self) -> Result<String, StoreError> {
        Ok(signer(&self.0.keys)?.verifier().to_string())
    }

    /// Who holds leases here: this process of this node.
    pub(crate) fn holder(&self) -> String {
        format!("{}/{}", self.0.node, self.0.process)
    }

    /// Takes everything that is not in the log yet into it, and signs it, with a line in the book. Gives `None` when another node is at it
    /// for longer than `patience`, or when nothing ever happened in this house.
    ///
    /// # Errors
    /// What the store says; a log that does not follow from the last checkpoint is not signed.
    pub async fn checkpoint(&self, patience: Duration) -> Result<Option<Checkpoint>, StoreError> {
        if !self.on_the_side(move |vault, conn| vault.take_log(conn, patience)).await? {
            return Ok(None);
        }
        let made = self.checkpoint_held().await;
        let let_go = self.on_the_side(|vault, conn| lease::let_go(conn, LEASE, &vault.holder())).await;
        let made = made?;
        let_go.map(|()| made)
    }

    async fn checkpoint_held(&self) -> Result<Option<Checkpoint>, StoreError> {
        let Ok(size) = self.on_the_side(|vault, conn| vault.grow(conn)).await? else { return Ok(None) };
        let last = self.newest_checkpoint().await?.map_or(0, |last| last.size);
        if size == 0 {
            return Ok(None);
        }
        if size != last {
            // Before it is signed, so that its own line lies under it and a house where nothing happens makes no more of them.
            self.enter(vec![self.system_line(MADE, format!("from={last} to={size}"))]).await?;
        }
        self.on_the_side(|vault, conn| {
            if let Err(Lost) = vault.grow(conn)? {
                return Ok(None);
            }
            let signed = log::sign(conn, &signer(&vault.0.keys)?, &vault.holder(), vault.now())?;
            let Ok((note, fresh)) = signed else { return Ok(None) };
            Ok(Some(Checkpoint { size: head_of(&note)?.size, note: note.to_string(), fresh }))
        })
        .await
    }

    /// Work on a connection of its own, beside the writer.
    async fn on_the_side<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self, &mut dyn Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let vault = self.clone();
        let work = tokio::task::spawn_blocking(move || work(&vault, &mut *vault.0.database.connect()?));
        work.await.map_err(|_| StoreError::Stopped)?
    }

    fn grow(&self, conn: &mut dyn Connection) -> Result<Result<u64, Lost>, StoreError> {
        log::grow(conn, &self.0.keys, &self.holder(), || self.now())
    }

    fn take_log(&self, conn: &mut dyn Connection, patience: Duration) -> Result<bool, StoreError> {
        let began = Instant::now();
        loop {
            if lease::take(conn, &self.0.leases, LEASE, &self.holder(), self.now(), SECONDS)? {
                return Ok(true);
            }
            if began.elapsed() >= patience {
                return Ok(false);
            }
            std::thread::sleep(LOOK);
        }
    }

    /// The newest checkpoint, with the cosignatures that witnesses sent in.
    ///
    /// # Errors
    /// What the store says.
    pub async fn newest_checkpoint(&self) -> Result<Option<Checkpoint>, StoreError> {
        const NEWEST: &str = "SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1";
        self.0
            .store
            .read(|conn| {
                let Some(row) = conn.first(NEWEST, &[])? else { return Ok(None) };
                let size = u64::try_from(row.int(0)?).map_err(|_| StoreError::Shape("a number of leaves"))?;
                Ok(Some(Checkpoint { size, note: row.text(1)?.to_owned(), fresh: false }))
            })
            .await
    }

    /// The proof that the log of `to` leaves begins with that of `from` leaves, a hash per line as base64; `None` for sizes that the
    /// newest checkpoint does not cover.
    ///
    /// # Errors
    /// What the store says.
    pub async fn proof(&self, from: u64, to: u64) -> Result<Option<Vec<String>>, StoreError> {
        let covered = self.newest_checkpoint().await?.map_or(0, |newest| newest.size);
        if from == 0 || from > to || to > covered {
            return Ok(None);
        }
        let proof = self.0.store.read(move |conn| log::prove(from, to, &mut |level, n| log::tree_at(conn, level, n)));
        Ok(Some(proof.await?.iter().map(log::hash_text).collect()))
    }

    /// Names a witness, or gives one another key. The name is the one in the key. All of them together with the house fit under one
    /// checkpoint, so there is an end to their number.
    ///
    /// # Errors
    /// A key that is none of a witness; one witness too many; what the store says.
    pub async fn set_witness(&self, agency: &AgencyId, key: &str) -> Result<Result<(), NoteError>, StoreError> {
        const SQL: &str = "INSERT INTO witness (name, agency, key) VALUES ($1, $2, $3) \
                           ON CONFLICT (name) DO UPDATE SET agency = excluded.agency, key = excluded.key";
        let verifier = match key.parse::<Verifier>() {
            Ok(verifier) if verifier.signs() == Signs::Cosignature => verifier,
            Ok(_) => return Ok(Err(NoteError("the key of a witness: `casustafel witness --new-key` makes one"))),
            Err(why) => return Ok(Err(why)),
        };
        let (agency, name) = (agency.to_string(), verifier.name().to_owned());
        let told = format!("{name} {agency}");
        let change = move |conn: &mut dyn Connection| {
            let others = conn.first("SELECT COUNT(*) FROM witness WHERE name <> $1", &[name.as_str().into()])?;
            if others.map_or(Ok(0), |row| row.int(0))? >= MOST_WITNESSES {
                return Err(TOO_MANY);
            }
            let values = [name.as_str().into(), agency.as_str().into(), verifier.to_string().into()];
            conn.exec(SQL, &values).map(drop)
        };
        self.0.store.write(self.administered("house.witness", "witness", told, change)).await.map(Ok)
    }

    /// The witnesses whom the house named.
    ///
    /// # Errors
    /// What the store says, and when somebody else than this program wrote them.
    pub async fn witnesses(&self) -> Result<Vec<NamedWitness>, StoreError> {
        let keys = Arc::clone(&self.0.keys);
        self.0.store.read(move |conn| witnesses(conn, &keys)).await
    }

    /// Keeps the cosignature of a witness beside the checkpoint of this size. The same twice does no harm.
    ///
    /// # Errors
    /// What the store says.
    pub async fn keep_cosignature(&self, size: u64, line: &str) -> Result<Cosigned, StoreError> {
        const SET: &str = "UPDATE checkpoint SET note = $1 WHERE size = $2 AND note = $3";
        let (Ok(line), Ok(at)) = (line.parse::<Signature>(), i64::try_from(size)) else { return Ok(Cosigned::Refused) };
        let keys = Arc::clone(&self.0.keys);
        // Looked at beside the writer first: anybody may send something in.
        let (by, under) = (line.clone(), Arc::clone(&keys));
        let known = self.0.store.read(move |conn| cosigning(conn, &under, at, &by)).await?;
        match known {
            None => return Ok(Cosigned::Refused),
            Some((_, true)) => return Ok(Cosigned::Kept),
            Some((_, false)) => {}
        }
        self.0
            .store
            .write(move |conn, _| {
                let Some((note, there)) = cosigning(conn, &keys, at, &line)? else { return Ok(Cosigned::Refused) };
                if there {
                    return Ok(Cosigned::Kept);
                }
                let before = note.to_string();
                let Ok(note) = note.sign_too(line.clone()) else { return Ok(Cosigned::Full) };
                let changed = conn.exec(SET, &[note.to_string().into(), at.into(), before.into()])?;
                // Another witness was a moment earlier, at another node: the same is asked again.
                if changed == 1 { Ok(Cosigned::Kept) } else { Err(StoreError::Busy) }
            })
            .await
    }

    /// What is in the book and under no checkpoint yet.
    ///
    /// # Errors
    /// What the store says.
    pub async fn outside_checkpoint(&self) -> Result<Option<Outside>, StoreError> {
        let found = self.0.store.read(log::outside).await?;
        Ok(found.map(|(lines, since, until)| Outside { lines, since, until }))
    }

    /// Holds the log against the store as this connection sees it, and both against the checkpoints that were kept. Gives what is wrong.
    pub(crate) fn log_against(
        &self,
        conn: &mut dyn Connection,
        kept: &[KeptNote],
        may_lag: Duration,
    ) -> Result<Vec<String>, StoreError> {
        let (house, mut sizes) = (signer(&self.0.keys)?.verifier(), BTreeSet::new());
        let mut wrong = Vec::new();
        let mut heads = Vec::new();
        for note in kept {
            match read(&house, note, &witnesses(conn, &self.0.keys).unwrap_or_default()) {
                Ok(head) => heads.push((note, head)),
                Err(why) => wrong.push(format!("{}: {why}", note.name)),
            }
        }
        let mut stored = Vec::new();
        conn.each("SELECT size, note FROM checkpoint ORDER BY size", &[], &mut |row| {
            let (size, note) = (row.int(0)?, row.text(1)?.parse::<Note>());
            let head = note.ok().filter(|note| note.is_signed_by(&house)).and_then(|note| head_of(&note).ok());
            match head.filter(|head| i64::try_from(head.size) == Ok(size)) {
                Some(head) => stored.push(head),
                None => wrong.push(format!("checkpoint {size}: not signed by this house")),
            }
            Ok(())
        })?;
        sizes.extend(stored.iter().chain(heads.iter().map(|(_, head)| head)).map(|head| head.size));
        let found = log::check(conn, &self.0.keys, &sizes)?;
        wrong.extend(found.wrong.iter().cloned());
        for head in &stored {
            if found.roots.get(&head.size) != Some(&head.root) {
                wrong.push(format!("checkpoint {}: the log is not what was signed", head.size));
            }
        }
        for (note, head) in heads {
            let there = stored.contains(&head);
            wrong.extend(held(&found, &head, there).map(|why| format!("{}: {why}", note.name)));
        }
        if !kept.is_empty()
            && let Some((lines, since, until)) = log::outside(conn)?
            && until.duration_since(since).unsigned_abs() > may_lag
        {
            wrong.push(format!("log: {lines} line(s) of the book from {since} to {until} lie under no checkpoint"));
        }
        Ok(wrong)
    }
}

/// What a kept checkpoint says of the log, if anything is wrong.
fn held(found: &log::Checked, head: &Head, there: bool) -> Option<String> {
    let (size, leaves) = (head.size, found.leaves);
    match found.roots.get(&size) {
        _ if size > leaves => Some(format!(
            "it covers {size} leaves and the log has {leaves}: it was cut, or the store was put back to an earlier day"
        )),
        Some(root) if *root != head.root => Some(format!("the first {size} leaves of the log are not what was signed")),
        None => Some(format!("the first {size} leaves of the log are not all there")),
        Some(_) if !there => Some(format!("the house does not have the checkpoint of {size} leaves any more")),
        Some(_) => None,
    }
}

fn head_of(note: &Note) -> Result<Head, StoreError> {
    note.text.parse().map_err(|_| StoreError::Shape("a checkpoint"))
}

/// Reads a checkpoint that was kept: of this house, with good signatures.
fn read(house: &Verifier, kept: &KeptNote, witnesses: &[NamedWitness]) -> Result<Head, String> {
    let note: Note = kept.text.parse().map_err(|e: NoteError| e.to_string())?;
    let head: Head = note.text.parse().map_err(|e: NoteError| e.to_string())?;
    if head.origin != house.name() || !note.is_signed_by(house) {
        return Err("not signed by this house".into());
    }
    let keys = witnesses.iter().filter_map(|w| w.key.parse::<Verifier>().ok());
    for witness in keys {
        let mut by = note.signatures.iter().filter(|line| witness.made(line));
        if by.any(|line| !witness.accepts(&note.text, line)) {
            return Err(format!("the signature of {} does not fit", witness.name()));
        }
    }
    Ok(head)
}

fn witnesses(conn: &mut dyn Connection, keys: &Keys) -> Result<Vec<NamedWitness>, StoreError> {
    const FOREIGN: StoreError =
        StoreError::Told("the witnesses were changed by something else than this program: see `casustafel verify`");
    if !is_guarded(conn, keys, "witness")? {
        return Err(FOREIGN);
    }
    let rows = conn.query("SELECT name, agency, key FROM witness ORDER BY name", &[])?;
    let text = |row: &crate::engine::store::Row, i| row.text(i).map(str::to_owned);
    rows.iter().map(|row| Ok(NamedWitness { name: text(row, 0)?, agency: text(row, 1)?, key: text(row, 2)? })).collect()
}

/// The checkpoint that this is a good cosignature of, by a witness whom the house named, and whether it stands on it already.
fn cosigning(
    conn: &mut dyn Connection,
    keys: &Keys,
    size: i64,
    line: &Signature,
) -> Result<Option<(Note, bool)>, StoreError> {
    let named = witnesses(conn, keys)?.into_iter().filter_map(|w| w.key.parse::<Verifier>().ok());
    let Some(witness) = named.into_iter().find(|witness| witness.made(line)) else { return Ok(None) };
    let Some(row) = conn.first("SELECT note FROM checkpoint WHERE size = $1", &[size.into()])? else { return Ok(None) };
    let note: Note = row.text(0)?.parse().map_err(|_| StoreError::Shape("a checkpoint"))?;
    let there = note.signatures.iter().any(|by| witness.made(by));
    Ok(witness.accepts(&note.text, line).then_some((note, there)))
}
