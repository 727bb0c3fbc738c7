//! Looking back together. On the plan, here: per goal better, same or worse in words; still needed, still in
//! proportion. On the agreements: see `evaluate`.

use super::sheet::{Asking, Sheet};
use super::{
    Part, at, done,
    evaluate::{self, EvaluationView},
    head::{Head, heading, is_third},
    on,
};
use crate::case::{Goal, GoalNow, Next, ReadCase, Review, ReviewCase, Trend};
use askama::Template;
use kernel::{Date, Lang, Note, Say};
use serde::Serialize;
use vault::Desk;
use web::{Ask, Choice, Field, Filled, Form, Go, Page, Reader, Trouble, Visit};

/// At most so many goals on one form; a plan with more is not one plan.
pub(super) const MOST: usize = 12;
/// Names of the fields per goal: the field of a form has a fixed name.
pub(super) const TREND: [&str; MOST] = [
    "trend1", "trend2", "trend3", "trend4", "trend5", "trend6", "trend7", "trend8", "trend9", "trend10", "trend11",
    "trend12",
];
/// The words that go with it.
pub(super) const WHY: [&str; MOST] =
    ["why1", "why2", "why3", "why4", "why5", "why6", "why7", "why8", "why9", "why10", "why11", "why12"];

/// An answer to a plain question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YesNo {
    Yes,
    No,
}

impl Choice for YesNo {
    fn all() -> &'static [Self] {
        &[Self::Yes, Self::No]
    }
    fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }
    fn says(self) -> Say {
        match self {
            Self::Yes => Say::of("ja", "yes"),
            Self::No => Say::of("nee", "no"),
        }
    }
}

/// A look back, in the order of the goals.
pub(super) struct Looked {
    goals: Vec<(Trend, Note)>,
    necessary: bool,
    necessity: Note,
    proportionate: bool,
    proportion: Note,
    next: Next,
    again: Option<Date>,
}

impl Form for Looked {
    fn check(read: &mut Reader) -> Option<Self> {
        let mut goals = Vec::new();
        for (trend, why) in TREND.into_iter().zip(WHY) {
            let trend = read.may_choice::<Trend>(trend);
            let words = read.may::<Note>(why);
            match (trend?, words?) {
                (Some(trend), Some(words)) => goals.push((trend, words)),
                (Some(_), None) => {
                    read.wrong(why, Say::of("Zeg waar dat op rust.", "Say what that rests on."));
                    return None;
                }
                // The goals of the plan come first; behind the last there is nothing.
                (None, _) => break,
            }
        }
        let necessary = read.choice::<YesNo>("necessary");
        let necessity = read.must("necessity");
        let proportionate = read.choice::<YesNo>("proportionate");
        let proportion = read.must("proportion");
        let next = read.choice("next");
        let again = read.may_day("again");
        Some(Self {
            goals,
            necessary: necessary? == YesNo::Yes,
            necessity: necessity?,
            proportionate: proportionate? == YesNo::Yes,
            proportion: proportion?,
            next: next?,
            again: again?,
        })
    }
}

#[derive(Serialize)]
struct Past {
    day: String,
    goals: Vec<(String, String, String)>,
    necessity: String,
    proportion: String,
    next: String,
    again: Option<String>,
}

#[derive(Template, Serialize)]
#[template(path = "case/pages/review.html")]
struct ReviewPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    past: Vec<Past>,
    evaluations: Vec<EvaluationView>,
    agreed: bool,
    #[serde(skip)]
    form: Option<Asking>,
    #[serde(skip)]
    evaluate: Option<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let form = visit
        .may::<ReviewCase>()
        .then(|| form(&case.plan.goals, &at(visit.id())).html(ask, &filled, Some(visit.seq())));
    let body = ReviewPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Review),
        id: visit.id().to_string(),
        past: case.plan.reviews.iter().rev().map(|r| past(ask, &case.plan.goals, r)).collect(),
        evaluations: evaluate::views(&visit),
        agreed: !case.agreements.is_empty(),
        form,
        evaluate: evaluate::form(&visit).map(|f| f.html(ask, &filled, Some(visit.seq()))),
    };
    Ok(Page::of(ask, heading(&visit, Part::Review), body))
}

fn past(ask: &Ask, goals: &[Goal], review: &Review) -> Past {
    let goal = |g: &GoalNow| {
        let text = goals.iter().find(|goal| goal.no == g.goal).map_or_else(String::new, |goal| goal.text.to_string());
        (text, g.trend.says().to(ask.lang).to_owned(), g.why.to_string())
    };
    let answer = |yes: bool, why: &Note| {
        let says = if yes { YesNo::Yes } else { YesNo::No }.says();
        format!("{}: {why}", says.to(ask.lang))
    };
    Past {
        day: on(review.day),
        goals: review.goals.iter().map(goal).collect(),
        necessity: answer(review.necessary, &review.necessity),
        proportion: answer(review.proportionate, &review.proportion),
        next: review.next.says().to(ask.lang).to_owned(),
        again: review.again.map(on),
    }
}

fn form(goals: &[Goal], home: &str) -> Sheet {
    let mut form = Sheet::to(format!("{home}/terugkijken/vastleggen"), Say::of("Vastleggen", "Record"))
        .titled(Say::of("Samen terugkijken", "Look back together"))
        .open();
    for ((goal, trend), why) in goals.iter().zip(TREND).zip(WHY) {
        let text = super::short(goal.text.as_str());
        let says = |nl: &str, en: &str| Say::made(format!("{nl}: {text}"), format!("{en}: {text}"));
        form = form
            .field(Field::choice_of::<Trend>(trend, says("Hoe staat het met dit doel", "How does this goal stand")))
            .field(Field::note(why, Say::of("Waar rust dat op?", "What does that rest on?")));
    }
    form.field(Field::choice_of::<YesNo>("necessary", Say::of("Is de casus nog nodig?", "Is the case still needed?")))
        .field(Field::note("necessity", Say::of("Waarom wel of niet?", "Why, or why not?")))
        .field(Field::choice_of::<YesNo>(
            "proportionate",
            Say::of("Is wat we doen nog in verhouding?", "Is what we do still in proportion?"),
        ))
        .field(Field::note("proportion", Say::of("Waarom wel of niet?", "Why, or why not?")))
        .field(Field::choice_of::<Next>("next", Say::of("Wat doet de tafel nu?", "What does the table do now?")))
        .field(
            Field::day("again", Say::of("Wanneer kijkt de tafel opnieuw?", "When does the table look again?"))
                .optional(),
        )
}

pub(super) async fn act(desk: Desk<ReviewCase>, _: Ask, form: Looked) -> Result<Go, Trouble> {
    let goals = desk.dossier().plan.goals.iter().zip(form.goals);
    let goals = goals.map(|(goal, (trend, why))| GoalNow { goal: goal.no, trend, why }).collect();
    let review = Review {
        no: 0,
        day: desk.today(),
        goals,
        necessary: form.necessary,
        necessity: form.necessity,
        proportionate: form.proportionate,
        proportion: form.proportion,
        next: form.next,
        again: form.again,
    };
    let event = desk.dossier().review(review)?;
    done(desk, event, Part::Review.path()).await
}
