//! What pages show of a case, as plain views. Items come in by `Case::items_for` only.

use super::filed::{self, Documents};
use super::growing::{progress_of, steps_of};
use super::{doubted, mend, sure};
use crate::case::{
    Answer, Audience, Case, Deed, Factor, FactorKind, Goal, Intervention, Item, MakeLink, MedicalGround, Nature,
    Progress, Provenance, ReadCase, Reread, Status,
};
use crate::places;
use crate::table::AuthorSays;
use kernel::{AgencyId, Expression, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Author;
use web::{Ask, Leaf, Visit};

/// Who did this with the thing of this number; the organisation alone where nobody did.
pub(super) fn author(visit: &Visit<ReadCase>, no: u32, deed: Deed, agency: &AgencyId) -> AuthorSays {
    by(visit, no, deed).unwrap_or_else(|| AuthorSays::nobody(&visit.ask, agency))
}

/// Who did this with the thing of this number. A third party reads who of its own organisation did.
pub(super) fn by(visit: &Visit<ReadCase>, no: u32, deed: Deed) -> Option<AuthorSays> {
    let (ask, case): (&Ask, &Case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    let by = case.authors.of(no, deed).filter(|by| !case.is_third(me) || &by.agency == me)?;
    Some(AuthorSays::of(ask, by))
}

/// An item as it stands on a page.
#[derive(Serialize, JsonSchema)]
pub(super) struct ItemView {
    pub(super) no: u32,
    pub(super) agency: String,
    pub(super) by: AuthorSays,
    pub(super) day: ShownDay,
    pub(super) category: String,
    pub(super) nature: String,
    pub(super) judgement: bool,
    pub(super) text: String,
    pub(super) necessity: String,
    /// A special category stands folded away until one asks for it (SPC-02).
    pub(super) special: Option<String>,
    pub(super) marks: Vec<String>,
    pub(super) seen_by: String,
    pub(super) until: Option<ShownDay>,
    pub(super) mine: bool,
    /// What was said of whether it is right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) doubts: Vec<doubted::DoubtView>,
    /// Whether it is in doubt now.
    pub(super) in_doubt: bool,
    /// Who gave it sits here no more.
    #[serde(skip)]
    pub(super) giver_left: bool,
    /// Its documents, where there are any or the reader may add one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) documents: Option<Documents>,
}

/// The items that the reader sees.
pub(super) fn items(visit: &Visit<ReadCase>) -> Vec<ItemView> {
    let (ask, case) = (&visit.ask, visit.dossier());
    case.items_for(&ask.actor.agency.id, ask.today).into_iter().map(|i| item(visit, i)).collect()
}

/// What stands before the answer to whether a fact is only an expression.
const PROTECTED: (&str, &str) = ("Alleen een uiting die de wet beschermt", "Only an expression that the law protects");

/// A mark with what it is: a word such as "suspect" never stands there alone.
fn marked(lang: Lang, (nl, en): (&str, &str), says: &Say) -> String {
    format!("{}: {}", lang.both(nl, en), says.to(lang))
}

fn item(visit: &Visit<ReadCase>, item: &Item) -> ItemView {
    let (ask, gift) = (&visit.ask, &item.gift);
    let lang = ask.lang;
    let mut marks: Vec<String> = Vec::new();
    if let Some(mark) = &gift.police {
        marks.push(marked(
            lang,
            ("In dit gegeven komt de persoon voor als", "In this item the person appears as"),
            &mark.role.says(),
        ));
        marks.push(format!("{}: {}", lang.both("Betrouwbaarheid", "Reliability"), mark.reliability));
        marks.push(format!(
            "{}: {}",
            lang.both("Afspraak met het bevoegd gezag", "Agreement with the competent authority"),
            mark.agreement
        ));
    }
    let om = gift
        .om
        .as_ref()
        .map(|m| marked(lang, ("Verstrekt op grond van", "Supplied on the basis of"), &m.ground.says()));
    let medical = |m: MedicalGround| {
        marked(
            lang,
            ("Gedeeld ondanks beroepsgeheim op grond van", "Shared despite professional secrecy on the basis of"),
            &m.says(),
        )
    };
    marks.extend(om);
    marks.extend(gift.medical.map(medical));
    let source = |text: &Note| {
        format!("{}: {text}", lang.both("Bron van het strafrechtelijke gegeven", "Source of the criminal data"))
    };
    marks.extend(gift.criminal.as_ref().map(source));
    let relevance =
        |text: &Note| format!("{}: {text}", lang.both("Waarom deze persoon ertoe doet", "Why this person matters"));
    marks.extend(gift.relevance.as_ref().map(relevance));
    marks.push(marked(lang, ("Gedeeld op grond van", "Shared on the basis of"), &gift.ground.says()));
    let received = |from: &Provenance| {
        let (came, of) = (lang.both("Kwam van", "Came from"), day_month_year(from.day));
        format!("{came} {} ({}), {of}", from.organisation, from.house)
    };
    marks.extend(gift.received.as_ref().map(received));
    marks.extend(sure::says(lang, gift));
    let expression = |e: Expression| marked(lang, PROTECTED, &e.says());
    marks.extend(gift.expression.map(expression));
    let reread = |by: Reread| {
        lang.both(
            match by {
                Reread::Colleague => "Nagelezen voordat het op tafel kwam, door een collega van de inbrenger",
                Reread::Giver => "Nagelezen voordat het op tafel kwam, door de inbrenger zelf",
            },
            match by {
                Reread::Colleague => "Checked before it came to the table, by a colleague of the contributor",
                Reread::Giver => "Checked before it came to the table, by the contributor",
            },
        )
    };
    marks.extend(gift.reread.map(|by| reread(by).to_owned()));
    ItemView {
        no: item.no,
        agency: ask.directory.agency_name(&item.agency),
        by: given_by(visit, item),
        day: day_month_year(item.day),
        category: gift.category.says().to(lang).to_owned(),
        nature: gift.nature.says().to(lang).to_owned(),
        judgement: gift.nature == Nature::Judgement,
        text: gift.text.to_string(),
        necessity: gift.necessity.to_string(),
        special: gift.special.as_ref().map(|s| s.kind.says().to(lang).to_owned()),
        marks,
        seen_by: if item.agency == ask.actor.agency.id { seen_by(ask, item) } else { String::new() },
        until: gift.until.map(day_month_year),
        mine: item.agency == ask.actor.agency.id,
        doubts: doubted::told(visit, item),
        in_doubt: visit.dossier().is_in_doubt(item.no),
        giver_left: !visit.dossier().sits(&item.agency),
        documents: filed::at(visit, item),
    }
}

/// Who gave an item: whoever may read it, reads that as well, a third party too.
fn given_by(visit: &Visit<ReadCase>, item: &Item) -> AuthorSays {
    let by = visit.dossier().authors.of(item.no, Deed::Made);
    by.map_or_else(|| AuthorSays::nobody(&visit.ask, &item.agency), |by| AuthorSays::of(&visit.ask, by))
}

fn seen_by(ask: &Ask, item: &Item) -> String {
    let name = |a: &AgencyId| ask.directory.agency_name(a);
    let all = match ask.lang {
        Lang::Nl => "alle deelnemers",
        Lang::En => "all participants",
    };
    let mut seen: Vec<String> = match &item.gift.audience {
        Audience::All => vec![all.to_owned()],
        Audience::Named { agencies } => agencies.iter().map(name).collect(),
    };
    seen.extend(item.gift.thirds.iter().map(name));
    seen.join(", ")
}

/// A question with what became of it.
#[derive(Serialize, JsonSchema)]
pub(super) struct AskedView {
    pub(super) no: u32,
    /// Where it is put right, for who is responsible for it.
    #[serde(skip)]
    pub(super) mend: Option<String>,
    /// Where who asked makes a link for it.
    pub(super) link: Option<String>,
    pub(super) agency: String,
    pub(super) question: String,
    pub(super) due: ShownDay,
    pub(super) answer: String,
    pub(super) asked_by: Option<AuthorSays>,
    pub(super) answered_by: Option<AuthorSays>,
    /// Who put the question right after it was answered.
    pub(super) restated_by: Option<AuthorSays>,
    pub(super) reason: Option<String>,
    pub(super) open: bool,
    pub(super) mine: bool,
    pub(super) late: bool,
}

/// The questions: a third party sees its own only.
pub(super) fn questions(visit: &Visit<ReadCase>) -> Vec<AskedView> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    let third = case.is_third(me);
    let view = |a: &crate::case::Asked| {
        let says = match &a.answer {
            None => Say::of("nog niet beantwoord", "not answered yet"),
            Some(Answer::NothingKnown) => Say::of("niets bekend", "nothing known"),
            Some(Answer::MayNotShare { .. }) => Say::of("mag niet delen", "may not share"),
            Some(Answer::Info { .. }) => Say::of("informatie gegeven", "information given"),
        };
        AskedView {
            no: a.request.no,
            mend: mend::way(visit, a.request.no),
            link: (visit.may::<MakeLink>() && case.may_link(a, me)).then(|| places::link_to(visit.id(), a.request.no)),
            agency: ask.directory.agency_name(&a.request.agency),
            question: a.request.question.to_string(),
            due: day_month_year(a.request.due),
            answer: says.to(ask.lang).to_owned(),
            asked_by: by(visit, a.request.no, Deed::Made),
            answered_by: answered_by(visit, a),
            restated_by: by(visit, a.request.no, Deed::Restated).filter(|_| a.answer.is_some()),
            reason: a.reason_for(me).map(ToString::to_string),
            open: a.answer.is_none(),
            mine: &a.request.agency == me,
            late: a.answer.is_none() && a.request.due < ask.today,
        }
    };
    case.asked.iter().filter(|a| !third || &a.request.agency == me).map(view).collect()
}

/// Who answered: who said that there is nothing to give, or who gave the latest item.
fn answered_by(visit: &Visit<ReadCase>, asked: &crate::case::Asked) -> Option<AuthorSays> {
    match asked.answer.as_ref()? {
        Answer::Info { items } => by(visit, *items.last()?, Deed::Made),
        Answer::NothingKnown | Answer::MayNotShare { .. } => by(visit, asked.request.no, Deed::Answered),
    }
}

/// A factor on the page.
#[derive(Serialize, JsonSchema)]
pub(super) struct FactorView {
    pub(super) no: u32,
    /// Where it is put right, for who is responsible for it.
    #[serde(skip)]
    pub(super) mend: Option<String>,
    pub(super) risk: bool,
    pub(super) kind: String,
    pub(super) domain: String,
    pub(super) text: String,
    pub(super) facts: Vec<String>,
    pub(super) by: Option<AuthorSays>,
}

/// The factors that the reader sees, with their facts.
pub(super) fn factors(visit: &Visit<ReadCase>) -> Vec<FactorView> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    let seen = case.items_for(me, ask.today);
    let facts = |f: &Factor| {
        f.facts.iter().filter_map(|no| seen.iter().find(|i| i.no == *no)).map(|i| i.gift.text.to_string()).collect()
    };
    let view = |f: &Factor| FactorView {
        no: f.no,
        mend: mend::way(visit, f.no),
        risk: f.kind == FactorKind::Risk,
        kind: f.kind.says().to(ask.lang).to_owned(),
        domain: f.domain.says().to(ask.lang).to_owned(),
        text: f.text.to_string(),
        facts: facts(f),
        by: by(visit, f.no, Deed::Made),
    };
    case.factors_for(me, ask.today).into_iter().map(view).collect()
}

