//! The kinds of dossier, for work that goes over all of them: making anew what lies beside their events.

use crate::engine::{
    directory::Directory,
    dossier::{Card, Dossier, Stamp},
    files::{Filed, Judged},
    keys::{Key, Keys, Random},
    ledger::{self, Change, Fit, KeyOf, Opened, ReadError, Sealing},
    office::Leaving,
    promise::Promise,
    seating::{Named, Persons},
    store::{self, Connection, StoreError},
    succession::{Step, Succeeded, Succession, Why, step},
};
use kernel::{AgencyId, DossierId, PersonId, Timestamp, local_day};
use std::collections::BTreeSet;

/// How many sorts of events a kind has.
fn sorts_of<D: Dossier>() -> u32 {
    // And one of the house itself, which a program from before it cannot read.
    u32::try_from(kernel::names::<D::Event>("t").len() + 1).unwrap_or(u32::MAX)
}

/// Which snapshots of this kind this program may go on from.
pub(crate) fn fit<D: Dossier>() -> Fit {
    Fit::of(D::FOLD, sorts_of::<D>())
}

type Refresh = fn(&Keys, &dyn Random, DossierId, &Opened) -> Result<Change, ReadError>;
type Restate = fn(&Opened) -> Result<Card, ReadError>;
type Promises = fn(&Opened) -> Result<Vec<Promise>, ReadError>;
type Files = fn(&Opened) -> Result<Vec<Filed>, ReadError>;
/// What becomes of a dossier by a verdict of the scanner, with the events that are erased.
type Judge = fn(
    (&Keys, &dyn Random),
    (DossierId, &Opened),
    (u32, bool),
    &Stamp,
) -> Result<Option<(Change, Vec<u64>)>, ReadError>;
type OverBy = fn(&Opened, Timestamp) -> Result<Vec<String>, ReadError>;
type Same = fn(&Opened, &Opened) -> bool;

type Name = fn((&Keys, &dyn Random), (DossierId, &Opened), &Directory, &Stamp) -> Result<Option<Change>, ReadError>;

type Unseat = fn(
    (&Keys, &dyn Random),
    (DossierId, &Opened),
    (&AgencyId, &PersonId, Leaving),
    &Stamp,
) -> Result<Option<Change>, ReadError>;

/// What becomes of a dossier in which some take the places of others: the change, if any; and why somebody is left in it, where one is.
pub(crate) type Succeeding = (Option<Change>, Option<Why>);

type Succeed = fn((&Keys, &dyn Random), (DossierId, &Opened), &[Succession], &Stamp) -> Result<Succeeding, ReadError>;

/// A kind of dossier, for work that goes over all of them.
#[derive(Clone, Copy)]
pub struct Kind {
    pub(crate) name: &'static str,
    pub(crate) fold: u32,
    pub(crate) by_person: bool,
    /// The act by which a desk names who sits.
    pub(crate) naming: Option<&'static str>,
    pub(crate) events: u32,
    pub(crate) refresh: Refresh,
    pub(crate) restate: Restate,
    pub(crate) promises: Promises,
    /// What names persons in a dossier of before persons sat.
    pub(crate) name_persons: Name,
    /// Whether an organisation arranges its office in it.
    pub(crate) arranges: bool,
    /// What takes the places of a person away who works for the organisation no more, or its office.
    pub(crate) unseat: Unseat,
    /// What puts those who came after in the place of those before.
    pub(crate) succeed: Succeed,
    /// The files that lie with it.
    pub(crate) files: Files,
    /// What happens when the scanner has looked at one.
    pub(crate) judge: Judge,
    /// The boxes whose last moment has passed.
    pub(crate) over: OverBy,
    /// The states of which the day on the card is the last one.
    pub(crate) lasts: &'static [&'static str],
    /// Whether both fold to one state.
    pub(crate) same: Same,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kind({})", self.name)
    }
}

impl Kind {
    /// Which snapshots of this kind this program may go on from.
    pub(crate) fn fit(&self) -> Fit {
        Fit::of(self.fold, self.events)
    }

