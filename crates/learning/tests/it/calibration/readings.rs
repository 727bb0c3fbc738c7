//! Tables read an invented signal, each before it knows what the others read.

use super::house::{House, house};
use web::testing::{Client, Reply};

const CRITERIA: [&str; 5] = ["violence", "adherence", "relations", "identification", "resilience"];

/// A form with this answer everywhere and this reason.
fn form(points: &str, reason: &str) -> Vec<(String, String)> {
    let one = |c: &&str| [((*c).to_owned(), points.to_owned()), (format!("{c}-why"), reason.to_owned())];
    CRITERIA.iter().flat_map(one).collect()
}

async fn send(phone: &mut Client, at: &str, pairs: &[(String, String)]) -> Reply {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    phone.get(at).await;
    phone.post(&format!("{at}/lezing"), &pairs).await
}

/// The addresses of the tables on the page of who leads.
fn addresses(page: &Reply) -> Vec<String> {
    let mut found: Vec<String> = page
        .body
        .split("href=\"/weegijking/")
        .skip(1)
        .map(|rest| format!("/weegijking/{}", rest.split('"').next().unwrap()))
        .collect();
    found.dedup();
    found
}

/// Prepared and started by the flexteam, with these fields besides: the browser, the page and the addresses of the tables.
async fn running(house: &House, tables: &str, more: &[(&str, &str)]) -> (Client, String, Vec<String>) {
    let mut leader = house.browser("flexteam").await;
    leader.get("/weegijkingen/nieuw").await;
    let fields =
        [&[("title", "Weegijking in februari"), ("signal", "stickers"), ("tables", tables), ("how", "together")], more]
            .concat();
    let made = leader.post("/weegijkingen/nieuw", &fields).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let at = made.path().to_owned();
    let page = leader.get(&at).await;
    assert_eq!(page.status, 200);
    assert!(addresses(&page).is_empty(), "an address leads nowhere before the tables read");
    assert_eq!(leader.post(&format!("{at}/lezen"), &[]).await.status, 303);
    let tables = addresses(&leader.get(&at).await);
    (leader, at, tables)
}

#[tokio::test]
async fn six_tables_read_sealed_and_then_side_by_side() {
    let house = house().await;
    let (mut leader, at, tables) = running(&house, "Noord\nZuid\nOost\nWest\nMidden\nDuin", &[]).await;
    assert_eq!(tables.len(), 6);
    for (n, table) in tables.iter().enumerate() {
        let mut phone = house.phone();
        let page = phone.get(table).await;
        assert!(
            page.says("Stickers op het station")
                && page.says("Bereidheid tot geweld")
                && page.says("Niemand ziet uw lezing")
        );
        let points = if n == 0 { "no-concern" } else { "concern" };
        let mut fields = form(points, &format!("reden-van-{n}"));
        fields[2].1 = "cannot-tell".to_owned();
        let sent = send(&mut phone, table, &fields).await;
        assert_eq!((sent.status, sent.path()), (303, table.as_str()), "{}", sent.body);
        let own = phone.get(table).await;
        assert!(own.says("Uw lezing is ingeleverd") && own.says(&format!("reden-van-{n}")));
        // What another table said is nowhere yet: not for a table, not for who leads.
        assert!((0..6).filter(|m| *m != n).all(|m| !own.says(&format!("reden-van-{m}"))));
    }
    let sealed = leader.get(&at).await;
    assert!(!sealed.says("reden-van") && sealed.body.matches(">ingeleverd<").count() == 6, "{}", sealed.body);
    assert_eq!(leader.post(&format!("{at}/openen"), &[]).await.status, 303);
    let opened = leader.get(&at).await;
    let seen = house.phone().get(&tables[0]).await;
    for page in [&opened, &seen] {
        assert!((0..6).all(|n| page.says(&format!("reden-van-{n}"))));
        assert!(page.says("op een schaal waarop 1 betekent"), "{}", page.body);
        assert!(page.says("Hier lezen de tafels verschillend.") && page.says("Alle tafels wijzen dezelfde kant op."));
    }
    // Too late is as if there were nothing.
    let late = send(&mut house.phone(), &tables[1], &form("concern", "te laat")).await;
    assert_eq!(late.status, 404);
}

