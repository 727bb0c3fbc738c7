//! Heavy work, apart from the threads that answer: a bounded number of places, a bounded line before them, and a no beyond that. What
//! one piece of such work costs in memory and time is known; so is, with this, what all of it together costs at most.

use std::sync::Arc;
use tokio::sync::Semaphore;

/// Why heavy work was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDone {
    /// Every place is taken and the line is full: try again in a moment.
    Busy,
    /// The work itself stopped halfway.
    Stopped,
}

/// A number of places where heavy work is done, with a line before them.
#[derive(Debug, Clone)]
pub struct Places {
    /// Who works, and who waits to: beyond these nobody is let in.
    line: Arc<Semaphore>,
    work: Arc<Semaphore>,
}

impl Places {
    /// So many places, at least one, and so many who may wait.
    #[must_use]
    pub fn new(places: usize, waiting: usize) -> Self {
        let places = places.max(1);
        let line = places.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        Self { line: Arc::new(Semaphore::new(line)), work: Arc::new(Semaphore::new(places)) }
    }

    /// As many places as the machine has processors, but at least two, so that one long piece does not hold up the next.
    #[must_use]
    pub fn one_per_processor(waiting: usize) -> Self {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Self::new(processors.max(2), waiting)
    }

    /// Does this work when its turn comes, first come first served. Whoever stops waiting leaves the line; work that was begun is
    /// finished and keeps its place until then.
    ///
    /// # Errors
    /// When the line is full, or the work stopped.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotDone> {
        let in_line = Arc::clone(&self.line).try_acquire_owned().map_err(|_| NotDone::Busy)?;
        let place = Arc::clone(&self.work).acquire_owned().await.map_err(|_| NotDone::Stopped)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop((place, in_line));
            done
        });
        done.await.map_err(|_| NotDone::Stopped)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use std::sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    };

    #[tokio::test]
    async fn no_more_work_is_done_at_once_than_there_are_places() {
        let places = Places::new(2, 100);
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let one = |n: usize| {
            let (places, now, most) = (places.clone(), Arc::clone(&now), Arc::clone(&most));
            tokio::spawn(async move {
                let work = move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(2));
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
        let first = tokio::spawn({
            let places = places.clone();
            async move { places.run(move || wait.recv().is_ok()).await }
        });
        while places.work.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = tokio::spawn({
            let places = places.clone();
            async move { places.run(|| 2).await }
        });
        while places.line.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(places.run(|| 3).await, Err(NotDone::Busy));
        go.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(true));
        assert_eq!(second.await.unwrap(), Ok(2));
        assert_eq!(places.run(|| 4).await, Ok(4));
    }

    #[tokio::test]
    async fn work_that_stops_leaves_its_place() {
        let places = Places::new(1, 0);
        #[allow(clippy::panic, reason = "that is what is tried")]
        let stopped = places.run(|| -> () { panic!("halfway") }).await;
        assert_eq!(stopped, Err(NotDone::Stopped));
        assert_eq!(places.run(|| 1).await, Ok(1));
    }
}
