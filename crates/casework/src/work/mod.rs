//! My work: each person starts at what is asked of them, in three groups (now, this week, later), what cannot wait first, each with who asks,
//! why, by when, and a link to the very thing. Beside it what is asked of colleagues, what is waited for, and the days that tables meet.

mod aside;
mod group;
mod item;
mod lead;
mod lines;
mod take;
mod why;

use crate::case::ListAgreements;
use crate::places::{HANDING_OVER, HANDING_OVER_OF_A_COLLEAGUE, TAKING, WORK};
use crate::sheets::Sheet;
use aside::{Met, Waited};
use askama::Template;
use group::When;
use item::Item;
use kernel::{Lang, Say};
use lines::{BESIDE, Filter, Line};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Page, Trouble};

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.mine(WORK, "Shows only what is asked of who is logged in; the list rule is asked for every row.", show);
    house.own(
        TAKING.list(),
        "Takes up or passes on only what is asked of who is logged in; the rule of the act that is asked for decides.",
        take::show,
        take::pass_on,
    );
}

/// So many lines stand on one page.
const MOST: usize = 50;

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "work/page.html")]
struct Work {
    #[serde(skip)]
    lang: Lang,
    name: String,
    agency: String,
    /// How much is asked, about people and about the work, without what colleagues took up.
    total: usize,
    /// How much of it is due today, late, or cannot wait.
    now: usize,
    /// What stands on this page.
    tasks: Vec<Item>,
    /// What is asked about the work, without persons.
    learning: Vec<Item>,
    /// How much that is in all.
    learning_total: usize,
    /// Which page this is, from 1.
    page: usize,
    /// How many there are.
    pages: usize,
    /// What was narrowed to.
    #[serde(skip)]
    only: Option<Say>,
    #[serde(skip)]
    before: Option<String>,
    #[serde(skip)]
    after: Option<String>,
    /// What was asked of others and not done yet, the longest waiting first.
    waits_for: Vec<Waited>,
    /// The days on which a table meets, from today on.
    coming: Vec<Met>,
    /// That something was just taken up or passed on.
    #[serde(skip)]
    taken: bool,
    /// Where who leaves or is away hands over.
    #[serde(skip)]
    away: Option<&'static str>,
    /// Whether there is a list of what was agreed.
    #[serde(skip)]
    agreements: bool,
    /// Where the desk does so for a colleague.
    #[serde(skip)]
    colleague: Option<&'static str>,
}

impl Work {
    /// What stands in one group of this page.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "a template hands over references")]
    fn group(&self, when: &When) -> Vec<&Item> {
        self.tasks.iter().filter(|item| item.when == *when).collect()
    }
}

/// Shows it. Understands `wat` (one sort of task, or `leren`), with `sinds`, `tot` and `spoed` one batch of it, and `blad` (the page).
async fn show(ask: Ask) -> Result<Page<Work>, Trouble> {
    let asked = ask.vault.asked(&ask.actor).await?;
    let filter = Filter::of(&ask)?;
    let (about_people, about_work): (Vec<_>, Vec<_>) = asked.into_iter().partition(|a| lines::is_about_people(&a.kind));
    let mine = |a: &&vault::Asked| a.taken.as_ref().is_none_or(|who| *who == ask.actor.person);
    let total = about_people.iter().filter(mine).count() + about_work.len();
    let now = about_people.iter().filter(mine).filter(|a| group::is_now(a, ask.today)).count();
    let learning_total = about_work.len();
    let (lines, beside) = match &filter {
        Filter::None => (lines::all(about_people, &ask), about_work),
        Filter::Work => (lines::each(about_work), Vec::new()),
        Filter::Act { .. } => (lines::each(about_people.into_iter().filter(|a| filter.takes(a)).collect()), Vec::new()),
    };
    let sheet = Sheet::of(&ask, lines.len(), MOST);
    let shown: Vec<Line> = sheet.cut(lines).collect();
    let margin = lines::each(beside.into_iter().take(BESIDE).collect());
    let waits_for = if filter.is_none() { aside::waits_for(&ask).await? } else { Vec::new() };
    let coming = if filter.is_none() { aside::coming(&ask).await? } else { Vec::new() };
    let (before, after) = sheet.beside(|page| filter.page(page));
    let body = Work {
        lang: ask.lang,
        name: ask.actor.name.to_string(),
        agency: ask.actor.agency.name.to_string(),
        total,
        now,
        tasks: item::told(&ask, shown).await?,
        learning: item::told(&ask, margin).await?,
        learning_total,
        page: sheet.page,
        pages: sheet.pages,
        only: filter.says(&ask),
        before,
        after,
        waits_for,
        coming,
        taken: ask.query.first("opgepakt").is_some(),
        agreements: ask.vault.may_begin::<ListAgreements>(&ask.actor).is_yes() && ask.actor.role.sits(),
        away: ask.actor.role.sits().then_some(HANDING_OVER.list()),
        colleague: ask.actor.is_at_desk().then_some(HANDING_OVER_OF_A_COLLEAGUE.list()),
    };
    Ok(Page::of(&ask, Say::of("Mijn werk", "My work"), body))
}
