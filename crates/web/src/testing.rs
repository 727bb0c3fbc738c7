//! A browser and a program for tests, in process: no socket, a jar for cookies, and forms sent as a browser sends them.
//!
//! A form is sent with the hidden fields that the last page held for it, so a test says only what a person types.

use crate::values::encode;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use serde_json::Value;
use std::collections::BTreeMap;
use tower::ServiceExt;

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The body as text.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Reply {
    /// Where it leads; empty when it does not.
    #[must_use]
    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", String::as_str)
    }

    /// Where it leads, without the word that tells what was done.
    #[must_use]
    pub fn path(&self) -> &str {
        self.location().split(['?', '#']).next().unwrap_or_default()
    }

    /// The body as JSON; null when it is not.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Whether the page says this.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.body.contains(words)
    }
}

/// A browser of one person.
#[derive(Debug, Clone)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    page: String,
    /// Whether a form of the page was sent already.
    spent: bool,
}

impl Client {
    /// A browser in which nobody is logged in.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), page: String::new(), spent: false }
    }

    /// Goes on at another node, or at a server that was started again; cookies and page stay.
    pub fn moves_to(&mut self, router: Router) {
        self.router = router;
    }

    /// A program with this token at the same server.
    #[must_use]
    pub fn program(&self, token: impl Into<String>) -> Program {
        Program::with(self.router.clone(), token)
    }

    /// Logs in as an invented person, in a house in demo mode.
    pub async fn enter(&mut self, person: &str) -> Reply {
        self.post("/inloggen", &[("person", person)]).await
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(self.request("GET", path), Vec::new()).await
    }

    /// Goes where the answer leads.
    pub async fn follow(&mut self, reply: &Reply) -> Reply {
        let location = reply.location().to_owned();
        self.get(&location).await
    }

    /// Sends a form: what is typed, and the hidden fields that the last page held for this form.
    pub async fn post(&mut self, path: &str, typed: &[(&str, &str)]) -> Reply {
        let hidden = self.hidden(path);
        let mut pairs: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        pairs.retain(|(name, _)| !typed.iter().any(|(t, _)| t == name));
        pairs.extend(typed);
        let spent = std::mem::replace(&mut self.spent, true);
        // A second form from one page is sent as from a page of its own, unless a test wants to know what comes of that.
        let bare = |(name, value): &(&'_ str, &'_ str)| match value.split_once('.') {
            Some((token, _)) if *name == "_csrf" && spent => token.to_owned(),
            Some(_) | None => (*value).to_owned(),
        };
        let texts: Vec<String> = pairs.iter().map(bare).collect();
        let pairs: Vec<(&str, &str)> =
            pairs.iter().zip(&texts).map(|((name, _), text)| (*name, text.as_str())).collect();
        self.post_raw(path, "application/x-www-form-urlencoded", encode(&pairs).into_bytes()).await
    }

    /// Sends a form once more from the page it was sent from, as after a second click or the button back.
    pub async fn post_again(&mut self, path: &str, typed: &[(&str, &str)]) -> Reply {
        self.spent = false;
        self.post(path, typed).await
    }

    /// Sends a form with a file.
    pub async fn upload(&mut self, path: &str, typed: &[(&str, &str)], file: (&str, &str, &[u8])) -> Reply {
        let mut body = Vec::new();
        let hidden = self.hidden(path);
        let texts = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(typed.iter().copied());
        for (name, text) in texts {
            body.extend(format!("--rand\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").bytes());
        }
        let (name, file_name, bytes) = file;
        let head =
            format!("--rand\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\r\n");
        body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n--rand--\r\n"));
        self.post_raw(path, "multipart/form-data; boundary=rand", body).await
    }

    /// Sends a body as it is, with the cookies and nothing else.
    pub async fn post_raw(&mut self, path: &str, kind: &str, body: Vec<u8>) -> Reply {
        let request = self.request("POST", path).header(header::CONTENT_TYPE, kind);
        self.send(request, body).await
    }

    /// Sends a request with a header of one's own choice, for tests of the outer layer.
    pub async fn post_with(&mut self, path: &str, header: (&str, &str), typed: &[(&str, &str)]) -> Reply {
        let request = self.request("POST", path).header(header.0, header.1);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, encode(typed).into_bytes()).await
    }

    /// What this browser sends as its cookies.
    #[must_use]
    pub fn cookie(&self) -> String {
        self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ")
    }

    /// The token of this session's forms, from the last page.
    #[must_use]
    pub fn csrf(&self) -> String {
        hidden_in(&self.page).into_iter().find(|(n, _)| n == "_csrf").map(|(_, v)| v).unwrap_or_default()
    }

    /// The hidden fields of the form with this address on the last page; else only the token.
    fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let begin = self.page.find(&format!("action=\"{action}\""));
        let form = begin.and_then(|at| self.page[at..].split("</form>").next()).unwrap_or_default();
        let found = hidden_in(form);
        if found.iter().any(|(n, _)| n == "_csrf") || self.csrf().is_empty() {
            return found;
        }
        found.into_iter().chain([("_csrf".to_owned(), self.csrf())]).collect()
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies = self.cookie();
        let request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies) }
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Vec<u8>) -> Reply {
        let reply = send(&self.router, request, body).await;
        let lies = if reply.status == 422 { called_optional(&reply.body) } else { Vec::new() };
        assert!(lies.is_empty(), "called optional, and refused when empty: {}", lies.join("\n"));
        let set = reply.headers.get("set-cookie").and_then(|line| line.split(';').next()?.split_once('='));
        if let Some((name, value)) = set {
            if value.is_empty() {
                self.cookies.remove(name)
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        if reply.headers.get("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            self.page.clone_from(&reply.body);
            self.spent = false;
        }
        reply
    }
}

/// A program with a token.
#[derive(Debug, Clone)]
pub struct Program {
    router: Router,
    token: String,
}

impl Program {
    /// A program that speaks for an invented person, in a house in demo mode.
    pub async fn enter(router: Router, person: &str) -> Self {
        let nobody = Self { router, token: String::new() };
        let reply = nobody.post("/api/v1/inloggen", &serde_json::json!({ "person": person })).await;
        let token = reply.json()["token"].as_str().unwrap_or_default().to_owned();
        Self { token, ..nobody }
    }

    /// A program with this token.
    #[must_use]
    pub fn with(router: Router, token: impl Into<String>) -> Self {
        Self { router, token: token.into() }
    }

    /// Asks.
    pub async fn get(&self, path: &str) -> Reply {
        send(&self.router, self.request("GET", path), Vec::new()).await
    }

    /// Does.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        let request = self.request("POST", path).header(header::CONTENT_TYPE, "application/json");
        send(&self.router, request, body.to_string().into_bytes()).await
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, "nl");
        if self.token.is_empty() {
            request
        } else {
            request.header(header::AUTHORIZATION, format!("Bearer {}", self.token))
        }
    }
}

