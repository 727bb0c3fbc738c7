//! Mail from the page on which somebody gives an address to the server that takes it, in good weather and in bad.

mod pages;
mod real;
mod server;
mod settings;
mod weather;

use super::{Mail, settings::MailSettings};
use crate::{
    clock::{Doing, QUICK, SLOW, walk},
    left_out, rig,
};
use confique::{Config, Layer};
use rig::{Sound, StandingClock, place};
use serde_json::json;
use std::sync::Arc;
use vault::{Actor, Database, Key, MailWay, Opening, SessionSort, Vault};
use web::{WebConfig, testing::Client};

/// A Tuesday, half past nine.
const BEGIN: &str = "2026-02-03T08:30:00Z";
/// The day after, before anybody is at work.
const NIGHT: &str = "2026-02-04T06:59:00Z";
/// The same day at eight.
const MORNING: &str = "2026-02-04T07:00:00Z";
const LINK: &str = "https://tafel.example.org";

/// The invented region, with nothing in it yet.
struct House {
    vault: Vault,
    clock: Arc<StandingClock>,
    database: Database,
    _sound: Sound,
    folder: tempfile::TempDir,
}

async fn opened(database: &Database, clock: &Arc<StandingClock>, node: &str) -> Vault {
    let rules = crate::wiring::rulebook().unwrap();
    let mut with = Opening::new(database.clone(), Key::from_bytes([42; 32]), rules, crate::wiring::kinds());
    (with.clock, with.node) = (Arc::clone(clock) as Arc<dyn vault::Clock>, node.to_owned());
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_owned();
    let database = tokio::task::spawn_blocking(move || place(&at, "mail")).await.unwrap();
    let clock = Arc::new(StandingClock::at(BEGIN));
    let vault = opened(&database, &clock, "1").await;
    crate::region::fill(&vault).await.unwrap();
    House { _sound: Sound::at_the_end(&vault), vault, clock, database, folder }
}

/// Settings as somebody writes them.
fn settings(lines: &str) -> MailSettings {
    let layer: <MailSettings as Config>::Layer = toml::from_str(lines).unwrap();
    MailSettings::from_layer(layer.with_fallback(Layer::default_values())).unwrap()
}

/// What mails to a server at this port of this machine.
fn mail_to(port: u16, more: &str) -> Mail {
    let lines = format!("server = \"localhost:{port}\"\nfrom = \"casustafel@huis.example\"\n{more}");
    settings(&lines).mail(Some("https://tafel.example.org/")).unwrap().unwrap()
}

fn doing(mail: &Mail) -> Doing {
    Doing { mail: Some(mail.clone()), ..Doing::default() }
}

impl House {
    async fn actor(&self, person: &str) -> Actor {
        self.vault.actor(person).await.unwrap().unwrap()
    }

    /// A browser in which somebody is logged in.
    async fn browser(&self, person: &str, mails: bool) -> Client {
        let config = WebConfig { demo: true, ..WebConfig::default() };
        let rooms = crate::wiring::rooms(mails);
        let mut client = Client::new(web::router(&config, self.vault.clone(), &rooms, crate::wiring::nav()));
        client.enter(person).await;
        client
    }

    /// The clock does what it does by itself, and sends.
    async fn walks(&self, mail: &Mail) {
        walk(&self.vault, &QUICK, &doing(mail)).await;
        walk(&self.vault, &SLOW, &doing(mail)).await;
    }

    /// Somebody has an address that they confirmed.
    async fn confirmed(&self, person: &str, address: &str, way: MailWay) {
        let actor = self.actor(person).await;
        self.vault.mailbox_set(&actor, Some((address.to_owned(), way))).await.unwrap().unwrap();
        let mail = self.vault.mail_next().await.unwrap().unwrap();
        let vault::Letter::Code(code) = mail.letter.clone() else { panic!("{:?}", mail.letter) };
        self.vault.mail_posted(mail, vault::Posted::Sent).await.unwrap();
        self.vault.mailbox_confirm(&actor, &code).await.unwrap().unwrap();
    }

    /// A signal at the municipality of Hoorn: there and nowhere else is something asked because of it.
    async fn signal(&self, who: &str, name: &str, acute: bool) {
        let token = self.vault.session_open(&who.parse().unwrap(), SessionSort::Token, kernel::Lang::Nl).await.unwrap();
        let mut typed = json!({
            "about": "person", "name": name, "municipality": "hoorn", "received": "2 februari 2026", "channel": "telefoon",
            "reporter": "school", "facts.0.what": "Tekende een verboden teken.", "contact": "Noor Voorbeeld, 0229-123456",
        });
        if acute {
            typed["acute"] = json!("ja");
        }
        let program = self.browser(who, true).await.program(token);
        let reply = program.post("/api/v1/signalen/nieuw", &typed).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
    }
}
