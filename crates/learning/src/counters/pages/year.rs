//! A year of counts. Understands `huis` (a house, or `alle`) or `regio`, and `jaar`.

use super::{
    asked::Year,
    mirror::{self, Mirror},
};
use crate::places;
use crate::{counters::acts::ReadCounters, directory};
use askama::Template;
use kernel::{
    Lang, Say,
    counters::{Counter, Figure, Figures, Quarter, Tells},
};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Counting;
use web::{Ask, Page, Trouble};

/// The word for all houses together.
const ALL: &str = "alle";

/// Whose counts this person may ask for: houses by name, then regions, then all together.
pub(crate) fn choices(ask: &Ask) -> Vec<Counting> {
    let mut houses: Vec<_> = ask.directory.houses.iter().collect();
    houses.sort_by(|a, b| a.name.cmp(&b.name));
    let houses = houses.into_iter().map(|h| Counting::House(h.id.clone()));
    let regions = ask.directory.regions().into_iter().cloned().map(Counting::Region);
    let all = houses.chain(regions).chain([Counting::All]);
    all.filter(|of| ask.vault.may_count::<ReadCounters>(&ask.actor, of).is_yes()).collect()
}

fn name(ask: &Ask, of: &Counting) -> Say {
    match of {
        Counting::House(id) => {
            let name = directory::house_name(&ask.directory, id);
            Say::same(name)
        }
        Counting::Region(region) => directory::region_says(region),
        Counting::All => directory::ALL_HOUSES,
    }
}

/// What stands behind the question mark of an address for it.
fn query(of: &Counting, year: i16) -> String {
    let (name, word) = match of {
        Counting::House(id) => ("huis", id.as_str()),
        Counting::Region(region) => ("regio", region.as_str()),
        Counting::All => ("huis", ALL),
    };
    web::encode(&[(name, word), ("jaar", &year.to_string())])
}

/// Reads what the address asks for.
pub(super) async fn asked(ask: &Ask) -> Result<Year, Trouble> {
    let year = ask.query.first("jaar").and_then(|y| y.parse().ok()).filter(|y| (2000..2999).contains(y));
    let year = year.unwrap_or(ask.today.year());
    // A house or region that is not there is refused like one that one may not see.
    let of = match (ask.query.first("huis"), ask.query.first("regio")) {
        (Some(ALL), _) => Counting::All,
        (Some(id), _) => {
            let known = id.parse().ok().and_then(|id| ask.directory.house(&id));
            Counting::House(known.ok_or(Trouble::Denied)?.id.clone())
        }
        (None, Some(name)) => {
            let known = ask.directory.regions().into_iter().find(|region| region.as_str() == name);
            Counting::Region(known.ok_or(Trouble::Denied)?.clone())
        }
        (None, None) => choices(ask).into_iter().next().unwrap_or(Counting::House(ask.actor.agency.house.clone())),
    };
    let quarters = ask.vault.counted_in::<ReadCounters>(&ask.actor, &of, &Quarter::all_of(year)).await?;
    Ok(Year { name: name(ask, &of), whole: Figures::sum(&quarters), of, year, quarters })
}

#[derive(Serialize, JsonSchema)]
struct Link {
    address: String,
    says: Say,
    here: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "YearRow")]
struct Row {
    says: Say,
    quarters: Vec<Say>,
    year: Say,
}

#[derive(Serialize, JsonSchema)]
struct Lasted {
    says: Say,
    quarters: Vec<Say>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "counters/pages/year.html")]
pub(super) struct YearPage {
    #[serde(skip)]
    lang: Lang,
    name: Say,
    year: i16,
    houses: Vec<Link>,
    before: String,
    after: Option<String>,
    quarters: Vec<Say>,
    rows: Vec<Row>,
    /// What was counted fewer than five times in every quarter.
    rare: Vec<Say>,
    lasted: Vec<Lasted>,
    /// What was counted too seldom in every quarter to say how long it took.
    seldom: Vec<Say>,
    mirror: Mirror,
    files: Vec<(String, &'static str)>,
}

fn address(of: &Counting, year: i16) -> String {
    format!("{}?{}", places::COUNTS, query(of, year))
}

pub(super) async fn show(ask: Ask) -> Result<Page<YearPage>, Trouble> {
    let asked = asked(&ask).await?;
    let link = |of: Counting| Link { address: address(&of, asked.year), says: name(&ask, &of), here: of == asked.of };
    let file =
        |kind: &'static str| (format!("{}/bestand/{kind}?{}", places::COUNTS, query(&asked.of, asked.year)), kind);
    let few = |what: &Counter| asked.quarters.iter().all(|q| q.count(*what) == Figure::Few);
    let (rare, often): (Vec<_>, Vec<_>) = counted().partition(few);
    let untold = |what: &Counter| asked.quarters.iter().all(|q| q.median(*what).is_none());
    let (seldom, long): (Vec<_>, Vec<_>) = Counter::ALL.iter().copied().filter(|w| has_days(*w)).partition(untold);
    let body = YearPage {
        lang: ask.lang,
        name: asked.name.clone(),
        year: asked.year,
        houses: choices(&ask).into_iter().map(link).collect(),
        before: address(&asked.of, asked.year - 1),
        after: (asked.year < ask.today.year()).then(|| address(&asked.of, asked.year + 1)),
        quarters: Quarter::all_of(asked.year).into_iter().map(Quarter::says).collect(),
        rows: often.into_iter().map(|what| row(&asked, what)).collect(),
        rare: rare.into_iter().map(Counter::says).collect(),
        lasted: long.into_iter().map(|what| lasted(&asked, what)).collect(),
        seldom: seldom.into_iter().map(Counter::says).collect(),
        mirror: mirror::mirror(&asked),
        files: ["csv", "ods", "xlsx"].map(file).into(),
    };
    Ok(Page::of(&ask, Say::of("Tellingen", "Counts"), body))
}

/// The counters that are told as a count of their own.
pub(super) fn counted() -> impl Iterator<Item = Counter> {
    Counter::ALL.iter().copied().filter(|w| matches!(w.tells(), Tells::Count | Tells::CountAndDays))
}

/// Whether a counter tells how long something took.
pub(super) fn has_days(what: Counter) -> bool {
    matches!(what.tells(), Tells::Days | Tells::CountAndDays)
}

fn row(asked: &Year, what: Counter) -> Row {
    Row {
        says: what.says(),
        quarters: asked.quarters.iter().map(|q| q.count(what).says()).collect(),
        year: asked.whole.count(what).says(),
    }
}

fn lasted(asked: &Year, what: Counter) -> Lasted {
    let days = |q: &Figures| match q.median(what) {
        Some(1) => Say::of("1 dag", "1 day"),
        Some(n) => Say::made(format!("{n} dagen"), format!("{n} days")),
        None => Say::of("te weinig om te noemen", "too few to tell"),
    };
    Lasted { says: what.says(), quarters: asked.quarters.iter().map(days).collect() }
}
