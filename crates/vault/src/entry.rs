//! The door of the vault: where permits are made. The rule is asked, the look or the refusal is written, then the door opens.

use crate::{
    act::{Act, ActInfo, Sort},
    book::{self, Outcome},
    desk::{Desk, Draft, Error, Permit, Seen, about_card, line, question},
    dossier::{Dossier, Stamp},
    keys::{self, Key, fresh},
    ledger::{self, Written},
    live::Heard,
    measures::{self, Tick},
    open::Vault,
    people::{Actor, Role},
    rules::{Answer, Question},
    slips,
    store::StoreError,
};
use kernel::{DossierId, Say};
use std::{marker::PhantomData, sync::Arc};

impl Vault {
    /// Commits drafts that belong together, such as the rows of one import: all or none.
    ///
    /// # Errors
    /// As [`Desk::commit`].
    pub async fn keep(&self, drafts: Vec<Draft>) -> Result<(), Error> {
        /// Leaves the savepoint by an error the store does not know.
        const UNDO: StoreError = StoreError::Shape("");
        let inner = Arc::clone(&self.0);
        let verdict = Arc::new(std::sync::Mutex::new(Written::Kept));
        let told = Arc::clone(&verdict);
        let changed: Vec<DossierId> = drafts.iter().map(|d| d.change.id()).collect();
        let result = self
            .0
            .store
            .write(move |link, head| {
                for draft in &drafts {
                    let written = ledger::write(link, &draft.change)?;
                    if written != Written::Kept {
                        if let Ok(mut told) = told.lock() {
                            *told = written;
                        }
                        return Err(UNDO);
                    }
                    for seq in &draft.erased {
                        ledger::erase(link, draft.change.id(), *seq)?;
                    }
                    for of in &draft.emptied {
                        slips::empty(link, draft.change.id(), of)?;
                    }
                }
                // Last of all, so that no dossier waits for a count.
                let ticks: Vec<Tick> = drafts.iter().flat_map(|d| d.change.ticks().to_vec()).collect();
                measures::write(link, &inner.keys, &ticks)?;
                let lines: Vec<book::Line> = drafts.iter().map(|d| d.line.clone()).collect();
                head.write(link, &inner.keys.chain, &inner.node, &lines)
            })
            .await;
        match result {
            Ok(()) => {
                changed.into_iter().for_each(|id| self.0.live.tell(id, Heard::Act));
                Ok(())
            }
            Err(UNDO) => Err(match verdict.lock().map_or(Written::Stale, |v| v.clone()) {
                Written::Claimed => Error::Claimed,
                Written::Stale | Written::Kept => Error::Stale,
            }),
            Err(e) => Err(e.into()),
        }
    }

    /// After forgetting: leaves no copy of a dropped key in journals or free pages.
    pub(crate) async fn scrub(&self) -> Result<(), StoreError> {
        let database = self.0.database.clone();
        let work = tokio::task::spawn_blocking(move || database.connect()?.scrub());
        work.await.map_err(|_| StoreError::Closed)?
    }

