//! Cases with a full table: items of several kinds, factors that rest on them, goals, interventions, agreements, a review.

use super::{
    cases::{self, Direct, HOORN},
    doors, looking, matters, scaling,
    scene::{Scene, Told, t},
    steps::{accepts, declines, doubts, factor, give, goal, intervention, keys, measures, mends, scenario, upholds},
    table::{GIVEN, Given, TABLE},
};
use casework::{
    case::{
        AcceptAgreement, AddNote, Agreement, BreakAgreement, CallDirector, Case, CaseKind, DraftPlan, FactorKind,
        GoalNow, Ground, Intervention, MakeAgreement, Next, PlanOutcome, Progress, Purpose, ReleaseAgreement,
        ReportProgress, Review, ReviewCase, Status, Track, Trend,
    },
    table::Decision,
};
use kernel::{DossierId, LifeDomain, Refusal};
use std::pin::Pin;

async fn agreement(scene: &Scene, id: DossierId, agency: &str, what: &str, due: i64) -> Told {
    scene
        .act::<MakeAgreement>("casusregisseur-hoorn", id, |desk| {
            let made = desk.today();
            let agreement = Agreement::asked(t(agency)?, t(what)?, scene.day(due), made);
            desk.dossier().make_agreement(Some(Purpose::Execute), desk.agency(), agreement)
        })
        .await
}

/// What was asked and accepted, and was not kept or is needed no more. Apart from the story that it belongs to, whose steps fill the stack of a thread.
fn endings_of(scene: &Scene, id: DossierId) -> Pin<Box<dyn Future<Output = Told> + Send + '_>> {
    Box::pin(endings(scene, id))
}

async fn endings(scene: &Scene, id: DossierId) -> Told {
    let last = |case: &Case| case.agreements.last().map(|one| one.no).unwrap_or_default();
    for (what, due) in [
        ("De wijkagent belt de buurtvereniging over de avonden.", -6),
        ("De politie zoekt uit wie het kanaal beheert.", 5),
    ] {
        agreement(scene, id, "politie-nh", what, due).await?;
        scene
            .act::<AcceptAgreement>("politie-nh", id, |desk| {
                desk.dossier().accept_agreement(last(desk.dossier()), desk.agency(), desk.today())
            })
            .await?;
        if due < 0 {
            scene
                .act::<BreakAgreement>("politie-nh", id, |desk| {
                    let why = t("De wijkagent was ziek en niemand nam het over.")?;
                    desk.dossier().break_agreement(last(desk.dossier()), desk.agency(), desk.today(), why)
                })
                .await?;
        } else {
            scene
                .act::<ReleaseAgreement>("casusregisseur-hoorn", id, |desk| {
                    let why = t("Het kanaal is er niet meer.")?;
                    desk.dossier().release_agreement(last(desk.dossier()), desk.agency(), desk.today(), why)
                })
                .await?;
        }
    }
    Ok(())
}

