//! Turning a key on the text that was read, or saying why not.

use crate::places;
use crate::weighing::{Disagree, ReadWeighing, TurnKey};
use kernel::{Line, Note, Say};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Reader, Redirect, Trouble, Visit};

/// The number of the text that stood on the page.
fn text_number(read: &mut Reader) -> Option<usize> {
    let sent = read.must::<Line>("text")?;
    let number = sent.as_str().parse().ok();
    if number.is_none() {
        read.wrong("", Say::of("Lees eerst de tekst.", "Read the text first."));
    }
    number
}

/// A key, on this text.
pub(crate) struct TurnForm(usize);

impl Form for TurnForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = text_number(read);
        let read_it = read.tick("read");
        if !read_it {
            read.wrong(
                "read",
                Say::of("Lees het oordeel en zet dan het vinkje.", "Read the judgement and then tick the box."),
            );
            return None;
        }
        Some(Self(text?))
    }
}

/// No key on this text, and why.
pub(crate) struct DisagreeForm {
    text: usize,
    reason: Note,
}

impl Form for DisagreeForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = text_number(read);
        let reason = read.must("reason");
        Some(Self { text: text?, reason: reason? })
    }
}

fn number(visit: &Visit<ReadWeighing>) -> Field {
    Field::hidden("text", visit.dossier().text().map(|t| t.number.to_string()).unwrap_or_default())
}

pub(super) fn turn_form(visit: &Visit<ReadWeighing>, filled: &Filled) -> Html {
    FormSpec::to(places::WEIGHINGS.under(visit.id(), "/sleutel"), Say::of("Sleutel omdraaien", "Turn the key"))
        .titled(Say::of("De sleutel van uw organisatie", "Your organisation's key"))
        .field(number(visit))
        .field(Field::tick(
            "read",
            Say::of(
                "Mijn organisatie stemt in met de hele tekst hierboven.",
                "My organisation agrees with the whole text above.",
            ),
        ))
        .html(&visit.ask, filled, Some(visit.seq()))
}

pub(super) fn disagree_form(visit: &Visit<ReadWeighing>, filled: &Filled) -> Html {
    FormSpec::to(places::WEIGHINGS.under(visit.id(), "/niet-instemmen"), Say::of("Niet instemmen", "Disagree"))
        .field(number(visit))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).hint(Say::of(
            "Als alle drie hebben geantwoord en niet iedereen instemt, komt er geen casusoverleg.",
            "Once all three have answered and not everybody agrees, there will be no case conference.",
        )))
        .secondary()
        .html(&visit.ask, filled, Some(visit.seq()))
}

/// Turns the key.
pub(crate) async fn turn(desk: vault::Desk<TurnKey>, ask: Ask, form: TurnForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_key(desk.agency(), &desk.actor().person, form.0)?;
    let id = desk.id();
    let below = super::file::ends_signal(&ask, desk.dossier(), &event).await?;
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}

/// Says why not.
pub(crate) async fn disagree(desk: vault::Desk<Disagree>, _: Ask, form: DisagreeForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().disagree(desk.agency(), &desk.actor().person, form.text, form.reason)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
