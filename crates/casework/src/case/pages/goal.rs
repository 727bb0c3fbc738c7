//! One goal: how it was when it was set, everything that was said of it since, and what is done for it.

use super::given::{done, number};
use super::growing::MOMENTS;
use super::head::{Head, Part, heading, is_third};
use super::sheet::{Asking, Sheet};
use super::{mend, show};
use crate::case::{Deed, Goal, GoalNow, MeasureGoal, ReadCase, Trend};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Date, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Leaf, Page, Reader, Redirect, Trouble, Visit};

/// How it went on one day.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "GoalMoment")]
struct MomentView {
    day: ShownDay,
    trend: String,
    why: String,
    by: Option<AuthorSays>,
    /// Where it is put right, for who is responsible for it; not what the table said when it looked back.
    #[serde(skip)]
    mend: Option<String>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/goal.html")]
pub(super) struct GoalPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    #[serde(skip)]
    plan: String,
    text: String,
    seen_by: String,
    baseline: Option<String>,
    set: Option<ShownDay>,
    by: Option<AuthorSays>,
    /// How often it is said how it goes.
    rhythm: Option<String>,
    /// By when it is said next, and whether that day passed.
    next: Option<ShownDay>,
    late: bool,
    moments: Vec<MomentView>,
    moments_leaf: Leaf,
    #[serde(skip)]
    mend: Option<String>,
    #[serde(skip)]
    form: Option<Asking>,
}

/// How it goes with a goal, as it is said.
pub(super) struct Said {
    trend: Trend,
    why: Note,
}

impl Form for Said {
    fn check(read: &mut Reader) -> Option<Self> {
        let (trend, why) = (read.choice("trend"), read.must("why"));
        Some(Self { trend: trend?, why: why? })
    }
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<GoalPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let goal =
        case.plan.goals.iter().find(|goal| goal.no == no).filter(|_| !is_third(&visit)).ok_or(Trouble::Denied)?;
    let plan = format!("{}/{}", places::CASES.of(visit.id()), Part::Plan.path());
    let here = at(&plan, no);
    let mut moments = moments(&visit, goal);
    moments.reverse();
    let next = case.next_moment(goal).map(|(_, day)| day);
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    let body = GoalPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Plan),
        text: goal.text.to_string(),
        seen_by: goal.seen_by.to_string(),
        baseline: goal.baseline.as_ref().map(ToString::to_string),
        set: goal.set.map(day_month_year),
        by: show::by(&visit, no, Deed::Made),
        rhythm: goal.rhythm.map(|it| it.says().to(ask.lang).to_owned()),
        next: next.map(day_month_year),
        late: next.is_some_and(|day| day < ask.today),
        moments_leaf: MOMENTS.cut(ask, &here, &mut moments),
        moments,
        mend: mend::way(&visit, no),
        form: visit.may::<MeasureGoal>().then(|| html(form(&here))),
        plan,
    };
    Ok(Page::of(ask, heading(&visit, Part::Plan), body))
}

/// Where the goal of this number stands, under the page of the plan.
fn at(plan: &str, no: u32) -> String {
    format!("{plan}/doel/{no}")
}

/// All that was said of a goal, from old to new.
fn moments(visit: &Visit<ReadCase>, goal: &Goal) -> Vec<MomentView> {
    let view = |(day, no, now): (Date, u32, &GoalNow)| MomentView {
        day: day_month_year(day),
        trend: now.trend.says().to(visit.ask.lang).to_owned(),
        why: now.why.to_string(),
        by: show::by(visit, no, Deed::Made),
        mend: mend::way(visit, no),
    };
    visit.dossier().moments(goal.no).into_iter().map(view).collect()
}

fn form(here: &str) -> Sheet {
    let sheet = Sheet::to(format!("{here}/hoe"), Say::of("Vastleggen", "Record"))
        .titled(Say::of("Hoe gaat het nu?", "How is it going now?"))
        .open();
    fields(sheet, None)
}

/// The questions about how it goes; what it says now stands there already.
pub(super) fn fields(sheet: Sheet, now: Option<&GoalNow>) -> Sheet {
    let trend = Field::choice_of::<Trend>("trend", Say::of("Tegen de vorige keer", "Compared with last time"));
    let why = Field::note("why", Say::of("Wat ziet u?", "What do you see?")).hint(Say::of(
        "Beschrijf het met waaraan u het doel zou zien, en waar dat op rust. Woorden, geen cijfer voor de persoon.",
        "Describe it by what you would see the goal by, and what that rests on. Words, no mark for the person.",
    ));
    match now {
        Some(now) => sheet.field(trend.value(now.trend.word())).field(why.value(now.why.as_str())),
        None => sheet.field(trend).field(why),
    }
}

pub(super) async fn act(desk: Desk<MeasureGoal>, ask: Ask, form: Said) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let event = desk.dossier().measure_goal(GoalNow { goal: no, trend: form.trend, why: form.why }, desk.today())?;
    done(desk, event, &at(Part::Plan.path(), no)).await
}
