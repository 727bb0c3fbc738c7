//! What the other table says: it takes it on, asks something back, or does not take it on.

use super::address::at;
use crate::places;
use crate::referral::{AskBack, DeclineReferral, Event, Referral, TakeOn, TakenOn};
use kernel::{Date, DossierId, Line, Note, Say};
use vault::{Act, Desk};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// Who takes it on, from when.
pub(super) struct Takes {
    who: Line,
    from: Date,
    contact: Date,
}

impl Form for Takes {
    fn check(read: &mut Reader) -> Option<Self> {
        let (who, from, contact) = (read.must("who"), read.day("from"), read.day("contact"));
        Some(Self { who: who?, from: from?, contact: contact? })
    }
}

/// What is asked back.
pub(super) struct Asks(Note);

impl Form for Asks {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("question").map(Self)
    }
}

/// Why it is not taken on.
pub(super) struct Why(Note);

impl Form for Why {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

/// The form by which it is taken on.
pub(super) fn taking(id: DossierId, today: Date) -> FormSpec {
    FormSpec::to(at(id, "/aannemen"), Say::of("Wij pakken dit op", "We take this on"))
        .titled(Say::of("Pakt uw organisatie dit op?", "Does your organisation take this on?"))
        .field(
            Field::line("who", Say::of("Wie doet het bij u?", "Who does it with you?"))
                .hint(Say::of("Naam en telefoonnummer.", "Name and telephone number.")),
        )
        .field(Field::day("from", Say::of("Vanaf welke dag?", "From which day?")).on(today))
        .field(Field::day("contact", Say::of("Wanneer is het eerste contact?", "When is the first contact?")))
}

/// The form by which something is asked back.
pub(super) fn asking(id: DossierId) -> FormSpec {
    FormSpec::to(at(id, "/terugvragen"), Say::of("Vragen", "Ask"))
        .field(
            Field::note("question", Say::of("Wat moet u eerst weten?", "What do you need to know first?"))
                .mindful()
                .hint(Say::of(
                    "Wie dit overgaf, leest uw vraag en antwoordt hier.",
                    "Whoever handed this over reads your question and answers here.",
                )),
        )
        .secondary()
}

/// The form by which it is not taken on.
pub(super) fn declining(id: DossierId) -> FormSpec {
    FormSpec::to(at(id, "/niet"), Say::of("Niet oppakken", "Do not take it on"))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).mindful().hint(Say::of(
            "Wie dit overgaf, leest uw reden. Daarna kunt u deze pagina niet meer lezen.",
            "Whoever handed this over reads your reason. After that you can no longer read this page.",
        )))
        .secondary()
}

pub(super) async fn keep<A: Act<On = Referral>>(desk: Desk<A>, event: Event) -> Result<Redirect, Trouble> {
    let to = places::REFERRALS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Takes it on.
pub(super) async fn take_on(desk: Desk<TakeOn>, _: Ask, form: Takes) -> Result<Redirect, Trouble> {
    let taking = TakenOn { who: form.who, from: form.from, contact: form.contact };
    let event = desk.dossier().take_on(desk.agency(), taking, desk.today())?;
    keep(desk, event).await
}

/// Asks something back.
pub(super) async fn ask_back(desk: Desk<AskBack>, _: Ask, form: Asks) -> Result<Redirect, Trouble> {
    let event = desk.dossier().ask_back(desk.agency(), form.0, desk.today())?;
    keep(desk, event).await
}

/// Does not take it on; with that its seat ends.
pub(super) async fn decline(desk: Desk<DeclineReferral>, _: Ask, form: Why) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decline(desk.agency(), form.0, desk.today())?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WORK))
}
