//! `cargo xtask kills`: the power goes off while people write, again and again. What was answered with success must be there once, and
//! only once, whatever the moment; and every so often the whole house is verified.

use super::{
    Dice, Tally, given,
    house::{self, Engine, Node, Place},
    http::Asking,
    restores,
    session::{Phone, Session, is_twice},
};
use crate::machine::Trouble;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// After so many kills the house is verified, and the list of signals walked.
const VERIFIED: u64 = 25;
/// After so many kills phones come into a new session, so that none grows for ever.
const SESSION: u64 = 20;
const WRITERS: u64 = 3;
const PHONES: u64 = 2;

/// Runs so many kills, going on where an earlier run of this seed was stopped.
pub(crate) fn run(root: &Path, words: &[String]) -> Result<(), Trouble> {
    let engine: Engine = given(words, "--engine", Engine::Sqlite)?;
    let count: u64 = given(words, "--count", 100)?;
    let seed: u64 = given(words, "--seed", 2026)?;
    let name = format!("kills-{}-{seed}", engine.word());
    match given(words, "--of", "writing".to_owned())?.as_str() {
        "writing" => {}
        "restore" => return restores::run(root, engine, count, seed),
        other => return Err(Trouble(format!("--of is writing or restore, not {other}"))),
    }
    let mut tally = Tally::of(house::folder(root)?.join(format!("{name}.tally")));
    let place = Place::empty(root, &name, engine)?;
    let mut rig = Rig { writer: place.token("expert-nh")?, leader: place.token("flexteam")?, place, dice: Dice(seed) };
    // A run that goes on does not throw the same dice again.
    rig.dice.0 ^= tally.get("kills").wrapping_mul(0x9e37_79b9_7f4a_7c15);
    println!("{} {}, seed {seed}, from kill {} to {count}", engine.word(), rig.place.profile(), tally.get("kills"));
    rig.all(&mut tally, count)?;
    println!("kills, {}, {} program, seed {seed}: {}", engine.word(), rig.place.profile(), tally.line());
    match tally.get("lost") + tally.get("there twice") + tally.get("not verified") {
        0 => Ok(()),
        n => Err(Trouble(format!("{n} things are not as they were answered"))),
    }
}

/// What a client heard of one thing it writes.
#[derive(Default)]
struct Signal {
    id: String,
    name: String,
    facts: Vec<String>,
    /// Under way when the server went: there or not, but never twice.
    cut_off: Option<String>,
}

/// What all clients heard in one round.
#[derive(Default)]
struct Heard {
    signals: Vec<Signal>,
    /// Phones whose answer was taken, and those that never heard.
    answered: Vec<Phone>,
    unsure: Vec<Phone>,
    /// Phones that were let in; those that never heard may have been.
    joined: u64,
    maybe_joined: u64,
    /// What was answered in another way than it should, while the server lived.
    refused: Vec<String>,
}

impl Heard {
    fn and(mut self, other: Self) -> Self {
        self.signals.extend(other.signals);
        self.answered.extend(other.answered);
        self.unsure.extend(other.unsure);
        self.refused.extend(other.refused);
        self.joined += other.joined;
        self.maybe_joined += other.maybe_joined;
        self
    }

    fn acknowledged(&self) -> u64 {
        let facts: usize = self.signals.iter().filter(|s| !s.id.is_empty()).map(|s| s.facts.len()).sum();
        (facts + self.answered.len()) as u64 + self.joined
    }
}

struct Rig {
    place: Place,
    writer: String,
    leader: String,
    dice: Dice,
}

/// The session that phones are in, and what it must hold.
struct Room {
    session: Session,
    joined: u64,
    maybe_joined: u64,
    answered: u64,
}

