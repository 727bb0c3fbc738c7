//! The door to houses elsewhere: what this house is to them, letters that are signed by the one and known by the other, how many there
//! were, and who keeps the house reads that. Nothing of a person comes through here.

use crate::{
    doors::{
        keeping::{self, Error},
        vault::Vault,
    },
    engine::{
        act::{ActInfo, Sort},
        book::{self, Outcome},
        keys::{self, Keys},
        neighbour::{AWAY, Neighbour, NeighbourKey, NeighbourLetter},
        people::{Actor, Role},
        store::{Connection, StoreError},
        tries,
    },
};
use kernel::{DossierId, Say};
use std::sync::Arc;

kernel::words! {
    /// What happened between this house and another, to be counted: never about whom.
    pub enum NeighbourDid {
        /// This house asked a blind question.
        Asked = "asked", "Vragen van dit huis", "Questions of this house";
        /// The other house did not answer, or not as itself.
        Failed = "failed", "Vragen van dit huis die niet lukten", "Questions of this house that failed";
        /// The other house asked one, and was answered.
        Answered = "answered", "Vragen van het andere huis", "Questions of the other house";
        /// It had asked or written enough for a day.
        Refused = "refused", "Vragen en verzoeken van het andere huis boven het dagelijkse aantal", "Questions and requests of the other house above the daily number";
        /// It knew of a hit and asked to be put through.
        Put = "put", "Verzoeken om contact van het andere huis", "Requests for contact from the other house";
        /// It asked that without a hit.
        NoHit = "no-hit", "Verzoeken om contact zonder treffer", "Requests for contact without a hit";
    }
}

/// How it goes with a house elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeighbourState {
    /// What people call it.
    pub name: String,
    /// Where it listens.
    pub address: String,
    /// How often each happened, since the beginning.
    pub counts: Vec<(NeighbourDid, u64)>,
}

const READ_NEIGHBOURS: ActInfo = ActInfo {
    name: "neighbour.state",
    kind: "neighbour",
    sort: Sort::List,
    says: Say::of("Zien hoe het met andere huizen gaat", "See how it goes with other houses"),
    done: None,
};

/// Under which name something is counted.
fn counter(neighbour: &Neighbour, what: NeighbourDid) -> String {
    format!("neighbour/{}/{}", what.word(), keys::hex(&neighbour.key.sign[..8]))
}

/// So many letters of one house are read in a day: it asks after answers every five minutes, and has few questions.
const LETTERS_A_DAY: i64 = 1_000;

/// Counts something that another house does.
pub(crate) type CountsHouse = fn(&mut dyn Connection, &Keys, &[u8], i64) -> Result<i64, StoreError>;

impl Vault {
    /// The public key of this house, for the keeper of another to know it by.
    #[must_use]
    pub fn neighbour_key(&self) -> NeighbourKey {
        self.0.own.key()
    }

    /// The houses elsewhere with which blind questions are exchanged.
    #[must_use]
    pub fn neighbours(&self) -> &[Neighbour] {
        &self.0.neighbours
    }

    /// The one with this key, as text.
    #[must_use]
    pub fn neighbour(&self, key: &str) -> Option<&Neighbour> {
        self.0.neighbours.iter().find(|neighbour| neighbour.key.to_string() == key)
    }

    /// A letter to another house.
    #[must_use]
    pub fn write_to(&self, to: &Neighbour, say: String) -> NeighbourLetter {
        self.0.own.write(&*self.0.random, &to.key, (None, say), self.now())
    }

    /// What another house says to a letter of this one; nothing when it is not its answer to that letter.
    #[must_use]
    pub fn answered(&self, by: &Neighbour, letter: &NeighbourLetter, text: &str) -> Option<String> {
        let answer = NeighbourLetter::read(text)?;
        let own = self.neighbour_key();
        answer.is_of(&by.key, &own, Some(letter.signature()), self.now()).then(|| answer.says().to_owned())
    }

