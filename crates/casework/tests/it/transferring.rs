//! Stories of a case that goes to another house, in another store: proposed, answered by each who gave something, agreed on by the three, sent sealed,
//! taken over there, and closed here.

use crate::{
    correcting::{asked, done, reads, sends, table},
    dossiers::{TODAY, by_police, gift},
    house::{House, agency, day, house, line, note},
    telling::{NOTICE, TELLS, filed, judged, opened},
};
use casework::{
    case::{self, Package},
    receiving, weighing,
};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::{Dossier, NotOpened, Parcel};

const OWN: &str = "KANARIEHOORN";
const POLICE: &str = "KANARIEPOLITIE";
const STOPPED: &str = "KANARIERECLASSERING";
const THIRD: &str = "KANARIEGGZ";
const WHY_NOT: &str = "KANARIEREDEN";
const WHY: &str = "KANARIEWAAROM";
const ANSWER: &str = "Zeggen of uw bijdrage mee mag naar een ander huis";

/// Two houses that know each other.
async fn two() -> (House, House) {
    let (here, there) = (house().await, house().await);
    knows(&here, "Huis Elders", &there).await;
    knows(&there, "Huis Noord", &here).await;
    (here, there)
}

async fn knows(house: &House, name: &str, other: &House) {
    house.vault.know_house(&line(name), Some(other.vault.house_key())).await.unwrap();
}

struct Table {
    id: DossierId,
    at: String,
    own: u32,
    police: u32,
    stopped: u32,
    third: u32,
}

/// A case in Hoorn on which four organisations put something.
async fn set(house: &House) -> Table {
    let (id, at) = table(house).await;
    let own = house.gives("gemeente-hoorn", id, gift(OWN)).await;
    let police = house.gives("politie-nh", id, by_police(gift(POLICE))).await;
    let stopped = house.gives("reclassering", id, gift(STOPPED)).await;
    let third = house.gives("ggz-nhn", id, gift(THIRD)).await;
    Table { id, at, own, police, stopped, third }
}

fn proposal(to: &House, items: &[u32]) -> Value {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    json!({
        "house": to.vault.house_key().to_string(), "municipality": "Haarlem", "call": "Bo Elders, 023-000000", "ground": "stay",
        "why": format!("{WHY}: is daar gaan wonen."), "items": items, "feedback": "De melding is behandeld.", "title": "Naar elders", "about": "Iemand die hulp nodig heeft.",
    })
}

async fn proposes(house: &House, table: &Table, to: &House) {
    let items = [table.own, table.police, table.stopped, table.third];
    done(house, "casusregisseur-hoorn", &format!("{}/ander-huis/voorstel", table.at), proposal(to, &items)).await;
    let page = house.browser("casusregisseur-hoorn").await.get(&table.at).await;
    assert!(page.says("Er ligt een voorstel om deze casus aan een ander huis over te dragen"), "{}", page.body);
}

async fn answers(house: &House, who: &str, table: &Table, item: u32, form: Value) {
    done(house, who, &format!("{}/ander-huis/bijdrage/{item}", table.at), form).await;
}

async fn all_answer(house: &House, table: &Table) {
    answers(house, "politie-nh", table, table.police, json!({ "reply": "yes" })).await;
    answers(house, "reclassering", table, table.stopped, json!({ "reply": "no", "reason": WHY_NOT })).await;
    answers(house, "ggz-nhn", table, table.third, json!({ "reply": "yes" })).await;
}

async fn turn(house: &House, table: &Table) {
    for who in ["burgemeester-hoorn", "politie-nh", "om-nh"] {
        done(house, who, &format!("{}/ander-huis/sleutel", table.at), json!({ "read": "1" })).await;
    }
}

async fn send(house: &House, table: &Table) -> Vec<u8> {
    done(house, "casusregisseur-hoorn", &format!("{}/ander-huis/verzenden", table.at), json!({ "secure": "ja" })).await;
    fetch(house, table).await
}

async fn fetch(house: &House, table: &Table) -> Vec<u8> {
    let path = format!("{}/ander-huis/overdracht.casustafel", table.at);
    let reply = house.browser("casusregisseur-hoorn").await.get(&path).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.headers["content-disposition"].contains("overdracht-C-2026"), "{:?}", reply.headers);
    reply.bytes
}

