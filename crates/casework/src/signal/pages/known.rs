//! "Known here?" One exact question about one person, with a reason that goes in the book. The answer is about the signals at which the
//! asker sits; of any other it says nothing, as if there were none (ACC-03). Who sits there is put the question later, and answers or not.

use crate::places;
use crate::signal::{KnownBy, Question, acts::KnownHere, texts};
use askama::Template;
use kernel::{Bsn, Lang, Line, Note, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Findable, Row};
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
#[derive(Serialize, JsonSchema)]
struct Hit {
    reference: String,
    municipality: String,
    address: String,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "signal/pages/known.html")]
pub(super) struct Known {
    #[serde(skip)]
    lang: Lang,
    form: Html,
    /// `None` before the question was asked.
    hits: Option<Vec<Hit>>,
}

const TITLE: Say = Say::of("Is iemand bekend?", "Is somebody known?");

fn form() -> FormSpec {
    FormSpec::to(places::SIGNALS.of("bekend"), Say::of("Vragen", "Ask"))
        .field(Field::bsn("bsn", Say::of("BSN", "BSN")).sometimes())
        .field(Field::line("name", Say::of("Of: volledige naam", "Or: full name")).sometimes())
        .field(Field::day("birth", Say::of("Met geboortedatum", "With date of birth")).sometimes())
        .field(Field::note("reason", Say::of("Waarom moet u dit weten?", "Why do you need to know?")).hint(Say::of(
            "De reden komt in het logboek. Schrijf hier geen namen op.",
            "The reason is recorded in the log. Do not write names here.",
        )))
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Known>, Trouble> {
    let body = Known { lang: ask.lang, form: form().html(&ask, &filled, None), hits: None };
    Ok(Page::of(&ask, TITLE, body))
}

pub(super) async fn answer(ask: Ask, asked: Asked) -> Result<Page<Known>, Trouble> {
    let Question { by, reason } = asked.0;
    if let KnownBy::NameAndBirth(_, birth) = &by {
        kernel::happened(*birth, ask.today).map_err(|no| no.at("birth"))?;
    }
    // One sentence whatever others know: the question is put to them later, apart from this answer.
    let Some(rows) = ask.vault.known::<KnownHere>(&ask.actor, &Findable::from(by), &reason).await? else {
        return Err(texts::asked_enough().into());
    };
    let hit = |row: Row| {
        let municipality = row.municipality.parse().map(|id| ask.directory.municipality_name(&id));
        let (reference, address) = (row.reference, places::SIGNALS.of(row.id));
        Hit { reference, municipality: municipality.unwrap_or(row.municipality), address }
    };
    let hits = Some(rows.into_iter().map(hit).collect());
    let body = Known { lang: ask.lang, form: form().html(&ask, &Filled::default(), None), hits };
    Ok(Page::of(&ask, TITLE, body))
}
