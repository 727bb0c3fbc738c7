//! One fact: put right, or withdrawn. It keeps its number, for others refer to it.

use super::{
    follow::{after, keep, reason, restate},
    sheet::{self, Mend, Sheet},
};
use crate::places;
use crate::signal::{
    Change,
    acts::{AddFact, CorrectSignal, ReadSignal},
    pages::enrich::NewFact,
};
use crate::weighing::Because;
use kernel::{Note, Observed, Say};
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// What was seen or heard after all.
pub(super) struct Mended {
    fact: Observed,
    reason: Note,
}

impl Form for Mended {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must("text");
        let on = read.may_day("on");
        let observer = read.may("observer");
        let first_hand = read.tick("first-hand");
        let expression = read.may_choice("expression");
        let reason = read.must("reason");
        let fact = Observed { text: text?, on: on?, observer: observer?, first_hand, expression: expression? };
        Some(Self { fact, reason: reason? })
    }
}

/// Why it counts no more.
pub(super) struct Withdrawn {
    reason: Note,
}

impl Form for Withdrawn {
    fn check(read: &mut Reader) -> Option<Self> {
        let reason = read.must("reason");
        Some(Self { reason: reason? })
    }
}

/// The place in the list that the number in the address is of.
fn place(ask: &Ask) -> Option<usize> {
    ask.part("no").parse::<usize>().ok()?.checked_sub(1)
}

/// Shows both forms.
pub(super) async fn show(visit: Visit<ReadSignal>, filled: Filled) -> Result<Page<Mend>, Trouble> {
    let place = place(&visit.ask).ok_or(Trouble::Denied)?;
    let kept = visit.dossier().facts.get(place).filter(|kept| kept.withdrawn.is_none()).ok_or(Trouble::Denied)?;
    let (fact, at) = (&kept.fact, places::SIGNALS.under(visit.id(), &format!("/feit/{}", place + 1)));
    let day = Field::day("on", Say::of("Wanneer?", "When?")).optional();
    let seen = Field::tick(
        "first-hand",
        Say::of("De melder zag of hoorde het zelf", "The reporter saw or heard it personally"),
    );
    let mend = FormSpec::to(format!("{at}/verbeteren"), Say::of("Verbeteren", "Correct"))
        .field(
            Field::note("text", Say::of("Wat is er gezien of gehoord?", "What was seen or heard?"))
                .value(fact.text.as_str()),
        )
        .field(match fact.on {
            Some(on) => day.on(on),
            None => day,
        })
        .field(
            Field::line("observer", Say::of("Wie nam het waar?", "Who observed it?"))
                .value(fact.observer.as_ref().map(ToString::to_string).unwrap_or_default())
                .optional(),
        )
        .field(if fact.first_hand { seen.value("on") } else { seen })
        .field(crate::signal::expression(fact.expression))
        .field(reason());
    let withdraw =
        FormSpec::to(format!("{at}/intrekken"), Say::of("Feit intrekken", "Withdraw the fact")).field(reason());
    let with = (&visit.ask, &filled, visit.seq());
    let sheets = vec![
        Sheet::of(with, &format!("{at}/verbeteren"), Say::of("Verbeteren", "Correct"), &mend).open(),
        Sheet::of(
            with,
            &format!("{at}/intrekken"),
            Say::of("Intrekken: dit klopt niet", "Withdraw: this is not correct"),
            &withdraw,
        ),
    ];
    let title = Say::made(format!("Feit F{} verbeteren", place + 1), format!("Correct fact F{}", place + 1));
    sheet::with(&visit, title, sheets, Vec::new())
}

/// Adds one; while it is weighed the three have it at once, and who handed in a view is told.
pub(super) async fn add(desk: Desk<AddFact>, ask: Ask, form: NewFact) -> Result<Redirect, Trouble> {
    let event = desk.dossier().add_fact(form.0, desk.agency(), desk.today())?;
    let (after, id) = (after(&desk, &event), desk.id());
    let (below, _) = restate(&ask, &after, id, Because::Added).await?;
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::SIGNALS.of(id)))
}

/// Puts it right.
pub(super) async fn mend(desk: Desk<CorrectSignal>, ask: Ask, form: Mended) -> Result<Redirect, Trouble> {
    let place = place(&ask).ok_or(Trouble::Denied)?;
    keep(desk, &ask, Change::Fact { place, fact: form.fact }, form.reason).await
}

/// Withdraws it.
pub(super) async fn withdraw(desk: Desk<CorrectSignal>, ask: Ask, form: Withdrawn) -> Result<Redirect, Trouble> {
    let place = place(&ask).ok_or(Trouble::Denied)?;
    keep(desk, &ask, Change::Withdrawn { place }, form.reason).await
}
