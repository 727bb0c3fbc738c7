//! With a mail server that is not ours, over TLS: from the page to the letter that lies there.

use super::{House, LINK, MORNING, house, left_out::left_out, mail_to, weather::free_port};
use std::{
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use vault::{MailTrouble, MailboxStand};

/// A server that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// What the vault's tests of TLS use: a certificate for `localhost`, and the root that signed it.
fn certificate(name: &str) -> String {
    format!("{}/../vault/tests/data/tls/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Starts it with TLS on demand (`tls`) or from the first byte on (`smtps`), and a folder for what it takes; nothing where this machine has none.
fn start(port: u16, folder: &Path, way: &str) -> Option<Running> {
    let mut command = Command::new("aiosmtpd");
    command.args(["-n", "-c", "aiosmtpd.handlers.Mailbox", "-l", &format!("127.0.0.1:{port}")]);
    command.args([format!("--{way}cert"), certificate("server.crt"), format!("--{way}key"), certificate("server.key")]);
    command.arg(folder);
    let Ok(child) = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        left_out("aiosmtpd takes mail as a mail server elsewhere does");
        return None;
    };
    let running = Running(child);
    for _ in 0..300 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(running);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the mail server does not listen");
}

/// What lies there, the oldest first, taken out.
fn letters(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.join("new")) else { return Vec::new() };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort_by_key(|file| file.metadata().unwrap().modified().unwrap());
    let read = |file: &std::path::PathBuf| {
        let text = std::fs::read_to_string(file).unwrap().replace("\r\n", "\n");
        std::fs::remove_file(file).unwrap();
        text
    };
    files.iter().map(read).collect()
}

/// A letter without the lines above it that say to whom it goes and which one it is, and which the server wrote.
fn unnamed(letter: &str) -> String {
    let (head, body) = letter.split_once("\n\n").unwrap();
    let own = ["To:", "Message-ID:", "X-Peer:", "X-MailFrom:", "X-RcptTo:"];
    let head: Vec<&str> = head.lines().filter(|line| !own.iter().any(|name| line.starts_with(name))).collect();
    format!("{}\n\n{body}", head.join("\n"))
}

/// The text of a letter that was written so that every server carries it.
fn text(letter: &str) -> String {
    let (head, body) = letter.split_once("\n\n").unwrap();
    assert!(head.contains("Content-Type: text/plain; charset=utf-8"), "{head}");
    assert!(head.contains("Content-Transfer-Encoding: 7bit") || head.contains("quoted-printable"), "{head}");
    body.replace("=\n", "").replace("=3D", "=")
}

/// On their own page, with the code out of the letter.
async fn confirms(house: &House, who: &str, mail: &super::Mail, folder: &Path) {
    let mut browser = house.browser(who, true).await;
    browser.get("/mijn-mail").await;
    let reply = browser.post("/mijn-mail", &[("address", &format!("{who}@org.example")), ("way", "daily")]).await;
    assert_eq!((reply.status, reply.path()), (303, "/mijn-mail"), "{}", reply.body);
    house.walks(mail).await;
    let letters = letters(folder);
    let code =
        letters.first().and_then(|letter| text(letter).split("Uw code is ").nth(1).map(|rest| rest[..8].to_owned()));
    let page = browser.get("/mijn-mail").await;
    assert!(page.says("Er is een code naar dit adres gestuurd."), "{}", page.body);
    let reply = browser.post("/mijn-mail/code", &[("code", &code.unwrap())]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert!(browser.follow(&reply).await.says("Dit adres is van u en wordt gebruikt."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_lies_at_a_mail_server_says_that_something_is_asked_and_nothing_else() {
    let house = house().await;
    let (port, folder) = (free_port(), house.folder.path().join("post"));
    let Some(_running) = start(port, &folder, "tls") else { return };
    let mail = mail_to(port, &format!("root_file = {:?}", certificate("root.crt")));
    confirms(&house, "expert-nh", &mail, &folder).await;
    confirms(&house, "gemeente-hoorn", &mail, &folder).await;
    // Two people, asked different things at different tables, one thing and many.
    house.signal("expert-nh", "Bram Verzonnen", false).await;
    for name in ["Iris Bedacht", "Otto Nergens", "Zus Nergens"] {
        house.signal("gemeente-hoorn", name, false).await;
    }
    house.clock.set(MORNING);
    house.walks(&mail).await;
    let letters = letters(&folder);
    let [one, other] = letters.as_slice() else { panic!("{letters:?}") };
    assert_eq!(unnamed(one), unnamed(other), "to the letter");
    assert!(one.contains("Auto-Submitted: auto-generated") && one.contains("Date: Wed, 04 Feb 2026 07:00:00"), "{one}");
    let says = text(one);
    assert!(
        says.contains("Er wordt iets van u gevraagd.\nLog in") && says.contains("Something is asked of you.\nSign in"),
        "{says}"
    );
    assert_eq!(says.matches("http").count(), 2);
    assert!(says.lines().filter(|line| line.contains("http")).all(|line| line == LINK), "{says}");
    let directory = house.vault.directory();
    let names = directory.agencies.iter().map(|agency| agency.name.as_str());
    let names = names.chain(directory.municipalities.iter().map(|m| m.name.as_str()));
    for word in names.chain(["Bram", "Verzonnen", "Bedacht", "Nergens", "signal", "dossier", "dringend", "urgent"]) {
        assert!(!says.contains(word), "{word}: {says}");
    }
    assert!(!says.chars().any(|sign| sign.is_ascii_digit()), "nothing is counted or numbered: {says}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_cannot_show_who_it_is_gets_no_mail() {
    let house = house().await;
    let (port, folder) = (free_port(), house.folder.path().join("post"));
    let Some(_running) = start(port, &folder, "tls") else { return };
    let actor = house.actor("expert-nh").await;
    let wanted = Some(("expert@huis.example".to_owned(), vault::MailWay::Daily));
    house.vault.mailbox_set(&actor, wanted).await.unwrap().unwrap();
    // The roots of this machine do not know it, and the other root signed nothing.
    for root in [String::new(), format!("root_file = {:?}", certificate("other.crt"))] {
        house.walks(&mail_to(port, &root)).await;
        let state = house.vault.mail_state(&house.actor("beheer").await).await.unwrap();
        assert_eq!((state.waiting, state.trouble.map(|(_, why)| why)), (1, Some(MailTrouble::Tls)), "{root}");
        house.clock.minutes(61);
    }
    assert_eq!(letters(&folder), [""; 0]);
    // Nor does one that says it has no TLS.
    let plain = super::server::Server::start().await;
    house.walks(&mail_to(plain.port, "")).await;
    assert_eq!(plain.taken(), []);
    assert!(plain.heard().iter().all(|line| line.starts_with("EHLO") || line == "QUIT"));
    assert!(matches!(house.vault.mailbox(&actor).await.unwrap().unwrap().stand, MailboxStand::Coded(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_goes_over_tls_from_the_first_byte_on() {
    let house = house().await;
    let (port, folder) = (free_port(), house.folder.path().join("post"));
    let Some(_running) = start(port, &folder, "smtps") else { return };
    let mail = mail_to(port, &format!("tls = \"tls\"\nroot_file = {:?}", certificate("root.crt")));
    confirms(&house, "expert-nh", &mail, &folder).await;
    assert_eq!(letters(&folder), [""; 0]);
}