#[tokio::test]
async fn what_was_learned_is_written_down_printed_and_closed() {
    let house = house().await;
    let (mut leader, at, tables) = running(&house, "Noord\nZuid", &[]).await;
    assert_eq!(leader.get(&format!("{at}/verslag")).await.status, 404, "no note before the readings are open");
    for table in &tables {
        send(&mut house.phone(), table, &form("concern", "dat staat er")).await;
    }
    leader.get(&at).await;
    leader.post(&format!("{at}/openen"), &[]).await;
    let page = leader.get(&at).await;
    assert!(page.says("pas vanaf 5 tafels") && !page.says("op een schaal"), "two tables get no figure");
    let early = leader.post(&format!("{at}/sluiten"), &[]).await;
    assert!(early.status == 422 && early.says("wat u van elkaar leerde"), "{}", early.status);
    leader.get(&at).await;
    leader.post(&format!("{at}/gesprek"), &[("text", "Wij noemen eerst het feit.")]).await;
    leader.get(&at).await;
    leader.post(&format!("{at}/les"), &[("text", "Wij vragen wat wij niet weten.")]).await;
    let print = leader.get(&format!("{at}/verslag")).await;
    assert_eq!((print.status, &print.bytes[..5]), (200, b"%PDF-".as_slice()));
    leader.get(&at).await;
    assert_eq!(leader.post(&format!("{at}/sluiten"), &[]).await.status, 303);
    let closed = leader.get(&at).await;
    assert!(closed.says("Wij vragen wat wij niet weten.") && closed.says("afgesloten"));
    assert_eq!(house.phone().get(&tables[0]).await.status, 404, "the address of a table ends with it");
}

#[tokio::test]
async fn a_reading_that_misses_something_comes_back_with_what_was_typed() {
    let house = house().await;
    let (_, _, tables) = running(&house, "Noord\nZuid", &[]).await;
    let mut phone = house.phone();
    let mut fields = form("concern", "een goede reden");
    fields[1].1.clear();
    fields.remove(4);
    let back = send(&mut phone, &tables[0], &fields).await;
    assert_eq!(back.status, 422);
    assert!(
        back.says("een goede reden") && back.says("violence-why-error") && back.says("relations-error"),
        "{}",
        back.body
    );
    // The same address twice: the later reading takes the place of the earlier.
    assert_eq!(send(&mut phone, &tables[0], &form("concern", "eerste lezing")).await.status, 303);
    assert_eq!(send(&mut house.phone(), &tables[0], &form("no-concern", "tweede lezing")).await.status, 303);
    let page = phone.get(&tables[0]).await;
    assert!(page.says("tweede lezing") && !page.says("eerste lezing"));
}

