//! Looking back together. On the plan, here: per goal better, same or worse in words; still needed, still in
//! proportion. On the agreements: see `evaluate`.

use super::given::done;
use super::head::Part;
use super::offered::short;
use super::sheet::{Asking, Sheet};
use super::{
    evaluate::{self, EvaluationView},
    growing::{EVALUATIONS, REVIEWS},
    head::{Head, heading, is_third},
    show,
};
use crate::case::{
    Deed, Goal, GoalNow, Next, ReadCase, Review, ReviewCase, Trend,
    plan::{MOST_GOALS, UNTOLD},
};
use crate::places;
use crate::table::{AuthorSays, Explicit, Lack};
use askama::Template;
use kernel::{Date, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Leaf, Page, Reader, Redirect, Trouble, Visit};

// Every goal that fits in a plan fits on the forms about it.
const _: () = assert!(MOST_GOALS <= Reader::MOST_ROWS);

/// The name of the field about how a goal stands, by its place in the plan, from 1.
fn trend(place: usize) -> String {
    format!("trend{place}")
}

/// The name of the field with the words about a goal.
pub(super) fn why(place: usize) -> String {
    format!("why{place}")
}

kernel::words! {
    /// An answer to a plain question.
    pub(super) enum YesNo {
        Yes = "yes", "ja", "yes";
        No = "no", "nee", "no";
    }
}

/// A look back, with what is said of each goal by its place in the plan.
pub(super) struct Looked {
    goals: BTreeMap<usize, (Trend, Note)>,
    necessary: bool,
    necessity: Note,
    proportionate: bool,
    proportion: Note,
    voice: Option<Note>,
    next: Next,
    again: Option<Date>,
    explicit: Explicit,
}

impl Form for Looked {
    fn check(read: &mut Reader) -> Option<Self> {
        // Every field is read before one of them stops the rest, so that all messages come at once.
        let goals = read.rows(&["trend", "why"], 1, |read, place| {
            let (trend, words) = (read.choice::<Trend>(trend(place)), read.must::<Note>(why(place)));
            Some((place, (trend?, words?)))
        });
        let necessary = read.choice::<YesNo>("necessary");
        let necessity = read.must("necessity");
        let proportionate = read.choice::<YesNo>("proportionate");
        let proportion = read.must("proportion");
        let voice = read.may("voice");
        let next = read.choice("next");
        let again = read.may_day("again");
        let (ground, expectation) = (read.may("ground"), read.may("expectation"));
        Some(Self {
            goals: goals.into_iter().map(|(_, goal)| goal).collect::<Option<_>>()?,
            necessary: necessary? == YesNo::Yes,
            necessity: necessity?,
            proportionate: proportionate? == YesNo::Yes,
            proportion: proportion?,
            voice: voice?,
            next: next?,
            again: again?,
            explicit: Explicit { ground: ground?, expectation: expectation?, review: None },
        })
    }
}

#[derive(Serialize, JsonSchema)]
struct Past {
    day: ShownDay,
    goals: Vec<(String, String, String)>,
    necessity: String,
    proportion: String,
    /// What the person thinks of it, in words; nothing where nobody asked.
    voice: Option<String>,
    next: String,
    again: Option<ShownDay>,
    parts: Vec<(String, String)>,
    /// What the decision goes without, in words.
    without: Vec<String>,
    by: Option<AuthorSays>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/review.html")]
pub(super) struct ReviewPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    /// When the table asks for help, and when it gives back.
    up: Vec<String>,
    down: Vec<String>,
    #[serde(skip)]
    scaling: String,
    past: Vec<Past>,
    past_leaf: Leaf,
    evaluations: Vec<EvaluationView>,
    evaluations_leaf: Leaf,
    agreed: bool,
    #[serde(skip)]
    form: Option<Asking>,
    #[serde(skip)]
    evaluate: Option<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<ReviewPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let form = visit
        .may::<ReviewCase>()
        .then(|| form(&case.plan.goals, &places::CASES.of(visit.id())).html(ask, &filled, Some(visit.seq())));
    let here = format!("{}/{}", places::CASES.of(visit.id()), Part::Review.path());
    let mut reviews: Vec<Past> = case.plan.reviews.iter().rev().map(|r| past(&visit, r)).collect();
    let mut evaluations = evaluate::views(&visit);
    let body = ReviewPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Review),
        id: visit.id().to_string(),
        up: case.criteria().up.iter().map(ToString::to_string).collect(),
        down: case.criteria().down.iter().map(ToString::to_string).collect(),
        scaling: places::CASES.under(visit.id(), "/opschalen"),
        past_leaf: REVIEWS.cut(ask, &here, &mut reviews),
        past: reviews,
        evaluations_leaf: EVALUATIONS.cut(ask, &here, &mut evaluations),
        evaluations,
        agreed: !case.agreements.is_empty(),
        form,
        evaluate: evaluate::form(&visit).map(|f| f.html(ask, &filled, Some(visit.seq()))),
    };
    Ok(Page::of(ask, heading(&visit, Part::Review), body))
}

