//! The one list, for every kind of dossier: those at whose table one sits, what cannot wait first and then from new to old. Narrowed by where they stand, a day or a
//! reference; never by who somebody is (AUT-02). There is no other way to come across a dossier.

mod narrow;
mod waits;

use crate::table::mini_legend;
use askama::Template;
use kernel::{Date, Lang, MunicipalityId, Say, ShownDay, day_month_year, days_left};
use narrow::{By, Choice, Narrow};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Tier, Wanted};
use waits::Waits;
use web::{Ask, Page, Trouble};

/// A button above the list.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Button {
    /// Where it leads.
    pub(crate) address: String,
    /// What it says.
    pub(crate) says: Say,
}

/// What a kind of dossier says of its list.
pub(crate) struct Overview {
    /// Where the list is; its dossiers are below it.
    pub(crate) address: &'static str,
    /// What stands above it.
    pub(crate) title: Say,
    /// A sentence on what is in it.
    pub(crate) lead: Say,
    /// What it says when there is nothing.
    pub(crate) empty: Say,
    /// The filters: the word of the facet and what it says.
    pub(crate) facets: Vec<(&'static str, Say)>,
    /// What a state is called.
    pub(crate) state: fn(&str) -> Say,
    /// The states to choose from, where the filters above are no states.
    pub(crate) states: Vec<(&'static str, Say)>,
    /// Whether words of a title are looked for: only where a title is never the name of the person (ACC-03).
    pub(crate) by_title: bool,
    /// Whether its dossiers are of a municipality, and so of a house.
    pub(crate) by_place: bool,
    /// What one may begin here.
    pub(crate) buttons: Vec<Button>,
    /// Something that was just done.
    pub(crate) notice: Option<Say>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseworkTab")]
struct Tab {
    address: String,
    says: Say,
    here: bool,
}

/// A row, for a page and for a program.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseworkLine")]
struct Line {
    id: String,
    address: String,
    reference: String,
    title: String,
    #[serde(skip)]
    has_title: bool,
    /// Whether the title does not tell the reference already.
    #[serde(skip)]
    has_reference: bool,
    summary: String,
    kind: String,
    state: String,
    #[serde(skip)]
    state_says: Say,
    opened: ShownDay,
    owner: String,
    due: Option<ShownDay>,
    /// How long that is from today, in words.
    #[serde(skip)]
    left: String,
    late: bool,
    /// Whether it is about what cannot wait.
    urgent: bool,
    /// Whether something is asked there that cannot wait: those stand above the others.
    #[serde(skip)]
    above: bool,
    /// What the table waits for, of whom; the reader's own organisation first.
    waits_for: Vec<Waits>,
    /// The table in small.
    #[serde(skip)]
    mini: String,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "overview/list.html")]
pub(crate) struct List {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    overview: Words,
    #[serde(skip)]
    tabs: Vec<Tab>,
    /// Where the list is, and what it is narrowed to.
    #[serde(skip)]
    form: Narrowing,
    total: u64,
    rows: Vec<Line>,
    /// What the dots of the small tables say, where there is one.
    #[serde(skip)]
    legend: String,
    next: Option<String>,
}

/// The form by which a list is narrowed.
struct Narrowing {
    address: &'static str,
    facet: Option<&'static str>,
    open: bool,
    by_due: bool,
    reference: String,
    /// What was looked for in titles; none where titles are not looked through.
    title: Option<String>,
    since: Option<Date>,
    houses: Vec<Choice>,
    municipalities: Vec<Choice>,
    states: Vec<Choice>,
    onlys: Vec<Choice>,
    orders: Vec<Choice>,
}

impl Narrowing {
    /// What is chosen from a list: the name of the field, what it says, and what there is to choose.
    fn selects(&self) -> [(&'static str, Say, &[Choice]); 4] {
        [
            ("huis", Say::of("Zorg- en Veiligheidshuis", "Care and Safety House"), &self.houses),
            ("gemeente", Say::of("Gemeente", "Municipality"), &self.municipalities),
            ("staat", Say::of("Hoe het ervoor staat", "Where it stands"), &self.states),
            ("alleen", Say::of("Alleen", "Only"), &self.onlys),
        ]
    }
}

struct Words {
    title: Say,
    lead: Say,
    empty: Say,
    buttons: Vec<Button>,
    notice: Option<Say>,
}

/// Shows it. Understands `soort` (the filter), `vanaf` (a day), `aantal` (at most 500), `na` (the next page) and `kenmerk` (one reference); or
/// `titel`, `huis`, `gemeente`, `staat`, `alleen` (`te-laat`, `spoed`, `aan-zet`) and `volgorde` (`uiterlijk`) with `blad` (the page).
///
/// # Errors
/// Refused when the rule allows no list; a sentence for a day that does not exist.
pub(crate) async fn show<A: Act>(ask: Ask, overview: Overview) -> Result<Page<List>, Trouble> {
    let asked = ask.query.first("soort").unwrap_or_default();
    let facet = overview.facets.iter().map(|(word, _)| *word).find(|word| *word == asked);
    let since = ask.query.first("vanaf").filter(|text| !text.is_empty()).map(kernel::parse_day).transpose()?;
    let limit = ask.query.first("aantal").and_then(|n| n.parse().ok()).unwrap_or(50);
    let by = By { title: overview.by_title, place: overview.by_place };
    let narrow = Narrow::of(&ask, &overview.states, by, since);
    let reference = ask.query.first("kenmerk").map(str::trim).filter(|text| !text.is_empty());
    let (rows, total, next) = if let Some(reference) = reference {
        let found = ask.vault.by_reference::<A>(&ask.actor, reference).await?;
        let total = u64::from(found.is_some());
        (found.into_iter().collect(), total, None)
    } else if narrow.is_any() {
        let narrowed = narrow.read::<A>(&ask, facet).await?;
        let next = narrowed.next.map(|page| {
            let page = page.to_string();
            let pairs = narrow.pairs();
            let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
            let kept = facet.map(|facet| ("soort", facet)).into_iter().chain(pairs);
            let given: Vec<(&str, &str)> = kept.chain([("blad", page.as_str())]).collect();
            format!("{}?{}", overview.address, web::encode(&given))
        });
        (narrowed.rows, narrowed.total, next)
    } else {
        let after = ask.query.first("na").map(str::parse).transpose()?;
        let wanted = Wanted { facet: facet.map(str::to_owned), since, after, limit, everyone: false, calm: true };
        // What cannot wait stands above the first page, and on no other.
        let mut rows = match wanted.after {
            None => ask.vault.urgent::<A>(&ask.actor, wanted.facet.clone(), since).await?,
            Some(_) => Vec::new(),
        };
        let listed = ask.vault.list::<A>(&ask.actor, wanted).await?;
        rows.extend(listed.rows);
        let next = listed.next.map(|cursor| older(&overview, facet, (since, limit), &cursor));
        (rows, listed.total, next)
    };
    let form = Narrowing {
        address: overview.address,
        facet,
        open: narrow.is_any() || reference.is_some() || since.is_some(),
        by_due: narrow.order == narrow::Order::Due,
        reference: reference.unwrap_or_default().to_owned(),
        title: overview.by_title.then(|| narrow.title.clone().unwrap_or_default()),
        since,
        houses: if overview.by_place { narrow.houses(&ask) } else { Vec::new() },
        municipalities: if overview.by_place { narrow.municipalities(&ask) } else { Vec::new() },
        states: narrow.states(&overview.states),
        onlys: narrow.onlys(),
        orders: narrow.orders(),
    };
    let all = (overview.address.to_owned(), Say::of("Alle", "All"), facet.is_none());
    let one = |(word, says): &(&'static str, Say)| {
        (format!("{}?soort={word}", overview.address), says.clone(), facet == Some(*word))
    };
    let tabs = std::iter::once(all).chain(overview.facets.iter().map(one));
    let rows: Vec<Line> = rows.into_iter().map(|row| line(&ask, &overview, row)).collect();
    let below = ask.below.iter().map(|(address, says)| Button { address: (*address).to_owned(), says: says.clone() });
    let buttons = overview.buttons.into_iter().chain(below).collect();
    let body = List {
        lang: ask.lang,
        tabs: tabs.map(|(address, says, here)| Tab { address, says, here }).collect(),
        form,
        total,
        legend: if rows.iter().any(|row| !row.mini.is_empty()) { mini_legend(ask.lang) } else { String::new() },
        rows,
        next,
        overview: Words {
            title: overview.title.clone(),
            lead: overview.lead,
            empty: overview.empty,
            buttons,
            notice: overview.notice,
        },
    };
    Ok(Page::of(&ask, overview.title, body))
}

/// The address of what is older.
fn older(
    overview: &Overview,
    facet: Option<&str>,
    (since, limit): (Option<Date>, u32),
    cursor: &vault::Cursor,
) -> String {
    let (day, limit, cursor) = (since.map(|d| d.to_string()), limit.to_string(), cursor.to_string());
    let pairs =
        [("soort", facet), ("vanaf", day.as_deref()), ("aantal", Some(limit.as_str())), ("na", Some(cursor.as_str()))];
    let given: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    format!("{}?{}", overview.address, web::encode(&given))
}

fn line(ask: &Ask, overview: &Overview, row: vault::Row) -> Line {
    let owner =
        row.municipality.parse().map_or_else(|_| row.municipality.clone(), |id| ask.directory.municipality_name(&id));
    // What is of no municipality, such as a meeting, has none.
    let owner = if row.municipality == MunicipalityId::default().as_str() { String::new() } else { owner };
    // A third party reads what was shared with it, not what gave cause to the case (PAR-05).
    let third = row.seats.iter().all(|tier| *tier == Tier::Third);
    // Nor by when the table is done, but what is asked of itself.
    let due = if third {
        row.there.asked.iter().filter(|one| one.comes_to(&ask.actor)).filter_map(|one| one.due).min()
    } else {
        row.due
    };
    Line {
        id: row.id.to_string(),
        address: format!("{}/{}", overview.address, row.id),
        has_title: row.label.title.as_str() != row.reference,
        has_reference: !row.label.title.as_str().contains(&row.reference),
        reference: row.reference,
        title: row.label.title.to_string(),
        summary: row.label.summary.filter(|_| !third).map(|s| s.to_string()).unwrap_or_default(),
        kind: row.facet,
        state_says: (overview.state)(&row.state),
        state: row.state,
        opened: day_month_year(row.opened),
        owner,
        due: due.map(day_month_year),
        left: due.map(|due| days_left(due, ask.today).to(ask.lang).to_owned()).unwrap_or_default(),
        late: due.is_some_and(|due| due < ask.today),
        urgent: row.there.urgent || row.label.urgent,
        above: row.there.urgent,
        waits_for: waits::of(ask, &row.there),
        mini: waits::in_small(ask, &row.there),
    }
}
