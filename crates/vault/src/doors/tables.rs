//! Tables in one look: what somebody waits for from others, and how every table where they sit stands. Found without opening a card; a card
//! is opened for what is shown.

use crate::{
    doors::{
        keeping::{self, Error},
        list::{self, cards},
        tasks::{PLAIN_COLUMNS, Plain, Reads, plain},
        there,
        vault::Vault,
    },
    engine::{
        act::{Act, ActInfo},
        book::Outcome,
        dossier::{Row, Tier},
        ledger,
        people::Actor,
        rules::is_third,
        store::{Row as Stored, StoreError, Value},
    },
};
use kernel::{AgencyId, Date, DossierId, local_day};
use std::{collections::BTreeMap, sync::Arc};

/// Something that an organisation asked of another one, and that was not done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// What colleagues call it.
    pub reference: String,
    /// What those call it who read it.
    pub title: String,
    /// The act that is waited for.
    pub act: String,
    /// Of whom.
    pub of: AgencyId,
    /// Since when.
    pub since: Date,
    /// By when it is due.
    pub due: Option<Date>,
    /// Whether it cannot wait.
    pub urgent: bool,
}

/// A day on which a table meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// What colleagues call it.
    pub reference: String,
    /// What those call it who read it.
    pub title: String,
    /// The day.
    pub on: Date,
}

/// At most so much that is waited for is read; what cannot wait first, then the longest waiting.
const MOST: i64 = 60;

const WAITED_FOR: &str = plain!(
    ", t.act, t.agency, t.since, t.due, t.urgent FROM task t JOIN card c ON c.dossier = t.dossier ",
    "WHERE t.asker = $1 AND t.agency <> $1 AND t.since <= $3 ",
    "AND EXISTS (SELECT 1 FROM seat s WHERE s.dossier = t.dossier AND s.holder = $1 AND s.person IN ('', $2)) ",
    "ORDER BY t.urgent DESC, t.since, t.dossier, t.n LIMIT $4"
);
const COMING: &str = plain!(
    ", t.due FROM task t JOIN card c ON c.dossier = t.dossier WHERE t.meets = 1 AND t.due >= $3 AND t.due <= $4 ",
    "AND EXISTS (SELECT 1 FROM seat s WHERE s.dossier = t.dossier AND s.holder = $1 AND s.person IN ('', $2)) ",
    "ORDER BY t.due, t.dossier, t.n LIMIT $5"
);
const PLAIN: &str = plain!("FROM card c WHERE c.dossier = $1");
const CARD: &str = cards!("FROM card c JOIN dossier d ON d.id = c.dossier WHERE c.dossier = $1");

impl Vault {
    /// What this person's organisation asked of others at the tables where this person sits and may read, the longest waiting first; at most
    /// sixty, and nothing at a table where it is an incidental third party. One line in the book per kind.
    ///
    /// # Errors
    /// What the store says.
    pub async fn waits_for(&self, actor: &Actor) -> Result<Vec<Waits>, Error> {
        let values: Vec<Value> = vec![
            actor.agency.id.as_str().into(),
            actor.person.as_str().into(),
            local_day(self.now()).to_string().into(),
            MOST.into(),
        ];
        let read = |row: &Stored, card: Row, kind, title| {
            Ok(Waits {
                id: card.id,
                title,
                kind,
                reference: card.reference,
                act: row.text(PLAIN_COLUMNS)?.to_owned(),
                of: row.text(PLAIN_COLUMNS + 1)?.parse().map_err(|_| StoreError::Shape("an organisation"))?,
                since: list::stored_day(row.text(PLAIN_COLUMNS + 2)?)?,
                due: row.text_or_null(PLAIN_COLUMNS + 3)?.map(list::stored_day).transpose()?,
                urgent: row.int(PLAIN_COLUMNS + 4)? != 0,
            })
        };
        self.beside_work(actor, (WAITED_FOR, values), read).await
    }

    /// The days from today until this one on which a table meets where this person sits and may read; at most sixty. One line in the book per
    /// kind.
    ///
    /// # Errors
    /// What the store says.
    pub async fn coming(&self, actor: &Actor, until: Date) -> Result<Vec<Coming>, Error> {
        let values: Vec<Value> = vec![
            actor.agency.id.as_str().into(),
            actor.person.as_str().into(),
            local_day(self.now()).to_string().into(),
            until.to_string().into(),
            MOST.into(),
        ];
        let read = |row: &Stored, card: Row, kind, title| {
            let on = list::stored_day(row.text(PLAIN_COLUMNS)?)?;
            Ok(Coming { id: card.id, title, kind, reference: card.reference, on })
        };
        self.beside_work(actor, (COMING, values), read).await
    }

