//! The pages as a browser meets them, in process.

use super::super::pages::rooms;
use super::region::{Region, region};
use web::{
    Rooms, WebConfig, router,
    testing::{Client, Program},
};

const GOOD: &[u8] = include_bytes!("../../../tests/data/signaalregister.csv");
const WITH_ERRORS: &[u8] = include_bytes!("../../../tests/data/signaalregister-met-fouten.csv");

fn house() -> Rooms {
    let mut house = Rooms::new();
    rooms(&mut house);
    // A fact reaches the weighing, so it is added a floor higher.
    crate::mending::rooms(&mut house);
    assert!(house.check().is_ok());
    house
}

fn config() -> WebConfig {
    WebConfig {
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: "http://localhost".into(),
        demo: true,
        metrics: false,
        ..WebConfig::default()
    }
}

pub(super) async fn browser(region: &Region, who: &str) -> Client {
    let mut client = Client::new(router(&config(), region.vault.clone(), &house(), Vec::new()));
    client.get("/inloggen").await;
    let entered = client.enter(who).await;
    assert_eq!(entered.status, 303, "{}", entered.body);
    client
}

pub(super) const FORM: [(&str, &str); 12] = [
    ("about", "person"),
    ("name", "Joris Verzonnen"),
    ("birth", "14-03-2009"),
    ("bsn", "999993276"),
    ("municipality", "hoorn"),
    ("facts.0.what", "tekent een verboden teken"),
    ("reading", "denkt aan een groep"),
    ("reporter", "school"),
    ("reporter-name", "mentor van 3b"),
    ("received", "31-03-2026"),
    ("channel", "telefoon"),
    ("contact", "Anne Verzonnen"),
];

/// Registers a signal and gives its address.
pub(super) async fn registered_by(expert: &mut Client, more: &[(&str, &str)]) -> String {
    assert_eq!(expert.get("/signalen/nieuw").await.status, 200);
    let typed: Vec<(&str, &str)> = FORM.iter().chain(more).copied().collect();
    let reply = expert.post("/signalen/nieuw", &typed).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.path().to_owned()
}

#[tokio::test]
async fn a_signal_is_registered_read_and_listed() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    let at = registered_by(&mut expert, &[("shielded", "ja")]).await;
    let page = expert.get(&at).await;
    for words in
        ["Signaal S-2026-0001", "Joris Verzonnen", "Van horen zeggen", "denkt aan een groep", "Signaal aanmelden"]
    {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(!page.says("999993276") && !page.says("mentor van 3b"), "shown on request only");
    assert!(expert.get(&format!("{at}/bsn")).await.says("999993276"));
    assert!(expert.get(&format!("{at}/melder")).await.says("mentor van 3b"));
    let list = expert.get("/signalen?soort=open").await;
    assert!(list.says("Joris Verzonnen") && list.says("Hoorn") && list.says("Nieuw"));
    assert!(!expert.get("/signalen?soort=done").await.says("Joris Verzonnen"));
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    expert.get("/signalen/nieuw").await;
    let typed: Vec<(&str, &str)> =
        FORM.iter().map(|(name, text)| (*name, if *name == "bsn" { "123456789" } else { *text })).collect();
    let reply = expert.post("/signalen/nieuw", &typed).await;
    assert_eq!(reply.status, 422);
    assert!(reply.says("elfproef") && reply.says("Joris Verzonnen") && reply.says("tekent een verboden teken"));
    assert_eq!(region.total(&region.expert).await, 0);
}

