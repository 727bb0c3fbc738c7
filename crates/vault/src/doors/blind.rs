//! "Known elsewhere?" between two houses, blind ([ADR 34](../../../../docs/adr/0034-known-elsewhere-blind.md)). The house that asks reads
//! only whether there is a hit; the house that answers learns neither the number nor whether it hit, until the first one, having a hit, asks
//! to be put through. Names and numbers of persons stay in the vault of their own house on both sides: what goes in and out here is hidden,
//! or says who asks.

use crate::{
    doors::{
        asking::{PutQuestion, at_table, card_of},
        keeping::Error,
        neighbours::NeighbourDid,
        vault::Vault,
    },
    engine::{
        act::Act,
        blind::{self, BlindError, FoundBy, Hidden, MOST_TAGS, VALUE},
        dossier::{Dossier, Findable},
        keys::{Keys, fresh},
        ledger::{self, ReadError},
        neighbour::{self, Neighbour},
        office::Office,
        people::{Actor, Agency, AgencyKind, Role},
        store::{Connection, StoreError},
        tries,
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as CODED};
use jiff::ToSpan;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note, PersonId, local_day};
use std::{collections::BTreeSet, sync::Arc};
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// So many questions another house may ask in a day.
const QUESTIONS_A_DAY: i64 = 40;
/// So many requests for contact it may make in a day, those of which the answer was lost included.
const CONTACTS_A_DAY: i64 = 40;
/// So many hidden inputs every question has, whatever is known of the person: a number, and a name with a date of birth.
const INPUTS: usize = 2;
/// So many days after its day a hit can be shown.
const SHOWN_WITHIN: i32 = 7;
/// Who puts a question of another house, in the book and in the dossier that it becomes.
const ELSEWHERE: &str = "buurhuis";

/// Everybody who is known here is computed anew for each question: one question at a time, whoever asks.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// By what a dossier about a person can be matched on this day; nothing where it cannot, such as one that is closed.
pub type Matched<D> = fn(&D, Date) -> Vec<Findable>;

/// The tags of everybody who is known in a house, under a word of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// The word.
    pub word: String,
    /// Each of them, and as many more by chance.
    pub tags: Vec<String>,
}

/// What the house that is asked says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlindAnswer {
    /// What it computed on each hidden input, with the proof; and its tags.
    Done(Vec<(String, String)>, Tagged),
    /// It was asked enough today.
    Enough,
    /// The day of the question is not today.
    OtherDay,
    /// What was sent is no question.
    Unreadable,
}

/// What becomes of a request for contact of another house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlindContact {
    /// It was put to who sits there, now or before.
    Put,
    /// There is no hit.
    NoHit,
    /// It asked enough today.
    Enough,
}

/// A question under way, in the memory of the house that asks.
pub struct Blinded {
    /// With what each of them is; nothing for what fills up.
    hidden: Vec<(Hidden, Option<FoundBy>)>,
    sent: Vec<String>,
    public: [u8; 32],
    info: Vec<u8>,
}

impl std::fmt::Debug for Blinded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Blinded(..)")
    }
}

fn bytes(text: &str) -> Result<Vec<u8>, BlindError> {
    CODED.decode(text).map_err(|_| BlindError)
}

impl Blinded {
    /// What may be sent: always as many, and all alike.
    #[must_use]
    pub fn sent(&self) -> &[String] {
        &self.sent
    }

    /// Whether there is a hit, with what shows it to the other house and by what it is one.
    ///
    /// # Errors
    /// When the answer is not one of the house that was asked, to this question, or its list is longer than a list of people.
    pub fn finish(
        &self,
        answers: &[(String, String)],
        tagged: &Tagged,
    ) -> Result<Option<(String, FoundBy)>, BlindError> {
        if answers.len() != self.hidden.len() || tagged.tags.len() > MOST_TAGS {
            return Err(BlindError);
        }
        let list = bytes(&tagged.word)?;
        let tags: BTreeSet<Vec<u8>> = tagged.tags.iter().map(|tag| bytes(tag)).collect::<Result<_, _>>()?;
        let mut hit = None;
        for ((hidden, by), (answer, proof)) in self.hidden.iter().zip(answers) {
            // Every proof is looked at, also behind a hit.
            let made = hidden.finish((&bytes(answer)?, &bytes(proof)?), &self.public, &self.info);
            let value = made.inspect_err(|_| {
                tracing::warn!(
                    "another house answered with another key than the one that is set for it, or not at all"
                );
            })?;
            if hit.is_none() && tags.contains(blind::tag(&list, &value).as_slice()) {
                hit = by.map(|by| (CODED.encode(value), by));
            }
        }
        Ok(hit)
    }
}

