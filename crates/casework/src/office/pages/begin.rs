//! Setting up an organisation: the keeper does it, once for each.

use crate::office::{Event, SetUpOffice};
use crate::places;
use kernel::{AgencyId, Lang, Refusal, Say, reference::Row};
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// Which organisation.
pub(crate) struct Begun(AgencyId);

impl Form for Begun {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("agency").map(Self)
    }
}

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "office/pages/begin.html")]
pub(crate) struct BeginPage {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

pub(crate) async fn show(ask: Ask, filled: Filled) -> Result<Page<BeginPage>, Trouble> {
    let mut options: Vec<(String, Say)> =
        ask.directory.agencies.iter().map(|a| (a.id.to_string(), Say::same(a.name.to_string()))).collect();
    options.sort_by(|a, b| a.1.nl.cmp(&b.1.nl));
    let form = FormSpec::to(places::OFFICES.of(places::NEW), SetUpOffice::INFO.says).field(Field::choice(
        "agency",
        Say::of("Welke organisatie?", "Which organisation?"),
        options,
    ));
    let body = BeginPage { lang: ask.lang, form: form.html(&ask, &filled, None) };
    Ok(Page::of(&ask, SetUpOffice::INFO.says, body))
}

pub(crate) async fn begin(desk: Desk<SetUpOffice>, ask: Ask, form: Begun) -> Result<Redirect, Trouble> {
    const UNKNOWN: Refusal =
        Refusal::of("Deze organisatie is hier niet bekend.", "This organisation is not known here.");
    let agency = ask.directory.agency(&form.0).ok_or(UNKNOWN.at("agency"))?.clone();
    let year = desk.today().year();
    let reference = Row::Office.reference(year, ask.vault.next_number(&Row::Office.counter(year)).await?)?;
    let (id, said) = (desk.id(), reference.clone());
    let event = Event::SetUp {
        agency: agency.id,
        name: agency.name,
        house: agency.house,
        reference,
        // Its desk stays as it was; a holder and mandates are given here and nowhere else.
        carried: ask.vault.carried_over().await?,
        office: vault::Office { desk: agency.office.desk, ..vault::Office::default() },
    };
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::OFFICES.of(id)).with(id, said))
}
