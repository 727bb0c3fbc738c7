//! Asking another participant one question.

use crate::places;
use crate::weighing::{Consult, ConsultMode, ReadWeighing};
use kernel::{AgencyId, Date, Note, Refusal, Say};
use vault::{Act, Agency, AgencyKind};
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// Whom, what, by when.
pub(crate) struct ConsultForm {
    agency: AgencyId,
    question: Note,
    due: Date,
}

impl Form for ConsultForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let agency = read.must("agency");
        let question = read.must("question");
        let due = read.day("due");
        Some(Self { agency: agency?, question: question?, due: due? })
    }
}

/// The other participants of the law (Wgpga art. 3 lid 1) that serve this municipality.
fn partners<'a>(ask: &'a Ask, weighing: &crate::weighing::Weighing) -> Vec<&'a Agency> {
    let Some(filing) = weighing.filing() else { return Vec::new() };
    [AgencyKind::Probation, AgencyKind::ChildProtection]
        .into_iter()
        .flat_map(|kind| ask.directory.serving(kind, &filing.municipality))
        .collect()
}

/// The form.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<super::form::FormPage>, Trouble> {
    if !visit.may::<Consult>() {
        return Err(Trouble::Denied);
    }
    let options = partners(&visit.ask, visit.dossier());
    let options = options.into_iter().map(|a| (a.id.to_string(), Say::made(a.name.to_string(), a.name.to_string())));
    let form =
        FormSpec::to(places::WEIGHINGS.under(visit.id(), "/raadplegen"), Say::of("Vraag stellen", "Ask the question"))
            .field(Field::choice("agency", Say::of("Aan wie?", "Whom?"), options.collect()))
            .field(Field::note("question", Say::of("Wat wilt u weten?", "What do you want to know?")).hint(Say::of(
                "Eén vraag, zonder naam of BSN. De ander ziet alleen deze vraag.",
                "One question, without a name or BSN. The other sees only this question.",
            )))
            .field(Field::day("due", Say::of("Wanneer wilt u antwoord?", "By when do you want an answer?")));
    let lead = Say::of(
        "Tot er een oordeel is, deelt u niet meer dan nodig. Een vraag en een antwoord, meer niet.",
        "Until there is a judgement, share no more than needed. A question and an answer, no more.",
    );
    Ok(super::form::page(&visit, &filled, Consult::INFO.says, &lead, &form))
}

/// Asks.
pub(crate) async fn act(desk: vault::Desk<Consult>, ask: Ask, form: ConsultForm) -> Result<Redirect, Trouble> {
    if !partners(&ask, desk.dossier()).iter().any(|a| a.id == form.agency) {
        return Err(Refusal::of("Kies een deelnemer uit de lijst.", "Choose a participant from the list.")
            .at("agency")
            .into());
    }
    let mode = ConsultMode::from_word(ask.vault.setting("weigh.consult").await?.as_deref());
    let event = desk.dossier().consult(form.agency, form.question, form.due, desk.today(), mode)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
