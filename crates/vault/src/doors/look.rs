//! The door of the vault: where permits are made. The rule is asked, the look or the refusal is written, then the door opens.

use crate::{
    doors::{
        desk::{Desk, LATEST, Open, Seen},
        keeping::{Error, about_card, question},
        office::ONE_SIDE,
        permit::Permit,
        vault::Vault,
    },
    engine::{
        act::{Act, ActInfo, Sort},
        book::Outcome,
        dossier::Dossier,
        keys::{Key, fresh},
        kind,
        ledger::{self, Fit, Happened, Opened, ReadError, Snapshot, snapshot},
        live::Changes,
        people::{Actor, Colleague, Role},
        rules::{Answer, Question},
        store::{Connection, StoreError},
    },
};
use kernel::{Date, DossierId, local_day};
use std::{
    collections::{BTreeSet, VecDeque},
    marker::PhantomData,
    sync::Arc,
};

impl Vault {
    /// A dossier of this kind with its state; the same no for what is not there and for another kind.
    async fn opened<D: Dossier>(
        &self,
        actor: &Actor,
        act: &'static ActInfo,
        id: DossierId,
    ) -> Result<(Opened, Folded<D>), Error> {
        match self.folded(actor, act, id).await? {
            Some(opened) => Ok(opened),
            None => self.refuse(actor, act, Some(id)).await,
        }
    }

    /// Goes on from a snapshot where there is one, and from the first event where there is none or it is not of this program after all.
    async fn folded<D: Dossier>(
        &self,
        actor: &Actor,
        act: &'static ActInfo,
        id: DossierId,
    ) -> Result<Option<(Opened, Folded<D>)>, Error> {
        let Some(opened) = self.read::<D>(actor, act, id, kind::fit::<D>()).await? else { return Ok(None) };
        if opened.base.is_some()
            && let Ok(folded) = Folded::of(&opened)
        {
            return Ok(Some((opened, folded)));
        }
        let whole = if opened.base.is_some() { self.read::<D>(actor, act, id, Fit::NONE).await? } else { Some(opened) };
        let Some(opened) = whole else { return Ok(None) };
        let folded = Folded::of(&opened)?;
        Ok(Some((opened, folded)))
    }

    /// Whether somebody may even ask is decided first, by one look at the seats: a dossier of others costs what one costs that is not
    /// there, and a stranger cannot make the house open anything.
    async fn read<D: Dossier>(
        &self,
        actor: &Actor,
        act: &'static ActInfo,
        id: DossierId,
        fit: Fit,
    ) -> Result<Option<Opened>, Error> {
        // A code has led here already; and what follows from an act elsewhere needs no seat here.
        let sits = actor.role == Role::Bearer || act.sort == Sort::Follow;
        let (keys, actor, today) = (Arc::clone(&self.0.keys), actor.clone(), local_day(self.now()));
        let read = move |conn: &mut dyn Connection| {
            let may_ask = sits || ledger::has_seat(conn, id, (&actor, D::NAMING.is_some()), today)?;
            Ok(if may_ask { ledger::read_from(conn, &keys, id, fit)? } else { None })
        };
        Ok(self.read_again(read).await?.filter(|opened| opened.kind == act.kind))
    }

    async fn permit(&self, actor: &Actor, act: &'static ActInfo, id: DossierId, q: &Question) -> Result<Permit, Error> {
        let answer = self.0.rules.ask(q);
        if !answer.is_yes() {
            let lacks = self.lacks_mandate(actor, act, q);
            let refused = self.refuse(actor, act, Some(id)).await;
            return lacks.map_or(refused, |who| Err(Error::Refused(who)));
        }
        if self.acted_for_another(actor, act, id).await? {
            self.refuse::<()>(actor, act, Some(id)).await.ok();
            return Err(Error::Refused(ONE_SIDE));
        }
        let right = self.right(actor, act);
        Ok(Permit { actor: actor.clone(), act, answer, right, trace: self.trace_of(actor) })
    }

    /// Opens the dossier and asks the rule.
    async fn unlock<D: Dossier>(&self, actor: &Actor, act: &'static ActInfo, id: DossierId) -> Result<Open<D>, Error> {
        let (mut opened, Folded { dossier, latest }) = self.opened::<D>(actor, act, id).await?;
        let question = about_card(actor, act, &dossier.card(), local_day(self.now()));
        let permit = self.permit(actor, act, id, &question).await?;
        let entries = std::mem::take(&mut opened.events);
        // Only now, for a refusal writes nothing of the dossier.
        if entries.len() > snapshot::EVERY {
            self.keep_snapshot(id, &opened, &dossier);
        }
        let skipped = entries.len() - latest.len();
        let latest = entries.into_iter().skip(skipped).map(|entry| entry.stamp).zip(latest).collect();
        Ok(Open { permit, vault: self.clone(), id, new: false, now: self.now(), opened, dossier, latest, question })
    }

