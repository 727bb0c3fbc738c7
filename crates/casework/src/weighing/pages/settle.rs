//! How it goes on after the three did not agree.

use super::words::Way;
use crate::places;
use crate::weighing::{Deadlock, ReadWeighing, Settle, SettleNoAgreement, Settled};
use kernel::{Date, Note, Say};
use vault::Act;
use web::{Ask, Choice, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// Which way, why, and by when.
pub(crate) struct SettleForm(Settled);

impl Form for SettleForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let way = read.choice::<Way>("how");
        let why = read.must::<Note>("why");
        let due: Option<Option<Date>> = read.may_day("due");
        let how = match (way?, due?) {
            (Way::Repeat, Some(due)) => Settle::Repeat { due },
            (Way::Repeat, None) => {
                read.wrong(
                    "due",
                    Say::of("Kies wanneer de nieuwe ronde klaar is.", "Choose when the new round is done."),
                );
                return None;
            }
            (Way::Triangle, _) => Settle::Triangle,
            (Way::End, _) => Settle::End,
        };
        Some(Self(Settled { how, why: why? }))
    }
}

/// The form, with the ways that this region knows.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page, Trouble> {
    if !visit.may::<SettleNoAgreement>() {
        return Err(Trouble::Denied);
    }
    let deadlock = Deadlock::from_word(visit.ask.vault.setting("weigh.deadlock").await?.as_deref());
    let weighing = visit.dossier();
    let open = |way: &Way| match way {
        Way::Repeat => deadlock != Deadlock::End && !weighing.has_repeated(),
        Way::Triangle => deadlock == Deadlock::ToTriangle && weighing.state() == crate::weighing::State::NoAgreement,
        Way::End => true,
    };
    let options = Way::all().iter().filter(|w| open(w)).map(|w| (w.word(), w.says())).collect();
    let form = FormSpec::to(
        places::WEIGHINGS.under(visit.id(), "/verder"),
        Say::of("Zo gaan wij verder", "This is how we go on"),
    )
    .field(Field::choice("how", Say::of("Hoe gaat het verder?", "How does it go on?"), options))
    .field(Field::note("why", Say::of("Waarom?", "Why?")))
    .field(
        Field::day("due", Say::of("Wanneer is de nieuwe ronde klaar?", "When is the new round done?"))
            .hint(Say::of("Alleen als u opnieuw weegt.", "Only if you weigh again."))
            .optional(),
    );
    let lead = Say::of(
        "U bent het niet eens geworden. Er komt nu geen casusoverleg.",
        "You did not agree. There will be no case conference now.",
    );
    Ok(super::form::page(&visit, &filled, SettleNoAgreement::INFO.says, &lead, &form))
}

/// Records the way.
pub(crate) async fn act(desk: vault::Desk<SettleNoAgreement>, ask: Ask, form: SettleForm) -> Result<Redirect, Trouble> {
    let deadlock = Deadlock::from_word(ask.vault.setting("weigh.deadlock").await?.as_deref());
    let event = desk.dossier().settle(form.0, desk.today(), deadlock)?;
    let id = desk.id();
    let below = super::file::ends_signal(&ask, desk.dossier(), &event).await?;
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
