//! The door for who keeps the house: people with an account, settings.

use crate::{
    doors::vault::Vault,
    engine::{
        book::{self, Outcome, SYSTEM},
        directory::{ACTOR, ACTORS, Directory, guard, guarded, read_actor, sign_rows},
        dossier::EVERYONE,
        mail,
        office::Leaving,
        people::{Actor, NOBODY, Role},
        store::{Connection, Row, StoreError, Value, schema::GUARDED},
    },
};
use kernel::{AgencyId, Date, Line, PersonId, local_day};
use std::sync::Arc;

/// A person to be given an account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The id that the person logs in with.
    pub person: PersonId,
    /// The organisation that designates the person.
    pub agency: AgencyId,
    /// As what.
    pub role: Role,
    /// The person's name.
    pub name: Line,
    /// The person's function.
    pub function: Line,
    /// The last day of the designation; `None` until it is withdrawn.
    pub until: Option<Date>,
    /// The account by which the same human logs in already, when this is another designation of theirs: it has no password of its own.
    pub login: Option<PersonId>,
}

/// Writes a setting, alone at that table.
pub(crate) fn put_setting(conn: &mut dyn Connection, name: &str, value: &str) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    conn.exec(SQL, &[name.into(), value.into()]).map(drop)
}

impl Vault {
    /// Reads the directory again when another process changed it since.
    pub(crate) async fn refresh_directory(&self, now: Option<String>) -> Result<(), StoreError> {
        if now == self.directory().version { Ok(()) } else { self.reload_directory().await }
    }

