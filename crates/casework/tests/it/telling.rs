//! Stories of who is told: who filed it reads how far it is, who keeps the contact of who reported it tells them, and who is to keep an eye
//! after closing is asked and reads that agreement alone.

use crate::{
    correcting::{asked, done, reads, sends},
    dossiers::{self, LATER, TODAY, intake, participant},
    house::{House, agency, day, house, line, note},
};
use casework::{
    case::{self, Ground},
    signal::{self, acts::ReadSignal},
    weighing,
};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::AgencyKind;

const THREE: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];
pub(crate) const NOTICE: &str = "Bericht afhandelen";
pub(crate) const TELLS: &str = "Vastleggen wie er is ingelicht";
const KEEPS: &str = "Beslissen of u een oogje in het zeil houdt";

/// Registered by the experts, with who reported it known to them alone, and filed with the police.
pub(crate) async fn filed(house: &House, subject: Option<signal::Subject>, acute: bool) -> (DossierId, DossierId) {
    let reporter = signal::Reporter {
        kind: signal::ReporterKind::School,
        shielded: true,
        name: Some(line("Mentor Verzonnen")),
        contact: Some(line("0229-111111")),
    };
    let plain = intake("cter-nh", "hoorn", "MERK");
    let intake = signal::Intake { reporter, acute, subject: subject.unwrap_or(plain.subject.clone()), ..plain };
    let id = house.signal("expert-nh", intake).await;
    let form = json!({ "to": "police", "contact": "Ik, 0229-1" });
    let reply = sends(house, "expert-nh", &format!("/signalen/{id}/aanmelden"), &form).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    (id, reply.json()["id"].as_str().unwrap().parse().unwrap())
}

/// The three judge, each by its own page, so that what goes with the last key goes with it.
pub(crate) async fn judged(house: &House, weighing: DossierId, outcome: weighing::Outcome) {
    for who in THREE {
        house.hands_in(who, weighing, "MERKZIENSWIJZE").await;
    }
    let text = dossiers::judgement("MERKOORDEEL", outcome);
    house.does::<weighing::DraftJudgement>("om-nh", weighing, |d| d.draft(&agency("om-nh"), text, day(TODAY))).await;
    for who in THREE {
        done(house, who, &format!("/wegingen/{weighing}/sleutel"), json!({ "text": "1", "read": true })).await;
    }
}

/// Opens the case straight from the weighing, as a region without a triangle does.
pub(crate) async fn opened(house: &House, weighing: DossierId) -> String {
    house.vault.set_setting("triangle.mode", "none").await.unwrap();
    let reply = sends(house, "procesregisseur-nhn", "/zaken/nieuw", &opens(weighing)).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    format!("/zaken/{}", reply.json()["id"].as_str().unwrap())
}

fn opens(weighing: DossierId) -> Value {
    json!({ "weighing": weighing.to_string(), "title": "T", "summary": "S", "regime": "wgpga", "purpose": "P", "kind": "cter" })
}

fn closing(watcher: &str) -> Value {
    json!({ "question": "Sluiten wij?", "options": "Nog even.", "options.0": "Nog even.", "considerations": "Het gaat goed.", "dissent-none": "1",
            "ground": "Wgpga art. 6 lid 3", "expectation": "Wie iets ziet, belt.", "reason": "goals-met", "residual": "MERKZORG blijft.",
            "watcher": watcher, "watch_for": "MERKOPLETTEN bij het portiek.", "watch_until": LATER, "watch_call": "Procesregie, 0229-2",
            "feedback": "MERKMELDERTEKST: het is behandeld.", "scaled": "Klaar." })
}

