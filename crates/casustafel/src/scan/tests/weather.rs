//! Bad weather between the house and its scanner: nothing is lost, nothing is let through, and nobody else waits.

use super::{
    CHECKED, Clamd, doing, eicar, house, opened, scanner,
    server::{Does, Server},
};
use crate::{
    clock::{Act, Clockwork},
    settings::CheckpointSettings,
};
use std::time::{Duration, Instant};
use vault::{ScanTrouble, Scanned};

fn at(server: &Server) -> Clamd {
    scanner(&format!("127.0.0.1:{}", server.port))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_waits_for_a_scanner_that_is_down_and_goes_on_when_it_is_up() {
    let house = house().await;
    house.adds("verslag.txt", b"Een verslag.").await;
    let gone = Server::start(Does::HangsUp).await;
    let nobody = scanner(&format!("127.0.0.1:{}", super::free_port()));
    house.walks(&nobody).await;
    let state = house.state().await;
    assert_eq!((state.waiting, state.trouble), (1, Some(ScanTrouble::Unreached)));
    assert_eq!(Act::Scan.due(&house.vault, &doing(&nobody)).await.unwrap(), None, "not at once again");
    house.clock.minutes(1);
    house.walks(&at(&gone)).await;
    assert!(house.page().await.contains("in quarantaine"));
    gone.now(Does::Looks);
    house.clock.minutes(2);
    assert_eq!(Act::Scan.due(&house.vault, &doing(&at(&gone))).await.unwrap().as_deref(), Some("documents=1"));
    house.walks(&at(&gone)).await;
    assert!(house.page().await.contains(CHECKED));
    assert_eq!(house.state().await.waiting, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_answer_of_a_scanner_lets_nothing_through() {
    let house = house().await;
    house.adds("verslag.txt", b"Een verslag.").await;
    let server = Server::start(Does::Looks).await;
    for (does, trouble) in [
        (Does::Says("stream: OK\0"), ScanTrouble::Blind),
        (Does::Says("stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0"), ScanTrouble::Refuses),
        (Does::Says("OK"), ScanTrouble::Nonsense),
        (Does::Says("stream: OK FOUND OK\0"), ScanTrouble::Nonsense),
        (Does::Says("stream:OK\0"), ScanTrouble::Nonsense),
        (Does::Says("HTTP/1.1 400 Bad Request\r\n\r\n"), ScanTrouble::Nonsense),
        (Does::Says("\u{1}\u{2}\0"), ScanTrouble::Nonsense),
        (Does::Says(""), ScanTrouble::Unreached),
        (Does::HangsUp, ScanTrouble::Unreached),
        (Does::Babbles, ScanTrouble::Nonsense),
    ] {
        server.now(does);
        house.clock.minutes(61);
        let slow = Clamd { patience: Duration::from_secs(5), ..at(&server) };
        house.walks(&slow).await;
        let state = house.state().await;
        assert_eq!(state.waiting, 1, "{does:?}");
        // Whether a connection breaks before or after the first words is chance.
        let told = state.trouble.unwrap();
        assert!(told == trouble || matches!(does, Does::Babbles), "{does:?}: {told:?}");
    }
    server.now(Does::Nothing);
    house.clock.minutes(61);
    house.walks(&Clamd { patience: Duration::from_millis(300), ..at(&server) }).await;
    assert_eq!(house.state().await.trouble, Some(ScanTrouble::Slow));
    let page = house.page().await;
    assert!(page.contains("in quarantaine") && !page.contains(CHECKED), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_that_the_scanner_does_not_take_holds_up_no_other() {
    let house = house().await;
    house.adds("groot.txt", &vec![b'a'; 400_000]).await;
    house.clock.minutes(1);
    house.adds("klein.txt", b"Een verslag.").await;
    let server = Server::start(Does::Looks).await;
    let awake = at(&server);
    assert_eq!(awake.is_awake().await, Ok(()));
    // Only the large one is more than it takes: the test file and the small one fit.
    server.now(Does::Stops(100_000, "INSTREAM size limit exceeded. ERROR\0"));
    let large = vec![b'a'; 4_000_000];
    assert_eq!(awake.scan(&large).await, Scanned::Not(ScanTrouble::Refuses));
    house.walks(&awake).await;
    let state = house.state().await;
    assert_eq!((state.waiting, state.trouble), (1, Some(ScanTrouble::Refuses)));
    let page = house.page().await;
    assert!(page.contains(CHECKED) && page.contains("in quarantaine"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_nodes_that_scan_at_once_each_document_is_judged_once() {
    let house = house().await;
    let other = opened(&house.database, &house.clock, "2").await;
    house.adds("een.txt", b"Een verslag.").await;
    house.adds("twee.txt", &eicar()).await;
    let server = Server::start(Does::Looks).await;
    let doing = doing(&at(&server));
    for _ in 0..3 {
        let (one, two) = tokio::join!(Act::Scan.run(&house.vault, &doing), Act::Scan.run(&other, &doing));
        one.and(two).unwrap();
    }
    let state = house.state().await;
    assert_eq!((state.waiting, state.found), (0, 1));
    assert!(server.met() <= 6, "what it is known by once for each run that found something: {}", server.met());
    let book = super::rig::book(&house.vault, 200).await;
    assert_eq!(book.iter().filter(|line| line.act == "clock.judge").count(), 2);
    assert_eq!(book.iter().filter(|line| line.act == "clock.scan").count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanner_that_says_nothing_holds_up_nothing_else_that_the_clock_does() {
    let house = house().await;
    house.adds("verslag.txt", b"Een verslag.").await;
    let server = Server::start(Does::Nothing).await;
    let settings = CheckpointSettings { every_seconds: 10 };
    let clockwork = Clockwork::start(&house.vault, &settings, None, Some(at(&server)));
    let began = Instant::now();
    while server.met() == 0 || house.vault.outside_checkpoint().await.unwrap().is_some() {
        assert!(began.elapsed() < Duration::from_secs(60), "not within the promised time");
        house.clock.minutes(1);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    clockwork.end().await;
    assert_eq!(house.state().await.waiting, 1);
}
