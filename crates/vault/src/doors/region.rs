//! The door for who keeps the region: its houses, municipalities and organisations, and which goes over into which. Nothing that is at
//! work is left behind without its being said what becomes of it.

use crate::{
    doors::vault::Vault,
    engine::{
        directory::{Directory, House, Municipality, Region, alone_at, guarded},
        dossier::EVERYONE,
        people::{Agency, NOBODY},
        plan::{RegionPlan, merged},
        store::{Connection, StoreError, Value},
        succession::Body,
    },
};
use kernel::{AgencyId, HouseId, MunicipalityId, local_day};
use std::sync::Arc;

/// What would be left behind by a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtStake {
    /// A house that the plan does not name.
    House {
        /// Which.
        id: HouseId,
        /// So many dossiers lie in it.
        dossiers: u64,
    },
    /// A municipality that the plan does not name.
    Municipality {
        /// Which.
        id: MunicipalityId,
        /// So many dossiers are of it.
        dossiers: u64,
    },
    /// An organisation that the plan does not name.
    Agency {
        /// Which.
        id: AgencyId,
        /// At so many tables it sits.
        tables: u64,
        /// So much is asked of it.
        tasks: u64,
        /// So many people have an account for it.
        accounts: u64,
    },
    /// A municipality that comes to work with another house.
    Moves {
        /// Which.
        id: MunicipalityId,
        /// With which house it works.
        from: HouseId,
        /// With which it would.
        to: HouseId,
        /// So many of its dossiers lie in the house where it was.
        dossiers: u64,
    },
    /// An organisation that serves a municipality no more.
    Serves {
        /// Which.
        id: AgencyId,
        /// Which municipality.
        municipality: MunicipalityId,
        /// At so many tables of that municipality it sits.
        tables: u64,
    },
}

/// Why a plan is not taken up. Then nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegionError {
    /// It does not fit: a sentence that names what.
    Unfit(String),
    /// It would leave something behind.
    AtStake(Vec<AtStake>),
    /// What the store says.
    Store(StoreError),
}

impl From<StoreError> for RegionError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}

const CHANGED: StoreError =
    StoreError::Told("the region was changed at the same moment by somebody else; nothing was changed: try again");
const ENDED: StoreError = StoreError::Told(
    "this id belonged to what went over into another, and stands in the book for it: choose another id",
);

impl Vault {
    /// Gives the region its houses and municipalities.
    ///
    /// # Errors
    /// [`StoreError::Told`] for the id of one that went over into another; when the store does not do it.
    pub async fn set_region(&self, houses: Vec<House>, municipalities: Vec<Municipality>) -> Result<(), StoreError> {
        let change = move |conn: &mut dyn Connection| {
            let kept = Region::load(conn)?;
            let gone = houses.iter().any(|h| kept.ended(Body::House, h.id.as_str()))
                || municipalities.iter().any(|m| kept.ended(Body::Municipality, m.id.as_str()));
            if gone {
                return Err(ENDED);
            }
            Region { houses: houses.clone(), municipalities: municipalities.clone(), ..kept }.put(conn)
        };
        self.0.store.write(self.administered("setting.set", "setting", "region".to_owned(), change)).await?;
        self.reload_directory().await
    }

    /// Takes up organisations, or changes them. What one that was there arranged of its office stays as it is.
    ///
    /// # Errors
    /// [`StoreError::Told`] for the id of one that went over into another; when the store does not do it.
    pub async fn set_agencies(&self, agencies: Vec<Agency>) -> Result<(), StoreError> {
        let named = agencies.iter().map(|a| a.id.as_str()).collect::<Vec<_>>().join(" ");
        let change = move |conn: &mut dyn Connection| put_agencies(conn, &agencies);
        self.0.store.write(self.administered("agency.set", "agency", named, change)).await?;
        self.reload_directory().await
    }

    /// Takes up a region as a whole, where nothing is left behind by it. What is to go over into another stays until its day.
    ///
    /// # Errors
    /// [`RegionError`]; then nothing was changed.
    pub async fn take_up_region(&self, plan: RegionPlan) -> Result<(), RegionError> {
        let (directory, today) = (self.directory_now().await?, local_day(self.now()));
        let (region, agencies) = merged(&directory, &plan, today).map_err(RegionError::Unfit)?;
        if !plan.begun_stays {
            let stakes = self.at_stake(&directory, &region, &agencies).await?;
            if !stakes.is_empty() {
                return Err(RegionError::AtStake(stakes));
            }
        }
        let (inner, seen) = (Arc::clone(&self.0), directory.version.clone());
        let named = agencies.iter().map(|a| a.id.as_str()).collect::<Vec<_>>().join(" ");
        let lines = [self.system_line("setting.set", "region".to_owned()), self.system_line("agency.set", named)];
        self.0
            .store
            .write(move |conn, head| {
                alone_at(conn, &["agency", "setting"])?;
                if Directory::version(conn)? != seen {
                    return Err(CHANGED);
                }
                guarded(conn, &inner.keys, "agency", |conn| put_agencies(conn, &agencies))?;
                guarded(conn, &inner.keys, "setting", |conn| region.put(conn))?;
                Directory::changed(conn)?;
                head.write(conn, &inner.keys, &inner.node, &lines)
            })
            .await?;
        Ok(self.reload_directory().await?)
    }

