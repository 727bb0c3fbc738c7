//! Files that belong to a dossier. Which there are, its events say; their bytes lie beside it, each sealed under a key of its own that lies under
//! the key of the dossier. So a file opens no longer than its dossier, and one that was taken away lies under a key that is turned. Nobody reads
//! one before the state of the dossier says that it was checked.

use crate::engine::{
    keys::{self, Key, Random},
    store::{Connection, Row, StoreError, Value},
};
use kernel::{DossierId, Refusal, Say, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The largest file that a house may take in, in bytes: a row of a backup is never larger.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// What the bytes of a file are known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileDigest(String);

impl FileDigest {
    /// Of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(keys::hex(&keys::sha256(bytes)))
    }
}

/// A file, as the state of its dossier tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its number within the dossier.
    pub no: u32,
    /// What its bytes are known by.
    pub digest: FileDigest,
    /// Whether the scanner looked at it and found nothing: before that nobody reads it.
    pub checked: bool,
}

/// What becomes of a dossier when the scanner has looked at a file of it.
#[derive(Debug, Clone)]
pub struct Judged<E> {
    /// What happened.
    pub event: E,
    /// The events that are erased with it.
    pub erased: Vec<u64>,
}

/// Why a file waits that was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanTrouble {
    /// The scanner is not there, or hung up.
    Unreached,
    /// It took too long.
    Slow,
    /// What it said is no answer.
    Nonsense,
    /// It does not look at this file, such as one that is larger than it takes.
    Refuses,
    /// It does not find what every scanner finds: it would find nothing in anything.
    Blind,
    /// It says of what it did not look at that it found nothing.
    Lenient,
}

impl ScanTrouble {
    const ALL: [Self; 6] = [Self::Unreached, Self::Slow, Self::Nonsense, Self::Refuses, Self::Blind, Self::Lenient];

    /// The word it is stored and logged by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreached => "unreached",
            Self::Slow => "slow",
            Self::Nonsense => "nonsense",
            Self::Refuses => "refuses",
            Self::Blind => "blind",
            Self::Lenient => "lenient",
        }
    }

    /// What who keeps the house reads.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Unreached => Say::of("de scanner is niet te bereiken", "the scanner cannot be reached"),
            Self::Slow => Say::of("de scanner antwoordt niet op tijd", "the scanner does not answer in time"),
            Self::Nonsense => Say::of("wat er antwoordt is geen clamd", "what answers is not clamd"),
            Self::Refuses => Say::of(
                "de scanner bekijkt dit bestand niet of niet helemaal; misschien is StreamMaxLength of MaxScanSize te klein",
                "the scanner does not look at this file, or not at all of it; StreamMaxLength or MaxScanSize may be too small",
            ),
            Self::Blind => Say::of(
                "de scanner vindt het testbestand niet: zijn lijst van schadelijke software ontbreekt of is oud",
                "the scanner does not find the test file: its list of malware is missing or old",
            ),
            Self::Lenient => Say::of(
                "de scanner zegt niet dat hij iets niet bekeek; zet AlertExceedsMax op yes en ScanArchive niet uit",
                "the scanner does not say that it did not look at something; set AlertExceedsMax to yes and leave ScanArchive on",
            ),
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// What a change does to the files of its dossier.
#[derive(Clone, Default)]
pub(crate) struct FileMove {
    /// The numbers of those that come.
    new: Vec<u32>,
    /// The rows of those, once they are sealed.
    rows: Vec<[Value; 6]>,
    checked: Vec<u32>,
    gone: Vec<u32>,
}

impl FileMove {
    /// From the files that there were to those that there are.
    pub(crate) fn between(before: &[Filed], after: &[Filed]) -> Self {
        let was: BTreeMap<u32, bool> = before.iter().map(|file| (file.no, file.checked)).collect();
        let is: BTreeMap<u32, bool> = after.iter().map(|file| (file.no, file.checked)).collect();
        Self {
            new: is.keys().filter(|no| !was.contains_key(no)).copied().collect(),
            rows: Vec::new(),
            checked: is.iter().filter(|(no, now)| **now && was.get(no) == Some(&false)).map(|(no, _)| *no).collect(),
            gone: was.keys().filter(|no| !is.contains_key(no)).copied().collect(),
        }
    }

    /// With the bytes of the files that come.
    pub(crate) fn with(
        mut self,
        random: &dyn Random,
        key: &Key,
        (id, at): (DossierId, Timestamp),
        bytes: &[(u32, Vec<u8>)],
    ) -> Result<Self, StoreError> {
        if self.new.len() != bytes.len() || !bytes.iter().all(|(no, _)| self.new.contains(no)) {
            return Err(UNTOLD);
        }
        self.rows = bytes.iter().map(|(no, bytes)| sealed(random, key, (id, at), (*no, bytes))).collect();
        Ok(self)
    }

    /// Writes it, before the keys of what lives are wrapped anew.
    pub(crate) fn write(&self, conn: &mut dyn Connection, id: DossierId) -> Result<(), StoreError> {
        const NEW: &str = "INSERT INTO file (dossier, no, waits, tries, next, since, why, key, body) \
                           VALUES ($1, $2, 1, 0, $3, $4, NULL, $5, $6)";
        const CHECKED: &str = "UPDATE file SET waits = 0, why = NULL WHERE dossier = $1 AND no = $2";
        if self.rows.len() != self.new.len() {
            return Err(UNTOLD);
        }
        for row in &self.rows {
            conn.put(NEW, row)?;
        }
        for no in &self.checked {
            conn.exec(CHECKED, &place(id, *no))?;
        }
        for no in &self.gone {
            remove(conn, id, *no)?;
        }
        Ok(())
    }
}

