//! Learning sessions on what the evaluation advised: one that was held, with what was devised in it under the recommendations, and one
//! that is still to come.

use super::{
    scene::{Scene, Told, step, t},
    sessions::Held,
};
use kernel::{DossierId, Lang, Refusal, reference::Row};
use learning::{
    evaluation::acts::PlanLearning,
    recommendation::AddDirection,
    session::{InviteToSession, Lead, PassOn, PlanSession, Session, StartSession, box_of},
};

const TEAM: &str = "evaluator";
/// The step in which directions are written.
const WRITTEN: usize = 2;

/// What was written, by whom, in turns under the first, the second and the third of the recommendations.
const DIRECTIONS: [(&str, &str); 9] = [
    ("Noor", "Vraag vooraf per mail wie er echt bij moet zijn."),
    ("Sem", "Zet de naam van wie belt achter elke afspraak."),
    ("Yara", "Hang één blad aan de muur van elke tafel."),
    ("Bo", "Laat wie klaar is gewoon weggaan, zonder uitleg."),
    ("Lot", "Lukt het niet? Bel binnen twee dagen."),
    ("Ravi", "Laat de functionaris gegevensbescherming meelezen."),
    ("Mees", "Begin met het onderwerp van wie het eerst weg moet."),
    ("Fien", "Een vast rondje: wat lukte er niet?"),
    ("Tess", "Begin met de vragen die wij het vaakst krijgen."),
];

/// Tells it.
///
/// # Errors
/// The step that went wrong.
pub(super) async fn sessions(scene: &Scene, evaluation: DossierId, made: &[DossierId]) -> Told {
    let of = |from: usize| made.iter().skip(from).take(3).copied().collect::<Vec<_>>();
    let (now, later) = (of(3), of(7));
    let held = planned(scene, evaluation, "Leersessie: van aanbeveling naar richting", -18, &now).await?;
    held.does::<InviteToSession>(scene, |d| d.dossier().invite(t("zvh-nhn")?)).await?;
    scene.on(-18).await;
    let phones = held.phones(scene, DIRECTIONS.len()).await?;
    held.does::<StartSession>(scene, |d| d.dossier().start()).await?;
    held.goes(scene, WRITTEN).await?;
    held.answer(scene, &phones, &DIRECTIONS).await?;
    held.goes(scene, 6).await?;
    held.agrees(scene, "Het blad aan de muur ligt er voor de volgende weging.", "Huis Noord-Holland Noord", 21).await?;
    held.goes(scene, 7).await?;
    held.ends(scene).await?;
    for (heading, under) in now.iter().enumerate() {
        passed(scene, &held, heading, *under).await?;
    }
    planned(scene, evaluation, "Leersessie: wat doen wij met de rest?", 26, &later).await.map(drop)
}

async fn planned(scene: &Scene, evaluation: DossierId, title: &str, on: i64, about: &[DossierId]) -> Told<Held> {
    let desk = scene.desk::<PlanLearning>(TEAM, evaluation).await?;
    let (new, code) = (scene.begin::<PlanSession>(TEAM).await?, scene.vault.code());
    let (actor, reference) = (scene.who(TEAM)?, scene.reference(Row::Session).await?);
    let (id, on) = (new.id(), scene.day(on));
    let events = || {
        let lead = Lead { agency: actor.agency.id.clone(), person: actor.person.clone() };
        let plan = desk.dossier().session_on((t(title)?, on, t("nhn")?), about, lead, Lang::Nl)?;
        let known = desk.dossier().learn(id, t(title)?, on, about, desk.today())?;
        Ok((known, Session::begin(t(&reference)?, t(&code)?, plan)?))
    };
    let (known, begun) = events().map_err(|r: Refusal| step::<PlanLearning>(TEAM, &r.why.en))?;
    let draft = new.draft(vec![begun]);
    desk.commit_with(vec![known], vec![draft]).await.map_err(|e| step::<PlanLearning>(TEAM, &e.to_string()))?;
    Ok(Held { by: TEAM, id, code })
}

/// Two of the three that were written under a recommendation go there.
async fn passed(scene: &Scene, held: &Held, heading: usize, under: DossierId) -> Told {
    let went = |e: vault::Error| step::<PassOn>(TEAM, &e.to_string());
    let desk = scene.desk::<PassOn>(TEAM, held.id).await?;
    let recommendation = scene.desk::<AddDirection>(TEAM, under).await?;
    let slips = desk.slips(&box_of(WRITTEN)).await.map_err(went)?;
    let read = |d: vault::Drawn| Some((d.id.to_string(), serde_json::from_slice(&d.body).ok()?));
    let slips = slips.into_iter().filter_map(read).collect();
    let session = desk.dossier();
    let notes = session.written(WRITTEN, &slips, desk.now());
    let devised = session.devised(WRITTEN, &notes);
    let chosen: Vec<_> = devised.iter().filter(|one| one.belongs_to(heading)).take(2).collect();
    let keys: Vec<&str> = chosen.iter().map(|one| one.key.as_str()).collect();
    let texts = chosen.iter().map(|one| one.text.clone()).collect();
    let events = || {
        let gone = session.pass_on(WRITTEN, &keys, under, &notes)?;
        Ok((gone, recommendation.dossier().add_directions(texts, held.id)?))
    };
    let (gone, new) = events().map_err(|r: Refusal| step::<PassOn>(TEAM, &r.why.en))?;
    let draft = recommendation.draft(new);
    desk.commit_with(vec![gone], vec![draft]).await.map_err(went)
}
