//! The pages of the program as the journeys know them: who one is, in which language, and what every page has.

use crate::{
    browser::{Browser, Script},
    house::House,
    interrupted::Left,
};
use serde_json::Value;
use std::cell::RefCell;

/// The language a journey is made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Dutch,
    English,
}

/// Somebody before the program, with the pages they came by.
pub(crate) struct Visit<'a> {
    pub(crate) browser: Browser,
    pub(crate) house: &'a House,
    language: Language,
    visited: RefCell<Vec<String>>,
    /// Who one is: the account.
    pub(crate) person: RefCell<String>,
    /// The forms in which the session ended, where it ends in each.
    pub(crate) interrupted: RefCell<Option<Vec<Left>>>,
}

impl<'a> Visit<'a> {
    pub(crate) fn begin(house: &'a House, name: &str, language: Language, script: Script) -> Self {
        Self {
            browser: Browser::open(name, script),
            house,
            language,
            visited: RefCell::default(),
            person: RefCell::default(),
            interrupted: RefCell::default(),
        }
    }

    /// Of two sentences the one of this journey.
    pub(crate) fn says(&self, dutch: &'static str, english: &'static str) -> &'static str {
        match self.language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    /// Goes to the front door and becomes this person, by keyboard.
    pub(crate) fn come_as(&self, person: &str) {
        self.browser.go(&self.house.at("/inloggen"));
        if self.language == Language::English {
            self.browser.press("English");
        }
        self.looks_right();
        self.logs_in(person);
    }

    /// Becomes this person, at the front door.
    pub(crate) fn logs_in(&self, person: &str) {
        person.clone_into(&mut self.person.borrow_mut());
        self.browser.enter_at(&format!("button of {person}"), |stop| stop.role == "button" && stop.person == person);
        self.looks_right();
    }

    /// Leaves by the button that is on every page, in the menu with one's own name.
    pub(crate) fn leave(&self) {
        self.browser.unfold_ending(": menu");
        self.press("Uitloggen", "Log out");
    }

    /// Opens an address of the house.
    pub(crate) fn go(&self, path: &str) {
        self.browser.go(&self.house.at(path));
        self.looks_right();
    }

    /// The address of this page, without what was done just now.
    pub(crate) fn here(&self) -> String {
        self.browser.path().split('?').next().unwrap_or_default().to_owned()
    }

    /// Presses a link or button and looks at the page that comes.
    pub(crate) fn press(&self, dutch: &'static str, english: &'static str) {
        let name = self.says(dutch, english);
        self.enter_at(&format!("link or button “{name}”"), |stop| stop.is_to_press(name));
        self.looks_right();
    }

    /// Goes to what is asked about this dossier, from the list of one's own work, and from there to the dossier itself.
    pub(crate) fn follow(&self, dossier: &str) {
        self.browser
            .enter_at(&format!("task about {dossier}"), |stop| stop.role == "link" && stop.path.starts_with(dossier));
        self.looks_right();
        if self.browser.path() != dossier {
            self.go(dossier);
        }
    }

    /// Follows the link in the row of a table, or the part of a list, that says this.
    pub(crate) fn press_in_row(&self, words: &str) {
        self.browser.enter_at(&format!("link in a row with “{words}”"), |stop| {
            stop.role == "link" && stop.row.contains(words)
        });
        self.looks_right();
    }

    /// Writes in a field.
    pub(crate) fn write(&self, dutch: &'static str, english: &'static str, text: &str) {
        self.browser.write(self.says(dutch, english), text);
    }

    /// Keeps to one form of the page.
    pub(crate) fn keep_to_form(&self, end: &str) {
        self.browser.keep_to_form(end);
    }

    /// Chooses in a list or among round buttons; the choice is a name and the same in both languages.
    pub(crate) fn elect(&self, dutch: &'static str, english: &'static str, choice: &str) {
        self.browser.elect(self.says(dutch, english), choice);
    }

    /// Chooses one of a few.
    pub(crate) fn pick(&self, dutch: &'static str, english: &'static str) {
        self.browser.pick(self.says(dutch, english));
    }

    /// Puts a tick.
    pub(crate) fn tick(&self, dutch: &'static str, english: &'static str) {
        self.browser.tick(self.says(dutch, english));
    }

    /// Stops unless the page says this.
    pub(crate) fn reads(&self, dutch: &'static str, english: &'static str) {
        self.browser.reads(self.says(dutch, english));
    }

    /// What every page must have, whoever looks at it.
    pub(crate) fn looks_right(&self) {
        let path = self.browser.path();
        self.visited.borrow_mut().push(path.clone());
        let script = "return [document.documentElement.lang, document.title, document.querySelectorAll('h1').length,
            document.querySelectorAll('main').length,
            document.documentElement.scrollWidth - document.documentElement.clientWidth]";
        let found = self.browser.good(self.browser.driver.execute(script, &[]));
        let lang = self.says("nl", "en");
        if found[0] != lang {
            self.browser.stop(&format!("{path} is in {} and not in {lang}", found[0]));
        }
        if found[1].as_str().is_none_or(str::is_empty) || found[2] != 1 || found[3] != 1 {
            self.browser.stop(&format!("{path} needs a title, one heading and one main part: {found}"));
        }
        if found[4].as_i64().is_none_or(|over| over > 0) {
            self.browser.stop(&format!("{path} is {} pixels wider than its window", found[4]));
        }
        self.browser.is_accessible();
    }

    /// Every address that this page leads to within the house.
    pub(crate) fn links(&self) -> Vec<String> {
        let script =
            "return [...document.links].filter(a => a.origin === location.origin && !a.hasAttribute('download'))
            .map(a => a.pathname + a.search)";
        let Value::Array(found) = self.browser.good(self.browser.driver.execute(script, &[])) else {
            return Vec::new();
        };
        found.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    }

    /// The addresses this journey came by.
    pub(crate) fn visited(&self) -> Vec<String> {
        self.visited.borrow().clone()
    }
}