fn past(visit: &Visit<ReadCase>, review: &Review) -> Past {
    let (ask, goals) = (&visit.ask, &visit.dossier().plan.goals);
    let goal = |g: &GoalNow| {
        let text = goals.iter().find(|goal| goal.no == g.goal).map_or_else(String::new, |goal| goal.text.to_string());
        (text, g.trend.says().to(ask.lang).to_owned(), g.why.to_string())
    };
    let answer = |yes: bool, why: &Note| {
        let says = if yes { YesNo::Yes } else { YesNo::No }.says();
        format!("{}: {why}", says.to(ask.lang))
    };
    Past {
        day: day_month_year(review.day),
        goals: review.goals.iter().map(goal).collect(),
        necessity: answer(review.necessary, &review.necessity),
        proportion: answer(review.proportionate, &review.proportion),
        voice: review.voice.as_ref().map(ToString::to_string),
        next: review.next.says().to(ask.lang).to_owned(),
        again: review.again.map(day_month_year),
        parts: review.explicit.parts(ask.lang),
        without: Lack::tell(&Explicit { review: review.again, ..review.explicit.clone() }.lacks(), ask.lang),
        by: show::by(visit, review.no, Deed::Made),
    }
}

fn form(goals: &[Goal], home: &str) -> Sheet {
    let mut form = Sheet::to(format!("{home}/terugkijken/vastleggen"), Say::of("Vastleggen", "Record"))
        .titled(Say::of("Samen terugkijken", "Look back together"))
        .open();
    for (goal, place) in goals.iter().zip(1..) {
        let text = short(goal.text.as_str());
        let says = |nl: &str, en: &str| Say::made(format!("{nl}: {text}"), format!("{en}: {text}"));
        form = form
            .field(Field::choice_of::<Trend>(
                trend(place),
                says("Hoe staat het met dit doel", "How is this goal going"),
            ))
            .field(Field::note(why(place), Say::of("Waar rust dat op?", "What is that based on?")));
    }
    form.field(Field::choice_of::<YesNo>("necessary", Say::of("Is de casus nog nodig?", "Is the case still needed?")))
        .field(Field::note("necessity", Say::of("Waarom wel of niet?", "Why, or why not?")))
        .field(Field::choice_of::<YesNo>(
            "proportionate",
            Say::of("Is wat we doen nog in verhouding?", "Is what we are doing still in proportion?"),
        ))
        .field(Field::note("proportion", Say::of("Waarom wel of niet?", "Why, or why not?")))
        .field(
            Field::note(
                "voice",
                Say::of(
                    "Wat vindt de persoon er zelf van, en wie dichtbij staat?",
                    "What does the person think of it, and who is close?",
                ),
            )
            .optional()
            .hint(Say::of(
                "Laat u dit leeg? Dan staat er dat het niet gevraagd is.",
                "If you leave this empty, it says that nobody asked.",
            )),
        )
        .field(Field::choice_of::<Next>("next", Say::of("Wat doet de tafel nu?", "What will the table do now?")))
        .field(
            Field::day("again", Say::of("Wanneer kijkt de tafel opnieuw?", "When will the table look again?"))
                .sometimes(),
        )
        .fields(Explicit::said())
}

pub(super) async fn act(desk: Desk<ReviewCase>, _: Ask, mut form: Looked) -> Result<Redirect, Trouble> {
    let mut goals = Vec::new();
    for (goal, place) in desk.dossier().plan.goals.iter().zip(1..) {
        let (trend, why) = form.goals.remove(&place).ok_or_else(|| UNTOLD.at(trend(place)))?;
        goals.push(GoalNow { goal: goal.no, trend, why });
    }
    let review = Review {
        no: 0,
        day: desk.today(),
        goals,
        necessary: form.necessary,
        necessity: form.necessity,
        proportionate: form.proportionate,
        proportion: form.proportion,
        voice: form.voice,
        next: form.next,
        again: form.again,
        explicit: form.explicit,
    };
    let event = desk.dossier().review(review)?;
    done(desk, event, Part::Review.path()).await
}
