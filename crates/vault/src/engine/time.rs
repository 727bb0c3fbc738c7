//! What time it is, as a parameter.

use kernel::Timestamp;

/// Tells the time. A parameter, so that tests are exact.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is where the machine's clock comes in")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