/// What is sent from here to there, of which probation stopped its part.
async fn sent(here: &House, there: &House) -> (Table, Vec<u8>) {
    let table = set(here).await;
    proposes(here, &table, there).await;
    all_answer(here, &table).await;
    turn(here, &table).await;
    let file = send(here, &table).await;
    (table, file)
}

/// Brings a file in for Haarlem; where it is read, or what is said instead.
async fn brings(house: &House, who: &str, file: &[u8]) -> Result<String, (u16, String)> {
    let mut browser = house.browser(who).await;
    browser.get("/ontvangsten/nieuw").await;
    let reply =
        browser.upload("/ontvangsten/nieuw", &[("municipality", "haarlem")], ("package", "o.casustafel", file)).await;
    if reply.status == 303 {
        Ok(reply.location().split('?').next().unwrap().to_owned())
    } else {
        Err((reply.status, reply.body))
    }
}

async fn receipt(house: &House, at: &str) -> String {
    reads(house, "gemeente-haarlem", at).await.json()["receipt"].as_str().unwrap().to_owned()
}

fn holds(text: &str, words: &str) -> bool {
    text.contains(words)
}

/// CAS-06, CAS-05: from proposal to what is left when another house took over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_goes_to_a_house_in_another_store_and_closes_here_once_it_is_taken_over() {
    let (here, there) = two().await;
    let (table, file) = sent(&here, &there).await;
    // Over there the municipality reads what it is, and who guards the process; nobody else knows.
    let at = brings(&there, "gemeente-haarlem", &file).await.unwrap();
    for who in ["gemeente-haarlem", "procesregisseur-kennemerland", "casusregisseur-haarlem"] {
        let page = there.browser(who).await.get(&at).await;
        assert!(page.says(OWN) && page.says(POLICE) && page.says(THIRD) && page.says(WHY), "{who}: {}", page.body);
        assert!(!page.says(STOPPED) && !page.says(WHY_NOT), "{who}");
    }
    for who in ["politie-nh", "om-nh", "gemeente-hoorn", "procesregisseur-nhn", "fg", "beheer"] {
        assert_eq!(reads(&there, who, &at).await.status, 404, "{who}");
    }
    assert_eq!(asked(&there, "gemeente-haarlem", "Beslissen of u de casus overneemt").await, std::slice::from_ref(&at));
    assert_eq!(
        sends(
            &there,
            "procesregisseur-kennemerland",
            &format!("{at}/overnemen"),
            &json!({ "title": "T", "sure": "ja" })
        )
        .await
        .status,
        404
    );
    done(&there, "gemeente-haarlem", &format!("{at}/overnemen"), json!({ "title": "Van Hoorn", "sure": "ja" })).await;
    let page = reads(&there, "gemeente-haarlem", &at).await;
    assert!(![OWN, POLICE, THIRD, WHY].iter().any(|word| holds(&page.body, word)), "erased: {}", page.body);
    let case = page.json()["case"].as_str().unwrap().to_owned();
    // It is a case of their own, in its beginning.
    let read = reads(&there, "gemeente-haarlem", &case).await.json();
    assert_eq!((read["state"].as_str(), read["title"].as_str()), (Some("open"), Some("Van Hoorn")));
    for who in ["politie-nh", "om-nh"] {
        assert_eq!(reads(&there, who, &case).await.status, 404, "{who} did not say yet that it takes part");
        done(&there, who, &format!("{case}/meedoen/sleutel"), json!({ "read": "1" })).await;
    }
    let whole = there.browser("politie-nh").await.get(&case).await;
    assert!(whole.status == 200 && !whole.says(OWN) && !whole.says(POLICE), "nothing lies on the table by itself");
    assert!(whole.says("Aangeboden wat uit het andere huis kwam") && !whole.says("Uit het signaal aangeboden"));
    assert!(reads(&there, "om-nh", &format!("{case}/van-elders")).await.says(WHY));
    let offered = "Beslissen wat u overneemt";
    let (theirs, ours) = (asked(&there, "politie-nh", offered).await, asked(&there, "gemeente-haarlem", offered).await);
    assert_eq!((theirs.len(), ours.len()), (1, 2));
    let offer = there.browser("politie-nh").await.get(&theirs[0]).await;
    assert!(offer.says(POLICE) && offer.says("Organisatie politie-nh") && offer.says("Huis nhn"), "{}", offer.body);
    assert_eq!(reads(&there, "gemeente-haarlem", &theirs[0]).await.status, 404);
    let given = json!({ "nature": "fact", "text": THIRD, "category": "e", "necessity": "Nodig.", "ground": "participant", "special": "none", "audience": "all" });
    let mut taken = false;
    for at in &ours {
        if reads(&there, "gemeente-haarlem", at).await.says(THIRD) {
            done(&there, "gemeente-haarlem", &format!("{at}/ja"), given.clone()).await;
            taken = true;
        }
    }
    let page = there.browser("om-nh").await.get(&case).await;
    assert!(taken && page.says(THIRD) && page.says("Kwam van Organisatie ggz-nhn (Huis nhn)"), "{}", page.body);
    let waits = here.browser("casusregisseur-hoorn").await.get(&table.at).await;
    assert!(waits.says("De overdracht aan een ander huis is verzonden"), "{}", waits.body);
    // What comes back says nothing of the person, and closes the case here.
    let told = there.browser("gemeente-haarlem").await.get(&at).await;
    assert!(told.says("Daarna sluit de casus daar."), "{}", told.body);
    let code = receipt(&there, &at).await;
    let known = here.vault.known_houses().await.unwrap().unwrap();
    let bytes = vault::parcel_of_text(&code).unwrap();
    let (_, plain) = here.vault.open_parcel(&known, Parcel::Receipt, &bytes).unwrap();
    assert!(!String::from_utf8(plain).unwrap().contains("KANARIE"));
    assert_eq!(here.vault.open_parcel(&known, Parcel::Case, &bytes), Err(NotOpened::Changed));
    assert_eq!(asked(&here, "casusregisseur-hoorn", "Het antwoord van het andere huis vastleggen").await.len(), 1);
    done(
        &here,
        "casusregisseur-hoorn",
        &format!("{}/ander-huis/bewijs", table.at),
        json!({ "receipt": code, "sure": "ja" }),
    )
    .await;
    for who in [
        "gemeente-hoorn",
        "casusregisseur-hoorn",
        "politie-nh",
        "om-nh",
        "reclassering",
        "ggz-nhn",
        "procesregisseur-nhn",
    ] {
        for rest in ["", "/ander-huis", "/afsluiten"] {
            assert_eq!(reads(&here, who, &format!("{}{rest}", table.at)).await.status, 404, "CAS-05: {who} {rest}");
        }
        assert!(reads(&here, who, "").await.json()["tasks"].as_array().unwrap().is_empty(), "{who}");
    }
    let again = sends(
        &here,
        "casusregisseur-hoorn",
        &format!("{}/ander-huis/bewijs", table.at),
        &json!({ "receipt": code, "sure": "ja" }),
    )
    .await;
    assert_eq!(again.status, 404, "replayed");
}

