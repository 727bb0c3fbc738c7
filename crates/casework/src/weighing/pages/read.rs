//! The weighing as its table sees it: the filing, who has spoken, the views side by side, the judgement and its keys.

use super::{
    filed::Filed,
    round::{RoundShown, shown},
    urgent::{self, Urgency},
    words::{reference, way as way_on},
};
use crate::places;
use crate::referral::pages::begin::{Earlier, earlier as handed_over};
use crate::table::{AuthorSays, Paper, Sitting, Stage, Way, draw, steps};
use crate::weighing::{
    AddToView, Advise, ConfirmUrgent, Consult, DraftJudgement, HandInView, Jot, OpenCaseFromWeighing, ReadPersons,
    ReadWeighing, ReferWeighing, SettleNoAgreement, Settled, State, SupplyToTrio, TurnKey, Weighing,
};
use kernel::{Lang, Say, ShownDay, ShownMoment, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Growing, Html, Icon, Leaf, Page, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "weighing/pages/read.html")]
pub(crate) struct ReadPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    state: String,
    due: Option<ShownDay>,
    late: bool,
    /// The table, drawn and told.
    table: String,
    #[serde(skip)]
    steps: String,
    /// The picture of what is asked.
    #[serde(skip)]
    sign: Icon,
    /// While each writes apart: whose view is in.
    #[serde(skip)]
    envelopes: Vec<Envelope>,
    /// Where the judgement of this round stands on the page.
    #[serde(skip)]
    judgement: String,
    /// What is asked of the reader now.
    next: Option<String>,
    filed: Filed,
    /// Who of the three saw what cannot wait.
    urgency: Option<Urgency>,
    /// The button by which this reader confirms it.
    confirm: Option<Html>,
    /// Since when something of it was put right.
    mended: Option<ShownDay>,
    sealed: bool,
    waits: bool,
    may_hand_in: bool,
    may_add: bool,
    replaces: bool,
    may_judge: bool,
    /// What was written along and is in no judgement yet: about what, what, by whom, and where it is written on.
    jots: Vec<(Say, String, AuthorSays, String)>,
    may_consult: bool,
    may_supply: bool,
    may_settle: bool,
    may_advise: bool,
    /// Whether it goes on only once it is known whom it is about.
    nameless: bool,
    /// Where the case is opened, in a region without a triangle.
    open_at: Option<String>,
    advice: Option<String>,
    /// What was handed over to another kind of table.
    referred: Vec<Earlier>,
    /// Where that is done, for who may.
    #[serde(skip)]
    refer: Option<String>,
    case: bool,
    round: Option<RoundShown>,
    earlier: Vec<RoundShown>,
    settled: Vec<(String, String, Vec<AuthorSays>)>,
    /// What one of the three proposed, whom it waits for, and whether that is who reads.
    proposed: Option<(String, AuthorSays, bool)>,
    turn: Option<Html>,
    disagree: Option<Html>,
    lacks: Option<String>,
    history: Vec<(ShownMoment, AuthorSays, String)>,
    history_leaf: Leaf,
    why: Vec<(String, String)>,
}

/// A view while each writes apart: handed in or not, and whether this reader may open it.
struct Envelope {
    agency: String,
    me: bool,
    handed_in: bool,
    open: bool,
}

fn envelopes(visit: &Visit<ReadWeighing>) -> Vec<Envelope> {
    let (ask, weighing) = (&visit.ask, visit.dossier());
    let Some(round) = weighing.round().filter(|_| weighing.state() == State::Analysing) else { return Vec::new() };
    let readable = weighing.views_of(round, &ask.actor.agency.id);
    let one = |agency: &kernel::AgencyId| Envelope {
        agency: ask.directory.agency_name(agency),
        me: *agency == ask.actor.agency.id,
        handed_in: weighing.handed_in(agency),
        open: readable.iter().any(|view| view.by.agency == *agency),
    };
    weighing.trio().iter().map(one).collect()
}

/// What lies on the table, with where it is read.
fn papers(lang: Lang, filed: &Filed, round: Option<&RoundShown>) -> Vec<Paper> {
    let many = |n: usize, one: &'static str, more: &'static str| format!("{n} {}", if n == 1 { one } else { more });
    let facts = many(filed.facts.len(), lang.both("feit", "fact"), lang.both("feiten", "facts"));
    let facts = (Icon::Eye, facts, "#filed-facts");
    let views = round.map(|r| r.authors.len()).filter(|n| *n > 0);
    let views = views.map(|n| many(n, lang.both("zienswijze", "view"), lang.both("zienswijzen", "views")));
    let views = views.map(|says| (Icon::Speech, says, "#views"));
    let judged = round.is_some_and(|r| r.judged.is_some());
    let judged = judged.then(|| (Icon::Paper, lang.both("het oordeel", "the judgement").to_owned(), "#views"));
    let all = [judged, views, Some(facts)].into_iter().flatten();
    all.map(|(icon, says, at)| Paper { icon, says, at }).collect()
}

