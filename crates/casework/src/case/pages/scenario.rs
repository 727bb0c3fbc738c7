//! What may happen: how it stands on the plan, and the form on which people think it through.

use super::given::{done, numbers};
use super::growing::SCENARIOS;
use super::head::{Head, Part, heading, is_third};
use super::mend;
use super::offered::numbered;
use super::sheet::{Asking, Sheet};
use super::show;
use crate::case::{AddScenario, Case, Deed, ReadCase, Scenario};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Lang, Note, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Leaf, Page, Reader, Redirect, Trouble, Visit};

/// What may happen, as it stands on the plan.
#[derive(Serialize, JsonSchema)]
pub(super) struct ScenarioView {
    pub(super) no: u32,
    /// Where it is put right, for who is responsible for it.
    #[serde(skip)]
    pub(super) mend: Option<String>,
    pub(super) text: String,
    pub(super) signs: String,
    /// The interventions that keep it away.
    pub(super) against: Vec<String>,
    pub(super) then: String,
    pub(super) by: Option<AuthorSays>,
}

pub(super) fn views(visit: &Visit<ReadCase>) -> Vec<ScenarioView> {
    let case = visit.dossier();
    let view = |it: &Scenario| ScenarioView {
        no: it.no,
        mend: mend::way(visit, it.no),
        text: it.text.to_string(),
        signs: it.signs.to_string(),
        against: case.steps_against(it).map(|step| step.text.to_string()).collect(),
        then: it.then.to_string(),
        by: show::by(visit, it.no, Deed::Made),
    };
    case.plan.scenarios.iter().map(view).collect()
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/scenario.html")]
pub(super) struct ScenarioPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    #[serde(skip)]
    plan: String,
    scenarios: Vec<ScenarioView>,
    scenarios_leaf: Leaf,
    #[serde(skip)]
    form: Option<Asking>,
}

/// Where they stand, under the page of the plan.
pub(super) fn at(plan: &str) -> String {
    format!("{plan}/scenarios")
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<ScenarioPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let plan = format!("{}/{}", places::CASES.of(visit.id()), Part::Plan.path());
    let factors = case.factors_for(&ask.actor.agency.id, ask.today);
    let factors: Vec<(u32, &str)> = factors.iter().map(|f| (f.no, f.text.as_str())).collect();
    let form = (visit.may::<AddScenario>() && !factors.is_empty()).then(|| form(case, &at(&plan), &factors));
    let mut scenarios = views(&visit);
    let body = ScenarioPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Plan),
        scenarios_leaf: SCENARIOS.cut_latest(ask, &at(&plan), &mut scenarios),
        scenarios,
        form: form.map(|form| form.html(ask, &filled, Some(visit.seq()))),
        plan,
    };
    Ok(Page::of(ask, heading(&visit, Part::Plan), body))
}

/// What may happen, as it is written down.
pub(super) struct Thought(Scenario);

impl Form for Thought {
    fn check(read: &mut Reader) -> Option<Self> {
        let (text, signs, then) = (read.must("text"), read.must("signs"), read.must("then"));
        let (factors, steps) = (numbers(&read.many("factors")), numbers(&read.many("steps")));
        Some(Self(Scenario { no: 0, text: text?, factors, signs: signs?, steps, then: then? }))
    }
}

fn form(case: &Case, here: &str, factors: &[(u32, &str)]) -> Sheet {
    let sheet = Sheet::to(format!("{here}/nieuw"), Say::of("In het plan zetten", "Put it in the plan"))
        .titled(Say::of("Doordenken wat er kan gebeuren", "Think through what may happen"))
        .open();
    let asks = Say::of("Welke factoren maken het groter of kleiner?", "Which factors make it bigger or smaller?");
    let factors = Field::choices("factors", asks, numbered(factors.iter().copied())).required();
    fields(sheet, case, None, Some(factors))
}

/// The questions about what may happen; what it says now stands there already.
pub(super) fn fields(sheet: Sheet, case: &Case, now: Option<&Scenario>, factors: Option<Field>) -> Sheet {
    let with = |field: Field, text: Option<&Note>| match text {
        Some(text) => field.value(text.as_str()),
        None => field,
    };
    let steps = numbered(case.plan.interventions.iter().map(|i| (i.no, i.text.as_str())));
    let against = Field::choices(
        "steps",
        Say::of("Welke interventies uit het plan gaan dat tegen?", "Which interventions of the plan keep it away?"),
        steps,
    )
    .optional()
    .hint(Say::of("Nog geen? Ook dat is goed om te weten.", "None yet? That is worth knowing too."));
    let against = now.iter().flat_map(|it| &it.steps).fold(against, |field, no| field.value(no.to_string()));
    sheet
        .field(
            with(Field::note("text", Say::of("Wat kan er gebeuren?", "What may happen?")), now.map(|it| &it.text))
                .hint(Say::of(
                    "Beschrijf het, zonder kans of cijfer: wat gebeurt er dan, met wie?",
                    "Describe it, without a chance or a figure: what happens then, to whom?",
                )),
        )
        .fields(factors)
        .field(with(
            Field::note("signs", Say::of("Waaraan zien we het aankomen?", "How would we see it coming?")),
            now.map(|it| &it.signs),
        ))
        .fields((!case.plan.interventions.is_empty()).then_some(against))
        .field(
            with(
                Field::note(
                    "then",
                    Say::of("Wat doen we als het toch gebeurt?", "What do we do if it happens all the same?"),
                ),
                now.map(|it| &it.then),
            )
            .hint(Say::of(
                "En wie doet dat? Spreek het daarna af, dan weet die organisatie ervan.",
                "And who does it? Make it an agreement next, so that organisation knows.",
            )),
        )
}

pub(super) async fn act(desk: Desk<AddScenario>, _: Ask, form: Thought) -> Result<Redirect, Trouble> {
    let event = desk.dossier().add_scenario(form.0)?;
    done(desk, event, &at(Part::Plan.path())).await
}
