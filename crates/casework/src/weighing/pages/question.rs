//! What a consulted organisation sees: its question, and nothing else (WEG-08).

use crate::places;
use crate::weighing::{Answer, AnswerQuestion, ReadQuestion};
use kernel::{Lang, Note, Say, ShownDay, day_month_year};
use vault::Act;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

kernel::words! {
    enum Kind {
        Information = "information", "Dit is ons antwoord", "This is our answer";
        Nothing = "nothing", "Bij ons is niets bekend", "We know nothing about this";
        MayNot = "may-not", "Wij mogen dit niet delen", "We may not share this";
    }
}

/// The answer.
pub(crate) struct AnswerForm(Answer);

impl Form for AnswerForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let kind = read.choice::<Kind>("kind");
        let text = read.may::<Note>("text");
        match (kind?, text?) {
            (Kind::Information, Some(text)) => Some(Self(Answer::Information(text))),
            (Kind::Information, None) => {
                read.wrong("text", Say::of("Schrijf uw antwoord op.", "Write down your answer."));
                None
            }
            (Kind::Nothing, _) => Some(Self(Answer::NothingKnown)),
            (Kind::MayNot, ground) => Some(Self(Answer::MayNotShare(ground))),
        }
    }
}

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "weighing/pages/question.html")]
pub(crate) struct QuestionPage {
    #[serde(skip)]
    lang: Lang,
    question: String,
    due: ShownDay,
    form: Html,
}

/// Shows the question.
pub(crate) async fn show(visit: Visit<ReadQuestion>, filled: Filled) -> Result<Page<QuestionPage>, Trouble> {
    let Some(asked) = visit.dossier().question_for(&visit.ask.actor.agency.id) else { return Err(Trouble::Denied) };
    let form = FormSpec::to(places::WEIGHINGS.under(visit.id(), "/vraag"), Say::of("Antwoord geven", "Answer"))
        .field(Field::choice_of::<Kind>("kind", Say::of("Uw antwoord", "Your answer")))
        .field(
            Field::note("text", Say::of("In uw woorden", "In your own words"))
                .hint(Say::of(
                    "Niet meer dan nodig is voor deze vraag. Mag u niets delen, dan hoeft u niet te zeggen waarom.",
                    "No more than this question needs. If you may not share, you do not have to say why.",
                ))
                .sometimes(),
        );
    let body = QuestionPage {
        lang: visit.ask.lang,
        question: asked.question.to_string(),
        due: day_month_year(asked.due),
        form: form.html(&visit.ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(&visit.ask, ReadQuestion::INFO.says, body))
}

/// Answers. After it the organisation has no seat here any more, so it goes home.
pub(crate) async fn act(desk: vault::Desk<AnswerQuestion>, _: Ask, form: AnswerForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().answer(desk.agency(), form.0)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to("/"))
}
