//! The canary: every dossier holds texts that are marked for whoever may read them, every address is asked by everybody, as a page and
//! as data, and the marks that come back are exactly those of the table below. A mark at anybody else is a leak; a mark that does not
//! come to somebody in the table means that the table, or the page, is not what we think.

use crate::{
    dossiers::{BSN_CASE, BSN_SIGNAL, BSN_WEIGHING, Placed},
    house::{House, PEOPLE, house},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use web::{Address, Gives, Method, testing::Reply};

const NOBODY: &[&str] = &[];
/// Owner and municipality of stay of a signal in Hoorn.
const SIGNAL: &[&str] = &["expert-nh", "gemeente-hoorn", "burgemeester-hoorn"];
const SIGNAL_HAARLEM: &[&str] = &["gemeente-haarlem", "burgemeester-haarlem"];
/// The three that weigh, and who guards the process.
const TABLE: &[&str] = &["gemeente-hoorn", "burgemeester-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn"];
const TABLE_HAARLEM: &[&str] =
    &["gemeente-haarlem", "burgemeester-haarlem", "politie-nh", "om-nh", "procesregisseur-kennemerland"];
/// The participants of the case in Hoorn: the three, probation, the experts who act for Hoorn, and who directs.
const CASE: &[&str] = &[
    "gemeente-hoorn",
    "burgemeester-hoorn",
    "casusregisseur-hoorn",
    "politie-nh",
    "om-nh",
    "procesregisseur-nhn",
    "expert-nh",
    "reclassering",
];
const CASE_HAARLEM: &[&str] = &[
    "gemeente-haarlem",
    "burgemeester-haarlem",
    "casusregisseur-haarlem",
    "politie-nh",
    "om-nh",
    "procesregisseur-kennemerland",
];

/// The three of Hoorn, with everybody of the municipality, and who guards the process.
const DECIDERS: &[&str] =
    &["gemeente-hoorn", "burgemeester-hoorn", "casusregisseur-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn"];
/// Who asks somebody from outside: the three, and who guards the process.
const CORE: &[&str] = &["gemeente-hoorn", "burgemeester-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn"];
/// Who hands something over from the case in Hoorn: the municipality of stay, and who guards the process.
const SENDERS: &[&str] = &["gemeente-hoorn", "burgemeester-hoorn", "casusregisseur-hoorn", "procesregisseur-nhn"];
/// Who decides in Haarlem on what another house hands over.
const RECEIVERS: &[&str] =
    &["gemeente-haarlem", "burgemeester-haarlem", "casusregisseur-haarlem", "procesregisseur-kennemerland"];

/// Who sits at the case in Hoorn for the two organisations that were asked about it.
const MET: &[&str] = &["procesregisseur-nhn", "politie-nh", "reclassering", "om-nh"];
const ASKED: &[&str] = &["gemeente-hoorn", "burgemeester-hoorn", "casusregisseur-hoorn", "politie-nh"];

/// The parts of a text that share their readers.
const OF_SIGNAL: &[&str] = &["NAAM", "FEIT", "DUIDING"];
const OF_FILING: &[&str] = &["NAAM", "FEIT", "DUIDING", "WAARNEMER", "CONTACT"];
const OF_JUDGED: &[&str] = &["NAAM", "FEIT", "DUIDING", "WAARNEMER", "CONTACT", "ZIENSWIJZE", "OORDEEL"];
const OF_ADVICE: &[&str] = &["", "PARTNER", "STAP"];
const OF_CASE: &[&str] = &["TITEL", "SAMENVATTING", "DOELSTELLING", "NAAM", "ITEM"];

/// A text, its parts, and the groups of people who may read them.
type Marked = (&'static str, &'static [&'static str], &'static [&'static [&'static str]]);

/// What the law says: a text, and everybody who may read it. Nobody else, on no page, in no list, in no answer to a program.
const WHO_MAY_READ: &[Marked] = &[
    // A signal: its owner and the municipality of stay. The reporter is shielded: the owner alone, and who saw it as well.
    ("MERKSIGNAAL", OF_SIGNAL, &[SIGNAL]),
    ("MERKMELDER", &["", "TELEFOON"], &[&["expert-nh"]]),
    ("MERKWAARNEMER", &[""], &[&["expert-nh"]]),
    // The number only to who works on it and asks (SPC-05); a mayor does not.
    (BSN_SIGNAL, &[""], &[&["expert-nh", "gemeente-hoorn"]]),
    // The second core partner reads along while it is asked, and not a day longer.
    ("MERKSCREENING", OF_SIGNAL, &[SIGNAL, &["politie-nh"]]),
    ("MERKSCREENING", &["REDEN", "GROND", "VERWACHT"], &[SIGNAL, &["politie-nh"]]),
    ("MERKUITGESLOTEN", OF_SIGNAL, &[SIGNAL]),
    ("MERKUITGESLOTEN", &["REDEN", "REACTIE", "GROND", "VERWACHT"], &[SIGNAL]),
    ("MERKAANGEMELD", OF_SIGNAL, &[SIGNAL]),
    // What was put right: the old by who could read it then, and why a reporter was another by the owner alone.
    ("MERKVERBETERD", OF_SIGNAL, &[SIGNAL]),
    ("MERKVERBETERREDEN", &[""], &[SIGNAL]),
    ("MERKOUDEMELDER", &[""], &[&["expert-nh"]]),
    ("MERKMELDERREDEN", &[""], &[&["expert-nh"]]),
    ("MERKHAARLEMSIGNAAL", OF_SIGNAL, &[SIGNAL_HAARLEM]),
    // A weighing: the three and who guards the process (Wgpga art. 5 lid 3). The filer sees the notice only (WEG-10).
    ("MERKTRIO", OF_FILING, &[TABLE]),
    (BSN_WEIGHING, &[""], &[NOBODY]),
    // A view is sealed for who has not handed in its own, and for the director until all three are in.
    ("MERKZIENSWIJZEPOLITIE", &[""], &[&["politie-nh"]]),
    ("MERKHELFTPOLITIE", &[""], &[&["politie-nh", "gemeente-hoorn", "burgemeester-hoorn"]]),
    ("MERKHELFTHOORN", &[""], &[&["politie-nh", "gemeente-hoorn", "burgemeester-hoorn"]]),
    ("MERKHALF", OF_FILING, &[TABLE]),
    ("MERKHERSTELREDEN", &[""], &[TABLE]),
    ("MERKAANVULLING", &[""], &[&["politie-nh", "gemeente-hoorn", "burgemeester-hoorn"]]),
    // Who is consulted sees its question as long as it is open (WEG-08).
    ("MERKVRAAG", &[""], &[TABLE, &["reclassering"]]),
    ("MERKANDEREVRAAG", &[""], &[TABLE]),
    ("MERKANTWOORD", &[""], &[TABLE]),
    ("MERKCOLLEGE", &["", "NOODZAAK"], &[TABLE]),
    ("MERKOPEN", OF_JUDGED, &[TABLE]),
    ("MERKMEEGESCHREVEN", &[""], &[TABLE]),
    ("MERKAFGEWEZEN", OF_JUDGED, &[TABLE]),
    ("MERKPAST", OF_JUDGED, &[TABLE]),
    ("MERKONEENS", OF_JUDGED, &[TABLE]),
    ("MERKONEENSREDEN", &[""], &[TABLE]),
    ("MERKHAARLEMWEGING", OF_FILING, &[TABLE_HAARLEM]),
    ("MERKVANRVDK", OF_FILING, &[TABLE_HAARLEM]),
    // A question is put to an organisation: whoever is designated by it may answer.
    ("MERKVRAAGHOORN", &[""], &[TABLE_HAARLEM, &["gemeente-hoorn", "burgemeester-hoorn", "casusregisseur-hoorn"]]),
    // An advice: the same table.
    ("MERKADVIES", OF_ADVICE, &[TABLE]),
    ("MERKRONDE", OF_ADVICE, &[TABLE]),
    ("MERKGOEDGEKEURD", OF_ADVICE, &[TABLE]),
    ("MERKSTEMREDEN", &[""], &[TABLE]),
    ("MERKADVIESWEGING", OF_JUDGED, &[TABLE]),
    ("MERKRONDEWEGING", OF_JUDGED, &[TABLE]),
    ("MERKGOEDGEKEURDWEGING", OF_JUDGED, &[TABLE]),
    // A case: its participants. A third party reads, after its declaration, about whom it is and what was shared with it
    // (PAR-05, PAR-06); before that nothing, not even what the case is called.
    ("MERKCASUSTITEL", &[""], &[CASE, &["ggz-nhn"]]),
    ("MERKCASUSSAMENVATTING", &[""], &[CASE]),
    ("MERKCASUSDOELSTELLING", &[""], &[CASE, &["ggz-nhn"]]),
    ("MERKCASUSNAAM", &[""], &[CASE, &["ggz-nhn"]]),
    (BSN_CASE, &[""], &[NOBODY]),
    ("MERKALLEN", &[""], &[CASE]),
    // How sure a contribution is, by who reads it.
    ("MERKTWIJFEL", &[""], &[CASE]),
    ("MERKINSTRUMENT", &["", "VERSIE", "FUNCTIE"], &[CASE, &["ggz-nhn"]]),
    ("MERKPOLITIEOM", &[""], &[&["politie-nh", "om-nh"]]),
    ("MERKALLEENPOLITIE", &[""], &[&["politie-nh"]]),
    ("MERKDERDE", &[""], &[CASE, &["ggz-nhn"]]),
    ("MERKNOGNIET", &[""], &[CASE]),
    ("MERKVANGGZ", &[""], &[CASE, &["ggz-nhn"]]),
    // What is said of whether something is right, by who reads that.
    ("MERKKLOPT", &["NIET", "WEL", "DAN", "TOCH"], &[CASE, &["ggz-nhn"]]),
    ("MERKTOTVANDAAG", &[""], &[CASE]),
    ("MERKTERUG", &[""], &[NOBODY]),
    // A document, by who reads the item it belongs to; its name as well. In quarantine who gave it knows how it is called, and nobody what it says.
    ("MERKDOCUMENT", &["NAAM", "TEKST"], &[CASE]),
    ("MERKDOCUMENTOM", &["NAAM", "TEKST"], &[&["politie-nh", "om-nh"]]),
    ("MERKDOCUMENTGGZ", &["NAAM", "TEKST"], &[CASE, &["ggz-nhn"]]),
    ("MERKWACHTNAAM", &[""], &[&["gemeente-hoorn", "burgemeester-hoorn", "casusregisseur-hoorn"]]),
    ("MERKWACHTTEKST", &[""], &[NOBODY]),
    // Who left reads nothing; what it gave remains with the table.
    ("MERKVANVERTROKKEN", &[""], &[CASE]),
    // Kept with the decision, and on no page.
    ("MERKVERTREKREDEN", &[""], &[NOBODY]),
    ("MERKDEELNAMENOODZAAK", &[""], &[CASE]),
    ("MERKDEELNAMEVERWACHTING", &[""], &[CASE]),
    // A factor is seen by who sees every fact under it.
    ("MERKFACTORPOLITIE", &[""], &[&["politie-nh", "om-nh"]]),
    ("MERKFACTORALLEN", &[""], &[CASE]),
    // What it said before and why it was put right, by who reads the facts under it.
    ("MERKOUDEFACTOR", &[""], &[CASE]),
    ("MERKFACTORREDEN", &[""], &[CASE]),
    ("MERKOUDEFACTORPOLITIE", &[""], &[&["politie-nh", "om-nh"]]),
    ("MERKFACTORREDENPOLITIE", &[""], &[&["politie-nh", "om-nh"]]),
    ("MERKPLANDOEL", &[""], &[CASE]),
    ("MERKBEGIN", &[""], &[CASE]),
    ("MERKMOMENT", &[""], &[CASE]),
    ("MERKSCENARIO", &[""], &[CASE]),
    ("MERKSIGNAALVOORAF", &[""], &[CASE]),
    ("MERKALSHETGEBEURT", &[""], &[CASE]),
    ("MERKINTERVENTIE", &[""], &[CASE]),
    ("MERKNOTITIE", &[""], &[CASE]),
    ("MERKAFSPRAAKHOORN", &[""], &[CASE]),
    // What the table says of how it kept them; a third party that took part in the talk reads no more of the case for it.
    ("MERKTERUGBLIK", &[""], &[CASE]),
    ("MERKAFSPRAAKGGZ", &[""], &[CASE, &["ggz-nhn"]]),
    ("MERKAFSPRAAKRECLASSERING", &[""], &[CASE]),
    // A third party reads the question that it asked itself, and nothing of how the help is organised or what others add.
    ("MERKOPSCHALING", &[""], &[CASE, &["ggz-nhn"]]),
    ("MERKAANGEVULD", &[""], &[CASE]),
    ("MERKAANZET", &[""], &[CASE]),
    ("MERKWANNEER", &[""], &[CASE]),
    ("MERKOVERDRACHT", &[""], &[CASE]),
    // Why an organisation does not take something on is for the table, and not for a third party there.
    ("MERKGEENAFSPRAAK", &[""], &[CASE]),
    ("MERKNIETNAGEKOMEN", &["", "WAAROM"], &[CASE]),
    ("MERKLOSGELATEN", &["", "WAAROM"], &[CASE]),
    ("MERKVRAAGPOLITIE", &[""], &[CASE]),
    ("MERKVRAAGRECLASSERING", &[""], &[CASE]),
    ("MERKVRAAGGGZ", &[""], &[CASE, &["ggz-nhn"]]),
    // What was reported: the municipality whose door it is, in who was named for it.
    ("MERKMELDING", &["", "DUIDING", "NAAM", "TELEFOON"], &[&["gemeente-hoorn"]]),
    ("MERKGEMELDE", &[""], &[&["gemeente-hoorn"]]),
    // Who opened the link to a question: for who asked it.
    ("MERKOPENER", &[""], &[&["procesregisseur-nhn"]]),
    // The school has not made its declaration: it does not even read what is asked of it (PAR-06).
    ("MERKVRAAGSCHOOL", &[""], &[CASE]),
    // Why an organisation may not share is its own, unless it shows it (PRV-01).
    ("MERKREDENGEHEIM", &[""], &[&["politie-nh"]]),
    ("MERKREDENGETOOND", &[""], &[CASE]),
    // A question about a person that was put to a table: who sits there for the organisations that were asked, and nobody who asks.
    ("MERKNAVRAAG", &[""], &[ASKED]),
    // A question to another house: who put it, and nobody else of their table.
    ("MERKELDERS", &[""], &[&["gemeente-hoorn"]]),
    ("MERKVANELDERS", &[""], &[&["gemeente-hoorn"]]),
    ("MERKORGANISATIE", &[""], &[&["gemeente-hoorn"]]),
    ("MERKGEENANTWOORD", &[""], &[ASKED]),
    // Who sits at a table on an agenda reads when and where; why somebody does not come, or leaves the room for an item, who chairs it alone.
    ("MERKOVERLEG", &[""], &[MET]),
    ("MERKKAMER", &[""], &[MET]),
    ("MERKKOMST", &[""], &[&["procesregisseur-nhn", "om-nh"]]),
    ("MERKUITGANG", &[""], &[&["procesregisseur-nhn"]]),
    // Why something urgent can wait, who sits at that table and is invited for it.
    ("MERKKANWACHTEN", &[""], &[&["procesregisseur-nhn", "politie-nh", "om-nh"]]),
    // On which ground an organisation takes papers along, that organisation.
    ("MERKWET", &[""], &[&["politie-nh"]]),
    // What is asked of who keeps an eye after closing: that organisation and who named it.
    ("MERKOOGJE", &[""], &[&["reclassering", "procesregisseur-nhn"]]),
    ("MERKBELLEN", &[""], &[&["reclassering", "procesregisseur-nhn"]]),
    // A referral: who sends it and who receives it read what was written, who gave something for what and its own, and nobody else of the table.
    ("MERKDOOR", &["WIE", "BELLEN", "BLIJFT"], &[SENDERS, &["school-hoorn"]]),
    ("MERKDOORVRAAG", &[""], &[SENDERS, &["school-hoorn", "reclassering", "politie-nh"]]),
    ("MERKDOORWET", &[""], &[SENDERS, &["school-hoorn", "reclassering", "politie-nh"]]),
    ("MERKDOORPOLITIE", &[""], &[SENDERS, &["school-hoorn", "politie-nh"]]),
    ("MERKDOORBESLUIT", &["BELANG", "SAMEN", "WAT", "ALS", "AAN", "NUMMER"], &[SENDERS, &["politie-nh"]]),
    ("MERKDOORITEM", &[""], &[SENDERS, &["school-hoorn", "reclassering"]]),
    ("MERKDOORNIET", &[""], &[NOBODY]),
    ("MERKDOORGROND", &[""], &[SENDERS, &["reclassering"]]),
    ("MERKDOORREDEN", &[""], &[NOBODY]),
    ("MERKDOORTERUG", &[""], &[SENDERS, &["school-hoorn"]]),
    ("MERKDOORANTWOORD", &[""], &[SENDERS, &["school-hoorn"]]),
    ("MERKDOORDOET", &[""], &[SENDERS, &["school-hoorn"]]),
    ("MERKDOORINFORMATIE", &[""], &[SENDERS]),
    // An independent review: the three, who guards the process and who reviews; the opinion and the answers as well who reads the decisions of the case.
    ("MERKTOETS", &["UITTREKSEL", "VRAAG", "TERUG", "TOELICHTING"], &[CORE, &["rac"]]),
    ("MERKTOETSNIET", &[""], &[CORE]),
    ("MERKTOETS", &["NODIG", "TWIJFEL", "ETIKET", "RAAD", "TWEEDE", "ANTWOORD", "DOET"], &[CASE, &["rac"]]),
    // A case that goes to another house: its table; why something does not go along is for the three, who guards the process and who said so.
    ("MERKHUIS", OF_CASE, &[CASE]),
    ("MERKNAAR", &["GEMEENTE", "BELLEN", "WAAROM", "MELDER", "TITEL", "AANLEIDING"], &[CASE]),
    ("MERKNAARNIET", &[""], &[DECIDERS, &["reclassering"]]),
    // What another house hands over: who decides on it there, and who guards the process.
    (
        "MERKVAN",
        &["WIE", "WAAROM", "TITEL", "SAMENVATTING", "DOEL", "NAAM", "ITEM", "NODIG", "DOELDAAR", "AFSPRAAK"],
        &[RECEIVERS],
    ),
    // A submission for triage: who sits there and who made it; how the others see it and what they weigh is not for who made it.
    (
        "MERKTRIAGE",
        &["NAAM", "ADRES", "REDEN", "DOEL", "ANTWOORD", "WENS", "WENSREDEN", "NOGNIET"],
        &[TABLE, &["reclassering", "ggz-nhn"]],
    ),
    (
        "MERKTRIAGE",
        &["ZIENSWIJZE", "VRAAG", "ANDERS", "AFWEGING", "ANDERSGEZIEN", "GROND", "VERWACHT", "ELDERS", "TERUG", "NEE"],
        &[TABLE, &["reclassering"]],
    ),
    // A closed case: nobody, nothing (CAS-05).
    ("MERKGESLOTEN", OF_CASE, &[NOBODY]),
    ("MERKGESLOTEN", &["BESLUIT", "ZORG", "OOGJE", "BERICHT"], &[NOBODY]),
    ("MERKHAARLEMCASUS", OF_CASE, &[CASE_HAARLEM]),
];

/// The table by mark.
fn expected() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut all = BTreeMap::new();
    for (stem, parts, who) in WHO_MAY_READ {
        for part in *parts {
            let who: BTreeSet<&str> = who.iter().copied().flatten().copied().collect();
            assert!(all.insert(format!("{stem}{part}"), who).is_none(), "{stem}{part} is in the table twice");
        }
    }
    all
}

