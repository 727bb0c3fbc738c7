//! Advices to the triangle: being written, in a written round, approved, declined.

use super::{
    matters,
    scene::{Scene, Told, step, t},
    weighings::{self, Matter},
};
use casework::{
    advice::{Advice, AdviceText, Advise, Basis, Choice, DecideAdvice, DraftAdvice, IssueAdvice, Mode, Writer},
    table::Decision,
    weighing::{self, Outcome},
};
use kernel::{DossierId, Note, Refusal};

fn notes(texts: &[&str]) -> Result<Vec<Note>, Refusal> {
    texts.iter().map(|text| t(text)).collect()
}

/// Why not, although it fits the purpose of the law.
const ENOUGH: &str = "Het past bij het doel van de wet. Toch adviseren wij geen integrale aanpak: de wijkagent en de broer doen al wat \
    nodig is, en het gaat beter. Meer organisaties erbij is nu te zwaar.";

fn text(scene: &Scene, matter: &Matter, outcome: Advise) -> Result<AdviceText, Refusal> {
    let integral = outcome == Advise::Integral;
    let (partners, first_steps): (&[&str], &[&str]) = if integral {
        (
            &[
                "Gemeente: hulp bij werk en inkomen, en de regie.",
                "Reclassering: kent de persoon en kan begeleiden.",
                "Politie: houdt contact via de wijkagent.",
            ],
            &[
                "Binnen een week een gesprek door de wijkagent en iemand van de gemeente samen.",
                "De broer vragen of hij wil helpen.",
            ],
        )
    } else {
        (&[], &[])
    };
    let expectation = if integral {
        "Wie iets niet kan nakomen, zegt dat dezelfde dag tegen de procesregisseur."
    } else {
        "Wijkagent en wijkteam doen hun gewone werk. Nieuwe feiten melden zij opnieuw."
    };
    Ok(AdviceText {
        partners: notes(partners)?,
        first_steps: notes(first_steps)?,
        conditions: integral.then(|| t("Na acht weken kijken of het nog nodig is.")).transpose()?,
        decision: Decision {
            question: t("Is voor deze persoon een integrale aanpak nodig?")?,
            options: notes(&["Alleen strafrecht.", "Alleen hulp door het wijkteam."])?,
            considerations: t(if integral { matter.because } else { ENOUGH })?,
            dissent: None,
            outcome,
            ground: t("Wgpga art. 5 lid 5")?,
            expectation: t(expectation)?,
            by: Vec::new(),
            review: integral.then(|| scene.day(56)),
        },
    })
}

/// From signal to a drafted advice. Gives the advice.
pub(super) async fn written(scene: &Scene, matter: &Matter, outcome: Advise, on: i64) -> Told<DossierId> {
    let id = weighings::concluded(scene, matter, Outcome::Fits, on - 5).await?;
    scene.on(on).await;
    let who = matter.director;
    let below = scene.desk::<weighing::Advise>(who, id).await?;
    let desk = scene.begin::<DraftAdvice>(who).await?;
    let advice = desk.id();
    let write = || {
        let basis = Basis::of(id, below.dossier())?;
        let director = basis.director.clone();
        let by = Writer { agency: &director, signs: false };
        let begun = Advice::begin(by, basis, Mode::Three, text(scene, matter, outcome)?, desk.today())?;
        Ok((begun, below.dossier().advise(advice)?))
    };
    let (begun, advised) = write().map_err(|r: Refusal| step::<DraftAdvice>(who, &r.why.en))?;
    let below = below.draft(vec![advised]);
    desk.commit_with(vec![begun], vec![below]).await.map_err(|e| step::<DraftAdvice>(who, &e.to_string()))?;
    Ok(advice)
}

async fn issued(scene: &Scene, matter: &Matter, id: DossierId, deadline: i64) -> Told {
    scene
        .act::<IssueAdvice>(matter.director, id, |desk| {
            desk.dossier().issue(desk.agency(), scene.day(deadline), desk.today())
        })
        .await
}

async fn decides(scene: &Scene, who: &str, id: DossierId, choice: Choice) -> Told {
    scene
        .act::<DecideAdvice>(who, id, |desk| {
            let number = desk.dossier().text_number();
            desk.dossier().decide(desk.agency(), &desk.actor().person, number, choice, None)
        })
        .await
}

/// A written round in which all three decide the same.
pub(super) async fn decided(scene: &Scene, matter: &Matter, mayor: &str, outcome: Advise, on: i64) -> Told<DossierId> {
    let id = written(scene, matter, outcome, on - 4).await?;
    issued(scene, matter, id, on + 4).await?;
    scene.on(on).await;
    let choice = match outcome {
        Advise::Integral => Choice::Approve,
        Advise::NoIntegral => Choice::Decline,
    };
    for who in ["politiechef-nh", "hoofdofficier-nh", mayor] {
        decides(scene, who, id, choice).await?;
    }
    Ok(id)
}

/// Being written.
pub(super) async fn drafted(scene: &Scene) -> Told {
    written(scene, &matters::ADVISED, Advise::Integral, -2).await.map(drop)
}

/// In a written round: police and OM decided by mandate, the mayor of Hoorn still decides.
pub(super) async fn round(scene: &Scene) -> Told {
    let matter = &matters::ROUND;
    let id = written(scene, matter, Advise::Integral, -7).await?;
    scene.on(-5).await;
    issued(scene, matter, id, 1).await?;
    scene.on(-2).await;
    decides(scene, "politie-nh", id, Choice::Approve).await?;
    decides(scene, "om-nh", id, Choice::Approve).await
}

/// Approved: a case may be opened.
pub(super) async fn approved(scene: &Scene) -> Told {
    decided(scene, &matters::APPROVED, "burgemeester-hoorn", Advise::Integral, -1).await.map(drop)
}

/// Declined.
pub(super) async fn declined(scene: &Scene) -> Told {
    decided(scene, &matters::DECLINED, "burgemeester-hoorn", Advise::NoIntegral, -12).await.map(drop)
}
