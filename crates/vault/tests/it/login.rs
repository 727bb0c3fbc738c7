//! Passwords, six digits and sessions.

use crate::house::{House, *};
use kernel::Lang;
use std::sync::atomic::Ordering;
use totp_rs::Totp;
use vault::*;

const PASSWORD: &str = "paard batterij nietje";
const HERE: &str = "192.0.2.1";
const THERE: &str = "198.51.100.7";

#[tokio::test]
async fn the_right_password_and_code_open_once() {
    let h = house().await;
    let url = h.vault.set_password(&h.hoorn.person, PASSWORD).await.unwrap().unwrap();
    let totp = Totp::from_url(&url).unwrap();
    let now = u64::try_from(h.vault.now().as_second()).unwrap();
    let code = totp.generate(now).to_string();
    assert!(h.vault.login(HERE, "hoorn", "verkeerd wachtwoord", &code).await.unwrap().is_err());
    assert!(h.vault.login(HERE, "hoorn", PASSWORD, "000000").await.unwrap().is_err());
    assert!(h.vault.login(HERE, "niemand", PASSWORD, &code).await.unwrap().is_err());
    assert_eq!(h.vault.login(HERE, "hoorn", PASSWORD, &code).await.unwrap().unwrap(), h.hoorn.person);
    assert!(h.vault.login(HERE, "hoorn", PASSWORD, &code).await.unwrap().is_err(), "a code serves once");
    assert!(h.vault.set_password(&h.hoorn.person, "kort").await.unwrap().is_err());
}

/// The six digits of this moment.
fn code(h: &House, url: &str) -> String {
    let now = u64::try_from(h.vault.now().as_second()).unwrap();
    Totp::from_url(url).unwrap().generate(now).to_string()
}

async fn seconds(h: &House, source: &str, person: &str) -> Option<u64> {
    match h.vault.login(source, person, "x", "0").await.unwrap().unwrap_err() {
        NotIn::Later { seconds } => Some(seconds),
        NotIn::Wrong(_) | NotIn::Crowded | NotIn::Ended { .. } => None,
    }
}

#[tokio::test]
async fn wrong_tries_slow_down_and_never_shut_out() {
    let h = house().await;
    for _ in 0..6 {
        assert_eq!(seconds(&h, HERE, "texel").await, None);
    }
    let first = seconds(&h, HERE, "texel").await.unwrap();
    assert!((1..=2).contains(&first), "{first}");
    // Nobody else waits: not the same name elsewhere, not another name here.
    assert_eq!(seconds(&h, THERE, "texel").await, None);
    assert_eq!(seconds(&h, HERE, "agent").await, None);
    for _ in 0..30 {
        h.clock.0.fetch_add(60, Ordering::SeqCst);
        let later = seconds(&h, HERE, "texel").await;
        assert!(later.is_none_or(|s| s <= 60), "never longer than a minute: {later:?}");
    }
}

/// Two nodes at one store are two vaults at one database.
#[tokio::test]
async fn all_nodes_count_as_one_and_a_restart_forgets_nothing() {
    let h = house().await;
    let with = opening(&h.database);
    let clock = h.clock.clone();
    let other = tokio::task::spawn_blocking(move || Vault::open(Opening { clock, ..with }).unwrap()).await.unwrap();
    for n in 0..6 {
        let vault = if n % 2 == 0 { &h.vault } else { &other };
        assert!(matches!(vault.login(HERE, "texel", "x", "0").await.unwrap(), Err(NotIn::Wrong(_))));
    }
    assert!(matches!(other.login(HERE, "texel", "x", "0").await.unwrap(), Err(NotIn::Later { .. })));
    assert!(seconds(&h, HERE, "texel").await.is_some());
}

