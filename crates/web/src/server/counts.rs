//! One count per request: by pattern, never by address, so that no id, no query and no content is in it.

use crate::rooms::{Address, program_path};
use axum::http::StatusCode;
use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
};

// By hand: a client library for Prometheus brings a registry and families of its own for what is two numbers per pattern here.
#[derive(Default)]
struct Count {
    /// By first digit of the status.
    classes: [AtomicU64; 5],
    micros: AtomicU64,
}

/// Counts by pattern, all made at the start.
pub(crate) struct Counts(BTreeMap<String, Count>);

/// What is no address of the house.
pub(crate) const OTHER: &str = "other";

impl Counts {
    /// Nothing counted yet.
    pub(crate) fn of(addresses: &[Address]) -> Self {
        let both = addresses.iter().flat_map(|a| [a.path.to_owned(), program_path(a.path)]);
        Self(both.chain([OTHER.to_owned()]).map(|path| (path, Count::default())).collect())
    }

    pub(crate) fn add(&self, route: &str, status: StatusCode, micros: u64) {
        if let Some(count) = self.0.get(route).or_else(|| self.0.get(OTHER)) {
            let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
            count.classes[class].fetch_add(1, Ordering::Relaxed);
            count.micros.fetch_add(micros, Ordering::Relaxed);
        }
    }

    /// As Prometheus reads it.
    pub(crate) fn text(&self) -> String {
        let mut out =
            String::from("# TYPE casustafel_requests_total counter\n# TYPE casustafel_request_seconds_sum counter\n");
        for (route, count) in &self.0 {
            let mut total = 0;
            for (n, class) in count.classes.iter().enumerate() {
                let n = n + 1;
                let times = class.load(Ordering::Relaxed);
                total += times;
                if times > 0 {
                    // Writing into a String does not fail.
                    let _ = writeln!(out, "casustafel_requests_total{{route=\"{route}\",class=\"{n}xx\"}} {times}");
                }
            }
            if total > 0 {
                let micros = count.micros.load(Ordering::Relaxed);
                let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
                let _ = writeln!(out, "casustafel_request_seconds_sum{{route=\"{route}\"}} {seconds}.{rest:06}");
            }
        }
        out
    }
}
