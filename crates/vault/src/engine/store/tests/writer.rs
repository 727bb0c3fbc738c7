//! Jobs that share a transaction, fail, fall over, change their mind, or are too many.

use super::*;
use crate::engine::store::Verdict;
use futures_util::FutureExt as _;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A job that keeps the writer busy until it is let go, so that others wait and share a transaction.
fn busy(gate: Receiver<()>) -> impl FnMut(&mut dyn Connection, &mut ()) -> Result<(), StoreError> + Send {
    move |_, ()| {
        let _ = gate.recv();
        Ok(())
    }
}

/// Lets the writer go once the others stand in the queue: they are put there when they are first looked at.
async fn open_gate(gate: Sender<()>) {
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    drop(gate);
}

#[test]
fn a_row_that_does_not_fit_takes_back_its_own_job_alone() {
    let (_folder, database) = with_things();
    let store = open(&database);
    wait_for(async {
        let (gate, shut) = channel();
        let first = store.write(busy(shut));
        let good = store.write(|conn, ()| put(conn, "b"));
        let bad = store.write(|conn, ()| {
            put(conn, "c")?;
            put(conn, "b")?;
            put(conn, "d")
        });
        let also_good = store.write(|conn, ()| put(conn, "e"));
        let done = tokio::join!(first, good, bad, also_good, open_gate(gate));
        assert_eq!(done, (Ok(()), Ok(()), Err(StoreError::Taken), Ok(()), ()));
        // And a job that is alone.
        let alone = store.write(|conn, ()| {
            put(conn, "f")?;
            put(conn, "b")
        });
        assert_eq!(alone.await, Err(StoreError::Taken));
    });
    assert_eq!(things(&database), ["b", "e"]);
}

#[test]
fn a_job_that_falls_over_takes_back_itself_alone_and_the_writer_goes_on() {
    let (_folder, database) = with_things();
    let store = open(&database);
    let falls = |name: &'static str| {
        store.write(move |conn: &mut dyn Connection, (): &mut ()| -> Result<(), StoreError> {
            put(conn, name)?;
            conn.query("SELECT name FROM thing", &[])?;
            panic!("on purpose")
        })
    };
    wait_for(async {
        assert_eq!(falls("a").await, Err(StoreError::Stopped));
        assert_eq!(store.write(|conn, ()| put(conn, "b")).await, Ok(()));
        let (gate, shut) = channel();
        let (first, fallen) = (store.write(busy(shut)), falls("c"));
        let good = store.write(|conn, ()| put(conn, "d"));
        let done = tokio::join!(first, fallen, good, open_gate(gate));
        assert_eq!(done, (Ok(()), Err(StoreError::Stopped), Ok(()), ()));
        // The one reading thread, or the connection of who asks: more often than there are of them.
        for _ in 0..3 {
            let read = store.read(|conn| -> Result<(), StoreError> {
                conn.begin()?;
                conn.query("SELECT name FROM thing", &[])?;
                panic!("on purpose")
            });
            assert_eq!(read.await, Err(StoreError::Stopped));
        }
        let read = store.read(|conn| Ok(conn.query("SELECT name FROM thing", &[])?.len()));
        assert_eq!(read.await, Ok(2));
    });
    assert_eq!(things(&database), ["b", "d"]);
}

#[test]
fn a_state_that_cannot_be_loaded_or_falls_over_ends_the_job_and_not_the_writer() {
    let (_folder, database) = with_things();
    let calls = AtomicU64::new(0);
    let load = move |_: &mut dyn Connection| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => panic!("on purpose"),
        1 => Err(StoreError::Shape("a state")),
        n => Ok(n),
    };
    let store = Store::open(&database, 1, 64, load).unwrap();
    wait_for(async {
        assert_eq!(store.write(|_, n| Ok(*n)).await, Err(StoreError::Stopped));
        assert_eq!(store.write(|_, n| Ok(*n)).await, Err(StoreError::Shape("a state")));
        assert_eq!(store.write(|_, n| Ok(*n)).await, Ok(2));
    });
}

