//! The plan: factors on facts, goals on factors, interventions on goals, and the three keys on the whole.

use super::head::Part;
use super::sheet::{Asking, Sheet};
use super::{
    balance::{self, Balance},
    declines::decline_form,
    growing::{FACTORS, GOALS, OWN, SCENARIOS},
    head::{Head, heading, is_third},
    plan_forms,
    scenario::{self, ScenarioView},
    show::{self, FactorView, GoalView},
    taking,
};
use crate::places;
use crate::table::key_form::agreed;
use crate::{
    case::{
        AcceptIntervention, Case, DeclineIntervention, DraftPlan, Event, Intervention, PlanOutcome, ReadCase,
        ReportProgress, TurnPlanKey,
    },
    table::{AuthorSays, Decision, KeySays, Lack, Parts, Versions},
};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Author;
use web::{Ask, Filled, Growing, Leaf, Page, Trouble, Visit};

/// A decision as it stands on a page.
#[derive(Serialize, JsonSchema)]
struct Decided {
    question: String,
    options: Vec<String>,
    considerations: String,
    dissent: Option<String>,
    outcome: String,
    ground: String,
    expectation: String,
    review: Option<ShownDay>,
    /// What it goes without, in words.
    without: Vec<String>,
    on: Option<ShownDay>,
    /// Who put it before the three.
    by: Option<AuthorSays>,
    keys: Vec<KeySays>,
}

/// What the reader does for a step of the plan.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PlanOwn")]
struct Own {
    /// Its number within the case.
    no: u32,
    text: String,
    #[serde(skip)]
    form: Asking,
    #[serde(skip)]
    decline: Option<Asking>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/plan.html")]
pub(super) struct PlanPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    factors: Vec<FactorView>,
    factors_leaf: Leaf,
    goals: Vec<GoalView>,
    goals_leaf: Leaf,
    #[serde(skip)]
    scenarios_at: String,
    scenarios: Vec<ScenarioView>,
    scenarios_leaf: Leaf,
    balance: Option<Balance>,
    agreed: Option<Decided>,
    draft: Option<Decided>,
    /// When something was put right last, after what was agreed.
    mended: Option<ShownDay>,
    /// Where every plan is that was put before the three, once there is one.
    versions: Option<String>,
    waits: Vec<String>,
    mine: Vec<Own>,
    mine_leaf: Leaf,
    #[serde(skip)]
    turn: Option<Asking>,
    lacks: Option<String>,
    /// Where it is taken along on paper.
    taking: Option<String>,
    #[serde(skip)]
    forms: Vec<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<PlanPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let html = |form: &Sheet| form.html(ask, &filled, Some(visit.seq()));
    let key =
        case.plan.draft.as_ref().is_some_and(|d| d.keys.may_turn(&ask.actor.agency.id, &ask.actor.person).is_ok());
    let turn = Sheet::to(
        format!("{}/plan/sleutel", places::CASES.of(visit.id())),
        Say::of("Sleutel omdraaien", "Turn the key"),
    )
    .field(agreed(Say::of(
        "Ik las het hele plan en het besluit, en stem daarmee in.",
        "I read the whole plan and the decision, and agree to it.",
    )));
    let home = format!("{}/{}", places::CASES.of(visit.id()), Part::Plan.path());
    let (mut factors, mut goals) = (show::factors(&visit), show::goals(&visit, &home));
    let mut scenarios = scenario::views(&visit);
    let (mine, mine_leaf) = own(&visit, &filled, &home, &html);
    let goals_at = Growing { at: "goals", ..GOALS };
    let body = PlanPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Plan),
        id: visit.id().to_string(),
        factors_leaf: FACTORS.cut_latest(ask, &home, &mut factors),
        factors,
        goals_leaf: goals_at.cut_latest(ask, &home, &mut goals),
        goals,
        scenarios_at: scenario::at(&home),
        scenarios_leaf: SCENARIOS.cut_latest(ask, &home, &mut scenarios),
        scenarios,
        balance: balance::of(&ask.vault, case, &case.factors_for(&ask.actor.agency.id, ask.today), ask.lang),
        agreed: case.plan.agreed.last().map(|a| Decided {
            on: Some(day_month_year(a.on)),
            keys: signed(ask, &a.by),
            without: Lack::tell(&a.decision.lacks_taken(), ask.lang),
            ..decided(ask, &a.decision)
        }),
        mended: case.plan.mended.map(day_month_year),
        draft: draft(ask, case),
        versions: (case.plan.draft.is_some() || !case.plan.agreed.is_empty()).then(|| format!("{home}/versies")),
        waits: case.plan_waits().map(|a| ask.directory.agency_name(a)).collect(),
        mine,
        mine_leaf,
        lacks: key.then(|| visit.lacks_mandate::<TurnPlanKey>()).flatten(),
        turn: (key && visit.may::<TurnPlanKey>()).then(|| html(&turn)),
        taking: taking::way(&visit),
        forms: plan_forms::all(&visit).iter().map(html).collect(),
    };
    Ok(Page::of(ask, heading(&visit, Part::Plan), body))
}

