//! Other signals about the same person, for who keeps them all: linked, or to be linked. Nobody else reads here that there are any.

use crate::places;
use crate::signal::{
    By, Event, Signal,
    acts::{LinkSignals, ReadSignal, UnlinkSignals},
};
use kernel::{DossierId, Line, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk, Error, Row};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Reader, Redirect, Trouble, Visit};

/// Another signal about the same person.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignalAlike")]
pub(super) struct Alike {
    pub(super) reference: String,
    pub(super) address: String,
    pub(super) since: ShownDay,
    pub(super) linked: bool,
    pub(super) open: bool,
    /// Links it, or undoes that.
    pub(super) form: Html,
}

/// The other signal.
pub(super) struct Other(DossierId);

fn other(read: &mut Reader) -> Option<DossierId> {
    let sent = read.must::<Line>("other")?;
    let id = sent.as_str().parse().ok();
    if id.is_none() {
        read.wrong("other", Say::of("Dit signaal bestaat niet.", "There is no such signal."));
    }
    id
}

impl Form for Other {
    fn check(read: &mut Reader) -> Option<Self> {
        other(read).map(Self)
    }
}

/// Why they are not about the same person after all.
pub(super) struct Why(DossierId, Note);

impl Form for Why {
    fn check(read: &mut Reader) -> Option<Self> {
        let other = other(read);
        let reason = read.must("reason");
        Some(Self(other?, reason?))
    }
}

/// What who keeps this signal reads of others about the same person; nobody else reads anything.
pub(super) async fn alike(visit: &Visit<ReadSignal>, filled: &Filled) -> Result<Vec<Alike>, Trouble> {
    let signal = visit.dossier();
    // What was linked stays, also when it is not found by the same any more.
    let linked: Vec<DossierId> = signal.links().iter().map(|link| link.to).collect();
    let all = visit.seen.alike::<LinkSignals>(&linked).await?;
    let one = |row: Row| {
        let linked = signal.is_linked(row.id);
        let form = if linked { undoing(visit.id(), row.id) } else { linking(visit.id(), row.id) };
        // Of several forms that go to one place only the one that was sent comes back as it was filled in.
        let sent = filled.values().first("other") == Some(row.id.to_string().as_str());
        let blank = Filled::default();
        let filled = if sent { filled } else { &blank };
        Alike {
            address: places::SIGNALS.of(row.id),
            since: day_month_year(row.opened),
            reference: row.reference,
            linked,
            open: filled.is_for(&places::SIGNALS.under(visit.id(), "/ontkoppelen")),
            form: form.html(&visit.ask, filled, Some(visit.seq())),
        }
    };
    Ok(all.into_iter().map(one).collect())
}

fn linking(id: DossierId, other: DossierId) -> FormSpec {
    FormSpec::to(places::SIGNALS.under(id, "/koppelen"), Say::of("Koppelen", "Link"))
        .field(Field::hidden("other", other.to_string()))
        .secondary()
}

fn undoing(id: DossierId, other: DossierId) -> FormSpec {
    FormSpec::to(places::SIGNALS.under(id, "/ontkoppelen"), Say::of("Ontkoppelen", "Undo the link"))
        .field(Field::hidden("other", other.to_string()))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")))
        .secondary()
}

/// Does it in both, or in neither.
async fn both<A: Act<On = Signal>>(
    desk: Desk<A>,
    (ask, to): (&Ask, DossierId),
    make: impl Fn((&Signal, DossierId), (&Signal, DossierId)) -> Result<Event, kernel::Refusal>,
) -> Result<Redirect, Trouble> {
    let there = match ask.vault.open_desk::<A>(&ask.actor, to).await {
        Ok(there) => there,
        Err(Error::Denied) => return Err(Trouble::Denied),
        Err(why) => return Err(why.into()),
    };
    let id = desk.id();
    let here_says = make((desk.dossier(), id), (there.dossier(), to))?;
    let there_says = make((there.dossier(), to), (desk.dossier(), id))?;
    desk.commit_with(vec![here_says], vec![there.draft(vec![there_says])]).await?;
    Ok(Redirect::to(places::SIGNALS.of(id)))
}

/// Links two signals.
pub(super) async fn link(desk: Desk<LinkSignals>, ask: Ask, form: Other) -> Result<Redirect, Trouble> {
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    both(desk, (&ask, form.0), |(signal, _), (other, to)| signal.link(other, to, by)).await
}

/// Undoes it.
pub(super) async fn unlink(desk: Desk<UnlinkSignals>, ask: Ask, why: Why) -> Result<Redirect, Trouble> {
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    both(desk, (&ask, why.0), |(signal, _), (_, from)| signal.unlink(from, why.1.clone(), by)).await
}
