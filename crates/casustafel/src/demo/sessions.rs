//! Sessions: planned, running with phones in the room, and held. Everything is invented, and goes through the same acts as in the pages;
//! the phones come in by the code, as phones do.

use super::scene::{Scene, Told, step, t};
use kernel::{DossierId, HouseId, Refusal, reference::Row};
use learning::session::{
    Agreement, Answer, AnswerStep, ArrangeScreen, ComeIn, EndSession, Given, InviteToSession, JOINED, Kind, Lead,
    LeadSession, Mark, Plan, PlanSession, Said, Script, Sends, Session, Slips, StartSession, Vote, WriteAgreement,
    box_of, named,
};
use vault::{Act, Desk, Keep, Slip};

/// A session to be planned.
struct Planned {
    by: &'static str,
    template: &'static str,
    title: &'static str,
    aim: &'static str,
    house: &'static str,
    /// The day it is held, counted from today.
    on: i64,
}

/// A session that was planned, with its code.
pub(super) struct Held {
    pub(super) by: &'static str,
    pub(super) id: DossierId,
    pub(super) code: String,
}

fn wrong<A: Act>(who: &str) -> impl Fn(Refusal) -> String {
    move |r| step::<A>(who, &r.why.en)
}

async fn plan(scene: &Scene, what: &Planned) -> Told<Held> {
    let (desk, code) = (scene.begin::<PlanSession>(what.by).await?, scene.vault.code());
    let actor = scene.who(what.by)?;
    let reference = scene.reference(Row::Session).await?;
    let write = || {
        let template = named(what.template).ok_or(Refusal::of("Deze vorm bestaat niet.", "An unknown form."))?;
        let plan = template.copy_into(Plan {
            title: t(what.title)?,
            aim: t(what.aim)?,
            shape: template.shape,
            template: template.title.nl.clone(),
            house: t::<HouseId>(what.house)?,
            with: Vec::new(),
            on: scene.day(what.on),
            lead: Lead { agency: actor.agency.id.clone(), person: actor.person.clone() },
            script: Script::new(),
            steps: Vec::new(),
            parts: Vec::new(),
            surprises: Vec::new(),
            about: Vec::new(),
        });
        Session::begin(t(&reference)?, t(&code)?, plan)
    };
    let event = write().map_err(wrong::<PlanSession>(what.by))?;
    let id = desk.id();
    desk.commit(vec![event]).await.map_err(|e| step::<PlanSession>(what.by, &e.to_string()))?;
    Ok(Held { by: what.by, id, code })
}

impl Held {
    pub(super) async fn does<A: Act<On = Session>>(
        &self,
        scene: &Scene,
        what: impl FnOnce(&Desk<A>) -> Result<learning::session::Event, Refusal>,
    ) -> Told {
        scene.act::<A>(self.by, self.id, what).await
    }

    /// So many phones come in; their tickets.
    pub(super) async fn phones(&self, scene: &Scene, many: usize) -> Told<Vec<String>> {
        let mut tickets = Vec::new();
        for _ in 0..many {
            let ticket = scene.vault.ticket();
            let slip = Slip { into: JOINED.into(), ticket: ticket.clone(), keep: Keep::Once, body: b"{}".to_vec() };
            self.hands_in::<ComeIn>(scene, slip).await?;
            tickets.push(ticket);
        }
        Ok(tickets)
    }

    async fn hands_in<A: Act<On = Session>>(&self, scene: &Scene, slip: Slip) -> Told {
        let went = |e: vault::Error| step::<A>("a phone", &e.to_string());
        let desk = scene.vault.desk_by_code::<A>(&self.code).await.map_err(went)?;
        desk.hand_in(slip).await.map_err(went)
    }

