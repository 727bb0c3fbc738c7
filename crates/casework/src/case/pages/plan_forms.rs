//! The forms of the plan, and what they do.

use super::declines::Declines;
use super::given::{done, number, numbers};
use super::head::Part;
use super::life;
use super::offered::{agencies, numbered, seated, with_purpose};
use super::sheet::Sheet;
use crate::places;
use crate::table::key_form::Agrees;
use crate::weighing::pages::ask_texts::{told, told_fields};
use crate::{
    case::{
        AcceptIntervention, AddFactor, AddIntervention, Case, DeclineIntervention, DraftPlan, Factor, FactorKind, Goal,
        Intervention, Nature, PlanOutcome, Progress, Purpose, ReadCase, ReportProgress, Rhythm, SetGoal, Status, Track,
        TurnPlanKey,
    },
    table::Decision,
};
use kernel::{AgencyId, Date, Line, Note, Prose, Say};
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// The questions of a goal, where it is set and where it is put right.
pub(super) const SEEN_BY: Say = Say::of("Waaraan zien we dat het gelukt is?", "How will we see that it worked?");
pub(super) const BASELINE: Say = Say::of("Hoe is het nu?", "How is it now?");
pub(super) const RHYTHM: Say = Say::of("Hoe vaak zegt u hoe het gaat?", "How often do you say how it is going?");

/// A factor.
pub(super) struct NewFactor {
    purpose: Option<Purpose>,
    kind: FactorKind,
    domain: Line,
    text: Note,
    facts: Vec<u32>,
}

impl Form for NewFactor {
    fn check(read: &mut Reader) -> Option<Self> {
        let purpose = read.may_choice("purpose");
        let kind = read.choice::<FactorKind>("kind");
        let domain = read.must("domain");
        let text = read.must("text");
        let facts = numbers(&read.many("facts"));
        Some(Self { purpose: purpose?, kind: kind?, domain: domain?, text: text?, facts })
    }
}

/// A goal.
pub(super) struct NewGoal(Goal);

impl Form for NewGoal {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must("text");
        let seen_by = read.must("seen_by");
        let baseline = read.must("baseline");
        let rhythm = read.choice("rhythm");
        let factors = numbers(&read.many("factors"));
        let goal = Goal::new(text?, seen_by?, factors);
        Some(Self(Goal { baseline: Some(baseline?), rhythm: Some(rhythm?), ..goal }))
    }
}

/// An intervention.
pub(super) struct NewStep(Intervention);

impl Form for NewStep {
    fn check(read: &mut Reader) -> Option<Self> {
        let goal = read.must::<Line>("goal");
        let factors = numbers(&read.many("factors"));
        let text = read.must("text");
        let agency = read.must::<AgencyId>("agency");
        let power = read.must("power");
        let track = read.choice::<Track>("track");
        let effect = read.must("effect");
        let due = read.day("due");
        Some(Self(Intervention {
            no: 0,
            // A number that is no goal is refused by the case.
            goal: goal?.as_str().parse().unwrap_or(0),
            factors,
            text: text?,
            agency: agency?,
            power: power?,
            track: track?,
            effect: effect?,
            due: due?,
            accepted: None,
            progress: Vec::new(),
        }))
    }
}

/// How an intervention goes.
pub(super) struct News {
    status: Status,
    text: Note,
}

impl Form for News {
    fn check(read: &mut Reader) -> Option<Self> {
        let status = read.choice("status");
        let text = read.must("text");
        Some(Self { status: status?, text: text? })
    }
}

/// A plan put before the three.
pub(super) struct Drafted(Decision<PlanOutcome>);

impl Form for Drafted {
    fn check(read: &mut Reader) -> Option<Self> {
        let outcome = read.choice("outcome");
        let review = read.day("review");
        Some(Self(decision(read, outcome, review.map(Some))?))
    }
}

/// The part that every decision has (CAS-11). `by` is filled by the keys.
pub(super) fn decision<O>(read: &mut Reader, outcome: Option<O>, review: Option<Option<Date>>) -> Option<Decision<O>> {
    let question = read.must::<Note>("question");
    let options = read.must::<Note>("options");
    let considerations = read.must::<Prose>("considerations");
    let dissent = told(read, "dissent", "dissent-none");
    let ground = read.must::<Note>("ground");
    let expectation = read.must::<Note>("expectation");
    Some(Decision {
        question: question?,
        options: lines(&options?),
        considerations: considerations?,
        dissent: dissent?,
        outcome: outcome?,
        ground: ground?,
        expectation: expectation?,
        by: Vec::new(),
        review: review?,
    })
}

/// One thing per line.
pub(super) fn lines(text: &Note) -> Vec<Note> {
    text.as_str().lines().filter_map(|line| line.parse().ok()).collect()
}

