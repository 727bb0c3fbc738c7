//! The cases at whose table one sits, from new to old. Narrowed by the sort of case only; never by who somebody is (AUT-02).

use super::{at, head};
use crate::case::{CaseKind, ListCases, OpenCase};
use askama::Template;
use kernel::{Lang, Say, day_month_year};
use serde::Serialize;
use vault::{Tier, Wanted};
use web::{Ask, Page, Trouble};

#[derive(Serialize)]
struct Tab {
    word: &'static str,
    says: String,
    here: bool,
}

#[derive(Serialize)]
struct Line {
    id: String,
    address: String,
    reference: String,
    title: String,
    summary: String,
    kind: String,
    #[serde(skip)]
    kind_says: String,
    state: String,
    #[serde(skip)]
    state_says: String,
    opened: String,
    owner: String,
    due: Option<String>,
    #[serde(skip)]
    due_says: Option<String>,
    late: bool,
}

#[derive(Template, Serialize)]
#[template(path = "case/pages/list.html")]
struct List {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    tabs: Vec<Tab>,
    rows: Vec<Line>,
    total: u64,
    next: Option<String>,
    #[serde(skip)]
    may_open: bool,
}

pub(super) async fn show(ask: Ask) -> Result<Page, Trouble> {
    let facet = ask.query.first("soort").and_then(CaseKind::from_word);
    let wanted = Wanted {
        facet: facet.map(|k| k.word().to_owned()),
        since: ask.query.first("vanaf").and_then(|d| kernel::parse_day(d).ok()),
        after: ask.query.first("na").map(str::parse).transpose()?,
        limit: ask.query.first("aantal").and_then(|n| n.parse().ok()).unwrap_or(50),
    };
    if let Some(reference) = ask.query.first("kenmerk") {
        return one(&ask, reference).await;
    }
    let since = wanted.since.map(|d| format!("&vanaf={d}")).unwrap_or_default();
    let listed = ask.vault.list::<ListCases>(&ask.actor, wanted).await?;
    let rows = listed.rows.into_iter().map(|row| line(&ask, row)).collect();
    let word = facet.map_or("", CaseKind::word);
    let tab = |kind: Option<CaseKind>| Tab {
        word: kind.map_or("", CaseKind::word),
        says: kind.map_or(Say::of("alle", "all"), CaseKind::says).to(ask.lang).to_owned(),
        here: kind == facet,
    };
    let body = List {
        lang: ask.lang,
        tabs: [None].into_iter().chain(CaseKind::ALL.iter().copied().map(Some)).map(tab).collect(),
        rows,
        total: listed.total,
        next: listed.next.map(|cursor| format!("/zaken?soort={word}{since}&na={cursor}")),
        may_open: ask.vault.may_begin::<OpenCase>(&ask.actor).is_yes(),
    };
    Ok(Page::of(&ask, Say::of("Casussen", "Cases"), body))
}

/// The case with this reference, by itself.
async fn one(ask: &Ask, reference: &str) -> Result<Page, Trouble> {
    let found = ask.vault.by_reference::<ListCases>(&ask.actor, reference.trim()).await?;
    let rows: Vec<Line> = found.into_iter().map(|row| line(ask, row)).collect();
    let total = rows.len() as u64;
    let may_open = ask.vault.may_begin::<OpenCase>(&ask.actor).is_yes();
    let body = List { lang: ask.lang, tabs: Vec::new(), rows, total, next: None, may_open };
    Ok(Page::of(ask, Say::of("Casussen", "Cases"), body))
}

fn line(ask: &Ask, row: vault::Row) -> Line {
    let owner =
        row.municipality.parse().map_or_else(|_| row.municipality.clone(), |id| ask.directory.municipality_name(&id));
    // A third party reads what was shared with it, not what gave cause to the case (PAR-05).
    let third = row.seats.iter().all(|tier| *tier == Tier::Third);
    Line {
        id: row.id.to_string(),
        address: at(row.id),
        reference: row.reference,
        title: row.label.title.to_string(),
        summary: row.label.summary.filter(|_| !third).map(|s| s.to_string()).unwrap_or_default(),
        kind_says: CaseKind::from_word(&row.facet)
            .map_or(Say::of("casus", "case"), CaseKind::says)
            .to(ask.lang)
            .to_owned(),
        kind: row.facet,
        state_says: head::says_word(&row.state).to(ask.lang).to_owned(),
        state: row.state,
        opened: row.opened.to_string(),
        owner,
        due: row.due.map(|d| d.to_string()),
        due_says: row.due.map(day_month_year),
        late: row.due.is_some_and(|due| due < ask.today),
    }
}
