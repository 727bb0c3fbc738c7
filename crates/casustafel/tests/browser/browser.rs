//! A person at a keyboard before a page. There is no mouse: what cannot be reached with Tab, arrows, Space, Enter and
//! letters cannot be done here. Controls are named as a screen reader names them.

use crate::{driver::Key, lent::Lent, stops::Stop, wire::PATIENCE};
use serde_json::{Value, json};
use std::{
    cell::RefCell,
    thread,
    time::{Duration, Instant},
};

const TAB: char = '\t';
const ENTER: char = '\n';
const SHIFT: u8 = 8;
const CONTROL: u8 = 2;
const LEFT: char = '←';
const DOWN: char = '↓';
const BACKSPACE: char = '\u{8}';

/// No page has more stops than this; one that has is no page for a keyboard.
const MOST_STOPS: usize = 300;
/// How often a person tries who finds that what they were about to press was replaced under their hands.
const MOST_TRIES: usize = 20;

/// Whether pages may run script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// As most people have it.
    On,
    /// Every page must do without.
    Off,
}

/// A browser window with a person before it.
pub(crate) struct Browser {
    pub(crate) driver: Lent,
    pub(crate) name: String,
    script: Script,
    /// The end of the address of the form that is being filled in; empty for the page as a whole.
    within: RefCell<String>,
}

impl Browser {
    /// Opens an empty browser; `name` is how its pictures are called.
    pub(crate) fn open(name: &str, script: Script) -> Self {
        let browser = Self { driver: Lent::one(), name: name.to_owned(), script, within: RefCell::default() };
        browser.let_pages_script(script == Script::On);
        browser
    }

    /// Lets pages run script or not. The driver's own questions are answered either way.
    pub(crate) fn let_pages_script(&self, may: bool) {
        self.good(self.driver.tell("Emulation.setScriptExecutionDisabled", &json!({"value": !may})));
    }

    /// Forgets everything that pages kept in it: cookies and whatever else.
    pub(crate) fn forgets(&self) {
        self.good(self.driver.renew());
        self.let_pages_script(self.script == Script::On);
    }

    /// Does something with script on, whatever this browser's pages may. A page that is there already has missed its turn.
    pub(crate) fn with_script<T>(&self, work: impl FnOnce() -> T) -> T {
        if self.script == Script::On {
            return work();
        }
        self.let_pages_script(true);
        let answer = work();
        self.let_pages_script(false);
        answer
    }

    /// Types an address in the bar.
    pub(crate) fn go(&self, address: &str) {
        self.within.borrow_mut().clear();
        self.good(self.driver.go(address));
    }

    /// The address of this page without the part of the server.
    pub(crate) fn path(&self) -> String {
        let path = self.good(self.driver.execute("return location.pathname + location.search + location.hash", &[]));
        path.as_str().unwrap_or_default().to_owned()
    }