impl Rig {
    fn all(&mut self, tally: &mut Tally, count: u64) -> Result<(), Trouble> {
        let mut names: Vec<String> = Vec::new();
        let mut before = Heard::default();
        let mut room: Option<Room> = None;
        let mut since = 0;
        for name in ["kills", "acknowledged", "cut off", "refused", "lost", "there twice", "verified", "not verified"] {
            tally.add(name, 0);
        }
        while tally.get("kills") < count {
            let mut node = self.place.serve(1)?;
            self.compare(&node, &before, room.as_mut(), tally)?;
            if since % SESSION == 0 {
                let session = Session::begin(node.port, &self.leader)?;
                room = Some(Room { session, joined: 0, maybe_joined: 0, answered: 0 });
            }
            if since % VERIFIED == VERIFIED - 1 {
                self.compare_list(&node, &names, tally)?;
            }
            before = self.round(&mut node, room.as_ref(), tally.get("kills"))?;
            names.extend(before.signals.iter().filter(|s| !s.id.is_empty()).map(|s| s.name.clone()));
            tally.add("kills", 1);
            tally.add("acknowledged", before.acknowledged());
            let cut_off = before.signals.iter().filter(|s| s.cut_off.is_some()).count() + before.unsure.len();
            tally.add("cut off", cut_off as u64 + before.maybe_joined);
            tally.add("refused", before.refused.len() as u64);
            before.refused.iter().for_each(|why| println!("refused: {why}"));
            since += 1;
            if since % VERIFIED == 0 || tally.get("kills") == count {
                let (well, said) = self.place.run(&["verify"])?;
                tally.add(if well { "verified" } else { "not verified" }, 1);
                println!("{}{}", tally.line(), if well { String::new() } else { format!("\n{said}") });
            }
            tally.keep()?;
        }
        let node = self.place.serve(1)?;
        self.compare(&node, &before, room.as_mut(), tally)?;
        self.compare_list(&node, &names, tally)?;
        tally.keep()
    }

    /// Lets clients write and kills the server somewhere in the middle.
    fn round(&mut self, node: &mut Node, room: Option<&Room>, number: u64) -> Result<Heard, Trouble> {
        let done = Arc::new(AtomicU64::new(0));
        let mut clients: Vec<JoinHandle<Heard>> = Vec::new();
        for client in 0..WRITERS {
            let (port, token, done) = (node.port, self.writer.clone(), Arc::clone(&done));
            clients.push(thread::spawn(move || write(port, &token, &format!("{number}-{client}"), &done)));
        }
        for _ in 0..PHONES {
            let code = room.map(|room| room.session.code.clone()).unwrap_or_default();
            let (port, done) = (node.port, Arc::clone(&done));
            clients.push(thread::spawn(move || answer(port, &code, &done)));
        }
        let (enough, began) = (1 + self.dice.below(16), Instant::now());
        while done.load(Ordering::Relaxed) < enough && began.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_micros(200));
        }
        // Anywhere within a commit.
        thread::sleep(Duration::from_micros(self.dice.below(12_000)));
        node.kill();
        if done.load(Ordering::Relaxed) < enough {
            return Err(Trouble("the clients could not write".into()));
        }
        let mut ended = clients.into_iter().map(JoinHandle::join);
        ended.try_fold(Heard::default(), |all, one| one.map(|one| all.and(one)).map_err(|_| Trouble("a client".into())))
    }

    /// Looks whether everything is there that was answered with success, and once.
    fn compare(&self, node: &Node, heard: &Heard, room: Option<&mut Room>, tally: &mut Tally) -> Result<(), Trouble> {
        let asked = |e: std::io::Error| Trouble(format!("the server after a kill: {e}"));
        for signal in heard.signals.iter().filter(|s| !s.id.is_empty()) {
            let page = Asking::get(node.port, &format!("/api/v1/signalen/{}", signal.id)).by(&self.writer).send();
            let page = page.map_err(asked)?;
            for fact in &signal.facts {
                match page.body.matches(&format!("\"text\":\"{fact}\"")).count() {
                    1 => {}
                    0 => tell(tally, "lost", fact),
                    _ => tell(tally, "there twice", fact),
                }
            }
            let cut_off = signal.cut_off.iter().map(|fact| page.body.matches(&format!("\"text\":\"{fact}\"")).count());
            cut_off.filter(|n| *n > 1).for_each(|_| tell(tally, "there twice", &signal.name));
        }
        let Some(room) = room else { return Ok(()) };
        room.joined += heard.joined;
        room.maybe_joined += heard.maybe_joined;
        for phone in &heard.answered {
            room.answered += 1;
            if !phone.is_in(node.port).map_err(asked)? {
                tell(tally, "lost", "an answer");
            }
        }
        if let Some(phone) = heard.answered.first()
            && !is_twice(&phone.answer(node.port).map_err(asked)?)
        {
            tell(tally, "there twice", "a ticket was good for a second answer");
        }
        // Who never heard sends it again, as people do: taken now, or told that it was taken before.
        for phone in &heard.unsure {
            let said = phone.answer(node.port).map_err(asked)?;
            if said.status == 303 || is_twice(&said) {
                room.answered += 1;
            } else {
                tell(tally, "refused", &format!("an answer again: {}", said.status));
            }
        }
        let (joined, answered) = room.session.counts(node.port)?;
        if joined < room.joined || answered < room.answered {
            tell(
                tally,
                "lost",
                &format!("{joined} of {} came in, {answered} of {} answered", room.joined, room.answered),
            );
        }
        if joined > room.joined + room.maybe_joined || answered > room.answered {
            let most = room.joined + room.maybe_joined;
            tell(
                tally,
                "there twice",
                &format!("{joined} of {most} came in, {answered} of {} answered", room.answered),
            );
        }
        Ok(())
    }

    /// Walks the list of signals: each that was heard of is there once, under a number of its own.
    fn compare_list(&self, node: &Node, names: &[String], tally: &mut Tally) -> Result<(), Trouble> {
        let mut next = Some("/signalen?aantal=100".to_owned());
        let (mut titles, mut references): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        while let Some(path) = next {
            let page = Asking::get(node.port, &format!("/api/v1{path}")).by(&self.writer).send();
            let page = page.map_err(|e| Trouble(format!("the list of signals: {e}")))?;
            titles.extend(all(&page.body, "title"));
            references.extend(all(&page.body, "reference"));
            next = page.text("next").map(str::to_owned);
        }
        let rows = references.len();
        titles.sort_unstable();
        references.sort_unstable();
        references.dedup();
        if references.len() < rows {
            tell(tally, "there twice", "a number of a signal");
        }
        for name in names {
            let first = titles.partition_point(|title| title < name);
            let there = titles.iter().skip(first).take_while(|title| *title == name).count();
            match there {
                1 => {}
                0 => tell(tally, "lost", name),
                _ => tell(tally, "there twice", name),
            }
        }
        Ok(())
    }
}

