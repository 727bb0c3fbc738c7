//! What was submitted for the triage of the one house that opened it: a case that waits for it, and one that becomes a case.

use super::scene::{Scene, Told, step, t};
use casework::{
    table::Decision,
    triage::{
        self, Answered, Answers, DraftRuling, Fit, Informed, Mark, NotYet, Outcome, Person, Ruling, SaySeen,
        Submission, SubmitCase, Triage, TurnKey, Wished,
    },
};
use kernel::{DossierId, Note, Refusal};

/// The answer to one of the questions.
fn is(mark: Mark, words: &str) -> Result<Answered, Refusal> {
    Ok(Answered { mark, words: if words.is_empty() { None } else { Some(t(words)?) } })
}

/// Submits it, for Alkmaar.
async fn submitted(
    scene: &Scene,
    who: &str,
    on: i64,
    write: impl FnOnce() -> Result<Submission, Refusal>,
) -> Told<DossierId> {
    scene.on(on).await;
    let desk = scene.begin::<SubmitCase>(who).await?;
    let (id, today) = (desk.id(), desk.today());
    let told = || {
        let alkmaar = t("alkmaar")?;
        let about = triage::about(&scene.vault, &scene.directory, (desk.actor(), &alkmaar), (id, today));
        let rule = triage::opened_by(&scene.vault, &t("nhn")?);
        let (about, rule) = about.zip(rule).ok_or(Refusal::of("Er is geen triage.", "There is no triage."))?;
        Triage::submit(about, write()?, rule.rhythm.next(desk.now()).day, today)
    };
    let event = told().map_err(|r| step::<SubmitCase>(who, &r.why.en))?;
    desk.commit(vec![event]).await.map_err(|e| step::<SubmitCase>(who, &e.to_string()))?;
    Ok(id)
}

async fn sees(scene: &Scene, who: &str, id: DossierId, fit: Fit, why: &str) -> Told {
    let act = scene.act::<SaySeen>(who, id, |desk| {
        let why: Note = t(why)?;
        desk.dossier().see(desk.agency(), &desk.actor().person, fit, why)
    });
    act.await
}

/// Submitted two days ago; police, OM and the municipality said how they see it.
pub(super) async fn waiting(scene: &Scene) -> Told {
    let day = scene.day(20);
    let write = || {
        Ok(Submission {
            person: Person {
                name: t("Ivo Dijkverhaal")?,
                born: Some(t("1988")?),
                bsn: None,
                address: Some(t("Zwerft rond het station")?),
            },
            reason: t(
                "Hij slaapt buiten, bedreigt voorbijgangers en breekt elke behandeling af. Wij, de politie en de opvang doen elk iets, en niemand weet van elkaar wat.",
            )?,
            goal: t("Eén plan voor wonen, behandeling en toezicht, en rust rond het station.")?,
            wished: vec![Wished {
                organisation: t("GGZ Noord-Holland Noord")?,
                why: t("Was tot voor kort zijn behandelaar.")?,
            }],
            answers: Answers {
                problems: is(Mark::Yes, "Geen huis, schulden, verslaving; al drie aanhoudingen dit jaar.")?,
                chains: is(Mark::Yes, "Zorg en straf hebben elk geprobeerd het alleen op te lossen.")?,
                family: is(Mark::NotKnown, "")?,
                safety: is(Mark::No, "Overlast, maar niemand raakte gewond.")?,
            },
            informed: Informed::NotYet {
                ground: NotYet::Safety,
                why: t("Zijn begeleider wil dit eerst rustig met hem bespreken.")?,
                again: day,
            },
        })
    };
    let id = submitted(scene, "gemeente-alkmaar", -2, write).await?;
    scene.on(-1).await;
    let alone = "De wijkagent kent hem. Alleen aanhouden helpt niet meer.";
    sees(scene, "politie-nh-2", id, Fit::Fits, alone).await?;
    sees(scene, "om-nh-2", id, Fit::First, "Eerst moet duidelijk zijn of er nog een behandelaar is.").await?;
    sees(scene, "burgemeester-alkmaar", id, Fit::Fits, "Het gaat over meer dan overlast.").await
}

/// Submitted by care, and the three decided last week that there will be a case.
pub(super) async fn taken(scene: &Scene) -> Told {
    let told = scene.day(-13);
    let write = || {
        Ok(Submission {
            person: Person {
                name: t("Wendela Polderzicht")?,
                born: Some(t("14-03-1979")?),
                bsn: None,
                address: Some(t("Verzonnenweg 8, Alkmaar")?),
            },
            reason: t(
                "Zij vervuilt, haar dochter van elf zorgt voor haar, en er zijn dreigende schuldeisers aan de deur. Onze behandeling alleen komt niet verder.",
            )?,
            goal: t("Dat haar dochter weer kind kan zijn, en dat de bedreigingen stoppen.")?,
            wished: vec![Wished {
                organisation: t("Raad voor de Kinderbescherming")?,
                why: t("Er woont een kind van elf.")?,
            }],
            answers: Answers {
                problems: is(Mark::Yes, "Gezondheid, geld, veiligheid en opvoeden tegelijk.")?,
                chains: is(Mark::Yes, "Zorg ziet de schuldeisers niet, politie ziet het kind niet.")?,
                family: is(Mark::Yes, "Haar dochter gaat nauwelijks naar school.")?,
                safety: is(Mark::NotKnown, "")?,
            },
            informed: Informed::Told { on: told },
        })
    };
    let id = submitted(scene, "ggz-nhn", -12, write).await?;
    scene.on(-6).await;
    sees(scene, "politie-nh-2", id, Fit::Fits, "De bedreigingen zijn bij ons gemeld.").await?;
    sees(scene, "reclassering", id, Fit::Fits, "Dit kan geen van ons alleen.").await?;
    sees(scene, "om-nh-2", id, Fit::Fits, "Er loopt niets dat dit in de weg staat.").await?;
    sees(scene, "burgemeester-alkmaar", id, Fit::Fits, "Er woont een kind van elf.").await?;
    scene.on(-5).await;
    let (review, who) = (scene.day(25), "procesregisseur-nhn");
    scene
        .act::<DraftRuling>(who, id, |desk| {
            let ruling = Ruling {
                decision: Decision {
                    question: t("Komt er een casus, en is dit huis daarvoor de plek?")?,
                    options: vec![t("Alleen een melding bij Veilig Thuis.")?, t("Eerst schuldhulp afwachten.")?],
                    considerations: t("Het kind kan niet wachten, en de bedreigingen vragen politie én zorg. Apart van elkaar liep dat al twee keer vast.")?,
                    dissent: None,
                    outcome: Outcome::Case,
                    ground: t("WGS art. 2.25 en 2.31 lid 1")?,
                    expectation: t("De gemeente opent de casus deze week en vraagt de Raad erbij.")?,
                    by: Vec::new(),
                    review: Some(review),
                },
                elsewhere: None,
                feedback: t("Er komt een casus. De gemeente Alkmaar opent hem en belt u. Vertelt u het mevrouw, samen met de wijkverpleegkundige?")?,
            };
            desk.dossier().draft(desk.agency(), ruling, desk.today())
        })
        .await?;
    for holder in ["burgemeester-alkmaar", "politiechef-nh", "hoofdofficier-nh"] {
        scene
            .act::<TurnKey>(holder, id, |desk| desk.dossier().turn_key(desk.agency(), &desk.actor().person, 1))
            .await?;
    }
    Ok(())
}
