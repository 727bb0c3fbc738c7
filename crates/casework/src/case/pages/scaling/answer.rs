//! The forms by which a question is answered: by the process director at once, by the three with keys on one text.

use super::ask::called;
use crate::case::pages::given::{done, number};
use crate::case::pages::head::Part;
use crate::case::pages::offered::{agencies, seated};
use crate::case::pages::plan_forms;
use crate::case::pages::sheet::Sheet;
use crate::case::{AnswerScaling, Case, Criteria, Help, Level, Outcome, Phase, ScalingAnswer, TurnScalingKey, Waiting};
use crate::table::Decision;
use crate::table::key_form::{Agrees, agreed};
use kernel::{AgencyId, Date, Line, Note, Say};
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble};

/// What is answered.
pub(in crate::case::pages) struct Answers {
    decision: Decision<Outcome>,
    criteria: Criteria,
    help: Option<Help>,
    table: Option<Line>,
    written: Option<Date>,
}

impl Form for Answers {
    fn check(read: &mut Reader) -> Option<Self> {
        let outcome = read.choice::<Outcome>("outcome");
        let up = read.may::<Note>("up");
        let down = read.may::<Note>("down");
        let what = read.may::<Note>("help_what");
        let who = read.may::<AgencyId>("help_who");
        let until = read.may_day("help_until");
        let table = read.may("table");
        let review = read.day("review");
        let decision = plan_forms::decision(read, outcome, review.map(Some));
        let written = read.may_day("written");
        let help = match (what?, who?, until?) {
            (Some(what), Some(who), Some(until)) => Some(Help { what, who, until }),
            (_, _, _) => None,
        };
        Some(Self {
            decision: decision?,
            criteria: Criteria { up: lines(up?.as_ref()), down: lines(down?.as_ref()) },
            help,
            table: table?,
            written: written?,
        })
    }
}

/// One thing per line.
pub(super) fn lines(text: Option<&Note>) -> Vec<Note> {
    text.into_iter().flat_map(plan_forms::lines).collect()
}

/// The two lists, for a phase: when the help moves from there. `asked` says when they are asked.
pub(super) fn criteria_fields(form: Sheet, phase: Phase, now: &Criteria, asked: impl Fn(Field) -> Field) -> Sheet {
    const EACH: Say = Say::of("Eén ding per regel.", "One thing per line.");
    let list = |name: &'static str, label: Say, now: &[Note]| {
        let said = now.iter().map(Note::as_str).collect::<Vec<_>>().join("\n");
        let field = Field::note(name, label).hint(EACH);
        asked(if said.is_empty() { field } else { field.value(said) })
    };
    let up = (phase != Phase::Authorities)
        .then(|| list("up", Say::of("Wij vragen hulp van hoger als", "We ask help of a higher level when"), &now.up));
    let down = (phase != Phase::Ordinary)
        .then(|| list("down", Say::of("Wij geven terug als", "We give back when"), &now.down));
    form.fields(up.into_iter().chain(down))
}

