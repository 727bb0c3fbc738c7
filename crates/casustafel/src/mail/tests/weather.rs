//! Bad weather between the house and its mail server: nothing is lost, nobody is flooded, and what a server says is written nowhere.

use super::{
    MORNING, NIGHT, doing, house, mail_to, opened,
    server::{Does, Server, Taken},
};
use crate::{
    clock::{Act, Clockwork},
    mail::{Mail, tests::House},
    settings::CheckpointSettings,
};
use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use vault::{MailState, MailTrouble, MailWay, MailboxStand};

const PLAIN: &str = "tls = \"none\"";
const EXPERT: &str = "expert@huis.example";
const MAYOR: &str = "gemeente@hoorn.example";

/// Two people with an address, of whom something is asked since yesterday; it is eight o'clock.
async fn morning() -> (House, Server, Mail) {
    let (house, server) = (house().await, Server::start().await);
    house.confirmed("expert-nh", EXPERT, MailWay::Daily).await;
    house.confirmed("gemeente-hoorn", MAYOR, MailWay::Daily).await;
    house.signal("expert-nh", "Bram Verzonnen", false).await;
    house.signal("gemeente-hoorn", "Iris Bedacht", false).await;
    house.clock.set(MORNING);
    let mail = mail_to(server.port, PLAIN);
    (house, server, mail)
}

async fn state(house: &House) -> MailState {
    house.vault.mail_state(&house.actor("beheer").await).await.unwrap()
}

fn whom(taken: &[Taken]) -> Vec<&str> {
    let mut all: Vec<&str> = taken.iter().map(|(to, _)| to.trim_matches(['<', '>'])).collect();
    all.sort_unstable();
    all
}

