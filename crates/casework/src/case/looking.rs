//! When the table looks at the case again.

use super::model::Case;
use kernel::Date;

impl Case {
    /// When the table should look again: what the last review or plan said, or eight weeks after opening without a plan (CAS-04).
    #[must_use]
    pub fn next_look(&self) -> Option<Date> {
        let agreed = self.plan.agreed.last();
        let planned = agreed.and_then(|a| a.decision.review);
        // What was said last counts, also when it is sooner than what was planned.
        let since = agreed.map_or(0, |a| a.reviews);
        let reviewed = self.plan.reviews.iter().skip(since).filter_map(|r| r.again).next_back();
        let unplanned = self.opened.and_then(|d| d.checked_add(jiff::Span::new().weeks(8)).ok());
        let plan = reviewed.or(planned).or(unplanned);
        // An answer on how the help is organised says when the table looks at that, until it looked back.
        let looked = self.plan.reviews.last().map(|review| review.day);
        let answered = self.scaling.answered.back().filter(|one| looked.is_none_or(|day| day < one.on));
        let scaled = answered.and_then(|one| one.answer.decision.review);
        // So does the day on which it looks whether somebody should still sit here.
        let seated = self.members.iter().filter(|member| member.ended.is_none());
        let seated = seated.filter_map(|member| member.proposal.explicit.review);
        let seated = seated.filter(|review| looked.is_none_or(|day| day < *review)).min();
        plan.into_iter().chain(scaled).chain(seated).min()
    }
}
