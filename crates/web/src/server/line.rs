//! One connection, as the others see it: whether it works, and since when it waits.

use super::source::Source;
use futures_util::task::AtomicWaker;
use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};

/// One connection, as the others see it.
pub(crate) struct Line {
    pub(super) source: Option<Source>,
    pub(super) brief: bool,
    /// Whether a request is under way.
    pub(super) working: AtomicBool,
    /// How many requests it has had.
    pub(super) served: AtomicU64,
    /// When it last began to wait, in milliseconds of the hall.
    pub(super) since: AtomicU64,
    pub(super) leave: Notify,
    pub(super) began: Instant,
    /// Who reads from it, to be told when it begins to wait again: silence has another limit than work.
    pub(crate) reader: AtomicWaker,
}

impl Line {
    pub(crate) fn is_working(&self) -> bool {
        self.working.load(Ordering::Acquire)
    }

    /// How many requests it has had: who reads from it sees by this that a silence began anew.
    pub(crate) fn served(&self) -> u64 {
        self.served.load(Ordering::Acquire)
    }

    pub(super) fn rest(&self) {
        self.served.fetch_add(1, Ordering::AcqRel);
        self.since.store(millis(self.began.elapsed()), Ordering::Release);
        self.working.store(false, Ordering::Release);
        self.reader.wake();
    }
}

pub(super) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
