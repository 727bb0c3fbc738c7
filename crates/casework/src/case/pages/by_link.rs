//! The question as somebody without an account reads it, by a link and a code: that question and nothing else of the case, not what it is
//! called, who sits there or how far it is (PAR-05). Before the code and the declaration the page says nothing at all (PAR-06).

use super::give_form;
use super::given::agreed;
use super::question::Closed;
use super::sheet::{Asking, Sheet};
use crate::case::{AnswerLink, Asked, Audience, Case, Deed, Gift, LinkAnswer, OpenLink, Opener, ReadLink};
use crate::places;
use crate::table::AuthorSays;
use askama::Template;
use kernel::{AgencyId, Lang, Line, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Guest, Page, Reader, Redirect, Trouble, Visit};

const TITLE: Say = Say::of("Een vraag aan u", "A question for you");

/// How long a browser keeps its ticket, in seconds: the link itself is mostly dead before.
const KEPT: u32 = 30 * 86_400;

/// The code, with who types it.
pub(super) struct Typed {
    code: Line,
    name: Line,
    function: Line,
}

impl Form for Typed {
    fn check(read: &mut Reader) -> Option<Self> {
        let code = read.must("code");
        let name = read.must("name");
        let function = read.must("function");
        let promise = agreed(read, "promise");
        let typed = Self { code: code?, name: name?, function: function? };
        promise.then_some(typed)
    }
}

/// What is given, for who asked or for everybody at the table.
pub(super) struct Told {
    gift: Gift,
}

impl Form for Told {
    fn check(read: &mut Reader) -> Option<Self> {
        let gift = give_form::gift(read, |read| {
            let all = read.tick("everybody");
            // Who asked is put in by the case: nobody outside names who sits there.
            let audience = if all { Audience::All } else { Audience::Named { agencies: Vec::new() } };
            Some((audience, Vec::new(), None))
        });
        Some(Self { gift: gift? })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/by_link.html")]
pub(super) struct ByLink {
    #[serde(skip)]
    lang: Lang,
    /// Before the code.
    open: Option<Asking>,
    question: Option<Put>,
    give: Option<Asking>,
    nothing: Option<Asking>,
    closed: Option<Asking>,
}

/// The question, once the code was right.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "QuestionByLink")]
struct Put {
    text: String,
    necessity: String,
    due: ShownDay,
    asked_by: Option<AuthorSays>,
    /// As whom its reader answers.
    name: String,
    function: String,
    organisation: String,
}

/// What stands at the address of links without one: after an answer, and for who lost theirs.
#[derive(Template)]
#[template(path = "case/pages/answered.html")]
pub(super) struct Answered {
    lang: Lang,
    done: bool,
}

pub(super) async fn over(guest: Guest) -> Result<Page<Answered>, Trouble> {
    Ok(Page::open(TITLE, Answered { lang: guest.lang, done: guest.query.first("gegeven").is_some() }))
}

/// The link in the address, with who opened it on this device.
fn found<'a>(case: &'a Case, ask: &Ask) -> Result<(&'a Asked, &'a AnswerLink, Option<&'a Opener>), Trouble> {
    let (asked, link) = case.behind_link(ask.part("code"), ask.today).ok_or(Trouble::Denied)?;
    Ok((asked, link, ask.ticket.as_deref().and_then(|ticket| link.opener(ticket))))
}

pub(super) async fn show(visit: Visit<ReadLink>, filled: Filled) -> Result<Page<ByLink>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (asked, link, opener) = found(case, ask)?;
    let here = places::ANSWERING.of(&link.token);
    let html = |form: Sheet| form.html(ask, &filled, None);
    let mut page = ByLink { lang: ask.lang, open: None, question: None, give: None, nothing: None, closed: None };
    let Some(by) = opener else {
        page.open = Some(html(opening(format!("{here}/openen"))));
        return Ok(Page::of(ask, TITLE, page));
    };
    let agency = &asked.request.agency;
    page.question = Some(Put {
        text: asked.request.question.to_string(),
        necessity: asked.request.necessity.to_string(),
        due: day_month_year(asked.request.due),
        asked_by: case.authors.of(asked.request.no, Deed::Made).map(|by| AuthorSays::of(ask, by)),
        name: by.name.to_string(),
        function: by.function.to_string(),
        organisation: ask.directory.agency_name(agency),
    });
    let give = Sheet::to(format!("{here}/delen"), Say::of("Antwoord geven", "Give the answer"))
        .titled(Say::of("Iets delen", "Share something"))
        .secondary();
    page.give = Some(html(give_form::with_item(give, agency, case, (Some(asked), None)).field(
        Field::tick("everybody", Say::of(
            "Iedereen die aan deze casus deelneemt mag mijn antwoord lezen. Zonder vinkje leest alleen wie het vraagt het.",
            "Everybody who takes part in this case may read my answer. Unticked, only who asks reads it.",
        )),
    )));
    let nothing = Sheet::to(format!("{here}/niets-bekend"), Say::of("Wij weten niets", "We know nothing"));
    page.nothing = Some(html(nothing.secondary()));
    page.closed = Some(html(Closed::sheet(format!("{here}/mag-niet"))));
    Ok(Page::of(ask, TITLE, page))
}

