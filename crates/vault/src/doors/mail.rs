//! The door for somebody's own address for mail, and for who keeps the house: how mail goes. One human has one address, whatever they are
//! designated for. The book tells that one was set, confirmed, taken away or refused, and never which.

use crate::{
    doors::{keeping, keeping::Error, vault::Vault},
    engine::{
        act::{ActInfo, Sort},
        book::{self, Outcome},
        mail::{self, Kept, Letter, MailTrouble, MailWay, Stand},
        people::{Actor, Role},
        store::{Connection, StoreError},
    },
};
use kernel::{Choice as _, Date, PersonId, Refusal, Say, Timestamp, local_day};
use std::{collections::BTreeSet, fmt, sync::Arc};
use subtle::ConstantTimeEq as _;

/// How long a code is good, in seconds.
const CODE_LASTS: i64 = 86_400;
/// So many times it may be typed wrongly.
const TRIES: u8 = 5;
/// So many codes one person may have sent in a day: whoever types an address of somebody else sends them no more than these.
const CODES_A_DAY: u8 = 5;

/// Somebody's address for mail, for that person.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The address.
    pub address: String,
    /// When mail goes there.
    pub way: MailWay,
    /// Whether it may.
    pub stand: MailboxStand,
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailbox").field("way", &self.way).field("stand", &self.stand).finish_non_exhaustive()
    }
}

/// How far an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailboxStand {
    /// A code was sent there, which is good until this moment.
    Coded(Timestamp),
    /// It is theirs, and is used.
    Confirmed,
    /// The mail server refused it on this day: nothing goes there until it is confirmed again.
    Refused(Date),
}

/// How mail goes, for who keeps the house: persons, days and words, and no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailState {
    /// How many wait.
    pub waiting: u64,
    /// Since when the one that waits longest does.
    pub since: Option<Timestamp>,
    /// When the server took one last.
    pub sent: Option<Timestamp>,
    /// When one did not go last, and why.
    pub trouble: Option<(Timestamp, MailTrouble)>,
    /// Whose address the server refuses, since when.
    pub refused: Vec<(PersonId, Date)>,
    /// Who was not told anything within three days, and when that was given up.
    pub given_up: Vec<(PersonId, Timestamp)>,
}

/// Seeing how mail goes.
const READ_MAIL: ActInfo = ActInfo {
    name: "mail.state",
    kind: "mail",
    sort: Sort::List,
    says: Say::of("Zien hoe het met de mail staat", "See how mail is going"),
    done: None,
};

const ENOUGH: Refusal = Refusal::of(
    "Er zijn vandaag al vijf codes gestuurd. Probeer het morgen opnieuw.",
    "Five codes have been sent today already. Try again tomorrow.",
);
const NO_CODE: Refusal = Refusal::of(
    "Er is geen code die nu geldt. Bewaar het adres opnieuw, dan komt er een nieuwe.",
    "There is no code that is valid now. Save the address again and a new one will be sent.",
);
const WRONG: Refusal = Refusal::of(
    "Dit is niet de code uit de mail. Kijk of u de laatste mail hebt.",
    "This is not the code in the mail. Check that you have the latest mail.",
);

fn moment(seconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_second(seconds).map_err(|_| StoreError::Shape("a moment"))
}

