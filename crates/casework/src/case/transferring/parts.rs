//! What a hand-over to another house is made of.

use super::ground::TransferGround;
use super::package::Answer;
use crate::outgoing::{Reply, Statement};
use crate::table::Keys;
use kernel::{Date, Line, Note};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::Author;

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// The house, as the keeper of this one named it.
    pub house: Line,
    /// Its public key, as it was when this was proposed: for another the keys do not count.
    pub key: String,
    /// The municipality there.
    pub municipality: Line,
    /// Whom one calls there.
    pub call: Line,
}

/// A hand-over as it is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Its number within the case.
    pub no: u32,
    /// By which both houses know it.
    pub id: String,
    /// Where it goes.
    pub to: Destination,
    /// On which ground.
    pub ground: TransferGround,
    /// Why, in words.
    pub why: Note,
    /// Who said there, and when, that the person is known: asked under the WGS before anything goes (PRV-16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Line>,
    /// What the case is called there: in words of its own, for what it is called here may tell what somebody stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// What it is about, in words that were written to go along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Note>,
    /// Which items would go along.
    pub items: Vec<u32>,
    /// Which goals.
    pub goals: Vec<u32>,
    /// Which agreements.
    pub agreements: Vec<u32>,
    /// Whether the latest plan that the three agreed on goes along, if nothing that lay under it stays behind.
    pub plan: bool,
    /// What the reporter hears once it is taken over.
    pub feedback: Note,
}

/// A reply with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// What.
    pub reply: Reply,
    /// Whose.
    pub by: Author,
    /// When.
    pub on: Date,
}

/// That it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Who sent it.
    pub by: Author,
    /// When.
    pub on: Date,
    /// On which ground the organisation takes it out of the house, and that it keeps it as safe on the way.
    pub statement: Statement,
}

/// A hand-over under way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingTransfer {
    /// What is proposed.
    pub transfer: Transfer,
    /// Who proposed it.
    pub by: Author,
    /// Since when.
    pub since: Date,
    /// What who gave the items, or carries the agreements, said; by number.
    pub replies: BTreeMap<u32, Replied>,
    /// Whose keys are turned, on what goes along as it is now.
    pub keys: Keys,
    /// Since when what goes along is as it is.
    pub settled: Date,
    /// That it went; the keys may have fallen since, and then it does not go again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
}

impl PendingTransfer {
    /// Whether who gave or carries what has this number said that it may go along.
    pub(super) fn may_go(&self, no: u32) -> bool {
        self.replies.get(&no).is_some_and(|said| matches!(said.reply, Reply::Yes { .. }))
    }
}

/// A hand-over that was withdrawn after it was sent: the other house may have taken it over meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalled {
    /// By which both houses know it.
    pub id: String,
    /// Where it went.
    pub to: Destination,
}

/// A hand-over that the other house did not take over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Which house.
    pub house: Line,
    /// What it answered.
    pub answer: Answer,
    /// When that was taken in here.
    pub on: Date,
}

/// What a case keeps of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Transferring {
    /// The one that is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::case) pending: Option<PendingTransfer>,
    /// The latest that came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::case) returned: Option<Returned>,
    /// Those that were withdrawn after they were sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::case) recalled: Vec<Recalled>,
}