/// The marks in a text: words that begin with MERK, and numbers that are somebody's.
fn marks(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_mark = |w: &&str| w.starts_with("MERK") || [BSN_SIGNAL, BSN_WEIGHING, BSN_CASE].contains(w);
    words.filter(is_mark).map(str::to_owned).collect()
}

/// The addresses that this pattern stands for in this house.
fn addresses_of(address: &Address, all: &[Placed]) -> Vec<String> {
    let Some(act) = &address.act else { return vec![address.path.to_owned()] };
    if !address.path.contains("{id}") {
        return vec![address.path.to_owned()];
    }
    let of_kind = all.iter().filter(|p| p.kind == act.kind);
    let mut found = Vec::new();
    for placed in of_kind {
        let path = address.path.replace("{id}", &placed.id.to_string()).replace("{doubt}", "1");
        if path.contains("{no}") {
            // Things within a case are numbered in a row; two cases have hardly any.
            let last = if placed.word == "open" && address.method == Method::Get { 44 } else { 1 };
            found.extend((1..=last).map(|no| path.replace("{no}", &no.to_string())));
            // An item of a meeting is called as its table.
            let tables = all.iter().filter(|other| placed.kind == "meeting" && other.word == "open");
            found.extend(tables.map(|table| path.replace("{no}", &table.id.to_string())));
        } else {
            found.push(path);
        }
    }
    assert!(found.iter().all(|path| !path.contains('{')), "what is in {}?", address.path);
    found
}

