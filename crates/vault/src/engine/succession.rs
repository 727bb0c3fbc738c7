//! Houses, municipalities and organisations that go over into others, or get another name, on a day; and what becomes of a dossier by it.
//! What was decided and done stays as it was written: the state in which a dossier stands is read with the one after in the place of the
//! one before, and everything later happens in that state.

use crate::engine::{
    dossier::{Card, Dossier},
    seating::Persons,
    task::Task,
};
use kernel::{AgencyId, Date, DossierId, Heir, HouseId, Line, MunicipalityId, Say, Slug, day_month_year};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

/// The act by which it happens in a dossier, and in the book.
pub(crate) const ACT: &str = "house.succeed";

/// What can go over into another of its sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// A Zorg- en Veiligheidshuis.
    House,
    /// A municipality.
    Municipality,
    /// An organisation.
    Agency,
}

impl Body {
    /// The word in the file of a region, in the book and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::House => "house",
            Self::Municipality => "municipality",
            Self::Agency => "agency",
        }
    }
}

/// That something goes over into another, or gets another name, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// What sort.
    pub body: Body,
    /// The id of the one before.
    pub from: Slug,
    /// The id of the one after; the same where it gets another name only.
    pub to: Slug,
    /// The first day of the one after.
    pub on: Date,
    /// Where else parts of it went: its name alone does not say which of them somebody means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Slug>,
    /// What the one before was called.
    pub name: Line,
    /// What the one after is called from that day.
    pub becomes: Line,
    /// The day on which the directory took it over; none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
}

impl Succession {
    /// Whose place which takes in dossiers; none where only a name becomes another.
    #[must_use]
    pub fn heir(&self) -> Option<Heir> {
        let (from, to) = (self.from.clone(), self.to.clone());
        (from != to).then(|| match self.body {
            Body::House => Heir::House(HouseId::from(from), HouseId::from(to)),
            Body::Municipality => Heir::Municipality(MunicipalityId::from(from), MunicipalityId::from(to)),
            Body::Agency => Heir::Agency(AgencyId::from(from), AgencyId::from(to)),
        })
    }

    /// What has its day today or had it and is not taken over yet, in the order of the days.
    pub(crate) fn due(all: &[Self], today: Date) -> Vec<Self> {
        let mut due: Vec<Self> = all.iter().filter(|s| s.done.is_none() && s.on <= today).cloned().collect();
        due.sort_by_key(|s| s.on);
        due
    }

    /// Whether this one is of it, and no more: its id is not taken up again for something else.
    #[must_use]
    pub fn ended(&self, body: Body, id: &str) -> bool {
        self.body == body && self.done.is_some() && self.from != self.to && self.from.as_str() == id
    }
}

/// The id of an organisation, and of every one that went over into it, also by way of another.
pub(crate) fn all_before(all: &[Succession], id: &AgencyId) -> BTreeSet<String> {
    let mut found = BTreeSet::from([id.to_string()]);
    // Each goes over once, so this ends.
    loop {
        let into = |s: &&Succession| found.contains(s.to.as_str()) && s.ended(Body::Agency, s.from.as_str());
        let more: Vec<String> = all.iter().filter(into).map(|s| s.from.to_string()).collect();
        let before = found.len();
        found.extend(more);
        if found.len() == before {
            return found;
        }
    }
}

/// What something was called until a day, where it kept its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// What sort.
    pub body: Body,
    /// Its id.
    pub id: Slug,
    /// Its name then.
    pub name: Line,
    /// The first day on which it had another.
    pub until: Date,
}

/// What happens in a dossier when somebody takes the place of another in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Succeeded {
    /// One after the other.
    pub(crate) heirs: Vec<Heir>,
    /// From which day each, and what both were called.
    pub(crate) told: Vec<(Date, Line, Line)>,
}

