//! Mail as it is stored: the address that somebody gave, and what waits to be sent to it. Both are sealed, and a row that is moved to
//! somebody else does not open. Beside the seal stands only whose it is, how far it is and when: never an address, and nothing of a dossier.

use crate::engine::{
    keys::{Keys, Random},
    store::{Connection, Row, StoreError, Value},
};
use kernel::{Date, PersonId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

kernel::words! {
    /// When somebody gets mail.
    pub enum MailWay {
        /// The address is kept and not used.
        Never = "never", "Geen mail", "No mail";
        /// On a working day on which something new is asked, or something became due or late.
        Daily = "daily", "Ten hoogste één keer per werkdag", "At most once per working day";
        /// The same, and whenever something urgent is asked.
        AtOnce = "at-once", "Ten hoogste één keer per werkdag, en bij spoed meteen", "At most once per working day, and at once when it is urgent";
    }
}

kernel::words! {
    /// Why a mail did not go. A closed list: what a server says may hold an address, and is kept nowhere.
    pub enum MailTrouble {
        /// It cannot be reached, or hung up.
        Unreached = "unreached", "De mailserver was niet te bereiken, of verbrak de verbinding.", "The mail server could not be reached, or broke the connection.";
        /// It did not answer in time.
        Slow = "slow", "De mailserver antwoordde niet op tijd.", "The mail server did not answer in time.";
        /// No connection that others cannot read.
        Tls = "tls", "Er kwam geen beveiligde verbinding met de mailserver tot stand (TLS).", "There was no secure connection to the mail server (TLS).";
        /// It does not know the house.
        Login = "login", "De mailserver nam de gebruikersnaam of het wachtwoord van het huis niet aan.", "The mail server did not accept the user name or the password of the house.";
        /// It takes nothing from this sender.
        Sender = "sender", "De mailserver nam geen mail aan van dit afzenderadres of van deze computer.", "The mail server did not accept mail from this sender address or from this computer.";
        /// It takes nothing now.
        Busy = "busy", "De mailserver nam nu geen mail aan.", "The mail server did not accept mail now.";
        /// It takes nothing for this address, now.
        Address = "address", "De mailserver nam nu geen mail aan voor dit adres.", "The mail server did not accept mail for this address now.";
        /// It takes nothing for this address, ever.
        NoAddress = "no-address", "De mailserver weigerde het adres.", "The mail server refused the address.";
    }
}

/// What a mail is about. There is nothing else that a mail of the house can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Letter {
    /// The code by which somebody shows that an address is theirs.
    Code(String),
    /// Something is asked.
    Asked {
        /// Whether something urgent is among it; said to who chose to hear that, and to nobody else.
        urgent: bool,
    },
}

impl Letter {
    /// Of each sort one person has at most one waiting.
    fn sort(&self) -> &'static str {
        match self {
            Self::Code(_) => "code",
            Self::Asked { .. } => ASKED,
        }
    }
}

const ASKED: &str = "asked";

/// How far an address is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stand {
    /// A code was sent at this second, and was tried wrongly so often.
    Coded {
        code: String,
        at: i64,
        tries: u8,
    },
    Confirmed,
    /// A server refused it on this day.
    Refused(Date),
}

/// What is kept of somebody's address, sealed as a whole.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Nothing where it was taken away: then only how many codes were sent is kept, for the day.
    pub(crate) address: Option<String>,
    pub(crate) way: MailWay,
    pub(crate) stand: Stand,
    /// How many codes were sent, and on which day.
    pub(crate) codes: (Date, u8),
    /// What was mailed about, in keyed digests.
    pub(crate) told: BTreeSet<String>,
}

impl Kept {
    /// Where mail may go.
    pub(crate) fn usable(&self) -> Option<&str> {
        self.address.as_deref().filter(|_| self.stand == Stand::Confirmed && self.way != MailWay::Never)
    }
}

fn bound_box(account: &str) -> Vec<u8> {
    [b"mailbox/".as_slice(), account.as_bytes()].concat()
}

fn bound_mail(account: &str, sort: &str) -> Vec<u8> {
    [b"mail/", sort.as_bytes(), b"/", account.as_bytes()].concat()
}

/// Makes sure that nobody else changes the address of this person until the transaction ends. Gives what is kept of it; nothing as well
/// when it does not open.
pub(crate) fn hold(conn: &mut dyn Connection, keys: &Keys, account: &str) -> Result<Option<Kept>, StoreError> {
    conn.exec("UPDATE mailbox SET looked = looked WHERE account = $1", &[account.into()])?;
    read(conn, keys, account)
}

/// What is kept of somebody's address.
pub(crate) fn read(conn: &mut dyn Connection, keys: &Keys, account: &str) -> Result<Option<Kept>, StoreError> {
    let row = conn.first("SELECT account, body FROM mailbox WHERE account = $1", &[account.into()])?;
    row.map_or(Ok(None), |row| open(&row, keys))
}