#[tokio::test]
async fn who_reads_apart_disappears_in_the_reading_of_the_table() {
    let house = house().await;
    let more = [("how", "apart"), ("places", "6")];
    let mut leader = house.browser("procesregisseur-nhn").await;
    leader.get("/weegijkingen/nieuw").await;
    let few = [("title", "Apart"), ("signal", "tas"), ("tables", "Noord\nZuid"), ("how", "apart"), ("places", "2")];
    let refused = leader.post("/weegijkingen/nieuw", &few).await;
    assert!(refused.status == 422 && refused.says("één persoon"));
    let mut leader = house.browser("flexteam").await;
    leader.get("/weegijkingen/nieuw").await;
    let fields = [&[("title", "Apart"), ("signal", "tas"), ("tables", "Noord\nZuid\nOost")], more.as_slice()].concat();
    let at = leader.post("/weegijkingen/nieuw", &fields).await.path().to_owned();
    leader.get(&at).await;
    leader.post(&format!("{at}/lezen"), &[]).await;
    let tables = addresses(&leader.get(&at).await);
    let chairs = house.phone().get(&tables[0]).await;
    assert!(chairs.says("Plaats 6") && !chairs.says("Plaats 7") && !chairs.says("violence-why"));
    // Five people at two tables, four at the third.
    for (table, people) in tables.iter().zip([5, 5, 4]) {
        for n in 1..=people {
            let points = if n == 1 { "no-concern" } else { "concern" };
            let sent = send(&mut house.phone(), &format!("{table}-{n}"), &form(points, &format!("stem {n}"))).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
    }
    assert!(house.phone().get(&tables[0]).await.says("bezet"));
    assert_eq!(house.phone().get(&format!("{}-7", tables[0])).await.status, 404);
    leader.get(&at).await;
    assert_eq!(leader.post(&format!("{at}/openen"), &[]).await.status, 303);
    let opened = leader.get(&at).await;
    assert!(
        opened.says("Dit geeft reden tot zorg") && !opened.says("Dit geeft geen reden tot zorg"),
        "only the merged reading counts"
    );
    assert!(opened.says("door te weinig mensen"), "four people are too few");
}

#[tokio::test]
async fn who_has_no_address_or_does_not_lead_finds_nothing() {
    let house = house().await;
    let (_, at, tables) = running(&house, "Noord\nZuid", &[]).await;
    let code = tables[0].split('/').nth(2).unwrap().to_owned();
    for nowhere in [format!("/weegijking/{code}/raad-eens"), "/weegijking/AAAAAA/raad-eens".to_owned()] {
        assert_eq!(house.phone().get(&nowhere).await.status, 404, "{nowhere}");
    }
    for other in ["procesregisseur-nhn", "evaluator", "politie", "fg", "beheer"] {
        assert_eq!(house.browser(other).await.get(&at).await.status, 404, "{other}");
    }
    let mut police = house.browser("politie").await;
    assert_eq!(police.get("/weegijkingen").await.status, 404);
    let library = police.get("/weegijkingen/signalen").await;
    assert!(library.status == 200 && library.says("Stickers op het station") && !library.says("/weegijkingen/nieuw"));
    let book = police.get("/weegijkingen/signalen/stickers").await;
    assert!(book.says("rechts-extremisme") && book.says("links-extremisme") && book.says("Robin"));
    assert_eq!(police.get("/weegijkingen/signalen/bestaat-niet").await.status, 404);
}

#[tokio::test]
async fn the_two_wordings_are_told_apart_only_when_they_are_open_and_in_english_too() {
    let house = house().await;
    let names: Vec<String> = (1..=10).map(|n| format!("Tafel {n}")).collect();
    let (mut leader, at, tables) = running(&house, &names.join("\n"), &[("swap", "ja")]).await;
    let (first, second) = (house.phone().get(&tables[0]).await, house.phone().get(&tables[1]).await);
    assert!(first.says("grenzen dicht") && second.says("grenzen open"));
    assert!(!first.says("extremisme") && !second.says("versie"), "a table does not know which wording it has");
    for (n, table) in tables.iter().enumerate() {
        let points = if n % 2 == 0 { "concern" } else { "no-concern" };
        send(&mut house.phone(), table, &form(points, "zo lezen wij het")).await;
    }
    leader.get(&at).await;
    leader.post(&format!("{at}/openen"), &[]).await;
    leader.get(&at).await;
    leader.post("/taal", &[("naar", "en"), ("terug", &at)]).await;
    let page = leader.get(&at).await;
    assert!(page.says("The same facts, another ideology") && page.says("How many tables pointed which way"));
    assert!(page.says("version A: right-wing extremism") && page.says(">5</td>"), "{}", page.body);
}