/// The case with the fullest table: two third parties, items of many kinds, a plan in the making.
pub(super) async fn full(scene: &Scene) -> Told {
    let people = ("burgemeester-hoorn", "casusregisseur-hoorn");
    let text = (
        "Een lijst met namen op school",
        "Een jongen van zestien met een lijst en filmpjes. Zijn neef en zijn talent geven houvast.",
    );
    let id = cases::from_advice(scene, &matters::FULL, people, text, (-60, &[])).await?;
    let director = "procesregisseur-nhn";
    seats(scene, id, director).await?;
    scene.on(-40).await;
    let why = "Zonder dit weten we niet waar hij hulp van wil.";
    cases::asks(scene, director, id, "rvdk", ("Is er thuis hulp nodig, en is die er al?", why), -30).await?;
    scene.on(-32).await;
    for given in TABLE {
        give(scene, id, given).await?;
    }
    scene.on(-28).await;
    let why = "Op twee van die maandagen had hij een afspraak bij ons. Tellen die mee?";
    doubts(scene, id, ("rvdk", "gemeente-hoorn", why)).await?;
    scene.on(-25).await;
    let why = "Nagevraagd op school: die twee maandagen zijn al niet meegeteld.";
    upholds(scene, id, "gemeente-hoorn", why).await?;
    factor(
        scene,
        id,
        "politie-nh",
        (FactorKind::Risk, LifeDomain::Leisure),
        "Zit 's avonds in een online groep die geweld goedpraat.",
    )
    .await?;
    factor(
        scene,
        id,
        "rvdk",
        (FactorKind::Protective, LifeDomain::Family),
        "Zijn neef komt elke zondag en hij luistert naar hem.",
    )
    .await?;
    factor(
        scene,
        id,
        "school-hoorn",
        (FactorKind::Protective, LifeDomain::Work),
        "Is goed in techniek en komt dan op tijd.",
    )
    .await?;
    mends(scene, id, "Is goed in techniek en komt dan bijna altijd op tijd.", "De mentor zag twee keer iets anders.")
        .await?;
    let set = (
        "Heeft drie middagen per week iets waar hij trots op is.",
        "Doet mee aan de techniekclub, acht weken achter elkaar.",
        "Zit na school thuis of op straat, op twee middagen na.",
    );
    goal(scene, id, set).await?;
    let plan = ("Plek bij de techniekclub, met vervoer.", "Jeugdwet: jeugdhulp", "Andere vrienden, een vast ritme.");
    intervention(scene, id, "gemeente-hoorn", plan, Track::Care, 20).await?;
    let plan =
        ("Gesprekken met moeder en neef over grenzen online.", "Wettelijke taak van de Raad", "Rust en regels thuis.");
    intervention(scene, id, "rvdk", plan, Track::Care, 9).await?;
    let plan = (
        "De wijkagent loopt elke twee weken even langs.",
        "Politiewet 2012 art. 3",
        "Hij weet dat er op hem gelet wordt, en dat er iemand is.",
    );
    intervention(scene, id, "politie-nh", plan, Track::Other, 30).await?;
    scene.on(-18).await;
    let why = "Op een van die drie avonden was hij tot tien uur bij zijn oom.";
    doubts(scene, id, ("gemeente-hoorn", "politie-nh", why)).await?;
    accepts(scene, "politie-nh", id).await?;
    agreement(scene, id, "school-hoorn", "De mentor spreekt hem elke maandag tien minuten.", 3).await?;
    agreement(scene, id, "ggz-nhn", "Een eerste gesprek binnen drie weken, als hij dat wil.", 4).await?;
    agreement(scene, id, "gemeente-hoorn", "De leerplichtambtenaar belt moeder over het verzuim.", -4).await?;
    agreement(scene, id, "rvdk", "De Raad is bij het eerste gesprek op school.", 2).await?;
    declines(scene, "rvdk", id, "Die week is de collega die hem kent er niet.", 9).await?;
    agreement(scene, id, "zvh-nhn", "De notulen met de afspraken gaan binnen een dag rond.", -1).await?;
    endings_of(scene, id).await?;
    scaling::raised(scene, id).await?;
    scene
        .act::<AddNote>("politie-nh", id, |desk| {
            let text = t("De techniekclub belde: hij kwam uit zichzelf kijken.")?;
            desk.dossier().remark(None, desk.agency(), desk.today(), text)
        })
        .await?;
    scene.on(-5).await;
    scene
        .act::<CallDirector>("rvdk", id, |desk| {
            let why = t("Wij wachten op duidelijkheid over het vervoer. Kunnen we dit samen oplossen?")?;
            desk.dossier().call_director(desk.today(), why)
        })
        .await?;
    let asked = ("Wat kunnen wij van u verwachten als hij niet wil komen?", "Dan weten wij wie hem dan nog ziet.");
    cases::asks(scene, director, id, "ggz-nhn", asked, 6).await?;
    doors::linked(scene, director, id, "ggz-nhn").await?;
    scene.on(-3).await;
    looking::on_agreements(scene, id).await?;
    scaling::asks_once_more(scene, id).await
}

/// Who sits at the fullest table besides the three.
async fn seats(scene: &Scene, id: DossierId, director: &str) -> Told {
    let why = "Hij is minderjarig en thuis is het zwaar.";
    cases::propose(scene, director, id, "rvdk", cases::participant(Ground::ChildProtection), why).await?;
    cases::admit(scene, id, &HOORN).await?;
    scene.on(-55).await;
    let sought = cases::third(scene, "Kent hem als leerling, elke dag.", "Onderwijs en leerlingenzorg.", 45)?;
    cases::propose(scene, director, id, "school-hoorn", sought, "De school ziet als eerste hoe het gaat.").await?;
    cases::admit(scene, id, &HOORN).await?;
    let sought =
        cases::third(scene, "Weet wat helpt bij somberheid van jongeren.", "Geestelijke gezondheidszorg.", 12)?;
    cases::propose(scene, director, id, "ggz-nhn", sought, "Hij slaapt slecht. Wij willen weten welke hulp past.")
        .await?;
    cases::admit(scene, id, &HOORN).await?;
    scene.on(-50).await;
    cases::declares(scene, "school-hoorn", id).await?;
    cases::declares(scene, "ggz-nhn", id).await
}

