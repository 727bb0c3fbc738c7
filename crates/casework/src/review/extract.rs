//! What of a case goes to who reviews it: what was decided and why, by which kinds of organisation, how long already. No name, no number, no place, and
//! nothing that anybody contributed.

use crate::referral::Law;
use kernel::{Date, Line, Prose, Say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::AgencyKind;

kernel::words! {
    /// What a part of the extract is about.
    pub enum Sort {
        Plan = "plan", "Besluit over het plan", "Decision on the plan";
        Scaling = "scaling", "Besluit over hoe de hulp is georganiseerd", "Decision on how the help is organised";
        Seat = "seat", "Besluit wie er aan tafel zit", "Decision on who sits at the table";
        Turn = "turn", "Besluit dat de casus anders verdergaat", "Decision that the case goes on otherwise";
        Look = "look", "Teruggekeken of dit nog nodig is", "Looked back whether this is still needed";
    }
}

kernel::words! {
    /// What was written under which heading.
    pub enum Part {
        Question = "question", "Vraag", "Question";
        Considerations = "considerations", "Overwegingen", "Considerations";
        Option = "option", "Wat had er nog meer gekund", "What else was possible";
        Dissent = "dissent", "Wie het anders ziet", "Who sees it differently";
        Ground = "ground", "Grond", "Ground";
        Expectation = "expectation", "Wat men van elkaar verwacht", "What is expected of each other";
        Necessity = "necessity", "Waarom dit nodig is", "Why this is necessary";
        Proportion = "proportion", "Waarom dit in verhouding is", "Why this is in proportion";
        Expertise = "expertise", "Welke deskundigheid nodig is", "Which expertise is needed";
        Task = "task", "Wettelijke of publieke taak", "Statutory or public task";
        Elsewhere = "elsewhere", "Waarom een andere gemeente", "Why another municipality";
    }
}

/// A fixed word of the program, as it was that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// In Dutch.
    pub nl: Line,
    /// In English.
    pub en: Line,
}

impl Named {
    /// From a word of the program.
    #[must_use]
    pub fn of(say: &Say) -> Option<Self> {
        Some(Self { nl: say.nl.parse().ok()?, en: say.en.parse().ok()? })
    }

    /// Both.
    #[must_use]
    pub fn says(&self) -> Say {
        Say::made(self.nl.to_string(), self.en.to_string())
    }
}

/// Something that was written, as it goes; nothing where it was struck out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its number, the same as long as it stands in the case: what somebody typed for it belongs to it and to no other.
    pub no: u32,
    /// Under which heading.
    pub part: Part,
    /// What.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Prose>,
}

/// A decision, or a look back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is about.
    pub sort: Sort,
    /// When.
    pub on: Date,
    /// By which kinds of organisation.
    pub by: Vec<AgencyKind>,
    /// What it became, in words of the program.
    pub outcome: Option<Named>,
    /// When it would be looked at again.
    pub review: Option<Date>,
    /// What was written.
    pub passages: Vec<Passage>,
}

/// A kind of organisation that sits or sat there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// What kind.
    pub kind: AgencyKind,
    /// Whether it was let in as an incidental third party.
    pub third: bool,
    /// For which statutory task, in words of the program.
    pub ground: Option<Named>,
    /// Since when.
    pub since: Date,
    /// Its last day, where it has one.
    pub until: Option<Date>,
}

/// What goes to who reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// Under which law the table sits.
    pub law: Law,
    /// Since when somebody is the matter of a case.
    pub since: Date,
    /// When it was said that this is still needed.
    pub confirmed: Vec<Date>,
    /// Until when that holds, where the house says so.
    pub lapses: Option<Date>,
    /// How often something was put right.
    pub corrected: u32,
    /// Who sits or sat there.
    pub parties: Vec<Party>,
    /// What was decided, the first one first.
    pub entries: Vec<Entry>,
    /// How much was decided before that, and is left out for its length.
    #[serde(default)]
    pub older: u32,
}

impl Extract {
    /// Everything that was written, in its order.
    pub fn passages(&self) -> impl Iterator<Item = (&Entry, &Passage)> {
        self.entries.iter().flat_map(|entry| entry.passages.iter().map(move |passage| (entry, passage)))
    }

    /// The same extract with these texts by number; what is empty is struck out.
    ///
    /// # Errors
    /// The number of a passage that is not among them: it came after who writes this read the extract.
    pub fn with(mut self, texts: &BTreeMap<u32, Option<Prose>>) -> Result<Self, u32> {
        for passage in self.entries.iter_mut().flat_map(|entry| &mut entry.passages) {
            passage.text.clone_from(texts.get(&passage.no).ok_or(passage.no)?);
        }
        Ok(self)
    }
}

/// What a kind of organisation is called.
#[must_use]
pub fn kind_says(kind: AgencyKind) -> Say {
    match kind {
        AgencyKind::Municipality => Say::of("gemeente", "municipality"),
        AgencyKind::Police => Say::of("politie", "police"),
        AgencyKind::Prosecution => Say::of("OM", "public prosecution"),
        AgencyKind::Probation => Say::of("reclassering", "probation"),
        AgencyKind::ChildProtection => Say::of("Raad voor de Kinderbescherming", "Child Protection Board"),
        AgencyKind::Care => Say::of("zorg", "care"),
        AgencyKind::School => Say::of("school", "school"),
        AgencyKind::SafetyHouse => Say::of("Zorg- en Veiligheidshuis", "Care and Safety House"),
        AgencyKind::Oversight => Say::of("toezicht", "oversight"),
        AgencyKind::Other => Say::of("een andere organisatie", "another organisation"),
    }
}
