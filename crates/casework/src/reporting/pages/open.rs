//! Opening the door of one's municipality.

use crate::places;
use crate::reporting::{Door, Event, OpenDoor, Opening};
use askama::Template;
use kernel::{DossierId, Lang, Line, MunicipalityId, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

pub(super) struct Opens {
    municipality: MunicipalityId,
    call: Line,
}

impl Form for Opens {
    fn check(read: &mut Reader) -> Option<Self> {
        let municipality = read.must("municipality");
        let call = read.must("call");
        Some(Self { municipality: municipality?, call: call? })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "reporting/pages/open.html")]
pub(super) struct OpenPage {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<OpenPage>, Trouble> {
    let own = ask.directory.municipalities.iter().filter(|place| ask.actor.agency.municipalities.contains(&place.id));
    let name = |place: &str| Say::made(place.to_owned(), place.to_owned());
    let places: Vec<(String, Say)> = own.map(|place| (place.id.to_string(), name(place.name.as_str()))).collect();
    let only = if let [(only, _)] = places.as_slice() { only.clone() } else { String::new() };
    let form = FormSpec::to(places::DOORS.of(places::NEW), Say::of("Meldpagina openen", "Open the reporting page"))
        .field(
            Field::choice("municipality", Say::of("Voor welke gemeente?", "For which municipality?"), places)
                .value(only),
        )
        .field(Field::line("call", Say::of("Wie kan men bellen?", "Whom can people call?")).hint(Say::of(
            "Naam en nummer, voor wie liever belt. Dit staat op de meldpagina.",
            "Name and number, for who would rather call. This stands on the reporting page.",
        )));
    let body = OpenPage { lang: ask.lang, form: form.html(&ask, &filled, None) };
    Ok(Page::of(&ask, Say::of("Meldpagina openen", "Open a reporting page"), body))
}

pub(super) async fn act(desk: Desk<OpenDoor>, ask: Ask, form: Opens) -> Result<Redirect, Trouble> {
    const ELSEWHERE: Refusal = Refusal::of(
        "Uw organisatie werkt niet voor deze gemeente.",
        "Your organisation does not work for this municipality.",
    );
    let agency = &ask.actor.agency;
    let place = ask
        .directory
        .municipality_named(form.municipality.as_str())
        .filter(|place| agency.municipalities.contains(&place.id))
        .ok_or(ELSEWHERE.at("municipality"))?;
    let id = desk.id();
    let reference = reference(id)?;
    let opening = Opening {
        reference: reference.clone(),
        municipality: place.id.clone(),
        house: place.house.clone(),
        keeper: agency.id.clone(),
        code: ask.vault.code(),
        call: form.call,
    };
    desk.commit(vec![Event::Opened { opening: Box::new(opening) }]).await?;
    Ok(Redirect::to(places::DOORS.of(id)).with(id, reference))
}

/// What colleagues call it. By chance: a number that counts would say how many there are.
pub(super) fn reference(id: DossierId) -> Result<Line, Refusal> {
    let word = id.to_string();
    format!("M-{}", word.get(word.len().saturating_sub(6)..).unwrap_or_default()).parse()
}

/// Where anybody reports, as others reach it.
pub(super) fn address(ask: &Ask, door: &Door) -> Option<String> {
    let code = &door.opening()?.code;
    Some(format!("{}{}", ask.public_url, places::REPORTING.of(code)))
}
