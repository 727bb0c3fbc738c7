//! Sessions of browsers and tokens of programs: on the server, signed, and only a keyed digest of their secret in the store. Everybody sees
//! and ends their own.

use crate::{
    doors::vault::Vault,
    engine::{
        book,
        directory::{agency_of, read_account},
        keys::{self, Keys, fresh},
        people::Actor,
        store::{Connection, Row, StoreError, Value},
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::{Lang, PersonId, Refusal, Timestamp, local_day};
use std::sync::Arc;

/// What a secret opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionSort {
    /// A person in a browser: 30 minutes idle, 10 hours in all.
    Browser,
    /// A program for a person: 30 days.
    Token,
    /// Somebody who came in and still has to say for which organisation: ten minutes. It opens nothing.
    Choosing,
}

impl SessionSort {
    fn word(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Token => "token",
            Self::Choosing => "choosing",
        }
    }
    /// Idle and absolute limit, in seconds.
    fn limits(self) -> (i64, i64) {
        match self {
            Self::Browser => (30 * 60, 10 * 3600),
            Self::Token => (30 * 86_400, 30 * 86_400),
            Self::Choosing => (600, 600),
        }
    }
}

/// A session that is valid now.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub actor: Actor,
    /// In which language.
    pub lang: Lang,
    /// Browser or program.
    pub sort: SessionSort,
    /// The word that every form of this session carries.
    pub csrf: String,
    /// When it ends if it is not used any more.
    pub ends: Timestamp,
}

/// A session or a token that somebody has.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// A word to end it by; no secret.
    pub key: String,
    /// Browser or program.
    pub sort: SessionSort,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used, to the minute.
    pub used: Timestamp,
    /// Whether it is the one that asks.
    pub mine: bool,
}

/// A row of a session as it is stored.
struct Stored {
    digest: Vec<u8>,
    account: String,
    sort: String,
    created: i64,
    used: i64,
}

/// The act in the book by which sessions end.
const ENDED: &str = "account.end-sessions";

/// So many browsers one account is logged in with; the one that was used longest ago makes room, for right credentials are never refused.
const MOST_BROWSERS: i64 = 50;
/// So many tokens one account has. A program that asks for one at every start would fill the store.
const MOST_TOKENS: i64 = 20;

const TOO_MANY_TOKENS: Refusal = Refusal::of(
    "Er zijn al twintig tokens voor deze persoon. Beëindig er een op de bladzijde Mijn toegang, of gebruik er een dat er al is.",
    "This person has twenty tokens already. End one on the page My access, or use one that is there.",
);

/// How far a clock may run ahead of another before what it wrote is not believed.
const AHEAD: i64 = 60;

impl Stored {
    /// The session, the version of the directory, and the account with its signature: one look for every request.
    const WITH_PERSON: &'static str = "SELECT s.digest, s.account, s.sort, s.created, s.used, s.sign, s.lang, \
        (SELECT value FROM meta WHERE name = 'directory'), \
        a.id, a.agency, a.role, a.name, a.function, a.until, a.closed, a.login, a.sign \
        FROM session s JOIN account a ON a.id = s.account WHERE s.digest = $1";
    const OF_ACCOUNT: &'static str =
        "SELECT digest, account, sort, created, used, sign, lang FROM session WHERE account = $1 ORDER BY created DESC";

    /// What authenticates the row: without it whoever can write to the store is anybody.
    fn sign(&self, keys: &Keys) -> Vec<u8> {
        let times = [self.created.to_be_bytes(), self.used.to_be_bytes()];
        let parts = [&self.digest, self.account.as_bytes(), self.sort.as_bytes(), &times[0], &times[1]];
        keys.session.digest(&parts).to_vec()
    }

    /// Reads a row that this program wrote and that is valid now: neither idle nor old, nor of a clock that ran ahead.
    fn read(row: &Row, keys: &Keys, now: i64) -> Result<Option<Self>, StoreError> {
        Ok(Self::written(row, keys, now)?.filter(|stored| now <= stored.ends()))
    }

    /// Reads a row that this program wrote, whether it is over or not.
    fn written(row: &Row, keys: &Keys, now: i64) -> Result<Option<Self>, StoreError> {
        let stored = Self {
            digest: row.bytes(0)?.to_vec(),
            account: row.text(1)?.to_owned(),
            sort: row.text(2)?.to_owned(),
            created: row.int(3)?,
            used: row.int(4)?,
        };
        let fits = row.bytes_or_null(5)? == Some(stored.sign(keys).as_slice());
        Ok((fits && stored.created <= now + AHEAD).then_some(stored))
    }

