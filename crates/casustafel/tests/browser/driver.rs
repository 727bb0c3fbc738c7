//! WebDriver over the wire: one small request at a time to a chromedriver of our own. The protocol is JSON over HTTP on
//! loopback, so a hundred lines save a tree of packages; and because every call blocks, a journey reads from top to bottom.

use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// How the protocol names an element in its answers.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A chromedriver with one session. Dropping it closes the browser, also when a test stops halfway.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    session: String,
}

/// An element as the driver knows it: another document, another number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element(String);

impl Element {
    /// As an argument of a script.
    fn as_json(&self) -> Value {
        json!({ELEMENT: self.0})
    }
}

impl Driver {
    /// Starts a driver on a port of its own choice and opens a session with these capabilities.
    pub(crate) fn start(capabilities: &Value) -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .env("LANGUAGE", "nl")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts; `cargo xtask needs` brings it");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok())
            .expect("chromedriver tells its port");
        // It may not be stopped by a full pipe later on.
        thread::spawn(move || lines.for_each(drop));
        let mut driver = Self { process, port, session: String::new() };
        let answer = driver.call("POST", "/session", &json!({"capabilities": {"alwaysMatch": capabilities}}));
        let answer = answer.expect("a browser opens");
        driver.session = answer["sessionId"].as_str().expect("a session").to_owned();
        driver
    }

    /// Asks something of the session.
    pub(crate) fn get(&self, path: &str) -> Result<Value, String> {
        self.call("GET", &format!("/session/{}{path}", self.session), &Value::Null)
    }

    /// Has the session do something.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.call("POST", &format!("/session/{}{path}", self.session), body)
    }

    /// The first element for a CSS selector.
    pub(crate) fn find(&self, selector: &str) -> Result<Element, String> {
        Self::element(&self.post("/element", &json!({"using": "css selector", "value": selector}))?)
    }

    /// Something of an element, as text: `computedlabel`, `computedrole`, `text`, `property/value`.
    pub(crate) fn of(&self, element: &Element, what: &str) -> Result<String, String> {
        let found = self.get(&format!("/element/{}/{what}", element.0))?;
        if found.is_null() {
            return Ok(String::new());
        }
        Ok(found.as_str().map_or_else(|| found.to_string(), str::to_owned))
    }

    /// What a function in the page gives back. It belongs to the test, not to the page, and works where pages may not script.
    pub(crate) fn execute(&self, script: &str, with: &[&Element]) -> Result<Value, String> {
        let with: Vec<Value> = with.iter().map(|e| e.as_json()).collect();
        self.post("/execute/sync", &json!({"script": script, "args": with}))
    }

    /// Gives a file to a file field. The dialog that Enter would open belongs to the desktop, not to the page.
    pub(crate) fn give_file(&self, element: &Element, path: &str) -> Result<(), String> {
        self.post(&format!("/element/{}/value", element.0), &json!({"text": path})).map(drop)
    }

    /// The element that an answer names.
    pub(crate) fn element(answer: &Value) -> Result<Element, String> {
        answer[ELEMENT].as_str().map(|id| Element(id.to_owned())).ok_or_else(|| format!("no element in {answer}"))
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let (code, text) = self.exchange(method, path, body).map_err(|e| format!("chromedriver: {e}"))?;
        let mut answer: Value = serde_json::from_str(&text).map_err(|e| format!("chromedriver: {e}: {text}"))?;
        let value = answer["value"].take();
        if code == 200 {
            Ok(value)
        } else {
            let why = value["message"].as_str().unwrap_or("").lines().next().unwrap_or("").to_owned();
            Err(format!("{method} {path}: {} {why}", value["error"].as_str().unwrap_or("error")))
        }
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<(u16, String)> {
        let mut wire = TcpStream::connect(("127.0.0.1", self.port))?;
        wire.set_read_timeout(Some(Duration::from_secs(90)))?;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        wire.write_all(head.as_bytes())?;
        wire.write_all(body.as_bytes())?;
        let mut answer = BufReader::new(wire);
        let mut line = String::new();
        answer.read_line(&mut line)?;
        let code = line.split(' ').nth(1).and_then(|c| c.parse().ok()).unwrap_or(0);
        let mut length = 0;
        loop {
            line.clear();
            answer.read_line(&mut line)?;
            let Some((name, value)) = line.trim().split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut text = vec![0; length];
        answer.read_exact(&mut text)?;
        Ok((code, String::from_utf8_lossy(&text).into_owned()))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.call("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
