//! Filling in a form by the names of its fields, which are the same in every language; by keyboard all the same. What the fields are
//! called on the page is looked at by axe and by the journeys that read labels.

use crate::{browser::is_list, pages::Visit, stops::Stop};

const DOWN: char = '↓';

impl Visit<'_> {
    /// Keeps to the form that is sent to an address with this end and answers it: the name of a field and what it is to say.
    pub(crate) fn fill(&self, end: &str, answers: &[(&str, &str)]) {
        self.keep_to_form(end);
        for (name, value) in answers {
            self.answer(name, value);
        }
    }

    /// Fills in a form, sends it and looks at the page that comes.
    pub(crate) fn does(&self, end: &str, answers: &[(&str, &str)]) {
        self.sends(end, answers);
        self.looks_right();
    }

    /// The same without looking: for the second phone and the third, which get the same page.
    pub(crate) fn sends(&self, end: &str, answers: &[(&str, &str)]) {
        self.fill(end, answers);
        self.enter_at("button of the form", |stop| stop.role == "button" && stop.sends);
    }

    /// Writes or chooses this in the field with this name.
    pub(crate) fn answer(&self, name: &str, value: &str) {
        let here = |stop: &Stop| stop.name == name && (stop.role != "checkbox" || stop.value == value);
        let stop = self.browser.tab_to(&format!("field {name} for “{value}”"), here);
        match stop.role.as_str() {
            "checkbox" if self.browser.is_checked(&stop) => {}
            "checkbox" => self.browser.key(' '),
            "radio" => self.round(stop, value),
            _ if is_list(&stop) => self.list(&stop, value),
            _ => self.browser.write_here(&stop, value),
        }
    }

    /// From one round button of a group to the one with this value, by arrow.
    fn round(&self, mut stop: Stop, value: &str) {
        let first = stop.element.clone();
        while stop.value != value {
            self.browser.key(DOWN);
            stop = self.browser.focus();
            if stop.element == first {
                self.browser.stop(&format!("“{value}” is not among the choices"));
            }
        }
        if !self.browser.is_checked(&stop) {
            self.browser.key(' ');
        }
    }

    fn list(&self, stop: &Stop, value: &str) {
        let label = "return [...arguments[0].options].find(o => o.value === arguments[1])?.label.trim() ?? ''"
            .replace("arguments[1]", &serde_json::json!(value).to_string());
        let label = self.browser.good(self.browser.driver.execute(&label, &[&stop.element]));
        self.browser.choose_here(stop, label.as_str().unwrap_or_default());
    }
}
