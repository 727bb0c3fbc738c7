//! `cargo xtask strangers`: somebody who is not known, or who means no good, sends what once stopped the house: heads that never end, many
//! logins at once, JSON and a questionnaire file of a megabyte that grow when they are read. Meanwhile the house is asked for its health.

use super::{
    given,
    house::{Engine, Node, Place},
    http::{Asking, outcome},
    is_asked,
};
use crate::machine::Trouble;
use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{Ipv4Addr, TcpStream},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// What a house may do under it: the longest that its health may take, and the most memory.
const HEALTH: Duration = Duration::from_secs(1);
const MEMORY_MIB: u64 = 250;

const MEGABYTE: usize = 1_000_000;

/// How often each thing was answered.
type Answers = BTreeMap<String, u64>;

/// Sends each of them, one after the other, to one server.
pub(crate) fn run(root: &Path, words: &[String]) -> Result<(), Trouble> {
    let place = Place::empty(root, "strangers", Engine::Sqlite)?;
    let asker = place.token("flexteam")?;
    let node = place.serve(1)?;
    let all = ["--half-open", "--logins", "--json", "--lss"].iter().all(|name| !is_asked(words, name));
    let chosen = |name: &str| all || is_asked(words, name);
    println!("strangers, {} program; {} MiB before", place.profile(), node.peak_kib() / 1024);
    let mut good = true;
    if chosen("--half-open") {
        let many: usize = given(words, "--half-open", 300)?;
        good &= during(&node, &format!("{many} heads that never end"), || half_open(node.port, many))?;
    }
    if chosen("--logins") {
        let many: usize = given(words, "--logins", 200)?;
        good &= during(&node, &format!("{many} logins at once"), || Ok(logins(node.port, many)))?;
    }
    if chosen("--json") {
        let body = growing_json();
        let what = format!("two JSON bodies of {} kB, of a stranger and of somebody known", body.len() / 1000);
        let sends = || {
            let stranger = Asking::json(node.port, "/api/v1/inloggen", body.clone()).send();
            let known = Asking::json(node.port, "/api/v1/sessies/nieuw", body.clone()).by(&asker).send();
            Ok(counted([outcome(&stranger), outcome(&known)]))
        };
        good &= during(&node, &what, sends)?;
    }
    if chosen("--lss") {
        let at = questionnaire(node.port, &asker)?;
        let bodies = [attributes(" a"), attributes(" xmlns:a")];
        let what = format!("two .lss files of {} kB at once", bodies.iter().map(String::len).max().unwrap_or(0) / 1000);
        good &= during(&node, &what, || Ok(files(node.port, &asker, &at, bodies)))?;
    }
    if good { Ok(()) } else { Err(Trouble("the house was too slow or too large".into())) }
}

/// Does something while the house is asked for its health every 20 ms; prints what came of it.
fn during(node: &Node, what: &str, work: impl FnOnce() -> Result<Answers, Trouble>) -> Result<bool, Trouble> {
    let over = Arc::new(AtomicBool::new(false));
    let (port, done) = (node.port, Arc::clone(&over));
    let health = thread::spawn(move || {
        let (mut worst, mut bad) = (Duration::ZERO, 0);
        while !done.load(Ordering::Relaxed) {
            let asked = Instant::now();
            let well = Asking::get(port, "/gezondheid").send().is_ok_and(|said| said.status == 200);
            worst = worst.max(asked.elapsed());
            bad += u32::from(!well);
            thread::sleep(Duration::from_millis(20));
        }
        (worst, bad)
    });
    let began = Instant::now();
    let answers = work();
    let took = began.elapsed();
    over.store(true, Ordering::Relaxed);
    let (worst, bad) = health.join().map_err(|_| Trouble("asking for health".into()))?;
    let peak = node.peak_kib() / 1024;
    println!(
        "{what}: {:.1} s; answers {:?}; worst answer of health {} ms, {bad} without one; most memory {peak} MiB",
        took.as_secs_f64(),
        answers?,
        worst.as_millis()
    );
    Ok(bad == 0 && worst < HEALTH && peak < MEMORY_MIB)
}