fn open(row: &Row, keys: &Keys) -> Result<Option<Kept>, StoreError> {
    let plain = keys.mail.open(row.bytes(1)?, &bound_box(row.text(0)?)).ok();
    Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()))
}

/// Everybody's, with the day on which it was last seen to; one that does not open is left out.
pub(crate) fn all(conn: &mut dyn Connection, keys: &Keys) -> Result<Vec<(PersonId, String, Kept)>, StoreError> {
    let mut found = Vec::new();
    for row in conn.query("SELECT account, body, looked FROM mailbox ORDER BY account", &[])? {
        if let (Ok(account), Some(kept)) = (row.text(0)?.parse(), open(&row, keys)?) {
            found.push((account, row.text(2)?.to_owned(), kept));
        }
    }
    Ok(found)
}

/// How many do not open, for `verify`.
pub(crate) fn shut(conn: &mut dyn Connection, keys: &Keys) -> Result<usize, StoreError> {
    let rows = conn.query("SELECT account, body FROM mailbox", &[])?;
    let opened = rows.iter().map(|row| Ok(usize::from(open(row, keys)?.is_none())));
    opened.sum()
}

/// Keeps it. With a day it counts as seen to on that day.
pub(crate) fn keep(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    account: &str,
    kept: &Kept,
    day: Option<Date>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mailbox (account, looked, body) VALUES ($1, $2, $3) ON CONFLICT (account) \
        DO UPDATE SET body = excluded.body, looked = CASE WHEN excluded.looked = '' THEN mailbox.looked ELSE excluded.looked END";
    let plain = serde_json::to_vec(kept).map_err(|_| StoreError::Shape("an address for mail"))?;
    let sealed = keys.mail.seal(random, &plain, &bound_box(account));
    let looked = day.map(|day| day.to_string()).unwrap_or_default();
    conn.exec(SQL, &[account.into(), looked.into(), sealed.into()]).map(drop)
}

/// Takes away everything of somebody, or of everybody who logs in by this account.
pub(crate) fn forget(conn: &mut dyn Connection, account: &str) -> Result<bool, StoreError> {
    conn.exec("DELETE FROM mail WHERE account = $1", &[account.into()])?;
    Ok(conn.exec("DELETE FROM mailbox WHERE account = $1", &[account.into()])? > 0)
}

/// A mail that is to be sent now.
#[derive(Clone)]
pub struct Outgoing {
    /// Where to.
    pub to: String,
    /// What it says.
    pub letter: Letter,
    account: String,
    /// As it lies in the store: another mail in its place has another seal.
    sealed: Vec<u8>,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address is for the server alone.
        f.write_str("Outgoing")
    }
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    to: String,
    letter: Letter,
}

/// Which mail was tried long enough, by now: for three days, and a code for as long as it is good.
macro_rules! over {
    () => {
        "since <= CAST($1 AS BIGINT) - CASE sort WHEN 'code' THEN 86400 ELSE 259200 END"
    };
}

/// The next try of what waits: after a minute, then each time twice as long, up to an hour.
macro_rules! later {
    ($which:literal) => {
        concat!(
            "UPDATE mail SET failed = $1, why = $2, next = CAST($1 AS BIGINT) + CASE tries WHEN 0 THEN 60 WHEN 1 THEN 120 WHEN 2 THEN 240 ",
            "WHEN 3 THEN 480 WHEN 4 THEN 960 WHEN 5 THEN 1920 ELSE 3600 END, tries = tries + 1 WHERE state = 'waiting' AND ",
            $which
        )
    };
}

/// Puts a mail with those that wait, in the place of one of its sort. What was waiting for a server that is down goes on
/// waiting, but for a code: somebody sits before the screen for that.
pub(crate) fn post(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    account: &str,
    (to, letter): (&str, &Letter),
    now: i64,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mail (account, sort, state, tries, next, since, at, failed, why, body) \
        VALUES ($1, $2, 'waiting', 0, $3, $3, $3, NULL, NULL, $4) ON CONFLICT (account, sort) DO UPDATE SET \
        tries = CASE WHEN mail.state = 'waiting' AND mail.sort = 'asked' THEN mail.tries ELSE 0 END, \
        next = CASE WHEN mail.state = 'waiting' AND mail.sort = 'asked' THEN mail.next ELSE excluded.next END, \
        state = 'waiting', since = excluded.since, at = excluded.at, body = excluded.body";
    let sealed = Sealed { to: to.to_owned(), letter: letter.clone() };
    let plain = serde_json::to_vec(&sealed).map_err(|_| StoreError::Shape("a mail"))?;
    let body = keys.mail.seal(random, &plain, &bound_mail(account, letter.sort()));
    conn.exec(SQL, &[account.into(), letter.sort().into(), now.into(), body.into()]).map(drop)
}

/// Takes away what waits for somebody to be told that something is asked.
pub(crate) fn withdraw(conn: &mut dyn Connection, account: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM mail WHERE account = $1 AND sort = $2 AND state = 'waiting'";
    conn.exec(SQL, &[account.into(), ASKED.into()]).map(drop)
}

