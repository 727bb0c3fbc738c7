//! The invented region is whole: everybody who should has something to do, the store is sound, and filling again changes nothing.

use super::*;
use crate::settings::Settings;

/// Those of a house in this folder.
pub(super) fn settings(folder: &std::path::Path) -> Settings {
    let mut settings = Settings::load(&crate::settings::Overrides::default()).unwrap();
    settings.data = folder.to_owned();
    settings.database_url = None;
    settings.key_file = None;
    settings
}

/// Who has something asked of them now.
const BUSY: [&str; 20] = [
    "expert-nh",
    "gemeente-hoorn",
    "burgemeester-hoorn",
    "casusregisseur-hoorn",
    "procesregisseur-nhn",
    "politie-nh",
    "om-nh",
    "reclassering",
    "rvdk",
    "ggz-nhn",
    "school-hoorn",
    "gemeente-alkmaar",
    "gemeente-haarlem",
    "casusregisseur-haarlem",
    "procesregisseur-kennemerland",
    "gemeente-zaanstad",
    "procesregisseur-zw",
    "flexteam",
    "evaluator",
    // Who looks from outside how careful a table was.
    "rac",
];
/// Who reads no content, and so is asked nothing.
const APART: [&str; 2] = ["fg", "beheer"];

#[tokio::test]
async fn everybody_finds_a_living_house() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    for account in BUSY {
        let actor = demo.vault.actor(account).await.unwrap().unwrap();
        assert!(!demo.vault.tasks(&actor).await.unwrap().is_empty(), "{account} has nothing to do");
    }
    for account in APART {
        let actor = demo.vault.actor(account).await.unwrap().unwrap();
        assert!(demo.vault.tasks(&actor).await.unwrap().is_empty(), "{account} has something to do");
    }
    let vault = demo.vault.clone();
    let before = tokio::task::spawn_blocking(move || vault.verify(|| {}).unwrap()).await.unwrap();
    assert!(before.wrong.is_empty(), "{:?}", before.wrong);
    fill(&demo).await.unwrap();
    let vault = demo.vault.clone();
    let after = tokio::task::spawn_blocking(move || vault.verify(|| {}).unwrap()).await.unwrap();
    assert_eq!((before.dossiers, before.events, before.lines), (after.dossiers, after.events, after.lines));
    // Who comes for the first time today meets the statement of secrecy; everybody else took notice of it on their first day.
    let config = web::WebConfig { demo: true, secrecy: Some(crate::secrecy::usual()), ..web::WebConfig::default() };
    let router = web::router(&config, demo.vault.clone(), &crate::wiring::rooms(false), crate::wiring::nav());
    for who in demo.vault.people().await.unwrap() {
        let mut client = web::testing::Client::new(router.clone());
        client.enter(who.person.as_str()).await;
        let asked = client.get("/").await.location().starts_with("/geheimhouding");
        assert_eq!(asked, who.person.as_str() == NEWCOMER, "{}", who.person);
    }
}

#[tokio::test]
async fn tables_have_been_calibrated_and_the_process_has_been_counted() {
    use kernel::counters::{Counter, Figure, Quarter};
    use learning::calibration::{ListCalibrations, ReadCalibration, State};
    use learning::counters::ReadCounters;
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    let who = |account| demo.vault.actor(account);
    for (account, state, read) in [("flexteam", State::Opened, 10), ("procesregisseur-nhn", State::Open, 0)] {
        let actor = who(account).await.unwrap().unwrap();
        let listed = demo.vault.list::<ListCalibrations>(&actor, vault::Wanted::default()).await.unwrap();
        let seen = demo.vault.look::<ReadCalibration>(&actor, listed.rows[0].id).await.unwrap();
        assert_eq!((seen.dossier().state(), seen.dossier().spoken().len()), (state, read), "{account}");
    }
    let evaluator = who("evaluator").await.unwrap().unwrap();
    let now = Quarter::of(kernel::local_day(demo.vault.now()));
    let quarters = [now, now.before(), now.before().before()];
    let house = vault::Counting::House("nhn".parse().unwrap());
    let told = demo.vault.counted_in::<ReadCounters>(&evaluator, &house, &quarters).await.unwrap();
    for what in [Counter::SignalRegistered, Counter::SignalFiled] {
        assert!(told.iter().any(|q| matches!(q.count(what), Figure::Exact(_))), "{} is never told", what.word());
    }
}

