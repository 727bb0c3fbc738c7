//! What needs the keys to be tried: whoever has everything that is left still cannot open what was forgotten.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop, and says why")]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the invented house serves other tests too, and a macro makes public acts"
)]

mod ages;
mod forgotten;
#[path = "../../tests/it/house.rs"]
mod house;

use crate::engine::{
    cipher::{Key, event_bound},
    ring::{Ring, slice_of},
    store::{Row, Value},
};
use house::{House, *};
use kernel::DossierId;
use std::path::Path;
use vault::*;

/// Number, wrapped key, body and the link before it.
type KeptEvent = (u64, Vec<u8>, Vec<u8>, Vec<u8>);

/// What somebody kept of a dossier at some moment: out of a dead row, a log, or a copy of the whole store.
struct Kept {
    id: DossierId,
    key: (Vec<u8>, i64),
    events: Vec<KeptEvent>,
    /// Name, wrapped key and generation of each box.
    boxes: Vec<(String, Vec<u8>, i64)>,
    /// Number, wrapped key and body of each file.
    files: Vec<(u32, Vec<u8>, Vec<u8>)>,
}

/// Reads the rows of a dossier as they lie in the store.
async fn kept(h: &House, id: DossierId) -> Kept {
    let database = h.database.clone();
    let read = move || {
        let mut conn = database.connect().unwrap();
        let this = [Value::from(id.bytes().as_slice())];
        let row = conn.first("SELECT key, epoch FROM dossier WHERE id = $1", &this).unwrap().unwrap();
        let key = (row.bytes(0).unwrap().to_vec(), row.int(1).unwrap());
        let mut before = vec![0; 32];
        let mut events = Vec::new();
        for row in conn.query("SELECT seq, key, body, link FROM event WHERE dossier = $1 ORDER BY seq", &this).unwrap()
        {
            let seq = u64::try_from(row.int(0).unwrap()).unwrap();
            if let (Some(key), Some(body)) = (row.bytes_or_null(1).unwrap(), row.bytes_or_null(2).unwrap()) {
                events.push((seq, key.to_vec(), body.to_vec(), before));
            }
            before = row.bytes(3).unwrap().to_vec();
        }
        let boxes = conn.query("SELECT name, key, epoch FROM box WHERE dossier = $1", &this).unwrap();
        let boxes = boxes
            .iter()
            .map(|r| (r.text(0).unwrap().to_owned(), r.bytes(1).unwrap().to_vec(), r.int(2).unwrap()))
            .collect();
        let files = conn.query("SELECT no, key, body FROM file WHERE dossier = $1", &this).unwrap();
        let file = |r: &Row| {
            let no = u32::try_from(r.int(0).unwrap()).unwrap();
            (no, r.bytes(1).unwrap().to_vec(), r.bytes(2).unwrap().to_vec())
        };
        Kept { id, key, events, boxes, files: files.iter().map(file).collect() }
    };
    tokio::task::spawn_blocking(read).await.unwrap()
}

impl Kept {
    /// The key of the dossier, for whoever has this, the ring as it is on the disk and the master key.
    fn opened(&self, ring: &Ring) -> Option<Key> {
        ring.unwrap((self.id, ""), self.key.1, &self.key.0).ok()
    }

    /// What is written in an event, for the same.
    fn event(&self, ring: &Ring, seq: u64) -> Option<String> {
        let key = self.opened(ring)?;
        let (_, wrapped, body, before) = self.events.iter().find(|(n, ..)| *n == seq)?;
        let bound = event_bound(self.id, seq, before);
        let plain = key.unwrap(wrapped, &bound).ok()?.open(body, &bound).ok()?;
        Some(String::from_utf8(plain).unwrap())
    }

    /// What is in a file, for the same.
    fn file(&self, ring: &Ring, no: u32) -> Option<Vec<u8>> {
        let key = self.opened(ring)?;
        let (_, wrapped, body) = self.files.iter().find(|(n, ..)| *n == no)?;
        let bound = [b"file/".as_slice(), self.id.bytes(), &no.to_be_bytes()].concat();
        key.unwrap(wrapped, &bound).ok()?.open(body, &bound).ok()
    }

    /// The key of a box, for the same.
    fn of_box(&self, ring: &Ring, of: &str) -> Option<Key> {
        let (_, wrapped, generation) = self.boxes.iter().find(|(name, ..)| name == of)?;
        ring.unwrap((self.id, of), *generation, wrapped).ok()
    }
}

/// The ring as somebody finds it on the disk who has the master key.
fn ring(h: &House) -> Ring {
    Ring::open(&h.database.ring(), &master()).unwrap()
}

/// Waits until nothing is left to be erased.
async fn gone(h: &House, id: DossierId) {
    for _ in 0..200 {
        if !h.vault.is_being_erased(id).await.unwrap() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it is never gone");
}

/// Every file under a folder.
fn files(at: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(at) else { return Vec::new() };
    let mut all = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}
