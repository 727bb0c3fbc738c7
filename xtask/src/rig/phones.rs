//! `cargo xtask phones`: a full room of phones from one address, at one server or at two with one store; and in the middle one of them is
//! killed. What was answered is kept, no ticket is good twice, and nobody is sent away because the room is full.

use super::{
    Dice, given,
    house::{Engine, Node, Place},
    http::Asking,
    is_asked,
    session::{Phone, Session, is_twice},
};
use crate::machine::Trouble;
use std::{
    collections::{BTreeMap, BTreeSet},
    net::TcpStream,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// Within so many seconds everybody comes in, and later answers.
const WITHIN: u64 = 20;
/// A phone tries so often before its owner gives up.
const TRIES: usize = 200;

/// Crowds a house with phones.
pub(crate) fn run(root: &Path, words: &[String]) -> Result<(), Trouble> {
    let nodes: usize = given(words, "--nodes", 1)?;
    let many: u64 = given(words, "--phones", 500)?;
    let seed: u64 = given(words, "--seed", 2026)?;
    let kill = is_asked(words, "--kill");
    let engine = if nodes > 1 { Engine::Postgres } else { Engine::Sqlite };
    let place = Place::empty(root, &format!("phones-{nodes}"), engine)?;
    let leader = place.token("flexteam")?;
    let mut served = (1..=nodes).map(|n| place.serve(n)).collect::<Result<Vec<_>, _>>()?;
    let ports: Vec<u16> = served.iter().map(|node| node.port).collect();
    let first = *ports.first().ok_or_else(|| Trouble("at least one node".into()))?;
    let session = Session::begin(first, &leader)?;
    let room = Arc::new(Room { ports: Mutex::new(ports.clone()), code: session.code.clone(), ..Room::default() });
    let health: Vec<_> = ports.iter().map(|port| watch(*port, Arc::clone(&room))).collect();
    let began = Instant::now();
    let phones: Vec<_> = (0..many)
        .map(|n| {
            let (room, dice) = (Arc::clone(&room), Dice(seed ^ (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
            let start = usize::try_from(n).unwrap_or(0) % nodes;
            thread::Builder::new().stack_size(256 * 1024).spawn(move || room.sit(start, dice))
        })
        .collect();
    let mut peak = vec![0; nodes];
    if kill {
        room.wait_for(many / 2);
        peak = served.iter().map(Node::peak_kib).collect();
        let answered = room.answered.load(Ordering::Relaxed);
        let place_of_it = served.len() - 1;
        if let Some(mut gone) = served.pop() {
            lock(&room.ports).retain(|port| *port != gone.port);
            gone.kill();
        }
        println!("node {} killed after {answered} of {many} answers", place_of_it + 1);
        if served.is_empty() {
            // The only one: it comes back, at another port.
            let again = place.serve(1)?;
            lock(&room.ports).push(again.port);
            served.push(again);
        }
    }
    room.wait_for(many);
    let took = began.elapsed();
    room.over.store(true, Ordering::Relaxed);
    let mut sat: Vec<Sat> = Vec::new();
    for phone in phones {
        let phone = phone.map_err(|e| Trouble(format!("a thread for a phone: {e}")))?;
        sat.push(phone.join().map_err(|_| Trouble("a phone stopped".into()))?);
    }
    let worst: Vec<Duration> = health.into_iter().filter_map(|one| one.join().ok()).collect();
    for (most, node) in peak.iter_mut().zip(&served) {
        *most = node.peak_kib().max(*most);
    }
    let node = served.first().ok_or_else(|| Trouble("no node is left".into()))?;
    report(&Told { engine, profile: place.profile(), nodes, many, seed, kill, took, worst, peak }, &sat, node, &session)
}

/// What is known at the end beside what phones heard.
struct Told {
    engine: Engine,
    profile: String,
    nodes: usize,
    many: u64,
    seed: u64,
    kill: bool,
    took: Duration,
    worst: Vec<Duration>,
    peak: Vec<u64>,
}

/// Counts again, at a node that lives.
fn report(told: &Told, sat: &[Sat], node: &Node, session: &Session) -> Result<(), Trouble> {
    let (joined, answered) = session.counts(node.port)?;
    let acknowledged = sat.iter().filter(|one| one.acknowledged).count();
    let given_up = sat.iter().filter(|one| !one.acknowledged && !one.told_twice).count();
    let tickets: BTreeSet<&str> = sat.iter().map(|one| one.phone.at.as_str()).collect();
    let (mut lost, mut twice) = (0, 0);
    for one in sat.iter().filter(|one| one.acknowledged) {
        let in_there = one.phone.is_in(node.port).map_err(|e| Trouble(format!("looking back: {e}")))?;
        lost += usize::from(!in_there);
        let again = one.phone.answer(node.port).map_err(|e| Trouble(format!("answering again: {e}")))?;
        twice += usize::from(!is_twice(&again));
    }
    let (_, after) = session.counts(node.port)?;
    let mut statuses: BTreeMap<&str, u64> = BTreeMap::new();
    for status in sat.iter().flat_map(|one| &one.statuses) {
        *statuses.entry(status).or_default() += 1;
    }
    let refused: u64 = ["429", "503"].iter().filter_map(|status| statuses.get(status)).sum();
    let killed = if told.kill { ", one killed" } else { "" };
    println!(
        "phones, {} program, {}, {} node(s){killed}, {} phones from one address, seed {}: {:.0} s; {acknowledged} acknowledged, {answered} \
         kept ({joined} came in), {lost} lost, {twice} tickets good twice, {} tickets for {} phones, {given_up} gave up, {refused} refused \
         for a ceiling; answers {statuses:?}; worst answer of health {:?} ms; most memory {:?} MiB",
        told.profile,
        told.engine.word(),
        told.nodes,
        told.many,
        told.seed,
        told.took.as_secs_f64(),
        tickets.len(),
        sat.len(),
        told.worst.iter().map(Duration::as_millis).collect::<Vec<_>>(),
        told.peak.iter().map(|kib| kib / 1024).collect::<Vec<_>>(),
    );
    let all = usize::try_from(told.many).unwrap_or(usize::MAX);
    let good = lost == 0 && twice == 0 && refused == 0 && given_up == 0 && tickets.len() == all;
    if good && answered == told.many && after == answered {
        Ok(())
    } else {
        Err(Trouble(format!("not as it should be; {after} answers at the end")))
    }
}

/// The room, as all phones see it.
#[derive(Default)]
struct Room {
    /// The nodes that live.
    ports: Mutex<Vec<u16>>,
    code: String,
    answered: AtomicU64,
    over: AtomicBool,
}

/// What one phone went through.
struct Sat {
    phone: Phone,
    acknowledged: bool,
    /// Its answer was kept, and the word of that was cut off.
    told_twice: bool,
    statuses: Vec<String>,
}

fn lock<T>(one: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    one.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Room {
    /// A node that lives, this phone's own if it can be.
    fn port(&self, own: usize) -> u16 {
        let ports = lock(&self.ports);
        ports.get(own % ports.len().max(1)).copied().unwrap_or_default()
    }

    fn wait_for(&self, answers: u64) {
        let began = Instant::now();
        while self.answered.load(Ordering::Relaxed) < answers && began.elapsed() < Duration::from_secs(300) {
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Comes in, holds a line open, looks at the question and answers. Whoever is cut off goes on, at whatever node lives.
    fn sit(&self, own: usize, mut dice: Dice) -> Sat {
        let mut sat = Sat { phone: Phone::default(), acknowledged: false, told_twice: false, statuses: Vec::new() };
        let pause = |dice: &mut Dice| thread::sleep(Duration::from_millis(dice.below(WITHIN * 1000)));
        pause(&mut dice);
        for _ in 0..TRIES {
            let came = sat.phone.come_in(self.port(own), &self.code);
            sat.statuses.push(came.as_ref().map_or_else(|_| "cut off".to_owned(), ToString::to_string));
            if matches!(came, Ok(303)) {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let mut line = self.listen(own, &mut sat);
        pause(&mut dice);
        for _ in 0..TRIES {
            let port = self.port(own);
            let looked = sat.phone.look(port);
            let said = looked.and_then(|_| sat.phone.answer(port));
            sat.statuses.push(super::http::outcome(&said));
            if let Ok(said) = said {
                sat.acknowledged = said.status == 303;
                sat.told_twice = is_twice(&said);
                if sat.acknowledged || sat.told_twice {
                    break;
                }
            } else {
                line = self.listen(own, &mut sat);
            }
            thread::sleep(Duration::from_millis(100));
        }
        self.answered.fetch_add(1, Ordering::Relaxed);
        // Until everybody is done the line stays open, as on a table in the room.
        while line.is_some() && !self.is_done() {
            thread::sleep(Duration::from_millis(50));
        }
        sat
    }

    fn is_done(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    fn listen(&self, own: usize, sat: &mut Sat) -> Option<TcpStream> {
        let asked = Asking::get(self.port(own), &format!("/meedoen/{}/live", self.code)).listen();
        let (status, line) = asked.ok()?;
        if status != 200 {
            sat.statuses.push(status.to_string());
        }
        Some(line)
    }
}

/// Asks a node for its health until the room is empty or the node is gone; gives the worst answer.
fn watch(port: u16, room: Arc<Room>) -> thread::JoinHandle<Duration> {
    thread::spawn(move || {
        let mut worst = Duration::ZERO;
        while !room.is_done() && lock(&room.ports).contains(&port) {
            let asked = Instant::now();
            let well = Asking::get(port, "/gezondheid").send().is_ok_and(|said| said.status == 200);
            if well {
                worst = worst.max(asked.elapsed());
            } else if lock(&room.ports).contains(&port) {
                println!("node at {port} was not well");
            }
            thread::sleep(Duration::from_millis(50));
        }
        worst
    })
}
