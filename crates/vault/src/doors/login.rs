//! Logging in: argon2id and six digits. What comes of it is in the book; what did not, once per window with a count.

use crate::{
    doors::{list, vault::Vault},
    engine::{
        book::{self, Outcome},
        guessable,
        keys::{self, fresh},
        places::PlacesError,
        store::{StoreError, Value},
        tries::{Tries, Turn},
    },
};
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        PasswordHasher,
        phc::{Output, PasswordHash},
    },
};
use kernel::{Date, PersonId, Refusal, Say, day_month_year, local_day};
use std::{cell::RefCell, sync::Arc, time::Duration};
use totp_rs::{Builder, Totp};

/// Why somebody was not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotIn {
    /// Name, password or code is not right: one sentence for every cause.
    Wrong(Refusal),
    /// Not looked at: too many tries from here, or for this name from places where that person never logged in.
    Later {
        /// When it may be tried again, in seconds from now.
        seconds: u64,
    },
    /// Not looked at: so many people log in at once that the line is full.
    Crowded,
    /// Name, password and code are right, and the designation is over: whoever may not come in any more hears why.
    Ended {
        /// The last day of the designation.
        on: Date,
    },
}

const NO: Refusal = Refusal::of("Naam, wachtwoord of code klopt niet.", "The name, password or code is not right.");
const COMMON: Refusal = Refusal::of(
    "Dit wachtwoord is te gewoon: het staat op lijsten of volgt een patroon. Kies een zin van een paar woorden.",
    "This password is too common: it is on lists or follows a pattern. Choose a phrase of a few words.",
);
/// What a person reads when they must wait.
const LATER: Refusal = Refusal::of(
    "Te vaak geprobeerd. Wacht even en probeer het dan opnieuw.",
    "Too many tries. Wait a moment and try again.",
);
/// What a person reads when the line is full.
const CROWDED: Refusal = Refusal::of(
    "Er melden zich nu veel mensen tegelijk aan. Probeer het over een paar tellen opnieuw.",
    "Many people are logging in right now. Try again in a few seconds.",
);

impl NotIn {
    /// What the person reads.
    #[must_use]
    pub fn says(&self) -> Refusal {
        match self {
            Self::Wrong(refusal) => refusal.clone(),
            Self::Later { .. } => LATER,
            Self::Crowded => CROWDED,
            Self::Ended { on } => Refusal::from(Say::made(
                format!(
                    "Uw aanwijzing door uw organisatie liep tot en met {0}. U kunt daarom niet meer inloggen. Klopt dat niet? Vraag het uw organisatie.",
                    day_month_year(*on)
                ),
                format!(
                    "Your designation by your organisation ran until {0}, so you cannot log in any more. Is that not right? Ask your organisation.",
                    day_month_year(*on)
                ),
            )),
        }
    }
}

/// How long one code lasts.
const STEP_SECONDS: u64 = 30;