    /// Reads rows that begin with the columns of [`Plain`], opens the cards of those that this person may read, and leaves the rest out. One
    /// line in the book per kind.
    async fn beside_work<T: Send + 'static>(
        &self,
        actor: &Actor,
        (sql, values): (&'static str, Vec<Value>),
        read: impl Fn(&Stored, Row, String, String) -> Result<T, StoreError> + Clone + Send + 'static,
    ) -> Result<Vec<T>, Error> {
        let (keys, vault, asker, today) =
            (Arc::clone(&self.0.keys), self.clone(), actor.clone(), local_day(self.now()));
        let (found, grounds) = self
            .read_again(move |conn| {
                let (mut found, mut grounds) = (Vec::new(), BTreeMap::new());
                for row in conn.query(sql, &values)? {
                    let plain = Plain::read(&row)?;
                    let tiers = ledger::tiers_of(&plain.seats, &asker, today);
                    let reading = vault.0.rules.act(&format!("{}.read", plain.kind));
                    let answer = reading.map(|info| vault.answer(&asker, info, &plain, &tiers));
                    let Some(answer) = answer.filter(|answer| answer.is_yes()) else { continue };
                    // When the others meet is not for who only sits there for one thing (PAR-05), unless that is the meeting itself.
                    if is_third(&tiers) && !tiers.contains(&Tier::Expected) {
                        continue;
                    }
                    let Some(card) = conn.first(CARD, &[plain.id.bytes().as_slice().into()])? else { continue };
                    let (card, ..) = ledger::open_card(&keys, &card)?;
                    grounds.entry(plain.kind.clone()).or_insert_with(|| answer.names());
                    let title = vault.reads(&asker, &plain, &tiers).title(&card);
                    found.push(read(&row, card, plain.kind, title)?);
                }
                Ok((found, grounds))
            })
            .await?;
        let lists = grounds.into_iter().filter_map(|(kind, ground)| Some((self.0.rules.list_act(&kind)?, ground)));
        self.seen_in_list(actor, lists.collect()).await?;
        Ok(found)
    }

    /// That somebody may open this list, for a page that is made of others. One line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] when the rule does not allow it; what the store says.
    pub async fn opens_list<A: Act>(&self, actor: &Actor) -> Result<(), Error> {
        self.opens(actor, A::REF).await
    }

    pub(super) async fn opens(&self, actor: &Actor, list: &'static ActInfo) -> Result<(), Error> {
        let answer = self.may_begin_by(actor, list);
        if !answer.is_yes() {
            return self.refuse(actor, list, None).await;
        }
        self.seen_in_list(actor, vec![(list, answer.names())]).await
    }

    /// What these tables are called, for who may read them, as a list shows it; what they may not list is left out.
    ///
    /// # Errors
    /// What the store says.
    pub async fn tell_tables(&self, actor: &Actor, which: Vec<DossierId>) -> Result<BTreeMap<DossierId, Row>, Error> {
        let (keys, vault, asker, today) =
            (Arc::clone(&self.0.keys), self.clone(), actor.clone(), local_day(self.now()));
        self.read_again(move |conn| {
            let mut rows = Vec::new();
            for id in &which {
                let Some(stored) = conn.first(CARD, &[id.bytes().as_slice().into()])? else { continue };
                let plain = Plain::of_card(&stored)?;
                let tiers = ledger::tiers_of(&plain.seats, &asker, today);
                let listed = vault.0.rules.list_act(&plain.kind);
                if !listed.is_some_and(|info| vault.answer(&asker, info, &plain, &tiers).is_yes()) {
                    continue;
                }
                let (mut card, ..) = ledger::open_card(&keys, &stored)?;
                if let Ok(title) = vault.reads(&asker, &plain, &tiers).title(&card).parse() {
                    card.label.title = title;
                }
                let reads = matches!(vault.reads(&asker, &plain, &tiers), Reads::All);
                card.seats = tiers.into_iter().filter(|tier| *tier != Tier::Desk).collect();
                let told = reads || is_third(&card.seats);
                rows.push((card, told.then_some(plain.seats)));
            }
            Ok(there::fill(conn, &asker, today, rows)?.into_iter().map(|row| (row.id, row)).collect())
        })
        .await
    }

    /// Those of these tables that this person may list.
    pub(super) async fn may_list(&self, actor: &Actor, which: Vec<DossierId>) -> Result<Vec<DossierId>, Error> {
        let (vault, asker, today) = (self.clone(), actor.clone(), local_day(self.now()));
        self.read_again(move |conn| {
            let mut listed = Vec::new();
            for id in &which {
                let Some(row) = conn.first(PLAIN, &[id.bytes().as_slice().into()])? else { continue };
                let plain = Plain::read(&row)?;
                let tiers = ledger::tiers_of(&plain.seats, &asker, today);
                let by = vault.0.rules.list_act(&plain.kind);
                if by.is_some_and(|info| vault.answer(&asker, info, &plain, &tiers).is_yes()) {
                    listed.push(*id);
                }
            }
            Ok(listed)
        })
        .await
    }

    /// One line in the book for each list by which something was shown (LOG-01).
    async fn seen_in_list(&self, actor: &Actor, by: Vec<(&ActInfo, String)>) -> Result<(), Error> {
        let (now, trace) = (self.now(), self.trace_of(actor));
        let line =
            |(info, ground): (&ActInfo, String)| keeping::line(actor, info, now, None, Outcome::List, ground, &trace);
        let lines: Vec<_> = by.into_iter().map(line).collect();
        if lines.is_empty() { Ok(()) } else { Ok(self.enter(lines).await?) }
    }
}
