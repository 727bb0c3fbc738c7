//! The weighing as its table sees it: the filing, who has spoken, the views side by side, the judgement and its keys.

use super::{Two, at, name};
use crate::weighing::{
    Advise, Answer, Consult, Criterion, DraftJudgement, Finding, HandInView, Judgement, ReadWeighing, Round,
    SettleNoAgreement, State, SupplyToTrio, TurnKey, Weighing,
};
use kernel::{AgencyId, Note, Prose, Say, day_month_year};
use serde::Serialize;
use web::{Ask, Filled, Html, Page, Trouble, Visit};

/// The aanmelding as it is shown on several pages.
#[derive(Serialize, Default)]
pub(super) struct Filed {
    name: String,
    born: Option<String>,
    municipality: String,
    filer: String,
    contact: String,
    addressee: String,
    opened: String,
    facts: Vec<FactLine>,
    reading: Option<String>,
    supplies: Vec<SupplyLine>,
    answers: Vec<AnswerLine>,
}

#[derive(Serialize)]
struct FactLine {
    text: String,
    on: Option<String>,
    observer: Option<String>,
    first_hand: bool,
}

#[derive(Serialize)]
struct SupplyLine {
    category: String,
    by: String,
    on: String,
    text: String,
    necessity: String,
}

#[derive(Serialize)]
struct AnswerLine {
    agency: String,
    question: String,
    answer: String,
    text: Option<String>,
}

impl Filed {
    pub(super) fn of(ask: &Ask, weighing: &Weighing) -> Self {
        let Some(filing) = weighing.filing() else { return Self::default() };
        let lang = ask.lang;
        Self {
            name: filing.subject.name.to_string(),
            born: filing.subject.born.map(day_month_year),
            municipality: ask.directory.municipality_name(&filing.municipality),
            filer: name(ask, &filing.filer.agency),
            contact: filing.filer.contact.to_string(),
            addressee: filing.addressee.says().to(lang).to_owned(),
            opened: day_month_year(filing.opened),
            facts: filing
                .facts
                .iter()
                .map(|f| FactLine {
                    text: f.text.to_string(),
                    on: f.on.map(day_month_year),
                    observer: f.observer.as_ref().map(ToString::to_string),
                    first_hand: f.first_hand,
                })
                .collect(),
            reading: filing.reading.as_ref().map(ToString::to_string),
            supplies: weighing
                .supplies()
                .iter()
                .map(|s| SupplyLine {
                    category: s.category.says().to(lang).to_owned(),
                    by: name(ask, &s.agency),
                    on: day_month_year(s.on),
                    text: s.text.to_string(),
                    necessity: s.necessity.to_string(),
                })
                .collect(),
            answers: weighing
                .consultations()
                .iter()
                .map(|c| {
                    let (says, text) = answered(c.answer.as_ref());
                    AnswerLine {
                        agency: name(ask, &c.agency),
                        question: c.question.to_string(),
                        answer: says.to(lang).to_owned(),
                        text: text.map(ToString::to_string),
                    }
                })
                .collect(),
        }
    }
}

fn answered(answer: Option<&Answer>) -> (Say, Option<&Note>) {
    match answer {
        None => (Say::of("Nog geen antwoord", "No answer yet"), None),
        Some(Answer::Information(text)) => (Say::of("Antwoord", "Answer"), Some(text)),
        Some(Answer::NothingKnown) => (Say::of("Niets bekend", "Nothing known"), None),
        Some(Answer::MayNotShare(ground)) => (Say::of("Mag dit niet delen", "May not share this"), ground.as_ref()),
    }
}

/// A place at the table, drawn.
#[derive(Serialize)]
struct Chair {
    agency: String,
    mine: bool,
    spoken: bool,
    key: Option<bool>,
    disagrees: bool,
    owes: Option<String>,
}

