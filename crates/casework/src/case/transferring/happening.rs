//! What can happen when a case goes to another house.

use super::{Receipt, Reply, Transfer};
use crate::outgoing::Statement;
use kernel::{AgencyId, Note, PersonId, Say};
use serde::{Deserialize, Serialize};
use vault::Touch;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "s", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant carries what its own type documents")]
pub enum Moved {
    /// It was proposed.
    Proposed(Box<Transfer>),
    /// Who gave an item said whether it may go along.
    ItemAnswered { item: u32, reply: Reply },
    /// One of the three agreed with what goes along.
    KeyTurned { agency: AgencyId, person: PersonId },
    /// It went.
    Sent { statement: Statement },
    /// It does not go.
    Withdrawn { reason: Note },
    /// The other house answered.
    Answered { receipt: Box<Receipt> },
}

impl Moved {
    /// One line, without content.
    pub(in crate::case) fn tell(&self) -> Say {
        match self {
            Self::Proposed(_) => {
                Say::of("Overdracht aan een ander huis voorgesteld", "Transfer to another house proposed")
            }
            Self::ItemAnswered { reply: Reply::Yes { .. }, .. } => {
                Say::of("Een bijdrage mag mee naar het andere huis", "A contribution may go along to the other house")
            }
            Self::ItemAnswered { reply: Reply::No { .. }, .. } => Say::of(
                "Een bijdrage gaat niet mee naar het andere huis",
                "A contribution does not go along to the other house",
            ),
            Self::KeyTurned { .. } => Say::of(
                "Sleutel omgedraaid voor de overdracht aan een ander huis",
                "Key turned for the transfer to another house",
            ),
            Self::Sent { .. } => {
                Say::of("Overdracht aan een ander huis klaargezet", "Transfer to another house made ready")
            }
            Self::Withdrawn { .. } => {
                Say::of("Overdracht aan een ander huis ingetrokken", "Transfer to another house withdrawn")
            }
            Self::Answered { receipt } if receipt.is_accepted() => {
                Say::of("Overgenomen door een ander huis", "Taken over by another house")
            }
            Self::Answered { .. } => {
                Say::of("Niet overgenomen door het andere huis", "Not taken over by the other house")
            }
        }
    }

    /// What it is in the way of.
    pub(in crate::case) fn touches(&self) -> Touch {
        match self {
            Self::Proposed(_) | Self::Withdrawn { .. } => Touch::Writes("transfer".into()),
            // Nobody says yes to another house than they read, or sends what they did not see.
            Self::ItemAnswered { item, .. } => Touch::signs("transfer-item", item),
            Self::KeyTurned { .. } => Touch::Turns("transfer".into()),
            Self::Sent { .. } => Touch::Signs("transfer".into()),
            Self::Answered { .. } => Touch::Whole,
        }
    }

    /// Whether it leads towards the end.
    pub(in crate::case) fn ends(&self) -> bool {
        match self {
            Self::Proposed(_) | Self::ItemAnswered { .. } => false,
            Self::KeyTurned { .. } | Self::Sent { .. } | Self::Withdrawn { .. } | Self::Answered { .. } => true,
        }
    }
}
