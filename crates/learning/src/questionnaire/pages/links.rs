//! Links to hand out. They hold a random word and nothing else; they are shown until whoever made them has taken them along.

use crate::places;
use crate::{
    asking::{Asking, asking},
    fields,
    questionnaire::acts::{Invite, ReadLinks, TakeLinks},
};
use askama::Template;
use kernel::{Lang, Line, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Download, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// How many links.
pub(super) struct HowMany(u16);

impl Form for HowMany {
    fn check(read: &mut Reader) -> Option<Self> {
        fields::number(read, "number", 1, 2000).map(Self)
    }
}

pub(super) async fn invite(desk: Desk<Invite>, ask: Ask, form: HowMany) -> Result<Redirect, Trouble> {
    let tickets: Result<Vec<Line>, Refusal> = (0..form.0).map(|_| ask.vault.ticket().parse()).collect();
    let event = desk.dossier().invite(tickets?)?;
    let to = format!("{}/links", places::QUESTIONNAIRES.of(desk.id()));
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn invite_form(at: &str, people: u16) -> FormSpec {
    FormSpec::to(format!("{at}/uitnodigen"), Say::of("Links maken", "Make links")).field(
        Field::line("number", Say::of("Hoeveel persoonlijke links?", "How many personal links?"))
            .value(people.to_string())
            .hint(Say::of(
                "Geef ieder een eigen link. Een link bevat geen naam, en weet alleen of er is geantwoord.",
                "Give everybody a link of their own. A link holds no name, and knows only whether it was answered.",
            )),
    )
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "questionnaire/pages/links.html")]
pub(super) struct Links {
    #[serde(skip)]
    lang: Lang,
    back: String,
    links: Vec<String>,
    taken: Option<Asking>,
}

fn addresses(visit: &Visit<ReadLinks>) -> Vec<String> {
    let one = visit.dossier();
    let code = one.opening().map(|opening| opening.code.to_string()).unwrap_or_default();
    one.links_to_show().iter().map(|ticket| places::by_ticket(places::QUESTIONS, &code, ticket)).collect()
}

pub(super) async fn show(visit: Visit<ReadLinks>, filled: Filled) -> Result<Page<Links>, Trouble> {
    let back = places::QUESTIONNAIRES.of(visit.id());
    let form =
        FormSpec::to(format!("{back}/links-meegenomen"), Say::of("Ik heb de links", "I have the links")).secondary();
    let links = addresses(&visit);
    let says = Say::of("Links niet meer tonen", "Do not show the links any more");
    let may = visit.may::<TakeLinks>() && !links.is_empty();
    let taken = may.then(|| asking(&visit, &filled, &format!("{back}/links-meegenomen"), says, &form));
    let body = Links { lang: visit.ask.lang, back, links, taken };
    Ok(Page::of(&visit.ask, Say::of("Links om uit te delen", "Links to hand out"), body))
}

pub(super) async fn csv(visit: Visit<ReadLinks>) -> Result<Download, Trouble> {
    let text = std::iter::once("link".to_owned()).chain(addresses(&visit)).collect::<Vec<_>>().join("\r\n");
    Ok(Download::of("text/csv; charset=utf-8", "links.csv", text.into_bytes()))
}

pub(super) async fn taken(desk: Desk<TakeLinks>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_links()?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