async fn send(router: &Router, request: axum::http::request::Builder, body: Vec<u8>) -> Reply {
    let empty = || Reply { status: 0, headers: BTreeMap::new(), body: String::new(), bytes: Vec::new() };
    let Ok(request) = request.body(Body::from(body)) else { return empty() };
    // The router itself cannot fail.
    let Ok(response) = router.clone().oneshot(request).await;
    let status = StatusCode::as_u16(&response.status());
    let text = |v: &axum::http::HeaderValue| v.to_str().unwrap_or_default().to_owned();
    let headers = response.headers().iter().map(|(n, v)| (n.as_str().to_owned(), text(v))).collect();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default().to_vec();
    Reply { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
}

fn hidden_in(form: &str) -> Vec<(String, String)> {
    let inputs = form.split("<input type=\"hidden\"").skip(1);
    let attribute = |text: &str, name: &str| {
        let rest = text.split('>').next()?.split_once(&format!("{name}=\""))?.1;
        Some(rest.split('"').next()?.to_owned())
    };
    inputs.filter_map(|i| Some((attribute(i, "name")?, attribute(i, "value")?))).collect()
}

/// What is wrong with a description of the interface (OpenAPI 3.1), as far as its shape tells: names of operations that are not there or
/// not of one alone, references that lead nowhere, answers without a word or a schema, or with one that tells nothing, types with one name or with a name that
/// cannot be, parts of an address that are not described.
#[must_use]
pub fn unsound(description: &Value) -> Vec<String> {
    let (mut wrong, mut names) = (Vec::new(), BTreeMap::<&str, String>::new());
    for (path, ways) in description["paths"].as_object().into_iter().flatten() {
        for (method, operation) in ways.as_object().into_iter().flatten() {
            let here = format!("{method} {path}");
            let name = operation["operationId"].as_str().unwrap_or_default();
            if name.is_empty() {
                wrong.push(format!("{here}: no operationId"));
            } else if let Some(other) = names.insert(name, here.clone()) {
                wrong.push(format!("{here}: {name} is the name of {other} too"));
            }
            let listed = operation["parameters"].as_array().into_iter().flatten();
            let listed = listed.filter(|p| p["in"] == "path").filter_map(|p| p["name"].as_str());
            let named = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
            if !listed.eq(named) {
                wrong.push(format!("{here}: its parameters are not those of the address"));
            }
            if operation["responses"].as_object().is_none_or(serde_json::Map::is_empty) {
                wrong.push(format!("{here}: no answers"));
            }
            for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
                let answer = answer["$ref"].as_str().map_or(answer, |to| pointed(description, to));
                let typed =
                    answer["content"].as_object().is_none_or(|all| all.values().all(|c| c["schema"].is_object()));
                let says_nothing = |c: &Value| c["schema"] == serde_json::json!({ "type": "object" });
                if answer["content"].as_object().is_some_and(|all| all.values().any(says_nothing)) {
                    wrong.push(format!("{here}: the answer {status} is an object, and which one is not told"));
                }
                if !answer["description"].is_string() || !typed {
                    wrong.push(format!("{here}: the answer {status} has no word or no schema"));
                }
            }
        }
    }
    let types = description["components"]["schemas"].as_object();
    for name in types.into_iter().flat_map(serde_json::Map::keys) {
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')) {
            wrong.push(format!("{name} cannot be the name of a type"));
        }
        // Where two types have one name the second gets a number, which changes with the order of the addresses.
        let without = name.trim_end_matches(|c: char| c.is_ascii_digit());
        if without != name && types.is_some_and(|all| all.contains_key(without)) {
            wrong.push(format!("{without} is the name of two types"));
        }
    }
    references(description, &mut |to| {
        if pointed(description, to).is_null() {
            wrong.push(format!("{to} leads nowhere"));
        }
    });
    wrong
}

