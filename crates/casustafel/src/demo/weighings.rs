//! Weighings, from the filing to the last key, each stopping where its story stops.

use super::scene::{Scene, Told, step, t};
use super::signals::{Report, register};
use casework::{
    signal::{
        By,
        acts::{EndSignal, FileSignal},
    },
    table::Decision,
    weighing::{
        Addressee, Answer, AnswerQuestion, ConfirmUrgent, Consult, ConsultMode, Criteria, Disagree, DraftJudgement,
        Filer, Filing, Finding, HandInView, Judgement, OpenWeighing, Outcome, Subject, TurnKey, View, Weighing,
    },
};
use kernel::{DossierId, Refusal};
use vault::Desk;

/// A matter as the three see it. The texts are short: what each organisation knows, and what the table made of it.
pub(super) struct Matter {
    pub(super) report: Report,
    /// The three that weigh, by account, and the process director.
    pub(super) trio: [&'static str; 3],
    pub(super) director: &'static str,
    /// Violence, adherence, relations, identification, resilience; empty is: we do not know.
    pub(super) criteria: [&'static str; 5],
    /// What each of the three makes of it.
    pub(super) leans: [&'static str; 3],
    /// What else could explain it.
    pub(super) otherwise: &'static str,
    /// What is missing.
    pub(super) missing: &'static str,
    /// Why the table judged as it did.
    pub(super) because: &'static str,
}

impl Matter {
    /// The municipality of Hoorn, the police and the OM.
    pub(super) const HOORN: [&'static str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];
}

/// Registers and files: the weighing begins in the same transaction. Gives the weighing.
pub(super) async fn filed(scene: &Scene, matter: &Matter, on: i64, due: i64) -> Told<DossierId> {
    let signal = register(scene, &matter.report).await?;
    scene.on(on).await;
    let who = matter.report.by;
    let (signals, table) = (scene.desk::<FileSignal>(who, signal).await?, scene.begin::<OpenWeighing>(who).await?);
    let actor = scene.who(who)?;
    let write = || {
        let no = Refusal::of("Deze gemeente is niet bekend.", "An unknown municipality.");
        let intake = signals.dossier().intake().ok_or(no.clone())?;
        let trio = scene.directory.trio(&intake.municipality).ok_or(no.clone())?;
        let director = scene.directory.house_office(&intake.house).ok_or(no.clone())?.id.clone();
        let (name, born, bsn) = matter.report.person;
        let filing = Filing {
            signal,
            reference: signals.dossier().reference().ok_or(no)?.clone(),
            municipality: intake.municipality.clone(),
            house: intake.house.clone(),
            subject: Subject {
                name: t(name)?,
                born: super::signals::born(born)?,
                unnamed: false,
                bsn: super::signals::bsn(bsn)?,
                organisation: false,
            },
            facts: signals.dossier().facts_to_share().collect(),
            reading: intake.reading.clone(),
            filer: Filer { agency: actor.agency.id.clone(), contact: intake.brought.contact.clone() },
            addressee: Addressee::Mayor,
            trio: trio.clone(),
            director,
            opened: signals.today(),
            acute: intake.acute,
            terms: intake.terms,
        };
        let by = By { person: &actor.person, agency: &actor.agency };
        let filed = signals.dossier().file(&trio[0], &trio, table.id(), by)?;
        Ok((filed, Weighing::begin(filing, scene.day(due))?))
    };
    let (filed, begun) = write().map_err(|r: Refusal| step::<FileSignal>(who, &r.why.en))?;
    let id = table.id();
    let begun = table.draft(vec![begun]);
    signals.commit_with(vec![filed], vec![begun]).await.map_err(|e| step::<FileSignal>(who, &e.to_string()))?;
    Ok(id)
}

/// These of the three confirm that they saw what cannot wait.
pub(super) async fn seen(scene: &Scene, id: DossierId, who: &[&str]) -> Told {
    for who in who {
        scene.act::<ConfirmUrgent>(who, id, |desk| desk.dossier().confirm_urgent(desk.agency())).await?;
    }
    Ok(())
}

fn finding(text: &str) -> Result<Finding, Refusal> {
    if text.is_empty() { Ok(Finding::NotKnown) } else { t(text).map(Finding::Known) }
}

/// What one of the three says on a criterion: only what it knows itself.
fn criteria(matter: &Matter, known: [bool; 5]) -> Result<Criteria, Refusal> {
    let [violence, adherence, relations, identification, resilience] = matter.criteria;
    let say = |text, knows| finding(if knows { text } else { "" });
    let [a, b, c, d, e] = known;
    Ok(Criteria {
        violence: say(violence, a)?,
        adherence: say(adherence, b)?,
        relations: say(relations, c)?,
        identification: say(identification, d)?,
        resilience: say(resilience, e)?,
    })
}

/// The municipality knows the surroundings, the police what happened in the street, the OM what can be proved.
const KNOWS: [[bool; 5]; 3] =
    [[false, true, true, false, true], [true, false, true, true, false], [true, true, false, false, false]];

/// Hands in the views of these of the three, on this day.
pub(super) async fn views(scene: &Scene, matter: &Matter, id: DossierId, of: &[usize], on: i64) -> Told {
    scene.on(on).await;
    for place in of {
        let (Some(who), Some(leans), Some(known)) =
            (matter.trio.get(*place), matter.leans.get(*place), KNOWS.get(*place))
        else {
            continue;
        };
        scene
            .act::<HandInView>(who, id, |desk| {
                let view = View {
                    criteria: criteria(matter, *known)?,
                    extra: None,
                    overall: t(leans)?,
                    missing: Some(t(matter.missing)?),
                    alternatives: vec![t(matter.otherwise)?],
                    reading: t(leans)?,
                };
                desk.dossier().hand_in(desk.agency(), &desk.actor().person, view)
            })
            .await?;
    }
    Ok(())
}

fn judgement(scene: &Scene, matter: &Matter, outcome: Outcome) -> Result<Judgement, Refusal> {
    let facts: Vec<&str> = matter.report.facts.iter().map(|(text, ..)| *text).collect();
    let expectation = match outcome {
        Outcome::Fits => "Ieder kijkt wat nodig is om te delen en wacht met meer tot het advies er is.",
        Outcome::MoreInformation => {
            "Ieder zoekt in eigen huis uit wat ontbreekt. Niemand doet iets achter de rug van de ander."
        }
        Outcome::DoesNotFit | Outcome::CareNeeded | Outcome::OtherTable | Outcome::CriminalTrack => {
            "Niemand bewaart hier iets van in het eigen systeem. Nieuwe feiten zijn een nieuw signaal."
        }
    };
    Ok(Judgement {
        facts: t(&facts.join("\n"))?,
        criteria: criteria(matter, [true; 5])?,
        extra: None,
        proportionality: t("We delen alleen wat voor dit oordeel nodig is, en alleen met ons drieën.")?,
        subsidiarity: t("Een gesprek door de wijkagent of het wijkteam alleen is overwogen.")?,
        missing: Some(t(matter.missing)?),
        alternatives: vec![t(matter.otherwise)?],
        decision: Decision {
            question: t("Past dit bij het doel van de wet?")?,
            options: vec![t("Eerst meer informatie vragen.")?, t("Niets doen, en afwachten.")?],
            considerations: t(matter.because)?,
            dissent: None,
            outcome,
            ground: t("Wgpga art. 5 lid 3")?,
            expectation: t(expectation)?,
            by: Vec::new(),
            review: outcome.needs_review().then(|| scene.day(21)),
        },
    })
}

/// The process director writes down what the three judge.
pub(super) async fn judged(scene: &Scene, matter: &Matter, id: DossierId, outcome: Outcome, on: i64) -> Told {
    scene.on(on).await;
    scene
        .act::<DraftJudgement>(matter.director, id, |desk| {
            desk.dossier().draft(desk.agency(), judgement(scene, matter, outcome)?, desk.today())
        })
        .await
}

/// Turns the keys of these of the three; the last one ends the signal in the same transaction.
pub(super) async fn keys(scene: &Scene, matter: &Matter, id: DossierId, of: &[usize]) -> Told {
    for who in of.iter().filter_map(|place| matter.trio.get(*place)) {
        let desk = scene.desk::<TurnKey>(who, id).await?;
        let number = desk.dossier().text().map_or(0, |text| text.number);
        let turned = desk.dossier().turn_key(desk.agency(), &desk.actor().person, number);
        let turned = turned.map_err(|r| step::<TurnKey>(who, &r.why.en))?;
        let mut below = Vec::new();
        if let Some(filing) = desk.dossier().filing().filter(|_| desk.dossier().ends_with(&turned)) {
            let fits = desk.dossier().text().is_some_and(|x| x.judgement.decision.outcome == Outcome::Fits);
            let signal: Desk<EndSignal> = scene.desk(who, filing.signal).await?;
            let ended = t(if fits { "fits" } else { "no-conference" }).and_then(|o| signal.dossier().end(o));
            below.push(signal.draft(vec![ended.map_err(|r| step::<EndSignal>(who, &r.why.en))?]));
        }
        desk.commit_with(vec![turned], below).await.map_err(|e| step::<TurnKey>(who, &e.to_string()))?;
    }
    Ok(())
}

/// From signal to three keys, ending on this day.
pub(super) async fn concluded(scene: &Scene, matter: &Matter, outcome: Outcome, on: i64) -> Told<DossierId> {
    let id = filed(scene, matter, on - 12, on + 9).await?;
    views(scene, matter, id, &[0, 1, 2], on - 4).await?;
    judged(scene, matter, id, outcome, on).await?;
    keys(scene, matter, id, &[1, 2, 0]).await?;
    Ok(id)
}

/// One of the three says why not.
pub(super) async fn disagrees(scene: &Scene, who: &str, id: DossierId, reason: &str) -> Told {
    scene
        .act::<Disagree>(who, id, |desk| {
            let number = desk.dossier().text().map_or(0, |text| text.number);
            desk.dossier().disagree(desk.agency(), &desk.actor().person, number, t(reason)?)
        })
        .await
}

/// Asks another participant one question, without a name.
pub(super) async fn asks(
    scene: &Scene,
    matter: &Matter,
    id: DossierId,
    agency: &str,
    question: &str,
    due: i64,
) -> Told {
    scene
        .act::<Consult>(matter.director, id, |desk| {
            let (agency, question) = (t(agency)?, t(question)?);
            let mode = ConsultMode::AnonymousQuestion;
            desk.dossier().consult(agency, question, scene.day(due), desk.today(), mode)
        })
        .await
}

/// The organisation that was asked answers.
pub(super) async fn answers(scene: &Scene, who: &str, id: DossierId, answer: Answer) -> Told {
    scene.act::<AnswerQuestion>(who, id, |desk| desk.dossier().answer(desk.agency(), answer)).await
}