/// One question with what each organisation says on it.
#[derive(Serialize)]
struct Compared {
    heading: String,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    agency: String,
    /// Nothing where it said that it does not know, or that there is none.
    text: Option<String>,
    none: String,
}

/// A judgement as headings with texts.
#[derive(Serialize)]
struct Judged {
    outcome: String,
    written: String,
    parts: Vec<(String, String)>,
}

/// One time round the table.
#[derive(Serialize, Default)]
pub(super) struct RoundShown {
    began: String,
    agencies: Vec<String>,
    compared: Vec<Compared>,
    judged: Option<Judged>,
    disagreements: Vec<(String, String)>,
}

#[derive(askama::Template, Serialize)]
#[template(path = "weighing/pages/read.html")]
struct ReadPage {
    #[serde(skip)]
    say: Two,
    here: String,
    reference: String,
    state: String,
    due: Option<String>,
    late: bool,
    chairs: Vec<Chair>,
    /// What is asked of the reader now.
    next: Option<String>,
    filed: Filed,
    sealed: bool,
    waits: bool,
    may_hand_in: bool,
    replaces: bool,
    may_judge: bool,
    may_consult: bool,
    may_supply: bool,
    may_settle: bool,
    may_advise: bool,
    advice: Option<String>,
    case: bool,
    round: Option<RoundShown>,
    earlier: Vec<RoundShown>,
    settled: Vec<(String, String)>,
    turn: Option<Html>,
    disagree: Option<Html>,
    history: Vec<(String, String, String)>,
    why: Vec<(String, String)>,
}

/// What colleagues call it.
pub(super) fn reference(weighing: &Weighing) -> String {
    weighing.filing().map(|f| f.reference.to_string()).unwrap_or_default()
}

fn compare(ask: &Ask, weighing: &Weighing, round: &Round) -> (Vec<String>, Vec<Compared>) {
    let views = weighing.views_of(round, &ask.actor.agency.id);
    let lang = ask.lang;
    let unknown = Say::of("Niet bekend", "Not known").to(lang).to_owned();
    let nothing = Say::of("Niets", "Nothing").to(lang).to_owned();
    let agencies: Vec<String> = views.iter().map(|v| name(ask, &v.agency)).collect();
    let row = |heading: Say, none: &str, text: &dyn Fn(&crate::weighing::View) -> Option<String>| Compared {
        heading: heading.to(lang).to_owned(),
        cells: views
            .iter()
            .map(|v| Cell { agency: name(ask, &v.agency), text: text(&v.view), none: none.to_owned() })
            .collect(),
    };
    if views.is_empty() {
        return (agencies, Vec::new());
    }
    let mut rows: Vec<Compared> = Criterion::ALL
        .into_iter()
        .map(|c| row(c.says(), &unknown, &|v| v.criteria.on(c).text().map(ToString::to_string)))
        .collect();
    if views.iter().any(|v| v.view.extra.is_some()) {
        let extra = |v: &crate::weighing::View| v.extra.as_ref().map(|e| format!("{}: {}", e.name, e.text));
        rows.push(row(Say::of("Eigen criterium", "A criterion of one's own"), &nothing, &extra));
    }
    rows.push(row(Say::of("Samenhang", "How it hangs together"), &nothing, &|v| Some(v.overall.to_string())));
    rows.push(row(Say::of("Wat ontbreekt", "What is missing"), &nothing, &|v| {
        v.missing.as_ref().map(ToString::to_string)
    }));
    rows.push(row(Say::of("Andere verklaring", "Other explanation"), &nothing, &|v| {
        Some(super::ask_texts::joined(&v.alternatives))
    }));
    rows.push(row(Say::of("Neigt naar", "Leans towards"), &nothing, &|v| Some(v.reading.to_string())));
    (agencies, rows)
}