#[tokio::test]
async fn two_partners_screen_out_together_and_the_reasons_stay() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    let mut officer = browser(&region, "politie-nh").await;
    let at = registered_by(&mut expert, &[]).await;
    assert_eq!(officer.get(&at).await.status, 404);
    expert.get(&at).await;
    let proposal = [("reason", "een mening is geen signaal"), ("second", "politie-nh")];
    let reply = expert.post(&format!("{at}/uitsluiten"), &proposal).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert!(expert.get(&at).await.says("Een tweede kernpartner kijkt mee"));
    let page = officer.get(&at).await;
    assert!(page.says("een mening is geen signaal") && page.says("Ik ben het niet eens"), "{}", page.body);
    let reply = officer.post(&format!("{at}/niet-uitsluiten"), &[("reason", "wij weten meer")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert_eq!(officer.get(&at).await.status, 404);
    let page = expert.get(&at).await;
    assert!(page.says("wij weten meer") && page.says("Waarom niet uitgesloten") && page.says("Nieuw"));
    expert.post(&format!("{at}/uitsluiten"), &proposal).await;
    officer.get(&at).await;
    assert_eq!(officer.post(&format!("{at}/meekijken"), &[]).await.status, 303);
    let page = expert.get(&at).await;
    assert!(page.says("Waarom uitgesloten") && !page.says("Signaal aanmelden"));
}

#[tokio::test]
async fn facts_calls_and_notices_are_added() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    let at = registered_by(&mut expert, &[]).await;
    expert.get(&at).await;
    let fact = [("text", "deelt een filmpje"), ("on", "30-03-2026"), ("first-hand", "ja")];
    assert_eq!(expert.post(&format!("{at}/feit"), &fact).await.status, 303);
    expert.get(&at).await;
    let call = [("answer", "zag het zelf gebeuren"), ("on", "01-04-2026")];
    assert_eq!(expert.post(&format!("{at}/terugbellen"), &call).await.status, 303);
    expert.get(&at).await;
    let late = expert.post(&format!("{at}/kennisgeving"), &[("to", "reporter"), ("on", "02-04-2026")]).await;
    assert!(late.status == 422 && late.says("toekomst") && late.says("<details open>"));
    assert_eq!(
        expert.post(&format!("{at}/kennisgeving"), &[("to", "reporter"), ("on", "01-04-2026")]).await.status,
        303
    );
    let page = expert.get(&at).await;
    for words in
        ["deelt een filmpje", "Zelf gezien of gehoord", "zag het zelf gebeuren", "Vastgelegd wie er is ingelicht"]
    {
        assert!(page.says(words), "{words}");
    }
    let english = expert.get(&format!("{at}?taal=en")).await;
    assert_eq!(english.status, 200);
}

#[tokio::test]
async fn a_register_is_looked_at_first_and_then_taken_over() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    assert!(expert.get("/signalen/overnemen").await.says("Rekenblad of CSV-bestand"));
    let page = expert.upload("/signalen/overnemen", &[], ("register", "fout.csv", WITH_ERRORS)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for words in ["elfproef", "9 van de 14", "Gemeente:", "Er is nog niets vastgelegd", "1 overnemen"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    let text = tables::carry(WITH_ERRORS);
    let kiezen = "/signalen/overnemen/kiezen";
    let refused = expert.post(kiezen, &[("carried", &text), ("choose", "all-or-nothing")]).await;
    assert!(refused.status == 422 && refused.says("Er is niets overgenomen") && refused.says("elfproef"));
    assert_eq!(region.total(&region.expert).await, 0);
    let taken = expert.post(kiezen, &[("carried", &text), ("choose", "good-ones")]).await;
    assert!(expert.follow(&taken).await.says("Er is één signaal overgenomen"));
    let page = expert.upload("/signalen/overnemen", &[], ("register", "register.csv", GOOD)).await;
    assert!(page.says("Al overgenomen") && page.says("23 overnemen"), "{}", page.body);
    let binary = expert.upload("/signalen/overnemen", &[], ("register", "plaat.png", b"\x89PNG\0\0")).await;
    assert!(binary.status == 422 && binary.says("geen tabel"), "{} {}", binary.status, binary.body);
}

#[tokio::test]
async fn a_question_about_a_person_is_answered_exactly() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    registered_by(&mut expert, &[]).await;
    let mut officer = browser(&region, "politie-nh").await;
    officer.get("/signalen/bekend").await;
    assert_eq!(officer.post("/signalen/bekend", &[("bsn", "999993276")]).await.status, 422);
    let asked = [("bsn", "999993276"), ("reason", "nieuwe melding")];
    let page = officer.post("/signalen/bekend", &asked).await;
    assert!(page.says("Niet bekend bij uw organisatie") && !page.says("Joris"), "{}", page.body);
    expert.get("/signalen/bekend").await;
    assert!(expert.post("/signalen/bekend", &asked).await.says("href=\"/signalen/"));
    let name = [("name", "Joris"), ("reason", "nieuwe melding")];
    assert!(officer.post("/signalen/bekend", &name).await.says("geboortedatum"));
}

#[tokio::test]
async fn everything_is_said_in_english_too() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    let at = registered_by(&mut expert, &[]).await;
    expert.get(&at).await;
    expert.post("/taal", &[("naar", "en"), ("terug", &at)]).await;
    let page = expert.get(&at).await;
    assert!(page.says("Asked of you") && page.says("Hearsay") && !page.says("Van horen zeggen"));
}

#[tokio::test]
async fn a_program_reads_the_same_and_no_more() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    let at = registered_by(&mut expert, &[("shielded", "ja")]).await;
    let router = router(&config(), region.vault.clone(), &house(), Vec::new());
    let program = Program::enter(router, "expert-nh").await;
    let page = program.get(&format!("/api/v1{at}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.json()["reference"], "S-2026-0001");
    assert!(page.says("tekent een verboden teken") && !page.says("mentor van 3b") && !page.says("999993276"));
    assert_eq!(program.get("/api/v1/signalen").await.json()["total"], 1);
}

/// What stands in a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let rest = page.split(&field).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
    rest.split('"').next().unwrap_or_default().replace("&#47;", "/")
}

