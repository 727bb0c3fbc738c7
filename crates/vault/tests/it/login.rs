//! Passwords, six digits and sessions.

use crate::house::*;
use kernel::Lang;
use std::sync::atomic::Ordering;
use totp_rs::Totp;
use vault::*;

const PASSWORD: &str = "een lang wachtwoord";

#[tokio::test]
async fn the_right_password_and_code_open_once() {
    let h = house().await;
    let url = h.vault.set_password(&h.hoorn.person, PASSWORD).await.unwrap().unwrap();
    let totp = Totp::from_url(&url).unwrap();
    let now = u64::try_from(h.vault.now().as_second()).unwrap();
    let code = totp.generate(now).to_string();
    assert!(h.vault.login("hoorn", "verkeerd wachtwoord", &code).await.unwrap().is_err());
    assert!(h.vault.login("hoorn", PASSWORD, "000000").await.unwrap().is_err());
    assert!(h.vault.login("niemand", PASSWORD, &code).await.unwrap().is_err());
    assert_eq!(h.vault.login("hoorn", PASSWORD, &code).await.unwrap().unwrap(), h.hoorn.person);
    assert!(h.vault.login("hoorn", PASSWORD, &code).await.unwrap().is_err(), "a code serves once");
    assert!(h.vault.set_password(&h.hoorn.person, "kort").await.unwrap().is_err());
}

#[tokio::test]
async fn after_ten_wrong_tries_the_door_stays_closed_for_a_while() {
    let h = house().await;
    for _ in 0..10 {
        let no = h.vault.login("texel", "x", "0").await.unwrap().unwrap_err();
        assert!(no.why.nl.contains("klopt niet"));
    }
    assert!(h.vault.login("texel", "x", "0").await.unwrap().unwrap_err().why.nl.contains("kwartier"));
    h.clock.0.fetch_add(16 * 60, Ordering::SeqCst);
    assert!(h.vault.login("texel", "x", "0").await.unwrap().unwrap_err().why.nl.contains("klopt niet"));
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
        tokio::spawn(
            async move { vault.login(&format!("niemand-{n}"), PASSWORD, "000000").await.unwrap().unwrap_err() },
        )
    };
    let (mut tried, mut crowded) = (0, 0);
    for said in (0..40).map(one).collect::<Vec<_>>() {
        match said.await.unwrap() {
            why if why == CROWDED => crowded += 1,
            why => tried += usize::from(why.why.nl.contains("klopt niet")),
        }
    }
    assert!(tried >= 2 && crowded > 0 && tried + crowded == 40, "{tried} {crowded}");
    assert!(vault.login("niemand", PASSWORD, "0").await.unwrap().unwrap_err().why.nl.contains("klopt niet"));
}
