//! The one who writes: everything that waits goes into one transaction. A piece of work that fails, or falls over, takes back itself
//! and nothing else, and the writer goes on.

use super::{Connection, StoreError};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Receiver,
    thread,
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// What a piece of writing comes to when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict<T> {
    /// Keep what was written; the caller hears this when it is on the disk.
    Keep(T),
    /// Take back what was written; the caller hears this all the same.
    Undo(T),
}

/// A piece of writing: runs inside the transaction, and afterwards hears whether the whole was kept.
pub(super) type Write<S> = Box<dyn WriteJob<S>>;

pub(super) trait WriteJob<S>: Send {
    /// Does the work and says whether to keep it. An error undoes this job alone.
    fn run(&mut self, conn: &mut dyn Connection, state: &mut S) -> Result<bool, StoreError>;
    /// Tells the waiting caller.
    fn end(self: Box<Self>, kept: Result<(), StoreError>);
}

pub(super) struct Job<F, T> {
    work: F,
    got: Option<T>,
    back: oneshot::Sender<Result<T, StoreError>>,
}

impl<F, T> Job<F, T> {
    pub(super) fn new(work: F, back: oneshot::Sender<Result<T, StoreError>>) -> Self {
        Self { work, got: None, back }
    }
}

impl<S, T: Send, F: FnMut(&mut dyn Connection, &mut S) -> Result<Verdict<T>, StoreError> + Send> WriteJob<S>
    for Job<F, T>
{
    fn run(&mut self, conn: &mut dyn Connection, state: &mut S) -> Result<bool, StoreError> {
        let (got, keep) = match (self.work)(conn, state)? {
            Verdict::Keep(got) => (got, true),
            Verdict::Undo(got) => (got, false),
        };
        self.got = Some(got);
        Ok(keep)
    }
    fn end(self: Box<Self>, kept: Result<(), StoreError>) {
        let Self { work, got, back } = *self;
        // Before the caller hears: the work may hold the house, and the last to let go of it must be who closes it.
        drop(work);
        // The caller may have gone away; then nobody needs the answer.
        drop(back.send(kept.and_then(|()| got.ok_or(StoreError::Closed))));
    }
}

/// Does work that may be faulty. What it had in its hands is thrown away or rolled back by whoever asked for it.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        // Without what it said of itself: that could be something of a dossier.
        tracing::error!("work at the store stopped halfway by a fault of the program");
        Err(StoreError::Stopped)
    })
}

/// At most this many jobs in one transaction, so that the first does not wait for long.
const GROUP: usize = 256;
/// How often the same is tried again when that may help.
const AGAIN: u32 = 5;
/// After this nobody is waited for any longer: each try may itself have waited.
const LONG_ENOUGH: Duration = Duration::from_secs(15);

pub(super) fn write_loop<S: Clone>(
    mut conn: Box<dyn Connection>,
    waiting: &Receiver<Write<S>>,
    load: impl Fn(&mut dyn Connection) -> Result<S, StoreError>,
) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(job) = waiting.try_recv()
        {
            group.push(job);
        }
        let outcomes = match commit_persistently(&mut *conn, &mut group, &load) {
            Ok(outcomes) => outcomes,
            Err(e) => vec![Err(e); group.len()],
        };
        for (job, kept) in group.into_iter().zip(outcomes) {
            // The last to let go of something may fall over as well.
            drop(caught(|| {
                job.end(kept);
                Ok(())
            }));
        }
    }
}

/// Tries again what may pass: somebody was in the way, or the connection was lost before anything was kept.
fn commit_persistently<S: Clone>(
    conn: &mut dyn Connection,
    group: &mut [Write<S>],
    load: &impl Fn(&mut dyn Connection) -> Result<S, StoreError>,
) -> Result<Vec<Result<(), StoreError>>, StoreError> {
    let began = Instant::now();
    let (mut tries, mut lost) = (0, false);
    loop {
        let result = commit_group(conn, group, load);
        match &result {
            Err(StoreError::Lost) if !lost => lost = true,
            Err(e) if conn.is_transient(e) && tries < AGAIN && began.elapsed() < LONG_ENOUGH => {
                thread::sleep(pause(tries));
                tries += 1;
            }
            Ok(_) | Err(_) => return result,
        }
    }
}

/// How long to wait before the next try: by chance, so that two who were in each other's way do not meet again, and longer each time,
/// at most a third of a second.
#[allow(clippy::disallowed_methods, reason = "it parts rivals and decides nothing that is kept")]
pub(super) fn pause(tries: u32) -> Duration {
    let most = 10_000_u64 << tries.min(AGAIN);
    let mut chance = [0; 4];
    // Without chance two may meet again, which costs a try and nothing else.
    let _ = getrandom::fill(&mut chance);
    Duration::from_micros(most / 4 + u64::from(u32::from_le_bytes(chance)) % most)
}

/// All jobs in one transaction, each in a savepoint: one that fails takes only itself back. A job that is alone needs none.
fn commit_group<S: Clone>(
    conn: &mut dyn Connection,
    group: &mut [Write<S>],
    load: &impl Fn(&mut dyn Connection) -> Result<S, StoreError>,
) -> Result<Vec<Result<(), StoreError>>, StoreError> {
    let done = conn.begin().and_then(|()| caught(|| run_group(conn, group, load)));
    if done.is_err() {
        // After some failures the engine has rolled back by itself; a second time does no harm.
        drop(conn.say("ROLLBACK"));
    }
    done
}

fn run_group<S: Clone>(
    conn: &mut dyn Connection,
    group: &mut [Write<S>],
    load: &impl Fn(&mut dyn Connection) -> Result<S, StoreError>,
) -> Result<Vec<Result<(), StoreError>>, StoreError> {
    let mut state = load(conn)?;
    if let [job] = group {
        let keep = job.run(conn, &mut state)?;
        conn.say(if keep { "COMMIT" } else { "ROLLBACK" })?;
        return Ok(vec![Ok(())]);
    }
    let mut outcomes = Vec::with_capacity(group.len());
    for job in group.iter_mut() {
        conn.say("SAVEPOINT job")?;
        let before = state.clone();
        let outcome = caught(|| {
            let keep = job.run(conn, &mut state)?;
            if keep {
                conn.say("RELEASE SAVEPOINT job")?;
            }
            Ok(keep)
        });
        match &outcome {
            Ok(true) => {}
            Err(e) if ends_all(e) || conn.is_transient(e) => return Err(e.clone()),
            Ok(false) | Err(_) => {
                state = before;
                conn.say("ROLLBACK TO SAVEPOINT job")?;
                conn.say("RELEASE SAVEPOINT job")?;
            }
        }
        outcomes.push(outcome.map(drop));
    }
    conn.say("COMMIT")?;
    Ok(outcomes)
}

/// Whether after this the others of the group cannot be kept either.
fn ends_all(e: &StoreError) -> bool {
    match e {
        StoreError::Full | StoreError::Damaged | StoreError::Lost | StoreError::Unknown => true,
        StoreError::Busy
        | StoreError::Turned
        | StoreError::Overloaded
        | StoreError::Taken
        | StoreError::Shape(_)
        | StoreError::Stopped
        | StoreError::Told(_)
        | StoreError::Served(_)
        | StoreError::Engine(_)
        | StoreError::Closed => false,
    }
}
