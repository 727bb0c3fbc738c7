//! In with a permit, out with an entry.

use crate::house::*;
use vault::*;

#[tokio::test]
async fn what_was_written_is_read_back_in_order() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.add(id, "twee").await;
    assert_eq!(h.texts(id).await, ["een", "twee"]);
}

#[tokio::test]
async fn a_late_writer_is_told_and_writes_nothing() {
    let h = house().await;
    let id = h.sheet("een").await;
    let first = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    let late = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    first.commit(vec![SheetEvent::Added(note("eerst"))]).await.unwrap();
    assert_eq!(late.commit(vec![SheetEvent::Added(note("laat"))]).await, Err(Error::Stale));
    assert_eq!(h.texts(id).await, ["een", "eerst"]);
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    let told = desk.told_since(1).await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].0.seq, told[0].1.nl.as_ref()), (2, "Regel toegevoegd."));
}

#[tokio::test]
async fn who_saw_an_earlier_version_is_in_the_way_of_nobody_who_did_something_else() {
    let h = house().await;
    let id = h.sheet("een").await;
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().version();
    let desk = async || h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap().having_seen(seen).await.unwrap();
    let guest = || vec![SheetEvent::Invited(h.texel.agency.id.clone())];
    // Sixteen who write at once and saw the same.
    let mut set = tokio::task::JoinSet::new();
    for n in 0..16 {
        let (vault, actor) = (h.vault.clone(), h.hoorn.clone());
        set.spawn(async move {
            loop {
                let desk = vault.open_desk::<AddLine>(&actor, id).await.unwrap().having_seen(seen).await.unwrap();
                match desk.commit(vec![SheetEvent::Added(note(&format!("regel {n}")))]).await {
                    Err(Error::Stale) => {}
                    done => return done,
                }
            }
        });
    }
    while let Some(done) = set.join_next().await {
        assert_eq!(done.unwrap(), Ok(()));
    }
    assert_eq!(h.texts(id).await.len(), 17);
    // A part that nobody wrote since, and then once more by who had not seen that.
    desk().await.commit(guest()).await.unwrap();
    assert_eq!(desk().await.commit(guest()).await, Err(Error::Stale));
    // Nobody signs what they have not seen, nothing of theirs is destroyed by it, and another version is none of this dossier's.
    assert_eq!(desk().await.commit(vec![SheetEvent::Closed]).await, Err(Error::Stale));
    assert_eq!(desk().await.destroy().await, Err(Error::Stale));
    let nothing = "0000000000000001".parse().unwrap();
    let lost = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap().having_seen(nothing).await.unwrap();
    assert_eq!(lost.commit(guest()).await, Err(Error::Stale));
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().version();
    let now = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap().having_seen(seen).await.unwrap();
    now.commit(vec![SheetEvent::Closed]).await.unwrap();
}

#[tokio::test]
async fn what_others_add_is_not_in_the_way_of_who_forgets_and_nobody_forgets_what_they_have_not_seen() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.add(id, "twee").await;
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().version();
    h.add(id, "drie").await;
    let forgets = async |seq: u64| {
        let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap().having_seen(seen).await.unwrap();
        desk.commit_erasing(vec![SheetEvent::Withdrawn { seq }], vec![seq]).await
    };
    assert_eq!(forgets(3).await, Err(Error::Stale), "it came in since");
    assert_eq!(forgets(2).await, Ok(()));
    assert_eq!(forgets(2).await, Err(Error::Stale), "somebody withdrew it since");
    assert_eq!(h.texts(id).await, ["een", "drie"]);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn unknown_and_refused_are_the_same_and_both_are_in_the_book() {
    let h = house().await;
    let id = h.sheet("geheim").await;
    let other = kernel::DossierId::new(1, [1; 10]);
    assert_eq!(h.vault.look::<ReadSheet>(&h.texel, id).await.unwrap_err(), Error::Denied);
    assert_eq!(h.vault.look::<ReadSheet>(&h.texel, other).await.unwrap_err(), Error::Denied);
    let lines = h.book(2).await;
    assert!(lines.iter().all(|l| l.outcome == "refused" && l.person == "texel" && l.act == "sheet.read"));
}

#[tokio::test]
async fn every_look_and_act_has_its_line_with_its_ground() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.texts(id).await;
    let lines = h.book(2).await;
    assert_eq!((lines[0].act.as_str(), lines[0].outcome.as_str()), ("sheet.read", "look"));
    assert_eq!((lines[1].act.as_str(), lines[1].outcome.as_str()), ("sheet.begin", "act"));
    assert!(lines.iter().all(|l| l.ground == "sheet.municipality"
        && l.dossier == Some(id.to_string())
        && l.agency == "gemeente-hoorn"));
}