impl Succeeded {
    /// One line on it, with the names as they were that day.
    pub(crate) fn tell(&self) -> Say {
        let all = |each: fn(&(Date, Line, Line)) -> String| self.told.iter().map(each).collect::<Vec<_>>().join(", ");
        let nl = all(|(on, before, after)| format!("{before} in {after} (sinds {})", day_month_year(*on)));
        let en = all(|(on, before, after)| format!("{before} into {after} (since {})", day_month_year(*on)));
        Say::made(format!("Overgegaan: {nl}."), format!("Gone over: {en}."))
    }

    /// The state as it is after it.
    ///
    /// # Errors
    /// A state that cannot be written and read.
    pub(crate) fn over<D: Dossier>(&self, state: D) -> Result<D, serde_json::Error> {
        self.heirs.iter().try_fold(state, |state, heir| read_over(&without_who_left(state, heir)?, heir))
    }
}

/// Why something stays as it was in a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Both have a seat there: the one may read what the other may not. When one of the seats is ended, the rest goes over.
    BothSit,
    /// Two entries of one list would become one, and something would be lost.
    Mingles,
    /// It does not open, or is of a kind that this program does not know.
    Unread,
    /// Others changed it at the same moment, again and again: the next run takes it.
    Busy,
}

impl Why {
    /// Whether it stays so until something happens in the dossier or to the program.
    pub(crate) fn lasts(self) -> bool {
        match self {
            Self::BothSit | Self::Mingles | Self::Unread => true,
            Self::Busy => false,
        }
    }
}

fn read_over<T: Serialize + DeserializeOwned>(what: &T, heir: &Heir) -> Result<T, serde_json::Error> {
    let kept = serde_json::to_vec(what)?;
    heir.over(|| serde_json::from_slice(&kept))
}

/// Which dossiers were tried and stayed as they were, as far as this process tried. Nobody opens them again before something happens in them
/// or something more goes over.
#[derive(Debug, Default)]
pub(crate) struct Tried(Mutex<BTreeMap<DossierId, (Stood, Why)>>);

/// How many events a dossier had, and how much had gone over by then.
pub(crate) type Stood = (i64, usize);

impl Tried {
    /// Why it stays as it is, if it was tried where it stands.
    pub(crate) fn stays(&self, id: DossierId, stands: Stood) -> Option<Why> {
        let tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tried.get(&id).filter(|(stood, _)| *stood == stands).map(|(_, why)| *why)
    }

    /// Takes in what trying it gave.
    pub(crate) fn tried(&self, id: DossierId, stood: Stood, why: Option<Why>) {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match why.filter(|why| why.lasts()) {
            Some(why) => drop(tried.insert(id, (stood, why))),
            None => drop(tried.remove(&id)),
        }
    }
}

/// What becomes of a state when one takes the place of another in it.
pub(crate) enum Step<D> {
    /// Nothing: the one before is not in it.
    Same,
    /// It can be, and then is this.
    To(Box<D>),
    /// The two cannot be told apart any more when they become one: it stays as it is.
    Left(Why),
}

/// The organisation after, where it had a seat that ended and the one before has one now. Whom it named then does not come back by the seat
/// that it gets, and those are all it has there.
fn who_left(card: &Card, heir: &Heir) -> Option<AgencyId> {
    let Heir::Agency(from, to) = heir else { return None };
    let sits = |agency: &AgencyId| card.seats.iter().any(|seat| seat.agency == *agency);
    let named = |agency: &AgencyId| card.persons.as_ref().is_some_and(|persons| persons.of(agency).is_some());
    (sits(from) && !sits(to) && named(from) && named(to)).then(|| to.clone())
}

/// The state without whom an organisation named there that left.
fn without_who_left<D: Dossier>(state: D, heir: &Heir) -> Result<D, serde_json::Error> {
    let Some(gone) = who_left(&state.card(), heir) else { return Ok(state) };
    let kept = serde_json::to_vec(&state)?;
    Persons::read_without(&gone, || serde_json::from_slice(&kept))
}

