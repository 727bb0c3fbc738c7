//! A question and its answer as pages show them. A third party reads its own questions, and of the answer what it needs.

use crate::case::pages::offered::short;
use crate::case::{Answered, Case, Handover, Level, Rest, ScalingAnswer, Waiting};
use crate::table::{AuthorSays, Lack};
use kernel::{AgencyId, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::Ask;

/// Something that a question rests on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingRest")]
pub(in crate::case::pages) struct RestView {
    pub(in crate::case::pages) says: String,
    /// The day of a look back.
    pub(in crate::case::pages) day: Option<ShownDay>,
}

/// A question.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingQuestion")]
pub(in crate::case::pages) struct QuestionView {
    pub(in crate::case::pages) no: u32,
    /// Whether help is asked for; else it is given back.
    pub(in crate::case::pages) up: bool,
    pub(in crate::case::pages) from: String,
    pub(in crate::case::pages) to: String,
    pub(in crate::case::pages) trigger: String,
    pub(in crate::case::pages) question: String,
    pub(in crate::case::pages) stays: String,
    pub(in crate::case::pages) rests: Vec<RestView>,
    pub(in crate::case::pages) skips: Option<String>,
    pub(in crate::case::pages) power: Option<String>,
    pub(in crate::case::pages) acute: bool,
    pub(in crate::case::pages) by: AuthorSays,
    pub(in crate::case::pages) asked: ShownDay,
    pub(in crate::case::pages) due: ShownDay,
    /// Who answers, in words.
    pub(in crate::case::pages) answers: String,
    /// What was added since, by whom and when.
    pub(in crate::case::pages) added: Vec<(AuthorSays, ShownDay, String)>,
}

impl QuestionView {
    pub(super) fn of(ask: &Ask, case: &Case, waiting: &Waiting) -> Self {
        let (lang, asking, me) = (ask.lang, &waiting.asking, &ask.actor.agency.id);
        let third = case.is_third(me);
        let says = |say: Say| say.to(lang).to_owned();
        Self {
            no: asking.no,
            up: asking.is_up(),
            from: says(ask.vault.levels().says(asking.from)),
            to: says(ask.vault.levels().says(asking.to)),
            trigger: says(asking.trigger.says()),
            question: asking.question.to_string(),
            stays: asking.stays.to_string(),
            rests: rests(ask, case, &asking.rests_on),
            skips: asking.skips.as_ref().map(ToString::to_string),
            power: asking.power.as_ref().map(ToString::to_string),
            acute: asking.acute,
            by: AuthorSays::of(ask, &waiting.by),
            asked: day_month_year(asking.day),
            due: day_month_year(asking.due),
            answers: says(answers(asking.level())),
            added: waiting
                .added
                .iter()
                .filter(|(by, ..)| !third || &by.agency == me)
                .map(|(by, on, text)| (AuthorSays::of(ask, by), day_month_year(*on), text.to_string()))
                .collect(),
        }
    }
}

fn answers(level: Level) -> Say {
    match level {
        Level::Director => Say::of("De procesregisseur antwoordt.", "The process director answers."),
        Level::Three => Say::of(
            "Gemeente van verblijf, politie en OM antwoorden samen, met drie sleutels.",
            "Municipality of stay, police and OM answer together, with three keys.",
        ),
        Level::Triangle => Say::of(
            "De driehoek antwoordt schriftelijk. De sleutels draaien gemeente, politie en OM, ieder door wie daarvoor bevoegd of gemandateerd is.",
            "The triangle answers in writing. Municipality, police and OM turn the keys, each by whoever has the power or the mandate.",
        ),
    }
}

/// What a question rests on, as far as the reader reads it. Of the rest there is no trace, nor of how much that is.
fn rests(ask: &Ask, case: &Case, on: &[u32]) -> Vec<RestView> {
    let seen = case.rests_for(&ask.actor.agency.id, ask.today);
    on.iter()
        .filter_map(|no| seen.iter().find(|rest| rest.no() == *no))
        .map(|rest| rest_view(ask, case, rest))
        .collect()
}

/// One thing that a question can rest on.
pub(super) fn rest_view(ask: &Ask, case: &Case, rest: &Rest<'_>) -> RestView {
    let (lang, name) = (ask.lang, |agency: &AgencyId| ask.directory.agency_name(agency));
    let says =
        |what: &str, agency: &AgencyId, text: &Note| format!("{what} {}: {}", name(agency), short(text.as_str()));
    match rest {
        Rest::Fact(item) => {
            let fact = says(lang.both("Feit van", "Fact of"), &item.agency, &item.gift.text);
            // Whoever answers reads that it may not be so.
            let doubt = lang.both("iemand zegt dat dit niet klopt", "somebody says that this is not right");
            let says = if case.is_in_doubt(item.no) { format!("{fact} ({doubt})") } else { fact };
            RestView { says, day: None }
        }
        Rest::Agreement(agreement) => RestView {
            says: says(lang.both("Afspraak van", "Agreement of"), &agreement.agency, &agreement.what),
            day: None,
        },
        Rest::Review(review) => RestView {
            says: lang.both("Terugblik van", "Look back of").to_owned(),
            day: Some(day_month_year(review.day)),
        },
    }
}

/// Why it was answered so.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingWhy")]
pub(in crate::case::pages) struct WhyView {
    pub(in crate::case::pages) considerations: String,
    pub(in crate::case::pages) options: Vec<String>,
    pub(in crate::case::pages) dissent: Option<String>,
    pub(in crate::case::pages) ground: String,
    pub(in crate::case::pages) review: Option<ShownDay>,
    /// What it goes without, in words.
    pub(in crate::case::pages) without: Vec<String>,
    pub(in crate::case::pages) up: Vec<String>,
    pub(in crate::case::pages) down: Vec<String>,
}

/// An answer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingAnswerSays")]
pub(in crate::case::pages) struct AnswerView {
    pub(in crate::case::pages) outcome: String,
    /// Which help comes, of whom and until when.
    pub(in crate::case::pages) help: Option<(String, String, ShownDay)>,
    pub(in crate::case::pages) table: Option<String>,
    pub(in crate::case::pages) written: Option<ShownDay>,
    pub(in crate::case::pages) expectation: String,
    /// Not for a third party.
    pub(in crate::case::pages) why: Option<WhyView>,
}

impl AnswerView {
    pub(super) fn of(ask: &Ask, case: &Case, answer: &ScalingAnswer) -> Self {
        let third = case.is_third(&ask.actor.agency.id);
        let decision = &answer.decision;
        let texts = |all: &[Note]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let criteria = answer.criteria.clone().unwrap_or_default();
        Self {
            outcome: decision.outcome.says().to(ask.lang).to_owned(),
            help: answer
                .help
                .as_ref()
                .map(|help| (help.what.to_string(), ask.directory.agency_name(&help.who), day_month_year(help.until))),
            table: answer.table.as_ref().map(ToString::to_string),
            written: answer.written.map(day_month_year),
            expectation: decision.expectation.to_string(),
            why: (!third).then(|| WhyView {
                considerations: decision.considerations.to_string(),
                options: texts(&decision.options),
                dissent: decision.dissent.as_ref().map(ToString::to_string),
                ground: decision.ground.to_string(),
                review: decision.review.map(day_month_year),
                without: Lack::tell(&decision.lacks(), ask.lang),
                up: texts(&criteria.up),
                down: texts(&criteria.down),
            }),
        }
    }
}

/// A hand-over.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScalingHandover")]
pub(in crate::case::pages) struct HandoverView {
    pub(in crate::case::pages) to: String,
    pub(in crate::case::pages) points: Vec<String>,
    pub(in crate::case::pages) contact: String,
    pub(in crate::case::pages) by: AuthorSays,
    pub(in crate::case::pages) on: ShownDay,
    /// Who said yes or no to it, when, and why not.
    pub(in crate::case::pages) said: Option<(AuthorSays, ShownDay, Option<String>)>,
}

impl HandoverView {
    pub(super) fn of(ask: &Ask, handover: &Handover) -> Self {
        let said = |said: &crate::case::Taken| {
            (AuthorSays::of(ask, &said.by), day_month_year(said.on), said.refused.as_ref().map(ToString::to_string))
        };
        Self {
            to: ask.directory.agency_name(&handover.to),
            points: handover.points.iter().map(ToString::to_string).collect(),
            contact: handover.contact.to_string(),
            by: AuthorSays::of(ask, &handover.by),
            on: day_month_year(handover.on),
            said: handover.said.as_ref().map(said),
        }
    }
}

/// Whether the reader reads this question: a third party its own.
pub(super) fn is_read(ask: &Ask, case: &Case, waiting: &Waiting) -> bool {
    let me = &ask.actor.agency.id;
    !case.is_third(me) || &waiting.by.agency == me
}

/// The answers that the reader reads, the latest first.
pub(super) fn answered<'a>(ask: &'a Ask, case: &'a Case) -> impl Iterator<Item = &'a Answered> {
    case.scaling().answered.iter().rev().filter(|one| is_read(ask, case, &one.asked))
}
