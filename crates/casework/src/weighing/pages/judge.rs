//! Writing the judgement: one text, beside the views it is made from.

use super::{ask_texts::*, criteria};
use crate::places;
use crate::{
    table::Decision,
    weighing::{DraftJudgement, Judgement, Outcome, ReadWeighing},
};
use kernel::{Date, Lang, Note, Prose, Say};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// The judgement as it was typed.
pub(crate) struct JudgementForm(Judgement);

impl Form for JudgementForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let question = read.must::<Note>("question");
        let facts = read.must::<Prose>("facts");
        let criteria = criteria::read(read);
        let considerations = read.must::<Prose>("considerations");
        let alternatives = lines(read, "alternatives");
        let options = lines(read, "options");
        let outcome = read.choice::<Outcome>("outcome");
        let proportionality = read.must::<Note>("proportionality");
        let subsidiarity = read.must::<Note>("subsidiarity");
        let missing = told(read, "missing", "missing-none");
        let dissent = told(read, "dissent", "dissent-none");
        let expectation = read.must::<Note>("expectation");
        let ground = read.must::<Note>("ground");
        let review: Option<Option<Date>> = read.may_day("review");
        let (criteria, extra) = criteria?;
        Some(Self(Judgement {
            facts: facts?,
            criteria,
            extra,
            proportionality: proportionality?,
            subsidiarity: subsidiarity?,
            missing: missing?,
            alternatives: alternatives?,
            decision: Decision {
                question: question?,
                options: options?,
                considerations: considerations?,
                dissent: dissent?,
                outcome: outcome?,
                ground: ground?,
                expectation: expectation?,
                by: Vec::new(),
                review: review?,
            },
        }))
    }
}

const QUESTION: Say = Say::of("Waar gaat het om?", "What is the question?");
const LINES: Say = Say::of("Minstens één. Elk op een eigen regel.", "At least one. Each on a line of its own.");

fn filled_with(field: Field, text: Option<&str>) -> Field {
    match text {
        Some(text) => field.value(text),
        None => field,
    }
}

fn form(visit: &Visit<ReadWeighing>) -> FormSpec {
    let before = visit.dossier().text().map(|t| &t.judgement);
    let decision = before.map(|j| &j.decision);
    let (question, ground) = match visit.ask.lang {
        Lang::Nl => ("Past deze aanmelding bij het doel van de wet?", "Wgpga art. 5 lid 3"),
        Lang::En => ("Does this filing fit the purpose of the law?", "Wgpga art. 5(3)"),
    };
    let form = FormSpec::to(
        places::WEIGHINGS.under(visit.id(), "/oordeel"),
        Say::of("Oordeel op tafel leggen", "Lay the judgement on the table"),
    )
    .field(Field::note("question", QUESTION).value(decision.map_or(question, |d| d.question.as_str())))
    .field(filled_with(
        Field::prose("facts", Say::of("Op welke feiten rust dit?", "On which facts does this rest?")).hint(Say::of(
            "Alleen wat is gezien of gehoord, met de bron.",
            "Only what was seen or heard, with its source.",
        )),
        before.map(|j| j.facts.as_str()),
    ));
    let mut form = criteria::fields(form, before.map(|j| (&j.criteria, j.extra.as_ref())));
    form = form
        .field(filled_with(
            Field::prose("considerations", Say::of("Wat weegt u samen af?", "What do you weigh together?")).hint(
                Say::of(
                    "Kijk naar het geheel. De criteria zijn geen lijstje.",
                    "Look at the whole. The criteria are no tick list.",
                ),
            ),
            decision.map(|d| d.considerations.as_str()),
        ))
        .field(filled_with(
            Field::note("alternatives", Say::of("Wat kan het nog meer zijn?", "What else could it be?")).hint(LINES),
            before.map(|j| joined(&j.alternatives)).as_deref(),
        ))
        .field(filled_with(
            Field::note(
                "options",
                Say::of("Welke andere uitkomsten hebt u overwogen?", "Which other outcomes did you consider?"),
            )
            .hint(LINES),
            decision.map(|d| joined(&d.options)).as_deref(),
        ))
        .field(filled_with(
            Field::choice_of::<Outcome>("outcome", Say::of("Uitkomst", "Outcome")),
            decision.map(|d| d.outcome.word()),
        ))
        .field(filled_with(
            Field::note(
                "proportionality",
                Say::of("Waarom is dit niet zwaarder dan nodig?", "Why is this no more than needed?"),
            ),
            before.map(|j| j.proportionality.as_str()),
        ))
        .field(filled_with(
            Field::note("subsidiarity", Say::of("Waarom volstaat iets lichters niet?", "Why will nothing lighter do?")),
            before.map(|j| j.subsidiarity.as_str()),
        ));
    let missing = told_fields(
        ("missing", Say::of("Wat ontbreekt er?", "What is missing?")),
        ("missing-none", Say::of("Er ontbreekt niets", "Nothing is missing")),
        before.map(|j| j.missing.as_ref()),
    );
    let dissent = told_fields(
        ("dissent", Say::of("Wie ziet het anders, en hoe?", "Who sees it otherwise, and how?")),
        (
            "dissent-none",
            Say::of("Niemand ziet het anders; wij hebben het gevraagd", "Nobody sees it otherwise; we asked"),
        ),
        decision.map(|d| d.dissent.as_ref()),
    );
    for field in missing.into_iter().chain(dissent) {
        form = form.field(field);
    }
    let review = Field::day("review", Say::of("Wanneer kijkt u hier weer naar?", "When do you look at this again?"))
        .optional()
        .hint(Say::of(
            "Nodig als het past, of als er een nieuwe ronde komt.",
            "Needed if it fits, or if there is a new round.",
        ));
    let review = match decision.and_then(|d| d.review) {
        Some(day) => review.on(day),
        None => review,
    };
    form.field(filled_with(
        Field::note("expectation", Say::of("Wat verwacht u nu van elkaar?", "What do you expect of each other now?")),
        decision.map(|d| d.expectation.as_str()),
    ))
    .field(
        Field::note("ground", Say::of("Op welke grond?", "On what ground?"))
            .value(decision.map_or(ground, |d| d.ground.as_str())),
    )
    .field(review)
}

#[derive(askama::Template, serde::Serialize)]
#[template(path = "weighing/pages/judge.html")]
struct JudgePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    round: super::round::RoundShown,
    touched: bool,
    form: Html,
}

/// The form below the views.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page, Trouble> {
    if !visit.may::<DraftJudgement>() {
        return Err(Trouble::Denied);
    }
    let round = visit.dossier().round();
    let body = JudgePage {
        lang: visit.ask.lang,
        back: places::WEIGHINGS.of(visit.id()),
        reference: super::words::reference(visit.dossier()),
        round: round.map(|r| super::round::views_only(&visit.ask, visit.dossier(), r)).unwrap_or_default(),
        touched: round.is_some_and(|r| r.keys.people().count() > 0),
        form: form(&visit).html(&visit.ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(&visit.ask, <DraftJudgement as vault::Act>::INFO.says, body))
}

/// Lays it on the table.
pub(crate) async fn act(desk: vault::Desk<DraftJudgement>, _: Ask, form: JudgementForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().draft(desk.agency(), form.0, desk.today())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