#[test]
fn a_job_can_take_back_what_it_wrote_and_still_give_an_answer() {
    let (_folder, database) = with_things();
    let store = open(&database);
    let undone = |name: &'static str| {
        store.write_or_undo(move |conn: &mut dyn Connection, (): &mut ()| {
            put(conn, name)?;
            Ok(Verdict::Undo(7))
        })
    };
    wait_for(async {
        assert_eq!(undone("a").await, Ok(7));
        let (gate, shut) = channel();
        let (first, back) = (store.write(busy(shut)), undone("b"));
        let kept = store.write_or_undo(|conn, ()| {
            put(conn, "c")?;
            Ok(Verdict::Keep(8))
        });
        assert_eq!(tokio::join!(first, back, kept, open_gate(gate)), (Ok(()), Ok(7), Ok(8), ()));
    });
    assert_eq!(things(&database), ["c"]);
}

#[test]
fn more_than_may_wait_is_refused_and_a_moment_later_it_goes_again() {
    let (_folder, database) = with_things();
    let store = Store::open(&database, 1, 3, |_| Ok(())).unwrap();
    wait_for(async {
        let (gate, shut) = channel::<()>();
        let (began, begun) = channel();
        let mut first = Box::pin(store.write(move |_, ()| {
            let _ = began.send(());
            let _ = shut.recv();
            Ok(())
        }));
        // Until the writer has it in its hands; after that three may wait.
        assert_eq!(first.as_mut().now_or_never(), None);
        begun.recv().unwrap();
        let names = ["a", "b", "c", "d", "e"];
        let mut waiting: Vec<_> = names.map(|name| Box::pin(store.write(move |conn, ()| put(conn, name)))).into();
        let answers: Vec<_> = waiting.iter_mut().map(|w| w.as_mut().now_or_never()).collect();
        let refused = Some(Err(StoreError::Overloaded));
        assert_eq!(answers, [None, None, None, refused.clone(), refused]);
        drop(gate);
        assert_eq!(first.await, Ok(()));
        for kept in waiting.into_iter().take(3) {
            assert_eq!(kept.await, Ok(()));
        }
        assert_eq!(store.write(|conn, ()| put(conn, "f")).await, Ok(()));
    });
    assert_eq!(things(&database), ["a", "b", "c", "f"]);
}

#[test]
fn what_may_pass_is_tried_again_and_not_for_ever() {
    let (_folder, database) = with_things();
    let store = open(&database);
    let busy_for = |times: u32, name: &'static str| {
        let mut tries = 0;
        store.write(move |conn: &mut dyn Connection, (): &mut ()| {
            put(conn, name)?;
            tries += 1;
            if tries <= times { Err(StoreError::Busy) } else { Ok(tries) }
        })
    };
    wait_for(async {
        assert_eq!(busy_for(5, "a").await, Ok(6));
        assert_eq!(busy_for(6, "b").await, Err(StoreError::Busy));
    });
    assert_eq!(things(&database), ["a"]);
}

#[test]
fn the_pause_before_another_try_differs_and_grows_and_ends_somewhere() {
    use crate::engine::store::writer::pause;
    let some: std::collections::BTreeSet<_> = (0..20).map(|_| pause(3)).collect();
    assert!(some.len() > 1, "by chance");
    for tries in 0..40 {
        let waited = pause(tries);
        assert!(waited >= pause_floor(tries) && waited.as_millis() < 420, "{tries}: {waited:?}");
    }
}

fn pause_floor(tries: u32) -> std::time::Duration {
    std::time::Duration::from_micros(2500 << tries.min(5))
}

/// Two who lock the same rows in another order: PostgreSQL ends one of them, and it is done again.
#[test]
fn two_stores_that_are_in_each_others_way_both_come_through() {
    let (_folder, database) = with_things();
    if let Database::Sqlite(_) = database {
        return;
    }
    database.connect().unwrap().batch("INSERT INTO thing (name) VALUES ('a'), ('b')").unwrap();
    let meet = std::sync::Arc::new(std::sync::Barrier::new(2));
    let both = [["a", "b"], ["b", "a"]].map(|order| {
        let (database, meet) = (database.clone(), std::sync::Arc::clone(&meet));
        std::thread::spawn(move || {
            let store = open(&database);
            let mut first = true;
            wait_for(store.write(move |conn, ()| {
                for name in order {
                    conn.exec("UPDATE thing SET name = name WHERE name = $1", &[name.into()])?;
                    if std::mem::take(&mut first) {
                        meet.wait();
                    }
                }
                Ok(())
            }))
        })
    });
    assert_eq!(both.map(|t| t.join().unwrap()), [Ok(()), Ok(())]);
}
