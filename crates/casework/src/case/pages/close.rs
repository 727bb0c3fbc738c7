//! Closing a case: why, what came of each goal, what worry is left, who keeps an eye. The third key shields at once.

use super::given::done;
use super::head::Part;
use super::offered::{agencies, seated, short};
use super::sheet::{Asking, Sheet};
use super::{
    head::{Head, heading, is_third},
    plan_forms,
    review::why,
    taking,
};
use crate::case::{
    Case, Closing, ClosingReason, Goal, GoalEnd, ProposeClosing, ReadCase, State, TurnClosingKey, closing::UNTOLD,
};
use crate::places;
use crate::table::{AuthorSays, Decision, KeySays, Lack};
use crate::watching::Terms;
use askama::Template;
use kernel::{AgencyId, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Page, Reader, Redirect, Sure, Trouble, Visit};

/// A proposal to close, with what came of each goal by its place in the plan.
pub(super) struct Proposed {
    decision: Decision<ClosingReason>,
    goals: BTreeMap<usize, Note>,
    residual: Note,
    watcher: AgencyId,
    watch: Terms,
    feedback: Note,
    scaled: Option<Note>,
}

impl Form for Proposed {
    fn check(read: &mut Reader) -> Option<Self> {
        let reason = read.choice::<ClosingReason>("reason");
        let goals = read.rows(&["why"], 1, |read, place| read.must::<Note>(why(place)));
        let decision = plan_forms::decision(read, reason, Some(None));
        let residual = read.must("residual");
        let watcher = read.must("watcher");
        let what = read.must("watch_for");
        let until = read.day("watch_until");
        let call = read.must("watch_call");
        let feedback = read.must("feedback");
        let scaled = read.may("scaled");
        Some(Self {
            decision: decision?,
            goals: goals.into_iter().map(|(place, words)| Some((place, words?))).collect::<Option<_>>()?,
            residual: residual?,
            watcher: watcher?,
            watch: Terms { what: what?, until: until?, call: call? },
            feedback: feedback?,
            scaled: scaled?,
        })
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ClosingWaiting")]
struct Waiting {
    reason: String,
    question: String,
    considerations: String,
    options: Vec<String>,
    dissent: Option<String>,
    expectation: String,
    ground: String,
    /// What it goes without, in words.
    without: Vec<String>,
    goals: Vec<(String, String)>,
    residual: String,
    watcher: String,
    /// What it minds, until when, and whom it calls.
    watch: Option<(String, ShownDay, String)>,
    feedback: String,
    scaled: Option<String>,
    by: AuthorSays,
    keys: Vec<KeySays>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/close.html")]
pub(super) struct ClosePage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    id: String,
    waiting: Option<Waiting>,
    /// Where what the table says is taken along on paper, once it is proposed.
    #[serde(skip)]
    taking: Option<String>,
    /// Nobody has looked back on what was agreed, and after the third key nobody can.
    unlooked: bool,
    #[serde(skip)]
    turn: Option<Asking>,
    lacks: Option<String>,
    #[serde(skip)]
    form: Option<Asking>,
}

pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<ClosePage>, Trouble> {
    let (ask, case, home) = (&visit.ask, visit.dossier(), places::CASES.of(visit.id()));
    if is_third(&visit) {
        return Err(Trouble::Denied);
    }
    let html = |form: Sheet| form.html(ask, &filled, Some(visit.seq()));
    let key = case.closing.as_ref().is_some_and(|c| c.keys.may_turn(&ask.actor.agency.id, &ask.actor.person).is_ok());
    let turn = || {
        Sheet::to(
            format!("{home}/afsluiten/sleutel"),
            Say::of("Sleutel omdraaien en afsluiten", "Turn the key and close"),
        )
        .ends(closes(case, &ask.directory))
    };
    let body = ClosePage {
        lang: ask.lang,
        head: Head::of(&visit, Part::Closing),
        id: visit.id().to_string(),
        waiting: waiting(&visit),
        taking: taking::way(&visit).filter(|_| case.closing.is_some()),
        unlooked: !case.agreements.is_empty() && case.evaluations.is_empty(),
        lacks: key.then(|| visit.lacks_mandate::<TurnClosingKey>()).flatten(),
        turn: (key && visit.may::<TurnClosingKey>()).then(|| html(turn())),
        form: visit.may::<ProposeClosing>().then(|| html(form(ask, &visit, &home))),
    };
    Ok(Page::of(ask, heading(&visit, Part::Closing), body))
}

/// What the third key does, for who turns one of the three.
fn closes(case: &Case, directory: &vault::Directory) -> Say {
    let left = case.closing.as_ref().map_or(0, |c| c.keys.needed().len().saturating_sub(c.keys.people().count()));
    let (watcher_nl, watcher_en) = match &case.closing {
        Some(pending) => {
            let name = directory.agency_name(&pending.closing.watcher);
            (format!(" {name} houdt een oogje in het zeil."), format!(" {name} keeps an eye on things."))
        }
        None => (String::new(), String::new()),
    };
    let last = left <= 1;
    let nl = if last {
        "Uw sleutel is de laatste: de casus sluit meteen."
    } else {
        "Na de derde sleutel sluit de casus meteen."
    };
    let en = if last {
        "Your key is the last: the case closes at once."
    } else {
        "After the third key the case closes at once."
    };
    Say::made(
        format!(
            "{nl} Niemand aan tafel kan er dan nog bij, ook uw organisatie niet, en taken en afspraken in dit dossier vervallen.{watcher_nl} \
             Bewaar eerst wat u in uw eigen administratie nodig hebt."
        ),
        format!(
            "{en} Nobody at the table can open it after that, not even your organisation, and tasks and agreements in this dossier lapse.{watcher_en} \
             First save what you need in your own records."
        ),
    )
}

fn waiting(visit: &Visit<ReadCase>) -> Option<Waiting> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let pending = case.closing.as_ref()?;
    let closing = &pending.closing;
    let gone = || ask.lang.both("ingetrokken", "withdrawn").to_owned();
    let text = |no: u32| case.plan.goals.iter().find(|g| g.no == no).map_or_else(gone, |g| g.text.to_string());
    // What ends is looked at again by who keeps an eye, on a day of its own.
    let without: Vec<Lack> = closing.decision.lacks().into_iter().filter(|lack| *lack != Lack::Review).collect();
    Some(Waiting {
        reason: closing.decision.outcome.says().to(ask.lang).to_owned(),
        question: closing.decision.question.to_string(),
        expectation: closing.decision.expectation.to_string(),
        ground: closing.decision.ground.to_string(),
        without: Lack::tell(&without, ask.lang),
        considerations: closing.decision.considerations.to_string(),
        options: closing.decision.options.iter().map(ToString::to_string).collect(),
        dissent: closing.decision.dissent.as_ref().map(ToString::to_string),
        goals: closing.goals.iter().map(|g| (text(g.goal), g.outcome.to_string())).collect(),
        residual: closing.residual.to_string(),
        watcher: ask.directory.agency_name(&closing.watcher),
        watch: closing.watch.as_ref().map(|it| (it.what.to_string(), day_month_year(it.until), it.call.to_string())),
        feedback: closing.feedback.to_string(),
        scaled: closing.scaled.as_ref().map(ToString::to_string),
        by: AuthorSays::of(ask, &pending.by),
        keys: KeySays::all(ask, &pending.keys),
    })
}

fn form(ask: &Ask, visit: &Visit<ReadCase>, home: &str) -> Sheet {
    let case = visit.dossier();
    // Who proposes anew begins with what is proposed now.
    let now = case.closing.as_ref().map(|pending| &pending.closing);
    let watch = now.and_then(|now| now.watch.as_ref());
    let mut form =
        Sheet::to(format!("{home}/afsluiten/voorstel"), Say::of("Afsluiten voorstellen", "Propose to close"))
            .titled(Say::of("Afsluiten voorstellen", "Propose to close"))
            .secondary()
            .field(
                Field::choice_of::<ClosingReason>(
                    "reason",
                    Say::of("Waarom sluit de casus?", "Why is the case being closed?"),
                )
                .values(now.map(|now| now.decision.outcome.word().to_owned())),
            );
    if case.is_scaled() {
        let phase = ask.vault.levels().says(case.phase());
        form = form.field(
            Field::note(
                "scaled",
                Say::of(
                    "Waarom sluit de casus zonder eerst terug te geven?",
                    "Why is the case being closed without giving back first?",
                ),
            )
            .hint(Say::made(format!("De hulp is nog: {}.", phase.nl), format!("The help still is: {}.", phase.en))),
        );
    }
    let goals: &[Goal] = &case.plan.goals;
    for (goal, place) in goals.iter().zip(1..) {
        let text = short(goal.text.as_str());
        let asks = Say::made(format!("Wat is er geworden van: {text}"), format!("What came of: {text}"));
        let came = now.and_then(|now| now.goals.iter().find(|end| end.goal == goal.no));
        form = form.field(Field::note(why(place), asks).values(came.map(|end| end.outcome.to_string())));
    }
    plan_forms::decision_fields(
        form,
        Say::of("Sluiten we deze casus af?", "Do we close this case?"),
        case.closing.as_ref().map(|c| &c.closing.decision),
    )
    .field(Field::note("residual", Say::of("Welke zorgen blijven er?", "What concerns remain?")).values(now.map(|now| now.residual.to_string())))
    .field(
        Field::choice(
                "watcher",
                Say::of("Wie houdt een oogje in het zeil?", "Who keeps an eye on things?"),
                agencies(ask, seated(case)),
            ).values(now.map(|now| now.watcher.to_string()))
        .hint(Say::of(
            "Binnen het gewone werk van die organisatie. Na de derde sleutel zegt zij of zij het doet.",
            "Within the ordinary work of that organisation. After the third key it says whether it will.",
        )),
    )
    .field(Field::note("watch_for", Say::of("Waar let die organisatie op?", "What does that organisation watch for?")).values(watch.map(|watch| watch.what.to_string())).hint(
        Say::of(
            "Schrijf hier niet wie het is of wat er op tafel lag: wie oplet, leest na het afsluiten alleen dit.",
            "Do not write here who it is or what was on the table: whoever keeps an eye on things reads only this after closing.",
        ),
    ))
    .field(watch.map(|watch| watch.until).into_iter().fold(Field::day("watch_until", Say::of("Tot en met", "Until")), Field::on).hint(Say::of(
        "Niet langer dan een jaar. Daarna kan niemand deze afspraak nog lezen.",
        "No longer than a year. After that nobody can read this agreement any more.",
    )))
    .field(
        Field::line("watch_call", Say::of("Met wie kan die organisatie bellen?", "Whom can that organisation call?")).values(watch.map(|watch| watch.call.to_string()))
            .hint(Say::of("Naam en telefoonnummer of e-mailadres.", "Name and telephone number or e-mail address.")),
    )
    .field(
        Field::note("feedback", Say::of("Wat hoort de melder?", "What does the reporter hear?")).values(now.map(|now| now.feedback.to_string()))
            .hint(hears(case.opening.as_ref().is_some_and(|opening| opening.from.is_some()))),
    )
}

/// Who passes it on to the reporter, and what that may be.
fn hears(signalled: bool) -> Say {
    if signalled {
        Say::of(
            "Dat de melding is ontvangen en behandeld, en niets over de persoon. Wie het signaal bijhoudt, krijgt de taak om dit te vertellen.",
            "That the report was received and dealt with, and nothing about the person. Whoever keeps the signal is asked to tell them.",
        )
    } else {
        Say::of(
            "Deze casus kwam niet uit een signaal. Spreek af wie van u dit vertelt; niets over de persoon.",
            "This case did not come from a signal. Agree which of you tells them; nothing about the person.",
        )
    }
}

pub(super) async fn propose(desk: Desk<ProposeClosing>, _: Ask, mut form: Proposed) -> Result<Redirect, Trouble> {
    form.watch.check(desk.today())?;
    let mut goals = Vec::new();
    for (goal, place) in desk.dossier().plan.goals.iter().zip(1..) {
        let outcome = form.goals.remove(&place).ok_or_else(|| UNTOLD.at(why(place)))?;
        goals.push(GoalEnd { goal: goal.no, outcome });
    }
    let closing = Closing {
        decision: form.decision,
        goals,
        residual: form.residual,
        watcher: form.watcher,
        watch: Some(form.watch),
        feedback: form.feedback,
        scaled: form.scaled.filter(|_| desk.dossier().is_scaled()),
    };
    let event = desk.dossier().propose_closing(closing)?;
    done(desk, event, Part::Closing.path()).await
}

pub(super) async fn turn(desk: Desk<TurnClosingKey>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_closing_key(desk.agency(), &ask.actor.person, desk.today())?;
    let last = desk.dossier().closing.as_ref().is_some_and(|c| c.keys.people().count() + 1 == c.keys.needed().len());
    if last {
        let others = super::ended::closed(&ask, desk.dossier(), desk.id(), desk.today()).await?;
        desk.commit_with(vec![event], others).await?;
        // Nobody reads a closed case any more, so there is no page of it to go back to (CAS-05).
        return Ok(Redirect::to(places::CASES.list()));
    }
    debug_assert_ne!(desk.dossier().state, State::Closed);
    done(desk, event, Part::Closing.path()).await
}
