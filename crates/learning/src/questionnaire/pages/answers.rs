//! Open answers, one by one, before anything is shared: may this be read by others, with other words perhaps, or not at all?

use super::steps::sheets;
use crate::places;
use crate::{
    asking::{Asking, asking},
    fields, naming,
    questionnaire::{
        ANSWERS, Judged, Review,
        acts::{ReadOpenAnswers, ReviewAnswer},
    },
};
use askama::Template;
use kernel::{Lang, Note, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, SlipId};
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// What becomes of one answer.
pub(super) struct Looked(Review);

impl Form for Looked {
    fn check(read: &mut Reader) -> Option<Self> {
        let slip = read.must::<SlipId>("slip");
        let question = fields::number(read, "question", 1, 999);
        let judged = read.choice("judged");
        let text = read.may::<Note>("text");
        Some(Self(Review { slip: slip?, question: question?, judged: judged?, text: text? }))
    }
}

pub(super) async fn review(desk: Desk<ReviewAnswer>, _: Ask, form: Looked) -> Result<Redirect, Trouble> {
    let sheets = sheets(&desk.slips(ANSWERS).await?);
    let waiting = desk.dossier().to_review(&sheets);
    let event = desk.dossier().review(form.0, &waiting)?;
    let to = format!("{}/open-antwoorden", places::QUESTIONNAIRES.of(desk.id()));
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OpenAnswerItem")]
struct Item {
    question: String,
    text: String,
    hints: Vec<String>,
    judged: Option<Say>,
    form: Option<Asking>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "questionnaire/pages/answers.html")]
pub(super) struct Open {
    #[serde(skip)]
    lang: Lang,
    back: String,
    waiting: usize,
    items: Vec<Item>,
}

pub(super) async fn show(visit: Visit<ReadOpenAnswers>, filled: Filled) -> Result<Page<Open>, Trouble> {
    let sheets = sheets(&visit.seen.slips(ANSWERS).await?);
    let mut answers = visit.dossier().to_review(&sheets);
    kernel::crowd::mixed(&mut answers, "", |one| one.text.clone());
    answers.sort_by_key(|one| (one.judged.is_some(), one.question));
    let back = places::QUESTIONNAIRES.of(visit.id());
    let waiting = answers.iter().filter(|one| one.judged.is_none()).count();
    let items = answers.iter().enumerate().map(|(n, one)| {
        let questions = visit.dossier().questions_of(one.version);
        let question = questions.iter().find(|q| q.number == one.question);
        // One form at a time: every form on a page must have fields of its own.
        let form = (n == 0 && one.judged.is_none()).then(|| {
            let form = form(&back, one.slip, one.question, &one.text);
            asking(&visit, &filled, &format!("{back}/nakijken"), Say::of("Nakijken", "Look at it"), &form)
        });
        Item {
            question: question.map(|q| q.text.to_string()).unwrap_or_default(),
            text: one.text.clone(),
            hints: naming::hints(&one.text),
            judged: one.judged.map(Judged::says),
            form,
        }
    });
    let items = items.collect();
    let body = Open { lang: visit.ask.lang, back, waiting, items };
    Ok(Page::of(&visit.ask, Say::of("Open antwoorden nakijken", "Look at the open answers"), body))
}

fn form(back: &str, slip: SlipId, question: u16, text: &str) -> FormSpec {
    FormSpec::to(format!("{back}/nakijken"), Say::of("Volgende", "Next"))
        .field(Field::hidden("slip", slip.to_string()))
        .field(Field::hidden("question", question.to_string()))
        .field(Field::choice_of::<Judged>(
            "judged",
            Say::of("Wat gebeurt er met dit antwoord?", "What becomes of this answer?"),
        ))
        .field(
            Field::note("text", Say::of("Aangepaste tekst", "Edited text"))
                .hint(Say::of("Alleen als u de tekst aanpast.", "Only if you edit the text."))
                .sometimes()
                .value(text),
        )
}
