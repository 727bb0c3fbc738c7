//! A person with a browser, without script: a cookie, pages, and the forms that stand on them.

use crate::{
    house::Served,
    http::{Asking, Said},
};

/// Somebody who is logged in.
pub(crate) struct Person {
    port: u16,
    cookie: String,
}

/// Names and texts as a form sends them.
pub(crate) fn form(pairs: &[(&str, &str)]) -> String {
    let one = |(name, text): &(&str, &str)| format!("{}={}", encode(name.as_bytes()), encode(text.as_bytes()));
    pairs.iter().map(one).collect::<Vec<_>>().join("&")
}

/// Every byte that means something else in a form, as a percent sign and two digits.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let one = |b: &u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(*b).to_string(),
        other => format!("%{other:02X}"),
    };
    bytes.iter().map(one).collect()
}

impl Person {
    /// Picks a person of the demonstration.
    pub(crate) fn enter(served: &Served, person: &str) -> Self {
        let said = served
            .post("/inloggen")
            .body("application/x-www-form-urlencoded", form(&[("person", person), ("naar", "/")]))
            .send();
        assert_eq!(said.status, 303, "{}", said.body);
        let cookie = said.header("set-cookie").and_then(|line| line.split(';').next()).unwrap().to_owned();
        Self { port: served.port, cookie }
    }

    /// A request with the cookie.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Asking {
        Asking::of(self.port, method, path).with("Cookie", &self.cookie)
    }

    /// A page.
    pub(crate) fn get(&self, path: &str) -> Said {
        self.ask("GET", path).send()
    }

    /// The secret that every form of this person carries.
    pub(crate) fn csrf(&self) -> String {
        let page = self.get("/signalen");
        value_of(&page.body, "_csrf").expect("a form with its secret")
    }

    /// Sends a form.
    pub(crate) fn post(&self, path: &str, body: &str) -> Said {
        self.ask("POST", path).body("application/x-www-form-urlencoded", body).send()
    }
}

/// The value of the first hidden field of this name.
pub(crate) fn value_of(page: &str, name: &str) -> Option<String> {
    let mark = format!("name=\"{name}\" value=\"");
    let from = page.find(&mark)? + mark.len();
    let rest = page.get(from..)?;
    Some(rest.get(..rest.find('"')?)?.to_owned())
}
