//! The smallest client that can also be rude: it sends what it is told and reads until the server closes. And of JSON the few words that
//! a rig wants to know.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

/// Longer than any answer takes; whoever waits this long has found a fault.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the server said.
pub(super) struct Said {
    pub(super) status: u16,
    head: String,
    pub(super) body: String,
}

impl Said {
    /// A line above the body.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// Where it leads, without what follows a question mark.
    pub(super) fn place(&self) -> &str {
        self.header("location").unwrap_or_default().split(['?', '#']).next().unwrap_or_default()
    }

    /// A text in its JSON, the first of that name. What a rig asks for holds no quotes.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.body.split_once(&format!("\"{name}\":\""))?.1.split('"').next()
    }

    /// A number in its JSON, the first of that name.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        let rest = self.body.split_once(&format!("\"{name}\":"))?.1;
        let end = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end)?.parse().ok()
    }
}

/// A request in the making.
#[derive(Clone)]
pub(super) struct Asking {
    port: u16,
    head: String,
    body: Vec<u8>,
}

impl Asking {
    pub(super) fn of(port: u16, method: &str, path: &str) -> Self {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: close\r\n"
        );
        Self { port, head, body: Vec::new() }
    }

    pub(super) fn get(port: u16, path: &str) -> Self {
        Self::of(port, "GET", path)
    }

    /// With one more line above the body.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// For the person of this token.
    pub(super) fn by(self, token: &str) -> Self {
        self.with("Authorization", &format!("Bearer {token}"))
    }

    pub(super) fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        let length = self.body.len().to_string();
        self.with("Content-Type", kind).with("Content-Length", &length)
    }

    pub(super) fn json(port: u16, path: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::of(port, "POST", path).body("application/json", body)
    }

    pub(super) fn form(port: u16, path: &str, body: &str) -> Self {
        Self::of(port, "POST", path).body("application/x-www-form-urlencoded", body)
    }

    /// Opens the connection and sends all of it.
    fn begin(&self) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        // A server that has heard enough answers before all was sent; the answer is what counts.
        let _ = stream.write_all(&[self.head.as_bytes(), b"\r\n", &self.body].concat());
        Ok(stream)
    }

    /// Sends it and reads the whole answer; one that was cut off is none.
    pub(super) fn send(&self) -> io::Result<Said> {
        let mut all = Vec::new();
        let ended = self.begin()?.read_to_end(&mut all);
        match whole(&all) {
            Some(said) => Ok(said),
            None => Err(ended.err().unwrap_or_else(|| io::Error::other("no whole answer"))),
        }
    }

    /// Asks for a line that stays open; gives it once the server said that it is there.
    pub(super) fn listen(&self) -> io::Result<(u16, TcpStream)> {
        let mut stream = self.begin()?;
        let mut head = Vec::new();
        let mut sign = [0];
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut sign)?;
            head.extend_from_slice(&sign);
        }
        let status = status(&String::from_utf8_lossy(&head)).ok_or_else(|| io::Error::other("no status"))?;
        Ok((status, stream))
    }
}

fn status(head: &str) -> Option<u16> {
    head.split(' ').nth(1)?.parse().ok()
}

/// An answer is whole only when its body is as long as it says.
fn whole(all: &[u8]) -> Option<Said> {
    let end = all.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, body) = (all.get(..end)?, all.get(end + 4..)?);
    let head = String::from_utf8_lossy(head).into_owned();
    let said = Said { status: status(&head)?, head, body: String::from_utf8_lossy(body).into_owned() };
    let length: Option<usize> = said.header("content-length").and_then(|l| l.parse().ok());
    (length.is_none_or(|length| length == body.len())).then_some(said)
}

/// The status of an answer, as a word for a count; who was cut off has none.
pub(super) fn outcome(said: &io::Result<Said>) -> String {
    said.as_ref().map_or_else(|_| "cut off".to_owned(), |said| said.status.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_cut_off_is_no_answer() {
        let good = b"HTTP/1.1 201 Created\r\nContent-Length: 18\r\nLocation: /a/b?c\r\n\r\n{\"id\":\"7\",\"n\":120}";
        let said = whole(good).unwrap();
        assert_eq!((said.status, said.place()), (201, "/a/b"));
        assert_eq!((said.text("id"), said.number("n"), said.text("x")), (Some("7"), Some(120), None));
        assert!(whole(&good[..good.len() - 1]).is_none() && whole(b"HTTP/1.1 201 Cre").is_none());
    }
}