fn judged(ask: &Ask, j: &Judgement, written: String) -> Judged {
    let lang = ask.lang;
    let unknown = Say::of("Niet bekend", "Not known");
    let none = Say::of("Geen", "None");
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut part = |heading: Say, text: String| parts.push((heading.to(lang).to_owned(), text));
    let or_none = |text: Option<&Note>| text.map_or_else(|| none.to(lang).to_owned(), ToString::to_string);
    part(Say::of("Vraag", "Question"), j.decision.question.to_string());
    part(Say::of("Feiten waar dit op rust", "Facts it rests on"), j.facts.to_string());
    for criterion in Criterion::ALL {
        let text = match j.criteria.on(criterion) {
            Finding::Known(text) => text.to_string(),
            Finding::NotKnown => unknown.to(lang).to_owned(),
        };
        part(criterion.says(), text);
    }
    if let Some(extra) = &j.extra {
        part(Say::made(extra.name.to_string(), extra.name.to_string()), extra.text.to_string());
    }
    part(Say::of("Overwegingen", "Considerations"), Prose::to_string(&j.decision.considerations));
    part(Say::of("Andere verklaringen", "Other explanations"), super::ask_texts::joined(&j.alternatives));
    part(Say::of("Wat had er nog meer gekund", "What else was possible"), super::ask_texts::joined(&j.decision.options));
    part(Say::of("Niet zwaarder dan nodig", "No more than needed (proportionality)"), j.proportionality.to_string());
    part(Say::of("Waarom iets lichters niet volstaat", "Why nothing lighter will do (subsidiarity)"), j.subsidiarity.to_string());
    part(Say::of("Wat ontbreekt", "What is missing"), or_none(j.missing.as_ref()));
    part(Say::of("Wie het anders ziet", "Who sees it otherwise"), or_none(j.decision.dissent.as_ref()));
    part(Say::of("Wat wij van elkaar verwachten", "What we expect of each other"), j.decision.expectation.to_string());
    part(Say::of("Grond", "Ground"), j.decision.ground.to_string());
    if let Some(review) = j.decision.review {
        part(Say::of("Wij kijken hier weer naar op", "We look at this again on"), day_month_year(review));
    }
    Judged { outcome: j.decision.outcome.says().to(lang).to_owned(), written, parts }
}

fn shown(ask: &Ask, weighing: &Weighing, round: &Round) -> RoundShown {
    let (agencies, compared) = compare(ask, weighing, round);
    let last = round.texts.last();
    RoundShown {
        began: day_month_year(round.began),
        agencies,
        compared,
        judged: last.map(|t| judged(ask, &t.judgement, format!("{}, {}", name(ask, &t.agency), day_month_year(t.on)))),
        disagreements: round.disagreements.iter().map(|d| (name(ask, &d.agency), d.reason.to_string())).collect(),
    }
}

/// The views alone, for the page on which the judgement is written.
pub(super) fn views_only(ask: &Ask, weighing: &Weighing, round: &Round) -> RoundShown {
    let (agencies, compared) = compare(ask, weighing, round);
    RoundShown { began: day_month_year(round.began), agencies, compared, ..RoundShown::default() }
}

fn chairs(ask: &Ask, weighing: &Weighing) -> Vec<Chair> {
    let disagrees = |agency: &AgencyId| {
        weighing.round().is_some_and(|r| r.disagreements.iter().any(|d| &d.agency == agency))
    };
    weighing
        .places()
        .into_iter()
        .map(|place| Chair {
            agency: name(ask, &place.agency),
            mine: place.agency == ask.actor.agency.id,
            spoken: place.spoken == Some(true),
            key: place.key,
            disagrees: disagrees(&place.agency),
            owes: place.owes.map(|says| says.to(ask.lang).to_owned()),
        })
        .collect()
}