/// A goal with what is done for it.
#[derive(Serialize, JsonSchema)]
pub(super) struct GoalView {
    pub(super) no: u32,
    /// Where it is put right, for who is responsible for it.
    #[serde(skip)]
    pub(super) mend: Option<String>,
    pub(super) text: String,
    pub(super) seen_by: String,
    /// Where all of it stands, with everything that was said of how it went.
    #[serde(skip)]
    pub(super) at: String,
    /// How it was when it was set, in words.
    pub(super) baseline: Option<String>,
    pub(super) trend: Option<String>,
    pub(super) by: Option<AuthorSays>,
    pub(super) steps: Vec<StepView>,
    pub(super) steps_leaf: Leaf,
}

/// An intervention on the page.
#[derive(Serialize, JsonSchema)]
pub(super) struct StepView {
    pub(super) no: u32,
    /// Where it is put right, for who is responsible for it.
    #[serde(skip)]
    pub(super) mend: Option<String>,
    pub(super) text: String,
    pub(super) agency: String,
    pub(super) power: String,
    pub(super) track: String,
    pub(super) effect: String,
    pub(super) due: ShownDay,
    pub(super) late: bool,
    pub(super) status: String,
    /// Who said that their organisation does it; the organisation alone as long as nobody did.
    pub(super) accepted_by: AuthorSays,
    pub(super) planned_by: Option<AuthorSays>,
    /// Who put it right after it was finished.
    pub(super) restated_by: Option<AuthorSays>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) declined: Option<DeclinedView>,
    pub(super) progress: Vec<ProgressView>,
    pub(super) progress_leaf: Leaf,
}

