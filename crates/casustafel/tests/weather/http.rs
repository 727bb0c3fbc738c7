//! The smallest client that can also be rude: it sends exactly what a test says and reads until the server closes.

use serde_json::Value;
use std::{
    io::{self, Read, Write},
    net::TcpStream,
    time::Duration,
};

/// Far longer than an answer takes; a test that waits this long has found a fault.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the server said.
pub(crate) struct Said {
    /// The status.
    pub(crate) status: u16,
    /// The lines above the body.
    pub(crate) head: String,
    /// The body as text.
    pub(crate) body: String,
}

impl Said {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {} {}", self.status, self.body))
    }

    /// A line above the body.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

/// A request in the making.
#[derive(Clone)]
pub(crate) struct Asking {
    port: u16,
    head: String,
    body: Vec<u8>,
}

impl Asking {
    /// With this method at this address.
    pub(crate) fn of(port: u16, method: &str, path: &str) -> Self {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
        Self { port, head, body: Vec::new() }
    }

    /// With one more line above the body.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// For the person of this token.
    pub(crate) fn by(self, token: &str) -> Self {
        self.with("Authorization", &format!("Bearer {token}"))
    }

    /// With this body and a true word about its length.
    pub(crate) fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        let length = self.body.len().to_string();
        self.with("Content-Type", kind).with("Content-Length", &length)
    }

    /// With this JSON.
    pub(crate) fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// With this body and nothing said about it.
    pub(crate) fn bare(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    /// Sends it.
    pub(crate) fn try_send(&self) -> io::Result<Said> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        // A server that has heard enough answers before all was sent; the answer is what counts.
        let sent = [self.head.as_bytes(), b"\r\n", &self.body].concat();
        let wrote = stream.write_all(&sent);
        let mut all = Vec::new();
        match stream.read_to_end(&mut all) {
            Err(e) if all.is_empty() => return Err(e),
            Ok(_) if all.is_empty() => wrote?,
            _ => {}
        }
        parse(&all).ok_or_else(|| io::Error::other("no answer"))
    }

    /// Sends it to a server that must be there.
    pub(crate) fn send(&self) -> Said {
        self.try_send().unwrap_or_else(|e| panic!("{e} at {}", self.head.lines().next().unwrap_or_default()))
    }
}

/// An answer is whole only when its body is as long as it says.
fn parse(all: &[u8]) -> Option<Said> {
    let text = String::from_utf8_lossy(all);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let said = Said { status, head: head.to_owned(), body: body.to_owned() };
    match said.header("content-length").and_then(|l| l.parse::<usize>().ok()) {
        Some(length) if length != body.len() && !head.contains("octet-stream") => None,
        _ => Some(said),
    }
}
