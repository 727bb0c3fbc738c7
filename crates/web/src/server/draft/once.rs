//! A form is sent once. Its page has a word, which travels with the token of the form; the vault knows what was sent from there, whichever node
//! it came to. A second click, the button back or two tabs make nothing twice.

use super::keep::keep;
use crate::{
    answer::{Answer, Redirect},
    back,
    doors::{Call, Run},
    draft::{Why, content},
    form::ONCE,
    server::{fault::Fault, house::House},
};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;
use vault::{Sending, SendingMark, Sent, StoreError};

/// So often and with so much between it is asked how a form ends that is under way.
const ASKED: usize = 40;
const BETWEEN: Duration = Duration::from_millis(250);
/// What is under way longer than this, in seconds, was cut off.
const CUT_OFF: i64 = 60;

/// No word of a page is longer.
const LONGEST: usize = 64;

/// What is to be done with a form.
enum Once {
    /// It comes for the first time, or from a page without a word.
    First(Option<SendingMark>),
    /// It was sent before.
    Was { to: String, same: bool },
}

async fn once(house: &House, call: &Call, word: Option<&str>) -> Result<Once, Fault> {
    let Some(word) = word else { return Ok(Once::First(None)) };
    let body = content(&call.values);
    let sent = Sent { person: &call.ask.actor.person, place: &call.address, word, body: &body };
    for _ in 0..ASKED {
        match house.vault.sending(sent).await {
            Ok(Sending::First(mark)) => return Ok(Once::First(Some(mark))),
            Ok(Sending::Done { to, same }) => return Ok(Once::Was { to, same }),
            Ok(Sending::UnderWay(since)) if house.vault.now().as_second() - since.as_second() > CUT_OFF => break,
            Ok(Sending::UnderWay(_)) => sleep(BETWEEN).await,
            // Without room the act itself is refused, and the words come back with it.
            Err(StoreError::Full) => return Ok(Once::First(None)),
            Err(other) => return Err(other.into()),
        }
    }
    Err(Fault::Unknown)
}

/// Does what a form of somebody without an account asks: once, where it carries a word of its page. Nothing of it is kept for anybody. What is sent
/// again with something else in it is another one.
pub(crate) async fn send_with_code(house: &Arc<House>, run: Run, call: Call) -> Result<Answer, Fault> {
    let word = call.values.first(ONCE).filter(|word| (1..=LONGEST).contains(&word.len())).map(str::to_owned);
    let mark = match once(house, &call, word.as_deref()).await? {
        Once::First(mark) => mark,
        Once::Was { to, same: true } => return Ok(Answer::Go(Redirect::to(to))),
        Once::Was { same: false, .. } => None,
    };
    let house = Arc::clone(house);
    // As below: what was begun is finished, and written down as such, also when the browser goes away at a second click.
    let whole = async move {
        let answer = tokio::spawn(run(call)).await.map_err(|e| Fault::Broken(format!("a handler stopped: {e}")));
        let answer = answer.and_then(|answer| answer.map_err(Fault::from));
        let known = match (&answer, mark) {
            (Ok(Answer::Go(go)), Some(mark)) => house.vault.sent(mark, &go.address).await,
            (_, Some(mark)) => house.vault.not_sent(mark).await,
            (_, None) => Ok(()),
        };
        if let Err(why) = known {
            tracing::warn!(?why, "a form was answered, and what is known of it could not be written");
        }
        answer
    };
    tokio::spawn(whole).await.map_err(|e| Fault::Broken(format!("a form stopped: {e}")))?
}

/// Does what a form asks, once, and keeps what was typed when it was not done. `page` is where the form stands.
pub(crate) async fn send(
    house: &Arc<House>,
    run: Run,
    call: Call,
    word: Option<&str>,
    page: String,
) -> Result<Answer, Fault> {
    let person = call.ask.actor.person.clone();
    let mark = match once(house, &call, word).await? {
        Once::First(mark) => mark,
        Once::Was { to, same: true } => return Ok(Answer::Go(Redirect::to(to))),
        Once::Was { to, same: false } => {
            let kept = keep(house, &person, Why::Again, (&call.address, &page), &call.values).await?;
            let to = if kept.map_err(|no_room| Fault::Refused(no_room.why))?.is_some() { page } else { to };
            return Ok(Answer::Go(Redirect::to(to).quietly()));
        }
    };
    let house = Arc::clone(house);
    // Tasks of their own: what was begun is finished, and written down as such, when the browser goes away, as it does at a second click; and
    // a fault in a handler stays there.
    let whole = async move {
        let sent = call.clone();
        let answer = tokio::spawn(run(call)).await.map_err(|e| Fault::Broken(format!("a handler stopped: {e}")));
        let answer = answer.and_then(|answer| answer.map_err(Fault::from));
        let answer = answer.map(|answer| match answer {
            Answer::Go(go) => Answer::Go(back::go(go, &sent.values)),
            page @ (Answer::Page(_) | Answer::Again(..) | Answer::Mend(..) | Answer::File(_)) => page,
        });
        if let Err(why) = settle(&house, &sent, mark, &answer, &page).await {
            tracing::warn!(?why, "a form was answered, and what is known of it could not be written");
        }
        answer
    };
    tokio::spawn(whole).await.map_err(|e| Fault::Broken(format!("a form stopped: {e}")))?
}

/// Writes down how it ended.
async fn settle(
    house: &House,
    sent: &Call,
    mark: Option<SendingMark>,
    answer: &Result<Answer, Fault>,
    page: &str,
) -> Result<(), Fault> {
    let (vault, person) = (&house.vault, &sent.ask.actor.person);
    match (answer, mark) {
        (Ok(Answer::Go(go)), Some(mark)) => vault.sent(mark, &go.address).await?,
        (_, Some(mark)) => vault.not_sent(mark).await?,
        (_, None) => {}
    }
    match answer {
        Ok(Answer::Go(_) | Answer::Page(_) | Answer::File(_)) => vault.unsent_done(person, &sent.address).await?,
        // That there is no room is said already, and the words are on the page.
        Ok(Answer::Again(..) | Answer::Mend(..)) | Err(_) => {
            drop(keep(house, person, Why::Refused, (&sent.address, page), &sent.values).await?);
        }
    }
    Ok(())
}
