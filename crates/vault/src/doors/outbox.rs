//! What the clock asks of the vault for mail: whom something new is asked, by the same rule as their worklist, and what is to be sent. What
//! somebody may not see is not asked of them, and so no mail can come of it.

use crate::{
    doors::{keeping::Error, vault::Vault},
    engine::{
        keys,
        mail::{self, Kept, Letter, MailWay, Outgoing, Posted},
        store::{Connection, StoreError},
    },
};
use kernel::{AgencyId, Date, PersonId, local_day};
use std::{collections::BTreeSet, sync::Arc};

/// What is asked of one human under every designation, in keyed digests: a mail is put for what was not mailed about before.
#[derive(Default)]
struct News {
    /// Every task, and that it became due, late or urgent.
    all: BTreeSet<String>,
    /// Those of what is urgent.
    urgent: BTreeSet<String>,
}

impl Vault {
    /// How many people with an address were not seen to on this day.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mail_owed(&self, day: Date) -> Result<u64, StoreError> {
        let day = day.to_string();
        let count = move |conn: &mut dyn Connection| {
            let row = conn.first("SELECT COUNT(*) FROM mailbox WHERE looked < $1", &[day.into()])?;
            row.map_or(Ok(0), |row| Ok(u64::try_from(row.int(0)?).unwrap_or(0)))
        };
        self.0.store.read(count).await
    }

    /// Sees to everybody with an address, once on this day: whoever is asked something that was not mailed about, or of which the last day
    /// came or went since, gets one mail. It takes the place of one that waits. No line in the book says that they looked, for they did not.
    /// Gives for how many there was one.
    ///
    /// # Errors
    /// What the store says; who was seen to by then was.
    pub async fn mail_daily(&self, day: Date) -> Result<u64, Error> {
        let mut count = 0;
        for (person, looked, kept) in self.mailboxes().await? {
            if looked >= day.to_string() {
                continue;
            }
            let news = match kept.usable() {
                Some(_) => self.news(&person).await?,
                None => News::default(),
            };
            count += u64::from(self.put(&person, news, Some(day)).await?);
        }
        Ok(count)
    }

    /// Who chose to hear of it at once and is asked something urgent that was not mailed about.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mail_hurries(&self) -> Result<u64, Error> {
        Ok(self.hurries().await?.len() as u64)
    }

    /// Puts a mail for each of them. Gives for how many there was one.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mail_at_once(&self) -> Result<u64, Error> {
        let mut count = 0;
        for (person, news) in self.hurries().await? {
            count += u64::from(self.put(&person, news, None).await?);
        }
        Ok(count)
    }

    async fn hurries(&self) -> Result<Vec<(PersonId, News)>, Error> {
        const URGENT: &str = "SELECT DISTINCT agency FROM task WHERE urgent = 1 AND since <= $1";
        let today = local_day(self.now()).to_string();
        let agencies = move |conn: &mut dyn Connection| {
            let rows = conn.query(URGENT, &[today.into()])?;
            rows.iter().map(|row| Ok(row.text(0)?.parse().ok())).collect::<Result<Vec<Option<AgencyId>>, StoreError>>()
        };
        let agencies: Vec<AgencyId> = self.0.store.read(agencies).await?.into_iter().flatten().collect();
        // Nearly always nothing is urgent, and then nobody's tasks are looked through.
        if agencies.is_empty() {
            return Ok(Vec::new());
        }
        let directory = self.directory_now().await?;
        let mut found = Vec::new();
        for (person, _, kept) in self.mailboxes().await? {
            let works = directory.designations_of(&person).into_iter().any(|c| agencies.contains(&c.agency));
            if kept.way != MailWay::AtOnce || kept.usable().is_none() || !works {
                continue;
            }
            let News { urgent, .. } = self.news(&person).await?;
            if !urgent.is_subset(&kept.told) {
                found.push((person, News { all: urgent.clone(), urgent }));
            }
        }
        Ok(found)
    }

    async fn mailboxes(&self) -> Result<Vec<(PersonId, String, Kept)>, StoreError> {
        let keys = Arc::clone(&self.0.keys);
        self.0.store.read(move |conn| mail::all(conn, &keys)).await
    }

    async fn news(&self, person: &PersonId) -> Result<News, Error> {
        let (mut news, today) = (News::default(), local_day(self.now()));
        let directory = self.directory_now().await?;
        for designation in directory.designations_of(person) {
            let Some(actor) = self.actor(designation.person.as_str()).await?.filter(|actor| actor.designated) else {
                continue;
            };
            let (asked, _) = self.find_asked(&actor).await?;
            for one in asked.iter().filter(|one| one.taken.as_ref().is_none_or(|who| *who == actor.person)) {
                let thing = one.thing.unwrap_or_default().to_be_bytes();
                // What is asked about one thing is told once, whatever else happens there; its last day may be another one later.
                let since = match (one.thing, one.due) {
                    (Some(_), due) => due.map(|due| due.to_string()).unwrap_or_default(),
                    (None, _) => one.since.to_string(),
                };
                let digest = |what: &str| {
                    let of = [actor.person.as_str().as_bytes(), one.id.bytes(), one.act.as_bytes(), &thing];
                    let parts = [&[b"mail".as_slice(), what.as_bytes(), since.as_bytes()], of.as_slice()].concat();
                    keys::hex(&self.0.keys.finding.digest(&parts)[..8])
                };
                news.all.insert(digest("asked"));
                if one.due.is_some_and(|due| due <= today) {
                    news.all.insert(digest("due"));
                }
                if one.due.is_some_and(|due| due < today) {
                    news.all.insert(digest("late"));
                }
                if one.urgent {
                    news.urgent.extend([digest("asked"), digest("urgent")]);
                }
            }
        }
        news.all.extend(news.urgent.iter().cloned());
        Ok(news)
    }

    /// Puts a mail where there is something new, and remembers what it is about; on a day for everything that is asked, else for what is
    /// urgent. Gives whether there is one.
    async fn put(&self, person: &PersonId, news: News, day: Option<Date>) -> Result<bool, StoreError> {
        let (inner, account, now) = (Arc::clone(&self.0), person.to_string(), self.now().as_second());
        let write = move |conn: &mut dyn Connection| {
            let tools = (&*inner.keys, &*inner.random);
            let looked = "UPDATE mailbox SET looked = $1 WHERE account = $2";
            if let Some(day) = day {
                // One that does not open is seen to as well: it is not looked at all day.
                conn.exec(looked, &[day.to_string().into(), account.as_str().into()])?;
            }
            // Meanwhile it may have been taken away or changed.
            let Some(mut kept) = mail::hold(conn, &inner.keys, &account)? else { return Ok(false) };
            if kept.address.is_none() && day.is_some_and(|day| kept.codes.0 < day) {
                // Taken away on an earlier day: how many codes were sent then holds nobody back any more.
                return mail::forget(conn, &account).map(|_| false);
            }
            let Some(to) = kept.usable().map(str::to_owned) else { return Ok(false) };
            let urgent = kept.way == MailWay::AtOnce && !news.urgent.is_subset(&kept.told);
            let fresh = urgent || !news.all.is_subset(&kept.told);
            if fresh {
                mail::post(conn, tools, &account, (&to, &Letter::Asked { urgent }), now)?;
            }
            if day.is_some() {
                // What is not asked any more is not remembered.
                kept.told.clear();
            }
            kept.told.extend(news.all.iter().cloned());
            mail::keep(conn, tools, &account, &kept, day)?;
            Ok(fresh)
        };
        self.0.store.write(move |conn, _| write(conn)).await
    }

    /// How many mails are to be sent, or given up, by now.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mail_ready(&self) -> Result<u64, StoreError> {
        let now = self.now().as_second();
        self.0.store.read(move |conn| mail::ready(conn, now)).await
    }

    /// The mail that is to be sent now, if there is one. Ask it with the lease held.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mail_next(&self) -> Result<Option<Outgoing>, StoreError> {
        let (inner, now) = (Arc::clone(&self.0), self.now().as_second());
        self.0.store.write(move |conn, _| mail::next(conn, &inner.keys, now)).await
    }

    /// Says what came of it. An address that is refused is a line in the book, without the address.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mail_posted(&self, mail: Outgoing, how: Posted) -> Result<(), StoreError> {
        let (inner, now) = (Arc::clone(&self.0), self.now());
        let line = self.system_line("account.mail-refused", String::new());
        self.0
            .store
            .write(move |conn, head| {
                let tools = (&*inner.keys, &*inner.random);
                if let Some(account) = mail::posted(conn, tools, &mail, (how, now.as_second(), local_day(now)))? {
                    let mut line = line.clone();
                    line.detail = account;
                    head.write(conn, &inner.keys, &inner.node, &[line])?;
                }
                Ok(())
            })
            .await
    }

    /// Gives up what was tried for three days, and codes that are good no longer. Gives how many that were.
    ///
    /// # Errors
    /// What the store says.
    pub async fn mail_give_up(&self) -> Result<u64, StoreError> {
        let (inner, now) = (Arc::clone(&self.0), self.now().as_second());
        self.0.store.write(move |conn, _| mail::give_up(conn, (&inner.keys, &*inner.random), now)).await
    }
}
