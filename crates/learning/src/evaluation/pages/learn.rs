//! The learning session on what was advised: planned from here with the recommendations in it, so that what participants devise can go
//! under them.

use crate::places;
use crate::{
    directory,
    evaluation::{
        acts::{PlanLearning, ReadEvaluation},
        learning::FORM,
    },
    numbering,
    session::{self, Lead, Plan, PlanSession, ReadSession, Session},
};
use kernel::{Date, DossierId, HouseId, Line, Say, ShownDay, day_month_year, reference::Row};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble, Visit};

/// Which recommendations, where and when.
pub(super) struct Learning {
    title: Line,
    on: Date,
    house: HouseId,
    about: Vec<DossierId>,
}

impl Form for Learning {
    fn check(read: &mut Reader) -> Option<Self> {
        let title = read.must("title");
        let on = read.day("on");
        let house = read.must("house");
        let about: Option<Vec<DossierId>> = read.each("about");
        if about.as_ref().is_some_and(|about| about.len() > Plan::MOST_ABOUT) {
            read.wrong("about", Say::of("Kies er hooguit 24.", "Choose at most 24."));
        }
        Some(Self { title: title?, on: on?, house: house?, about: about? })
    }
}

/// Plans it: the session begins and the evaluation knows it, together or not at all.
pub(super) async fn learn(desk: Desk<PlanLearning>, ask: Ask, form: Learning) -> Result<Redirect, Trouble> {
    let one = desk.dossier();
    let new = ask.vault.begin::<PlanSession>(&ask.actor).await?;
    let event = one.learn(new.id(), form.title.clone(), form.on, &form.about, desk.today())?;
    let lead = Lead { agency: ask.actor.agency.id.clone(), person: ask.actor.person.clone() };
    let plan = one.session_on((form.title, form.on, form.house), &form.about, lead, ask.lang)?;
    let reference = numbering::next(&ask.vault, Row::Session, desk.today()).await?;
    let begun = Session::begin(reference, ask.vault.code().parse()?, plan)?;
    let to = places::SESSIONS.of(new.id());
    desk.commit_with(vec![event], vec![new.draft(vec![begun])]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn form(visit: &Visit<ReadEvaluation>, at: &str) -> FormSpec {
    let (one, ask) = (visit.dossier(), &visit.ask);
    let houses = one.opening().map(|o| o.houses.clone()).unwrap_or_default();
    let named = |id: &HouseId| {
        let name = directory::house_name(&ask.directory, id);
        (id.to_string(), Say::same(name))
    };
    let advised = one.advised.iter().map(|a| {
        let says = format!("{}. {}", a.number, a.text);
        (a.id.to_string(), Say::same(says))
    });
    let title = session::named(FORM).map(|t| ask.lang.both(t.title.nl.as_str(), t.title.en.as_str()).to_owned());
    let mut house =
        Field::choice("house", Say::of("In welk huis?", "In which house?"), houses.iter().map(named).collect());
    if let Some(first) = houses.first() {
        house = house.value(first.as_str());
    }
    FormSpec::to(format!("{at}/leersessie"), Say::of("Leersessie plannen", "Plan the learning session"))
        .field(Field::line("title", Say::of("Titel", "Title")).value(title.unwrap_or_default()))
        .field(Field::day("on", Say::of("Op welke dag?", "On what day?")))
        .field(house)
        .field(
            Field::choices(
                "about",
                Say::of("Over welke aanbevelingen?", "On which recommendations?"),
                advised.collect(),
            )
            .hint(Say::of(
                "Zij worden de koppen waaronder de deelnemers schrijven. Kies er niet te veel voor één middag.",
                "They become the headings under which participants write. Do not choose too many for one afternoon.",
            ))
            .required(),
        )
        .secondary()
}

/// A learning session that was planned.
#[derive(Serialize, JsonSchema)]
pub(super) struct Held {
    pub(super) title: String,
    pub(super) on: ShownDay,
    /// For who may read it.
    pub(super) address: Option<String>,
}

/// The learning sessions of this evaluation.
pub(super) async fn held(visit: &Visit<ReadEvaluation>) -> Result<Vec<Held>, Trouble> {
    let ask = &visit.ask;
    let mut all = Vec::new();
    for (id, title, on) in &visit.dossier().learning {
        let may = ask.vault.may_on::<ReadSession>(&ask.actor, *id).await?;
        let address = may.then(|| places::SESSIONS.of(id));
        all.push(Held { title: title.to_string(), on: day_month_year(*on), address });
    }
    Ok(all)
}
