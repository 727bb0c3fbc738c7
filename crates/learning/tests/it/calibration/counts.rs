//! Counts as people read them: who may, what is told, and that nothing leads back.

use super::house::{House, house};

async fn year(house: &House, person: &str, address: &str) -> web::testing::Reply {
    house.browser(person).await.get(address).await
}

#[tokio::test]
async fn a_process_director_reads_the_own_house_without_small_numbers() {
    let house = house().await;
    house.sheets("nhn", 4, 10, true).await;
    let page = year(&house, "procesregisseur-nhn", "/tellingen").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.says("Huis nhn, 2026") && page.says("minder dan 5") && page.says("te weinig om te noemen"));
    assert!(!page.says("10 dagen") && page.says("te weinig besluiten"));
    house.sheets("nhn", 1, 30, true).await;
    let page = year(&house, "procesregisseur-nhn", "/tellingen").await;
    assert!(page.says("10 dagen") && page.says(">5</td>"), "{}", page.body);
    assert!(page.says("zijn ten minste 5 besluiten") && page.says("alle, op minder dan 5 na"));
    for refused in ["/tellingen?huis=kennemerland", "/tellingen?huis=alle", "/tellingen?huis=nergens"] {
        assert_eq!(year(&house, "procesregisseur-nhn", refused).await.status, 404, "{refused}");
    }
}

#[tokio::test]
async fn who_evaluates_reads_every_house_and_who_works_on_dossiers_reads_none() {
    let house = house().await;
    house.sheets("nhn", 6, 1, false).await;
    for person in ["evaluator", "rac", "fg"] {
        for of in ["nhn", "kennemerland", "alle"] {
            assert_eq!(year(&house, person, &format!("/tellingen?huis={of}")).await.status, 200, "{person} {of}");
        }
    }
    assert_eq!(year(&house, "flexteam", "/tellingen?huis=alle").await.status, 200);
    assert_eq!(year(&house, "flexteam", "/tellingen?huis=nhn").await.status, 404);
    for person in ["politie", "beheer"] {
        assert_eq!(year(&house, person, "/tellingen").await.status, 404, "{person}");
        assert_eq!(year(&house, person, "/tellingen/bestand/csv").await.status, 404, "{person}");
    }
}

/// EVA-07: a quarter against its year, a house against all houses.
#[tokio::test]
async fn what_one_page_hides_cannot_be_subtracted_out_of_two_others() {
    let house = house().await;
    house.sheets("nhn", 7, 1, true).await;
    house.sheets("kennemerland", 3, 1, true).await;
    house.clock.set("2026-05-03T09:00:00Z");
    house.sheets("nhn", 2, 1, true).await;
    let own = year(&house, "evaluator", "/tellingen?huis=nhn").await;
    // Seven in the first quarter, a hidden two in the second: the year may not say nine.
    assert!(own.says(">7</td>") && own.says("ten minste 7") && !own.says(">9</td>"));
    let all = year(&house, "evaluator", "/tellingen?huis=alle").await;
    // Ten together would tell the three of the other house.
    assert!(all.says("ten minste 7") && !all.says(">10</td>"), "{}", all.body);
    assert!(!year(&house, "evaluator", "/tellingen?huis=kennemerland").await.says(">3</td>"));
}

#[tokio::test]
async fn the_mirror_tells_how_many_decisions_carried_a_ground_and_no_few() {
    let house = house().await;
    house.sheets("nhn", 12, 1, true).await;
    house.sheets("nhn", 8, 1, false).await;
    let page = year(&house, "procesregisseur-nhn", "/tellingen").await;
    assert!(page.says("ten minste 20 besluiten") && page.says("met een grond"));
    let row = page.body.split("met een grond").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains(">12</td>"), "{row}");
    let review = page.body.split("met een dag om opnieuw te kijken").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(review.contains("minder dan 5") && !review.contains("<svg"), "{review}");
}

#[tokio::test]
async fn the_files_hold_what_the_page_tells_and_no_more() {
    let house = house().await;
    house.sheets("nhn", 6, 12, true).await;
    house.sheets("kennemerland", 3, 1, true).await;
    let csv = year(&house, "evaluator", "/tellingen/bestand/csv?huis=nhn&jaar=2026").await;
    assert_eq!(csv.status, 200);
    assert!(csv.says("Signalen aangemeld") && csv.says("2026-Q1") && csv.says("12"), "{}", csv.body);
    let small = year(&house, "evaluator", "/tellingen/bestand/csv?huis=kennemerland").await;
    assert!(
        small.says("minder dan 5") && !small.body.lines().any(|l| l.contains(";3;") || l.contains(",3,")),
        "{}",
        small.body
    );
    for (kind, begins) in [("ods", b"PK"), ("xlsx", b"PK")] {
        let file = year(&house, "evaluator", &format!("/tellingen/bestand/{kind}?huis=nhn")).await;
        assert_eq!((file.status, &file.bytes[..2]), (200, begins.as_slice()), "{kind}");
    }
    assert_eq!(year(&house, "evaluator", "/tellingen/bestand/exe?huis=nhn").await.status, 404);
    assert_eq!(year(&house, "procesregisseur-nhn", "/tellingen/bestand/csv?huis=kennemerland").await.status, 404);
}

/// EVA-02, EVA-11: no answer of the counts holds anything by which a dossier could be found.
#[tokio::test]
async fn no_answer_of_the_counts_leads_to_a_dossier() {
    let house = house().await;
    let ids = house.sheets("nhn", 9, 3, true).await;
    let mut marks: Vec<String> = ids.iter().map(ToString::to_string).collect();
    marks.extend(["GEHEIM", "geheim", "politie-nh", "Naam van politie", "2026-02-03", "03-02-2026"].map(str::to_owned));
    for address in ["/tellingen?huis=nhn", "/tellingen?huis=alle", "/tellingen/bestand/csv?huis=nhn"] {
        let reply = year(&house, "evaluator", address).await;
        assert_eq!(reply.status, 200);
        // The foot for paper says who prints it, on the day on which they do.
        let told = reply.body.split("<div class=\"print-only\">").next().unwrap_or_default();
        for mark in &marks {
            assert!(!told.contains(mark), "{mark} in {address}");
        }
    }
    let asked = crate::rig::book(&house.vault, 20).await;
    let reads: Vec<_> = asked.iter().filter(|l| l.act == "counters.read").collect();
    assert!(reads.len() >= 3 && reads.iter().all(|l| l.dossier.is_none()), "asking is in the book, without a dossier");
}
