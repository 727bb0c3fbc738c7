//! Looking back in a case: on the agreements of a table, and on what a plan was worth a year later.

use super::{
    cases::{self, Direct},
    reviews,
    scene::{Scene, Told, t},
    steps,
    table::{GIVEN, Given},
};
use casework::{
    case::{
        CaseKind, DraftPlan, EvaluateAgreements, Evaluation, FactorKind, Feedback, FollowUp, GiveFeedback, GoalNow,
        Ground, Next, OfAgreement, PlanOutcome, Progress, ReportProgress, Review, ReviewCase, Status, Track, Trend,
    },
    table::Decision,
};
use kernel::{DossierId, LifeDomain, Refusal};

/// The fullest table looks back on what it agreed.
pub(super) async fn on_agreements(scene: &Scene, id: DossierId) -> Told {
    scene
        .act::<EvaluateAgreements>("casusregisseur-hoorn", id, |desk| {
            let case = desk.dossier();
            let school = t("school-hoorn")?;
            let of_school = case.agreements.iter().filter(|a| a.agency == school).map(|a| {
                let text = t("De mentor sprak hem twee keer. Op maandag is zij er niet; dinsdag kan wel.")?;
                Ok(OfAgreement { agreement: a.no, text })
            });
            let evaluation = Evaluation {
                no: 0,
                day: desk.today(),
                present: ["gemeente-hoorn", "politie-nh", "rvdk", "zvh-nhn"]
                    .into_iter()
                    .map(t)
                    .collect::<Result<_, Refusal>>()?,
                expected: t("Dat ieder een eigen afspraak binnen een week aanneemt, en anders belt.")?,
                happened: t("Twee afspraken werden na drie weken nog niet aangenomen. Niemand belde.")?,
                well: Some(t("De wijkagent en de Raad weten van elkaar wanneer zij langsgaan.")?),
                better: Some(t("Al aan tafel zeggen of een afspraak past bij het werk van wie hem moet nakomen.")?),
                agreements: of_school.collect::<Result<_, Refusal>>()?,
            };
            case.evaluate(evaluation, desk.today())
        })
        .await
}

/// A case under the WGS of which the plan is nearly a year old: two said what it was worth, two still owe it.
pub(super) async fn after_a_year(scene: &Scene) -> Told {
    let of = Direct {
        kind: CaseKind::LifeCourse,
        place: "hoorn",
        director: "procesregisseur-nhn",
        case_director: "casusregisseur-hoorn",
        person: ("Joris Nevelpad", "03-03-1981", ""),
        title: "Een vaste plek na jaren zwerven",
        summary: "Woont sinds vorig jaar in een kamer met begeleiding. De buurt is rustig.",
        purpose: "Wonen met hulp die blijft.",
    };
    let id = cases::direct(scene, &of, -370).await?;
    let why = "Hij staat onder toezicht van de reclassering.";
    cases::propose(scene, of.director, id, "reclassering", cases::participant(Ground::Probation), why).await?;
    cases::admit(scene, id, &cases::HOORN).await?;
    let given = Given { who: "reclassering", text: "Komt elke afspraak na sinds hij een kamer heeft.", ..GIVEN };
    steps::give(scene, id, &given).await?;
    let kind = (FactorKind::Protective, LifeDomain::Housing);
    steps::factor(scene, id, "reclassering", kind, "Heeft een kamer en wil die houden.").await?;
    let goal = (
        "Woont een jaar op dezelfde plek.",
        "De huur is betaald en de buren zijn tevreden.",
        "Sliep vorig jaar op zes plekken, het laatst in de opvang.",
    );
    steps::goal(scene, id, goal).await?;
    let plan = ("Elke week een bezoek thuis.", "Toezicht en begeleiding", "Hij raakt zijn kamer niet kwijt.");
    steps::intervention(scene, id, "reclassering", plan, Track::Care, -120).await?;
    steps::accepts(scene, "reclassering", id).await?;
    scene.on(-345).await;
    agree(scene, id).await?;
    scene.on(-120).await;
    review(scene, id).await?;
    scene.on(-6).await;
    let said =
        ("Hij heeft zijn kamer nog. De bezoeken thuis maakten het verschil.", "Het plan paste in ons gewone werk.");
    feedback(scene, "reclassering", id, said, None).await?;
    scene.on(-4).await;
    let said = ("Voor ons weinig: er kwam geen nieuwe zaak.", "Kort en duidelijk, maar het kwam laat bij ons.");
    feedback(scene, "om-nh", id, said, Some("Er was na het plan niets meer te vervolgen.")).await?;
    // Whether a name that sticks for a year is still carried, somebody from outside is asked.
    scene.on(-3).await;
    let question = "Wij bespreken iemand nu een jaar. Is dat nog nodig, en spraken wij twijfel uit?";
    let holders = ["burgemeester-hoorn", "politiechef-nh", "hoofdofficier-nh"];
    reviews::reads(scene, ("gemeente-hoorn", id), (&holders, ("rac", "toezicht")), (question, 30)).await
}

