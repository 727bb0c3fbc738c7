//! A note that was still being written when the room went on: it is shown as it was kept on the phone, and may still be sent.

use super::{
    forms::{self, AnswerForm},
    phone::{here, me},
};
use crate::session::{Answer, AnswerStep, JOINED, JoinIn, Session, box_of, late_box_of};
use kernel::{Lang, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk, Error, Keep, Seen, Slip};
use web::{Ask, Filled, Html, Page, Redirect, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/late.html")]
pub(super) struct LatePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    place: usize,
    title: String,
    /// Who sees it, and when.
    says: String,
    /// Why it cannot be sent any more.
    shut: Option<String>,
    form: Html,
}

const ONCE: Refusal = Refusal::of(
    "Deze telefoon heeft bij deze stap al iets gestuurd.",
    "This phone has sent something to this step already.",
);

/// How many phones sent nothing to this step.
async fn silent<A: Act<On = Session>>(seen: &Seen<A>, place: usize) -> Result<usize, Trouble> {
    let sent = seen.slips(&box_of(place)).await?.len() + seen.slips(&late_box_of(place)).await?.len();
    Ok(seen.slips(JOINED).await?.len().saturating_sub(sent))
}

fn place(filled: &Filled, ask: &Ask) -> Result<usize, Trouble> {
    let typed = filled.values().first("stap").or_else(|| ask.query.first("stap"));
    typed.and_then(|text| text.parse().ok()).ok_or(Trouble::Denied)
}

/// Shows the note with what may become of it.
pub(super) async fn show(visit: Visit<JoinIn>, filled: Filled) -> Result<Page<LatePage>, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    let here = here(ask, |ticket| visit.seen.has_issued(ticket))?;
    let place = place(&filled, ask)?;
    let (step, _) = session.step(place).filter(|(_, turn)| turn.since.is_some()).ok_or(Trouble::Denied)?;
    let shut = session.takes_late(place, silent(&visit.seen, place).await?, ask.now).err();
    let says = if step.is_anonymous() {
        Say::of(
            "Zonder naam, net als de andere. Niemand ziet het nu; na afloop ligt het tussen de andere briefjes. Wie in de zaal zag dat u nog schreef, kan denken dat het van u is.",
            "Without a name, like the others. Nobody sees it now; when the session is over it lies among the other notes. Who saw in the room that you were still writing may think that it is yours.",
        )
    } else {
        Say::of(
            "Met uw naam, en met erbij dat het later is gestuurd.",
            "With your name, and with the remark that it was sent later.",
        )
    };
    let form = forms::answer_form((place, step), None, &format!("{}/alsnog", here.address), &filled);
    let body = LatePage {
        lang: ask.lang,
        place,
        title: step.title.to(ask.lang).to_owned(),
        says: says.to(ask.lang).to_owned(),
        shut: shut.map(|refusal| refusal.why.to(ask.lang).to_owned()),
        form: form.html(ask, &filled, None),
        back: here.address,
    };
    Ok(Page::of(ask, Say::of("Alsnog sturen", "Send it after all"), body))
}

/// Sends it.
pub(super) async fn send(desk: Desk<AnswerStep>, ask: Ask, form: AnswerForm) -> Result<Redirect, Trouble> {
    let here = here(&ask, |ticket| desk.has_issued(ticket))?;
    let (place, session) = (form.place, desk.dossier());
    let (step, _) = session.step(place).ok_or(Trouble::Denied)?;
    let seen = ask.vault.look_by_code::<JoinIn>(ask.part("code")).await?;
    let silent = silent(&seen, place).await?;
    session.takes_late(place, silent, desk.now())?;
    let anonymous = step.is_anonymous();
    // Who answered in time without a name is not known any more once a step is closed.
    if !anonymous && seen.slip_of(&box_of(place), here.ticket.as_str()).await?.is_some() {
        return Err(ONCE.into());
    }
    let by = if anonymous { None } else { me(&seen, &here.ticket).await?.signs(session) };
    let answer: Answer = form.answer(step, by)?;
    session.may_answer_late(place, &answer, silent, desk.now())?;
    let body = serde_json::to_vec(&answer).map_err(|e| Trouble::Store(e.to_string()))?;
    let keep = if anonymous { Keep::Once } else { Keep::Latest };
    let slip = Slip { into: late_box_of(place), ticket: here.ticket.as_str().to_owned(), keep, body };
    match desk.hand_in(slip).await {
        Ok(()) => Ok(Redirect::to(format!("{}?alsnog={place}", here.address)).quietly()),
        Err(Error::Claimed) => Err(ONCE.into()),
        Err(other @ (Error::Denied | Error::Refused(_) | Error::Stale | Error::Long | Error::Store(_))) => {
            Err(other.into())
        }
    }
}
