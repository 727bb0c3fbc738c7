//! The operations of docs/performance.md as requests to the interface.

/// One operation: a name and the request for the n-th time.
pub(super) struct Operation {
    pub(super) name: &'static str,
    pub(super) request: fn(&World, u64) -> Request,
}

/// A request to the interface.
pub(super) struct Request {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) body: String,
    /// The session of a browser, to get the page that a person sees; none for a program.
    pub(super) cookie: Option<String>,
}

/// What is known of the dataset.
pub(super) struct World {
    pub(super) ids: Vec<String>,
    pub(super) references: Vec<String>,
    /// Where the page in the middle begins.
    pub(super) middle: String,
}

pub(super) fn get(path: String) -> Request {
    Request { method: "GET", path, body: String::new(), cookie: None }
}

fn post(path: String, body: String) -> Request {
    Request { method: "POST", path, body, cookie: None }
}

/// A number that jumps about, the same in every run.
pub(super) fn scattered(n: u64) -> u64 {
    n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31)
}

impl World {
    fn any(&self, n: u64) -> usize {
        usize::try_from(scattered(n) % self.ids.len().max(1) as u64).unwrap_or(0)
    }
    fn id(&self, n: u64) -> &str {
        self.ids.get(self.any(n)).map_or("", String::as_str)
    }
}

pub(super) const OPERATIONS: [Operation; 9] = [
    Operation { name: "O1", request: list },
    Operation { name: "O1d", request: |w, _| get(format!("/api/v1/zaken?aantal=100&na={}", w.middle)) },
    Operation { name: "O2", request: filter },
    Operation {
        name: "O2r",
        request: |w, n| get(format!("/api/v1/zaken?kenmerk={}", w.references.get(w.any(n)).map_or("", String::as_str))),
    },
    Operation { name: "O3x", request: open },
    Operation { name: "O4", request: create },
    Operation { name: "O5", request: change },
    Operation { name: "O6", request: note },
    Operation { name: "M", request: mix },
];

fn list(_: &World, _: u64) -> Request {
    get("/api/v1/zaken?aantal=100".into())
}

fn filter(_: &World, _: u64) -> Request {
    get("/api/v1/zaken?aantal=100&soort=complex&vanaf=2024-06-01".into())
}

fn open(world: &World, n: u64) -> Request {
    get(format!("/api/v1/zaken/{}", world.id(n)))
}

fn change(world: &World, n: u64) -> Request {
    let what = "De gemeente spreekt af wat zij doet en wanneer. ".repeat(6);
    let body = serde_json::json!({ "agency": "politie-nh", "what": what, "due": "2030-01-01" });
    post(format!("/api/v1/zaken/{}/afspraak", world.id(n)), body.to_string())
}

fn note(world: &World, n: u64) -> Request {
    note_for(world.id(n))
}

pub(super) fn note_for(id: &str) -> Request {
    let text = "Notitie van vierhonderd tekens. ".repeat(13);
    post(format!("/api/v1/zaken/{id}/notitie"), serde_json::json!({ "text": &text[..400] }).to_string())
}

/// A day at a house in small: mostly reading.
fn mix(world: &World, n: u64) -> Request {
    let of = match scattered(n ^ 0x5eed) % 100 {
        0..55 => open,
        55..75 => list,
        75..80 => filter,
        80..85 => create,
        85..92 => change,
        _ => note,
    };
    of(world, n)
}

fn create(_: &World, n: u64) -> Request {
    let case = serde_json::json!({
        "title": format!("Verzonnen zaak van de meting, nummer {n}"),
        "summary": "Een verzonnen aanleiding. ".repeat(23),
        "regime": "wgs-zvh", "kind": "complex", "municipality": "hoorn",
        "purpose": "Meten hoe snel een casus geopend wordt.",
        "subject_kind": "natural", "name": format!("Verzonnen Persoon {n}"),
    });
    post("/api/v1/zaken/nieuw".into(), case.to_string())
}