    /// What would be left behind if the region became this.
    async fn at_stake(
        &self,
        now: &Directory,
        region: &Region,
        agencies: &[Agency],
    ) -> Result<Vec<AtStake>, StoreError> {
        let (now, region, agencies) = (now.clone(), region.clone(), agencies.to_vec());
        self.0.store.read(move |conn| stakes(conn, &now, &region, &agencies)).await
    }
}

/// Writes organisations; the caller guards the table.
fn put_agencies(conn: &mut dyn Connection, agencies: &[Agency]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO agency (id, kind, name, house, municipalities, office) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, house = excluded.house, \
        municipalities = excluded.municipalities";
    // Words that stand for everybody and for nobody are no organisation.
    if agencies.iter().any(|a| [EVERYONE, NOBODY].contains(&a.id.as_str())) {
        return Err(StoreError::Shape("an organisation: `iedereen` and `houder` are words of the program"));
    }
    let kept = Region::load(conn)?;
    if agencies.iter().any(|a| kept.ended(Body::Agency, a.id.as_str())) {
        return Err(ENDED);
    }
    for a in agencies {
        let municipalities = serde_json::to_string(&a.municipalities).unwrap_or_default();
        let values: [Value; 6] = [
            a.id.as_str().into(),
            a.kind.word().into(),
            a.name.as_str().into(),
            a.house.as_str().into(),
            municipalities.into(),
            serde_json::to_string(&a.office).unwrap_or_default().into(),
        ];
        conn.exec(SQL, &values)?;
    }
    Ok(())
}

fn count(conn: &mut dyn Connection, sql: &'static str, of: &[&str]) -> Result<u64, StoreError> {
    let values: Vec<Value> = of.iter().map(|word| Value::from(*word)).collect();
    Ok(u64::try_from(conn.first(sql, &values)?.map_or(Ok(0), |row| row.int(0))?).unwrap_or(0))
}

fn stakes(
    conn: &mut dyn Connection,
    now: &Directory,
    region: &Region,
    agencies: &[Agency],
) -> Result<Vec<AtStake>, StoreError> {
    const OF_HOUSE: &str = "SELECT COUNT(*) FROM card WHERE house = $1";
    const OF_MUNICIPALITY: &str = "SELECT COUNT(*) FROM card WHERE municipality = $1";
    const MOVES: &str = "SELECT COUNT(*) FROM card WHERE municipality = $1 AND house = $2";
    const TABLES: &str = "SELECT COUNT(DISTINCT dossier) FROM seat WHERE holder = $1";
    const TASKS: &str = "SELECT COUNT(*) FROM task WHERE agency = $1";
    const ACCOUNTS: &str = "SELECT COUNT(*) FROM account WHERE agency = $1 AND closed = 0";
    const SERVES: &str = "SELECT COUNT(DISTINCT s.dossier) FROM seat s JOIN card c ON c.dossier = s.dossier \
                          WHERE s.holder = $1 AND c.municipality = $2";
    let waits =
        |body, id: &str| region.successions.iter().any(|s| s.body == body && s.done.is_none() && s.from.as_str() == id);
    let mut found = Vec::new();
    for house in now.houses.iter().filter(|h| !region.houses.iter().any(|kept| kept.id == h.id)) {
        let dossiers = count(conn, OF_HOUSE, &[house.id.as_str()])?;
        found.extend((dossiers > 0).then(|| AtStake::House { id: house.id.clone(), dossiers }));
    }
    for m in &now.municipalities {
        match region.municipalities.iter().find(|kept| kept.id == m.id) {
            None => {
                let dossiers = count(conn, OF_MUNICIPALITY, &[m.id.as_str()])?;
                found.extend((dossiers > 0).then(|| AtStake::Municipality { id: m.id.clone(), dossiers }));
            }
            // One that goes over with its house stays in it until the day.
            Some(kept) if kept.house != m.house => {
                let dossiers = count(conn, MOVES, &[m.id.as_str(), m.house.as_str()])?;
                let (id, from, to) = (m.id.clone(), m.house.clone(), kept.house.clone());
                found.extend((dossiers > 0).then_some(AtStake::Moves { id, from, to, dossiers }));
            }
            Some(_) => {}
        }
    }
    for agency in &now.agencies {
        let id = agency.id.as_str();
        let Some(kept) = agencies.iter().find(|kept| kept.id == agency.id) else {
            if waits(Body::Agency, id) {
                continue;
            }
            let [tables, tasks] = [count(conn, TABLES, &[id])?, count(conn, TASKS, &[id])?];
            let accounts = count(conn, ACCOUNTS, &[id])?;
            let any = tables + tasks + accounts > 0;
            found.extend(any.then(|| AtStake::Agency { id: agency.id.clone(), tables, tasks, accounts }));
            continue;
        };
        for municipality in agency.municipalities.iter().filter(|m| !kept.municipalities.contains(m)) {
            let tables = count(conn, SERVES, &[id, municipality.as_str()])?;
            let serves = || AtStake::Serves { id: agency.id.clone(), municipality: municipality.clone(), tables };
            found.extend((tables > 0).then(serves));
        }
    }
    Ok(found)
}