fn opening(at: String) -> Sheet {
    Sheet::to(at, Say::of("Openen", "Open"))
        .open()
        .field(Field::line("code", Say::of("De code", "The code")).hint(Say::of(
            "Acht tekens, die u langs een andere weg kreeg dan deze link.",
            "Eight signs, which you got by another way than this link.",
        )))
        .field(Field::line("name", Say::of("Uw naam", "Your name")))
        .field(Field::line("function", Say::of("Uw functie", "Your function")))
        .field(Field::tick("promise", super::declare::PROMISE))
}

/// Opens the link on this device. A wrong code is kept too, and the fifth ends it.
pub(super) async fn open(desk: Desk<OpenLink>, ask: Ask, typed: Typed) -> Result<Redirect, Trouble> {
    let (asked, link, _) = found(desk.dossier(), &ask)?;
    let (here, no, agency) = (places::ANSWERING.of(&link.token), asked.request.no, asked.request.agency.clone());
    if !desk.is_spoken(&link.token, typed.code.as_str()) {
        let left = link.tries().saturating_sub(1);
        let missed = desk.dossier().miss_link(no)?;
        desk.commit(vec![missed]).await?;
        return Err(wrong(left).into());
    }
    let device = desk.issue();
    let by = Opener { device: device.clone(), name: typed.name.clone(), function: typed.function.clone() };
    let opened = desk.dossier().open_link(no, by)?;
    desk.said_by(&agency, typed.name, typed.function).commit(vec![opened]).await?;
    Ok(Redirect::to(here).with_ticket(device, KEPT))
}

fn wrong(left: u8) -> Refusal {
    let why = Say::made(
        format!("Deze code klopt niet. U kunt het nog {left} keer proberen."),
        format!("This code is not right. Tries left: {left}."),
    );
    Refusal { why, field: Some("code".into()) }
}

/// The question that this device may answer, with the desk in the name of who opened the link.
fn answering(desk: Desk<LinkAnswer>, ask: &Ask) -> Result<(Desk<LinkAnswer>, u32), Trouble> {
    let (asked, _, opener) = found(desk.dossier(), ask)?;
    let (no, agency, by) = (asked.request.no, asked.request.agency.clone(), opener.ok_or(Trouble::Denied)?.clone());
    Ok((desk.said_by(&agency, by.name, by.function), no))
}

fn answered() -> Redirect {
    Redirect::to(format!("{}?gegeven=ja", places::ANSWERING.list()))
}

pub(super) async fn give(desk: Desk<LinkAnswer>, ask: Ask, told: Told) -> Result<Redirect, Trouble> {
    let (desk, no) = answering(desk, &ask)?;
    let case = desk.dossier();
    let audience = match told.gift.audience {
        Audience::All => Audience::All,
        Audience::Named { .. } => Audience::Named { agencies: asker(case, no) },
    };
    let (token, ticket) = (ask.part("code"), ask.ticket.as_deref().unwrap_or_default());
    let event = case.contribute_by_link(token, ticket, desk.today(), Gift { audience, ..told.gift })?;
    desk.commit(vec![event]).await?;
    Ok(answered())
}

/// For whom an answer is meant.
fn asker(case: &Case, no: u32) -> Vec<AgencyId> {
    let participants: Vec<&AgencyId> = super::offered::seated(case).into_iter().filter(|a| !case.is_third(a)).collect();
    let asked = case.asked.iter().find(|asked| asked.request.no == no);
    give_form::asker(case, asked, &participants).cloned().into_iter().collect()
}

pub(super) async fn nothing(desk: Desk<LinkAnswer>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let (desk, no) = answering(desk, &ask)?;
    let event = desk.dossier().nothing_known(no, desk.agency())?;
    desk.commit(vec![event]).await?;
    Ok(answered())
}

pub(super) async fn may_not(desk: Desk<LinkAnswer>, ask: Ask, form: Closed) -> Result<Redirect, Trouble> {
    let (desk, no) = answering(desk, &ask)?;
    let event = desk.dossier().may_not_share(no, desk.agency(), form.ground, form.shown)?;
    desk.commit(vec![event]).await?;
    Ok(answered())
}
