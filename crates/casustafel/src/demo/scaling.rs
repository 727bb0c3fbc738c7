//! Scaling up and down in the demonstration: one case that was scaled up and asks once more, one that was given back.

use super::{
    cases::HOORN,
    scene::{Scene, Told, t},
};
use casework::{
    case::{
        AnswerDuty, AnswerHandover, AnswerScaling, AskScaling, Asking, Criteria, Duty, NameDuty, OfferHandover,
        Outcome, Phase, Rest, ScalingAnswer, SetCriteria, Trigger, TurnScalingKey,
    },
    table::Decision,
};
use kernel::{AgencyId, DossierId, Note, Refusal};

const DIRECTOR: &str = "procesregisseur-nhn";

/// What somebody asks.
struct Question {
    to: Phase,
    trigger: Trigger,
    question: &'static str,
    stays: &'static str,
    power: Option<&'static str>,
}

async fn asks(scene: &Scene, who: &str, id: DossierId, of: &Question) -> Told {
    scene
        .act::<AskScaling>(who, id, |desk| {
            let (case, today) = (desk.dossier(), desk.today());
            let up = of.to > case.phase();
            let seen = case.rests_for(desk.agency(), today);
            let asking = Asking {
                no: 0,
                from: case.phase(),
                to: of.to,
                trigger: of.trigger,
                rests_on: seen.iter().rev().take(2).map(Rest::no).collect(),
                question: t(of.question)?,
                stays: t(of.stays)?,
                day: today,
                due: case.terms().answer_by(today, up, false),
                acute: false,
                skips: None,
                power: of.power.map(t).transpose()?,
            };
            case.ask_scaling(desk.agency(), asking, AgencyId::to_string)
        })
        .await
}

/// When the help moves next, in this answer.
fn criteria(up: &[&str], down: &[&str]) -> Result<Criteria, Refusal> {
    let all = |lines: &[&str]| lines.iter().map(|line| t(line)).collect::<Result<Vec<Note>, Refusal>>();
    Ok(Criteria { up: all(up)?, down: all(down)? })
}

/// Puts the answer to the question that waits: yes, because of this.
async fn moves(scene: &Scene, id: DossierId, (option, why, review): (&str, &str, i64), next: [&[&str]; 2]) -> Told {
    scene
        .act::<AnswerScaling>(DIRECTOR, id, |desk| {
            let case = desk.dossier();
            let waits = case.scaling().waiting.first();
            let asking = &waits.ok_or(Refusal::of("Er is geen vraag.", "There is no question."))?.asking;
            let answer = ScalingAnswer {
                decision: Decision {
                    question: asking.question.clone(),
                    options: vec![t(option)?],
                    considerations: t(why)?,
                    dissent: None,
                    outcome: Outcome::Moves,
                    ground: t("Wgpga art. 6 lid 2; WGS art. 2.31")?,
                    expectation: t("Wie iets ziet veranderen, belt dezelfde dag de procesregisseur.")?,
                    by: Vec::new(),
                    review: Some(scene.day(review)),
                },
                criteria: Some(criteria(next[0], next[1])?),
                help: None,
                table: None,
                written: None,
            };
            case.answer_scaling(asking.no, desk.agency(), answer, desk.today(), AgencyId::to_string)
        })
        .await
}

/// Says who is on turn for two of the four; who directs stands there already.
async fn on_turn(scene: &Scene, id: DossierId, operational: (&str, &str, &str), administrative: Option<&str>) -> Told {
    let (who, agency, named) = operational;
    scene
        .act::<NameDuty>(DIRECTOR, id, |desk| desk.dossier().name_duty(Duty::Operational, t(agency)?, t(named)?))
        .await?;
    scene.act::<AnswerDuty>(who, id, |desk| desk.dossier().answer_duty(Duty::Operational, desk.agency(), None)).await?;
    match administrative {
        Some(named) => {
            scene
                .act::<NameDuty>("casusregisseur-hoorn", id, |desk| {
                    desk.dossier().name_duty(Duty::Administrative, desk.agency().clone(), t(named)?)
                })
                .await
        }
        None => {
            scene
                .act::<NameDuty>(DIRECTOR, id, |desk| {
                    let case = desk.dossier();
                    case.leave_duty_open(Duty::Administrative, t("gemeente-hoorn")?, scene.day(6), desk.today())
                })
                .await
        }
    }
}