/// A dossier in which something waits for the clock, and the persons who sit there today for whom it may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Which.
    pub id: DossierId,
    /// Who.
    pub persons: Vec<PersonId>,
}

/// What another house shows to be put through, and why.
#[derive(Debug, Clone)]
pub struct FromNeighbour {
    /// The day of its question.
    pub day: Date,
    /// What shows the hit.
    pub value: String,
    /// Why it asks.
    pub reason: Note,
}

impl Vault {
    /// Hides by what this dossier can be matched, to ask another house; nothing where it cannot be matched on this day. That it was read for
    /// this is in the book, with the dossier, before this returns.
    ///
    /// # Errors
    /// What the store says.
    pub async fn blind<D: Dossier>(
        &self,
        to: &Neighbour,
        day: Date,
        (about, matched): (DossierId, Matched<D>),
    ) -> Result<Option<Blinded>, Error> {
        let (keys, today) = (Arc::clone(&self.0.keys), local_day(self.now()));
        let read = move |conn: &mut dyn Connection| {
            let Some(opened) = ledger::read(conn, &keys, about)?.filter(|opened| opened.kind == D::KIND) else {
                return Ok(Vec::new());
            };
            Ok(matched(&opened.fold::<D>()?, today))
        };
        let found = self.read_again(read).await?;
        if found.is_empty() {
            return Ok(None);
        }
        self.note_neighbour_at(to, NeighbourDid::Asked, Some(about)).await?;
        let random = &*self.0.random;
        let input = |what| (blind::input(what), Some(FoundBy::of(what)));
        let mut inputs: Vec<(Zeroizing<Vec<u8>>, _)> = found.iter().take(INPUTS).map(input).collect();
        // Whether a number is known of the person is nobody's business either.
        inputs.resize_with(INPUTS, || (Zeroizing::new(fresh::<32>(random).to_vec()), None));
        let broken = |_| Error::Store(StoreError::Shape("something to hide"));
        let (mut hidden, mut sent) = (Vec::new(), Vec::new());
        for (input, by) in inputs {
            let (one, message) = Hidden::of(random, input).map_err(broken)?;
            hidden.push((one, by));
            sent.push(CODED.encode(message));
        }
        let info = neighbour::info(&self.neighbour_key(), &to.key, day);
        Ok(Some(Blinded { hidden, sent, public: to.key.blind, info }))
    }

