//! What one phone sees: what is asked now, with or without a name, and whether its answer is in.

use super::{
    clock::{self, Clock},
    forms::{self, AnswerForm, NameForm, TakePart},
};
use crate::places;
use crate::session::{
    Answer, AnswerStep, Called, ComeIn, Fate, JoinIn, NAMES, PARTS, Part, Plays, Sends, Session, State, Step, Ticket,
    box_of,
};
use kernel::{Lang, Line, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Error, Keep, Seen, Slip};
use web::{Ask, Filled, Html, Page, Redirect, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/phone.html")]
pub(super) struct PhonePage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    live: String,
    screen: String,
    /// Another key is another question.
    key: String,
    title: String,
    /// A sentence when there is nothing to answer.
    says: Option<String>,
    step: Option<StepShown>,
    clock: Option<Clock>,
    card: Option<(String, String)>,
    left_over: Vec<String>,
    /// Where a note that came too late may still be sent.
    late: Option<String>,
    /// The step for which one was sent late just now.
    late_sent: Option<usize>,
    /// The step that this phone is at, and whether its answer to it is in.
    place: Option<usize>,
    sent: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PhoneStep")]
struct StepShown {
    number: usize,
    of: usize,
    kind: String,
    title: String,
    prompt: String,
    happened: Vec<String>,
    promise: Option<(String, String)>,
    by: Option<String>,
    done: Option<String>,
    form: Option<Html>,
}

/// Where this phone is.
pub(super) struct Here {
    pub(super) address: String,
    pub(super) ticket: Ticket,
}

/// A ticket that the house did not hand out is none.
pub(super) fn here(ask: &Ask, has_issued: impl Fn(&str) -> bool) -> Result<Here, Trouble> {
    let ticket: Ticket = ask.part("kaart").parse().map_err(|_: Refusal| Trouble::Denied)?;
    if !has_issued(ticket.as_str()) {
        return Err(Trouble::Denied);
    }
    Ok(Here { address: places::by_ticket(places::JOIN, ask.part("code"), ticket.as_str()), ticket })
}

/// What this phone said of itself.
pub(super) struct Me {
    name: Option<Line>,
    part: Option<usize>,
}

pub(super) async fn me(seen: &Seen<JoinIn>, ticket: &Ticket) -> Result<Me, Trouble> {
    let name = seen.slip_of(NAMES, ticket.as_str()).await?;
    let part = seen.slip_of(PARTS, ticket.as_str()).await?;
    Ok(Me {
        name: name.and_then(|d| serde_json::from_slice::<Called>(&d.body).ok()).map(|c| c.name),
        part: part.and_then(|d| serde_json::from_slice::<Plays>(&d.body).ok()).map(|p| p.part),
    })
}

impl Me {
    fn plays<'a>(&self, session: &'a Session) -> Option<&'a Part> {
        session.plan().and_then(|p| p.parts.get(self.part?))
    }

    /// How an answer with a name is signed: by the part one plays, else by one's name.
    pub(super) fn signs(&self, session: &Session) -> Option<Line> {
        let part = self.plays(session).and_then(|p| p.seat.nl.as_str().parse().ok());
        part.or_else(|| self.name.clone())
    }
}

