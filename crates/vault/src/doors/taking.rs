//! Taking up what is asked of an organisation, or handing it to a colleague: so that of several who read the same list one does it. It opens
//! nothing and ends nothing. Whoever sits there may still do it, and it comes back to all of them when it is let go.

use crate::{
    doors::{
        keeping::{self, Error},
        tasks::Asked,
        vault::Vault,
    },
    engine::{
        act::{ActInfo, Sort},
        book::{self, Outcome},
        ledger,
        people::Actor,
        store::Value,
    },
};
use kernel::{DossierId, PersonId, Say, local_day};
use std::sync::Arc;

/// Which task: its dossier, its act and the number of the thing it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The dossier.
    pub id: DossierId,
    /// The act that ends it.
    pub act: String,
    /// The number of the very thing.
    pub thing: Option<u32>,
}

const TAKE: ActInfo = ActInfo {
    name: "task.take",
    kind: "task",
    sort: Sort::Change,
    says: Say::of("Oppakken of doorgeven", "Take up or pass on"),
    done: None,
};

const NOT_THERE: Say = Say::of(
    "Deze collega zit daar niet aan tafel. Laat eerst aanwijzen wie er zit, of kies iemand anders.",
    "This colleague does not sit at that table. Have them named there first, or choose somebody else.",
);

impl Vault {
    /// What is asked of this person under this name.
    ///
    /// # Errors
    /// [`Error::Denied`] when nothing is; what the store says.
    pub async fn one_asked(&self, actor: &Actor, which: &Taken) -> Result<Asked, Error> {
        let (asked, lines) = self.find_asked(actor).await?;
        let same = |a: &Asked| a.id == which.id && a.act == which.act && a.thing == which.thing;
        let one = asked.into_iter().find(same).ok_or(Error::Denied)?;
        self.enter(lines.into_iter().filter(|line| line.act == which.act).collect()).await?;
        Ok(one)
    }

    /// Who of this person's organisation may be given what is asked: themselves, and who sits there too and can do it.
    #[must_use]
    pub fn may_take(&self, actor: &Actor, asked: &Asked) -> Vec<PersonId> {
        if asked.own {
            return vec![actor.person.clone()];
        }
        let (today, agency) = (local_day(self.now()), &actor.agency.id);
        let by_person = asked.seats.lines().next() == Some("named");
        let sits = |who: &PersonId| !by_person || ledger::is_named(&asked.seats, agency.as_str(), who.as_str(), today);
        let all = self.directory();
        let may = all.colleagues.iter().filter(|c| {
            c.agency == *agency && c.can_sit(today) && asked.role.is_none_or(|role| role == c.role) && sits(&c.person)
        });
        may.map(|c| c.person.clone()).collect()
    }

    /// Gives it to somebody of the organisation, or to everybody who sits there again. One line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] when nothing of this is asked of who gives it; [`Error::Refused`] for somebody who may not be given it; what the
    /// store says.
    pub async fn take_up(&self, actor: &Actor, which: &Taken, to: Option<&PersonId>) -> Result<(), Error> {
        const LET_GO: &str = "DELETE FROM pickup WHERE dossier = $1 AND agency = $2 AND act = $3 AND thing = $4";
        const TAKE_UP: &str =
            "INSERT INTO pickup (dossier, agency, act, thing, since, person) VALUES ($1, $2, $3, $4, $5, $6)";
        let asked = self.one_asked(actor, which).await?;
        if to.is_some_and(|to| !self.may_take(actor, &asked).contains(to)) {
            return Err(Error::Refused(NOT_THERE));
        }
        let trace = self.trace_of(actor);
        // Nothing happened in the dossier: the line names it, and is none of those that its events are held against.
        let line = keeping::line(actor, &TAKE, self.now(), None, Outcome::Act, which.act.clone(), &trace);
        let whom = to.map_or("everybody", PersonId::as_str);
        let line = book::Line { detail: format!("dossier={} to={whom}", which.id), ..line };
        let place: [Value; 4] = [
            which.id.bytes().as_slice().into(),
            actor.agency.id.as_str().into(),
            which.act.as_str().into(),
            which.thing.map_or(0, i64::from).into(),
        ];
        let (inner, since, to) = (Arc::clone(&self.0), asked.since.to_string(), to.map(PersonId::to_string));
        self.0
            .store
            .write(move |conn, head| {
                conn.exec(LET_GO, &place)?;
                if let Some(to) = &to {
                    let row = [place.as_slice(), &[since.as_str().into(), to.as_str().into()]].concat();
                    conn.exec(TAKE_UP, &row)?;
                }
                head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))
            })
            .await?;
        Ok(())
    }
}
