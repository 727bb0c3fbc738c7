//! Who there is: houses, municipalities, organisations and people with an account. Holds nothing of any dossier.

use crate::engine::{
    keys::Keys,
    people::{Actor, Agency, AgencyKind, Role},
    store::{Link, Row, StoreError, Value, schema::GUARDED},
};
use kernel::{AgencyId, Date, HouseId, Line, MunicipalityId};
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
}

/// The part of the directory that is one setting.
#[derive(Serialize, Deserialize)]
pub(crate) struct Region {
    pub(crate) houses: Vec<House>,
    pub(crate) municipalities: Vec<Municipality>,
}

impl Directory {
    pub(crate) fn load(link: &mut dyn Link) -> Result<Self, StoreError> {
        let region = link.first("SELECT value FROM setting WHERE name = 'region'", &[])?;
        let region: Region = match region {
            Some(row) => serde_json::from_str(row.text(0)?).map_err(|_| StoreError::Shape("a region"))?,
            None => Region { houses: Vec::new(), municipalities: Vec::new() },
        };
        let agencies = link.query("SELECT id, kind, name, house, municipalities FROM agency ORDER BY id", &[])?;
        let agencies = agencies.iter().map(|r| read_agency(r, 0)).collect::<Result<_, _>>()?;
        Ok(Self { houses: region.houses, municipalities: region.municipalities, agencies })
    }

    /// The organisation with this id.
    #[must_use]
    pub fn agency(&self, id: &AgencyId) -> Option<&Agency> {
        self.agencies.iter().find(|a| a.id == *id)
    }

    /// What people call an organisation; its id when it is not in the directory.
    #[must_use]
    pub fn agency_name(&self, id: &AgencyId) -> String {
        self.agency(id).map_or_else(|| id.to_string(), |a| a.name.to_string())
    }

    /// The municipality with this id.
    #[must_use]
    pub fn municipality(&self, id: &MunicipalityId) -> Option<&Municipality> {
        self.municipalities.iter().find(|m| m.id == *id)
    }

    /// What people call a municipality; its id when it is not in the directory.
    #[must_use]
    pub fn municipality_name(&self, id: &MunicipalityId) -> String {
        self.municipality(id).map_or_else(|| id.to_string(), |m| m.name.to_string())
    }

    /// The municipality of this name; case does not count.
    #[must_use]
    pub fn municipality_named(&self, name: &str) -> Option<&Municipality> {
        let name = name.trim().to_lowercase();
        self.municipalities.iter().find(|m| m.name.as_str().to_lowercase() == name || m.id.as_str() == name)
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

/// Five columns of an agency, from column `i`.
fn read_agency(row: &Row, i: usize) -> Result<Agency, StoreError> {
    const SHAPE: StoreError = StoreError::Shape("an organisation");
    let municipalities: Vec<MunicipalityId> = serde_json::from_str(row.text(i + 4)?).map_err(|_| SHAPE)?;
    Ok(Agency {
        id: row.text(i)?.parse().map_err(|_| SHAPE)?,
        kind: AgencyKind::from_word(row.text(i + 1)?).ok_or(SHAPE)?,
        name: row.text(i + 2)?.parse().map_err(|_| SHAPE)?,
        house: row.text(i + 3)?.parse().map_err(|_| SHAPE)?,
        municipalities,
    })
}

pub(crate) const ACTOR: &str = "SELECT a.id, a.name, a.function, a.role, a.until, a.closed, g.id, g.kind, g.name, g.house, g.municipalities \
     FROM account a JOIN agency g ON g.id = a.agency WHERE a.id = $1";
pub(crate) const ACTORS: &str = "SELECT a.id, a.name, a.function, a.role, a.until, a.closed, g.id, g.kind, g.name, g.house, g.municipalities \
     FROM account a JOIN agency g ON g.id = a.agency ORDER BY g.id, a.id";

/// Reads an actor from the columns of [`ACTOR`].
pub(crate) fn read_actor(row: &Row, today: Date) -> Result<Actor, StoreError> {
    const SHAPE: StoreError = StoreError::Shape("a person");
    let until: Option<Date> = row.text_or_null(4)?.map(|d| d.parse().map_err(|_| SHAPE)).transpose()?;
    Ok(Actor {
        person: row.text(0)?.parse().map_err(|_| SHAPE)?,
        name: row.text(1)?.parse().map_err(|_| SHAPE)?,
        function: row.text(2)?.parse().map_err(|_| SHAPE)?,
        role: Role::from_word(row.text(3)?).ok_or(SHAPE)?,
        designated: row.int(5)? == 0 && until.is_none_or(|d| today <= d),
        agency: read_agency(row, 6)?,
    })
}

/// The keyed digest of a small table.
pub(crate) fn guard_of(link: &mut dyn Link, keys: &Keys, sql: &'static str) -> Result<String, StoreError> {
    let mut columns: Vec<Vec<u8>> = Vec::new();
    link.each(sql, &[], &mut |row| {
        columns.extend(row.into_values().into_iter().map(|v| match v {
            Value::Null => vec![0],
            Value::Int(i) => i.to_be_bytes().to_vec(),
            Value::Text(t) => t.into_bytes(),
            Value::Bytes(b) => b,
        }));
        Ok(())
    })?;
    let parts: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    Ok(crate::engine::keys::hex(&keys.chain.digest(&parts)))
}

/// Writes the digest of a small table anew, in the transaction that changed it, so that `verify` notices what others changed.
pub(crate) fn guard(link: &mut dyn Link, keys: &Keys, table: &'static str) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    for (name, sql) in GUARDED.iter().filter(|(name, _)| *name == table) {
        let digest = guard_of(link, keys, sql)?;
        link.exec(SQL, &[format!("guard-{name}").into(), digest.into()])?;
    }
    Ok(())
}
