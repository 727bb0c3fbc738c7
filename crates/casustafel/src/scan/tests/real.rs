//! With a clamd that is not ours and a list of malware of our own: from the page to the page.

use super::{CHECKED, House, eicar, free_port, house, left_out::left_out, scanner};
use std::{
    fs,
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use vault::{ScanTrouble, Scanned};

/// A scanner that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Where clamd is: Debian keeps it where only who keeps the machine looks.
fn clamd() -> Option<PathBuf> {
    let named = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&named).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    folders.map(|folder| folder.join("clamd")).find(|path| path.is_file())
}

/// Starts it at a port, with a folder that holds these signatures and nothing else, so that it tells of what it did not look at or does not;
/// nothing where this machine has none.
fn start(folder: &Path, signatures: &str, tells: &str) -> Option<(Running, u16)> {
    let Some(program) = clamd() else {
        left_out("clamd looks at documents as a scanner elsewhere does");
        return None;
    };
    let (port, list) = (free_port(), folder.join("signatures"));
    fs::create_dir_all(&list).unwrap();
    fs::write(list.join("own.ndb"), signatures).unwrap();
    let settings = folder.join("clamd.conf");
    // As who runs the test, in the foreground, and with a tighter ceiling than the house has.
    let lines = format!(
        "Foreground yes\nTCPSocket {port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {}\nStreamMaxLength 1M\nSelfCheck 0\nMaxThreads 2\nAlertExceedsMax {tells}\n",
        list.display()
    );
    fs::write(&settings, lines).unwrap();
    let mut command = Command::new(program);
    command.arg("-c").arg(&settings).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let running = Running(command.spawn().unwrap());
    for _ in 0..600 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some((running, port));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("clamd does not listen");
}

/// The test file, as a signature of clamd: any file, anywhere in it.
fn own_signature() -> String {
    let hex: String = eicar().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("Own.Test:0:*:{hex}\n")
}

/// Whether nothing that anybody can ask for holds the test file.
async fn is_nowhere(house: &House) -> bool {
    let mut found = false;
    let case = house.at.split("/bijdragen").next().unwrap().to_owned();
    let paths = (1..6).flat_map(|no| {
        let one = format!("{case}/bijdragen/document/{no}");
        [one.clone(), format!("{one}/blad"), format!("{one}/document.pdf")]
    });
    for path in paths.chain([house.at.clone(), case.clone(), "/".to_owned(), "/beheer/documenten".to_owned()]) {
        for who in ["gemeente-hoorn", "procesregisseur-nhn", "beheer"] {
            let page = house.browser(who).await.get(&path).await;
            let data = house.program(who).await.get(&format!("/api/v1{path}")).await;
            found |= [page, data].iter().any(|reply| reply.bytes.windows(14).any(|part| part == b"EICAR-STANDARD"));
        }
    }
    !found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_scanner_lets_a_document_through_and_what_it_finds_never_becomes_readable() {
    let house = house().await;
    let Some((_running, port)) = start(house.folder.path(), &own_signature(), "yes") else { return };
    let clamd = scanner(&format!("127.0.0.1:{port}"));
    assert_eq!(clamd.is_awake().await, Ok(()));
    house.adds("verslag.txt", b"Een verslag.").await;
    house.adds("virus.txt", &eicar()).await;
    house.adds("verpakt.txt", &[b"Hieronder staat het.\n".as_slice(), &eicar()].concat()).await;
    assert!(is_nowhere(&house).await, "in quarantine");
    house.walks(&clamd).await;
    let state = house.state().await;
    assert_eq!((state.waiting, state.found, state.trouble), (0, 2, None));
    assert!(is_nowhere(&house).await, "rejected");
    let page = house.page().await;
    assert!(page.contains("verslag.txt") && page.contains(CHECKED), "{page}");
    assert!(!page.contains("virus.txt") && !page.contains("verpakt.txt"), "{page}");
    assert_eq!(page.matches("Er zat schadelijke software in").count(), 2);
    let work = house.browser("gemeente-hoorn").await.get("/").await;
    assert!(work.body.contains(&house.at), "{}", work.body);
    let keeper = house.browser("beheer").await.get("/beheer/documenten").await;
    assert!(keeper.says("Geweigerd en vernietigd") && keeper.says("<strong>2</strong>"), "{}", keeper.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_scanner_that_knows_nothing_or_takes_less_lets_nothing_through() {
    let house = house().await;
    let folder = tempfile::tempdir().unwrap();
    let Some((_running, port)) = start(house.folder.path(), &own_signature(), "yes") else { return };
    let clamd = scanner(&format!("127.0.0.1:{port}"));
    let large = vec![b'a'; 3 * 1024 * 1024];
    assert_eq!(clamd.scan(&large).await, Scanned::Not(ScanTrouble::Refuses));
    assert_eq!(clamd.scan(b"klein").await, Scanned::Clean);
    let Some((_other, port)) = start(folder.path(), "Other.Test:0:*:6e6965747321\n", "yes") else { return };
    let blind = scanner(&format!("127.0.0.1:{port}"));
    assert_eq!(blind.is_awake().await, Err(ScanTrouble::Blind));
    house.adds("verslag.txt", b"Een verslag.").await;
    house.walks(&blind).await;
    let state = house.state().await;
    assert_eq!((state.waiting, state.trouble), (1, Some(ScanTrouble::Blind)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_scanner_that_does_not_say_what_it_did_not_look_at_lets_nothing_through() {
    let house = house().await;
    let Some((_running, port)) = start(house.folder.path(), &own_signature(), "no") else { return };
    let lenient = scanner(&format!("127.0.0.1:{port}"));
    assert_eq!(lenient.is_awake().await, Err(ScanTrouble::Lenient));
    house.adds("verslag.txt", b"Een verslag.").await;
    house.walks(&lenient).await;
    let state = house.state().await;
    assert_eq!((state.waiting, state.trouble), (1, Some(ScanTrouble::Lenient)));
    let keeper = house.browser("beheer").await.get("/beheer/documenten").await;
    assert!(keeper.says("AlertExceedsMax"), "{}", keeper.body);
}
