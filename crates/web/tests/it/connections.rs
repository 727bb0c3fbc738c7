//! Connections one by one, over sockets of this machine: how long they may be silent, and how many there may be.

use crate::letter::{Here, served};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};
use tokio::task::spawn_blocking;
use web::{Limits, WebConfig, testing::Client};

/// Longer than anything here may hang.
const PATIENCE: Duration = Duration::from_secs(60);

async fn house(limits: Limits) -> (Here, SocketAddr) {
    served(WebConfig { demo: true, limits, ..WebConfig::default() }).await
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Sends a part of a request.
fn begin(address: SocketAddr, text: &str) -> TcpStream {
    let mut stream = connect(address);
    stream.write_all(text.as_bytes()).unwrap();
    stream
}

/// Whether the other side ends the connection; what it still said does not matter.
fn is_closed(mut stream: &TcpStream) -> bool {
    let mut rest = Vec::new();
    match stream.read_to_end(&mut rest) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut),
    }
}

/// The head of the answer, and as much of its body as its length says.
fn answer(mut stream: &TcpStream) -> String {
    let (mut all, mut byte) = (Vec::new(), [0; 1]);
    while !all.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        all.extend(byte);
    }
    let head = String::from_utf8(all).unwrap().to_lowercase();
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).unwrap();
    head
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n")
}

fn status(head: &str) -> u16 {
    head.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_sent_heads_are_ended_and_the_house_answers_meanwhile() {
    let (_house, address) = house(Limits { head: Duration::from_millis(500), ..Limits::default() }).await;
    spawn_blocking(move || {
        let half: Vec<_> = (0..300).map(|_| begin(address, "GET / HTTP/1.1\r\nhost: localhost\r\nx-a: ")).collect();
        let silent: Vec<_> = (0..20).map(|_| connect(address)).collect();
        assert_eq!(status(&answer(&begin(address, &get("/gezondheid")))), 200);
        assert!(half.iter().chain(&silent).all(is_closed));
        assert_eq!(status(&answer(&begin(address, &get("/gezondheid")))), 200);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_comes_letter_by_letter_is_ended_too() {
    let (_house, address) = house(Limits { head: Duration::from_millis(400), ..Limits::default() }).await;
    let ended = spawn_blocking(move || {
        let mut stream = begin(address, "GET / HTTP/1.1\r\nx-a: ");
        let began = Instant::now();
        while began.elapsed() < PATIENCE && stream.write_all(b"a").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
        began.elapsed() < PATIENCE
    });
    assert!(ended.await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_serves_again_and_is_let_go_when_nothing_comes() {
    // The head may take far longer than a silence here, so that the two are told apart.
    let (_house, address) =
        house(Limits { head: PATIENCE * 2, idle: Duration::from_millis(300), ..Limits::default() }).await;
    spawn_blocking(move || {
        let mut stream = begin(address, &get("/gezondheid"));
        assert_eq!(status(&answer(&stream)), 200);
        stream.write_all(get("/inloggen").as_bytes()).unwrap();
        assert_eq!(status(&answer(&stream)), 200);
        assert!(is_closed(&stream));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_stops_halfway_is_ended_with_a_page() {
    let (_house, address) = house(Limits { stall: Duration::from_millis(300), ..Limits::default() }).await;
    spawn_blocking(move || {
        let head = "POST /inloggen HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\
                    content-type: application/x-www-form-urlencoded\r\n\r\nperson=";
        assert_eq!(status(&answer(&begin(address, head))), 408);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_is_too_large_is_refused() {
    let (_house, address) = house(Limits::default()).await;
    spawn_blocking(move || {
        let lines = "x-a: b\r\n".repeat(200);
        let many = format!("GET /gezondheid HTTP/1.1\r\nhost: localhost\r\n{lines}\r\n");
        assert_eq!(status(&answer(&begin(address, &many))), 431);
        let long = format!("GET /gezondheid HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\n\r\n", "c".repeat(100_000));
        let mut stream = connect(address);
        // The other side may have gone before all of it was sent.
        let _ = stream.write_all(long.as_bytes());
        assert!(is_closed(&stream));
        assert_eq!(status(&answer(&begin(address, &get("/gezondheid")))), 200);
    })
    .await
    .unwrap();
}

/// A letter that anybody with the code may follow, and the cookie of somebody who is logged in.
async fn followed(house: &Here) -> String {
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    assert_eq!(anna.post("/brieven/nieuw", &[("title", "code VOL222")]).await.status, 303);
    anna.cookie()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_one_source_has_all_its_connections_at_work_only_who_is_logged_in_is_let_in() {
    let (house, address) = house(Limits { per_source: 4, ..Limits::default() }).await;
    let cookie = followed(&house).await;
    spawn_blocking(move || {
        let follow = |_| {
            let stream = begin(address, &get("/code/VOL222/live"));
            assert_eq!(status(&answer(&stream)), 200);
            stream
        };
        let mut all: Vec<_> = (0..4).map(follow).collect();
        let refused = begin(address, &get("/inloggen"));
        let head = answer(&refused);
        assert_eq!(status(&head), 503);
        assert!(head.contains("retry-after: ") && head.contains("connection: close"), "{head}");
        assert!(is_closed(&refused));
        assert_eq!(status(&answer(&begin(address, &get("/gezondheid")))), 200);
        let known = format!("GET /brieven HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\r\n");
        assert_eq!(status(&answer(&begin(address, &known))), 200);
        all.pop();
        // The house sees that somebody left when it next looks.
        let began = Instant::now();
        while status(&answer(&begin(address, &get("/inloggen")))) != 200 {
            assert!(began.elapsed() < PATIENCE);
            std::thread::sleep(Duration::from_millis(20));
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_all_connections_wait_the_one_that_waits_longest_makes_room() {
    let (_house, address) = house(Limits { connections: 16, head: PATIENCE * 2, ..Limits::default() }).await;
    spawn_blocking(move || {
        let mut half = Vec::new();
        for _ in 0..16 {
            half.push(begin(address, "GET / HTTP/1.1\r\n"));
            // In this order, whatever the machine does.
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(status(&answer(&begin(address, &get("/inloggen")))), 200, "a stranger comes in at once");
        assert!(is_closed(&half[0]));
        half[15].write_all(b"host: localhost\r\n\r\n").unwrap();
        assert_eq!(status(&answer(&half[15])), 303, "and who came last is served");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_closes_ends_its_streams_and_lets_a_request_end() {
    let config = WebConfig { demo: true, ..WebConfig::default() };
    let (house, address, close, closed) = crate::letter::served_until(config).await;
    followed(&house).await;
    let stream = spawn_blocking(move || {
        let stream = begin(address, &get("/code/VOL222/live"));
        assert_eq!(status(&answer(&stream)), 200);
        stream
    });
    let stream = stream.await.unwrap();
    close.send(()).unwrap();
    tokio::time::timeout(PATIENCE, closed).await.unwrap().unwrap();
    assert!(spawn_blocking(move || is_closed(&stream)).await.unwrap());
}
