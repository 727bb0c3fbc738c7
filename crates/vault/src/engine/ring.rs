//! The key ring beside the store: what must be droppable for real lies here and not in a database, whose dead rows, log and base backups
//! keep what was dropped ([ADR 9](../../../../docs/adr/0009-forgotten-is-forgotten.md)).
//!
//! It is one small file, sealed under the master key and always written whole: the keys of the house, and for each of 256 slices of
//! dossiers the key that wraps theirs. A slice is *turned*: a new generation of its key is added, what lives is wrapped anew, and the old
//! generation is dropped. Every copy of the store from before then holds noise for what was forgotten.

pub(crate) use crate::engine::keyring::{FIRST, Keyring, RingError, SLICES};
use crate::engine::{
    cipher::{Key, Random, SealError},
    keyring::Plain,
    ring_file::{after_a_crash, alone, write},
};
use kernel::DossierId;
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    thread,
    time::Duration,
};

/// The slice that a dossier belongs to.
pub(crate) fn slice_of(id: DossierId) -> usize {
    id.bytes().last().map_or(0, |b| usize::from(*b))
}

/// Why a wrapped key does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyError {
    /// Its generation is on the ring no more. Who read it a moment ago finds it wrapped anew.
    Turned,
    /// It is not what was written there.
    Changed,
}

/// What a wrapped key belongs to: a dossier, or a box of it.
pub(crate) type Whose<'a> = (DossierId, &'a str);

fn bound((id, of): Whose<'_>, generation: i64) -> Vec<u8> {
    [b"ring/".as_slice(), id.bytes(), &generation.to_be_bytes(), of.as_bytes()].concat()
}

/// Gives the master keys that may have taken the place of the one that was.
pub type Again = Arc<dyn Fn() -> Vec<Key> + Send + Sync>;

/// The ring of a house that is open, in step with its file.
pub(crate) struct Ring {
    path: PathBuf,
    master: RwLock<Key>,
    held: RwLock<Keyring>,
    /// Who changes the file waits here; other processes wait at the lock beside it.
    changing: Mutex<()>,
    /// Asks for the master key again, where another one may have taken its place.
    again: Option<Again>,
    /// Whether it stays as it is, for who reads the store as it was at one moment.
    pinned: bool,
}

impl std::fmt::Debug for Ring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ring(..)")
    }
}

impl Ring {
    fn holding(path: &Path, master: &Key, held: Keyring) -> Self {
        Self {
            path: path.to_owned(),
            master: RwLock::new(master.clone()),
            held: RwLock::new(held),
            changing: Mutex::default(),
            again: None,
            pinned: false,
        }
    }

    /// Opens the ring at this place.
    pub(crate) fn open(path: &Path, master: &Key) -> Result<Self, RingError> {
        let held = read(path, master)?;
        if let Err(why) = after_a_crash(path) {
            tracing::warn!(%why, "what a crash left beside the key ring could not be written over; it is tried again when the ring changes");
        }
        Ok(Self::holding(path, master, held))
    }

    /// Puts a ring at a place where there is none; of several that try at once one does.
    pub(crate) fn make(path: &Path, master: &Key, new: &Keyring) -> Result<Self, RingError> {
        let alone = alone(path)?;
        // Also one that this account may not read.
        if path.symlink_metadata().is_ok() {
            return Err(RingError::There(path.to_owned()));
        }
        write(path, &new.seal(master))?;
        drop(alone);
        Self::open(path, master)
    }

    /// Puts a ring at this place, also where there is one.
    pub(crate) fn replace(path: &Path, master: &Key, ring: &Keyring) -> Result<Self, RingError> {
        {
            let _alone = alone(path)?;
            write(path, &ring.seal(master))?;
        }
        Self::open(path, master)
    }

    /// A ring that is not in its place yet, and does not change.
    pub(crate) fn pinned_to(ring: Keyring, path: &Path, master: &Key) -> Self {
        Self { pinned: true, ..Self::holding(path, master, ring) }
    }

    /// From now on asks for the master key again when the file does not open with the one it has.
    #[must_use]
    pub(crate) fn asking(self, again: Option<Again>) -> Self {
        Self { again, ..self }
    }

    /// The key of the house for this purpose; made when the ring is older than the purpose.
    pub(crate) fn of_house(&self, random: &dyn Random, purpose: &str) -> Result<Key, RingError> {
        let look = || self.held.read().unwrap_or_else(PoisonError::into_inner).of_house(purpose);
        if look().is_none() {
            self.change(|ring| {
                ring.house.entry(purpose.to_owned()).or_insert_with(|| Plain(Key::fresh(random)));
            })?;
        }
        look().ok_or(RingError::NotOurs)
    }