    /// Keeps the state beside its events, behind the request and without it: whether it succeeds changes nothing but the time that the
    /// next one takes.
    fn keep_snapshot<D: Dossier>(&self, id: DossierId, opened: &Opened, dossier: &D) {
        if !self.0.snapshots.begin(id) {
            return;
        }
        let (vault, key, stand, dossier) = (self.clone(), opened.key.clone(), opened.stand.clone(), dossier.clone());
        tokio::spawn(async move {
            let inner = &vault.0;
            let random = Arc::clone(&inner.random);
            let seal = move || Snapshot::seal(&*random, &key, id, &stand, (&dossier, kind::fit::<D>()));
            if let Ok(Some(snapshot)) = tokio::task::spawn_blocking(seal).await
                && let Err(why) = inner.store.write(move |conn, _| snapshot.write(conn)).await
            {
                tracing::debug!(%why, "a snapshot is not kept");
            }
            inner.snapshots.done(id);
        });
    }

    async fn look_at<D: Dossier>(&self, actor: &Actor, act: &'static ActInfo, id: DossierId) -> Result<Open<D>, Error> {
        self.with_account(actor, act, id).await?;
        let open = self.unlock(actor, act, id).await?;
        self.enter(vec![open.permit.line(open.now, Some(id), Outcome::Look)]).await?;
        Ok(open)
    }

    async fn sit_at<D: Dossier>(&self, actor: &Actor, act: &'static ActInfo, id: DossierId) -> Result<Open<D>, Error> {
        self.with_account(actor, act, id).await?;
        self.unlock(actor, act, id).await
    }

    /// Only a code makes a bearer: these doors let none in.
    async fn with_account(&self, actor: &Actor, act: &ActInfo, id: DossierId) -> Result<(), Error> {
        if actor.role == Role::Bearer { self.refuse(actor, act, Some(id)).await } else { Ok(()) }
    }

    /// Reads a dossier; the look is in the book before this returns.
    ///
    /// # Errors
    /// [`Error::Denied`] when there is none or no rule allows it; what the store says.
    pub async fn look<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Seen<A>, Error> {
        Ok(Seen { open: self.look_at(actor, A::REF, id).await?, act: PhantomData })
    }

    /// Whether this person could do this on a dossier now: to show a link to it or not. Nothing of it is given out, so nothing is
    /// written in the book; who follows the link is asked again.
    ///
    /// # Errors
    /// What the store says.
    pub async fn may_on<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<bool, Error> {
        if actor.role == Role::Bearer {
            return Ok(false);
        }
        let Some((_, folded)) = self.folded::<A::On>(actor, A::REF, id).await? else {
            return Ok(false);
        };
        Ok(self.0.rules.ask(&about_card(actor, A::REF, &folded.dossier.card(), local_day(self.now()))).is_yes())
    }

    /// What somebody listens to who may read this dossier: to itself, and to those that belong to it for them, as far as they may list these.
    /// Nothing when they may not read it, or no longer. Without a line in the book: a word tells that something changed and not what, and who
    /// looks is asked again.
    ///
    /// # Errors
    /// What the store says.
    pub async fn hears_of<A: Act>(
        &self,
        actor: &Actor,
        id: DossierId,
        also: fn(&A::On, &Actor) -> Vec<DossierId>,
    ) -> Result<Option<Vec<Changes>>, Error> {
        let own = (id, self.0.live.watch(id, true));
        if actor.role == Role::Bearer {
            return Ok(None);
        }
        let Some((_, folded)) = self.folded::<A::On>(actor, A::REF, id).await? else { return Ok(None) };
        let today = local_day(self.now());
        if !self.0.rules.ask(&about_card(actor, A::REF, &folded.dossier.card(), today)).is_yes() {
            return Ok(None);
        }
        let others = self.may_list(actor, also(&folded.dossier, actor)).await?;
        let others = others.into_iter().map(|id| (id, self.0.live.watch(id, true)));
        Ok(Some(std::iter::once(own).chain(others).collect()))
    }

    /// Reads a dossier without a line in the book, for who is no person.
    pub(crate) async fn seen_unwritten<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Seen<A>, Error> {
        Ok(Seen { open: self.unlock(actor, A::REF, id).await?, act: PhantomData })
    }

    /// Tells when this dossier or one of its boxes changes, as a number that grows. What changed is to be asked for.
    #[must_use]
    pub fn watch<A: Act>(&self, seen: &Seen<A>) -> Changes {
        (seen.id(), self.0.live.watch(seen.id(), true))
    }

    /// The same, without word of what is put in its boxes: for phones, of which there are many.
    #[must_use]
    pub fn watch_acts<A: Act>(&self, seen: &Seen<A>) -> Changes {
        (seen.id(), self.0.live.watch(seen.id(), false))
    }

    /// Opens a dossier for one change.
    ///
    /// # Errors
    /// As [`Vault::look`].
    pub async fn open_desk<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Desk<A>, Error> {
        Ok(Desk { open: self.sit_at(actor, A::REF, id).await?, since: Vec::new(), act: PhantomData })
    }

