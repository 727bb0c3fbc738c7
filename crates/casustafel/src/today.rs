//! A day other than today: for the demonstration, and for looking at what the clock would do.

use jiff::SignedDuration;
use kernel::{Date, Timestamp, local_day, parse_day};
use vault::{Clock, SystemClock};

/// The machine's clock, as it is or put on another day at the same time of day. It goes on from there.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Today(SignedDuration);

impl Today {
    /// On this day.
    pub(crate) fn on(day: Date) -> Self {
        let days = local_day(SystemClock.now()).until(day).map_or(0, |span| span.get_days());
        Self(SignedDuration::from_hours(24 * i64::from(days)))
    }

    /// On the day that somebody typed; the machine's own when nobody did.
    ///
    /// # Errors
    /// A sentence when it is no day.
    pub(crate) fn typed(day: Option<&str>) -> Result<Self, String> {
        let day = day.map(parse_day).transpose().map_err(|r| format!("--today: {}", r.why.en))?;
        Ok(day.map_or_else(Self::default, Self::on))
    }
}

impl Clock for Today {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        now.checked_add(self.0).unwrap_or(now)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn the_clock_goes_on_from_the_day_that_was_named() {
        let clock = Today::typed(Some("01-02-2031")).unwrap();
        assert_eq!(local_day(clock.now()), Date::constant(2031, 2, 1));
        assert!(clock.now() <= clock.now());
        assert!(Today::typed(Some("gisteren")).unwrap_err().starts_with("--today: "));
        let off = Today::typed(None).unwrap().now().duration_since(SystemClock.now());
        assert!(off.unsigned_abs().as_secs() < 60);
    }
}
