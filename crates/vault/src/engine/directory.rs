//! Who there is: houses, municipalities, organisations and people with an account. Holds nothing of any dossier.

use crate::engine::{
    framing,
    keys::{self, Keys},
    office::Office,
    people::{Actor, Agency, AgencyKind, Colleague, Role},
    store::{Connection, Row, StoreError, Value, schema::GUARDED},
    succession::{Body, Former, Succession},
};
use kernel::{AgencyId, Date, HouseId, Line, MunicipalityId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A Zorg- en Veiligheidshuis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    /// Its id.
    pub id: HouseId,
    /// Its name.
    pub name: Line,
    /// The region it belongs to, such as that of one police force, where several houses do.
    #[serde(default)]
    pub region: Option<Line>,
}

/// A municipality and the house it works with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Municipality {
    /// Its id.
    pub id: MunicipalityId,
    /// Its name.
    pub name: Line,
    /// Its house.
    pub house: HouseId,
}

/// Houses, municipalities and organisations, as one picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    /// Every house.
    pub houses: Vec<House>,
    /// Every municipality.
    pub municipalities: Vec<Municipality>,
    /// Every organisation.
    pub agencies: Vec<Agency>,
    /// Everybody with an account that is not closed.
    pub colleagues: Vec<Colleague>,
    /// What goes over into what, and went.
    pub successions: Vec<Succession>,
    /// What had another name.
    pub former: Vec<Former>,
    /// The logins of those who have or had more than one designation, closed ones too.
    pub(crate) several: BTreeSet<PersonId>,
    /// Which version of it this is; another process that changes it gives it another.
    pub(crate) version: Option<String>,
}

/// The part of the directory that is one setting.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Region {
    pub(crate) houses: Vec<House>,
    pub(crate) municipalities: Vec<Municipality>,
    #[serde(default)]
    pub(crate) successions: Vec<Succession>,
    #[serde(default)]
    pub(crate) former: Vec<Former>,
}

impl Region {
    pub(crate) fn load(conn: &mut dyn Connection) -> Result<Self, StoreError> {
        let stored = conn.first("SELECT value FROM setting WHERE name = 'region'", &[])?;
        let read = |row: Row| serde_json::from_str(row.text(0)?).map_err(|_| StoreError::Shape("a region"));
        stored.map_or_else(|| Ok(Self::default()), read)
    }

    /// Puts it where it is kept; the caller guards the table.
    pub(crate) fn put(&self, conn: &mut dyn Connection) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO setting (name, value) VALUES ('region', $1) \
                           ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let value = serde_json::to_string(self).map_err(|_| StoreError::Shape("a region that can be written"))?;
        conn.put(SQL, &[value.into()])
    }

    /// Whether something went over into another: its id stands for it and is not taken up again.
    pub(crate) fn ended(&self, body: Body, id: &str) -> bool {
        self.successions.iter().any(|succession| succession.ended(body, id))
    }
}

impl Directory {
    pub(crate) fn load(conn: &mut dyn Connection, keys: &Keys) -> Result<Self, StoreError> {
        let region = Region::load(conn)?;
        let agencies =
            conn.query("SELECT id, kind, name, house, municipalities, office, sign FROM agency ORDER BY id", &[])?;
        let mut agencies = agencies.iter().map(|r| read_agency(r, 0, keys)).collect::<Result<Vec<_>, _>>()?;
        // It stays for those whose account was closed there, and is nobody's choice any more.
        agencies.retain(|agency| !region.ended(Body::Agency, agency.id.as_str()));
        let accounts = conn.query(COLLEAGUES, &[])?;
        let colleagues = accounts.iter().map(|r| read_colleague(r, keys)).collect::<Result<_, _>>()?;
        const SHAPE: StoreError = StoreError::Shape("a login");
        let several = conn.query("SELECT DISTINCT login FROM account WHERE login IS NOT NULL", &[])?;
        let several = several.iter().map(|r| r.text(0)?.parse().map_err(|_| SHAPE)).collect::<Result<_, _>>()?;
        let version = Self::version(conn)?;
        let Region { houses, municipalities, successions, former } = region;
        Ok(Self { houses, municipalities, agencies, colleagues, successions, former, several, version })
    }

