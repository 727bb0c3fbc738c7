//! The weighing as its table sees it: the filing, who has spoken, the views side by side, the judgement and its keys.

use super::{
    filed::Filed,
    round::{RoundShown, shown},
    words::{reference, way},
};
use crate::places;
use crate::table::{AuthorSays, draw};
use crate::weighing::{
    Advise, Consult, DraftJudgement, HandInView, OpenCaseFromWeighing, ReadWeighing, SettleNoAgreement, Settled, State,
    SupplyToTrio, TurnKey,
};
use kernel::{Lang, Say, day_month_year};
use serde::Serialize;
use web::{Filled, Growing, Html, Leaf, Page, Trouble, Visit};

#[derive(askama::Template, Serialize)]
#[template(path = "weighing/pages/read.html")]
struct ReadPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    state: String,
    due: Option<String>,
    late: bool,
    /// The table, drawn and told.
    table: String,
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
    /// Where the case is opened, in a region without a triangle.
    open_at: Option<String>,
    advice: Option<String>,
    case: bool,
    round: Option<RoundShown>,
    earlier: Vec<RoundShown>,
    settled: Vec<(String, String, AuthorSays)>,
    turn: Option<Html>,
    disagree: Option<Html>,
    lacks: Option<String>,
    history: Vec<(String, AuthorSays, String)>,
    history_leaf: Leaf,
    why: Vec<(String, String)>,
}

/// The one thing that is asked of who reads.
fn next(visit: &Visit<ReadWeighing>, alone: bool) -> Option<Say> {
    let (weighing, own) = (visit.dossier(), &visit.ask.actor.agency.id);
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
        State::NoAgreement if visit.may::<SettleNoAgreement>() => {
            Some(Say::of("Kies samen hoe het verder gaat.", "Choose together how to go on."))
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
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page, Trouble> {
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
    let settled = |(chosen, by): &(Settled, vault::Author)| {
        (way(chosen.how).to(lang).to_owned(), chosen.why.to_string(), AuthorSays::of(ask, by))
    };
    let history = past.moments.into_iter().map(happened).collect();
    let body = ReadPage {
        lang,
        here: places::WEIGHINGS.of(id),
        reference: reference(weighing),
        state: weighing.state().says().to(lang).to_owned(),
        due: due.map(day_month_year),
        late: due.is_some_and(|d| d < ask.today),
        next: next(&visit, alone).map(|says| says.to(lang).to_owned()),
        table: draw(&weighing.places(), |agency| ask.directory.agency_name(agency), lang),
        filed: Filed::of(ask, weighing),
        sealed: weighing.state() == State::Analysing && sits && !weighing.handed_in(own),
        waits: weighing.state() == State::Analysing && (!sits || weighing.handed_in(own)),
        may_hand_in: visit.may::<HandInView>() && weighing.may_hand_in(own),
        replaces: weighing.handed_in(own),
        may_judge: visit.may::<DraftJudgement>(),
        may_consult: visit.may::<Consult>(),
        may_supply: visit.may::<SupplyToTrio>(),
        may_settle: visit.may::<SettleNoAgreement>(),
        may_advise: goes_on && !alone && visit.may::<Advise>(),
        open_at: (goes_on && alone && weighing.may_collect().is_ok() && visit.may::<OpenCaseFromWeighing>())
            .then(|| places::case_from_weighing(id)),
        advice: weighing.advice().map(|a| places::ADVICES.of(a)),
        case: weighing.case().is_some(),
        round: weighing.round().map(|r| shown(ask, weighing, r)),
        earlier: weighing.rounds().iter().take(earlier).map(|r| shown(ask, weighing, r)).collect(),
        settled: weighing.settled().iter().map(settled).collect(),
        lacks,
        turn: answers.then(|| super::keys::turn_form(&visit, &filled)),
        disagree: answers.then(|| super::keys::disagree_form(&visit, &filled)),
        history,
        history_leaf,
        why: visit.seen.why().grounds.iter().map(|g| (g.says.to(lang).to_owned(), g.law.clone())).collect(),
    };
    Ok(Page::of(ask, Say::of("Weging", "Weighing"), body))
}
