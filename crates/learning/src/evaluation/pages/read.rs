//! Reading one learning evaluation: the question, the plan, what it rests on, what was found and advised, and the report.

use super::learn::{self, Held};
use crate::places;
use crate::{
    asking::{Asking, History, asking, history, why},
    directory,
    evaluation::{
        Opening, Side, Source, Step,
        acts::{
            Advise, CheckReport, DraftReport, FollowUpEvaluation, LinkPiece, PlanEvaluation, PlanLearning,
            PublishReport, ReadEvaluation, WriteFinding,
        },
        texts,
    },
    naming,
};
use askama::Template;
use kernel::{DossierId, Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Field, Filled, FormSpec, Page, Trouble, Visit};

#[derive(Serialize, JsonSchema)]
struct Planned {
    #[serde(skip)]
    step: Say,
    on: Option<ShownDay>,
    done: Option<ShownDay>,
    late: bool,
}

#[derive(Serialize, JsonSchema)]
struct Piece {
    #[serde(skip)]
    source: Say,
    title: String,
    address: Option<String>,
}

/// A finding as it is told.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FindingTold")]
pub(super) struct Told {
    pub(super) number: u16,
    pub(super) theme: String,
    pub(super) text: String,
    /// What it rests on: what sort of thing, what in it, and where it is.
    #[serde(skip)]
    pub(super) evidence: Vec<(Say, String, Option<String>)>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "evaluation/pages/read.html")]
pub(super) struct Read {
    #[serde(skip)]
    lang: Lang,
    at: String,
    reference: String,
    question: String,
    #[serde(skip)]
    state: Say,
    #[serde(skip)]
    stands: Say,
    #[serde(skip)]
    tables: Vec<Say>,
    houses: Vec<String>,
    from: ShownDay,
    until: ShownDay,
    commissioner: String,
    team: String,
    invited: Vec<String>,
    hints: Vec<String>,
    plan: Vec<Planned>,
    pieces: Vec<Piece>,
    sides: Vec<(Say, Vec<Told>)>,
    advised: Vec<(u16, String, String)>,
    learning: Vec<Held>,
    report: Option<(String, String, String)>,
    remark: Option<String>,
    public: Option<String>,
    follow_ups: Vec<(ShownDay, String, Option<String>)>,
    new_pieces: bool,
    id: String,
    asked: Vec<Asking>,
    #[serde(flatten)]
    history: History,
    #[serde(skip)]
    why: Vec<Say>,
}

pub(super) async fn show(visit: Visit<ReadEvaluation>, filled: Filled) -> Result<Page<Read>, Trouble> {
    let Some(opening) = visit.dossier().opening() else { return Err(Trouble::Denied) };
    let title = opening.title.to_string();
    let learning = learn::held(&visit).await?;
    let history = history(&visit, &places::EVALUATIONS.of(visit.id())).await?;
    let body = page(&visit, &filled, opening, learning, history);
    Ok(Page::of(&visit.ask, Say::same(title), body))
}

fn page(
    visit: &Visit<ReadEvaluation>,
    filled: &Filled,
    opening: &Opening,
    learning: Vec<Held>,
    history: History,
) -> Read {
    let (one, ask) = (visit.dossier(), &visit.ask);
    let names = &*ask.directory;
    let at = places::EVALUATIONS.of(visit.id());
    let planned = |(step, planned): (&Step, &crate::evaluation::Planned)| Planned {
        step: step.says(),
        on: planned.on.map(day_month_year),
        done: planned.done.map(day_month_year),
        late: planned.done.is_none() && planned.on.is_some_and(|on| on < ask.today),
    };
    let pieces = one.pieces.iter().map(|(source, id, title)| Piece {
        source: source.says(),
        title: title.to_string(),
        address: address(*source, *id),
    });
    let texts_in = one.findings.iter().map(|f| f.text.as_str()).chain(one.advised.iter().map(|a| a.text.as_str()));
    let report_in = one.report.iter().flat_map(|r| [r.summary.as_str(), r.approach.as_str(), r.reflection.as_str()]);
    Read {
        lang: ask.lang,
        reference: opening.reference.to_string(),
        question: opening.question.to_string(),
        state: one.state().says(),
        stands: texts::stands(one.state()),
        tables: opening.tables.iter().map(|table| table.says()).collect(),
        houses: opening.houses.iter().map(|id| directory::house_name(names, id)).collect(),
        from: day_month_year(opening.from),
        until: day_month_year(opening.until),
        commissioner: names.agency_name(&opening.commissioner),
        team: names.agency_name(&opening.team),
        invited: opening.invited.iter().map(|id| names.agency_name(id)).collect(),
        hints: texts_in.chain(report_in).flat_map(naming::hints).collect(),
        plan: one.plan.iter().map(planned).collect(),
        pieces: pieces.collect(),
        sides: Side::ALL.iter().map(|side| (side.says(), told(one, *side))).collect(),
        advised: one.advised.iter().map(|a| (a.number, a.text.to_string(), places::RECOMMENDATIONS.of(a.id))).collect(),
        learning,
        report: one.report.as_ref().map(|r| (r.summary.to_string(), r.approach.to_string(), r.reflection.to_string())),
        remark: one.remark.as_ref().map(ToString::to_string),
        public: one.is_public().then(|| places::PUBLIC_REPORTS.of(&opening.reference)),
        follow_ups: one
            .follow_ups
            .iter()
            .map(|f| {
                (
                    day_month_year(f.on),
                    f.text.to_string(),
                    f.now.map(|id| places::QUESTIONNAIRES.under(id, "/toen-en-nu")),
                )
            })
            .collect(),
        new_pieces: visit.may::<LinkPiece>(),
        id: visit.id().to_string(),
        asked: asked(visit, filled, &at),
        history,
        why: why(visit),
        at,
    }
}