/// How a step went, and who said so.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProgressView {
    pub(super) day: ShownDay,
    pub(super) text: String,
    pub(super) by: Option<AuthorSays>,
}

/// The goals of the plan, for the page at `home`.
pub(super) fn goals(visit: &Visit<ReadCase>, home: &str) -> Vec<GoalView> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let trend = |goal: &Goal| case.moments(goal.no).last().map(|(.., now)| now.trend.says().to(ask.lang).to_owned());
    let steps =
        |goal: &Goal| case.plan.interventions.iter().filter(|i| i.goal == goal.no).collect::<Vec<&Intervention>>();
    let view = |g: &Goal| {
        let mut of_goal = steps(g);
        let steps_leaf = steps_of(g.no).cut_latest(ask, home, &mut of_goal);
        GoalView {
            no: g.no,
            mend: mend::way(visit, g.no),
            text: g.text.to_string(),
            seen_by: g.seen_by.to_string(),
            at: format!("{home}/doel/{}", g.no),
            baseline: g.baseline.as_ref().map(ToString::to_string),
            trend: trend(g),
            by: by(visit, g.no, Deed::Made),
            steps: of_goal.into_iter().map(|i| step(visit, home, i)).collect(),
            steps_leaf,
        }
    };
    case.plan.goals.iter().map(view).collect()
}