/// The questions that every decision asks; what was proposed before stands there already.
pub(super) fn decision_fields<O>(form: Sheet, question: Say, now: Option<&Decision<O>>) -> Sheet {
    let options = now.map(|d| d.options.iter().map(Note::as_str).collect::<Vec<_>>().join("\n"));
    let dissent = told_fields(
        ("dissent", Say::of("Wie dacht er anders over, en waarom?", "Who saw it differently, and why?")),
        (
            "dissent-none",
            Say::of("Niemand dacht er anders over; wij hebben het gevraagd", "Nobody saw it differently; we asked"),
        ),
        now.map(|d| d.dissent.as_ref()),
    );
    form.field(
        Field::note("question", Say::of("Welke vraag ligt voor?", "What is the question?"))
            .value(now.map_or_else(|| question.nl.into_owned(), |d| d.question.to_string())),
    )
    .field(
        Field::note("options", Say::of("Wat had er ook gekund?", "What else was possible?"))
            .hint(Say::of(
                "Eén mogelijkheid per regel. Niets doen is er ook een.",
                "One option per line. Doing nothing is one too.",
            ))
            .values(options),
    )
    .field(
        Field::prose("considerations", Say::of("Wat is afgewogen?", "What was weighed up?"))
            .values(now.map(|d| d.considerations.to_string())),
    )
    .fields(dissent)
    .field(
        Field::note("ground", Say::of("Op welke grond?", "On what legal ground?"))
            .values(now.map(|d| d.ground.to_string())),
    )
    .field(
        Field::note("expectation", Say::of("Wat verwachten we van elkaar?", "What do we expect of each other?"))
            .values(now.map(|d| d.expectation.to_string())),
    )
}

/// The forms that the reader may use on the plan.
pub(super) fn all(visit: &Visit<ReadCase>) -> Vec<Sheet> {
    let (ask, case, home) = (&visit.ask, visit.dossier(), places::CASES.of(visit.id()));
    let me = &ask.actor.agency.id;
    let seen = case.items_for(me, ask.today);
    let facts: Vec<(u32, &str)> =
        seen.iter().filter(|i| i.gift.nature == Nature::Fact).map(|i| (i.no, i.gift.text.as_str())).collect();
    let factors: Vec<(u32, &str)> = case.factors_for(me, ask.today).iter().map(|f| (f.no, f.text.as_str())).collect();
    let mut forms = Vec::new();
    if visit.may::<AddFactor>() && !facts.is_empty() {
        forms.push(with_purpose(case, factor_form(ask, &home, &facts)));
    }
    if visit.may::<SetGoal>() && !factors.is_empty() {
        forms.push(goal_form(&home, &factors));
    }
    if visit.may::<AddIntervention>() && !case.plan.goals.is_empty() && !factors.is_empty() {
        forms.push(step_form(ask, case, &home, &factors));
    }
    if visit.may::<DraftPlan>() {
        forms.push(draft_form(case, &home));
    }
    forms
}

fn factor_form(ask: &Ask, home: &str, facts: &[(u32, &str)]) -> Sheet {
    Sheet::to(format!("{home}/plan/factor"), Say::of("Factor toevoegen", "Add the factor"))
        .titled(Say::of("Een factor benoemen", "Name a factor"))
        .secondary()
        .field(Field::choice_of::<FactorKind>(
            "kind",
            Say::of("Risicofactor of beschermende factor?", "Risk factor or protective factor?"),
        ))
        .field(life::field(&ask.vault, None))
        .field(Field::note("text", Say::of("In uw woorden", "In your own words")))
        .field(
            Field::choices(
                "facts",
                Say::of("Op welke feiten rust dit?", "Which facts does this rest on?"),
                numbered(facts.iter().copied()),
            )
            .required(),
        )
}

fn goal_form(home: &str, factors: &[(u32, &str)]) -> Sheet {
    Sheet::to(format!("{home}/plan/doel"), Say::of("Doel toevoegen", "Add the goal"))
        .titled(Say::of("Een doel stellen", "Set a goal"))
        .secondary()
        .field(Field::note("text", Say::of("Wat is er straks wél?", "What will be in place?")).hint(Say::of(
            "Schrijf op wat de persoon straks heeft of doet, niet wat er moet verdwijnen.",
            "Write down what the person will have or do, not what must disappear.",
        )))
        .field(Field::note("seen_by", SEEN_BY))
        .field(Field::note("baseline", BASELINE).hint(Say::of(
            "Het beginpunt, in dezelfde woorden. Weet u het nog niet? Schrijf dan op wat u nog moet weten.",
            "The starting point, in the same words. If you do not know yet, write down what you still have to find out.",
        )))
        .field(Field::choice_of::<Rhythm>("rhythm", RHYTHM).value(Rhythm::Month.word()))
        .field(
            Field::choices(
                "factors",
                Say::of("Op welke factoren werkt dit?", "Which factors does this work on?"),
                numbered(factors.iter().copied()),
            )
            .required(),
        )
}