/// Findings on one side as they are told.
pub(super) fn told(one: &crate::evaluation::Evaluation, side: Side) -> Vec<Told> {
    let one_of = |finding: &crate::evaluation::Finding| Told {
        number: finding.number,
        theme: finding.theme.to_string(),
        text: finding.text.to_string(),
        evidence: finding
            .evidence
            .iter()
            .map(|e| (e.source.says(), e.note.to_string(), e.piece.and_then(|id| address(e.source, id))))
            .collect(),
    };
    one.on(side).map(one_of).collect()
}

fn address(source: Source, id: DossierId) -> Option<String> {
    match source {
        Source::Questionnaire => Some(places::QUESTIONNAIRES.of(id)),
        Source::Talk => Some(places::SESSIONS.of(id)),
        Source::Observation => Some(places::OBSERVATIONS.of(id)),
        Source::Paper => None,
    }
}

fn asked(visit: &Visit<ReadEvaluation>, filled: &Filled, at: &str) -> Vec<Asking> {
    let one = visit.dossier();
    let mut all = Vec::new();
    let mut ask = |may: bool, last: &str, says: Say, form: FormSpec| {
        if may {
            all.push(asking(visit, filled, &format!("{at}/{last}"), says, &form));
        }
    };
    let to = |last: &str, button: Say| FormSpec::to(format!("{at}/{last}"), button);
    let plan = visit.may::<PlanEvaluation>();
    let step = || Field::choice_of::<Step>("step", Say::of("Welke stap?", "Which step?"));
    let day = |label: Say| Field::day("on", label).on(visit.ask.today);
    ask(
        plan,
        "plannen",
        Say::of("Stap plannen", "Plan a step"),
        to("plannen", Say::of("Plannen", "Plan")).field(step()).field(day(Say::of("Op", "On"))).secondary(),
    );
    ask(
        plan,
        "stap-gedaan",
        Say::of("Stap is gedaan", "A step was done"),
        to("stap-gedaan", Say::of("Gedaan", "Done")).field(step()).field(day(Say::of("Op", "On"))).secondary(),
    );
    ask(visit.may::<LinkPiece>(), "bron", Say::of("Bron toevoegen", "Add a source"), link_form(at));
    let open = !one.is_public();
    ask(
        open && visit.may::<WriteFinding>(),
        "bevinding",
        Say::of("Bevinding opschrijven", "Write down a finding"),
        finding_form(visit, at),
    );
    ask(
        open && visit.may::<WriteFinding>() && !one.findings.is_empty(),
        "bevinding-terug",
        Say::of("Bevinding terugnemen", "Take back a finding"),
        to("bevinding-terug", Say::of("Terugnemen", "Take it back"))
            .field(Field::line("number", Say::of("Nummer", "Number")))
            .secondary(),
    );
    ask(
        open && visit.may::<Advise>(),
        "aanbeveling",
        Say::of("Aanbeveling doen", "Make a recommendation"),
        advice_form(visit, at),
    );
    ask(
        !one.advised.is_empty() && visit.may::<PlanLearning>(),
        "leersessie",
        Say::of("Leersessie plannen", "Plan a learning session"),
        learn::form(visit, at),
    );
    ask(
        open && visit.may::<DraftReport>(),
        "verslag",
        Say::of("Verslag schrijven", "Write the report"),
        report_form(visit, at),
    );
    let remark = Field::note("remark", Say::of("Wat klopt er niet?", "What is not right?")).optional();
    ask(
        visit.may::<CheckReport>(),
        "nakijken",
        Say::of("Verslag nakijken op feiten", "Check the report on facts"),
        to("nakijken", Say::of("Nagekeken", "Checked")).field(remark),
    );
    ask(
        open && one.report.is_some() && visit.may::<PublishReport>(),
        "openbaar",
        Say::of("Verslag openbaar maken", "Make the report public"),
        to("openbaar", Say::of("Openbaar maken", "Make it public")),
    );
    ask(
        one.is_public() && visit.may::<FollowUpEvaluation>(),
        "opnieuw-meten",
        Say::of("Opnieuw gemeten", "Measured again"),
        again_form(visit, at),
    );
    all
}