fn step(visit: &Visit<ReadCase>, home: &str, i: &Intervention) -> StepView {
    let ask = &visit.ask;
    let told = |(p, by): (&Progress, Option<&Author>)| ProgressView {
        day: day_month_year(p.day),
        text: p.text.to_string(),
        by: by.map(|by| AuthorSays::of(ask, by)),
    };
    let mut reported = visit.dossier().authors.all(i.no, Deed::Reported);
    let mut progress: Vec<(&Progress, Option<&Author>)> = i.progress.iter().map(|p| (p, reported.next())).collect();
    let progress_leaf = progress_of(i.no).cut_latest(ask, home, &mut progress);
    StepView {
        no: i.no,
        mend: mend::way(visit, i.no),
        text: i.text.to_string(),
        agency: ask.directory.agency_name(&i.agency),
        power: i.power.to_string(),
        track: i.track.says().to(ask.lang).to_owned(),
        effect: i.effect.to_string(),
        due: day_month_year(i.due),
        late: i.is_open() && i.due < ask.today,
        status: step_stands(visit.dossier(), i).to(ask.lang).to_owned(),
        accepted_by: author(visit, i.no, Deed::Accepted, &i.agency),
        planned_by: by(visit, i.no, Deed::Made),
        restated_by: by(visit, i.no, Deed::Restated),
        declined: declined(visit, i.no),
        progress: progress.into_iter().map(told).collect(),
        progress_leaf,
    }
}

/// How far an intervention is.
pub(super) fn step_stands(case: &Case, i: &Intervention) -> Say {
    match (i.accepted, i.progress.last()) {
        (None, _) if case.declined(i.no).is_some() => NOT_SO,
        (None, _) => Say::of("wacht op wie het uitvoert", "waiting for whoever carries it out"),
        (Some(_), None) => Status::Running.says(),
        (Some(_), Some(last)) => last.status.says(),
    }
}

/// How something stands that its doer does not take on as it is.
const NOT_SO: Say = Say::of("zo niet aangenomen", "not accepted like this");

/// What was said instead of yes.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeclinedView {
    pub(super) by: AuthorSays,
    pub(super) reason: Option<String>,
    pub(super) another: Option<ShownDay>,
}

/// What was said instead of yes to the agreement or intervention of this number.
pub(super) fn declined(visit: &Visit<ReadCase>, no: u32) -> Option<DeclinedView> {
    let declined = visit.dossier().declined(no)?;
    Some(DeclinedView {
        by: AuthorSays::of(&visit.ask, &declined.by),
        reason: declined.said.reason.as_ref().map(ToString::to_string),
        another: declined.said.another.map(day_month_year),
    })
}