/// A mark that somebody saw, and where.
type Seen = BTreeMap<(String, &'static str), String>;

fn note_marks(seen: &mut Seen, who: &'static str, place: &str, reply: &Reply) {
    let headers: String = reply.headers.values().map(String::as_str).collect::<Vec<_>>().join(" ");
    for mark in marks(&reply.body).into_iter().chain(marks(&headers)) {
        seen.entry((mark, who)).or_insert_with(|| place.to_owned());
    }
    assert!(reply.status < 500 && reply.status != 0, "{who} {place}: {}", reply.status);
}

/// Everything that one person can ask for. A line that stays open says no more than that something changed (`web` proves it).
async fn walk(house: Arc<House>, all: Arc<Vec<Placed>>, who: &'static str) -> (Seen, usize) {
    let (mut browser, program) = (house.browser(who).await, house.program(who).await);
    let (mut seen, mut asked) = (Seen::new(), 0);
    for address in
        house.rooms.addresses().iter().filter(|a| a.method == Method::Get && a.login && a.gives != Gives::Live)
    {
        for path in addresses_of(address, &all) {
            let reply = browser.get(&path).await;
            note_marks(&mut seen, who, &format!("page {}", address.path), &reply);
            let data = if path == "/" { "/api/v1".to_owned() } else { format!("/api/v1{path}") };
            let reply = program.get(&data).await;
            note_marks(&mut seen, who, &format!("data {}", address.path), &reply);
            asked += 2;
        }
    }
    // A form that was filled in on an older state of the dossier: nothing happens, and the page is shown again with what changed.
    browser.get("/").await;
    for address in house.rooms.addresses().iter().filter(|a| a.method == Method::Post && a.login) {
        for path in addresses_of(address, &all) {
            let reply = browser.post(&path, &[("_seq", "0")]).await;
            note_marks(&mut seen, who, &format!("form {}", address.path), &reply);
            asked += 1;
        }
    }
    (seen, asked)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_shows_every_mark_to_those_who_may_read_it_and_to_nobody_else() {
    let house = Arc::new(house().await);
    let mut all = house.furnish().await;
    all.extend(house.between_houses().await);
    all.push(house.triaged().await);
    all.push(house.put_off(&all).await);
    let all = Arc::new(all);
    let walks: Vec<_> =
        PEOPLE.iter().map(|(who, ..)| tokio::spawn(walk(Arc::clone(&house), Arc::clone(&all), who))).collect();
    let (mut seen, mut asked) = (Seen::new(), 0);
    for walk in walks {
        let (more, n) = walk.await.unwrap();
        seen.extend(more);
        asked += n;
    }
    let expected = expected();
    let mut wrong = Vec::new();
    for ((mark, who), place) in &seen {
        match expected.get(mark) {
            None => wrong.push(format!("{mark} is not in the table ({who}, {place})")),
            Some(allowed) if !allowed.contains(who) => wrong.push(format!("LEAK: {who} reads {mark} on {place}")),
            Some(_) => {}
        }
    }
    for (mark, allowed) in &expected {
        for who in allowed.iter().filter(|who| !seen.contains_key(&(mark.clone(), **who))) {
            wrong.push(format!("{who} should read {mark} somewhere, and does not"));
        }
    }
    assert!(asked > 1000, "{asked}");
    assert!(wrong.is_empty(), "{} after {asked} requests:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_of_the_canary_names_people_who_exist() {
    for (mark, who) in expected() {
        for person in who {
            assert!(PEOPLE.iter().any(|(known, ..)| *known == person), "{mark}: {person}");
            assert!(!crate::house::is_former(person), "{mark}: {person} is not designated any more");
        }
    }
    let outside = ["fg", "rac", "evaluator", "beheer"];
    // Somebody of the committee reads what three let go to them, and nothing else.
    for (mark, who) in expected() {
        let reviews = mark.starts_with("MERKTOETS");
        assert!(outside.iter().all(|one| !who.contains(one) || (*one == "rac" && reviews)), "{mark}");
    }
}
