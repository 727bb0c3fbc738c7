//! The link by which an incidental third party without an account answers one question, for who asked it: the address to send, the code to
//! tell by another way, and how it fares.

use super::given::{done, number};
use super::head::{Head, Part, heading};
use super::sheet::{Asking, Sheet};
use crate::case::{MakeLink, ReadCase};
use crate::places;
use askama::Template;
use kernel::{DossierId, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Filled, Page, Redirect, Sure, Trouble, Visit};

/// Where the link to this question is made.
pub(super) fn made_at(id: DossierId, no: u32) -> String {
    format!("{}/vraag/{no}/link", places::CASES.of(id))
}

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
    link: Option<Sent>,
    /// Five wrong codes were typed.
    dead: bool,
    #[serde(skip)]
    make: Option<Asking>,
    #[serde(skip)]
    end: Option<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<LinkPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let asked = case.asked.iter().find(|asked| asked.request.no == no).ok_or(Trouble::Denied)?;
    if !visit.may::<MakeLink>() || !case.may_link(asked, &ask.actor.agency.id) {
        return Err(Trouble::Denied);
    }
    let here = made_at(visit.id(), no);
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
    let body = LinkPage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Giving),
        back: format!("{}/{}", places::CASES.of(visit.id()), Part::Giving.path()),
        agency: ask.directory.agency_name(&asked.request.agency),
        question: asked.request.question.to_string(),
        due: day_month_year(asked.request.due),
        dead: made.is_some_and(|link| link.tries() == 0),
        end: sent.is_some().then(|| html(ends())),
        make: sent.is_none().then(|| html(make())),
        link: sent,
    };
    Ok(Page::of(ask, heading(&visit, Part::Giving), body))
}

pub(super) async fn make(desk: Desk<MakeLink>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let event = desk.dossier().make_link(no, ask.vault.ticket(), desk.agency(), desk.today())?;
    done(desk, event, &format!("vraag/{no}/link")).await
}

pub(super) async fn end(desk: Desk<MakeLink>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let event = desk.dossier().end_link(number(&ask)?, desk.agency())?;
    done(desk, event, Part::Giving.path()).await
}