/// CAS-06: what stays behind is named, with why, before the three turn their keys.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_goal_that_stays_behind_is_named_with_the_reason() {
    let (here, there) = two().await;
    let table = set(&here).await;
    let at = format!("{}/ander-huis", table.at);
    let goal = async |text: &str, facts: Vec<u32>| {
        let under = crate::correcting::factor(&here, "gemeente-hoorn", table.id, facts).await;
        let goal = case::Goal::new(note(text), note("Werkt drie dagen."), vec![under]);
        here.does::<case::SetGoal>("gemeente-hoorn", table.id, |d| d.set_goal(goal)).await;
        under + 1
    };
    let goes = goal("KANARIEDOELMEE.", vec![table.own]).await;
    let stays = goal("KANARIEDOELBLIJFT.", vec![table.own, table.stopped]).await;
    let mut form = proposal(&there, &[table.own, table.police, table.stopped, table.third]);
    form["goals"] = json!([goes.to_string(), stays.to_string()]);
    done(&here, "casusregisseur-hoorn", &format!("{at}/voorstel"), form).await;
    let shown = async || {
        let page = reads(&here, "om-nh", &at).await.json()["waiting"].clone();
        (page["goals"].clone(), page["staying_goals"].clone())
    };
    let why = |why: &str| json!([["KANARIEDOELBLIJFT.", format!("een bijdrage van Organisatie reclassering {why}")]]);
    assert_eq!(shown().await, (json!(["KANARIEDOELMEE."]), why("heeft nog geen ja")));
    all_answer(&here, &table).await;
    assert_eq!(shown().await, (json!(["KANARIEDOELMEE."]), why("mag niet mee")));
    let page = here.browser("om-nh").await.get(&at).await;
    assert!(page.says("Doelen die hier blijven") && page.says("mag niet mee)"), "{}", page.body);
}

