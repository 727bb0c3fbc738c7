//! Documents at contributions, from the form to what is left after they are gone: nobody opens one before it was looked at, who reads the
//! item reads it exactly as long, and what somebody sent is never handed out as it came.

use crate::{
    dossiers::gift,
    house::{House, agency, day, house, house_with, word},
    left_out::left_out,
};
use casework::case::{self, Audience, Document, Gift, Purpose, Sort};
use kernel::DossierId;
use serde_json::json;
use std::{
    io::Write,
    process::{Command, Stdio},
};
use vault::{FileDigest, FileRules, ScanTrouble, Scanned, Vault};
use web::testing::{Client, Reply};

/// A day of the house.
const TODAY: &str = "2026-02-03";

/// What every scanner finds, put together here.
fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "!$H+H*"].concat().into_bytes()
}

/// The smallest PDF with these words on its page.
fn pdf(words: &str) -> Vec<u8> {
    let page = format!("BT /F1 24 Tf 20 100 Td ({words}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{page}\nendstream", page.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (no, object) in (1..).zip(&objects) {
        let no: usize = no;
        places.push(file.len());
        file.extend(format!("{no} 0 obj{object}endobj\n").bytes());
    }
    let start = file.len();
    file.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    file
}

/// A picture of one dot, with words beside it that nobody sees.
fn png(hidden: &str) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 })
        })
    };
    let part = |name: &[u8; 4], holds: &[u8]| {
        let named = [name.as_slice(), holds].concat();
        [&u32::try_from(holds.len()).unwrap().to_be_bytes(), named.as_slice(), &crc(&named).to_be_bytes()].concat()
    };
    let dots = [0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff, 0, 0x80, 0, 0x81, 0, 0x81];
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        part(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        part(b"tEXt", format!("Comment\0{hidden}").as_bytes()),
        part(b"IDAT", &dots),
        part(b"IEND", &[]),
    ]
    .concat()
}

impl House {
    /// Adds a document without a page, in quarantine.
    async fn files(&self, who: &str, id: DossierId, item: u32, (name, bytes): (&str, &[u8])) -> u32 {
        let actor = self.actor(who).await;
        let desk = self.vault.open_desk::<case::AddDocument>(&actor, id).await.unwrap();
        let document = Document {
            no: 0,
            item,
            name: word(name),
            sort: Sort::of(name, bytes).unwrap(),
            size: bytes.len() as u64,
            digest: FileDigest::of(bytes),
            day: day(TODAY),
        };
        let no = desk.dossier().next();
        let event = desk.dossier().add_document(Some(Purpose::Execute), &actor.agency.id, document).unwrap();
        desk.commit_filing(vec![event], vec![(no, bytes.to_vec())]).await.unwrap();
        no
    }

    /// The scanner looks at all that waits.
    async fn looks(&self) -> usize {
        let mut count = 0;
        while let Some(waiting) = self.vault.file_next().await.unwrap() {
            let found = waiting.bytes.windows(5).any(|part| part == b"EICAR");
            let how = if found { Scanned::Infected } else { Scanned::Clean };
            self.vault.file_scanned(&waiting, how).await.unwrap();
            count += 1;
        }
        count
    }

    /// The documents of the case with everything in it: at what all read, at what two read, at what a third party reads, and one that waits.
    pub(crate) async fn documents_of(&self, open: DossierId) {
        let case = self.now::<case::ReadCase>("gemeente-hoorn", open).await;
        let first = |who: &str| case.given_by(&agency(who)).first().unwrap().no;
        let shared = case.given_by(&agency("reclassering")).first().unwrap().no;
        self.files("gemeente-hoorn", open, first("gemeente-hoorn"), ("MERKDOCUMENTNAAM.txt", b"MERKDOCUMENTTEKST"))
            .await;
        self.files("politie-nh", open, first("politie-nh"), ("MERKDOCUMENTOMNAAM.txt", b"MERKDOCUMENTOMTEKST")).await;
        self.files("reclassering", open, shared, ("MERKDOCUMENTGGZNAAM.txt", b"MERKDOCUMENTGGZTEKST")).await;
        assert_eq!(self.looks().await, 3);
        self.files("gemeente-hoorn", open, first("gemeente-hoorn"), ("MERKWACHTNAAM.txt", b"MERKWACHTTEKST")).await;
    }
}