/// What is to be seen now.
pub(super) async fn show(visit: Visit<JoinIn>, filled: Filled) -> Result<Page<PhonePage>, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    let here = here(ask, |ticket| visit.seen.has_issued(ticket))?;
    let plan = session.plan().ok_or(Trouble::Denied)?;
    let me = me(&visit.seen, &here.ticket).await?;
    let lang = ask.lang;
    let step = match session.at() {
        Some(place) => Some(present(&visit, place, &here, &me, &filled).await?),
        None => None,
    };
    let sent = match session.at() {
        Some(place) => {
            visit.seen.has_used(&box_of(place), here.ticket.as_str()).await? || has_sent(&visit, place, &here).await?
        }
        None => false,
    };
    let turn = session.at().and_then(|place| session.step(place)).map(|(_, turn)| turn);
    let clock = turn.filter(|turn| turn.fate == Fate::Open).and_then(|turn| clock::of(turn, ask.now, lang));
    let says = match session.state() {
        State::Planned => Some(Say::of(
            "U bent binnen. De sessie begint zo. Laat deze bladzijde open staan.",
            "You are in. The session begins soon. Leave this page open.",
        )),
        State::Running => None,
        State::Closed | State::Emptied | State::CalledOff => Some(Say::of(
            "De sessie is afgelopen. Dank voor het meedoen.",
            "The session is over. Thank you for taking part.",
        )),
    };
    let card = me.plays(session).filter(|_| session.gave_cards() && session.at().is_some());
    let answers = format!("{}/antwoord", here.address);
    let body = PhonePage {
        lang,
        live: places::JOIN.under(ask.part("code"), "/live"),
        screen: places::SCREEN.of(ask.part("code")),
        key: key(session, step.as_ref()),
        title: plan.title.to_string(),
        says: says.map(|s| s.to(lang).to_owned()),
        step,
        clock,
        card: card.map(|p| (p.seat.to(lang).to_owned(), p.card.to(lang).to_owned())),
        left_over: forms::left_over(&filled, &answers, session.at()),
        late: filled
            .values()
            .first("stap")
            .and_then(|n| n.parse::<usize>().ok())
            .map(|n| format!("{}/alsnog?stap={n}", here.address)),
        late_sent: ask.query.first("alsnog").and_then(|n| n.parse().ok()),
        place: session.at(),
        sent,
        here: here.address,
    };
    let page = Page::of(ask, Say::made(plan.title.to_string(), plan.title.to_string()), body);
    Ok(match session.state() {
        State::Planned | State::Running => page,
        State::Closed | State::Emptied | State::CalledOff => page.without_ticket(),
    })
}

/// Whether this phone sent something with its name to this step.
async fn has_sent(visit: &Visit<JoinIn>, place: usize, here: &Here) -> Result<bool, Trouble> {
    let named = visit.dossier().step(place).is_some_and(|(step, _)| step.voice.is_some() && !step.is_anonymous());
    Ok(named && visit.seen.slip_of(&box_of(place), here.ticket.as_str()).await?.is_some())
}

/// Changes when there is something else to do: another step, answers closed, one's own answer in. An event in the exercise or more time
/// does not take away what somebody is typing.
fn key(session: &Session, step: Option<&StepShown>) -> String {
    let form = step.is_some_and(|s| s.form.is_some());
    let done = step.is_some_and(|s| s.done.is_some());
    format!("{}-{}-{form}-{done}", session.state().word(), session.at().unwrap_or_default())
}

async fn present(
    visit: &Visit<JoinIn>,
    place: usize,
    here: &Here,
    me: &Me,
    filled: &Filled,
) -> Result<StepShown, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    let lang = ask.lang;
    let (step, _) = session.step(place).ok_or(Trouble::Denied)?;
    let open = session.is_open_for_answers(place, ask.now).is_ok();
    let asks = asks(visit, (place, step), open, here, me, filled).await?;
    Ok(StepShown {
        number: place + 1,
        of: session.steps().len(),
        kind: step.kind.says().to(lang).to_owned(),
        title: step.title.to(lang).to_owned(),
        prompt: step.asks().to(lang).to_owned(),
        happened: session.injected_in(place).map(|w| w.to(lang).to_owned()).collect(),
        promise: step.voice.filter(|_| open).map(|v| (v.says().to(lang).to_owned(), v.promise().to(lang).to_owned())),
        by: me.signs(session).filter(|_| step.voice.is_some() && !step.is_anonymous()).map(|l| l.to_string()),
        done: asks.done.map(|s| s.to(lang).to_owned()),
        form: asks.form,
    })
}

/// What is asked of this phone.
#[derive(Default)]
struct Asks {
    done: Option<Say>,
    form: Option<Html>,
}

