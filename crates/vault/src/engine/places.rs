//! Heavy work, apart from the threads that answer: a bounded number of places, a bounded line before them, and a no beyond that. What
//! one piece of such work costs in memory and time is known; so is, with this, what all of it together costs at most.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, OnceLock, PoisonError, mpsc},
    thread,
};
use tokio::sync::{Semaphore, oneshot};

/// Why heavy work was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacesError {
    /// Every place is taken and the line is full: try again in a moment.
    Busy,
    /// The work itself stopped halfway.
    Stopped,
}

type Job = Box<dyn FnOnce() + Send>;

/// A number of places where heavy work is done, with a line before them.
#[derive(Debug, Clone)]
pub struct Places(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    places: usize,
    /// Who works, and who waits to: beyond these nobody is let in.
    line: Arc<Semaphore>,
    /// Where work is handed over; made with the threads behind it when there is work for the first time.
    hatch: OnceLock<mpsc::Sender<Job>>,
}

impl Places {
    /// So many places, at least one, and so many who may wait.
    #[must_use]
    pub fn new(places: usize, waiting: usize) -> Self {
        let places = places.max(1);
        let line = places.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        Self(Arc::new(Inner { places, line: Arc::new(Semaphore::new(line)), hatch: OnceLock::new() }))
    }

    /// As many places as the machine has processors, but at least two, so that one long piece does not hold up the next.
    #[must_use]
    pub fn one_per_processor(waiting: usize) -> Self {
        let processors = thread::available_parallelism().map_or(2, usize::from);
        Self::new(processors.max(2), waiting)
    }

    /// Does this work when its turn comes, first come first served. Work that was begun is finished; what nobody waits for any more
    /// when its turn comes is not begun.
    ///
    /// # Errors
    /// When the line is full, or the work stopped.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PlacesError> {
        let in_line = Arc::clone(&self.0.line).try_acquire_owned().map_err(|_| PlacesError::Busy)?;
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move || {
            // In this order, so that the place is free before anybody is told, also when the work stops halfway.
            let tell = tell;
            let in_line = in_line;
            if !tell.is_closed() {
                let done = work();
                drop(in_line);
                // Whoever asked may have gone meanwhile.
                let _ = tell.send(done);
            }
        });
        self.0.hatch.get_or_init(|| hatch(self.0.places)).send(job).map_err(|_| PlacesError::Stopped)?;
        told.await.map_err(|_| PlacesError::Stopped)
    }
}

/// Threads of their own, and always the same ones: memory that one piece of work gives back is there for the next. On whatever thread
/// happens to be free each would keep its share, and many small shares of 19 MiB are a gigabyte.
fn hatch(places: usize) -> mpsc::Sender<Job> {
    let (hand_over, take) = mpsc::channel::<Job>();
    let take = Arc::new(Mutex::new(take));
    for _ in 0..places {
        let take = Arc::clone(&take);
        let work = move || {
            loop {
                let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(job) = next else { return };
                // What stops in one piece of work ends that piece: who waits for it is told, the place is used again.
                let _ = catch_unwind(AssertUnwindSafe(job));
            }
        };
        // Without any thread nobody takes, and whoever hands over is told so.
        let _ = thread::Builder::new().name("heavy".into()).spawn(work);
    }
    hand_over
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn no_more_work_is_done_at_once_than_there_are_places() {
        let places = Places::new(2, 100);
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let one = |n: usize| {
            let (places, now, most) = (places.clone(), Arc::clone(&now), Arc::clone(&most));
            tokio::spawn(async move {
                let work = move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    thread::sleep(std::time::Duration::from_millis(2));
                    now.fetch_sub(1, Ordering::SeqCst);
                    n
                };
                places.run(work).await
            })
        };
        let all: Vec<_> = (0..40).map(one).collect();
        for (n, done) in all.into_iter().enumerate() {
            assert_eq!(done.await.unwrap(), Ok(n));
        }
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
    }

    #[tokio::test]
    async fn beyond_the_line_the_answer_is_busy_and_a_place_that_comes_free_is_used_again() {
        let places = Places::new(1, 1);
        let (go, wait) = mpsc::channel::<()>();
        let (first, second) = (places.clone(), places.clone());
        let first = tokio::spawn(async move { first.run(move || wait.recv().is_ok()).await });
        let second = tokio::spawn(async move { second.run(|| 2).await });
        while places.0.line.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(places.run(|| 3).await, Err(PlacesError::Busy));
        go.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(true));
        assert_eq!(second.await.unwrap(), Ok(2));
        assert_eq!(places.run(|| 4).await, Ok(4));
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_not_begun_and_leaves_the_line() {
        let places = Places::new(1, 1);
        let (go, wait) = mpsc::channel::<()>();
        let begun = Arc::new(AtomicUsize::new(0));
        let (first, second, count) = (places.clone(), places.clone(), Arc::clone(&begun));
        let first = tokio::spawn(async move { first.run(move || wait.recv().is_ok()).await });
        let second = tokio::spawn(async move { second.run(move || count.fetch_add(1, Ordering::SeqCst)).await });
        while places.0.line.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        second.abort();
        assert!(second.await.is_err());
        go.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(true));
        while places.0.line.available_permits() < 2 {
            tokio::task::yield_now().await;
        }
        assert_eq!(begun.load(Ordering::SeqCst), 0);
    }

    #[tokio::test]
    async fn the_same_few_threads_do_all_of_it() {
        let places = Places::new(2, 100);
        let one = || {
            let places = places.clone();
            tokio::spawn(async move { places.run(|| thread::current().id()).await.unwrap() })
        };
        let mut threads = std::collections::HashSet::new();
        for done in (0..40).map(|_| one()).collect::<Vec<_>>() {
            threads.insert(done.await.unwrap());
        }
        assert!(threads.len() <= 2);
    }

    #[tokio::test]
    async fn work_that_stops_leaves_its_place() {
        let places = Places::new(1, 0);
        #[allow(clippy::panic, reason = "that is what is tried")]
        let stopped = places.run(|| -> () { panic!("halfway") }).await;
        assert_eq!(stopped, Err(PlacesError::Stopped));
        assert_eq!(places.run(|| 1).await, Ok(1));
    }
}
