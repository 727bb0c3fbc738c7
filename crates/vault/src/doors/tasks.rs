//! Worklists: what is asked of a person today, and of a desk where nobody sits for its organisation.

use crate::{
    doors::{
        keeping::{self, Error},
        list::{self, Card, about, cards},
        vault::Vault,
    },
    engine::{
        act::Sort,
        book::Outcome,
        directory::Directory,
        dossier::Tier,
        keys::Keys,
        ledger::{self, CARD_COLUMNS},
        people::Actor,
        store::{Row as Stored, Value},
    },
};
use kernel::{Date, DossierId, PersonId, local_day};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Something asked of a person.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// The dossier.
    pub id: DossierId,
    /// Its kind.
    pub kind: String,
    /// What colleagues call it.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The act that ends the task.
    pub act: String,
    /// Since when it waits.
    pub since: Date,
    /// By when it is due.
    pub due: Option<Date>,
}

const TASKS: &str = cards!(
    ", t.act, t.since, t.due, t.person FROM task t JOIN card c ON c.dossier = t.dossier JOIN dossier d ON d.id = t.dossier ",
    "WHERE t.agency = $1 AND (t.role IS NULL OR t.role = $2) AND t.since <= $4 ",
    // Where persons sit, only what the asker sits at.
    "AND EXISTS (SELECT 1 FROM seat s WHERE s.dossier = t.dossier AND s.holder = t.agency AND s.person IN ('', $3)) ORDER BY t.due, t.since, t.dossier, t.n"
);

/// Where an organisation sits, and nobody who was named can sit for it today; with the last day on which somebody could. Whether an
/// account is there, whose it is and until when is asked when the desk asks, for no dossier knows it.
pub(crate) const UNNAMED: &str = cards!(
    ", (SELECT MAX(CASE WHEN a.until < p.last THEN a.until ELSE p.last END) FROM seat p LEFT JOIN account a ON a.id = p.person ",
    "WHERE p.dossier = s.dossier AND p.holder = s.holder AND p.person NOT IN ('', $2)) ",
    "FROM seat s JOIN card c ON c.dossier = s.dossier JOIN dossier d ON d.id = s.dossier ",
    "WHERE s.holder = $1 AND s.person = $2 AND s.listed = 0 AND (s.first IS NULL OR (s.first <= $3 AND s.last >= $3)) AND NOT EXISTS (",
    "SELECT 1 FROM seat p JOIN account a ON a.id = p.person WHERE p.dossier = s.dossier AND p.holder = s.holder AND p.person NOT IN ('', $2) ",
    "AND p.first <= $3 AND p.last >= $3 AND a.closed = 0 AND a.agency = s.holder AND (a.until IS NULL OR a.until >= $3) ",
    "AND a.role NOT IN ('privacy-officer', 'legality', 'evaluator', 'keeper', 'flexteam', 'bearer')) ORDER BY s.opened DESC, s.dossier DESC"
);

impl Vault {
    /// What is asked of this person today, the most urgent first: only where the rule allows the act that is asked, or lets the person see
    /// the dossier in a list. Who is asked one question has no list to see, and has the question all the same. What is asked of one
    /// person comes to who stands in for them as well, and when that person does not sit there to whoever does. A desk is asked to name
    /// somebody where nobody sits who can. One line in the book per act by which something is shown (LOG-01).
    ///
    /// # Errors
    /// What the store says.
    pub async fn tasks(&self, actor: &Actor) -> Result<Vec<TaskRow>, Error> {
        let today = local_day(self.now());
        let mut found = self.asked_of(actor, today).await?;
        if actor.is_at_desk() {
            found.extend(self.asked_of_desk(actor, today).await?);
        }
        let mut tasks = Vec::with_capacity(found.len());
        let (mut lines, now, trace) = (BTreeMap::new(), self.now(), self.trace_of(actor));
        let directory = self.directory();
        for (card, task) in found {
            if self.is_anothers(actor, (&card, &task.act), &directory, today) {
                continue;
            }
            let (asked, listed) = (self.0.rules.act(&task.act), self.0.rules.list_act(&task.kind));
            let by =
                |info| Some((info, self.0.rules.ask(&about(actor, info, &card, today)))).filter(|(_, a)| a.is_yes());
            if let Some((info, answer)) = asked.into_iter().chain(listed).find_map(by) {
                let line = || keeping::line(actor, info, now, None, Outcome::List, answer.names(), &trace);
                lines.entry(info.name).or_insert_with(line);
                // Who only names who sits does not learn what it is about.
                let names = ledger::tiers_of(&card.2, actor, today) == BTreeSet::from([Tier::Desk]);
                tasks.push(if names { TaskRow { title: String::new(), ..task } } else { task });
            }
        }
        if !lines.is_empty() {
            self.enter(lines.into_values().collect()).await?;
        }
        // Nothing due comes last.
        tasks.sort_by_key(|t| (t.due.is_none(), t.due, t.since));
        Ok(tasks)
    }

