//! Writing along while the table talks, about one thing at a time; the judgement begins from it.

use crate::places;
use crate::table::Versions;
use crate::weighing::{Event, JotDown, JotPart, ReadWeighing};
use kernel::{DossierId, Note, Prose, Say};
use vault::Act;
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// What is written, about what; without a text it is cleared.
pub(crate) struct Written(Option<Prose>);

impl Form for Written {
    fn check(read: &mut Reader) -> Option<Self> {
        read.may("text").map(Self)
    }
}

/// About what the address is.
fn part(ask: &Ask) -> Result<JotPart, Trouble> {
    JotPart::numbered(ask.part("no")).ok_or(Trouble::Denied)
}

fn at(id: DossierId, part: JotPart) -> String {
    places::WEIGHINGS.under(id, &format!("/meeschrijven/{}", part.number()))
}

/// The form for one of them, with what stands there.
pub(super) fn form(visit: &Visit<ReadWeighing>, part: JotPart) -> FormSpec {
    let text = visit.dossier().jotted(part).map(|jot| jot.text.to_string()).unwrap_or_default();
    let field = if part.is_long() { Field::prose("text", part.says()) } else { Field::note("text", part.says()) };
    let field = field.optional().value(text);
    let field = match part.hint() {
        Some(hint) => field.hint(hint),
        None => field,
    };
    FormSpec::to(at(visit.id(), part), Say::of("Bewaren", "Save")).secondary().field(field)
}

/// The form alone.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<super::form::FormPage>, Trouble> {
    const LEAD: Say = Say::of(
        "Wie aan tafel zit, leest mee. Het oordeel begint met wat hier staat; het geldt pas als het oordeel op tafel ligt.",
        "Whoever sits at the table reads along. The judgement begins with what it says here; it only counts once the judgement is on the table.",
    );
    if !visit.may::<JotDown>() {
        return Err(Trouble::Denied);
    }
    let form = form(&visit, part(&visit.ask)?);
    Ok(super::form::page(&visit, &filled, JotDown::INFO.says, &LEAD, &form))
}

/// Every text that stood there.
pub(crate) async fn versions(visit: Visit<ReadWeighing>, _: Filled) -> Result<Page<Versions>, Trouble> {
    let (ask, this) = (&visit.ask, part(&visit.ask)?);
    let here = format!("{}/versies", at(visit.id(), this));
    let title = Say::of("Wat er eerder stond", "What it said before");
    #[allow(clippy::wildcard_enum_match_arm, reason = "every other event brings no text")]
    let pick = |event| match event {
        Event::Jotted { part, text } if part == this => {
            let text = text.map(|text| text.to_string()).unwrap_or_default();
            Some(vec![(this.says().to(ask.lang).to_owned(), text)])
        }
        _ => None,
    };
    let place = (title.to(ask.lang).to_owned(), places::WEIGHINGS.of(visit.id()), here.as_str());
    let body = Versions::read::<_, JotDown, JotDown>((ask, &visit.seen), place, pick).await?;
    Ok(Page::of(ask, title, body))
}

/// Writes it down.
pub(crate) async fn act(desk: vault::Desk<JotDown>, ask: Ask, form: Written) -> Result<Redirect, Trouble> {
    let part = part(&ask)?;
    // What is a few sentences in the judgement is no more here.
    if let Some(text) = form.0.as_ref().filter(|_| !part.is_long()) {
        text.as_str().parse::<Note>().map_err(|no| no.at("text"))?;
    }
    let event = desk.dossier().jot(desk.agency(), part, form.0)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.under(id, "#jots")))
}
