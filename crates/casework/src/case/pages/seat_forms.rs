//! The forms by which organisations leave a table or the case goes on elsewhere, and what they do; how one is let in stands in `propose.rs`.

use super::given::{done, number};
use super::offered::agencies;
use super::{head::Part, reviewed, sheet::Sheet};
use crate::case::{EndParticipation, MoveStay, ReadCase, Regime, SwitchRegime, TurnParticipationKey};
use crate::places;
use crate::review::Overseen;
use crate::table::Explicit;
use crate::table::key_form::Agrees;
use kernel::{AgencyId, MunicipalityId, Note, Refusal, Say};
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// Ending of taking part.
pub(super) struct Ended {
    agency: AgencyId,
    reason: Note,
}

impl Form for Ended {
    fn check(read: &mut Reader) -> Option<Self> {
        let agency = read.must("agency");
        let reason = read.must("reason");
        Some(Self { agency: agency?, reason: reason? })
    }
}

/// The person moved.
pub(super) struct Moved {
    municipality: MunicipalityId,
    explicit: Explicit,
}

impl Form for Moved {
    fn check(read: &mut Reader) -> Option<Self> {
        let municipality = read.must("municipality");
        let explicit = Explicit::read(read);
        Some(Self { municipality: municipality?, explicit: explicit? })
    }
}

/// The other law took over.
pub(super) struct Switch {
    explicit: Explicit,
}

impl Form for Switch {
    fn check(read: &mut Reader) -> Option<Self> {
        let (explicit, sure) = (Explicit::read(read), read.sure());
        sure?;
        Some(Self { explicit: explicit? })
    }
}

/// The forms that the reader may use here.
pub(super) fn all(visit: &Visit<ReadCase>, regime: Regime) -> Vec<Sheet> {
    let (ask, case, home) = (&visit.ask, visit.dossier(), places::CASES.of(visit.id()));
    let mut forms = Vec::new();
    let members: Vec<&AgencyId> =
        case.members.iter().filter(|m| m.ended.is_none()).map(|m| &m.proposal.agency).collect();
    if visit.may::<EndParticipation>() && !members.is_empty() {
        forms.push(
            Sheet::to(format!("{home}/deelname/einde"), Say::of("Deelname beëindigen", "End participation"))
                .titled(Say::of("Een organisatie gaat van tafel", "An organisation leaves the table"))
                .secondary()
                .field(Field::choice(
                    "agency",
                    Say::of("Welke organisatie?", "Which organisation?"),
                    agencies(ask, members),
                ))
                .field(Field::note("reason", Say::of("Waarom?", "Why?"))),
        );
    }
    if visit.may::<MoveStay>() {
        let places =
            ask.directory.municipalities.iter().map(|m| (m.id.to_string(), Say::same(m.name.to_string()))).collect();
        forms.push(
            Sheet::to(format!("{home}/deelname/verhuizing"), Say::of("Gemeente wijzigen", "Change the municipality"))
                .titled(Say::of("De persoon is verhuisd", "The person has moved"))
                .secondary()
                .field(
                    Field::choice(
                        "municipality",
                        Say::of("Nieuwe gemeente van verblijf", "New municipality of stay"),
                        places,
                    )
                    .hint(Say::of(
                        "De nieuwe gemeente krijgt de regie. Sleutels die al zijn omgedraaid, gaan terug. Staat zij er niet bij, dan gaat de casus naar een ander huis: dat begint bij Afsluiten.",
                        "The new municipality takes over the lead. Keys that were turned go back. If it is not listed, the case goes to another house: that begins at Closing.",
                    )),
                )
                .fields(Explicit::fields()),
        );
    }
    if visit.may::<SwitchRegime>() && regime == Regime::WgsZvh {
        forms.push(
            Sheet::to(format!("{home}/deelname/overzetten"), Say::of("Deze casus stilzetten", "Stop this case"))
                .titled(Say::of("De Wgpga neemt het over", "The Wgpga takes over"))
                .fields(Explicit::fields())
                .ends(Say::of(
                    "Gemeente, politie en OM oordeelden samen dat dit onder de Wgpga valt. Deze casus kan dan alleen nog worden gelezen.",
                    "Municipality, police and OM judged together that this falls under the Wgpga. After this the case can only be read.",
                )),
        );
    }
    forms
}

pub(super) async fn turn(desk: Desk<TurnParticipationKey>, ask: Ask, _: Agrees) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_participation_key(number(&ask)?, desk.agency(), &ask.actor.person)?;
    done(desk, event, Part::Seats.path()).await
}

pub(super) async fn end(desk: Desk<EndParticipation>, _: Ask, form: Ended) -> Result<Redirect, Trouble> {
    let event = desk.dossier().end_participation(&form.agency, form.reason, desk.today())?;
    done(desk, event, Part::Seats.path()).await
}

pub(super) async fn move_stay(desk: Desk<MoveStay>, ask: Ask, form: Moved) -> Result<Redirect, Trouble> {
    const UNKNOWN: Refusal = Refusal::of("Deze gemeente kennen wij niet.", "We do not know this municipality.");
    let place = ask.directory.municipality(&form.municipality).ok_or(UNKNOWN.at("municipality"))?;
    let [stay, _, _] = ask.directory.trio(&place.id).ok_or(UNKNOWN.at("municipality"))?;
    let event =
        desk.dossier().move_stay((place.id.clone(), place.house.clone(), stay.clone()), form.explicit, desk.today())?;
    // Another municipality holds a key now: what lies with a reviewer was let go by the one before, and ends.
    let waiting = desk.dossier().overseen().waiting(desk.today()).map(|one| Overseen::Over { id: one.id });
    let ended = waiting.map(|over| desk.dossier().hear_review(over)).transpose()?;
    let others = reviewed::moved(&ask, desk.dossier(), &stay).await?;
    desk.commit_with(ended.into_iter().chain([event]).collect(), others).await?;
    // Whoever handed the case over may not sit there any more.
    Ok(Redirect::to(places::CASES.list()))
}

pub(super) async fn switch(desk: Desk<SwitchRegime>, ask: Ask, form: Switch) -> Result<Redirect, Trouble> {
    let event = desk.dossier().switch(None, form.explicit, desk.today())?;
    let others = reviewed::ended(&ask, desk.dossier()).await?;
    let to = places::CASES.of(desk.id());
    desk.commit_with(vec![event], others).await?;
    Ok(Redirect::to(to))
}
