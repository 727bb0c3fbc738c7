//! The exact question about one person, and what becomes of it elsewhere (ACC-03).
//!
//! The asker reads of their own tables at once, and of any other nothing: the answer is the same whether somebody else knows the person or
//! not, and so is the work that it takes. In one transaction the line of the book and the question are written, always both and always
//! alike; whether it hits anything at another table is looked up later, by the clock and apart from any request, so that no page of the
//! asker waits for it. What is found is put to the persons of that table as a dossier of its own, at which the asker sits only once
//! somebody answered. A question that was put is forgotten; it held no name and no number, only the digest.

use crate::{
    doors::{
        keeping::{self, Error},
        list::{about, cards, open_all},
        vault::Vault,
    },
    engine::{
        act::{Act, ActInfo},
        book::{self, Outcome},
        dossier::{Card, Dossier, Findable, Row, Tier},
        keys::{Keys, fresh},
        ledger::{self, ReadError},
        people::Actor,
        seating::Persons,
        store::{Connection, StoreError, Value},
        tries,
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId, Note, PersonId, local_day};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Arc};

// Only what the asker's agency has a seat at is read at all, so a dossier of others costs no more than one that is not there.
pub(super) const KNOWN: &str = cards!(
    "FROM known k JOIN seat s ON s.dossier = k.dossier AND s.holder = $1 AND s.person = $2 ",
    "JOIN card c ON c.dossier = k.dossier JOIN dossier d ON d.id = k.dossier WHERE k.digest = $3 AND k.kind = $4"
);

/// So many questions one person asks in a day, whatever they hit: who asks after everybody is stopped before any table is bothered.
pub const QUESTIONS_A_DAY: i64 = 30;

/// So many leaves of the log each question comes to, however many tables it hits up to four: how long the log is, everybody may read, and
/// on a quiet evening the leaves that a hit makes would be counted there. The rest are lines of the book that say nothing.
const LEAVES: usize = 8;
/// An event and a line for each table.
const OF_A_TABLE: usize = 2;
/// What those lines say that it was.
const FILLS: &str = "clock.put-question";

/// What a question waits with to be put elsewhere, sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    person: PersonId,
    reason: Note,
    digest: [u8; 32],
}

/// A question that hit a dossier elsewhere: what whoever sits there is told.
#[derive(Debug, Clone)]
pub struct PutQuestion {
    /// The dossier that the question becomes at that table.
    pub id: DossierId,
    /// Who asks.
    pub asker: PersonId,
    /// For which organisation.
    pub agency: AgencyId,
    /// Why.
    pub reason: Note,
    /// The dossier that is about the person.
    pub about: DossierId,
    /// Its kind.
    pub kind: &'static str,
    /// What its table calls it.
    pub reference: Line,
    /// In whose region it lies.
    pub house: HouseId,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// Which organisations are asked.
    pub asked: Vec<AgencyId>,
    /// The persons who sit there for them today.
    pub persons: Persons,
}

/// Whether a seat makes its holder one of the table, who may say something of it: not who filed it, was asked one thing, looks along or
/// reads some of it.
fn is_of_the_table(tier: Tier) -> bool {
    tier.is_listed() && !matches!(tier, Tier::Third | Tier::Second | Tier::Reader | Tier::Desk | Tier::Bearer)
}

fn bound(id: &[u8]) -> Vec<u8> {
    [b"question/", id].concat()
}

impl Vault {
    /// An exact question with a reason: which dossiers of this kind, at which the asker sits, know this person? Of any other dossier the
    /// answer says nothing, as if it were not there; the question is put to who sits there later, by [`Vault::put_questions`]. The reason
    /// is kept sealed in the book. Nothing is answered or put when the asker asked [`QUESTIONS_A_DAY`] times within a day.
    ///
    /// # Errors
    /// As [`Vault::list`].
    pub async fn known<A: Act>(
        &self,
        actor: &Actor,
        what: &Findable,
        reason: &Note,
    ) -> Result<Option<Vec<Row>>, Error> {
        self.known_by(actor, A::REF, what, reason).await
    }

    async fn known_by(
        &self,
        actor: &Actor,
        info: &'static ActInfo,
        what: &Findable,
        reason: &Note,
    ) -> Result<Option<Vec<Row>>, Error> {
        let answer = self.may_begin_by(actor, info);
        if !answer.is_yes() {
            return self.refuse(actor, info, None).await;
        }
        let digest = ledger::finding(&self.0.keys, what);
        if !self.ask(actor, info, answer.names(), (digest, reason)).await? {
            return Ok(None);
        }
        let [agency, person] = self.seated(actor, info).map(Value::from);
        let values = [agency, person, digest.to_vec().into(), info.kind.into()];
        let keys = Arc::clone(&self.0.keys);
        let cards = self.read_again(move |conn| open_all(&keys, &conn.query(KNOWN, &values)?)).await?;
        let today = local_day(self.now());
        Ok(Some(cards.into_iter().filter_map(|card| self.shown(about(actor, info, &card, today), card.0)).collect()))
    }

