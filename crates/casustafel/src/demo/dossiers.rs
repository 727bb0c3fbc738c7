//! The invented dossiers: every story, side by side.

use super::{
    advices, calibration, cases, doors, evaluation, looking, matters, meetings, plans,
    scene::{DemoClock, Scene, Told, t},
    sessions, signals, triages, weighings,
};
use casework::weighing::Outcome;
use futures_util::future::{BoxFuture, FutureExt, try_join_all};
use std::sync::Arc;
use vault::Vault;

/// How many stories there are.
const STORIES: usize = 41;

/// Makes them.
///
/// # Errors
/// What the store or a rule of the profession says, with the step.
pub(crate) async fn fill(vault: &Vault, clock: &Arc<DemoClock>) -> Told {
    let scene = &Scene::set(vault, Arc::clone(clock), STORIES).await?;
    try_join_all(stories(scene).into_iter().map(|story| async {
        let told = story.await;
        scene.over();
        told
    }))
    .await?;
    meetings::today(scene).await
}

/// Every story. In a function of its own: what is laid on the stack to make them is gone when they are told, and a rule needs room there.
fn stories(scene: &Scene) -> [BoxFuture<'_, Told>; STORIES] {
    [
        signals::acute(scene).boxed(),
        signals::shielded(scene).boxed(),
        signals::waiting(scene).boxed(),
        signals::corrected(scene).boxed(),
        signals::unnamed(scene).boxed(),
        signals::screening(scene).boxed(),
        signals::screened_out(scene).boxed(),
        signals::elsewhere(scene).boxed(),
        doors::reported(scene).boxed(),
        triages::waiting(scene).boxed(),
        triages::taken(scene).boxed(),
        fresh(scene).boxed(),
        urgent(scene).boxed(),
        half(scene).boxed(),
        turned(scene).boxed(),
        fits(scene).boxed(),
        fits_not(scene).boxed(),
        split(scene).boxed(),
        again(scene).boxed(),
        asked(scene).boxed(),
        alkmaar(scene).boxed(),
        advices::drafted(scene).boxed(),
        advices::round(scene).boxed(),
        advices::approved(scene).boxed(),
        advices::declined(scene).boxed(),
        cases::opened(scene).boxed(),
        plans::full(scene).boxed(),
        cases::third_party(scene).boxed(),
        plans::planned(scene).boxed(),
        looking::after_a_year(scene).boxed(),
        cases::closing(scene).boxed(),
        cases::closed(scene).boxed(),
        cases::haarlem(scene).boxed(),
        cases::zaanstad(scene).boxed(),
        sessions::cooked(scene).boxed(),
        sessions::running(scene).boxed(),
        sessions::room(scene).boxed(),
        sessions::planned(scene).boxed(),
        calibration::talked(scene).boxed(),
        calibration::reads(scene).boxed(),
        evaluation::weighing(scene).boxed(),
    ]
}

async fn fresh(scene: &Scene) -> Told {
    weighings::filed(scene, &matters::FRESH, -3, 18).await.map(drop)
}

async fn urgent(scene: &Scene) -> Told {
    let id = weighings::filed(scene, &matters::URGENT, -1, 2).await?;
    weighings::seen(scene, id, &["politie-nh", "om-nh"]).await
}

async fn half(scene: &Scene) -> Told {
    let id = weighings::filed(scene, &matters::HALF, -16, 2).await?;
    weighings::views(scene, &matters::HALF, id, &[1], -9).await?;
    weighings::views(scene, &matters::HALF, id, &[2], -5).await
}

async fn turned(scene: &Scene) -> Told {
    let matter = &matters::TURNED;
    let id = weighings::filed(scene, matter, -23, -2).await?;
    weighings::views(scene, matter, id, &[0, 1, 2], -8).await?;
    weighings::judged(scene, matter, id, Outcome::Fits, -3).await?;
    weighings::keys(scene, matter, id, &[1, 2]).await
}

async fn fits(scene: &Scene) -> Told {
    weighings::concluded(scene, &matters::FITS, Outcome::Fits, -4).await.map(drop)
}

async fn fits_not(scene: &Scene) -> Told {
    weighings::concluded(scene, &matters::FITS_NOT, Outcome::DoesNotFit, -6).await.map(drop)
}

async fn split(scene: &Scene) -> Told {
    let matter = &matters::SPLIT;
    let id = weighings::filed(scene, matter, -27, -6).await?;
    weighings::views(scene, matter, id, &[0, 1, 2], -14).await?;
    weighings::judged(scene, matter, id, Outcome::Fits, -7).await?;
    weighings::keys(scene, matter, id, &[0, 1]).await?;
    let reason = "Zijn leven is op orde en er is geen ideologie te zien. Wij kijken of het verspreiden van de lijst strafbaar is.";
    weighings::disagrees(scene, "om-nh", id, reason).await
}

async fn again(scene: &Scene) -> Told {
    let matter = &matters::AGAIN;
    let id = weighings::concluded(scene, matter, Outcome::MoreInformation, -10).await?;
    weighings::views(scene, matter, id, &[1], -2).await
}

async fn asked(scene: &Scene) -> Told {
    let matter = &matters::ASKED;
    let id = weighings::filed(scene, matter, -13, 8).await?;
    weighings::views(scene, matter, id, &[1], -9).await?;
    let question =
        "Waar let u op als iemand na zijn straf jongeren aanspreekt en geld inzamelt? Wat helpt dan volgens u?";
    weighings::asks(scene, matter, id, "reclassering", question, 1).await?;
    let question = "Ziet u in de wijken rond het station dat jongeren door volwassenen worden benaderd?";
    weighings::asks(scene, matter, id, "rvdk", question, 5).await?;
    scene.on(-4).await;
    let answer =
        t("Ja, bij twee gezinnen in het afgelopen jaar. Wat hielp: een vaste begeleider en snel weer naar school.");
    let answer = casework::weighing::Answer::Information(answer.map_err(|r| r.why.en.into_owned())?);
    weighings::answers(scene, "rvdk", id, answer).await
}

async fn alkmaar(scene: &Scene) -> Told {
    let id = weighings::filed(scene, &matters::ALKMAAR, -7, 12).await?;
    weighings::views(scene, &matters::ALKMAAR, id, &[1], -3).await
}
