//! The table of one case: what is asked of you, who sits there, and what lies on it.

use super::head::Part;
use super::{
    agreement::{self, AgreementView},
    direct,
    evaluate::{self, EvaluationView},
    feedback::{self, FeedbackView},
    growing::{self, Happened},
    head::{Head, heading, is_third},
    next::Next,
    scaling::Turn,
    show::{self, AskedView, FactorView, GoalView, ItemView},
};
use crate::places;
use crate::{
    advice::ReadAdvice,
    case::{AskElsewhere, AskReview, Contribute, ReadCase, ReadPersons, ReferCase, acts::ACTS, work_at},
    referral::pages::begin::{Earlier, earlier},
    review::pages::{KeptView, kept},
    table::{AuthorSays, Paper, Sitting, Stage, Way, draw, steps},
    weighing::ReadWeighing,
};
use askama::Template;
use kernel::{Date, Lang, ShownDay, ShownMoment, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Sort, Task};
use web::{Filled, Icon, Leaf, Page, Trouble, Visit};

/// Something asked of the reader.
#[derive(Serialize, JsonSchema)]
pub(super) struct Todo {
    pub(super) address: String,
    pub(super) says: String,
    due: Option<ShownDay>,
    late: bool,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/read.html")]
pub(super) struct Read {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    reference: String,
    title: String,
    summary: String,
    kind: &'static str,
    state: &'static str,
    opened: String,
    owner: String,
    /// Who directs the case and the process, and whether the reader is to choose that; not for a third party.
    #[serde(skip)]
    directors: Vec<(String, String, bool)>,
    opened_by: Option<AuthorSays>,
    /// How many events; not for a third party, who learns from it how much goes on at the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<u64>,
    third: bool,
    /// Whether the reader may put something on the table and ask others.
    #[serde(skip)]
    gives: bool,
    kind_says: String,
    regime: String,
    purpose: String,
    subject: String,
    /// Since when something of that was put right.
    mended: Option<ShownDay>,
    born: Option<kernel::Born>,
    next_look: Option<ShownDay>,
    /// Whether that day has passed.
    look_late: bool,
    /// What comes next at the table.
    next: Option<Next>,
    /// Who is on turn; not for a third party.
    turn: Option<Turn>,
    #[serde(skip)]
    table: String,
    /// The way from the signal to here; not where it began here, and not for a third party.
    #[serde(skip)]
    steps: String,
    mine: Vec<Todo>,
    mine_leaf: Leaf,
    items: Vec<ItemView>,
    items_leaf: Leaf,
    questions: Vec<AskedView>,
    questions_leaf: Leaf,
    factors: Vec<FactorView>,
    factors_leaf: Leaf,
    goals: Vec<GoalView>,
    goals_leaf: Leaf,
    agreements: Vec<AgreementView>,
    agreements_leaf: Leaf,
    evaluations: Vec<EvaluationView>,
    evaluations_leaf: Leaf,
    feedback: Vec<FeedbackView>,
    feedback_leaf: Leaf,
    notes: Vec<Happened<ShownDay>>,
    notes_leaf: Leaf,
    /// Where another house is asked, for who may and where there is one.
    #[serde(skip)]
    elsewhere: Option<String>,
    /// What was referred to another kind of table; not for a third party.
    referred: Vec<Earlier>,
    /// Where that is done, for who may.
    #[serde(skip)]
    refer: Option<String>,
    /// What somebody from outside found; not for a third party.
    overseen: Vec<KeptView>,
    /// Where that is asked, for who may.
    #[serde(skip)]
    oversee: Option<String>,
    why: Vec<String>,
    history: Vec<Happened<ShownMoment>>,
    history_leaf: Leaf,
}

pub(super) async fn show(visit: Visit<ReadCase>, _: Filled) -> Result<Page<Read>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    let (lang, third) = (ask.lang, is_third(&visit));
    let name = |agency: &kernel::AgencyId| ask.directory.agency_name(agency);
    // A third party reads what was shared with it, not what the case is about beyond that (PAR-05).
    let full = |text: String| if third { String::new() } else { text };
    let home = &places::CASES.of(visit.id());
    let mut mine = todos(&visit);
    let mut items = show::items(&visit);
    let mut questions = show::questions(&visit);
    let mut factors = if third { Vec::new() } else { show::factors(&visit) };
    let mut goals = if third { Vec::new() } else { show::goals(&visit, home) };
    let mut agreements = agreement::agreements(&visit);
    let mut evaluations = if third { Vec::new() } else { evaluate::views(&visit) };
    let mut feedback = if third { Vec::new() } else { feedback::views(&visit) };
    let (notes, notes_leaf) = growing::notes(&visit, home, &growing::NOTES, third).await?;
    let (history, history_leaf) = growing::history(&visit, home, third).await?;
    let alone = ask.vault.setting("triangle.mode").await?.as_deref() == Some("none");
    let seats = case.places();
    let papers = papers(lang, items.len(), goals.len(), agreements.len());
    let body = Read {
        lang,
        head: Head::of(&visit, Part::Table),
        id: visit.id().to_string(),
        reference: opening.reference.to_string(),
        title: opening.title.to_string(),
        summary: full(opening.summary.to_string()),
        kind: opening.kind.word(),
        state: case.state.word(),
        opened: case.opened.map(|d| d.to_string()).unwrap_or_default(),
        owner: name(&opening.trio.stay),
        directors: if third { Vec::new() } else { direct::named(&visit) },
        opened_by: case.opened_by.as_ref().filter(|_| !third).map(|by| AuthorSays::of(ask, by)),
        seq: (!third).then(|| visit.seen.seq()),
        third,
        gives: !third && visit.may::<Contribute>(),
        kind_says: opening.kind.says().to(lang).to_owned(),
        regime: opening.regime.says().to(lang).to_owned(),
        purpose: opening.purpose.to_string(),
        subject: opening.subject.name.to_string(),
        born: opening.subject.born,
        mended: case.restated.all.last().map(|last| day_month_year(last.on)),
        next: if third { None } else { Next::of(&visit, lang) },
        next_look: case.next_look().filter(|_| !third).map(day_month_year),
        look_late: !third && case.next_look().is_some_and(|day| day < ask.today),
        turn: (!third).then(|| Turn::of(ask, case, Some(visit.id()))),
        table: draw(&seats, &Sitting::of::<ReadCase, ReadPersons>(&visit, &seats).asked(!mine.is_empty()), papers),
        steps: way(&visit, alone).await?,
        mine_leaf: growing::TODOS.cut(ask, home, &mut mine),
        mine,
        items_leaf: growing::ITEMS.cut_latest(ask, home, &mut items),
        items,
        questions_leaf: growing::ASKED.cut_latest(ask, home, &mut questions),
        questions,
        factors_leaf: growing::FACTORS.cut_latest(ask, home, &mut factors),
        factors,
        goals_leaf: growing::GOALS.cut_latest(ask, home, &mut goals),
        goals,
        agreements_leaf: growing::AGREEMENTS.cut_latest(ask, home, &mut agreements),
        agreements,
        evaluations_leaf: growing::EVALUATIONS.cut(ask, home, &mut evaluations),
        evaluations,
        feedback_leaf: growing::FEEDBACK.cut(ask, home, &mut feedback),
        feedback,
        notes: notes.iter().map(|note| Happened::noted(ask, note)).collect(),
        notes_leaf,
        elsewhere: elsewhere(&visit),
        referred: if third { Vec::new() } else { earlier(ask, case.referrals()).await? },
        refer: visit.may::<ReferCase>().then(|| places::CASES.under(visit.id(), places::REFERRING)),
        overseen: if third { Vec::new() } else { kept(ask, case.overseen()).await? },
        oversee: visit.may::<AskReview>().then(|| places::CASES.under(visit.id(), places::REVIEWING)),
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(lang), g.law)).collect(),
        history,
        history_leaf,
    };
    Ok(Page::of(ask, heading(&visit, Part::Table), body))
}

