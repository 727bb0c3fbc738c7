//! "Known here?" One exact question about one person, with a reason that goes in the book. Where the asker has no seat, the answer says
//! only which municipality to call.

use crate::signal::{
    Question,
    acts::{KnownHere, ListSignals},
};
use askama::Template;
use kernel::{Bsn, Lang, Line, Note, Refusal, Say};
use serde::Serialize;
use vault::Findable;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Trouble};

/// The question, checked.
pub(super) struct Asked(Question);

impl Form for Asked {
    fn check(read: &mut Reader) -> Option<Self> {
        let bsn = read.may::<Bsn>("bsn");
        let name = read.may::<Line>("name");
        let birth = read.may_day("birth");
        let reason = read.must::<Note>("reason");
        match Question::of(bsn?, name?, birth?, Some(reason?)) {
            Ok(question) => Some(Self(question)),
            Err(Refusal { why, field }) => {
                read.wrong(field.unwrap_or_default(), why);
                None
            }
        }
    }
}

/// A dossier that knows the person.
#[derive(Serialize)]
struct Hit {
    reference: String,
    municipality: String,
    address: Option<String>,
}

#[derive(Template, Serialize)]
#[template(path = "signal/pages/known.html")]
struct Known {
    #[serde(skip)]
    lang: Lang,
    form: Html,
    /// `None` before the question was asked.
    hits: Option<Vec<Hit>>,
}

const TITLE: Say = Say::of("Is iemand bekend?", "Is somebody known?");

fn form() -> FormSpec {
    FormSpec::to("/signalen/bekend", Say::of("Vragen", "Ask"))
        .field(Field::bsn("bsn", Say::of("BSN", "BSN")).optional())
        .field(Field::line("name", Say::of("Of: volledige naam", "Or: full name")).optional())
        .field(Field::day("birth", Say::of("Met geboortedatum", "With date of birth")).optional())
        .field(Field::note("reason", Say::of("Waarom moet u dit weten?", "Why do you need to know?")).hint(Say::of(
            "De reden komt in het logboek. Schrijf hier geen namen in.",
            "The reason is kept in the book. Do not write names here.",
        )))
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page, Trouble> {
    let body = Known { lang: ask.lang, form: form().html(&ask, &filled, None), hits: None };
    Ok(Page::of(&ask, TITLE, body))
}

pub(super) async fn answer(ask: Ask, asked: Asked) -> Result<Page, Trouble> {
    let Question { by, reason } = asked.0;
    let rows = ask.vault.known::<KnownHere>(&ask.actor, &Findable::from(by), &reason).await?;
    let mut hits = Vec::with_capacity(rows.len());
    for row in rows {
        let own = ask.vault.by_reference::<ListSignals>(&ask.actor, &row.reference).await;
        let municipality = row.municipality.parse().map(|id| ask.directory.municipality_name(&id));
        hits.push(Hit {
            reference: row.reference,
            municipality: municipality.unwrap_or(row.municipality),
            address: own.ok().flatten().map(|found| super::at(found.id)),
        });
    }
    let body = Known { lang: ask.lang, form: form().html(&ask, &Filled::default(), None), hits: Some(hits) };
    Ok(Page::of(&ask, TITLE, body))
}
