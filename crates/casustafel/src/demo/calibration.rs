//! Two calibrations: one in which ten tables of the three houses read, with two wordings of the same signal, and which they talked over;
//! and one in which tables are reading now.

use super::scene::{Scene, Told, step, t};
use Points::{CannotTell as T, Concern as C, NoConcern as N};
use kernel::DossierId;
use kernel::{Line, Note, Refusal, criteria::Criterion, reference::Row};
use learning::calibration::{
    AgreeLesson, Answer, Calibration, HandInReading, NoteTalk, OfFive, OpenReadings, Points, Preparation,
    PrepareCalibration, Reading, Seats, StartCalibration, Table, open_readings,
};
use vault::{Keep, Slip};

/// A table, what it reads on each criterion, and the one reason that it gives most weight.
type Read = (&'static str, [Points; 5], &'static str);

/// Those that read *a clip in the class chat*; every other one had the other wording.
const TALKED: [Read; 10] = [
    ("Alkmaar", [N, N, C, T, C], "Het filmpje was na tien minuten weg. Jip zit alleen, dat is feit vier."),
    ("Hoorn", [C, C, C, T, C], "Het filmpje kwam uit een groep over strijders, zegt Jip zelf."),
    ("Den Helder", [N, N, C, T, C], "Een grap van een kind van vijftien; niemand vroeg door."),
    ("Haarlem", [C, C, C, C, C], "Wie zulke filmpjes krijgt, hoort bij zo'n groep."),
    ("Velsen", [N, T, C, T, C], "Wat Jip vindt weten wij niet; wat Jip deelde wel."),
    ("Haarlemmermeer", [T, C, C, C, C], "De groep is een feit, de bedoeling niet."),
    ("Zaanstad", [N, N, C, T, C], "De conciërge ziet elke dag dat Jip alleen eet."),
    ("Purmerend", [C, C, C, T, C], "Een lachend gezichtje bij een aanslag is geen grap meer."),
    ("Texel", [N, T, C, T, C], "Jip haalde het weg en vertelde eerlijk waar het vandaan kwam."),
    ("Waterland", [N, C, C, T, C], "Wij letten op de groep, en op wie er nog om Jip heen staat."),
];

/// Those that are reading *a bag in the shed* now; not all have handed in.
const READING: [Read; 4] = [
    ("Tafel Noord", [T, T, N, T, C], "Van wie de tas is weet niemand."),
    ("Tafel Zuid", [C, C, N, T, C], "Drie losse feiten wijzen samen dezelfde kant op."),
    ("Tafel Oost", [N, T, N, T, C], "Het werkstuk verklaart de handschoenen."),
    ("Tafel West", [T, T, T, T, T], ""),
];

fn reading(points: [Points; 5], weight: &str) -> Result<Reading, Refusal> {
    const PLAIN: [&str; 3] = [
        "Dat lezen wij in de feiten zoals zij er staan.",
        "Daar staat in de feiten niets over.",
        "De feiten zeggen dit niet.",
    ];
    let mut points = points.into_iter();
    let weight: Note = t(if weight.is_empty() { PLAIN[0] } else { weight })?;
    let plain = PLAIN.map(t::<Note>);
    let [concern, none, unknown] = plain;
    let (concern, none, unknown) = (concern?, none?, unknown?);
    Ok(OfFive::each(|criterion| {
        let points = points.next().unwrap_or(T);
        let reason = match (criterion, points) {
            (Criterion::Violence, _) => weight.clone(),
            (_, C) => concern.clone(),
            (_, N) => none.clone(),
            (_, T) => unknown.clone(),
        };
        Answer { points, reason }
    }))
}

/// Prepared and running.
async fn running(scene: &Scene, who: &str, title: &str, signal: &str, tables: &[Read], swap: bool) -> Told<DossierId> {
    let say = |r: Refusal| step::<PrepareCalibration>(who, &r.why.en);
    let names: Vec<Line> = tables.iter().map(|(name, ..)| t(name)).collect::<Result<_, _>>().map_err(say)?;
    let reference = scene.reference(Row::Calibration).await?;
    let actor = scene.who(who)?;
    let preparation = Preparation {
        reference: t(&reference).map_err(say)?,
        title: t(title).map_err(say)?,
        signal: t(signal).map_err(say)?,
        house: actor.agency.house.clone(),
        facilitator: actor.agency.id.clone(),
        code: scene.vault.code(),
        on: kernel::local_day(scene.vault.now()),
    };
    let begun = Calibration::prepare(preparation).map_err(say)?;
    let tables = Calibration::first_tables(names, swap, Seats::Together, || scene.vault.ticket()).map_err(say)?;
    let desk = scene.begin::<PrepareCalibration>(who).await?;
    let id = desk.id();
    desk.commit([vec![begun], tables].concat()).await.map_err(|e| step::<PrepareCalibration>(who, &e.to_string()))?;
    scene.act::<StartCalibration>(who, id, |desk| desk.dossier().start()).await?;
    Ok(id)
}

/// Every table with a reason hands in, by its address, as people in the room would.
async fn hand_in(scene: &Scene, who: &str, id: DossierId, read: &[Read]) -> Told {
    let say = |why: &str| step::<HandInReading>("a table", why);
    let desk = scene.desk::<OpenReadings>(who, id).await?;
    let code = desk.dossier().preparation().map(|p| p.code.clone()).unwrap_or_default();
    let tables: Vec<Table> = desk.dossier().tables().to_vec();
    drop(desk);
    for (table, (_, points, weight)) in tables.iter().zip(read).filter(|(_, (.., weight))| !weight.is_empty()) {
        let reading = reading(*points, weight).map_err(|r| say(&r.why.en))?;
        let body = serde_json::to_vec(&reading).map_err(|e| say(&e.to_string()))?;
        let desk = scene.vault.desk_by_code::<HandInReading>(&code).await.map_err(|e| say(&e.to_string()))?;
        let slip = Slip { into: table.box_name(), ticket: table.ticket.clone(), keep: Keep::Latest, body };
        desk.hand_in(slip).await.map_err(|e| say(&e.to_string()))?;
    }
    Ok(())
}

/// Opened and talked over.
pub(super) async fn talked(scene: &Scene) -> Told {
    const WHO: &str = "flexteam";
    scene.on(-26).await;
    let id = running(scene, WHO, "Weegijking Noord-Holland, najaar", "klassenapp", &TALKED, true).await?;
    hand_in(scene, WHO, id, &TALKED).await?;
    let desk = scene.desk::<OpenReadings>(WHO, id).await?;
    open_readings(desk).await.map_err(|e| step::<OpenReadings>(WHO, &format!("{e:?}")))?;
    let note = "De tafels met de andere woorden zagen vaker bereidheid tot geweld. De feiten waren gelijk; bij doorvragen noemden zij vooral de groep.";
    scene.act::<NoteTalk>(WHO, id, |desk| desk.dossier().note(t(note)?)).await?;
    let lesson = "Wij lezen een signaal eerst zonder de woorden van een ideologie en vragen dan wat er verandert als zij terugkomen.";
    scene.act::<AgreeLesson>(WHO, id, |desk| desk.dossier().agree(t(lesson)?)).await
}

/// Tables are reading.
pub(super) async fn reads(scene: &Scene) -> Told {
    const WHO: &str = "procesregisseur-nhn";
    scene.on(-1).await;
    let id = running(scene, WHO, "Oefenen met een tas in de schuur", "tas", &READING, false).await?;
    hand_in(scene, WHO, id, &READING).await
}