async fn stand(house: &House, person: &str) -> MailboxStand {
    house.vault.mailbox(&house.actor(person).await).await.unwrap().unwrap().stand
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_mailed_from_eight_on_a_working_day_and_once() {
    let (house, server, mail) = morning().await;
    house.clock.set(NIGHT);
    assert_eq!(Act::Remind.due(&house.vault, &doing(&mail)).await.unwrap(), None);
    house.walks(&mail).await;
    assert_eq!(server.taken(), []);
    house.clock.set(MORNING);
    assert_eq!(Act::Remind.due(&house.vault, &doing(&mail)).await.unwrap().as_deref(), Some("people=2"));
    house.walks(&mail).await;
    house.walks(&mail).await;
    assert_eq!(whom(&server.taken()), [EXPERT, MAYOR]);
    // Saturday: what is asked since waits for Monday.
    house.clock.days(2);
    house.signal("gemeente-hoorn", "Otto Nergens", false).await;
    house.clock.days(1);
    house.walks(&mail).await;
    assert_eq!(server.taken(), []);
    house.clock.days(2);
    house.walks(&mail).await;
    assert!(whom(&server.taken()).contains(&MAYOR));
    // A house without a mail server puts none either.
    assert_eq!(Act::Remind.due(&house.vault, &crate::clock::Doing::default()).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_chose_to_hear_of_what_is_urgent_does_at_any_hour_and_once() {
    let (house, server, mail) = morning().await;
    let actor = house.actor("gemeente-hoorn").await;
    house.vault.mailbox_set(&actor, Some((MAYOR.to_owned(), MailWay::AtOnce))).await.unwrap().unwrap();
    house.walks(&mail).await;
    let calm = server.taken();
    assert!(calm.iter().all(|(_, mail)| !mail.contains("dringends")), "{calm:?}");
    house.clock.minutes(14 * 60);
    house.signal("gemeente-hoorn", "Spoed Verzonnen", true).await;
    house.walks(&mail).await;
    house.walks(&mail).await;
    let taken = server.taken();
    assert_eq!(whom(&taken), [MAYOR]);
    assert!(
        taken[0].1.contains("Er is iets dringends bij.") && taken[0].1.contains("Some of it is urgent."),
        "{taken:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_without_a_server_is_survived_with_one_mail_for_each() {
    let (house, server, mail) = morning().await;
    // Nobody listens there.
    let nowhere = mail_to(free_port(), PLAIN);
    for _ in 0..24 {
        house.walks(&nowhere).await;
        house.clock.minutes(60);
    }
    house.signal("gemeente-hoorn", "Otto Nergens", false).await;
    house.walks(&nowhere).await;
    let down = state(&house).await;
    assert_eq!((down.waiting, down.sent.is_some()), (2, true), "the codes went before it");
    assert_eq!(down.trouble.map(|(_, why)| why), Some(MailTrouble::Unreached));
    house.clock.minutes(60);
    house.walks(&mail).await;
    assert_eq!(whom(&server.taken()), [EXPERT, MAYOR]);
    assert_eq!(state(&house).await.waiting, 0);
}

pub(super) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_refuses_one_address_takes_the_others_and_the_one_is_told() {
    let (house, server, mail) = morning().await;
    let refused = format!("RCPT TO:<{EXPERT}>");
    server.at(&refused, Does::Says("450 4.2.1 <expert@huis.example> greylisted"));
    house.walks(&mail).await;
    assert_eq!(whom(&server.taken()), [MAYOR]);
    assert_eq!(state(&house).await.trouble.map(|(_, why)| why), Some(MailTrouble::Address));
    assert_eq!(stand(&house, "expert-nh").await, MailboxStand::Confirmed, "it may go later");
    server.at(&refused, Does::Says("550 5.1.1 <expert@huis.example>: no such user here"));
    house.clock.minutes(2);
    house.walks(&mail).await;
    let day = kernel::local_day(house.vault.now());
    assert_eq!(stand(&house, "expert-nh").await, MailboxStand::Refused(day));
    assert_eq!(stand(&house, "gemeente-hoorn").await, MailboxStand::Confirmed);
    server.heard();
    house.clock.days(1);
    house.signal("expert-nh", "Otto Nergens", false).await;
    house.walks(&mail).await;
    assert!(!server.heard().contains(&refused), "nothing is tried there any more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_the_house_is_held_against_nobodys_address() {
    let (house, server, mut mail) = morning().await;
    mail.postman.patience = Duration::from_millis(1500);
    let weathers = [
        ("GREETING", Does::HangsUp, MailTrouble::Unreached),
        ("GREETING", Does::Nothing, MailTrouble::Slow),
        ("GREETING", Does::Says("554 5.3.2 not here"), MailTrouble::Busy),
        ("MAIL", Does::Says("553 5.1.8 who is casustafel@huis.example"), MailTrouble::Sender),
        ("MAIL", Does::Says("451 4.3.2 later"), MailTrouble::Busy),
        ("RCPT", Does::Says("554 5.7.1 <expert@huis.example>: relay access denied"), MailTrouble::Sender),
        ("RCPT", Does::Says("530 authenticate first"), MailTrouble::Sender),
        ("RCPT", Does::Says("421 too many"), MailTrouble::Busy),
        ("DATA", Does::Nothing, MailTrouble::Slow),
        ("DATA", Does::Says("554 no valid recipients"), MailTrouble::Busy),
        (".", Does::HangsUp, MailTrouble::Unreached),
        (".", Does::Says("452 4.3.1 no room"), MailTrouble::Busy),
    ];
    for (step, does, why) in weathers {
        server.fair();
        server.at(step, does);
        house.clock.minutes(61);
        house.walks(&mail).await;
        let told = state(&house).await;
        assert_eq!(told.trouble.map(|(_, why)| why), Some(why), "{step} {does:?}");
        assert_eq!((told.waiting, told.refused.len()), (2, 0), "{step} {does:?}");
    }
    server.taken();
    server.fair();
    house.clock.minutes(61);
    house.walks(&mail).await;
    assert_eq!(whom(&server.taken()), [EXPERT, MAYOR]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_to_which_the_house_may_not_send_holds_up_nobody_elses_mail() {
    let (house, server, mail) = morning().await;
    server.at("RCPT TO:<expert@huis.example>", Does::Says("554 5.7.1 relay access denied"));
    house.walks(&mail).await;
    assert_eq!(whom(&server.taken()), [MAYOR]);
    let told = state(&house).await;
    assert_eq!((told.waiting, told.refused.len()), (1, 0), "and it is held against nobody");
    assert_eq!(told.trouble.map(|(_, why)| why), Some(MailTrouble::Sender));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_house_logs_in_with_the_password_out_of_a_file() {
    let (house, server, _) = morning().await;
    let file = house.folder.path().join("mailwachtwoord");
    crate::opening::own_file(&file).unwrap().write_all(b"geheim\n").unwrap();
    let login = format!("{PLAIN}\nlogin = \"huis\"\npassword_file = {:?}", file.to_str().unwrap());
    let mail = mail_to(server.port, &login);
    server.at("AUTH", Does::Says("535 5.7.8 wrong"));
    house.walks(&mail).await;
    assert_eq!(state(&house).await.trouble.map(|(_, why)| why), Some(MailTrouble::Login));
    server.fair();
    house.clock.minutes(2);
    house.walks(&mail).await;
    assert_eq!(whom(&server.taken()), [EXPERT, MAYOR]);
    // \0huis\0geheim
    assert!(server.heard().contains(&"AUTH PLAIN AGh1aXMAZ2VoZWlt".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_nodes_that_send_at_once_each_mail_goes_once() {
    let (house, server, mail) = morning().await;
    let other = opened(&house.database, &house.clock, "2").await;
    for who in ["politie-nh", "om-nh", "reclassering"] {
        let actor = house.actor(who).await;
        house.vault.mailbox_set(&actor, Some((format!("{who}@org.example"), MailWay::Daily))).await.unwrap().unwrap();
    }
    let doing = doing(&mail);
    let both = async |act: Act| tokio::join!(act.run(&house.vault, &doing), act.run(&other, &doing));
    both(Act::Remind).await.0.unwrap();
    for _ in 0..3 {
        let (one, two) = both(Act::Post).await;
        one.and(two).unwrap();
    }
    let taken = server.taken();
    let expected = [EXPERT, MAYOR, "om-nh@org.example", "politie-nh@org.example", "reclassering@org.example"];
    assert_eq!(whom(&taken), expected, "three codes and two reminders");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_says_nothing_holds_up_nothing_else_that_the_clock_does() {
    let (house, server, mail) = morning().await;
    server.at("GREETING", Does::Nothing);
    let settings = CheckpointSettings { every_seconds: 10 };
    let clockwork = Clockwork::start(&house.vault, &settings, Some(mail), None);
    let began = Instant::now();
    let waits = async || {
        assert!(began.elapsed() < Duration::from_secs(60), "not within the promised time");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    while server.met() == 0 {
        waits().await;
    }
    house.signal("gemeente-hoorn", "Otto Nergens", false).await;
    house.clock.minutes(1);
    while house.vault.outside_checkpoint().await.unwrap().is_some() {
        waits().await;
    }
    let state = state(&house).await;
    assert_eq!((state.waiting, state.trouble), (2, None), "the server is still waited for");
    clockwork.end().await;
}

/// Everything that the program logs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Whatever other tests log meanwhile is heard too, and has to be as silent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_server_says_of_an_address_is_in_no_log_and_in_no_line_of_the_book() {
    let (house, server, mail) = morning().await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    for (step, says) in [
        ("MAIL", "553 5.1.8 casustafel@huis.example may not"),
        ("RCPT", "554 5.7.1 <expert@huis.example>: relay access denied"),
        ("RCPT", "450 4.2.1 <expert@huis.example> later"),
        ("RCPT", "550 5.1.1 <expert@huis.example> unknown"),
    ] {
        server.fair();
        server.at(step, Does::Says(says));
        house.walks(&mail).await;
        house.clock.minutes(61);
    }
    assert_eq!(state(&house).await.refused.len(), 2);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("no mail goes out now"), "{log}");
    let book = format!("{:?}", super::rig::book(&house.vault, 500).await);
    for text in [&log, &book] {
        assert!(!text.contains("example") && !text.contains("Verzonnen"), "{text}");
    }
    assert!(book.contains("account.mail-refused") && book.contains("clock.post"), "{book}");
}
