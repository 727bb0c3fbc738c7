//! A session that ends in the middle of a form: half an hour passes between the last word and the button. Who sends it logs in again, must
//! find every word where it was, and sends it from there.

use crate::{pages::Visit, stops::Stop};
use serde_json::{Value, json};

/// A form as somebody left it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Left {
    /// Whose form it is: the account.
    pub(crate) person: String,
    /// Where it is sent.
    pub(crate) to: String,
    /// Names and values of everything written or chosen.
    pub(crate) said: Vec<(String, String)>,
}

/// What is written or chosen in the form to an address, if there is one. A file cannot be kept by anybody: that form counts for none.
const SAID: &str = "
const form = [...document.forms].find(f => f.method === 'post' && new URL(f.action).pathname === PATH);
const fields = [...form?.elements ?? []].filter(e => e.name && !['hidden', 'submit', 'button'].includes(e.type));
if (fields.some(e => e.type === 'file')) return [];
return fields.filter(e => ['radio', 'checkbox'].includes(e.type) ? e.checked : e.value !== '').map(e => [e.name, e.value]);";

impl Visit<'_> {
    /// From now on half an hour passes before each form is sent.
    pub(crate) fn is_interrupted_in_every_form(&self) {
        self.interrupted.borrow_mut().get_or_insert_default();
    }

    /// The forms in which that happened.
    pub(crate) fn interruptions(&self) -> Vec<Left> {
        self.interrupted.take().unwrap_or_default()
    }

    /// Goes by keyboard to a link or button and presses it.
    pub(crate) fn enter_at(&self, what: &str, fits: impl Fn(&Stop) -> bool) {
        if self.interrupted.borrow().is_some() {
            let stop = self.browser.tab_to(what, &fits);
            let said = if stop.sends { self.said(&stop.form) } else { Vec::new() };
            if !said.is_empty() {
                let left = Left { person: self.person.borrow().clone(), to: stop.form, said };
                self.comes_too_late(&left, what, &fits);
                self.interrupted.borrow_mut().get_or_insert_default().push(left);
            }
        }
        self.browser.enter_at(what, fits);
    }

    fn comes_too_late(&self, left: &Left, what: &str, fits: impl Fn(&Stop) -> bool) {
        self.house.half_an_hour_passes();
        self.browser.enter_at(what, fits);
        if !self.here().starts_with("/inloggen") {
            self.browser.stop(&format!("{} was taken although the session had ended", left.to));
        }
        self.looks_right();
        self.logs_in(&left.person);
        let found = self.said(&left.to);
        // That it is meant is asked again: whoever comes back reads first what will happen.
        let (meant, written): (Vec<_>, Vec<_>) = left.said.iter().partition(|(name, _)| name == "sure");
        let lost: Vec<_> = written.into_iter().filter(|one| !found.contains(one)).collect();
        if !lost.is_empty() {
            self.browser.stop(&format!("of {left:?} these were lost: {lost:?}; found at {}: {found:?}", self.here()));
        }
        self.keep_to_form(&left.to);
        meant.iter().for_each(|(name, value)| self.answer(name, value));
    }

    fn said(&self, path: &str) -> Vec<(String, String)> {
        let Value::Array(found) =
            self.browser.good(self.browser.driver.execute(&SAID.replace("PATH", &json!(path).to_string()), &[]))
        else {
            return Vec::new();
        };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        found.iter().map(|one| (text(&one[0]), text(&one[1]))).collect()
    }
}