    /// Every phone answers the present step, each with its own words where there are words.
    pub(super) async fn answer(&self, scene: &Scene, tickets: &[String], says: &[(&str, &str)]) -> Told {
        let desk = scene.desk::<LeadSession>(self.by, self.id).await?;
        let Some(place) = desk.dossier().at() else { return Ok(()) };
        let Some((now, _)) = desk.dossier().step(place) else { return Ok(()) };
        let now = now.clone();
        for (n, ticket) in tickets.iter().enumerate() {
            let given = match now.kind.sends() {
                Sends::Votes => Given::Votes((0..now.items.len()).map(|i| vote(n, i)).collect()),
                Sends::Pick => Given::Pick((n * n) % now.items.len().max(1)),
                Sends::Notes => {
                    let Some((_, text)) = says.get(n) else { continue };
                    let text = t(text).map_err(wrong::<AnswerStep>("a phone"))?;
                    let under = (!now.items.is_empty()).then_some(n % now.items.len().max(1));
                    Given::Notes(vec![Said { under, text }])
                }
                Sends::Nothing | Sends::Part => continue,
            };
            let by = says.get(n).map(|(name, _)| *name).unwrap_or("Deelnemer");
            let by = if now.is_anonymous() { None } else { Some(t(by).map_err(wrong::<AnswerStep>("a phone"))?) };
            let body = serde_json::to_vec(&Answer { by, given, late: false }).map_err(|e| e.to_string())?;
            let keep = if now.is_anonymous() { Keep::Once } else { Keep::Latest };
            self.hands_in::<AnswerStep>(scene, Slip { into: box_of(place), ticket: ticket.clone(), keep, body })
                .await?;
        }
        Ok(())
    }

    pub(super) async fn goes(&self, scene: &Scene, place: usize) -> Told {
        self.does::<LeadSession>(scene, |d| d.dossier().go_to(place)).await
    }

    async fn shows(&self, scene: &Scene, place: usize) -> Told {
        self.does::<LeadSession>(scene, |d| d.dossier().close_answers()).await?;
        self.does::<ArrangeScreen>(scene, |d| d.dossier().show(place, d.now())).await
    }

    async fn slips(&self, scene: &Scene) -> Told<Vec<Slips>> {
        let desk = scene.desk::<EndSession>(self.by, self.id).await?;
        let mut all = Vec::new();
        for place in 0..desk.dossier().steps().len() {
            let drawn = desk.slips(&box_of(place)).await.map_err(|e| step::<EndSession>(self.by, &e.to_string()))?;
            let read = |d: vault::Drawn| Some((d.id.to_string(), serde_json::from_slice(&d.body).ok()?));
            all.push(drawn.into_iter().filter_map(read).collect());
        }
        Ok(all)
    }

    pub(super) async fn agrees(&self, scene: &Scene, what: &str, who: &str, by: i64) -> Told {
        let by = scene.day(by);
        self.does::<WriteAgreement>(scene, |d| {
            let agreement = Agreement { what: t(what)?, who: t(who)?, by, under: None };
            d.dossier().agree(agreement, d.today())
        })
        .await
    }

    pub(super) async fn ends(&self, scene: &Scene) -> Told {
        let slips = self.slips(scene).await?;
        self.does::<EndSession>(scene, |d| d.dossier().end(&slips)).await
    }
}

/// Everybody votes otherwise, the same in every run.
fn vote(phone: usize, item: usize) -> Vote {
    match (phone * 3 + item * 5) % 7 {
        0..=3 => Vote::Agree,
        4 | 5 => Vote::Disagree,
        _ => Vote::Pass,
    }
}

const CAUSES: [(&str, &str); 8] = [
    ("A", "Wij horen het pas als het op straat is."),
    ("B", "Bewoners krijgen drie brieven en geen gesprek."),
    ("C", "De jongerenwerker is weg en er kwam niemand terug."),
    ("D", "Online gaat het harder dan ons overleg."),
    ("E", "Wij weten niet wie als eerste belt."),
    ("F", "Na een rustige maand stoppen wij met langsgaan."),
    ("G", "De school meldt het bij iemand anders dan de politie."),
    ("H", "Niemand vertelt bewoners wat er met hun melding gebeurt."),
];

