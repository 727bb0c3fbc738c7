//! What is expected of organisations, over all tables where somebody sits: found and counted from rows alone, with a card opened for what is
//! shown and for nothing else.

use crate::{
    doors::{
        keeping::{self, Error},
        list::{cards, stored_day},
        over::{asked, id_of, sits},
        tasks::{Plain, plain},
        vault::Vault,
    },
    engine::{
        act::ActInfo,
        book::Outcome,
        dossier::Tier,
        ledger,
        people::Actor,
        rules::is_third,
        store::{Connection, Row as Stored, StoreError, Value},
    },
};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, local_day};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What a list of promises is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// Only what is expected of this organisation.
    pub of: Option<AgencyId>,
    /// Only what is expected of this person.
    pub person: Option<PersonId>,
    /// Only what this organisation expects.
    pub asker: Option<AgencyId>,
    /// Only what stands so, in a word of its kind.
    pub stands: Option<&'static str>,
    /// Only where something is still to be answered or done.
    pub running: bool,
    /// Only of which the day has passed before this one.
    pub before: Option<Date>,
}

/// Something that is expected of an organisation at a table, with what that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// What colleagues call it.
    pub reference: String,
    /// What those call it who read it.
    pub title: String,
    /// The number within the dossier.
    pub no: u32,
    /// Of which organisation it is expected.
    pub agency: AgencyId,
    /// Of whom there, where it is expected of one person.
    pub person: Option<PersonId>,
    /// Which organisation expects it.
    pub asker: Option<AgencyId>,
    /// Who there said so; nobody for who is there for one thing only.
    pub asked_by: Option<PersonId>,
    /// How far it is, in a word of its kind.
    pub stands: String,
    /// Whether something is still to be answered or done.
    pub running: bool,
    /// By when.
    pub due: Date,
    /// What.
    pub what: Note,
}

const TABLES: &str = plain!(
    "FROM seat s JOIN card c ON c.dossier = s.dossier WHERE ",
    sits!(),
    " AND EXISTS (SELECT 1 FROM promise p WHERE p.dossier = s.dossier)"
);
const FOUND: &str = concat!(
    "SELECT p.dossier, p.thing, p.agency FROM seat s JOIN promise p ON p.dossier = s.dossier AND (s.third = 0 OR p.agency = $1) WHERE ",
    sits!(),
    " AND ($5 = '' OR p.agency = $5) AND ($6 = '' OR p.person = $6) AND ($7 = '' OR p.asker = $7) AND ($8 = '' OR p.stands = $8) \
     AND ($9 = '' OR p.running = 1) AND ($10 = '' OR p.due < $10) ORDER BY p.due, p.dossier, p.thing"
);
const ONE: &str = "SELECT thing, kind, agency, person, asker, asked_by, stands, running, due, what FROM promise \
                   WHERE dossier = $1 AND thing = $2";
const CARD: &str = cards!("FROM card c JOIN dossier d ON d.id = c.dossier WHERE c.dossier = $1");

/// A table where somebody may read what is expected: as what they sit there, and by which rule they read it.
type Table = (BTreeSet<Tier>, String);

