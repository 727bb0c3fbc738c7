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
use web::{Ask, Field, Filled, Form, Guest, Page, Reader, Redirect, Sure, Trouble, Visit};

const TITLE: Say = Say::of("Een vraag aan u", "A question for you");

/// What an incidental third party declares (Wgpga art. 3 lid 4), in words that say of nobody that there is a case.
const PROMISE: Say = Say::of(
    "Ik lees dit alleen om deze vraag te beantwoorden, bewaar niets langer dan nodig is, vertel het niet verder en houd mij aan de AVG.",
    "I read this only to answer this question, keep nothing longer than needed, tell nobody and comply with the GDPR.",
);

/// In the place of one reader: everybody who takes part.
const ALL: &str = "all";
/// Nothing was shared, so nobody reads it.
const NOTHING: &str = "-";

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

/// What is given, for the one reader that the form named or for everybody at the table.
pub(super) struct Told {
    gift: Gift,
}

impl Form for Told {
    fn check(read: &mut Reader) -> Option<Self> {
        let gift = give_form::gift(read, |read| {
            let reader = read.must::<AgencyId>("reader")?;
            let audience =
                if reader.as_str() == ALL { Audience::All } else { Audience::Named { agencies: vec![reader] } };
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
    /// Where information is given.
    give_at: Option<String>,
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
    /// Of an answer that was just given: who reads it.
    done: Option<Say>,
}

pub(super) async fn over(guest: Guest) -> Result<Page<Answered>, Trouble> {
    let given = guest.query.first("gegeven").unwrap_or_default();
    let done = guest.vault.vouched_for(places::ANSWERING.list(), given).map(|reader| match reader {
        NOTHING => Say::of("Wie u de vraag stelde, ziet het.", "Whoever put the question to you sees it."),
        ALL => Say::of(
            "Ieder die aan deze casus deelneemt, mag het lezen.",
            "Everybody who takes part in this case may read it.",
        ),
        one => {
            let name = one.parse::<AgencyId>().map(|id| guest.directory.agency_name(&id)).unwrap_or_default();
            Say::made(format!("{name} leest het."), format!("{name} reads it."))
        }
    });
    Ok(Page::open(TITLE, Answered { lang: guest.lang, done }))
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
    let mut page =
        ByLink { lang: ask.lang, open: None, question: None, give_at: None, give: None, nothing: None, closed: None };
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
    // As with an account the three answers stand side by side, and the form to give comes once that was chosen.
    let give_to = format!("{here}/delen");
    if ask.query.first("antwoord").is_some() || filled.is_for(&give_to) {
        let give = Sheet::to(give_to, Say::of("Antwoord geven", "Give the answer"));
        let give = give_form::with_item(give, agency, case, (Some(asked), None));
        page.give = Some(html(give.field(readers(ask, case, asked))));
    } else {
        page.give_at = Some(format!("{here}?antwoord=geven#geven"));
    }
    let nothing = Sheet::to(format!("{here}/niets-bekend"), Say::of("Wij weten niets", "We know nothing"));
    page.nothing = Some(html(nothing.secondary().ends(Say::of(
        "Dit is dan uw antwoord. U kunt het hier niet meer veranderen.",
        "This is then your answer. You cannot change it here any more.",
    ))));
    page.closed = Some(html(Closed::sheet(format!("{here}/mag-niet"))));
    Ok(Page::of(ask, TITLE, page))
}

/// Who may read the answer: one reader, by name, or everybody who takes part. Of who sits there no other name is told.
fn readers(ask: &Ask, case: &Case, asked: &Asked) -> Field {
    let one = give_form::reader(case, asked);
    let only = |agency: &AgencyId| {
        let name = ask.directory.agency_name(agency);
        (agency.to_string(), Say::made(format!("alleen {name}"), format!("only {name}")))
    };
    let all = Say::of("ieder die aan deze casus deelneemt", "everybody who takes part in this case");
    let options = one.map(only).into_iter().chain([(ALL.to_owned(), all)]).collect();
    let field = Field::choice("reader", Say::of("Wie mag uw antwoord lezen?", "Who may read your answer?"), options)
        .value(one.map_or_else(String::new, ToString::to_string));
    if case.authors.of(asked.request.no, Deed::Made).is_some_and(|by| one != Some(&by.agency)) {
        return field.hint(Say::of(
            "Wie u de vraag stelde, leest zelf geen antwoorden.",
            "Whoever put the question to you reads no answers themselves.",
        ));
    }
    field
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
        .field(Field::tick("promise", PROMISE))
}

/// Opens the link on this device. A wrong code is kept too, and the fifth ends it.
pub(super) async fn open(desk: Desk<OpenLink>, ask: Ask, typed: Typed) -> Result<Redirect, Trouble> {
    let (asked, link, _) = found(desk.dossier(), &ask)?;
    let (here, no, agency) = (places::ANSWERING.of(&link.token), asked.request.no, asked.request.agency.clone());
    if !desk.is_spoken(&link.token, typed.code.as_str()) {
        let left = link.tries().saturating_sub(1);
        let missed = desk.dossier().miss_link(no)?;
        desk.commit(vec![missed]).await?;
        // The fifth ends it: then this address is as one that never was.
        return Err(if left == 0 { Trouble::Denied } else { Trouble::Counted(wrong(left)) });
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

/// To the page that says who reads the answer.
fn answered(ask: &Ask, reader: &str) -> Redirect {
    let place = places::ANSWERING.list();
    Redirect::to(places::ANSWERING.asked(&[("gegeven", &ask.vault.vouched(place, reader))]))
}

pub(super) async fn give(desk: Desk<LinkAnswer>, ask: Ask, told: Told) -> Result<Redirect, Trouble> {
    let (desk, _) = answering(desk, &ask)?;
    let case = desk.dossier();
    let (asked, ..) = found(case, &ask)?;
    let reader = match &told.gift.audience {
        Audience::All => ALL.to_owned(),
        // Nobody outside names who sits there, and nobody reads it whom the form did not name.
        Audience::Named { agencies } => {
            let one =
                give_form::reader(case, asked).filter(|one| agencies.first() == Some(one)).ok_or(OTHER.at("reader"))?;
            one.to_string()
        }
    };
    let (token, ticket) = (ask.part("code"), ask.ticket.as_deref().unwrap_or_default());
    let event = case.contribute_by_link(token, ticket, desk.today(), told.gift)?;
    desk.commit(vec![event]).await?;
    Ok(answered(&ask, &reader))
}

const OTHER: Refusal = Refusal::of(
    "Wie uw antwoord zou lezen, leest het nu niet meer. Kies opnieuw wie het mag lezen.",
    "Whoever would have read your answer no longer does. Choose again who may read it.",
);

pub(super) async fn nothing(desk: Desk<LinkAnswer>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let (desk, no) = answering(desk, &ask)?;
    let event = desk.dossier().nothing_known(no, desk.agency())?;
    desk.commit(vec![event]).await?;
    Ok(answered(&ask, NOTHING))
}

pub(super) async fn may_not(desk: Desk<LinkAnswer>, ask: Ask, form: Closed) -> Result<Redirect, Trouble> {
    let (desk, no) = answering(desk, &ask)?;
    let event = desk.dossier().may_not_share(no, desk.agency(), form.ground, form.shown)?;
    desk.commit(vec![event]).await?;
    Ok(answered(&ask, NOTHING))
}