async fn asks(
    visit: &Visit<JoinIn>,
    (place, step): (usize, &Step),
    open: bool,
    here: &Here,
    me: &Me,
    filled: &Filled,
) -> Result<Asks, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    if step.kind.sends() == Sends::Part {
        let form = forms::part_form(session, &format!("{}/rol", here.address), me.part);
        let done = me.part.map(|_| {
            Say::of("Uw rol is genoteerd. Uw kaart staat hieronder.", "Your part is noted. Your card is below.")
        });
        return Ok(Asks { done, form: Some(form.html(ask, filled, None)) });
    }
    if step.voice.is_none() {
        return Ok(Asks {
            done: Some(Say::of("U hoeft nu niets te sturen.", "You need not send anything now.")),
            form: None,
        });
    }
    let to = format!("{}/antwoord", here.address);
    if step.is_anonymous() && visit.seen.has_used(&box_of(place), here.ticket.as_str()).await? {
        return Ok(Asks {
            done: Some(Say::of("Uw antwoord is binnen. Dank u.", "Your answer is in. Thank you.")),
            form: None,
        });
    }
    if !open {
        let shut = if session.is_up(place, ask.now) {
            Say::of("De tijd is om. Er wordt niets meer gevraagd.", "Time is up. Nothing more is asked.")
        } else {
            Say::of("De antwoorden op deze stap zijn gesloten.", "The answers to this step are closed.")
        };
        return Ok(Asks { done: Some(shut), form: None });
    }
    if step.is_anonymous() {
        let form = forms::answer_form((place, step), None, &to, filled);
        return Ok(Asks { done: None, form: Some(form.html(ask, filled, None)) });
    }
    if me.signs(session).is_none() {
        let form = if session.gave_cards() {
            forms::part_form(session, &format!("{}/rol", here.address), None)
        } else {
            forms::name_form(&format!("{}/naam", here.address))
        };
        return Ok(Asks { done: None, form: Some(form.html(ask, filled, None)) });
    }
    let before = visit.seen.slip_of(&box_of(place), here.ticket.as_str()).await?;
    let before = before.and_then(|d| serde_json::from_slice::<Answer>(&d.body).ok());
    let done = before.as_ref().map(|_| {
        Say::of("Uw antwoord is binnen. U kunt het nog veranderen.", "Your answer is in. You can still change it.")
    });
    let form = forms::answer_form((place, step), before.as_ref(), &to, filled);
    Ok(Asks { done, form: Some(form.html(ask, filled, None)) })
}

/// Sends an answer.
pub(super) async fn answer(desk: Desk<AnswerStep>, ask: Ask, form: AnswerForm) -> Result<Redirect, Trouble> {
    const TWICE: Refusal = Refusal::of(
        "Deze telefoon heeft hier al geantwoord. Zonder naam telt één antwoord.",
        "This phone has answered here already. Without names, one answer counts.",
    );
    let here = here(&ask, |ticket| desk.has_issued(ticket))?;
    let (place, session) = (form.place, desk.dossier());
    let (step, _) = session.step(place).ok_or(Trouble::Denied)?;
    let (keep, by) = if step.is_anonymous() {
        (Keep::Once, None)
    } else {
        let seen = ask.vault.look_by_code::<JoinIn>(ask.part("code")).await?;
        (Keep::Latest, me(&seen, &here.ticket).await?.signs(session))
    };
    // First whether the step is open: who is too late is told that, not that something is missing.
    session.is_open_for_answers(place, desk.now())?;
    let answer = form.answer(step, by)?;
    session.may_answer(place, &answer, desk.now())?;
    let body = serde_json::to_vec(&answer).map_err(|e| Trouble::Store(e.to_string()))?;
    let slip = Slip { into: box_of(place), ticket: here.ticket.as_str().to_owned(), keep, body };
    match desk.hand_in(slip).await {
        Ok(()) => Ok(Redirect::to(here.address).quietly()),
        Err(Error::Claimed) => Err(TWICE.into()),
        Err(other @ (Error::Denied | Error::Refused(_) | Error::Stale | Error::Long | Error::Store(_))) => {
            Err(other.into())
        }
    }
}

/// Says what this phone is called.
pub(super) async fn name(desk: Desk<ComeIn>, ask: Ask, form: NameForm) -> Result<Redirect, Trouble> {
    keep(desk, &ask, NAMES, &Called { name: form.0 }).await
}

/// Takes a part.
pub(super) async fn play(desk: Desk<ComeIn>, ask: Ask, form: TakePart) -> Result<Redirect, Trouble> {
    desk.dossier().may_play(form.0)?;
    keep(desk, &ask, PARTS, &Plays { part: form.0 }).await
}

async fn keep(desk: Desk<ComeIn>, ask: &Ask, into: &str, what: &impl Serialize) -> Result<Redirect, Trouble> {
    let here = here(ask, |ticket| desk.has_issued(ticket))?;
    let body = serde_json::to_vec(what).map_err(|e| Trouble::Store(e.to_string()))?;
    let ticket = here.ticket.as_str().to_owned();
    desk.hand_in(Slip { into: into.to_owned(), ticket, keep: Keep::Latest, body }).await?;
    Ok(Redirect::to(here.address).quietly())
}
