//! What those who sit there say: how they see it, and their key on the decision or why not.

use crate::places;
use crate::table::key_form::{Objection, Turned, objecting, turning};
use crate::triage::{Disagree, Fit, ReadTriage, SaySeen, TurnKey};
use kernel::{Note, Say};
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Reader, Redirect, Trouble, Visit};

/// How one sees it.
pub(super) struct Sees {
    fit: Fit,
    why: Note,
}

impl Form for Sees {
    fn check(read: &mut Reader) -> Option<Self> {
        let (fit, why) = (read.choice("fit"), read.must("why"));
        Some(Self { fit: fit?, why: why? })
    }
}

/// The form by which one says how one sees it.
pub(super) fn view_form(visit: &Visit<ReadTriage>, filled: &Filled) -> Html {
    let now = visit.dossier().view_of(&visit.ask.actor.agency.id);
    let fit =
        Field::choice_of::<Fit>("fit", Say::of("Hoe ziet uw organisatie dit?", "How does your organisation see this?"));
    let why = Field::note("why", Say::of("Waarom?", "Why?")).hint(Say::of(
        "Alleen op grond van de aanmelding. Zet hier niets uit uw eigen systemen: dat mag pas als er een casus is.",
        "On the submission alone. Put nothing from your own systems here: that is allowed only once there is a case.",
    ));
    let (fit, why) = match now {
        Some(view) => (fit.value(view.fit.word()), why.value(view.why.as_str())),
        None => (fit, why),
    };
    FormSpec::to(places::TRIAGES.under(visit.id(), "/zienswijze"), Say::of("Vastleggen", "Record"))
        .field(fit)
        .field(why.mindful())
        .html(&visit.ask, filled, Some(visit.seq()))
}

fn number(visit: &Visit<ReadTriage>) -> Option<u32> {
    visit.dossier().text().map(|text| text.no)
}

/// The form by which the key is turned.
pub(super) fn turn_form(visit: &Visit<ReadTriage>, filled: &Filled) -> Html {
    let agrees = Say::of(
        "Mijn organisatie stemt in met de hele tekst hierboven.",
        "My organisation agrees with the whole text above.",
    );
    turning(places::TRIAGES.under(visit.id(), "/sleutel"), number(visit), agrees).html(
        &visit.ask,
        filled,
        Some(visit.seq()),
    )
}

/// The form by which it is said why not.
pub(super) fn disagree_form(visit: &Visit<ReadTriage>, filled: &Filled) -> Html {
    let hint = Say::of(
        "Wie het besluit schreef, leest dit en maakt een nieuwe tekst.",
        "Whoever wrote the decision reads this and makes a new text.",
    );
    objecting(places::TRIAGES.under(visit.id(), "/niet-instemmen"), number(visit), hint).html(
        &visit.ask,
        filled,
        Some(visit.seq()),
    )
}

/// Says how one's organisation sees it.
pub(super) async fn see(desk: Desk<SaySeen>, _: Ask, form: Sees) -> Result<Redirect, Trouble> {
    let event = desk.dossier().see(desk.agency(), &desk.actor().person, form.fit, form.why)?;
    let to = places::TRIAGES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Turns the key. With the third one it may be shielded for who turned it, so that leads to the list.
pub(super) async fn turn(desk: Desk<TurnKey>, _: Ask, form: Turned) -> Result<Redirect, Trouble> {
    let triage = desk.dossier();
    let event = triage.turn_key(desk.agency(), &desk.actor().person, form.0)?;
    let mut others = triage.keys().needed().iter().filter(|agency| *agency != desk.agency());
    let last = others.all(|agency| triage.keys().is_turned(agency));
    let to = if last { places::WORK.to_owned() } else { places::TRIAGES.of(desk.id()) };
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Says why not.
pub(super) async fn disagree(desk: Desk<Disagree>, _: Ask, form: Objection) -> Result<Redirect, Trouble> {
    let event = desk.dossier().disagree(desk.agency(), &desk.actor().person, form.text, form.reason)?;
    let to = places::TRIAGES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
