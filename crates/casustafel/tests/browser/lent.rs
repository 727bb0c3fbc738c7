//! A browser takes a second to start, so one that a journey is done with is emptied and lent to the next. When nobody has one any more, all
//! are closed: nothing is left running behind the tests.

use crate::driver::Driver;
use std::{
    ops::Deref,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
};

struct Crowd {
    idle: Vec<Driver>,
    out: usize,
}

static CROWD: Mutex<Crowd> = Mutex::new(Crowd { idle: Vec::new(), out: 0 });

/// A browser for as long as this is kept.
pub(crate) struct Lent(Option<Driver>);

impl Lent {
    /// One that knows nothing, started anew if none is waiting.
    pub(crate) fn one() -> Self {
        let waiting = {
            let mut crowd = crowd();
            crowd.out += 1;
            crowd.idle.pop()
        };
        // From here on the count goes down again also when it does not start.
        let mut lent = Self(waiting);
        if lent.0.is_none() {
            lent.0 = Some(Driver::start());
        }
        lent
    }
}

impl Deref for Lent {
    type Target = Driver;
    fn deref(&self) -> &Driver {
        self.0.as_ref().expect("it is there until it is given back")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // One that stopped a journey is of no use to anybody.
        let good = self.0.take().filter(|driver| !thread::panicking() && driver.renew().is_ok());
        let closing = {
            let mut crowd = crowd();
            crowd.idle.extend(good);
            crowd.out -= 1;
            if crowd.out == 0 { std::mem::take(&mut crowd.idle) } else { Vec::new() }
        };
        drop(closing);
    }
}

fn crowd() -> MutexGuard<'static, Crowd> {
    CROWD.lock().unwrap_or_else(PoisonError::into_inner)
}
