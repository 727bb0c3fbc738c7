//! Cases: how each begins, who is let in, what is asked and answered. Plans are told in `plans`.

use super::{
    advices, matters,
    referrals::{self, Going},
    scene::{Scene, Told, step, t},
    telling,
    weighings::Matter,
};
use casework::{
    advice::{Advise, OpenCaseFromAdvice},
    case::{
        AnswerMayNotShare, AnswerNothingKnown, AskContribution, CallDirector, Case, CaseKind, Closing, ClosingReason,
        Declare, Event, Ground, Nature, Offer, OpenCase, Opening, Proposal, ProposeClosing, ProposeParticipant,
        Purpose, Regime, Request, Sought, Subject, SubjectKind, Trio, TurnClosingKey, TurnParticipationKey,
    },
    referral::Table,
    table::{Decision, Explicit},
    watching::Terms,
};
use kernel::{DossierId, Refusal, reference::Row};

/// The three that hold keys in Hoorn, by account.
pub(super) const HOORN: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];

fn dutch(r: Refusal) -> String {
    r.why.en.into_owned()
}

/// Opens the case that the triangle approved.
pub(super) async fn from_advice(
    scene: &Scene,
    matter: &Matter,
    (mayor, case_director): (&str, &str),
    (title, summary): (&str, &str),
    (on, offered): (i64, &[&str]),
) -> Told<DossierId> {
    let advice = advices::decided(scene, matter, mayor, Advise::Integral, on - 2).await?;
    scene.on(on).await;
    let who = matter.director;
    let below = scene.desk::<OpenCaseFromAdvice>(who, advice).await?;
    let reference = scene.reference(Row::Case).await?;
    let desk = scene.begin::<OpenCase>(who).await?;
    let weighing = below.dossier().basis().ok_or("the advice is empty")?.weighing;
    let told = telling::began(scene, who, weighing, desk.id()).await?;
    let write = || {
        let gone = Refusal::of("Het advies is leeg.", "The advice is empty.");
        let basis = below.dossier().basis().ok_or(gone)?.clone();
        let [stay, police, prosecution] = basis.trio;
        let event = Case::open(Opening {
            reference: t(&reference)?,
            title: t(title)?,
            summary: t(summary)?,
            regime: Regime::Wgpga,
            purpose: t(
                "Samen voorkomen dat deze persoon verder radicaliseert, en helpen een gewoon leven op te bouwen.",
            )?,
            municipality: basis.municipality,
            house: basis.house,
            subject: Subject {
                kind: SubjectKind::Natural,
                name: basis.subject.name,
                born: basis.subject.born,
                bsn: basis.subject.bsn,
            },
            kind: CaseKind::Cter,
            trio: Trio { stay, police, prosecution },
            director: basis.director,
            director_person: Some(desk.actor().person.clone()),
            case_director: Some(t(case_director)?),
            support: Some(t("cter-nh")?),
            from: Some(advice),
            weighing: Some(weighing),
            asked: Vec::new(),
            triage: None,
            terms: None,
        })?;
        // What the signal says is for who wrote it down to put on the table.
        let facts = offered.iter().map(|text| Ok(Offer::of(t("cter-nh")?, Nature::Fact, t(text)?, None)));
        let offer = Case::offer(facts.collect::<Result<_, Refusal>>()?, Vec::new());
        let events: Vec<Event> = [event].into_iter().chain(offer).collect();
        Ok((events, below.dossier().open_case(desk.id())?))
    };
    let (opened, used) = write().map_err(|r: Refusal| step::<OpenCase>(who, &r.why.en))?;
    let id = desk.id();
    let below = below.draft(vec![used]);
    desk.commit_with(opened, vec![below, told]).await.map_err(|e| step::<OpenCase>(who, &e.to_string()))?;
    Ok(id)
}