impl Vault {
    /// This person's own address for mail.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mailbox(&self, actor: &Actor) -> Result<Option<Mailbox>, StoreError> {
        let (keys, account) = (Arc::clone(&self.0.keys), actor.login().to_string());
        let kept = self.0.store.read(move |conn| mail::read(conn, &keys, &account)).await?;
        let Some(Kept { address: Some(address), way, stand, .. }) = kept else { return Ok(None) };
        let stand = match stand {
            Stand::Coded { at, .. } => MailboxStand::Coded(moment(at + CODE_LASTS)?),
            Stand::Confirmed => MailboxStand::Confirmed,
            Stand::Refused(on) => MailboxStand::Refused(on),
        };
        Ok(Some(Mailbox { address, way, stand }))
    }

    /// Keeps this person's address, or takes it away with everything that waits for it. An address that was not confirmed yet, or is refused,
    /// gets a code, and nothing else before that was typed.
    ///
    /// # Errors
    /// A refusal when too many codes were sent today; what the store says.
    pub async fn mailbox_set(
        &self,
        actor: &Actor,
        wanted: Option<(String, MailWay)>,
    ) -> Result<Result<(), Refusal>, StoreError> {
        let (inner, account, code) = (Arc::clone(&self.0), actor.login().to_string(), self.code());
        let (now, today) = (self.now().as_second(), local_day(self.now()));
        let act = if wanted.is_some() { "account.mail-set" } else { "account.mail-removed" };
        let line = self.own_line(actor, act, wanted.as_ref().map_or("", |(_, way)| way.word()));
        let write = move |conn: &mut dyn Connection, head: &mut book::Head| {
            let tools = (&*inner.keys, &*inner.random);
            let before = mail::hold(conn, &inner.keys, &account)?;
            let had = before.as_ref().is_some_and(|before| before.address.is_some());
            let codes = before.as_ref().map(|before| before.codes).filter(|(day, _)| *day == today);
            let Some((address, way)) = wanted.clone() else {
                mail::forget(conn, &account)?;
                if let (Some(codes), Some(before)) = (codes, before) {
                    // So that taking it away does not make room for more codes.
                    let none = Kept { address: None, stand: Stand::Confirmed, told: BTreeSet::new(), codes, ..before };
                    mail::keep(conn, tools, &account, &none, Some(today))?;
                }
                if had {
                    head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
                }
                return Ok(Ok(()));
            };
            let same = before.filter(|kept| kept.address.as_ref() == Some(&address) && kept.stand == Stand::Confirmed);
            let kept = if let Some(kept) = same {
                Kept { way, ..kept }
            } else {
                let (_, sent) = codes.unwrap_or((today, 0));
                if sent >= CODES_A_DAY {
                    return Ok(Err(ENOUGH));
                }
                let (stand, codes) = (Stand::Coded { code: code.clone(), at: now, tries: 0 }, (today, sent + 1));
                let letter = Letter::Code(code.clone());
                mail::post(conn, tools, &account, (&address, &letter), now)?;
                Kept { address: Some(address), way, stand, codes, told: BTreeSet::new() }
            };
            if kept.usable().is_none() {
                mail::withdraw(conn, &account)?;
            }
            mail::keep(conn, tools, &account, &kept, None)?;
            head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
            Ok(Ok(()))
        };
        self.0.store.write(write).await
    }

    /// Confirms this person's address with the code that was mailed there.
    ///
    /// # Errors
    /// A refusal when it is another code, or none is good any more; what the store says.
    pub async fn mailbox_confirm(&self, actor: &Actor, typed: &str) -> Result<Result<(), Refusal>, StoreError> {
        let (inner, account) = (Arc::clone(&self.0), actor.login().to_string());
        let typed: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect::<String>().to_uppercase();
        let (now, today) = (self.now().as_second(), local_day(self.now()));
        let line = self.own_line(actor, "account.mail-confirmed", "");
        let write = move |conn: &mut dyn Connection, head: &mut book::Head| {
            let tools = (&*inner.keys, &*inner.random);
            let Some(mut kept) = mail::hold(conn, &inner.keys, &account)? else { return Ok(Err(NO_CODE)) };
            let Stand::Coded { code, at, tries } = &mut kept.stand else { return Ok(Err(NO_CODE)) };
            // A clock that went back lengthens nothing.
            if !(0..CODE_LASTS).contains(&(now - *at)) || *tries >= TRIES {
                return Ok(Err(NO_CODE));
            }
            if !bool::from(code.as_bytes().ct_eq(typed.as_bytes())) {
                *tries += 1;
                mail::keep(conn, tools, &account, &kept, None)?;
                return Ok(Err(WRONG));
            }
            kept.stand = Stand::Confirmed;
            mail::keep(conn, tools, &account, &kept, Some(today))?;
            head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
            Ok(Ok(()))
        };
        self.0.store.write(write).await
    }

    fn own_line(&self, actor: &Actor, act: &'static str, told: &str) -> book::Line {
        let (person, agency) = (actor.person.to_string(), actor.agency.id.to_string());
        book::Line { person, agency, trace: self.trace_of(actor), ..self.system_line(act, told.to_owned()) }
    }

    /// How mail goes, for who keeps the house. A line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] for anybody else, which is then in the book; what the store says.
    pub async fn mail_state(&self, actor: &Actor) -> Result<MailState, Error> {
        if !(actor.role == Role::Keeper && actor.designated) {
            return self.refuse(actor, &READ_MAIL, None).await;
        }
        let ground = READ_MAIL.name.to_owned();
        let trace = self.trace_of(actor);
        self.enter(vec![keeping::line(actor, &READ_MAIL, self.now(), None, Outcome::List, ground, &trace)]).await?;
        let keys = Arc::clone(&self.0.keys);
        let read = move |conn: &mut dyn Connection| {
            const WAITING: &str = "SELECT COUNT(*), MIN(since) FROM mail WHERE state = 'waiting'";
            const SENT: &str = "SELECT MAX(at) FROM mail WHERE state = 'sent'";
            const FAILED: &str = "SELECT failed, why FROM mail WHERE failed IS NOT NULL ORDER BY failed DESC LIMIT 1";
            const GIVEN_UP: &str =
                "SELECT account, at FROM mail WHERE state = 'given-up' AND sort = 'asked' ORDER BY at DESC, account";
            let waits = conn.first(WAITING, &[])?.ok_or(StoreError::Shape("a count"))?;
            let since = waits.int_or_null(1)?.map(moment).transpose()?;
            let sent = conn.first(SENT, &[])?.map_or(Ok(None), |row| row.int_or_null(0))?.map(moment).transpose()?;
            let failed = conn.first(FAILED, &[])?;
            let failed = failed.map(|row| Ok::<_, StoreError>((moment(row.int(0)?)?, row.text(1)?.to_owned())));
            let trouble = failed.transpose()?.and_then(|(at, why)| Some((at, MailTrouble::of_word(&why)?)));
            let mut given_up = Vec::new();
            for row in conn.query(GIVEN_UP, &[])? {
                let person = row.text(0)?.parse().map_err(|_| StoreError::Shape("a person"))?;
                given_up.push((person, moment(row.int(1)?)?));
            }
            let refused = mail::all(conn, &keys)?.into_iter().filter_map(|(person, _, kept)| match kept.stand {
                Stand::Refused(on) => Some((person, on)),
                Stand::Coded { .. } | Stand::Confirmed => None,
            });
            let waiting = u64::try_from(waits.int(0)?).unwrap_or(0);
            Ok(MailState { waiting, since, sent, trouble, refused: refused.collect(), given_up })
        };
        Ok(self.0.store.read(read).await?)
    }
}
