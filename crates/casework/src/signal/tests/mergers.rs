//! A municipality that went over into another, as people meet it: by its name of before, in a register, a form and an address.

use super::{
    line,
    pages::{FORM, browser, registered_by},
    region::{Region, region},
};
use vault::{Body, Municipality, Planned, RegionPlan};

/// Hoorn is called Westfriesland from today, and Texel is divided over two.
async fn merged(mut region: Region) -> Region {
    let now = region.vault.directory();
    let place = |id: &str, name: &str| Municipality {
        id: id.parse().unwrap(),
        name: line(name),
        house: "nhn".parse().unwrap(),
    };
    let gone = |id: &str| ["hoorn", "texel"].contains(&id);
    let mut municipalities: Vec<_> = now.municipalities.iter().filter(|m| !gone(m.id.as_str())).cloned().collect();
    municipalities.extend([
        place("westfriesland", "Westfriesland"),
        place("oost", "Texel Oost"),
        place("west", "Texel West"),
    ]);
    let mut agencies = now.agencies.clone();
    for agency in &mut agencies {
        let has = |id: &str| agency.municipalities.iter().any(|m| m.as_str() == id);
        let new = [(has("hoorn"), "westfriesland"), (has("texel"), "oost"), (has("texel"), "west")];
        agency.municipalities.retain(|m| !gone(m.as_str()));
        agency.municipalities.extend(new.into_iter().filter(|(has, _)| *has).map(|(_, id)| id.parse().unwrap()));
    }
    let goes = |from: &str, to: &str, also: &[&str]| Planned {
        body: Body::Municipality,
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        on: kernel::local_day(region.vault.now()),
        also: also.iter().map(|id| id.parse().unwrap()).collect(),
    };
    let successions = vec![goes("hoorn", "westfriesland", &[]), goes("texel", "oost", &["west"])];
    let plan = RegionPlan { houses: now.houses.clone(), municipalities, agencies, successions, begun_stays: false };
    region.vault.take_up_region(plan).await.unwrap();
    region.vault.pass().await.unwrap();
    region.expert = region.vault.actor("expert-nh").await.unwrap().unwrap();
    region
}

#[tokio::test]
async fn a_register_with_a_name_of_before_is_taken_over_for_what_it_became_and_a_divided_one_is_asked_about() {
    let region = merged(region().await).await;
    let row = |n: u8, place: &str| format!("{n};02-03-2026;{place};School;Joris Verzonnen;01-03-2026 | iets | ja");
    let head = "Kenmerk;Ontvangen op;Gemeente;Soort melder;Naam betrokkene;Feiten";
    let file = format!("{head}\n{}\n{}\n{}\n", row(1, "HOORN"), row(2, "Texel"), row(3, "Westfriesland"));
    let preview = region.preview(file.as_bytes());
    let places: Vec<&str> = preview.good().map(|(_, intake)| intake.municipality.as_str()).collect();
    assert_eq!(places, ["westfriesland", "westfriesland"], "{:?}", preview.rows);
    let hints: Vec<&str> = preview.rows.iter().flat_map(|row| &row.hints).map(|hint| &*hint.nl).collect();
    assert_eq!(hints, ["Hoorn heet sinds 01-04-2026 Westfriesland."]);
    let (_, problems) = preview.wrong().next().unwrap();
    assert_eq!(problems[0].why.nl, "Texel is op 01-04-2026 verdeeld over Texel Oost en Texel West: kies welke het is.");
}

#[tokio::test]
async fn a_signal_of_before_is_found_and_filed_and_a_form_tells_what_a_municipality_is_called_now() {
    let before = region().await;
    let mut expert = browser(&before, "expert-nh").await;
    let at = registered_by(&mut expert, &[]).await;
    assert!(expert.get(&at).await.says("Hoorn"));
    let region = merged(before).await;
    assert_eq!(expert.get(&at).await.status, 200);
    let page = expert.get(&at).await;
    assert!(
        page.says("Westfriesland") && page.says("Signaal aanmelden") && page.says("Overgegaan: Hoorn in Westfriesland"),
        "{}",
        page.body
    );
    let mut expert = browser(&region, "expert-nh").await;
    let form = expert.get("/signalen/nieuw").await;
    assert!(form.says("Hoorn heet sinds 01-04-2026 Westfriesland."), "{}", form.body);
    assert!(form.says("Texel is op 01-04-2026 verdeeld over Texel Oost en Texel West"), "{}", form.body);
    // Also of a form that was begun before the day.
    assert!(FORM.contains(&("municipality", "hoorn")));
    let at = registered_by(&mut expert, &[]).await;
    let page = expert.get(&at).await;
    assert!(page.says("Westfriesland") && page.says("Signaal aanmelden"), "{}", page.body);
    // An address that was kept leads to what is in its place.
    let list = expert.get("/signalen?gemeente=hoorn").await;
    assert!(list.says("Joris Verzonnen"), "{}", list.body);
    assert!(!expert.get("/signalen?gemeente=oost").await.says("Joris Verzonnen"));
}