/// Where it is on its way from signal to case.
fn way(weighing: &Weighing, (state, alone): (&str, bool), lang: Lang, advice: Option<&String>) -> String {
    let over = match weighing.state() {
        State::DoesNotFit
        | State::CareNeeded
        | State::OtherTable
        | State::CriminalTrack
        | State::Ended
        | State::NotFollowed => true,
        State::Analysing | State::Open | State::Fits | State::NoAgreement | State::Referred => false,
    };
    let reached = match (weighing.case(), weighing.advice()) {
        (Some(_), _) => Stage::Case,
        (None, Some(_)) => Stage::Advice,
        (None, None) => Stage::Weighing,
    };
    let at = advice.map(|at| (Stage::Advice, at.clone())).into_iter().collect();
    let skips = (alone && weighing.advice().is_none()).then_some(Stage::Advice);
    steps(&Way { now: Stage::Weighing, state, reached, skips, over, at }, lang)
}

/// The one thing that is asked of who reads.
fn next(visit: &Visit<ReadWeighing>, alone: bool) -> Option<Say> {
    let (weighing, own) = (visit.dossier(), &visit.ask.actor.agency.id);
    let owes_yes = weighing.way().is_some_and(|way| !way.keys.is_turned(own));
    match weighing.state() {
        State::Analysing if weighing.may_hand_in(own) && !weighing.handed_in(own) => {
            Some(Say::of("Schrijf uw zienswijze.", "Write your view."))
        }
        State::Open if weighing.text().is_none() && visit.may::<DraftJudgement>() => {
            Some(Say::of("Schrijf samen het oordeel.", "Write the judgement together."))
        }
        State::Open if weighing.text().is_some() && visit.may::<TurnKey>() && !weighing.has_answered(own) => {
            Some(Say::of(
                "Lees het oordeel. Draai uw sleutel om, of zeg waarom niet.",
                "Read the judgement. Turn your key, or say why not.",
            ))
        }
        State::NoAgreement | State::Referred if visit.may::<SettleNoAgreement>() && owes_yes => Some(Say::of(
            "Zeg of u instemt met het voorstel over hoe het verder gaat.",
            "Say whether you agree with the proposal on how to proceed.",
        )),
        State::NoAgreement if visit.may::<SettleNoAgreement>() && weighing.way().is_none() => {
            Some(Say::of("Kies samen hoe het verder gaat.", "Choose together how to proceed."))
        }
        State::Fits | State::Referred if weighing.may_advise().is_ok() && visit.may::<Advise>() => Some(if alone {
            Say::of("Open de casus.", "Open the case.")
        } else {
            Say::of("Schrijf het advies aan de driehoek.", "Write the advice to the triangle.")
        }),
        State::Analysing
        | State::Open
        | State::Fits
        | State::DoesNotFit
        | State::CareNeeded
        | State::OtherTable
        | State::CriminalTrack
        | State::NoAgreement
        | State::Referred
        | State::Ended
        | State::NotFollowed => None,
    }
}

