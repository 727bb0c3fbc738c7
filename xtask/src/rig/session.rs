//! A session that phones answer: planned, begun and led through the interface for programs, and one phone in it.

use super::http::{Asking, Said};
use crate::machine::Trouble;
use std::io;

/// The step that is answered: five statements, without a name.
const ANSWER: &str = "stap=2&s0=agree&s1=disagree&s2=pass&s3=agree&s4=agree";
const PLAN: &str =
    r#"{"template":"pressure-cooker-unit","title":"Meting","aim":"Meten","on":"2099-01-01","house":"nhn"}"#;

/// A session whose third step is open.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) code: String,
    token: String,
}

impl Session {
    pub(super) fn begin(port: u16, token: &str) -> Result<Self, Trouble> {
        let does = |path: &str, body: &str| -> Result<Said, Trouble> {
            let said = Asking::json(port, &format!("/api/v1/sessies/{path}"), body).by(token).send();
            let said = said.map_err(|e| Trouble(format!("{path}: {e}")))?;
            if said.status < 300 { Ok(said) } else { Err(Trouble(format!("{path}: {} {}", said.status, said.body))) }
        };
        let made = does("nieuw", PLAN)?;
        let id = made.text("id").unwrap_or_default().to_owned();
        does(&format!("{id}/beginnen"), "{}")?;
        does(&format!("{id}/naar"), r#"{"plaats":2}"#)?;
        let mut session = Self { id, code: String::new(), token: token.to_owned() };
        let page = session.page(port)?;
        let screen = page.text("screen").unwrap_or_default();
        session.code = screen.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(session)
    }

    fn page(&self, port: u16) -> Result<Said, Trouble> {
        let asked = Asking::get(port, &format!("/api/v1/sessies/{}", self.id)).by(&self.token).send();
        asked.map_err(|e| Trouble(format!("the session: {e}")))
    }

    /// How many came in, and how many answered.
    pub(super) fn counts(&self, port: u16) -> Result<(u64, u64), Trouble> {
        let page = self.page(port)?;
        let both = page.number("joined").zip(page.number("answered"));
        both.ok_or_else(|| Trouble(format!("no counts in the session: {}", page.status)))
    }
}

/// A phone: where it is, and what the house gave it to show again.
#[derive(Clone, Default)]
pub(super) struct Phone {
    pub(super) at: String,
    cookies: Vec<String>,
}

impl Phone {
    fn carries(&self, asking: Asking) -> Asking {
        if self.cookies.is_empty() { asking } else { asking.with("Cookie", &self.cookies.join("; ")) }
    }

    /// Comes in; the status, and where this phone is when it was let in.
    pub(super) fn come_in(&mut self, port: u16, code: &str) -> io::Result<u16> {
        let said = self.carries(Asking::form(port, &format!("/meedoen/{code}"), "")).send()?;
        if said.status == 303 {
            said.place().clone_into(&mut self.at);
            let cookie = said.header("set-cookie").and_then(|line| line.split(';').next());
            self.cookies.extend(cookie.map(str::to_owned));
        }
        Ok(said.status)
    }

    pub(super) fn look(&self, port: u16) -> io::Result<Said> {
        self.carries(Asking::get(port, &self.at)).send()
    }

    pub(super) fn answer(&self, port: u16) -> io::Result<Said> {
        self.carries(Asking::form(port, &format!("{}/antwoord", self.at), ANSWER)).send()
    }

    /// Whether the house says that the answer of this phone is in.
    pub(super) fn is_in(&self, port: u16) -> io::Result<bool> {
        Ok(self.look(port)?.body.contains("Uw antwoord is binnen"))
    }
}

/// Whether this is how the house refuses a second answer.
pub(super) fn is_twice(said: &Said) -> bool {
    said.status == 422 && said.body.contains("al geantwoord")
}
