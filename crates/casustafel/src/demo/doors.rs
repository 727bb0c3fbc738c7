//! What comes in from outside: a report at the door of a municipality, and a question that waits for who has a link to it.

use super::scene::{Scene, Told, step, t};
use casework::{
    case::{Case, MakeLink},
    reporting::{Event, OpenDoor, Opening, Report, SendReport},
    signal::ReporterKind,
};
use kernel::{AgencyId, DossierId};

/// The code in the address of the door: the same in every demonstration.
const CODE: &str = "MELDHIER";

/// A municipality opened its door, and a teacher told something there yesterday.
pub(super) async fn reported(scene: &Scene) -> Told {
    const WHO: &str = "gemeente-alkmaar";
    scene.on(-20).await;
    let desk = scene.begin::<OpenDoor>(WHO).await?;
    let id = desk.id();
    let write = || {
        Ok(Opening {
            reference: t("M-alk001")?,
            municipality: t("alkmaar")?,
            house: t("nhn")?,
            keeper: t(WHO)?,
            code: CODE.to_owned(),
            call: t("Tarik Waagmeester, 072 000 00 00")?,
        })
    };
    let opening = write().map_err(|r: kernel::Refusal| step::<OpenDoor>(WHO, &r.why.en))?;
    let opened = desk.commit(vec![Event::Opened { opening: Box::new(opening) }]).await;
    opened.map_err(|e| step::<OpenDoor>(WHO, &e.to_string()))?;
    scene.on(-1).await;
    let desk = scene.vault.desk_by_code::<SendReport>(CODE).await.map_err(|e| format!("the door {id}: {e}"))?;
    let write = || {
        desk.dossier().report_in(Report {
            no: 0,
            receipt: t("HK7FA2WP")?,
            on: desk.today(),
            seen: t("Een leerling liet vrijdag in de pauze filmpjes zien waarin een aanslag wordt geprezen. Twee anderen liepen weg.")?,
            reading: Some(t("Hij is stiller dan vorig jaar. Misschien wil hij vooral stoer zijn.")?),
            about: Some(t("Een jongen uit de vierde")?),
            kind: ReporterKind::School,
            name: Some(t("Hanna Schoolbord")?),
            contact: Some(t("072 000 00 01")?),
        })
    };
    let event = write().map_err(|r| step::<SendReport>("somebody", &r.why.en))?;
    desk.commit(vec![event]).await.map_err(|e| step::<SendReport>("somebody", &e.to_string()))
}

/// Makes a link for what this third party still owes an answer to.
pub(super) async fn linked(scene: &Scene, who: &str, id: DossierId, third: &str) -> Told {
    let owed = |case: &Case, third: &AgencyId| case.owed_by(third).next().map_or(0, |request| request.no);
    scene
        .act::<MakeLink>(who, id, |desk| {
            let (case, third) = (desk.dossier(), t(third)?);
            case.make_link(owed(case, &third), scene.vault.ticket(), desk.agency(), desk.today())
        })
        .await
}