    /// Writes the question in the book and beside it, to be put elsewhere: the same for every question. Gives whether it was one of those
    /// that the asker has in a day.
    async fn ask(
        &self,
        actor: &Actor,
        info: &'static ActInfo,
        ground: String,
        (digest, reason): ([u8; 32], &Note),
    ) -> Result<bool, StoreError> {
        const WAITS: &str = "INSERT INTO question (id, at, body) VALUES ($1, $2, $3)";
        let (random, keys, now) = (&*self.0.random, &self.0.keys, self.now());
        let mut line = keeping::line(actor, info, now, None, Outcome::List, ground, &self.trace_of(actor));
        line.detail = BASE64_URL_SAFE_NO_PAD.encode(keys.reasons.seal(random, reason.as_str().as_bytes(), b"reason"));
        let id = fresh::<16>(random).to_vec();
        let kept = Kept { person: actor.person.clone(), reason: reason.clone(), digest };
        let body = keys.reasons.seal(random, &serde_json::to_vec(&kept).unwrap_or_default(), &bound(&id));
        let values: [Value; 3] = [id.into(), now.as_microsecond().into(), body.into()];
        // Of the human, for whichever organisation they ask.
        let (inner, person) = (Arc::clone(&self.0), actor.login().clone());
        self.0
            .store
            .write(move |conn, head| {
                let enough = tries::asked(conn, &inner.keys, person.as_str(), now.as_second())? > QUESTIONS_A_DAY;
                if enough {
                    let line = book::Line { outcome: Outcome::Refused, ground: String::new(), ..line.clone() };
                    head.write(conn, &inner.keys, &inner.node, &[line])?;
                    return Ok(false);
                }
                head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
                conn.put(WAITS, &values)?;
                Ok(true)
            })
            .await
    }

    /// How many questions wait to be put elsewhere.
    ///
    /// # Errors
    /// What the store says.
    pub async fn questions_waiting(&self) -> Result<u64, StoreError> {
        let count = |conn: &mut dyn Connection| {
            let row = conn.first("SELECT COUNT(*) FROM question", &[])?;
            row.map_or(Ok(0), |row| Ok(u64::try_from(row.int(0)?).unwrap_or(0)))
        };
        self.0.store.read(count).await
    }

    /// Puts every question that waits to the tables that know the person and at which the asker does not sit: as a dossier begun by `A` for
    /// who asked, with the events that `write` makes. Each organisation is asked once for a question, at the table that is furthest on. Gives
    /// how many questions were taken, whatever they hit.
    ///
    /// # Errors
    /// What the store says; what was not put waits still.
    pub async fn put_questions<A: Act>(
        &self,
        write: fn(PutQuestion) -> Vec<<A::On as Dossier>::Event>,
    ) -> Result<u64, Error> {
        const DONE: &str = "DELETE FROM question WHERE id = $1";
        let mut taken = 0;
        while let Some((id, kept)) = self.oldest_question().await? {
            // What does not open was changed by something else than this program, and nobody is asked it.
            let tables = match kept {
                Some(kept) => self.put_one::<A>(kept, write).await?,
                None => 0,
            };
            let filling = LEAVES.saturating_sub(tables * OF_A_TABLE);
            self.enter((0..filling).map(|_| self.system_line(FILLS, String::new())).collect()).await?;
            self.0.store.write(move |conn, _| conn.put(DONE, &[id.clone().into()])).await?;
            taken += 1;
        }
        Ok(taken)
    }

    async fn oldest_question(&self) -> Result<Option<(Vec<u8>, Option<Kept>)>, StoreError> {
        const OLDEST: &str = "SELECT id, body FROM question ORDER BY at, id LIMIT 1";
        let keys = Arc::clone(&self.0.keys);
        let read = move |conn: &mut dyn Connection| {
            let Some(row) = conn.first(OLDEST, &[])? else { return Ok(None) };
            let id = row.bytes(0)?.to_vec();
            let plain = keys.reasons.open(row.bytes(1)?, &bound(&id)).ok();
            let kept = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
            Ok(Some((id, kept)))
        };
        self.0.store.read(read).await
    }

    /// Gives to how many tables it was put.
    async fn put_one<A: Act>(
        &self,
        kept: Kept,
        write: fn(PutQuestion) -> Vec<<A::On as Dossier>::Event>,
    ) -> Result<usize, Error> {
        let mut tables = 0;
        // Nothing is put for who is not designated any more.
        let Some(actor) = self.actor(kept.person.as_str()).await?.filter(|actor| actor.designated) else {
            return Ok(tables);
        };
        for put in self.elsewhere(&actor, kept).await? {
            let desk = match self.begin::<A>(&actor).await {
                Ok(desk) => desk,
                Err(Error::Denied) => return Ok(tables),
                Err(why) => return Err(why),
            };
            let events = write(PutQuestion { id: desk.id(), ..put });
            match self.keep(vec![desk.draft(events)]).await {
                // The same person asks the same table while an earlier question is open there, or this one was put before a crash.
                Err(Error::Claimed) => {}
                Ok(()) => tables += 1,
                Err(why) => return Err(why),
            }
        }
        Ok(tables)
    }

