//! Bringing in the sealed file of another house.

use crate::case::{NoPackage, Package, is_same_place};
use crate::places;
use crate::receiving::{About, BringIn, Event};
use askama::Template;
use kernel::{Lang, Line, MunicipalityId, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Error, NotOpened, Parcel};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The largest file that is taken in, in bytes.
const MOST: usize = 2 * 1024 * 1024;

/// The file, and for which municipality.
pub(super) struct Brought {
    bytes: Vec<u8>,
    municipality: MunicipalityId,
}

impl Form for Brought {
    fn check(read: &mut Reader) -> Option<Self> {
        let municipality = read.must("municipality");
        let file = read.file("package");
        let file = file?;
        if file.bytes.len() > MOST {
            read.wrong(
                "package",
                Say::of("Dit bestand is te groot: hooguit 2 MB.", "This file is too large: at most 2 MB."),
            );
            return None;
        }
        Some(Self { bytes: file.bytes.to_vec(), municipality: municipality? })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "receiving/pages/bring.html")]
pub(super) struct BringPage {
    #[serde(skip)]
    lang: Lang,
    /// The fingerprint of this house, for who reads it to the other.
    fingerprint: String,
    /// The houses whose files open here.
    known: Vec<(String, String)>,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<BringPage>, Trouble> {
    let options: Vec<(String, Say)> = ask
        .actor
        .agency
        .municipalities
        .iter()
        .map(|id| (id.to_string(), Say::same(ask.directory.municipality_name(id))))
        .collect();
    let mut place =
        Field::choice("municipality", Say::of("Voor welke gemeente?", "For which municipality?"), options.clone());
    if let [(only, _)] = options.as_slice() {
        place = place.value(only.clone());
    }
    let form = FormSpec::to(places::RECEPTIONS.of(places::NEW), Say::of("Openen", "Open"))
        .field(Field::file("package", Say::of("Het verzegelde bestand", "The sealed file")).hint(Say::of(
            "Een bestand van een ander huis, dat eindigt op .casustafel. Alleen uw huis kan het openen.",
            "A file of another house, which ends in .casustafel. Only your house can open it.",
        )))
        .field(place);
    let known = crate::case::known_houses(&ask.vault).await?;
    let body = BringPage {
        lang: ask.lang,
        fingerprint: ask.vault.house_key().fingerprint(),
        known: known.iter().map(|one| (one.name.to_string(), one.key.fingerprint())).collect(),
        form: form.html(&ask, &filled, None),
    };
    Ok(Page::of(&ask, Say::of("Een overgedragen casus ontvangen", "Receive a transferred case"), body))
}

/// What is said of a file that does not open.
fn unopened(why: NotOpened) -> Refusal {
    match why {
        NotOpened::NoParcel => Refusal::of(
            "Dit is geen verzegeld bestand van een ander huis, of het is van een nieuwere versie.",
            "This is no sealed file of another house, or it is of a newer version.",
        ),
        NotOpened::NotForUs => Refusal::of(
            "Dit bestand is voor een ander huis verzegeld. Geef het terug aan wie het u gaf.",
            "This file is sealed for another house. Give it back to whoever gave it to you.",
        ),
        NotOpened::Changed => Refusal::of(
            "Dit bestand is beschadigd of veranderd. Vraag het opnieuw.",
            "This file is damaged or was changed. Ask for it again.",
        ),
        NotOpened::Unknown => Refusal::of(
            "Dit bestand komt van een huis dat hier niet bekend is. De beheerder maakt dat huis bekend nadat twee mensen de sleutel hebben vergeleken.",
            "This file comes from a house that is not known here. The keeper makes that house known after two people compared the key.",
        ),
    }
    .at("package")
}

fn unread(why: NoPackage) -> Refusal {
    match why {
        NoPackage::Later => Refusal::of(
            "Dit bestand is gemaakt met een nieuwere versie. Vraag de beheerder om bij te werken.",
            "This file was made with a newer version. Ask the keeper to update.",
        ),
        NoPackage::Other => Refusal::of(
            "Het bestand opent, maar er zit geen casus in zoals die hier gelezen wordt.",
            "The file opens, but there is no case in it as it is read here.",
        ),
    }
    .at("package")
}

/// What is said of a file that is for another municipality than the one that brings it in: of what lies in it nothing but that.
fn elsewhere(meant: &Line) -> Refusal {
    Refusal::from(Say::made(
        format!("Dit bestand is voor de gemeente {meant}. Geef het terug aan wie het u gaf, of vraag om een voorstel aan uw gemeente."),
        format!("This file is for the municipality of {meant}. Give it back to whoever gave it to you, or ask for a proposal to your municipality."),
    ))
    .at("municipality")
}

pub(super) async fn act(desk: Desk<BringIn>, ask: Ask, form: Brought) -> Result<Redirect, Trouble> {
    const ELSEWHERE: Refusal = Refusal::of(
        "Uw organisatie is niet de gemeente van verblijf daar.",
        "Your organisation is not the municipality of stay there.",
    );
    let [stay, ..] = ask.directory.trio(&form.municipality).ok_or(ELSEWHERE.at("municipality"))?;
    let place = ask.directory.municipality(&form.municipality).ok_or(ELSEWHERE.at("municipality"))?;
    let director = ask.directory.house_office(&place.house).ok_or(ELSEWHERE.at("municipality"))?;
    if stay != ask.actor.agency.id {
        return Err(ELSEWHERE.at("municipality").into());
    }
    let known = crate::case::known_houses(&ask.vault).await?;
    let (from, plain) = ask.vault.open_parcel(&known, Parcel::Case, &form.bytes).map_err(unopened)?;
    let package = Package::read(&plain).map_err(unread)?;
    let own = ask.directory.municipality_name(&form.municipality);
    if !is_same_place(package.municipality.as_str(), &own) {
        return Err(elsewhere(&package.municipality).into());
    }
    let id = desk.id();
    // By chance: a number that counts would tell how many came.
    let short = id.to_string();
    let reference = format!("H-{}", short.get(short.len().saturating_sub(6)..).unwrap_or_default());
    let about = About {
        reference: reference.parse().unwrap_or_default(),
        id: package.id.clone(),
        house: from.name,
        key: from.key.to_string(),
        municipality: form.municipality,
        meant: Some(package.municipality.clone()),
        of: place.house.clone(),
        stay,
        director: director.id.clone(),
        on: desk.today(),
    };
    let brought = Event::Brought { about: Box::new(about), package: Box::new(package) };
    desk.commit(vec![brought]).await.map_err(|error| match error {
        Error::Claimed => Trouble::Refused(
            Refusal::of("Dit bestand is hier al eerder binnengekomen.", "This file came in here before.").at("package"),
        ),
        Error::Denied | Error::Refused(_) | Error::Stale | Error::Long | Error::Store(_) => error.into(),
    })?;
    Ok(Redirect::to(places::RECEPTIONS.of(id)).with(id, reference))
}