    /// A letter of another house that this one knows: written by it, to this house, about now, not shown before, and one of those that it writes
    /// in a day. Anything else is nothing, and nothing is written of it but once that there were too many.
    ///
    /// # Errors
    /// What the store says.
    pub async fn hear_neighbour(&self, text: &str) -> Result<Option<(Neighbour, NeighbourLetter)>, StoreError> {
        let Some(letter) = NeighbourLetter::read(text) else { return Ok(None) };
        let (own, now) = (self.neighbour_key(), self.now());
        let known = self.0.neighbours.iter().find(|one| letter.claims(&one.key));
        let Some(from) = known.filter(|one| letter.is_of(&one.key, &own, None, now)).cloned() else {
            return Ok(None);
        };
        let (inner, key, sign, at) =
            (Arc::clone(&self.0), from.key.sign, letter.signature().to_owned(), now.as_second());
        // Nothing is kept of a letter that is one too many. Of the others as long as they could be shown again and be taken for new.
        let count = move |conn: &mut dyn Connection| {
            let nth = tries::written(conn, &inner.keys, &key, at)?;
            let new = nth <= LETTERS_A_DAY && tries::shown(conn, &inner.keys, &sign, at, 2 * AWAY + 1)? == 1;
            Ok((nth, new))
        };
        let (nth, new) = self.0.store.write(move |conn, _| count(conn)).await?;
        if nth == LETTERS_A_DAY + 1 {
            self.note_neighbour(&from, NeighbourDid::Refused).await?;
        }
        Ok(new.then_some((from, letter)))
    }

    /// The answer to such a letter, as it goes over the line.
    #[must_use]
    pub fn answer_to(&self, to: &Neighbour, letter: &NeighbourLetter, say: String) -> String {
        let re = Some(letter.signature().to_owned());
        self.0.own.write(&*self.0.random, &to.key, (re, say), self.now()).text()
    }

    /// Counts what happened between the two houses, with a line in the book that says with which house.
    ///
    /// # Errors
    /// What the store says.
    pub async fn note_neighbour(&self, with: &Neighbour, what: NeighbourDid) -> Result<(), StoreError> {
        self.note_neighbour_at(with, what, None).await
    }

    /// The same, where this dossier was looked at for it.
    pub(crate) async fn note_neighbour_at(
        &self,
        with: &Neighbour,
        what: NeighbourDid,
        dossier: Option<DossierId>,
    ) -> Result<(), StoreError> {
        let act = match what {
            NeighbourDid::Asked => "neighbour.asked",
            NeighbourDid::Failed => "neighbour.failed",
            NeighbourDid::Answered => "neighbour.answered",
            NeighbourDid::Refused => "neighbour.refused",
            NeighbourDid::Put => "neighbour.put",
            NeighbourDid::NoHit => "neighbour.no-hit",
        };
        self.next_number(&counter(with, what)).await?;
        let line = self.system_line(act, with.name.to_string());
        let outcome = if dossier.is_some() { Outcome::Look } else { line.outcome };
        self.enter(vec![book::Line { dossier, outcome, ..line }]).await
    }

    /// Whether another house may do this once more today; counts it, and notes it where it may not.
    pub(crate) async fn may_today(&self, house: &Neighbour, count: CountsHouse, most: i64) -> Result<bool, StoreError> {
        let (inner, key, now) = (Arc::clone(&self.0), house.key.sign, self.now().as_second());
        let few = self.0.store.write(move |conn, _| Ok(count(conn, &inner.keys, &key, now)? <= most)).await?;
        if !few {
            self.note_neighbour(house, NeighbourDid::Refused).await?;
        }
        Ok(few)
    }

    /// How it goes with each of them, for who keeps the house. A line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] for anybody else, which is then in the book; what the store says.
    pub async fn neighbour_state(&self, actor: &Actor) -> Result<Vec<NeighbourState>, Error> {
        if !(actor.role == Role::Keeper && actor.designated) {
            return self.refuse(actor, &READ_NEIGHBOURS, None).await;
        }
        let (ground, trace) = (READ_NEIGHBOURS.name.to_owned(), self.trace_of(actor));
        self.enter(vec![keeping::line(actor, &READ_NEIGHBOURS, self.now(), None, Outcome::List, ground, &trace)])
            .await?;
        let neighbours = self.0.neighbours.clone();
        let read = move |conn: &mut dyn Connection| {
            let one = |conn: &mut dyn Connection, of: &Neighbour, what: NeighbourDid| {
                let row = conn.first("SELECT n FROM counter WHERE name = $1", &[counter(of, what).into()])?;
                let n = row.map_or(Ok(0), |row| row.int(0))?;
                Ok::<_, StoreError>((what, u64::try_from(n).unwrap_or(0)))
            };
            let state = |of: &Neighbour| {
                let counts = <NeighbourDid as kernel::Choice>::all().iter().map(|what| one(conn, of, *what));
                let counts = counts.collect::<Result<_, _>>()?;
                Ok(NeighbourState { name: of.name.to_string(), address: of.address.clone(), counts })
            };
            neighbours.iter().map(state).collect::<Result<Vec<_>, StoreError>>()
        };
        Ok(self.0.store.read(read).await?)
    }
}