/// Answers a question.
pub(super) fn form(ask: &Ask, case: &Case, home: &str, waiting: &Waiting) -> Sheet {
    let asking = &waiting.asking;
    let now = waiting.draft.as_ref().map(|draft| &draft.answer);
    let button = match asking.level() {
        Level::Director => Say::of("Antwoorden", "Answer"),
        Level::Three | Level::Triangle => Say::of("Antwoord voorleggen aan de drie", "Put the answer before the three"),
    };
    let title = match (asking.level(), now) {
        (Level::Director, _) => Say::of("Uw antwoord", "Your answer"),
        (Level::Three | Level::Triangle, None) => Say::of("Een antwoord voorleggen", "Put an answer before the three"),
        (Level::Three | Level::Triangle, Some(_)) => {
            Say::of("Dit antwoord wijzigen; de sleutels gaan dan terug", "Change this answer; the keys then go back")
        }
    };
    let help = now.and_then(|answer| answer.help.as_ref());
    let form = Sheet::to(format!("{home}/opschalen/{}/antwoord", asking.no), button).titled(title).field(
        Field::choice_of::<Outcome>("outcome", Say::of("Wat is het antwoord?", "What is the answer?"))
            .values(now.map(|answer| answer.decision.outcome.word().to_owned())),
    );
    let form = criteria_fields(
        form,
        asking.to,
        &now.and_then(|answer| answer.criteria.clone()).unwrap_or_default(),
        |field| field.under("outcome", &[Outcome::Moves.word()]),
    );
    let helped = |field: Field| field.under("outcome", &[Outcome::Helped.word()]);
    let mut who: Vec<&AgencyId> = seated(case);
    who.extend(case.opening.as_ref().map(|o| &o.director));
    let form = form
        .field(helped(
            Field::note("help_what", Say::of("Welke hulp komt erbij?", "Which help comes?"))
                .values(help.map(|help| help.what.to_string())),
        ))
        .field(helped(
            Field::list("help_who", Say::of("Van wie?", "Of whom?"), agencies(ask, who))
                .hint(Say::of(
                    "Dit legt vast wat u besloot. Vraag het die organisatie ook: maak er een afspraak van.",
                    "This records what you decided. Ask that organisation as well: make it an agreement.",
                ))
                .values(help.map(|help| help.who.to_string())),
        ))
        .field(helped(
            Field::day("help_until", Say::of("Tot en met", "Until"))
                .values(help.map(|help| kernel::day_month_year(help.until).to_string())),
        ))
        .field(
            Field::line("table", Say::of("Welke tafel past beter?", "Which table fits better?"))
                .values(now.and_then(|answer| answer.table.as_ref()).map(ToString::to_string))
                .under("outcome", &[Outcome::OtherTable.word()]),
        );
    let form = plan_forms::decision_fields(
        form,
        Say::made(asking.question.to_string(), asking.question.to_string()),
        now.map(|answer| &answer.decision),
    )
    .field(
        Field::day("review", Say::of("Wanneer kijkt u hier weer naar?", "When do you look at this again?"))
            .values(now.and_then(|answer| answer.decision.review).map(|day| kernel::day_month_year(day).to_string())),
    );
    match asking.level() {
        Level::Triangle => form.field(
            Field::day(
                "written",
                Say::of(
                    "Op welke dag besloot de driehoek schriftelijk?",
                    "On which day did the triangle decide in writing?",
                ),
            )
            .sometimes()
            .values(now.and_then(|answer| answer.written).map(|day| kernel::day_month_year(day).to_string())),
        ),
        Level::Director | Level::Three => form,
    }
}

pub(in crate::case::pages) async fn act(
    desk: Desk<AnswerScaling>,
    ask: Ask,
    form: Answers,
) -> Result<Redirect, Trouble> {
    let answer = ScalingAnswer {
        decision: form.decision,
        criteria: Some(form.criteria),
        help: form.help,
        table: form.table,
        written: form.written,
    };
    let event = desk.dossier().answer_scaling(number(&ask)?, desk.agency(), answer, desk.today(), called(&ask))?;
    done(desk, event, Part::Scaling.path()).await
}

/// Turns the key of the reader's organisation.
pub(super) fn key(home: &str, no: u32) -> Sheet {
    Sheet::to(format!("{home}/opschalen/{no}/sleutel"), Say::of("Sleutel omdraaien", "Turn the key")).field(agreed(
        Say::of(
            "Ik las de vraag en het hele antwoord, en stem daarmee in.",
            "I read the question and the whole answer, and agree to it.",
        ),
    ))
}

pub(in crate::case::pages) async fn turn(desk: Desk<TurnScalingKey>, ask: Ask, _: Agrees) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_scaling_key(number(&ask)?, desk.agency(), &ask.actor.person, called(&ask))?;
    done(desk, event, Part::Scaling.path()).await
}