/// Where another house is asked whether the person is known there: never under the Wgpga (art. 7), nor where there is no other house.
fn elsewhere(visit: &Visit<ReadCase>) -> Option<String> {
    let offered = !visit.ask.vault.neighbours().is_empty()
        && visit.may::<AskElsewhere>()
        && visit.dossier().may_ask_elsewhere(visit.ask.today).is_ok();
    offered.then(|| places::asking_elsewhere(visit.id()))
}

/// What lies on the table of a case, as far as there is something.
fn papers(lang: Lang, items: usize, goals: usize, agreements: usize) -> Vec<Paper> {
    let all = [
        (Icon::Eye, items, ["bijdrage", "bijdragen"], ["contribution", "contributions"], "#picture"),
        (Icon::Target, goals, ["doel", "doelen"], ["goal", "goals"], "#plan"),
        (Icon::Hand, agreements, ["afspraak", "afspraken"], ["agreement", "agreements"], "#agreements"),
    ];
    let there = all.into_iter().filter(|(_, many, ..)| *many > 0);
    let paper = |(icon, many, nl, en, at): (Icon, usize, [&str; 2], [&str; 2], &'static str)| {
        let says = if many == 1 { lang.both(nl[0], en[0]) } else { lang.both(nl[1], en[1]) };
        Paper { icon, says: format!("{many} {says}"), at }
    };
    there.map(paper).collect()
}

