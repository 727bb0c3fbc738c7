//! Houses, municipalities and organisations that go over into others, or get another name, on a day; and what becomes of a dossier by it.
//! What was decided and done stays as it was written: the state in which a dossier stands is read with the one after in the place of the
//! one before, and everything later happens in that state.

use crate::engine::{
    dossier::{Card, Dossier},
    seating::Persons,
    task::Task,
};
use kernel::{AgencyId, Date, Heir, HouseId, Line, MunicipalityId, Say, Slug, day_month_year};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

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

    /// Whether this one is of it, and no more: its id is not taken up again for something else.
    #[must_use]
    pub fn ended(&self, body: Body, id: &str) -> bool {
        self.body == body && self.done.is_some() && self.from != self.to && self.from.as_str() == id
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
        self.heirs.iter().try_fold(state, |state, heir| read_over(&state, heir))
    }
}

fn read_over<T: Serialize + DeserializeOwned>(what: &T, heir: &Heir) -> Result<T, serde_json::Error> {
    let kept = serde_json::to_vec(what)?;
    heir.over(|| serde_json::from_slice(&kept))
}

/// What becomes of a state when one takes the place of another in it.
pub(crate) enum Step<D> {
    /// Nothing: the one before is not in it.
    Same,
    /// It can be, and then is this.
    To(Box<D>),
    /// The two cannot be told apart any more when they become one, such as where both sit: it stays as it is.
    Left,
}

/// Tries it. What asks, who sits and what is found must be the same afterwards but for the one in the other's place, and nothing may be
/// lost: where one key of a list would stand in the way of another, the dossier is left.
///
/// # Errors
/// A state that cannot be written and read.
pub(crate) fn step<D: Dossier>(state: &D, heir: &Heir) -> Result<Step<D>, serde_json::Error> {
    let (next, before) = (read_over(state, heir)?, serde_json::to_value(state)?);
    let after = serde_json::to_value(&next)?;
    if after == before {
        return Ok(Step::Same);
    }
    let card = state.card();
    let fits =
        !both_sit(&card, heir) && leaves(&before) == leaves(&after) && in_place(&card, heir)? == plain(next.card());
    if fits {
        return Ok(Step::To(Box::new(next)));
    }
    // Where it is only told of, in what is over, the name of then is right.
    Ok(if is_in(&card, heir) { Step::Left } else { Step::Same })
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