#[tokio::test]
async fn right_credentials_are_never_kept_waiting_where_the_person_was_before() {
    let h = house().await;
    let url = h.vault.set_password(&h.hoorn.person, PASSWORD).await.unwrap().unwrap();
    assert!(h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap().is_ok());
    h.clock.0.fetch_add(60, Ordering::SeqCst);
    // Ten thousand invented names and a crowd at this name, from many places.
    for n in 0..40 {
        drop(h.vault.login(&format!("203.0.113.{n}"), "hoorn", "x", "0").await.unwrap());
    }
    assert!(seconds(&h, THERE, "hoorn").await.is_some(), "an unknown place waits");
    assert_eq!(h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap(), Ok(h.hoorn.person.clone()));
    h.clock.0.fetch_add(60, Ordering::SeqCst);
    assert!(seconds(&h, THERE, "agent").await.is_none());
}

#[tokio::test]
async fn whoever_is_right_hears_that_their_designation_ended_and_nobody_else_does() {
    let h = house().await;
    let url = h.vault.set_password(&h.hoorn.person, PASSWORD).await.unwrap().unwrap();
    let today = kernel::local_day(h.vault.now());
    let ends = NewAccount { until: Some(today), ..account("hoorn", "gemeente-hoorn", Role::Official) };
    h.vault.set_accounts(vec![ends]).await.unwrap();
    assert_eq!(h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap(), Ok(h.hoorn.person.clone()));
    h.clock.0.fetch_add(86_400, Ordering::SeqCst);
    for (password, digits) in [("verkeerd wachtwoord", code(&h, &url)), (PASSWORD, "000000".into())] {
        let wrong = h.vault.login(HERE, "hoorn", password, &digits).await.unwrap();
        assert!(matches!(wrong, Err(NotIn::Wrong(_))), "{wrong:?}");
    }
    let told = h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap().unwrap_err();
    assert_eq!(told, NotIn::Ended { on: today });
    assert!(
        told.says().why.nl.contains(&kernel::day_month_year(today).to_string())
            && told.says().why.en.contains("designation")
    );
    let again = h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap();
    assert!(matches!(again, Err(NotIn::Wrong(_))), "a code serves once, also for this: {again:?}");
    let last = &h.book(1).await[0];
    assert_eq!((last.act.as_str(), last.outcome.as_str()), ("account.login", "refused"));
    // A closed account is as unknown as one that never was.
    h.vault.close_account(&h.hoorn.person).await.unwrap();
    h.clock.0.fetch_add(60, Ordering::SeqCst);
    let closed = h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap();
    let never = h.vault.login(HERE, "niemand", PASSWORD, &code(&h, &url)).await.unwrap();
    assert_eq!(closed, never);
}

#[tokio::test]
async fn failures_are_one_line_with_a_count_and_no_name_that_was_typed() {
    let h = house().await;
    let before = h.book(500).await.len();
    for _ in 0..40 {
        h.clock.0.fetch_add(5, Ordering::SeqCst);
        drop(h.vault.login(HERE, "mijn wachtwoord per ongeluk", "x", "0").await.unwrap());
    }
    let book = h.book(500).await;
    let lines = &book[..book.len() - before];
    assert!((1..=2).contains(&lines.len()), "{}", lines.len());
    assert!(
        lines.iter().all(|l| l.act == "account.login" && l.outcome == "refused" && !l.person.contains("wachtwoord"))
    );
    let url = h.vault.set_password(&h.hoorn.person, PASSWORD).await.unwrap().unwrap();
    assert!(h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap().is_ok());
    let last = h.book(2).await;
    let acts: Vec<(&str, &str)> = last.iter().map(|l| (l.act.as_str(), l.person.as_str())).collect();
    assert!(
        acts.contains(&("account.login", "hoorn")) && acts.contains(&("account.password", "casustafel")),
        "{acts:?}"
    );
}