fn decided(ask: &Ask, decision: &Decision<PlanOutcome>) -> Decided {
    Decided {
        question: decision.question.to_string(),
        options: decision.options.iter().map(ToString::to_string).collect(),
        considerations: decision.considerations.to_string(),
        dissent: decision.dissent.as_ref().map(ToString::to_string),
        outcome: decision.outcome.says().to(ask.lang).to_owned(),
        ground: decision.ground.to_string(),
        expectation: decision.expectation.to_string(),
        review: decision.review.map(day_month_year),
        without: Lack::tell(&decision.lacks(), ask.lang),
        on: None,
        by: None,
        keys: Vec::new(),
    }
}

/// Every plan that was put before the three.
pub(super) async fn versions(visit: Visit<ReadCase>, _: Filled) -> Result<Page<Versions>, Trouble> {
    fn pick(lang: Lang, event: Event) -> Option<Parts> {
        #[allow(clippy::wildcard_enum_match_arm, reason = "every other event brings no plan")]
        match event {
            Event::Toward { what, .. } => pick(lang, *what),
            Event::PlanDrafted(decision) => Some(decision.parts(lang)),
            _ => None,
        }
    }
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let (ask, lang) = (&visit.ask, visit.ask.lang);
    let title = Say::of("Versies van het plan", "Versions of the plan");
    let home = format!("{}/{}", places::CASES.of(visit.id()), Part::Plan.path());
    let here = format!("{home}/versies");
    let place = (title.to(lang).to_owned(), home, here.as_str());
    let pick = |event| pick(lang, event);
    let body = Versions::read::<_, DraftPlan, DraftPlan>((ask, &visit.seen), place, pick).await?;
    Ok(Page::of(ask, title, body))
}

/// The keys of what was agreed: all of them turned.
fn signed(ask: &Ask, by: &[Author]) -> Vec<KeySays> {
    by.iter().map(|by| KeySays { by: AuthorSays::of(ask, by), turned: true }).collect()
}

fn draft(ask: &Ask, case: &Case) -> Option<Decided> {
    let draft = case.plan.draft.as_ref()?;
    let by = Some(AuthorSays::of(ask, &draft.by));
    Some(Decided { keys: KeySays::all(ask, &draft.keys), by, ..decided(ask, &draft.decision) })
}

/// What the reader does, with its forms. The form that was just sent is among them on whatever page it stands, with what was typed.
fn own(visit: &Visit<ReadCase>, filled: &Filled, here: &str, html: &impl Fn(&Sheet) -> Asking) -> (Vec<Own>, Leaf) {
    let (case, me, home) = (visit.dossier(), &visit.ask.actor.agency.id, places::CASES.of(visit.id()));
    let form = |i: &Intervention| match i.accepted {
        None if visit.may::<AcceptIntervention>() => {
            Some(Sheet::to(format!("{home}/plan/aannemen/{}", i.no), Say::of("Wij doen dit", "We will do this")))
        }
        Some(_) if i.is_open() && visit.may::<ReportProgress>() => Some(plan_forms::news(&home, i.no)),
        None | Some(_) => None,
    };
    let mine = case.plan.interventions.iter().filter(|i| &i.agency == me);
    let all: Vec<(&Intervention, Sheet)> = mine.filter_map(|i| Some((i, form(i)?))).collect();
    let sent = |(i, _): &&(&Intervention, Sheet)| {
        [
            format!("{home}/plan/voortgang/{}", i.no),
            format!("{home}/plan/aannemen/{}", i.no),
            format!("{home}/plan/niet/{}", i.no),
        ]
        .iter()
        .any(|f| filled.is_for(f))
    };
    let mut shown: Vec<&(&Intervention, Sheet)> = all.iter().collect();
    let leaf = OWN.cut_latest(&visit.ask, here, &mut shown);
    if !shown.iter().any(&sent) {
        shown.extend(all.iter().find(sent));
    }
    let decline = |i: &Intervention| {
        let asked = i.accepted.is_none() && case.declined(i.no).is_none() && visit.may::<DeclineIntervention>();
        asked.then(|| html(&decline_form(format!("{home}/plan/niet/{}", i.no))))
    };
    let own = |(i, f): &(&Intervention, Sheet)| Own {
        no: i.no,
        text: i.text.to_string(),
        form: html(f),
        decline: decline(i),
    };
    (shown.into_iter().map(own).collect(), leaf)
}