    /// The last second in which it is valid, if it is not used again.
    fn ends(&self) -> i64 {
        let (idle, absolute) = self.sort().limits();
        (self.used + idle).min(self.created + absolute)
    }

    fn sort(&self) -> SessionSort {
        let all = [SessionSort::Token, SessionSort::Browser];
        // What is not known opens nothing.
        all.into_iter().find(|sort| sort.word() == self.sort).unwrap_or(SessionSort::Choosing)
    }

    /// Notes that it is used now.
    fn touch(self, conn: &mut dyn Connection, keys: &Keys, now: i64) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE session SET used = $1, sign = $2 WHERE digest = $3";
        let next = Self { used: now, ..self };
        conn.exec(SQL, &[now.into(), next.sign(keys).into(), next.digest.into()]).map(drop)
    }
}

impl Vault {
    fn token_digest(&self, token: &str) -> Vec<u8> {
        self.0.keys.token.digest(&[b"session", token.as_bytes()]).to_vec()
    }

    /// Opens a session; gives its secret, which is stored nowhere. Of very many browsers of one person the one that was used longest ago
    /// makes room. A token for a program is asked for with [`Vault::token_open`].
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn session_open(&self, person: &PersonId, sort: SessionSort, lang: Lang) -> Result<String, StoreError> {
        Ok(self.open_within(person, (sort, lang), i64::MAX, None).await?.unwrap_or_default())
    }

    /// A token with which a program acts for a person; gives its secret, which is stored nowhere.
    ///
    /// # Errors
    /// A refusal when the person has very many that are valid; what the store says.
    pub async fn token_open(&self, person: &PersonId, lang: Lang) -> Result<Result<String, Refusal>, StoreError> {
        let made = self.open_within(person, (SessionSort::Token, lang), MOST_TOKENS, None).await?;
        Ok(made.ok_or(TOO_MANY_TOKENS))
    }

