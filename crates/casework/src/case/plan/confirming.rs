//! That somebody is the matter of a case lasts as long as the table says that it is needed. Who was let in besides the three reads it no longer once
//! nobody said so for too long: the label comes off by itself, unless it is confirmed (P18; AVG art. 5 lid 1 onder c en e). The three, who acts for
//! the municipality and the process director stay, so that somebody can look back or close.

use super::review::Next;
use crate::case::model::{Case, State};
use jiff::ToSpan;
use kernel::{AgencyId, Date, Refusal, Say, day_month_year};

impl Case {
    /// The last day on which everybody at the table reads the case, unless it is confirmed; nothing in a case that began before that was kept.
    #[must_use]
    pub fn confirmed_until(&self) -> Option<Date> {
        let days = self.opening.as_ref()?.terms?.confirm?;
        let looked = self.plan.reviews.iter().filter(|r| r.necessary && r.next != Next::Close).map(|r| r.day);
        let agreed = self.plan.agreed.iter().map(|agreed| agreed.on);
        let last = looked.chain(agreed).chain(self.opened).max()?;
        last.checked_add(i64::from(days).days()).ok()
    }

    /// Whether nobody said in time that the case is still needed.
    #[must_use]
    pub fn is_unconfirmed(&self, today: Date) -> bool {
        let runs = matches!(self.state, State::Open | State::Planned);
        runs && self.confirmed_until().is_some_and(|last| last < today)
    }

    /// Whether this organisation was let in and reads the case no longer, because nobody said in time that it is needed.
    pub(in crate::case) fn has_lapsed(&self, agency: &AgencyId, today: Date) -> bool {
        self.member(agency).is_some() && self.is_unconfirmed(today)
    }

    /// Whether anybody may be let in, asked or given something now.
    ///
    /// # Errors
    /// A sentence when who is let in could not read it: nobody said in time that the case is still needed.
    pub(in crate::case) fn must_be_confirmed(&self, today: Date) -> Result<(), Refusal> {
        if !self.is_unconfirmed(today) {
            return Ok(());
        }
        Err(Refusal::of(
            "Niemand zei op tijd dat deze casus nog nodig is, en wie u dit vraagt leest hem nu niet. Kijk eerst terug.",
            "Nobody said in time that this case is still needed, and whoever you ask this of does not read it now. Look back first.",
        ))
    }

    /// Whether the table looks again before what it says now has lapsed.
    pub(super) fn looks_in_time(&self, again: Date, today: Date) -> Result<(), Refusal> {
        let Some(days) = self.opening.as_ref().and_then(|o| o.terms?.confirm) else { return Ok(()) };
        let last = today.saturating_add(i64::from(days).days());
        if again <= last {
            return Ok(());
        }
        let last = day_month_year(last);
        Err(Say::made(
            format!("Kies een dag tot en met {last}: daarna leest de tafel de casus niet meer, als niemand zegt dat hij nog nodig is."),
            format!("Choose a day up to {last}: after that the table no longer reads the case, unless somebody says that it is still needed."),
        )
        .into())
    }
}
