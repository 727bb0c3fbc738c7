//! The one list, for every kind of dossier: those at whose table one sits, from new to old. Narrowed by where they stand, a day or a
//! reference; never by who somebody is (AUT-02). There is no other way to come across a dossier.

use askama::Template;
use kernel::{Lang, Say, day_month_year};
use serde::Serialize;
use vault::{Act, Tier, Wanted};
use web::{Ask, Page, Trouble};

/// A button above the list.
#[derive(Serialize)]
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
    /// What one may begin here.
    pub(crate) buttons: Vec<Button>,
    /// Something that was just done.
    pub(crate) notice: Option<Say>,
}

#[derive(Serialize)]
struct Tab {
    address: String,
    says: Say,
    here: bool,
}

/// A row, for a page and for a program.
#[derive(Serialize)]
struct Line {
    id: String,
    address: String,
    reference: String,
    title: String,
    #[serde(skip)]
    has_title: bool,
    summary: String,
    kind: String,
    state: String,
    #[serde(skip)]
    state_says: Say,
    opened: String,
    #[serde(skip)]
    opened_says: String,
    owner: String,
    due: Option<String>,
    #[serde(skip)]
    due_says: Option<String>,
    late: bool,
}

#[derive(Template, Serialize)]
#[template(path = "overview/list.html")]
struct List {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    overview: Words,
    #[serde(skip)]
    tabs: Vec<Tab>,
    total: u64,
    rows: Vec<Line>,
    next: Option<String>,
}

struct Words {
    title: Say,
    lead: Say,
    empty: Say,
    buttons: Vec<Button>,
    notice: Option<Say>,
}

/// Shows it. Understands `soort` (the filter), `vanaf` (a day), `aantal` (at most 500), `na` (the next page) and `kenmerk` (one reference).
///
/// # Errors
/// Refused when the rule allows no list; a sentence for a day that does not exist.
pub(crate) async fn show<A: Act>(ask: Ask, overview: Overview) -> Result<Page, Trouble> {
    let asked = ask.query.first("soort").unwrap_or_default();
    let facet = overview.facets.iter().map(|(word, _)| *word).find(|word| *word == asked);
    let since = ask.query.first("vanaf").map(kernel::parse_day).transpose()?;
    let limit = ask.query.first("aantal").and_then(|n| n.parse().ok()).unwrap_or(50);
    let (rows, total, next) = if let Some(reference) = ask.query.first("kenmerk") {
        let found = ask.vault.by_reference::<A>(&ask.actor, reference.trim()).await?;
        let total = u64::from(found.is_some());
        (found.into_iter().collect(), total, None)
    } else {
        let after = ask.query.first("na").map(str::parse).transpose()?;
        let wanted = Wanted { facet: facet.map(str::to_owned), since, after, limit, everyone: false };
        let listed = ask.vault.list::<A>(&ask.actor, wanted).await?;
        (listed.rows, listed.total, listed.next)
    };
    let next = next.map(|cursor| {
        let (day, limit, cursor) = (since.map(|d| d.to_string()), limit.to_string(), cursor.to_string());
        let pairs = [
            ("soort", facet),
            ("vanaf", day.as_deref()),
            ("aantal", Some(limit.as_str())),
            ("na", Some(cursor.as_str())),
        ];
        let given: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        format!("{}?{}", overview.address, web::encode(&given))
    });
    let all = (overview.address.to_owned(), Say::of("Alle", "All"), facet.is_none());
    let one = |(word, says): &(&'static str, Say)| {
        (format!("{}?soort={word}", overview.address), says.clone(), facet == Some(*word))
    };
    let tabs = std::iter::once(all).chain(overview.facets.iter().map(one));
    let body = List {
        lang: ask.lang,
        tabs: tabs.map(|(address, says, here)| Tab { address, says, here }).collect(),
        total,
        rows: rows.into_iter().map(|row| line(&ask, &overview, row)).collect(),
        next,
        overview: Words {
            title: overview.title.clone(),
            lead: overview.lead,
            empty: overview.empty,
            buttons: overview.buttons,
            notice: overview.notice,
        },
    };
    Ok(Page::of(&ask, overview.title, body))
}

fn line(ask: &Ask, overview: &Overview, row: vault::Row) -> Line {
    let owner =
        row.municipality.parse().map_or_else(|_| row.municipality.clone(), |id| ask.directory.municipality_name(&id));
    // A third party reads what was shared with it, not what gave cause to the case (PAR-05).
    let third = row.seats.iter().all(|tier| *tier == Tier::Third);
    Line {
        id: row.id.to_string(),
        address: format!("{}/{}", overview.address, row.id),
        has_title: row.label.title.as_str() != row.reference,
        reference: row.reference,
        title: row.label.title.to_string(),
        summary: row.label.summary.filter(|_| !third).map(|s| s.to_string()).unwrap_or_default(),
        kind: row.facet,
        state_says: (overview.state)(&row.state),
        state: row.state,
        opened: row.opened.to_string(),
        opened_says: day_month_year(row.opened),
        owner,
        due: row.due.map(|d| d.to_string()),
        due_says: row.due.map(day_month_year),
        late: row.due.is_some_and(|due| due < ask.today),
    }
}
