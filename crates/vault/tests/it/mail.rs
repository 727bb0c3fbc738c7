//! Mail says that something is asked: to whom that is so by the rule of their worklist, at an address they confirmed, once, also after a day
//! without a server.

use crate::house::{House, *};
use kernel::{Date, DossierId, local_day};
use std::sync::atomic::Ordering;
use vault::*;

const MINE: &str = "Anne.de.Wit@hoorn.example";
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

fn passes(h: &House, seconds: i64) {
    h.clock.0.fetch_add(seconds, Ordering::SeqCst);
}

fn today(h: &House) -> Date {
    local_day(h.vault.now())
}

async fn sets(h: &House, who: &Actor, address: &str, way: MailWay) -> Result<(), kernel::Refusal> {
    h.vault.mailbox_set(who, Some((address.to_owned(), way))).await.unwrap()
}

/// Sends everything that waits, as this came of it. Gives where each went and what it said.
async fn goes(h: &House, how: Posted) -> Vec<(String, Letter)> {
    let mut all = Vec::new();
    while let Some(mail) = h.vault.mail_next().await.unwrap() {
        all.push((mail.to.clone(), mail.letter.clone()));
        h.vault.mail_posted(mail, how).await.unwrap();
        assert!(all.len() < 50, "{all:?}");
    }
    all
}

async fn code(h: &House) -> String {
    match goes(h, Posted::Sent).await.pop() {
        Some((_, Letter::Code(code))) => code,
        other => panic!("no code: {other:?}"),
    }
}

async fn confirmed(h: &House, who: &Actor, address: &str, way: MailWay) {
    sets(h, who, address, way).await.unwrap();
    let code = code(h).await;
    h.vault.mailbox_confirm(who, &code).await.unwrap().unwrap();
}

async fn stand(h: &House, who: &Actor) -> Option<MailboxStand> {
    h.vault.mailbox(who).await.unwrap().map(|mailbox| mailbox.stand)
}

/// The next day, and everybody is seen to. Gives the mails that were put.
async fn next_day(h: &House) -> u64 {
    passes(h, DAY);
    h.vault.mail_daily(today(h)).await.unwrap()
}

const ASKED: Letter = Letter::Asked { urgent: false };

/// Something is asked at a table behind its back.
async fn asked(h: &House, id: DossierId, agency: &str, since: Date, due: Option<Date>, urgent: bool) {
    let hex: String = id.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let which = if on_sqlite() { format!("x'{hex}'") } else { format!("'\\x{hex}'::bytea") };
    let due = due.map_or("NULL".to_owned(), |due| format!("'{due}'"));
    let sql = format!(
        "INSERT INTO task (dossier, n, kind, agency, act, since, due, urgent) SELECT {which}, 100 + COUNT(*), 'sheet', '{agency}', \
         'sheet.add', '{since}', {due}, {} FROM task",
        u8::from(urgent)
    );
    assert_eq!(h.behind(&sql).await, 1);
}

#[tokio::test]
async fn an_address_is_used_only_after_the_code_that_was_mailed_there_was_typed() {
    let h = house().await;
    let id = h.sheet("blad").await;
    sets(&h, &h.hoorn, MINE, MailWay::Daily).await.unwrap();
    asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
    assert!(matches!(stand(&h, &h.hoorn).await, Some(MailboxStand::Coded(_))));
    let sent = goes(&h, Posted::Sent).await;
    let [(to, Letter::Code(code))] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!((to.as_str(), code.len()), (MINE, 8));
    assert_eq!(next_day(&h).await, 0, "not confirmed yet");
    let late = h.vault.mailbox_confirm(&h.hoorn, code).await.unwrap();
    assert!(late.is_err(), "a day later the code is dead");
    sets(&h, &h.hoorn, MINE, MailWay::Daily).await.unwrap();
    let code = code_of(&goes(&h, Posted::Sent).await);
    // As people type it.
    let typed = format!(" {} {} ", &code[..4].to_lowercase(), &code[4..]);
    h.vault.mailbox_confirm(&h.hoorn, &typed).await.unwrap().unwrap();
    assert_eq!(stand(&h, &h.hoorn).await, Some(MailboxStand::Confirmed));
    assert_eq!((next_day(&h).await, goes(&h, Posted::Sent).await), (1, vec![(MINE.to_owned(), ASKED)]));
    // Only when it is used changes: the address was confirmed.
    sets(&h, &h.hoorn, MINE, MailWay::AtOnce).await.unwrap();
    assert_eq!((stand(&h, &h.hoorn).await, goes(&h, Posted::Sent).await), (Some(MailboxStand::Confirmed), vec![]));
}

