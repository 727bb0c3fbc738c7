//! Laying the advice before the triangle, and deciding on it.

use crate::places;
use crate::{
    advice::{Choice as Says, DecideAdvice, IssueAdvice, ReadAdvice, RecallAdvice, Writer},
    weighing::NotFollow,
};
use kernel::{Date, DossierId, Line, Note, Say, Step};
use vault::{Act, Actor, Desk, Draft, Error, Role};
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

pub(super) fn issue_form(visit: &Visit<ReadAdvice>, filled: &Filled) -> Html {
    // A written round has a short term unless somebody says otherwise: the triangle itself meets a few times a year.
    let (terms, acute) =
        visit.dossier().basis().map_or_else(|| (visit.ask.vault.terms(), false), |b| (b.terms(), b.acute));
    let day = terms.until(Step::Decide, visit.ask.today, acute);
    FormSpec::to(
        places::ADVICES.under(visit.id(), "/voorleggen"),
        Say::of("Voorleggen aan de driehoek", "Submit to the triangle"),
    )
    .field(
        Field::day("deadline", Say::of("Wanneer moeten zij uiterlijk besluiten?", "By when must they decide?")).on(day),
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
                    "Nodig als u afwijkt van het advies of het terugstuurt. Stuurt u het terug, dan stopt deze ronde. Wie het schreef, krijgt uw opmerking; daarna komt het advies weer bij u.",
                    "Needed if you do not follow the advice or send it back. If you send it back, this round stops. The author gets your remark; then the advice comes to you again.",
                ))
                .sometimes(),
        )
        .html(&visit.ask, filled, Some(visit.seq()))
}

/// Whether somebody could sign for their organisation: as its office holder, or by mandate.
pub(super) fn writer(actor: &Actor, today: Date) -> Writer<'_> {
    let right = actor.agency.office.right(&actor.person, DecideAdvice::INFO.name, today);
    Writer { agency: &actor.agency.id, signs: actor.role == Role::Mayor || right.is_some() }
}

/// Why it is taken back.
pub(crate) struct RecallForm(Note);

impl Form for RecallForm {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

pub(super) fn recall_form(visit: &Visit<ReadAdvice>, filled: &Filled) -> Html {
    FormSpec::to(places::ADVICES.under(visit.id(), "/terughalen"), RecallAdvice::INFO.says)
        .secondary()
        .field(Field::note("reason", Say::of("Waarom haalt u het terug?", "Why are you taking it back?")).hint(
            Say::of(
                "De ondertekenaars lezen dit. Wat al is getekend, telt dan niet meer; deze ronde blijft leesbaar.",
                "The signatories read this. Signatures so far no longer count; this round can still be read.",
            ),
        ))
        .html(&visit.ask, filled, Some(visit.seq()))
}

/// Takes it back.
pub(crate) async fn recall(desk: Desk<RecallAdvice>, _: Ask, form: RecallForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().recall(writer(desk.actor(), desk.today()), form.0)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::ADVICES.of(id)))
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

/// Why the remark is withdrawn.
pub(crate) struct WithdrawForm(Note);

impl Form for WithdrawForm {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

pub(super) fn withdraw_form(visit: &Visit<ReadAdvice>, filled: &Filled) -> Html {
    FormSpec::to(
        places::ADVICES.under(visit.id(), "/terugzenden-intrekken"),
        Say::of("Opmerking intrekken", "Withdraw the remark"),
    )
    .secondary()
    .field(
        Field::note("reason", Say::of("Waarom trekt u de opmerking in?", "Why are you withdrawing the remark?")).hint(
            Say::of(
                "De ronde gaat dan verder met dezelfde tekst, en u besluit alsnog. Uw opmerking blijft leesbaar.",
                "The round then goes on with the same text, and you decide after all. Your remark can still be read.",
            ),
        ),
    )
    .html(&visit.ask, filled, Some(visit.seq()))
}

/// Withdraws the remark with which it was sent back.
pub(crate) async fn withdraw(desk: Desk<DecideAdvice>, _: Ask, form: WithdrawForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().withdraw_remark(desk.agency(), &desk.actor().person, form.0)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
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
