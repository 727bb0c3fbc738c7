//! What becomes of the directory on the day on which something goes over into another: of the region, the organisations and the accounts. The
//! caller guards the tables.

use crate::engine::{
    directory::{Region, read_agency},
    keys::Keys,
    people::Agency,
    store::{Connection, StoreError, Value},
    succession::{Body, Former, Succession},
};
use kernel::{Date, HouseId, MunicipalityId};

/// What becomes of the houses, municipalities and names.
pub(crate) fn region(region: &mut Region, succession: &Succession, today: Date) {
    let Succession { body, from, to, on, becomes, .. } = succession;
    let mut former = None;
    if from == to {
        let name = match body {
            Body::House => region.houses.iter_mut().find(|h| h.id.as_str() == from.as_str()).map(|h| &mut h.name),
            Body::Municipality => {
                region.municipalities.iter_mut().find(|m| m.id.as_str() == from.as_str()).map(|m| &mut m.name)
            }
            Body::Agency => None,
        };
        former = name.map(|name| std::mem::replace(name, becomes.clone()));
    } else {
        match body {
            Body::House => {
                region.houses.retain(|h| h.id.as_str() != from.as_str());
                for m in region.municipalities.iter_mut().filter(|m| m.house.as_str() == from.as_str()) {
                    m.house = HouseId::from(to.clone());
                }
            }
            Body::Municipality => region.municipalities.retain(|m| m.id.as_str() != from.as_str()),
            Body::Agency => {}
        }
    }
    let noted = former.map(|name| Former { body: *body, id: from.clone(), name, until: *on });
    region.former.extend(noted);
    let same = |s: &&mut Succession| s.body == *body && s.from == *from && s.on == *on;
    if let Some(done) = region.successions.iter_mut().find(same) {
        done.done = Some(today);
    }
}

/// What becomes of the organisations: where they are, what they serve and what they are called.
pub(crate) fn agencies(
    conn: &mut dyn Connection,
    keys: &Keys,
    region: &mut Region,
    succession: &Succession,
) -> Result<(), StoreError> {
    const ALL: &str = "SELECT id, kind, name, house, municipalities, office, sign FROM agency ORDER BY id";
    const SET: &str = "UPDATE agency SET name = $1, house = $2, municipalities = $3 WHERE id = $4";
    let Succession { body, from, to, on, becomes, .. } = succession;
    let rows = conn.query(ALL, &[])?;
    let mut all = rows.iter().map(|row| read_agency(row, 0, keys)).collect::<Result<Vec<Agency>, _>>()?;
    let before = all.clone();
    match body {
        Body::House => {
            for agency in all.iter_mut().filter(|a| a.house.as_str() == from.as_str()) {
                agency.house = HouseId::from(to.clone());
            }
        }
        Body::Municipality => {
            let (gone, heir) = (MunicipalityId::from(from.clone()), MunicipalityId::from(to.clone()));
            for agency in all.iter_mut().filter(|a| a.municipalities.contains(&gone)) {
                if agency.municipalities.contains(&heir) {
                    agency.municipalities.retain(|m| *m != gone);
                } else {
                    agency.municipalities.iter_mut().filter(|m| **m == gone).for_each(|m| m.clone_from(&heir));
                }
            }
        }
        Body::Agency if from == to => {
            for agency in all.iter_mut().filter(|a| a.id.as_str() == from.as_str()) {
                let name = std::mem::replace(&mut agency.name, becomes.clone());
                region.former.push(Former { body: *body, id: from.clone(), name, until: *on });
            }
        }
        Body::Agency => {
            let served =
                all.iter_mut().find(|a| a.id.as_str() == from.as_str()).map(|a| std::mem::take(&mut a.municipalities));
            if let Some(heir) = all.iter_mut().find(|a| a.id.as_str() == to.as_str()) {
                let new = served.into_iter().flatten().filter(|m| !heir.municipalities.contains(m)).collect::<Vec<_>>();
                heir.municipalities.extend(new);
            }
        }
    }
    for agency in all.iter().filter(|agency| !before.contains(agency)) {
        let municipalities = serde_json::to_string(&agency.municipalities).unwrap_or_default();
        let values: [Value; 4] = [
            agency.name.as_str().into(),
            agency.house.as_str().into(),
            municipalities.into(),
            agency.id.as_str().into(),
        ];
        conn.put(SET, &values)?;
    }
    Ok(())
}

/// Accounts go with their organisation: nobody leaves a table by it. One human has one designation at an organisation, so who has another there
/// stays behind and is told of.
pub(crate) fn accounts(conn: &mut dyn Connection, succession: &Succession) -> Result<(), StoreError> {
    const SET: &str = "UPDATE account SET agency = $1 WHERE agency = $2 AND closed = 0 AND NOT EXISTS (SELECT 1 FROM account b \
                       WHERE b.agency = $1 AND b.closed = 0 AND b.id <> account.id \
                       AND COALESCE(b.login, b.id) = COALESCE(account.login, account.id))";
    if succession.body != Body::Agency || succession.heir().is_none() {
        return Ok(());
    }
    conn.put(SET, &[succession.to.as_str().into(), succession.from.as_str().into()])
}
