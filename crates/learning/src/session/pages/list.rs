//! The sessions that one leads or was invited to, from new to old.

use crate::places;
use crate::session::{ListSessions, PlanSession, Shape, State};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Wanted;
use web::{Ask, Page, Trouble};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SessionItem")]
struct Item {
    address: String,
    reference: String,
    title: String,
    aim: String,
    shape: String,
    state: String,
    day: Option<ShownDay>,
    running: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SessionTab")]
struct Tab {
    address: String,
    says: String,
    here: bool,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "session/pages/list.html")]
pub(super) struct List {
    #[serde(skip)]
    lang: Lang,
    may_plan: bool,
    tabs: Vec<Tab>,
    total: u64,
    items: Vec<Item>,
    next: Option<String>,
}

/// Understands `soort` (the form) and `na` (the next page).
pub(super) async fn show(ask: Ask) -> Result<Page<List>, Trouble> {
    let asked = ask.query.first("soort").unwrap_or_default();
    let shape = Shape::ALL.into_iter().find(|s| s.word() == asked);
    let after = ask.query.first("na").map(str::parse).transpose()?;
    let wanted = Wanted { facet: shape.map(|s| s.word().to_owned()), after, limit: 50, ..Wanted::default() };
    let listed = ask.vault.list::<ListSessions>(&ask.actor, wanted).await?;
    let lang = ask.lang;
    let all = Tab {
        address: places::SESSIONS.list().into(),
        says: Say::of("Alle", "All").to(lang).to_owned(),
        here: shape.is_none(),
    };
    let one = |s: Shape| Tab {
        address: places::SESSIONS.asked(&[("soort", s.word())]),
        says: s.says().to(lang).to_owned(),
        here: shape == Some(s),
    };
    let word = |word: &str| State::ALL.into_iter().find(|s| s.word() == word).unwrap_or_default();
    let item = |row: vault::Row| Item {
        address: places::SESSIONS.of(row.id),
        title: row.label.title.to_string(),
        aim: row.label.summary.map(|s| s.to_string()).unwrap_or_default(),
        shape: Shape::ALL
            .into_iter()
            .find(|s| s.word() == row.facet)
            .map_or_else(String::new, |s| s.says().to(lang).to_owned()),
        state: word(&row.state).says().to(lang).to_owned(),
        running: word(&row.state) == State::Running,
        day: row.due.filter(|_| [State::Planned, State::Running].contains(&word(&row.state))).map(day_month_year),
        reference: row.reference,
    };
    let body = List {
        lang,
        may_plan: ask.vault.may_begin::<PlanSession>(&ask.actor).is_yes(),
        tabs: std::iter::once(all).chain(Shape::ALL.into_iter().map(one)).collect(),
        total: listed.total,
        items: listed.rows.into_iter().map(item).collect(),
        next: listed.next.map(|c| {
            let (cursor, facet) = (c.to_string(), shape.map(Shape::word));
            let pairs = [("soort", facet), ("na", Some(cursor.as_str()))];
            let given: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(n, v)| Some((n, v?))).collect();
            places::SESSIONS.asked(&given)
        }),
    };
    Ok(Page::of(&ask, Say::of("Sessies", "Sessions"), body))
}
