//! My work: each person starts at what is asked of them, with the date and the reason.

use askama::Template;
use kernel::{DossierId, Lang, Say, day_month_year};
use serde::Serialize;
use vault::TaskRow;
use web::{Ask, Page, Trouble};

/// Puts the page in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.mine("/", "Shows only what is asked of who is logged in; the list rule is asked for every row.", show);
}

/// Where a dossier of this kind is read.
#[must_use]
pub fn address(kind: &str, id: DossierId) -> String {
    let room = match kind {
        "signal" => "signalen",
        "weighing" => "wegingen",
        "advice" => "adviezen",
        _ => "zaken",
    };
    format!("/{room}/{id}")
}

/// What a dossier of this kind is called.
fn called(kind: &str) -> Say {
    match kind {
        "signal" => Say::of("Signaal", "Signal"),
        "weighing" => Say::of("Weging", "Weighing"),
        "advice" => Say::of("Advies", "Advice"),
        _ => Say::of("Casus", "Case"),
    }
}

/// Something asked.
#[derive(Serialize)]
struct Asked {
    address: String,
    what: Say,
    kind: Say,
    reference: String,
    title: String,
    since: String,
    due: Option<String>,
    late: bool,
}

#[derive(Template, Serialize)]
#[template(path = "work/page.html")]
struct Work {
    #[serde(skip)]
    lang: Lang,
    name: String,
    agency: String,
    tasks: Vec<Asked>,
}

async fn show(ask: Ask) -> Result<Page, Trouble> {
    let tasks = ask.vault.tasks(&ask.actor).await?;
    let asked = |task: TaskRow| {
        let what = ask.vault.rules().act(&task.act).map(|act| act.says.clone())?;
        Some(Asked {
            address: crate::weighing::work_at(&task.act, task.id).unwrap_or_else(|| address(&task.kind, task.id)),
            what,
            kind: called(&task.kind),
            reference: task.reference,
            title: task.title,
            since: day_month_year(task.since),
            due: task.due.map(day_month_year),
            late: task.due.is_some_and(|due| due < ask.today),
        })
    };
    let body = Work {
        lang: ask.lang,
        name: ask.actor.name.to_string(),
        agency: ask.actor.agency.name.to_string(),
        tasks: tasks.into_iter().filter_map(asked).collect(),
    };
    Ok(Page::of(&ask, Say::of("Mijn werk", "My work"), body))
}