    /// The tables elsewhere that know the person, with whom to ask there.
    async fn elsewhere(&self, actor: &Actor, kept: Kept) -> Result<Vec<PutQuestion>, Error> {
        let find = |skips: bool| {
            let (inner, digest) = (Arc::clone(&self.0), kept.digest);
            move |conn: &mut dyn Connection| {
                let mut found = Vec::new();
                // The kind that was registered last comes latest in the work, and is asked first.
                for kind in inner.kinds.iter().rev().filter(|kind| kind.by_person) {
                    for id in hits(conn, &digest, kind.name)? {
                        match card_of(conn, &inner.keys, id, kind.restate) {
                            Err(Error::Store(StoreError::Damaged)) if skips => {}
                            card => found.extend(card?.map(|card| (id, kind.name, card))),
                        }
                    }
                }
                Ok(found)
            }
        };
        let found = match self.read_again(find(false)).await {
            // One dossier that does not open, which `verify` tells of, does not keep the others from being asked.
            Err(Error::Store(StoreError::Damaged)) => self.read_again(find(true)).await?,
            found => found?,
        };
        let today = local_day(self.now());
        // The clock asks, and no request told this process what another one changed.
        let directory = self.directory_now().await?;
        let selves: Vec<(AgencyId, PersonId)> = directory
            .designations_of(&actor.person)
            .into_iter()
            .map(|c| (c.agency.clone(), c.person.clone()))
            .collect();
        let mut asked: BTreeSet<AgencyId> = BTreeSet::from([actor.agency.id.clone()]);
        let mut all = Vec::new();
        for (id, kind, card) in found {
            let persons = card.persons.clone().unwrap_or_default();
            // Nobody is asked their own question, for another organisation neither.
            let sits = selves.iter().any(|(agency, person)| persons.sits(agency, person, today));
            if sits || !self.in_region(actor, &card.house) {
                continue;
            }
            let Some((new, persons)) = at_table(&card, &asked, today) else { continue };
            asked.extend(new.iter().cloned());
            all.push(PutQuestion {
                // Not begun yet.
                id,
                asker: actor.person.clone(),
                agency: actor.agency.id.clone(),
                reason: kept.reason.clone(),
                about: id,
                kind,
                reference: card.reference,
                house: card.house,
                municipality: card.municipality,
                asked: new,
                persons,
            });
        }
        Ok(all)
    }

    /// Whether a house lies in the region of whoever asks; where no regions are told apart it does.
    fn in_region(&self, actor: &Actor, house: &HouseId) -> bool {
        let directory = self.directory();
        let region = |house: &HouseId| directory.house(house).and_then(|h| h.region.clone());
        match (region(&actor.agency.house), region(house)) {
            (Some(own), Some(other)) => own == other,
            (None, _) | (_, None) => true,
        }
    }
}

/// Which organisations are of this table today and were not asked, with the persons who sit there for them; nothing where there are none.
pub(super) fn at_table(card: &Card, asked: &BTreeSet<AgencyId>, today: Date) -> Option<(Vec<AgencyId>, Persons)> {
    let persons = card.persons.clone().unwrap_or_default();
    let of_table = card.seats.iter().filter(|s| is_of_the_table(s.tier) && s.counts_on(today));
    let new: BTreeSet<AgencyId> = of_table.map(|s| s.agency.clone()).filter(|a| !asked.contains(a)).collect();
    let sits = |agency: &AgencyId| (agency.clone(), persons.of(agency).unwrap_or_default().to_vec());
    let persons: Persons = new.iter().map(sits).collect();
    (!new.is_empty()).then(|| (new.into_iter().collect(), persons))
}

/// The dossiers of a kind that are about this person. A closed one is shielded: it is found by nothing.
fn hits(conn: &mut dyn Connection, digest: &[u8; 32], kind: &'static str) -> Result<Vec<DossierId>, StoreError> {
    const ABOUT: &str = "SELECT dossier FROM known WHERE digest = $1 AND kind = $2 ORDER BY dossier DESC";
    let rows = conn.query(ABOUT, &[digest.to_vec().into(), kind.into()])?;
    rows.iter().map(|row| DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))).collect()
}

/// The card of a dossier as its events say it: who sits there is not believed of anything less.
pub(super) fn card_of(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    restate: fn(&ledger::Opened) -> Result<Card, ReadError>,
) -> Result<Option<Card>, Error> {
    Ok(ledger::read(conn, keys, id)?.map(|opened| restate(&opened)).transpose()?)
}
