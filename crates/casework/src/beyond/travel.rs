//! What the clock does with questions to other houses: it brings what waits, and hears what is said. Nobody waits for it, so that how long it
//! takes tells nothing; a house that is down or talks nonsense is left alone for a while, and what was not brought waits still.

use super::{
    Beyond, HearBeyond,
    answer::AT_ONCE,
    model::{Event, Reply, Shown, State},
    talk::{Answers, Says, Somebody},
};
use crate::case::{AskElsewhere, Case};
use kernel::{Line, Timestamp, local_day};
use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};
use vault::{Desk, Errand, Error, Neighbour, NeighbourDid, StoreError, Tagged, Vault};

/// What waits for the clock.
const WAITS: &[&str] = &["asked", "contact"];
/// What an answer may come to.
const LIES_THERE: &[&str] = &["waiting"];
/// How long a house that does not answer is left alone the first time, in seconds; twice as long each time after.
const PAUSE: i64 = 60;
/// How long at most.
const LONGEST: i64 = 1800;
/// An answer is asked after once in so many seconds.
const ASKED_AFTER: i64 = 300;

/// A letter was not brought, or nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreachedError;

/// What comes back of a letter: the answer, whatever its status.
pub type Carried<'a> = Pin<Box<dyn Future<Output = Result<String, UnreachedError>> + Send + 'a>>;

/// Brings letters to other houses.
pub trait Carrier: Send + Sync {
    /// Brings one to this address, and what comes back.
    fn carry<'a>(&'a self, address: &'a str, letter: String) -> Carried<'a>;
}

/// Which houses are left alone, and until when; and when one was last asked for answers. Only in memory: after a restart everybody is tried.
#[derive(Debug, Clone, Default)]
pub struct Pauses(Arc<Mutex<BTreeMap<String, Pause>>>);

#[derive(Debug, Clone, Copy, Default)]
struct Pause {
    until: i64,
    times: u32,
    asked_after: i64,
}

impl Pauses {
    fn with<T>(&self, house: &Neighbour, work: impl FnOnce(&mut Pause) -> T) -> T {
        work(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(house.key.to_string()).or_default())
    }

    fn rests(&self, house: &Neighbour, now: Timestamp) -> bool {
        // A clock that went back makes nobody wait longer than the longest.
        self.with(house, |pause| (0..=LONGEST).contains(&(pause.until - now.as_second())) && pause.times > 0)
    }

    fn failed(&self, house: &Neighbour, now: Timestamp) {
        self.with(house, |pause| {
            let length = PAUSE.checked_shl(pause.times).unwrap_or(LONGEST).clamp(PAUSE, LONGEST);
            (pause.until, pause.times) = (now.as_second() + length, (pause.times + 1).min(10));
        });
    }

    fn spoke(&self, house: &Neighbour) {
        self.with(house, |pause| pause.times = 0);
    }

    /// Whether it is time to ask this house for answers; then it was.
    fn asks_after(&self, house: &Neighbour, now: Timestamp) -> bool {
        self.with(house, |pause| {
            let due = !(0..ASKED_AFTER).contains(&(now.as_second() - pause.asked_after));
            if due {
                pause.asked_after = now.as_second();
            }
            due
        })
    }
}

/// How many questions wait to be brought or for an answer.
///
/// # Errors
/// What the store says.
pub async fn waiting(vault: &Vault) -> Result<u64, StoreError> {
    if vault.neighbours().is_empty() {
        return Ok(0);
    }
    Ok(vault.errands_waiting::<Beyond>(WAITS).await? + vault.errands_waiting::<Beyond>(LIES_THERE).await?)
}

