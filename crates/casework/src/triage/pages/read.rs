//! One submission: what was submitted, how those who sit there see it, the decision with its keys; and for who submitted it what came of it.

use super::said::Said;
use super::{informed, views, when};
use crate::places;
use crate::table::{AuthorSays, KeySays, Lack, Parts};
use crate::triage::{
    About, AnswerMore, DraftRuling, HearOutcome, OpenFromTriage, Outcome, ReadTriage, Ruling, SaySeen, State, Text,
    TurnKey, Withdraw,
};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Field, Filled, FormSpec, Html, Page, Trouble, Visit};

/// How one of those who sit there sees it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TriageView")]
pub(super) struct SeenBy {
    pub(super) by: AuthorSays,
    pub(super) on: ShownDay,
    pub(super) fit: String,
    pub(super) why: String,
}

/// The decision, for who sits there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TriageRuling")]
struct RulingView {
    by: AuthorSays,
    on: ShownDay,
    parts: Parts,
    keys: Vec<KeySays>,
    /// What it goes without, in words.
    without: Vec<String>,
    objections: Vec<(AuthorSays, String)>,
}

/// What who submitted it hears.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TriageHeard")]
struct Hears {
    outcome: String,
    elsewhere: Option<String>,
    feedback: String,
}

/// A form; open when it was just sent and has to be mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TriageAsking")]
struct Asking {
    open: bool,
    form: Html,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "triage/pages/read.html")]
pub(super) struct TriagePage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    municipality: String,
    state: String,
    #[serde(skip)]
    waits: bool,
    submitter: AuthorSays,
    since: ShownDay,
    /// The triage that it goes to.
    round: Option<ShownDay>,
    #[serde(skip)]
    round_says: Option<String>,
    said: Option<Said>,
    /// Whether the reader sits at the triage; else what is said there is not for them.
    table: bool,
    views: Vec<SeenBy>,
    /// Who sits there and has not said anything yet.
    silent: Vec<String>,
    /// Whether what was said here went with the opening of the case.
    erased: bool,
    ruling: Option<RulingView>,
    hears: Option<Hears>,
    /// What the person knows, as was said after that.
    heard: Option<String>,
    withdrawn: Option<String>,
    view: Option<Html>,
    turn: Option<Html>,
    disagree: Option<Asking>,
    more: Option<Html>,
    hear: Option<Html>,
    withdraw: Option<Asking>,
    #[serde(skip)]
    may_draft: bool,
    /// Why no decision may be written yet.
    #[serde(skip)]
    early: Option<String>,
    #[serde(skip)]
    lacks: Option<String>,
    open_at: Option<String>,
    why: Vec<String>,
}

fn ruling_of(ask: &Ask, text: &Text, keys: &crate::table::Keys, state: State) -> RulingView {
    let (lang, Ruling { decision, elsewhere, feedback }) = (ask.lang, &text.ruling);
    let mut parts = decision.parts(lang);
    if let Some(elsewhere) = elsewhere {
        parts.insert(1, (lang.both("Waar het hoort", "Where it belongs").to_owned(), elsewhere.to_string()));
    }
    parts.push((lang.both("Wat de aanmelder leest", "What who submitted it reads").to_owned(), feedback.to_string()));
    let lacks = if state == State::Waiting { decision.lacks() } else { decision.lacks_taken() };
    RulingView {
        by: AuthorSays::of(ask, &text.by),
        on: day_month_year(text.on),
        parts,
        keys: KeySays::all(ask, keys),
        without: Lack::tell(&lacks, lang),
        objections: text.objections.iter().map(|no| (AuthorSays::of(ask, &no.by), no.reason.to_string())).collect(),
    }
}

fn withdraw_form(to: String) -> FormSpec {
    FormSpec::to(to, Say::of("Aanmelding intrekken", "Withdraw the submission"))
        .field(Field::note("reason", Say::of("Waarom?", "Why?")).hint(Say::of(
            "Deze reden blijft. Schrijf er niets in over de persoon.",
            "This reason stays. Write nothing in it about the person.",
        )))
        .secondary()
        .ends(Say::of("Wat u aanmeldde, wordt hier meteen gewist.", "What you submitted is erased here at once."))
}

fn more_form(to: String) -> FormSpec {
    FormSpec::to(to, Say::of("Aanvulling indienen", "Hand in what you add")).field(
        Field::note("text", Say::of("Uw aanvulling", "What you add"))
            .hint(Say::of("Alleen wat er gevraagd is.", "Only what was asked."))
            .mindful(),
    )
}

