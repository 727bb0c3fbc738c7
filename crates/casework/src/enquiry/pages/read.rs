//! What the table that was asked reads: who asks and why, and about which of its dossiers. It answers, or it does not.

use crate::enquiry::{AnswerEnquiry, DeclineEnquiry, Enquiry, ReadEnquiry};
use crate::places;
use crate::table::Declined;
use kernel::{DossierId, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Author, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// What who asked may know.
pub(super) struct Answering(Note);

impl Form for Answering {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("text").map(Self)
    }
}

/// Why it is not answered.
pub(super) struct Declining(Note);

impl Form for Declining {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

/// Something that was said, by whom and when.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EnquiryTold")]
pub(super) struct Told {
    pub(super) by: String,
    pub(super) on: ShownDay,
    pub(super) text: String,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "enquiry/pages/read.html")]
pub(super) struct EnquiryPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    asker: String,
    /// The other house that asks, where one does.
    outside: Option<String>,
    on: ShownDay,
    reason: String,
    /// The dossier it is about, with the sort that it is.
    sort: Say,
    called: String,
    about: String,
    answer: Option<Html>,
    decline: Option<Html>,
    reply: Option<Told>,
    declined: Vec<Told>,
    why: Vec<String>,
}

/// Somebody, as they were called when they did it.
pub(super) fn author(ask: &Ask, by: &Author) -> String {
    let agency = ask.directory.agency_name(&by.agency);
    format!("{}, {} ({agency})", by.called.name, by.called.function)
}

fn at(id: DossierId, rest: &str) -> String {
    places::ENQUIRIES.under(id, rest)
}

fn answering(id: DossierId) -> FormSpec {
    FormSpec::to(at(id, "/antwoord"), Say::of("Antwoord geven", "Answer")).field(
        Field::note("text", Say::of("Wat mag de vrager weten?", "What may the person asking know?")).hint(Say::of(
            "Houd het kort: dat u contact opneemt of hoe men u bereikt. Schrijf hier niets over de persoon.",
            "Keep it short: that you will get in touch, or how to reach you. Write nothing about the person here.",
        )),
    )
}

fn declining(id: DossierId) -> FormSpec {
    FormSpec::to(at(id, "/geen-antwoord"), Say::of("Niet beantwoorden", "Do not answer"))
        .field(Field::note("reason", Say::of("Waarom antwoordt u niet?", "Why are you not answering?")).hint(Say::of(
            "Dit blijft aan deze tafel. De vrager merkt er niets van.",
            "This stays at this table. The person who asked will not notice.",
        )))
        .secondary()
}

fn declined(ask: &Ask, no: &Declined) -> Told {
    Told { by: author(ask, &no.by), on: day_month_year(no.on), text: no.reason.to_string() }
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadEnquiry>, filled: Filled) -> Result<Page<EnquiryPage>, Trouble> {
    let (ask, enquiry, id) = (&visit.ask, visit.dossier(), visit.id());
    let (Some(question), Some(asker), Some(on)) = (enquiry.question(), enquiry.asker(), enquiry.since()) else {
        return Err(Trouble::Denied);
    };
    let (about, sort) = ask.kinds.of(question.kind.as_str(), question.about).ok_or(Trouble::Denied)?;
    let may = enquiry.may_answer(&ask.actor.agency.id) && visit.may::<AnswerEnquiry>();
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let body = EnquiryPage {
        lang: ask.lang,
        here: places::ENQUIRIES.of(id),
        reference: question.reference.to_string(),
        asker: match &question.outside {
            Some(from) => format!("{}, {} ({})", from.name, from.function, from.agency),
            None => author(ask, asker),
        },
        outside: question.outside.as_ref().map(|from| from.house.to_string()),
        on: day_month_year(on),
        reason: question.reason.to_string(),
        sort: sort.clone(),
        called: question.called.to_string(),
        about,
        answer: may.then(|| html(answering(id))),
        decline: may.then(|| html(declining(id))),
        reply: enquiry.reply().map(|reply| Told {
            by: author(ask, &reply.by),
            on: day_month_year(reply.on),
            text: reply.text.to_string(),
        }),
        declined: enquiry.declined().iter().map(|no| declined(ask, no)).collect(),
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
    };
    Ok(Page::of(ask, ReadEnquiry::INFO.says, body))
}

async fn keep<A: Act<On = Enquiry>>(desk: Desk<A>, event: crate::enquiry::Event) -> Result<Redirect, Trouble> {
    let to = places::ENQUIRIES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Answers.
pub(super) async fn answer(desk: Desk<AnswerEnquiry>, _: Ask, form: Answering) -> Result<Redirect, Trouble> {
    let event = desk.dossier().answer(desk.agency(), form.0)?;
    keep(desk, event).await
}

/// Does not.
pub(super) async fn decline(desk: Desk<DeclineEnquiry>, _: Ask, form: Declining) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decline(desk.agency(), form.0)?;
    keep(desk, event).await
}