fn pointed<'a>(description: &'a Value, to: &str) -> &'a Value {
    to.strip_prefix('#').and_then(|pointer| description.pointer(pointer)).unwrap_or(&Value::Null)
}

fn references(value: &Value, found: &mut dyn FnMut(&str)) {
    if let Some(to) = value["$ref"].as_str() {
        found(to);
    }
    let members = value.as_object().into_iter().flat_map(serde_json::Map::values);
    let items = value.as_array().into_iter().flatten();
    members.chain(items).for_each(|one| references(one, found));
}

/// The fields of a page that its forms call optional and that were refused because they were empty.
fn called_optional(page: &str) -> Vec<String> {
    let fields = page.split("class=\"field field--wrong\"").skip(1).map(|rest| whole(rest).to_owned());
    let is_empty = |field: &String| {
        let chosen = field.contains(" checked") || field.contains(" selected");
        let lists =
            field.contains("type=\"radio\"") || field.contains("type=\"checkbox\"") || field.contains("<select");
        field.contains(" value=\"\" ") && !lists || field.contains(">\n</textarea>") || (lists && !chosen)
    };
    fields.filter(|field| field.contains("field__must") && is_empty(field)).collect()
}

/// A field up to the end of its box.
fn whole(rest: &str) -> &str {
    let ends = ["<div class=\"field", "<fieldset class=\"field", "<p class=\"form__send\""];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::{called_optional, unsound};
    use crate::{Field, Filled, FormSpec, Wrong, values::Values};
    use kernel::{Lang, Say};
    use serde_json::json;

    #[test]
    fn of_each_sort_of_field_it_is_seen_that_it_is_called_optional_and_refused_when_empty() {
        const SAY: Say = Say::of("Woord", "Word");
        let options = || vec![("a", SAY), ("b", SAY)];
        let many = || (0..12).map(|n| (n.to_string(), SAY)).collect::<Vec<_>>();
        let fields = || {
            [
                Field::line("line", SAY),
                Field::note("note", SAY),
                Field::day("day", SAY),
                Field::choice("choice", SAY, options()),
                Field::choice("select", SAY, many()),
                Field::list("list", SAY, options()),
                Field::choices("choices", SAY, options()),
            ]
        };
        let names = ["line", "note", "day", "choice", "select", "list", "choices"].map(str::to_owned);
        let told = |form: FormSpec, sent: &str| {
            let wrong = names.iter().map(|name| Wrong { field: name.clone().into(), say: SAY }).collect();
            let filled = Filled::at("/a", Values::from_form(sent.as_bytes()).unwrap()).with_wrong(wrong);
            let page = form.markup(Lang::Nl, "t", &filled, None).to_string();
            let fields = called_optional(&page);
            names
                .iter()
                .filter(|name| fields.iter().any(|f| f.contains(&format!("name=\"{name}\""))))
                .cloned()
                .collect::<Vec<String>>()
        };
        let form =
            |each: fn(Field) -> Field| fields().into_iter().map(each).fold(FormSpec::to("/a", SAY), FormSpec::field);
        assert_eq!(told(form(Field::optional), ""), names);
        assert_eq!(told(form(Field::required), ""), [""; 0]);
        assert_eq!(told(form(Field::sometimes), ""), [""; 0]);
        assert_eq!(told(form(Field::optional), "line=x&note=x&day=x&choice=a&select=1&list=a&choices=a"), [""; 0]);
    }

    #[test]
    fn what_is_wrong_with_a_description_is_told_with_its_place() {
        let answer = json!({ "200": { "description": "Done.", "content": { "text/plain": { "schema": {} } } } });
        let at = |id: &str, answers: &serde_json::Value| json!({ "operationId": id, "parameters": [{ "name": "id", "in": "path" }], "responses": answers });
        let sound = json!({ "paths": { "/a/{id}": { "get": at("a", &answer), "post": at("b", &answer) } } });
        assert_eq!(unsound(&sound), [""; 0]);
        let untyped = json!({ "200": { "description": "Done.", "content": { "text/plain": {} } } });
        let vague = json!({ "200": { "description": "Done.", "content": { "application/json": { "schema": { "type": "object" } } } } });
        let lost = json!({ "404": { "$ref": "#/components/responses/Gone" } });
        let bad = json!({ "paths": {
            "/a/{id}": { "get": at("a", &answer), "post": at("a", &untyped) },
            "/b": { "get": at("", &lost), "post": at("c", &json!({})) },
            "/c": { "get": at("d", &vague) },
        }, "components": { "schemas": { "Row": {}, "Row2": {}, "Row of": {}, "Half1": {} } } });
        let told = unsound(&bad);
        for part in [
            "post /a/{id}: a is the name of get /a/{id} too",
            "post /a/{id}: the answer 200",
            "get /b: no operationId",
            "get /b: its parameters",
            "post /b: no answers",
            "#/components/responses/Gone leads nowhere",
            "get /c: the answer 200 is an object",
            "Row is the name of two types",
            "Row of cannot be the name",
        ] {
            assert!(told.iter().any(|line| line.contains(part)), "{part}: {told:?}");
        }
        assert!(!told.iter().any(|line| line.contains("Half")), "a number in a name is no second type: {told:?}");
    }
}
