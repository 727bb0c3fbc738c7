//! The door for who keeps the house: houses, organisations, people with an account, settings.

use crate::{
    doors::vault::Vault,
    engine::{
        directory::{ACTOR, ACTORS, Directory, House, Municipality, Region, guard, read_actor},
        dossier::EVERYONE,
        people::{Actor, Agency, NOBODY, Role},
        store::{Link, StoreError, Value},
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
}

impl Vault {
    /// Gives the region its houses and municipalities.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn set_region(&self, houses: Vec<House>, municipalities: Vec<Municipality>) -> Result<(), StoreError> {
        let value = serde_json::to_string(&Region { houses, municipalities }).unwrap_or_default();
        self.set_setting("region", &value).await?;
        self.reload_directory().await
    }

    /// Takes up organisations, or changes them.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn set_agencies(&self, agencies: Vec<Agency>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO agency (id, kind, name, house, municipalities) VALUES ($1, $2, $3, $4, $5) \
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, house = excluded.house, \
            municipalities = excluded.municipalities";
        let keys = Arc::clone(&self.0.keys);
        // Words that stand for everybody and for nobody are no organisation.
        if agencies.iter().any(|a| [EVERYONE, NOBODY].contains(&a.id.as_str())) {
            return Err(StoreError::Shape("an organisation: `iedereen` and `houder` are words of the program"));
        }
        self.0
            .store
            .write(move |link, _| {
                for a in &agencies {
                    let municipalities = serde_json::to_string(&a.municipalities).unwrap_or_default();
                    let values: [Value; 5] = [
                        a.id.as_str().into(),
                        a.kind.word().into(),
                        a.name.as_str().into(),
                        a.house.as_str().into(),
                        municipalities.into(),
                    ];
                    link.exec(SQL, &values)?;
                }
                guard(link, &keys, "agency")
            })
            .await?;
        self.reload_directory().await
    }

    async fn reload_directory(&self) -> Result<(), StoreError> {
        let fresh = self.0.store.read(Directory::load).await?;
        if let Ok(mut held) = self.0.directory.write() {
            *held = Arc::new(fresh);
        }
        Ok(())
    }

    /// Gives people accounts, or changes them; passwords and second factors stay as they are.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn set_accounts(&self, accounts: Vec<NewAccount>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO account (id, agency, role, name, function, until, password, totp, totp_step, closed) \
            VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL, 0, 0) ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, \
            role = excluded.role, name = excluded.name, function = excluded.function, until = excluded.until, closed = 0";
        let keys = Arc::clone(&self.0.keys);
        self.0
            .store
            .write(move |link, _| {
                for a in &accounts {
                    let values: [Value; 6] = [
                        a.person.as_str().into(),
                        a.agency.as_str().into(),
                        a.role.word().into(),
                        a.name.as_str().into(),
                        a.function.as_str().into(),
                        a.until.map(|d| d.to_string()).into(),
                    ];
                    link.exec(SQL, &values)?;
                }
                guard(link, &keys, "account")
            })
            .await
    }

    /// Ends a person's designation: every session ends with it (ACC-11).
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn close_account(&self, person: &PersonId) -> Result<bool, StoreError> {
        let (person, keys) = (person.to_string(), Arc::clone(&self.0.keys));
        self.0
            .store
            .write(move |link, _| {
                link.exec("DELETE FROM session WHERE account = $1", &[person.as_str().into()])?;
                let closed = link.exec("UPDATE account SET closed = 1 WHERE id = $1", &[person.as_str().into()])? == 1;
                guard(link, &keys, "account")?;
                Ok(closed)
            })
            .await
    }

    /// The person with this id; `None` when there is none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn actor(&self, person: &str) -> Result<Option<Actor>, StoreError> {
        let (person, today) = (person.to_owned(), local_day(self.now()));
        let read =
            move |link: &mut dyn Link| link.first(ACTOR, &[person.into()])?.map(|r| read_actor(&r, today)).transpose();
        self.0.store.read(read).await
    }

    /// Everybody with an account.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn people(&self) -> Result<Vec<Actor>, StoreError> {
        let today = local_day(self.now());
        self.0.store.read(move |link| link.query(ACTORS, &[])?.iter().map(|r| read_actor(r, today)).collect()).await
    }

    /// A setting of the region, such as `triangle.mode`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let name = name.to_owned();
        let read = move |link: &mut dyn Link| {
            let row = link.first("SELECT value FROM setting WHERE name = $1", &[name.into()])?;
            row.map(|r| r.text(0).map(str::to_owned)).transpose()
        };
        self.0.store.read(read).await
    }

    /// Changes a setting of the region.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let (name, value, keys) = (name.to_owned(), value.to_owned(), Arc::clone(&self.0.keys));
        self.0
            .store
            .write(move |link, _| {
                link.exec(SQL, &[name.as_str().into(), value.as_str().into()])?;
                guard(link, &keys, "setting")
            })
            .await
    }
}