/// What a case under the WGS begins with; it needs no weighing.
pub(super) struct Direct {
    pub(super) kind: CaseKind,
    pub(super) place: &'static str,
    pub(super) director: &'static str,
    pub(super) case_director: &'static str,
    pub(super) person: (&'static str, &'static str, &'static str),
    pub(super) title: &'static str,
    pub(super) summary: &'static str,
    pub(super) purpose: &'static str,
}

/// Opens a case under the WGS.
pub(super) async fn direct(scene: &Scene, of: &Direct, on: i64) -> Told<DossierId> {
    scene.on(on).await;
    let reference = scene.reference(Row::Case).await?;
    let desk = scene.begin::<OpenCase>(of.director).await?;
    let municipality = t(of.place).map_err(dutch)?;
    let [stay, police, prosecution] = scene.directory.trio(&municipality).ok_or("no trio")?;
    let house = scene.directory.municipality(&municipality).ok_or("no municipality")?.house.clone();
    let actor = desk.actor().clone();
    let write = || {
        let (name, born, bsn) = of.person;
        Case::open(Opening {
            reference: t(&reference)?,
            title: t(of.title)?,
            summary: t(of.summary)?,
            regime: Regime::WgsZvh,
            purpose: t(of.purpose)?,
            municipality,
            house,
            subject: Subject {
                kind: SubjectKind::Natural,
                name: t(name)?,
                born: super::signals::born(born)?,
                bsn: super::signals::bsn(bsn)?,
            },
            kind: of.kind,
            trio: Trio { stay, police, prosecution },
            director: actor.agency.id.clone(),
            director_person: Some(actor.person.clone()),
            case_director: if of.case_director.is_empty() { None } else { Some(t(of.case_director)?) },
            support: None,
            from: None,
            weighing: None,
            asked: Vec::new(),
            triage: None,
            terms: None,
        })
    };
    let opened = write().map_err(|r| step::<OpenCase>(of.director, &r.why.en))?;
    let id = desk.id();
    desk.commit(vec![opened]).await.map_err(|e| step::<OpenCase>(of.director, &e.to_string()))?;
    Ok(id)
}

/// Proposes that an organisation takes part.
pub(super) async fn propose(scene: &Scene, who: &str, id: DossierId, agency: &str, sought: Sought, why: &str) -> Told {
    scene
        .act::<ProposeParticipant>(who, id, |desk| {
            let agency = t(agency)?;
            let unknown = Refusal::of("Onbekende organisatie.", "An unknown organisation.");
            let kind = scene.directory.agency(&agency).ok_or(unknown)?.kind;
            let today = desk.today();
            // Of who comes for a while nothing more was said, and its proposal says so.
            let expectation = match sought {
                Sought::Participant { .. } => {
                    Some(t("Wij bellen elkaar bij nieuws, en zeggen het als iets niet lukt.")?)
                }
                Sought::Third { .. } => None,
            };
            let explicit = Explicit { expectation, ..Explicit::default() };
            let proposal = Proposal { no: 0, agency, kind, sought, necessity: t(why)?, from: today, explicit };
            desk.dossier().propose_participant(None, proposal, today)
        })
        .await
}

/// Turns these keys on the one proposal that waits.
pub(super) async fn admit(scene: &Scene, id: DossierId, of: &[&str]) -> Told {
    for who in of {
        scene
            .act::<TurnParticipationKey>(who, id, |desk| {
                let case = desk.dossier();
                let no = case.pending.first().map_or(0, |p| p.proposal.no);
                case.turn_participation_key(no, desk.agency(), &desk.actor().person)
            })
            .await?;
    }
    Ok(())
}

/// Takes part for a task of its own.
pub(super) fn participant(ground: Ground) -> Sought {
    Sought::Participant { ground, elsewhere: None }
}

/// Joins for one thing, until a day.
pub(super) fn third(scene: &Scene, expertise: &str, task: &str, until: i64) -> Told<Sought> {
    let write = || Ok(Sought::Third { expertise: t(expertise)?, task: t(task)?, until: scene.day(until) });
    write().map_err(dutch)
}

/// Declares, as a third party.
pub(super) async fn declares(scene: &Scene, who: &str, id: DossierId) -> Told {
    scene.act::<Declare>(who, id, |desk| desk.dossier().declare(desk.agency())).await
}

/// Asks an organisation at the table.
pub(super) async fn asks(
    scene: &Scene,
    who: &str,
    id: DossierId,
    agency: &str,
    (question, why): (&str, &str),
    due: i64,
) -> Told {
    scene
        .act::<AskContribution>(who, id, |desk| {
            let request = Request {
                no: 0,
                agency: t(agency)?,
                question: t(question)?,
                necessity: t(why)?,
                since: desk.today(),
                due: scene.day(due),
            };
            desk.dossier().ask(Some(Purpose::Execute), request)
        })
        .await
}

/// The number of the question that this organisation owes.
fn owed(case: &Case, agency: &kernel::AgencyId) -> u32 {
    case.owed_by(agency).next().map_or(0, |request| request.no)
}

const TABLE: (&str, &str) = ("Reclassering is nodig voor begeleiding.", "reclassering");

/// What the experts wrote down of it before there was a case.
const OFFERED: [&str; 2] = [
    "Schreef in een openbare groep dat zij mensen zoekt 'voor als het zover is'.",
    "Vertelde een collega dat zij haar baan kwijt is.",
];

/// Just opened: questions are out, one is answered with nothing known, one with may not share.
pub(super) async fn opened(scene: &Scene) -> Told {
    let people = ("burgemeester-hoorn", "casusregisseur-hoorn");
    let text = ("Oproep in een openbare groep", "Zocht online mensen 'voor als het zover is'. Raakte haar werk kwijt.");
    let id = from_advice(scene, &matters::OPENED, people, text, (-9, &OFFERED)).await?;
    let director = "procesregisseur-nhn";
    propose(scene, director, id, TABLE.1, participant(Ground::Probation), TABLE.0).await?;
    admit(scene, id, &HOORN).await?;
    scene.on(-8).await;
    let why = "Zonder dit weten we niet wie haar kan helpen.";
    asks(scene, director, id, "politie-nh", ("Wie ziet u om haar heen die een goede invloed heeft?", why), -3).await?;
    asks(scene, director, id, "om-nh", ("Loopt er een zaak waar wij rekening mee moeten houden?", why), -1).await?;
    asks(scene, director, id, "reclassering", ("Kent u haar, en wat werkte toen?", why), 5).await?;
    asks(scene, director, id, "gemeente-hoorn", ("Welke hulp loopt er bij werk en inkomen?", why), -1).await?;
    asks(scene, director, id, "cter-nh", ("Welke groep is dit, en wat vraagt zij van haar leden?", why), 3).await?;
    scene.on(-4).await;
    scene
        .act::<AnswerNothingKnown>("politie-nh", id, |desk| {
            desk.dossier().nothing_known(owed(desk.dossier(), desk.agency()), desk.agency())
        })
        .await?;
    scene
        .act::<AnswerMayNotShare>("om-nh", id, |desk| {
            let ground = t("Een lopend onderzoek laat dit nu niet toe.")?;
            desk.dossier().may_not_share(owed(desk.dossier(), desk.agency()), desk.agency(), ground, false)
        })
        .await
}

/// A third party is proposed; one key is missing.
pub(super) async fn third_party(scene: &Scene) -> Told {
    let of = Direct {
        kind: CaseKind::Complex,
        place: "hoorn",
        director: "procesregisseur-nhn",
        case_director: "casusregisseur-hoorn",
        person: ("Mirthe Nevelsteen", "07-07-1979", "999991784"),
        title: "Overlast en zorg in één portiek",
        summary: "Buren zijn bang. Zelf slaapt zij soms buiten. Zorg en politie komen los van elkaar langs.",
        purpose: "Rust in het portiek en een vaste plek met hulp.",
    };
    let id = direct(scene, &of, -13).await?;
    scene.on(-6).await;
    let sought = third(scene, "Kent de school van haar zoon.", "Onderwijs en leerlingenzorg.", 60)?;
    propose(
        scene,
        "casusregisseur-hoorn",
        id,
        "school-hoorn",
        sought,
        "De zoon komt moe op school. Wij willen weten wat helpt.",
    )
    .await?;
    admit(scene, id, &["politie-nh", "gemeente-hoorn"]).await
}

fn ending(outcome: ClosingReason) -> Result<Decision<ClosingReason>, Refusal> {
    Ok(Decision {
        question: t("Kan deze casus dicht?")?,
        options: vec![t("Nog acht weken meekijken.")?],
        considerations: t("De hulp loopt zonder deze tafel door. Er waren twee maanden geen nieuwe zorgen.")?,
        dissent: None,
        outcome,
        ground: t("Wgpga art. 6 lid 3; WGS art. 1.8")?,
        expectation: t("Wie iets nieuws ziet, meldt dat opnieuw.")?,
        by: Vec::new(),
        review: None,
    })
}

/// Proposes to close, and turns these keys.
async fn closes(scene: &Scene, who: &str, id: DossierId, watcher: &str, of: &[&str]) -> Told {
    scene
        .act::<ProposeClosing>(who, id, |desk| {
            let closing = Closing {
                decision: ending(ClosingReason::NotNeeded)?,
                goals: Vec::new(),
                residual: t("Bij tegenslag met geld kan de spanning terugkomen.")?,
                watcher: t(watcher)?,
                watch: Some(Terms {
                    what: t("Oplopende spanning bij tegenslag met geld of wonen.")?,
                    until: scene.day(120),
                    call: t("Procesregie Noord-Holland Noord, 0229-000111")?,
                }),
                feedback: t("De melder hoort dat er iets met het signaal is gedaan, en niet wat.")?,
                scaled: Some(t("De hulp loopt al zonder deze tafel; er is niets om terug te geven.")?),
            };
            desk.dossier().propose_closing(closing)
        })
        .await?;
    for who in of {
        let desk = scene.desk::<TurnClosingKey>(who, id).await?;
        let turned = desk.dossier().turn_closing_key(desk.agency(), &desk.actor().person, desk.today());
        let turned = turned.map_err(|r| step::<TurnClosingKey>(who, &r.why.en))?;
        let keys = desk.dossier().closing.as_ref().map(|c| &c.keys);
        let last = keys.is_some_and(|keys| keys.people().count() + 1 == keys.needed().len());
        let told = if last { telling::closed(scene, who, desk.dossier(), id).await? } else { Vec::new() };
        desk.commit_with(vec![turned], told).await.map_err(|e| step::<TurnClosingKey>(who, &e.to_string()))?;
    }
    Ok(())
}

/// Closing is proposed; the key of the OM is missing.
pub(super) async fn closing(scene: &Scene) -> Told {
    let of = Direct {
        kind: CaseKind::Aftercare,
        place: "hoorn",
        director: "procesregisseur-nhn",
        case_director: "casusregisseur-hoorn",
        person: ("Gerben Wolkenveld", "15-12-1986", "999991887"),
        title: "Terug na detentie",
        summary: "Kwam vrij zonder woning. Heeft nu een kamer, een uitkering en een vaste begeleider.",
        purpose: "Een goede start na detentie.",
    };
    let id = direct(scene, &of, -75).await?;
    scene.on(-3).await;
    closes(scene, "procesregisseur-nhn", id, "gemeente-hoorn", &["gemeente-hoorn", "politie-nh"]).await
}

/// Closed and shielded.
pub(super) async fn closed(scene: &Scene) -> Told {
    let people = ("burgemeester-hoorn", "casusregisseur-hoorn");
    let text = ("Groep op afstand", "Zocht online mensen. Werkt weer en ziet de groep niet meer.");
    let id = from_advice(scene, &matters::CLOSED, people, text, (-90, &[])).await?;
    scene.on(-15).await;
    closes(scene, "procesregisseur-nhn", id, "gemeente-hoorn", &HOORN).await
}

/// A case in Haarlem: nobody in Hoorn knows that it exists.
pub(super) async fn haarlem(scene: &Scene) -> Told {
    let people = ("burgemeester-haarlem", "casusregisseur-haarlem");
    let text = ("Bedreiging van een raadslid", "Een foto van een raadslid met een vizier. Er is een broer die helpt.");
    let id = from_advice(scene, &matters::HAARLEM, people, text, (-20, &[])).await?;
    let why = "Nodig om te kiezen tussen hulp en strafrecht.";
    let question = ("Is de woning van zijn broer nog een veilige plek?", why);
    asks(scene, "procesregisseur-kennemerland", id, "gemeente-haarlem", question, 6).await?;
    scene.on(-7).await;
    calls(
        scene,
        "gemeente-haarlem",
        id,
        "Wij wachten nog op een plek voor een gesprek. Help ons één organisatie te kiezen.",
    )
    .await?;
    // Its desk is asked who sits there; until it says so nobody of it reads a word.
    scene.on(-2).await;
    let why = "Hij staat sinds deze maand onder hun toezicht.";
    propose(scene, "procesregisseur-kennemerland", id, "reclassering-kust", participant(Ground::Probation), why)
        .await?;
    admit(scene, id, &["gemeente-haarlem", "politie-nh-2", "om-nh-2"]).await
}

/// A case in Zaanstad, of another kind.
pub(super) async fn zaanstad(scene: &Scene) -> Told {
    let of = Direct {
        kind: CaseKind::LifeCourse,
        place: "zaanstad",
        director: "procesregisseur-zw",
        case_director: "",
        person: ("Reinout Schaduwbeek", "20-02-1974", "999991978"),
        title: "Levensloop na verplichte zorg",
        summary: "Verplichte zorg eindigt. Zonder vaste begeleiding ging het eerder twee keer mis.",
        purpose: "Zorg die blijft, ook als de maatregel stopt.",
    };
    let id = direct(scene, &of, -11).await?;
    let question = ("Welke woning met begeleiding is er op korte termijn?", "Zonder woning stopt de zorg.");
    asks(scene, "procesregisseur-zw", id, "gemeente-zaanstad", question, -2).await?;
    // What it needs from elsewhere: one that was taken on, and one that waits.
    let (official, care) = ("gemeente-zaanstad", "ggz-nhn");
    let call = "Olga Molenwerf, 075 000 00 01";
    let team = Going {
        table: Table::LocalTeam,
        to: care,
        about: "Reinout Schaduwbeek, nu nog op de afdeling",
        asked: "Wilt u hem na de maatregel vrijwillig blijven zien? Hij wil dat zelf ook.",
        goes_on: "Wij zoeken een woning met begeleiding.",
        call,
        days: (8, 60),
    };
    let referred = referrals::refers(scene, official, id, &team).await?;
    scene.on(-1).await;
    let does = ("Simone Luisterink, 072 000 00 02", (3, 4));
    referrals::taken_on(scene, (referred, id), (care, official), does).await?;
    let family = Going {
        table: Table::FamilySupport,
        to: care,
        about: "de moeder van Reinout Schaduwbeek",
        asked: "Zij vraagt wat zij kan doen als hij weer thuis is. Kan iemand een paar keer met haar praten?",
        goes_on: "Wij bellen haar elke twee weken.",
        call,
        days: (10, 80),
    };
    referrals::refers(scene, official, id, &family).await?;
    calls(scene, "gemeente-zaanstad", id, "Er is geen woning vrij. Alleen komen wij hier niet uit.").await
}

/// Calls the process director: it stalls.
async fn calls(scene: &Scene, who: &str, id: DossierId, why: &str) -> Told {
    scene.act::<CallDirector>(who, id, |desk| desk.dossier().call_director(desk.today(), t(why)?)).await
}
