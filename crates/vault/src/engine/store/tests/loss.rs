//! Connections that are lost at bad moments, on PostgreSQL, where there is a wire that can break.

use super::*;
use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// The word at which a wire breaks, and whether that still arrives.
type Break = Arc<Mutex<Option<(&'static [u8], bool)>>>;

/// A wire to the server that breaks when somebody says this word: after it arrived, or before.
struct Wire {
    port: u16,
    breaks: Break,
}

impl Wire {
    fn lay(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let breaks = Break::default();
        let cut = Arc::clone(&breaks);
        thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let far = TcpStream::connect(&server).unwrap();
                let (mut from, mut to) = (far.try_clone().unwrap(), near.try_clone().unwrap());
                thread::spawn(move || drop(std::io::copy(&mut from, &mut to)));
                let cut = Arc::clone(&cut);
                thread::spawn(move || carry(near, far, &cut));
            }
        });
        Self { port, breaks }
    }

    fn break_at(&self, word: &'static [u8], arrives: bool) {
        *self.breaks.lock().unwrap() = Some((word, arrives));
    }
}

/// Carries what the program says to the server.
fn carry(mut near: TcpStream, mut far: TcpStream, cut: &Mutex<Option<(&'static [u8], bool)>>) {
    let mut said = [0; 65536];
    while let Ok(n @ 1..) = near.read(&mut said) {
        let now = {
            let mut cut = cut.lock().unwrap();
            let here = cut.is_some_and(|(word, _)| said[..n].windows(word.len()).any(|w| w == word));
            if here { cut.take() } else { None }
        };
        if now.is_none_or(|(_, arrives)| arrives) {
            // No answer comes back over a wire that is about to break.
            if now.is_some() {
                drop(near.shutdown(Shutdown::Both));
            }
            far.write_all(&said[..n]).unwrap();
        }
        if now.is_some() {
            thread::sleep(std::time::Duration::from_millis(200));
            break;
        }
    }
    drop(near.shutdown(Shutdown::Both));
    drop(far.shutdown(Shutdown::Both));
}

/// A store behind a wire, and the same place without it.
fn behind_a_wire() -> Option<(Store<()>, Wire, Database)> {
    let (_folder, database) = with_things();
    let Database::Postgres { url, .. } = &database else { return None };
    let at = url.split_once('@').unwrap().1.split_once('/').unwrap().0;
    let wire = Wire::lay(at.to_owned());
    let through = url.replacen(at, &format!("127.0.0.1:{}", wire.port), 1);
    Some((open(&super::at(through)), wire, database))
}

#[test]
fn a_connection_lost_before_anything_was_kept_is_not_noticed() {
    let Some((store, wire, database)) = behind_a_wire() else { return };
    wait_for(store.write(|conn, ()| put(conn, "a"))).unwrap();
    wire.break_at(b"SELECT name", false);
    let mut runs = 0;
    let again = wait_for(store.write(move |conn, ()| {
        runs += 1;
        put(conn, "b")?;
        conn.query("SELECT name FROM thing", &[])?;
        Ok(runs)
    }));
    assert_eq!(again, Ok(2), "all of it is done once more");
    wire.break_at(b"SELECT COUNT", false);
    let rows = wait_for(store.read(|conn| conn.first("SELECT COUNT(*) FROM thing", &[]))).unwrap();
    assert_eq!(rows.unwrap().int(0), Ok(2));
    assert_eq!(things(&database), ["a", "b"]);
}

#[test]
fn a_connection_lost_while_committing_is_told_as_it_is_and_nothing_is_done_twice() {
    let Some((store, wire, database)) = behind_a_wire() else { return };
    wire.break_at(b"COMMIT", true);
    let said = wait_for(store.write(|conn, ()| put(conn, "a")));
    assert_eq!(said, Err(StoreError::Unknown));
    assert!(said.unwrap_err().to_string().contains("connection was lost while committing"));
    assert_eq!(things(&database), ["a"], "this time it had arrived");
    wire.break_at(b"COMMIT", false);
    assert_eq!(wait_for(store.write(|conn, ()| put(conn, "b"))), Err(StoreError::Unknown));
    assert_eq!(things(&database), ["a"], "and this time it had not");
    wait_for(store.write(|conn, ()| put(conn, "c"))).unwrap();
    assert_eq!(things(&database), ["a", "c"]);
}

#[test]
fn a_server_that_ends_every_connection_is_found_again() {
    let (_folder, database) = with_things();
    let Database::Postgres { url, .. } = &database else { return };
    let store = open(&database);
    let end = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    for name in ["a", "b"] {
        wait_for(store.write(move |conn, ()| put(conn, name))).unwrap();
        wait_for(store.read(|conn| conn.query("SELECT name FROM thing", &[]))).unwrap();
        let ended: i64 = admin(url).query_one(end, &[]).unwrap().get(0);
        assert_eq!(ended, 2, "one who writes and one who reads");
        // Ending takes a moment, and in the middle of it nobody could say what became of a commit.
        let left =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        while admin(url).query_one(left, &[]).unwrap().get::<_, i64>(0) > 0 {
            thread::sleep(std::time::Duration::from_millis(10));
        }
    }
    wait_for(store.write(|conn, ()| put(conn, "c"))).unwrap();
    let read = wait_for(store.read(|conn| conn.query("SELECT name FROM thing", &[])));
    assert_eq!(read.unwrap().len(), 3);
}
