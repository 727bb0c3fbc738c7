//! The ceilings as settings: each protects the house against who sends too much, and none stops who is logged in.

use confique::Config;
use std::time::Duration;
use web::{Bounds, Limits};

/// Ceilings on what the house takes in, in a part of its own: `[limits]`.
#[derive(Debug, Clone, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub(crate) struct LimitSettings {
    /// The largest form or JSON, in kilobytes; also when its names are written out in full.
    #[config(env = "CASUSTAFEL_LIMITS_FORM_KILOBYTES", default = 1024)]
    pub(crate) form_kilobytes: usize,

    /// The same for who is not logged in: a name and a password, or the answers of a questionnaire.
    #[config(env = "CASUSTAFEL_LIMITS_STRANGERS_FORM_KILOBYTES", default = 256)]
    pub(crate) strangers_form_kilobytes: usize,

    /// How many fields a form or JSON may have.
    #[config(env = "CASUSTAFEL_LIMITS_FORM_FIELDS", default = 5000)]
    pub(crate) form_fields: usize,

    /// How many bytes the name of a field may have.
    #[config(env = "CASUSTAFEL_LIMITS_FORM_NAME", default = 200)]
    pub(crate) form_name: usize,

    /// How deep JSON may be nested.
    #[config(env = "CASUSTAFEL_LIMITS_JSON_DEPTH", default = 8)]
    pub(crate) json_depth: usize,

    /// The largest file, in kilobytes. Only who is logged in can send one.
    #[config(env = "CASUSTAFEL_LIMITS_FILE_KILOBYTES", default = 5120)]
    pub(crate) file_kilobytes: usize,

    /// Memory for everything that is being sent by people who are logged in, in kilobytes. Beyond it the answer is 503.
    #[config(env = "CASUSTAFEL_LIMITS_BODIES_KILOBYTES", default = 32768)]
    pub(crate) bodies_kilobytes: usize,

    /// The same for everybody else: who logs in, and phones in a session.
    #[config(env = "CASUSTAFEL_LIMITS_STRANGERS_BODIES_KILOBYTES", default = 8192)]
    pub(crate) strangers_bodies_kilobytes: usize,

    /// How many seconds the head of a request may take; then the connection is closed.
    #[config(env = "CASUSTAFEL_LIMITS_HEAD_SECONDS", default = 10)]
    pub(crate) head_seconds: u64,

    /// How many seconds sending a form or a file may take.
    #[config(env = "CASUSTAFEL_LIMITS_BODY_SECONDS", default = 60)]
    pub(crate) body_seconds: u64,

    /// How many seconds the other side may send nothing of a form, or take nothing of an answer.
    #[config(env = "CASUSTAFEL_LIMITS_STALL_SECONDS", default = 20)]
    pub(crate) stall_seconds: u64,

    /// How many seconds a connection may wait for its next request. A proxy that keeps connections should let go sooner.
    #[config(env = "CASUSTAFEL_LIMITS_IDLE_SECONDS", default = 75)]
    pub(crate) idle_seconds: u64,

    /// Connections at once. When they are all taken the one that waits longest is closed; when all are at work, who is logged in is
    /// still let in. It is lower by itself where the system allows fewer open files.
    #[config(env = "CASUSTAFEL_LIMITS_CONNECTIONS", default = 1024)]
    pub(crate) connections: usize,

    /// Connections and requests at once from one source: one address, or what a proxy in `proxies` says. A full room of phones has one.
    #[config(env = "CASUSTAFEL_LIMITS_PER_SOURCE", default = 600)]
    pub(crate) per_source: usize,

    /// Pages that follow changes at once, in one login session.
    #[config(env = "CASUSTAFEL_LIMITS_STREAMS", default = 10)]
    pub(crate) streams: usize,

    /// After how many seconds such a page is asked again whether its session is still valid. One that is ended here is told at once.
    #[config(env = "CASUSTAFEL_LIMITS_RECHECK_SECONDS", default = 15)]
    pub(crate) recheck_seconds: u64,

    /// Pieces of heavy work at once: making a PDF or a table, reading a file.
    #[config(env = "CASUSTAFEL_LIMITS_HEAVY", default = 2)]
    pub(crate) heavy: usize,

    /// How many of those may wait. Beyond them the answer is 503.
    #[config(env = "CASUSTAFEL_LIMITS_HEAVY_WAITING", default = 16)]
    pub(crate) heavy_waiting: usize,

    /// Passwords that are checked at once, each in 19 MB of memory; without it one per processor and at least two.
    #[config(env = "CASUSTAFEL_LIMITS_PASSWORDS")]
    pub(crate) passwords: Option<usize>,

    /// How many of those may wait. Beyond them the answer is 503.
    #[config(env = "CASUSTAFEL_LIMITS_PASSWORDS_WAITING", default = 256)]
    pub(crate) passwords_waiting: usize,
}

