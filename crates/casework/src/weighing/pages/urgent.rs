//! What cannot wait: who of the three confirmed that they saw it, and who did not yet. Who filed it reads the same.

use crate::places;
use crate::table::AuthorSays;
use crate::weighing::{ConfirmUrgent, Weighing};
use kernel::{AgencyId, Say, ShownDay, ShownMoment, Step, day_month_year, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, FormSpec, Redirect, Trouble};

/// Who saw it, as it is shown.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WeighingUrgency")]
pub(super) struct Urgency {
    /// The three, in their order.
    pub(super) three: Vec<SeenLine>,
    /// By which day each of them confirms.
    pub(super) due: ShownDay,
    /// How many did.
    pub(super) confirmed: usize,
}

/// One of the three.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WeighingSeen")]
pub(super) struct SeenLine {
    pub(super) agency: String,
    /// Who confirmed it there; nobody yet when absent.
    pub(super) by: Option<AuthorSays>,
    pub(super) at: Option<ShownMoment>,
    /// Whether it handed in its view, which says more than a confirmation.
    pub(super) handed_in: bool,
}

impl Urgency {
    /// Of a weighing that cannot wait; nothing of one that can, or that is over.
    pub(super) fn of(ask: &Ask, weighing: &Weighing) -> Option<Self> {
        let filing = weighing.filing().filter(|_| weighing.is_urgent())?;
        let line = |agency: &AgencyId| {
            let seen = weighing.seen_by(agency);
            SeenLine {
                agency: ask.directory.agency_name(agency),
                by: seen.map(|seen| AuthorSays::of(ask, &seen.by)),
                at: seen.map(|seen| local_minute(seen.at)),
                handed_in: weighing.handed_in(agency),
            }
        };
        let three: Vec<SeenLine> = filing.trio.iter().map(line).collect();
        Some(Self {
            confirmed: three.iter().filter(|line| line.by.is_some()).count(),
            due: day_month_year(filing.terms().until(Step::Confirm, filing.opened, true)),
            three,
        })
    }
}

/// The button of one of the three.
pub(super) fn form(id: kernel::DossierId) -> FormSpec {
    FormSpec::to(places::WEIGHINGS.under(id, "/gezien"), Say::of("Ik heb het gezien", "I have seen it"))
}

/// Confirms it.
pub(crate) async fn confirm(desk: Desk<ConfirmUrgent>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().confirm_urgent(desk.agency())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
