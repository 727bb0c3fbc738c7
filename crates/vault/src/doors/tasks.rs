//! Worklists: what is asked of a person today, and of a desk where nobody sits for its organisation.
//!
//! What is asked is found and held against the rules without opening a card, so that a register of two thousand signals costs no more than
//! its rows; a card is opened for what is shown.

use crate::{
    doors::{
        keeping::{self, Error},
        list::{self, cards},
        there,
        vault::Vault,
    },
    engine::{
        act::{ActInfo, Sort},
        book::{self, Outcome},
        directory::Directory,
        dossier::{Row, Tier},
        ledger,
        people::{Actor, Role},
        store::{Row as Stored, StoreError, Value},
    },
};
use kernel::{AgencyId, Date, DossierId, PersonId, local_day};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Something asked of a person, told without opening the card of its dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// The act that ends the task.
    pub act: String,
    /// Since when it waits.
    pub since: Date,
    /// By when it is due.
    pub due: Option<Date>,
    /// Whether the dossier says that it cannot wait.
    pub urgent: bool,
    /// Who asks, where somebody does.
    pub asker: Option<AgencyId>,
    /// The person there who does.
    pub asked_by: Option<PersonId>,
    /// The number within the dossier of the very thing it is about.
    pub thing: Option<u32>,
    /// Of whom alone it is asked, where that is somebody else: this person stands in for them.
    pub instead_of: Option<PersonId>,
    /// Whether it is asked of this person alone.
    pub own: bool,
    /// Who of the organisation took it up.
    pub taken: Option<PersonId>,
    /// Only for who is in this role.
    pub(crate) role: Option<Role>,
    /// Who sits there, as the card says it.
    pub(crate) seats: String,
    reads: Reads,
}

/// How much of a dossier somebody may know by what is asked of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Which one it is: who names who sits there does not learn what it is about.
    Which,
    /// Its title.
    Title,
    /// What those call it who read it.
    All,
}

impl Reads {
    /// What a dossier is called for who knows so much.
    pub(crate) fn title(self, card: &Row) -> String {
        match self {
            Self::Which => String::new(),
            Self::Title => card.label.title.to_string(),
            Self::All => card.label.called.as_ref().unwrap_or(&card.label.title).to_string(),
        }
    }
}

/// Something asked of a person, with what its dossier is called.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// What colleagues call it.
    pub reference: String,
    /// Its title, or what those call it who read it.
    pub title: String,
    /// The act that ends the task.
    pub act: String,
    /// Since when it waits.
    pub since: Date,
    /// By when it is due.
    pub due: Option<Date>,
    /// Everything else of it.
    pub asked: Asked,
    /// Who sits there and what is asked of them, for who reads the dossier; nothing for anybody else.
    pub table: Vec<(AgencyId, Tier, Vec<String>)>,
}

/// A dossier as the rules ask for it, in columns that nobody opens.
pub(crate) struct Plain {
    pub(crate) id: DossierId,
    pub(crate) kind: String,
    pub(crate) state: String,
    house: String,
    pub(crate) municipality: String,
    pub(crate) opened: Date,
    pub(crate) seats: String,
}

impl Plain {
    /// From a row that begins with id, kind, state, house, municipality, day and seats.
    pub(crate) fn read(row: &Stored) -> Result<Self, StoreError> {
        Self::at(row, [0, 1, 2, 3, 4, 5, 6])
    }

    /// From a row of a whole card.
    pub(crate) fn of_card(row: &Stored) -> Result<Self, StoreError> {
        Self::at(row, [0, 3, 5, 6, 7, 9, 11])
    }

    fn at(row: &Stored, [id, kind, state, house, municipality, opened, seats]: [usize; 7]) -> Result<Self, StoreError> {
        let text = |n| row.text(n).map(str::to_owned);
        Ok(Self {
            id: DossierId::from_bytes(row.bytes(id)?).ok_or(StoreError::Shape("an id"))?,
            kind: text(kind)?,
            state: text(state)?,
            house: text(house)?,
            municipality: text(municipality)?,
            opened: list::stored_day(row.text(opened)?)?,
            seats: text(seats)?,
        })
    }
}

/// The columns of [`Plain`]; what is said behind comes after them.
macro_rules! plain {
    ($($rest:expr),* $(,)?) => {
        concat!("SELECT c.dossier, c.kind, c.state, c.house, c.municipality, c.opened, c.seats ", $($rest),*)
    };
}
pub(crate) use plain;

