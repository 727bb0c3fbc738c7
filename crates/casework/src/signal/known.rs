//! "Known here?": an exact question about one person, with a reason that is written in the book (ACC-03). Never a search, never a list
//! of look-alikes.

use kernel::{Bsn, Date, Line, Note, Refusal};
use vault::Findable;

/// By what somebody is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownBy {
    /// Citizen service number.
    Bsn(Bsn),
    /// Full name and date of birth, compared as [`kernel::folded`] does: case, accents, spaces and unseen signs do not count.
    NameAndBirth(Line, Date),
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// By what.
    pub by: KnownBy,
    /// Why it is needed to know.
    pub reason: Note,
}

impl Question {
    /// The question that a form asks. A BSN goes before a name.
    ///
    /// # Errors
    /// A sentence when there is no reason, or neither a BSN nor a name with a date of birth.
    pub fn of(
        bsn: Option<Bsn>,
        name: Option<Line>,
        birth: Option<Date>,
        reason: Option<Note>,
    ) -> Result<Self, Refusal> {
        let by = match (bsn, name, birth) {
            (Some(bsn), _, _) => KnownBy::Bsn(bsn),
            (None, Some(name), Some(birth)) => KnownBy::NameAndBirth(name, birth),
            (None, Some(_), None) => {
                return Err(Refusal::of(
                    "Vul ook de geboortedatum in. Op naam alleen kunt u niet zoeken.",
                    "Fill in the date of birth as well. You cannot ask by name alone.",
                )
                .at("birth"));
            }
            (None, None, _) => {
                return Err(Refusal::of(
                    "Vul een BSN in, of een naam met geboortedatum.",
                    "Fill in a BSN, or a name with a date of birth.",
                )
                .at("bsn"));
            }
        };
        let Some(reason) = reason else {
            return Err(Refusal::of(
                "Schrijf op waarom u dit moet weten. De reden komt in het logboek.",
                "Write down why you need to know. The reason is recorded in the log.",
            )
            .at("reason"));
        };
        Ok(Self { by, reason })
    }
}

impl From<KnownBy> for Findable {
    fn from(by: KnownBy) -> Self {
        match by {
            KnownBy::Bsn(bsn) => Self::Bsn(bsn),
            KnownBy::NameAndBirth(name, birth) => Self::NameAndBirth(name, birth),
        }
    }
}