    /// Answers a question of another house: with what can be computed on what is hidden, and the tags of everybody who is known by dossiers of
    /// this kind in these states. The same work and the same lines whoever is asked for, for this house cannot tell who that is.
    ///
    /// # Errors
    /// What the store says.
    pub async fn answer_blind<D: Dossier>(
        &self,
        asks: &Neighbour,
        (day, hidden): (Date, &[String]),
        (states, matched): (&'static [&'static str], Matched<D>),
    ) -> Result<BlindAnswer, Error> {
        let today = local_day(self.now());
        // Two clocks around midnight.
        if !within(today, day, 1, 1) {
            return Ok(BlindAnswer::OtherDay);
        }
        if hidden.len() != INPUTS {
            return Ok(BlindAnswer::Unreadable);
        }
        if !self.may_today(asks, tries::asked_from_elsewhere, QUESTIONS_A_DAY).await? {
            return Ok(BlindAnswer::Enough);
        }
        let info = neighbour::info(&asks.key, &self.neighbour_key(), day);
        let compute = |sent: &String| {
            let (answer, proof) = self.0.own.answering.evaluate(&*self.0.random, &bytes(sent)?, &info)?;
            Ok((CODED.encode(answer), CODED.encode(proof)))
        };
        let answers: Result<Vec<_>, BlindError> = hidden.iter().map(compute).collect();
        let Ok(answers) = answers else { return Ok(BlindAnswer::Unreadable) };
        let values = self.values::<D>(info, (states, matched)).await?;
        let values: Vec<[u8; VALUE]> = values.into_iter().map(|(_, value)| value).collect();
        if values.len() > MOST_TAGS {
            tracing::error!(
                "more people are known here than another house believes: it is answered, and does not take the answer"
            );
        }
        let (word, tags) = blind::tags(&*self.0.random, &values);
        self.note_neighbour(asks, NeighbourDid::Answered).await?;
        let tagged = Tagged { word: CODED.encode(word), tags: tags.iter().map(|tag| CODED.encode(tag)).collect() };
        Ok(BlindAnswer::Done(answers, tagged))
    }

    /// The values of everybody who is known by dossiers of this kind, from the newest to the oldest.
    async fn values<D: Dossier>(
        &self,
        info: Vec<u8>,
        (states, matched): (&'static [&'static str], Matched<D>),
    ) -> Result<Vec<(DossierId, [u8; VALUE])>, Error> {
        let (today, _alone) = (local_day(self.now()), ONE_AT_A_TIME.acquire().await);
        let read = |skips: bool| {
            let keys = Arc::clone(&self.0.keys);
            move |conn: &mut dyn Connection| all_matched(conn, &keys, states, |d: &D| matched(d, today), skips)
        };
        let found = match self.read_again(read(false)).await {
            // One dossier that does not open, which `verify` tells of, does not keep the others from being found.
            Err(Error::Store(StoreError::Damaged)) => self.read_again(read(true)).await?,
            found => found?,
        };
        let inner = Arc::clone(&self.0);
        let compute = move || {
            let value = |(id, what): (DossierId, Findable)| {
                let value = inner.own.answering.value(&blind::input(&what), &info).ok()?;
                Some((id, value))
            };
            found.into_iter().filter_map(value).collect()
        };
        let computed = tokio::task::spawn_blocking(compute).await;
        computed.map_err(|_| Error::Store(StoreError::Stopped))
    }

    /// Puts a question of another house to the persons of the newest table about the person whom it shows to have hit: as a dossier begun by
    /// `A` with the events that `write` makes. What was put before is not put again.
    ///
    /// # Errors
    /// What the store says.
    pub async fn put_from_elsewhere<A: Act, D: Dossier>(
        &self,
        asks: &Neighbour,
        from: FromNeighbour,
        about: (&'static [&'static str], Matched<D>),
        write: impl FnOnce(PutQuestion) -> Vec<<A::On as Dossier>::Event>,
    ) -> Result<BlindContact, Error> {
        let today = local_day(self.now());
        // Everybody who is known here is computed anew for it.
        if !self.may_today(asks, tries::contacted, CONTACTS_A_DAY).await? {
            return Ok(BlindContact::Enough);
        }
        let shown = bytes(&from.value).ok().filter(|_| within(today, from.day, SHOWN_WITHIN, 1));
        let shown = shown.filter(|shown| shown.len() == VALUE);
        let hit = match shown {
            Some(shown) => {
                let info = neighbour::info(&asks.key, &self.neighbour_key(), from.day);
                let all = self.values::<D>(info, about).await?;
                all.into_iter().find(|(_, value)| value.ct_eq(&shown).into()).map(|(id, _)| id)
            }
            None => None,
        };
        let Some((id, card)) = self.card_there::<D>(hit).await? else {
            self.note_neighbour(asks, NeighbourDid::NoHit).await?;
            return Ok(BlindContact::NoHit);
        };
        if let Some((asked, persons)) = at_table(&card, &BTreeSet::new(), today) {
            let actor = from_elsewhere(asks)?;
            let desk = self.begin::<A>(&actor).await?;
            let put = PutQuestion {
                id: desk.id(),
                asker: actor.person.clone(),
                agency: actor.agency.id.clone(),
                reason: from.reason,
                about: id,
                kind: D::KIND,
                reference: card.reference,
                house: card.house,
                municipality: card.municipality,
                asked,
                persons,
            };
            match self.keep(vec![desk.draft(write(put))]).await {
                // It was put before, and its answer was lost; or an earlier one of this house is open there.
                Ok(()) | Err(Error::Claimed) => {}
                Err(why) => return Err(why),
            }
        }
        self.note_neighbour(asks, NeighbourDid::Put).await?;
        Ok(BlindContact::Put)
    }

    async fn card_there<D: Dossier>(
        &self,
        hit: Option<DossierId>,
    ) -> Result<Option<(DossierId, crate::engine::dossier::Card)>, Error> {
        let Some(id) = hit else { return Ok(None) };
        let keys = Arc::clone(&self.0.keys);
        let restate = |opened: &ledger::Opened| Ok(opened.fold::<D>()?.card());
        let card = self.read_again(move |conn| card_of(conn, &keys, id, restate)).await?;
        Ok(card.map(|card| (id, card)))
    }

    /// What `read` makes of the dossier that claims this word, for another house to which an answer is owed; nothing where there is none.
    ///
    /// # Errors
    /// What the store says.
    pub async fn owed_elsewhere<D: Dossier, T: Send + 'static>(
        &self,
        claimed: &str,
        read: fn(&D) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        const SQL: &str = "SELECT dossier FROM claim WHERE digest = $1";
        let keys = Arc::clone(&self.0.keys);
        let digest = ledger::claiming(&keys, claimed).to_vec();
        let look = move |conn: &mut dyn Connection| {
            let row = conn.first(SQL, &[digest.clone().into()])?;
            let Some(id) = row.map(|row| row.bytes(0).map(DossierId::from_bytes)).transpose()?.flatten() else {
                return Ok(None);
            };
            let opened = ledger::read(conn, &keys, id)?.filter(|opened| opened.kind == D::KIND);
            Ok(opened.map(|opened| opened.fold::<D>()).transpose()?.as_ref().and_then(read))
        };
        self.read_again(look).await
    }

    /// The dossiers of this kind that stand in one of these states, in which something waits for the clock.
    ///
    /// # Errors
    /// What the store says.
    pub async fn errands<D: Dossier>(&self, states: &'static [&'static str]) -> Result<Vec<Errand>, Error> {
        let (keys, today) = (Arc::clone(&self.0.keys), local_day(self.now()));
        let read = move |conn: &mut dyn Connection| {
            let mut found = Vec::new();
            for id in in_states(conn, D::KIND, states)? {
                let restate = |opened: &ledger::Opened| Ok(opened.fold::<D>()?.card());
                let Ok(Some(card)) = card_of(conn, &keys, id, restate) else { continue };
                let named = card.persons.iter().flat_map(crate::engine::seating::Persons::all);
                let sits = named.filter(|(_, n)| n.from <= today && n.until.is_none_or(|until| today <= until));
                found.push(Errand { id, persons: sits.map(|(_, n)| n.person.clone()).collect() });
            }
            Ok(found)
        };
        self.read_again(read).await
    }

    /// How many dossiers of this kind stand in one of these states.
    ///
    /// # Errors
    /// What the store says.
    pub async fn errands_waiting<D: Dossier>(&self, states: &'static [&'static str]) -> Result<u64, StoreError> {
        self.0.store.read(move |conn| Ok(in_states(conn, D::KIND, states)?.len() as u64)).await
    }
}

