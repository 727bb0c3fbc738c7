//! Sending what the three decided on, the sealed file, and what the other house answers.

use super::at;
use crate::case::pages::given::done;
use crate::case::pages::{ended, sheet::Sheet};
use crate::case::{ReadCase, Receipt, Regime, SendTransfer, Signature, TakeReceipt, TakeTransfer};
use crate::outgoing::{Ground, Statement};
use crate::places;
use crate::table::key_form::has_ticked;
use kernel::{AgencyId, Line, Refusal, Say};
use std::str::FromStr;
use vault::{Desk, HouseKey, NotOpened, Parcel, parcel_of_text};
use web::{Ask, Download, Field, Form, Reader, Redirect, Trouble, Visit};

/// That it is kept as safe on its way.
pub(in crate::case::pages) struct Sends;

impl Form for Sends {
    fn check(read: &mut Reader) -> Option<Self> {
        let says = Say::of(
            "Verklaar dit. Zonder gaat er niets het huis uit.",
            "State this. Without it nothing leaves the house.",
        );
        has_ticked(read, "secure", says).then_some(Self)
    }
}

/// What somebody pasted.
struct Pasted(Vec<u8>);

impl FromStr for Pasted {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        parcel_of_text(text).map(Self).ok_or(Refusal::of(
            "Dit is geen bewijs van een ander huis. Plak de hele tekst.",
            "This is no receipt of another house. Paste the whole text.",
        ))
    }
}

/// The answer of the other house, sealed.
pub(in crate::case::pages) struct Back(Vec<u8>);

impl Form for Back {
    fn check(read: &mut Reader) -> Option<Self> {
        let (pasted, sure) = (read.must::<Pasted>("receipt"), read.sure());
        sure?;
        pasted.map(|pasted| Self(pasted.0))
    }
}

/// On which ground it leaves the house.
pub(super) fn statement(regime: Option<Regime>) -> Statement {
    match regime {
        Some(Regime::WgsZvh) => Statement { ground: Ground::OtherLaw, law: "WGS art. 2.28".parse().ok() },
        Some(Regime::Wgpga) | None => Statement { ground: Ground::Elsewhere, law: None },
    }
}

/// The form by which it is sent.
pub(super) fn form(visit: &Visit<ReadCase>) -> Sheet {
    Sheet::to(at(visit.id(), "/verzenden"), Say::of("Bestand klaarzetten", "Make the file ready")).field(Field::tick(
        "secure",
        Say::of(
            "Wij verklaren dat dit nodig is voor het overleg van de andere gemeente, dat niemand die iets gaf bezwaar heeft tegen wat er meegaat, en dat wij het bestand alleen aan dat huis geven.",
            "We state that this is needed for the conference of the other municipality, that nobody who gave something objects to what goes along, and that we give the file to that house alone.",
        ),
    ))
}

/// The form for the answer.
pub(super) fn receipt(visit: &Visit<ReadCase>) -> Sheet {
    Sheet::to(at(visit.id(), "/bewijs"), Say::of("Antwoord vastleggen", "Record the answer"))
        .field(
            Field::prose("receipt", Say::of("Het bewijs van het andere huis", "The receipt of the other house"))
                .hint(Say::of("Plak de hele tekst.", "Paste the whole text.")),
        )
        .ends(Say::of(
            "Is de casus overgenomen, dan sluit hij hier meteen: niemand aan deze tafel kan er dan nog bij.",
            "If the case is taken over, it closes here at once: nobody at this table can open it after that.",
        ))
}

/// Sends it.
pub(in crate::case::pages) async fn act(desk: Desk<SendTransfer>, ask: Ask, _: Sends) -> Result<Redirect, Trouble> {
    let case = desk.dossier();
    let to = case.transfer().map(|pending| pending.transfer.to.key.clone()).unwrap_or_default();
    let known = super::known_houses(&ask.vault).await?;
    let now = known.iter().map(|one| one.key.to_string()).find(|key| *key == to);
    let event = case.send_transfer(now.as_deref(), statement(case.opening.as_ref().map(|opening| opening.regime)))?;
    done(desk, event, super::AT).await
}

/// The sealed file.
pub(in crate::case::pages) async fn file(visit: Visit<TakeTransfer>) -> Result<Download, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (opening, pending) = case.opening.as_ref().zip(case.transfer()).ok_or(Trouble::Denied)?;
    let known = super::known_houses(&ask.vault).await?;
    let organisation = |agency: &AgencyId| -> Line { ask.directory.agency_name(agency).parse().unwrap_or_default() };
    let as_called = Signature {
        house: ask.directory.house(&opening.house).map(|house| house.name.clone()).unwrap_or_default(),
        municipality: ask.directory.municipality_name(&opening.municipality).parse().unwrap_or_default(),
        organisation: &organisation,
    };
    let package = case.package(ask.today, &as_called)?;
    let key: HouseKey = pending.transfer.to.key.parse()?;
    let now = known.iter().find(|one| one.key == key).map(|one| one.key.to_string());
    crate::case::same_key(&pending.transfer.to, now.as_deref())?;
    let sealed = ask.vault.seal_parcel(&key, Parcel::Case, &package.written());
    Ok(Download::of("application/octet-stream", format!("overdracht-{}.casustafel", opening.reference), sealed))
}

/// What is said of something that does not open.
fn told(why: NotOpened) -> Refusal {
    match why {
        NotOpened::NoParcel => Refusal::of(
            "Dit is geen bewijs van een ander huis. Plak de hele tekst.",
            "This is no receipt of another house. Paste the whole text.",
        ),
        NotOpened::NotForUs => {
            Refusal::of("Dit bewijs is voor een ander huis bedoeld.", "This receipt is meant for another house.")
        }
        NotOpened::Changed => Refusal::of(
            "Dit bewijs is beschadigd of veranderd. Vraag het andere huis om het opnieuw te sturen.",
            "This receipt is damaged or was changed. Ask the other house to send it again.",
        ),
        NotOpened::Unknown => Refusal::of(
            "Dit bewijs komt van een huis dat hier niet bekend is.",
            "This receipt comes from a house that is not known here.",
        ),
    }
    .at("receipt")
}

/// Takes in the answer; where the case is taken over, it closes.
pub(in crate::case::pages) async fn take(desk: Desk<TakeReceipt>, ask: Ask, form: Back) -> Result<Redirect, Trouble> {
    let known = super::known_houses(&ask.vault).await?;
    let (from, plain) = ask.vault.open_parcel(&known, Parcel::Receipt, &form.0).map_err(told)?;
    let receipt = Receipt::read(&plain).ok_or(told(NotOpened::Changed))?;
    let accepted = receipt.is_accepted();
    let event = desk.dossier().take_receipt(&from.key.to_string(), receipt)?;
    if !accepted {
        // That page says who did not take it over, and that the case stays.
        return done(desk, event, super::AT).await.map(Redirect::quietly);
    }
    let others = ended::transferred(&ask, desk.dossier(), desk.id()).await?;
    desk.commit_with(vec![event], others).await?;
    // Nobody reads a closed case any more, so there is no page of it to go back to (CAS-05).
    Ok(Redirect::to(places::CASES.list()))
}
