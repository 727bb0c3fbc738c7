//! Writing what the triage decides: one text, beside the submission and how everybody sees it.

use super::read::{SeenBy, seen};
use super::said::Said;
use crate::places;
use crate::table::Decision;
use crate::triage::{DraftRuling, Outcome, ReadTriage, Ruling};
use crate::weighing::pages::ask_texts::{joined, lines, told, told_fields};
use askama::Template;
use kernel::{Date, Lang, Line, Note, Prose, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act as _, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// The decision as it was typed.
pub(super) struct Decides(Ruling);

impl Form for Decides {
    fn check(read: &mut Reader) -> Option<Self> {
        let question = read.must::<Note>("question");
        let considerations = read.must::<Prose>("considerations");
        let options = lines(read, "options");
        let dissent = told(read, "dissent", "dissent-none");
        let outcome = read.choice::<Outcome>("outcome");
        let elsewhere = read.may::<Line>("elsewhere");
        let feedback = read.must::<Note>("feedback");
        let expectation = read.must::<Note>("expectation");
        let ground = read.must::<Note>("ground");
        let review: Option<Option<Date>> = read.may_day("review");
        let outcome = outcome?;
        Some(Self(Ruling {
            decision: Decision {
                question: question?,
                options: options?,
                considerations: considerations?,
                dissent: dissent?,
                outcome,
                ground: ground?,
                expectation: expectation?,
                by: Vec::new(),
                review: review?,
            },
            // What was typed under another answer is not meant.
            elsewhere: elsewhere?.filter(|_| outcome == Outcome::Elsewhere),
            feedback: feedback?,
        }))
    }
}

fn with(field: Field, text: Option<&str>) -> Field {
    match text {
        Some(text) => field.value(text),
        None => field,
    }
}

fn form(visit: &Visit<ReadTriage>) -> FormSpec {
    let now = visit.dossier().text().map(|text| &text.ruling);
    let decision = now.map(|ruling| &ruling.decision);
    let (question, ground) = match visit.ask.lang {
        Lang::Nl => ("Komt er een casus, en is dit huis daarvoor de plek?", "WGS art. 2.25 en 2.31 lid 1"),
        Lang::En => ("Will there be a case, and is this house the place for it?", "WGS art. 2.25 and 2.31(1)"),
    };
    let [dissent, nobody] = told_fields(
        ("dissent", Say::of("Wie ziet het anders, en hoe?", "Who sees it differently, and how?")),
        (
            "dissent-none",
            Say::of("Niemand ziet het anders; wij hebben het gevraagd", "Nobody sees it otherwise; we asked"),
        ),
        decision.map(|d| d.dissent.as_ref()),
    );
    let review = Field::day("review", Say::of("Wanneer kijkt u hier weer naar?", "When will you look at this again?"))
        .sometimes()
        .hint(Say::of(
            "Nodig als er een casus komt of als u eerst meer vraagt.",
            "Needed if there will be a case or if you ask for more first.",
        ));
    let review = match decision.and_then(|d| d.review) {
        Some(day) => review.on(day),
        None => review,
    };
    FormSpec::to(
        places::TRIAGES.under(visit.id(), "/besluit"),
        Say::of("Besluit op tafel leggen", "Put the decision on the table"),
    )
    .field(
        Field::note("question", Say::of("Waar gaat het om?", "What is the question?"))
            .value(decision.map_or(question, |d| d.question.as_str())),
    )
    .field(with(
        Field::prose("considerations", Say::of("Wat weegt u samen af?", "What do you weigh up together?"))
            .hint(Say::of(
                "Kijk naar het geheel. De vragen zijn geen afvinklijst.",
                "Look at the whole. The questions are not a checklist.",
            ))
            .mindful(),
        decision.map(|d| d.considerations.as_str()),
    ))
    .field(with(
        Field::note("options", Say::of("Wat had er nog meer gekund?", "What else was possible?"))
            .hint(Say::of("Minstens één. Eén per regel.", "At least one. One per line.")),
        decision.map(|d| joined(&d.options)).as_deref(),
    ))
    .field(dissent)
    .field(nobody)
    .field(with(
        Field::choice_of::<Outcome>("outcome", Say::of("Uitkomst", "Outcome")),
        decision.map(|d| d.outcome.word()),
    ))
    .field(with(
        Field::line("elsewhere", Say::of("Waar hoort het wel?", "Where does it belong?"))
            .under("outcome", &["elsewhere"]),
        now.and_then(|ruling| ruling.elsewhere.as_ref()).map(Line::as_str),
    ))
    .field(with(
        Field::note("feedback", Say::of("Wat leest de aanmelder?", "What does who submitted it read?")).hint(Say::of(
            "De uitkomst met de reden. Wie aanmeldde, leest niet wat u hierboven afwoog.",
            "The outcome with the reason. Whoever submitted it does not read what you weighed up above.",
        )),
        now.map(|ruling| ruling.feedback.as_str()),
    ))
    .field(with(
        Field::note("expectation", Say::of("Wat verwacht u nu van elkaar?", "What do you expect of each other now?")),
        decision.map(|d| d.expectation.as_str()),
    ))
    .field(
        Field::note("ground", Say::of("Op welke grond?", "On what legal ground?"))
            .value(decision.map_or(ground, |d| d.ground.as_str())),
    )
    .field(review)
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "triage/pages/decide.html")]
pub(super) struct DecidePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    /// Why it may not come on the table yet.
    early: Option<String>,
    /// Whether a key was turned on the text that lies there.
    touched: bool,
    said: Option<Said>,
    views: Vec<SeenBy>,
    silent: Vec<String>,
    form: Html,
}

/// The form beside what it is about.
pub(super) async fn show(visit: Visit<ReadTriage>, filled: Filled) -> Result<Page<DecidePage>, Trouble> {
    if !visit.may::<DraftRuling>() {
        return Err(Trouble::Denied);
    }
    let (ask, triage) = (&visit.ask, visit.dossier());
    let (views, silent) = seen(ask, triage);
    let body = DecidePage {
        lang: ask.lang,
        back: places::TRIAGES.of(visit.id()),
        reference: triage.about().map(|about| about.reference.to_string()).unwrap_or_default(),
        early: triage.may_draft(ask.today).err().map(|not| not.why.to(ask.lang).to_owned()),
        touched: triage.keys().people().next().is_some(),
        said: Said::of(ask.lang, triage),
        views,
        silent,
        form: form(&visit).html(ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(ask, DraftRuling::INFO.says, body))
}

/// Lays it on the table.
pub(super) async fn act(desk: Desk<DraftRuling>, _: Ask, form: Decides) -> Result<Redirect, Trouble> {
    let event = desk.dossier().draft(desk.agency(), form.0, desk.today())?;
    let to = places::TRIAGES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