/// Brings what waits, and asks for answers. Gives in how many questions something happened.
///
/// # Errors
/// What the store says; what was not brought waits still.
pub async fn travel(vault: &Vault, carrier: &dyn Carrier, pauses: &Pauses) -> Result<u64, Error> {
    let way = Way { vault, carrier, pauses };
    let mut done = 0;
    for errand in vault.errands::<Beyond>(WAITS).await? {
        done += u64::from(alone(way.bring(&errand).await)?.unwrap_or_default());
    }
    let lies = vault.errands::<Beyond>(LIES_THERE).await?;
    if !lies.is_empty() {
        done += way.fetch(lies).await?;
    }
    Ok(done)
}

struct Way<'a> {
    vault: &'a Vault,
    carrier: &'a dyn Carrier,
    pauses: &'a Pauses,
}

impl Way<'_> {
    /// The question, for the first of who sits there and is designated still: nothing is asked for who is gone.
    async fn desk(&self, errand: &Errand) -> Result<Option<Desk<HearBeyond>>, Error> {
        for person in &errand.persons {
            let Some(actor) = self.vault.actor(person.as_str()).await?.filter(|actor| actor.designated) else {
                continue;
            };
            match self.vault.open_desk::<HearBeyond>(&actor, errand.id).await {
                Ok(desk) => return Ok(Some(desk)),
                Err(Error::Denied) => {}
                Err(why) => return Err(why),
            }
        }
        Ok(None)
    }

    /// Gives whether something was heard.
    async fn bring(&self, errand: &Errand) -> Result<bool, Error> {
        let Some(desk) = self.desk(errand).await? else { return Ok(false) };
        let Some(question) = desk.dossier().question() else { return Ok(false) };
        let Some(house) = self.vault.neighbour(question.key.as_str()).cloned() else { return Ok(false) };
        if desk.dossier().has_lapsed(desk.today()) || self.pauses.rests(&house, self.vault.now()) {
            return Ok(false);
        }
        let heard = match desk.dossier().state() {
            State::Asked => self.ask(&house, &desk).await?,
            State::Contact => self.contact(&house, &desk).await?,
            State::NoHit | State::Hit | State::Waiting | State::Gone | State::Answered | State::Taken => None,
        };
        match heard {
            Some(event) => keep(desk, event).await,
            None => Ok(false),
        }
    }

    /// Says something to another house. Nothing when it does not answer as itself.
    async fn say(&self, to: &Neighbour, says: &Says) -> Result<Option<Answers>, Error> {
        let letter = self.vault.write_to(to, serde_json::to_string(says).unwrap_or_default());
        let back = self.carrier.carry(&to.address, letter.text()).await.ok();
        let answer = back.and_then(|text| self.vault.answered(to, &letter, &text));
        let answer = answer.and_then(|said| serde_json::from_str(&said).ok());
        match answer {
            Some(answer) => Ok(Some(answer)),
            None => self.failed(to).await.map(|()| None),
        }
    }

    async fn failed(&self, house: &Neighbour) -> Result<(), Error> {
        self.pauses.failed(house, self.vault.now());
        self.vault.note_neighbour(house, NeighbourDid::Failed).await?;
        Ok(())
    }

    async fn ask(&self, house: &Neighbour, desk: &Desk<HearBeyond>) -> Result<Option<Event>, Error> {
        let (vault, day) = (self.vault, local_day(self.vault.now()));
        let Some(about) = desk.dossier().question().map(|question| question.about) else { return Ok(None) };
        // Who asks may have left the table since, and the case may have ended.
        if !vault.may_on::<AskElsewhere>(desk.actor(), about).await? {
            return Ok(None);
        }
        let Some(blinded) = vault.blind::<Case>(house, day, (about, Case::matched)).await? else { return Ok(None) };
        let said = self.say(house, &Says::Ask { day, hidden: blinded.sent().to_vec() }).await?;
        let Some(Answers::Done { answers, word, tags }) = said else {
            // Asked enough, or on another day: tried again later.
            if said.is_some() {
                self.failed(house).await?;
            }
            return Ok(None);
        };
        match blinded.finish(&answers, &Tagged { word, tags }) {
            Ok(hit) => {
                self.pauses.spoke(house);
                Ok(Some(Event::Heard { hit: hit.map(|(value, by)| Shown { day, value, by: Some(by) }) }))
            }
            // Made with another key than the one that is known of this house.
            Err(_) => self.failed(house).await.map(|()| None),
        }
    }

    async fn contact(&self, house: &Neighbour, desk: &Desk<HearBeyond>) -> Result<Option<Event>, Error> {
        let dossier = desk.dossier();
        let (Some(question), Some(hit), Some(number), Some(asker)) =
            (dossier.question(), dossier.hit(), dossier.number(), dossier.asker())
        else {
            return Ok(None);
        };
        if !self.vault.may_on::<AskElsewhere>(desk.actor(), question.about).await? {
            return Ok(None);
        }
        let who = Somebody::of(asker, &self.vault.directory());
        let says = Says::Contact {
            number: number.clone(),
            day: hit.day,
            value: hit.value.clone(),
            who,
            reason: question.reason.clone(),
        };
        Ok(match self.say(house, &says).await? {
            Some(Answers::Arrived) => {
                self.pauses.spoke(house);
                Some(Event::Arrived)
            }
            Some(Answers::NoHit) => {
                self.pauses.spoke(house);
                Some(Event::NotThere)
            }
            Some(_) => self.failed(house).await.map(|()| None)?,
            None => None,
        })
    }

    /// Asks each house once for what was answered there.
    async fn fetch(&self, errands: Vec<Errand>) -> Result<u64, Error> {
        let mut by_house: BTreeMap<String, Vec<(Line, Desk<HearBeyond>)>> = BTreeMap::new();
        for errand in &errands {
            let Some(desk) = alone(self.desk(errand).await)?.flatten() else { continue };
            let dossier = desk.dossier();
            if dossier.has_lapsed(desk.today()) {
                continue;
            }
            if let (Some(question), Some(number)) = (dossier.question(), dossier.number()) {
                let (key, number) = (question.key.to_string(), number.clone());
                by_house.entry(key).or_default().push((number, desk));
            }
        }
        let mut done = 0;
        for (key, mut open) in by_house {
            let Some(house) = self.vault.neighbour(&key).cloned() else { continue };
            let now = self.vault.now();
            if self.pauses.rests(&house, now) || !self.pauses.asks_after(&house, now) {
                continue;
            }
            while !open.is_empty() {
                let some = open.split_off(open.len().saturating_sub(AT_ONCE));
                let numbers = some.iter().map(|(number, _)| number.clone()).collect();
                let Some(Answers::Replies { mut replies }) = self.say(&house, &Says::Fetch { numbers }).await? else {
                    break;
                };
                self.pauses.spoke(&house);
                for (number, desk) in some {
                    let Some(at) = replies.iter().position(|reply| reply.number == number) else { continue };
                    let said = replies.swap_remove(at);
                    let Somebody { name, function, agency } = said.by;
                    let reply = Box::new(Reply { text: said.text, name, function, agency, on: said.on });
                    done += u64::from(alone(keep(desk, Event::Answered { reply }).await)?.unwrap_or_default());
                }
            }
        }
        Ok(done)
    }
}

/// What is the matter with one question or its case, such as that it does not open, which `verify` tells of, is in the way of no other. Where
/// the store itself does not go on, nothing does.
fn alone<T>(done: Result<T, Error>) -> Result<Option<T>, Error> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(Error::Store(why)) if !matches!(why, StoreError::Damaged | StoreError::Shape(_)) => Err(Error::Store(why)),
        Err(why) => {
            tracing::warn!(%why, "a question to another house is passed over");
            Ok(None)
        }
    }
}

/// Writes what was heard. Somebody who did something at the same moment is not in the way for long.
async fn keep(desk: Desk<HearBeyond>, event: Event) -> Result<bool, Error> {
    match desk.commit(vec![event]).await {
        Ok(()) => Ok(true),
        Err(Error::Stale) => Ok(false),
        Err(why) => Err(why),
    }
}