fn code_of(sent: &[(String, Letter)]) -> String {
    match sent {
        [(_, Letter::Code(code))] => code.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_code_is_tried_five_times_and_then_it_is_dead() {
    let h = house().await;
    sets(&h, &h.hoorn, MINE, MailWay::Daily).await.unwrap();
    let code = code(&h).await;
    for _ in 0..5 {
        assert!(h.vault.mailbox_confirm(&h.hoorn, "AAAAAAAA").await.unwrap().is_err());
    }
    assert!(h.vault.mailbox_confirm(&h.hoorn, &code).await.unwrap().is_err(), "the right one, the sixth time");
    assert_ne!(stand(&h, &h.hoorn).await, Some(MailboxStand::Confirmed));
    assert!(h.vault.mailbox_confirm(&h.texel, &code).await.unwrap().is_err(), "nor is it somebody else's");
}

#[tokio::test]
async fn nobody_sends_a_stranger_more_than_five_codes_a_day() {
    let h = house().await;
    for n in 0..5 {
        sets(&h, &h.hoorn, &format!("vreemde{n}@elders.example"), MailWay::Daily).await.unwrap();
        h.vault.mailbox_set(&h.hoorn, None).await.unwrap().unwrap();
        assert_eq!(goes(&h, Posted::Sent).await, [], "taken away before it went");
        assert_eq!(stand(&h, &h.hoorn).await, None);
    }
    assert!(sets(&h, &h.hoorn, MINE, MailWay::Daily).await.is_err());
    assert_eq!(stand(&h, &h.hoorn).await, None);
    assert_eq!(h.behind("UPDATE mailbox SET looked = ''").await, 1, "that it was five is known, and nothing else");
    assert_eq!(next_day(&h).await, 0);
    assert_eq!(h.behind("DELETE FROM mailbox").await, 0);
    sets(&h, &h.hoorn, MINE, MailWay::Daily).await.unwrap();
}

#[tokio::test]
async fn a_mail_comes_of_what_is_new_due_or_late_and_never_twice_of_the_same() {
    let h = house().await;
    let id = h.sheet("blad").await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    assert_eq!(next_day(&h).await, 0, "nothing is asked");
    let due = today(&h).checked_add(jiff_days(3)).unwrap();
    asked(&h, id, "gemeente-hoorn", today(&h), Some(due), false).await;
    assert_eq!(h.vault.mail_owed(today(&h)).await.unwrap(), 0);
    assert_eq!(h.vault.mail_daily(today(&h)).await.unwrap(), 0, "seen to today already");
    let mut told = Vec::new();
    for _ in 0..5 {
        told.push(next_day(&h).await);
    }
    assert_eq!(told, [1, 0, 1, 1, 0], "new, nothing, due today, late, nothing");
    assert_eq!(goes(&h, Posted::Sent).await, [(MINE.to_owned(), ASKED)], "and of all of them one mail waits");
    sets(&h, &h.hoorn, MINE, MailWay::Never).await.unwrap();
    asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
    assert_eq!(next_day(&h).await, 0, "no mail is no mail");
}

fn jiff_days(days: i64) -> jiff::Span {
    jiff::ToSpan::days(days)
}

#[tokio::test]
async fn what_is_urgent_is_mailed_at_once_to_who_chose_that_and_to_nobody_else() {
    let h = house().await;
    let (calm, urgent) = (h.sheet("blad").await, h.sheet("spoed").await);
    confirmed(&h, &h.hoorn, MINE, MailWay::AtOnce).await;
    let other = account("collega", "gemeente-hoorn", Role::Official);
    h.vault.set_accounts(vec![other]).await.unwrap();
    let other = h.vault.actor("collega").await.unwrap().unwrap();
    confirmed(&h, &other, "collega@hoorn.example", MailWay::Daily).await;
    asked(&h, calm, "gemeente-hoorn", today(&h), None, false).await;
    assert_eq!((h.vault.mail_hurries().await.unwrap(), h.vault.mail_at_once().await.unwrap()), (0, 0));
    asked(&h, urgent, "gemeente-hoorn", today(&h), None, true).await;
    assert_eq!((h.vault.mail_hurries().await.unwrap(), h.vault.mail_at_once().await.unwrap()), (1, 1));
    assert_eq!(goes(&h, Posted::Sent).await, [(MINE.to_owned(), Letter::Asked { urgent: true })]);
    assert_eq!((h.vault.mail_hurries().await.unwrap(), h.vault.mail_at_once().await.unwrap()), (0, 0));
    // The day after: what is not urgent was not told to the one, and to the other nothing was; that it is urgent is said to neither again.
    assert_eq!(next_day(&h).await, 2);
    let mut sent = goes(&h, Posted::Sent).await;
    sent.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(sent, [(MINE.to_owned(), ASKED), ("collega@hoorn.example".to_owned(), ASKED)]);
}

#[tokio::test]
async fn what_somebody_may_not_see_causes_no_mail_and_what_they_may_is_not_told() {
    let h = house().await;
    let (open, hidden) = (h.sheet("een lang verhaal over iemand").await, h.sheet("geheim").await);
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    confirmed(&h, &h.police, "agent@politie.example", MailWay::AtOnce).await;
    // No seat is theirs at either: that something is asked of their organisation there is not told them.
    asked(&h, hidden, "politie-nh", today(&h), None, true).await;
    asked(&h, open, "gemeente-hoorn", today(&h), None, false).await;
    assert_eq!(h.vault.mail_at_once().await.unwrap(), 0);
    assert_eq!((next_day(&h).await, goes(&h, Posted::Sent).await), (1, vec![(MINE.to_owned(), ASKED)]));
    // Two people who are asked different things at different tables read the same.
    for _ in 0..3 {
        asked(&h, hidden, "gemeente-hoorn", today(&h), Some(today(&h)), false).await;
    }
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, open).await.unwrap();
    desk.commit(vec![SheetEvent::Invited("politie-nh".parse().unwrap())]).await.unwrap();
    assert_eq!(next_day(&h).await, 2);
    let sent = goes(&h, Posted::Sent).await;
    assert!(sent.iter().all(|(_, letter)| *letter == ASKED) && sent.len() == 2, "{sent:?}");
}

#[tokio::test]
async fn one_human_with_two_designations_gets_one_mail_about_both() {
    let h = house().await;
    let id = h.sheet("blad").await;
    let login = Some(h.texel.person.clone());
    let second = NewAccount { login, ..account("texel-in-hoorn", "gemeente-hoorn", Role::Official) };
    h.vault.set_accounts(vec![second]).await.unwrap();
    let second = h.vault.actor("texel-in-hoorn").await.unwrap().unwrap();
    confirmed(&h, &second, "texel@example.org", MailWay::Daily).await;
    assert_eq!(h.vault.mailbox(&h.texel).await.unwrap().unwrap().address, "texel@example.org");
    asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
    assert_eq!((next_day(&h).await, goes(&h, Posted::Sent).await.len()), (1, 1));
}

#[tokio::test]
async fn after_days_without_a_server_one_mail_waits_for_each_and_then_it_goes() {
    let h = house().await;
    let id = h.sheet("blad").await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    passes(&h, DAY);
    let mut tries = 0;
    for _ in 0..4 {
        asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
        assert_eq!(h.vault.mail_daily(today(&h)).await.unwrap(), 1);
        for _ in 0..96 {
            tries += goes(&h, Posted::Down(MailTrouble::Unreached)).await.len();
            passes(&h, HOUR / 4);
            assert_eq!(h.vault.mail_give_up().await.unwrap(), 0);
        }
    }
    assert!((60..140).contains(&tries), "after a minute, and then less and less often, up to once in an hour: {tries}");
    let keeper = keeper(&h).await;
    let state = h.vault.mail_state(&keeper).await.unwrap();
    assert_eq!((state.waiting, state.trouble.map(|(_, why)| why)), (1, Some(MailTrouble::Unreached)));
    passes(&h, HOUR);
    assert_eq!(goes(&h, Posted::Sent).await, [(MINE.to_owned(), ASKED)]);
    assert_eq!(h.vault.mail_ready().await.unwrap(), 0);
    // A code that comes when it is dead helps nobody.
    sets(&h, &h.police, "agent@politie.example", MailWay::Daily).await.unwrap();
    goes(&h, Posted::Down(MailTrouble::Slow)).await;
    passes(&h, DAY);
    assert_eq!((h.vault.mail_give_up().await.unwrap(), goes(&h, Posted::Sent).await), (1, vec![]));
}

async fn keeper(h: &House) -> Actor {
    h.vault.set_accounts(vec![account("beheer", "gemeente-texel", Role::Keeper)]).await.unwrap();
    h.vault.actor("beheer").await.unwrap().unwrap()
}

#[tokio::test]
async fn after_three_days_a_mail_is_given_up_and_the_person_is_told_anew() {
    let h = house().await;
    let id = h.sheet("blad").await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
    assert_eq!(next_day(&h).await, 1);
    goes(&h, Posted::NotThis(MailTrouble::Address)).await;
    passes(&h, 3 * DAY - 1);
    assert_eq!(h.vault.mail_give_up().await.unwrap(), 0);
    passes(&h, 1);
    assert_eq!((h.vault.mail_ready().await.unwrap(), h.vault.mail_give_up().await.unwrap()), (1, 1));
    let state = h.vault.mail_state(&keeper(&h).await).await.unwrap();
    assert_eq!((state.waiting, state.given_up), (0, vec![(h.hoorn.person.clone(), h.vault.now())]));
    assert_eq!((next_day(&h).await, goes(&h, Posted::Sent).await.len()), (1, 1));
    // What came of a mail is known for a month.
    passes(&h, 30 * DAY + 1);
    assert!(h.vault.lapse().await.unwrap().mail > 0);
    assert_eq!(h.behind("DELETE FROM mail").await, 0);
}

#[tokio::test]
async fn a_refused_address_gets_nothing_until_it_is_confirmed_again() {
    let h = house().await;
    let id = h.sheet("blad").await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
    assert_eq!((next_day(&h).await, goes(&h, Posted::Refused).await.len()), (1, 1));
    let day = today(&h);
    assert_eq!(stand(&h, &h.hoorn).await, Some(MailboxStand::Refused(day)));
    let state = h.vault.mail_state(&keeper(&h).await).await.unwrap();
    assert_eq!(state.refused, [(h.hoorn.person.clone(), day)]);
    assert_eq!(state.trouble.map(|(_, why)| why), Some(MailTrouble::NoAddress));
    assert!(!format!("{state:?}").contains('@'));
    asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
    assert_eq!((next_day(&h).await, goes(&h, Posted::Sent).await), (0, vec![]));
    // Changing when it is used confirms nothing: a code goes there first.
    sets(&h, &h.hoorn, MINE, MailWay::Daily).await.unwrap();
    let code = code(&h).await;
    h.vault.mailbox_confirm(&h.hoorn, &code).await.unwrap().unwrap();
    assert_eq!(next_day(&h).await, 1);
}

#[tokio::test]
async fn what_came_of_a_mail_is_not_held_against_the_address_that_took_its_place() {
    let h = house().await;
    sets(&h, &h.hoorn, MINE, MailWay::Daily).await.unwrap();
    let under_way = h.vault.mail_next().await.unwrap().unwrap();
    sets(&h, &h.hoorn, "nieuw@hoorn.example", MailWay::Daily).await.unwrap();
    h.vault.mail_posted(under_way, Posted::Refused).await.unwrap();
    assert!(matches!(stand(&h, &h.hoorn).await, Some(MailboxStand::Coded(_))));
    assert_eq!(goes(&h, Posted::Sent).await.len(), 1, "the code for the new one still goes");
}

#[tokio::test]
async fn an_address_goes_with_its_person_by_hand_and_by_its_day() {
    let h = house().await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    confirmed(&h, &h.police, "agent@politie.example", MailWay::Daily).await;
    assert_eq!(h.vault.lapse().await.unwrap(), RunOut::default());
    h.vault.close_account(&h.hoorn.person).await.unwrap();
    let yesterday = today(&h).yesterday().unwrap();
    let until = NewAccount { until: Some(yesterday), ..account("agent", "politie-nh", Role::Police) };
    h.vault.set_accounts(vec![until]).await.unwrap();
    assert_eq!(h.vault.run_out().await.unwrap(), RunOut { mail: 1, ..RunOut::default() });
    assert_eq!(h.vault.lapse().await.unwrap(), RunOut { mail: 1, ..RunOut::default() });
    assert_eq!(h.behind("DELETE FROM mailbox").await, 0);
}

#[tokio::test]
async fn the_book_tells_that_an_address_was_set_confirmed_refused_and_removed_and_never_which() {
    let h = house().await;
    let id = h.sheet("blad").await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    asked(&h, id, "gemeente-hoorn", today(&h), None, false).await;
    next_day(&h).await;
    goes(&h, Posted::Refused).await;
    h.vault.mailbox_set(&h.hoorn, None).await.unwrap().unwrap();
    h.vault.mailbox_set(&h.hoorn, None).await.unwrap().unwrap();
    let book = h.book(50).await;
    let told: Vec<&str> = book.iter().rev().map(|line| line.act.as_str()).filter(|act| act.contains("mail")).collect();
    assert_eq!(told, ["account.mail-set", "account.mail-confirmed", "account.mail-refused", "account.mail-removed"]);
    assert!(!format!("{book:?}").contains("hoorn.example"));
    assert_eq!(format!("{:?}", h.vault.mailbox(&h.hoorn).await.unwrap()), "None");
}

#[tokio::test]
async fn an_address_lies_sealed_in_the_store_and_opens_for_its_own_person_alone() {
    let h = house().await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    confirmed(&h, &h.texel, "texel@example.org", MailWay::Daily).await;
    sets(&h, &h.police, "agent@politie.example", MailWay::Daily).await.unwrap();
    if on_sqlite() {
        let bytes: Vec<u8> =
            files(h.folder.path()).iter().flat_map(|file| std::fs::read(file).unwrap_or_default()).collect();
        for word in [MINE, "hoorn.example", "texel@", "politie.example"] {
            assert!(memchr::memmem::find(&bytes, word.as_bytes()).is_none(), "{word}");
        }
    }
    assert_eq!(h.verify().await.wrong, [""; 0]);
    let swap = "UPDATE mailbox SET body = (SELECT body FROM mailbox WHERE account = 'texel') WHERE account = 'hoorn'";
    assert_eq!(h.behind(swap).await, 1);
    assert_eq!((stand(&h, &h.hoorn).await, h.verify().await.wrong.len()), (None, 1));
    assert_eq!(h.behind("UPDATE mail SET body = NULL WHERE account = 'texel'").await, 1);
    // What somebody changed stands in nobody's way.
    assert_eq!(h.behind("UPDATE mail SET account = 'hoorn', sort = 'asked' WHERE account = 'agent'").await, 1);
    assert!(h.vault.mail_next().await.unwrap().is_none());
    assert_eq!(h.vault.mail_ready().await.unwrap(), 0);
}

fn files(at: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(at) else { return Vec::new() };
    let of = |path: std::path::PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flatten().flat_map(|entry| of(entry.path())).collect()
}

#[tokio::test]
async fn who_keeps_the_house_reads_how_mail_goes_and_nobody_else_does() {
    let h = house().await;
    for who in [&h.hoorn, &h.police, &Actor { designated: false, ..keeper(&h).await }] {
        assert_eq!(h.vault.mail_state(who).await.unwrap_err(), Error::Denied);
    }
    h.vault.mail_state(&keeper(&h).await).await.unwrap();
    let book = h.book(9).await;
    let told: Vec<&str> = book.iter().filter(|l| l.act == "mail.state").map(|l| l.outcome.as_str()).collect();
    assert_eq!(told, ["list", "refused", "refused", "refused"]);
}

#[tokio::test]
async fn a_backup_holds_addresses_and_no_mail_that_waits() {
    let h = house().await;
    confirmed(&h, &h.hoorn, MINE, MailWay::Daily).await;
    sets(&h, &h.police, "agent@politie.example", MailWay::Daily).await.unwrap();
    let (vault, clock, folder) = (h.vault.clone(), h.clock.clone(), tempfile::tempdir().unwrap());
    let there = move || {
        let (into, mut rows, mut ring) = (place(&folder), Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        restore(&into, &master(), &mut rows.as_slice(), &mut ring.as_slice(), vault.now(), || ()).unwrap();
        let _kept = folder.keep();
        Vault::open(Opening { clock, ..opening(&into) }).unwrap()
    };
    let other = tokio::task::spawn_blocking(there).await.unwrap();
    assert_eq!(other.mailbox(&h.hoorn).await.unwrap(), h.vault.mailbox(&h.hoorn).await.unwrap());
    assert_eq!((h.vault.mail_ready().await.unwrap(), other.mail_ready().await.unwrap()), (1, 0));
}
