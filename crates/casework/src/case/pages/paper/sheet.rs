//! What stands at the head of every paper of a case, and who gets none.

use crate::case::Case;
use crate::{outgoing, places::CASES};
use kernel::{Lang, Say};
use paper::{Document, Language};
use vault::Act;
use web::{Trouble, Visit};

/// A paper of this case for who asks for it, with this title. None for a third party, whose organisation takes along nothing of a case; and for nobody
/// whose organisation did not state what for.
pub(in crate::case::pages) fn begin<A: Act<On = Case>>(visit: &Visit<A>, title: &Say) -> Result<Document, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let opening = case.opening.as_ref().ok_or(Trouble::Denied)?;
    if case.is_third(&ask.actor.agency.id) {
        return Err(Trouble::Denied);
    }
    let stated = case.outgoing.ground(&ask.actor.agency.id);
    let said = stated.map_err(|no| Trouble::First(no, CASES.under(visit.id(), "/meenemen")))?;
    let language = match ask.lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let document = Document::new(title.to(ask.lang), language, ask.today)
        .one_page()
        .subtitle(opening.title.as_str())
        .author(ask.directory.house(&opening.house).map(|house| house.name.to_string()).unwrap_or_default())
        .reference(opening.reference.as_str())
        .in_the_look_of(&opening.house);
    Ok(outgoing::signed(document, ask, said))
}

/// What the file is called: never by a name or a title.
pub(in crate::case::pages) fn file(what: &str, case: &Case) -> String {
    let reference = case.opening.as_ref().map(|opening| opening.reference.to_string()).unwrap_or_default();
    format!("{what}-{reference}.pdf")
}
