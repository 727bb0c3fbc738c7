//! Sessions, questionnaires and calibrations each have a code that lets strangers in; of each an organisation has so many going, and no more.

use super::house::{Place, place};
use web::testing::{Client, Reply};

const SESSION: &[(&str, &str)] = &[
    ("template", "pressure-cooker-unit"),
    ("title", "Wat u typte"),
    ("aim", "Samen kiezen"),
    ("on", "11-03-2026"),
    ("house", "nhn"),
];
const QUESTIONNAIRE: &[(&str, &str)] = &[
    ("title", "Wat u typte"),
    ("purpose", "Om te leren"),
    ("houses", "nhn"),
    ("anonymity", "anonymous"),
    ("people", "12"),
    ("threshold", "10"),
    ("keep-days", "60"),
];
const CALIBRATION: &[(&str, &str)] =
    &[("title", "Wat u typte"), ("signal", "leesclub"), ("tables", "Een\nTwee"), ("how", "together")];

/// Begins a hundred; gives what the next one is told.
async fn full(place: &Place, who: &str, at: &str, typed: &[(&str, &str)]) -> (Client, Reply, String) {
    let mut client = place.enter(who).await;
    client.get(at).await;
    let mut last = String::new();
    for n in 0..100 {
        let reply = client.post(at, typed).await;
        assert_eq!(reply.status, 303, "{n}: {}", reply.body);
        reply.path().clone_into(&mut last);
    }
    let reply = client.post(at, typed).await;
    (client, reply, last)
}

#[tokio::test]
async fn of_each_a_hundred_are_going_at_once_and_the_next_keeps_what_was_typed() {
    let place = place().await;
    for (at, typed) in
        [("/sessies/nieuw", SESSION), ("/vragenlijsten/nieuw", QUESTIONNAIRE), ("/weegijkingen/nieuw", CALIBRATION)]
    {
        let (mut client, refused, last) = full(&place, "procesregisseur-nhn", at, typed).await;
        assert!(refused.status == 422 && refused.says("heeft er al honderd"), "{at}: {}", refused.body);
        assert!(refused.says("Wat u typte"), "{at}: what was typed is still there");
        // Another organisation is not in the way of this one.
        let mut other = place.enter("procesregisseur-kennemerland").await;
        other.get(at).await;
        assert_eq!(other.post(at, typed).await.status, 303, "{at}");
        if at == "/sessies/nieuw" {
            client.get(&last).await;
            let over =
                client.post(&format!("{last}/afzeggen"), &[("reason", "Het gaat niet door."), ("sure", "ja")]).await;
            assert_eq!(over.status, 303, "{}", over.body);
            client.get(at).await;
            assert_eq!(client.post(at, typed).await.status, 303, "one that is over makes room");
        }
    }
}
