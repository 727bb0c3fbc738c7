//! The kinds of dossier at which persons sit, each with the acts by which a place passes on.

use crate::{
    advice, beyond, case, enquiry, meeting, receiving, referral, reporting, review,
    seating::{Passing, named_at},
    signal, triage, watching, weighing,
};
use kernel::{DossierId, Refusal, Say};
use std::{future::Future, pin::Pin};
use vault::{Act, ActInfo, Dossier, Draft, Persons};
use web::{Ask, Trouble};

/// By whose act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Of who sits there.
    Oneself,
    /// Of the desk of the organisation.
    Desk,
}

/// What it comes to at one table: nothing where nobody would sit otherwise than before.
type Drafted<'a> = Pin<Box<dyn Future<Output = Result<Option<Draft>, Trouble>> + Send + 'a>>;
type Drafts = for<'a> fn(&'a Ask, DossierId, &'a Passing<'a>) -> Drafted<'a>;

/// One kind of dossier.
pub(super) struct Passes {
    acts: [(&'static ActInfo, Drafts); 2],
}

impl Passes {
    /// `O` is the act of who sits there, `D` that of the desk.
    fn of<O: Act, D: Act<On = O::On>>() -> Self {
        Self {
            acts: [
                (O::REF, |ask, id, passing| Box::pin(draft::<O>(ask, id, passing))),
                (D::REF, |ask, id, passing| Box::pin(draft::<D>(ask, id, passing))),
            ],
        }
    }

    fn by(&self, by: By) -> &(&'static ActInfo, Drafts) {
        let [own, desk] = &self.acts;
        match by {
            By::Oneself => own,
            By::Desk => desk,
        }
    }
}

fn all() -> [Passes; 13] {
    [
        Passes::of::<signal::acts::HandOver, signal::acts::NamePersons>(),
        Passes::of::<weighing::HandOver, weighing::NamePersons>(),
        Passes::of::<advice::HandOver, advice::NamePersons>(),
        Passes::of::<triage::HandOver, triage::NamePersons>(),
        Passes::of::<case::HandOver, case::NamePersons>(),
        Passes::of::<beyond::HandOver, beyond::NamePersons>(),
        Passes::of::<receiving::HandOver, receiving::NamePersons>(),
        Passes::of::<enquiry::HandOver, enquiry::NamePersons>(),
        Passes::of::<referral::HandOver, referral::NamePersons>(),
        Passes::of::<review::HandOver, review::NamePersons>(),
        Passes::of::<watching::HandOver, watching::NamePersons>(),
        Passes::of::<reporting::HandOver, reporting::NamePersons>(),
        Passes::of::<meeting::HandOver, meeting::NamePersons>(),
    ]
}

/// The acts by which somebody hands over, one of each kind.
pub(super) fn acts(by: By) -> Vec<&'static ActInfo> {
    all().iter().map(|kind| kind.by(by).0).collect()
}

/// The change at a table of this kind, to be kept together with those at the others.
pub(super) async fn passed(
    ask: &Ask,
    by: By,
    (kind, id): (&str, DossierId),
    passing: &Passing<'_>,
) -> Result<Option<Draft>, Trouble> {
    let all = all();
    let Some((_, drafts)) = all.iter().map(|passes| passes.by(by)).find(|(act, _)| act.kind == kind) else {
        return Ok(None);
    };
    drafts(ask, id, passing).await
}

async fn draft<A: Act>(ask: &Ask, id: DossierId, passing: &Passing<'_>) -> Result<Option<Draft>, Trouble> {
    let desk = ask.vault.open_desk::<A>(&ask.actor, id).await?;
    let (card, agency) = (desk.dossier().card(), desk.agency().clone());
    let Some(after) = passing.at(&named_at(&card, &agency), desk.today()) else { return Ok(None) };
    if passing.leaves_undone(&card, &after, &ask.directory.colleagues_of(&agency), &agency) {
        return Err(undone(card.reference.as_str()).into());
    }
    let event = <A::On as Dossier>::naming(Persons::only(agency, after));
    Ok(event.map(|event| desk.draft(vec![event])))
}

/// Nobody would be left who can do what is asked.
fn undone(reference: &str) -> Refusal {
    Refusal::from(Say::made(
        format!(
            "Bij {reference} wordt iets gevraagd dat alleen iemand met dezelfde rol kan doen, en zo iemand blijft daar \
             niet over. Kies iemand met die rol."
        ),
        format!(
            "At {reference} something is asked that only somebody in the same role can do, and nobody in that role would be \
             left there. Choose somebody in that role."
        ),
    ))
    .at("to")
}
