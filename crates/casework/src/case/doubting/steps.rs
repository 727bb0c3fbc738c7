//! Saying that something on the table is not right, and looking whether it is.

use super::{Doubt, Doubted};
use crate::case::acts::{AnswerDoubt, ReadCorrections};
use crate::case::authors::Deed;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use jiff::ToSpan;
use kernel::{AgencyId, Date, Note, Refusal, local_day};
use vault::{Act as _, Stamp, Task};

/// So many days who gave it has to look. A reminder, and nothing else.
const DAYS: i32 = 7;

impl Doubt {
    /// By when who gave it looks.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.on.checked_add(DAYS.days()).ok()
    }

    /// Whether nobody answered it, and who said it did not take it back.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.upheld.is_none() && self.taken_back.is_none()
    }
}

impl Case {
    /// What was said of whether an item is right, the first one first. For who reads the item.
    #[must_use]
    pub fn doubts_on(&self, item: u32) -> &[Doubt] {
        self.doubts.get(&item).map_or(&[], Vec::as_slice)
    }

    /// What was said of it and waits, with its place among all that was said, from one.
    pub fn open_doubts(&self, item: u32) -> impl Iterator<Item = (u32, &Doubt)> {
        (1..).zip(self.doubts_on(item)).filter(|(_, doubt)| doubt.is_open())
    }

    /// What this organisation said of it that waits.
    #[must_use]
    pub fn own_doubt(&self, item: u32, agency: &AgencyId) -> Option<(u32, &Doubt)> {
        self.open_doubts(item).find(|(_, doubt)| doubt.by.agency == *agency)
    }

    /// Whether somebody said of an item that it is not right, and that waits.
    #[must_use]
    pub fn is_in_doubt(&self, item: u32) -> bool {
        self.open_doubts(item).next().is_some()
    }

    /// Whether nothing but this waits at the item.
    #[must_use]
    pub fn is_last_doubt(&self, item: u32, doubt: u32) -> bool {
        self.open_doubts(item).all(|(one, _)| one == doubt)
    }

    /// Says that an item is not right, each with their own words.
    ///
    /// # Errors
    /// A sentence when this organisation does not read it, gave it itself, or has said so already.
    pub fn doubt(&self, item: u32, agency: &AgencyId, why: Note, today: Date) -> Result<Event, Refusal> {
        let there = self.items_for(agency, today).into_iter().find(|one| one.no == item);
        let there = there.ok_or(Refusal::of("Deze bijdrage is er niet meer.", "This contribution is gone."))?;
        if there.agency == *agency {
            return Err(Refusal::of(
                "Dit is van uw eigen organisatie. Neem het terug, en leg op tafel wat wel klopt.",
                "This is your own organisation's. Take it back, and put on the table what is right.",
            ));
        }
        if self.own_doubt(item, agency).is_some() {
            return Err(Refusal::of(
                "Uw organisatie heeft al gezegd dat dit niet klopt. Wilt u het anders zeggen, neem dat dan eerst terug.",
                "Your organisation has already said that this is not right. To put it differently, take that back first.",
            ));
        }
        self.toward(Some(Purpose::Adjust), Event::Doubted(Doubted::Raised { item, why }))
    }

    /// Takes back, as who said it, that an item is not right.
    ///
    /// # Errors
    /// A sentence when it does not read the item, or nothing that it said waits.
    pub fn take_doubt_back(&self, item: u32, agency: &AgencyId, why: Note, today: Date) -> Result<Event, Refusal> {
        let reads = self.items_for(agency, today).iter().any(|one| one.no == item);
        let (doubt, _) = self.own_doubt(item, agency).filter(|_| reads).ok_or(Refusal::of(
            "Hier is niets terug te nemen door uw organisatie.",
            "There is nothing to take back here for your organisation.",
        ))?;
        self.toward(Some(Purpose::Adjust), Event::Doubted(Doubted::TakenBack { item, doubt, why }))
    }

