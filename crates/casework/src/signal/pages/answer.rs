//! The second core partner answers: screen out, or not.

use crate::places;
use crate::signal::{
    acts::{ConfirmScreenOut, RefuseScreenOut},
    model::By,
};
use kernel::{Note, Say};
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// Agrees.
pub(super) struct Agree {
    remark: Option<Note>,
}

impl Form for Agree {
    fn check(read: &mut Reader) -> Option<Self> {
        let remark = read.may("remark");
        Some(Self { remark: remark? })
    }
}

pub(super) async fn confirm(desk: Desk<ConfirmScreenOut>, ask: Ask, form: Agree) -> Result<Redirect, Trouble> {
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    let event = desk.dossier().confirm_screen_out(form.remark, by)?;
    // Who keeps it is to tell who reported it.
    let heard = desk.dossier().reporter_to_hear(None);
    desk.commit([event].into_iter().chain(heard).collect()).await?;
    // With the answer the seat ends, so the signal itself can no longer be read.
    Ok(Redirect::to(places::SIGNALS.list()))
}

/// Disagrees.
pub(super) struct Disagree {
    reason: Note,
}

impl Form for Disagree {
    fn check(read: &mut Reader) -> Option<Self> {
        let reason = read.must("reason");
        Some(Self { reason: reason? })
    }
}

pub(super) async fn refuse(desk: Desk<RefuseScreenOut>, ask: Ask, form: Disagree) -> Result<Redirect, Trouble> {
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    let event = desk.dossier().refuse_screen_out(form.reason, by)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::SIGNALS.list()))
}

pub(super) fn agree_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/meekijken"), Say::of("Eens: uitsluiten", "Agree: screen out"))
        .titled(Say::of("Ik ben het eens", "I agree"))
        .field(Field::note("remark", Say::of("Wilt u iets toevoegen?", "Do you want to add anything?")).optional())
}

pub(super) fn disagree_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/niet-uitsluiten"), Say::of("Niet uitsluiten", "Do not screen out"))
        .titled(Say::of("Ik ben het niet eens", "I do not agree"))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")))
        .secondary()
}
