//! What is written along the way. It grows as long as the case runs and nothing follows from it, so the case keeps the latest only;
//! what is older is read back from the events when somebody asks for it.

use kernel::{AgencyId, Date, Note};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use vault::{Author, Stamp};

/// How many are kept: as many as the longest page shows.
pub(super) const LATEST: usize = 25;

/// A line written along the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Its number within the case.
    pub no: u32,
    /// Who wrote it, for which agency.
    pub agency: AgencyId,
    /// When.
    pub day: Date,
    /// What.
    pub text: Note,
}

/// A line with who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The line.
    pub remark: Remark,
    /// Who wrote it.
    pub by: Author,
}

/// The latest remarks, and how many there are.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Remarks {
    /// From new to old, each with the number of its event.
    latest: VecDeque<(u64, Signed)>,
    total: u64,
    /// What was put right, by number: what it says now, or nothing where it was withdrawn. For whoever reads it back from its event.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    mended: BTreeMap<u32, Option<Note>>,
}

impl Remarks {
    /// Takes in one more.
    pub(super) fn take_in(&mut self, stamp: &Stamp, remark: Remark) {
        self.latest.push_front((stamp.seq, Signed { remark, by: stamp.author() }));
        self.latest.truncate(LATEST);
        self.total = self.total.saturating_add(1);
    }

    /// What a note says instead; nothing where it was withdrawn.
    pub(super) fn say_instead(&mut self, no: u32, text: Option<&Note>) {
        self.mended.insert(no, text.cloned());
        if let (Some(text), Some((_, note))) = (text, self.latest.iter_mut().find(|(_, n)| n.remark.no == no)) {
            note.remark.text = text.clone();
        }
    }

    /// Whether a note was withdrawn.
    #[must_use]
    pub fn is_withdrawn(&self, no: u32) -> bool {
        matches!(self.mended.get(&no), Some(None))
    }

    /// A note that was read back from its event, as it says it now.
    #[must_use]
    pub fn as_now(&self, note: Signed) -> Signed {
        let Some(Some(text)) = self.mended.get(&note.remark.no) else { return note };
        Signed { remark: Remark { text: text.clone(), ..note.remark }, ..note }
    }

    /// The latest, from new to old, each with the number of its event.
    pub fn latest(&self) -> impl Iterator<Item = &(u64, Signed)> {
        self.latest.iter()
    }

    /// How many were written in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }
}
