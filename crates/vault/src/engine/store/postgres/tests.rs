//! What a keeper reads when PostgreSQL does not let this program in, and whom TLS trusts. The other end is made here: it greets, asks
//! for no password, and refuses with whatever code it is given.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use super::{address::Address, *};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread,
};

/// What stands in messages and may never reach who reads an error.
const SECRET: &str = "geheim";

fn data(name: &str) -> String {
    format!("{}/tests/data/tls/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// How the other end behaves.
#[derive(Clone, Copy)]
struct End {
    tls: bool,
    /// With which code it refuses; it lets in without one.
    code: Option<&'static str>,
}

impl End {
    /// Begins to listen; gives the port.
    fn listen(self) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who does not trust us goes away, which is an error here and the point of the test there.
                thread::spawn(move || drop(self.greet(stream)));
            }
        });
        port
    }

    fn greet(self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut head = [0; 8];
        stream.read_exact(&mut head)?;
        if head[4..] != 80_877_103_u32.to_be_bytes() {
            return self.answer(&mut stream, head);
        }
        if !self.tls {
            stream.write_all(b"N")?;
            stream.read_exact(&mut head)?;
            return self.answer(&mut stream, head);
        }
        stream.write_all(b"S")?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let chain = vec![CertificateDer::from_pem_file(data("server.crt")).unwrap()];
        let key = PrivateKeyDer::from_pem_file(data("server.key")).unwrap();
        let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        let session = ServerConnection::new(Arc::new(config.with_single_cert(chain, key).unwrap())).unwrap();
        let mut stream = StreamOwned::new(session, stream);
        stream.read_exact(&mut head)?;
        self.answer(&mut stream, head)
    }

    fn answer(self, stream: &mut (impl Read + Write), head: [u8; 8]) -> std::io::Result<()> {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        stream.read_exact(&mut vec![0; length as usize - 8])?;
        let message = |sort: u8, body: &[u8]| {
            let length = u32::try_from(body.len() + 4).unwrap();
            [&[sort][..], &length.to_be_bytes(), body].concat()
        };
        let said = match self.code {
            None => [message(b'R', &[0; 4]), message(b'Z', b"I")].concat(),
            Some(code) => message(b'E', format!("SFATAL\0VFATAL\0C{code}\0M{SECRET}\0\0").as_bytes()),
        };
        stream.write_all(&said)?;
        stream.flush()?;
        // Until the other end goes away.
        stream.read(&mut head.clone()).map(drop)
    }
}

/// What comes of connecting.
fn attempt(url: &str) -> Result<(), String> {
    let work = async {
        let address = Address::read(url, &|_| None)?;
        dial(&address).await.map(drop)
    };
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(work).map_err(|e: StoreError| e.to_string())
}

#[track_caller]
fn refused(url: &str, word: &str) {
    let said = attempt(url).unwrap_err();
    assert!(said.contains(word), "{word} in: {said}");
    assert!(!said.contains(SECRET) && !said.contains("127.0.0.1") && !said.contains("localhost"), "no values: {said}");
}

#[test]
fn each_mode_of_tls_looks_at_what_libpq_says_it_looks_at() {
    let port = End { tls: true, code: None }.listen();
    let (root, other) = (data("root.crt"), data("other.crt"));
    let at = |host: &str, query: &str| format!("postgres://u:{SECRET}@{host}:{port}/d?{query}");
    for good in [
        "sslmode=prefer".to_owned(),
        "sslmode=require".into(),
        format!("sslmode=require&sslrootcert={root}"),
        format!("sslmode=verify-ca&sslrootcert={root}"),
        format!("sslmode=verify-full&sslrootcert={root}"),
    ] {
        assert_eq!(attempt(&at("localhost", &good)), Ok(()), "{good}");
    }
    for mode in ["require", "verify-ca", "verify-full"] {
        refused(&at("localhost", &format!("sslmode={mode}&sslrootcert={other}")), "no root in sslrootcert signed it");
    }
    // The certificate is for `localhost`, and this is another name for the same.
    assert_eq!(attempt(&at("127.0.0.1", &format!("sslmode=verify-ca&sslrootcert={root}"))), Ok(()));
    refused(&at("127.0.0.1", &format!("sslmode=verify-full&sslrootcert={root}")), "another name than the host");
    refused(&at("localhost", &format!("sslmode=verify-full&sslrootcert={}", data("none.crt"))), "cannot be read");
    refused(&at("localhost", &format!("sslmode=verify-full&sslrootcert={}", data("server.key"))), "no certificate");
}

#[test]
fn a_server_without_tls_is_refused_by_who_asks_for_it_and_used_by_who_only_prefers_it() {
    let port = End { tls: false, code: None }.listen();
    let at = |query: &str| format!("postgres://u:{SECRET}@localhost:{port}/d{query}");
    for good in ["", "?sslmode=prefer", "?sslmode=disable"] {
        assert_eq!(attempt(&at(good)), Ok(()), "{good}");
    }
    let root = data("root.crt");
    for mode in ["require".to_owned(), format!("verify-full&sslrootcert={root}")] {
        refused(&at(&format!("?sslmode={mode}")), "speaks no TLS");
    }
}

#[test]
fn each_refusal_of_the_server_is_a_sentence_without_its_words() {
    for (code, word) in [
        ("28P01", "password"),
        ("28000", "pg_hba.conf"),
        ("3D000", "createdb"),
        ("42501", "permit"),
        ("53300", "max_connections"),
        ("57P03", "starting"),
        ("53100", "no room"),
        ("26000", "pooler"),
        // One that a keeper can do nothing about keeps its code.
        ("XX000", "XX000"),
    ] {
        let port = End { tls: false, code: Some(code) }.listen();
        refused(&format!("postgres://u:{SECRET}@localhost:{port}/d"), word);
    }
}

#[test]
fn a_server_that_is_not_there_is_told_apart_from_one_that_says_nothing() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    refused(&format!("postgres://u:{SECRET}@127.0.0.1:{port}/d?connect_timeout=1"), "no answer within connect_timeout");
    drop(silent);
    refused(&format!("postgres://u:{SECRET}@127.0.0.1:{port}/d"), "nobody answers");
    // A name that cannot exist, so that nobody is asked for it.
    refused(&format!("postgres://u:{SECRET}@{}/d", "x".repeat(70)), "not known");
    refused(&format!("postgres://u:{SECRET}@a b:c/d"), "address");
}

#[test]
fn two_connections_that_take_turns_with_one_process_are_a_pooler() {
    let again = |process| move || Ok(Some(process));
    assert_eq!(is_shared(Some(1), Some(2), again(1)), Ok(false), "each has its own");
    assert_eq!(is_shared(Some(1), Some(2), again(3)), Ok(true), "another one with every transaction");
    let never = || -> Result<Option<i64>, StoreError> { panic!("a pool of one would wait for itself") };
    assert_eq!(is_shared(Some(1), Some(1), never), Ok(true), "the one that the other had");
}
