//! The door for what somebody typed and did not send, and for forms that are sent once. Both are found by a person's own word only; nothing of
//! them is written in the book, for nobody else can ask for them.

use crate::{
    doors::{vault::Vault, version::Version},
    engine::{
        dossier::EVERYONE,
        keys,
        ledger::DESK,
        people::Actor,
        store::{Connection, StoreError, Value},
        unsent::{self, KEPT, LARGEST, MOST, OF_PERSON, Unsealed},
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::{DossierId, PersonId, Refusal, Timestamp, local_day};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What somebody typed and did not send.
#[derive(Clone)]
pub struct Unsent {
    /// A word to throw it away by; no secret.
    pub key: String,
    /// What was kept.
    pub body: Vec<u8>,
    /// When.
    pub at: Timestamp,
}

/// A form on its way: which page it stood on, by the word that this page gave it, and what is in it.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// Who sends it.
    pub person: &'a PersonId,
    /// Where to.
    pub place: &'a str,
    /// The word of its page. It is worth nothing to anybody else.
    pub word: &'a str,
    /// What is in it.
    pub body: &'a [u8],
}

/// What is known of a form that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// It comes for the first time, and is under way from now on until [`Vault::sent`] or [`Vault::not_sent`] says how it ended.
    First(SendingMark),
    /// It is under way since then.
    UnderWay(Timestamp),
    /// It was sent, and led to this address.
    Done {
        /// Where it led.
        to: String,
        /// Whether the same was in it.
        same: bool,
    },
}

/// A form that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendingMark {
    digest: Vec<u8>,
    what: String,
}

#[derive(Serialize, Deserialize)]
struct Mark {
    what: String,
    to: Option<String>,
}

/// How long it is known of a form that it was sent, in seconds: longer than a session, and with it the page, can last.
const KNOWN: i64 = 86_400;
/// What a mark has in the place of a person: it is found by its digest alone, and is on nobody's list.
const NOBODY: &str = "";

const TOO_MANY: Refusal = Refusal::of(
    "Er is niet bewaard wat u typte: u hebt al zestig concepten. Verstuur er een of gooi er een weg, op de bladzijde Mijn toegang.",
    "What you typed was not kept: you have sixty drafts already. Send one or throw one away, on the page My access.",
);
const FORGOTTEN: Refusal = Refusal::of(
    "Er is niet bewaard wat u typte: waar het over ging is intussen gewist.",
    "What you typed was not kept: what it was about has been erased in the meantime.",
);
const TOO_LONG: Refusal = Refusal::of(
    "Er is niet bewaard wat u typte: het is te lang om als concept te bewaren.",
    "What you typed was not kept: it is too long to be kept as a draft.",
);

fn moment(seconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_second(seconds).map_err(|_| StoreError::Shape("a moment"))
}

impl Vault {
    fn unsent_digest(&self, person: &PersonId, place: &str) -> Vec<u8> {
        self.0.keys.finding.digest(&[b"draft", person.to_string().as_bytes(), place.as_bytes()]).to_vec()
    }

    /// Keeps what a person typed at a place and did not send, instead of what was kept for them there before. With the dossier it is about it
    /// is destroyed when that is; and where something of that was forgotten since the version that its writer saw it is not kept any more, for the
    /// words may be in it, and what was kept before went with them. Gives when it was kept.
    ///
    /// # Errors
    /// A refusal when there is no room for it among this person's own, or its words may be forgotten ones; what the store says.
    pub async fn unsent_keep(
        &self,
        person: &PersonId,
        place: &str,
        about: Option<(DossierId, Option<Version>)>,
        body: Vec<u8>,
    ) -> Result<Result<Timestamp, Refusal>, StoreError> {
        const OTHERS: &str = "SELECT COUNT(*) FROM draft WHERE person = $1 AND digest <> $2 AND until > $3";
        if body.len() > LARGEST {
            return Ok(Err(TOO_LONG));
        }
        let (digest, person, inner) = (self.unsent_digest(person, place), person.to_string(), Arc::clone(&self.0));
        let now = self.now();
        let at = now.as_second();
        let write = move |conn: &mut dyn Connection| {
            let values: [Value; 3] = [person.as_str().into(), digest.as_slice().into(), at.into()];
            if conn.first(OTHERS, &values)?.map_or(Ok(0), |row| row.int(0))? >= MOST {
                return Ok(Some(TOO_MANY));
            }
            // Of what is no version of it nothing is told.
            if let Some((id, Some(saw))) = about
                && let Some(now) = unsent::seq_of(conn, id)?
                && let Some(then) = saw.seq(&inner.keys, id, now)
                && unsent::forgot_since(conn, id, then)?
            {
                return Ok(Some(FORGOTTEN));
            }
            let row = Unsealed {
                digest: &digest,
                person: &person,
                dossier: about.map(|(id, _)| id),
                body: &body,
                at,
                until: at.saturating_add(KEPT),
            };
            row.write(conn, (&inner.keys, &*inner.random))?;
            Ok(None)
        };
        let refused = self.0.store.write(move |conn, _| write(conn)).await?;
        Ok(refused.map_or(Ok(now), Err))
    }

