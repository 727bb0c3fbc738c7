//! Whether something on the table is right. Whoever reads an item can say to who gave it that it is not, with a reason; who gave it looks, and
//! says that it stands or takes it back (Wgpga art. 10). Meanwhile everybody who reads the item reads that it is in doubt.

use super::AnswerDoubt;
use super::contribution::Item;
use super::model::{Case, Event};
use super::purpose::Purpose;
use jiff::ToSpan;
use kernel::{AgencyId, Date, Note, Refusal, Say, local_day};
use serde::{Deserialize, Serialize};
use vault::{Act, Author, Stamp, Task, Touch};

/// So many days who gave it has to look. A reminder, and nothing else.
const DAYS: i32 = 7;

/// What is said of whether an item is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "d", rename_all = "kebab-case")]
pub enum Doubted {
    /// Somebody who reads it says that it is not.
    Raised {
        /// Which item.
        item: u32,
        /// What is not right.
        why: Note,
    },
    /// Who gave it looked, and says that it is.
    Upheld {
        /// Which item.
        item: u32,
        /// Why it stands.
        why: Note,
    },
}

/// That somebody says that an item is not right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Who.
    pub by: Author,
    /// When.
    pub on: Date,
    /// What is not right.
    pub why: Note,
    /// What who gave it says to that, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upheld: Option<(Author, Date, Note)>,
    /// In which events this lies, erased with the item.
    came: Vec<u64>,
}

impl Doubted {
    /// The item.
    fn item(&self) -> u32 {
        match self {
            Self::Raised { item, .. } | Self::Upheld { item, .. } => *item,
        }
    }

    pub(super) fn touches(&self) -> Touch {
        Touch::writes("item", self.item())
    }

    pub(super) fn tell(&self) -> Say {
        match self {
            Self::Raised { .. } => {
                Say::of("Gezegd dat een bijdrage niet klopt", "Said that a contribution is not right")
            }
            Self::Upheld { .. } => Say::of("Nagekeken: de bijdrage klopt", "Checked: the contribution is right"),
        }
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
        if self.is_in_doubt(item) {
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

    pub(super) fn take_doubt(&mut self, what: &Doubted, stamp: &Stamp) {
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
    pub(super) fn doubts_came(&self, item: u32) -> impl Iterator<Item = u64> {
        self.doubts_on(item).iter().flat_map(|doubt| doubt.came.iter().copied())
    }

    /// Who gave something of which it was said that it is not right looks whether it is.
    pub(super) fn asked_of_doubted(&self) -> impl Iterator<Item = Task> {
        self.items.iter().filter_map(|item: &Item| {
            let doubt = self.doubts_on(item.no).iter().find(|doubt| doubt.upheld.is_none())?;
            let task = Task::of(&item.agency, AnswerDoubt::INFO.name, doubt.on).about(item.no);
            Some(task.due(doubt.on.checked_add(DAYS.days()).ok()).asked_by(Some(doubt.by.who())))
        })
    }
}
