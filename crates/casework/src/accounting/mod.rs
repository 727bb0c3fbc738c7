//! Accounting to the organisation that designated somebody (Wgpga art. 17): what they did and what is asked of them, by day and table, without
//! a word of what anything says and of nobody else. They read it themselves, and show it to whom they wish.

use crate::places::ACCOUNTING;
use askama::Template;
use jiff::ToSpan;
use kernel::{DossierId, Lang, Say, ShownDay, ShownMoment, day_month_year, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use vault::Row;
use web::{Ask, Page, Trouble};

/// So many days back.
const DAYS: i64 = 90;
/// So many acts stand on the page, and so many tasks.
const MOST: u32 = 200;

/// Puts the page in the house.
pub(crate) fn rooms(house: &mut web::Rooms) {
    house.mine(
        ACCOUNTING.list(),
        "Shows only what who is logged in did; which table it was is told to who may list that one.",
        show,
    );
}

/// A table as the page names it: never what or whom it is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AccountedTable")]
struct Table {
    kind: Say,
    /// What colleagues call it; nothing for who does not find it in their lists any more.
    reference: Option<String>,
}

/// Something that was done.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AccountedAct")]
struct Done {
    at: ShownMoment,
    what: Say,
    table: Table,
}

/// Something that is asked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AccountedTask")]
struct Asked {
    what: Say,
    table: Table,
    since: ShownDay,
    due: Option<ShownDay>,
    late: bool,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "accounting/page.html")]
struct Accounting {
    #[serde(skip)]
    lang: Lang,
    name: String,
    function: String,
    organisation: String,
    since: ShownDay,
    today: ShownDay,
    done: Vec<Done>,
    /// There was more than stands here.
    #[serde(skip)]
    cut: bool,
    asked: Vec<Asked>,
    /// More is asked than stands here.
    #[serde(skip)]
    asked_cut: bool,
}

async fn show(ask: Ask) -> Result<Page<Accounting>, Trouble> {
    let since = ask.today.saturating_sub(DAYS.days());
    let did = ask.vault.own_acts(&ask.actor, since, MOST).await?;
    let tables = ask.vault.tell_tables(&ask.actor, did.iter().map(|did| did.dossier).collect()).await?;
    let done = |did: &vault::Did| Done {
        at: local_minute(did.at),
        what: did.act.says.clone(),
        table: table(&ask, (did.act.kind, did.dossier), &tables),
    };
    let asked = ask.vault.tasks(&ask.actor).await?;
    let asked = asked.into_iter().filter_map(|task| {
        Some(Asked {
            what: ask.vault.rules().act(&task.act)?.says.clone(),
            table: Table {
                kind: kind(&ask, &task.kind, task.id),
                reference: (!task.reference.is_empty()).then_some(task.reference),
            },
            since: day_month_year(task.since),
            due: task.due.map(day_month_year),
            late: task.due.is_some_and(|due| due < ask.today),
        })
    });
    let mut asked: Vec<Asked> = asked.take(MOST as usize + 1).collect();
    let asked_cut = asked.len() > MOST as usize;
    asked.truncate(MOST as usize);
    let body = Accounting {
        lang: ask.lang,
        name: ask.actor.name.to_string(),
        function: ask.actor.function.to_string(),
        organisation: ask.actor.agency.name.to_string(),
        since: day_month_year(since),
        today: day_month_year(ask.today),
        done: did.iter().map(done).collect(),
        cut: did.len() >= MOST as usize,
        asked,
        asked_cut,
    };
    Ok(Page::of(&ask, Say::of("Verantwoording", "Accounting for your work"), body))
}

fn kind(ask: &Ask, kind: &str, id: DossierId) -> Say {
    ask.kinds.of(kind, id).map_or(Say::of("", ""), |(_, says)| says.clone())
}

fn table(ask: &Ask, (of, id): (&str, DossierId), tables: &BTreeMap<DossierId, Row>) -> Table {
    Table { kind: kind(ask, of, id), reference: tables.get(&id).map(|row| row.reference.clone()) }
}
