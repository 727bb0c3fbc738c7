//! Who reported it: opening this shows who that is, so it is in the book, and only who keeps the signal can.

use super::{
    follow::{keep, reason},
    sheet::{self, Mend, Sheet},
};
use crate::places;
use crate::signal::{
    Change, Reporter, ReporterKind,
    acts::{CorrectSignal, RevealReporter},
};
use kernel::{Line, Note, Say};
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// Who reported it after all.
pub(super) struct Mended {
    reporter: Reporter,
    reason: Note,
}

impl Form for Mended {
    fn check(read: &mut Reader) -> Option<Self> {
        let kind = read.choice::<ReporterKind>("reporter");
        let name = read.may::<Line>("reporter-name");
        let contact = read.may::<Line>("reporter-contact");
        let shielded = read.tick("shielded");
        let reason = read.must("reason");
        Some(Self { reporter: Reporter { kind: kind?, shielded, name: name?, contact: contact? }, reason: reason? })
    }
}

/// Shows it.
pub(super) async fn show(visit: Visit<RevealReporter>, filled: Filled) -> Result<Page<Mend>, Trouble> {
    let reporter = &visit.dossier().intake().ok_or(Trouble::Denied)?.reporter;
    let at = places::SIGNALS.under(visit.id(), "/verbeteren/melder");
    let title = Say::of("De melder verbeteren", "Correct the reporter");
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let shield = Field::tick(
        "shielded",
        Say::of(
            "Melder afschermen: alleen uw organisatie ziet wie het is",
            "Shield the reporter: only your organisation sees who it is",
        ),
    );
    let form = FormSpec::to(at.clone(), Say::of("Verbeteren", "Correct"))
        .field(
            Field::choice_of::<ReporterKind>("reporter", Say::of("Wie meldt dit?", "Who is reporting this?"))
                .value(reporter.kind.word()),
        )
        .field(
            Field::line("reporter-name", Say::of("Naam van de melder", "Name of the reporter"))
                .value(text(&reporter.name))
                .optional(),
        )
        .field(
            Field::line("reporter-contact", Say::of("Hoe bereikt u de melder?", "How can the reporter be reached?"))
                .value(text(&reporter.contact))
                .optional(),
        )
        .field(if reporter.shielded { shield.value("on") } else { shield })
        .field(reason());
    let sheet = Sheet::of((&visit.ask, &filled, visit.seq()), &at, Say::of("Melder", "Reporter"), &form).open();
    sheet::with(&visit, title, vec![sheet], Vec::new())
}

/// Puts it right.
pub(super) async fn act(desk: Desk<CorrectSignal>, ask: Ask, form: Mended) -> Result<Redirect, Trouble> {
    keep(desk, &ask, Change::Reporter { reporter: form.reporter }, form.reason).await
}