fn counted(all: impl IntoIterator<Item = String>) -> Answers {
    let mut answers = Answers::new();
    for one in all {
        *answers.entry(one).or_default() += 1;
    }
    answers
}

/// Connections that send half a head and wait; how many the house ended within fifteen seconds.
fn half_open(port: u16, many: usize) -> Result<Answers, Trouble> {
    let open = |_| -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-a: ")?;
        stream.set_read_timeout(Some(Duration::from_millis(10)))?;
        Ok(stream)
    };
    let all: Result<Vec<TcpStream>, _> = (0..many).map(open).collect();
    let mut all = all.map_err(|e| Trouble(format!("a connection: {e}")))?;
    thread::sleep(Duration::from_secs(15));
    let ended = |stream: &mut TcpStream| {
        let mut rest = Vec::new();
        if stream.read_to_end(&mut rest).is_ok() { "ended".to_owned() } else { "still open".to_owned() }
    };
    Ok(counted(all.iter_mut().map(ended)))
}

/// Invented names with a password, all at once.
fn logins(port: u16, many: usize) -> Answers {
    let one = |n: usize| {
        thread::spawn(move || {
            let form = format!("person=verzonnen-{n}&password=een-verzonnen-wachtwoord&code=123456");
            outcome(&Asking::form(port, "/inloggen", &form).send())
        })
    };
    let all: Vec<_> = (0..many).map(one).collect();
    counted(all.into_iter().map(|one| one.join().unwrap_or_default()))
}

/// Long names around a list of many: written out in full, each item has all the names in front of it.
fn growing_json() -> String {
    let names = 100;
    let open = format!("{{\"{}\":", "n".repeat(8000)).repeat(names);
    let items = "1,".repeat((MEGABYTE - open.len() - names - 3) / 2);
    format!("{open}[{items}1]{}", "}".repeat(names))
}

/// A questionnaire file of a megabyte that is one element with as many attributes as fit.
fn attributes(name: &str) -> String {
    let mut all = String::from("<?xml version=\"1.0\"?><document");
    for n in 0.. {
        if all.len() >= MEGABYTE {
            break;
        }
        all.push_str(&format!("{name}{n}=\"\""));
    }
    all + "></document>"
}

/// A questionnaire that takes a file.
fn questionnaire(port: u16, token: &str) -> Result<String, Trouble> {
    const BODY: &str = r#"{"title":"Meting","purpose":"Meten","houses":["nhn"],"anonymity":"anonymous","people":"20","threshold":"5","keep-days":"30"}"#;
    let said = Asking::json(port, "/api/v1/vragenlijsten/nieuw", BODY).by(token).send();
    let said = said.map_err(|e| Trouble(format!("a questionnaire: {e}")))?;
    let id = said.text("id").ok_or_else(|| Trouble(format!("a questionnaire: {} {}", said.status, said.body)))?;
    Ok(format!("/api/v1/vragenlijsten/{id}/importeren"))
}

fn files(port: u16, token: &str, at: &str, bodies: [String; 2]) -> Answers {
    let send = |file: String| {
        let (token, at) = (token.to_owned(), at.to_owned());
        thread::spawn(move || {
            let body = format!(
                "--rand\r\nContent-Disposition: form-data; name=\"file\"; filename=\"vragen.lss\"\r\nContent-Type: text/xml\r\n\r\n\
                 {file}\r\n--rand--\r\n"
            );
            let asking = Asking::of(port, "POST", &at).by(&token).body("multipart/form-data; boundary=rand", body);
            outcome(&asking.send())
        })
    };
    let all = bodies.map(send);
    counted(all.map(|one| one.join().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_a_megabyte_and_no_more() {
        for body in [growing_json(), attributes(" a")] {
            assert!((MEGABYTE - 10..MEGABYTE + 100).contains(&body.len()), "{}", body.len());
        }
    }
}
