//! Proposing to screen out: a reason, and a second core partner who looks along.

use super::seconds::seconds;
use crate::places;
use crate::signal::{acts::ProposeScreenOut, model::By, texts};
use crate::table::Explicit;
use kernel::{AgencyId, Note, Say};
use vault::{Agency, Desk};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// The proposal.
pub(super) struct Proposal {
    reason: Note,
    second: AgencyId,
    explicit: Explicit,
}

impl Form for Proposal {
    fn check(read: &mut Reader) -> Option<Self> {
        let reason = read.must("reason");
        let second = read.must("second");
        let explicit = Explicit::read(read);
        Some(Self { reason: reason?, second: second?, explicit: explicit? })
    }
}

pub(super) async fn act(desk: Desk<ProposeScreenOut>, ask: Ask, form: Proposal) -> Result<Redirect, Trouble> {
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    let intake = desk.dossier().intake().ok_or(Trouble::Denied)?;
    let second = seconds(&ask.directory, &intake.municipality, &intake.owner)
        .find(|agency| agency.id == form.second)
        .ok_or(texts::SECOND_IS_ANOTHER_CORE_PARTNER.at("second"))?;
    form.explicit.check(desk.today())?;
    let event = desk.dossier().propose_screen_out((form.reason, form.explicit), second, by)?;
    let to = places::SIGNALS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn form<'a>(at: &str, seconds: impl Iterator<Item = &'a Agency>) -> FormSpec {
    let seconds: Vec<(String, Say)> = seconds
        .map(|agency| (agency.id.to_string(), Say::made(agency.name.to_string(), agency.name.to_string())))
        .collect();
    let form = FormSpec::to(format!("{at}/uitsluiten"), Say::of("Voorleggen", "Send it to them"))
        .field(Field::note("reason", Say::of("Waarom is dit geen signaal?", "Why is this not a signal?")).hint(
            Say::of(
                "Noem de feiten waar u op let. Een geloof of een mening is op zichzelf geen signaal.",
                "Name the facts you are looking at. A belief or an opinion is not in itself a signal.",
            ),
        ))
        .field(Field::choice("second", Say::of("Wie kijkt er mee?", "Who gives a second opinion?"), seconds));
    Explicit::fields().into_iter().fold(form, FormSpec::field).secondary()
}
