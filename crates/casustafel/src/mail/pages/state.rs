//! How mail is going, for who keeps the house: numbers, moments and persons, and no address.

use askama::Template;
use kernel::{Lang, PersonId, Say, ShownDay, ShownMoment, day_month_year, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Page, Trouble};

/// Somebody whom no mail reaches.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MailPerson")]
struct Person {
    id: String,
    name: String,
    organisation: String,
    on: ShownDay,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "mail/pages/state.html")]
pub(super) struct MailOfTheHouse {
    #[serde(skip)]
    lang: Lang,
    /// Whether the house mails at all.
    mails: bool,
    /// How many wait to be sent.
    waiting: u64,
    /// Since when the one that waits longest does.
    since: Option<ShownMoment>,
    /// When the mail server took one last.
    sent: Option<ShownMoment>,
    /// When one did not go last.
    failed: Option<ShownMoment>,
    /// Why it did not.
    trouble: Option<Say>,
    /// Whose address is refused.
    refused: Vec<Person>,
    /// Who was not told anything within three days.
    given_up: Vec<Person>,
}

/// Shows it.
pub(super) async fn show(ask: Ask, mails: bool) -> Result<Page<MailOfTheHouse>, Trouble> {
    let state = ask.vault.mail_state(&ask.actor).await?;
    let person = |id: &PersonId, on| {
        let known = ask.directory.colleague(id);
        Person {
            id: id.to_string(),
            name: known.map_or_else(|| id.to_string(), |known| known.name.to_string()),
            organisation: known.map(|known| ask.directory.agency_name(&known.agency)).unwrap_or_default(),
            on: day_month_year(on),
        }
    };
    let body = MailOfTheHouse {
        lang: ask.lang,
        mails,
        waiting: state.waiting,
        since: state.since.map(local_minute),
        sent: state.sent.map(local_minute),
        failed: state.trouble.map(|(at, _)| local_minute(at)),
        trouble: state.trouble.map(|(_, why)| why.says()),
        refused: state.refused.iter().map(|(id, on)| person(id, *on)).collect(),
        given_up: state.given_up.iter().map(|(id, at)| person(id, kernel::local_day(*at))).collect(),
    };
    Ok(Page::of(&ask, Say::of("De mail van het huis", "The mail of the house"), body))
}
