//! The forms by which a hand-over is offered and taken over, point by point.

use super::answer::lines;
use super::duty::refused;
use crate::case::pages::given::done;
use crate::case::pages::head::Part;
use crate::case::pages::offered::{agencies, seated};
use crate::case::pages::sheet::Sheet;
use crate::case::{AnswerHandover, Case, OfferHandover};
use kernel::{AgencyId, Line, Note, Say};
use vault::Desk;
use web::{Ask, Field, Form, Reader, Redirect, Trouble};

/// What is handed over to whom.
pub(in crate::case::pages) struct Offered {
    to: AgencyId,
    points: Note,
    contact: Line,
}

impl Form for Offered {
    fn check(read: &mut Reader) -> Option<Self> {
        let to = read.must("to");
        let points = read.must("points");
        let contact = read.must("contact");
        Some(Self { to: to?, points: points?, contact: contact? })
    }
}

/// Offers it.
pub(super) fn offer(ask: &Ask, case: &Case, home: &str) -> Sheet {
    let who = seated(case).into_iter().filter(|agency| !case.is_third(agency));
    Sheet::to(format!("{home}/opschalen/overdracht"), Say::of("Overdracht aanbieden", "Offer the hand-over"))
        .titled(Say::of("Overdracht aanbieden", "Offer a hand-over"))
        .secondary()
        .field(Field::choice("to", Say::of("Wie neemt het over?", "Who takes it over?"), agencies(ask, who)))
        .field(Field::note("points", Say::of("Waar moet die organisatie op letten?", "What should that organisation watch for?")).hint(
            Say::of(
                "Eén ding per regel: doelen die doorlopen en signalen om op te letten. Wie overneemt, zegt bij elk ding ja.",
                "One thing per line: goals that go on and signals to watch for. Whoever takes over says yes to each.",
            ),
        ))
        .field(
            Field::line("contact", Say::of("Bij wie kan de persoon terecht?", "Whom can the person turn to?"))
                .hint(Say::of("Naam of functie, en hoe die te bereiken is.", "Name or function, and how to reach them.")),
        )
}

pub(in crate::case::pages) async fn act(desk: Desk<OfferHandover>, _: Ask, form: Offered) -> Result<Redirect, Trouble> {
    let event = desk.dossier().offer_handover(form.to, lines(Some(&form.points)), form.contact)?;
    done(desk, event, Part::Scaling.path()).await
}

/// Which points are taken over, or why not.
pub(in crate::case::pages) struct Taken {
    points: Vec<usize>,
    refused: Option<Note>,
}

impl Form for Taken {
    fn check(read: &mut Reader) -> Option<Self> {
        let points = read.many("points").iter().filter_map(|place| place.parse().ok()).collect();
        let refused = read.may("refused");
        Some(Self { points, refused: refused? })
    }
}

/// Asks the organisation to which something is offered.
pub(super) fn answer(ask: &Ask, case: &Case, home: &str) -> Option<Sheet> {
    let offered = case.handover().filter(|it| it.said.is_none() && it.to == ask.actor.agency.id)?;
    let points =
        offered.points.iter().enumerate().map(|(place, text)| (place.to_string(), Say::same(text.to_string())));
    let form =
        Sheet::to(format!("{home}/opschalen/overdracht/antwoord"), Say::of("Antwoord versturen", "Send the answer"))
            .titled(Say::of("Neemt uw organisatie dit over?", "Does your organisation take this over?"))
            .open()
            .field(
                Field::choices("points", Say::of("Wij letten hierop", "We watch for this"), points.collect())
                    .sometimes(),
            )
            .field(refused().hint(Say::of(
                "Neemt u alles over, laat dit dan leeg.",
                "If you take over everything, leave this empty.",
            )));
    Some(form)
}

pub(in crate::case::pages) async fn take(desk: Desk<AnswerHandover>, _: Ask, form: Taken) -> Result<Redirect, Trouble> {
    let event = desk.dossier().answer_handover(desk.agency(), &form.points, form.refused)?;
    done(desk, event, Part::Scaling.path()).await
}