impl Vault {
    /// What is expected at the tables where this person sits and reads it, the soonest first: the part of it that `cut` asks for of so many,
    /// and how many there are. Who sits somewhere for one thing only finds what is expected of their own organisation. One line in the book,
    /// and one for each table of which something is shown.
    ///
    /// # Errors
    /// [`Error::Denied`] when the rule allows no list at all; what the store says.
    pub async fn promises(
        &self,
        actor: &Actor,
        list: &'static ActInfo,
        sieve: Expected,
        cut: impl Fn(usize) -> std::ops::Range<usize>,
    ) -> Result<(Vec<Promised>, usize), Error> {
        self.opens(actor, list).await?;
        let tables = self.tables_of_promises(actor, list).await?;
        let text = |id: Option<String>| Value::from(id.unwrap_or_default().as_str());
        let mut values = self.place(actor, list).to_vec();
        values.extend([
            text(sieve.of.map(|id| id.to_string())),
            text(sieve.person.map(|id| id.to_string())),
            text(sieve.asker.map(|id| id.to_string())),
            text(sieve.stands.map(str::to_owned)),
            asked(sieve.running),
            text(sieve.before.map(|day| day.to_string())),
        ]);
        let own = actor.agency.id.to_string();
        let here = tables.clone();
        let found = move |conn: &mut dyn Connection| {
            let mut found: Vec<(DossierId, i64)> = Vec::new();
            for row in conn.query(FOUND, &values)? {
                let (id, agency) = (id_of(&row, 0)?, row.text(2)?);
                let reads = here.get(&id).is_some_and(|(tiers, _)| !is_third(tiers) || agency == own);
                if reads {
                    found.push((id, row.int(1)?));
                }
            }
            Ok(found)
        };
        let mut found = self.0.store.read(found).await?;
        let total = found.len();
        let range = cut(total);
        found.truncate(range.end);
        let shown = self.open_promises(found.split_off(range.start.min(found.len())), &tables).await?;
        let (now, trace) = (self.now(), self.trace_of(actor));
        let of: BTreeSet<DossierId> = shown.iter().map(|one| one.id).collect();
        let line = |id: DossierId| {
            let ground = tables.get(&id).map(|(_, ground)| ground.clone()).unwrap_or_default();
            keeping::line(actor, list, now, Some(id), Outcome::List, ground, &trace)
        };
        let lines: Vec<_> = of.into_iter().map(line).collect();
        if !lines.is_empty() {
            self.enter(lines).await?;
        }
        Ok((shown, total))
    }

    /// The tables at which something is expected and where this person may read it. The rule is asked for every one.
    async fn tables_of_promises(
        &self,
        actor: &Actor,
        list: &'static ActInfo,
    ) -> Result<BTreeMap<DossierId, Table>, Error> {
        let (values, vault, asker) = (self.place(actor, list), self.clone(), actor.clone());
        let today = local_day(self.now());
        self.read_again(move |conn| {
            let mut tables = BTreeMap::new();
            for row in conn.query(TABLES, &values)? {
                let plain = Plain::read(&row)?;
                let tiers = ledger::tiers_of(&plain.seats, &asker, today);
                let answer = vault.answer(&asker, list, &plain, &tiers);
                if answer.is_yes() {
                    tables.insert(plain.id, (tiers, answer.names()));
                }
            }
            Ok(tables)
        })
        .await
    }

    /// Opens these, in their order; what is there no more is left out.
    async fn open_promises(
        &self,
        which: Vec<(DossierId, i64)>,
        tables: &BTreeMap<DossierId, Table>,
    ) -> Result<Vec<Promised>, Error> {
        let (keys, tables) = (Arc::clone(&self.0.keys), tables.clone());
        self.read_again(move |conn| {
            let mut shown = Vec::with_capacity(which.len());
            for (id, no) in &which {
                let this = Value::from(id.bytes().as_slice());
                let Some(card) = conn.first(CARD, std::slice::from_ref(&this))? else { continue };
                let Some(row) = conn.first(ONE, &[this, (*no).into()])? else { continue };
                let (_, key) = ledger::card_key(&keys, &card)?;
                let (no, what) = ledger::open_promise(&key, *id, &row, 0)?;
                let (card, ..) = ledger::open_card(&keys, &card)?;
                let third = tables.get(id).is_none_or(|(tiers, _)| is_third(tiers));
                shown.push(Promised {
                    id: *id,
                    kind: row.text(1)?.to_owned(),
                    title: card.label.called.as_ref().unwrap_or(&card.label.title).to_string(),
                    reference: card.reference,
                    no,
                    agency: read(&row, 2)?.ok_or(StoreError::Shape("an organisation"))?,
                    person: read(&row, 3)?,
                    asker: read(&row, 4)?,
                    asked_by: read(&row, 5)?.filter(|_| !third),
                    stands: row.text(6)?.to_owned(),
                    running: row.int(7)? != 0,
                    due: stored_day(row.text(8)?)?,
                    what,
                });
            }
            Ok(shown)
        })
        .await
    }
}

/// The id in a column, if there is one.
fn read<T: std::str::FromStr>(row: &Stored, column: usize) -> Result<Option<T>, StoreError> {
    row.text_or_null(column)?.map(|text| text.parse().map_err(|_| StoreError::Shape("an id"))).transpose()
}