    /// The version that is stored.
    pub(crate) fn version(conn: &mut dyn Connection) -> Result<Option<String>, StoreError> {
        let row = conn.first("SELECT value FROM meta WHERE name = 'directory'", &[])?;
        row.map(|row| row.text(0).map(str::to_owned)).transpose()
    }

    /// Gives it another version, in the transaction that changes it.
    pub(crate) fn changed(conn: &mut dyn Connection) -> Result<(), StoreError> {
        // In one step: two who change it at one moment would else give it the same version, and who has the first would not read the second.
        const SQL: &str = "INSERT INTO meta (name, value) VALUES ('directory', '1') \
                           ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)";
        conn.exec(SQL, &[]).map(drop)
    }

    /// The organisation with this id.
    #[must_use]
    pub fn agency(&self, id: &AgencyId) -> Option<&Agency> {
        self.agencies.iter().find(|a| a.id == *id)
    }

    /// The organisation in whose place an organisation is now: itself, or what it went over into.
    #[must_use]
    pub fn agency_after(&self, id: &AgencyId) -> AgencyId {
        let mut found = id.clone();
        // An id that ended is not taken up again, so nothing leads back.
        for _ in &self.successions {
            match self.successions.iter().find(|s| s.ended(Body::Agency, found.as_str())) {
                Some(ended) => found = ended.to.clone().into(),
                None => break,
            }
        }
        found
    }

    /// What people call an organisation, or called it before it went over into another; its id when it is not in the directory.
    #[must_use]
    pub fn agency_name(&self, id: &AgencyId) -> String {
        let known = self.agency(id).map(|a| &a.name);
        known.or_else(|| self.name_before(Body::Agency, id.as_str())).map_or_else(|| id.to_string(), Line::to_string)
    }

    /// Who works for this organisation, by name.
    #[must_use]
    pub fn colleagues_of(&self, agency: &AgencyId) -> Vec<&Colleague> {
        let mut all: Vec<&Colleague> = self.colleagues.iter().filter(|c| c.agency == *agency).collect();
        all.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
        all
    }

    /// Somebody with an account.
    #[must_use]
    pub fn colleague(&self, person: &PersonId) -> Option<&Colleague> {
        self.colleagues.iter().find(|c| c.person == *person)
    }

    /// Everything that the human behind this account is designated for, this account first: the accounts that one login leads to.
    #[must_use]
    pub fn designations_of(&self, person: &PersonId) -> Vec<&Colleague> {
        let Some(own) = self.colleague(person) else { return Vec::new() };
        let login = own.login();
        let others = self.colleagues.iter().filter(|c| c.login() == login && c.person != *person);
        [own].into_iter().chain(others).collect()
    }

    /// The municipality with this id.
    #[must_use]
    pub fn municipality(&self, id: &MunicipalityId) -> Option<&Municipality> {
        self.municipalities.iter().find(|m| m.id == *id)
    }

    /// What people call a municipality, or called it before it went over into another; its id when it is not in the directory.
    #[must_use]
    pub fn municipality_name(&self, id: &MunicipalityId) -> String {
        let known = self.municipality(id).map(|m| &m.name);
        known
            .or_else(|| self.name_before(Body::Municipality, id.as_str()))
            .map_or_else(|| id.to_string(), Line::to_string)
    }

    /// What was called so before it went over into another.
    fn name_before(&self, body: Body, id: &str) -> Option<&Line> {
        self.successions.iter().find(|s| s.ended(body, id)).map(|s| &s.name)
    }

    /// The house with this id.
    #[must_use]
    pub fn house(&self, id: &HouseId) -> Option<&House> {
        self.houses.iter().find(|h| h.id == *id)
    }