/// The way from the signal to here. What a case begins with when nothing came before has none, and a third party does not read it.
async fn way(visit: &Visit<ReadCase>, alone: bool) -> Result<String, Trouble> {
    let (ask, case, lang) = (&visit.ask, visit.dossier(), visit.ask.lang);
    let from = case.opening.as_ref().and_then(|opening| opening.from).filter(|_| !is_third(visit));
    let Some(from) = from else { return Ok(String::new()) };
    // What came right before leads on to what came before that.
    let at = if ask.vault.may_on::<ReadAdvice>(&ask.actor, from).await? {
        vec![(Stage::Advice, places::ADVICES.of(from))]
    } else if ask.vault.may_on::<ReadWeighing>(&ask.actor, from).await? {
        vec![(Stage::Weighing, places::WEIGHINGS.of(from))]
    } else {
        Vec::new()
    };
    let state = super::head::state(case, lang);
    let skips = alone.then_some(Stage::Advice);
    Ok(steps(&Way { now: Stage::Case, state: &state, reached: Stage::Case, skips, over: false, at }, lang))
}

pub(super) fn todos(visit: &Visit<ReadCase>) -> Vec<Todo> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (me, home) = (&ask.actor.agency.id, places::CASES.of(visit.id()));
    let asks = case.owed_by(me).map(|r| Todo {
        address: format!("{home}/vraag/{}", r.no),
        says: r.question.to_string(),
        due: Some(day_month_year(r.due)),
        late: r.due < ask.today,
    });
    let mut todos: Vec<(Todo, Option<Date>)> = asks.map(|todo| (todo, None)).collect();
    let own = |t: &Task| t.person.as_ref().is_none_or(|person| *person == ask.actor.person);
    let mine =
        |t: &Task| &t.agency == me && own(t) && t.role.is_none_or(|r| r == ask.actor.role) && t.since <= ask.today;
    for task in vault::Dossier::card(case).tasks.into_iter().filter(mine) {
        // Questions stand above already, each with its own words.
        if task.act == Contribute::INFO.name {
            continue;
        }
        // What is only to be read is done by reading, and My work knows whether it was.
        let Some(act) = ACTS.iter().find(|act| act.name == task.act && act.sort != Sort::Look) else { continue };
        let todo = Todo {
            address: work_at(task.act, visit.id(), task.thing).unwrap_or_else(|| home.clone()),
            says: act.says.to(ask.lang).to_owned(),
            due: task.due.map(day_month_year),
            late: task.due.is_some_and(|d| d < ask.today),
        };
        // What is done on the same page is one line, with the first day on which something of it is due.
        let sooner = |due: Option<Date>| task.due.is_some_and(|day| due.is_none_or(|due| day < due));
        match todos.iter_mut().find(|(same, _)| same.address == todo.address) {
            None => todos.push((todo, task.due)),
            Some(same) if same.0.says == todo.says && sooner(same.1) => *same = (todo, task.due),
            Some(_) => {}
        }
    }
    todos.into_iter().map(|(todo, _)| todo).collect()
}
