//! Where the documents at an item are, for every page that shows the item.

use crate::case::{AddDocument, Item, ReadCase};
use crate::places::CASES;
use kernel::{DossierId, Say};
use schemars::JsonSchema;
use serde::Serialize;
use web::Visit;

/// Where the documents of an item are, with how many the reader knows of.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ItemDocuments")]
pub(super) struct Documents {
    pub(super) at: String,
    pub(super) says: String,
}

/// The documents of this item for who reads it; nothing where there are none, and none may be added.
pub(super) fn at(visit: &Visit<ReadCase>, item: &Item) -> Option<Documents> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (no, mine) = (item.no, item.agency == ask.actor.agency.id);
    let known = case.held_at(no).filter(|held| held.checked || mine).count();
    let says = match known {
        0 if mine && case.rejected_at(no).next().is_some() => {
            Say::of("Een document is geweigerd", "A document was rejected")
        }
        0 if may_add(visit, item) => Say::of("Document toevoegen", "Add a document"),
        0 => return None,
        1 => Say::of("1 document", "1 document"),
        many => Say::made(format!("{many} documenten"), format!("{many} documents")),
    };
    Some(Documents { at: place(visit.id(), no), says: says.to(ask.lang).to_owned() })
}

/// Where they are.
pub(super) fn place(case: DossierId, item: u32) -> String {
    CASES.under(case, &format!("/bijdragen/documenten/{item}"))
}

/// Where one of them is.
pub(super) fn one_place(case: DossierId, document: u32) -> String {
    CASES.under(case, &format!("/bijdragen/document/{document}"))
}

/// Whether the reader may add one at this item.
pub(super) fn may_add(visit: &Visit<ReadCase>, item: &Item) -> bool {
    let (ask, case) = (&visit.ask, visit.dossier());
    let me = &ask.actor.agency.id;
    &item.agency == me && ask.vault.file_rules().on && case.sits_on(me, ask.today) && visit.may::<AddDocument>()
}
