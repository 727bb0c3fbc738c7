//! A made-up scanner for bad weather: it takes what it is sent and says what a test wants it to, says nothing, or hangs up.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What it does with what it is sent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Does {
    /// As clamd does, by whether the test file is in it, or an archive that is too deep.
    Looks,
    /// Says this once it has everything.
    Says(&'static str),
    /// Says this and hangs up as soon as so many bytes are there.
    Stops(usize, &'static str),
    HangsUp,
    Nothing,
    /// Talks without end.
    Babbles,
}

#[derive(Clone)]
pub(super) struct Server {
    pub(super) port: u16,
    does: Arc<Mutex<Does>>,
    met: Arc<AtomicUsize>,
}

impl Server {
    pub(super) async fn start(does: Does) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, does: Arc::new(Mutex::new(does)), met: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                serving.met.fetch_add(1, Ordering::SeqCst);
                let does = *serving.does.lock().unwrap();
                tokio::spawn(async move { drop(talk(line, does).await) });
            }
        });
        server
    }

    pub(super) fn now(&self, does: Does) {
        *self.does.lock().unwrap() = does;
    }

    /// How many connections there were.
    pub(super) fn met(&self) -> usize {
        self.met.load(Ordering::SeqCst)
    }
}

async fn talk(mut line: TcpStream, does: Does) -> std::io::Result<()> {
    match does {
        Does::HangsUp => return Ok(()),
        Does::Nothing => std::future::pending::<()>().await,
        Does::Babbles => loop {
            line.write_all(&[b'x'; 4096]).await?;
        },
        Does::Looks | Does::Says(_) | Does::Stops(..) => {}
    }
    let mut word = [0; 10];
    line.read_exact(&mut word).await?;
    assert_eq!(&word, b"zINSTREAM\0");
    let mut all = Vec::new();
    loop {
        let length = line.read_u32().await?;
        if length == 0 {
            break;
        }
        let mut part = vec![0; usize::try_from(length).unwrap()];
        line.read_exact(&mut part).await?;
        all.extend(part);
        if let Does::Stops(most, says) = does
            && all.len() > most
        {
            return line.write_all(says.as_bytes()).await;
        }
    }
    let found = all.windows(5).any(|part| part == b"EICAR");
    let says = match does {
        Does::Says(says) => says,
        Does::Looks | Does::Stops(..) if all.starts_with(b"PK") => {
            "stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND\0"
        }
        Does::Looks | Does::Stops(..) | Does::HangsUp | Does::Nothing | Does::Babbles if found => {
            "stream: Eicar-Signature FOUND\0"
        }
        Does::Looks | Does::Stops(..) | Does::HangsUp | Does::Nothing | Does::Babbles => "stream: OK\0",
    };
    line.write_all(says.as_bytes()).await
}