    /// Says, as who gave it, that an item is right, to one of those who said that it is not.
    ///
    /// # Errors
    /// A sentence when it is another's, or that does not wait.
    pub fn uphold(&self, (item, doubt): (u32, u32), agency: &AgencyId, why: Note) -> Result<Event, Refusal> {
        if !self.is_given_by(item, agency) || self.open_doubts(item).all(|(one, _)| one != doubt) {
            return Err(Refusal::of(
                "Hier is niets na te kijken door uw organisatie.",
                "There is nothing to check here for your organisation.",
            ));
        }
        self.toward(Some(Purpose::Adjust), Event::Doubted(Doubted::Upheld { item, doubt: Some(doubt), why }))
    }

    pub(in crate::case) fn take_doubt(&mut self, what: &Doubted, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match what {
            Doubted::Raised { item, why } => {
                let (by, why) = (stamp.author(), why.clone());
                let doubt = Doubt { by, on: today, why, upheld: None, taken_back: None, came: vec![stamp.seq] };
                self.doubts.entry(*item).or_default().push(doubt);
            }
            Doubted::Upheld { item, doubt, why } => {
                let first = || self.open_doubts(*item).next().map(|(one, _)| one);
                let which = doubt.or_else(first);
                if let Some(doubt) = which.and_then(|which| self.doubt_mut(*item, which)) {
                    doubt.upheld = Some((stamp.author(), today, why.clone()));
                    doubt.came.push(stamp.seq);
                }
            }
            Doubted::TakenBack { item, doubt, why } => {
                if let Some(doubt) = self.doubt_mut(*item, *doubt) {
                    doubt.taken_back = Some((stamp.author(), today, why.clone()));
                    doubt.came.push(stamp.seq);
                }
            }
        }
    }

    fn doubt_mut(&mut self, item: u32, which: u32) -> Option<&mut Doubt> {
        let place = usize::try_from(which).ok()?.checked_sub(1)?;
        self.doubts.get_mut(&item)?.get_mut(place)
    }

    /// The events that say of an item whether it is right: they go with it.
    pub(in crate::case) fn doubts_came(&self, item: u32) -> impl Iterator<Item = u64> {
        self.doubts_on(item).iter().flat_map(|doubt| doubt.came.iter().copied())
    }

    /// Who gave something of which it was said that it is not right looks whether it is.
    pub(in crate::case) fn asked_of_doubted(&self) -> impl Iterator<Item = Task> {
        // Of who sits here no more nobody is asked, and nobody waits.
        self.items.iter().filter(|item| self.sits(&item.agency)).filter_map(|item| {
            let (_, doubt) = self.open_doubts(item.no).next()?;
            let task = Task::of(&item.agency, AnswerDoubt::INFO.name, doubt.on).about(item.no);
            Some(task.due(doubt.due()).asked_by(Some(doubt.by.who())))
        })
    }

    /// What of this organisation nobody doubts any more who did: what was taken back, with its item.
    pub fn no_longer_doubted(&self, agency: &AgencyId) -> impl Iterator<Item = (u32, &Doubt)> {
        let own = self.items.iter().filter(move |item| item.agency == *agency);
        own.flat_map(|item| self.doubts_on(item.no).iter().map(|doubt| (item.no, doubt)))
            .filter(|(_, doubt)| doubt.taken_back.is_some())
    }

    /// Who gave something is told that somebody no longer says that it is not right, until they looked.
    pub(in crate::case) fn told_of_doubts(&self) -> impl Iterator<Item = Task> {
        let givers = self.items.iter().filter_map(|item| Some((item, self.authors.of(item.no, Deed::Made)?)));
        givers.flat_map(|(item, by)| {
            self.doubts_on(item.no).iter().filter_map(move |doubt| {
                let ((_, on, _), seq) = (doubt.taken_back.as_ref()?, doubt.came.last()?);
                let task = Task::of(&item.agency, ReadCorrections::INFO.name, *on).person(&by.person);
                Some(task.about(u32::try_from(*seq).unwrap_or(u32::MAX)))
            })
        })
    }
}