/// How many columns [`Plain`] has.
pub(crate) const PLAIN_COLUMNS: usize = 7;

const TASKS: &str = plain!(
    ", t.act, t.since, t.due, t.person, t.urgent, t.asker, t.asked_by, t.thing, t.role, p.person ",
    "FROM task t JOIN card c ON c.dossier = t.dossier LEFT JOIN pickup p ON p.dossier = t.dossier AND p.agency = t.agency ",
    "AND p.act = t.act AND p.thing = t.thing AND p.since = t.since ",
    "WHERE t.agency = $1 AND (t.role IS NULL OR t.role = $2) AND t.since <= $4 ",
    // Where persons sit, only what the asker sits at.
    "AND EXISTS (SELECT 1 FROM seat s WHERE s.dossier = t.dossier AND s.holder = t.agency AND s.person IN ('', $3))"
);

const CARD: &str = cards!("FROM card c JOIN dossier d ON d.id = c.dossier WHERE c.dossier = $1");
const OWING: &str = "SELECT agency, act FROM task WHERE dossier = $1 AND since <= $2";

/// Where an organisation sits, and nobody who was named can sit for it today; with the last day on which somebody could. Whether an
/// account is there, whose it is and until when is asked when the desk asks, for no dossier knows it.
pub(crate) const UNNAMED: &str = plain!(
    ", (SELECT MAX(CASE WHEN a.until < p.last THEN a.until ELSE p.last END) FROM seat p LEFT JOIN account a ON a.id = p.person ",
    "WHERE p.dossier = s.dossier AND p.holder = s.holder AND p.person NOT IN ('', $2)) ",
    "FROM seat s JOIN card c ON c.dossier = s.dossier ",
    "WHERE s.holder = $1 AND s.person = $2 AND s.listed = 0 AND (s.first IS NULL OR (s.first <= $3 AND s.last >= $3)) AND NOT EXISTS (",
    "SELECT 1 FROM seat p JOIN account a ON a.id = p.person WHERE p.dossier = s.dossier AND p.holder = s.holder AND p.person NOT IN ('', $2) ",
    "AND p.first <= $3 AND p.last >= $3 AND a.closed = 0 AND a.agency = s.holder AND (a.until IS NULL OR a.until >= $3) ",
    "AND a.role NOT IN ('privacy-officer', 'legality', 'evaluator', 'keeper', 'flexteam', 'bearer')) ORDER BY s.opened DESC, s.dossier DESC"
);

/// What is asked, with the lines for the book.
type Found = (Vec<Asked>, Vec<book::Line>);

impl Vault {
    /// What is asked of this person today, what cannot wait first and then the soonest due: only where the rule allows the act that is asked,
    /// or lets the person see the dossier in a list. Who is asked one question has no list to see, and has the question all the same. What is
    /// asked of one person comes to who stands in for them as well, and when that person does not sit there to whoever does. A desk is asked
    /// to name somebody where nobody sits who can. One line in the book per act by which something is shown (LOG-01).
    ///
    /// # Errors
    /// What the store says.
    pub async fn asked(&self, actor: &Actor) -> Result<Vec<Asked>, Error> {
        let (asked, lines) = self.find_asked(actor).await?;
        if !lines.is_empty() {
            self.enter(lines).await?;
        }
        Ok(asked)
    }

    /// The same with what each dossier is called.
    ///
    /// # Errors
    /// What the store says.
    pub async fn tasks(&self, actor: &Actor) -> Result<Vec<TaskRow>, Error> {
        let asked = self.asked(actor).await?;
        self.tell_asked(asked).await
    }