#[tokio::test]
async fn a_clock_that_ran_ahead_shuts_nobody_out() {
    let h = house().await;
    let url = h.vault.set_password(&h.hoorn.person, PASSWORD).await.unwrap().unwrap();
    h.clock.0.fetch_add(86_400, Ordering::SeqCst);
    assert!(h.vault.login(HERE, "hoorn", PASSWORD, &code(&h, &url)).await.unwrap().is_ok());
    let ahead = h.vault.session_open(&h.hoorn.person, SessionSort::Browser, Lang::Nl).await.unwrap();
    h.clock.0.fetch_sub(86_400, Ordering::SeqCst);
    assert!(h.vault.session(&ahead).await.unwrap().is_none(), "a session of tomorrow is not believed");
    let now = code(&h, &url);
    assert!(h.vault.login(HERE, "hoorn", PASSWORD, &now).await.unwrap().is_ok());
    assert!(h.vault.login(HERE, "hoorn", PASSWORD, &now).await.unwrap().is_err(), "and a code still serves once");
}

#[tokio::test]
async fn another_password_ends_every_session_and_token_and_each_ends_their_own() {
    let h = house().await;
    let open = |sort| h.vault.session_open(&h.hoorn.person, sort, Lang::Nl);
    let (browser, token) = (open(SessionSort::Browser).await.unwrap(), open(SessionSort::Token).await.unwrap());
    h.vault.set_password(&h.hoorn.person, PASSWORD).await.unwrap().unwrap();
    assert!(h.vault.session(&browser).await.unwrap().is_none() && h.vault.session(&token).await.unwrap().is_none());
    let (mine, other) = (open(SessionSort::Browser).await.unwrap(), open(SessionSort::Token).await.unwrap());
    let all = h.vault.sessions_of(&h.hoorn.person, &mine).await.unwrap();
    assert_eq!(all.iter().filter(|s| s.mine).count(), 1);
    let key = &all.iter().find(|s| !s.mine).unwrap().key;
    assert_eq!(h.vault.sessions_end(&h.texel.person, Some(key), &h.texel).await.unwrap(), 0, "not somebody else's");
    assert_eq!(h.vault.sessions_end(&h.hoorn.person, Some(key), &h.hoorn).await.unwrap(), 1);
    assert!(h.vault.session(&other).await.unwrap().is_none());
    assert!(h.vault.session(&mine).await.unwrap().is_some());
    assert_eq!(h.vault.sessions_end(&h.hoorn.person, None, &h.texel).await.unwrap(), 1);
    assert!(h.vault.session(&mine).await.unwrap().is_none());
}

#[tokio::test]
async fn a_session_ends_when_idle_when_old_and_when_closed() {
    let h = house().await;
    let open = || h.vault.session_open(&h.hoorn.person, SessionSort::Browser, Lang::Nl);
    let valid = async |token: &str| h.vault.session(token).await.unwrap().is_some();
    let idle = open().await.unwrap();
    assert!(valid(&idle).await);
    assert!(!valid("something else").await);
    h.clock.0.fetch_add(31 * 60, Ordering::SeqCst);
    assert!(!valid(&idle).await);
    let old = open().await.unwrap();
    for _ in 0..21 {
        h.clock.0.fetch_add(29 * 60, Ordering::SeqCst);
        valid(&old).await;
    }
    assert!(!valid(&old).await, "ten hours is the end, however busy");
    let closed = open().await.unwrap();
    h.vault.session_lang(&closed, Lang::En).await.unwrap();
    assert_eq!(h.vault.session(&closed).await.unwrap().unwrap().lang, Lang::En);
    h.vault.session_close(&closed).await.unwrap();
    assert!(!valid(&closed).await);
    let revoked = open().await.unwrap();
    h.vault.close_account(&h.hoorn.person).await.unwrap();
    assert!(!valid(&revoked).await);
}

