//! Whether what one gave may go along, and the key on what does.

use super::at;
use crate::case::pages::given::{done, number};
use crate::case::pages::sheet::Sheet;
use crate::case::{AnswerTransferItem, Reply, TurnTransferKey};
use crate::outgoing::{read_reply, reply_fields};
use crate::table::key_form::Agrees;
use kernel::{DossierId, Say};
use vault::Desk;
use web::{Ask, Form, Reader, Redirect, Trouble};

/// What is said.
pub(in crate::case::pages) struct Said(Reply);

impl Form for Said {
    fn check(read: &mut Reader) -> Option<Self> {
        read_reply(read).map(Self)
    }
}

const WHO_READS: Say = Say::of(
    "De drie en de procesregisseur lezen dit; het andere huis leest niet dat er iets was.",
    "The three and the process director read this; the other house does not read that there was anything.",
);
/// What is said once the file is ready.
const READY: Say = Say::of(
    "De drie en de procesregisseur lezen dit. Het bestand is dan niet meer op te halen tot de drie hun sleutels opnieuw omdraaien. Is het al opgehaald, dan haalt dit het niet terug: bel het andere huis.",
    "The three and the process director read this. The file can then no longer be fetched until the three turn their keys again. If it was fetched already, this does not call it back: call the other house.",
);

/// The form for one thing that would go along; `named` where a yes has to name what is special in it, `ready` where the file is.
pub(super) fn form(id: DossierId, (no, named, ready): (u32, bool, bool), now: Option<&Reply>) -> Sheet {
    let fields = reply_fields(
        Say::of("Mag dit mee naar het andere huis?", "May this go along to the other house?"),
        if ready { READY } else { WHO_READS },
        named.then_some(Say::of(
            "Het is een bijzonder of strafrechtelijk gegeven, en ik stem er uitdrukkelijk mee in dat het meegaat (WGS art. 2.28).",
            "These are special category or criminal data, and I explicitly agree that they go along (WGS art. 2.28).",
        )),
        now,
    );
    let sheet = Sheet::to(at(id, &format!("/bijdrage/{no}")), Say::of("Antwoord vastleggen", "Record the answer"))
        .fields(fields);
    if now.is_some() {
        sheet.titled(Say::of("Het antwoord wijzigen", "Change the answer")).secondary()
    } else {
        sheet.open()
    }
}

/// Says it.
pub(in crate::case::pages) async fn act(
    desk: Desk<AnswerTransferItem>,
    ask: Ask,
    form: Said,
) -> Result<Redirect, Trouble> {
    let event = desk.dossier().answer_transfer_item(number(&ask)?, desk.agency(), form.0)?;
    done(desk, event, super::AT).await
}

/// Turns the key.
pub(in crate::case::pages) async fn turn(
    desk: Desk<TurnTransferKey>,
    ask: Ask,
    _: Agrees,
) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_transfer_key(desk.agency(), &ask.actor.person)?;
    done(desk, event, super::AT).await
}