fn hear_form(to: String) -> FormSpec {
    let form = FormSpec::to(to, Say::of("Ik heb dit gelezen", "I have read this"));
    informed::fields(form, Say::of("Weet de betrokkene dit?", "Does the person know this?"))
}

/// The views of those who sit there, and who is silent as yet.
pub(super) fn seen(ask: &Ask, triage: &crate::triage::Triage) -> (Vec<SeenBy>, Vec<String>) {
    let view = |view: &crate::triage::View| SeenBy {
        by: AuthorSays::of(ask, &view.by),
        on: day_month_year(view.on),
        fit: view.fit.says().to(ask.lang).to_owned(),
        why: view.why.to_string(),
    };
    let silent = triage.about().into_iter().flat_map(About::judging);
    let silent = silent.filter(|agency| triage.view_of(agency).is_none());
    (triage.views().iter().map(view).collect(), silent.map(|agency| ask.directory.agency_name(agency)).collect())
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadTriage>, filled: Filled) -> Result<Page<TriagePage>, Trouble> {
    let (ask, triage, id) = (&visit.ask, visit.dossier(), visit.id());
    let about = triage.about().ok_or(Trouble::Denied)?;
    let (own, here, state) = (&ask.actor.agency.id, places::TRIAGES.of(id), triage.state());
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let at = |rest: &str| places::TRIAGES.under(id, rest);
    let asking = |rest: &str, form: Html| Asking { open: filled.is_for(&at(rest)), form };
    // As long as it lies there; after that what was said there is for nobody who does not sit on.
    let table = about.sits(own) && matches!(state, State::Waiting | State::Asked | State::Taken | State::Opened);
    let mine = about.submitter.agency == *own;
    let (views, silent) = if table { seen(ask, triage) } else { (Vec::new(), Vec::new()) };
    let may_see = visit.may::<SaySeen>() && triage.may_see(own).is_ok();
    let writes = visit.may::<DraftRuling>();
    let early = triage.may_draft(ask.today).err().map(|not| not.why.to(ask.lang).to_owned());
    let may_turn = visit.may::<TurnKey>() && triage.text().is_some() && !triage.has_answered(own);
    let hears = triage.decided().filter(|_| mine).map(|ruling| Hears {
        outcome: ruling.decision.outcome.says().to(ask.lang).to_owned(),
        elsewhere: ruling.elsewhere.as_ref().map(ToString::to_string),
        feedback: ruling.feedback.to_string(),
    });
    let round = triage.round().filter(|_| state == State::Waiting);
    let opens = triage.outcome() == Some(Outcome::Case) && visit.may::<OpenFromTriage>();
    let body = TriagePage {
        lang: ask.lang,
        reference: about.reference.to_string(),
        municipality: ask.directory.municipality_name(&about.municipality),
        state: state.says().to(ask.lang).to_owned(),
        waits: state == State::Waiting,
        submitter: AuthorSays::of(ask, &about.submitter),
        since: day_month_year(about.since),
        round: round.map(day_month_year),
        round_says: round.map(|day| when::named(day, ask.lang)),
        said: Said::of(ask.lang, triage),
        table,
        erased: triage.case().is_some(),
        silent: if triage.case().is_some() { Vec::new() } else { silent },
        views,
        ruling: triage.text().filter(|_| table).map(|text| ruling_of(ask, text, triage.keys(), state)),
        hears,
        heard: triage.heard().filter(|_| mine).map(|(_, knows)| informed::told(ask.lang, knows)),
        withdrawn: triage.withdrawn().map(ToString::to_string),
        view: may_see.then(|| views::view_form(&visit, &filled)),
        turn: may_turn.then(|| views::turn_form(&visit, &filled)),
        disagree: may_turn.then(|| asking("/niet-instemmen", views::disagree_form(&visit, &filled))),
        more: (visit.may::<AnswerMore>() && mine).then(|| html(more_form(at("/aanvullen")))),
        hear: (visit.may::<HearOutcome>() && mine && triage.is_to_hear())
            .then(|| html(hear_form(at("/terugkoppeling")))),
        withdraw: (visit.may::<Withdraw>() && triage.may_withdraw(own, ask.today).is_ok())
            .then(|| asking("/intrekken", html(withdraw_form(at("/intrekken"))))),
        may_draft: writes && early.is_none(),
        early: early.filter(|_| writes),
        lacks: if triage.text().is_some() && !triage.has_answered(own) {
            visit.seen.lacks_mandate::<TurnKey>().map(|says| says.to(ask.lang).to_owned())
        } else {
            None
        },
        open_at: opens.then(|| places::case_from_triage(id)),
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
        here,
    };
    Ok(Page::of(ask, Say::of("Aanmelding voor triage", "Submission for triage"), body))
}