/// Tries it. What asks, who sits and what is found must be the same afterwards but for the one in the other's place, and nothing may be
/// lost: where one key of a list would stand in the way of another, the dossier is left.
///
/// # Errors
/// A state that cannot be written and read.
pub(crate) fn step<D: Dossier>(state: &D, heir: &Heir) -> Result<Step<D>, serde_json::Error> {
    let (whole, rest) = (serde_json::to_value(state)?, without_who_left(state.clone(), heir)?);
    let (next, before) = (read_over(&rest, heir)?, serde_json::to_value(&rest)?);
    let after = serde_json::to_value(&next)?;
    if after == whole {
        return Ok(Step::Same);
    }
    let card = rest.card();
    if both_sit(&card, heir) {
        return Ok(Step::Left(Why::BothSit));
    }
    let fits = leaves(&whole) == leaves(&before) + of_who_left(state, heir)?
        && leaves(&before) == leaves(&after)
        && in_place(&card, heir)? == plain(next.card());
    if fits {
        return Ok(Step::To(Box::new(next)));
    }
    // Where it is only told of, in what is over, the name of then is right.
    Ok(if is_in(&card, heir) { Step::Left(Why::Mingles) } else { Step::Same })
}

/// How much goes with whom an organisation named that left: what is told of them anywhere else stays.
fn of_who_left<D: Dossier>(state: &D, heir: &Heir) -> Result<usize, serde_json::Error> {
    let card = state.card();
    let named = who_left(&card, heir).and_then(|gone| card.persons.as_ref()?.of(&gone));
    named.map_or(Ok(0), |named| Ok(leaves(&serde_json::to_value(named)?)))
}

/// Whether both have a seat: they may sit there in different ways, and what the one may read the other may not.
fn both_sit(card: &Card, heir: &Heir) -> bool {
    match heir {
        Heir::House(..) | Heir::Municipality(..) => false,
        Heir::Agency(from, to) => [from, to].iter().all(|of| card.seats.iter().any(|seat| seat.agency == **of)),
    }
}

/// Whether a card is of the one before, or asks something of it.
fn is_in(card: &Card, heir: &Heir) -> bool {
    match heir {
        Heir::House(from, _) => card.house == *from,
        Heir::Municipality(from, _) => card.municipality == *from,
        Heir::Agency(from, _) => {
            card.seats.iter().any(|seat| seat.agency == *from) || card.tasks.iter().any(|task| task.agency == *from)
        }
    }
}

/// How many words, numbers and texts are in it.
fn leaves(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
        Value::Array(all) => all.iter().map(leaves).sum::<usize>() + 1,
        Value::Object(all) => all.values().map(leaves).sum::<usize>() + 1,
    }
}

/// A card with the one after in the place of the one before.
fn in_place(card: &Card, heir: &Heir) -> Result<Card, serde_json::Error> {
    let mut card = card.clone();
    match heir {
        Heir::House(from, to) if card.house == *from => card.house = to.clone(),
        Heir::Municipality(from, to) if card.municipality == *from => card.municipality = to.clone(),
        Heir::House(..) | Heir::Municipality(..) => {}
        Heir::Agency(from, to) => {
            let put = |agency: &mut AgencyId| {
                if agency == from {
                    agency.clone_from(to);
                }
            };
            card.seats.iter_mut().for_each(|seat| put(&mut seat.agency));
            for task in &mut card.tasks {
                put(&mut task.agency);
                task.asker.iter_mut().for_each(put);
            }
            card.persons = card.persons.as_ref().map(|persons: &Persons| read_over(persons, heir)).transpose()?;
        }
    }
    Ok(plain(card))
}

/// A card without what the order of keys and digests of words make of it.
fn plain(mut card: Card) -> Card {
    card.seats.sort_by_key(|seat| format!("{seat:?}"));
    card.tasks.sort_by_key(|task: &Task| format!("{task:?}"));
    card.claims.clear();
    card.findable.clear();
    card
}