async fn agree(scene: &Scene, id: DossierId) -> Told {
    scene
        .act::<DraftPlan>("casusregisseur-hoorn", id, |desk| {
            desk.dossier().draft_plan(
                Decision {
                    question: t("Voeren wij dit plan uit?")?,
                    options: vec![t("Terug naar de opvang.")?, t("Niets doen; de verhuurder regelt het.")?],
                    considerations: t("In de opvang ging het drie keer mis. Een eigen kamer met hulp is lichter.")?,
                    dissent: None,
                    outcome: PlanOutcome::Carry,
                    ground: t("WGS art. 2.31")?,
                    expectation: t("Ieder belt de casusregisseur als de huur niet wordt betaald.")?,
                    by: Vec::new(),
                    review: Some(scene.day(-120)),
                },
                desk.today(),
            )
        })
        .await?;
    steps::keys(scene, id).await
}

async fn review(scene: &Scene, id: DossierId) -> Told {
    scene
        .act::<ReportProgress>("reclassering", id, |desk| {
            let no = desk.dossier().plan.interventions.first().map_or(0, |i| i.no);
            let progress = Progress {
                status: Status::Done,
                text: t("Het toezicht is klaar. De woonbegeleider neemt de bezoeken over.")?,
                day: desk.today(),
            };
            desk.dossier().report_progress(no, desk.agency(), progress)
        })
        .await?;
    scene
        .act::<ReviewCase>("procesregisseur-nhn", id, |desk| {
            let now = |goal| Ok(GoalNow { goal, trend: Trend::Better, why: t("De huur is acht maanden betaald.")? });
            desk.dossier().review(Review {
                no: 0,
                day: desk.today(),
                goals: desk.dossier().plan.goals.iter().map(|g| now(g.no)).collect::<Result<_, Refusal>>()?,
                necessary: true,
                necessity: t("De hulp is net van hand gewisseld.")?,
                proportionate: true,
                proportion: t("Wij zien elkaar nog één keer.")?,
                voice: None,
                next: Next::Continue,
                again: Some(scene.day(25)),
                explicit: casework::table::Explicit::default(),
            })
        })
        .await
}

async fn feedback(scene: &Scene, who: &str, id: DossierId, said: (&str, &str), not: Option<&str>) -> Told {
    scene
        .act::<GiveFeedback>(who, id, |desk| {
            let follow_up = match not {
                None => FollowUp::Given,
                Some(reasons) => FollowUp::NotGiven { reasons: t(reasons)? },
            };
            let (effective, usable) = (t(said.0)?, t(said.1)?);
            let (agency, day) = (desk.agency().clone(), desk.today());
            desk.dossier().give_feedback(Feedback { no: 0, agency, day, effective, usable, follow_up })
        })
        .await
}