    /// Writes lines in the book.
    pub(crate) async fn enter(&self, lines: Vec<book::Line>) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.0);
        self.0.store.write(move |link, head| head.write(link, &inner.keys.chain, &inner.node, &lines)).await
    }

    /// A fresh word that ties the lines of one request together.
    pub(crate) fn trace(&self) -> String {
        keys::hex(&fresh::<8>(&*self.0.random))
    }

    /// Says no: written before the caller hears of it.
    pub(crate) async fn refuse<T>(&self, actor: &Actor, act: &ActInfo, id: Option<DossierId>) -> Result<T, Error> {
        let line = line(actor, act, self.now(), id, Outcome::Refused, String::new(), &self.trace());
        self.enter(vec![line]).await?;
        Err(Error::Denied)
    }

    async fn read_opened(&self, id: DossierId) -> Result<Option<ledger::Opened>, Error> {
        let keys = Arc::clone(&self.0.keys);
        let read = self.0.store.read(move |link| Ok(ledger::read(link, &keys, id))).await?;
        Ok(read?)
    }

    /// Opens the dossier and asks the rule.
    async fn ask_on<A: Act>(
        &self,
        actor: &Actor,
        id: DossierId,
    ) -> Result<(Permit<A>, ledger::Opened, A::On, Question), Error> {
        let act = A::INFO;
        let opened = match self.read_opened(id).await? {
            Some(opened) if opened.kind == act.kind => opened,
            _ => return self.refuse(actor, &act, Some(id)).await,
        };
        let dossier: A::On = opened.fold(u64::MAX)?;
        let question = about_card(actor, &act, &dossier.card(), local_day(self.now()));
        let answer = self.0.rules.ask(&question);
        if !answer.is_yes() {
            return self.refuse(actor, &act, Some(id)).await;
        }
        let permit = Permit { actor: actor.clone(), answer, trace: self.trace(), act: PhantomData };
        Ok((permit, opened, dossier, question))
    }

    /// Reads a dossier; the look is in the book before this returns.
    ///
    /// # Errors
    /// [`Error::Denied`] when there is none or no rule allows it; what the store says.
    pub async fn look<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Seen<A>, Error> {
        if actor.role == Role::Bearer {
            return self.refuse(actor, &A::INFO, Some(id)).await;
        }
        let seen = self.seen_unwritten::<A>(actor, id).await?;
        self.enter(vec![seen.permit.line(self.now(), Some(id), Outcome::Look)]).await?;
        Ok(seen)
    }

    /// Whether this person could do this on a dossier now: to show a link to it or not. Nothing of it is given out, so nothing is
    /// written in the book; who follows the link is asked again.
    ///
    /// # Errors
    /// What the store says.
    pub async fn may_on<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<bool, Error> {
        let Some(opened) = self.read_opened(id).await?.filter(|opened| opened.kind == A::INFO.kind) else {
            return Ok(false);
        };
        let dossier: A::On = opened.fold(u64::MAX)?;
        Ok(self.0.rules.ask(&about_card(actor, &A::INFO, &dossier.card(), local_day(self.now()))).is_yes())
    }

    /// Reads a dossier without a line in the book, for who is no person.
    pub(crate) async fn seen_unwritten<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Seen<A>, Error> {
        let (permit, opened, dossier, question) = self.ask_on::<A>(actor, id).await?;
        let history = tell::<A::On>(&opened);
        Ok(Seen { permit, vault: self.clone(), id, key: opened.key, seq: opened.seq, dossier, history, question })
    }

    /// Tells when this dossier or one of its boxes changes, as a number that grows. What changed is to be asked for.
    #[must_use]
    pub fn watch<A: Act>(&self, seen: &Seen<A>) -> tokio::sync::watch::Receiver<u64> {
        self.0.live.watch(seen.id, true)
    }

    /// The same, without word of what is put in its boxes: for phones, of which there are many.
    #[must_use]
    pub fn watch_acts<A: Act>(&self, seen: &Seen<A>) -> tokio::sync::watch::Receiver<u64> {
        self.0.live.watch(seen.id, false)
    }

    /// Opens a dossier for one change.
    ///
    /// # Errors
    /// As [`Vault::look`].
    pub async fn open_desk<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Desk<A>, Error> {
        if actor.role == Role::Bearer {
            return self.refuse(actor, &A::INFO, Some(id)).await;
        }
        self.desk_on(actor, id).await
    }

    /// Opens a dossier for one change, for whoever came in by one of the doors.
    pub(crate) async fn desk_on<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Desk<A>, Error> {
        let (permit, opened, dossier, _) = self.ask_on::<A>(actor, id).await?;
        let told = tell::<A::On>(&opened).into_iter().map(|(_, said)| said.unwrap_or(ERASED)).collect();
        Ok(Desk {
            permit,
            vault: self.clone(),
            id,
            key: opened.key,
            seq: opened.seq,
            head: opened.head,
            new: false,
            now: self.now(),
            dossier,
            told,
        })
    }

    /// A desk for a dossier that does not exist yet.
    ///
    /// # Errors
    /// [`Error::Denied`] when no rule allows it; what the store says.
    pub async fn begin<A: Act>(&self, actor: &Actor) -> Result<Desk<A>, Error> {
        let answer = self.may_begin::<A>(actor);
        if !answer.is_yes() {
            return self.refuse(actor, &A::INFO, None).await;
        }
        let random = &*self.0.random;
        let now = self.now();
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Ok(Desk {
            permit: Permit { actor: actor.clone(), answer, trace: self.trace(), act: PhantomData },
            vault: self.clone(),
            id: DossierId::new(millis, fresh(random)),
            key: Key::fresh(random),
            seq: 0,
            head: ledger::GENESIS.to_vec(),
            new: true,
            now,
            dossier: A::On::default(),
            told: Vec::new(),
        })
    }

    /// Whether the rule allows an act that is not on a dossier that exists: to begin one, or to ask for a list.
    #[must_use]
    pub fn may_begin<A: Act>(&self, actor: &Actor) -> Arc<Answer> {
        debug_assert!(matches!(A::INFO.sort, Sort::Create | Sort::List));
        let agency = &actor.agency;
        let own = (agency.house.as_str(), "");
        self.0.rules.ask(&question(actor, &A::INFO, "none", [], own))
    }
}

const ERASED: Say = Say::of("Gewist.", "Erased.");

fn tell<D: Dossier>(opened: &ledger::Opened) -> Vec<(Stamp, Option<Say>)> {
    let said = |plain: &Vec<u8>| serde_json::from_slice::<D::Event>(plain).ok().map(|e| D::tell(&e));
    opened.events.iter().map(|(stamp, plain)| (stamp.clone(), plain.as_ref().and_then(said))).collect()
}