    /// Ends the session of this secret and opens one in a browser for the account that its human works as from now on; gives its secret.
    /// Nobody logs in by it: it ends when the one before would have. Nothing when that one is over, and for the account of another human.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn session_choose(&self, token: &str, person: &PersonId) -> Result<Option<String>, StoreError> {
        const FIND: &str = "SELECT digest, account, sort, created, used, sign, lang FROM session WHERE digest = $1";
        let (digest, keys, now) = (self.token_digest(token), Arc::clone(&self.0.keys), self.now().as_second());
        let read = move |conn: &mut dyn Connection| {
            let Some(row) = conn.first(FIND, &[digest.into()])? else { return Ok(None) };
            let lang = if row.text(6)? == Lang::En.code() { Lang::En } else { Lang::Nl };
            Ok(Stored::read(&row, &keys, now)?.map(|stored| (stored, lang)))
        };
        let Some((before, lang)) = self.0.store.read(read).await? else { return Ok(None) };
        let directory = self.directory_now().await?;
        let own = before.account.parse().map(|own| directory.designations_of(&own)).unwrap_or_default();
        if before.sort() == SessionSort::Token || !own.iter().any(|c| c.person == *person) {
            return Ok(None);
        }
        self.open_within(person, (SessionSort::Browser, lang), i64::MAX, Some(before)).await
    }

    /// Opens a session, unless the person has so many of this sort; in the place of another, if that is there still.
    async fn open_within(
        &self,
        person: &PersonId,
        (sort, lang): (SessionSort, Lang),
        most: i64,
        before: Option<Stored>,
    ) -> Result<Option<String>, StoreError> {
        const THERE: &str = "SELECT COUNT(*) FROM session WHERE account = $1 AND sort = $2 AND created >= $3";
        const ROOM: &str = "DELETE FROM session WHERE account = $1 AND sort = $2 AND digest NOT IN (SELECT digest \
                            FROM session WHERE account = $1 AND sort = $2 ORDER BY used DESC, created DESC LIMIT $3)";
        const SQL: &str = "INSERT INTO session (digest, account, sort, created, used, lang, sign) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let token = BASE64_URL_SAFE_NO_PAD.encode(fresh::<32>(&*self.0.random));
        let now = self.now().as_second();
        let (_, absolute) = sort.limits();
        let makes_room = sort == SessionSort::Browser;
        let (account, sort) = (person.to_string(), sort.word().to_owned());
        let created = before.as_ref().map_or(now, |before| before.created);
        let before: Option<Value> = before.map(|before| before.digest.into());
        let stored = Stored { digest: self.token_digest(&token), account, sort, created, used: now };
        let values: [Value; 7] = [
            stored.digest.as_slice().into(),
            stored.account.as_str().into(),
            stored.sort.as_str().into(),
            created.into(),
            now.into(),
            lang.code().into(),
            stored.sign(&self.0.keys).into(),
        ];
        let made = self
            .0
            .store
            .write(move |conn, _| {
                // Old sessions are swept when a new one begins: no clockwork of its own.
                conn.exec("DELETE FROM session WHERE created < $1", &[(now - 31 * 86_400).into()])?;
                if let Some(before) = &before
                    && conn.exec("DELETE FROM session WHERE digest = $1", std::slice::from_ref(before))? == 0
                {
                    return Ok(false);
                }
                let [_, account, sort, ..] = &values;
                let there = [account.clone(), sort.clone(), (now - absolute).into()];
                if conn.first(THERE, &there)?.map_or(Ok(0), |row| row.int(0))? >= most {
                    return Ok(false);
                }
                if makes_room {
                    conn.exec(ROOM, &[account.clone(), sort.clone(), (MOST_BROWSERS - 1).into()])?;
                }
                conn.exec(SQL, &values).map(|_| true)
            })
            .await?;
        Ok(made.then_some(token))
    }

    /// The session of this secret, if it is valid now: neither idle nor old, and the person still has an account.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, StoreError> {
        self.session_at(token, true).await
    }

    /// Whose session this secret has, as they are now, if it is still valid. Asking this is not using it: who only listens becomes idle.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn session_holder(&self, token: &str) -> Result<Option<Actor>, StoreError> {
        Ok(self.session_at(token, false).await?.map(|session| session.actor))
    }

    /// The session of this secret, if it was one in a browser that ended by time and no longer ago than a day: for keeping what its person
    /// typed and sent too late, and for nothing else. One that was ended by hand, by another password or with the designation is not there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn session_lapsed(&self, token: &str) -> Result<Option<Session>, StoreError> {
        const LATE: i64 = 86_400;
        let over = self.session_row(token, |stored, now| stored.ends() < now && now - stored.ends() <= LATE).await?;
        let over = over.filter(|(actor, _, stored)| actor.designated && stored.sort() == SessionSort::Browser);
        over.map(|(actor, lang, stored)| self.session_of(token, actor, lang, &stored)).transpose()
    }

    fn session_of(&self, token: &str, actor: Actor, lang: Lang, stored: &Stored) -> Result<Session, StoreError> {
        let csrf = BASE64_URL_SAFE_NO_PAD.encode(&self.0.keys.form.digest(&[token.as_bytes()])[..18]);
        let ends = Timestamp::from_second(stored.ends()).map_err(|_| StoreError::Shape("a moment"))?;
        Ok(Session { actor, lang, sort: stored.sort(), csrf, ends })
    }

    async fn session_at(&self, token: &str, uses: bool) -> Result<Option<Session>, StoreError> {
        let Some((actor, lang, stored)) = self.session_row(token, |stored, now| now <= stored.ends()).await? else {
            return Ok(None);
        };
        let now = self.now().as_second();
        // Once a minute is often enough to know that somebody is not idle.
        let touches = uses && now - stored.used >= 60;
        let next = Stored { used: if touches { now } else { stored.used }, ..stored };
        let session = self.session_of(token, actor, lang, &next)?;
        if touches {
            let (keys, mut next) = (Arc::clone(&self.0.keys), Some(next));
            self.0.store.write(move |conn, _| next.take().map_or(Ok(()), |next| next.touch(conn, &keys, now))).await?;
        }
        Ok(Some(session))
    }

    /// A session that this program wrote and that counts, with its person as they are now.
    async fn session_row(
        &self,
        token: &str,
        counts: fn(&Stored, i64) -> bool,
    ) -> Result<Option<(Actor, Lang, Stored)>, StoreError> {
        let (digest, keys) = (self.token_digest(token), Arc::clone(&self.0.keys));
        let (now, today) = (self.now().as_second(), local_day(self.now()));
        let held = self.directory();
        let read = move |conn: &mut dyn Connection| {
            let Some(row) = conn.first(Stored::WITH_PERSON, &[digest.into()])? else { return Ok(None) };
            let written = Stored::written(&row, &keys, now)?;
            let Some(stored) = written.filter(|stored| counts(stored, now)) else { return Ok(None) };
            let version = row.text_or_null(7)?;
            let agency = agency_of(conn, &keys, &held, (version, row.text(9)?))?;
            let Some(agency) = agency.filter(|_| row.int(14) == Ok(0)) else { return Ok(None) };
            let lang = if row.text(6)? == Lang::En.code() { Lang::En } else { Lang::Nl };
            Ok(Some((read_account(&row, 8, &keys, today, agency)?, lang, stored, version.map(str::to_owned))))
        };
        let Some((actor, lang, stored, directory)) = self.0.store.read(read).await? else { return Ok(None) };
        self.refresh_directory(directory).await?;
        Ok(Some((actor, lang, stored)))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn session_close(&self, token: &str) -> Result<(), StoreError> {
        let digest: Value = self.token_digest(token).into();
        self.0
            .store
            .write(move |conn, _| {
                conn.exec("DELETE FROM session WHERE digest = $1", std::slice::from_ref(&digest)).map(drop)
            })
            .await
    }

    /// The sessions and tokens of a person that are valid now, from new to old. `token` is the secret of the one that asks.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sessions_of(&self, person: &PersonId, token: &str) -> Result<Vec<OpenSession>, StoreError> {
        let (who, mine, keys) = (person.to_string(), self.token_digest(token), Arc::clone(&self.0.keys));
        let now = self.now().as_second();
        let moment = |seconds| Timestamp::from_second(seconds).map_err(|_| StoreError::Shape("a moment"));
        let read = move |conn: &mut dyn Connection| {
            let mut open = Vec::new();
            for row in conn.query(Stored::OF_ACCOUNT, &[who.into()])? {
                if let Some(s) = Stored::read(&row, &keys, now)? {
                    let (since, used) = (moment(s.created)?, moment(s.used)?);
                    let (sort, mine) = (s.sort(), s.digest == mine);
                    open.push(OpenSession { key: keys::hex(&s.digest), sort, since, used, mine });
                }
            }
            Ok(open)
        };
        self.0.store.read(read).await
    }

    /// Ends one session or token of a person, by its key, or all of them. One line in the book. Gives how many ended.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn sessions_end(&self, person: &PersonId, key: Option<&str>, by: &Actor) -> Result<u64, StoreError> {
        let line = self.system_line(ENDED, person.to_string());
        let (who, agency) = (by.person.to_string(), by.agency.id.to_string());
        self.end_sessions(person, key.map(str::to_owned), book::Line { person: who, agency, ..line }).await
    }

    /// Ends every session and token of a person, for who keeps the machine. One line in the book. Gives how many ended.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn sessions_end_all(&self, person: &PersonId) -> Result<u64, StoreError> {
        self.end_sessions(person, None, self.system_line(ENDED, person.to_string())).await
    }

    async fn end_sessions(&self, person: &PersonId, key: Option<String>, line: book::Line) -> Result<u64, StoreError> {
        let (who, inner) = (person.to_string(), Arc::clone(&self.0));
        self.0
            .store
            .write(move |conn, head| {
                let mut ended = 0;
                for row in conn.query(Stored::OF_ACCOUNT, &[who.as_str().into()])? {
                    if key.as_ref().is_none_or(|key| row.bytes(0).is_ok_and(|digest| keys::hex(digest) == *key)) {
                        ended += conn.exec("DELETE FROM session WHERE digest = $1", row.values(0..1))?;
                    }
                }
                if ended > 0 {
                    head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
                }
                Ok(ended)
            })
            .await
    }

    /// Changes the language of a session.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn session_lang(&self, token: &str, lang: Lang) -> Result<(), StoreError> {
        let values: [Value; 2] = [lang.code().into(), self.token_digest(token).into()];
        self.0
            .store
            .write(move |conn, _| conn.exec("UPDATE session SET lang = $1 WHERE digest = $2", &values).map(drop))
            .await
    }
}
