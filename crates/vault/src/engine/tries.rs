//! How often somebody tried to log in, counted in the store by all nodes together. It slows down and never shuts out: who waits may try
//! again, and from a place where a person logged in before nobody is sent away. Only keyed digests are kept, of sources for a day.

use crate::engine::{
    keys::Keys,
    store::{Connection, StoreError, Value},
};
use kernel::DossierId;

/// Wrong tries are counted within a quarter of an hour.
const WINDOW: i64 = 15 * 60;
/// The longest that anybody waits for the next try, in seconds.
const LONGEST: i64 = 60;
/// How long looks with a code, and what is handed in with one, are counted.
const HOUR: i64 = 3_600;
/// How long a try is remembered.
const DAY: i64 = 86_400;
/// How long a place is remembered where somebody logged in.
const HALF_A_YEAR: i64 = 180 * DAY;
/// So many places are remembered of one person; beyond that the one that was longest ago is forgotten.
const MOST_PLACES: i64 = 50;
/// From so many counts on, those of a window that is over are swept at a wrong try too, not only when somebody comes in. Passwords are
/// checked a few at a time, so within one window there are never many more.
const MANY: i64 = 100_000;
/// How many wrong tries are free: for this name from this source, for this name from unknown places, from this source.
const FREE: [i64; 3] = [5, 20, 60];

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Try.
    Now,
    /// Try after so many seconds: a place that is known and where much went wrong just now.
    Slow { seconds: u64 },
    /// Not now; in so many seconds.
    Later { seconds: u64 },
}

/// The tries of one name from one source.
#[derive(Debug, Clone)]
pub(crate) struct Tries {
    place: [u8; 32],
    /// For the name from the source, for the name, for the source: as in [`FREE`].
    counted: [[u8; 32]; 3],
}

struct Count {
    since: i64,
    next: i64,
}

impl Tries {
    pub(crate) fn of(keys: &Keys, source: &str, person: &str) -> Self {
        let digest = |parts: &[&[u8]]| keys.tries.digest(parts);
        let (source, person) = (source.as_bytes(), person.as_bytes());
        let counted = [digest(&[b"pair", source, person]), digest(&[b"account", person]), digest(&[b"source", source])];
        Self { place: digest(&[b"place", source, person]), counted }
    }

    fn is_known(&self, conn: &mut dyn Connection) -> Result<bool, StoreError> {
        Ok(conn.first("SELECT at FROM place WHERE digest = $1", &[self.place.as_slice().into()])?.is_some())
    }

    fn count(conn: &mut dyn Connection, digest: &[u8; 32], now: i64) -> Result<Option<Count>, StoreError> {
        let row = conn.first("SELECT since, next FROM try WHERE digest = $1", &[digest.as_slice().into()])?;
        let count = row.map(|r| Ok::<_, StoreError>(Count { since: r.int(0)?, next: r.int(1)? }));
        // What a clock that ran ahead wrote counts as of now.
        Ok(count.transpose()?.filter(|c| now - c.since < WINDOW && c.next <= now + LONGEST))
    }

    /// Whether it may be tried now.
    pub(crate) fn turn(&self, conn: &mut dyn Connection, now: i64) -> Result<Turn, StoreError> {
        let mut wait = 0;
        if self.is_known(conn)? {
            let [pair, ..] = &self.counted;
            let next = Self::count(conn, pair, now)?.map_or(0, |c| c.next);
            // Slowed down a little, and looked at all the same.
            return Ok(match u64::try_from((next - now).min(2)) {
                Ok(seconds) if seconds > 0 => Turn::Slow { seconds },
                _ => Turn::Now,
            });
        }
        for digest in &self.counted {
            wait = wait.max(Self::count(conn, digest, now)?.map_or(0, |c| c.next - now));
        }
        Ok(match u64::try_from(wait) {
            Ok(seconds) if seconds > 0 => Turn::Later { seconds },
            _ => Turn::Now,
        })
    }