/// A pressure cooker that was held: the whole way, with a note hidden, piles, agreements and the end.
pub(super) async fn cooked(scene: &Scene) -> Told {
    scene.on(-30).await;
    let held = plan(
        scene,
        &Planned {
            by: "flexteam",
            template: "pressure-cooker-unit",
            title: "Pressure cooker: onrust rond de Verzonnen Markt",
            aim: "Zien waarom de onrust op de markt elk voorjaar terugkomt, en afspreken wie in de eenheid welke taak draagt.",
            house: "nhn",
            on: -21,
        },
    )
    .await?;
    held.does::<InviteToSession>(scene, |d| d.dossier().invite(t("gemeente-hoorn")?)).await?;
    held.does::<InviteToSession>(scene, |d| d.dossier().lead_along(t("zvh-nhn")?)).await?;
    scene.on(-21).await;
    // Enough for bars; of a smaller room the group reads words.
    let phones = held.phones(scene, 24).await?;
    held.does::<StartSession>(scene, |d| d.dossier().start()).await?;
    held.goes(scene, 2).await?;
    held.answer(scene, &phones, &[]).await?;
    held.goes(scene, 3).await?;
    held.answer(scene, &phones, &CAUSES).await?;
    held.shows(scene, 3).await?;
    held.goes(scene, 4).await?;
    let notes = held.slips(scene).await?.into_iter().nth(3).unwrap_or_default();
    let marks: Vec<Mark> = notes.iter().map(|(id, _)| Mark::of(id, 0)).collect();
    let pile = |name: &'static str, of: Vec<Mark>| (name, of);
    let (late, gone) = marks.split_at(marks.len() / 2);
    for (name, of) in [pile("Eerder van elkaar horen", late.to_vec()), pile("Terugkomen bij mensen", gone.to_vec())] {
        let notes = notes.clone();
        held.does::<ArrangeScreen>(scene, |d| d.dossier().cluster(t(name)?, of, &notes, d.now())).await?;
    }
    held.goes(scene, 5).await?;
    held.answer(scene, &phones, &[]).await?;
    held.goes(scene, 7).await?;
    held.agrees(scene, "Elke dinsdag tien minuten bellen: wat hoorden wij?", "Politie, eenheid", -7).await?;
    held.agrees(scene, "Wie meldt, hoort binnen een week wat ermee gebeurt.", "Gemeente, wijkteam", 14).await?;
    held.agrees(scene, "Eén middag per maand samen naar de markt, ook als het rustig is.", "Jongerenwerk", 30).await?;
    held.goes(scene, 8).await?;
    held.ends(scene).await
}

/// A work session that is being held today: answers with names are in, the notes are not on the screen yet.
pub(super) async fn running(scene: &Scene) -> Told {
    const EXAMPLES: [(&str, &str); 6] = [
        ("Wijkteam", "De crisisdienst belde zelf terug, dezelfde avond."),
        ("GGZ", "Wij hoorden pas bij ontslag dat er een plan was."),
        ("Politie", "De begeleider ging mee; toen ging de deur open."),
        ("Reclassering", "Twee plannen naast elkaar, en de man koos het makkelijkste."),
        ("GGD", "Eén kaart met telefoonnummers aan de muur."),
        ("Gemeente", "Wij vroegen te laat wat er wél mocht worden gedeeld."),
    ];
    scene.on(-1).await;
    let held = plan(
        scene,
        &Planned {
            by: "procesregisseur-nhn",
            template: "work-session",
            title: "Werksessie: zorg en veiligheid in één avond",
            aim: "Zorg en veiligheid spreken af hoe zij elkaar 's avonds vinden als iemand verward en boos is.",
            house: "nhn",
            on: 0,
        },
    )
    .await?;
    scene.on(0).await;
    let phones = held.phones(scene, 6).await?;
    held.does::<StartSession>(scene, |d| d.dossier().start()).await?;
    held.goes(scene, 1).await?;
    held.answer(scene, &phones, &EXAMPLES).await
}

