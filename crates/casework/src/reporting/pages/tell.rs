//! What anybody with the address sees: a form, and after it a receipt. Nothing that was reported is ever shown here, nor whether anything was,
//! but that so much came in that nothing more is taken in now.

use crate::places;
use crate::reporting::{AN_HOUR, Report, SeeDoor, SendReport};
use crate::signal::ReporterKind;
use askama::Template;
use kernel::{Lang, Line, Note, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Guest, Html, Page, Reader, Redirect, Trouble, Visit};

const TITLE: Say = Say::of("Zorgen melden", "Report a concern");

const ENOUGH: Refusal = Refusal::of(
    "Er komen nu te veel meldingen binnen. Bel het nummer dat hierboven staat, of probeer het over een uur opnieuw.",
    "Too many reports are coming in now. Call the number that stands above, or try again in an hour.",
);

/// What somebody tells.
pub(super) struct Told {
    seen: Note,
    reading: Option<Note>,
    about: Option<Line>,
    kind: ReporterKind,
    name: Option<Line>,
    contact: Option<Line>,
}

impl Form for Told {
    fn check(read: &mut Reader) -> Option<Self> {
        let seen = read.must("seen");
        let about = read.may("about");
        let reading = read.may("reading");
        let kind = read.choice::<ReporterKind>("kind");
        let name = read.may("name");
        let contact = read.may("contact");
        Some(Self { seen: seen?, reading: reading?, about: about?, kind: kind?, name: name?, contact: contact? })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "reporting/pages/tell.html")]
pub(super) struct TellPage {
    #[serde(skip)]
    lang: Lang,
    municipality: String,
    call: String,
    /// Nothing where no more is taken in now.
    form: Option<Html>,
}

pub(super) async fn show(visit: Visit<SeeDoor>, filled: Filled) -> Result<Page<TellPage>, Trouble> {
    let (ask, door) = (&visit.ask, visit.dossier());
    let opening = door.opening().ok_or(Trouble::Denied)?;
    let form = FormSpec::to(places::REPORTING.of(&opening.code), Say::of("Versturen", "Send"))
        .field(
            Field::note("seen", Say::of("Wat hebt u gezien of gehoord?", "What did you see or hear?"))
                .hint(Say::of(
                    "Zo precies als u kunt: wat, waar en wanneer.",
                    "As precisely as you can: what, where and when.",
                ))
                .mindful(),
        )
        .field(Field::line("about", Say::of("Over wie gaat het?", "Who is it about?")).optional().hint(Say::of(
            "Alleen als u het weet. Een omschrijving is ook goed.",
            "Only if you know. A description is fine too.",
        )))
        .field(Field::note("reading", Say::of("Wat denkt u ervan?", "What do you make of it?")).optional())
        .field(Field::choice_of::<ReporterKind>("kind", Say::of("Wie bent u?", "Who are you?")))
        .field(Field::line("name", Say::of("Uw naam", "Your name")).optional())
        .field(
            Field::line("contact", Say::of("Hoe kunnen wij u bereiken?", "How can we reach you?"))
                .optional()
                .hint(Say::of("Zonder dit kunnen wij niets navragen.", "Without this we cannot ask you anything.")),
        )
        // Pressed twice it is one report, with one receipt.
        .field(Field::hidden(web::ONCE, ask.vault.page_word()));
    // Said before somebody types; a dossier that is full takes nothing in either.
    let takes =
        !door.is_full() && visit.seen.room() != Some(0) && visit.seen.has_room_for(ask.source(), AN_HOUR).await?;
    let body = TellPage {
        lang: ask.lang,
        municipality: ask.directory.municipality_name(&opening.municipality),
        call: opening.call.to_string(),
        form: takes.then(|| form.html(ask, &filled, None)),
    };
    Ok(Page::of(ask, TITLE, body))
}

pub(super) async fn act(desk: Desk<SendReport>, ask: Ask, told: Told) -> Result<Redirect, Trouble> {
    let receipt: Line = ask.vault.code().parse()?;
    let report = Report {
        no: 0,
        receipt: receipt.clone(),
        on: desk.today(),
        seen: told.seen,
        reading: told.reading,
        about: told.about,
        kind: told.kind,
        name: told.name,
        contact: told.contact,
    };
    let event = desk.dossier().report_in(report)?;
    if !desk.takes_in(ask.source(), AN_HOUR).await? {
        return Err(ENOUGH.into());
    }
    desk.commit(vec![event]).await?;
    let receipt = ask.vault.vouched(places::REPORTING.list(), receipt.as_str());
    Ok(Redirect::to(places::REPORTING.asked(&[("ontvangen", &receipt)])))
}

/// After sending: the receipt, which opens nothing.
#[derive(Template)]
#[template(path = "reporting/pages/sent.html")]
pub(super) struct Sent {
    lang: Lang,
    receipt: Option<String>,
}

pub(super) async fn sent(guest: Guest) -> Result<Page<Sent>, Trouble> {
    // Anybody can type anything there: only a receipt that was handed out here is shown.
    let given = guest.query.first("ontvangen").unwrap_or_default();
    let receipt = guest.vault.vouched_for(places::REPORTING.list(), given);
    Ok(Page::open(TITLE, Sent { lang: guest.lang, receipt: receipt.map(ToOwned::to_owned) }))
}
