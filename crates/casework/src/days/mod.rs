//! The days: what is due at the tables where somebody sits, late first and then week by week, with the days on which a table looks again.

use crate::{places::DAYS, running, sheets::Sheet};
use askama::Template;
use jiff::ToSpan;
use kernel::{Date, DossierId, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use vault::Due;
use web::{Ask, Page, Trouble};

/// Puts the page in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.mine(
        DAYS.list(),
        "Shows only tables where who is logged in sits; the list rule is asked for every one that is shown.",
        show,
    );
}

/// So many weeks ahead.
const WEEKS: i64 = 8;
/// So many lines stand on one page.
const MOST: usize = 40;

/// Something that is due.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DaysLine")]
struct Line {
    on: ShownDay,
    weekday: Say,
    address: String,
    title: String,
    reference: String,
    kind: Say,
    what: Say,
    /// Of which organisations.
    of: Vec<String>,
    /// Whether the reader's organisation is among them.
    ours: bool,
    /// Whether the table meets to look again.
    meets: bool,
    late: bool,
    urgent: bool,
    #[serde(skip)]
    week: Date,
}

/// A week, or what is late.
struct Week<'a> {
    id: String,
    says: Say,
    lines: Vec<&'a Line>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "days/page.html")]
struct Days {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    today: Date,
    total: usize,
    lines: Vec<Line>,
    #[serde(skip)]
    only_ours: bool,
    page: usize,
    pages: usize,
    #[serde(skip)]
    before: Option<String>,
    #[serde(skip)]
    after: Option<String>,
}

impl Days {
    /// What is late, and then each week, as far as they are on this page.
    fn weeks(&self) -> Vec<Week<'_>> {
        let mut weeks: Vec<Week<'_>> = Vec::new();
        for line in &self.lines {
            let (id, says) = if line.late {
                ("late".to_owned(), Say::of("Te laat", "Late"))
            } else {
                let from = day_month_year(line.week);
                let says = Say::made(format!("Week van maandag {from}"), format!("Week of Monday {from}"));
                (format!("week-{}", line.week), says)
            };
            match weeks.last_mut().filter(|week| week.id == id) {
                Some(week) => week.lines.push(line),
                None => weeks.push(Week { id, says, lines: vec![line] }),
            }
        }
        weeks
    }
}

/// Shows it. Understands `alleen=ons` (what is asked of one's own organisation) and `blad` (the page).
async fn show(ask: Ask) -> Result<Page<Days>, Trouble> {
    let until = ask.today.checked_add(WEEKS.weeks()).unwrap_or(ask.today);
    let only_ours = ask.query.first("alleen") == Some("ons");
    let lists: Vec<_> = running::lists(&ask).chain(running::meetings(&ask)).collect();
    let upto = |total| Sheet::of(&ask, total, MOST).page * MOST;
    let (due, total) = ask.vault.days(&ask.actor, &lists, (until, only_ours), upto).await?;
    let sheet = Sheet::of(&ask, total, MOST);
    let shown: Vec<Due> = sheet.cut(due).collect();
    let ids: BTreeSet<DossierId> = shown.iter().map(|due| due.id).collect();
    let cards = ask.vault.tell_tables(&ask.actor, ids.into_iter().collect()).await?;
    let own = &ask.actor.agency.id;
    let line = |Due { on, id, kind, act, urgent }: Due| {
        let card = cards.get(&id)?;
        let (address, says) = ask.kinds.of(&kind, id)?;
        let here: Vec<_> = card.there.asked.iter().filter(|one| one.act == act && one.due == Some(on)).collect();
        let of: BTreeSet<_> = here.iter().map(|one| &one.of).collect();
        Some(Line {
            on: day_month_year(on),
            weekday: weekday(on),
            address,
            title: card.label.title.to_string(),
            reference: card.reference.clone(),
            kind: says.clone(),
            what: ask.vault.rules().act(&act)?.says.clone(),
            ours: of.contains(own),
            of: of.iter().map(|agency| ask.directory.agency_name(agency)).collect(),
            meets: here.iter().any(|one| one.meets),
            late: on < ask.today,
            urgent,
            week: on.checked_sub(i64::from(on.weekday().to_monday_zero_offset()).days()).unwrap_or(on),
        })
    };
    let at = |page: usize| format!("{DAYS}?{}blad={page}", if only_ours { "alleen=ons&" } else { "" });
    let (before, after) = sheet.beside(at);
    let body = Days {
        lang: ask.lang,
        today: ask.today,
        total,
        lines: shown.into_iter().filter_map(line).collect(),
        only_ours,
        page: sheet.page,
        pages: sheet.pages,
        before,
        after,
    };
    Ok(Page::of(&ask, Say::of("Dagen", "Days"), body))
}

/// What a day of the week is called.
pub(crate) fn weekday(day: Date) -> Say {
    use jiff::civil::Weekday;
    match day.weekday() {
        Weekday::Monday => Say::of("maandag", "Monday"),
        Weekday::Tuesday => Say::of("dinsdag", "Tuesday"),
        Weekday::Wednesday => Say::of("woensdag", "Wednesday"),
        Weekday::Thursday => Say::of("donderdag", "Thursday"),
        Weekday::Friday => Say::of("vrijdag", "Friday"),
        Weekday::Saturday => Say::of("zaterdag", "Saturday"),
        Weekday::Sunday => Say::of("zondag", "Sunday"),
    }
}