/// What twenty-five people wrote; three of them the same.
const ROOM: [&str; 25] = [
    "Bij de balie wordt vaker gefilmd dan vorig jaar.",
    "In de buurtapp heet de gemeente een leugenaar zodra wij iets plaatsen.",
    "Jongeren zeggen dat wij alleen komen als er camera's zijn.",
    "Twee straten praten niet meer met elkaar sinds de opvang kwam.",
    "De wethouder krijgt post thuis.",
    "Vrijwilligers stoppen: te veel gescheld.",
    "De sportclub wil geen politie meer op het veld.",
    "Ouders houden kinderen thuis na een filmpje.",
    "Wij horen het pas als het in de krant staat.",
    "Een raadslid komt niet meer alleen.",
    "De moskee en de kerk eten nog steeds samen. Dat werkt.",
    "Aan de telefoon: jullie zijn allemaal hetzelfde.",
    "Boeren en natuurclub zitten elke maand aan één tafel.",
    "Er hangen vlaggen die er vorig jaar niet hingen.",
    "De bibliotheek is rustig. Iedereen komt er.",
    "Bewonersavond: de helft liep weg.",
    "Wij horen het pas als het in de krant staat",
    "Een buschauffeur werd uitgescholden om zijn naam.",
    "Jongerenwerk weet veel, maar niemand vraagt het.",
    "De wijkagent wisselde drie keer in een jaar.",
    "Kraan, parkeren, opvang: alles wordt één boosheid.",
    "Er is een groep die nooit iets zegt. Die missen wij.",
    "wij horen het pas als het in de krant staat.",
    "Op het schoolplein gaat het over vlaggen, thuis over geld.",
    "Na de storm hielp iedereen elkaar. Dat was er dus ook.",
];

/// A room of twenty-five people today: what they wrote hangs on the wall.
pub(super) async fn room(scene: &Scene) -> Told {
    scene.on(-2).await;
    let held = plan(
        scene,
        &Planned {
            by: "flexteam",
            template: "pressure-cooker-municipality",
            title: "Onrust in de Verzonnen Wijk",
            aim: "Zien waar het schuurt en kiezen wat de gemeente zelf anders doet.",
            house: "nhn",
            on: 0,
        },
    )
    .await?;
    scene.on(0).await;
    let phones = held.phones(scene, ROOM.len()).await?;
    held.does::<StartSession>(scene, |d| d.dossier().start()).await?;
    let desk = scene.desk::<LeadSession>(held.by, held.id).await?;
    let asks = |s: &learning::session::Step| s.kind == Kind::Notes && s.is_anonymous() && s.items.is_empty();
    let place = desk.dossier().steps().iter().position(asks).ok_or("a form without notes")?;
    drop(desk);
    held.goes(scene, place).await?;
    let says: Vec<(&str, &str)> = ROOM.iter().map(|text| ("", *text)).collect();
    held.answer(scene, &phones, &says).await?;
    held.shows(scene, place).await
}

/// Sessions that are still to come, one of them made the house's own and one offered to another house.
pub(super) async fn planned(scene: &Scene) -> Told {
    scene.on(-8).await;
    let simulation = Planned {
        by: "flexteam",
        template: "simulation",
        title: "Casussimulatie voor nieuwe deelnemers aan de tafel",
        aim: "Nieuwe deelnemers merken hoe het is om te delen wat mag, en te zeggen wat niet mag.",
        house: "kennemerland",
        on: 12,
    };
    let held = plan(scene, &simulation).await?;
    held.does::<InviteToSession>(scene, |d| d.dossier().invite(t("gemeente-haarlem")?)).await?;
    held.does::<learning::session::HandOver>(scene, |d| d.dossier().offer(t("zvh-kennemerland")?)).await?;
    let shoes = Planned {
        by: "procesregisseur-kennemerland",
        template: "in-their-shoes",
        title: "In andermans schoenen, met politie en onderwijs",
        aim: "Voelen wat ingrijpen doet met wie het overkomt, en afspreken hoe het de volgende keer gaat.",
        house: "kennemerland",
        on: 20,
    };
    let held = plan(scene, &shoes).await?;
    held.does::<learning::session::RewriteSession>(scene, |d| {
        let place = d.dossier().steps().iter().position(|s| s.kind == Kind::Pair).unwrap_or_default();
        let mut own = d.dossier().steps().get(place).cloned().ok_or(Refusal::of("Geen stap.", "No step."))?;
        own.minutes = 20;
        own.prompt.nl =
            t("Wie had het verschil kunnen maken? Kies samen één mens en één moment, en vertel het de groep.")?;
        own.prompt.en = None;
        d.dossier().write_step(place, own)
    })
    .await
}
