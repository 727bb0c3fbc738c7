//! Mail follows the worklist: a hidden table causes none to who does not sit there, and what it says is the same for everybody.

use crate::{
    house::{House, PEOPLE, day, house, is_former},
    meeting::{planned, put},
    stories::find,
};
use std::collections::{BTreeMap, BTreeSet};
use vault::{Letter, MailWay, Posted};

/// Everybody who may, gives an address and confirms it.
async fn everybody_has_an_address(house: &House) {
    for (person, ..) in PEOPLE.iter().filter(|(person, ..)| !is_former(person)) {
        let actor = house.actor(person).await;
        let wanted = Some((format!("{person}@org.example"), MailWay::Daily));
        house.vault.mailbox_set(&actor, wanted).await.unwrap().unwrap();
        let mail = house.vault.mail_next().await.unwrap().unwrap();
        let Letter::Code(code) = mail.letter.clone() else { panic!("{:?}", mail.letter) };
        house.vault.mail_posted(mail, Posted::Sent).await.unwrap();
        house.vault.mailbox_confirm(&actor, &code).await.unwrap().unwrap();
    }
}

/// What goes out on this day, by whom it goes to. The clock stands still meanwhile: nothing is new but what was done.
async fn mailed(house: &House, on: &str) -> BTreeMap<String, Letter> {
    house.vault.mail_daily(day(on)).await.unwrap();
    let mut all = BTreeMap::new();
    while let Some(mail) = house.vault.mail_next().await.unwrap() {
        let twice = all.insert(mail.to.trim_end_matches("@org.example").to_owned(), mail.letter.clone());
        assert!(twice.is_none(), "one each");
        house.vault.mail_posted(mail, Posted::Sent).await.unwrap();
    }
    all
}

/// What My work shows to each, by dossier and act.
async fn work(house: &House) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (person, ..) in PEOPLE.iter().filter(|(person, ..)| !is_former(person)) {
        let tasks = house.vault.tasks(&house.actor(person).await).await.unwrap();
        let tasks = tasks.iter().map(|task| format!("{} {} {:?}", task.id, task.act, task.asked.thing));
        all.insert((*person).to_owned(), tasks.collect());
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sits_at_a_table_is_mailed_for_it_and_a_hidden_one_causes_no_mail_to_anybody_else() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "").await;
    put(&house, &at, &[("case", case)]).await;
    everybody_has_an_address(&house).await;
    let first = mailed(&house, "2026-02-04").await;
    // A mail goes to whom My work shows something, and to nobody else; and it says one thing.
    let busy = work(&house).await.into_iter().filter(|(_, tasks)| !tasks.is_empty()).map(|(person, _)| person);
    assert_eq!(first.keys().cloned().collect::<Vec<_>>(), busy.collect::<Vec<_>>());
    assert!(first.contains_key("reclassering") && !first.contains_key("fg"), "{first:?}");
    assert!(first.values().all(|letter| *letter == Letter::Asked { urgent: false }), "{first:?}");
    assert_eq!(
        (mailed(&house, "2026-02-04").await, mailed(&house, "2026-02-05").await),
        Default::default(),
        "nothing twice"
    );
    // A meeting at which a weighing is the one item: who weighs hears of it, and who only sits at the case does not.
    let before = work(&house).await;
    let hidden = planned(&house, "").await;
    put(&house, &hidden, &[("weighing", weighing)]).await;
    let second = mailed(&house, "2026-02-06").await;
    let after = work(&house).await;
    let new = after.iter().filter(|(person, tasks)| !tasks.is_subset(&before[*person]));
    assert_eq!(second.keys().collect::<Vec<_>>(), new.map(|(person, _)| person).collect::<Vec<_>>());
    assert!(second.contains_key("politie-nh") && !second.contains_key("reclassering"), "{second:?}");
    assert!(second.values().chain(first.values()).all(|letter| *letter == Letter::Asked { urgent: false }));
}
