//! Laying the advice before the triangle, and deciding on it.

use crate::places;
use crate::{
    advice::{Choice as Says, DecideAdvice, IssueAdvice, ReadAdvice},
    weighing::NotFollow,
};
use jiff::ToSpan;
use kernel::{Date, DossierId, Line, Note, Say};
use vault::{Desk, Draft, Error};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Reader, Redirect, Trouble, Visit};

/// By when they decide.
pub(crate) struct IssueForm(Date);

impl Form for IssueForm {
    fn check(read: &mut Reader) -> Option<Self> {
        read.day("deadline").map(Self)
    }
}

/// What one signatory decides, on which text.
pub(crate) struct DecideForm {
    text: usize,
    choice: Says,
    reason: Option<Note>,
}

impl Form for DecideForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must::<Line>("text");
        let choice = read.choice("choice");
        let reason = read.may("reason");
        let Ok(text) = text?.as_str().parse() else {
            read.wrong("", Say::of("Lees eerst het advies.", "Read the advice first."));
            return None;
        };
        Some(Self { text, choice: choice?, reason: reason? })
    }
}

/// A written round takes a week unless somebody says otherwise: the triangle itself meets a few times a year.
const ROUND_DAYS: i32 = 7;

pub(super) fn issue_form(visit: &Visit<ReadAdvice>, filled: &Filled) -> Html {
    let day = visit.ask.today.checked_add(ROUND_DAYS.days()).unwrap_or(visit.ask.today);
    FormSpec::to(
        places::ADVICES.under(visit.id(), "/voorleggen"),
        Say::of("Voorleggen aan de driehoek", "Lay before the triangle"),
    )
    .field(
        Field::day("deadline", Say::of("Wanneer moeten zij hebben besloten?", "By when must they have decided?"))
            .on(day),
    )
    .html(&visit.ask, filled, Some(visit.seq()))
}

pub(super) fn decide_form(visit: &Visit<ReadAdvice>, filled: &Filled) -> Html {
    FormSpec::to(places::ADVICES.under(visit.id(), "/besluit"), Say::of("Besluiten en ondertekenen", "Decide and sign"))
        .field(Field::hidden("text", visit.dossier().text_number().to_string()))
        .field(Field::choice_of::<Says>("choice", Say::of("Wat besluit u?", "What do you decide?")))
        .field(
            Field::note("reason", Say::of("Waarom?", "Why?"))
                .hint(Say::of(
                    "Nodig als u afwijkt van het advies, of eerst iets wilt weten.",
                    "Needed if you deviate from the advice, or want to know something first.",
                ))
                .optional(),
        )
        .html(&visit.ask, filled, Some(visit.seq()))
}

/// Lays it before them.
pub(crate) async fn issue(desk: Desk<IssueAdvice>, _: Ask, form: IssueForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().issue(desk.agency(), form.0, desk.today())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::ADVICES.of(id)))
}

/// Decides.
pub(crate) async fn decide(desk: Desk<DecideAdvice>, ask: Ask, form: DecideForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decide(desk.agency(), &desk.actor().person, form.text, form.choice, form.reason)?;
    let id = desk.id();
    let below = match desk.dossier().basis() {
        Some(basis) if desk.dossier().is_declined_by(&event) => tells_filer(&ask, basis.weighing).await?,
        Some(_) | None => Vec::new(),
    };
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::ADVICES.of(id)))
}

/// With the decision against an approach the weighing below knows it too, and its filer gets one sentence (Wgpga art. 5 lid 6).
async fn tells_filer(ask: &Ask, weighing: DossierId) -> Result<Vec<Draft>, Trouble> {
    let desk = match ask.vault.open_desk::<NotFollow>(&ask.actor, weighing).await {
        Ok(desk) => desk,
        // The weighing may be gone by now; the decision stands all the same.
        Err(Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long) => return Ok(Vec::new()),
        Err(Error::Store(error)) => return Err(error.into()),
    };
    let told = desk.dossier().not_follow();
    Ok(told.map(|event| vec![desk.draft(vec![event])]).unwrap_or_default())
}