/// The three scale up, because a place cannot be found.
pub(super) async fn raised(scene: &Scene, id: DossierId) -> Told {
    scene.on(-16).await;
    scene
        .act::<SetCriteria>("casusregisseur-hoorn", id, |desk| {
            let lists =
                criteria(&["Een afspraak lukt twee keer niet."], &["Hij komt acht weken naar de techniekclub."])?;
            desk.dossier().set_criteria(lists, t("Zo weet ieder van ons wanneer we niet langer wachten.")?)
        })
        .await?;
    scene.on(-13).await;
    on_turn(scene, id, ("rvdk", "rvdk", "teamleiders van de Raad en van school"), None).await?;
    let question = Question {
        to: Phase::Raised,
        trigger: Trigger::Capacity,
        question: "Kunnen de leidinggevenden binnen twee dagen vervoer en een plek regelen?",
        stays: "Wij blijven elke week met moeder en neef praten.",
        power: None,
    };
    asks(scene, "rvdk", id, &question).await?;
    scene.on(-11).await;
    let why = "Het vervoer wacht al drie weken op een besluit. Zonder plek valt het ritme weg dat hem helpt.";
    let next: [&[&str]; 2] = [
        &["De veiligheid thuis of op school komt in gevaar.", "Een partner mag of kan niet wat nodig is."],
        &["Hij heeft acht weken een vast ritme.", "De Raad en school hebben allebei een vaste contactpersoon."],
    ];
    moves(scene, id, ("Nog een maand wachten op de gewone route.", why, 20), next).await?;
    for who in HOORN {
        scene
            .act::<TurnScalingKey>(who, id, |desk| {
                let case = desk.dossier();
                let no = case.scaling().waiting.first().map_or(0, |waiting| waiting.asking.no);
                case.turn_scaling_key(no, desk.agency(), &desk.actor().person, AgencyId::to_string)
            })
            .await?;
    }
    Ok(())
}

/// And once more: the mayor is asked.
pub(super) async fn asks_once_more(scene: &Scene, id: DossierId) -> Told {
    scene.on(-2).await;
    let question = Question {
        to: Phase::Authorities,
        trigger: Trigger::PowerMissing,
        question: "Wil de burgemeester met de vervoerder en het schoolbestuur om tafel, deze week nog?",
        stays: "De procesregie belt elke dag met school en met moeder.",
        power: Some("Het gezag van de burgemeester richting vervoerder en schoolbestuur."),
    };
    asks(scene, "casusregisseur-hoorn", id, &question).await
}

/// It went well: the table gives back, and the Board takes over.
pub(super) async fn given_back(scene: &Scene, id: DossierId) -> Told {
    scene.on(-26).await;
    on_turn(scene, id, ("reclassering", "reclassering", "teamleider reclassering"), Some("beleidsadviseur jeugd"))
        .await?;
    scene
        .act::<OfferHandover>("casusregisseur-hoorn", id, |desk| {
            let points =
                vec![t("Slaapt zij nog elke nacht bij haar tante?")?, t("De taakstraf loopt af in de zomer.")?];
            desk.dossier().offer_handover(t("rvdk")?, points, t("Jeugdbeschermer van de Raad, 06-00000000")?)
        })
        .await?;
    scene
        .act::<AnswerHandover>("rvdk", id, |desk| desk.dossier().answer_handover(desk.agency(), &[0, 1], None))
        .await?;
    let question = Question {
        to: Phase::Together,
        trigger: Trigger::GoalsMet,
        question: "Kan de Raad het met de reclassering verder samen doen?",
        stays: "De gemeente betaalt de vergoeding aan de tante door.",
        power: None,
    };
    asks(scene, "gemeente-hoorn", id, &question).await?;
    scene.on(-24).await;
    let why = "Twee maanden niet weggelopen, en de twee die haar het meest zien kennen elkaar.";
    let next: [&[&str]; 2] =
        [&["Zij is weer een nacht weg."], &["De taakstraf is klaar en zij woont nog bij haar tante."]];
    moves(scene, id, ("Met procesregie doorgaan tot de zomer.", why, 12), next).await
}
