//! A session in browsers: who leads presses the buttons of the console; phones come in with the code and answer what they are asked.

use crate::{
    browser::Script,
    house::House,
    pages::{Language, Visit},
};
use serde_json::Value;

/// The console of a session, in the browser of who leads it.
pub(crate) struct Console<'v, 'a> {
    pub(crate) leader: &'v Visit<'a>,
    /// Where the session is.
    pub(crate) at: String,
    /// The code to come in with.
    pub(crate) code: String,
}

impl<'v, 'a> Console<'v, 'a> {
    /// The session whose page is open.
    pub(crate) fn of(leader: &'v Visit<'a>) -> Self {
        let at = leader.here();
        let screen = leader.links().into_iter().find(|path| path.starts_with("/scherm/"));
        let screen =
            screen.unwrap_or_else(|| leader.browser.stop(&format!("no session at {at}: {}", leader.browser.text())));
        let code = screen.rsplit('/').next().expect("a code").to_owned();
        Self { leader, at, code }
    }

    /// Sends a form of the console and looks at the page that comes.
    pub(crate) fn does(&self, form: &str, answers: &[(&str, &str)]) {
        self.sends(form, answers);
        self.leader.looks_right();
    }

    /// The same without looking. What phones sent in the meantime stands there too.
    pub(crate) fn sends(&self, form: &str, answers: &[(&str, &str)]) {
        self.leader.browser.go(&self.leader.house.at(&self.at));
        self.leader.sends(form, answers);
    }

    /// Goes to a step.
    pub(crate) fn goes(&self, place: usize) {
        self.does("/naar", &[("plaats", &place.to_string())]);
    }

    /// Whether there is a form to an address with this end now.
    pub(crate) fn offers(&self, form: &str) -> bool {
        self.leader.browser.go(&self.leader.house.at(&self.at));
        has_form(self.leader, form)
    }
}

/// Waits until a page that nobody touches says this.
pub(crate) fn hears(visit: &Visit<'_>, words: &str) {
    visit.browser.awaits(&format!("“{words}”, by itself"), || visit.browser.text().contains(words));
}

fn has_form(visit: &Visit<'_>, end: &str) -> bool {
    let end = serde_json::json!(end);
    let script = format!("return [...document.forms].some(f => new URL(f.action).pathname.endsWith({end}))");
    visit.browser.good(visit.browser.driver.execute(&script, &[])) == Value::Bool(true)
}

/// A phone of somebody in the room.
pub(crate) struct Phone<'a> {
    pub(crate) visit: Visit<'a>,
    number: usize,
}

/// What people write; nobody's name is in it.
const SAYS: [&str; 3] =
    ["Wij bellen eerder.", "Wij zeggen hardop wat wij verwachten.", "Wij kijken na een maand terug."];
const NAMES: [&str; 3] = ["Noor", "Sem", "Yara"];

impl<'a> Phone<'a> {
    /// A phone with this number, from 0.
    pub(crate) fn new(house: &'a House, name: &str, language: Language, number: usize) -> Self {
        let visit = Visit::begin(house, &format!("{name}-phone{number}"), language, Script::On);
        Self { visit, number }
    }

    /// Comes in. The first one types the code, the others scan it.
    pub(crate) fn comes_in(&self, code: &str) {
        let visit = &self.visit;
        let query = visit.says("taal=nl", "taal=en");
        if self.number == 0 {
            visit.go(&format!("/meedoen?{query}"));
            visit.write("Code", "Code", &code.to_lowercase());
            visit.press("Verder", "Continue");
            visit.press("Meedoen", "Join");
        } else {
            visit.browser.go(&visit.house.at(&format!("/meedoen/{code}?{query}")));
            visit.sends(&format!("/meedoen/{code}"), &[]);
        }
        visit.reads("U bent binnen.", "You are in.");
    }

    /// Waits until its page says this by itself.
    pub(crate) fn hears(&self, words: &str) {
        hears(&self.visit, words);
    }

    /// Answers whatever it is asked now: a name or a part first, where that is asked, and then the step itself.
    pub(crate) fn answers(&self) {
        if has_form(&self.visit, "/naam") {
            self.visit.sends("/naam", &[("naam", NAMES[self.number % NAMES.len()])]);
        }
        if has_form(&self.visit, "/rol") {
            self.visit.sends("/rol", &[("rol", &self.number.to_string())]);
            self.visit.reads("Uw kaart", "Your card");
        }
        if !has_form(&self.visit, "/antwoord") {
            return;
        }
        let given = self.gives();
        let given: Vec<(&str, &str)> = given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.visit.sends("/antwoord", &given);
        self.visit.reads("Uw antwoord is binnen.", "Your answer is in.");
    }

    /// Something for each field: of the choices another one for each phone, and words under the first heading.
    fn gives(&self) -> Vec<(String, String)> {
        let script = "const form = [...document.forms].find(f => f.action.endsWith('/antwoord'));
            const fields = [...form.elements].filter(e => e.name && e.type !== 'hidden' && e.type !== 'submit');
            return [...new Set(fields.map(e => e.name))].map(name => {
              const same = fields.filter(e => e.name === name);
              const options = same[0].options ? [...same[0].options] : same.filter(e => e.type === 'radio');
              return [name, options.map(o => o.value).filter(v => v)]; })";
        let found = self.visit.browser.good(self.visit.browser.driver.execute(script, &[]));
        let mut given: Vec<(String, String)> = Vec::new();
        for (n, field) in found.as_array().into_iter().flatten().enumerate() {
            let name = field[0].as_str().unwrap_or_default().to_owned();
            let options: Vec<&str> = field[1].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            match options.get((n + self.number) % options.len().max(1)) {
                Some(option) => given.push((name, (*option).to_owned())),
                None if n == 0 => given.push((name, self.words().to_owned())),
                None => {}
            }
        }
        given
    }

    /// What this phone writes where words are asked.
    pub(crate) fn words(&self) -> &'static str {
        SAYS[self.number % SAYS.len()]
    }
}
