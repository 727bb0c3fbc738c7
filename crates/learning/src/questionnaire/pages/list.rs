//! The questionnaires of the own organisation, and those whose released results it may read.

use crate::places;
use crate::questionnaire::{
    State,
    acts::{BeginQuestionnaire, ListQuestionnaires},
};
use askama::Template;
use kernel::{Lang, Say, day_month_year};
use serde::Serialize;
use vault::Wanted;
use web::{Ask, Page, Trouble};

#[derive(Serialize)]
struct Item {
    address: String,
    reference: String,
    title: String,
    state: String,
    #[serde(skip)]
    says: Say,
    opened: String,
}

#[derive(Template, Serialize)]
#[template(path = "questionnaire/pages/list.html")]
struct List {
    #[serde(skip)]
    lang: Lang,
    may_begin: bool,
    items: Vec<Item>,
    next: Option<String>,
}

pub(super) async fn show(ask: Ask) -> Result<Page, Trouble> {
    let after = ask.query.first("na").map(str::parse).transpose()?;
    let wanted = Wanted { facet: None, since: None, after, limit: 50, everyone: false };
    let listed = ask.vault.list::<ListQuestionnaires>(&ask.actor, wanted).await?;
    let item = |row: vault::Row| Item {
        address: places::QUESTIONNAIRES.of(row.id),
        says: State::of_word(&row.state).unwrap_or(State::Draft).says(),
        reference: row.reference,
        title: row.label.title.to_string(),
        state: row.state,
        opened: day_month_year(row.opened),
    };
    let next = |cursor: vault::Cursor| places::QUESTIONNAIRES.asked(&[("na", cursor.to_string().as_str())]);
    let body = List {
        lang: ask.lang,
        may_begin: ask.vault.may_begin::<BeginQuestionnaire>(&ask.actor).is_yes(),
        next: listed.next.map(next),
        items: listed.rows.into_iter().map(item).collect(),
    };
    Ok(Page::of(&ask, Say::of("Vragenlijsten", "Questionnaires"), body))
}
