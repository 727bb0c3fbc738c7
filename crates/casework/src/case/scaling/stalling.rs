//! When a case stands still: nothing happened, an agreement is late, the table did not look back. The calendar asks the process director then, and
//! nobody writes anything for it. Whoever looked, by a look back or an answer, is left alone as many days again.

use super::standing::Rest;
use crate::case::model::{Case, State};
use jiff::ToSpan;
use kernel::{Date, Say};

/// Why a case stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stall {
    /// Nothing happened since this day.
    Quiet(Date),
    /// An agreement should have been kept, or an intervention done, by this day.
    Late(Date),
    /// The table should have looked back on this day.
    Unlooked(Date),
}

impl Stall {
    /// What is the matter, without the day.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Quiet(_) => Say::of("Er is niets meer gebeurd sinds", "Nothing has happened since"),
            Self::Late(_) => Say::of("Een afspraak is te laat sinds", "An agreement has been late since"),
            Self::Unlooked(_) => Say::of("De tafel zou terugkijken op", "The table was to look back on"),
        }
    }

    /// The day that it is about.
    #[must_use]
    pub fn day(self) -> Date {
        match self {
            Self::Quiet(day) | Self::Late(day) | Self::Unlooked(day) => day,
        }
    }
}

impl Case {
    /// Everything for which it stands still on this day.
    pub fn stalls(&self, today: Date) -> impl Iterator<Item = Stall> + '_ {
        self.stalling().filter(move |(_, from)| *from <= today).map(|(stall, _)| stall)
    }

    /// The first day on which it stands still, if nothing happens before.
    pub(super) fn stalls_from(&self) -> Option<Date> {
        self.stalling().map(|(_, from)| from).min()
    }

    /// What could be the matter, with the day from which it is. Nothing where the director was called or help is asked for already.
    fn stalling(&self) -> impl Iterator<Item = (Stall, Date)> {
        let runs = matches!(self.state, State::Open | State::Planned);
        let asked = self.called.is_some() || self.scaling.waiting.iter().any(|waiting| waiting.asking.is_up());
        let terms = self.terms();
        let after = |day: Date, days: u16| day.checked_add(i64::from(days).days()).ok();
        let quiet = self.last.and_then(|last| Some((Stall::Quiet(last), after(last, terms.still)?)));
        let agreements = self.agreements.iter().filter(|a| a.accepted.is_some() && a.is_open()).map(|a| a.due);
        let steps = self.plan.interventions.iter().filter(|i| i.accepted.is_some() && i.is_open()).map(|i| i.due);
        let late = agreements.chain(steps).min().map(Stall::Late);
        let unlooked = self.next_look().map(Stall::Unlooked);
        let looked = self.looked();
        let since = move |stall: Stall| {
            let from = looked.map_or(stall.day(), |looked| looked.max(stall.day()));
            Some((stall, after(from, terms.late)?))
        };
        let all = [quiet, late.and_then(since), unlooked.and_then(since)];
        all.into_iter().flatten().filter(move |_| runs && !asked)
    }

    /// When the table or who answers for it last looked at how it goes.
    fn looked(&self) -> Option<Date> {
        let reviewed = self.plan.reviews.last().map(|review| review.day);
        reviewed.max(self.scaling.answered.back().map(|answered| answered.on))
    }

    /// What is late on this day, of what a question can rest on.
    #[must_use]
    pub fn is_late(&self, rest: &Rest<'_>, today: Date) -> bool {
        match rest {
            Rest::Agreement(agreement) => agreement.is_late(today),
            Rest::Fact(_) | Rest::Review(_) => false,
        }
    }
}