    /// The kind of this type.
    #[must_use]
    pub fn of<D: Dossier>() -> Self {
        fn refresh<D: Dossier>(
            keys: &Keys,
            random: &dyn Random,
            id: DossierId,
            opened: &Opened,
        ) -> Result<Change, ReadError> {
            let state: D = opened.fold()?;
            Ok(Sealing { keys, random, id, key: &opened.key, becomes: KeyOf::Same, stand: &opened.stand }
                .refresh(&state))
        }
        Self {
            name: D::KIND,
            fold: D::FOLD,
            by_person: D::NAMING.is_some(),
            naming: D::NAMING,
            events: sorts_of::<D>(),
            refresh: refresh::<D>,
            restate: |opened| Ok(opened.fold::<D>()?.card()),
            promises: |opened| Ok(opened.fold::<D>()?.promises()),
            name_persons: name_persons::<D>,
            arranges: D::ARRANGES,
            unseat: unseat::<D>,
            succeed: succeed::<D>,
            files: |opened| Ok(opened.fold::<D>()?.files()),
            judge: judge::<D>,
            over: |opened, now| Ok(opened.fold::<D>()?.over(now)),
            lasts: D::LASTS,
            same: |one, other| {
                let state = |opened: &Opened| opened.fold::<D>().ok().and_then(|state| serde_json::to_vec(&state).ok());
                state(one).is_some_and(|one| state(other) == Some(one))
            },
        }
    }
}

/// Names everybody who can sit of each organisation that sits in a dossier where nobody was ever named; nothing where somebody was, or
/// where nobody sits any more.
fn name_persons<D: Dossier>(
    (keys, random): (&Keys, &dyn Random),
    (id, opened): (DossierId, &Opened),
    directory: &Directory,
    stamp: &Stamp,
) -> Result<Option<Change>, ReadError> {
    let mut state: D = opened.fold()?;
    let (card, today) = (state.card(), local_day(stamp.at));
    if !card.persons.as_ref().is_some_and(Persons::is_empty) {
        return Ok(None);
    }
    let agencies: BTreeSet<&AgencyId> = card.seats.iter().map(|seat| &seat.agency).collect();
    let sit = |agency: &AgencyId| {
        let all = directory.colleagues_of(agency).into_iter().filter(|c| c.can_sit(today));
        (agency.clone(), all.map(|c| Named::since(c.person.clone(), today)).collect::<Vec<_>>())
    };
    let named: Persons = agencies.into_iter().map(sit).filter(|(_, persons)| !persons.is_empty()).collect();
    let Some(event) = Some(named).filter(|named| !named.is_empty()).and_then(D::naming) else { return Ok(None) };
    let sealing = Sealing { keys, random, id, key: &opened.key, becomes: KeyOf::Same, stand: &opened.stand };
    Ok(Some(sealing.change(&mut state, &[event], stamp)?))
}

/// Takes the places of a person at this table away, who sat there for this organisation, or what they had of its office; nothing where
/// they had none. Who stands in for them does so as long as was said.
fn unseat<D: Dossier>(
    (keys, random): (&Keys, &dyn Random),
    (id, opened): (DossierId, &Opened),
    (agency, person, how): (&AgencyId, &PersonId, Leaving),
    stamp: &Stamp,
) -> Result<Option<Change>, ReadError> {
    let mut state: D = opened.fold()?;
    let event = match state.office() {
        Some((of, _)) if of == *agency => state.left(person, how),
        Some(_) => None,
        None => without::<D>(&state, agency, person),
    };
    let Some(event) = event else { return Ok(None) };
    let sealing = Sealing { keys, random, id, key: &opened.key, becomes: KeyOf::Same, stand: &opened.stand };
    Ok(Some(sealing.change(&mut state, &[event], stamp)?))
}

/// Puts each in the place of the one before where it can be done; of an office nothing goes over.
fn succeed<D: Dossier>(
    (keys, random): (&Keys, &dyn Random),
    (id, opened): (DossierId, &Opened),
    successions: &[Succession],
    stamp: &Stamp,
) -> Result<Succeeding, ReadError> {
    let before: D = opened.fold()?;
    let (mut state, mut succeeded, mut left) = (before.clone(), Succeeded::default(), None);
    for succession in successions {
        let Some(heir) = succession.heir() else { continue };
        match step(&state, &heir).map_err(|_| ReadError::Sealed)? {
            Step::Same => {}
            Step::Left(why) => left = left.or(Some(why)),
            Step::To(next) => {
                state = *next;
                succeeded.heirs.push(heir);
                succeeded.told.push((succession.on, succession.name.clone(), succession.becomes.clone()));
            }
        }
    }
    if succeeded.heirs.is_empty() {
        return Ok((None, left));
    }
    let sealing = Sealing { keys, random, id, key: &opened.key, becomes: KeyOf::Same, stand: &opened.stand };
    Ok((Some(sealing.succession((&before, &state), &succeeded, stamp)?), left))
}

