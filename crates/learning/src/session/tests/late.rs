//! Notes that were still being written when the room went on: kept, offered, and sent late with a mark, or told why not.

use super::house::{House, Leader, Phone};

async fn late(phone: &mut Phone, place: usize, text: &str) -> web::testing::Reply {
    let at = format!("{}/alsnog?stap={place}", phone.at);
    let page = phone.get(&at).await;
    assert_eq!(page.status, 200, "{}", page.body);
    phone.sends_blindly("alsnog", &[("stap", &place.to_string()), ("n0", text)]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_too_late_is_handed_back_with_the_way_to_send_it_and_lies_among_the_others_at_the_end() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let mut phones = house.phones(&lead.code, 12).await;
    lead.does("beginnen", &[]).await;
    lead.goes(3).await;
    for (n, phone) in phones.iter_mut().take(6).enumerate() {
        assert_eq!(phone.answers(&[("n0", &format!("Oorzaak {n}"))]).await.status, 303);
    }
    phones[6].sees().await;
    lead.does("volgende", &[]).await;
    // Nothing is lost by pressing too late: the words come back, with where they can still go.
    let reply = phones[6].sends_blindly("antwoord", &[("n0", "Nog net geschreven")]).await;
    assert!(reply.status == 422 && reply.says("Nog net geschreven") && reply.says("/alsnog?stap=3"), "{}", reply.body);
    let sent = late(&mut phones[6], 3, "Nog net geschreven").await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    // Without a name nobody sees it while the session runs, not even who leads.
    lead.does("tonen", &[("plaats", "3")]).await;
    assert!(!lead.sees().await.says("Nog net geschreven") && !lead.screen().await.says("Nog net geschreven"));
    // Once. Who answered in time is no longer known, here neither: one more note of theirs is taken like any other.
    assert_eq!(late(&mut phones[6], 3, "Nog een").await.status, 422);
    assert_eq!(late(&mut phones[0], 3, "Toch nog een").await.status, 303);
    for _ in 5..9 {
        lead.does("volgende", &[]).await;
    }
    lead.does("einde", &[]).await;
    let note = lead.browser.get(&format!("{}/uitkomst", lead.at)).await;
    assert!(note.says("Nog net geschreven") && !note.says("later gestuurd"), "among the others, like the others");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nearly_everybody_answered_a_late_note_without_a_name_would_be_known_and_is_not_taken() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let mut phones = house.phones(&lead.code, 10).await;
    lead.does("beginnen", &[]).await;
    lead.goes(3).await;
    for (n, phone) in phones.iter_mut().take(6).enumerate() {
        assert_eq!(phone.answers(&[("n0", &format!("Oorzaak {n}"))]).await.status, 303);
    }
    lead.does("volgende", &[]).await;
    // Four were silent: whoever sends now is one of four.
    let reply = late(&mut phones[6], 3, "Ik vertrouw dit niet").await;
    assert!(reply.status == 422 && reply.says("te herkennen") && reply.says("Ik vertrouw dit niet"), "{}", reply.body);
    // A choice or a vote is never taken late: its counts have been seen.
    let nowhere = format!("{}/alsnog?stap=99", phones[6].at);
    assert_eq!(phones[6].get(&nowhere).await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_name_it_comes_in_late_and_says_so() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "learning-session").await;
    let steps = crate::session::named("learning-session").unwrap().steps();
    let named = |s: &crate::session::Step| s.kind.sends() == crate::session::Sends::Notes && !s.is_anonymous();
    let Some(place) = steps.iter().position(named) else { panic!("no step with names in this form") };
    let mut phone = house.phone(&lead.code).await;
    lead.does("beginnen", &[]).await;
    if place > 0 {
        lead.goes(place).await;
    }
    assert_eq!(phone.sends("naam", &[("naam", "Noor")]).await.status, 303);
    lead.does("sluiten", &[]).await;
    assert_eq!(late(&mut phone, place, "Toch nog dit").await.status, 303);
    let console = lead.sees().await;
    assert!(console.says("Toch nog dit") && console.says("later gestuurd") && console.says("Noor"), "{}", console.body);
}