#[tokio::test]
async fn a_withdrawn_designation_ends_access_at_once() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.vault.close_account(&h.hoorn.person).await.unwrap();
    let now = h.vault.actor("hoorn").await.unwrap().unwrap();
    assert!(!now.designated);
    assert_eq!(h.vault.look::<ReadSheet>(&now, id).await.unwrap_err(), Error::Denied);
    let again = NewAccount { name: line("Iemand Anders"), ..account("hoorn", "gemeente-hoorn", Role::Official) };
    assert!(matches!(h.vault.set_accounts(vec![again]).await, Err(StoreError::Told(_))), "an id is never used again");
    assert!(!h.vault.actor("hoorn").await.unwrap().unwrap().designated);
}

#[tokio::test]
async fn drafts_go_together_or_not_at_all() {
    let h = house().await;
    let owner = || h.hoorn.agency.id.clone();
    let begun =
        |text: &str| SheetEvent::Begun { owner: owner(), text: note(text), bsn: None, register: Some("NH-1".into()) };
    let first = h.vault.begin::<BeginSheet>(&h.hoorn).await.unwrap();
    let second = h.vault.begin::<BeginSheet>(&h.hoorn).await.unwrap();
    let (a, b) = (first.id(), second.id());
    let drafts = vec![first.draft(vec![begun("a")]), second.draft(vec![begun("b")])];
    assert_eq!(h.vault.keep(drafts).await, Err(Error::Claimed));
    for id in [a, b] {
        assert_eq!(h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap_err(), Error::Denied);
    }
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn many_writers_at_once_lose_nothing() {
    let h = house().await;
    let id = h.sheet("een").await;
    let mut work = tokio::task::JoinSet::new();
    for n in 0..40 {
        let (vault, actor) = (h.vault.clone(), h.hoorn.clone());
        work.spawn(async move {
            for _ in 0..200 {
                let desk = vault.open_desk::<AddLine>(&actor, id).await.unwrap();
                match desk.commit(vec![SheetEvent::Added(note(&format!("regel {n}")))]).await {
                    Ok(()) => return,
                    Err(Error::Stale) => {}
                    Err(e) => panic!("{e}"),
                }
            }
            panic!("never got its turn");
        });
    }
    while let Some(done) = work.join_next().await {
        done.unwrap();
    }
    let texts = h.texts(id).await;
    assert_eq!(texts.len(), 41);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_seat_answers_why() {
    let h = house().await;
    let id = h.sheet("een").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    let seen = h.vault.look::<ReadSheet>(&h.police, id).await.unwrap();
    assert_eq!(seen.why().grounds[0].says.en, "You are a guest.");
    assert!(seen.may::<AddLine>());
    assert!(!seen.may::<CloseSheet>());
}

#[test]
fn rules_without_a_ground_or_about_no_act_are_refused() {
    let build = |policy: &str| Rulebook::build(&[ACTS], &[POLICY, policy]).unwrap_err().0;
    let no_ground = r#"@id("x") @nl("a") @en("b") permit (principal, action == Action::"sheet.read", resource);"#;
    assert!(build(no_ground).contains("@ground"));
    let no_act =
        r#"@id("x") @ground("g") @nl("a") @en("b") permit (principal, action == Action::"sheet.burn", resource);"#;
    assert!(build(no_act).contains("sheet.burn"));
    let unknown =
        r#"@id("x") @ground("g") @nl("a") @en("b") permit (principal, action, resource) when { principal.score > 3 };"#;
    assert!(build(unknown).contains("score"));
    assert!(Rulebook::build(&[ACTS], &[]).unwrap_err().0.contains("no policy"));
}

/// 52,000 lines of one person who asked for what is not there: it is told, and does not fill the book.
#[tokio::test]
async fn very_many_refusals_are_told_with_a_count() {
    let h = house().await;
    let id = h.sheet("een").await;
    let before = h.book(5_000).await.len();
    for _ in 0..1_200 {
        assert_eq!(h.vault.look::<ReadSheet>(&h.texel, id).await.unwrap_err(), Error::Denied);
    }
    let lines = h.book(5_000).await.len() - before;
    assert_eq!(lines, 101, "a hundred of their own, and one that says a thousand");
    h.clock.0.fetch_add(16 * 60, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(h.vault.look::<ReadSheet>(&h.texel, id).await.unwrap_err(), Error::Denied);
    assert_eq!(h.book(5_000).await.len() - before, 102);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}
