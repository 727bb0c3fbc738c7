//! Where another house is asked, at the case: which house and why. Where the law knows no such question, or there is no other house, it is not
//! offered, and this page says why.

use crate::beyond::{
    BeginBeyond, ListBeyond,
    model::{Event, Question, State},
};
use crate::case::{AskElsewhere, ReadCase};
use crate::places;
use kernel::{Choice as _, DossierId, Lang, Line, Note, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Wanted};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// Which house, and why.
pub(super) struct Asking {
    house: Line,
    reason: Note,
}

impl Form for Asking {
    fn check(read: &mut Reader) -> Option<Self> {
        let house = read.must("house");
        let reason = read.must("reason");
        Some(Self { house: house?, reason: reason? })
    }
}

/// One that was asked about this case.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BeyondAsked")]
struct Earlier {
    address: String,
    reference: String,
    state: Say,
    on: ShownDay,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "beyond/pages/ask.html")]
pub(super) struct AskPage {
    #[serde(skip)]
    lang: Lang,
    case: String,
    reference: String,
    /// Why it cannot be asked.
    not: Option<Say>,
    form: Option<Html>,
    /// The reader's own questions at this case.
    earlier: Vec<Earlier>,
}

const TITLE: Say = Say::of("Bekend in een ander huis?", "Known in another house?");
const NO_HOUSE: Refusal = Refusal::of(
    "Er is geen ander huis waaraan dit huis vragen kan stellen.",
    "There is no other house that this house can put questions to.",
);
const ASKED: Refusal = Refusal::of(
    "Dit huis is deze maand al gevraagd bij deze casus, of al eerder om deze reden.",
    "This house has already been asked at this case this month, or before for this reason.",
);

fn form(ask: &Ask, id: DossierId) -> FormSpec {
    let houses = ask.vault.neighbours().iter();
    let houses = houses.map(|h| (h.key.to_string(), Say::made(h.name.to_string(), h.name.to_string()))).collect();
    FormSpec::to(places::asking_elsewhere(id), Say::of("Vragen", "Ask"))
        .field(Field::choice("house", Say::of("Welk huis?", "Which house?"), houses))
        .field(Field::note("reason", Say::of("Waarom moet u dit weten?", "Why do you need to know?")).mindful().hint(Say::of(
            "Het andere huis leest dit alleen als er een treffer is en u om contact vraagt. Schrijf hier geen namen op en niets over de persoon.",
            "The other house reads this only if there is a hit and you ask for contact. Write no names and nothing about the person here.",
        )))
}

/// Shows it, to who may ask and to nobody else.
pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<AskPage>, Trouble> {
    let ask = &visit.ask;
    if !visit.may::<AskElsewhere>() {
        return Err(Trouble::Denied);
    }
    let opening = visit.dossier().opening.as_ref().ok_or(Trouble::Denied)?;
    let allowed = visit.dossier().may_ask_elsewhere(ask.today);
    let not = allowed.err().or(ask.vault.neighbours().is_empty().then_some(NO_HOUSE)).map(|no| no.why);
    let earlier = match not {
        Some(_) => Vec::new(),
        None => ask.vault.list::<ListBeyond>(&ask.actor, Wanted { limit: 500, ..Wanted::default() }).await?.rows,
    };
    let here =
        |row: &vault::Row| row.label.summary.as_ref().is_some_and(|case| case.as_str() == opening.reference.as_str());
    let earlier = earlier.into_iter().filter(here).map(|row| Earlier {
        address: places::BEYOND.of(row.id),
        reference: row.reference,
        state: State::of_word(&row.state).unwrap_or_default().says(),
        on: day_month_year(row.opened),
    });
    let body = AskPage {
        lang: ask.lang,
        case: places::CASES.of(visit.id()),
        reference: opening.reference.to_string(),
        form: not.is_none().then(|| form(ask, visit.id()).html(ask, &filled, Some(visit.seq()))),
        not,
        earlier: earlier.collect(),
    };
    Ok(Page::of(ask, TITLE, body))
}

/// Asks. Nothing happens in the case by it, whose table does not read what came of it, and a line in the book says that it was asked for; the
/// clock brings it to the other house.
pub(super) async fn act(desk: Desk<AskElsewhere>, ask: Ask, form: Asking) -> Result<Redirect, Trouble> {
    desk.dossier().may_ask_elsewhere(desk.today())?;
    let opening = desk.dossier().opening.as_ref().ok_or(Trouble::Denied)?;
    let house = ask.vault.neighbour(form.house.as_str()).ok_or(NO_HOUSE.at("house"))?;
    let begun = ask.vault.begin::<BeginBeyond>(&ask.actor).await?;
    let id = begun.id();
    // By chance: a number that counts would tell who asked how many others did.
    let chance = id.to_string();
    let reference = format!("E-{}", chance.get(chance.len().saturating_sub(6)..).unwrap_or_default());
    let question = Question {
        reference: reference.parse().unwrap_or_default(),
        house: house.name.clone(),
        key: crate::beyond::answer::key(house),
        about: desk.id(),
        called: opening.reference.clone(),
        reason: form.reason,
        asker: ask.actor.person.clone(),
        agency: ask.actor.agency.id.clone(),
        region: opening.house.clone(),
        municipality: opening.municipality.clone(),
    };
    // Nothing happens in the case, and that it was asked for is in the book there, or it is not asked.
    match begun.commit_with(vec![Event::Asked { question: Box::new(question) }], vec![desk.draft(Vec::new())]).await {
        Ok(()) => Ok(Redirect::to(places::BEYOND.of(id))),
        Err(vault::Error::Claimed) => Err(ASKED.into()),
        Err(why) => Err(why.into()),
    }
}