/// Takes in what the scanner said of a file; nothing where it is not there or was judged before. Where events are erased by it what lives gets
/// another key.
fn judge<D: Dossier>(
    (keys, random): (&Keys, &dyn Random),
    (id, opened): (DossierId, &Opened),
    (no, clean): (u32, bool),
    stamp: &Stamp,
) -> Result<Option<(Change, Vec<u64>)>, ReadError> {
    let mut state: D = opened.fold()?;
    let Some(Judged { event, erased }) = state.judged(no, clean) else { return Ok(None) };
    let becomes = if erased.is_empty() { KeyOf::Same } else { KeyOf::Turned(opened.key.clone(), Key::fresh(random)) };
    let sealing = Sealing { keys, random, id, key: &opened.key, becomes, stand: &opened.stand };
    Ok(Some((sealing.change(&mut state, &[event], stamp)?, erased)))
}

/// Says who sits for an organisation without this person; nothing where they did not.
fn without<D: Dossier>(state: &D, agency: &AgencyId, person: &PersonId) -> Option<D::Event> {
    let named = state.card().persons.unwrap_or_default();
    let before = named.of(agency).unwrap_or_default();
    let after: Vec<Named> = before.iter().filter(|named| named.person != *person).cloned().collect();
    if after.len() == before.len() { None } else { D::naming(Persons::only(agency.clone(), after)) }
}

/// Writes what lies beside the events of one dossier anew; why not, when it cannot be read.
pub(crate) fn recard_one(
    conn: &mut dyn Connection,
    keys: &Keys,
    random: &dyn Random,
    kinds: &[Kind],
    id: DossierId,
) -> Result<Result<(), &'static str>, StoreError> {
    let opened = match ledger::read(conn, keys, id) {
        Ok(Some(opened)) => opened,
        // Destroyed: nothing lies beside it.
        Ok(None) => return Ok(Ok(())),
        Err(ReadError::Store(e)) => return Err(e),
        Err(ReadError::Sealed) => return Ok(Err("does not open")),
    };
    let Some(kind) = kinds.iter().find(|k| k.name == opened.kind) else {
        return Ok(Err("of a kind this program does not know"));
    };
    match (kind.refresh)(keys, random, id, &opened) {
        Ok(change) => ledger::rewrite(conn, &change).map(Ok),
        Err(_) => Ok(Err("an event cannot be read")),
    }
}

/// Writes what lies beside the dossiers of one kind anew; what cannot be read is told in the log, by place.
pub(crate) fn recard(
    conn: &mut dyn Connection,
    keys: &Keys,
    random: &dyn Random,
    kind: &Kind,
) -> Result<(), StoreError> {
    for id in ids(conn, Some(kind.name))? {
        if let Err(why) = recard_one(conn, keys, random, std::slice::from_ref(kind), id)? {
            tracing::warn!(dossier = %id, why, "its card is not made anew");
        }
    }
    Ok(())
}

/// The ids of all dossiers, or of those of one kind.
pub(crate) fn ids(conn: &mut dyn Connection, kind: Option<&str>) -> Result<Vec<DossierId>, StoreError> {
    const ALL: &str = "SELECT id FROM dossier ORDER BY id";
    const ONE: &str = "SELECT id FROM dossier WHERE kind = $1 ORDER BY id";
    let mut found = Vec::new();
    let mut take = |row: store::Row| {
        found.extend(DossierId::from_bytes(row.bytes(0)?));
        Ok(())
    };
    match kind {
        None => conn.each(ALL, &[], &mut take)?,
        Some(kind) => conn.each(ONE, &[kind.into()], &mut take)?,
    }
    Ok(found)
}

/// Counts the rows of every list anew.
pub(crate) fn recount(conn: &mut dyn Connection) -> Result<(), StoreError> {
    conn.exec("DELETE FROM tally", &[])?;
    conn.exec(
        "INSERT INTO tally (holder, person, kind, facet, n) \
         SELECT holder, person, kind, facet, COUNT(*) FROM seat WHERE listed = 1 GROUP BY holder, person, kind, facet",
        &[],
    )
    .map(drop)
}
