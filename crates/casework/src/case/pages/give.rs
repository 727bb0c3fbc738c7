//! What was put on the table and what was asked; a partner that has nothing to give is shown just like one that gave.

use super::given::{done, number};
use super::offered::{agencies, seated, with_purpose};
use super::referred::followed;
use super::sheet::{Asking, Sheet};
use super::{
    doubted, give_form,
    growing::{ASKED, ITEMS},
    head::{Head, Part, heading, is_third},
    offer::OfferView,
    show::{self, AskedView, ItemView},
};
use crate::case::{AskContribution, Case, Contribute, Deed, Gift, Purpose, ReadCase, Request, WithdrawItem};
use crate::places;
use crate::referral::Followed;
use askama::Template;
use kernel::{AgencyId, Date, Lang, Note, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Growing, Leaf, Page, Reader, Redirect, Sure, Trouble, Visit};

/// A question as the form gives it.
pub(super) struct Question {
    purpose: Option<Purpose>,
    agency: AgencyId,
    question: Note,
    necessity: Note,
    due: Date,
}

impl Form for Question {
    fn check(read: &mut Reader) -> Option<Self> {
        let purpose = read.may_choice("purpose");
        let agency = read.must("agency");
        let question = read.must("question");
        let necessity = read.must("necessity");
        let due = read.day("due");
        Some(Self { purpose: purpose?, agency: agency?, question: question?, necessity: necessity?, due: due? })
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "GivenOwn")]
struct Own {
    #[serde(flatten)]
    item: ItemView,
    back: Option<Asking>,
    /// By which who reads it says that it is not right or takes that back, or who gave it that it is.
    doubt: Vec<Asking>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/give.html")]
pub(super) struct Give {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    /// Where who holds what stands; not for a third party.
    #[serde(skip)]
    holding: Option<String>,
    #[serde(skip)]
    provided: String,
    /// What of the signal is the reader's own to put on the table, and read by nobody else.
    offers: Vec<OfferView>,
    questions: Vec<AskedView>,
    questions_leaf: Leaf,
    items: Vec<Own>,
    items_leaf: Leaf,
    withdrawn: u32,
    #[serde(skip)]
    forms: Vec<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<Give>, Trouble> {
    let (ask, case, home) = (&visit.ask, visit.dossier(), places::CASES.of(visit.id()));
    let here = format!("{home}/{}", Part::Giving.path());
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    let own = |item: ItemView| {
        let back = (item.mine && visit.may::<WithdrawItem>()).then(|| {
            html(
                Sheet::to(format!("{home}/bijdragen/terug/{}", item.no), Say::of("Terugnemen", "Take back"))
                    .titled(Say::of("Deze bijdrage terugnemen", "Take this contribution back"))
                    .ends(taking_back(ask, case, item.no)),
            )
        });
        let doubt = doubted::forms(&visit, &here, (item.no, item.mine)).into_iter().map(html).collect();
        Own { item, back, doubt }
    };
    let mut forms = Vec::new();
    if visit.may::<Contribute>() && case.sits_on(&ask.actor.agency.id, ask.today) {
        forms.push(html(give_form::form(ask, case, format!("{home}/bijdragen/nieuw"), None)));
    }
    if visit.may::<AskContribution>() {
        forms.push(html(with_purpose(case, question_form(&visit, &home))));
    }
    let (mut questions, mut items) = (show::questions(&visit), show::items(&visit));
    let items_at = Growing { at: "items", ..ITEMS };
    let body = Give {
        lang: ask.lang,
        head: Head::of(&visit, Part::Giving),
        id: visit.id().to_string(),
        holding: (!is_third(&visit)).then(|| format!("{here}/wie-weet-wat")),
        provided: format!("{here}/verstrekt"),
        offers: OfferView::own(&visit),
        questions_leaf: ASKED.cut_latest(ask, &here, &mut questions),
        questions,
        items_leaf: items_at.cut_latest(ask, &here, &mut items),
        items: items.into_iter().map(own).collect(),
        withdrawn: case.withdrawn,
        forms,
    };
    Ok(Page::of(ask, heading(&visit, Part::Giving), body))
}

/// What taking an item back does, with whose factor rests on it.
fn taking_back(ask: &Ask, case: &Case, item: u32) -> Say {
    let gone = Say::of(
        "De tekst wordt gewist, ook voor wie hem las, en ook bij een andere tafel waar hij mee naartoe ging. Dat er iets lag, blijft te zien.",
        "The text is erased, also for those who have read it and at another table that it went along to. It stays visible that something was there.",
    );
    let mut whose: Vec<String> = case
        .resting_on(item)
        .filter_map(|f| case.authors.of(f.no, Deed::Made))
        .map(|by| ask.directory.agency_name(&by.agency))
        .collect();
    whose.sort();
    whose.dedup();
    if whose.is_empty() {
        return gone;
    }
    let whose = whose.join(", ");
    Say::made(
        format!("{} Er rust een factor op van: {whose}. Zij krijgen de vraag of die nog klopt.", gone.nl),
        format!("{} It supports a factor named by: {whose}. They are asked whether it still holds.", gone.en),
    )
}

fn question_form(visit: &Visit<ReadCase>, home: &str) -> Sheet {
    let (ask, case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    let mut whom = Field::choice("agency", Say::of("Aan wie?", "Whom?"), agencies(ask, seated(case)));
    if let Some(reader) = give_form::reader_for(case, Some(me)).filter(|reader| *reader != me) {
        let name = ask.directory.agency_name(reader);
        whom = whom.hint(Say::made(
            format!("Uw organisatie leest geen bijdragen. Een antwoord is gewoonlijk voor {name}."),
            format!("Your organisation reads no contributions. An answer is usually for {name}."),
        ));
    }
    Sheet::to(format!("{home}/bijdragen/vragen"), Say::of("Vraag stellen", "Ask"))
        .titled(Say::of("Een organisatie iets vragen", "Ask an organisation"))
        .secondary()
        .field(whom)
        .field(Field::note("question", Say::of("Wat wilt u weten?", "What do you want to know?")).mindful())
        .field(Field::note("necessity", Say::of("Waarom is dat nodig?", "Why is that needed?")))
        .field(Field::day("due", Say::of("Wanneer wilt u uiterlijk antwoord?", "By when do you want an answer?")))
}

pub(super) async fn ask(desk: Desk<AskContribution>, _: Ask, form: Question) -> Result<Redirect, Trouble> {
    let request = Request {
        no: 0,
        agency: form.agency,
        question: form.question,
        necessity: form.necessity,
        since: desk.today(),
        due: form.due,
    };
    let event = desk.dossier().ask(form.purpose, request)?;
    done(desk, event, Part::Giving.path()).await
}

/// Contributes, unasked or to the question in the address.
pub(super) async fn contribute(desk: Desk<Contribute>, ask: Ask, form: give_form::Given) -> Result<Redirect, Trouble> {
    let answers = if ask.part("no").is_empty() { None } else { Some(number(&ask)?) };
    let gift = Gift { answers, ..form.gift };
    let event = desk.dossier().contribute(form.purpose, desk.agency(), desk.today(), gift)?;
    done(desk, event, Part::Giving.path()).await
}

/// Takes an item back: what it said is erased, key and all; that something was there remains.
pub(super) async fn withdraw(desk: Desk<WithdrawItem>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    let (events, erased) = desk.dossier().withdraw_with_documents(no, desk.agency())?;
    let others = followed(&ask, desk.dossier(), no, Followed::TakenBack).await?;
    let to = format!("{}/{}", places::CASES.of(desk.id()), Part::Giving.path());
    desk.commit_erasing_with(events, erased, others).await?;
    Ok(Redirect::to(to))
}
