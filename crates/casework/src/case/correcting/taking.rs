//! What becomes of the case when something was put right.

use super::{Correction, Text};
use crate::case::authors::Deed;
use crate::case::model::Case;
use kernel::Date;
use vault::Stamp;

impl Case {
    pub(in crate::case) fn take_correction(&mut self, correction: &Correction, (today, stamp): (Date, &Stamp)) {
        match &correction.now {
            Some(now) => self.say_instead(now, (today, stamp)),
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
        match now {
            Text::Factor(new) => put(&mut self.factors, |f| f.no == no, |f| *f = new.clone()),
            Text::Goal(new) => put(&mut self.plan.goals, |g| g.no == no, |g| *g = new.clone()),
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
            Text::Intervention(_) => self.plan.interventions.retain(|i| i.no != no),
            Text::Agreement(_) => self.agreements.retain(|a| a.no != no),
            Text::Note(_) => self.remarks.say_instead(no, None),
            Text::Question(_) => self.asked.retain(|a| a.request.no != no),
            Text::Proposal(_) => self.pending.retain(|p| p.proposal.no != no),
        }
    }
}