    /// The same where it can be opened; nothing where it cannot be: there is none, or no rule allows it any more.
    ///
    /// # Errors
    /// What the store says.
    pub async fn desk_if_any<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Option<Desk<A>>, StoreError> {
        match self.open_desk(actor, id).await {
            Ok(desk) => Ok(Some(desk)),
            Err(Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long) => Ok(None),
            Err(Error::Store(error)) => Err(error),
        }
    }

    /// Opens a dossier for one change, for whoever came in by one of the doors.
    pub(crate) async fn desk_on<A: Act>(&self, actor: &Actor, id: DossierId) -> Result<Desk<A>, Error> {
        Ok(Desk { open: self.unlock(actor, A::REF, id).await?, since: Vec::new(), act: PhantomData })
    }

    /// A desk for a dossier that does not exist yet.
    ///
    /// # Errors
    /// [`Error::Denied`] when no rule allows it; what the store says.
    pub async fn begin<A: Act>(&self, actor: &Actor) -> Result<Desk<A>, Error> {
        let (permit, question) = self.permit_to_begin(actor, A::REF).await?;
        let random = &*self.0.random;
        let now = self.now();
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let (id, opened) = (DossierId::new(millis, fresh(random)), Opened::nothing(A::REF.kind, Key::fresh(random)));
        let (dossier, latest) = (A::On::default(), Vec::new());
        let open = Open { permit, vault: self.clone(), id, new: true, now, opened, dossier, latest, question };
        Ok(Desk { open, since: Vec::new(), act: PhantomData })
    }

    async fn permit_to_begin(&self, actor: &Actor, act: &'static ActInfo) -> Result<(Permit, Question), Error> {
        let question = beginning(actor, act, local_day(self.now()));
        let answer = self.0.rules.ask(&question);
        if !answer.is_yes() {
            return self.refuse(actor, act, None).await;
        }
        let permit = Permit { actor: actor.clone(), act, answer, right: None, trace: self.trace_of(actor) };
        Ok((permit, question))
    }

    /// Asks the rule for an act that is not on a dossier that exists, before its form is shown.
    ///
    /// # Errors
    /// [`Error::Denied`] when no rule allows it, which is then in the book; what the store says.
    pub async fn allow(&self, actor: &Actor, act: &'static ActInfo) -> Result<(), Error> {
        self.permit_to_begin(actor, act).await.map(drop)
    }

    /// Refuses what a rule allows and this house did not open for who asks, as what does not exist.
    ///
    /// # Errors
    /// Always [`Error::Denied`], which is then in the book; what the store says.
    pub async fn not_there<T>(&self, actor: &Actor, act: &'static ActInfo) -> Result<T, Error> {
        self.refuse(actor, act, None).await
    }

    /// Whether the rule allows an act that is not on a dossier that exists: to begin one, or to ask for a list.
    #[must_use]
    pub fn may_begin<A: Act>(&self, actor: &Actor) -> Arc<Answer> {
        self.may_begin_by(actor, A::REF)
    }

    pub(crate) fn may_begin_by(&self, actor: &Actor, act: &'static ActInfo) -> Arc<Answer> {
        self.0.rules.ask(&beginning(actor, act, local_day(self.now())))
    }
}

/// A state, and the latest of the events that it was folded from.
struct Folded<D: Dossier> {
    dossier: D,
    latest: VecDeque<Happened<D>>,
}

impl<D: Dossier> Folded<D> {
    fn of(opened: &Opened) -> Result<Self, ReadError> {
        let mut latest = VecDeque::with_capacity(opened.events.len().min(LATEST));
        let dossier = opened.fold_each(|event| {
            if latest.len() == LATEST {
                latest.pop_front();
            }
            latest.push_back(event);
        })?;
        Ok(Self { dossier, latest })
    }
}

/// The question about an act that is not on a dossier that exists.
fn beginning(actor: &Actor, act: &'static ActInfo, today: Date) -> Question {
    debug_assert!(matches!(act.sort, Sort::Create | Sort::List));
    question(actor, act, "none", (BTreeSet::new(), today), (actor.agency.house.as_str(), ""))
}

impl<A: Act> Seen<A> {
    /// Whether somebody else could read it by this act: to ask nobody to something that they do not read.
    #[must_use]
    pub fn reads(&self, who: &Colleague) -> bool {
        let (vault, today) = (&self.open.vault, local_day(self.open.now));
        let directory = vault.directory();
        let Some(agency) = directory.agency(&who.agency) else { return false };
        let actor = Actor {
            person: who.person.clone(),
            name: who.name.clone(),
            function: who.function.clone(),
            role: who.role,
            agency: agency.clone(),
            designated: who.can_sit(today),
            login: who.login.clone(),
            trace: None,
        };
        vault.rules().ask(&about_card(&actor, A::REF, &self.dossier().card(), today)).is_yes()
    }
}
