//! Making a recommendation that comes from an evaluation done elsewhere. One that comes from an evaluation in here is made there.

use crate::places;
use crate::{
    directory, numbering,
    recommendation::{Opening, Recommendation, acts::MakeRecommendation},
};
use askama::Template;
use kernel::{AgencyId, HouseId, Lang, Line, Note, Refusal, Say, reference::Row};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The form, read and of the right shape.
pub(super) struct Made {
    source: Line,
    number: u16,
    text: Note,
    theme: Line,
    addressees: Vec<AgencyId>,
    houses: Vec<HouseId>,
}

impl Form for Made {
    fn check(read: &mut Reader) -> Option<Self> {
        const NUMBER: Refusal = Refusal::of("Schrijf een getal, zoals 7.", "Write a number, such as 7.");
        let source = read.must("source");
        let number = read.must::<Line>("number").and_then(|line| match line.as_str().parse() {
            Ok(number) => Some(number),
            Err(_) => {
                read.wrong("number", NUMBER.why);
                None
            }
        });
        let text = read.must("text");
        let theme = read.must("theme");
        let addressees = read.each("addressees");
        let houses = read.each("houses");
        Some(Self {
            source: source?,
            number: number?,
            text: text?,
            theme: theme?,
            addressees: addressees?,
            houses: houses?,
        })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "recommendation/pages/make.html")]
pub(super) struct Make {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Make>, Trouble> {
    let body = Make { lang: ask.lang, form: form(&ask).html(&ask, &filled, None) };
    Ok(Page::of(&ask, Say::of("Aanbeveling doen", "Make a recommendation"), body))
}

pub(super) async fn act(desk: Desk<MakeRecommendation>, ask: Ask, form: Made) -> Result<Redirect, Trouble> {
    directory::known_houses(&ask.directory, &form.houses)?;
    directory::known_agencies(&ask.directory, &form.addressees, "addressees")?;
    let opening = Opening {
        reference: Line::default(),
        number: form.number,
        text: form.text,
        theme: form.theme,
        addressees: form.addressees,
        houses: form.houses,
        evaluation: None,
        source: form.source,
        team: ask.actor.agency.id.clone(),
    };
    // Checked before a number is given out, so that a form that comes back costs none.
    Recommendation::make(opening.clone())?;
    let reference = numbering::next(&ask.vault, Row::Recommendation, desk.today()).await?;
    let event = Recommendation::make(Opening { reference: reference.clone(), ..opening })?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::RECOMMENDATIONS.of(id)).with(id, reference))
}

fn form(ask: &Ask) -> FormSpec {
    FormSpec::to(places::RECOMMENDATIONS.of(places::NEW), Say::of("Aanbeveling doen", "Make the recommendation"))
        .field(
            Field::line("source", Say::of("Uit welke evaluatie komt dit?", "Which evaluation does this come from?"))
                .hint(Say::of("Bijvoorbeeld: procesevaluatie 2025.", "For example: process evaluation 2025.")),
        )
        .field(Field::line("number", Say::of("Nummer", "Number")))
        .field(Field::note("text", Say::of("Wat beveelt u aan?", "What do you recommend?")))
        .field(
            Field::line("theme", Say::of("Thema", "Theme"))
                .hint(Say::of("Een of twee woorden, zoals: verwachtingen.", "A word or two, such as: expectations.")),
        )
        .field(
            Field::choices(
                "houses",
                Say::of("Voor welke huizen?", "For which houses?"),
                directory::houses(&ask.directory),
            )
            .required(),
        )
        .field(
            Field::choices(
                "addressees",
                Say::of("Wie kan hier iets mee doen?", "Who can do something with this?"),
                directory::agencies(&ask.directory),
            )
            .required(),
        )
}
