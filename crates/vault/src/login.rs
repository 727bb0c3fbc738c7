//! Logging in: argon2id and six digits; sessions and tokens on the server, of which the store keeps only a keyed digest.

use crate::{
    directory::{ACTOR, guard, read_actor},
    keys::{Key, fresh},
    open::Vault,
    people::Actor,
    places::NotDone,
    store::{Link, StoreError, Value},
};
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        PasswordHasher,
        phc::{Output, PasswordHash},
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::{Lang, PersonId, Refusal, Timestamp, local_day};
use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, Mutex},
};
use totp_rs::{Builder, Totp};

/// What a secret opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionSort {
    /// A person in a browser: 30 minutes idle, 10 hours in all.
    Browser,
    /// A program for a person: 30 days.
    Token,
}

impl SessionSort {
    fn word(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Token => "token",
        }
    }
    /// Idle and absolute limit, in seconds.
    fn limits(self) -> (i64, i64) {
        match self {
            Self::Browser => (30 * 60, 10 * 3600),
            Self::Token => (30 * 86_400, 30 * 86_400),
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
}

/// How often somebody tried, by name tried: at most ten wrong tries in fifteen minutes.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<HashMap<String, Vec<Timestamp>>>);

const TRIES: usize = 10;
const WINDOW: i64 = 15 * 60;

impl Tries {
    /// Whether another try is allowed; counts it.
    fn allow(&self, who: &str, now: Timestamp) -> bool {
        let Ok(mut all) = self.0.lock() else {
            return false;
        };
        all.retain(|_, times| {
            times.retain(|t| now.as_second() - t.as_second() < WINDOW);
            !times.is_empty()
        });
        // Names that do not exist count together, so that the list cannot be made to grow without end.
        let who = if all.len() < 10_000 || all.contains_key(who) { who } else { "" };
        let times = all.entry(who.to_owned()).or_default();
        if times.len() >= TRIES {
            return false;
        }
        times.push(now);
        true
    }

    fn forgive(&self, who: &str) {
        if let Ok(mut all) = self.0.lock() {
            all.remove(who);
        }
    }
}

/// Why login did not succeed: one sentence for every cause.
const NO: Refusal = Refusal::of("Naam, wachtwoord of code klopt niet.", "The name, password or code is not right.");
/// After too many tries. Public, so that the pages can tell it from a wrong password.
pub const LATER: Refusal = Refusal::of(
    "Te vaak geprobeerd. Wacht een kwartier en probeer het opnieuw.",
    "Too many tries. Wait a quarter of an hour and try again.",
);

/// When so many people log in at once that the line is full. Public, so that the pages can tell it from a wrong password.
pub const CROWDED: Refusal = Refusal::of(
    "Er melden zich nu veel mensen tegelijk aan. Probeer het over een paar tellen opnieuw.",
    "Many people are logging in right now. Try again in a few seconds.",
);

/// Six digits, a new code each half minute, the one before and after also taken: clocks differ (RFC 6238).
fn totp(secret: &[u8], person: &str) -> Option<Totp> {
    let builder = Builder::new().with_digits(6).with_skew(1).with_step_duration(30).with_secret(secret.to_vec());
    builder.with_issuer(Some("Casustafel")).with_account_name(person).build().ok()
}

/// A hash that no password fits, so that an unknown name takes as long as a known one.
fn nobody() -> String {
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into()
}

thread_local! {
    /// Where a password is worked out. The thread keeps it: 19 MiB that are taken and given back each time leave holes that the next
    /// does not fit in, and a few hundred logins would hold several times what they need.
    static MEMORY: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
}

fn fits(password: &str, hash: &str) -> bool {
    let worked_out = || {
        let known = PasswordHash::new(hash).ok()?;
        let (salt, expected) = (known.salt.as_ref()?, known.hash.as_ref()?);
        let algorithm = Algorithm::try_from(known.algorithm.as_str()).ok()?;
        let version = known.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
        let params = Params::try_from(&known).ok()?;
        let blocks = params.block_count();
        let mut out = vec![0; expected.len()];
        let argon = Argon2::new(algorithm, version, params);
        MEMORY.with_borrow_mut(|memory| {
            memory.resize(blocks, Block::default());
            let done = argon.hash_password_into_with_memory(password.as_bytes(), salt, &mut out, memory.as_mut_slice());
            // Nothing of a password stays behind.
            memory.fill(Block::default());
            done.ok()
        })?;
        // Compared without telling by its duration how much was right.
        Some(Output::new(&out).ok()? == *expected)
    };
    worked_out().unwrap_or(false)
}

fn totp_bound(person: &str) -> Vec<u8> {
    [b"totp/", person.as_bytes()].concat()
}

impl Vault {
    fn token_digest(&self, token: &str) -> Value {
        self.0.keys.login.digest(&[b"session", token.as_bytes()]).to_vec().into()
    }

    /// Sets a password, of at least twelve characters, and a fresh second factor; gives its `otpauth://` address, once.
    ///
    /// # Errors
    /// A refusal for a short password or an unknown person; what the store says.
    pub async fn set_password(&self, person: &PersonId, password: &str) -> Result<Result<String, Refusal>, StoreError> {
        if password.chars().count() < 12 {
            return Ok(Err(Refusal::of("Kies minstens twaalf tekens.", "Choose at least twelve characters.")));
        }
        let secret: [u8; 20] = fresh(&*self.0.random);
        let password = password.to_owned();
        let hash = move || Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string());
        let hash = match self.0.passwords.run(hash).await {
            Ok(Ok(hash)) => hash,
            Err(NotDone::Busy) => return Ok(Err(CROWDED)),
            Ok(Err(_)) | Err(NotDone::Stopped) => return Err(StoreError::Engine("argon2".into())),
        };
        let sealed = self.0.keys.login.seal(&*self.0.random, &secret, &totp_bound(person.as_str()));
        let (who, keys) = (person.to_string(), Arc::clone(&self.0.keys));
        let done = self
            .0
            .store
            .write(move |link, _| {
                let values: [Value; 3] = [hash.as_str().into(), sealed.as_slice().into(), who.as_str().into()];
                let done =
                    link.exec("UPDATE account SET password = $1, totp = $2, totp_step = 0 WHERE id = $3", &values)?;
                guard(link, &keys, "account")?;
                Ok(done)
            })
            .await?;
        if done == 0 {
            return Ok(Err(Refusal::of("Deze persoon is niet bekend.", "This person is not known.")));
        }
        Ok(totp(&secret, person.as_str()).and_then(|t| t.to_url().ok()).ok_or(NO))
    }

    /// Checks name, password and six digits. Each code serves once; ten wrong tries in a quarter of an hour close the door for a while.
    ///
    /// # Errors
    /// One sentence for every cause; what the store says.
    pub async fn login(
        &self,
        person: &str,
        password: &str,
        code: &str,
    ) -> Result<Result<PersonId, Refusal>, StoreError> {
        const FIND: &str = "SELECT password, totp, totp_step FROM account WHERE id = $1 AND closed = 0";
        const STEP: &str = "UPDATE account SET totp_step = $1 WHERE id = $2 AND totp_step < $3";
        let now = self.now();
        if !self.0.tries.allow(person, now) {
            return Ok(Err(LATER));
        }
        let who = person.to_owned();
        let row = self.0.store.read(move |link| link.first(FIND, &[who.into()])).await?;
        let (hash, sealed) = match &row {
            Some(r) => (r.text_or_null(0)?.map(str::to_owned), r.bytes_or_null(1)?.map(<[u8]>::to_vec)),
            None => (None, None),
        };
        let (known, typed) = (hash.is_some(), password.to_owned());
        let hash = hash.unwrap_or_else(nobody);
        let right = match self.0.passwords.run(move || fits(&typed, &hash)).await {
            Ok(right) => right && known,
            Err(NotDone::Busy) => return Ok(Err(CROWDED)),
            Err(NotDone::Stopped) => false,
        };
        let secret = sealed.and_then(|s| self.0.keys.login.open(&s, &totp_bound(person)).ok());
        let step = secret.and_then(|s| {
            let totp = totp(&s, person)?;
            let seconds = u64::try_from(now.as_second()).ok()?;
            totp.check(code.trim(), seconds).and_then(|step| i64::try_from(step).ok())
        });
        let (true, Some(step), Ok(id)) = (right, step, person.parse::<PersonId>()) else {
            return Ok(Err(NO));
        };
        let who = person.to_owned();
        let fresh_code = self
            .0
            .store
            .write(move |link, _| link.exec(STEP, &[step.into(), who.as_str().into(), step.into()]))
            .await?;
        if fresh_code == 0 {
            return Ok(Err(NO));
        }
        self.0.tries.forgive(person);
        Ok(Ok(id))
    }

    /// Opens a session; gives its secret, which is stored nowhere.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn session_open(&self, person: &PersonId, sort: SessionSort, lang: Lang) -> Result<String, StoreError> {
        const SQL: &str =
            "INSERT INTO session (digest, account, sort, created, used, lang) VALUES ($1, $2, $3, $4, $5, $6)";
        let token = BASE64_URL_SAFE_NO_PAD.encode(fresh::<32>(&*self.0.random));
        let now = self.now().as_second();
        let values: [Value; 6] = [
            self.token_digest(&token),
            person.as_str().into(),
            sort.word().into(),
            now.into(),
            now.into(),
            lang.code().into(),
        ];
        self.0
            .store
            .write(move |link, _| {
                // Old sessions are swept when a new one begins: no clockwork of its own.
                link.exec("DELETE FROM session WHERE created < $1", &[(now - 31 * 86_400).into()])?;
                link.exec(SQL, &values).map(drop)
            })
            .await?;
        Ok(token)
    }

    /// The session of this secret, if it is valid now: neither idle nor old, and the person still has an account.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, StoreError> {
        self.session_at(token, true).await
    }

    /// Whether the session of this secret is still valid. Asking this is not using it: who only listens becomes idle.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn session_lives(&self, token: &str) -> Result<bool, StoreError> {
        Ok(self.session_at(token, false).await?.is_some())
    }

    async fn session_at(&self, token: &str, uses: bool) -> Result<Option<Session>, StoreError> {
        const FIND: &str = "SELECT account, sort, created, used, lang FROM session WHERE digest = $1";
        let digest = self.token_digest(token);
        let (now, today) = (self.now().as_second(), local_day(self.now()));
        let wanted = digest.clone();
        let found = self
            .0
            .store
            .read(move |link: &mut dyn Link| {
                let Some(row) = link.first(FIND, &[wanted])? else {
                    return Ok(None);
                };
                let sort = if row.text(1)? == "token" { SessionSort::Token } else { SessionSort::Browser };
                let (idle, absolute) = sort.limits();
                if now - row.int(3)? > idle || now - row.int(2)? > absolute {
                    return Ok(None);
                }
                let Some(person) = link.first(ACTOR, &[row.text(0)?.into()])? else {
                    return Ok(None);
                };
                if person.int(5)? != 0 {
                    return Ok(None);
                }
                let lang = if row.text(4)? == "en" { Lang::En } else { Lang::Nl };
                Ok(Some((read_actor(&person, today)?, lang, sort, row.int(3)?)))
            })
            .await?;
        let Some((actor, lang, sort, used)) = found else {
            return Ok(None);
        };
        // Once a minute is often enough to know that somebody is not idle.
        if uses && now - used >= 60 {
            let values = [now.into(), digest];
            self.0
                .store
                .write(move |link, _| link.exec("UPDATE session SET used = $1 WHERE digest = $2", &values))
                .await?;
        }
        let csrf = BASE64_URL_SAFE_NO_PAD.encode(&self.csrf_key().digest(&[token.as_bytes()])[..18]);
        Ok(Some(Session { actor, lang, sort, csrf }))
    }

    fn csrf_key(&self) -> Key {
        self.0.keys.login.derive("csrf")
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn session_close(&self, token: &str) -> Result<(), StoreError> {
        let digest = self.token_digest(token);
        self.0
            .store
            .write(move |link, _| {
                link.exec("DELETE FROM session WHERE digest = $1", std::slice::from_ref(&digest)).map(drop)
            })
            .await
    }

    /// Changes the language of a session.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn session_lang(&self, token: &str, lang: Lang) -> Result<(), StoreError> {
        let values = [lang.code().into(), self.token_digest(token)];
        self.0
            .store
            .write(move |link, _| link.exec("UPDATE session SET lang = $1 WHERE digest = $2", &values).map(drop))
            .await
    }
}
