//! A file of sealed rows: a backup, or the key ring beside it.
//!
//! Not age, which would want a secret of its own beside the ring and a second generation of ciphers: see ADR 4.

use crate::engine::{
    files,
    keys::{Key, SystemRandom, fresh},
    store::Value,
};
use std::io::{self, Read, Write};
use zeroize::Zeroize as _;

pub(crate) const BACKUP: &[u8; 8] = b"CASUBK02";
/// A backup of version 2 of the store, in which tables are numbered.
pub(crate) const BACKUP_OF_2: &[u8; 8] = b"CASUBK01";
/// The keys beside a backup.
pub(crate) const RING: &[u8; 8] = b"CASUKR02";
/// The same beside a backup of version 2.
pub(crate) const RING_OF_2: &[u8; 8] = b"CASUKR01";
const CHUNK: usize = 256 * 1024;

/// A file of sealed chunks. Each chunk is bound to the file and its number, and the last says that it is the last, so that nothing
/// can be changed, taken away or put in another order.
pub(crate) struct Sealed<'a> {
    to: &'a mut dyn Write,
    key: Key,
    file: [u8; 16],
    number: u64,
    buffer: Vec<u8>,
}

fn chunk_bound(file: &[u8; 16], number: u64, last: bool) -> Vec<u8> {
    [file.as_slice(), &number.to_be_bytes(), &[u8::from(last)]].concat()
}

impl<'a> Sealed<'a> {
    pub(crate) fn begin(to: &'a mut dyn Write, key: Key, mark: &'static [u8; 8]) -> io::Result<Self> {
        let file = fresh(&SystemRandom);
        to.write_all(mark)?;
        to.write_all(&file)?;
        Ok(Self { to, key, file, number: 0, buffer: Vec::with_capacity(CHUNK) })
    }

    pub(crate) fn put(&mut self, table: u8, values: &[Value]) -> io::Result<()> {
        self.buffer.push(table);
        self.buffer.push(u8::try_from(values.len()).unwrap_or(u8::MAX));
        for value in values {
            let (tag, bytes) = match value {
                Value::Null => (0, Vec::new()),
                Value::Int(i) => (1, i.to_be_bytes().to_vec()),
                Value::Text(t) => (2, t.clone().into_bytes()),
                Value::Bytes(b) => (3, b.clone()),
            };
            self.buffer.push(tag);
            self.buffer.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
            self.buffer.extend(bytes);
        }
        if self.buffer.len() >= CHUNK { self.flush(false) } else { Ok(()) }
    }

    fn flush(&mut self, last: bool) -> io::Result<()> {
        let bound = chunk_bound(&self.file, self.number, last);
        let sealed = self.key.seal(&SystemRandom, &self.buffer, &bound);
        self.to.write_all(&[u8::from(last)])?;
        self.to.write_all(&u32::try_from(sealed.len()).unwrap_or(u32::MAX).to_be_bytes())?;
        self.to.write_all(&sealed)?;
        self.number += 1;
        self.buffer.zeroize();
        Ok(())
    }

    pub(crate) fn end(mut self) -> io::Result<()> {
        self.flush(true)?;
        self.to.flush()
    }
}

/// The file is not whole, unchanged and sealed with these keys.
pub(crate) struct NotOurs;

pub(crate) type Take<'a, E> = &'a mut dyn FnMut(u8, Vec<Value>) -> Result<(), E>;

/// Opens every row of such a file; an error unless it is whole and unchanged.
pub(crate) fn unseal<E: From<NotOurs>>(
    from: &mut dyn Read,
    key: &Key,
    mark: &'static [u8; 8],
    take: Take<'_, E>,
) -> Result<(), E> {
    let (mut head, mut file) = ([0; 8], [0; 16]);
    let mut read = |buffer: &mut [u8]| from.read_exact(buffer).map_err(|_| NotOurs);
    read(&mut head)?;
    read(&mut file)?;
    if head != *mark {
        return Err(NotOurs.into());
    }
    for number in 0.. {
        let (mut last, mut size) = ([0], [0; 4]);
        read(&mut last)?;
        read(&mut size)?;
        let size = u32::from_be_bytes(size) as usize;
        // A row is never larger than a file that was added; a larger chunk is not ours.
        if size > files::LARGEST + 16 * CHUNK {
            return Err(NotOurs.into());
        }
        let mut sealed = vec![0; size];
        read(&mut sealed)?;
        let bound = chunk_bound(&file, number, last == [1]);
        let plain = key.open(&sealed, &bound).map_err(|_| NotOurs)?;
        let mut rest = plain.as_slice();
        while !rest.is_empty() {
            let (table, values) = row_from(&mut rest).ok_or(NotOurs)?;
            take(table, values)?;
        }
        if last == [1] {
            return Ok(());
        }
    }
    Err(NotOurs.into())
}

fn row_from(rest: &mut &[u8]) -> Option<(u8, Vec<Value>)> {
    fn cut<'a>(rest: &mut &'a [u8], n: usize) -> Option<&'a [u8]> {
        let (head, tail) = rest.split_at_checked(n)?;
        *rest = tail;
        Some(head)
    }
    let &[table, width] = cut(rest, 2)? else { return None };
    let mut values = Vec::with_capacity(usize::from(width));
    for _ in 0..width {
        let &[tag] = cut(rest, 1)? else { return None };
        let size = u32::from_be_bytes(cut(rest, 4)?.try_into().ok()?) as usize;
        let bytes = cut(rest, size)?;
        values.push(match tag {
            0 => Value::Null,
            1 => Value::Int(i64::from_be_bytes(bytes.try_into().ok()?)),
            2 => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
            3 => Value::Bytes(bytes.to_vec()),
            _ => return None,
        });
    }
    Some((table, values))
}
