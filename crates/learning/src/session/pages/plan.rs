//! Planning a session: a form that ships is copied, and from then on it is the house's own.

use crate::places;
use crate::{
    crowding, directory, numbering,
    session::{Lead, Plan, PlanSession, Script, Session, State, Template, library, named},
};
use kernel::{Date, HouseId, Lang, Line, Note, Refusal, Say, reference::Row};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Tier};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// What a new session needs.
pub(crate) struct PlanForm {
    template: Line,
    title: Line,
    aim: Note,
    on: Date,
    house: HouseId,
    with: Vec<HouseId>,
}

impl Form for PlanForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let template = read.must("template");
        let title = read.must("title");
        let aim = read.must("aim");
        let on = read.day("on");
        let house = read.must("house");
        let with = read.each("with");
        Some(Self { template: template?, title: title?, aim: aim?, on: on?, house: house?, with: with? })
    }
}

#[derive(Serialize, JsonSchema)]
struct Shipped {
    address: String,
    shape: String,
    title: String,
    aim: String,
    group: String,
    minutes: u32,
    steps: Vec<(String, u16)>,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/plan.html")]
pub(super) struct PlanPage {
    #[serde(skip)]
    lang: Lang,
    library: Vec<Shipped>,
    chosen: Option<Shipped>,
    form: Option<Html>,
}

fn shipped(template: &Template, lang: Lang) -> Shipped {
    let steps = template.steps();
    Shipped {
        address: format!("{}?vorm={}", places::SESSIONS.of(places::NEW), template.id),
        shape: template.shape.says().to(lang).to_owned(),
        title: lang.both(template.title.nl.as_str(), template.title.en.as_str()).to_owned(),
        aim: lang.both(template.aim.nl.as_str(), template.aim.en.as_str()).to_owned(),
        group: lang.both(template.group.nl.as_str(), template.group.en.as_str()).to_owned(),
        minutes: steps.iter().map(|s| u32::from(s.minutes)).sum(),
        steps: steps.iter().map(|s| (s.title.to(lang).to_owned(), s.minutes)).collect(),
    }
}

fn form(ask: &Ask, template: &Template) -> FormSpec {
    let lang = ask.lang;
    let houses = directory::houses(&ask.directory);
    FormSpec::to(places::SESSIONS.of(places::NEW), Say::of("Sessie plannen", "Plan the session"))
        .field(Field::hidden("template", template.id.as_str()))
        .field(
            Field::line("title", Say::of("Titel", "Title"))
                .hint(Say::of(
                    "Deelnemers lezen deze op hun telefoon. Noem geen personen.",
                    "Participants read it on their phone. Name no persons.",
                ))
                .value(lang.both(template.title.nl.as_str(), template.title.en.as_str())),
        )
        .field(
            Field::note("aim", Say::of("Doel", "Aim"))
                .value(lang.both(template.aim.nl.as_str(), template.aim.en.as_str())),
        )
        .field(Field::day("on", Say::of("Op welke dag?", "On what day?")))
        .field(
            Field::choice("house", Say::of("Voor welk huis?", "For which house?"), houses.clone())
                .value(ask.actor.agency.house.as_str()),
        )
        .field(Field::choices(
            "with",
            Say::of("Welke huizen doen nog meer mee?", "Which other houses take part?"),
            houses,
        ))
}

/// The forms that ship, or the questions for the one that was chosen.
pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<PlanPage>, Trouble> {
    let asked = filled.values().first("template").or_else(|| ask.query.first("vorm")).unwrap_or_default();
    let chosen = named(asked);
    let body = PlanPage {
        lang: ask.lang,
        library: if chosen.is_some() { Vec::new() } else { library().iter().map(|t| shipped(t, ask.lang)).collect() },
        chosen: chosen.map(|t| shipped(t, ask.lang)),
        form: chosen.map(|t| form(&ask, t).html(&ask, &filled, None)),
    };
    Ok(Page::of(&ask, Say::of("Sessie plannen", "Plan a session"), body))
}

/// Copies the form into a session.
pub(super) async fn begin(desk: Desk<PlanSession>, ask: Ask, form: PlanForm) -> Result<Redirect, Trouble> {
    const NO_FORM: Refusal = Refusal::of("Kies een vorm.", "Choose a form.");
    const PAST: Refusal = Refusal::of("Kies een dag die nog komt.", "Choose a day that is still to come.");
    let template = named(form.template.as_str()).ok_or(NO_FORM)?;
    if form.on < desk.today() {
        return Err(PAST.at("on").into());
    }
    directory::known_houses(&ask.directory, std::slice::from_ref(&form.house))?;
    directory::known_houses(&ask.directory, &form.with)?;
    let open = [State::Planned, State::Running, State::Running].map(State::word);
    crowding::is_room(&desk, Tier::Facilitator, open).await?;
    let plan = template.copy_into(Plan {
        title: form.title,
        aim: form.aim,
        shape: template.shape,
        template: template.title.nl.clone(),
        with: form.with.into_iter().filter(|h| *h != form.house).collect(),
        house: form.house,
        on: form.on,
        lead: Lead { agency: ask.actor.agency.id.clone(), person: ask.actor.person.clone() },
        script: Script::new(),
        steps: Vec::new(),
        parts: Vec::new(),
        surprises: Vec::new(),
        about: Vec::new(),
    });
    let reference = numbering::next(&ask.vault, Row::Session, desk.today()).await?;
    let event = Session::begin(reference.clone(), ask.vault.code().parse()?, plan)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::SESSIONS.of(id)).with(id, reference))
}