    /// Opens the cards of what was found, in its order. What was destroyed since is left out.
    ///
    /// # Errors
    /// What the store says.
    pub async fn tell_asked(&self, asked: Vec<Asked>) -> Result<Vec<TaskRow>, Error> {
        let (keys, today) = (Arc::clone(&self.0.keys), local_day(self.now()));
        self.read_again(move |conn| {
            let mut rows = Vec::with_capacity(asked.len());
            for asked in &asked {
                let id = [asked.id.bytes().as_slice().into()];
                let Some(row) = conn.first(CARD, &id)? else { continue };
                let (card, ..) = ledger::open_card(&keys, &row)?;
                let table = match asked.reads {
                    Reads::All => {
                        let [id] = id;
                        let owing = conn.query(OWING, &[id, today.to_string().into()])?;
                        let owing = owing.iter().map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned())));
                        seated(&asked.seats, &owing.collect::<Result<Vec<_>, StoreError>>()?)
                    }
                    Reads::Title | Reads::Which => Vec::new(),
                };
                rows.push(TaskRow {
                    id: asked.id,
                    kind: asked.kind.clone(),
                    title: asked.reads.title(&card),
                    reference: card.reference,
                    act: asked.act.clone(),
                    since: asked.since,
                    due: asked.due,
                    asked: asked.clone(),
                    table,
                });
            }
            Ok(rows)
        })
        .await
    }

    /// Finds it without a line in the book.
    pub(super) async fn find_asked(&self, actor: &Actor) -> Result<Found, Error> {
        let today = local_day(self.now());
        let mut found = self.asked_of(actor, today).await?;
        if actor.is_at_desk() {
            found.extend(self.asked_of_desk(actor, today).await?);
        }
        let found = self.without_read(actor, found).await?;
        let mut tasks = Vec::with_capacity(found.len());
        let (mut lines, now, trace) = (BTreeMap::new(), self.now(), self.trace_of(actor));
        let directory = self.directory();
        for (plain, task) in found {
            if self.is_anothers(actor, &task, &directory, today) {
                continue;
            }
            let tiers = ledger::tiers_of(&plain.seats, actor, today);
            let (asked, listed) = (self.0.rules.act(&task.act), self.0.rules.list_act(&task.kind));
            let by = |info| Some((info, self.answer(actor, info, &plain, &tiers))).filter(|(_, a)| a.is_yes());
            if let Some((info, answer)) = asked.into_iter().chain(listed).find_map(by) {
                let line = || keeping::line(actor, info, now, None, Outcome::List, answer.names(), &trace);
                lines.entry(info.name).or_insert_with(line);
                tasks.push(Asked { reads: self.reads(actor, &plain, &tiers), ..task });
            }
        }
        // Nothing due comes last.
        tasks.sort_by_key(|t| (!t.urgent, t.due.is_none(), t.due, t.since, t.id));
        Ok((tasks, lines.into_values().collect()))
    }

    /// What the rule says of an act on a dossier where somebody sits as this.
    pub(super) fn answer(
        &self,
        actor: &Actor,
        info: &ActInfo,
        plain: &Plain,
        tiers: &BTreeSet<Tier>,
    ) -> Arc<crate::engine::rules::Answer> {
        let today = local_day(self.now());
        let seats = (tiers.clone(), today);
        self.0.rules.ask(&keeping::question(actor, info, &plain.state, seats, (&plain.house, &plain.municipality)))
    }

    /// How much somebody may know of it.
    pub(super) fn reads(&self, actor: &Actor, plain: &Plain, tiers: &BTreeSet<Tier>) -> Reads {
        // Who only names who sits does not learn what it is about.
        if *tiers == BTreeSet::from([Tier::Desk]) {
            return Reads::Which;
        }
        let reading = self.0.rules.act(&format!("{}.read", plain.kind));
        let all = reading.is_some_and(|info| self.answer(actor, info, plain, tiers).is_yes());
        if all { Reads::All } else { Reads::Title }
    }

    /// Whether this is a key that others who sit there may turn and this person may not. Where nobody who sits there may, it comes to all
    /// of them: then the page says who could.
    fn is_anothers(&self, actor: &Actor, task: &Asked, directory: &Directory, today: Date) -> bool {
        let Some(info) = self.0.rules.act(&task.act).filter(|info| info.sort == Sort::Key) else { return false };
        let (office, agency) = (&actor.agency.office, actor.agency.id.as_str());
        let sits = |who: &&PersonId| {
            ledger::is_named(&task.seats, agency, who.as_str(), today) && can(directory, actor, who.as_str(), today)
        };
        office.right(&actor.person, info.name, today).is_none()
            && office.who_may(info.name, today).any(|who| sits(&who))
    }

    /// What is asked of this organisation and comes to this person.
    async fn asked_of(&self, actor: &Actor, today: Date) -> Result<Vec<(Plain, Asked)>, Error> {
        let values: [Value; 4] = [
            actor.agency.id.as_str().into(),
            actor.role.word().into(),
            actor.person.as_str().into(),
            today.to_string().into(),
        ];
        let (directory, actor) = (self.directory(), actor.clone());
        self.read_again(move |conn| {
            let mut asked = Vec::new();
            for row in conn.query(TASKS, &values)? {
                let plain = Plain::read(&row)?;
                let task = task_row(&plain, &row)?;
                let mine = |whom: &PersonId| {
                    let can = |w: &str| can(&directory, &actor, w, today);
                    ledger::comes_to(&plain.seats, whom.as_str(), &actor, today, can)
                };
                if task.instead_of.as_ref().is_none_or(mine) {
                    let own = task.instead_of.as_ref() == Some(&actor.person);
                    // What is asked of one person is theirs: nobody took it up for them.
                    let taken = task.taken.filter(|_| !own);
                    let instead_of = task.instead_of.filter(|_| !own);
                    asked.push((plain, Asked { instead_of, taken, own, ..task }));
                }
            }
            Ok(asked)
        })
        .await
    }

    /// Where somebody is to be named for the organisation of this desk.
    async fn asked_of_desk(&self, actor: &Actor, today: Date) -> Result<Vec<(Plain, Asked)>, Error> {
        let values: [Value; 3] = [actor.agency.id.as_str().into(), ledger::DESK.into(), today.to_string().into()];
        let kinds = self.0.kinds.clone();
        self.read_again(move |conn| {
            let mut asked = Vec::new();
            for row in conn.query(UNNAMED, &values)? {
                let plain = Plain::read(&row)?;
                let Some(act) = kinds.iter().find(|k| k.name == plain.kind).and_then(|k| k.naming) else { continue };
                let sat = row.text_or_null(PLAIN_COLUMNS)?.map(list::stored_day).transpose()?;
                let since = match sat {
                    None => plain.opened,
                    Some(last) if last < today => last.tomorrow().unwrap_or(last),
                    // The days of who was named go on, and their account does not; or they have yet to begin.
                    Some(_) => today,
                };
                let task = Asked {
                    id: plain.id,
                    kind: plain.kind.clone(),
                    act: act.to_owned(),
                    since,
                    due: None,
                    urgent: false,
                    asker: None,
                    asked_by: None,
                    thing: None,
                    instead_of: None,
                    own: false,
                    taken: None,
                    role: None,
                    seats: plain.seats.clone(),
                    reads: Reads::Which,
                };
                asked.push((plain, task));
            }
            Ok(asked)
        })
        .await
    }
}