/// Its events tell of a file that did not come with them, or the other way round.
const UNTOLD: StoreError = StoreError::Shape("a file that its dossier tells of");

fn place(id: DossierId, no: u32) -> [Value; 2] {
    [id.bytes().as_slice().into(), i64::from(no).into()]
}

fn bound(id: DossierId, no: u32) -> Vec<u8> {
    [b"file/".as_slice(), id.bytes(), &no.to_be_bytes()].concat()
}

fn sealed(random: &dyn Random, key: &Key, (id, at): (DossierId, Timestamp), (no, bytes): (u32, &[u8])) -> [Value; 6] {
    let (own, bound, at) = (Key::fresh(random), bound(id, no), at.as_second());
    let [dossier, place] = place(id, no);
    [
        dossier,
        place,
        at.into(),
        at.into(),
        key.wrap(random, &own, &bound).into(),
        own.seal(random, bytes, &bound).into(),
    ]
}

/// Takes one away.
pub(crate) fn remove(conn: &mut dyn Connection, id: DossierId, no: u32) -> Result<(), StoreError> {
    conn.exec("DELETE FROM file WHERE dossier = $1 AND no = $2", &place(id, no)).map(drop)
}

/// The bytes of a file under the key of its dossier; nothing where it is not there. Damaged where it does not open.
pub(crate) fn open(
    conn: &mut dyn Connection,
    key: &Key,
    id: DossierId,
    no: u32,
) -> Result<Option<Vec<u8>>, StoreError> {
    const SQL: &str = "SELECT key, body FROM file WHERE dossier = $1 AND no = $2";
    let Some(row) = conn.first(SQL, &place(id, no))? else { return Ok(None) };
    let bound = bound(id, no);
    let own = key.unwrap(row.bytes(0)?, &bound).map_err(|_| StoreError::Damaged)?;
    own.open(row.bytes(1)?, &bound).map(Some).map_err(|_| StoreError::Damaged)
}

/// Wraps the keys of the files that live under another key of their dossier.
pub(crate) fn rekey(
    conn: &mut dyn Connection,
    random: &dyn Random,
    id: DossierId,
    (before, after): (&Key, &Key),
) -> Result<(), StoreError> {
    const FILES: &str = "SELECT no, key FROM file WHERE dossier = $1";
    const FILE: &str = "UPDATE file SET key = $3 WHERE dossier = $1 AND no = $2";
    for row in conn.query(FILES, &[id.bytes().as_slice().into()])? {
        let no = number(&row, 0)?;
        let bound = bound(id, no);
        let own = before.unwrap(row.bytes(1)?, &bound).map_err(|_| StoreError::Damaged)?;
        let [dossier, place] = place(id, no);
        conn.put(FILE, &[dossier, place, after.wrap(random, &own, &bound).into()])?;
    }
    Ok(())
}

fn number(row: &Row, at: usize) -> Result<u32, StoreError> {
    u32::try_from(row.int(at)?).map_err(|_| StoreError::Shape("the number of a file"))
}

/// What is wrong with the files of a dossier, by what its state tells of them.
pub(crate) fn check(
    conn: &mut dyn Connection,
    key: &Key,
    id: DossierId,
    told: &[Filed],
) -> Result<Vec<String>, StoreError> {
    const ALL: &str = "SELECT no, waits FROM file WHERE dossier = $1";
    let mut wrong = Vec::new();
    let mut there = BTreeMap::new();
    for row in conn.query(ALL, &[id.bytes().as_slice().into()])? {
        there.insert(number(&row, 0)?, row.int(1)? == 0);
    }
    for file in told {
        let no = file.no;
        match there.remove(&no) {
            None => wrong.push(format!("file {no} is not there")),
            Some(checked) => {
                if checked != file.checked {
                    wrong.push(format!("file {no} is not in the hands of the scanner as its events say"));
                }
                match open(conn, key, id, no) {
                    Ok(Some(bytes)) if FileDigest::of(&bytes) == file.digest => {}
                    Ok(_) => wrong.push(format!("file {no} is not what was added")),
                    Err(StoreError::Damaged) => wrong.push(format!("file {no} does not open")),
                    Err(why) => return Err(why),
                }
            }
        }
    }
    wrong.extend(there.keys().map(|no| format!("file {no} is in none of its events")));
    Ok(wrong)
}

/// Which documents a house takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRules {
    /// Whether it takes any.
    pub on: bool,
    /// The most bytes of one.
    pub most_bytes: usize,
    /// How many belong to one thing at most.
    pub per_thing: usize,
    /// Whether there is a scanner.
    pub scanned: bool,
}

impl Default for FileRules {
    /// None.
    fn default() -> Self {
        Self { on: false, most_bytes: 5 * 1024 * 1024, per_thing: 3, scanned: false }
    }
}

impl FileRules {
    /// Whether a file of so many bytes may come beside so many.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub fn fits(&self, bytes: usize, beside: usize) -> Result<(), Refusal> {
        if !self.on {
            return Err(Refusal::of("Dit huis neemt geen documenten aan.", "This house takes no documents."));
        }
        if beside >= self.per_thing {
            let most = self.per_thing;
            return Err(Say::made(
                format!("Er liggen er al {most}. Haal er eerst een weg."),
                format!("There are {most} already. Take one away first."),
            )
            .into());
        }
        if bytes > self.most_bytes {
            let most = self.most_bytes / (1024 * 1024);
            return Err(Say::made(
                format!("Dit bestand is te groot: hooguit {most} MB."),
                format!("This file is too large: at most {most} MB."),
            )
            .into());
        }
        Ok(())
    }
}
