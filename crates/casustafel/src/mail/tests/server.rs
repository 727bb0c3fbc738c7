//! A made-up mail server for bad weather: at each step of the talk it says what a test wants it to, says nothing, or hangs up.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What it does at a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Does {
    Says(&'static str),
    HangsUp,
    Nothing,
}

/// A step by its word, `GREETING` and `.` among them; of `RCPT TO:<a@b>` also by that whole line.
type Weather = Arc<Mutex<BTreeMap<String, Does>>>;

/// What somebody sent: to whom, and the mail.
pub(super) type Taken = (String, String);

#[derive(Clone)]
pub(super) struct Server {
    pub(super) port: u16,
    weather: Weather,
    taken: Arc<Mutex<Vec<Taken>>>,
    heard: Arc<Mutex<Vec<String>>>,
    met: Arc<AtomicUsize>,
}

impl Server {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self {
            port,
            weather: Weather::default(),
            taken: Arc::default(),
            heard: Arc::default(),
            met: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                serving.met.fetch_add(1, Ordering::SeqCst);
                let server = serving.clone();
                tokio::spawn(async move { drop(server.talk(line).await) });
            }
        });
        server
    }

    pub(super) fn at(&self, step: &str, does: Does) {
        self.weather.lock().unwrap().insert(step.to_owned(), does);
    }

    pub(super) fn fair(&self) {
        self.weather.lock().unwrap().clear();
    }

    /// What it took since it was asked last.
    pub(super) fn taken(&self) -> Vec<Taken> {
        std::mem::take(&mut self.taken.lock().unwrap())
    }

    /// How many connections there were.
    pub(super) fn met(&self) -> usize {
        self.met.load(Ordering::SeqCst)
    }

    /// Every command it heard since it was asked last.
    pub(super) fn heard(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    fn does(&self, line: &str, step: &str, usual: &'static str) -> Does {
        let weather = self.weather.lock().unwrap();
        *weather.get(line).or_else(|| weather.get(step)).unwrap_or(&Does::Says(usual))
    }

    async fn talk(&self, line: TcpStream) -> std::io::Result<()> {
        let mut line = BufReader::new(line);
        let (mut to, mut next) = (String::new(), ("GREETING".to_owned(), "220 made up".to_owned()));
        loop {
            let (said, usual) = next;
            let step = said.split([' ', ':']).next().unwrap_or_default().to_owned();
            let usual: &'static str = Box::leak(usual.into_boxed_str());
            let does = self.does(&said, &step, usual);
            match does {
                Does::HangsUp => return Ok(()),
                Does::Nothing => std::future::pending::<()>().await,
                Does::Says(words) => line.get_mut().write_all(format!("{words}\r\n").as_bytes()).await?,
            }
            let went_on = matches!(does, Does::Says(words) if words.starts_with('3'));
            if went_on && step == "DATA" {
                let (mut mail, mut one) = (String::new(), String::new());
                while line.read_line(&mut one).await? > 0 && one != ".\r\n" {
                    mail.push_str(&one);
                    one.clear();
                }
                if matches!(self.does(".", ".", "250 taken"), Does::Says(words) if words.starts_with('2')) {
                    self.taken.lock().unwrap().push((to.clone(), mail));
                }
                next = (".".to_owned(), "250 taken".to_owned());
                continue;
            }
            let mut heard = String::new();
            if line.read_line(&mut heard).await? == 0 {
                return Ok(());
            }
            let heard = heard.trim_end().to_owned();
            self.heard.lock().unwrap().push(heard.clone());
            if let Some(whom) = heard.strip_prefix("RCPT TO:") {
                whom.clone_into(&mut to);
            }
            let usual = match heard.split([' ', ':']).next() {
                Some("EHLO") => "250-made up\r\n250 AUTH PLAIN LOGIN",
                Some("DATA") => "354 go on",
                Some("AUTH") => "235 come in",
                Some("QUIT") => "221 bye",
                Some(_) | None => "250 good",
            };
            next = (heard, usual.to_owned());
        }
    }
}