/// How many are to be sent, or given up, by now.
pub(crate) fn ready(conn: &mut dyn Connection, now: i64) -> Result<u64, StoreError> {
    const SQL: &str =
        concat!("SELECT COUNT(*) FROM mail WHERE state = 'waiting' AND (next <= CAST($1 AS BIGINT) OR ", over!(), ")");
    let row = conn.first(SQL, &[now.into()])?;
    row.map_or(Ok(0), |row| Ok(u64::try_from(row.int(0)?).unwrap_or(0)))
}

/// The one that waits longest of those that were tried least and are to be sent by now; nothing as well when it does not open, and then it is given up.
pub(crate) fn next(conn: &mut dyn Connection, keys: &Keys, now: i64) -> Result<Option<Outgoing>, StoreError> {
    const SQL: &str = "SELECT account, sort, body FROM mail WHERE state = 'waiting' AND next <= $1 ORDER BY tries, since, account, sort LIMIT 1";
    let Some(row) = conn.first(SQL, &[now.into()])? else { return Ok(None) };
    let (account, sort, sealed) = (row.text(0)?, row.text(1)?, row.bytes(2)?);
    let plain = keys.mail.open(sealed, &bound_mail(account, sort)).ok();
    let Some(Sealed { to, letter }) = plain.and_then(|plain| serde_json::from_slice(&plain).ok()) else {
        // Changed by something else than this program: it would stand in the way of all others.
        end(conn, (account, sort, sealed), "given-up", now)?;
        return Ok(None);
    };
    Ok(Some(Outgoing { to, letter, account: account.to_owned(), sealed: sealed.to_vec() }))
}

/// A mail that waits no longer; its address and what it says go. Gives whether it was still there.
fn end(
    conn: &mut dyn Connection,
    (account, sort, sealed): (&str, &str, &[u8]),
    state: &str,
    now: i64,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE mail SET state = $1, at = $2, body = NULL WHERE account = $3 AND sort = $4 AND body = $5";
    Ok(conn.exec(SQL, &[state.into(), now.into(), account.into(), sort.into(), sealed.into()])? > 0)
}

/// What came of sending a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// The server took it.
    Sent,
    /// The server refuses the address for good.
    Refused,
    /// This one did not go, and others may.
    NotThis(MailTrouble),
    /// None goes at this moment.
    Down(MailTrouble),
}

/// Writes down what came of it. Gives the account of which the address was refused.
pub(crate) fn posted(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    mail: &Outgoing,
    (how, now, today): (Posted, i64, Date),
) -> Result<Option<String>, StoreError> {
    const WHY: &str = "UPDATE mail SET failed = $1, why = $2 WHERE account = $3 AND sort = $4";
    let (account, sort) = (mail.account.as_str(), mail.letter.sort());
    let this: [Value; 2] = [account.into(), sort.into()];
    match how {
        Posted::Sent => {
            end(conn, (account, sort, &mail.sealed), "sent", now)?;
        }
        Posted::Refused => {
            // Another address, or none, was given meanwhile: it is not that one which was refused.
            if !end(conn, (account, sort, &mail.sealed), "refused", now)? {
                return Ok(None);
            }
            let [account, sort] = this;
            conn.exec(WHY, &[now.into(), MailTrouble::NoAddress.word().into(), account, sort])?;
            withdraw(conn, &mail.account)?;
            if let Some(mut kept) = hold(conn, keys, &mail.account)? {
                kept.stand = Stand::Refused(today);
                kept.told.clear();
                keep(conn, (keys, random), &mail.account, &kept, None)?;
            }
            return Ok(Some(mail.account.clone()));
        }
        Posted::NotThis(why) => {
            let [account, sort] = this;
            let one = later!("account = $3 AND sort = $4");
            conn.exec(one, &[now.into(), why.word().into(), account, sort])?;
        }
        Posted::Down(why) => {
            conn.exec(later!("next <= $1"), &[now.into(), why.word().into()])?;
        }
    }
    Ok(None)
}

/// Gives up what was tried long enough. Whoever was not told is told anew as soon as something is asked of them on a day after. Gives how
/// many.
pub(crate) fn give_up(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    now: i64,
) -> Result<u64, StoreError> {
    const OLD: &str = concat!(
        "SELECT account, sort, body FROM mail WHERE state = 'waiting' AND ",
        over!(),
        " ORDER BY account, sort"
    );
    let mut count = 0;
    for row in conn.query(OLD, &[now.into()])? {
        let (account, sort) = (row.text(0)?, row.text(1)?);
        end(conn, (account, sort, row.bytes(2)?), "given-up", now)?;
        if let Some(mut kept) = hold(conn, keys, account)?.filter(|_| sort == ASKED) {
            kept.told.clear();
            keep(conn, (keys, random), account, &kept, None)?;
        }
        count += 1;
    }
    Ok(count)
}
