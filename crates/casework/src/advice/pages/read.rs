//! The advice as one sheet, with the signatures below it; on paper only the sheet remains.

use super::{decide, restated, taking, write};
use crate::advice::{
    Advice, DecideAdvice, IssueAdvice, OpenCaseFromAdvice, ReadAdvice, ReadPersons, RecallAdvice, RedraftAdvice, State,
    Vote, Withdrawn,
};
use crate::outgoing::Taking;
use crate::places;
use crate::table::{AuthorSays, Lack, Paper, Parts, Sitting, Stage, Way, draw, steps};
use kernel::{AgencyId, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Filled, Html, Icon, Page, Trouble, Visit};

#[derive(Serialize, JsonSchema)]
pub(super) struct Sheet {
    pub(super) to: String,
    pub(super) about: String,
    pub(super) municipality: String,
    pub(super) written: ShownDay,
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
    pub(super) review: Option<ShownDay>,
    /// What it goes without, in words.
    pub(super) without: Vec<String>,
    pub(super) fits: bool,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Signature {
    pub(super) role: String,
    pub(super) agency: String,
    /// Who decided in the name of that office, with function and in which right.
    pub(super) by: Option<AuthorSays>,
    pub(super) mine: bool,
    pub(super) choice: Option<String>,
    pub(super) on: Option<ShownDay>,
    pub(super) reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Earlier {
    issued: ShownDay,
    end: String,
    issued_by: AuthorSays,
    /// Who took it back, and why.
    recalled: Option<(AuthorSays, String)>,
    /// What it said then.
    text: Parts,
    votes: Vec<(AuthorSays, String, Option<String>)>,
    /// What was sent back in it and withdrawn.
    withdrawn: Vec<(AuthorSays, String, String)>,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "advice/pages/read.html")]
pub(crate) struct ReadPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    state: String,
    mode: String,
    /// The table, drawn and told.
    table: String,
    #[serde(skip)]
    steps: String,
    deadline: Option<ShownDay>,
    late: bool,
    acute: bool,
    sheet: Option<Sheet>,
    /// Who laid it before them, and when.
    issued: Option<(AuthorSays, ShownDay)>,
    signatures: Vec<Signature>,
    earlier: Vec<Earlier>,
    may_write: bool,
    /// That what it rests on was put right, and what that means.
    mended: Option<(String, String)>,
    /// Who sent it back, and with which remark.
    remark: Option<(AuthorSays, String)>,
    /// The form to withdraw it, for who sent it back.
    withdraw: Option<Html>,
    /// What was sent back in this round and withdrawn: who, the remark, and why.
    withdrawn: Vec<(AuthorSays, String, String)>,
    recall: Option<Html>,
    /// Whether there was another text before this one.
    rewritten: bool,
    issue: Option<Html>,
    decide: Option<Html>,
    lacks: Option<String>,
    weighing: String,
    case: bool,
    /// Where the approved case is opened.
    open_at: Option<String>,
    blocked: bool,
    /// About taking it along on paper.
    #[serde(skip)]
    taking: Option<Taking>,
    why: Vec<(String, String)>,
}

fn texts(notes: &[Note]) -> Vec<String> {
    notes.iter().map(ToString::to_string).collect()
}