/// A case with one item that all participants read, and where its documents are.
async fn with_item(house: &House) -> (DossierId, u32, String) {
    let id = house.case("hoorn", "MERK").await;
    let item = house.gives("gemeente-hoorn", id, gift("Er is een verslag.")).await;
    (id, item, format!("/zaken/{id}/bijdragen/documenten/{item}"))
}

async fn sends(client: &mut Client, at: &str, file: (&str, &[u8])) -> Reply {
    let page = client.get(at).await;
    assert_eq!(page.status, 200, "{}", page.body);
    client.upload(&format!("{at}/nieuw"), &[], ("file", file.0, file.1)).await
}

/// Where the only document of this page is.
fn only(page: &Reply) -> String {
    let at = page.body.split("href=\"").skip(1).find(|rest| rest.contains("/bijdragen/document/")).unwrap();
    at.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_waits_for_the_scanner_and_is_then_read_by_who_reads_the_item() {
    let house = house().await;
    let (_, _, at) = with_item(&house).await;
    let mut official = house.browser("gemeente-hoorn").await;
    let reply = sends(&mut official, &at, ("C:\\fakepath\\verslag.txt", "Zoë zei: <b>niets</b>.".as_bytes())).await;
    assert_eq!((reply.status, reply.path()), (303, at.as_str()), "{}", reply.body);
    let page = official.follow(&reply).await;
    assert!(page.says("verslag.txt") && page.says("in quarantaine") && page.says("ook u niet"), "{}", page.body);
    assert!(!page.says("fakepath") && !page.body.contains("/bijdragen/document/") | page.body.contains("/weg"));
    let mut police = house.browser("politie-nh").await;
    assert_eq!(police.get(&at).await.status, 404, "there is nothing to see yet");
    assert_eq!(house.looks().await, 1);
    let page = police.get(&at).await;
    assert!(page.status == 200 && page.says("gecontroleerd") && !page.says("Toevoegen"), "{}", page.body);
    let one = only(&page);
    let read = police.get(&one).await;
    assert!(read.status == 200 && read.body.contains("Zoë zei: &#60;b&#62;niets&#60;/b&#62;."), "{}", read.body);
    // The same for a program, and nobody else at all.
    let data = house.program("politie-nh").await.get(&format!("/api/v1{one}")).await;
    assert!(data.status == 200 && data.json()["text"] == "Zoë zei: <b>niets</b>.", "{}", data.body);
    for who in ["gemeente-haarlem", "ggz-nhn", "school-hoorn", "reclassering", "fg", "beheer", "burgemeester-haarlem"] {
        for path in [&at, &one, &format!("{one}/blad"), &format!("{one}/document.pdf")] {
            assert_eq!(house.browser(who).await.get(path).await.status, 404, "{who} {path}");
            assert_eq!(house.program(who).await.get(&format!("/api/v1{path}")).await.status, 404, "{who} {path}");
        }
    }
    // Only who gave the item adds to it or takes away.
    let mut other = house.browser("politie-nh").await;
    other.get(&at).await;
    let tried = other.upload(&format!("{at}/nieuw"), &[], ("file", "a.txt", b"b")).await;
    assert_eq!(tried.status, 404, "{}", tried.body);
    let tried = house.program("politie-nh").await.post(&format!("/api/v1{one}/weg"), &json!({ "sure": "ja" })).await;
    assert!(tried.status >= 400, "{}", tried.body);
    assert_eq!(police.get(&one).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_every_scanner_finds_never_becomes_readable_and_who_sent_it_is_told() {
    let house = house().await;
    let (id, item, at) = with_item(&house).await;
    let mut official = house.browser("gemeente-hoorn").await;
    let refused = sends(&mut official, &at, ("eicar.com", &eicar())).await;
    assert!(refused.status == 422 && refused.says("iets anders dan zijn naam zegt"), "{}", refused.body);
    let taken = sends(&mut official, &at, ("MERKVIRUS.txt", &eicar())).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let holds =
        |reply: &Reply| reply.bytes.windows(5).any(|part| part == b"EICAR") || reply.body.contains("EICAR-STANDARD");
    let no = house.now::<case::ReadCase>("gemeente-hoorn", id).await.held_at(item).next().unwrap().document.no;
    let one = format!("/zaken/{id}/bijdragen/document/{no}");
    for round in ["in quarantine", "rejected"] {
        for who in ["gemeente-hoorn", "politie-nh", "procesregisseur-nhn"] {
            for path in [&at, &one, &format!("{one}/blad"), &format!("{one}/document.pdf"), &format!("/zaken/{id}")] {
                let reply = house.browser(who).await.get(path).await;
                assert!(!holds(&reply) && (reply.status == 404 || !path.contains("document/")), "{round} {who} {path}");
                let reply = house.program(who).await.get(&format!("/api/v1{path}")).await;
                assert!(!holds(&reply) && (reply.status == 404 || !path.contains("document/")), "{round} {who} {path}");
            }
        }
        assert_eq!(house.looks().await, usize::from(round == "in quarantine"));
    }
    let work = official.get("/").await;
    assert!(work.body.contains(&at), "what is asked leads there: {}", work.body);
    let page = official.get(&at).await;
    assert!(page.says("Er zat schadelijke software in") && !page.body.contains("MERKVIRUS"), "{}", page.body);
    let noted = official.post(&format!("{one}/gezien"), &[]).await;
    assert_eq!(noted.status, 303, "{}", noted.body);
    assert!(!official.get("/").await.body.contains(&at));
    let state = house.vault.file_state(&house.actor("beheer").await).await.unwrap();
    assert_eq!((state.waiting, state.found), (0, 1));
    assert!(house.vault.file_state(&house.actor("gemeente-hoorn").await).await.is_err(), "for who keeps the house");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_fit_is_said_at_the_file_and_nothing_is_kept() {
    let small = FileRules { on: true, most_bytes: 1024 * 1024, per_thing: 2, scanned: true };
    let house = house_with(|opening| opening.files = small).await;
    let (id, item, at) = with_item(&house).await;
    let mut official = house.browser("gemeente-hoorn").await;
    let large = vec![b'a'; 1024 * 1024 + 1];
    let long = format!("{}.txt", "a".repeat(40_000));
    for (name, bytes, why) in [
        ("programma.exe", &b"MZ\x90\0\x03"[..], "Dit soort bestand kan hier niet bij"),
        ("verslag.pdf", b"platte tekst", "iets anders dan zijn naam zegt"),
        ("pagina.html", b"<script>alert(1)</script>", "iets anders dan zijn naam zegt"),
        ("leeg.txt", b"", "Kies een bestand."),
        ("groot.txt", &large, "te groot: hooguit 1 MB"),
        (&long, b"tekst", "te lang"),
        ("999993276.txt", b"tekst", "BSN"),
    ] {
        let reply = sends(&mut official, &at, (name, bytes)).await;
        let named = name.len() < 200;
        assert!([422, 413].contains(&reply.status), "{}: {}", &name[..name.len().min(20)], reply.status);
        assert!(reply.says(why) || !named, "{}: {}", &name[..name.len().min(20)], reply.body);
    }
    assert!(house.now::<case::ReadCase>("gemeente-hoorn", id).await.held_at(item).next().is_none());
    // A name that reads the other way round is set straight, one from elsewhere stays as it is.
    for name in ["verslag\u{202e}fdp.txt", "تقرير.txt"] {
        let reply = sends(&mut official, &at, (name, b"tekst")).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
    }
    let page = official.get(&at).await;
    assert!(page.says("verslagfdp.txt") && page.says("تقرير.txt") && !page.body.contains('\u{202e}'), "{}", page.body);
    let reply = official.upload(&format!("{at}/nieuw"), &[], ("file", "derde.txt", b"tekst")).await;
    assert!(reply.status == 422 && reply.says("Er liggen er al 2"), "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_takes_no_documents_unless_it_says_so() {
    let house = house_with(|opening| opening.files = FileRules::default()).await;
    let (_, _, at) = with_item(&house).await;
    let mut official = house.browser("gemeente-hoorn").await;
    assert_eq!(official.get(&at).await.status, 404);
    let giving = at.split("/documenten").next().unwrap().to_owned();
    let page = official.get(&giving).await;
    assert!(page.status == 200 && !page.says("ocument"), "{}", page.body);
    let tried = official.upload(&format!("{at}/nieuw"), &[], ("file", "a.txt", b"tekst")).await;
    assert_eq!(tried.status, 404, "{}", tried.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_scanner_a_document_stays_in_quarantine_and_the_page_says_so() {
    let house = house_with(|opening| opening.files = FileRules { on: true, ..FileRules::default() }).await;
    let (_, _, at) = with_item(&house).await;
    let mut official = house.browser("gemeente-hoorn").await;
    sends(&mut official, &at, ("verslag.txt", b"tekst")).await;
    house.clock.days(40);
    let page = house.browser("gemeente-hoorn").await.get(&at).await;
    assert!(page.says("heeft geen scanner") && page.says("in quarantaine"), "{}", page.body);
    let state = house.vault.file_state(&house.actor("beheer").await).await.unwrap();
    assert_eq!((state.waiting, state.trouble), (1, None));
    // One that was not looked at waits longer and longer, and is not lost.
    let waiting = house.vault.file_next().await.unwrap().unwrap();
    house.vault.file_scanned(&waiting, Scanned::Not(ScanTrouble::Unreached)).await.unwrap();
    assert!(house.vault.file_next().await.unwrap().is_none());
    house.clock.minutes(1);
    assert_eq!(house.looks().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_not_named_at_the_item_finds_nothing_and_nobody_does_once_it_is_taken_back() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    let named = Gift { audience: Audience::Named { agencies: vec![agency("om-nh")] }, ..gift("Klein.") };
    let item = house.gives("gemeente-hoorn", id, named).await;
    let no = house.files("gemeente-hoorn", id, item, ("verslag.txt", b"MERKTEKST")).await;
    assert_eq!(house.looks().await, 1);
    let one = format!("/zaken/{id}/bijdragen/document/{no}");
    assert_eq!(house.browser("om-nh").await.get(&one).await.status, 200);
    assert_eq!(house.browser("politie-nh").await.get(&one).await.status, 404, "sits there, and is not named");
    let mut official = house.browser("gemeente-hoorn").await;
    official.get(&format!("/zaken/{id}/bijdragen")).await;
    let back = official.post(&format!("/zaken/{id}/bijdragen/terug/{item}"), &[("sure", "ja")]).await;
    assert_eq!(back.status, 303, "{}", back.body);
    for who in ["gemeente-hoorn", "om-nh", "politie-nh"] {
        assert_eq!(house.browser(who).await.get(&one).await.status, 404, "{who}");
    }
    assert!(house.vault.file_next().await.unwrap().is_none());
}

/// What came in as a PDF or a picture is seen as a picture that the house drew: what else was in the file does not come through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pdf_and_a_picture_are_seen_as_pictures_made_anew() {
    let house = house().await;
    let (id, item, _) = with_item(&house).await;
    let sent =
        [("verslag.pdf", pdf("Hallo")), ("foto.png", png("Geheime plek")), ("kapot.png", png("x")[..40].to_vec())];
    for (name, bytes) in &sent {
        house.files("gemeente-hoorn", id, item, (name, bytes)).await;
    }
    assert_eq!(house.looks().await, 3);
    let held = house.now::<case::ReadCase>("gemeente-hoorn", id).await;
    let numbers: Vec<u32> = held.held_at(item).map(|held| held.document.no).collect();
    let mut police = house.browser("politie-nh").await;
    for no in &numbers[..2] {
        let at = format!("/zaken/{id}/bijdragen/document/{no}");
        let page = police.get(&at).await;
        assert!(page.status == 200 && page.body.contains("<img src"), "{}", page.body);
        let picture = police.get(&format!("{at}/blad?bladzijde=1")).await;
        assert!(picture.status == 200 && picture.bytes.starts_with(b"\x89PNG"), "{}", picture.status);
        let header = |name: &str| picture.headers.get(name).cloned().unwrap_or_default();
        assert_eq!(
            (header("content-type").as_str(), header("x-content-type-options").as_str()),
            ("image/png", "nosniff")
        );
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        for hidden in [&b"Geheime"[..], b"JavaScript", b"tEXt"] {
            assert!(!picture.bytes.windows(hidden.len()).any(|part| part == hidden));
        }
        assert_eq!(police.get(&format!("{at}/blad?bladzijde=2")).await.status, 404, "there is no such page");
    }
    let page = police.get(&format!("/zaken/{id}/bijdragen/document/{}", numbers[2])).await;
    assert!(page.status == 200 && page.says("niet te tonen"), "{}", page.body);
}

/// The words of a paper, if there is a tool on this machine that reads them.
fn words(pdf: &[u8]) -> Option<String> {
    let tool = Command::new("pdftotext").args(["-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut tool) = tool else {
        left_out("pdftotext reads back what was taken along");
        return None;
    };
    tool.stdin.take().unwrap().write_all(pdf).unwrap();
    let text = String::from_utf8(tool.wait_with_output().unwrap().stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_goes_along_after_a_statement_with_its_reader_across_every_page() {
    let house = house().await;
    let (id, item, _) = with_item(&house).await;
    for (name, bytes) in
        [("brief.txt", b"Eerste regel.".to_vec()), ("verslag.pdf", pdf("Hallo")), ("foto.png", png("Geheim"))]
    {
        house.files("gemeente-hoorn", id, item, (name, &bytes)).await;
    }
    house.looks().await;
    let held = house.now::<case::ReadCase>("gemeente-hoorn", id).await;
    let numbers: Vec<u32> = held.held_at(item).map(|held| held.document.no).collect();
    let mut police = house.browser("politie-nh").await;
    let paper = |no: u32| format!("/zaken/{id}/bijdragen/document/{no}/document.pdf");
    let refused = police.get(&paper(numbers[0])).await;
    assert!(
        refused.status == 409 && refused.says("nog niet verklaard waarvoor"),
        "{} {}",
        refused.status,
        refused.body
    );
    police.get(&format!("/zaken/{id}/meenemen")).await;
    let stated = police.post(&format!("/zaken/{id}/meenemen"), &[("ground", "own-part"), ("secure", "ja")]).await;
    assert_eq!(stated.status, 303, "{}", stated.body);
    for no in numbers {
        let reply = police.get(&paper(no)).await;
        assert!(reply.status == 200 && reply.bytes.starts_with(b"%PDF"), "{} {}", reply.status, reply.body);
        assert!(
            !reply.bytes.windows(10).any(|part| part == b"JavaScript"),
            "nothing of what came in but what one sees"
        );
        let Some(text) = words(&reply.bytes) else { return };
        let reference = held.opening.as_ref().unwrap().reference.to_string();
        for there in ["Naam van politie-nh", "Organisatie politie-nh", "03-02-2026", reference.as_str()] {
            assert!(text.contains(there), "{there}: {text}");
        }
    }
    let book = crate::rig::book(&house.vault, 30).await;
    assert_eq!(book.iter().filter(|line| line.act == "case.take-document" && line.person == "politie-nh").count(), 4);
}

/// Somebody adds a document while the scanner finds something in another: neither is in the way of the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_both_have_their_way() {
    let house = house().await;
    let (id, item, at) = with_item(&house).await;
    house.files("gemeente-hoorn", id, item, ("een.txt", &eicar())).await;
    let mut official = house.browser("gemeente-hoorn").await;
    official.get(&at).await;
    assert_eq!(house.looks().await, 1);
    let reply = official.upload(&format!("{at}/nieuw"), &[], ("file", "twee.txt", b"tekst")).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let waiting = house.vault.file_next().await.unwrap().unwrap();
    let held = house.now::<case::ReadCase>("gemeente-hoorn", id).await;
    let no = held.held_at(item).next().unwrap().document.no;
    official.get(&at).await;
    let asked = official.post(&format!("/zaken/{id}/bijdragen/document/{no}/weg"), &[]).await;
    assert!(asked.status == 422 && asked.says("Zet dan het vinkje"), "{}", asked.body);
    let away = official.post(&format!("/zaken/{id}/bijdragen/document/{no}/weg"), &[("sure", "ja")]).await;
    assert_eq!(away.status, 303, "{}", away.body);
    // Its verdict comes after it was taken away.
    house.vault.file_scanned(&waiting, Scanned::Clean).await.unwrap();
    assert!(house.now::<case::ReadCase>("gemeente-hoorn", id).await.held_at(item).next().is_none());
}

/// Opened again, by this program or another node: what waited waits, what was checked is read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_still_waits_after_a_restart() {
    let house = house().await;
    let (id, item, _) = with_item(&house).await;
    house.files("gemeente-hoorn", id, item, ("een.txt", b"eerste")).await;
    house.looks().await;
    house.files("gemeente-hoorn", id, item, ("twee.txt", b"tweede")).await;
    let mut again = crate::house::opening(&house.database, std::sync::Arc::clone(&house.clock));
    again.node = "2".into();
    let other = tokio::task::spawn_blocking(move || Vault::open(again).unwrap()).await.unwrap();
    assert_eq!(other.files_ready().await.unwrap(), 1);
    let waiting = other.file_next().await.unwrap().unwrap();
    assert_eq!(waiting.bytes, b"tweede");
    other.file_scanned(&waiting, Scanned::Clean).await.unwrap();
    let case = house.now::<case::ReadCase>("gemeente-hoorn", id).await;
    assert!(case.held_at(item).all(|held| held.checked));
}