fn link_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/bron"), Say::of("Toevoegen", "Add"))
        .field(Field::choice_of::<Source>("source", Say::of("Wat is het?", "What is it?")))
        .field(
            Field::line("piece", Say::of("Adres", "Address"))
                .hint(Say::of("Plak het adres van de pagina.", "Paste the address of the page.")),
        )
        .field(
            Field::line("title", Say::of("Naam (bij een gesprek of een stuk)", "Name (for a talk or a paper)"))
                .sometimes(),
        )
        .secondary()
}

fn finding_form(visit: &Visit<ReadEvaluation>, at: &str) -> FormSpec {
    let none = (String::new(), Say::of("Niet in Casustafel", "Not in Casustafel"));
    let pieces = visit
        .dossier()
        .pieces
        .iter()
        .map(|(_, id, title)| (id.to_string(), Say::made(title.to_string(), title.to_string())));
    FormSpec::to(format!("{at}/bevinding"), Say::of("Opschrijven", "Write it down"))
        .field(Field::choice_of::<Side>(
            "side",
            Say::of("Gaat het goed of kan het beter?", "Does it go well or could it be better?"),
        ))
        .field(Field::line("theme", Say::of("Thema", "Theme")))
        .field(Field::note("text", Say::of("Wat vond u?", "What did you find?")).hint(Say::of(
            "Over het samenwerken, niet over een persoon of een organisatie.",
            "About working together, not about a person or an organisation.",
        )))
        .field(Field::choice_of::<Source>("source", Say::of("Waaruit blijkt dat?", "What shows it?")))
        .field(
            Field::choice("piece", Say::of("Welke?", "Which one?"), std::iter::once(none).chain(pieces).collect())
                .sometimes()
                .value(""),
        )
        .field(Field::note("evidence", Say::of("Wat daarin laat dit zien?", "What in it shows this?")))
        .secondary()
}

fn advice_form(visit: &Visit<ReadEvaluation>, at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/aanbeveling"), Say::of("Aanbeveling doen", "Make the recommendation"))
        .field(Field::note("text", Say::of("Wat beveelt u aan?", "What do you recommend?")))
        .field(Field::line("theme", Say::of("Thema", "Theme")))
        .field(Field::choices(
            "addressees",
            Say::of("Wie kan hier iets mee doen?", "Who can do something with this?"),
            directory::agencies(&visit.ask.directory),
        ))
        .secondary()
}

fn report_form(visit: &Visit<ReadEvaluation>, at: &str) -> FormSpec {
    let before = visit.dossier().report.as_ref();
    FormSpec::to(format!("{at}/verslag"), Say::of("Concept bewaren", "Keep the draft"))
        .field(
            Field::prose("summary", Say::of("In het kort", "In short")).values(before.map(|r| r.summary.to_string())),
        )
        .field(
            Field::prose("approach", Say::of("Hoe is het gedaan?", "How was it done?"))
                .values(before.map(|r| r.approach.to_string())),
        )
        .field(
            Field::prose(
                "reflection",
                Say::of("Wat betekent dit voor het samenwerken?", "What does this mean for working together?"),
            )
            .values(before.map(|r| r.reflection.to_string())),
        )
        .secondary()
}

fn again_form(visit: &Visit<ReadEvaluation>, at: &str) -> FormSpec {
    let hint = || Say::of("Plak het adres van de vragenlijst.", "Paste the address of the questionnaire.");
    FormSpec::to(format!("{at}/opnieuw-meten"), Say::of("Opschrijven", "Write it down"))
        .field(Field::day("on", Say::of("Gemeten op", "Measured on")).on(visit.ask.today))
        .field(Field::line("then", Say::of("Vragenlijst van toen", "Questionnaire of then")).hint(hint()).optional())
        .field(Field::line("now", Say::of("Vragenlijst van nu", "Questionnaire of now")).hint(hint()).optional())
        .field(Field::note("text", Say::of("Wat veranderde, en wat niet?", "What changed, and what did not?")))
        .secondary()
}