/// Closes it by the pages.
async fn closed(house: &House, at: &str, watcher: &str) {
    done(house, "procesregisseur-nhn", &format!("{at}/afsluiten/voorstel"), closing(watcher)).await;
    // What a key is turned on stands above it whole, and who proposes anew begins with it.
    let proposal = reads(house, "om-nh", &format!("{at}/afsluiten")).await.json()["waiting"].clone();
    for (part, says) in
        [("question", "Sluiten wij?"), ("ground", "Wgpga art. 6 lid 3"), ("expectation", "Wie iets ziet, belt.")]
    {
        assert_eq!(proposal[part], says, "{proposal}");
    }
    let page = house.browser("procesregisseur-nhn").await.get(&format!("{at}/afsluiten")).await.body;
    assert_eq!(page.matches("MERKOPLETTEN").count(), 2, "{page}");
    for who in THREE {
        done(house, who, &format!("{at}/afsluiten/sleutel"), json!({ "sure": "ja" })).await;
    }
    assert_eq!(reads(house, "procesregisseur-nhn", at).await.status, 404, "CAS-05");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_filed_reads_how_far_it_is_and_puts_each_notice_away() {
    let house = house().await;
    let (signal, weighing) = filed(&house, None, false).await;
    let notice = format!("/wegingen/{weighing}/bericht");
    let stands = async || {
        let page = house.browser("expert-nh").await.get(&format!("/signalen/{signal}")).await;
        assert!(page.says("/feit\"") && !page.says("Weging afgerond"), "{}", page.body);
        reads(&house, "expert-nh", &format!("/signalen/{signal}")).await.json()["state"].clone()
    };
    let before = stands().await;
    let says = async || reads(&house, "expert-nh", &notice).await.json()["says"].as_str().unwrap().to_owned();
    assert!(says().await.contains("wegen uw aanmelding") && asked(&house, "expert-nh", NOTICE).await.is_empty());
    judged(&house, weighing, weighing::Outcome::Fits).await;
    // That it fits is the three's alone until something comes of it.
    assert!(says().await.contains("wegen uw aanmelding") && asked(&house, "expert-nh", NOTICE).await.is_empty());
    assert_eq!(stands().await, before);
    // What it adds meanwhile is taken in as before, and the three are told.
    let fact = json!({ "text": "MERKLATERFEIT.", "on": TODAY });
    assert_eq!(reads(&house, "om-nh", &format!("/wegingen/{weighing}")).await.status, 200);
    house.clock.minutes(1);
    done(&house, "expert-nh", &format!("/signalen/{signal}/feit"), fact.clone()).await;
    assert_eq!(asked(&house, "om-nh", "Lezen wat er verbeterd of toegevoegd is").await.len(), 1);
    assert_eq!(stands().await, before);
    let at = opened(&house, weighing).await;
    assert_eq!(sends(&house, "expert-nh", &format!("/signalen/{signal}/feit"), &fact).await.status, 404, "it went on");
    assert!(says().await.contains("is een casusoverleg begonnen"));
    assert_eq!(asked(&house, "expert-nh", NOTICE).await, std::slice::from_ref(&notice));
    for who in ["politie-nh", "om-nh", "reclassering", "gemeente-haarlem"] {
        assert!(asked(&house, who, NOTICE).await.is_empty(), "{who}");
    }
    // Nobody but who filed it puts it away, and once.
    let take = format!("{notice}/gelezen");
    assert_eq!(sends(&house, "reclassering", &take, &json!({})).await.status, 404);
    assert_eq!(sends(&house, "politie-nh", &take, &json!({})).await.status, 404);
    done(&house, "expert-nh", &take, json!({})).await;
    assert_eq!(sends(&house, "expert-nh", &take, &json!({})).await.status, 422);
    assert!(asked(&house, "expert-nh", NOTICE).await.is_empty());
    closed(&house, &at, "gemeente-hoorn").await;
    assert!(says().await.contains("is afgesloten"));
    assert_eq!(asked(&house, "expert-nh", NOTICE).await, std::slice::from_ref(&notice));
    let page = house.browser("expert-nh").await.get(&notice).await;
    assert!(page.says("is afgesloten") && !page.says("MERKZORG") && !page.says("MERKOORDEEL"), "{}", page.body);
    done(&house, "expert-nh", &take, json!({})).await;
    assert!(asked(&house, "expert-nh", NOTICE).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_filed_hears_of_the_advice_and_of_the_case_that_came_of_it() {
    let house = house().await;
    let (_, weighing) = filed(&house, None, false).await;
    judged(&house, weighing, weighing::Outcome::Fits).await;
    let notice = format!("/wegingen/{weighing}/bericht");
    house.does::<weighing::Advise>("procesregisseur-nhn", weighing, |d| d.advise(DossierId::new(2, [2; 10]))).await;
    let page = reads(&house, "expert-nh", &notice).await;
    assert!(page.says("Het advies ligt bij de gezagsdriehoek"), "{}", page.body);
    assert_eq!(asked(&house, "expert-nh", NOTICE).await.len(), 1);
    // The triangle agreed, and whoever opens the case from the advice tells the weighing.
    let all = house.furnish().await;
    let advice = all.iter().find(|p| p.kind == "advice" && p.word == "approved").unwrap().id;
    let form = json!({ "advice": advice.to_string(), "title": "T", "summary": "S", "regime": "wgpga", "purpose": "P", "kind": "cter" });
    assert_eq!(sends(&house, "procesregisseur-nhn", "/zaken/nieuw", &form).await.status, 201);
    let from = house.now::<casework::advice::ReadAdvice>("om-nh", advice).await.basis().unwrap().weighing;
    let page = reads(&house, "expert-nh", &format!("/wegingen/{from}/bericht")).await;
    assert!(page.says("is een casusoverleg begonnen"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_is_opened_straight_from_a_weighing_where_there_is_no_triangle() {
    let house = house().await;
    let (_, weighing) = filed(&house, None, false).await;
    judged(&house, weighing, weighing::Outcome::Fits).await;
    let refused = sends(&house, "procesregisseur-nhn", "/zaken/nieuw", &opens(weighing)).await;
    assert_eq!(refused.status, 422, "where there is one it decides first: {}", refused.body);
    house.vault.set_setting("triangle.mode", "none").await.unwrap();
    for who in ["procesregisseur-kennemerland", "gemeente-haarlem", "reclassering"] {
        let status = sends(&house, who, "/zaken/nieuw", &opens(weighing)).await.status;
        assert_eq!(status, 404, "{who}");
    }
    let page = house.browser("procesregisseur-nhn").await.get(&format!("/wegingen/{weighing}")).await;
    assert!(page.says(&format!("/zaken/nieuw?weging={weighing}")), "{}", page.body);
    let at = opened(&house, weighing).await;
    let again = sends(&house, "procesregisseur-nhn", "/zaken/nieuw", &opens(weighing)).await;
    assert_eq!(again.status, 422, "{}", again.body);
    let id = crate::house::id_in(&at);
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert_eq!(case.opening.as_ref().unwrap().weighing, Some(weighing));
    // The three sit there at once: they judged together.
    for who in THREE {
        assert_eq!(reads(&house, who, &at).await.status, 200, "{who}");
    }
    // What they judged is offered to each of them, and lies on the table once.
    let offers = |case: &case::Case, who: &str| {
        let all: Vec<u32> =
            case.offers_of(&agency(who)).filter(|o| o.nature == case::Nature::Judgement).map(|o| o.no).collect();
        all
    };
    for who in THREE {
        assert_eq!(offers(&case, who).len(), 1, "{who}");
    }
    let form = json!({ "nature": "judgement", "text": "Wij oordeelden samen.", "category": "c", "necessity": "Nodig.", "ground": "participant",
                       "special": "none", "audience": "all" });
    let no = offers(&case, "gemeente-hoorn")[0];
    done(&house, "gemeente-hoorn", &format!("{at}/bijdragen/overnemen/{no}/ja"), form).await;
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    for who in THREE {
        assert!(offers(&case, who).is_empty(), "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_keeps_the_contact_of_the_reporter_tells_them_after_closing() {
    let house = house().await;
    let (signal, weighing) = filed(&house, None, false).await;
    judged(&house, weighing, weighing::Outcome::Fits).await;
    let at = opened(&house, weighing).await;
    assert!(asked(&house, "expert-nh", TELLS).await.is_empty(), "it goes on");
    closed(&house, &at, "gemeente-hoorn").await;
    let home = format!("/signalen/{signal}");
    assert_eq!(asked(&house, "expert-nh", TELLS).await, [format!("{home}#reporter")]);
    for who in ["gemeente-hoorn", "politie-nh", "procesregisseur-nhn", "gemeente-haarlem"] {
        assert!(asked(&house, who, TELLS).await.is_empty(), "{who}");
        assert!(!reads(&house, who, &home).await.says("MERKMELDERTEKST"), "{who}");
    }
    let page = house.browser("expert-nh").await.get(&home).await;
    assert!(page.says("MERKMELDERTEKST: het is behandeld.") && page.says("Laat de melder horen"), "{}", page.body);
    let told = format!("{home}/kennisgeving");
    // That it came in was told before; the person of whom it is about being told is something else.
    assert_eq!(sends(&house, "politie-nh", &told, &json!({ "to": "reporter", "on": TODAY })).await.status, 404);
    assert_eq!(sends(&house, "expert-nh", &told, &json!({ "to": "reporter", "on": LATER })).await.status, 422);
    done(&house, "expert-nh", &told, json!({ "to": "subject", "on": TODAY })).await;
    assert_eq!(asked(&house, "expert-nh", TELLS).await.len(), 1);
    done(&house, "expert-nh", &told, json!({ "to": "reporter", "on": TODAY })).await;
    assert!(asked(&house, "expert-nh", TELLS).await.is_empty());
    assert!(house.now::<ReadSignal>("expert-nh", signal).await.to_hear(&agency("cter-nh")).is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_keeps_the_contact_tells_the_reporter_after_a_weighing_that_ended_and_after_screening_out() {
    let house = house().await;
    let (signal, weighing) = filed(&house, None, false).await;
    judged(&house, weighing, weighing::Outcome::DoesNotFit).await;
    assert_eq!(asked(&house, "expert-nh", TELLS).await, [format!("/signalen/{signal}#reporter")]);
    done(&house, "expert-nh", &format!("/signalen/{signal}/kennisgeving"), json!({ "to": "reporter", "on": TODAY }))
        .await;
    assert!(asked(&house, "expert-nh", TELLS).await.is_empty());
    let known = signal::Reporter {
        kind: signal::ReporterKind::Citizen,
        shielded: false,
        name: Some(line("Buurvrouw Verzonnen")),
        contact: None,
    };
    // Of one nobody knows who reported it.
    for (reporter, tasks) in [(Some(known), 1), (None, 0)] {
        let plain = intake("cter-nh", "hoorn", "MERK");
        let intake = signal::Intake { reporter: reporter.unwrap_or(plain.reporter.clone()), ..plain };
        let id = house.signal("expert-nh", intake).await;
        let form = json!({ "reason": "Een mening.", "second": "politie-nh" });
        done(&house, "expert-nh", &format!("/signalen/{id}/uitsluiten"), form).await;
        assert!(asked(&house, "expert-nh", TELLS).await.is_empty(), "the second looks first");
        done(&house, "politie-nh", &format!("/signalen/{id}/meekijken"), json!({})).await;
        assert_eq!(asked(&house, "expert-nh", TELLS).await.len(), tasks);
        if tasks == 1 {
            done(
                &house,
                "expert-nh",
                &format!("/signalen/{id}/kennisgeving"),
                json!({ "to": "reporter", "on": TODAY }),
            )
            .await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_to_keep_an_eye_is_asked_and_reads_that_agreement_and_nothing_of_the_case() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    let at = format!("/zaken/{id}");
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, Ground::Probation)).await;
    let form = |until: &str| {
        let mut form = closing("reclassering");
        form["watch_until"] = until.into();
        form
    };
    for until in [TODAY, "2026-01-01", "2027-02-04"] {
        let reply = sends(&house, "procesregisseur-nhn", &format!("{at}/afsluiten/voorstel"), &form(until)).await;
        assert_eq!(reply.status, 422, "{until}");
    }
    closed(&house, &at, "reclassering").await;
    let asks = asked(&house, "reclassering", KEEPS).await;
    let [watch] = asks.as_slice() else { panic!("{asks:?}") };
    // Who named it reads it too; nobody else who sat there, and nobody elsewhere.
    for (who, status) in [
        ("reclassering", 200),
        ("procesregisseur-nhn", 200),
        ("gemeente-hoorn", 404),
        ("politie-nh", 404),
        ("ggz-nhn", 404),
        ("gemeente-haarlem", 404),
    ] {
        assert_eq!(reads(&house, who, watch).await.status, status, "{who}");
        if status == 404 {
            assert_eq!(sends(&house, who, &format!("{watch}/ja"), &json!({})).await.status, 404, "{who}");
        }
    }
    let page = house.browser("reclassering").await.get(watch).await;
    for words in ["MERKOPLETTEN bij het portiek.", "01-04-2026", "Procesregie, 0229-2", "C-2026-0001"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    for words in ["MERKNAAM", "MERKTITEL", "MERKZORG", "MERKMELDERTEKST"] {
        assert!(!page.says(words), "{words}: {}", page.body);
    }
    assert_eq!(reads(&house, "reclassering", &at).await.status, 404, "nothing of the case");
    assert_eq!(
        sends(&house, "procesregisseur-nhn", &format!("{watch}/ja"), &json!({})).await.status,
        404,
        "not its to say"
    );
    done(&house, "reclassering", &format!("{watch}/ja"), json!({})).await;
    assert!(asked(&house, "reclassering", KEEPS).await.is_empty());
    assert_eq!(
        sends(&house, "reclassering", &format!("{watch}/nee"), &json!({ "reason": "Toch niet." })).await.status,
        404
    );
    let heard = "Lezen dat er een oogje in het zeil wordt gehouden";
    assert_eq!(asked(&house, "procesregisseur-nhn", heard).await, std::slice::from_ref(watch));
    assert!(reads(&house, "procesregisseur-nhn", watch).await.says("Toegezegd"));
    done(&house, "procesregisseur-nhn", &format!("{watch}/gelezen"), json!({})).await;
    assert!(asked(&house, "procesregisseur-nhn", heard).await.is_empty());
    // It stands in the list of both until its last day, and then nowhere.
    for who in ["reclassering", "procesregisseur-nhn"] {
        assert!(reads(&house, who, "/oogjes").await.says(watch), "{who}");
    }
    house.clock.set("2026-04-01T09:00:00Z");
    assert_eq!(reads(&house, "reclassering", watch).await.status, 200);
    house.clock.set("2026-04-02T09:00:00Z");
    for who in ["reclassering", "procesregisseur-nhn"] {
        assert_eq!(reads(&house, who, watch).await.status, 404, "{who}");
        assert!(!reads(&house, who, "/oogjes").await.says(watch), "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cannot_keep_an_eye_says_why_and_who_named_it_asks_another_of_the_table() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    let at = format!("/zaken/{id}");
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, Ground::Probation)).await;
    closed(&house, &at, "reclassering").await;
    let watch = asked(&house, "reclassering", KEEPS).await.remove(0);
    assert_eq!(sends(&house, "reclassering", &format!("{watch}/nee"), &json!({})).await.status, 422, "with a reason");
    done(&house, "reclassering", &format!("{watch}/nee"), json!({ "reason": "Het toezicht is over." })).await;
    assert_eq!(reads(&house, "reclassering", &watch).await.status, 404, "with that its seat ends");
    let another = "Een ander vragen om een oogje in het zeil te houden";
    assert_eq!(asked(&house, "procesregisseur-nhn", another).await, std::slice::from_ref(&watch));
    let page = house.browser("procesregisseur-nhn").await.get(&watch).await;
    assert!(page.says("Het toezicht is over.") && page.says("Kan niet"), "{}", page.body);
    let ask = format!("{watch}/ander");
    for whom in ["reclassering", "school-hoorn"] {
        let reply = sends(&house, "procesregisseur-nhn", &ask, &json!({ "watcher": whom })).await;
        assert_eq!(reply.status, 422, "{whom}");
    }
    done(&house, "procesregisseur-nhn", &ask, json!({ "watcher": "politie-nh" })).await;
    assert_eq!(asked(&house, "politie-nh", KEEPS).await, std::slice::from_ref(&watch));
    let page = house.browser("politie-nh").await.get(&watch).await;
    assert!(page.says("MERKOPLETTEN") && !page.says("Het toezicht is over."), "{}", page.body);
    done(&house, "politie-nh", &format!("{watch}/ja"), json!({})).await;
    // Either stops it before its last day, and nobody reads it after that.
    let stop = format!("{watch}/stoppen");
    assert_eq!(sends(&house, "politie-nh", &stop, &json!({ "reason": "Verhuisd." })).await.status, 422, "sure?");
    done(&house, "politie-nh", &stop, json!({ "reason": "Verhuisd.", "sure": "ja" })).await;
    for who in ["politie-nh", "procesregisseur-nhn"] {
        assert_eq!(reads(&house, who, &watch).await.status, 404, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_keeps_the_signal_is_asked_for_a_name_when_the_triangle_is_asked_about_somebody_unnamed() {
    let house = house().await;
    house.vault.set_setting("weigh.deadlock", "to_driehoek").await.unwrap();
    let subject = signal::Subject::Unnamed { described: line("wie de stickers plakt") };
    let (id, at) = filed(&house, Some(subject), false).await;
    for who in THREE {
        house.hands_in(who, at, "MERKZIENSWIJZE").await;
    }
    let text = dossiers::judgement("MERKOORDEEL", weighing::Outcome::Fits);
    house.does::<weighing::DraftJudgement>("om-nh", at, |d| d.draft(&agency("om-nh"), text, day(TODAY))).await;
    house.turns("gemeente-hoorn", at).await;
    house.turns("politie-nh", at).await;
    let om = house.actor("om-nh").await;
    house
        .does::<weighing::Disagree>("om-nh", at, |d| {
            d.disagree(&om.agency.id, &om.person, 1, note("Te weinig feiten."))
        })
        .await;
    const WHO: &str = "Vastleggen wie het is";
    let on = format!("/wegingen/{at}/verder");
    done(&house, "om-nh", &on, json!({ "how": "triangle", "why": "De driehoek kijkt mee." })).await;
    done(&house, "politie-nh", &format!("{on}/akkoord"), json!({ "proposal": "1", "sure": "ja" })).await;
    assert!(asked(&house, "expert-nh", WHO).await.is_empty(), "one key is missing");
    done(&house, "gemeente-hoorn", &format!("{on}/akkoord"), json!({ "proposal": "1", "sure": "ja" })).await;
    assert_eq!(asked(&house, "expert-nh", WHO).await, [format!("/signalen/{id}/wie")]);
    for who in ["politie-nh", "om-nh", "gemeente-haarlem"] {
        assert!(asked(&house, who, WHO).await.is_empty(), "{who}");
    }
    let who = json!({ "about": "person", "name": "Emre Goed", "birth": "17-05-1988", "reason": "Herkend." });
    done(&house, "expert-nh", &format!("/signalen/{id}/wie"), who).await;
    assert!(asked(&house, "expert-nh", WHO).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signal_that_cannot_wait_keeps_its_mark_in_the_list_once_it_was_filed() {
    let house = house().await;
    let marks = async |house: &House| -> Vec<bool> {
        let rows = reads(house, "expert-nh", "/signalen").await.json()["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["urgent"].as_bool().unwrap()).collect()
    };
    filed(&house, None, false).await;
    assert_eq!(marks(&house).await, [false]);
    let (_, weighing) = filed(&house, None, true).await;
    assert_eq!(marks(&house).await.iter().filter(|mark| **mark).count(), 1);
    let page = house.browser("expert-nh").await.get("/signalen").await;
    assert!(page.says("row--urgent"), "{}", page.body);
    judged(&house, weighing, weighing::Outcome::DoesNotFit).await;
    assert_eq!(marks(&house).await, [false, false], "it is over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_party_reads_by_its_own_day_whether_it_is_late() {
    let house = house().await;
    let (id, _) = crate::correcting::table(&house).await;
    let request = |who: &str, due: &str| case::Request {
        no: 0,
        agency: agency(who),
        question: note("Wat weet u?"),
        necessity: note("Nodig."),
        since: day(TODAY),
        due: day(due),
    };
    for (who, due) in [("reclassering", "2026-02-05"), ("ggz-nhn", "2026-03-20")] {
        house.does::<case::AskContribution>("om-nh", id, |d| d.ask(None, request(who, due))).await;
    }
    house.clock.set("2026-02-10T09:00:00Z");
    for (who, late, due) in [("reclassering", true, "2026-02-05"), ("ggz-nhn", false, "2026-03-20")] {
        let row = reads(&house, who, "/zaken").await.json()["rows"][0].clone();
        assert_eq!((row["late"].as_bool(), row["due"].as_str()), (Some(late), Some(due)), "{who}: {row}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opens_a_case_for_another_municipality_chooses_its_case_director() {
    let house = house().await;
    let form = |director: &str| {
        json!({
            "title": "Jongere in de knel", "summary": "Zorgen van de buurt.", "regime": "wgs-zvh", "kind": "complex", "purpose": "Samen rust brengen.",
            "municipality": "haarlem", "subject_kind": "natural", "name": "Bram Verzonnen", "case_director": director,
        })
    };
    let page = house.browser("expert-nh").await.get("/zaken/nieuw").await;
    for words in [
        "Naam van casusregisseur-hoorn, functie",
        "Naam van casusregisseur-haarlem, functie (Organisatie gemeente-haarlem)",
    ] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    // Of the municipality that it is about, and of no other.
    for director in ["casusregisseur-hoorn", "burgemeester-haarlem", "expert-nh"] {
        assert_eq!(sends(&house, "expert-nh", "/zaken/nieuw", &form(director)).await.status, 422, "{director}");
    }
    let reply = sends(&house, "expert-nh", "/zaken/nieuw", &form("casusregisseur-haarlem")).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let take = "De regie nemen";
    assert_eq!(asked(&house, "casusregisseur-haarlem", take).await.len(), 1);
    assert!(asked(&house, "casusregisseur-hoorn", take).await.is_empty());
}
