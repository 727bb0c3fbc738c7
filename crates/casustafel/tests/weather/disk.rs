//! A disk that is full refuses politely, writes nothing, stays up, and goes on as soon as there is room.

use crate::{
    browser::{Person, form},
    house::{Place, Served, program},
    http::Said,
    left_out::left_out,
};
use serde_json::{Value, json};
use std::{fs, path::Path, process::Command};

fn registration(n: usize) -> Value {
    json!({
        "about": "person", "name": format!("Persoon {n}"), "municipality": "hoorn", "received": "2026-02-13",
        "channel": "telefoon", "reporter": "school", "contact": "Verzonnen Aanspreekpunt",
        "facts": [{ "what": "w".repeat(1500) }],
    })
}

fn register(served: &Served, token: &str, n: usize) -> Said {
    served.post("/api/v1/signalen/nieuw").by(token).json(&registration(n)).send()
}

/// Writes until there is no room; gives how many were answered with success, and the last of them.
fn fill(served: &Served, token: &str) -> (usize, String) {
    let mut last = String::new();
    for n in 0..2000 {
        let said = register(served, token, n);
        match said.status {
            201 => last = said.json()["id"].as_str().unwrap().to_owned(),
            507 => {
                assert_eq!(said.header("content-type"), Some("application/problem+json"));
                assert_eq!(said.json()["title"], "Geen ruimte");
                return (n, last);
            }
            other => panic!("{other}: {}", said.body),
        }
    }
    panic!("the disk does not fill");
}

/// Everything between a full disk and the end.
fn refuses_and_recovers(place: &Place, served: Served, make_room: impl FnOnce(&Served)) {
    let token = place.token("expert-nh");
    let person = Person::enter(&served, "expert-nh");
    let csrf = person.csrf();
    let first = served.signals(&token).len();
    let (made, signal) = fill(&served, &token);
    assert!(made > 0, "there was room at first");
    // It stays full, and the server stays up.
    for n in 0..3 {
        assert_eq!(register(&served, &token, 5000 + n).status, 507);
    }
    assert_eq!(served.get("/gezondheid").send().status, 200);
    // Until not even the smallest thing fits: a session.
    let enter = || served.post("/inloggen").body("application/x-www-form-urlencoded", "person=expert-nh").send();
    let page = (0..2000).map(|_| enter()).find(|said| said.status != 303).expect("it fills up");
    assert_eq!(page.status, 507, "{}", page.body);
    assert!(page.body.contains("niets opgeslagen"), "{}", page.body);
    // What somebody typed comes back, on the form or, when even the dossier cannot be opened, by itself.
    let typed = [("_csrf", csrf.as_str()), ("text", "Wat ik <net> typte")];
    let page = person.post(&format!("/signalen/{signal}/feit"), &form(&typed));
    assert_eq!(page.status, 507, "{}", page.body);
    assert!(page.body.contains("Wat ik &#60;net&#62; typte") && page.body.contains("geen ruimte"), "{}", page.body);
    make_room(&served);
    assert_eq!(register(&served, &token, 9000).status, 201, "writing goes on without a restart");
    // Only what was answered with success is there.
    assert_eq!(served.signals(&token).len(), first + made + 1);
    assert_eq!(person.get("/signalen").status, 200);
    drop(served);
    place.is_well();
}

/// How large the store is.
fn kibibytes(place: &Place) -> u64 {
    fs::metadata(place.store()).unwrap().len() / 1024
}

/// Runs a command that the machine may not have or may not allow.
fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|o| o.status.success())
}

/// A folder that is a small disk of its own for as long as this lives.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(at: &'a Path, kibibytes: u64) -> Option<Self> {
        let size = format!("size={kibibytes}k,mode=700");
        works(Command::new("mount").args(["-t", "tmpfs", "-o", &size, "weather"]).arg(at)).then_some(Self(at))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_disk_that_is_full_is_refused_and_recovered_from() {
    let from = Place::demo();
    let place = Place::bare();
    let data = place.data();
    let Some(disk) = SmallDisk::mount(&data, kibibytes(&from) + 2600) else {
        left_out("a small disk needs root and leave to mount");
        return;
    };
    for file in fs::read_dir(from.data()).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), data.join(file.file_name())).unwrap();
    }
    // Room that can be given back later.
    let ballast = data.join("ballast");
    fs::write(&ballast, vec![0; 1024 * 1024]).unwrap();
    refuses_and_recovers(&place, place.start("demo"), |_| fs::remove_file(&ballast).unwrap());
    drop(disk);
}

/// Without root: no file may grow beyond a limit, which is what a quota does too.
#[cfg(target_os = "linux")]
#[test]
fn a_quota_is_refused_and_recovered_from() {
    if !works(Command::new("prlimit").arg("--version")) {
        left_out("a quota needs prlimit");
        return;
    }
    let place = Place::demo();
    let blocks = kibibytes(&place) + 400;
    let served = place.start_by(|port| {
        // The soft limit only, so that it can be lifted again; without the signal a write that does not fit gives an error.
        let script = format!("trap '' XFSZ; ulimit -S -f {blocks}; exec \"$0\" \"$@\"");
        let mut command = Command::new("bash");
        command.args(["-c", &script]).arg(program().get_program());
        command.args(["demo", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(place.data());
        command
    });
    refuses_and_recovers(&place, served, |served| {
        let mut lift = Command::new("prlimit");
        assert!(works(lift.args(["--fsize=unlimited:", "--pid", &served.id().to_string()])), "the limit is lifted");
    });
}