/// 80 logins at once took 1.4 GB: each password is hashed in 19 MiB, and nothing held how many at once.
#[tokio::test]
async fn more_logins_at_once_than_fit_are_told_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let open = move || {
        let mut with = opening(&place(&folder));
        with.passwords = Places::new(1, 1);
        (Vault::open(with).unwrap(), folder)
    };
    let (vault, _folder) = tokio::task::spawn_blocking(open).await.unwrap();
    let one = |n: usize| {
        let vault = vault.clone();
        tokio::spawn(async move {
            vault.login(HERE, &format!("niemand-{n}"), PASSWORD, "000000").await.unwrap().unwrap_err()
        })
    };
    let (mut tried, mut crowded) = (0, 0);
    for said in (0..40).map(one).collect::<Vec<_>>() {
        match said.await.unwrap() {
            NotIn::Crowded => crowded += 1,
            NotIn::Wrong(_) => tried += 1,
            NotIn::Later { .. } | NotIn::Ended { .. } => panic!("nobody waits yet"),
        }
    }
    assert!(tried >= 2 && crowded > 0 && tried + crowded == 40, "{tried} {crowded}");
    assert!(matches!(vault.login(HERE, "niemand", PASSWORD, "0").await.unwrap(), Err(NotIn::Wrong(_))));
}

#[tokio::test]
async fn a_person_has_twenty_tokens_and_the_next_is_refused_until_one_ends() {
    let h = house().await;
    let (who, other) = (h.hoorn.person.clone(), h.police.person.clone());
    let open = || h.vault.token_open(&who, Lang::Nl);
    let mut tokens = Vec::new();
    for _ in 0..20 {
        tokens.push(open().await.unwrap().unwrap());
    }
    let refused = open().await.unwrap().unwrap_err();
    assert!(refused.why.nl.contains("twintig tokens") && refused.why.en.contains("twenty tokens"), "{refused:?}");
    assert!(h.vault.session(&tokens[0]).await.unwrap().is_some(), "those there are stay");
    // Nobody else is kept from anything, nor this person from a browser.
    assert!(h.vault.token_open(&other, Lang::Nl).await.unwrap().is_ok());
    assert!(h.vault.session_open(&who, SessionSort::Browser, Lang::Nl).await.is_ok());
    h.vault.session_close(&tokens[0]).await.unwrap();
    assert!(open().await.unwrap().is_ok() && open().await.unwrap().is_err());
    // What is no longer valid does not count.
    h.clock.0.fetch_add(30 * 86_400 + 1, Ordering::SeqCst);
    assert!(open().await.unwrap().is_ok());
}

#[tokio::test]
async fn of_fifty_browsers_the_one_used_longest_ago_makes_room_for_the_next() {
    let h = house().await;
    let open = || h.vault.session_open(&h.hoorn.person, SessionSort::Browser, Lang::Nl);
    let token = h.vault.token_open(&h.hoorn.person, Lang::Nl).await.unwrap().unwrap();
    let mut browsers = Vec::new();
    for _ in 0..50 {
        browsers.push(open().await.unwrap());
        h.clock.0.fetch_add(10, Ordering::SeqCst);
    }
    // The first one is used again: now the second is the one that was used longest ago.
    assert!(h.vault.session(&browsers[0]).await.unwrap().is_some());
    let next = open().await.unwrap();
    for (n, there) in [(0, true), (1, false), (2, true), (49, true)] {
        assert_eq!(h.vault.session(&browsers[n]).await.unwrap().is_some(), there, "{n}");
    }
    assert!(h.vault.session(&next).await.unwrap().is_some() && h.vault.session(&token).await.unwrap().is_some());
}

#[tokio::test]
async fn who_took_notice_of_the_statement_of_secrecy_stands_in_the_book_with_its_version() {
    let h = house().await;
    let [first, second] = ["Wat hier ligt, blijft hier.", "Altijd."].map(secrecy_version);
    assert_ne!(first, second);
    let asked = async |version: &str| h.vault.secrecy_acknowledged(&h.hoorn.person, version).await.unwrap();
    assert_eq!(asked(&first).await, None);
    h.vault.acknowledge_secrecy(&h.hoorn, &first).await.unwrap();
    assert_eq!((asked(&first).await.is_some(), asked(&second).await), (true, None));
    assert_eq!(h.vault.secrecy_acknowledged(&h.texel.person, &first).await.unwrap(), None);
    let last = &h.book(1).await[0];
    assert_eq!((last.act.as_str(), last.person.as_str()), ("account.secrecy", h.hoorn.person.as_str()));
    assert!(h.verify().await.wrong.is_empty());
}
