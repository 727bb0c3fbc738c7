//! What one node tells another.

use super::*;
use crate::engine::store::{Listener, News};
use std::{
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// Far longer than it ever takes.
const HANG: Duration = Duration::from_secs(60);

fn word(payload: &str) -> News {
    News::Word { channel: "things".into(), payload: payload.into() }
}

fn listen(database: &Database) -> (Listener, Receiver<News>) {
    let (tell, told) = channel();
    let hear = move |news: News| {
        let falls = news == word("fall");
        tell.send(news).unwrap();
        assert!(!falls, "on purpose");
    };
    (Listener::start(database, &["things", "others"], hear).unwrap(), told)
}

#[test]
fn a_word_is_heard_by_others_once_it_is_kept_and_a_lost_connection_is_told() {
    let (_folder, database) = with_things();
    let store = open(&database);
    let tell = |payload: &'static str, keep: bool| {
        wait_for(store.write(move |conn, ()| {
            conn.notify("things", payload)?;
            if keep { Ok(()) } else { Err(StoreError::Shape("kept")) }
        }))
    };
    let (listener, told) = listen(&database);
    let Database::Postgres { url, .. } = &database else {
        // One process, which knows what it does itself.
        tell("a", true).unwrap();
        assert!(told.recv().is_err(), "nothing is heard and nobody speaks");
        return;
    };
    assert_eq!(told.recv_timeout(HANG).unwrap(), News::Missed, "what was told before is to be looked up");
    assert!(tell("b", false).is_err());
    tell("c", true).unwrap();
    assert_eq!(told.recv_timeout(HANG).unwrap(), word("c"), "and not what was taken back");
    tell("fall", true).unwrap();
    tell("d", true).unwrap();
    assert_eq!(told.recv_timeout(HANG).unwrap(), word("fall"));
    assert_eq!(told.recv_timeout(HANG).unwrap(), word("d"), "who falls over hears the next");
    let end = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let ended: i64 = admin(url).query_one(end, &[]).unwrap().get(0);
    assert_eq!(ended, 1);
    assert_eq!(told.recv_timeout(HANG).unwrap(), News::Missed);
    tell("e", true).unwrap();
    assert_eq!(told.recv_timeout(HANG).unwrap(), word("e"));
    drop(listener);
    assert!(told.recv().is_err(), "it has ended");
}
