//! My work: each person starts at what is asked of them, with the date and the reason.

use crate::places::{HANDING_OVER, HANDING_OVER_OF_A_COLLEAGUE};
use askama::Template;
use kernel::{Lang, Say, day_month_year};
use serde::Serialize;
use vault::TaskRow;
use web::{Ask, Page, Trouble};

/// Puts the page in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.mine("/", "Shows only what is asked of who is logged in; the list rule is asked for every row.", show);
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
    /// Why it is asked, where nobody but the calendar asks it.
    why: Option<Say>,
}

#[derive(Template, Serialize)]
#[template(path = "work/page.html")]
struct Work {
    #[serde(skip)]
    lang: Lang,
    name: String,
    agency: String,
    tasks: Vec<Asked>,
    /// Where who leaves or is away hands over.
    #[serde(skip)]
    away: Option<&'static str>,
    /// Where the desk does so for a colleague.
    #[serde(skip)]
    colleague: Option<&'static str>,
}

async fn show(ask: Ask) -> Result<Page, Trouble> {
    let tasks = ask.vault.tasks(&ask.actor).await?;
    let asked = |task: TaskRow| {
        let what = ask.vault.rules().act(&task.act).map(|act| act.says.clone())?;
        let (address, kind) = ask.kinds.of(&task.kind, task.id)?;
        let at = |t: &TaskRow| {
            let own = crate::weighing::work_at(&t.act, t.id).or_else(|| crate::case::work_at(&t.act, t.id));
            own.or_else(|| crate::enquiry::work_at(&t.act, t.id)).or_else(|| crate::seating::work_at(&t.act, &address))
        };
        let unnamed = crate::case::is_unnamed(&task.act);
        let named = |text: String| if unnamed { String::new() } else { text };
        Some(Asked {
            address: at(&task).unwrap_or_else(|| address.clone()),
            what,
            kind: kind.clone(),
            reference: named(task.reference),
            title: named(task.title),
            since: day_month_year(task.since),
            due: task.due.map(day_month_year),
            late: task.due.is_some_and(|due| due < ask.today),
            why: crate::case::why_asked(&task.act),
        })
    };
    let body = Work {
        lang: ask.lang,
        name: ask.actor.name.to_string(),
        agency: ask.actor.agency.name.to_string(),
        tasks: tasks.into_iter().filter_map(asked).collect(),
        away: ask.actor.role.sits().then_some(HANDING_OVER.list()),
        colleague: ask.actor.is_at_desk().then_some(HANDING_OVER_OF_A_COLLEAGUE.list()),
    };
    Ok(Page::of(&ask, Say::of("Mijn werk", "My work"), body))
}