    /// Whether this is a key that others who sit there may turn and this person may not. Where nobody who sits there may, it comes to all
    /// of them: then the page says who could.
    fn is_anothers(&self, actor: &Actor, (card, act): (&Card, &str), directory: &Directory, today: Date) -> bool {
        let Some(info) = self.0.rules.act(act).filter(|info| info.sort == Sort::Key) else { return false };
        let (office, agency) = (&actor.agency.office, actor.agency.id.as_str());
        let sits = |who: &&PersonId| {
            ledger::is_named(&card.2, agency, who.as_str(), today) && can(directory, actor, who.as_str(), today)
        };
        office.right(&actor.person, info.name, today).is_none()
            && office.who_may(info.name, today).any(|who| sits(&who))
    }

    /// What is asked of this organisation and comes to this person.
    async fn asked_of(&self, actor: &Actor, today: Date) -> Result<Vec<(Card, TaskRow)>, Error> {
        let values: [Value; 4] = [
            actor.agency.id.as_str().into(),
            actor.role.word().into(),
            actor.person.as_str().into(),
            today.to_string().into(),
        ];
        let (keys, directory, actor) = (Arc::clone(&self.0.keys), self.directory(), actor.clone());
        self.read_again(move |conn| {
            let mut asked = Vec::new();
            for row in conn.query(TASKS, &values)? {
                let (card, task) = task_row(&keys, &row)?;
                let whom = row.text_or_null(CARD_COLUMNS + 3)?;
                let mine = |whom| ledger::comes_to(&card.2, whom, &actor, today, |w| can(&directory, &actor, w, today));
                if whom.is_none_or(mine) {
                    asked.push((card, task));
                }
            }
            Ok(asked)
        })
        .await
    }

    /// Where somebody is to be named for the organisation of this desk.
    async fn asked_of_desk(&self, actor: &Actor, today: Date) -> Result<Vec<(Card, TaskRow)>, Error> {
        let values: [Value; 3] = [actor.agency.id.as_str().into(), ledger::DESK.into(), today.to_string().into()];
        let (keys, kinds) = (Arc::clone(&self.0.keys), self.0.kinds.clone());
        self.read_again(move |conn| {
            let mut asked = Vec::new();
            for row in conn.query(UNNAMED, &values)? {
                let card = ledger::open_card(&keys, &row)?;
                let kind = row.text(3)?;
                let Some(act) = kinds.iter().find(|k| k.name == kind).and_then(|k| k.naming) else { continue };
                let sat = row.text_or_null(CARD_COLUMNS)?.map(list::stored_day).transpose()?;
                let since = match sat {
                    None => card.0.opened,
                    Some(last) if last < today => last.tomorrow().unwrap_or(last),
                    // The days of who was named go on, and their account does not; or they have yet to begin.
                    Some(_) => today,
                };
                let task = TaskRow {
                    id: card.0.id,
                    kind: kind.to_owned(),
                    reference: card.0.reference.clone(),
                    title: card.0.label.title.to_string(),
                    act: act.to_owned(),
                    since,
                    due: None,
                };
                asked.push((card, task));
            }
            Ok(asked)
        })
        .await
    }
}

/// Whether somebody of the asker's organisation can still sit for it.
fn can(directory: &Directory, actor: &Actor, whom: &str, today: Date) -> bool {
    directory.colleagues.iter().any(|c| c.person.as_str() == whom && c.agency == actor.agency.id && c.can_sit(today))
}

fn task_row(keys: &Keys, row: &Stored) -> Result<(Card, TaskRow), Error> {
    let card = ledger::open_card(keys, row)?;
    let task = TaskRow {
        id: card.0.id,
        kind: row.text(3)?.into(),
        reference: card.0.reference.clone(),
        title: card.0.label.title.to_string(),
        act: row.text(CARD_COLUMNS)?.into(),
        since: list::stored_day(row.text(CARD_COLUMNS + 1)?)?,
        due: row.text_or_null(CARD_COLUMNS + 2)?.map(list::stored_day).transpose()?,
    };
    Ok((card, task))
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