const HISTORY: Growing = Growing::of("gebeurd", "history", ("gebeurtenissen", "events"), 25);

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<ReadPage>, Trouble> {
    let (ask, weighing, id) = (&visit.ask, visit.dossier(), visit.id());
    let own = &ask.actor.agency.id;
    let lang = ask.lang;
    let earlier = weighing.rounds().len().saturating_sub(1);
    let sits = weighing.trio().contains(own);
    let due = weighing.round().filter(|_| weighing.concluded_on().is_none()).map(|r| r.due);
    let asked = sits && weighing.text().is_some() && !weighing.has_answered(own);
    let answers = asked && visit.may::<TurnKey>();
    let lacks = match weighing.state() {
        State::Open if asked => visit.lacks_mandate::<TurnKey>(),
        State::NoAgreement => visit.lacks_mandate::<SettleNoAgreement>(),
        State::Analysing
        | State::Open
        | State::Fits
        | State::DoesNotFit
        | State::CareNeeded
        | State::OtherTable
        | State::CriminalTrack
        | State::Referred
        | State::Ended
        | State::NotFollowed => None,
    };
    let goes_on = weighing.may_advise().is_ok();
    let alone = ask.vault.setting("triangle.mode").await?.as_deref() == Some("none");
    let past = visit.seen.history(HISTORY.place(ask)).await?;
    let history_leaf =
        HISTORY.read(ask, &places::WEIGHINGS.of(id), past.older, (past.moments.len(), Some(visit.seen.seq())));
    let happened = |(stamp, says): (vault::Stamp, Option<Say>)| {
        let by = AuthorSays::happened(ask, &stamp, says.is_none());
        let says = says.unwrap_or(Say::of("Gewist.", "Erased.")).to(lang).to_owned();
        (kernel::local_minute(stamp.at), by, says)
    };
    let settled = |(chosen, by): &(Settled, Vec<vault::Author>)| {
        let by = by.iter().map(|one| AuthorSays::of(ask, one)).collect();
        (way_on(chosen.how).to(lang).to_owned(), chosen.why.to_string(), by)
    };
    let proposed = weighing.way().and_then(|way| {
        let says = way_on(way.way.how).to(lang).to_owned();
        Some((says, AuthorSays::of(ask, way.by()?), sits && !way.keys.is_turned(own)))
    });
    let jot = |jot: &Jot| {
        let at = places::WEIGHINGS.under(id, &format!("/meeschrijven/{}", jot.part.number()));
        (jot.part.says(), jot.text.to_string(), AuthorSays::of(ask, &jot.by), at)
    };
    let history = past.moments.into_iter().map(happened).collect();
    let state = weighing.state().says().to(lang).to_owned();
    let advice = weighing.advice().map(|a| places::ADVICES.of(a));
    let home = places::WEIGHINGS.of(id);
    let (filed, round) = (Filed::of(ask, weighing), weighing.round().map(|r| shown(ask, weighing, (&home, r))));
    let (seats, next) = (weighing.places(), next(&visit, alone));
    let sign = match (&next, answers) {
        (None, _) => Icon::Wait,
        (Some(_), true) => Icon::Key,
        (Some(_), false) => Icon::Pen,
    };
    let sitting = Sitting::of::<ReadWeighing, ReadPersons>(&visit, &seats);
    let body = ReadPage {
        lang,
        here: places::WEIGHINGS.of(id),
        reference: reference(weighing),
        steps: way(weighing, (&state, alone), lang, advice.as_ref()),
        state,
        sign,
        envelopes: envelopes(&visit),
        judgement: round.as_ref().and_then(|r| r.judged.as_ref()).map(|j| j.id.clone()).unwrap_or_default(),
        due: due.map(day_month_year),
        late: due.is_some_and(|d| d < ask.today),
        next: next.map(|says| says.to(lang).to_owned()),
        table: draw(&seats, &sitting, papers(lang, &filed, round.as_ref())),
        filed,
        urgency: Urgency::of(ask, weighing),
        confirm: (visit.may::<ConfirmUrgent>() && weighing.confirm_urgent(own).is_ok())
            .then(|| urgent::form(id).html(ask, &filled, Some(visit.seq()))),
        mended: weighing.restatings().last().map(|last| day_month_year(last.on)),
        sealed: weighing.state() == State::Analysing && sits && !weighing.handed_in(own),
        waits: weighing.state() == State::Analysing && (!sits || weighing.handed_in(own)),
        may_hand_in: visit.may::<HandInView>() && weighing.may_hand_in(own),
        may_add: visit.may::<AddToView>() && weighing.may_add_to_view(own).is_ok(),
        replaces: weighing.handed_in(own),
        may_judge: visit.may::<DraftJudgement>(),
        jots: weighing.round().map(|round| round.jots.iter().map(jot).collect()).unwrap_or_default(),
        may_consult: visit.may::<Consult>(),
        may_supply: visit.may::<SupplyToTrio>(),
        may_settle: visit.may::<SettleNoAgreement>(),
        nameless: weighing.waits_for_a_name(),
        may_advise: goes_on && !alone && visit.may::<Advise>(),
        open_at: (goes_on && alone && weighing.may_collect().is_ok() && visit.may::<OpenCaseFromWeighing>())
            .then(|| places::case_from_weighing(id)),
        advice,
        referred: handed_over(ask, weighing.referrals()).await?,
        refer: (weighing.may_hand_over().is_ok() && visit.may::<ReferWeighing>())
            .then(|| places::WEIGHINGS.under(id, places::REFERRING)),
        case: weighing.case().is_some(),
        round,
        earlier: weighing.rounds().iter().take(earlier).map(|r| shown(ask, weighing, (&home, r))).collect(),
        settled: weighing.settled().iter().map(settled).collect(),
        proposed,
        lacks,
        turn: answers.then(|| super::keys::turn_form(&visit, &filled)),
        disagree: answers.then(|| super::keys::disagree_form(&visit, &filled)),
        history,
        history_leaf,
        why: visit.seen.why().grounds.iter().map(|g| (g.says.to(lang).to_owned(), g.law.clone())).collect(),
    };
    Ok(Page::of(ask, Say::of("Weging", "Weighing"), body))
}
