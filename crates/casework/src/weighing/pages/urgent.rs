//! What cannot wait: who of the three confirmed that they saw it, and who did not yet. Who filed it reads the same.
//!
//! It must never say to who filed it how far the three are in judging, or what they judged.

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
    /// The same in a sentence, with the day for who did not yet.
    #[serde(skip)]
    pub(super) says: Say,
}

/// One of the three.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WeighingSeen")]
pub(super) struct SeenLine {
    pub(super) agency: String,
    /// Who confirmed it there; nobody yet when absent.
    pub(super) by: Option<AuthorSays>,
    pub(super) at: Option<ShownMoment>,
}

impl Urgency {
    /// Of a weighing that cannot wait; nothing of one that can, or that is over.
    pub(super) fn of(ask: &Ask, weighing: &Weighing) -> Option<Self> {
        if weighing.is_urgent() { Self::told(ask, weighing) } else { None }
    }

    /// The same for who filed it, until there is a notice: that it is not there any more would say what the three judged.
    pub(super) fn for_filer(ask: &Ask, weighing: &Weighing) -> Option<Self> {
        if weighing.notice().is_none() { Self::told(ask, weighing) } else { None }
    }

    fn told(ask: &Ask, weighing: &Weighing) -> Option<Self> {
        let (filing, since) = (weighing.filing()?, weighing.urgent_since()?);
        let line = |agency: &AgencyId| {
            let seen = weighing.seen_by(agency);
            SeenLine {
                agency: ask.directory.agency_name(agency),
                by: seen.map(|seen| AuthorSays::of(ask, &seen.by)),
                at: seen.map(|seen| local_minute(seen.at)),
            }
        };
        let three: Vec<SeenLine> = filing.trio.iter().map(line).collect();
        let confirmed = three.iter().filter(|line| line.by.is_some()).count();
        let due = day_month_year(filing.terms().until(Step::Confirm, since, true));
        let says = says(confirmed, &due.to_string());
        Some(Self { confirmed, due, says, three })
    }
}

/// How many of the three confirmed it, and by when the others do.
fn says(confirmed: usize, due: &str) -> Say {
    let (nl, en) = match confirmed {
        0 => (
            format!("Nog geen van de drie heeft dit bevestigd. Dat moet uiterlijk {due}."),
            format!("None of the three has confirmed it yet. They must do so by {due}."),
        ),
        1 => (
            format!("Een van de drie heeft dit bevestigd. De andere twee moeten dat uiterlijk {due} doen."),
            format!("One of the three has confirmed it. The other two must do so by {due}."),
        ),
        2 => (
            format!("Twee van de drie hebben dit bevestigd. De derde moet dat uiterlijk {due} doen."),
            format!("Two of the three have confirmed it. The third must do so by {due}."),
        ),
        _ => ("Alle drie hebben dit bevestigd.".to_owned(), "All three have confirmed it.".to_owned()),
    };
    Say::made(nl, en)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_confirms_and_two_confirm_each_in_a_sentence_that_is_right() {
        let told: Vec<String> = (0..4).map(|n| says(n, "04-02-2026").nl.into_owned()).collect();
        assert_eq!(told[0], "Nog geen van de drie heeft dit bevestigd. Dat moet uiterlijk 04-02-2026.");
        assert_eq!(
            told[1],
            "Een van de drie heeft dit bevestigd. De andere twee moeten dat uiterlijk 04-02-2026 doen."
        );
        assert_eq!(told[2], "Twee van de drie hebben dit bevestigd. De derde moet dat uiterlijk 04-02-2026 doen.");
        assert_eq!(told[3], "Alle drie hebben dit bevestigd.", "nobody is asked any more");
    }
}
