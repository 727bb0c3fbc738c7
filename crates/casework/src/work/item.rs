//! One line of My work, as it is read.

use super::{
    group::{When, when},
    lead,
    lines::{Filter, Line},
    why::why,
};
use crate::{
    advice, case,
    places::TAKING,
    reporting,
    table::{Place, mini},
    weighing,
};
use kernel::{AgencyId, PersonId, Say, ShownDay, day_month_year, days_left};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act as _, Asked, TaskRow, Tier};
use web::{Ask, Trouble};

/// A line, for a page and for a program.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorkItem")]
pub(super) struct Item {
    pub(super) address: String,
    pub(super) what: Say,
    pub(super) kind: Say,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) since: ShownDay,
    pub(super) due: Option<ShownDay>,
    /// How long that is from today, in words.
    #[serde(skip)]
    pub(super) left: String,
    /// Whether the title does not tell the reference already.
    #[serde(skip)]
    pub(super) has_reference: bool,
    pub(super) late: bool,
    pub(super) urgent: bool,
    pub(super) when: When,
    /// How many tasks this line stands for; the address leads to them.
    pub(super) count: usize,
    /// Who asks, where somebody does.
    pub(super) asked_by: Option<String>,
    pub(super) why: Option<Say>,
    /// Of whom alone it is asked: the reader stands in for them.
    pub(super) instead_of: Option<String>,
    /// Who took it up.
    pub(super) taken_by: Option<String>,
    /// The table in small, where it says whom one waits for.
    #[serde(skip)]
    pub(super) mini: String,
    /// Where it is taken up or passed on, where somebody else could.
    pub(super) take: Option<String>,
}

/// Opens the cards of the lines that are shown.
pub(super) async fn told(ask: &Ask, lines: Vec<Line>) -> Result<Vec<Item>, Trouble> {
    let ones = lines.iter().filter_map(|line| match line {
        Line::One(asked) => Some(asked.clone()),
        Line::Many(..) => None,
    });
    let mut rows = ask.vault.tell_asked(ones.collect()).await?.into_iter().peekable();
    let mut items = Vec::with_capacity(lines.len());
    for line in lines {
        match line {
            Line::Many(first, count) => items.extend(batch(ask, &first, count)),
            // What was destroyed meanwhile has no row.
            Line::One(asked) => items.extend(rows.next_if(|row| row.asked == asked).and_then(|row| one(ask, row))),
        }
    }
    Ok(items)
}

/// A line that stands for many.
fn batch(ask: &Ask, first: &Asked, count: usize) -> Option<Item> {
    let blank = blank(ask, first)?;
    Some(Item { address: Filter::batch(first).page(1), count, ..blank })
}

fn one(ask: &Ask, row: TaskRow) -> Option<Item> {
    let blank = blank(ask, &row.asked)?;
    let unnamed = case::is_unnamed(&row.act);
    let named = |text: String| if unnamed { String::new() } else { text };
    let (root, _) = ask.kinds.of(&row.kind, row.id)?;
    let others = ask.vault.may_take(&ask.actor, &row.asked).into_iter().any(|who| who != ask.actor.person);
    Some(Item {
        address: lead::to(&row.asked, &root).unwrap_or(root),
        has_reference: !unnamed
            && (!row.title.contains(&row.reference) || reporting::called(&row.act, row.asked.thing).is_some()),
        mini: in_small(ask, &row),
        take: others.then(|| taking(&row.asked)),
        title: match reporting::called(&row.act, row.asked.thing) {
            Some(one) => one.to(ask.lang).to_owned(),
            None => named(row.title),
        },
        reference: named(row.reference),
        ..blank
    })
}

/// What can be said without opening a card.
fn blank(ask: &Ask, asked: &Asked) -> Option<Item> {
    let what = ask.vault.rules().act(&asked.act).map(|act| act.says.clone())?;
    let name = |who: &PersonId| ask.directory.colleague(who).map_or_else(|| who.to_string(), |c| c.name.to_string());
    Some(Item {
        address: String::new(),
        what,
        kind: ask.kinds.says(&asked.kind)?.clone(),
        reference: String::new(),
        title: String::new(),
        since: day_month_year(asked.since),
        due: asked.due.map(day_month_year),
        left: asked.due.map(|due| days_left(due, ask.today).to(ask.lang).to_owned()).unwrap_or_default(),
        has_reference: false,
        late: asked.due.is_some_and(|due| due < ask.today),
        urgent: asked.urgent,
        when: when(asked, ask),
        count: 1,
        asked_by: asked.asker.as_ref().map(|agency| asker(ask, agency, asked.asked_by.as_ref())),
        why: why(&asked.act),
        instead_of: asked.instead_of.as_ref().map(name),
        taken_by: asked.taken.as_ref().map(name),
        mini: String::new(),
        take: None,
    })
}

/// Who asks: the person with their organisation, or the organisation alone.
fn asker(ask: &Ask, agency: &AgencyId, person: Option<&PersonId>) -> String {
    let office = ask.directory.agency_name(agency);
    match person.and_then(|person| ask.directory.colleague(person)) {
        Some(known) if known.agency == *agency => format!("{}, {office}", known.name),
        Some(_) | None => office,
    }
}

/// Where it is taken up or passed on.
fn taking(asked: &Asked) -> String {
    let (id, no) = (asked.id.to_string(), asked.thing.map(|no| no.to_string()).unwrap_or_default());
    format!("{TAKING}?{}", web::encode(&[("dossier", &id), ("taak", &asked.act), ("nr", &no)]))
}

/// The table in small, where all of it are asked the same.
fn in_small(ask: &Ask, row: &TaskRow) -> String {
    let tier = [
        (weighing::HandInView::INFO, Tier::Trio),
        (weighing::TurnKey::INFO, Tier::Trio),
        (advice::DecideAdvice::INFO, Tier::Triangle),
    ];
    let Some((_, tier)) = tier.iter().find(|(info, _)| info.name == row.act) else { return String::new() };
    let place = |(agency, tier, acts): &(AgencyId, Tier, Vec<String>)| {
        let owes = acts.contains(&row.act);
        Place {
            agency: agency.clone(),
            tier: *tier,
            spoken: Some(!owes),
            key: None,
            owes: owes.then_some(Say::of("is aan zet", "has to act")),
        }
    };
    let places: Vec<Place> = row.table.iter().filter(|(_, as_what, _)| as_what == tier).map(place).collect();
    mini(&places, ask.lang)
}