fn tell(tally: &mut Tally, count: &str, what: &str) {
    println!("{count}: {what}");
    tally.add(count, 1);
}

/// Every text of this name in JSON.
fn all(json: &str, name: &str) -> Vec<String> {
    let before = format!("\"{name}\":\"");
    json.split(&before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Registers a signal and writes facts at it until the server goes.
fn write(port: u16, token: &str, mark: &str, done: &AtomicU64) -> Heard {
    let mut heard = Heard::default();
    let first = format!("eerste feit van {mark}");
    let mut signal = Signal { name: format!("Persoon {mark}"), facts: vec![first.clone()], ..Signal::default() };
    let body = format!(
        r#"{{"about":"person","name":"{}","municipality":"hoorn","received":"2026-02-13","channel":"telefoon","reporter":"school","contact":"Verzonnen","facts":[{{"what":"{first}"}}]}}"#,
        signal.name
    );
    match Asking::json(port, "/api/v1/signalen/nieuw", body).by(token).send() {
        Ok(said) if said.status == 201 => said.text("id").unwrap_or_default().clone_into(&mut signal.id),
        Ok(said) => heard.refused.push(format!("{} {}", said.status, said.body)),
        Err(_) => signal.cut_off = Some(first),
    }
    for n in 0.. {
        if signal.id.is_empty() {
            break;
        }
        done.fetch_add(1, Ordering::Relaxed);
        let fact = format!("feit {mark}-{n}");
        let at = format!("/api/v1/signalen/{}/feit", signal.id);
        match Asking::json(port, &at, format!(r#"{{"text":"{fact}"}}"#)).by(token).send() {
            Ok(said) if said.status == 200 => signal.facts.push(fact),
            Ok(said) => heard.refused.push(format!("{} {}", said.status, said.body)),
            Err(_) => {
                signal.cut_off = Some(fact);
                break;
            }
        }
    }
    heard.signals.push(signal);
    heard
}

/// Phones come in and answer, one after the other, until the server goes. A phone that was in the way of another one tries again.
fn answer(port: u16, code: &str, done: &AtomicU64) -> Heard {
    let mut heard = Heard::default();
    loop {
        let mut phone = Phone::default();
        match phone.come_in(port, code) {
            Ok(303) => heard.joined += 1,
            Ok(status) => {
                heard.refused.push(format!("a phone was not let in: {status}"));
                continue;
            }
            Err(_) => {
                heard.maybe_joined += 1;
                return heard;
            }
        }
        match phone.answer(port) {
            Ok(said) if said.status == 303 => heard.answered.push(phone),
            Ok(said) => heard.refused.push(format!("an answer: {}", said.status)),
            Err(_) => {
                heard.unsure.push(phone);
                return heard;
            }
        }
        done.fetch_add(1, Ordering::Relaxed);
    }
}