pub(super) fn sheet(ask: &Ask, advice: &Advice) -> Option<Sheet> {
    let (basis, text) = (advice.basis()?, advice.text()?);
    let d = &text.decision;
    let person = |about: &crate::weighing::Subject| {
        let born = about.born.map(|b| format!(", {} {}", ask.lang.both("geboren", "born"), b));
        format!("{}{}", about.name, born.unwrap_or_default())
    };
    // What they signed is told beside what is so: a sheet that was decided on does not change unseen.
    let before = advice.decided_on().map(|was| {
        format!(
            " ({} {})",
            ask.lang.both("bij het besluit stond hier:", "at the decision it said:"),
            person(&was.subject)
        )
    });
    Some(Sheet {
        to: advice.mode().addressed().to(ask.lang).to_owned(),
        about: format!("{}{}", person(&basis.subject), before.unwrap_or_default()),
        municipality: ask.directory.municipality_name(&basis.municipality),
        written: day_month_year(advice.written()?),
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
        without: Lack::tell(&d.lacks(), ask.lang),
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

/// A remark that was withdrawn: by whom, what it said, and why.
fn withdrawn(ask: &Ask, one: &Withdrawn) -> (AuthorSays, String, String) {
    let remark = one.vote.reason.as_ref().map(ToString::to_string).unwrap_or_default();
    (AuthorSays::of(ask, &one.by), remark, one.reason.to_string())
}

fn earlier(ask: &Ask, advice: &Advice) -> Vec<Earlier> {
    let one = |r: &crate::advice::Round| Earlier {
        issued: day_month_year(r.issued),
        end: match (&r.end, &r.recalled) {
            (None, None) if r.fell.is_some() => {
                ask.lang.both("Vervallen: de aanmelding werd verbeterd", "Lapsed: the filing was corrected").to_owned()
            }
            (Some(end), _) => end.outcome.says().to(ask.lang).to_owned(),
            (None, Some(_)) => ask.lang.both("Teruggehaald", "Taken back").to_owned(),
            (None, None) => ask.lang.both("Ingetrokken: de tekst veranderde", "Withdrawn: the text changed").to_owned(),
        },
        issued_by: AuthorSays::of(ask, &r.by),
        recalled: r.recalled.as_ref().map(|one| (AuthorSays::of(ask, &one.by), one.reason.to_string())),
        withdrawn: r.withdrawn.iter().map(|one| withdrawn(ask, one)).collect(),
        text: advice.text_of(r.text).map(|text| write::parts(ask.lang, text)).unwrap_or_default(),
        votes: r
            .votes
            .iter()
            .map(|v| {
                let reason = v.reason.as_ref().map(ToString::to_string);
                (AuthorSays::of(ask, &v.by), v.choice.says().to(ask.lang).to_owned(), reason)
            })
            .collect(),
    };
    advice.earlier().map(one).collect()
}

/// Where it is on its way from signal to case.
fn way(advice: &Advice, lang: Lang, weighing: &str) -> String {
    let state = advice.state().says();
    let reached = if advice.case().is_some() { Stage::Case } else { Stage::Advice };
    let at = Some((Stage::Weighing, weighing.to_owned())).filter(|(_, at)| !at.is_empty()).into_iter().collect();
    let over = advice.state() == State::Declined;
    steps(&Way { now: Stage::Advice, state: state.to(lang), reached, skips: None, over, at }, lang)
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadAdvice>, filled: Filled) -> Result<Page<ReadPage>, Trouble> {
    let (ask, advice, lang) = (&visit.ask, visit.dossier(), visit.ask.lang);
    let own = &ask.actor.agency.id;
    let in_round = advice.state() == State::Round;
    let deadline = advice.round().filter(|_| in_round).map(|r| r.deadline);
    let asked = in_round && advice.signatories().contains(own) && !advice.has_decided(own);
    let decides = asked && visit.may::<DecideAdvice>();
    let issues = advice.state() == State::Drafted && visit.may::<IssueAdvice>();
    let by = decide::writer(&ask.actor, ask.today);
    let signs = advice.is_signed_by(by);
    let recalls = visit.may::<RecallAdvice>() && advice.may_recall(by).is_ok();
    let remark =
        advice.remark().and_then(|vote| Some((AuthorSays::of(ask, &vote.by), vote.reason.as_ref()?.to_string())));
    let seats = advice.places();
    let weighing = advice.basis().map(|b| places::WEIGHINGS.of(b.weighing)).unwrap_or_default();
    let papers =
        vec![Paper { icon: Icon::Paper, says: lang.both("het advies", "the advice").to_owned(), at: "#advice" }];
    let body = ReadPage {
        lang,
        here: places::ADVICES.of(visit.id()),
        reference: advice.basis().map(|b| b.reference.to_string()).unwrap_or_default(),
        state: advice.state().says().to(lang).to_owned(),
        mode: advice.mode().says().to(lang).to_owned(),
        table: draw(&seats, &Sitting::of::<ReadAdvice, ReadPersons>(&visit, &seats), papers),
        steps: way(advice, lang, &weighing),
        deadline: deadline.map(day_month_year),
        late: deadline.is_some_and(|d| d < ask.today),
        acute: advice.basis().is_some_and(|basis| basis.acute),
        sheet: sheet(ask, advice),
        issued: advice.round().map(|r| (AuthorSays::of(ask, &r.by), day_month_year(r.issued))),
        signatures: signatures(ask, advice),
        earlier: earlier(ask, advice),
        rewritten: advice.text_number() > 1,
        may_write: visit.may::<RedraftAdvice>() && !signs,
        recall: recalls.then(|| decide::recall_form(&visit, &filled)),
        withdraw: (visit.may::<DecideAdvice>() && advice.may_withdraw(own).is_ok())
            .then(|| decide::withdraw_form(&visit, &filled)),
        withdrawn: advice
            .round()
            .map(|r| r.withdrawn.iter().map(|one| withdrawn(ask, one)).collect())
            .unwrap_or_default(),
        mended: restated::notice(ask, advice),
        remark,
        issue: issues.then(|| decide::issue_form(&visit, &filled)),
        lacks: asked.then(|| visit.lacks_mandate::<DecideAdvice>()).flatten(),
        decide: decides.then(|| decide::decide_form(&visit, &filled)),
        weighing,
        case: advice.case().is_some(),
        open_at: (advice.may_open().is_ok() && visit.may::<OpenCaseFromAdvice>())
            .then(|| places::case_from_advice(visit.id())),
        blocked: advice.state() == State::Approved && advice.may_open().is_err(),
        taking: taking::taking(&visit, &filled),
        why: visit.seen.why().grounds.iter().map(|g| (g.says.to(lang).to_owned(), g.law.clone())).collect(),
    };
    Ok(Page::of(ask, Say::of("Advies", "Advice"), body))
}