fn step_form(ask: &Ask, case: &Case, home: &str, factors: &[(u32, &str)]) -> Sheet {
    let who = seated(case).into_iter().filter(|a| !case.is_third(a));
    let goals = numbered(case.plan.goals.iter().map(|g| (g.no, g.text.as_str())));
    Sheet::to(format!("{home}/plan/interventie"), Say::of("Interventie toevoegen", "Add the intervention"))
        .titled(Say::of("Een interventie plannen", "Plan an intervention"))
        .secondary()
        .field(Field::choice("goal", Say::of("Voor welk doel?", "For which goal?"), goals))
        .field(
            Field::choices(
                "factors",
                Say::of("Op welke factoren werkt dit?", "Which factors does this work on?"),
                numbered(factors.iter().copied()),
            )
            .required(),
        )
        .field(Field::note("text", Say::of("Wat gebeurt er?", "What is done?")))
        .field(Field::choice("agency", Say::of("Wie doet het?", "Who does it?"), agencies(ask, who)))
        .field(Field::note("power", Say::of("Op grond van welke eigen bevoegdheid?", "Under which power of its own?")))
        .field(Field::choice_of::<Track>(
            "track",
            Say::of("Wat voor interventie is het?", "What kind of intervention is it?"),
        ))
        .field(Field::note("effect", Say::of("Wat moet het opleveren?", "What should it achieve?")))
        .field(Field::day("due", Say::of("Uiterlijk", "By")))
}

fn draft_form(case: &Case, home: &str) -> Sheet {
    let now = case.plan.draft.as_ref().map(|d| &d.decision);
    let form = Sheet::to(format!("{home}/plan/voorleggen"), Say::of("Aan de drie voorleggen", "Submit to the three"))
        .titled(Say::of("Het plan voorleggen", "Submit the plan"))
        .field(Field::choice_of::<PlanOutcome>("outcome", Say::of("Wat stelt u voor?", "What do you propose?")));
    decision_fields(form, Say::of("Voeren we dit plan uit?", "Do we carry out this plan?"), now)
        .field(Field::day("review", Say::of("Wanneer kijkt de tafel opnieuw?", "When will the table look again?")))
}

/// The form on which who carries an intervention says how it goes.
pub(super) fn news(home: &str, no: u32) -> Sheet {
    Sheet::to(format!("{home}/plan/voortgang/{no}"), Say::of("Voortgang melden", "Report progress"))
        .secondary()
        .field(Field::choice_of::<Status>("status", Say::of("Hoe ver is het?", "How far along is it?")))
        .field(Field::note("text", Say::of("Hoe gaat het?", "How is it going?")))
}

pub(super) async fn factor(desk: Desk<AddFactor>, ask: Ask, form: NewFactor) -> Result<Redirect, Trouble> {
    let domain = life::chosen(&ask.vault, &form.domain, None)?;
    let factor = Factor { no: 0, kind: form.kind, domain, text: form.text, facts: form.facts };
    let event = desk.dossier().add_factor(form.purpose, desk.agency(), desk.today(), factor)?;
    done(desk, event, Part::Plan.path()).await
}

pub(super) async fn goal(desk: Desk<SetGoal>, _: Ask, form: NewGoal) -> Result<Redirect, Trouble> {
    let event = desk.dossier().set_goal(Goal { set: Some(desk.today()), ..form.0 })?;
    done(desk, event, Part::Plan.path()).await
}

pub(super) async fn step(desk: Desk<AddIntervention>, _: Ask, form: NewStep) -> Result<Redirect, Trouble> {
    let event = desk.dossier().add_intervention(desk.agency(), desk.today(), form.0)?;
    done(desk, event, Part::Plan.path()).await
}

pub(super) async fn accept(desk: Desk<AcceptIntervention>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().accept_intervention(number(&ask)?, desk.agency(), desk.today())?;
    done(desk, event, Part::Plan.path()).await
}

pub(super) async fn decline(desk: Desk<DeclineIntervention>, ask: Ask, form: Declines) -> Result<Redirect, Trouble> {
    let said = form.of(number(&ask)?, desk.today());
    let event = desk.dossier().decline_intervention(desk.agency(), said)?;
    done(desk, event, Part::Plan.path()).await
}

pub(super) async fn progress(desk: Desk<ReportProgress>, ask: Ask, form: News) -> Result<Redirect, Trouble> {
    let progress = Progress { status: form.status, text: form.text, day: desk.today() };
    let event = desk.dossier().report_progress(number(&ask)?, desk.agency(), progress)?;
    done(desk, event, Part::Plan.path()).await
}

pub(super) async fn draft(desk: Desk<DraftPlan>, _: Ask, form: Drafted) -> Result<Redirect, Trouble> {
    let event = desk.dossier().draft_plan(form.0, desk.today())?;
    done(desk, event, Part::Plan.path()).await
}

pub(super) async fn turn(desk: Desk<TurnPlanKey>, ask: Ask, _: Agrees) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_plan_key(desk.agency(), &ask.actor.person)?;
    done(desk, event, Part::Plan.path()).await
}
