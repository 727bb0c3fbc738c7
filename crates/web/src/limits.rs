//! Ceilings on what one house takes in: how large, how long, how many. They hold before anybody is known, because whoever knocks may be
//! anybody; and none of them stops who is logged in already.

use crate::values::Bounds;
use std::time::Duration;

/// Every ceiling, with what holds unless it is set otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// What a form or JSON may hold. Its bytes are also the largest body of a form.
    pub form: Bounds,
    /// The largest body from who is not logged in, in bytes: a name and a password, or answers on a phone.
    pub strangers_form: usize,
    /// The largest body with a file, in bytes, from who is logged in.
    pub file: usize,
    /// Bytes of all bodies that are held in memory at once, from people who are logged in.
    pub bodies: usize,
    /// The same from everybody else, phones of a session among them.
    pub strangers_bodies: usize,
    /// How long the head of a request may take, from its first byte or from the beginning of the connection.
    pub head: Duration,
    /// How long a body may take.
    pub body: Duration,
    /// How long the other side may let nothing through, in a body that it sends or in an answer that it reads.
    pub stall: Duration,
    /// How long a connection may wait for the next request.
    pub idle: Duration,
    /// How many connections at once.
    pub connections: usize,
    /// How many of those, and how many requests under way, from one source. Many phones share one address.
    pub per_source: usize,
    /// How many streams of changes at once for one session.
    pub streams: usize,
    /// How long a session that ended elsewhere may go on listening.
    pub recheck: Duration,
    /// How many pieces of heavy work at once: setting a document, reading a file.
    pub heavy: usize,
    /// How many of those may wait.
    pub heavy_waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            form: Bounds::default(),
            strangers_form: 256 * 1024,
            file: 5 * 1024 * 1024,
            bodies: 32 * 1024 * 1024,
            strangers_bodies: 8 * 1024 * 1024,
            head: Duration::from_secs(10),
            body: Duration::from_secs(60),
            stall: Duration::from_secs(20),
            idle: Duration::from_secs(75),
            connections: 1_024,
            per_source: 600,
            streams: 10,
            recheck: Duration::from_secs(15),
            heavy: 2,
            heavy_waiting: 16,
        }
    }
}
