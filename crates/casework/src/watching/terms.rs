//! What keeping an eye comes to: what to mind, until when, and whom to call.

use jiff::ToSpan;
use kernel::{Date, Line, Note, Refusal, day_month_year};
use serde::{Deserialize, Serialize};

/// What is asked of who keeps an eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What to mind, without saying who it is: who is asked sat at the table.
    pub what: Note,
    /// The last day.
    pub until: Date,
    /// Whom to call.
    pub call: Line,
}

impl Terms {
    /// Whether it may be asked like this: until a day to come, and no longer than a year. The law knows no term for it; after a year somebody
    /// should have judged anew whether it is still needed (AVG art. 5 lid 1 onder e).
    ///
    /// # Errors
    /// A sentence when the day does not fit.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        kernel::planned_later(self.until, today).map_err(|no| no.at("watch_until"))?;
        let last = today.saturating_add(1.year());
        if self.until > last {
            let last = day_month_year(last);
            return Err(Refusal::from(kernel::Say::made(
                format!("Kies een dag tot en met {last}: langer dan een jaar vraagt een nieuw oordeel."),
                format!("Choose a day up to {last}: longer than a year requires a new judgement."),
            ))
            .at("watch_until"));
        }
        Ok(())
    }
}
