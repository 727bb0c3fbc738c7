//! What is done in a learning evaluation, from planning to measuring again.

use crate::places;
use crate::{
    directory,
    evaluation::{
        Advised, Evidence, Figure, Finding, FollowUp, Report, Side, Source, Step,
        acts::{
            Advise, CheckReport, DraftReport, FollowUpEvaluation, LinkPiece, PlanEvaluation, PublishReport,
            WriteFinding,
        },
    },
    fields, numbering,
    observation::acts::ReadObservation,
    questionnaire::{self, acts::ReadQuestionnaire},
    recommendation::{self, MakeRecommendation, Recommendation},
};
use kernel::{AgencyId, Date, DossierId, Line, Note, Prose, Refusal, reference::Row};
use vault::Desk;
use web::{Ask, Form, Reader, Redirect, Trouble};

/// A step and a day.
pub(super) struct Planning {
    step: Step,
    on: Date,
}

impl Form for Planning {
    fn check(read: &mut Reader) -> Option<Self> {
        let step = read.choice("step");
        let on = read.day("on");
        Some(Self { step: step?, on: on? })
    }
}

pub(super) async fn plan(desk: Desk<PlanEvaluation>, _: Ask, form: Planning) -> Result<Redirect, Trouble> {
    let event = desk.dossier().plan(form.step, form.on)?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn done(desk: Desk<PlanEvaluation>, _: Ask, form: Planning) -> Result<Redirect, Trouble> {
    let event = desk.dossier().step_done(form.step, form.on, desk.today())?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Something that lies in here.
pub(super) struct Linked {
    source: Source,
    piece: DossierId,
    title: Option<Line>,
}

impl Form for Linked {
    fn check(read: &mut Reader) -> Option<Self> {
        const WHICH: kernel::Say = kernel::Say::of("Plak het adres van de pagina.", "Paste the address of the page.");
        let source = read.choice("source");
        let piece = fields::piece(read, "piece");
        let title = read.may("title");
        if piece == Some(None) {
            read.wrong("piece", WHICH);
        }
        Some(Self { source: source?, piece: piece??, title: title? })
    }
}

pub(super) async fn link(desk: Desk<LinkPiece>, ask: Ask, form: Linked) -> Result<Redirect, Trouble> {
    const NAME_IT: Refusal = Refusal::of("Geef dit een naam.", "Give this a name.");
    // Only what one may read oneself can be laid beside it; its title comes from there.
    let found = match form.source {
        Source::Questionnaire => {
            let seen = ask.vault.look::<ReadQuestionnaire>(&ask.actor, form.piece).await?;
            seen.dossier().opening().map(|o| o.title.clone())
        }
        Source::Observation => {
            let seen = ask.vault.look::<ReadObservation>(&ask.actor, form.piece).await?;
            seen.dossier().opening().map(|o| o.meeting.clone())
        }
        Source::Talk | Source::Paper => None,
    };
    let title = found.or(form.title).ok_or(NAME_IT.at("title"))?;
    let event = desk.dossier().link(form.source, form.piece, title)?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// A finding with one thing that it rests on.
pub(super) struct Found(Finding);

impl Form for Found {
    fn check(read: &mut Reader) -> Option<Self> {
        let side = read.choice::<Side>("side");
        let theme = read.must("theme");
        let text = read.must("text");
        let source = read.choice("source");
        let piece = fields::piece(read, "piece");
        let note = read.must("evidence");
        let evidence = Evidence { source: source?, piece: piece?, note: note? };
        Some(Self(Finding { number: 0, side: side?, theme: theme?, text: text?, evidence: vec![evidence] }))
    }
}

pub(super) async fn find(desk: Desk<WriteFinding>, _: Ask, form: Found) -> Result<Redirect, Trouble> {
    let event = desk.dossier().find(form.0)?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// A finding that is taken back.
pub(super) struct Back(u16);

impl Form for Back {
    fn check(read: &mut Reader) -> Option<Self> {
        fields::number(read, "number", 1, 999).map(Self)
    }
}

pub(super) async fn take_back(desk: Desk<WriteFinding>, _: Ask, form: Back) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_back(form.0)?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// What is advised, and to whom.
pub(super) struct Advice {
    text: Note,
    theme: Line,
    addressees: Vec<AgencyId>,
}

impl Form for Advice {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must("text");
        let theme = read.must("theme");
        let addressees = read.each("addressees");
        Some(Self { text: text?, theme: theme?, addressees: addressees? })
    }
}

pub(super) async fn advise(desk: Desk<Advise>, ask: Ask, form: Advice) -> Result<Redirect, Trouble> {
    directory::known_agencies(&ask.directory, &form.addressees, "addressees")?;
    let one = desk.dossier();
    let Some(opening) = one.opening() else { return Err(Trouble::Denied) };
    let new = ask.vault.begin::<MakeRecommendation>(&ask.actor).await?;
    let number = one.next_advice();
    let advised = Advised { number, id: new.id(), text: form.text.clone(), theme: form.theme.clone() };
    let event = one.advise(advised)?;
    let made = recommendation::Opening {
        reference: Line::default(),
        number,
        text: form.text,
        theme: form.theme,
        addressees: form.addressees,
        houses: opening.houses.clone(),
        evaluation: Some(desk.id()),
        source: opening.title.clone(),
        team: opening.team.clone(),
    };
    Recommendation::make(made.clone())?;
    let reference = numbering::next(&ask.vault, Row::Recommendation, desk.today()).await?;
    let draft = new.draft(vec![Recommendation::make(recommendation::Opening { reference, ..made })?]);
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit_with(vec![event], vec![draft]).await?;
    Ok(Redirect::to(to))
}

/// The texts of the report.
pub(super) struct Written(Report);

impl Form for Written {
    fn check(read: &mut Reader) -> Option<Self> {
        let summary = read.must::<Prose>("summary");
        let approach = read.must("approach");
        let reflection = read.must("reflection");
        Some(Self(Report { summary: summary?, approach: approach?, reflection: reflection? }))
    }
}

pub(super) async fn draft(desk: Desk<DraftReport>, _: Ask, form: Written) -> Result<Redirect, Trouble> {
    let event = desk.dossier().draft(form.0)?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// What should still be looked at, if anything.
pub(super) struct Checked(Option<Note>);

impl Form for Checked {
    fn check(read: &mut Reader) -> Option<Self> {
        read.may("remark").map(Self)
    }
}

pub(super) async fn check(desk: Desk<CheckReport>, _: Ask, form: Checked) -> Result<Redirect, Trouble> {
    let event = desk.dossier().check(form.0)?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn publish(desk: Desk<PublishReport>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let mut figures = Vec::new();
    let questionnaires = desk.dossier().pieces.iter().filter(|(source, ..)| *source == Source::Questionnaire);
    for (_, id, _) in questionnaires {
        let seen = ask.vault.look::<ReadQuestionnaire>(&ask.actor, *id).await?;
        for asked in questionnaire::last(seen.dossier()) {
            if let (true, Ok(title)) = (asked.is_told(), asked.title.parse()) {
                figures.push(Figure::of(title, asked.options, asked.told));
            }
        }
    }
    let event = desk.dossier().publish(figures)?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Then and now.
pub(super) struct Again(FollowUp);

impl Form for Again {
    fn check(read: &mut Reader) -> Option<Self> {
        let on = read.day("on");
        let then = fields::piece(read, "then");
        let now = fields::piece(read, "now");
        let text = read.must("text");
        Some(Self(FollowUp { on: on?, then: then?, now: now?, text: text? }))
    }
}

pub(super) async fn follow_up(desk: Desk<FollowUpEvaluation>, ask: Ask, form: Again) -> Result<Redirect, Trouble> {
    for id in [form.0.then, form.0.now].into_iter().flatten() {
        ask.vault.look::<ReadQuestionnaire>(&ask.actor, id).await?;
    }
    let event = desk.dossier().follow_up(form.0, desk.today())?;
    let to = places::EVALUATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