/// A case with an agreed plan and a look back.
pub(super) async fn planned(scene: &Scene) -> Told {
    let of = Direct {
        kind: CaseKind::PgaYouth,
        place: "hoorn",
        director: "procesregisseur-nhn",
        case_director: "casusregisseur-hoorn",
        person: ("Fay Luchtbel", "10-10-2009", "999992089"),
        title: "Meisje van zestien, vaak weg van huis",
        summary: "Liep in het voorjaar vier keer weg. Woont nu bij haar tante en gaat weer naar school.",
        purpose: "Veilig wonen en naar school.",
    };
    let id = cases::direct(scene, &of, -80).await?;
    let why = "Zij is minderjarig en de Raad kent het gezin.";
    cases::propose(scene, of.director, id, "rvdk", cases::participant(Ground::ChildProtection), why).await?;
    cases::admit(scene, id, &HOORN).await?;
    let why = "Een taakstraf loopt bij de reclassering.";
    cases::propose(scene, of.director, id, "reclassering", cases::participant(Ground::Probation), why).await?;
    cases::admit(scene, id, &HOORN).await?;
    scene.on(-70).await;
    let given = Given { who: "rvdk", text: "Slaapt sinds april elke nacht bij haar tante.", ..GIVEN };
    give(scene, id, &given).await?;
    factor(scene, id, "rvdk", (FactorKind::Protective, LifeDomain::Housing), "Heeft een rustige plek bij haar tante.")
        .await?;
    let set = (
        "Slaapt elke nacht op een veilige plek.",
        "Acht weken niet weggelopen.",
        "Slaapt bij haar tante, maar was er in april nog twee nachten niet.",
    );
    goal(scene, id, set).await?;
    let plan = ("De tante helpen met geld en regels.", "Wettelijke taak van de Raad", "De plek blijft.");
    intervention(scene, id, "rvdk", plan, Track::Care, 6).await?;
    let plan = ("Begeleiding bij de taakstraf, op de kinderboerderij.", "Toezicht en begeleiding", "Een vast ritme.");
    intervention(scene, id, "reclassering", plan, Track::Criminal, -2).await?;
    accepts(scene, "rvdk", id).await?;
    accepts(scene, "reclassering", id).await?;
    scene.on(-56).await;
    agree(scene, id).await?;
    scene.on(-30).await;
    progress(scene, "rvdk", id, "De tante krijgt een vergoeding en belt elke week.").await?;
    look_back(scene, id).await?;
    scaling::given_back(scene, id).await?;
    scene.on(-12).await;
    measures(scene, "rvdk", id, Trend::Better, "Elke nacht thuis. Haar tante slaapt zelf ook weer door.").await?;
    let may = (
        "Haar tante wordt ziek of kan het niet meer aan, en zij loopt weer weg.",
        "De tante belt niet meer elke week, of zij komt te laat op school.",
        "De Raad belt dezelfde dag; het logeerhuis houdt een bed vrij, zo is het afgesproken.",
    );
    scenario(scene, id, may).await
}

async fn agree(scene: &Scene, id: DossierId) -> Told {
    scene
        .act::<DraftPlan>("casusregisseur-hoorn", id, |desk| {
            desk.dossier().draft_plan(
                Decision {
                    question: t("Voeren wij dit plan uit?")?,
                    options: vec![t("Een plek in een instelling.")?, t("Niets doen, tante regelt het zelf.")?],
                    considerations: t("Zij kiest zelf voor haar tante. Een instelling is zwaarder dan nodig.")?,
                    dissent: None,
                    outcome: PlanOutcome::Carry,
                    ground: t("WGS art. 2.31")?,
                    expectation: t("Ieder belt de casusregisseur als zij weg is, dezelfde avond.")?,
                    by: Vec::new(),
                    review: Some(scene.day(-30)),
                },
                desk.today(),
            )
        })
        .await?;
    keys(scene, id).await
}

async fn progress(scene: &Scene, who: &str, id: DossierId, text: &str) -> Told {
    scene
        .act::<ReportProgress>(who, id, |desk| {
            let mine = |i: &&Intervention| &i.agency == desk.agency();
            let no = desk.dossier().plan.interventions.iter().find(mine).map_or(0, |i| i.no);
            let progress = Progress { status: Status::Running, text: t(text)?, day: desk.today() };
            desk.dossier().report_progress(no, desk.agency(), progress)
        })
        .await
}

async fn look_back(scene: &Scene, id: DossierId) -> Told {
    scene
        .act::<ReviewCase>("procesregisseur-nhn", id, |desk| {
            let why = "Was één nacht weg en belde zelf haar tante. In het voorjaar was dat elke week.";
            let now = |goal| Ok(GoalNow { goal, trend: Trend::Better, why: t(why)? });
            desk.dossier().review(Review {
                no: 0,
                day: desk.today(),
                goals: desk.dossier().plan.goals.iter().map(|g| now(g.no)).collect::<Result<_, Refusal>>()?,
                necessary: true,
                necessity: t("De plek bij haar tante is nog nieuw.")?,
                proportionate: true,
                proportion: t("Wij delen weinig en zien elkaar nog één keer.")?,
                voice: Some(t("Zij wil bij haar tante blijven. Haar tante wil dat ook, met hulp.")?),
                next: Next::Continue,
                again: Some(scene.day(12)),
                explicit: casework::table::Explicit::default(),
            })
        })
        .await
}