    /// Counts a wrong try. Gives how many there were of this name from this source when that is to be told: at the first of a window,
    /// and each time there are ten times as many.
    pub(crate) fn fail(&self, conn: &mut dyn Connection, now: i64) -> Result<Option<i64>, StoreError> {
        const SQL: &str = "INSERT INTO try (digest, n, since, next) VALUES ($1, 1, $2, $3) ON CONFLICT (digest) \
                           DO UPDATE SET n = CASE WHEN try.since > $4 THEN try.n + 1 ELSE 1 END, \
                           since = CASE WHEN try.since > $4 THEN try.since ELSE excluded.since END, \
                           next = excluded.next RETURNING n";
        let known = self.is_known(conn)?;
        let mut told = None;
        for (i, (digest, free)) in self.counted.iter().zip(FREE).enumerate() {
            // From a place where the person was before, the name is not counted against them elsewhere.
            if known && i == 1 {
                continue;
            }
            let values: [Value; 4] = [digest.as_slice().into(), now.into(), 0.into(), (now - WINDOW).into()];
            let n = conn.first(SQL, &values)?.map_or(Ok(1), |row| row.int(0))?;
            if n > free {
                let pause = 1i64.checked_shl(u32::try_from(n - free).unwrap_or(u32::MAX)).unwrap_or(LONGEST);
                let next = now + pause.clamp(1, LONGEST);
                conn.exec("UPDATE try SET next = $1 WHERE digest = $2", &[next.into(), digest.as_slice().into()])?;
            }
            // A source that is new, and then now and again.
            if i == 2 && n % 16 == 1 {
                sweep(conn, now, MANY)?;
            }
            if i == 0 {
                told = [1, 10, 100, 1_000, 10_000].contains(&n).then_some(n);
            }
        }
        Ok(told)
    }

    /// Somebody came in: their tries are forgotten, and the place is remembered.
    pub(crate) fn succeed(&self, conn: &mut dyn Connection, person: &str, now: i64) -> Result<(), StoreError> {
        const PLACE: &str = "INSERT INTO place (digest, account, at) VALUES ($1, $2, $3) \
                             ON CONFLICT (digest) DO UPDATE SET at = excluded.at";
        const FORGET: &str = "DELETE FROM place WHERE account = $1 AND digest NOT IN \
                              (SELECT digest FROM place WHERE account = $1 ORDER BY at DESC, digest LIMIT $2)";
        let [pair, account, _] = &self.counted;
        for digest in [pair, account] {
            conn.exec("DELETE FROM try WHERE digest = $1", &[digest.as_slice().into()])?;
        }
        conn.exec(PLACE, &[self.place.as_slice().into(), person.into(), now.into()])?;
        conn.exec(FORGET, &[person.into(), MOST_PLACES.into()])?;
        // Swept when somebody comes in: no clockwork of its own.
        conn.exec("DELETE FROM try WHERE since < $1", &[(now - DAY).into()])?;
        conn.exec("DELETE FROM place WHERE at < $1", &[(now - HALF_A_YEAR).into()]).map(drop)
    }
}

/// Forgets counts that count no more, when there are very many: each after its own window, so that nobody wipes a count of a day by making
/// many of a moment.
fn sweep(conn: &mut dyn Connection, now: i64, many: i64) -> Result<(), StoreError> {
    let all = conn.first("SELECT COUNT(*) FROM try", &[])?.map_or(Ok(0), |row| row.int(0))?;
    if all > many {
        conn.exec("DELETE FROM try WHERE since < $1 AND next <= $2", &[(now - WINDOW).into(), now.into()])?;
    }
    Ok(())
}

/// Counts a question of this person about somebody. Gives how many there were since the first of a day.
pub(crate) fn asked(conn: &mut dyn Connection, keys: &Keys, person: &str, now: i64) -> Result<i64, StoreError> {
    count_up(conn, &keys.tries.digest(&[b"asked", person.as_bytes()]), now, DAY)
}

/// Counts a look by who said who they are behind this code. Gives how many there were since the first of an hour.
pub(crate) fn looked(conn: &mut dyn Connection, keys: &Keys, claim: &str, now: i64) -> Result<i64, StoreError> {
    count_up(conn, &keys.tries.digest(&[b"looked", claim.as_bytes()]), now, HOUR)
}

/// Counts a question of another house. Gives how many there were since the first of a day.
pub(crate) fn asked_from_elsewhere(
    conn: &mut dyn Connection,
    keys: &Keys,
    house: &[u8],
    now: i64,
) -> Result<i64, StoreError> {
    count_up(conn, &keys.tries.digest(&[b"neighbour", house]), now, DAY)
}

/// Counts a letter of another house. Gives how many there were since the first of a day.
pub(crate) fn written(conn: &mut dyn Connection, keys: &Keys, house: &[u8], now: i64) -> Result<i64, StoreError> {
    count_up(conn, &keys.tries.digest(&[b"letters", house]), now, DAY)
}

/// Counts a request for contact of another house. Gives how many there were since the first of a day.
pub(crate) fn contacted(conn: &mut dyn Connection, keys: &Keys, house: &[u8], now: i64) -> Result<i64, StoreError> {
    count_up(conn, &keys.tries.digest(&[b"contact", house]), now, DAY)
}

