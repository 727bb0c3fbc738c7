//! What is added to a signal while it is open: a fact, what the reporter said when called back, and who was told.

use crate::places;
use crate::signal::{
    acts::{ClarifySignal, GiveNotice},
    words::NoticeTo,
};
use kernel::{Date, Expression, Line, Note, Observed, Say};
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// A fact, as the form asks it.
pub(crate) struct NewFact(pub(crate) Observed);

impl Form for NewFact {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must::<Note>("text");
        let on = read.may_day("on");
        let observer = read.may::<Line>("observer");
        let first_hand = read.tick("first-hand");
        let expression = read.may_choice::<Expression>("expression");
        Some(Self(Observed { text: text?, on: on?, observer: observer?, first_hand, expression: expression? }))
    }
}

/// Whether a fact is only an expression that the law protects (P5): asked where it is written down.
pub(crate) fn expression(now: Option<Expression>) -> Field {
    let field = Field::choice_of::<Expression>("expression", Expression::ASKS).hint(Expression::HELPS).optional();
    match now {
        Some(now) => field.value(now.word()),
        None => field,
    }
}

pub(super) fn fact_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/feit"), Say::of("Feit toevoegen", "Add the fact"))
        .field(Field::note("text", Say::of("Wat is er gezien of gehoord?", "What was seen or heard?")).mindful())
        .field(Field::day("on", Say::of("Wanneer?", "When?")).optional())
        .field(Field::line("observer", Say::of("Wie nam het waar?", "Who observed it?")).optional())
        .field(Field::tick(
            "first-hand",
            Say::of("De melder zag of hoorde het zelf", "The reporter saw or heard it personally"),
        ))
        .field(expression(None))
        .secondary()
}

/// What the reporter said.
pub(super) struct Called {
    answer: Note,
    on: Date,
}

impl Form for Called {
    fn check(read: &mut Reader) -> Option<Self> {
        let answer = read.must("answer");
        let on = read.day("on");
        Some(Self { answer: answer?, on: on? })
    }
}

pub(super) async fn clarify(desk: Desk<ClarifySignal>, ask: Ask, form: Called) -> Result<Redirect, Trouble> {
    let event = desk.dossier().clarify(form.answer, ask.actor.person.clone(), form.on, desk.today())?;
    let to = places::SIGNALS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn call_form(at: &str, today: Date) -> FormSpec {
    FormSpec::to(format!("{at}/terugbellen"), Say::of("Antwoord vastleggen", "Record the answer"))
        .field(Field::note("answer", Say::of("Wat zei de melder?", "What did the reporter say?")).hint(Say::of(
            "Vraag: wat maakt dit anders dan gewoon? Wat zag u zelf, en wat hoorde u?",
            "Ask: what makes this unusual? What did you see yourself, and what did you hear?",
        )))
        .field(Field::day("on", Say::of("Gebeld op", "Called on")).on(today))
        .secondary()
}

/// Who was told.
pub(super) struct Told {
    to: NoticeTo,
    on: Date,
}

impl Form for Told {
    fn check(read: &mut Reader) -> Option<Self> {
        let to = read.choice("to");
        let on = read.day("on");
        Some(Self { to: to?, on: on? })
    }
}

pub(super) async fn give_notice(desk: Desk<GiveNotice>, _: Ask, form: Told) -> Result<Redirect, Trouble> {
    let event = desk.dossier().give_notice(form.to, form.on, desk.today())?;
    let to = places::SIGNALS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn notice_form(at: &str, today: Date) -> FormSpec {
    FormSpec::to(format!("{at}/kennisgeving"), Say::of("Vastleggen", "Record"))
        .field(Field::choice_of::<NoticeTo>("to", Say::of("Wie is er ingelicht?", "Who was told?")).hint(Say::of(
            "De melder hoort alleen dat de melding is ontvangen en behandeld, en niets over de persoon.",
            "The reporter is told only that the report was received and dealt with, and nothing about the person.",
        )))
        .field(Field::day("on", Say::of("Op", "On")).on(today))
        .secondary()
}
