//! Reading one observation.

use super::fill;
use crate::places;
use crate::{
    asking::{Asking, History, asking, history, why},
    chart::{Chart, Question},
    directory, naming,
    observation::{
        Count, Look, Mark, Observation, Side,
        acts::{DiscussObservation, FillObservation, ReadObservation, ShareObservation},
        texts,
    },
};
use askama::Template;
use kernel::{Lang, Say, ShownDay, crowd::Tally, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, FormSpec, Page, Trouble, Visit};

#[derive(Serialize, JsonSchema)]
struct SeenMoment {
    topic: String,
    #[serde(skip)]
    marks: Vec<(Say, Say)>,
    note: Option<String>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "observation/pages/read.html")]
pub(super) struct Read {
    #[serde(skip)]
    lang: Lang,
    reference: String,
    on: ShownDay,
    house: String,
    table: Vec<String>,
    evaluation: Option<String>,
    #[serde(skip)]
    state: Say,
    #[serde(skip)]
    stands: Say,
    hints: Vec<String>,
    moments: Vec<SeenMoment>,
    well: Vec<String>,
    better: Vec<String>,
    said: Option<(ShownDay, String)>,
    charts: Vec<Chart>,
    asked: Vec<Asking>,
    #[serde(flatten)]
    history: History,
    #[serde(skip)]
    why: Vec<Say>,
}

pub(super) async fn show(visit: Visit<ReadObservation>, filled: Filled) -> Result<Page<Read>, Trouble> {
    let (one, ask) = (visit.dossier(), &visit.ask);
    let Some(opening) = one.opening() else { return Err(Trouble::Denied) };
    let moment = |m: &crate::observation::Moment| SeenMoment {
        topic: m.topic.to_string(),
        marks: Look::ALL.iter().filter_map(|look| Some((look.says(), m.marks.get(look)?.says()))).collect(),
        note: m.note.as_ref().map(ToString::to_string),
    };
    let side = |side: Side| one.remarks.iter().filter(|r| r.side == side).map(|r| r.text.to_string()).collect();
    let texts_in = one.moments.iter().filter_map(|m| m.note.as_ref()).chain(one.remarks.iter().map(|r| &r.text));
    let body = Read {
        lang: ask.lang,
        reference: opening.reference.to_string(),
        on: day_month_year(opening.on),
        house: directory::house_name(&ask.directory, &opening.house),
        table: opening.table.iter().map(|id| ask.directory.agency_name(id)).collect(),
        evaluation: opening.evaluation.map(|id| places::EVALUATIONS.of(id)),
        state: one.state().says(),
        stands: texts::stands(one.state()),
        hints: texts_in.flat_map(|text| naming::hints(text.as_str())).collect(),
        moments: one.moments.iter().map(moment).collect(),
        well: side(Side::GoesWell),
        better: side(Side::CouldBeBetter),
        said: one.discussed.as_ref().map(|(on, remarks)| (day_month_year(*on), remarks.to_string())),
        charts: charts(one, ask.lang),
        asked: asked(&visit, &filled),
        history: history(&visit, &places::OBSERVATIONS.of(visit.id())).await?,
        why: why(&visit),
    };
    Ok(Page::of(ask, Say::made(opening.meeting.to_string(), opening.meeting.to_string()), body))
}

fn charts(one: &Observation, lang: Lang) -> Vec<Chart> {
    let chart = |(n, count): (usize, &Count)| {
        // Moments of one observer, which stand above one by one: no answers of people.
        let (marks, times) = count.marks.iter().copied().unzip::<Mark, usize, Vec<_>, Vec<_>>();
        let options: Vec<Say> = marks.into_iter().map(Mark::says).collect();
        let told = vec![(String::new(), Tally::stored(times, 0).in_the_open())];
        let look = count.look.says();
        let question = Question { title: look.to(lang), told, options: &options, least: 0 };
        Chart::of(&format!("o{n}"), &question, lang)
    };
    one.counts().unwrap_or_default().iter().enumerate().map(chart).collect()
}

fn asked(visit: &Visit<ReadObservation>, filled: &Filled) -> Vec<Asking> {
    let at = places::OBSERVATIONS.of(visit.id());
    let mut all = Vec::new();
    let mut ask = |may: bool, last: &str, says: Say, form: FormSpec| {
        if may {
            all.push(asking(visit, filled, &format!("{at}/{last}"), says, &form));
        }
    };
    let fill = visit.may::<FillObservation>();
    ask(fill, "moment", Say::of("Moment opschrijven", "Write down a moment"), fill::moment_form(&at));
    ask(
        fill,
        "punt",
        Say::of("Wat gaat goed, wat kan beter?", "What goes well, what could be better?"),
        fill::point_form(&at),
    );
    ask(
        fill && !visit.dossier().moments.is_empty(),
        "moment-weg",
        Say::of("Moment weghalen", "Take out a moment"),
        fill::strike_form(&at),
    );
    let share = FormSpec::to(format!("{at}/geven"), Say::of("Aan de tafel geven", "Give it to the table"));
    ask(visit.may::<ShareObservation>(), "geven", Say::of("Aan de tafel geven", "Give it to the table"), share);
    let discuss = Say::of("Opschrijven wat de tafel zei", "Write down what the table said");
    ask(visit.may::<DiscussObservation>(), "bespreken", discuss, fill::discuss_form(&at, visit.ask.today));
    all
}
