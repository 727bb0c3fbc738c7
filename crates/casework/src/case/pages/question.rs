//! One question to one organisation, with its three answers: information, nothing known, may not share.

use super::given::{done, number};
use super::head::Part;
use super::sheet::{Asking, Sheet};
use super::{
    give_form,
    head::{Head, heading},
    show::{self, AskedView},
};
use crate::case::{AnswerMayNotShare, AnswerNothingKnown, Contribute, ReadCase};
use crate::places;
use askama::Template;
use kernel::{Lang, Note, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Page, Reader, Redirect, Trouble, Visit};

/// May not share, and whether the others may read why.
pub(super) struct Closed {
    pub(super) ground: Note,
    pub(super) shown: bool,
}

impl Closed {
    pub(super) fn sheet(to: String) -> Sheet {
        Sheet::to(to, Say::of("Wij mogen niet delen", "We may not share"))
            .secondary()
            .field(Field::note("ground", Say::of("Waarom niet?", "Why not?")).hint(Say::of(
                "U hoeft niet te zeggen of u iets weet.",
                "You do not have to say whether you know anything.",
            )))
            .field(Field::tick(
                "shown",
                Say::of("De anderen mogen deze reden lezen.", "The others may read this reason."),
            ))
    }
}

impl Form for Closed {
    fn check(read: &mut Reader) -> Option<Self> {
        let shown = read.tick("shown");
        let ground = read.must("ground");
        Some(Self { ground: ground?, shown })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/question.html")]
pub(super) struct QuestionPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    question: AskedView,
    necessity: String,
    /// Where information is given.
    give_at: Option<String>,
    #[serde(skip)]
    give: Option<Asking>,
    #[serde(skip)]
    nothing: Option<Asking>,
    #[serde(skip)]
    closed: Option<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<QuestionPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let question = show::questions(&visit).into_iter().find(|q| q.no == no && q.mine).ok_or(Trouble::Denied)?;
    let asked = case.asked.iter().find(|a| a.request.no == no).ok_or(Trouble::Denied)?;
    let to = |what: &str| format!("{}/vraag/{no}/{what}", places::CASES.of(visit.id()));
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    // The three answers stand side by side and weigh the same; the form to give comes once that was chosen.
    let nothing = (visit.may::<AnswerNothingKnown>() && question.open)
        .then(|| html(Sheet::to(to("niets-bekend"), Say::of("Wij weten niets", "We know nothing")).secondary()));
    let closed = (visit.may::<AnswerMayNotShare>() && question.open).then(|| html(Closed::sheet(to("mag-niet"))));
    let gives = visit.may::<Contribute>() && case.sits_on(&ask.actor.agency.id, ask.today);
    let here = format!("{}/vraag/{no}", places::CASES.of(visit.id()));
    let chosen = ask.query.first("antwoord").is_some() || filled.is_for(&to("bijdrage"));
    let give = (gives && chosen).then(|| html(give_form::form(ask, case, to("bijdrage"), Some(asked)).open()));
    let body = QuestionPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Giving),
        id: visit.id().to_string(),
        question,
        necessity: asked.request.necessity.to_string(),
        give_at: (gives && !chosen).then(|| format!("{here}?antwoord=geven#geven")),
        give,
        nothing,
        closed,
    };
    Ok(Page::of(ask, heading(&visit, Part::Giving), body))
}

pub(super) async fn nothing(desk: Desk<AnswerNothingKnown>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().nothing_known(number(&ask)?, desk.agency())?;
    done(desk, event, Part::Giving.path()).await
}

pub(super) async fn may_not(desk: Desk<AnswerMayNotShare>, ask: Ask, form: Closed) -> Result<Redirect, Trouble> {
    let event = desk.dossier().may_not_share(number(&ask)?, desk.agency(), form.ground, form.shown)?;
    done(desk, event, Part::Giving.path()).await
}
