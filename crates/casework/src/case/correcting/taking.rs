//! What becomes of the case when something was put right.

use super::{Correction, Text};
use crate::case::authors::Deed;
use crate::case::model::Case;
use crate::case::plan::Declined;
use kernel::Date;
use vault::Stamp;

impl Declined {
    /// Whether what was put right is the day that was offered, and nothing else.
    fn is_met_by(&self, correction: &Correction) -> bool {
        let Some(offered) = self.said.another else { return false };
        match (&correction.was, &correction.now) {
            (Text::Agreement(was), Some(Text::Agreement(now))) => {
                now.due == offered && super::Agreement { due: offered, ..was.clone() } == *now
            }
            (Text::Intervention(was), Some(Text::Intervention(now))) => {
                now.due == offered && super::Intervention { due: offered, ..was.clone() } == *now
            }
            (_, _) => false,
        }
    }
}

impl Case {
    pub(in crate::case) fn take_correction(&mut self, correction: &Correction, (today, stamp): (Date, &Stamp)) {
        let no = correction.was.no();
        let declined = self.declined.remove(&no);
        self.bereft.remove(&no);
        match &correction.now {
            Some(now) => {
                self.say_instead(now, (today, stamp));
                if let Some(declined) = declined.filter(|it| it.is_met_by(correction)) {
                    self.meets(&declined, today);
                }
            }
            None => self.say_no_more(&correction.was),
        }
        if correction.was.is_signed() {
            self.plan_changed();
            if let Some(closing) = &mut self.closing {
                closing.keys.clear();
            }
            if !self.plan.agreed.is_empty() {
                self.plan.mended = Some(today);
            }
        }
        self.corrections = self.corrections.saturating_add(1);
        self.told.tell(&correction.told, stamp);
    }

    fn say_instead(&mut self, now: &Text, (today, stamp): (Date, &Stamp)) {
        fn put<T>(list: &mut [T], is: impl Fn(&T) -> bool, with: impl FnOnce(&mut T)) {
            if let Some(at) = list.iter_mut().find(|it| is(it)) {
                with(at);
            }
        }
        let no = now.no();
        // Whoever did it said yes to it and did it: that stays, whatever it turns out to have said.
        let settled = self.mendable(no).is_some_and(|was| self.is_settled(&was));
        if settled {
            self.authors.keep(no, Deed::Restated, &stamp.author());
        }
        match now {
            Text::Intervention(new) if settled => {
                put(&mut self.plan.interventions, |i| i.no == no, |i| *i = new.clone());
            }
            Text::Agreement(new) if settled => put(&mut self.agreements, |a| a.no == no, |a| *a = new.clone()),
            Text::Factor(new) => put(&mut self.factors, |f| f.no == no, |f| *f = new.clone()),
            Text::Goal(new) => put(&mut self.plan.goals, |g| g.no == no, |g| *g = new.clone()),
            Text::Moment(new) => put(&mut self.plan.moments, |m| m.no == no, |m| *m = new.clone()),
            Text::Scenario(new) => put(&mut self.plan.scenarios, |s| s.no == no, |s| *s = new.clone()),
            Text::Intervention(new) => {
                // Who carries it said yes to another text, unless who carries it wrote this one.
                let accepted = (stamp.agency == new.agency).then_some(today);
                put(
                    &mut self.plan.interventions,
                    |i| i.no == no,
                    |i| *i = super::Intervention { accepted, ..new.clone() },
                );
                self.accepted_anew(no, accepted, stamp);
            }
            Text::Agreement(new) => {
                let accepted = (stamp.agency == new.agency).then_some(today);
                put(&mut self.agreements, |a| a.no == no, |a| *a = super::Agreement { accepted, ..new.clone() });
                self.accepted_anew(no, accepted, stamp);
            }
            Text::Note(new) => self.remarks.say_instead(no, Some(&new.text)),
            Text::Question(new) => put(&mut self.asked, |a| a.request.no == no, |a| a.request = new.clone()),
            // Reworded by an event of its own, which clears its keys.
            Text::Proposal(_) => {}
        }
    }

    /// Who offered another day said yes with it.
    fn meets(&mut self, declined: &Declined, today: Date) {
        let no = declined.said.no;
        let step = self.plan.interventions.iter_mut().find(|i| i.no == no).map(|i| &mut i.accepted);
        let agreement = self.agreements.iter_mut().find(|a| a.no == no).map(|a| &mut a.accepted);
        if let Some(accepted) = step.or(agreement) {
            *accepted = Some(today);
            self.authors.keep(no, Deed::Accepted, &declined.by);
        }
    }

    fn accepted_anew(&mut self, no: u32, accepted: Option<Date>, stamp: &Stamp) {
        self.authors.undo(no, Deed::Accepted);
        if accepted.is_some() {
            self.authors.keep(no, Deed::Accepted, &stamp.author());
        }
    }

    fn say_no_more(&mut self, was: &Text) {
        let no = was.no();
        match was {
            Text::Factor(_) => self.factors.retain(|f| f.no != no),
            Text::Goal(_) => self.plan.goals.retain(|g| g.no != no),
            Text::Moment(_) => self.plan.moments.retain(|m| m.no != no),
            Text::Scenario(_) => self.plan.scenarios.retain(|s| s.no != no),
            Text::Intervention(_) => self.plan.interventions.retain(|i| i.no != no),
            Text::Agreement(_) => self.agreements.retain(|a| a.no != no),
            Text::Note(_) => self.remarks.say_instead(no, None),
            Text::Question(_) => self.asked.retain(|a| a.request.no != no),
            Text::Proposal(_) => self.pending.retain(|p| p.proposal.no != no),
        }
    }
}
