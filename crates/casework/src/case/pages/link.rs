//! The link by which an incidental third party without an account answers one question, for who asked it: the address to send, the code to
//! tell by another way, and how it fares.

use super::given::{done, number};
use super::head::{Head, Part, heading};
use super::sheet::{Asking, Sheet};
use super::{give_form, show};
use crate::case::{EndLink, MakeLink, ReadCase};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Lang, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Filled, Page, Redirect, Sure, Trouble, Visit};

/// A link that works, with what its receiver needs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseAnswerLink")]
struct Sent {
    address: String,
    code: String,
    since: ShownDay,
    /// Wrong codes that it still bears.
    tries: u8,
    missed: u8,
    /// Who opened it, as they said themselves.
    opened: Vec<String>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/link.html")]
pub(super) struct LinkPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    #[serde(skip)]
    back: String,
    agency: String,
    question: String,
    due: ShownDay,
    /// Who reads what is answered, and whether that is the reader of this page.
    reader: Option<String>,
    own: bool,
    /// What was answered, and by whom.
    answer: Option<String>,
    answered_by: Option<AuthorSays>,
    link: Option<Sent>,
    /// Five wrong codes were typed.
    dead: bool,
    #[serde(skip)]
    make: Option<Asking>,
    #[serde(skip)]
    end: Option<Asking>,
    #[serde(skip)]
    seen: Option<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<LinkPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let asked = case.asked.iter().find(|asked| asked.request.no == no).ok_or(Trouble::Denied)?;
    let me = &ask.actor.agency.id;
    let makes = case.may_link(asked, me);
    if !visit.may::<MakeLink>() || !(makes || case.sees_link(no, me)) {
        return Err(Trouble::Denied);
    }
    let here = places::link_to(visit.id(), no);
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    let made = case.link_to(no);
    let works = made.filter(|link| case.behind_link(&link.token, ask.today).is_some());
    let sent = works.map(|link| Sent {
        address: format!("{}{}", ask.public_url, places::ANSWERING.of(&link.token)),
        code: visit.seen.spoken(&link.token),
        since: day_month_year(link.since),
        tries: link.tries(),
        missed: link.missed,
        opened: link.opened.iter().map(|by| format!("{}, {}", by.name, by.function)).collect(),
    });
    let make = || Sheet::to(here.clone(), Say::of("Link maken", "Make a link")).open();
    let ends = || {
        Sheet::to(format!("{here}/intrekken"), Say::of("Link terugnemen", "Take the link back"))
            .secondary()
            .titled(Say::of("De link terugnemen", "Take the link back"))
            .ends(Say::of(
                "De link werkt dan niet meer. De vraag blijft staan.",
                "The link then no longer works. The question stays.",
            ))
    };
    let seen = || Sheet::to(format!("{here}/gezien"), Say::of("Gezien", "Seen")).secondary();
    let reader = give_form::reader(case, asked);
    let told = show::questions(&visit).into_iter().find(|q| q.no == no && !q.open);
    let (answer, answered_by) = told.map_or((None, None), |q| (Some(q.answer), q.answered_by));
    let body = LinkPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Giving),
        back: format!("{}/{}", places::CASES.of(visit.id()), Part::Giving.path()),
        agency: ask.directory.agency_name(&asked.request.agency),
        question: asked.request.question.to_string(),
        due: day_month_year(asked.request.due),
        own: reader == Some(me),
        reader: reader.map(|agency| ask.directory.agency_name(agency)),
        answer,
        answered_by,
        dead: made.is_some_and(|link| link.tries() == 0),
        end: sent.is_some().then(|| html(ends())),
        make: (makes && sent.is_none()).then(|| html(make())),
        seen: made.is_some_and(|link| link.over.is_some()).then(|| html(seen())),
        link: sent,
    };
    Ok(Page::of(ask, heading(&visit, Part::Giving), body))
}

pub(super) async fn make(desk: Desk<MakeLink>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let event = desk.dossier().make_link(no, ask.vault.ticket(), desk.agency(), desk.today())?;
    done(desk, event, &format!("vraag/{no}/link")).await
}

pub(super) async fn end(desk: Desk<EndLink>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let event = desk.dossier().end_link(number(&ask)?, desk.agency())?;
    done(desk, event, Part::Giving.path()).await
}

const NOT_OVER: Refusal = Refusal::of("Deze link is niet voorbij.", "This link is not over.");

/// Takes notice that it is over. One that still works is taken back, which is asked once.
pub(super) async fn seen(desk: Desk<EndLink>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    desk.dossier().link_to(no).filter(|link| link.over.is_some()).ok_or(NOT_OVER)?;
    let event = desk.dossier().end_link(no, desk.agency())?;
    done(desk, event, Part::Giving.path()).await
}