#[tokio::test]
async fn a_register_with_other_names_is_matched_by_hand_once_for_the_organisation() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    expert.get("/signalen/overnemen").await;
    let register = "Register van signalen;;;;;\nNr.;Binnen;Plaats;Wie meldt;Om wie gaat het;Wat is er gebeurd\n\
        X-1;02-03-2026;Hoorn;School;Joris Verzonnen;01-03-2026 | iets | ja\n";
    let page = expert.upload("/signalen/overnemen", &[], ("register", "lijst.csv", register.as_bytes())).await;
    assert!(
        page.status == 200 && page.says("Eerst een vraag over het bestand") && page.says("Nr.: X-1"),
        "{}",
        page.body
    );
    assert!(!page.says("Row by row") && !page.says("Rij voor rij"));
    let file = hidden(&page.body, "carried");
    let read_as = hidden(&page.body, "read-as");
    let columns = ["reference", "received", "municipality", "reporter", "name", "facts"];
    let chosen: Vec<(String, String)> =
        columns.iter().zip(0..).map(|(key, n)| (format!("column.{key}"), format!("{n}"))).collect();
    let mut typed =
        vec![("carried", file.as_str()), ("name", "lijst.csv"), ("head", "2"), ("read-as", read_as.as_str())];
    typed.extend(chosen.iter().map(|(key, place)| (key.as_str(), place.as_str())));
    // The same column for two things: told, and everything that was chosen is still there.
    let mut twice = typed.clone();
    twice.pop();
    twice.push(("column.facts", "0"));
    let page = expert.post("/signalen/overnemen", &twice).await;
    assert!(page.status == 422 && page.says("voor twee dingen") && page.says("value=\"0\" selected"), "{}", page.body);
    let page = expert.post("/signalen/overnemen", &typed).await;
    assert!(page.status == 200 && page.says("wordt gelezen als Feiten"), "{}", page.body);
    typed.push(("choose", "all-or-nothing"));
    let taken = expert.post("/signalen/overnemen/kiezen", &typed).await;
    assert!(expert.follow(&taken).await.says("Er is één signaal overgenomen"), "{}", taken.body);
    let next = register.replace("X-1", "X-2");
    let page = expert.upload("/signalen/overnemen", &[], ("register", "lijst.csv", next.as_bytes())).await;
    assert!(page.says("1 overnemen") && page.says("Joris Verzonnen"), "{}", page.body);
    // Nothing of the rows is remembered.
    let kept = region.vault.setting("register.columns.cter-nh").await.unwrap().unwrap_or_default();
    assert!(kept.contains("watisergebeurd") && !kept.contains("Joris") && !kept.contains("X-"), "{kept}");
}

#[tokio::test]
async fn letters_that_may_be_several_are_chosen_by_the_words_in_question() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    expert.get("/signalen/overnemen").await;
    let head = b"Kenmerk;Ontvangen op;Gemeente;Soort melder;Naam betrokkene;Feiten\n";
    let file = [&head[..], b"X-1;02-03-2026;Hoorn;School;K\x9anig Verzonnen;| iets | ja\n"].concat();
    let page = expert.upload("/signalen/overnemen", &[], ("register", "mac.csv", &file)).await;
    assert!(page.says("König") && page.says("Macintosh") && page.says("Kšnig"), "{}", page.body);
    let carried = hidden(&page.body, "carried");
    let page = expert.post("/signalen/overnemen", &[("carried", &carried), ("letters", "macintosh")]).await;
    assert!(page.says("König Verzonnen") && page.says("1 overnemen"), "{}", page.body);
    let lost = expert.post("/signalen/overnemen", &[("carried", "onzin")]).await;
    assert!(lost.status == 422 && lost.says("Kies het bestand opnieuw"), "{}", lost.body);
}

#[tokio::test]
async fn the_example_is_taken_over_whole_in_every_kind_of_file() {
    let region = region().await;
    let mut expert = browser(&region, "expert-nh").await;
    for sort in ["csv", "ods", "xlsx"] {
        assert_eq!(expert.get(&format!("/signalen/overnemen/voorbeeld/{sort}")).await.status, 200);
        let sheet = super::super::pages::example_sheet(kernel::Lang::Nl);
        let bytes = match sort {
            "csv" => sheet.csv(),
            "ods" => sheet.ods(),
            _ => sheet.xlsx(),
        };
        let read = region.preview(&bytes.unwrap());
        assert_eq!((read.good().count(), read.wrong().count()), (2, 0), "{sort} {:?}", read.rows);
        assert_eq!(read.good().next().unwrap().1.facts.len(), 2);
    }
    assert_eq!(expert.get("/signalen/overnemen/voorbeeld/doc").await.status, 404);
}