    /// The regions that several houses are told of by, in alphabetical order: none when all houses are of one, for then it is the
    /// same as all houses together.
    #[must_use]
    pub fn regions(&self) -> Vec<&Line> {
        let all: BTreeSet<Option<&Line>> = self.houses.iter().map(|h| h.region.as_ref()).collect();
        if all.len() > 1 { all.into_iter().flatten().collect() } else { Vec::new() }
    }

    /// The houses of a region.
    pub fn houses_of(&self, region: &Line) -> impl Iterator<Item = &House> {
        self.houses.iter().filter(move |h| h.region.as_ref() == Some(region))
    }

    /// The organisations of this kind that serve this municipality. A municipality itself stands before a joint office of several.
    #[must_use]
    pub fn serving(&self, kind: AgencyKind, municipality: &MunicipalityId) -> Vec<&Agency> {
        let mut found: Vec<&Agency> =
            self.agencies.iter().filter(|a| a.kind == kind && a.municipalities.contains(municipality)).collect();
        found.sort_by_key(|a| a.municipalities.len());
        found
    }

    /// The three that judge (Wgpga art. 5 lid 3): the municipality of stay, police and OM. `None` when one of them is not known here.
    #[must_use]
    pub fn trio(&self, municipality: &MunicipalityId) -> Option<[AgencyId; 3]> {
        let one = |kind| self.serving(kind, municipality).first().map(|a| a.id.clone());
        Some([one(AgencyKind::Municipality)?, one(AgencyKind::Police)?, one(AgencyKind::Prosecution)?])
    }

    /// The house's own organisation, which guards the process.
    #[must_use]
    pub fn house_office(&self, house: &HouseId) -> Option<&Agency> {
        self.agencies.iter().find(|a| a.kind == AgencyKind::SafetyHouse && a.house == *house)
    }
}

/// A row that decides who may see what was changed by something else than this program.
const FOREIGN_ROW: StoreError = StoreError::Told(
    "an account or an organisation was changed by something else than this program and is not believed: see `casustafel verify`",
);

/// The signature of a row that decides who may see what: over the name of its table and these columns.
fn row_sign(keys: &Keys, table: &str, columns: &[Value]) -> Vec<u8> {
    framing::digest(&keys.guard, &[table.as_bytes()], columns).to_vec()
}

/// The columns of an agency, from column `i`: six, and the signature over them.
pub(crate) fn read_agency(row: &Row, i: usize, keys: &Keys) -> Result<Agency, StoreError> {
    if row.bytes_or_null(i + 6)? != Some(row_sign(keys, "agency", row.values(i..i + 6)).as_slice()) {
        return Err(FOREIGN_ROW);
    }
    const SHAPE: StoreError = StoreError::Shape("an organisation");
    let municipalities: Vec<MunicipalityId> = serde_json::from_str(row.text(i + 4)?).map_err(|_| SHAPE)?;
    Ok(Agency {
        id: row.text(i)?.parse().map_err(|_| SHAPE)?,
        kind: AgencyKind::from_word(row.text(i + 1)?).ok_or(SHAPE)?,
        name: row.text(i + 2)?.parse().map_err(|_| SHAPE)?,
        house: row.text(i + 3)?.parse().map_err(|_| SHAPE)?,
        municipalities,
        office: match row.text(i + 5)? {
            "" => Office::default(),
            stored => serde_json::from_str(stored).map_err(|_| SHAPE)?,
        },
    })
}

macro_rules! actors {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.agency, a.role, a.name, a.function, a.until, a.closed, a.login, a.sign, ",
            "g.id, g.kind, g.name, g.house, g.municipalities, g.office, g.sign FROM account a JOIN agency g ON g.id = a.agency ",
            $rest
        )
    };
}

pub(crate) const ACTOR: &str = actors!("WHERE a.id = $1");
pub(crate) const ACTORS: &str = actors!("ORDER BY g.id, a.id");

/// Reads an actor from the columns of [`ACTOR`]. A row that was changed by something else than this program is not believed.
pub(crate) fn read_actor(row: &Row, keys: &Keys, today: Date) -> Result<Actor, StoreError> {
    read_account(row, 0, keys, today, read_agency(row, 9, keys)?)
}

