//! The advice as one sheet, with the signatures below it; on paper only the sheet remains.

use super::decide;
use crate::advice::{Advice, DecideAdvice, IssueAdvice, OpenCaseFromAdvice, ReadAdvice, RedraftAdvice, State, Vote};
use crate::places;
use crate::table::{AuthorSays, draw};
use kernel::{AgencyId, Lang, Note, Say, day_month_year};
use serde::Serialize;
use web::{Ask, Filled, Html, Page, Trouble, Visit};

#[derive(Serialize)]
pub(super) struct Sheet {
    pub(super) to: String,
    pub(super) about: String,
    pub(super) municipality: String,
    pub(super) written: String,
    pub(super) writer: Option<AuthorSays>,
    pub(super) question: String,
    pub(super) advise: String,
    pub(super) grounds: String,
    pub(super) partners: Vec<String>,
    pub(super) first_steps: Vec<String>,
    pub(super) conditions: Option<String>,
    pub(super) minority: Option<String>,
    pub(super) options: Vec<String>,
    pub(super) expectation: String,
    pub(super) ground: String,
    pub(super) review: Option<String>,
    pub(super) fits: bool,
}

#[derive(Serialize)]
pub(super) struct Signature {
    pub(super) role: String,
    pub(super) agency: String,
    /// Who decided in the name of that office, with function and in which right.
    pub(super) by: Option<AuthorSays>,
    pub(super) mine: bool,
    pub(super) choice: Option<String>,
    pub(super) on: Option<String>,
    pub(super) reason: Option<String>,
}

#[derive(Serialize)]
struct Earlier {
    issued: String,
    end: String,
    issued_by: AuthorSays,
    votes: Vec<(AuthorSays, String, Option<String>)>,
}

#[derive(askama::Template, Serialize)]
#[template(path = "advice/pages/read.html")]
struct ReadPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    state: String,
    mode: String,
    /// The table, drawn and told.
    table: String,
    deadline: Option<String>,
    late: bool,
    sheet: Option<Sheet>,
    /// Who laid it before them, and when.
    issued: Option<(AuthorSays, String)>,
    signatures: Vec<Signature>,
    earlier: Vec<Earlier>,
    may_write: bool,
    issue: Option<Html>,
    decide: Option<Html>,
    lacks: Option<String>,
    weighing: String,
    case: bool,
    /// Where the approved case is opened.
    open_at: Option<String>,
    blocked: bool,
    why: Vec<(String, String)>,
}

fn texts(notes: &[Note]) -> Vec<String> {
    notes.iter().map(ToString::to_string).collect()
}

pub(super) fn sheet(ask: &Ask, advice: &Advice) -> Option<Sheet> {
    let (basis, text) = (advice.basis()?, advice.text()?);
    let d = &text.decision;
    let born = basis.subject.born.map(|b| format!(", {} {}", ask.lang.both("geboren", "born"), day_month_year(b)));
    Some(Sheet {
        to: advice.mode().addressed().to(ask.lang).to_owned(),
        about: format!("{}{}", basis.subject.name, born.unwrap_or_default()),
        municipality: ask.directory.municipality_name(&basis.municipality),
        written: advice.written().map(day_month_year).unwrap_or_default(),
        writer: advice.writer().map(|by| AuthorSays::of(ask, by)),
        question: d.question.to_string(),
        advise: d.outcome.says().to(ask.lang).to_owned(),
        grounds: d.considerations.to_string(),
        partners: texts(&text.partners),
        first_steps: texts(&text.first_steps),
        conditions: text.conditions.as_ref().map(ToString::to_string),
        minority: d.dissent.as_ref().map(ToString::to_string),
        options: texts(&d.options),
        expectation: d.expectation.to_string(),
        ground: d.ground.to_string(),
        review: d.review.map(day_month_year),
        fits: basis.fits,
    })
}

/// What the signatory is called: by office, because an office signs.
fn office(advice: &Advice, agency: &AgencyId) -> Say {
    match advice.basis().and_then(|b| b.trio.iter().position(|a| a == agency)) {
        Some(0) => Say::of("De burgemeester", "The mayor"),
        Some(1) => Say::of("De politiechef", "The police chief"),
        Some(_) | None => Say::of("De officier van justitie", "The public prosecutor"),
    }
}