    /// What a person typed and did not send, the latest first; of a dossier as long as they or their organisation have a seat there. Ask it for
    /// the one who is logged in, and for nobody else.
    ///
    /// # Errors
    /// What the store says.
    pub async fn unsent_of(&self, actor: &Actor) -> Result<Vec<Unsent>, StoreError> {
        const TRIES: usize = 3;
        for _ in 1..TRIES {
            match self.read_unsent(actor).await {
                // A slice of the key ring was turned in the middle of it.
                Err(StoreError::Turned | StoreError::Damaged) => {}
                done => return done,
            }
        }
        self.read_unsent(actor).await
    }

    async fn read_unsent(&self, actor: &Actor) -> Result<Vec<Unsent>, StoreError> {
        let (keys, now) = (Arc::clone(&self.0.keys), self.now());
        let desk = if actor.is_at_desk() { DESK } else { actor.person.as_str() };
        let values: [Value; 6] = [
            actor.person.as_str().into(),
            now.as_second().into(),
            actor.agency.id.as_str().into(),
            EVERYONE.into(),
            local_day(now).to_string().into(),
            desk.into(),
        ];
        let read = move |conn: &mut dyn Connection| {
            let mut found = Vec::new();
            for row in conn.query(OF_PERSON, &values)? {
                if let Some((at, body)) = unsent::open(&row, &keys)? {
                    found.push(Unsent { key: keys::hex(row.bytes(0)?), body, at: moment(at)? });
                }
            }
            Ok(found)
        };
        self.0.store.read(read).await
    }

    /// Destroys what a person kept at a place: it was sent.
    ///
    /// # Errors
    /// What the store says.
    pub async fn unsent_done(&self, person: &PersonId, place: &str) -> Result<(), StoreError> {
        let digest: Value = self.unsent_digest(person, place).into();
        let there = std::slice::from_ref(&digest).to_vec();
        let look = move |conn: &mut dyn Connection| {
            Ok(conn.first("SELECT at FROM draft WHERE digest = $1", &there)?.is_some())
        };
        // Nearly always there is none, and then nobody who writes is waited for.
        if !self.0.store.read(look).await? {
            return Ok(());
        }
        let destroy = "DELETE FROM draft WHERE digest = $1";
        self.0.store.write(move |conn, _| conn.exec(destroy, std::slice::from_ref(&digest)).map(drop)).await
    }

    /// Destroys one that a person throws away, by its key. Gives whether it was there.
    ///
    /// # Errors
    /// What the store says.
    pub async fn unsent_destroy(&self, person: &PersonId, key: &str) -> Result<bool, StoreError> {
        let (person, key) = (person.to_string(), key.to_owned());
        let destroy = move |conn: &mut dyn Connection| {
            for row in conn.query("SELECT digest FROM draft WHERE person = $1", &[person.as_str().into()])? {
                if keys::hex(row.bytes(0)?) == key {
                    return Ok(conn.exec("DELETE FROM draft WHERE digest = $1", row.values(0..1))? > 0);
                }
            }
            Ok(false)
        };
        self.0.store.write(move |conn, _| destroy(conn)).await
    }