impl LimitSettings {
    /// Whether something could still be sent: a ceiling of nothing closes the house.
    ///
    /// # Errors
    /// A sentence that names the first setting that is 0.
    pub(crate) fn check(&self) -> Result<(), String> {
        let seconds = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let all = [
            ("form_kilobytes", self.form_kilobytes),
            ("strangers_form_kilobytes", self.strangers_form_kilobytes),
            ("form_fields", self.form_fields),
            ("form_name", self.form_name),
            ("json_depth", self.json_depth),
            ("file_kilobytes", self.file_kilobytes),
            ("bodies_kilobytes", self.bodies_kilobytes),
            ("strangers_bodies_kilobytes", self.strangers_bodies_kilobytes),
            ("head_seconds", seconds(self.head_seconds)),
            ("body_seconds", seconds(self.body_seconds)),
            ("stall_seconds", seconds(self.stall_seconds)),
            ("idle_seconds", seconds(self.idle_seconds)),
            ("connections", self.connections),
            ("per_source", self.per_source),
            ("streams", self.streams),
            ("recheck_seconds", seconds(self.recheck_seconds)),
            ("heavy", self.heavy),
            ("passwords", self.passwords.unwrap_or(1)),
        ];
        match all.iter().find(|(_, n)| *n == 0) {
            Some((name, _)) => Err(format!("settings: limits.{name} is a number from 1")),
            None => Ok(()),
        }
    }

    /// As the server knows them.
    pub(crate) fn limits(&self) -> Limits {
        let bytes = |kilobytes: usize| kilobytes.saturating_mul(1024);
        Limits {
            form: Bounds {
                bytes: bytes(self.form_kilobytes),
                values: self.form_fields,
                name: self.form_name,
                depth: self.json_depth,
            },
            strangers_form: bytes(self.strangers_form_kilobytes),
            file: bytes(self.file_kilobytes),
            bodies: bytes(self.bodies_kilobytes),
            strangers_bodies: bytes(self.strangers_bodies_kilobytes),
            head: Duration::from_secs(self.head_seconds),
            body: Duration::from_secs(self.body_seconds),
            stall: Duration::from_secs(self.stall_seconds),
            idle: Duration::from_secs(self.idle_seconds),
            connections: self.connections,
            per_source: self.per_source,
            streams: self.streams,
            recheck: Duration::from_secs(self.recheck_seconds),
            heavy: self.heavy,
            heavy_waiting: self.heavy_waiting,
        }
    }

    /// The places where passwords are checked.
    pub(crate) fn passwords(&self) -> vault::Places {
        match self.passwords {
            Some(places) => vault::Places::new(places, self.passwords_waiting),
            None => vault::Places::one_per_processor(self.passwords_waiting),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_set_is_what_the_server_would_do_by_itself() {
        let usual = LimitSettings::builder().load().unwrap();
        assert_eq!(usual.limits(), Limits::default());
        assert_eq!(usual.check(), Ok(()));
        let closed = LimitSettings { connections: 0, ..usual };
        assert!(closed.check().unwrap_err().contains("limits.connections"));
    }
}