    /// The directory as it is now, also where another process changed it and nobody asked this one anything since.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn directory_now(&self) -> Result<Arc<Directory>, StoreError> {
        let version = self.0.store.read(Directory::version).await?;
        self.refresh_directory(version).await?;
        Ok(self.directory())
    }

    pub(crate) async fn reload_directory(&self) -> Result<(), StoreError> {
        let fresh = {
            let keys = Arc::clone(&self.0.keys);
            self.0.store.read(move |conn| Directory::load(conn, &keys)).await?
        };
        if let Ok(mut held) = self.0.directory.write() {
            *held = Arc::new(fresh);
        }
        Ok(())
    }

    /// Gives people accounts, or changes them; passwords and second factors stay as they are. The id of a closed account is never used
    /// again: it stands in the book and at tables, for the person whose it was. Whoever comes to work for another organisation leaves the
    /// tables where they sat for the one before, each told in the dossier and in the book, and does not sit there again by coming back.
    ///
    /// # Errors
    /// [`StoreError::Told`] for such an id; when the store does not do it.
    pub async fn set_accounts(&self, accounts: Vec<NewAccount>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO account (id, agency, role, name, function, until, login, password, totp, totp_step, closed) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, 0, 0) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, \
            role = excluded.role, name = excluded.name, function = excluded.function, until = excluded.until";
        // Whose login an account is, is said once: else somebody else would come in by it.
        const LOGIN: &str = "SELECT id FROM account WHERE id = $1 AND login IS NULL AND closed = 0 \
                             AND NOT EXISTS (SELECT 1 FROM account WHERE id = $2 AND (login IS NULL OR login <> $1))";
        const NO_LOGIN: StoreError = StoreError::Told(
            "another designation is given to somebody who has an account of their own, under an id that is not used yet",
        );
        const CLOSED: &str = "SELECT id FROM account WHERE id = $1 AND closed = 1";
        const USED: StoreError = StoreError::Told(
            "this id belonged to somebody whose account was closed, and stands in the book for that person: choose another",
        );
        // Else one human could be the second opinion on what they did themself.
        const TWICE: &str = "SELECT b.id FROM account b WHERE b.agency = $1 AND b.id <> $2 AND b.closed = 0 AND COALESCE(b.login, b.id) = \
                             COALESCE((SELECT a.login FROM account a WHERE a.id = $2), $3, $2) LIMIT 1";
        const ONCE: StoreError =
            StoreError::Told("one human has one designation at an organisation, and this is a second");
        fn once(conn: &mut dyn Connection, a: &NewAccount) -> Result<(), StoreError> {
            let login = a.login.as_ref().map(PersonId::to_string);
            let values: [Value; 3] = [a.agency.as_str().into(), a.person.as_str().into(), login.into()];
            if conn.first(TWICE, &values)?.is_some() { Err(ONCE) } else { Ok(()) }
        }
        let asked = accounts.clone();
        // Before anybody leaves a table for it.
        self.0.store.read(move |conn| asked.iter().try_for_each(|a| once(conn, a))).await?;
        self.unseat(&accounts).await?;
        let named = accounts.iter().map(|a| a.person.as_str()).collect::<Vec<_>>().join(" ");
        self.0
            .store
            .write(self.administered("account.set", "account", named, move |conn| {
                for a in &accounts {
                    if [EVERYONE, NOBODY, SYSTEM].contains(&a.person.as_str()) {
                        return Err(StoreError::Shape("an id: this is a word of the program"));
                    }
                    if conn.first(CLOSED, &[a.person.as_str().into()])?.is_some() {
                        return Err(USED);
                    }
                    if let Some(login) = &a.login
                        && conn.first(LOGIN, &[login.as_str().into(), a.person.as_str().into()])?.is_none()
                    {
                        return Err(NO_LOGIN);
                    }
                    let values: [Value; 7] = [
                        a.person.as_str().into(),
                        a.agency.as_str().into(),
                        a.role.word().into(),
                        a.name.as_str().into(),
                        a.function.as_str().into(),
                        a.until.map(|d| d.to_string()).into(),
                        a.login.as_ref().map(PersonId::to_string).into(),
                    ];
                    conn.exec(SQL, &values)?;
                    once(conn, a)?;
                }
                Ok(())
            }))
            .await?;
        self.reload_directory().await
    }

    /// Ends a person's designation: every session ends with it (ACC-11), their address for mail goes, and so does every other designation that is reached by it,
    /// and the office and the mandates that they had. At the tables where they sat they stay named until others are, and where nobody else can
    /// sit the desk is asked.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn close_account(&self, person: &PersonId) -> Result<bool, StoreError> {
        const THOSE: &str = "SELECT id, agency FROM account WHERE closed = 0 AND (id = $1 OR login = $1)";
        let person = person.to_string();
        let asked = person.clone();
        let those = move |conn: &mut dyn Connection| {
            let rows = conn.query(THOSE, &[asked.into()])?;
            let one = |row: &Row| Ok((row.text(0)?.parse().ok(), row.text(1)?.parse().ok()));
            rows.iter().map(one).collect::<Result<Vec<(Option<PersonId>, Option<AgencyId>)>, StoreError>>()
        };
        let those = self.0.store.read(those).await?;
        let closed = self
            .0
            .store
            .write(self.administered("account.close", "account", person.clone(), move |conn| {
                const SESSIONS: &str =
                    "DELETE FROM session WHERE account = $1 OR account IN (SELECT id FROM account WHERE login = $1)";
                const DRAFTS: &str =
                    "DELETE FROM draft WHERE person = $1 OR person IN (SELECT id FROM account WHERE login = $1)";
                conn.exec(SESSIONS, &[person.as_str().into()])?;
                // What they typed and did not send goes with them: nobody inherits it.
                conn.exec(DRAFTS, &[person.as_str().into()])?;
                mail::forget(conn, &person)?;
                Ok(conn.exec("UPDATE account SET closed = 1 WHERE id = $1 OR login = $1", &[person.as_str().into()])?
                    > 0)
            }))
            .await?;
        self.reload_directory().await?;
        // Behind it: whatever keeps an office from being written, nobody is let in who was to be shut out.
        for (person, agency) in those {
            if let (Some(person), Some(agency)) = (person, agency) {
                self.leave_office(&agency, &person, Leaving::Wholly).await?;
            }
        }
        Ok(closed)
    }

    /// The person with this id; `None` when there is none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn actor(&self, person: &str) -> Result<Option<Actor>, StoreError> {
        let (person, today, keys) = (person.to_owned(), local_day(self.now()), Arc::clone(&self.0.keys));
        let read = move |conn: &mut dyn Connection| {
            conn.first(ACTOR, &[person.into()])?.map(|r| read_actor(&r, &keys, today)).transpose()
        };
        self.0.store.read(read).await
    }

    /// Everybody with an account.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn people(&self) -> Result<Vec<Actor>, StoreError> {
        let (today, keys) = (local_day(self.now()), Arc::clone(&self.0.keys));
        let read = move |conn: &mut dyn Connection| {
            conn.query(ACTORS, &[])?.iter().map(|r| read_actor(r, &keys, today)).collect()
        };
        self.0.store.read(read).await
    }

    /// How long each step may take, for what begins now; what began keeps its own.
    #[must_use]
    pub fn terms(&self) -> kernel::Terms {
        self.0.terms
    }

    /// How long a question to scale a case may wait, and when a case stands still, for cases that begin now.
    #[must_use]
    pub fn case_terms(&self) -> kernel::CaseTerms {
        self.0.case_terms
    }

    /// About which areas of life its tables speak, for what is said from now on; what was said keeps its own.
    #[must_use]
    pub fn life(&self) -> &[kernel::LifeArea] {
        &self.0.life
    }

    /// What it calls the levels at which the help around somebody is organised.
    #[must_use]
    pub fn levels(&self) -> &kernel::OwnNames {
        &self.0.levels
    }

    /// The houses that opened a triage, each with when it is and who sits there; none is the rule.
    #[must_use]
    pub fn triages(&self) -> &[kernel::TriageRule] {
        &self.0.triages
    }

    /// A setting of the region, such as `triangle.mode`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let name = name.to_owned();
        let read = move |conn: &mut dyn Connection| {
            let row = conn.first("SELECT value FROM setting WHERE name = $1", &[name.into()])?;
            row.map(|r| r.text(0).map(str::to_owned)).transpose()
        };
        self.0.store.read(read).await
    }

    /// Changes a setting of the region.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let (name, value) = (name.to_owned(), value.to_owned());
        // A choice is a word or a number; what is longer, such as the region itself, is named only.
        let told = if value.len() <= 40 { format!("{name}={value}") } else { name.clone() };
        self.0
            .store
            .write(self.administered("setting.set", "setting", told, move |conn| put_setting(conn, &name, &value)))
            .await
    }

    /// The next number of a row of numbers such as `signal/2026`; begins at 1 and never gives one twice.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn next_number(&self, name: &str) -> Result<u64, StoreError> {
        const SQL: &str = "INSERT INTO counter (name, n) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET n = counter.n + 1 RETURNING n";
        let (name, keys) = (name.to_owned(), Arc::clone(&self.0.keys));
        self.0
            .store
            .write(move |conn, _| {
                let count = |conn: &mut dyn Connection| {
                    conn.first(SQL, &[name.as_str().into()])?.ok_or(StoreError::Shape("a number"))
                };
                let row = guarded(conn, &keys, "counter", count)?;
                u64::try_from(row.int(0)?).map_err(|_| StoreError::Shape("a number"))
            })
            .await
    }

    /// Signs a small table as it is, after somebody looked at what else than this program changed in it: `account`, `agency`, `setting` or
    /// `counter`. One line in the book.
    ///
    /// # Errors
    /// Another table; when the store does not do it.
    pub async fn accept(&self, table: &str) -> Result<(), StoreError> {
        const NONE: StoreError =
            StoreError::Told("there is no such table: account, agency, setting, counter or witness");
        let (table, _) = GUARDED.iter().find(|(name, _)| *name == table).ok_or(NONE)?;
        let (inner, line) = (Arc::clone(&self.0), self.system_line("house.accept", (*table).to_owned()));
        self.0
            .store
            .write(move |conn, head| {
                sign_rows(conn, &inner.keys)?;
                guard(conn, &inner.keys, table)?;
                head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))
            })
            .await
    }

    /// A change of a small table, with its signature and its line in the book.
    pub(crate) fn administered<T: Send + 'static>(
        &self,
        act: &'static str,
        table: &'static str,
        told: String,
        mut change: impl FnMut(&mut dyn Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> impl FnMut(&mut dyn Connection, &mut book::Head) -> Result<T, StoreError> + Send + 'static {
        let (inner, line) = (Arc::clone(&self.0), self.system_line(act, told));
        move |conn, head| {
            let done = guarded(conn, &inner.keys, table, &mut change)?;
            if ["agency", "account", "setting"].contains(&table) {
                Directory::changed(conn)?;
            }
            head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
            Ok(done)
        }
    }

    /// A line in the book of what the keeper of the machine did on the command line.
    pub(crate) fn system_line(&self, act: &'static str, told: String) -> book::Line {
        book::Line {
            at: self.now(),
            person: SYSTEM.into(),
            agency: SYSTEM.into(),
            act,
            dossier: None,
            outcome: Outcome::Act,
            ground: String::new(),
            detail: told,
            trace: self.trace(),
            stands: None,
        }
    }
}