/// Six digits, a new code each half minute, the one before and after also taken: clocks differ (RFC 6238).
fn totp(secret: &[u8], person: &str) -> Option<Totp> {
    let builder =
        Builder::new().with_digits(6).with_skew(1).with_step_duration(STEP_SECONDS).with_secret(secret.to_vec());
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
    /// Sets a password, of at least twelve characters, and a fresh second factor; gives its `otpauth://` address, once.
    ///
    /// # Errors
    /// A refusal for a short password or an unknown person; what the store says.
    pub async fn set_password(&self, person: &PersonId, password: &str) -> Result<Result<String, Refusal>, StoreError> {
        if password.chars().count() < 12 {
            return Ok(Err(Refusal::of("Kies minstens twaalf tekens.", "Choose at least twelve characters.")));
        }
        if guessable::is_guessable(password, person.as_str()) {
            return Ok(Err(COMMON));
        }
        let secret: [u8; 20] = fresh(&*self.0.random);
        let password = password.to_owned();
        let hash = move || Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string());
        let hash = match self.0.passwords.run(hash).await {
            Ok(Ok(hash)) => hash,
            Err(PlacesError::Busy) => return Ok(Err(CROWDED)),
            Ok(Err(_)) | Err(PlacesError::Stopped) => return Err(StoreError::Engine("argon2".into())),
        };
        let sealed = self.0.keys.totp.seal(&*self.0.random, &secret, &totp_bound(person.as_str()));
        let who = person.to_string();
        let done = self
            .0
            .store
            .write(self.administered("account.password", "account", who.clone(), move |conn| {
                let values: [Value; 3] = [hash.as_str().into(), sealed.as_slice().into(), who.as_str().into()];
                // Whoever knew the old one is out, and every token with it.
                const OUT: &str =
                    "DELETE FROM session WHERE account = $1 OR account IN (SELECT id FROM account WHERE login = $1)";
                const SET: &str =
                    "UPDATE account SET password = $1, totp = $2, totp_step = 0 WHERE id = $3 AND login IS NULL";
                conn.exec(OUT, &[who.as_str().into()])?;
                conn.exec(SET, &values)
            }))
            .await?;
        if done == 0 {
            return Ok(Err(Refusal::of("Deze persoon is niet bekend.", "This person is not known.")));
        }
        Ok(totp(&secret, person.as_str()).and_then(|t| t.to_url().ok()).ok_or(NO))
    }

    /// Checks name, password and six digits; each code serves once. Who tries too often from one source, or for one name from places
    /// where that person never logged in, must wait longer each time; from a place where the person logged in before
    /// everything is looked at, after two seconds at most. `source` is where the request came from; of it a keyed digest is kept for a day,
    /// and of source and person together, where somebody came in, for half a year. Whoever is right and whose last designation ended is told so;
    /// a closed account is as unknown as one that never was.
    ///
    /// # Errors
    /// What the store says.
    pub async fn login(
        &self,
        source: &str,
        person: &str,
        password: &str,
        code: &str,
    ) -> Result<Result<PersonId, NotIn>, StoreError> {
        const FIND: &str = "SELECT password, totp, totp_step, \
            (SELECT MAX(COALESCE(o.until, '9999-12-31')) FROM account o WHERE (o.id = a.id OR o.login = a.id) AND o.closed = 0) \
            FROM account a WHERE a.id = $1 AND a.closed = 0";
        const STEP: &str = "UPDATE account SET totp_step = $1 WHERE id = $2 AND totp_step = $3";
        let (now, tries) = (self.now(), Tries::of(&self.0.keys, source, person));
        let (who, asked) = (person.to_owned(), tries.clone());
        let (turn, row) = self
            .0
            .store
            .read(move |conn| Ok((asked.turn(conn, now.as_second())?, conn.first(FIND, &[who.into()])?)))
            .await?;
        match turn {
            Turn::Now => {}
            Turn::Slow { seconds } => tokio::time::sleep(Duration::from_secs(seconds)).await,
            Turn::Later { seconds } => return Ok(Err(NotIn::Later { seconds })),
        }
        let (hash, sealed, before) = match &row {
            Some(r) => (r.text_or_null(0)?.map(str::to_owned), r.bytes_or_null(1)?.map(<[u8]>::to_vec), r.int(2)?),
            None => (None, None, 0),
        };
        let until = row.as_ref().map(|r| r.text_or_null(3)).transpose()?.flatten().map(list::stored_day).transpose()?;
        let ended = until.filter(|last| *last < local_day(now));
        let (known, typed) = (hash.is_some(), password.to_owned());
        let hash = hash.unwrap_or_else(nobody);
        let right = match self.0.passwords.run(move || fits(&typed, &hash)).await {
            Ok(right) => right && known,
            Err(PlacesError::Busy) => return Ok(Err(NotIn::Crowded)),
            Err(PlacesError::Stopped) => false,
        };
        let secret = sealed.and_then(|s| self.0.keys.totp.open(&s, &totp_bound(person)).ok());
        let step = secret.and_then(|s| {
            let totp = totp(&s, person)?;
            let seconds = u64::try_from(now.as_second()).ok()?;
            let step = totp.check(code.trim(), seconds).and_then(|step| i64::try_from(step).ok())?;
            // One that lies further ahead than a code can be was used while the clock ran ahead: it shuts nobody out.
            let ahead = before > i64::try_from(seconds / STEP_SECONDS).unwrap_or(0) + 1;
            (step > before || ahead).then_some(step)
        });
        let granted = if right { person.parse::<PersonId>().ok().zip(step) } else { None };
        let (who, inner) = (person.to_owned(), Arc::clone(&self.0));
        let (entered, refused) = (self.entered_line(person), self.refused_line(person));
        self.0
            .store
            .write(move |conn, head| {
                if let Some((id, step)) = &granted
                    && conn.exec(STEP, &[(*step).into(), who.as_str().into(), before.into()])? == 1
                {
                    if let Some(on) = ended {
                        let line = book::Line { outcome: Outcome::Refused, detail: "ended".into(), ..entered.clone() };
                        head.write(conn, &inner.keys, &inner.node, &[line])?;
                        return Ok(Err(NotIn::Ended { on }));
                    }
                    tries.succeed(conn, &who, now.as_second())?;
                    head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&entered))?;
                    return Ok(Ok(id.clone()));
                }
                if let Some(times) = tries.fail(conn, now.as_second())? {
                    let line = book::Line { detail: format!("times={times}"), ..refused.clone() };
                    head.write(conn, &inner.keys, &inner.node, &[line])?;
                }
                Ok(Err(NotIn::Wrong(NO)))
            })
            .await
    }

    fn entered_line(&self, person: &str) -> book::Line {
        book::Line { person: person.to_owned(), ..self.system_line("account.login", String::new()) }
    }

    /// What was typed as a name may be a password typed in the wrong place, so it is written as a digest.
    fn refused_line(&self, person: &str) -> book::Line {
        let digest = keys::hex(&self.0.keys.tries.digest(&[b"name", person.as_bytes()])[..8]);
        let line = self.system_line("account.login", String::new());
        book::Line { person: digest, outcome: Outcome::Refused, ..line }
    }
}