    /// Says that a form comes in. Of several that come at once from one page, at whichever node, one is the first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sending(&self, sent: Sent<'_>) -> Result<Sending, StoreError> {
        const FIRST: &str = "INSERT INTO draft (digest, person, dossier, epoch, key, body, at, until) \
                             VALUES ($1, $2, NULL, 0, $3, $4, $5, $6) ON CONFLICT (digest) DO NOTHING";
        const FIND: &str = "SELECT body, at FROM draft WHERE digest = $1";
        let (keys, at) = (&self.0.keys, self.now().as_second());
        let digest = self.sending_digest(sent.person, sent.place, sent.word);
        let what = keys::hex(&keys.finding.digest(&[b"what", sent.body]));
        let mark = SendingMark { digest: digest.clone(), what: what.clone() };
        let body = self.sealed_mark(&mark, None);
        let values: [Value; 6] = [
            digest.as_slice().into(),
            NOBODY.into(),
            Vec::new().into(),
            body.into(),
            at.into(),
            at.saturating_add(KNOWN).into(),
        ];
        let write = move |conn: &mut dyn Connection| {
            if conn.exec(FIRST, &values)? > 0 {
                return Ok(None);
            }
            let row = conn.first(FIND, &values[..1])?.ok_or(StoreError::Shape("a form that was sent"))?;
            Ok(Some((row.bytes(0)?.to_vec(), row.int(1)?)))
        };
        let Some((body, at)) = self.0.store.write(move |conn, _| write(conn)).await? else {
            return Ok(Sending::First(mark));
        };
        let opened = keys.draft.open(&body, &digest).ok().and_then(|plain| serde_json::from_slice::<Mark>(&plain).ok());
        Ok(match opened {
            Some(Mark { to: Some(to), what: before }) => Sending::Done { to, same: before == what },
            Some(Mark { to: None, .. }) | None => Sending::UnderWay(moment(at)?),
        })
    }

    /// A word for a page that is made now, which its forms carry, so that each is sent once.
    #[must_use]
    pub fn page_word(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(keys::fresh::<12>(&*self.0.random))
    }

    fn sending_digest(&self, person: &PersonId, place: &str, word: &str) -> Vec<u8> {
        let parts = [b"sent".as_slice(), person.as_str().as_bytes(), place.as_bytes(), word.as_bytes()];
        self.0.keys.finding.digest(&parts).to_vec()
    }

    /// Whether a form of this page was sent, or is under way: what is still typed in it is no draft any more.
    ///
    /// # Errors
    /// What the store says.
    pub async fn is_sent(&self, person: &PersonId, place: &str, word: &str) -> Result<bool, StoreError> {
        let digest: Value = self.sending_digest(person, place, word).into();
        let look = move |conn: &mut dyn Connection| {
            Ok(conn.first("SELECT at FROM draft WHERE digest = $1", std::slice::from_ref(&digest))?.is_some())
        };
        self.0.store.read(look).await
    }

    fn sealed_mark(&self, mark: &SendingMark, to: Option<String>) -> Vec<u8> {
        let plain = serde_json::to_vec(&Mark { what: mark.what.clone(), to }).unwrap_or_default();
        self.0.keys.draft.seal(&*self.0.random, &plain, &mark.digest)
    }

    /// Says where a form led.
    ///
    /// # Errors
    /// What the store says.
    pub async fn sent(&self, mark: SendingMark, to: &str) -> Result<(), StoreError> {
        let values: [Value; 2] = [self.sealed_mark(&mark, Some(to.to_owned())).into(), mark.digest.into()];
        self.0
            .store
            .write(move |conn, _| conn.exec("UPDATE draft SET body = $1 WHERE digest = $2", &values).map(drop))
            .await
    }

    /// Says that a form did nothing, so that it may come again.
    ///
    /// # Errors
    /// What the store says.
    pub async fn not_sent(&self, mark: SendingMark) -> Result<(), StoreError> {
        let digest: Value = mark.digest.into();
        let destroy = "DELETE FROM draft WHERE digest = $1";
        self.0.store.write(move |conn, _| conn.exec(destroy, std::slice::from_ref(&digest)).map(drop)).await
    }
}
