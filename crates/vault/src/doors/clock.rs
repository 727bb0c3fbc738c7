//! What the clock of the house asks of the vault: leases, so that one of all nodes acts; what was forgotten and is not gone yet; what has
//! run out; and a line in the book. Which acts there are, and when each is due, is for the front door to say.

use crate::{
    doors::vault::Vault,
    engine::{
        lease,
        store::{Connection, StoreError},
    },
};
use kernel::{Timestamp, local_day};
use std::{fmt, sync::Arc};

const DAY: i64 = 86_400;

/// How much has run out, by what it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunOut {
    /// Wrong tries of a day ago.
    pub tries: u64,
    /// Places where somebody last logged in half a year ago.
    pub places: u64,
    /// Sessions and tokens that ended a day ago.
    pub sessions: u64,
    /// What was typed and not sent thirty days ago, or by somebody whose designation is over; and marks of forms that were sent.
    pub drafts: u64,
    /// Mail that went, was refused or was given up thirty days ago, and addresses of people of whom every designation is over.
    pub mail: u64,
}

impl RunOut {
    /// Whether there is anything.
    #[must_use]
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }
}

impl fmt::Display for RunOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tries, places, sessions, drafts, mail } = self;
        write!(f, "tries={tries} places={places} sessions={sessions} drafts={drafts} mail={mail}")
    }
}

/// What somebody typed whose designation ended, by its day or by who keeps the house: nobody inherits it.
macro_rules! left_behind {
    () => {
        "draft WHERE person IN (SELECT id FROM account WHERE closed <> 0 OR until < $1)"
    };
}

/// The address for mail of a human who works for nobody any more.
macro_rules! nobodys {
    () => {
        "mailbox WHERE NOT EXISTS (SELECT 1 FROM account a WHERE (a.id = mailbox.account OR a.login = mailbox.account) \
         AND a.closed = 0 AND (a.until IS NULL OR a.until >= $1))"
    };
}

/// What runs out: the rows, for counting and for deleting. The moment is in seconds, and for what counts
/// a day or more after it stopped counting, so that a clock that runs ahead a little ends nothing that lives.
macro_rules! lapses {
    ($($field:ident: $after:expr, $rows:literal;)+) => {
        fn count(conn: &mut dyn Connection, now: Timestamp) -> Result<RunOut, StoreError> {
            let mut found = RunOut::default();
            $(
                let row = conn.first(concat!("SELECT COUNT(*) FROM ", $rows), &[(now.as_second() - $after).into()])?;
                found.$field += u64::try_from(row.map_or(Ok(0), |row| row.int(0))?).unwrap_or(0);
            )+
            let today = [local_day(now).to_string().into()];
            let row = conn.first(concat!("SELECT COUNT(*) FROM ", left_behind!()), &today)?;
            found.drafts += u64::try_from(row.map_or(Ok(0), |row| row.int(0))?).unwrap_or(0);
            let row = conn.first(concat!("SELECT COUNT(*) FROM ", nobodys!()), &today)?;
            found.mail += u64::try_from(row.map_or(Ok(0), |row| row.int(0))?).unwrap_or(0);
            Ok(found)
        }

        fn delete(conn: &mut dyn Connection, now: Timestamp) -> Result<RunOut, StoreError> {
            let mut gone = RunOut::default();
            $(gone.$field += conn.exec(concat!("DELETE FROM ", $rows), &[(now.as_second() - $after).into()])?;)+
            let today = [local_day(now).to_string().into()];
            gone.drafts += conn.exec(concat!("DELETE FROM ", left_behind!()), &today)?;
            gone.mail += conn.exec(concat!("DELETE FROM ", nobodys!()), &today)?;
            // What waits to be sent goes with its address.
            conn.exec("DELETE FROM mail WHERE NOT EXISTS (SELECT 1 FROM mailbox b WHERE b.account = mail.account)", &[])?;
            Ok(gone)
        }
    };
}

lapses! {
    tries: DAY, "try WHERE since < $1";
    places: 180 * DAY, "place WHERE at < $1";
    sessions: 2 * DAY, "session WHERE sort = 'browser' AND created < $1";
    sessions: 31 * DAY, "session WHERE created < $1";
    drafts: 0, "draft WHERE until <= $1";
    mail: 30 * DAY, "mail WHERE state <> 'waiting' AND at < $1";
}

impl Vault {
    /// Takes the lease by this name for so many seconds, or keeps it longer. Gives whether this process has it now.
    ///
    /// # Errors
    /// What the store says.
    pub async fn claim(&self, name: &'static str, seconds: i64) -> Result<bool, StoreError> {
        let (inner, holder, now) = (Arc::clone(&self.0), self.holder(), self.now());
        self.0.store.write(move |conn, _| lease::take(conn, &inner.leases, name, &holder, now, seconds)).await
    }

    /// Lets a lease of this process go.
    ///
    /// # Errors
    /// What the store says.
    pub async fn release(&self, name: &'static str) -> Result<(), StoreError> {
        let holder = self.holder();
        self.0.store.write(move |conn, _| lease::let_go(conn, name, &holder)).await
    }

    /// Writes in the book that the clock did something: names and numbers, never content.
    ///
    /// # Errors
    /// What the store says.
    pub async fn tell_of_clock(&self, act: &'static str, told: String) -> Result<(), StoreError> {
        self.enter(vec![self.system_line(act, told)]).await
    }

    /// How many times something was forgotten that is not gone from every place yet.
    ///
    /// # Errors
    /// What the store says.
    pub async fn to_be_erased(&self) -> Result<u64, StoreError> {
        let count = |conn: &mut dyn Connection| {
            let row = conn.first("SELECT COUNT(*) FROM forget", &[])?;
            row.map_or(Ok(0), |row| Ok(u64::try_from(row.int(0)?).unwrap_or(0)))
        };
        self.0.store.read(count).await
    }

    /// Tries once more to make gone what was forgotten. Gives whether nothing is left.
    pub async fn erase_again(&self) -> bool {
        self.clean_once().await
    }

    /// What has run out by now.
    ///
    /// # Errors
    /// What the store says.
    pub async fn run_out(&self) -> Result<RunOut, StoreError> {
        let now = self.now();
        self.0.store.read(move |conn| count(conn, now)).await
    }

    /// Deletes what has run out by now. Gives what that was.
    ///
    /// # Errors
    /// What the store says.
    pub async fn lapse(&self) -> Result<RunOut, StoreError> {
        let now = self.now();
        self.0.store.write(move |conn, _| delete(conn, now)).await
    }
}
