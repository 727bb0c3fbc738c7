//! One organisation: who holds its office, who has a mandate, and who names who sits.

use super::forms;
use crate::office::{Arranged, GivenMandate, ReadOffice};
use kernel::{Date, Lang, Note, PersonId, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Filled, Html, Page, Trouble, Visit};

/// Somebody by name and function.
#[derive(Serialize, JsonSchema)]
struct Person {
    name: String,
    function: String,
}

#[derive(Serialize, JsonSchema)]
struct MandateRow {
    name: String,
    function: String,
    keys: Vec<String>,
    decision: String,
    by: String,
    from: ShownDay,
    until: ShownDay,
    stands: Say,
    counts: bool,
    reason: Option<String>,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "office/pages/read.html")]
pub(crate) struct ReadPage {
    #[serde(skip)]
    lang: Lang,
    reference: String,
    organisation: String,
    state: Say,
    holder: Option<Person>,
    confirmed: Option<(String, ShownDay)>,
    proposed: Option<(Person, ShownDay)>,
    mandates: Vec<MandateRow>,
    desk: Vec<Person>,
    automatic: bool,
    unchecked: Option<ShownDay>,
    #[serde(skip)]
    forms: Vec<Html>,
    why: Vec<(String, String)>,
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadOffice>, filled: Filled) -> Result<Page<ReadPage>, Trouble> {
    let (ask, office, lang) = (&visit.ask, visit.dossier(), visit.ask.lang);
    let body = ReadPage {
        lang,
        reference: office.reference.to_string(),
        organisation: office.name.to_string(),
        state: office.state().says(),
        holder: office.holder.as_ref().map(|(held, ..)| person(&held.name, &held.function)),
        confirmed: office.holder.as_ref().map(|(_, by, on)| (by.called.name.to_string(), day_month_year(*on))),
        proposed: office.proposed.as_ref().map(|(p, on)| (person(&p.name, &p.function), day_month_year(*on))),
        mandates: office.mandates.iter().rev().map(|given| row(ask, given, ask.today)).collect(),
        desk: office.desk.persons.iter().map(|who| known(ask, office, who)).collect(),
        automatic: office.desk.automatic,
        unchecked: office.unchecked.map(day_month_year),
        forms: forms::forms(&visit).iter().map(|form| form.html(ask, &filled, Some(visit.seq()))).collect(),
        why: visit.seen.why().grounds.iter().map(|g| (g.says.to(lang).to_owned(), g.law.clone())).collect(),
    };
    let title = Say::made(format!("Wie tekent voor {}", office.name), format!("Who signs for {}", office.name));
    Ok(Page::of(ask, title, body))
}

fn person(name: &kernel::Line, function: &kernel::Line) -> Person {
    Person { name: name.to_string(), function: function.to_string() }
}

/// Who names today, as they are called today.
fn known(ask: &Ask, office: &Arranged, who: &PersonId) -> Person {
    let known = ask.directory.colleague(who).filter(|c| c.agency == *office.agency());
    known.map_or_else(
        || Person {
            name: who.to_string(),
            function: ask.lang.both("werkt hier niet meer", "no longer works here").to_owned(),
        },
        |c| person(&c.name, &c.function),
    )
}

fn row(ask: &Ask, given: &GivenMandate, today: Date) -> MandateRow {
    let mandate = &given.mandate;
    MandateRow {
        name: given.name.to_string(),
        function: given.function.to_string(),
        keys: mandate.acts.iter().map(|act| forms::key_says(ask, act).to(ask.lang).to_owned()).collect(),
        decision: mandate.decision.to_string(),
        by: given.by.called.name.to_string(),
        from: day_month_year(mandate.from),
        until: day_month_year(mandate.until),
        stands: forms::stands(given, today),
        counts: given.withdrawn.is_none() && mandate.counts_on(today),
        reason: given.withdrawn.as_ref().map(|(on, reason)| {
            let left = ask.lang.both("werkt hier niet meer", "no longer works here");
            format!("{}: {}", day_month_year(*on), reason.as_ref().map_or(left, Note::as_str))
        }),
    }
}