/// A browser at the demonstration, in which nobody is logged in.
fn browser(demo: &Demo) -> web::testing::Client {
    let config = web::WebConfig { demo: true, ..web::WebConfig::default() };
    let router = web::router(&config, demo.vault.clone(), &crate::wiring::rooms(false), crate::wiring::nav());
    web::testing::Client::new(router)
}

#[tokio::test]
async fn the_demonstration_shows_how_mail_is_going_and_sends_none() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    let mut client = browser(&demo);
    client.enter("beheer").await;
    let page = client.get("/beheer/mail").await;
    assert!(page.says("Dit huis verstuurt geen mail") && page.says("(reclassering)"), "{}", page.body);
    client.enter("procesregisseur-nhn").await;
    assert!(client.get("/mijn-mail").await.says("procesregisseur@example.org"));
    assert_eq!(demo.vault.mail_ready().await.unwrap(), 0);
}

/// The clock of the house puts what somebody asked to who sits at a table about that person, and to nobody before that.
#[tokio::test]
async fn the_clock_puts_a_question_about_a_person_to_the_tables_that_know_them() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    let asked = async || {
        let people = demo.vault.people().await.unwrap();
        let mut all = 0;
        for actor in &people {
            let tasks = demo.vault.tasks(actor).await.unwrap();
            all += tasks.iter().filter(|task| task.act == "enquiry.answer").count();
        }
        all
    };
    assert_eq!(asked().await, 0);
    let before = ask_after_somebody(&demo).await;
    assert_eq!(before, (Some(0), Some("questions=1".to_owned())));
    assert!(asked().await > 1);
    assert_eq!(crate::clock::Act::PutQuestions.due(&demo.vault, &crate::clock::Doing::default()).await.unwrap(), None);
}

/// Somebody of whom there is a case in Hoorn is asked after from elsewhere, and the clock puts it to the tables there. Gives how many the
/// asker reads, and what the clock had to do.
pub(super) async fn ask_after_somebody(demo: &Demo) -> (Option<usize>, Option<String>) {
    let actor = demo.vault.actor("gemeente-zaanstad").await.unwrap().unwrap();
    let (whom, why) = (vault::Findable::Bsn("999991784".parse().unwrap()), "Een nieuwe melding.".parse().unwrap());
    let known = demo.vault.known::<casework::signal::acts::KnownHere>(&actor, &whom, &why).await.unwrap();
    let doing = crate::clock::Doing::default();
    let due = crate::clock::Act::PutQuestions.due(&demo.vault, &doing).await.unwrap();
    crate::clock::walk(&demo.vault, &crate::clock::QUICK, &doing).await;
    (known.map(|rows| rows.len()), due)
}

/// The menu has room for so many: what few need stands on the page where they look for it, and leads back there.
#[tokio::test]
async fn the_reporting_pages_are_found_on_the_page_of_signals_by_who_reads_them_and_not_in_the_menu() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    let mut client = browser(&demo);
    for (who, reads) in [("gemeente-alkmaar", true), ("burgemeester-alkmaar", false), ("politie-nh", false)] {
        client.enter(who).await;
        assert!(!client.get("/").await.says("href=\"/meldpaginas\""), "{who}");
        assert_eq!(client.get("/signalen").await.says("href=\"/meldpaginas\""), reads, "{who}");
    }
    client.enter("gemeente-alkmaar").await;
    let page = client.get("/meldpaginas").await;
    assert!(page.says("<a href=\"/signalen\">Signalen</a> <span"), "where one is: {}", page.body);
    assert!(page.says("<a href=\"/signalen\" aria-current=\"page\">"), "and in the menu: {}", page.body);
}
