//! The page of a table: the signal, the form on the five criteria, and everything side by side once it is opened. Who comes here has
//! an address and no account, and sees nothing of another table before that.

use super::{
    beside::{Beside, beside},
    figures::{fewest, seed},
    tell::Told,
};
use crate::calibration::{
    Answer, OfFive, Place, Points, Reading, State, Table,
    acts::{HandInReading, JoinCalibration},
    texts,
};
use crate::places;
use askama::Template;
use kernel::{Lang, Say, criteria::Criterion};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Keep, Slip};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// A reading that was sent.
pub(super) struct Given(Reading);

/// The name of the reason beside a criterion.
fn why(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Violence => "violence-why",
        Criterion::Adherence => "adherence-why",
        Criterion::Relations => "relations-why",
        Criterion::Identification => "identification-why",
        Criterion::Resilience => "resilience-why",
    }
}

impl Form for Given {
    fn check(read: &mut Reader) -> Option<Self> {
        let reading = OfFive::each(|criterion| {
            let points = read.choice::<Points>(criterion.word());
            let reason = read.must(why(criterion));
            Some(Answer { points: points?, reason: reason? })
        });
        reading.whole().map(Self)
    }
}

fn form(at: &str, before: Option<&Reading>) -> FormSpec {
    let submit = if before.is_some() {
        Say::of("Lezing vervangen", "Replace the reading")
    } else {
        Say::of("Lezing inleveren", "Hand in the reading")
    };
    let mut form = FormSpec::to(format!("{at}/lezing"), submit);
    for criterion in Criterion::ALL {
        let mut points = Field::choice_of::<Points>(criterion.word(), criterion.says()).hint(criterion.asks());
        let mut reason = Field::note(why(criterion), because(criterion));
        if let Some(answer) = before.map(|r| r.on(criterion)) {
            points = points.value(answer.points.word());
            reason = reason.value(answer.reason.as_str());
        }
        form = form.field(points).field(reason);
    }
    form
}

fn because(criterion: Criterion) -> Say {
    let says = criterion.says();
    Say::made(
        format!("Waarom? Op welk feit rust dit ({})?", says.nl),
        format!("Why? Which fact does it rest on ({})?", says.en),
    )
}

#[derive(Serialize, JsonSchema)]
struct Chair {
    n: usize,
    address: String,
    taken: bool,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "calibration/pages/join.html")]
pub(super) struct Join {
    #[serde(skip)]
    lang: Lang,
    here: String,
    table: String,
    title: String,
    told: Told,
    before: String,
    apart: Option<String>,
    chairs: Vec<Chair>,
    handed_in: bool,
    form: Option<Html>,
    beside: Option<Beside>,
}

pub(super) async fn show(visit: Visit<JoinCalibration>, filled: Filled) -> Result<Page<Join>, Trouble> {
    let (one, lang) = (visit.dossier(), visit.ask.lang);
    let word = visit.ask.part("kaart");
    let (Some(place), Some(signal), Some(preparation)) = (one.place(word), one.signal(), one.preparation()) else {
        return Err(Trouble::Denied);
    };
    let here = places::by_ticket(places::TABLES, &preparation.code, word);
    let (table, chairs) = match place {
        Place::Reads(table) => (table, Vec::new()),
        Place::Chooses(table, _) => (table, chairs(&visit, table, &preparation.code).await?),
    };
    let reads = one.state() == State::Open && chairs.is_empty();
    let slip = if reads { visit.seen.slip_of(&table.box_name(), word).await? } else { None };
    let own: Option<Reading> = slip.and_then(|s| serde_json::from_slice(&s.body).ok());
    let body = Join {
        lang,
        table: table.name.to_string(),
        title: signal.title.to(lang).to_owned(),
        told: Told::of(signal.telling(table.variant), lang),
        before: texts::BEFORE.to(lang).to_owned(),
        apart: (table.tickets().len() > 1).then(|| texts::APART.to(lang).to_owned()),
        handed_in: own.is_some(),
        form: reads.then(|| form(&here, own.as_ref()).html(&visit.ask, &filled, None)),
        beside: beside(one, fewest(&visit.ask.vault).await?, seed(visit.id()), lang),
        chairs,
        here,
    };
    Ok(Page::of(&visit.ask, Say::of("Weegijking", "Calibration"), body))
}

/// The places of a table whose people read apart, while they read.
async fn chairs(visit: &Visit<JoinCalibration>, table: &Table, code: &str) -> Result<Vec<Chair>, Trouble> {
    let mut all = Vec::new();
    if visit.dossier().state() == State::Open {
        for (n, ticket) in (1..).zip(table.tickets()) {
            let taken = visit.seen.slip_of(&table.box_name(), &ticket).await?.is_some();
            all.push(Chair { n, address: places::by_ticket(places::TABLES, code, &ticket), taken });
        }
    }
    Ok(all)
}

pub(super) async fn hand_in(desk: Desk<HandInReading>, ask: Ask, form: Given) -> Result<Redirect, Trouble> {
    let word = ask.part("kaart");
    let (Some(Place::Reads(table)), Some(preparation)) = (desk.dossier().place(word), desk.dossier().preparation())
    else {
        return Err(Trouble::Denied);
    };
    let body = serde_json::to_vec(&form.0).map_err(|e| Trouble::Store(e.to_string()))?;
    let slip = Slip { into: table.box_name(), ticket: word.to_owned(), keep: Keep::Latest, body };
    let to = places::by_ticket(places::TABLES, &preparation.code, word);
    desk.hand_in(slip).await?;
    Ok(Redirect::to(to))
}