const COLLEAGUES: &str =
    "SELECT id, agency, role, name, function, until, closed, login, sign FROM account WHERE closed = 0 ORDER BY id";

/// From the columns of [`COLLEAGUES`].
fn read_colleague(row: &Row, keys: &Keys) -> Result<Colleague, StoreError> {
    const SHAPE: StoreError = StoreError::Shape("a person");
    if !is_account(row, 0, keys)? {
        return Err(FOREIGN_ROW);
    }
    Ok(Colleague {
        person: row.text(0)?.parse().map_err(|_| SHAPE)?,
        agency: row.text(1)?.parse().map_err(|_| SHAPE)?,
        role: Role::from_word(row.text(2)?).ok_or(SHAPE)?,
        name: row.text(3)?.parse().map_err(|_| SHAPE)?,
        function: row.text(4)?.parse().map_err(|_| SHAPE)?,
        until: row.text_or_null(5)?.map(|d| d.parse().map_err(|_| SHAPE)).transpose()?,
        login: row.text_or_null(7)?.map(|login| login.parse().map_err(|_| SHAPE)).transpose()?,
    })
}

/// Whether the columns of an account from column `i` are as this program left them.
fn is_account(row: &Row, i: usize, keys: &Keys) -> Result<bool, StoreError> {
    Ok(row.bytes_or_null(i + 8)? == Some(row_sign(keys, "account", row.values(i..i + 8)).as_slice()))
}

/// The columns of an account, from column `i`: eight, and the signature over them.
pub(crate) fn read_account(row: &Row, i: usize, keys: &Keys, today: Date, agency: Agency) -> Result<Actor, StoreError> {
    const SHAPE: StoreError = StoreError::Shape("a person");
    if !is_account(row, i, keys)? {
        return Err(FOREIGN_ROW);
    }
    let until: Option<Date> = row.text_or_null(i + 5)?.map(|d| d.parse().map_err(|_| SHAPE)).transpose()?;
    Ok(Actor {
        person: row.text(i)?.parse().map_err(|_| SHAPE)?,
        role: Role::from_word(row.text(i + 2)?).ok_or(SHAPE)?,
        name: row.text(i + 3)?.parse().map_err(|_| SHAPE)?,
        function: row.text(i + 4)?.parse().map_err(|_| SHAPE)?,
        designated: row.int(i + 6)? == 0 && until.is_none_or(|d| today <= d),
        login: row.text_or_null(i + 7)?.map(|login| login.parse().map_err(|_| SHAPE)).transpose()?,
        agency,
        trace: None,
    })
}

/// The organisation of an account: from the picture that is at hand, if it is of the version that is stored, and else from the store.
pub(crate) fn agency_of(
    conn: &mut dyn Connection,
    keys: &Keys,
    held: &Directory,
    (version, id): (Option<&str>, &str),
) -> Result<Option<Agency>, StoreError> {
    let known = held.agencies.iter().find(|agency| agency.id.as_str() == id);
    match known.filter(|_| held.version.as_deref() == version) {
        Some(agency) => Ok(Some(agency.clone())),
        None => stored_agency(conn, keys, id),
    }
}

/// An organisation as it is stored.
pub(crate) fn stored_agency(conn: &mut dyn Connection, keys: &Keys, id: &str) -> Result<Option<Agency>, StoreError> {
    const SQL: &str = "SELECT id, kind, name, house, municipalities, office, sign FROM agency WHERE id = $1";
    conn.first(SQL, &[id.into()])?.map(|row| read_agency(&row, 0, keys)).transpose()
}