    /// What is on it now, as it stands in the file.
    pub(crate) fn copy(&self) -> Result<Keyring, RingError> {
        if self.pinned {
            return Ok(self.held.read().unwrap_or_else(PoisonError::into_inner).clone());
        }
        let master = self.master();
        match (read(&self.path, &master), &self.again) {
            (Err(RingError::NotOurs), Some(again)) => {
                let opens = |next: Key| read(&self.path, &next).ok().map(|ring| (next, ring));
                let (next, ring) = again().into_iter().find_map(opens).ok_or(RingError::NotOurs)?;
                *self.master.write().unwrap_or_else(PoisonError::into_inner) = next;
                Ok(ring)
            }
            (read, _) => read,
        }
    }

    /// The master key that seals it now.
    pub(crate) fn master(&self) -> Key {
        self.master.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A ring that keeps what this one has now, for who reads the store as it was at one moment: `begin` fixes that moment. What a slice
    /// was before and after it is held.
    pub(crate) fn pinned<E: From<RingError>>(&self, begin: impl FnOnce() -> Result<(), E>) -> Result<Self, E> {
        let before = self.copy()?;
        begin()?;
        let mut held = self.copy()?;
        for (slice, earlier) in held.slices.iter_mut().zip(before.slices) {
            slice.extend(earlier);
        }
        Ok(Self { pinned: true, ..Self::holding(&self.path, &self.master(), held) })
    }

    /// Wraps a key under this generation of its slice.
    pub(crate) fn wrap(
        &self,
        random: &dyn Random,
        whose: Whose<'_>,
        generation: i64,
        key: &Key,
    ) -> Result<Vec<u8>, SealError> {
        let slice = self.slice(slice_of(whose.0), generation).ok_or(SealError)?;
        Ok(slice.wrap(random, key, &bound(whose, generation)))
    }

    /// Opens a wrapped key. A generation that is not known here was added by another node: then the file is read again.
    pub(crate) fn unwrap(&self, whose: Whose<'_>, generation: i64, wrapped: &[u8]) -> Result<Key, KeyError> {
        let slice = self.slice(slice_of(whose.0), generation).ok_or(KeyError::Turned)?;
        slice.unwrap(wrapped, &bound(whose, generation)).map_err(|SealError| KeyError::Changed)
    }

    fn slice(&self, n: usize, generation: i64) -> Option<Key> {
        let known = self.held.read().unwrap_or_else(PoisonError::into_inner).slice(n, generation);
        if known.is_some() || self.pinned {
            return known;
        }
        let anew = self.copy().ok()?;
        let found = anew.slice(n, generation);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = anew;
        found
    }

    /// What tells this generation of a slice from one of another ring, without saying anything of it; nothing when it is not on the ring.
    pub(crate) fn mark(&self, n: usize, generation: i64) -> Option<Vec<u8>> {
        let place = [(n as u64).to_be_bytes(), generation.to_be_bytes()].concat();
        self.slice(n, generation).map(|key| key.digest(&[b"mark", &place])[..8].to_vec())
    }

    /// Adds a generation to a slice; what is there already stays.
    pub(crate) fn add(&self, random: &dyn Random, n: usize, generation: i64) -> Result<(), RingError> {
        self.change(|ring| {
            if let Some(slice) = ring.slices.get_mut(n) {
                slice.entry(generation).or_insert_with(|| Plain(Key::fresh(random)));
            }
        })
    }

    /// Drops every generation of a slice before this one. When it returns they are nowhere in this file.
    pub(crate) fn drop_before(&self, n: usize, generation: i64) -> Result<(), RingError> {
        self.change(|ring| {
            // Never the last one, whatever was asked.
            if let Some(slice) = ring.slices.get_mut(n).filter(|slice| slice.contains_key(&generation)) {
                slice.retain(|g, _| *g >= generation);
            }
        })
    }

    /// Seals the ring under another master key.
    pub(crate) fn rekey(&self, to: &Key) -> Result<(), RingError> {
        let _mine = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let _alone = alone(&self.path)?;
        write(&self.path, &self.copy()?.seal(to))?;
        *self.master.write().unwrap_or_else(PoisonError::into_inner) = to.clone();
        Ok(())
    }

    /// Changes the file as it is now, alone among all nodes.
    fn change(&self, work: impl FnOnce(&mut Keyring)) -> Result<(), RingError> {
        let _mine = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let _alone = (!self.pinned).then(|| alone(&self.path)).transpose()?;
        let mut ring = self.copy()?;
        work(&mut ring);
        if !self.pinned {
            write(&self.path, &ring.seal(&self.master()))?;
        }
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }
}

/// Reads the file. One that is just being replaced may be found as it is written over, so what does not open is read again.
fn read(path: &Path, master: &Key) -> Result<Keyring, RingError> {
    const TRIES: usize = 4;
    for _ in 1..TRIES {
        match read_once(path, master) {
            Err(RingError::NotOurs) => thread::sleep(Duration::from_millis(20)),
            read => return read,
        }
    }
    read_once(path, master)
}

fn read_once(path: &Path, master: &Key) -> Result<Keyring, RingError> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(mut file) => file.read_to_end(&mut bytes)?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(RingError::Missing(path.to_owned())),
        Err(e) => return Err(e.into()),
    };
    Keyring::unseal(master, &bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::{cipher::SystemRandom, store::beside};
    use std::fs;

    fn ring(folder: &Path) -> (PathBuf, Key, Ring) {
        let (path, master) = (folder.join("ring"), Key::fresh(&SystemRandom));
        let house = [("chain".to_owned(), Key::fresh(&SystemRandom))];
        let ring = Ring::make(&path, &master, &Keyring::fresh(&SystemRandom, house, FIRST)).unwrap();
        (path, master, ring)
    }

    #[test]
    fn a_turned_slice_opens_what_was_wrapped_anew_and_nothing_older() {
        let folder = tempfile::tempdir().unwrap();
        let (path, master, ring) = ring(folder.path());
        let (id, key) = (DossierId::new(1, [7; 10]), Key::fresh(&SystemRandom));
        let place = (id, "");
        let old = ring.wrap(&SystemRandom, place, 1, &key).unwrap();
        let other_node = Ring::open(&path, &master).unwrap();
        ring.add(&SystemRandom, slice_of(id), 2).unwrap();
        let new = ring.wrap(&SystemRandom, place, 2, &key).unwrap();
        assert!(ring.unwrap(place, 1, &old).is_ok(), "both open while it turns");
        assert!(other_node.unwrap(place, 2, &new).is_ok(), "another node reads the file again");
        ring.drop_before(slice_of(id), 2).unwrap();
        assert!(ring.unwrap(place, 1, &old).is_err());
        assert!(Ring::open(&path, &master).unwrap().unwrap(place, 1, &old).is_err());
        assert_eq!(ring.unwrap(place, 2, &new).unwrap().bytes(), key.bytes());
    }

    #[test]
    fn another_master_key_takes_its_place_and_the_first_opens_nothing_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let (path, master, ring) = ring(folder.path());
        let next = Key::fresh(&SystemRandom);
        ring.rekey(&next).unwrap();
        ring.add(&SystemRandom, 3, 2).unwrap();
        assert_eq!(Ring::open(&path, &master).unwrap_err(), RingError::NotOurs);
        let opened = Ring::open(&path, &next).unwrap();
        assert_eq!(
            opened.of_house(&SystemRandom, "chain").unwrap().bytes(),
            ring.of_house(&SystemRandom, "chain").unwrap().bytes()
        );
    }

    /// A crash between two writes leaves the ring under a second name, before or after the new one took its place: either way the ring stays
    /// whole, and what is no ring any more is written over.
    #[cfg(unix)]
    #[test]
    fn what_a_crash_left_of_an_older_ring_is_written_over_and_the_ring_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (path, master, ring) = ring(folder.path());
        let (part, was) = (beside(&path, "-part"), beside(&path, "-was"));
        let sound = || Ring::open(&path, &master).is_ok() && !part.exists() && !was.exists();
        // Before: both names are of the ring itself, and the one that was to come lies there half.
        fs::hard_link(&path, &was).unwrap();
        fs::write(&part, "half").unwrap();
        let mut half = File::open(&part).unwrap();
        assert!(sound());
        ring.add(&SystemRandom, 3, 2).unwrap();
        // After: what was the ring has the second name only.
        let older = fs::read(&path).unwrap();
        fs::hard_link(&path, &was).unwrap();
        let mut old = File::open(&was).unwrap();
        fs::write(&part, &older).unwrap();
        fs::rename(&part, &path).unwrap();
        assert!(sound());
        let (mut left, mut left_half) = (Vec::new(), Vec::new());
        old.read_to_end(&mut left).unwrap();
        half.read_to_end(&mut left_half).unwrap();
        assert_eq!((left, left_half), (vec![0; older.len()], vec![0; 4]));
        // And whoever changes the ring cleans up first, also one that was open before the crash.
        fs::write(&was, "older").unwrap();
        let mut old = File::open(&was).unwrap();
        ring.add(&SystemRandom, 4, 2).unwrap();
        let mut left = String::new();
        old.read_to_string(&mut left).unwrap();
        assert_eq!(left, "\0\0\0\0\0");
        assert!(sound());
    }

    #[test]
    fn a_changed_or_missing_file_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let (path, master, _) = ring(folder.path());
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(Ring::open(&path, &master).unwrap_err(), RingError::NotOurs);
        fs::remove_file(&path).unwrap();
        assert_eq!(Ring::open(&path, &master).unwrap_err(), RingError::Missing(path));
    }
}
