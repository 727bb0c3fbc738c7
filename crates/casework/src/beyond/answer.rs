//! What this house says to another one that writes to it. It knows the other by its signature and by nothing else; whoever cannot show one
//! finds nothing here.

use super::talk::{Answers, Replied, Says, Somebody};
use crate::case::Case;
use crate::enquiry::{self, Enquiry, Outside, PutEnquiry};
use kernel::Line;
use vault::{BlindAnswer, BlindContact, Error, FromNeighbour, Neighbour, Vault};

/// So many requests are asked after in one letter.
pub(super) const AT_ONCE: usize = 50;

/// Hears a letter of another house and answers it: a status and a signed answer; nothing where it is not one that this house knows.
///
/// # Errors
/// What the store says.
pub async fn hear(vault: &Vault, text: &str) -> Result<Option<(u16, String)>, Error> {
    let Some((from, letter)) = vault.hear_neighbour(text).await? else { return Ok(None) };
    let answer = match serde_json::from_str::<Says>(letter.says()) {
        Ok(says) => answer(vault, &from, says).await?,
        Err(_) => Answers::Unreadable,
    };
    let say = serde_json::to_string(&answer).unwrap_or_default();
    Ok(Some((answer.status(), vault.answer_to(&from, &letter, say))))
}

async fn answer(vault: &Vault, from: &Neighbour, says: Says) -> Result<Answers, Error> {
    let about = (Case::MATCHED, Case::matched as vault::Matched<Case>);
    Ok(match says {
        Says::Ask { day, hidden } => match vault.answer_blind::<Case>(from, (day, &hidden), about).await? {
            BlindAnswer::Done(answers, tagged) => Answers::tagged(answers, tagged),
            BlindAnswer::Enough => Answers::Enough,
            BlindAnswer::OtherDay => Answers::OtherDay,
            BlindAnswer::Unreadable => Answers::Unreadable,
        },
        Says::Contact { number, day, value, who, reason } => {
            let outside = Outside {
                house: from.name.clone(),
                key: key(from),
                number,
                name: who.name,
                function: who.function,
                agency: who.agency,
            };
            let shown = FromNeighbour { day, value, reason };
            let write = |put| enquiry::put_of(put, Some(outside));
            match vault.put_from_elsewhere::<PutEnquiry, Case>(from, shown, about, write).await? {
                BlindContact::Put => Answers::Arrived,
                BlindContact::NoHit => Answers::NoHit,
                BlindContact::Enough => Answers::Enough,
            }
        }
        Says::Fetch { numbers } => {
            let mut replies = Vec::new();
            for number in numbers.into_iter().take(AT_ONCE) {
                replies.extend(reply(vault, from, number).await?);
            }
            Answers::Replies { replies }
        }
    })
}

/// The key of a house as it is kept in a dossier.
pub(super) fn key(of: &Neighbour) -> Line {
    of.key.to_string().parse().unwrap_or_default()
}

/// What somebody here answered to a request of that house.
async fn reply(vault: &Vault, from: &Neighbour, number: Line) -> Result<Option<Replied>, Error> {
    let claim = Outside::claim(&from.key.to_string(), number.as_str());
    let said = vault.owed_elsewhere(&claim, |enquiry: &Enquiry| enquiry.reply().cloned()).await?;
    let directory = vault.directory();
    Ok(said.map(|said| Replied { number, by: Somebody::of(&said.by, &directory), on: said.on, text: said.text }))
}
