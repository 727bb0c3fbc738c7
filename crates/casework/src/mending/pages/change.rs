//! The municipality of stay, the reading of the reporter, whether it can wait, what is suspected, how it came in, and whom to call.

use super::follow::{keep, reason};
use crate::signal::{Change, Ideology, Intake, acts::CorrectSignal};
use kernel::{Line, MunicipalityId, Note, Refusal, Say};
use vault::{AgencyKind, Desk};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

pub(super) const PLACE: Say = Say::of("Gemeente van verblijf", "Municipality of stay");
pub(super) const READING: Say = Say::of("Hoe de melder het ziet", "How the reporter sees it");
pub(super) const URGENCY: Say = Say::of("Spoed", "Urgency");

pub(super) const IDEOLOGY: Say = Say::of("Vermoedelijke ideologie", "Suspected ideology");
pub(super) const CHANNEL: Say = Say::of("Hoe het binnenkwam", "How it came in");
pub(super) const CONTACT: Say = Say::of("Aanspreekpunt", "Contact");

const SAVE: Say = Say::of("Verbeteren", "Correct");

/// Where the person stays after all.
pub(super) struct Place {
    municipality: MunicipalityId,
    reason: Note,
}

impl Form for Place {
    fn check(read: &mut Reader) -> Option<Self> {
        let municipality = read.must("municipality");
        let reason = read.must("reason");
        Some(Self { municipality: municipality?, reason: reason? })
    }
}

pub(super) fn place_form(ask: &Ask, at: &str, intake: &Intake) -> FormSpec {
    let own = &ask.actor.agency.municipalities;
    let places = ask.directory.municipalities.iter().filter(|place| own.contains(&place.id));
    let places = places.map(|place| (place.id.to_string(), Say::made(place.name.to_string(), place.name.to_string())));
    FormSpec::to(format!("{at}/gemeente"), SAVE)
        .field(Field::list("municipality", PLACE, places.collect()).value(intake.municipality.as_str()))
        .field(reason())
        .secondary()
}

/// Puts the municipality right, with who sits there.
pub(super) async fn place(desk: Desk<CorrectSignal>, ask: Ask, form: Place) -> Result<Redirect, Trouble> {
    const ELSEWHERE: Refusal = Refusal::of(
        "Uw organisatie werkt niet voor deze gemeente.",
        "Your organisation does not work for this municipality.",
    );
    let place = ask
        .directory
        .municipality(&form.municipality)
        .filter(|place| ask.actor.agency.municipalities.contains(&place.id))
        .ok_or(ELSEWHERE.at("municipality"))?;
    let stay = ask.directory.serving(AgencyKind::Municipality, &place.id);
    let stay = stay.first().ok_or(ELSEWHERE.at("municipality"))?.id.clone();
    let change = Change::Place { municipality: place.id.clone(), house: place.house.clone(), stay };
    keep(desk, &ask, change, form.reason).await
}

/// What the reporter said they make of it.
pub(super) struct Reading {
    reading: Option<Note>,
    reason: Note,
}

impl Form for Reading {
    fn check(read: &mut Reader) -> Option<Self> {
        let reading = read.may("reading");
        let reason = read.must("reason");
        Some(Self { reading: reading?, reason: reason? })
    }
}

pub(super) fn reading_form(at: &str, intake: &Intake) -> FormSpec {
    let reading = intake.reading.as_ref().map(ToString::to_string).unwrap_or_default();
    FormSpec::to(format!("{at}/duiding"), SAVE)
        .field(Field::note("reading", READING).value(reading).optional())
        .field(reason())
        .secondary()
}

pub(super) async fn reading(desk: Desk<CorrectSignal>, ask: Ask, form: Reading) -> Result<Redirect, Trouble> {
    keep(desk, &ask, Change::Reading { reading: form.reading }, form.reason).await
}

/// Whether it can wait.
pub(super) struct Urgency {
    acute: bool,
    reason: Note,
}

impl Form for Urgency {
    fn check(read: &mut Reader) -> Option<Self> {
        let acute = read.tick("acute");
        let reason = read.must("reason");
        Some(Self { acute, reason: reason? })
    }
}

pub(super) fn urgency_form(at: &str, intake: &Intake) -> FormSpec {
    let tick = Field::tick(
        "acute",
        Say::of("Spoed: iemand kan op korte termijn gevaar lopen", "Urgent: somebody may soon be in danger"),
    );
    FormSpec::to(format!("{at}/spoed"), SAVE)
        .field(if intake.acute { tick.value("on") } else { tick })
        .field(reason())
        .secondary()
}

pub(super) async fn urgency(desk: Desk<CorrectSignal>, ask: Ask, form: Urgency) -> Result<Redirect, Trouble> {
    keep(desk, &ask, Change::Urgency { acute: form.acute }, form.reason).await
}

/// What is suspected after all.
pub(super) struct Ideologies {
    ideologies: Vec<Ideology>,
    reason: Note,
}

impl Form for Ideologies {
    fn check(read: &mut Reader) -> Option<Self> {
        let ideologies = read.choices("ideology");
        let reason = read.must("reason");
        Some(Self { ideologies: ideologies?, reason: reason? })
    }
}

pub(super) fn ideology_form(at: &str, intake: &Intake) -> FormSpec {
    let all = Ideology::ALL.iter().map(|one| (one.word(), one.says())).collect();
    let field = Field::choices("ideology", IDEOLOGY, all);
    let ticked = intake.ideologies.iter().fold(field, |field, one| field.value(one.word()));
    FormSpec::to(format!("{at}/ideologie"), SAVE).field(ticked).field(reason()).secondary()
}

pub(super) async fn ideology(desk: Desk<CorrectSignal>, ask: Ask, form: Ideologies) -> Result<Redirect, Trouble> {
    keep(desk, &ask, Change::Ideologies { ideologies: form.ideologies }, form.reason).await
}

/// One line after all: how it came in, or whom to call.
pub(super) struct Worded {
    text: Line,
    reason: Note,
}

impl Form for Worded {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must("text");
        let reason = read.must("reason");
        Some(Self { text: text?, reason: reason? })
    }
}

pub(super) fn channel_form(at: &str, intake: &Intake) -> FormSpec {
    let field = Field::line("text", CHANNEL).value(intake.channel.as_str());
    FormSpec::to(format!("{at}/kanaal"), SAVE).field(field).field(reason()).secondary()
}

pub(super) async fn channel(desk: Desk<CorrectSignal>, ask: Ask, form: Worded) -> Result<Redirect, Trouble> {
    keep(desk, &ask, Change::Channel { channel: form.text }, form.reason).await
}

pub(super) fn contact_form(at: &str, intake: &Intake) -> FormSpec {
    let field = Field::line("text", CONTACT).value(intake.brought.contact.as_str());
    FormSpec::to(format!("{at}/aanspreekpunt"), SAVE).field(field).field(reason()).secondary()
}

pub(super) async fn contact(desk: Desk<CorrectSignal>, ask: Ask, form: Worded) -> Result<Redirect, Trouble> {
    keep(desk, &ask, Change::Contact { contact: form.text }, form.reason).await
}
