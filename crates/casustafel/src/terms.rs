//! The terms of the house as settings, in a part of their own: `[terms]`. The law names none of them.

#![allow(unused_qualifications, reason = "what derives the settings writes paths in full")]

use confique::Config;
use kernel::{CaseTerms, Days, Rest, Terms};

/// No term is longer than a year.
const LONGEST: u16 = 366;

/// How many days each step may take.
#[derive(Debug, Clone, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub(crate) struct TermSettings {
    /// Days in which is chosen what becomes of a signal.
    #[config(env = "CASUSTAFEL_TERMS_CHOOSE", default = 14)]
    pub(crate) choose: u16,

    /// The same for a signal that cannot wait.
    #[config(env = "CASUSTAFEL_TERMS_CHOOSE_URGENT", default = 1)]
    pub(crate) choose_urgent: u16,

    /// Days in which municipality, police and OM each confirm that they saw what cannot wait.
    #[config(env = "CASUSTAFEL_TERMS_CONFIRM_URGENT", default = 1)]
    pub(crate) confirm_urgent: u16,

    /// Days in which is weighed; `weigh.due` in the file of a region goes before this.
    #[config(env = "CASUSTAFEL_TERMS_WEIGH", default = 21)]
    pub(crate) weigh: u16,

    /// The same for what cannot wait.
    #[config(env = "CASUSTAFEL_TERMS_WEIGH_URGENT", default = 3)]
    pub(crate) weigh_urgent: u16,

    /// Days in which the advice is written and laid before the triangle.
    #[config(env = "CASUSTAFEL_TERMS_ADVISE", default = 14)]
    pub(crate) advise: u16,

    /// The same for what cannot wait.
    #[config(env = "CASUSTAFEL_TERMS_ADVISE_URGENT", default = 1)]
    pub(crate) advise_urgent: u16,

    /// Days in which the triangle decides, unless who lays the advice before it chooses another day.
    #[config(env = "CASUSTAFEL_TERMS_DECIDE", default = 7)]
    pub(crate) decide: u16,

    /// The same for what cannot wait.
    #[config(env = "CASUSTAFEL_TERMS_DECIDE_URGENT", default = 2)]
    pub(crate) decide_urgent: u16,

    /// Working days in which a question to scale a case up is answered.
    #[config(env = "CASUSTAFEL_TERMS_SCALE_UP", default = 3)]
    pub(crate) scale_up: u16,

    /// Days for one that cannot wait; a weekend does not lengthen it.
    #[config(env = "CASUSTAFEL_TERMS_SCALE_UP_ACUTE", default = 1)]
    pub(crate) scale_up_acute: u16,

    /// Working days in which a question to scale a case down is answered.
    #[config(env = "CASUSTAFEL_TERMS_SCALE_DOWN", default = 10)]
    pub(crate) scale_down: u16,

    /// Days in which nothing happened in a case, after which its process director is asked to look.
    #[config(env = "CASUSTAFEL_TERMS_CASE_STILL", default = 28)]
    pub(crate) case_still: u16,

    /// Days after which an agreement that is late, or a look back that did not come, does the same.
    #[config(env = "CASUSTAFEL_TERMS_CASE_LATE", default = 7)]
    pub(crate) case_late: u16,

    /// Days after which a case is read by the three, who acts for the municipality and the process director alone, when nobody said in that time
    /// that it is still needed: in a plan that was agreed, or a look back. In a case that runs the term stays as it was when it began.
    #[config(env = "CASUSTAFEL_TERMS_CASE_CONFIRM", default = 365)]
    pub(crate) case_confirm: u16,

    /// What becomes of a last day that is a Saturday, a Sunday or a holiday of the Algemene termijnenwet: `after` (the first working day after
    /// it), `before` (the last one before it) or `stay`. A day that somebody chooses stays as it was chosen.
    #[config(env = "CASUSTAFEL_TERMS_REST", default = "after")]
    pub(crate) rest: Rest,

    /// The same for what cannot wait: a weekend does not lengthen it.
    #[config(env = "CASUSTAFEL_TERMS_REST_URGENT", default = "before")]
    pub(crate) rest_urgent: Rest,
}

impl TermSettings {
    /// # Errors
    /// A sentence that names a term that does not fit.
    pub(crate) fn check(&self) -> Result<(), String> {
        let pairs = [
            ("choose", self.choose, self.choose_urgent),
            ("weigh", self.weigh, self.weigh_urgent),
            ("advise", self.advise, self.advise_urgent),
            ("decide", self.decide, self.decide_urgent),
        ];
        for (name, usual, urgent) in pairs {
            if usual > LONGEST {
                return Err(format!("settings: terms.{name} is a number from 0 to {LONGEST}"));
            }
            if urgent > usual {
                return Err(format!("settings: terms.{name}_urgent is not longer than terms.{name}"));
            }
        }
        for (name, days) in [
            ("scale_up", self.scale_up),
            ("scale_up_acute", self.scale_up_acute),
            ("scale_down", self.scale_down),
            ("case_still", self.case_still),
            ("case_late", self.case_late),
            ("case_confirm", self.case_confirm),
        ] {
            if days == 0 || days > LONGEST {
                return Err(format!("settings: terms.{name} is a number from 1 to {LONGEST}"));
            }
        }
        if self.confirm_urgent > LONGEST {
            return Err(format!("settings: terms.confirm_urgent is a number from 0 to {LONGEST}"));
        }
        Ok(())
    }

    /// As the house counts with them.
    pub(crate) fn terms(&self) -> Terms {
        let days = |usual, urgent| Days { usual, urgent };
        Terms {
            choose: days(self.choose, self.choose_urgent),
            confirm: self.confirm_urgent,
            weigh: days(self.weigh, self.weigh_urgent),
            advise: days(self.advise, self.advise_urgent),
            decide: days(self.decide, self.decide_urgent),
            rest: self.rest,
            rest_urgent: self.rest_urgent,
        }
    }

    /// As cases count with them.
    pub(crate) fn of_cases(&self) -> CaseTerms {
        CaseTerms {
            up: self.scale_up,
            acute: self.scale_up_acute,
            down: self.scale_down,
            still: self.case_still,
            late: self.case_late,
            confirm: Some(self.case_confirm),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_house_that_sets_nothing_has_the_usual_terms() {
        let usual = TermSettings::builder().load().unwrap();
        assert_eq!((usual.terms(), usual.of_cases()), (Terms::default(), CaseTerms::default()));
        assert_eq!(usual.check(), Ok(()));
    }

    #[test]
    fn what_cannot_wait_never_has_the_longer_term() {
        let usual = TermSettings::builder().load().unwrap();
        let turned = TermSettings { weigh_urgent: 30, ..usual.clone() };
        assert_eq!(turned.check().unwrap_err(), "settings: terms.weigh_urgent is not longer than terms.weigh");
        let never = TermSettings { case_still: 0, ..usual.clone() };
        assert_eq!(never.check().unwrap_err(), "settings: terms.case_still is a number from 1 to 366");
        let long = TermSettings { decide: 367, ..usual };
        assert_eq!(long.check().unwrap_err(), "settings: terms.decide is a number from 0 to 366");
    }
}