pub(super) fn signatures(ask: &Ask, advice: &Advice) -> Vec<Signature> {
    let votes = advice.round().map(|r| r.votes.as_slice()).unwrap_or_default();
    let sign = |agency: &AgencyId| {
        let vote: Option<&Vote> = votes.iter().find(|v| &v.by.agency == agency);
        Signature {
            role: office(advice, agency).to(ask.lang).to_owned(),
            agency: ask.directory.agency_name(agency),
            by: vote.map(|v| AuthorSays::of(ask, &v.by)),
            mine: agency == &ask.actor.agency.id,
            choice: vote.map(|v| v.choice.says().to(ask.lang).to_owned()),
            on: vote.map(|v| day_month_year(v.on)),
            reason: vote.and_then(|v| v.reason.as_ref()).map(ToString::to_string),
        }
    };
    advice.signatories().iter().map(sign).collect()
}

fn earlier(ask: &Ask, advice: &Advice) -> Vec<Earlier> {
    let present = advice.text_number();
    let old = advice.rounds().iter().filter(|r| r.text != present);
    old.map(|r| Earlier {
        issued: day_month_year(r.issued),
        end: match &r.end {
            Some(end) => end.outcome.says().to(ask.lang).to_owned(),
            None => ask.lang.both("Ingetrokken: de tekst veranderde", "Withdrawn: the text changed").to_owned(),
        },
        issued_by: AuthorSays::of(ask, &r.by),
        votes: r
            .votes
            .iter()
            .map(|v| {
                let reason = v.reason.as_ref().map(ToString::to_string);
                (AuthorSays::of(ask, &v.by), v.choice.says().to(ask.lang).to_owned(), reason)
            })
            .collect(),
    })
    .collect()
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadAdvice>, filled: Filled) -> Result<Page, Trouble> {
    let (ask, advice, lang) = (&visit.ask, visit.dossier(), visit.ask.lang);
    let own = &ask.actor.agency.id;
    let in_round = advice.state() == State::Round;
    let deadline = advice.round().filter(|_| in_round).map(|r| r.deadline);
    let asked = in_round && advice.signatories().contains(own) && !advice.has_decided(own);
    let decides = asked && visit.may::<DecideAdvice>();
    let issues = advice.state() == State::Drafted && visit.may::<IssueAdvice>();
    let body = ReadPage {
        lang,
        here: places::ADVICES.of(visit.id()),
        reference: advice.basis().map(|b| b.reference.to_string()).unwrap_or_default(),
        state: advice.state().says().to(lang).to_owned(),
        mode: advice.mode().says().to(lang).to_owned(),
        table: draw(&advice.places(), |agency| ask.directory.agency_name(agency), lang),
        deadline: deadline.map(day_month_year),
        late: deadline.is_some_and(|d| d < ask.today),
        sheet: sheet(ask, advice),
        issued: advice.round().map(|r| (AuthorSays::of(ask, &r.by), day_month_year(r.issued))),
        signatures: signatures(ask, advice),
        earlier: earlier(ask, advice),
        may_write: visit.may::<RedraftAdvice>(),
        issue: issues.then(|| decide::issue_form(&visit, &filled)),
        lacks: asked.then(|| visit.lacks_mandate::<DecideAdvice>()).flatten(),
        decide: decides.then(|| decide::decide_form(&visit, &filled)),
        weighing: advice.basis().map(|b| places::WEIGHINGS.of(b.weighing)).unwrap_or_default(),
        case: advice.case().is_some(),
        open_at: (advice.may_open().is_ok() && visit.may::<OpenCaseFromAdvice>())
            .then(|| places::case_from_advice(visit.id())),
        blocked: advice.state() == State::Approved && advice.may_open().is_err(),
        why: visit.seen.why().grounds.iter().map(|g| (g.says.to(lang).to_owned(), g.law.clone())).collect(),
    };
    Ok(Page::of(ask, Say::of("Advies", "Advice"), body))
}
