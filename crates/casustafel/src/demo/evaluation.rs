//! An invented learning evaluation of the weighing over the three houses: questions with released results, an observation, findings,
//! a public report and twelve recommendations in various states.

use super::{
    lessons,
    scene::{Scene, Told, step, t},
};
use kernel::{DossierId, Note, Refusal, reference::Row};
use learning::{
    evaluation::{self, Advised, Evaluation, Evidence, Finding, Report, Side, Source, Table, acts as evaluating},
    questionnaire::{
        ANSWERS, Anonymity, Answer, Answers, Asks, Opening, Question, Questionnaire, Sheet, acts as asking,
    },
    recommendation::{self, MakeRecommendation, Recommendation, Undertaking, acts as carrying},
};
use std::collections::BTreeMap;
use vault::{Keep, Slip};

const TEAM: &str = "evaluator";
const HOUSES: [&str; 3] = ["nhn", "kennemerland", "zaanstreek-waterland"];
const OFFICES: [&str; 3] = ["zvh-nhn", "zvh-kennemerland", "zvh-zaanstreek-waterland"];

/// What is advised: theme and text.
const ADVICE: [(&str, &str); 12] = [
    ("verwachtingen", "Begin elk overleg met een ronde: wat verwacht u vandaag van de anderen?"),
    ("besluiten", "Lees elk besluit hardop voor, met wat het draagt, voordat u verdergaat."),
    ("besluiten", "Schrijf bij elke weging één andere uitleg op, ook als niemand die gelooft."),
    ("aan tafel", "Nodig per onderwerp uit, en laat wie niet nodig is op tijd weer gaan."),
    ("verwachtingen", "Spreek af wie belt als een afspraak niet lukt, en binnen hoeveel dagen."),
    ("delen", "Maak een kaart van één blad: wie mag wat delen, en waarom."),
    ("delen", "Oefen twee keer per jaar met een verzonnen signaal."),
    ("inwerken", "Geef nieuwe deelnemers een vaste maat in de eerste drie maanden."),
    ("inwerken", "Houd een plaatsvervanger bij voor elke stoel."),
    ("terugkijken", "Kijk na een half jaar terug op drie wegingen, zonder namen."),
    ("terugkijken", "Vertel de melder dat de melding is ontvangen, elke keer."),
    ("samenhang", "Leg de agenda's van de drie huizen naast elkaar en schrap wat dubbel is."),
];

/// Tells it.
///
/// # Errors
/// The step that went wrong.
pub(super) async fn weighing(scene: &Scene) -> Told {
    scene.on(-110).await;
    let id = begun(scene).await.map_err(|e| format!("the evaluation: {e}"))?;
    let asked = questions(scene, id).await?;
    scene.on(-70).await;
    scene.act::<asking::CloseQuestionnaire>(TEAM, asked, |desk| desk.dossier().close()).await?;
    let desk = scene.desk::<asking::ReleaseResults>(TEAM, asked).await?;
    let drawn = desk.slips(ANSWERS).await.map_err(|e| e.to_string())?;
    let sheets: Vec<_> = drawn.iter().filter_map(|slip| Some((slip.id, Sheet::read(&slip.body)?))).collect();
    let event = desk.dossier().release(&sheets, None, desk.today());
    let event = event.map_err(|r| step::<asking::ReleaseResults>(TEAM, &r.why.en))?;
    desk.commit(vec![event]).await.map_err(|e| e.to_string())?;
    found(scene, id, asked).await?;
    let mut made = Vec::new();
    for (theme, text) in ADVICE {
        made.push(advised(scene, id, theme, text).await?);
    }
    reported(scene, id).await?;
    scene.on(-30).await;
    carried(scene, &made).await?;
    lessons::sessions(scene, id, &made).await
}

fn sentence(refusal: Refusal) -> String {
    refusal.why.en.into_owned()
}

