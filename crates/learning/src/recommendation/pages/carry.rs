//! What is done with a recommendation: directions, taking up, progress, done, and looking again later.

use crate::places;
use crate::{
    directory, fields,
    recommendation::{
        acts::{
            AddDirection, DeclineRecommendation, FinishRecommendation, MoveRecommendation, ProgressRecommendation,
            RemeasureRecommendation, ReopenRecommendation, TakeUp,
        },
        event::{Measured, Remeasurement, Undertaking},
    },
};
use kernel::{AgencyId, Date, Line, Note, Say};
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// A way in which it could be done.
pub(super) struct NewDirection(Note);

impl Form for NewDirection {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("text").map(Self)
    }
}

pub(super) async fn direction(desk: Desk<AddDirection>, _: Ask, form: NewDirection) -> Result<Redirect, Trouble> {
    let event = desk.dossier().add_direction(form.0, None)?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn direction_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/richting"), Say::of("Toevoegen", "Add"))
        .field(Field::note("text", Say::of("Wat zou kunnen helpen?", "What could help?")))
        .secondary()
}

/// Who does it, how and by when.
pub(super) struct Taken {
    owner: AgencyId,
    group: Option<Line>,
    due: Date,
    plan: Note,
}

impl Form for Taken {
    fn check(read: &mut Reader) -> Option<Self> {
        let owner = read.must::<AgencyId>("owner");
        let group = read.may("group");
        let due = read.day("due");
        let plan = read.must("plan");
        Some(Self { owner: owner?, group: group?, due: due?, plan: plan? })
    }
}

pub(super) async fn take_up(desk: Desk<TakeUp>, ask: Ask, form: Taken) -> Result<Redirect, Trouble> {
    directory::known_agencies(&ask.directory, std::slice::from_ref(&form.owner), "owner")?;
    let undertaking = Undertaking { owner: form.owner, group: form.group, due: form.due, plan: form.plan };
    let event = desk.dossier().take_up(undertaking, desk.today())?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn take_up_form(at: &str, ask: &Ask) -> FormSpec {
    FormSpec::to(format!("{at}/oppakken"), Say::of("Oppakken", "Take it up"))
        .field(
            Field::choice(
                "owner",
                Say::of("Welke organisatie zorgt dat het gebeurt?", "Which organisation sees to it?"),
                directory::agencies(&ask.directory),
            )
            .value(ask.actor.agency.id.as_str()),
        )
        .field(Field::line("group", Say::of("Werkgroep of project", "Working group or project")).optional())
        .field(Field::note("plan", Say::of("Wat gaat er gebeuren?", "What will happen?")))
        .field(Field::day("due", Say::of("Klaar op", "Done by")))
}

/// One text and nothing else.
pub(super) struct Because(Note);

impl Form for Because {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("note").map(Self)
    }
}

pub(super) async fn decline(desk: Desk<DeclineRecommendation>, _: Ask, form: Because) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decline(form.0)?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn decline_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/niet-oppakken"), Say::of("Niet oppakken", "Do not take it up"))
        .field(
            Field::note("note", Say::of("Waarom niet?", "Why not?"))
                .hint(Say::of("Iedereen kan deze reden lezen.", "Everybody can read this reason.")),
        )
        .secondary()
}

pub(super) async fn progress(desk: Desk<ProgressRecommendation>, _: Ask, form: Because) -> Result<Redirect, Trouble> {
    let event = desk.dossier().progress(form.0)?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn progress_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/voortgang"), Say::of("Opschrijven", "Write it down"))
        .field(Field::note("note", Say::of("Wat is er gedaan?", "What was done?")))
        .secondary()
}

/// Another day.
pub(super) struct Later {
    due: Date,
    note: Note,
}

impl Form for Later {
    fn check(read: &mut Reader) -> Option<Self> {
        let due = read.day("due");
        let note = read.must("note");
        Some(Self { due: due?, note: note? })
    }
}

pub(super) async fn give_day(desk: Desk<MoveRecommendation>, _: Ask, form: Later) -> Result<Redirect, Trouble> {
    let event = desk.dossier().give_day(form.due, form.note, desk.today())?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn give_day_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/andere-dag"), Say::of("Dag veranderen", "Change the day"))
        .field(Field::day("due", Say::of("Nieuwe dag", "New day")))
        .field(Field::note("note", Say::of("Waarom?", "Why?")))
        .secondary()
}

pub(super) async fn finish(desk: Desk<FinishRecommendation>, _: Ask, form: Because) -> Result<Redirect, Trouble> {
    let event = desk.dossier().finish(form.0)?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn finish_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/afronden"), Say::of("Gedaan", "Done")).field(Field::note(
        "note",
        Say::of("Wat is er gedaan, en waaraan ziet u dat?", "What was done, and how can you tell?"),
    ))
}

pub(super) async fn reopen(desk: Desk<ReopenRecommendation>, _: Ask, form: Because) -> Result<Redirect, Trouble> {
    let event = desk.dossier().reopen(form.0)?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn reopen_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/opnieuw"), Say::of("Opnieuw openen", "Open it again"))
        .field(Field::note("note", Say::of("Waarom?", "Why?")))
        .secondary()
}

/// Then and now.
pub(super) struct Again(Remeasurement);

impl Form for Again {
    fn check(read: &mut Reader) -> Option<Self> {
        let then = read.must("then");
        let then_results = fields::piece(read, "then-results");
        let now = read.must("now");
        let now_results = fields::piece(read, "now-results");
        let on = read.day("on");
        Some(Self(Remeasurement {
            then: Measured { text: then?, results: then_results? },
            now: Measured { text: now?, results: now_results? },
            on: on?,
        }))
    }
}

pub(super) async fn remeasure(desk: Desk<RemeasureRecommendation>, _: Ask, form: Again) -> Result<Redirect, Trouble> {
    let event = desk.dossier().remeasure(form.0, desk.today())?;
    let to = places::RECOMMENDATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn remeasure_form(at: &str, today: Date) -> FormSpec {
    let address = Say::of("Plak het adres van de vragenlijst.", "Paste the address of the questionnaire.");
    FormSpec::to(format!("{at}/opnieuw-meten"), Say::of("Naast elkaar zetten", "Put side by side"))
        .field(Field::note("then", Say::of("Hoe was het toen?", "How was it then?")))
        .field(
            Field::line("then-results", Say::of("Vragenlijst van toen", "Questionnaire of then"))
                .hint(address.clone())
                .optional(),
        )
        .field(Field::note("now", Say::of("Hoe is het nu?", "How is it now?")))
        .field(
            Field::line("now-results", Say::of("Vragenlijst van nu", "Questionnaire of now")).hint(address).optional(),
        )
        .field(Field::day("on", Say::of("Gemeten op", "Measured on")).on(today))
        .secondary()
}
