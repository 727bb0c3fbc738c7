//! Saying that something on the table is not right, and looking whether it is.

use super::{Doubt, Doubted};
use crate::case::acts::AnswerDoubt;
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
}

impl Case {
    /// What was said of whether an item is right, the first one first. For who reads the item.
    #[must_use]
    pub fn doubts_on(&self, item: u32) -> &[Doubt] {
        self.doubts.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Whether who gave an item has yet to look whether it is right.
    #[must_use]
    pub fn is_in_doubt(&self, item: u32) -> bool {
        self.doubts_on(item).iter().any(|doubt| doubt.upheld.is_none())
    }

    /// Says that an item is not right.
    ///
    /// # Errors
    /// A sentence when this organisation does not read it, gave it itself, or who gave it is looking already.
    pub fn doubt(&self, item: u32, agency: &AgencyId, why: Note, today: Date) -> Result<Event, Refusal> {
        let there = self.items_for(agency, today).into_iter().find(|one| one.no == item);
        let there = there.ok_or(Refusal::of("Deze bijdrage is er niet meer.", "This contribution is gone."))?;
        if there.agency == *agency {
            return Err(Refusal::of(
                "Dit is van uw eigen organisatie. Neem het terug, en leg op tafel wat wel klopt.",
                "This is your own organisation's. Take it back, and put on the table what is right.",
            ));
        }
        if self.is_in_doubt(item) && self.sits(&there.agency) {
            return Err(Refusal::of(
                "Er is al gezegd dat dit niet klopt. Wie het inbracht, kijkt het na.",
                "It was already said that this is not right. Whoever contributed it is checking.",
            ));
        }
        self.toward(Some(Purpose::Adjust), Event::Doubted(Doubted::Raised { item, why }))
    }

    /// Says, as who gave it, that an item is right.
    ///
    /// # Errors
    /// A sentence when it is another's, or nobody said that it is not.
    pub fn uphold(&self, item: u32, agency: &AgencyId, why: Note) -> Result<Event, Refusal> {
        if !self.is_given_by(item, agency) || !self.is_in_doubt(item) {
            return Err(Refusal::of(
                "Hier is niets na te kijken door uw organisatie.",
                "There is nothing to check here for your organisation.",
            ));
        }
        self.toward(Some(Purpose::Adjust), Event::Doubted(Doubted::Upheld { item, why }))
    }

    pub(in crate::case) fn take_doubt(&mut self, what: &Doubted, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match what {
            Doubted::Raised { item, why } => {
                let doubt =
                    Doubt { by: stamp.author(), on: today, why: why.clone(), upheld: None, came: vec![stamp.seq] };
                self.doubts.entry(*item).or_default().push(doubt);
            }
            Doubted::Upheld { item, why } => {
                let open = self.doubts.get_mut(item).and_then(|all| all.iter_mut().find(|one| one.upheld.is_none()));
                if let Some(doubt) = open {
                    doubt.upheld = Some((stamp.author(), today, why.clone()));
                    doubt.came.push(stamp.seq);
                }
            }
        }
    }

    /// The events that say of an item whether it is right: they go with it.
    pub(in crate::case) fn doubts_came(&self, item: u32) -> impl Iterator<Item = u64> {
        self.doubts_on(item).iter().flat_map(|doubt| doubt.came.iter().copied())
    }

    /// Who gave something of which it was said that it is not right looks whether it is.
    pub(in crate::case) fn asked_of_doubted(&self) -> impl Iterator<Item = Task> {
        // Of who sits here no more nobody is asked, and nobody waits.
        self.items.iter().filter(|item| self.sits(&item.agency)).filter_map(|item| {
            let doubt = self.doubts_on(item.no).iter().find(|doubt| doubt.upheld.is_none())?;
            let task = Task::of(&item.agency, AnswerDoubt::INFO.name, doubt.on).about(item.no);
            Some(task.due(doubt.due()).asked_by(Some(doubt.by.who())))
        })
    }
}
