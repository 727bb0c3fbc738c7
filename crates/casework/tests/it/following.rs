//! Stories of what follows a correction beyond the weighing: the advice that began, the case that was opened, and who is told there.

use crate::{
    dossiers::{self, TODAY, advice_text, intake},
    house::{House, day, house, line, word},
};
use casework::{
    advice,
    case::{Declare, Ground},
    signal, weighing,
};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::AgencyKind;
use web::testing::Reply;

const NUMBER: &str = "999993276";
const OTHER: &str = "999990330";
const THREE: [&str; 3] = ["gemeente-hoorn", "politie-nh", "om-nh"];

async fn sends(house: &House, who: &str, path: &str, form: &Value) -> Reply {
    house.program(who).await.post(&format!("/api/v1{path}"), form).await
}

async fn done(house: &House, who: &str, path: &str, form: Value) -> Reply {
    let reply = sends(house, who, path, &form).await;
    assert!(reply.status < 300, "{who} {path}: {}", reply.body);
    reply
}

async fn reads(house: &House, who: &str, path: &str) -> Reply {
    house.program(who).await.get(&format!("/api/v1{path}")).await
}

/// Where My work leads somebody, by the words of what is asked.
async fn asked(house: &House, who: &str, what: &str) -> Vec<String> {
    let all = reads(house, who, "").await.json()["tasks"].as_array().unwrap().clone();
    let this = |t: &&Value| t["what"]["nl"].as_str().unwrap().starts_with(what);
    all.iter().filter(this).map(|t| t["address"].as_str().unwrap().to_owned()).collect()
}

async fn told(house: &House, who: &str) -> Vec<String> {
    asked(house, who, "Lezen wat er verbeterd").await
}

/// Registered by the experts and filed with the police.
async fn filed(house: &House, subject: signal::Subject, acute: bool) -> (DossierId, DossierId) {
    let intake = signal::Intake { subject, acute, ..intake("cter-nh", "hoorn", "MERK") };
    let id = house.signal("expert-nh", intake).await;
    let form = json!({ "to": "police", "contact": "Ik, 0229-1" });
    let reply = done(house, "expert-nh", &format!("/signalen/{id}/aanmelden"), form).await;
    (id, reply.json()["id"].as_str().unwrap().parse().unwrap())
}

fn wrong() -> signal::Subject {
    signal::Subject::Person {
        name: line("Emre Verzonnen?"),
        birth: Some("2004-05-06".parse().unwrap()),
        bsn: Some(word(NUMBER)),
    }
}

/// The views are in, and a judgement lies on the table.
async fn drafted(house: &House, at: DossierId) {
    for who in THREE {
        assert_eq!(reads(house, who, &format!("/wegingen/{at}")).await.status, 200);
        house.hands_in(who, at, "MERKZIENSWIJZE").await;
    }
    let text = dossiers::judgement("MERKOORDEEL", weighing::Outcome::Fits);
    house.does::<weighing::DraftJudgement>("om-nh", at, |d| d.draft(&word("om-nh"), text, day(TODAY))).await;
}

async fn judged(house: &House, at: DossierId) {
    drafted(house, at).await;
    for who in THREE {
        house.turns(who, at).await;
    }
}

/// An advice on it that lies before the triangle, read by who writes it and by the police.
async fn advised(house: &House, at: DossierId) -> DossierId {
    let weighing = house.now::<weighing::ReadWeighing>("procesregisseur-nhn", at).await;
    let basis = advice::Basis::of(at, &weighing).unwrap();
    let director = basis.director.clone();
    let by = advice::Writer { agency: &director, signs: false };
    let begun = advice::Advice::begin(by, basis, advice::Mode::Three, advice_text("MERKADVIES"), day(TODAY)).unwrap();
    let id = house.begins::<advice::DraftAdvice>("procesregisseur-nhn", begun).await;
    house.does::<weighing::Advise>("procesregisseur-nhn", at, |d| d.advise(id)).await;
    house
        .does::<advice::IssueAdvice>("procesregisseur-nhn", id, |d| {
            d.issue(&word("zvh-nhn"), day(dossiers::LATER), day(TODAY))
        })
        .await;
    for who in ["procesregisseur-nhn", "politie-nh"] {
        assert_eq!(reads(house, who, &format!("/adviezen/{id}")).await.status, 200);
    }
    id
}