/// The one thing that is asked of who reads.
fn next(visit: &Visit<ReadWeighing>) -> Option<Say> {
    let (weighing, own) = (visit.dossier(), &visit.ask.actor.agency.id);
    match weighing.state() {
        State::Analysing if weighing.may_hand_in(own) && !weighing.handed_in(own) => {
            Some(Say::of("Schrijf uw zienswijze.", "Write your view."))
        }
        State::Open if weighing.text().is_none() && visit.may::<DraftJudgement>() => {
            Some(Say::of("Schrijf samen het oordeel.", "Write the judgement together."))
        }
        State::Open if weighing.text().is_some() && visit.may::<TurnKey>() && !weighing.has_answered(own) => {
            Some(Say::of("Lees het oordeel. Draai uw sleutel om, of zeg waarom niet.", "Read the judgement. Turn your key, or say why not."))
        }
        State::NoAgreement if visit.may::<SettleNoAgreement>() => {
            Some(Say::of("Kies samen hoe het verder gaat.", "Choose together how to go on."))
        }
        State::Fits | State::Referred if weighing.may_advise().is_ok() && visit.may::<Advise>() => {
            Some(Say::of("Schrijf het advies aan de driehoek.", "Write the advice to the triangle."))
        }
        State::Analysing
        | State::Open
        | State::Fits
        | State::DoesNotFit
        | State::CareNeeded
        | State::OtherTable
        | State::CriminalTrack
        | State::NoAgreement
        | State::Referred
        | State::Ended => None,
    }
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page, Trouble> {
    let (ask, weighing, id) = (&visit.ask, visit.dossier(), visit.id());
    let own = &ask.actor.agency.id;
    let lang = ask.lang;
    let earlier = weighing.rounds().len().saturating_sub(1);
    let sits = weighing.trio().contains(own);
    let due = weighing.round().filter(|_| weighing.concluded_on().is_none()).map(|r| r.due);
    let answers = sits && weighing.text().is_some() && visit.may::<TurnKey>() && !weighing.has_answered(own);
    let body = ReadPage {
        say: Two(lang),
        here: at(id, ""),
        reference: reference(weighing),
        state: weighing.state().says().to(lang).to_owned(),
        due: due.map(day_month_year),
        late: due.is_some_and(|d| d < ask.today),
        chairs: chairs(ask, weighing),
        next: next(&visit).map(|says| says.to(lang).to_owned()),
        filed: Filed::of(ask, weighing),
        sealed: weighing.state() == State::Analysing && sits && !weighing.handed_in(own),
        waits: weighing.state() == State::Analysing && !(sits && !weighing.handed_in(own)),
        may_hand_in: visit.may::<HandInView>() && weighing.may_hand_in(own),
        replaces: weighing.handed_in(own),
        may_judge: visit.may::<DraftJudgement>(),
        may_consult: visit.may::<Consult>(),
        may_supply: visit.may::<SupplyToTrio>(),
        may_settle: visit.may::<SettleNoAgreement>(),
        may_advise: visit.may::<Advise>() && weighing.may_advise().is_ok(),
        advice: weighing.advice().map(|a| format!("/adviezen/{a}")),
        case: weighing.case().is_some(),
        round: weighing.round().map(|r| shown(ask, weighing, r)),
        earlier: weighing.rounds().iter().take(earlier).map(|r| shown(ask, weighing, r)).collect(),
        settled: weighing
            .settled()
            .iter()
            .map(|s| (super::settle::way(s.how).to(lang).to_owned(), s.why.to_string()))
            .collect(),
        turn: answers.then(|| super::keys::turn_form(&visit, &filled)),
        disagree: answers.then(|| super::keys::disagree_form(&visit, &filled)),
        history: visit
            .seen
            .history()
            .iter()
            .rev()
            .map(|(stamp, says)| {
                let erased = Say::of("Gewist.", "Erased.");
                let says = says.as_ref().unwrap_or(&erased).to(lang).to_owned();
                (kernel::local_minute(stamp.at), name(ask, &stamp.agency), says)
            })
            .collect(),
        why: visit.seen.why().grounds.iter().map(|g| (g.says.to(lang).to_owned(), g.law.clone())).collect(),
    };
    Ok(Page::of(ask, Say::of("Weging", "Weighing"), body))
}
