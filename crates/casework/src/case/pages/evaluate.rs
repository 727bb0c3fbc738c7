//! Looking back on the agreements together, in words: the form, and what was said before (EVA-01).

use super::given::done;
use super::head::Part;
use super::offered::{agencies, seated, short};
use super::sheet::Sheet;
use super::show;
use crate::case::{Agreement, Case, Deed, EvaluateAgreements, Evaluation, OfAgreement, ReadCase, plan::TOGETHER};
use crate::places;
use crate::table::AuthorSays;
use kernel::{AgencyId, Date, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble, Visit};

/// So many agreements are asked about one by one; on older ones the form asks in general, and says so.
const LATEST: usize = 40;

/// The name of the field about an agreement, by its place in the case, from 1.
fn about(place: usize) -> String {
    format!("about{place}")
}

/// A look back, with what is said of single agreements by their place in the case.
pub(super) struct LookedBack {
    day: Date,
    present: Vec<AgencyId>,
    expected: Note,
    happened: Note,
    well: Option<Note>,
    better: Option<Note>,
    about: BTreeMap<usize, Note>,
}

impl Form for LookedBack {
    fn check(read: &mut Reader) -> Option<Self> {
        let day = read.day("day");
        let present = read.each::<AgencyId>("present");
        if present.as_ref().is_some_and(|all| all.len() < 2) {
            read.wrong("present", TOGETHER.why);
        }
        let expected = read.must("expected");
        let happened = read.must("happened");
        let well = read.may("well");
        let better = read.may("better");
        // Every field is read before one of them stops the rest, so that all messages come at once.
        let about = read.rows(&["about"], 1, |read, place| read.may::<Note>(about(place)));
        let about: Option<Vec<_>> = about.into_iter().map(|(place, text)| Some((place, text?))).collect();
        Some(Self {
            day: day?,
            present: present?,
            expected: expected?,
            happened: happened?,
            well: well?,
            better: better?,
            about: about?.into_iter().filter_map(|(place, text)| Some((place, text?))).collect(),
        })
    }
}

/// A look back as it stands on a page.
#[derive(Serialize, JsonSchema)]
pub(super) struct EvaluationView {
    pub(super) no: u32,
    pub(super) day: ShownDay,
    pub(super) present: Vec<String>,
    pub(super) expected: String,
    pub(super) happened: String,
    pub(super) well: Option<String>,
    pub(super) better: Option<String>,
    pub(super) agreements: Vec<(String, String)>,
    /// Who wrote it down.
    pub(super) by: Option<AuthorSays>,
}

/// What was said before, from new to old; for who takes part, not for a third party.
pub(super) fn views(visit: &Visit<ReadCase>) -> Vec<EvaluationView> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let gone = || ask.lang.both("ingetrokken", "withdrawn").to_owned();
    let what = |no: u32| case.agreements.iter().find(|a| a.no == no).map_or_else(gone, |a| short(a.what.as_str()));
    let view = |e: &Evaluation| EvaluationView {
        no: e.no,
        day: day_month_year(e.day),
        present: e.present.iter().map(|a| ask.directory.agency_name(a)).collect(),
        expected: e.expected.to_string(),
        happened: e.happened.to_string(),
        well: e.well.as_ref().map(ToString::to_string),
        better: e.better.as_ref().map(ToString::to_string),
        agreements: e.agreements.iter().map(|of| (what(of.agreement), of.text.to_string())).collect(),
        by: show::by(visit, e.no, Deed::Made),
    };
    case.evaluations.iter().rev().map(view).collect()
}

/// The agreements that are asked about one by one with their places: the latest, from old to new.
fn latest(case: &Case) -> impl Iterator<Item = (usize, &Agreement)> {
    (1..).zip(&case.agreements).skip(case.agreements.len().saturating_sub(LATEST))
}

/// The form, for who may write one and when there is something to look back on.
pub(super) fn form(visit: &Visit<ReadCase>) -> Option<Sheet> {
    let (ask, case) = (&visit.ask, visit.dossier());
    if case.agreements.is_empty() || !visit.may::<EvaluateAgreements>() {
        return None;
    }
    let who = seated(case).into_iter().chain(case.opening.as_ref().map(|o| &o.director));
    let mut form =
        Sheet::to(format!("{}/terugkijken/afspraken", places::CASES.of(visit.id())), Say::of("Vastleggen", "Record"))
            .titled(Say::of("Samen terugkijken op de afspraken", "Look back on the agreements together"))
            .secondary()
            .field(Field::day("day", Say::of("Wanneer keken we terug?", "When did we look back?")).on(ask.today))
            .field(
                Field::choices(
                    "present",
                    Say::of("Welke organisaties deden mee?", "Which organisations took part?"),
                    agencies(ask, who),
                )
                .hint(Say::of("Kies minstens twee organisaties.", "Choose at least two organisations."))
                .required(),
            )
            .field(Field::note(
                "expected",
                Say::of("Wat verwachtten we van elkaar?", "What did we expect of each other?"),
            ))
            .field(happened(case))
            .field(
                Field::note("well", Say::of("Wat gaat goed in hoe we werken?", "What goes well in how we work?"))
                    .optional(),
            )
            .field(
                Field::note(
                    "better",
                    Say::of("Wat kan beter in hoe we werken?", "What could be better in how we work?"),
                )
                .hint(Say::of("Schrijf niet op hoe één persoon het deed.", "Do not write down how one person did."))
                .optional(),
            );
    for (place, agreement) in latest(case) {
        let (who, what) = (ask.directory.agency_name(&agreement.agency), short(agreement.what.as_str()));
        let label = Say::made(format!("Bij de afspraak: {who}: {what}"), format!("On the agreement: {who}: {what}"));
        form = form.field(Field::note(about(place), label).optional());
    }
    Some(form)
}

/// What happened; where there are more agreements than the form asks about, the place for the older ones.
fn happened(case: &Case) -> Field {
    let field = Field::note("happened", Say::of("Wat gebeurde er?", "What happened?"));
    if case.agreements.len() <= LATEST {
        return field;
    }
    field.hint(Say::made(
        format!("Hieronder staan de laatste {LATEST} afspraken. Schrijf hier wat u over oudere wilt zeggen."),
        format!("Below are the latest {LATEST} agreements. Write here what you want to say about older ones."),
    ))
}

pub(super) async fn act(desk: Desk<EvaluateAgreements>, _: Ask, form: LookedBack) -> Result<Redirect, Trouble> {
    let case = desk.dossier();
    // A place without an agreement is refused by the case.
    let number = |place: usize| place.checked_sub(1).and_then(|n| case.agreements.get(n)).map_or(0, |a| a.no);
    let said = form.about.into_iter().map(|(place, text)| OfAgreement { agreement: number(place), text });
    let evaluation = Evaluation {
        no: 0,
        day: form.day,
        present: form.present,
        expected: form.expected,
        happened: form.happened,
        well: form.well,
        better: form.better,
        agreements: said.collect(),
    };
    let event = case.evaluate(evaluation, desk.today())?;
    let to = format!("{}#evaluation-{}", Part::Review.path(), case.next());
    done(desk, event, &to).await
}