/// CAS-06
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_blocks_and_what_somebody_stops_is_in_no_byte_of_what_goes() {
    let (here, there) = two().await;
    let table = set(&here).await;
    let at = format!("{}/ander-huis", table.at);
    proposes(&here, &table, &there).await;
    let bare = sends(&here, "politie-nh", &format!("{at}/sleutel"), &json!({})).await;
    assert!(bare.status == 422 && bare.says("Zet het vinkje"), "not in one press: {}", bare.body);
    let key = sends(&here, "politie-nh", &format!("{at}/sleutel"), &json!({ "read": "1" })).await;
    assert!(key.status >= 400 && key.says("er wachten er 3"), "{} {}", key.status, key.body);
    for who in ["casusregisseur-hoorn", "gemeente-hoorn"] {
        let early = sends(&here, who, &format!("{at}/verzenden"), &json!({ "secure": "ja" })).await;
        assert!(early.status >= 400, "{who}");
        assert!(reads(&here, who, &format!("{at}/overdracht.casustafel")).await.status >= 400, "{who}");
    }
    for (who, item) in [("politie-nh", table.police), ("reclassering", table.stopped), ("ggz-nhn", table.third)] {
        assert_eq!(asked(&here, who, ANSWER).await, [format!("{at}#item-{item}")], "{who}");
    }
    assert!(asked(&here, "gemeente-hoorn", ANSWER).await.is_empty(), "it proposed its own");
    // Nobody answers for another.
    for (who, status) in
        [("om-nh", 422), ("gemeente-hoorn", 422), ("politie-nh", 422), ("gemeente-haarlem", 404), ("school-hoorn", 404)]
    {
        let said = sends(&here, who, &format!("{at}/bijdrage/{}", table.stopped), &json!({ "reply": "yes" })).await;
        assert!(said.status == status || (status == 422 && said.status == 409), "{who}: {} {}", said.status, said.body);
    }
    let bare =
        sends(&here, "reclassering", &format!("{at}/bijdrage/{}", table.stopped), &json!({ "reply": "no" })).await;
    assert_eq!((bare.status, &bare.json()["errors"][0]["field"]), (422, &json!("reason")));
    all_answer(&here, &table).await;
    turn(&here, &table).await;
    let without = sends(&here, "casusregisseur-hoorn", &format!("{at}/verzenden"), &json!({})).await;
    assert_eq!((without.status, &without.json()["errors"][0]["field"]), (422, &json!("secure")), "LOG-12");
    let file = send(&here, &table).await;
    let known = there.vault.known_houses().await.unwrap().unwrap();
    let (from, plain) = there.vault.open_parcel(&known, Parcel::Case, &file).unwrap();
    let text = String::from_utf8(plain.clone()).unwrap();
    assert_eq!(from.name, line("Huis Noord"));
    for there in [OWN, POLICE, THIRD, WHY] {
        assert!(text.contains(there), "{there}: {text}");
    }
    for gone in [STOPPED, WHY_NOT, "reclassering"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    assert!(!file.windows(OWN.len()).any(|part| part == OWN.as_bytes()), "sealed");
    assert_eq!(Package::read(&plain).unwrap().items.len(), 3);
    // Fetched again it is another sealing of the same.
    let second = fetch(&here, &table).await;
    assert_ne!(file, second);
    assert_eq!(there.vault.open_parcel(&known, Parcel::Case, &second).unwrap().1, plain);
    let book = crate::rig::book(&here.vault, 200).await;
    assert!(book.iter().filter(|line| line.act == "case.take-transfer").count() >= 2, "each is in the book");
    for who in ["politie-nh", "reclassering", "procesregisseur-nhn", "ggz-nhn", "gemeente-haarlem"] {
        let path = format!("{at}/overdracht.casustafel");
        assert_eq!(reads(&here, who, &path).await.status, 404, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn why_something_is_stopped_is_read_by_the_three_and_who_guards_the_process_and_a_third_party_reads_its_own() {
    let (here, there) = two().await;
    let table = set(&here).await;
    let at = format!("{}/ander-huis", table.at);
    assert_eq!(reads(&here, "ggz-nhn", &at).await.status, 404, "nothing is asked of it");
    proposes(&here, &table, &there).await;
    all_answer(&here, &table).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn", "reclassering"] {
        let page = here.browser(who).await.get(&at).await;
        assert!(page.says(WHY_NOT) && page.says(STOPPED) && page.says(WHY), "{who}: {}", page.body);
        assert!(page.says("voorstel om deze casus aan een ander huis over te dragen"), "{who}");
    }
    let expert = here.browser("expert-nh").await.get(&at).await;
    assert!(expert.says(STOPPED) && expert.says("gaat niet mee") && !expert.says(WHY_NOT), "{}", expert.body);
    let third = here.browser("ggz-nhn").await.get(&at).await;
    assert!(third.says(THIRD) && third.says("Huis Elders") && third.status == 200, "{}", third.body);
    for hidden in [OWN, POLICE, STOPPED, WHY_NOT, WHY, "Bo Elders"] {
        assert!(!third.says(hidden), "{hidden}: {}", third.body);
    }
    assert!(
        !here.browser("ggz-nhn").await.get(&table.at).await.says("wordt overgedragen"),
        "how it goes on is not for it"
    );
    for who in ["school-hoorn", "gemeente-haarlem", "procesregisseur-kennemerland", "rvdk", "fg"] {
        assert_eq!(reads(&here, who, &at).await.status, 404, "{who}");
    }
    // In English as well.
    let mut browser = here.browser("om-nh").await;
    browser.get(&at).await;
    browser.post("/taal", &[("naar", "en"), ("terug", at.as_str())]).await;
    assert!(browser.get(&at).await.says("There is a proposal to transfer this case to another house"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_changed_or_for_another_or_of_a_stranger_or_brought_twice_is_refused_in_plain_words() {
    let (here, there) = two().await;
    let stranger = house().await;
    knows(&stranger, "Huis Noord", &here).await;
    let (table, file) = sent(&here, &there).await;
    let told = async |house: &House, bytes: &[u8], words: &str| {
        let (status, body) = brings(house, "gemeente-haarlem", bytes).await.unwrap_err();
        assert!(status == 422 && body.contains(words), "{words}: {status} {body}");
    };
    let mut changed = file.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    told(&there, &changed, "beschadigd of veranderd").await;
    told(&there, &file[..file.len() / 2], "beschadigd of veranderd").await;
    told(&there, b"PK\x03\x04 een rekenblad", "geen verzegeld bestand").await;
    told(&stranger, &file, "voor een ander huis verzegeld").await;
    told(&there, &vec![0; 3 * 1024 * 1024], "te groot").await;
    let unknown = stranger.vault.seal_parcel(&there.vault.house_key(), Parcel::Case, b"{}");
    told(&there, &unknown, "niet bekend").await;
    let later = here.vault.seal_parcel(&there.vault.house_key(), Parcel::Case, b"{\"version\":2}");
    told(&there, &later, "nieuwere versie").await;
    let nothing = here.vault.seal_parcel(&there.vault.house_key(), Parcel::Case, b"{\"version\":1}");
    told(&there, &nothing, "geen casus").await;
    for who in ["politie-nh", "procesregisseur-kennemerland", "fg"] {
        let (status, _) = brings(&there, who, &file).await.unwrap_err();
        assert!(status == 403 || status == 404, "{who}: {status}");
    }
    let (status, body) = brings(&there, "gemeente-hoorn", &file).await.unwrap_err();
    assert!(status == 422 && body.contains("niet de gemeente van verblijf"), "{status} {body}");
    let at = brings(&there, "gemeente-haarlem", &file).await.unwrap();
    told(&there, &file, "al eerder binnengekomen").await;
    told(&there, &fetch(&here, &table).await, "al eerder binnengekomen").await;
    // Also after it was answered.
    done(&there, "gemeente-haarlem", &format!("{at}/niet"), json!({ "reason": "Hier niet bekend.", "sure": "ja" }))
        .await;
    told(&there, &file, "al eerder binnengekomen").await;
    assert!(
        sends(&there, "gemeente-haarlem", &format!("{at}/overnemen"), &json!({ "title": "T", "sure": "ja" }))
            .await
            .status
            >= 400
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_is_not_taken_over_goes_on_and_no_forged_or_foreign_receipt_closes_it() {
    let (here, there) = two().await;
    let other = house().await;
    knows(&other, "Huis Noord", &here).await;
    knows(&here, "Huis Anders", &other).await;
    let (table, file) = sent(&here, &there).await;
    let to = format!("{}/ander-huis/bewijs", table.at);
    let told = async |code: &str, words: &str| {
        let reply = sends(&here, "casusregisseur-hoorn", &to, &json!({ "receipt": code, "sure": "ja" })).await;
        assert!(reply.status == 422 && reply.says(words), "{words}: {} {}", reply.status, reply.body);
    };
    told("geen bewijs!", "geen bewijs van een ander huis").await;
    told("aGVsbG8=", "geen bewijs van een ander huis").await;
    // Another house that is known here cannot answer for the one it went to.
    let case = here.now::<case::ReadCase>("gemeente-hoorn", table.id).await;
    let id = case.transfer().unwrap().transfer.id.clone();
    let by = case::PackedName { name: line("Bo"), function: line("regisseur"), organisation: line("Elders") };
    let forged = |id: &str| case::Receipt {
        version: case::PACKAGE_VERSION,
        id: id.to_owned(),
        answer: case::TransferAnswer { by: by.clone(), on: day(TODAY), declined: None },
        municipality: Some(line("Haarlem")),
    };
    let sealed = |house: &House, receipt: &case::Receipt| {
        vault::parcel_text(&house.vault.seal_parcel(&here.vault.house_key(), Parcel::Receipt, &receipt.written()))
    };
    told(&sealed(&other, &forged(&id)), "niet van het huis").await;
    told(&sealed(&there, &forged(&"0".repeat(32))), "niet bij deze overdracht").await;
    told(&vault::parcel_text(&file), "ander huis bedoeld").await;
    let at = brings(&there, "gemeente-haarlem", &file).await.unwrap();
    done(
        &there,
        "casusregisseur-haarlem",
        &format!("{at}/niet"),
        json!({ "reason": "Woont hier niet.", "sure": "ja" }),
    )
    .await;
    let reception: DossierId = at.rsplit('/').next().unwrap().parse().unwrap();
    assert!(there.now::<receiving::ReadReception>("gemeente-haarlem", reception).await.package().is_none());
    let code = receipt(&there, &at).await;
    // What each side reads of it is true: the case closes nowhere.
    let page = there.browser("gemeente-haarlem").await.get(&at).await;
    assert!(page.says("De casus blijft daar.") && !page.says("Daarna sluit de casus daar."), "{}", page.body);
    let wrapped = format!("  {}\n{}  ", &code[..40], &code[40..]);
    let mut hoorn = here.browser("gemeente-hoorn").await;
    hoorn.get(&format!("{}/ander-huis", table.at)).await;
    let taken = hoorn.post(&to, &[("receipt", &wrapped), ("sure", "ja")]).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = hoorn.follow(&taken).await;
    assert!(page.says("De casus blijft hier.") && !page.says("gesloten en afgeschermd"), "{}", page.body);
    let page = here.browser("om-nh").await.get(&format!("{}/ander-huis", table.at)).await;
    assert!(
        page.says("Niet overgenomen") && page.says("Woont hier niet.") && page.says("Naam van casusregisseur-haarlem"),
        "{}",
        page.body
    );
    assert!(
        here.browser("om-nh").await.get(&table.at).await.says("Niet overgenomen door het andere huis"),
        "the history says so"
    );
    let reply = sends(&here, "gemeente-hoorn", &to, &json!({ "receipt": code, "sure": "ja" })).await;
    assert!(reply.status >= 400, "an answer is taken in once");
    // It may be proposed anew, and the old answer is of no use to that.
    done(&here, "gemeente-hoorn", &format!("{}/ander-huis/voorstel", table.at), proposal(&there, &[table.own])).await;
    turn(&here, &table).await;
    send(&here, &table).await;
    told(&code, "niet bij deze overdracht").await;
    done(
        &here,
        "procesregisseur-nhn",
        &format!("{}/ander-huis/intrekken", table.at),
        json!({ "reason": "Toch niet." }),
    )
    .await;
    assert!(here.now::<case::ReadCase>("om-nh", table.id).await.transfer().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_goes_where_no_house_is_known_or_it_is_known_by_another_key_by_now() {
    let (here, there) = two().await;
    let lonely = house().await;
    let alone = set(&lonely).await;
    let page = lonely.browser("gemeente-hoorn").await.get(&format!("{}/ander-huis", alone.at)).await;
    assert!(page.says("geen ander huis bekend") && !page.says("Overdracht voorstellen"), "CAS-07: {}", page.body);
    let tried =
        sends(&lonely, "gemeente-hoorn", &format!("{}/ander-huis/voorstel", alone.at), &proposal(&there, &[])).await;
    assert_eq!((tried.status, &tried.json()["errors"][0]["field"]), (422, &json!("house")));
    let table = set(&here).await;
    proposes(&here, &table, &there).await;
    all_answer(&here, &table).await;
    turn(&here, &table).await;
    knows(&here, "Huis Elders", &lonely).await;
    let page = here.browser("gemeente-hoorn").await.get(&format!("{}/ander-huis", table.at)).await;
    assert!(page.says("niet meer bekend onder deze sleutel"), "{}", page.body);
    let sent =
        sends(&here, "gemeente-hoorn", &format!("{}/ander-huis/verzenden", table.at), &json!({ "secure": "ja" })).await;
    assert!(sent.status >= 400 && sent.says("nieuw voorstel"), "{} {}", sent.status, sent.body);
    knows(&here, "Huis Elders", &there).await;
    send(&here, &table).await;
    assert_eq!(here.now::<case::ReadCase>("om-nh", table.id).await.card().state, "open");
    assert!(here.now::<case::ReadCase>("om-nh", table.id).await.items_for(&agency("om-nh"), day(TODAY)).len() == 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_filed_and_who_keeps_the_contact_of_the_reporter_hear_that_it_is_over_here() {
    let (here, there) = two().await;
    let (signal, weighing) = filed(&here, None, false).await;
    judged(&here, weighing, weighing::Outcome::Fits).await;
    let at = opened(&here, weighing).await;
    done(&here, "expert-nh", &format!("/wegingen/{weighing}/bericht/gelezen"), json!({})).await;
    let table =
        Table { id: at.rsplit('/').next().unwrap().parse().unwrap(), at, own: 0, police: 0, stopped: 0, third: 0 };
    done(&here, "casusregisseur-hoorn", &format!("{}/ander-huis/voorstel", table.at), proposal(&there, &[])).await;
    turn(&here, &table).await;
    let file = send(&here, &table).await;
    let came = brings(&there, "gemeente-haarlem", &file).await.unwrap();
    done(&there, "gemeente-haarlem", &format!("{came}/overnemen"), json!({ "title": "Van Hoorn", "sure": "ja" })).await;
    let code = receipt(&there, &came).await;
    assert!(asked(&here, "expert-nh", TELLS).await.is_empty() && asked(&here, "expert-nh", NOTICE).await.is_empty());
    done(
        &here,
        "casusregisseur-hoorn",
        &format!("{}/ander-huis/bewijs", table.at),
        json!({ "receipt": code, "sure": "ja" }),
    )
    .await;
    assert_eq!(asked(&here, "expert-nh", NOTICE).await.len(), 1);
    assert_eq!(asked(&here, "expert-nh", TELLS).await, [format!("/signalen/{signal}#reporter")]);
    let page = here.browser("expert-nh").await.get(&format!("/signalen/{signal}")).await;
    assert!(page.says("De melding is behandeld.") && !page.says("Huis Elders"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_two_houses_in_one_store_it_is_the_same_file_and_the_same_steps() {
    let house = house().await;
    let set = set(&house).await;
    knows(&house, "Huis Kennemerland", &house).await;
    done(
        &house,
        "gemeente-hoorn",
        &format!("{}/ander-huis/voorstel", set.at),
        proposal(&house, &[set.own, set.police]),
    )
    .await;
    answers(&house, "politie-nh", &set, set.police, json!({ "reply": "yes" })).await;
    turn(&house, &set).await;
    let file = send(&house, &set).await;
    let came = brings(&house, "gemeente-haarlem", &file).await.unwrap();
    assert_eq!(reads(&house, "gemeente-hoorn", &came).await.status, 404);
    done(&house, "gemeente-haarlem", &format!("{came}/overnemen"), json!({ "title": "Van Hoorn", "sure": "ja" })).await;
    let case = reads(&house, "gemeente-haarlem", &came).await.json()["case"].as_str().unwrap().to_owned();
    let code = receipt(&house, &came).await;
    done(&house, "gemeente-hoorn", &format!("{}/ander-huis/bewijs", set.at), json!({ "receipt": code, "sure": "ja" }))
        .await;
    assert_eq!(reads(&house, "gemeente-hoorn", &set.at).await.status, 404, "CAS-05");
    assert_eq!(reads(&house, "gemeente-hoorn", &case).await.status, 404, "who handed it over has no seat there");
    assert_eq!(reads(&house, "gemeente-haarlem", &case).await.status, 200);
}

/// CAS-06: the key of a store is that of all its municipalities, so the name in the file says for which it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_for_one_municipality_is_not_opened_by_another_of_the_same_store() {
    let (here, there) = two().await;
    let (_, file) = sent(&here, &there).await;
    let mut browser = there.browser("gemeente-hoorn").await;
    browser.get("/ontvangsten/nieuw").await;
    let reply =
        browser.upload("/ontvangsten/nieuw", &[("municipality", "hoorn")], ("package", "o.casustafel", &file)).await;
    assert!(reply.status == 422 && reply.says("Dit bestand is voor de gemeente Haarlem."), "{}", reply.body);
    assert!(!reply.says(WHY) && !reply.says(OWN), "{}", reply.body);
    // It is still there for who it is for.
    assert!(brings(&there, "gemeente-haarlem", &file).await.is_ok());
}

/// CAS-06, CAS-12: what is in doubt, or what its giver takes its word back for, is not fetched any more once the file is ready.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doubt_or_a_no_after_the_file_is_ready_lets_nobody_fetch_it_until_the_three_turned_their_keys_anew() {
    let (here, there) = two().await;
    let (table, _) = sent(&here, &there).await;
    let (at, file) = (format!("{}/ander-huis", table.at), format!("{}/ander-huis/overdracht.casustafel", table.at));
    let fetched = async || here.browser("casusregisseur-hoorn").await.get(&file).await.status;
    assert_eq!(fetched().await, 200);
    let page = here.browser("om-nh").await.get(&format!("{}/bijdragen", table.at)).await;
    assert!(page.says("staat in een bestand dat klaarstaat voor een ander huis"), "{}", page.body);
    let third = here.browser("ggz-nhn").await.get(&format!("{}/bijdragen", table.at)).await;
    assert!(!third.says("ander huis"), "{}", third.body);
    let wrong = format!("{}/bijdragen/klopt-niet/{}", table.at, table.police);
    done(&here, "om-nh", &wrong, json!({ "why": "Dat was zijn broer." })).await;
    assert_eq!(fetched().await, 409);
    let page = here.browser("gemeente-hoorn").await.get(&at).await;
    assert!(page.says("gaat niet mee: iemand zegt dat het niet klopt"), "{}", page.body);
    turn(&here, &table).await;
    let left = fetch(&here, &table).await;
    let came = brings(&there, "gemeente-haarlem", &left).await.unwrap();
    let read = there.browser("gemeente-haarlem").await.get(&came).await;
    assert!(read.says(OWN) && read.says(THIRD) && !read.says(POLICE), "{}", read.body);
    // Its giver takes its yes back: the same.
    answers(&here, "ggz-nhn", &table, table.third, json!({ "reply": "no", "reason": "Toch niet." })).await;
    assert_eq!(fetched().await, 409);
    // What is in doubt is not offered for another proposal.
    done(&here, "gemeente-hoorn", &format!("{at}/intrekken"), json!({ "reason": "Opnieuw." })).await;
    let form = here.browser("gemeente-hoorn").await.get(&at).await;
    assert!(form.says(THIRD) && !form.says(POLICE), "{}", form.body);
    let again = sends(&here, "gemeente-hoorn", &format!("{at}/voorstel"), &proposal(&there, &[table.police])).await;
    assert_eq!((again.status, again.json()["errors"][0]["field"].as_str()), (422, Some("items")), "{}", again.body);
}
