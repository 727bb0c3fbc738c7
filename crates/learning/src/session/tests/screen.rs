//! The screen in the room: it fills, it turns, it follows who leads, and its clock is the clock of every phone.

use super::house::{House, Leader};

/// A step with notes that lie on the screen, from so many phones, each with the text that is made for it.
async fn notes(house: &House, many: usize, text: impl Fn(usize) -> String) -> Leader {
    let mut lead = Leader::plans(house, "flexteam", "pressure-cooker-unit").await;
    let mut phones = house.phones(&lead.code, many).await;
    lead.does("beginnen", &[]).await;
    lead.goes(3).await;
    for (n, phone) in phones.iter_mut().enumerate() {
        assert_eq!(phone.answers(&[("n0", &text(n))]).await.status, 303);
    }
    lead.does("sluiten", &[]).await;
    lead.does("tonen", &[("plaats", "3")]).await;
    lead
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_has_no_menu_and_nothing_of_who_leads_and_waits_with_a_chair_for_everybody() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    house.phones(&lead.code, 3).await;
    let screen = lead.screen().await;
    for words in ["class=\"top\"", "class=\"nav", "Uitloggen", "class=\"foot", "demonstratie met verzonnen"] {
        assert!(!screen.says(words), "{words}");
    }
    assert_eq!(screen.body.matches("class=\"on\"").count(), 3);
    assert!(screen.says("3 aan tafel") && screen.body.matches("class=\"off\"").count() > 0);
    lead.does("beginnen", &[]).await;
    assert!(lead.screen().await.says("class=\"clock"), "what is asked and until when");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_is_one_for_screen_console_and_phones_and_can_be_stopped() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let mut phone = house.phone(&lead.code).await;
    lead.does("beginnen", &[]).await;
    lead.goes(3).await;
    house.later(2);
    let left =
        |page: &str| page.split("data-seconds=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let (wall, console, pocket) = (lead.screen().await, lead.sees().await, phone.sees().await);
    assert_eq!(left(&wall.body).as_deref(), Some("600"));
    assert_eq!((left(&wall.body), left(&wall.body)), (left(&console.body), left(&pocket.body)));
    lead.does("pauze", &[]).await;
    house.later(30);
    assert!(lead.screen().await.says("De klok staat stil, met nog 10 minuten"));
    assert_eq!(phone.answers(&[("n0", "Tijdens de pauze")]).await.status, 303, "a stopped clock shuts nobody out");
    lead.does("verder", &[]).await;
    lead.does("meer-tijd", &[("minutes", "2")]).await;
    assert_eq!(left(&phone.sees().await.body).as_deref(), Some("720"));
    // When it has run out everybody hears it, nobody sends any more, and who leads may still give time.
    let mut late = house.phone(&lead.code).await;
    late.sees().await;
    house.later(13);
    assert!(lead.screen().await.says("De tijd is om") && phone.sees().await.says("De tijd is om"));
    let reply = late.sends_blindly("antwoord", &[("n0", "Net te laat")]).await;
    assert!(reply.status == 422 && reply.says("Net te laat"), "{}", reply.body);
    assert!(lead.sees().await.says("de tijd is om"));
    lead.does("meer-tijd", &[("minutes", "2")]).await;
    assert_eq!(late.answers(&[("n0", "Net op tijd")]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_go_on_it_goes_on_sheets_that_turn_by_themselves_or_as_who_leads_points() {
    let house = House::new().await;
    let long = |n: usize| format!("Oorzaak {n}: {}", "wij spreken elkaar pas als het al misging ".repeat(5));
    let mut lead = notes(&house, 40, long).await;
    let screen = lead.screen().await;
    assert!(screen.says("blad ") && screen.says("data-again="), "{}", screen.body);
    let seen = |body: &str| (0..40).filter(|n| body.contains(&format!("Oorzaak {n}:"))).collect::<Vec<_>>();
    // By itself: in the time of all sheets every note was there once.
    let of = screen.body.split("blad ").nth(1).and_then(|rest| rest.split(" van ").nth(1)).unwrap_or_default();
    let sheets: usize = of.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
    let mut all = std::collections::BTreeSet::new();
    for sheet in 0..sheets {
        lead.does("aanwijzen", &[("blad", &sheet.to_string())]).await;
        let page = lead.screen().await;
        assert!(page.says(&format!("blad {} van {sheets}", sheet + 1)) && !page.says("data-again"), "it stays");
        let here = seen(&page.body);
        assert!(!here.is_empty());
        for n in here {
            assert!(all.insert(n), "{n} lies on two sheets");
        }
    }
    assert_eq!(all.len(), 40, "no note is lost between sheets");
    lead.does("aanwijzen", &[("blad", "")]).await;
    assert!(lead.screen().await.says("data-again"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_note_is_made_large_and_is_gone_when_it_is_hidden_and_equal_ones_lie_on_one_pile() {
    let house = House::new().await;
    let text = |n: usize| if n < 3 { "Te laat bellen.".to_owned() } else { format!("Oorzaak {n}") };
    let mut lead = notes(&house, 6, text).await;
    let screen = lead.screen().await;
    assert_eq!(screen.body.matches("Te laat bellen.").count(), 1);
    assert!(screen.says("3 keer gezegd") && screen.says("6 briefjes"));
    let console = lead.sees().await;
    let mark = super::stories::stamp_of(&console.body, "Oorzaak 4");
    lead.does("aanwijzen", &[("briefje", &mark)]).await;
    let screen = lead.screen().await;
    assert!(screen.says("class=\"lifted\"") && screen.says("Oorzaak 4") && !screen.says("Oorzaak 5"));
    lead.does(&format!("verbergen/{mark}"), &[]).await;
    let screen = lead.screen().await;
    assert!(!screen.says("Oorzaak 4") && screen.says("Oorzaak 5"), "what is hidden is not large either");
    // What is not there cannot be pointed at, and nothing is lost by trying.
    let reply = lead.tries("aanwijzen", &[("briefje", &mark)]).await;
    assert!(reply.status == 422 && reply.says("Dit staat niet op het scherm."));
    assert_eq!(lead.tries("aanwijzen", &[("groep", "Bestaat niet")]).await.status, 422);
}