    /// Everything that can be read on the page.
    pub(crate) fn text(&self) -> String {
        // A space that may not break is a space to who reads.
        let text = self.good(self.driver.execute("return document.body.innerText.replaceAll('\\u00a0', ' ')", &[]));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Stops unless the page says this, at once or after a while.
    pub(crate) fn reads(&self, words: &str) {
        self.awaits(&format!("the page says “{words}”"), || self.text().contains(words));
    }

    /// Waits until something is so.
    pub(crate) fn awaits(&self, what: &str, is_so: impl Fn() -> bool) {
        let began = Instant::now();
        while !is_so() {
            if began.elapsed() > PATIENCE {
                self.stop(&format!("never came: {what}, at {}; the page says:\n{}", self.path(), self.text()));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops if the page says this.
    pub(crate) fn reads_not(&self, words: &str) {
        if self.text().contains(words) {
            self.stop(&format!("the page says “{words}”, which it should not"));
        }
    }

    /// Goes by Tab to something that fits: forward, or back when it was passed. It must show that it has the focus, and it must
    /// be called in the accessibility tree what it is called on the page.
    pub(crate) fn tab_to(&self, what: &str, fits: impl Fn(&Stop) -> bool) -> Stop {
        let fits = |stop: &Stop| stop.form.ends_with(&*self.within.borrow()) && fits(stop);
        let (at, stops) = self.stops();
        let next = at.map_or(0, |at| at + 1);
        let ahead = stops.iter().skip(next).position(&fits);
        let behind = || stops.iter().take(next).rev().position(&fits);
        if let Some(more) = ahead {
            self.keys(&TAB.to_string().repeat(more + 1));
        } else if let Some(back) = behind() {
            // The first one back is where the focus is, when it is on a stop.
            self.good(self.driver.keys(&vec![Key { sign: TAB, held: SHIFT }; back]));
        }
        let mut passed: Vec<String> = Vec::new();
        for _ in 0..MOST_STOPS {
            let stop = self.focus();
            if fits(&stop) {
                self.shows_focus(&stop);
                return stop;
            }
            let told = format!("{} “{}”", stop.role, stop.label);
            if passed.len() > stops.len() + 1 {
                break;
            }
            passed.push(told);
            self.key(TAB);
        }
        self.stop(&format!(
            "no {what} can be reached with Tab at {}; there were:\n  {}",
            self.path(),
            passed.join("\n  ")
        ))
    }

    /// Goes to a link or button by its name and presses Enter; waits for the page that comes.
    pub(crate) fn press(&self, name: &str) {
        self.enter_at(&format!("link or button “{name}”"), |stop| stop.is_to_press(name));
    }

    /// Goes by Tab to something that fits, presses Enter and waits for the page that comes. A page in a room with others may replace
    /// what has the focus just before the key comes down: then nothing was pressed, and it is looked for again.
    pub(crate) fn enter_at(&self, what: &str, fits: impl Fn(&Stop) -> bool) {
        for _ in 0..MOST_TRIES {
            self.tab_to(what, &fits);
            if self.enters() {
                self.within.borrow_mut().clear();
                return;
            }
        }
        self.stop(&format!("Enter does nothing on {what} at {}", self.path()));
    }

    /// Presses Enter where the focus is and waits for the page that comes. Whether anything was pressed.
    fn enters(&self) -> bool {
        const WATCH: &str =
            "addEventListener('click', () => { document[Symbol.for('pressed')] = true; }, {capture: true, once: true})";
        const PRESSED: &str = "return document[Symbol.for('pressed')] === true";
        let before = self.good(self.driver.document());
        self.good(self.driver.execute(WATCH, &[]));
        self.key(ENTER);
        // Where pages may not script, nothing is replaced and nothing can watch.
        if self.script == Script::On && self.good(self.driver.document()) == before {
            match self.driver.execute(PRESSED, &[]) {
                Ok(Value::Bool(false)) if self.good(self.driver.document()) == before => return false,
                // Between question and answer the page may go.
                Ok(_) | Err(_) => {}
            }
        }
        self.good(self.driver.comes_after(before));
        true
    }

    /// Keeps to the form that is sent to an address with this end; opens what it is folded into. Two forms on one page may ask
    /// the same, and a person sees which is which.
    pub(crate) fn keep_to_form(&self, end: &str) {
        self.within.borrow_mut().clear();
        let end_as_text = json!(end);
        let find = format!(
            "const form = [...document.forms].find(f => new URL(f.action).pathname.endsWith({end_as_text}));
             return form ? (form.closest('details:not([open])') ? 'folded' : 'open') : 'missing'"
        );
        let found = self.good(self.driver.execute(&find, &[]));
        if found == "missing" {
            self.stop(&format!("there is no form to {end} at {}; the page says:\n{}", self.path(), self.text()));
        }
        if found == "folded" {
            let folds = format!(
                "const fold = arguments[0].closest('summary')?.parentElement;
                 return !!fold && [...fold.querySelectorAll('form')].some(f => new URL(f.action).pathname.endsWith({end_as_text}))"
            );
            self.tab_to(&format!("fold around the form to {end}"), |stop| {
                self.good(self.driver.execute(&folds, &[&stop.element])) == json!(true)
            });
            self.key(ENTER);
        }
        end.clone_into(&mut self.within.borrow_mut());
    }

    /// Opens what is folded away.
    pub(crate) fn unfold(&self, name: &str) {
        self.tab_to(&format!("fold “{name}”"), |s| s.label == name);
        self.key(ENTER);
    }

    /// As `unfold`, for a name that begins with what this page alone knows.
    pub(crate) fn unfold_ending(&self, end: &str) {
        self.tab_to(&format!("fold “...{end}”"), |s| s.role == "DisclosureTriangle" && s.label.ends_with(end));
        self.key(ENTER);
    }

    /// Goes to a field by its label and writes; what stood there goes.
    pub(crate) fn write(&self, label: &str, text: &str) {
        let stop = self.tab_to(&format!("field “{label}”"), |s| is_field(s) && names(s, label));
        self.write_here(&stop, text);
    }

    /// Replaces what stands in the field that has the focus.
    pub(crate) fn write_here(&self, stop: &Stop, text: &str) {
        if stop.role == "Date" {
            self.write_day(stop, text);
        } else {
            self.held(CONTROL, 'a');
            self.key(BACKSPACE);
            self.types(text);
        }
        let stands = self.value(stop);
        if stands != text {
            self.stop(&format!("field “{}” holds “{stands}” after typing “{text}”", stop.label));
        }
    }

    /// The parts of a date field stand in the order of the browser's language, which the page cannot choose: month first
    /// or day first. Who sees that it is the other way round goes back two parts and types again.
    fn write_day(&self, stop: &Stop, text: &str) {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { self.stop(&format!("“{text}” is no day")) };
        self.keys(&format!("{month}{day}{year}"));
        if self.value(stop) != text {
            self.keys(&format!("{LEFT}{LEFT}{day}{month}{year}"));
        }
    }

    /// Puts a tick, if it does not stand there yet.
    pub(crate) fn tick(&self, label: &str) {
        let stop = self.tab_to(&format!("tick box “{label}”"), |s| s.role == "checkbox" && names(s, label));
        if !self.is_checked(&stop) {
            self.key(' ');
        }
        if !self.is_checked(&stop) {
            self.stop(&format!("“{label}” has no tick after Space"));
        }
    }

    /// Chooses in a list by typing what the choice begins with, as one does.
    pub(crate) fn choose(&self, label: &str, choice: &str) {
        let stop = self.tab_to(&format!("list “{label}”"), |s| is_list(s) && names(s, label));
        self.choose_here(&stop, choice);
    }

    pub(crate) fn choose_here(&self, stop: &Stop, choice: &str) {
        self.keys(choice);
        let chosen = self.chosen(stop);
        if !chosen.starts_with(choice) {
            self.stop(&format!("list “{}” stands on “{chosen}” after typing “{choice}”", stop.label));
        }
    }

    /// Chooses by whatever the page offers for it: a list, or round buttons.
    pub(crate) fn elect(&self, label: &str, choice: &str) {
        let stop = self.tab_to(&format!("“{choice}” or list “{label}”"), |s| {
            (is_list(s) && names(s, label)) || (s.role == "radio" && s.group.iter().any(|one| one == choice))
        });
        if stop.role == "radio" {
            self.pick_here(stop, choice);
        } else {
            self.choose_here(&stop, choice);
        }
    }

    /// From one round button of a group to the one that is meant, by arrow.
    fn pick_here(&self, mut stop: Stop, choice: &str) {
        let first = stop.element.clone();
        while stop.label != choice {
            self.key(DOWN);
            stop = self.focus();
            if stop.element == first {
                self.stop(&format!("“{choice}” is not among the choices"));
            }
        }
        if !self.is_checked(&stop) {
            self.key(' ');
        }
    }

    /// Chooses one of a group of round buttons: Tab goes to the group, arrows within it.
    pub(crate) fn pick(&self, choice: &str) {
        let stop = self.tab_to(&format!("choice “{choice}”"), |s| {
            s.role == "radio" && s.group.iter().any(|one| one == choice)
        });
        self.pick_here(stop, choice);
    }

    /// Gives a file to the field with this label.
    pub(crate) fn give_file(&self, label: &str, path: &str) {
        let stop = self.tab_to(&format!("file field “{label}”"), |s| s.label.contains(label));
        self.good(self.driver.give_file(&stop.element, path));
    }

    /// Text in a field: the first letter of each line by its key, as nobody else would press it, the rest of the line in one go; and
    /// Enter for a new line.
    fn types(&self, text: &str) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.key(ENTER);
            }
            let first = line.chars().next().map_or(0, char::len_utf8);
            self.keys(&line[..first]);
            if line.len() > first {
                self.good(self.driver.words(&line[first..]));
            }
        }
    }

    /// One key, down and up.
    pub(crate) fn key(&self, key: char) {
        self.held(0, key);
    }

    /// Keys one after the other.
    pub(crate) fn keys(&self, text: &str) {
        let keys: Vec<Key> = text.chars().map(|sign| Key { sign, held: 0 }).collect();
        self.good(self.driver.keys(&keys));
    }

    /// One key while another one is held.
    fn held(&self, held: u8, sign: char) {
        self.good(self.driver.keys(&[Key { sign, held }]));
    }

    /// What a field says.
    fn value(&self, stop: &Stop) -> String {
        self.good(self.driver.property(&stop.element, "value"))
    }

    /// Whether a tick or a round button is on.
    pub(crate) fn is_checked(&self, stop: &Stop) -> bool {
        self.good(self.driver.property(&stop.element, "checked")) == "true"
    }

    fn chosen(&self, stop: &Stop) -> String {
        self.good(self.driver.property(&stop.element, "selectedOptions[0].label")).trim().to_owned()
    }

    /// A person without a mouse must see where they are (WCAG 2.4.7).
    fn shows_focus(&self, stop: &Stop) {
        if !stop.shown {
            self.stop(&format!("{} “{}” does not show that it has the focus", stop.role, stop.label));
        }
    }

    /// The answer, or the end of the test.
    pub(crate) fn good<T>(&self, answer: Result<T, String>) -> T {
        match answer {
            Ok(value) => value,
            Err(why) => panic!("{}: {why}", self.name),
        }
    }
}

pub(crate) fn is_list(stop: &Stop) -> bool {
    matches!(stop.role.as_str(), "combobox" | "listbox" | "MenuListPopup" | "popupbutton")
}

fn is_field(stop: &Stop) -> bool {
    matches!(stop.role.as_str(), "textbox" | "Date" | "spinbutton" | "searchbox" | "combobox" | "InputTime")
}

/// A label may carry more words after it, such as that it need not be filled in.
fn names(stop: &Stop, label: &str) -> bool {
    stop.label.starts_with(label)
}