async fn begun(scene: &Scene) -> Told<DossierId> {
    let reference = scene.reference(Row::Evaluation).await?;
    let desk = scene.begin::<evaluating::BeginEvaluation>(TEAM).await?;
    let opening = || {
        Ok(evaluation::Opening {
            reference: t(&reference)?,
            title: t("Samen wegen in drie huizen")?,
            question: t("Hoe komen de tafels samen tot een weging, en wat helpt daarbij?")?,
            tables: vec![Table::Weighing],
            houses: HOUSES.into_iter().map(t).collect::<Result<_, Refusal>>()?,
            from: scene.day(-480),
            until: scene.day(-120),
            commissioner: t("zvh-nhn")?,
            team: t("onderzoek")?,
            invited: OFFICES.into_iter().map(t).collect::<Result<_, Refusal>>()?,
        })
    };
    let event = opening().and_then(Evaluation::begin).map_err(sentence)?;
    let id = desk.id();
    desk.commit(vec![event]).await.map_err(|e| e.to_string())?;
    Ok(id)
}

fn asked() -> Result<Vec<Question>, Refusal> {
    let scale = |number, text: &str| -> Result<Question, Refusal> {
        Ok(Question {
            number,
            text: t(text)?,
            asks: Asks::Scale { steps: 5, low: t("bijna nooit")?, high: t("bijna altijd")? },
            only_if: None,
            new_page: false,
        })
    };
    Ok(vec![
        scale(1, "Wij zeggen hardop wat we van elkaar verwachten.")?,
        scale(2, "Bij een besluit zeggen we waarop het rust.")?,
        scale(3, "Ik kan het hier oneens zijn en dat zeggen.")?,
    ])
}

async fn questions(scene: &Scene, evaluation: DossierId) -> Told<DossierId> {
    let reference = scene.reference(Row::Questionnaire).await?;
    let code = scene.vault.code();
    let desk = scene.begin::<asking::BeginQuestionnaire>(TEAM).await?;
    let opening = || {
        Ok(Opening {
            reference: t(&reference)?,
            title: t("Zo weegt u samen")?,
            purpose: t(
                "Om te leren hoe het wegen gaat, in alle drie de huizen. Niemand leest wat één persoon antwoordt.",
            )?,
            team: t("onderzoek")?,
            readers: OFFICES.into_iter().map(t).collect::<Result<_, Refusal>>()?,
            houses: HOUSES.into_iter().map(t).collect::<Result<_, Refusal>>()?,
            evaluation: Some(evaluation),
            anonymity: Anonymity::Anonymous,
            people: 60,
            threshold: 10,
            keep_days: 90,
            open_link: true,
            code: t(&code)?,
            repeats: None,
        })
    };
    let begin = opening().and_then(Questionnaire::begin).map_err(sentence)?;
    let id = desk.id();
    desk.commit(vec![begin]).await.map_err(|e| e.to_string())?;
    scene.act::<asking::ArrangeQuestions>(TEAM, id, |desk| desk.dossier().arrange(asked()?)).await?;
    scene.act::<asking::OpenQuestionnaire>(TEAM, id, |desk| desk.dossier().open()).await?;
    for n in 0..44_u16 {
        let desk = scene.vault.desk_by_code::<asking::AnswerForm>(&code).await.map_err(|e| e.to_string())?;
        let given = [(1, 1 + n % 3), (2, 2 + n % 4), (3, 3 + n % 3)];
        let answers = Answers(given.into_iter().map(|(q, a)| (q, Answer::Step(a))).collect::<BTreeMap<_, _>>());
        let body = Sheet::of(1, desk.today(), answers).body();
        let slip = Slip { into: ANSWERS.to_owned(), ticket: scene.vault.ticket(), keep: Keep::Once, body };
        desk.hand_in(slip).await.map_err(|e| e.to_string())?;
    }
    Ok(id)
}

async fn found(scene: &Scene, id: DossierId, asked: DossierId) -> Told {
    scene
        .act::<evaluating::LinkPiece>(TEAM, id, |desk| {
            desk.dossier().link(Source::Questionnaire, asked, t("Zo weegt u samen")?)
        })
        .await?;
    let all = [
        (Side::GoesWell, "aan tafel", "Deelnemers kunnen het oneens zijn en zeggen dat ook.", "vraag 3"),
        (Side::GoesWell, "besluiten", "Een besluit wordt meestal opgeschreven met waarop het rust.", "vraag 2"),
        (Side::CouldBeBetter, "verwachtingen", "Wat men van elkaar verwacht, blijft vaak ongezegd.", "vraag 1"),
    ];
    for (side, theme, text, note) in all {
        scene
            .act::<evaluating::WriteFinding>(TEAM, id, |desk| {
                let evidence = Evidence { source: Source::Questionnaire, piece: Some(asked), note: t(note)? };
                desk.dossier().find(Finding {
                    number: 0,
                    side,
                    theme: t(theme)?,
                    text: t(text)?,
                    evidence: vec![evidence],
                })
            })
            .await?;
    }
    Ok(())
}

