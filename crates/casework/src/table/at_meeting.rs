//! A table as it lies before a meeting: drawn, with what is asked of who looks, what is written along, and what was recorded since it came on the table.
//! The words are those of the table and stay there; the meeting shows them to who reads them there anyhow.

use super::{AuthorSays, Parts};
use kernel::{Say, ShownDay, ShownMoment, Timestamp, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Seen};
use web::{Ask, Html, Trouble};

/// Something that is asked of who looks, and where it is done.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WantedAtMeeting")]
pub struct Wanted {
    /// What.
    pub says: String,
    /// Where; from there one comes back to the meeting.
    pub at: String,
    /// Whether it is the obvious next thing.
    #[serde(skip)]
    pub first: bool,
}

/// Something that is written along.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "WrittenAlong")]
pub struct Written {
    /// About what.
    pub says: Say,
    /// With which part of the talk: 0 for the picture, 1 for the judgement, 2 for the decision.
    pub phase: usize,
    /// What it says.
    pub text: Option<String>,
    /// Who wrote it so.
    pub by: Option<AuthorSays>,
    /// Where it is read what it said before.
    pub before: String,
    /// The form to write it with, for who may.
    #[serde(skip)]
    pub form: Option<Html>,
}

/// Something that was expected and is not answered, or late.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "UnansweredAtMeeting")]
pub struct Unanswered {
    /// What.
    pub what: String,
    /// Of which organisation, and of whom there where it is of one person.
    pub of: String,
    /// By when.
    pub due: ShownDay,
    /// How far it is.
    pub state: Say,
    /// Whether its day has passed.
    pub late: bool,
    /// Where it is answered; from there one comes back to the meeting.
    pub at: String,
}

/// A table before a meeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AtMeeting {
    /// The drawn table.
    pub drawn: String,
    /// Where the table stands, in words.
    pub state: String,
    /// What is asked of who looks.
    pub asked: Vec<Wanted>,
    /// What was expected there and is not answered, or late: it comes back by itself until it is.
    pub unanswered: Vec<Unanswered>,
    /// The facts, one to a line.
    pub picture: Vec<String>,
    /// What is written along.
    pub written: Vec<Written>,
    /// What is to be read back: what was decided and agreed.
    pub recorded: Parts,
    /// What can be recorded at once: the heading, whether it is open, and the form.
    #[serde(skip)]
    pub forms: Vec<(String, bool, Html)>,
    /// What happened at the table since it came before the meeting: when, who, what.
    pub since: Vec<(ShownMoment, AuthorSays, String)>,
}

/// What happened in a dossier since this moment, the latest first, at most one page of it.
///
/// # Errors
/// What the store says.
pub async fn happened_since<A: Act>(
    ask: &Ask,
    seen: &Seen<A>,
    since: Timestamp,
) -> Result<Vec<(ShownMoment, AuthorSays, String)>, Trouble> {
    let past = seen.history(None).await?;
    let line = |(stamp, says): (vault::Stamp, Option<Say>)| {
        let by = AuthorSays::happened(ask, &stamp, says.is_none());
        let says = says.unwrap_or(Say::of("Gewist.", "Erased.")).to(ask.lang).to_owned();
        (local_minute(stamp.at), by, says)
    };
    Ok(past.moments.into_iter().filter(|(stamp, _)| stamp.at >= since).map(line).collect())
}
