//! Beginning a learning evaluation: what, for whom, by whom.

use crate::places;
use crate::{
    directory,
    evaluation::{Evaluation, Opening, Table, acts::BeginEvaluation},
    numbering,
};
use askama::Template;
use kernel::{AgencyId, Date, HouseId, Lang, Line, Note, Say, reference::Row};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Choice, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The scope, as the form asks it.
pub(super) struct Scope {
    title: Line,
    question: Note,
    tables: Vec<Table>,
    houses: Vec<HouseId>,
    from: Date,
    until: Date,
    commissioner: AgencyId,
    invited: Vec<AgencyId>,
}

impl Form for Scope {
    fn check(read: &mut Reader) -> Option<Self> {
        let title = read.must("title");
        let question = read.must("question");
        let tables = read.choices("tables");
        let houses = read.each("houses");
        let from = read.day("from");
        let until = read.day("until");
        let commissioner = read.must("commissioner");
        let invited = read.each("invited");
        Some(Self {
            title: title?,
            question: question?,
            tables: tables?,
            houses: houses?,
            from: from?,
            until: until?,
            commissioner: commissioner?,
            invited: invited?,
        })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "evaluation/pages/begin.html")]
pub(super) struct Begin {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Begin>, Trouble> {
    let body = Begin { lang: ask.lang, form: form(&ask).html(&ask, &filled, None) };
    Ok(Page::of(&ask, Say::of("Evaluatie beginnen", "Begin an evaluation"), body))
}

pub(super) async fn act(desk: Desk<BeginEvaluation>, ask: Ask, form: Scope) -> Result<Redirect, Trouble> {
    directory::known_houses(&ask.directory, &form.houses)?;
    directory::known_agencies(&ask.directory, &form.invited, "invited")?;
    directory::known_agencies(&ask.directory, std::slice::from_ref(&form.commissioner), "commissioner")?;
    let opening = Opening {
        reference: Line::default(),
        title: form.title,
        question: form.question,
        tables: form.tables,
        houses: form.houses,
        from: form.from,
        until: form.until,
        commissioner: form.commissioner,
        team: ask.actor.agency.id.clone(),
        invited: form.invited,
    };
    Evaluation::begin(opening.clone())?;
    let reference = numbering::next(&ask.vault, Row::Evaluation, desk.today()).await?;
    let event = Evaluation::begin(Opening { reference: reference.clone(), ..opening })?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::EVALUATIONS.of(id)).with(id, reference))
}

fn form(ask: &Ask) -> FormSpec {
    let agencies = || directory::agencies(&ask.directory);
    let tables = Table::all().iter().map(|table| (table.word(), table.says())).collect();
    FormSpec::to(places::EVALUATIONS.of(places::NEW), Say::of("Beginnen", "Begin"))
        .field(Field::line("title", Say::of("Titel", "Title")))
        .field(Field::note("question", Say::of("Wat wilt u weten?", "What do you want to know?")))
        .field(
            Field::choices("tables", Say::of("Over welke tafels gaat het?", "Which tables is it about?"), tables)
                .required(),
        )
        .field(
            Field::choices("houses", Say::of("Over welke huizen?", "Which houses?"), directory::houses(&ask.directory))
                .required(),
        )
        .field(Field::day("from", Say::of("Periode vanaf", "Period from")))
        .field(Field::day("until", Say::of("Periode tot en met", "Period until")))
        .field(Field::choice(
            "commissioner",
            Say::of("Wie vroeg erom en kijkt het verslag na?", "Who asked for it and checks the report?"),
            agencies(),
        ))
        .field(Field::choices(
            "invited",
            Say::of("Welke organisaties doen mee?", "Which organisations take part?"),
            agencies(),
        ))
}
