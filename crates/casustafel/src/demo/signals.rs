//! Signals: new, waiting for a second core partner, screened out. Those that were filed are told with their weighing.

use super::scene::{Scene, Told, step, t};
use casework::signal::{
    Brought, By, Change, Ideology, Intake, NoticeTo, Reporter, ReporterKind, Signal, Subject,
    acts::{
        AddFact, ClarifySignal, ConfirmScreenOut, CorrectSignal, GiveNotice, ProposeScreenOut, ReadSignal,
        RegisterSignal,
    },
};
use kernel::{DossierId, Observed, Refusal, reference::Row};

/// What was seen, on which day, by whom, first-hand or not.
pub(super) type Seen = (&'static str, i64, &'static str, bool);

/// A signal as it comes in.
pub(super) struct Report {
    /// The account that writes it down, and the municipality of stay.
    pub(super) by: &'static str,
    pub(super) place: &'static str,
    /// The day, counted from today.
    pub(super) day: i64,
    /// Name, date of birth and citizen service number; empty where nobody knows.
    pub(super) person: (&'static str, &'static str, &'static str),
    pub(super) reporter: ReporterKind,
    /// Name and telephone of a reporter who is shielded from others.
    pub(super) shielded: Option<(&'static str, &'static str)>,
    pub(super) channel: &'static str,
    pub(super) facts: &'static [Seen],
    pub(super) reading: &'static str,
    pub(super) ideologies: &'static [Ideology],
    pub(super) acute: bool,
}

/// A day of birth as it is written here.
pub(super) fn born(text: &str) -> Result<Option<kernel::Born>, Refusal> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

/// A number, where it is known.
pub(super) fn bsn(text: &str) -> Result<Option<kernel::Bsn>, Refusal> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

fn fact(scene: &Scene, (text, on, observer, first_hand): &Seen) -> Result<Observed, Refusal> {
    Ok(Observed {
        text: t(text)?,
        on: Some(scene.day(*on)),
        observer: Some(t(observer)?),
        first_hand: *first_hand,
        expression: None,
    })
}

/// Whom it is about; of whom no name is known the first word of the report is a description.
fn subject((name, birth, number): (&str, &str, &str), unnamed: bool) -> Result<Subject, Refusal> {
    if unnamed {
        return Ok(Subject::Unnamed { described: t(name)? });
    }
    Ok(Subject::Person { name: t(name)?, birth: born(birth)?, bsn: bsn(number)? })
}

/// Writes a signal down on its day.
pub(super) async fn register(scene: &Scene, report: &Report) -> Told<DossierId> {
    begin(scene, report, false).await
}

async fn begin(scene: &Scene, report: &Report, unnamed: bool) -> Told<DossierId> {
    scene.on(report.day).await;
    let municipality = t(report.place).map_err(|r| r.why.en.into_owned())?;
    let [stay, ..] = scene.directory.trio(&municipality).ok_or("no trio")?;
    let place = scene.directory.municipality(&municipality).ok_or("no municipality")?;
    let reference = scene.reference(Row::Signal).await?;
    let desk = scene.begin::<RegisterSignal>(report.by).await?;
    let actor = scene.who(report.by)?;
    let write = || {
        let (reporter_name, contact) = match report.shielded {
            Some((name, contact)) => (Some(t(name)?), Some(t(contact)?)),
            None => (None, None),
        };
        let intake = Intake {
            register_reference: None,
            received: scene.day(report.day),
            municipality: municipality.clone(),
            house: place.house.clone(),
            stay,
            owner: actor.agency.id.clone(),
            brought: Brought {
                agency: actor.agency.id.clone(),
                contact: t(&format!("{}, 0229 00 00 00", actor.name))?,
            },
            reporter: Reporter {
                kind: report.reporter,
                shielded: report.shielded.is_some(),
                name: reporter_name,
                contact,
            },
            channel: t(report.channel)?,
            subject: subject(report.person, unnamed)?,
            facts: report.facts.iter().map(|f| fact(scene, f)).collect::<Result<_, _>>()?,
            reading: Some(t(report.reading)?),
            ideologies: report.ideologies.to_vec(),
            acute: report.acute,
            remark: None,
            terms: Some(scene.vault.terms()),
        };
        let by = By { person: &actor.person, agency: &actor.agency };
        Signal::register(intake, t(&reference)?, by, desk.today())
    };
    let event = write().map_err(|r| step::<RegisterSignal>(report.by, &r.why.en))?;
    let id = desk.id();
    desk.commit(vec![event]).await.map_err(|e| step::<RegisterSignal>(report.by, &e.to_string()))?;
    Ok(id)
}

/// New and acute.
pub(super) async fn acute(scene: &Scene) -> Told {
    let report = Report {
        by: "gemeente-hoorn",
        place: "hoorn",
        day: -1,
        person: ("Sjoerd Denkbeeld", "17-05-1988", "999990111"),
        reporter: ReporterKind::DeskClerk,
        shielded: None,
        channel: "Telefonisch, via de balie",
        facts: &[
            (
                "Zei aan de balie, toen zijn uitkering niet was betaald: 'Ik heb de adressen van jullie wethouders. Vrijdag is het klaar.'",
                -1,
                "Baliemedewerker Werk en Inkomen",
                true,
            ),
            ("Liep daarna weg en liet een blad achter met drie straatnamen en huisnummers.", -1, "Beveiliger", true),
        ],
        reading: "De melder was bang en denkt dat hij het meent. Eerder was hij boos, maar niet dreigend.",
        ideologies: &[Ideology::AntiInstitutional],
        acute: true,
    };
    let id = register(scene, &report).await?;
    scene.on(0).await;
    scene
        .act::<AddFact>("gemeente-hoorn", id, |desk| {
            let seen = ("De politie is gebeld. De wijkagent ging langs; hij was niet thuis.", 0, "Wijkagent", true);
            desk.dossier().add_fact(fact(scene, &seen)?, desk.agency(), desk.today())
        })
        .await
}

/// New, with a reporter who is shielded: kept by the municipal expert.
pub(super) async fn shielded(scene: &Scene) -> Told {
    let report = Report {
        by: "expert-nh",
        place: "hoorn",
        day: -5,
        person: ("Younes Fictief", "09-11-2007", ""),
        reporter: ReporterKind::Family,
        shielded: Some(("Moeder van Younes", "06 00 00 00 00, liefst na 19.00 uur")),
        channel: "Gesprek op het wijkkantoor",
        facts: &[
            ("Gaat sinds twee maanden niet meer naar voetbal en naar school.", -9, "Moeder", true),
            (
                "Kijkt 's nachts filmpjes van gevechten. Op één filmpje riep een man op om te vertrekken.",
                -7,
                "Moeder",
                true,
            ),
            (
                "Zei tegen zijn broertje dat vrienden die niet meedoen verraders zijn.",
                -6,
                "Moeder, van broertje gehoord",
                false,
            ),
        ],
        reading: "Moeder is bang dat hij door iemand online wordt meegetrokken. Hij mag niet weten dat zij dit vertelt.",
        ideologies: &[Ideology::Jihadism],
        acute: false,
    };
    let id = register(scene, &report).await?;
    scene.on(-3).await;
    scene
        .act::<ClarifySignal>("expert-nh", id, |desk| {
            let answer =
                t("Moeder zag geen wapens en geen geld. Hij praat nog wel met zijn oom, bij wie hij vaak eet.")?;
            desk.dossier().clarify(answer, desk.actor().person.clone(), desk.today(), desk.today())
        })
        .await?;
    scene
        .act::<GiveNotice>("expert-nh", id, |desk| {
            desk.dossier().give_notice(NoticeTo::Reporter, desk.today(), desk.today())
        })
        .await
}

/// Put right: the register had a question mark in the name, and of the day of birth only the year was known. Who read it is told.
pub(super) async fn corrected(scene: &Scene) -> Told {
    let report = Report {
        by: "expert-nh",
        place: "hoorn",
        day: -9,
        person: ("Emre Bedacht?", "1999", ""),
        reporter: ReporterKind::YouthWorker,
        shielded: None,
        channel: "Register van de gemeente",
        facts: &[
            ("Deelde in een groepsapp een filmpje waarin iemand oproept om te vechten.", -11, "Jongerenwerker", true),
            ("Zei dat zijn neef 'al weg is'.", -10, "Jongerenwerker", false),
        ],
        reading: "De jongerenwerker denkt dat hij wil opvallen, en wil dat iemand met hem praat.",
        ideologies: &[Ideology::Unknown],
        acute: false,
    };
    let id = register(scene, &report).await?;
    scene.on(-8).await;
    let reader = scene.who("gemeente-hoorn")?;
    scene
        .vault
        .look::<ReadSignal>(reader, id)
        .await
        .map_err(|e| step::<ReadSignal>("gemeente-hoorn", &e.to_string()))?;
    scene.on(-6).await;
    let changes = || -> Result<_, Refusal> {
        let subject = Subject::Person { name: t("Emre Bedacht")?, birth: born("05-1999")?, bsn: None };
        Ok([
            (Change::Subject { subject }, t("Het vraagteken kwam uit het register; de school gaf de maand.")?),
            (Change::Withdrawn { place: 1 }, t("De jongerenwerker had dit van een ander en weet het niet zeker.")?),
        ])
    };
    for (change, reason) in changes().map_err(|r| step::<CorrectSignal>("expert-nh", &r.why.en))? {
        let desk = scene.desk::<CorrectSignal>("expert-nh", id).await?;
        let told = desk.readers::<ReadSignal>().await.map_err(|e| e.to_string())?;
        let by = By { person: &desk.actor().person, agency: &desk.actor().agency };
        let event = desk.dossier().correct(change, reason, told, (by, desk.today()));
        let event = event.map_err(|r| step::<CorrectSignal>("expert-nh", &r.why.en))?;
        desk.commit(vec![event]).await.map_err(|e| step::<CorrectSignal>("expert-nh", &e.to_string()))?;
    }
    Ok(())
}

/// About somebody whose name is not known yet.
pub(super) async fn unnamed(scene: &Scene) -> Told {
    let report = Report {
        by: "expert-nh",
        place: "hoorn",
        day: -4,
        person: ("Wie onder de naam 'noordwacht' schrijft", "", ""),
        reporter: ReporterKind::Citizen,
        shielded: None,
        channel: "Meldformulier",
        facts: &[
            ("Een account met die naam plaatste drie keer het huisadres van een raadslid.", -6, "Melder", true),
            ("Schreef eronder: 'wie gaat er mee langs'.", -5, "Melder", true),
        ],
        reading: "De melder denkt aan iemand uit de buurt, want er staan foto's van de straat bij.",
        ideologies: &[Ideology::AntiInstitutional],
        acute: false,
    };
    begin(scene, &report, true).await.map(drop)
}

/// New for longer than fourteen days: overdue.
pub(super) async fn waiting(scene: &Scene) -> Told {
    let report = Report {
        by: "politie-nh",
        place: "hoorn",
        day: -17,
        person: ("Rik Vermoedelijk", "23-02-2001", "999990202"),
        reporter: ReporterKind::NeighbourhoodOfficer,
        shielded: None,
        channel: "Mutatie van de wijkagent",
        facts: &[
            ("Plakte stickers met een verboden symbool op drie lantaarnpalen bij het station.", -19, "Wijkagent", true),
            ("Twee jongens van ongeveer zestien jaar hielpen hem plakken.", -19, "Wijkagent", true),
        ],
        reading: "De wijkagent vraagt zich af of hij jongere jongens meeneemt in rechts-extreem gedachtegoed.",
        ideologies: &[Ideology::RightWing],
        acute: false,
    };
    register(scene, &report).await.map(drop)
}

async fn propose(scene: &Scene, id: DossierId, reason: &str) -> Told {
    scene
        .act::<ProposeScreenOut>("gemeente-hoorn", id, |desk| {
            let second = scene.directory.agency(&t("politie-nh")?).ok_or(UNKNOWN)?;
            let actor = desk.actor();
            desk.dossier().propose_screen_out(
                (t(reason)?, casework::table::Explicit::default()),
                second,
                By { person: &actor.person, agency: &actor.agency },
            )
        })
        .await
}

const UNKNOWN: Refusal = Refusal::of("Onbekende organisatie.", "An unknown organisation.");

/// Waits for the police as second core partner.
pub(super) async fn screening(scene: &Scene) -> Told {
    let report = Report {
        by: "gemeente-hoorn",
        place: "hoorn",
        day: -8,
        person: ("Ilse Nergens", "30-07-1969", ""),
        reporter: ReporterKind::Citizen,
        shielded: None,
        channel: "Meldformulier",
        facts: &[
            ("Hangt een vlag op zijn kop voor het raam, met het woord 'genoeg'.", -9, "Buurman", true),
            ("Schreef een boze brief aan de gemeente over de bouw in haar straat.", -10, "Medewerker post", true),
        ],
        reading: "De buurman vindt haar 'een gevaar voor de democratie'. Hij heeft ook ruzie met haar over de heg.",
        ideologies: &[Ideology::Unknown],
        acute: false,
    };
    let id = register(scene, &report).await?;
    scene.on(-4).await;
    propose(scene, id, "Een vlag en een boze brief zijn een mening. Er is niets dat op geweld of dwang wijst.").await
}

/// Screened out by two: praying is protected, and says nothing.
pub(super) async fn screened_out(scene: &Scene) -> Told {
    let report = Report {
        by: "gemeente-hoorn",
        place: "hoorn",
        day: -24,
        person: ("Naima Voorstelbaar", "12-03-2006", ""),
        reporter: ReporterKind::SportsClub,
        shielded: None,
        channel: "E-mail van de sportclub",
        facts: &[
            ("Bidt sinds dit seizoen vóór de training in de kleedkamer.", -26, "Trainer", true),
            ("Draagt sinds de zomer een hoofddoek.", -26, "Trainer", true),
        ],
        reading: "De trainer leest dat het 'snel kan gaan' en wil niets missen.",
        ideologies: &[Ideology::Unknown],
        acute: false,
    };
    let id = register(scene, &report).await?;
    scene.on(-22).await;
    propose(
        scene,
        id,
        "Bidden en een hoofddoek dragen is geloof. Dat is beschermd en zegt niets over geweld. Er is geen ander feit.",
    )
    .await?;
    scene.on(-21).await;
    scene
        .act::<ConfirmScreenOut>("politie-nh-2", id, |desk| {
            let actor = desk.actor();
            let remark = t("Eens. Wij bellen de trainer om uit te leggen wat wel een signaal is.")?;
            desk.dossier().confirm_screen_out(Some(remark), By { person: &actor.person, agency: &actor.agency })
        })
        .await
}

/// In another house: Haarlem.
pub(super) async fn elsewhere(scene: &Scene) -> Told {
    let report = Report {
        by: "gemeente-haarlem",
        place: "haarlem",
        day: -6,
        person: ("Wout Schijnbaar", "04-10-1995", ""),
        reporter: ReporterKind::Enforcement,
        shielded: None,
        channel: "Telefonisch",
        facts: &[(
            "Riep bij een controle tegen een handhaver: 'Jullie krijgen allemaal een tribunaal.'",
            -7,
            "Handhaver",
            true,
        )],
        reading: "De handhaver kent hem als iemand die de overheid niet erkent.",
        ideologies: &[Ideology::AntiInstitutional],
        acute: false,
    };
    register(scene, &report).await.map(drop)
}