/// Signs the rows of accounts and organisations as they are: after one was changed by this program, or taken over.
pub(crate) fn sign_rows(conn: &mut dyn Connection, keys: &Keys) -> Result<(), StoreError> {
    const ACCOUNTS: &str = "SELECT id, agency, role, name, function, until, closed, login FROM account";
    const AGENCIES: &str = "SELECT id, kind, name, house, municipalities, office FROM agency";
    for row in conn.query(ACCOUNTS, &[])? {
        let sign = row_sign(keys, "account", row.values(0..8));
        conn.put("UPDATE account SET sign = $1 WHERE id = $2", &[sign.into(), row.text(0)?.into()])?;
    }
    for row in conn.query(AGENCIES, &[])? {
        let sign = row_sign(keys, "agency", row.values(0..6));
        conn.put("UPDATE agency SET sign = $1 WHERE id = $2", &[sign.into(), row.text(0)?.into()])?;
    }
    Ok(())
}

/// Where the signature of a small table is kept.
fn guard_name(table: &str) -> String {
    format!("guard-{table}")
}

/// The keyed digest of a small table.
fn guard_of(conn: &mut dyn Connection, keys: &Keys, table: &str, sql: &'static str) -> Result<String, StoreError> {
    let mut columns: Vec<Value> = Vec::new();
    conn.each(sql, &[], &mut |row| {
        columns.extend(row.into_values());
        Ok(())
    })?;
    Ok(keys::hex(&framing::digest(&keys.guard, &[table.as_bytes()], &columns)))
}

fn columns_of(table: &str) -> Result<&'static str, StoreError> {
    GUARDED.iter().find(|(name, _)| *name == table).map(|(_, sql)| *sql).ok_or(StoreError::Shape("a guarded table"))
}

/// Whether a small table is as this program left it. One that was never signed must be empty.
pub(crate) fn is_guarded(conn: &mut dyn Connection, keys: &Keys, table: &str) -> Result<bool, StoreError> {
    let sql = columns_of(table)?;
    let stored = conn.first("SELECT value FROM meta WHERE name = $1", &[guard_name(table).into()])?;
    let stored = stored.map(|row| row.text(0).map(str::to_owned)).transpose()?.filter(|s| !s.is_empty());
    let found = guard_of(conn, keys, table, sql)?;
    let empty = keys::hex(&keys.guard.digest(&[table.as_bytes()]));
    Ok(stored.map_or(found == empty, |stored| stored == found))
}

/// Signs a small table as it is.
pub(crate) fn guard(conn: &mut dyn Connection, keys: &Keys, table: &str) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    let digest = guard_of(conn, keys, table, columns_of(table)?)?;
    conn.exec(SQL, &[guard_name(table).into(), digest.into()]).map(drop)
}

/// Is alone at some small tables until the end of the transaction. Whoever makes what they write of what they read of several takes all of
/// them first, in this order, and reads then: what others change meanwhile would be lost.
pub(crate) fn alone_at(conn: &mut dyn Connection, tables: &[&'static str]) -> Result<(), StoreError> {
    const LOCK: &str =
        "INSERT INTO meta (name, value) VALUES ($1, '') ON CONFLICT (name) DO UPDATE SET value = meta.value";
    tables.iter().try_for_each(|table| conn.exec(LOCK, &[guard_name(table).into()]).map(drop))
}

/// Changes a small table and signs it, alone among all who do; never one that was changed by something else before, for the signature
/// would make that look as if this program had done it.
///
/// # Errors
/// [`StoreError::Told`] when it was; what the change and the store say.
pub(crate) fn guarded<T>(
    conn: &mut dyn Connection,
    keys: &Keys,
    table: &'static str,
    change: impl FnOnce(&mut dyn Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    const FOREIGN: StoreError = StoreError::Told(
        "this table was changed by something else than this program and is not signed again: see `casustafel verify`, and \
         `casustafel accept` when the change is meant",
    );
    alone_at(conn, &[table])?;
    if !is_guarded(conn, keys, table)? {
        return Err(FOREIGN);
    }
    let done = change(conn)?;
    if ["account", "agency"].contains(&table) {
        // The whole table was as this program left it, so every row of it may be signed.
        sign_rows(conn, keys)?;
    }
    guard(conn, keys, table)?;
    Ok(done)
}