/// Who sits at a table, read from a card's stored seats, with the acts that are asked of each.
fn seated(stored: &str, owing: &[(String, String)]) -> Vec<(AgencyId, Tier, Vec<String>)> {
    let seat = |(agency, tier): (&str, Tier)| {
        let acts = owing.iter().filter(|(who, _)| who == agency).map(|(_, act)| act.clone()).collect();
        Some((agency.parse().ok()?, tier, acts))
    };
    there::sitting(stored).filter_map(seat).collect()
}

/// Whether somebody of the asker's organisation can still sit for it.
fn can(directory: &Directory, actor: &Actor, whom: &str, today: Date) -> bool {
    directory.colleagues.iter().any(|c| c.person.as_str() == whom && c.agency == actor.agency.id && c.can_sit(today))
}

/// A row of [`TASKS`]; in the place of whom this person stands in for, of whom alone it is asked.
fn task_row(plain: &Plain, row: &Stored) -> Result<Asked, StoreError> {
    const SHAPE: StoreError = StoreError::Shape("a task");
    let text = |n: usize| row.text_or_null(PLAIN_COLUMNS + n);
    let person = |n| text(n)?.map(str::parse::<PersonId>).transpose().map_err(|_| SHAPE);
    let thing = u32::try_from(row.int(PLAIN_COLUMNS + 7)?).map_err(|_| SHAPE)?;
    Ok(Asked {
        id: plain.id,
        kind: plain.kind.clone(),
        act: row.text(PLAIN_COLUMNS)?.into(),
        since: list::stored_day(row.text(PLAIN_COLUMNS + 1)?)?,
        due: text(2)?.map(list::stored_day).transpose()?,
        urgent: row.int(PLAIN_COLUMNS + 4)? != 0,
        asker: text(5)?.map(str::parse).transpose().map_err(|_| SHAPE)?,
        asked_by: person(6)?,
        thing: Some(thing).filter(|no| *no != 0),
        instead_of: person(3)?,
        own: false,
        taken: person(9)?,
        role: text(8)?.and_then(Role::from_word),
        seats: plain.seats.clone(),
        reads: Reads::Which,
    })
}

#[cfg(test)]
mod tests {
    use super::UNNAMED;
    use crate::engine::people::Role;

    #[test]
    fn the_question_where_nobody_sits_knows_who_cannot() {
        for role in Role::ALL {
            assert_ne!(UNNAMED.contains(&format!("'{}'", role.word())), role.sits(), "{role:?}");
        }
    }
}