async fn advised(scene: &Scene, id: DossierId, theme: &str, text: &str) -> Told<DossierId> {
    let desk = scene.desk::<evaluating::Advise>(TEAM, id).await?;
    let new = scene.begin::<MakeRecommendation>(TEAM).await?;
    let reference = scene.reference(Row::Recommendation).await?;
    let number = desk.dossier().next_advice();
    let events = || {
        let made = Recommendation::make(recommendation::Opening {
            reference: t(&reference)?,
            number,
            text: t(text)?,
            theme: t(theme)?,
            addressees: OFFICES.into_iter().map(t).collect::<Result<_, Refusal>>()?,
            houses: HOUSES.into_iter().map(t).collect::<Result<_, Refusal>>()?,
            evaluation: Some(id),
            source: t("Samen wegen in drie huizen")?,
            team: t("onderzoek")?,
        })?;
        let advised = desk.dossier().advise(Advised { number, id: new.id(), text: t(text)?, theme: t(theme)? })?;
        Ok((made, advised))
    };
    let (made, advised) = events().map_err(sentence)?;
    let recommendation = new.id();
    let draft = new.draft(vec![made]);
    desk.commit_with(vec![advised], vec![draft]).await.map_err(|e| e.to_string())?;
    Ok(recommendation)
}

async fn reported(scene: &Scene, id: DossierId) -> Told {
    scene
        .act::<evaluating::DraftReport>(TEAM, id, |desk| {
            desk.dossier().draft(Report {
                summary: t(
                    "Aan de tafels is ruimte om het oneens te zijn. Wat men van elkaar verwacht, mag vaker hardop.",
                )?,
                approach: t(
                    "Een korte vragenlijst in drie huizen, gesprekken per tafel, en meekijken met het overleg.",
                )?,
                reflection: t("Wie zegt wat hij verwacht, hoeft minder te raden. Dat scheelt tijd en misverstand.")?,
            })
        })
        .await?;
    scene.act::<evaluating::CheckReport>("procesregisseur-nhn", id, |desk| desk.dossier().check(None)).await?;
    scene.act::<evaluating::PublishReport>(TEAM, id, |desk| desk.dossier().publish(Vec::new())).await
}

async fn carried(scene: &Scene, made: &[DossierId]) -> Told {
    let who = "procesregisseur-nhn";
    for (n, id) in made.iter().enumerate() {
        let note = |text: &str| t::<Note>(text);
        if n < 3 || n == 5 {
            scene
                .act::<carrying::AddDirection>(TEAM, *id, |desk| {
                    desk.dossier().add_direction(note("Probeer het eerst drie keer aan één tafel.")?, None)
                })
                .await?;
        }
        if n < 7 {
            scene
                .act::<carrying::TakeUp>(who, *id, |desk| {
                    let due = scene.day(if n == 4 { -5 } else { 60 });
                    let undertaking = Undertaking {
                        owner: t("zvh-nhn")?,
                        group: Some(t("werkgroep samen wegen")?),
                        due,
                        plan: note("De werkgroep probeert dit uit en vertelt in het regio-overleg wat het opleverde.")?,
                    };
                    desk.dossier().take_up(undertaking, desk.today())
                })
                .await?;
        }
        if n < 3 {
            scene
                .act::<carrying::FinishRecommendation>(who, *id, |desk| {
                    desk.dossier().finish(note("Het staat vast op de agenda van de drie huizen.")?)
                })
                .await?;
        }
        if n == 11 {
            scene
                .act::<carrying::DeclineRecommendation>(who, *id, |desk| {
                    desk.dossier().decline(note("De agenda's zijn dit jaar al samengevoegd in een ander project.")?)
                })
                .await?;
        }
    }
    Ok(())
}