/// Whether a day lies at most so many days before today, or behind it.
fn within(today: Date, day: Date, before: i32, behind: i32) -> bool {
    let (first, last) = (today.checked_sub(before.days()), today.checked_add(behind.days()));
    first.is_ok_and(|first| first <= day) && last.is_ok_and(|last| day <= last)
}

/// Another house, as who puts a question here: it has no account and reads nothing.
fn from_elsewhere(asks: &Neighbour) -> Result<Actor, Error> {
    let function: Line = "-".parse().map_err(|_| Error::Denied)?;
    let agency = Agency {
        id: AgencyId::fixed(ELSEWHERE),
        kind: AgencyKind::SafetyHouse,
        name: asks.name.clone(),
        house: HouseId::default(),
        municipalities: Vec::new(),
        office: Office::default(),
    };
    let person = PersonId::fixed(ELSEWHERE);
    let (name, role) = (asks.name.clone(), Role::Guest);
    // By the keeper, who named it.
    Ok(Actor { person, name, function, role, agency, designated: true, login: None, trace: None })
}

fn in_states(
    conn: &mut dyn Connection,
    kind: &'static str,
    states: &'static [&'static str],
) -> Result<Vec<DossierId>, StoreError> {
    const SQL: &str = "SELECT dossier FROM card WHERE kind = $1 AND state = $2";
    let mut found = Vec::new();
    for state in states {
        for row in conn.query(SQL, &[kind.into(), (*state).into()])? {
            found.push(DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?);
        }
    }
    // An id begins with its moment.
    found.sort_unstable_by(|a, b| b.bytes().cmp(a.bytes()));
    Ok(found)
}

/// By what each dossier in these states can be matched, from the newest to the oldest.
fn all_matched<D: Dossier>(
    conn: &mut dyn Connection,
    keys: &Keys,
    states: &'static [&'static str],
    matched: impl Fn(&D) -> Vec<Findable>,
    skips: bool,
) -> Result<Vec<(DossierId, Findable)>, Error> {
    let mut found = Vec::new();
    for id in in_states(conn, D::KIND, states)? {
        match ledger::read(conn, keys, id).and_then(|opened| opened.map(|opened| opened.fold::<D>()).transpose()) {
            Ok(Some(dossier)) => found.extend(matched(&dossier).into_iter().map(|what| (id, what))),
            Ok(None) => {}
            Err(ReadError::Sealed | ReadError::Store(StoreError::Damaged)) if skips => {}
            Err(why) => return Err(why.into()),
        }
    }
    Ok(found)
}