/// Counts a letter that can be shown again within so many seconds. Gives how often it was.
pub(crate) fn shown(
    conn: &mut dyn Connection,
    keys: &Keys,
    letter: &str,
    now: i64,
    window: i64,
) -> Result<i64, StoreError> {
    count_up(conn, &keys.tries.digest(&[b"letter", letter.as_bytes()]), now, window)
}

/// What strangers hand in at a dossier within an hour: from one source, and from everywhere.
pub(crate) struct HandedIn([[u8; 32]; 2]);

impl HandedIn {
    pub(crate) fn of(keys: &Keys, id: DossierId, source: &str) -> Self {
        let (id, digest) = (id.bytes().as_slice(), |parts: &[&[u8]]| keys.tries.digest(parts));
        Self([digest(&[b"handed-in", id, source.as_bytes()]), digest(&[b"handed-in-all", id])])
    }

    /// Whether there is room for one more, where there may be so many of each.
    pub(crate) fn has_room(&self, conn: &mut dyn Connection, now: i64, most: [i64; 2]) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT n FROM try WHERE digest = $1 AND since > $2";
        for (digest, most) in self.0.iter().zip(most) {
            let row = conn.first(SQL, &[digest.as_slice().into(), (now - HOUR).into()])?;
            if row.map_or(Ok(0), |row| row.int(0))? >= most {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// One more, and whether that is one of those for which there is room. Where it is not, the transaction is to be undone: counting and then
    /// looking, no two nodes take in the same last one.
    pub(crate) fn count(&self, conn: &mut dyn Connection, now: i64, most: [i64; 2]) -> Result<bool, StoreError> {
        let mut fits = true;
        for (digest, most) in self.0.iter().zip(most) {
            fits &= count_up(conn, digest, now, HOUR)? <= most;
        }
        Ok(fits)
    }
}

/// One more, within a window of so many seconds. Gives how many there are. Nobody is slowed down by it; `next` is when the window ends.
fn count_up(conn: &mut dyn Connection, digest: &[u8; 32], now: i64, window: i64) -> Result<i64, StoreError> {
    const SQL: &str = "INSERT INTO try (digest, n, since, next) VALUES ($1, 1, $2, $4) ON CONFLICT (digest) \
                       DO UPDATE SET n = CASE WHEN try.since > $3 THEN try.n + 1 ELSE 1 END, \
                       next = CASE WHEN try.since > $3 THEN try.next ELSE excluded.next END, \
                       since = CASE WHEN try.since > $3 THEN try.since ELSE excluded.since END RETURNING n";
    let values: [Value; 4] = [digest.as_slice().into(), now.into(), (now - window).into(), (now + window).into()];
    conn.first(SQL, &values)?.map_or(Ok(1), |row| row.int(0))
}

/// How a refusal is told in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// As a line of its own.
    Once,
    /// As a line that says how many there were.
    Times(i64),
    /// Counted, and told with the next line that has a count.
    Not,
}

/// So many refusals of one person within a quarter of an hour each have a line of their own.
const LINES: i64 = 100;

/// Counts a refusal of this person.
pub(crate) fn refused(conn: &mut dyn Connection, keys: &Keys, person: &str, now: i64) -> Result<Told, StoreError> {
    let n = count_up(conn, &keys.tries.digest(&[b"refused", person.as_bytes()]), now, WINDOW)?;
    Ok(match n {
        n if n <= LINES => Told::Once,
        n if n % 1_000 == 0 => Told::Times(n),
        _ => Told::Not,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::{
        keys::{Key, SystemRandom},
        ring::{Keyring, Ring},
        store::Database,
    };
    use std::sync::Arc;

    const TABLES: &str = "CREATE TABLE try (digest BYTEA NOT NULL PRIMARY KEY, n BIGINT NOT NULL, since BIGINT NOT NULL, \
                          next BIGINT NOT NULL); CREATE TABLE place (digest BYTEA NOT NULL PRIMARY KEY, account TEXT NOT NULL, \
                          at BIGINT NOT NULL);";
    const NOW: i64 = 1_800_000_000;

    fn keys(folder: &tempfile::TempDir) -> Keys {
        let new = Keyring::fresh(&SystemRandom, [], 0);
        let ring = Ring::make(&folder.path().join("t.keys"), &Key::from_bytes([7; 32]), &new).unwrap();
        Keys::of(Arc::new(ring), &SystemRandom).unwrap()
    }

    fn count(conn: &mut dyn Connection, sql: &str) -> i64 {
        let sql = match sql {
            "try" => "SELECT COUNT(*) FROM try",
            _ => "SELECT COUNT(*) FROM place",
        };
        conn.first(sql, &[]).unwrap().unwrap().int(0).unwrap()
    }

    #[test]
    fn of_very_many_places_of_one_person_the_oldest_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = Database::Sqlite(folder.path().join("t.db")).connect().unwrap();
        conn.batch(TABLES).unwrap();
        let keys = keys(&folder);
        for n in 0..60 {
            Tries::of(&keys, &format!("192.0.2.{n}"), "hoorn").succeed(&mut *conn, "hoorn", NOW + n).unwrap();
        }
        Tries::of(&keys, "192.0.2.1", "texel").succeed(&mut *conn, "texel", NOW).unwrap();
        assert_eq!(count(&mut *conn, "place"), MOST_PLACES + 1, "of each their own");
        for (n, known) in [(9, false), (10, true), (59, true)] {
            assert_eq!(Tries::of(&keys, &format!("192.0.2.{n}"), "hoorn").is_known(&mut *conn).unwrap(), known, "{n}");
        }
    }

    #[test]
    fn counts_of_a_window_that_is_over_are_swept_when_there_are_many_and_no_others_ever() {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = Database::Sqlite(folder.path().join("t.db")).connect().unwrap();
        conn.batch(TABLES).unwrap();
        let keys = keys(&folder);
        let wrong = |conn: &mut dyn Connection, n: i64, at: i64| {
            Tries::of(&keys, &format!("192.0.2.{n}"), &format!("verzonnen-{n}")).fail(conn, at).unwrap()
        };
        for n in 0..10 {
            wrong(&mut *conn, n, NOW);
        }
        for n in 10..20 {
            wrong(&mut *conn, n, NOW + WINDOW);
        }
        assert_eq!(count(&mut *conn, "try"), 60);
        sweep(&mut *conn, NOW + WINDOW + 1, 60).unwrap();
        assert_eq!(count(&mut *conn, "try"), 60, "not many yet");
        sweep(&mut *conn, NOW + WINDOW + 1, 59).unwrap();
        assert_eq!(count(&mut *conn, "try"), 30, "those that count are still there");
    }

    #[test]
    fn a_count_of_a_day_is_not_wiped_by_making_many_of_a_moment() {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = Database::Sqlite(folder.path().join("t.db")).connect().unwrap();
        conn.batch(TABLES).unwrap();
        let keys = keys(&folder);
        for n in 1..=40 {
            assert_eq!(asked_from_elsewhere(&mut *conn, &keys, b"oost", NOW).unwrap(), n);
            assert_eq!(asked(&mut *conn, &keys, "hoorn", NOW).unwrap(), n);
        }
        let later = NOW + WINDOW + 1;
        for n in 0..100 {
            shown(&mut *conn, &keys, &format!("brief-{n}"), NOW, 60).unwrap();
        }
        sweep(&mut *conn, later, 50).unwrap();
        assert_eq!(count(&mut *conn, "try"), 2);
        assert_eq!(asked_from_elsewhere(&mut *conn, &keys, b"oost", later).unwrap(), 41);
        assert_eq!(asked(&mut *conn, &keys, "hoorn", NOW + DAY - 1).unwrap(), 41);
        // A day later it begins anew, and what counts no more goes.
        assert_eq!(asked(&mut *conn, &keys, "hoorn", NOW + DAY).unwrap(), 1);
        sweep(&mut *conn, NOW + DAY, 0).unwrap();
        assert_eq!(count(&mut *conn, "try"), 1);
    }

    #[test]
    fn what_comes_in_from_one_place_is_not_in_the_way_of_others_until_there_is_very_much_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = Database::Sqlite(folder.path().join("t.db")).connect().unwrap();
        conn.batch(TABLES).unwrap();
        let (keys, id) = (keys(&folder), DossierId::new(1, [7; 10]));
        let mut comes = |source: usize, at: i64| {
            let counted = HandedIn::of(&keys, id, &format!("192.0.2.{source}"));
            let room = counted.has_room(&mut *conn, at, [2, 5]).unwrap();
            if room {
                assert!(counted.count(&mut *conn, at, [2, 5]).unwrap());
            }
            room
        };
        let came: Vec<bool> = [1, 1, 1, 1, 2, 2, 3, 3, 4].into_iter().map(|source| comes(source, NOW)).collect();
        assert_eq!(came, [true, true, false, false, true, true, true, false, false]);
        assert!(!comes(5, NOW + HOUR - 1) && comes(5, NOW + HOUR), "an hour later it begins anew");
    }
}
