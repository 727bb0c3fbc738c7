//! Filling in an observation, giving it to the table, and writing down what the table said.

use crate::places;
use crate::{
    directory, fields, numbering,
    observation::{
        Look, Mark, Moment, Observation, Opening, Remark, Side,
        acts::{BeginObservation, DiscussObservation, FillObservation, ShareObservation},
    },
};
use askama::Template;
use kernel::{AgencyId, Date, DossierId, HouseId, Lang, Line, Note, Say, reference::Row};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// Which meeting.
pub(super) struct Begun {
    meeting: Line,
    on: Date,
    house: HouseId,
    table: Vec<AgencyId>,
    evaluation: Option<DossierId>,
}

impl Form for Begun {
    fn check(read: &mut Reader) -> Option<Self> {
        let meeting = read.must("meeting");
        let on = read.day("on");
        let house = read.must("house");
        let table = read.each("table");
        let evaluation = fields::piece(read, "evaluation");
        Some(Self { meeting: meeting?, on: on?, house: house?, table: table?, evaluation: evaluation? })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "observation/pages/begin.html")]
pub(super) struct Begin {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Begin>, Trouble> {
    let meeting = Field::line("meeting", Say::of("Welk overleg?", "Which meeting?")).hint(Say::of(
        "Zonder de persoon of de casus te noemen waar het over ging.",
        "Without naming the person or the case that it was about.",
    ));
    let table = Field::choices(
        "table",
        Say::of("Welke organisaties zaten aan tafel?", "Which organisations sat at the table?"),
        directory::agencies(&ask.directory),
    )
    .required();
    let form = FormSpec::to(places::OBSERVATIONS.of(places::NEW), Say::of("Beginnen", "Begin"))
        .field(meeting)
        .field(Field::day("on", Say::of("Wanneer was het?", "When was it?")).on(ask.today))
        .field(Field::choice(
            "house",
            Say::of("Bij welk huis hoort het?", "Which house does it belong to?"),
            directory::houses(&ask.directory),
        ))
        .field(table)
        .field(Field::hidden("evaluation", ask.query.first("evaluatie").unwrap_or_default()));
    let body = Begin { lang: ask.lang, form: form.html(&ask, &filled, None) };
    Ok(Page::of(&ask, Say::of("Overleg observeren", "Observe a meeting"), body))
}

pub(super) async fn begin(desk: Desk<BeginObservation>, ask: Ask, form: Begun) -> Result<Redirect, Trouble> {
    directory::known_houses(&ask.directory, std::slice::from_ref(&form.house)).map_err(|r| r.at("house"))?;
    directory::known_agencies(&ask.directory, &form.table, "table")?;
    let opening = Opening {
        reference: Line::default(),
        meeting: form.meeting,
        on: form.on,
        house: form.house,
        table: form.table,
        team: ask.actor.agency.id.clone(),
        evaluation: form.evaluation,
    };
    Observation::begin(opening.clone(), desk.today())?;
    let reference = numbering::next(&ask.vault, Row::Observation, desk.today()).await?;
    let event = Observation::begin(Opening { reference: reference.clone(), ..opening }, desk.today())?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::OBSERVATIONS.of(id)).with(id, reference))
}

/// One moment.
pub(super) struct Seen(Moment);

impl Form for Seen {
    fn check(read: &mut Reader) -> Option<Self> {
        let topic = read.must("topic");
        let marks: Vec<(Look, Option<Mark>)> = Look::ALL.iter().map(|look| (*look, read.choice(look.word()))).collect();
        let note = read.may("note");
        let marks: Option<BTreeMap<Look, Mark>> = marks.into_iter().map(|(look, mark)| Some((look, mark?))).collect();
        Some(Self(Moment { topic: topic?, marks: marks?, note: note? }))
    }
}

pub(super) async fn note(desk: Desk<FillObservation>, _: Ask, form: Seen) -> Result<Redirect, Trouble> {
    let event = desk.dossier().note(form.0)?;
    let to = places::OBSERVATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn moment_form(at: &str) -> FormSpec {
    let topic = Field::line("topic", Say::of("Moment op de agenda", "Moment of the agenda"))
        .hint(Say::of("Bijvoorbeeld: tweede bespreekpunt.", "For example: second item."));
    let form = FormSpec::to(format!("{at}/moment"), Say::of("Opschrijven", "Write it down")).field(topic);
    let form = Look::ALL.iter().fold(form, |form, look| form.field(Field::choice_of::<Mark>(look.word(), look.says())));
    form.field(
        Field::note("note", Say::of("Wat zag u?", "What did you see?"))
            .hint(Say::of("Noem niemand bij naam.", "Name nobody."))
            .optional(),
    )
}

/// Which moment goes.
pub(super) struct Struck(u16);

impl Form for Struck {
    fn check(read: &mut Reader) -> Option<Self> {
        fields::number(read, "place", 1, 100).map(|n| Self(n - 1))
    }
}

pub(super) async fn strike(desk: Desk<FillObservation>, _: Ask, form: Struck) -> Result<Redirect, Trouble> {
    let event = desk.dossier().strike(form.0)?;
    let to = places::OBSERVATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn strike_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/moment-weg"), Say::of("Weghalen", "Take it out"))
        .field(Field::line("place", Say::of("Het hoeveelste moment?", "Which moment, counted from the first?")))
        .secondary()
}

/// Something that goes well or could be better.
pub(super) struct Point(Remark);

impl Form for Point {
    fn check(read: &mut Reader) -> Option<Self> {
        let side = read.choice("side");
        let text = read.must("text");
        Some(Self(Remark { side: side?, text: text? }))
    }
}

pub(super) async fn remark(desk: Desk<FillObservation>, _: Ask, form: Point) -> Result<Redirect, Trouble> {
    let event = desk.dossier().remark(form.0)?;
    let to = places::OBSERVATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn point_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/punt"), Say::of("Toevoegen", "Add"))
        .field(Field::choice_of::<Side>(
            "side",
            Say::of("Gaat het goed of kan het beter?", "Does it go well or could it be better?"),
        ))
        .field(Field::note("text", Say::of("Wat?", "What?")))
        .secondary()
}

pub(super) async fn share(desk: Desk<ShareObservation>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().share()?;
    let to = places::OBSERVATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// What the table said.
pub(super) struct Said {
    on: Date,
    remarks: Note,
}

impl Form for Said {
    fn check(read: &mut Reader) -> Option<Self> {
        let on = read.day("on");
        let remarks = read.must("remarks");
        Some(Self { on: on?, remarks: remarks? })
    }
}

pub(super) async fn discuss(desk: Desk<DiscussObservation>, _: Ask, form: Said) -> Result<Redirect, Trouble> {
    let event = desk.dossier().discuss(form.on, form.remarks, desk.today())?;
    let to = places::OBSERVATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn discuss_form(at: &str, today: Date) -> FormSpec {
    FormSpec::to(format!("{at}/bespreken"), Say::of("Besproken", "Discussed"))
        .field(Field::day("on", Say::of("Wanneer besproken?", "When was it discussed?")).on(today))
        .field(Field::note("remarks", Say::of("Wat zei de tafel ervan?", "What did the table say of it?")))
}