/// Another name, and another number.
async fn puts_right(house: &House, id: DossierId) {
    house.clock.minutes(1);
    let at = format!("/signalen/{id}/verbeteren");
    let form = json!({ "bsn": OTHER, "reason": "Cijfers verwisseld." });
    done(house, "expert-nh", &format!("{at}/bsn"), form).await;
    let form = json!({ "name": "Emre Goed", "birth": "07-05-2004", "reason": "Het register klopte niet." });
    done(house, "expert-nh", &format!("{at}/persoon"), form).await;
    house.clock.minutes(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_advice_before_the_triangle_follows_its_signal_and_what_was_signed_falls() {
    let house = house().await;
    let (id, at) = filed(&house, wrong(), false).await;
    judged(&house, at).await;
    let advice = advised(&house, at).await;
    house.votes("politie-nh", advice, advice::Choice::Approve, None).await;
    puts_right(&house, id).await;
    let home = format!("/adviezen/{advice}");
    let page = house.browser("om-nh").await.get(&home).await;
    assert!(page.says("Emre Goed") && page.says("07-05-2004") && !page.says("Verzonnen?"), "{}", page.body);
    assert!(page.says("De aanmelding is verbeterd op") && page.says("Vervallen: de aanmelding werd verbeterd"));
    // Whose signature fell is asked again, and told where it says what that means; once, and not at the weighing as well.
    assert_eq!(asked(&house, "politie-nh", "Besluiten over het advies").await, [format!("{home}#decide")]);
    assert_eq!(told(&house, "politie-nh").await, [format!("{home}/verbeteringen")]);
    assert_eq!(told(&house, "procesregisseur-nhn").await, [format!("{home}/verbeteringen")]);
    // Who read the weighing and never the advice reads it there.
    assert_eq!(told(&house, "om-nh").await, [format!("/wegingen/{at}/verbeteringen")]);
    let past = house.browser("politie-nh").await.get(&format!("{home}/verbeteringen")).await;
    for words in ["Verzonnen?", "Het register klopte niet.", "besluit opnieuw", "Een ander nummer dan eerst."] {
        assert!(past.says(words), "{words}: {}", past.body);
    }
    assert!(!past.says(NUMBER) && !past.says(OTHER), "{}", past.body);
    assert!(told(&house, "politie-nh").await.is_empty());
    for who in ["expert-nh", "reclassering", "gemeente-haarlem", "fg"] {
        assert_eq!(reads(&house, who, &format!("{home}/verbeteringen")).await.status, 404, "{who}");
    }
    // Nobody puts it right but through the signal.
    assert_eq!(reads(&house, "expert-nh", &home).await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decided_advice_says_what_was_corrected_since_and_the_case_that_came_of_it_is_about_the_right_person() {
    let house = house().await;
    let (id, at) = filed(&house, wrong(), false).await;
    judged(&house, at).await;
    let advice = advised(&house, at).await;
    for who in ["burgemeester-hoorn", "politie-nh", "om-nh"] {
        house.votes(who, advice, advice::Choice::Approve, None).await;
    }
    let form = json!({ "advice": advice.to_string(), "title": "Stickers", "summary": "Wat er speelt.",
        "kind": "cter", "regime": "wgpga", "purpose": "Samen voorkomen." });
    let opened = done(&house, "procesregisseur-nhn", "/zaken/nieuw", form).await;
    let case: DossierId = opened.json()["id"].as_str().unwrap().parse().unwrap();
    let table = format!("/zaken/{case}");
    assert!(reads(&house, "om-nh", &table).await.says("Emre Verzonnen?"));
    // A third party sits there before it is put right.
    house.lets_in(case, dossiers::third("ggz-nhn", AgencyKind::Care, dossiers::LATER)).await;
    house.does::<Declare>("ggz-nhn", case, |d| d.declare(&word("ggz-nhn"))).await;
    puts_right(&house, id).await;
    let sheet = house.browser("om-nh").await.get(&format!("/adviezen/{advice}")).await;
    for words in ["na het besluit", "Het besluit blijft", "Emre Goed", "bij het besluit stond hier: Emre Verzonnen?"] {
        assert!(sheet.says(words), "{words}: {}", sheet.body);
    }
    let page = house.browser("om-nh").await.get(&table).await;
    assert!(page.says("Emre Goed") && !page.says("Verzonnen?") && page.says("Verbeterd op"), "{}", page.body);
    assert_eq!(told(&house, "om-nh").await, [format!("{table}/verbeteringen")]);
    // The mayor never opened the case and read no advice page: nothing is told by being told that it was wrong.
    assert!(told(&house, "burgemeester-hoorn").await.is_empty());
    let past = house.browser("om-nh").await.get(&format!("{table}/verbeteringen")).await;
    assert!(past.says("Verzonnen?") && past.says("Sleutels op wat nog niet was besloten"), "{}", past.body);
    assert!(!past.says(NUMBER) && !past.says(OTHER), "{}", past.body);
    assert!(told(&house, "om-nh").await.is_empty());
    for who in ["expert-nh", "reclassering", "gemeente-haarlem", "fg"] {
        assert_eq!(reads(&house, who, &format!("{table}/verbeteringen")).await.status, 404, "{who}");
    }
    // The third party reads the name, and not why; who comes a day later reads nothing of what was wrong.
    assert!(past.says("Het register klopte niet."), "{}", past.body);
    let third = reads(&house, "ggz-nhn", &format!("{table}/verbeteringen")).await;
    assert!(third.says("Verzonnen?") && !third.says("Het register klopte niet."), "{}", third.body);
    assert!(!third.says("ander nummer"), "{}", third.body);
    house.clock.days(1);
    house.lets_in(case, dossiers::participant("reclassering", AgencyKind::Probation, Ground::Probation)).await;
    let later = reads(&house, "reclassering", &format!("{table}/verbeteringen")).await;
    assert!(later.status == 200 && !later.says("Verzonnen?") && !later.says("register"), "{}", later.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_correction_does_not_take_the_weighing_away_from_who_began_it() {
    let house = house().await;
    let (id, at) = filed(&house, wrong(), false).await;
    house.hands_in("politie-nh", at, "MERKZIENSWIJZE").await;
    // Since then another police organisation serves the municipality, before the first in the directory.
    let newer = vault::Agency {
        id: word("a-politie"),
        kind: AgencyKind::Police,
        name: word("Een andere politie"),
        house: word("nhn"),
        municipalities: vec![word("hoorn")],
        office: vault::Office::open(),
    };
    house.vault.set_agencies(vec![newer]).await.unwrap();
    let directory = house.vault.directory();
    assert_eq!(directory.trio(&word("hoorn")).unwrap()[1], word("a-politie"), "the directory says another today");
    puts_right(&house, id).await;
    let weighing = house.now::<weighing::ReadWeighing>("om-nh", at).await;
    assert_eq!(weighing.filing().unwrap().subject.name.as_str(), "Emre Goed");
    assert!(weighing.trio().contains(&word("politie-nh")) && weighing.handed_in(&word("politie-nh")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_filed_adds_a_fact_when_the_three_do_not_agree() {
    let house = house().await;
    let (id, at) = filed(&house, wrong(), false).await;
    drafted(&house, at).await;
    house.turns("gemeente-hoorn", at).await;
    house.turns("politie-nh", at).await;
    let om = house.actor("om-nh").await;
    let reason = crate::house::note("Wij zien te weinig feiten.");
    house.does::<weighing::Disagree>("om-nh", at, |d| d.disagree(&om.agency.id, &om.person, 1, reason)).await;
    let home = format!("/signalen/{id}");
    let mut filer = house.browser("expert-nh").await;
    assert!(filer.get(&home).await.says("Feit toevoegen"));
    let typed = [("text", "MERKNIEUWFEIT kwam later binnen."), ("on", "02-02-2026")];
    let reply = filer.post(&format!("{home}/feit"), &typed).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let page = house.browser("om-nh").await.get(&format!("/wegingen/{at}/verbeteringen")).await;
    assert!(page.says("MERKNIEUWFEIT") && page.says("wie het niet eens was"), "{}", page.body);
    assert_eq!(house.now::<weighing::ReadWeighing>("om-nh", at).await.state(), weighing::State::NoAgreement);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_filed_what_cannot_wait_reads_that_it_was_seen_and_not_how_far_the_three_are() {
    let house = house().await;
    let (_, at) = filed(&house, wrong(), true).await;
    let notice = format!("/wegingen/{at}/bericht");
    house.does::<weighing::ConfirmUrgent>("om-nh", at, |d| d.confirm_urgent(&word("om-nh"))).await;
    let page = house.browser("expert-nh").await.get(&notice).await;
    assert!(page.says("Een van de drie heeft dit bevestigd. De andere twee moeten dat uiterlijk"), "{}", page.body);
    house.hands_in("politie-nh", at, "MERKZIENSWIJZE").await;
    let seen = reads(&house, "expert-nh", &notice).await;
    assert!(!seen.says("handed_in") && !seen.says("ienswijze"), "{}", seen.body);
    let three = seen.json()["urgency"]["three"].clone();
    let by: Vec<bool> = three.as_array().unwrap().iter().map(|one| one["by"]["name"].is_string()).collect();
    assert_eq!(by, [false, true, true], "who handed in a view saw it, and it reads as who confirmed: {three}");
    for who in ["gemeente-hoorn", "om-nh"] {
        house.hands_in(who, at, "MERKZIENSWIJZE").await;
    }
    let before = reads(&house, "expert-nh", &notice).await.json();
    let text = dossiers::judgement("MERKOORDEEL", weighing::Outcome::Fits);
    house.does::<weighing::DraftJudgement>("om-nh", at, |d| d.draft(&word("om-nh"), text, day(TODAY))).await;
    for who in THREE {
        house.turns(who, at).await;
    }
    let after = reads(&house, "expert-nh", &notice).await.json();
    assert_eq!(before["urgency"], after["urgency"], "that it fits does not show in what is gone");
    assert_eq!(before["says"], after["says"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_fits_about_somebody_without_a_name_asks_who_keeps_the_signal_for_it() {
    let house = house().await;
    let subject = signal::Subject::Unnamed { described: line("wie de stickers plakt") };
    let (id, at) = filed(&house, subject, false).await;
    drafted(&house, at).await;
    assert!(asked(&house, "expert-nh", "Vastleggen wie het is").await.is_empty(), "the three judge first");
    for who in ["gemeente-hoorn", "politie-nh"] {
        house.turns(who, at).await;
    }
    // The last key by the page, which ends the signal as well.
    let mut om = house.browser("om-nh").await;
    om.get(&format!("/wegingen/{at}")).await;
    assert_eq!(om.post(&format!("/wegingen/{at}/sleutel"), &[("read", "ja")]).await.status, 303);
    let page = house.browser("procesregisseur-nhn").await.get(&format!("/wegingen/{at}")).await;
    assert!(page.says("nog niet bekend over wie dit gaat") && !page.says("Advies schrijven</a>"), "{}", page.body);
    assert!(asked(&house, "procesregisseur-nhn", "Advies beginnen").await.is_empty(), "it cannot be done yet");
    assert_eq!(asked(&house, "expert-nh", "Vastleggen wie het is").await, [format!("/signalen/{id}/wie")]);
    let who = json!({ "about": "person", "name": "Emre Goed", "birth": "17-05-1988", "reason": "Herkend." });
    done(&house, "expert-nh", &format!("/signalen/{id}/wie"), who).await;
    assert!(asked(&house, "expert-nh", "Vastleggen wie het is").await.is_empty());
    assert_eq!(asked(&house, "procesregisseur-nhn", "Advies beginnen").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_supplies_for_the_college_is_told_that_it_is_about_somebody_else() {
    let house = house().await;
    let account = vault::NewAccount {
        person: word("wmo-hoorn"),
        agency: word("gemeente-hoorn"),
        role: vault::Role::Partner,
        name: word("Naam van wmo-hoorn"),
        function: word("consulent"),
        until: None,
        login: None,
    };
    house.vault.set_accounts(vec![account]).await.unwrap();
    let (id, at) = filed(&house, wrong(), false).await;
    let college = format!("/wegingen/{at}/college");
    assert!(reads(&house, "wmo-hoorn", &college).await.says("Emre Verzonnen?"));
    puts_right(&house, id).await;
    assert_eq!(asked(&house, "wmo-hoorn", "Lezen wat u aanvulde").await, std::slice::from_ref(&college));
    let page = house.browser("wmo-hoorn").await.get(&college).await;
    assert!(page.says("Emre Goed") && page.says("Eerst stond hier:") && page.says("Emre Verzonnen?"), "{}", page.body);
    assert!(!page.says("Het register klopte niet."), "why is for who weighs");
    assert!(asked(&house, "wmo-hoorn", "Lezen wat u aanvulde").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_suspected_how_it_came_in_and_whom_to_call_are_put_right_by_who_keeps_the_signal() {
    let house = house().await;
    let given = signal::Intake { ideologies: vec![signal::Ideology::LeftWing], ..intake("cter-nh", "hoorn", "MERK") };
    let id = house.signal("expert-nh", given).await;
    let at = format!("/signalen/{id}");
    assert_eq!(reads(&house, "gemeente-hoorn", &at).await.status, 200);
    house.clock.minutes(1);
    let form = json!({ "ideology": ["right-wing", "hybrid"], "reason": "Verkeerd aangevinkt." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/ideologie"), form.clone()).await;
    let channel = json!({ "text": "per brief", "reason": "Het was een brief." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/kanaal"), channel.clone()).await;
    let contact = json!({ "text": "Een ander, 0229-2", "reason": "Nieuwe collega." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/aanspreekpunt"), contact).await;
    let page = house.browser("expert-nh").await.get(&at).await;
    for words in ["Rechtsextremisme, Hybride", "per brief", "Een ander, 0229-2"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert_eq!(told(&house, "gemeente-hoorn").await, [format!("{at}/verbeteringen")]);
    let past = house.browser("gemeente-hoorn").await.get(&format!("{at}/verbeteringen")).await;
    for words in ["Linksextremisme", "telefoon", "Aanspreekpunt, 0229-000000", "Verkeerd aangevinkt."] {
        assert!(past.says(words), "{words}: {}", past.body);
    }
    let same = sends(&house, "expert-nh", &format!("{at}/verbeteren/kanaal"), &channel).await;
    assert!(same.status == 422 && same.says("U hebt niets veranderd"), "{}", same.body);
    let bare = sends(&house, "expert-nh", &format!("{at}/verbeteren/ideologie"), &json!({ "ideology": [] })).await;
    assert_eq!(bare.status, 422, "a reason is asked: {}", bare.body);
    for who in ["gemeente-hoorn", "politie-nh", "fg"] {
        assert_eq!(sends(&house, who, &format!("{at}/verbeteren/ideologie"), &form).await.status, 404, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sent_an_advice_back_withdraws_the_remark_and_decides_after_all() {
    let house = house().await;
    let (_, at) = filed(&house, wrong(), false).await;
    judged(&house, at).await;
    let advice = advised(&house, at).await;
    let remark = crate::house::note("Eerst de school bellen.");
    house.votes("politie-nh", advice, advice::Choice::Return, Some(remark)).await;
    let (home, withdraw) = (format!("/adviezen/{advice}"), format!("/adviezen/{advice}/terugzenden-intrekken"));
    let form = json!({ "reason": "De school is gebeld." });
    assert_eq!(sends(&house, "om-nh", &withdraw, &form).await.status, 422, "the OM did not send it back");
    for who in ["procesregisseur-nhn", "expert-nh", "gemeente-haarlem"] {
        assert_eq!(sends(&house, who, &withdraw, &form).await.status, 404, "{who}");
    }
    let mut police = house.browser("politie-nh").await;
    assert!(police.get(&home).await.says("Opmerking intrekken"));
    assert_eq!(police.post(&withdraw, &[("reason", "De school is gebeld.")]).await.status, 303);
    let page = police.get(&home).await;
    for words in ["trok deze opmerking in:", "Eerst de school bellen.", "De school is gebeld.", "uw besluit"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(!page.says("Teruggestuurd met deze opmerking"), "{}", page.body);
    assert_eq!(asked(&house, "politie-nh", "Besluiten over het advies").await, [format!("{home}#decide")]);
    house.votes("politie-nh", advice, advice::Choice::Approve, None).await;
}
